"""Refuse letters, and sizes over the limit, where vectors of numbers are needed."""

from __future__ import annotations

from sympy import Tuple

from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.limits import MATRIX_WITH_STEPS


def numbers_only(*vectors: Tuple) -> None:
    """Raise an error unless the vectors have real numbers, one length, and fit a page."""
    letters = sorted({str(s) for v in vectors for s in v.free_symbols})
    if letters:
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {letters[0]} stands where a number is needed.",
            fix=f"Give {letters[0]} a value.",
        )
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
