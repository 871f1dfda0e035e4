"""Refuse letters, and sizes over the limit, where vectors of numbers are needed."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Basic, Tuple

from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.limits import MATRIX_WITH_STEPS


def refuse_letters(
    letters: Iterable[Basic], where: str = "a number is needed.", otherwise: str = ""
) -> None:
    """Raise an error for the first letter, if there is one; `otherwise` continues "Give k a value"."""
    if found := sorted(map(str, letters)):
        unit = " The imaginary unit is not read here: give real numbers." * ("i" in found)
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {found[0]} stands where {where}",
            fix=f"Give {found[0]} a value{otherwise}.{unit}",
        )


def numbers_only(*vectors: Tuple) -> None:
    """Raise an error unless the vectors have real numbers, one length, and fit a page."""
    refuse_letters({letter for v in vectors for letter in v.free_symbols})
    if any(e.is_real is False for v in vectors for e in v):
        raise Undefined(
            "not-real", "A component is not a real number.", fix="Give vectors of real numbers."
        )
    lengths = [len(v) for v in vectors]
    if len(set(lengths)) > 1:
        raise Undefined(
            "different-lengths",
            f"The vectors have different lengths: {counted(lengths[0], 'component', 'components')} "
            f"and {next(n for n in lengths if n != lengths[0])}.",
            fix="Give all vectors the same number of components.",
        )
    if max(lengths[0], len(lengths)) > MATRIX_WITH_STEPS:
        raise OverLimit(
            "vector-size",
            f"The limit is {MATRIX_WITH_STEPS} vectors with {MATRIX_WITH_STEPS} components.",
            fix="Use fewer or shorter vectors.",
        )
