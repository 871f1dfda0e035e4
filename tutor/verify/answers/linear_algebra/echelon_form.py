"""A reduced form: it is claimed of the very matrix of the problem, and a matrix has only one.

The rank is claimed of the matrix too, and both claims are checked by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import Equal, RowReduced
from tutor.core.matrix_expression import Rank
from tutor.verify.answers import Answers, Says


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    return {
        "reduced": Says(RowReduced, before=A, given=()),
        "rank": Says(Equal, before=Rank(A), given=()),
    }
