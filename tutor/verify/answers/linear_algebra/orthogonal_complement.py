"""The orthogonal complement as the null space of the matrix whose rows are the vectors.

Any basis of it is right, so only the space is bound; whether the vectors are a basis is checked as a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import Basis
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import NullSpace
from tutor.verify.answers import Answers, Says


def answers(given: Mapping[str, Any]) -> Answers:
    M = Matrix.of([list(v) for v in given["vectors"]])
    return {"complement": Says(Basis, space=NullSpace(M), given=())}
