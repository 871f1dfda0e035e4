"""Formulas in which letters stand for matrices and vectors, such as x^T A x and ||A x - b||.

Where numbers are read, T would be an exponent and the bars an absolute value.  Both would be
another problem, so they are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from tutor.reading.tokens import Token, refuse

_JOINED: Final = re.compile(r"T[A-Z][A-Za-z]?")  # as in x^TAx
_PRODUCT: Final = re.compile(r"[A-Z][0-9]*[a-z]?")  # as in Ax
_EXAMPLE: Final = "with A = [1 2; 2 1]"


def refuse_matrices(text: str, found: Sequence[Token], declared: Collection[str]) -> None:
    """Raise `NotUnderstood` at a transpose, and at a norm with a matrix in it."""
    bars = 0
    for k, token in enumerate(found):
        if token.is_sign("^") and k and "T" not in declared and _is_transpose(found, k):
            refuse(
                text,
                "transpose",
                "^T means a transpose here, and letters stand for numbers.",
                f'The matrix needs numbers, for example "gradient of x^T A x {_EXAMPLE}", '
                'and a product of vectors its components, for example "gradient of 2x + 3y". '
                "For a power, take another letter for T, such as t.",
                token.at,
                found[k + 1].at + 1,
            )
        if token.is_sign("|"):
            if bars % 2 == 0 and (end := _end_of_norm(found, k)):
                refuse(
                    text,
                    "norm",
                    "These bars mean the norm of a vector, and letters stand for numbers.",
                    "The matrix and the vectors need numbers, for example "
                    f'"gradient of ||A x - b||^2 {_EXAMPLE}, b = (1, 0)". '
                    "For an absolute value, write abs(x).",
                    token.at,
                    found[end].end,
                )
            bars += 1


def _is_transpose(found: Sequence[Token], k: int) -> bool:
    """Whether the sign ^ at k has T behind it, and a letter or a matrix in front of it.

    A bracket such as 1 + r has a power unless a matrix stands in it or the same bracket behind it.
    """
    exponent = found[k + 1]
    if exponent.kind != "name":
        return False
    if exponent.value != "T":
        return _JOINED.fullmatch(exponent.value) is not None
    base = found[k - 1]
    if not base.is_sign(")"):
        return base.kind == "name" and base.value != "e"
    inside = found[_opening(found, k - 1) : k]
    behind = found[k + 2 : k + 2 + len(inside)]
    same = [t.value for t in behind] == [t.value for t in inside]
    return same or any(map(_is_product, inside))


def _opening(found: Sequence[Token], closed: int) -> int:
    """Where the bracket opens that is closed there, 0 if nowhere."""
    depth = 0
    for k in range(closed, -1, -1):
        depth += found[k].is_sign(")") - found[k].is_sign("(")
        if depth == 0:
            return k
    return 0


def _is_product(token: Token) -> bool:
    """Whether it is a matrix, perhaps with the vector that it multiplies."""
    return token.kind == "name" and _PRODUCT.fullmatch(token.value) is not None


def _end_of_norm(found: Sequence[Token], k: int) -> int:
    """Where a norm with a matrix in it ends that begins at k, 0 if none begins there."""
    if not _double(found, k):
        return 0
    end = next((n for n in range(k + 2, len(found)) if found[n].is_sign("|")), 0)
    inside = found[k + 2 : end]
    return end + 1 if end and any(map(_is_product, inside)) and _double(found, end) else 0


def _double(found: Sequence[Token], k: int) -> bool:
    """Whether two bars stand there without a space between."""
    return found[k].is_sign("|") and found[k + 1].is_sign("|") and not found[k + 1].gap
