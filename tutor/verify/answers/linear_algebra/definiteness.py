"""Definiteness from the signs of the coefficients of the characteristic polynomial.

All roots of a symmetric matrix are real, so Descartes' rule counts the positive ones
exactly, and those of the polynomial in -x the negative ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import Definite
from tutor.verify.answers import Answers, Says
from tutor.verify.answers.eigenvalues import definiteness
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    size = A.shape[0]
    if any(A[i, j] != A[j, i] for i in range(1, size + 1) for j in range(1, i)):
        raise Misfit("the matrix is not symmetric")
    return {"kind": Says(Definite, matrix=A, kind=definiteness(A), given=())}
