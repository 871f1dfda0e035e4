r"""A list of determinants of formulas in matrices: `det(2A), det A^T and |AB|`, or LaTeX.

Each is brought to the one notation of `core.matrix_formula`, which reads it.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.core.errors import TutorError
from tutor.core.matrix_formula import matrix_formula
from tutor.reading.tokens import placed, refuse

_BETWEEN: Final = re.compile(r"\s*(?:,|;|\band\b|\\text\{ and \})(?:\s|\\[ ,;])*")
_ONE: Final = re.compile(
    r"\s*(?:\\?det(?:erminant)?\b|\|(?=.*\|\s*\Z))\s*(?:of\b)?\s*(.+?)\s*\|?\s*\Z", re.I
)
_NOTATIONS: Final = (
    (re.compile(r"\\left|\\right|\\,|\\ |\$"), ""),
    (re.compile(r"\\cdot|\\times|·"), "*"),
    (re.compile(r"\^\s*\{\s*(?:\\(?:top|intercal)|\\mathrm\{T\}|T)\s*\}|\^\s*\\top|ᵀ|'"), "^T"),
    (re.compile(r"\^\s*\{\s*(-?\d+)\s*\}"), r"^\1"),
    (re.compile("⁻¹"), "^-1"),
    (re.compile(r"\\[dt]?frac\s*\{(\d+)\}\s*\{(\d+)\}"), r"\1/\2"),
)


def in_one_notation(text: str) -> str:
    """A formula in matrices without LaTeX, in the notation of `core.matrix_formula`."""
    for pattern, plain in _NOTATIONS:
        text = pattern.sub(plain, text)
    return text


def determinants(text: str) -> tuple[str, ...]:
    """What stands inside each determinant."""
    found = []
    at = 0
    for part in (*_BETWEEN.split(text.strip()),):
        place = text.index(part, at)
        at = place + len(part)
        if not part.strip():
            continue
        match = _ONE.match(part)
        if match is None:
            refuse(
                text,
                "no-determinant",
                "A determinant was expected here.",
                "For example det(2A), det(A^-1).",
                place,
                max(at, place + 1),
            )
        found.append(_read(text, match[1], place, at))
    if not found:
        refuse(text, "empty", "No determinant is named.", "For example det(2A), det(A^-1).", 0)
    return tuple(found)


def _read(text: str, inside: str, at: int, end: int) -> str:
    inside = in_one_notation(inside)
    try:
        matrix_formula(inside)
    except TutorError as error:
        raise placed(error, text, at, end) from None
    outer = inside.strip()
    if outer.startswith("(") and outer.endswith(")") and _closes_last(outer):
        outer = outer[1:-1].strip()
    return outer


def _closes_last(text: str) -> bool:
    depth = 0
    for k, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return k == len(text) - 1
    return False
