"""Quadratic forms such as x^2 + 4xy + y^2, which are read as their symmetric matrix.

The square of a letter gives its entry on the diagonal, and half the factor of a product of two
letters stands in two places beside it.
"""

from __future__ import annotations

import re

from sympy import Expr, Poly, diff

from tutor.core.errors import NotUnderstood
from tutor.core.matrix import Matrix


def is_form(text: str) -> bool:
    """Whether a text may be a form: it has no bracket of a matrix, and a square or two letters side by side."""
    return (
        re.search(r"\[|begin|\n", text) is None
        and re.search(r"\^|\*\*|²|[a-z] ?\*? ?[a-z]", text) is not None
    )


def matrix_of(form: Expr) -> Matrix:
    """The symmetric matrix A with x^T A x equal to the form, its letters in alphabetical order."""
    letters = sorted(form.free_symbols, key=str)
    if not letters or not form.is_polynomial(*letters) or not _is_quadratic(Poly(form, *letters)):
        raise NotUnderstood(
            "quadratic-form",
            "This is no quadratic form: each term must be a number times two letters.",
            fix="For example x^2 + 4x*y + y^2, or a symmetric matrix such as [1 2; 2 1].",
        )
    return Matrix.of([[diff(form, x, y) / 2 for y in letters] for x in letters])


def _is_quadratic(form: Poly) -> bool:
    return all(sum(degrees) == 2 for degrees in form.monoms())
