"""Definiteness from the signs of the coefficients of the characteristic polynomial.

All roots of a symmetric matrix are real, so Descartes' rule counts the positive ones
exactly, and those of the polynomial in -x the negative ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sympy import Expr, Poly

from tutor.core.claims import Definite
from tutor.verify.answers import Answers, Says
from tutor.verify.answers.eigenvalues import monic, unknown_of


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    size = A.shape[0]
    if any(A[i, j] != A[j, i] for i in range(1, size + 1) for j in range(1, i)):
        raise ValueError("the matrix is not symmetric")
    unknown = unknown_of(A)
    p = Poly(monic(A), unknown)
    positive = _changes(p.all_coeffs())
    negative = _changes(Poly(p.as_expr().subs(unknown, -unknown), unknown).all_coeffs())
    return {"kind": Says(Definite, matrix=A, kind=_kind(positive, negative, size), given=())}


def _changes(coefficients: list[Expr]) -> int:
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in pairwise(signs))


def _kind(positive: int, negative: int, size: int) -> str:
    if positive and negative:
        return "indefinite"
    if negative:
        return "negative definite" if negative == size else "negative semidefinite"
    return "positive definite" if positive == size else "positive semidefinite"
