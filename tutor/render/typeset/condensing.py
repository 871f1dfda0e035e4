"""What is shown of a formula that is too long for a page: both its ends, and dots between them.

A matrix of fifty rows fills a page, and nobody reads it; its corners show what it looks like.  Rows that
a step changes are shown too.  Nothing is lost: the trace holds the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from tutor.render.typeset.layout import Ident, Number

MOST = 12  # rows, columns, terms, factors or members that are all shown
ENDS = 2  # of a longer one, so many are shown at each end
DIGITS = 12  # of a number that is written out
END_DIGITS = 3

DOTS = Ident("⋯")
DOTS_DOWN = Ident("⋮")
DOTS_ACROSS = Ident("⋱")

T = TypeVar("T")


class Condensed(Struct, frozen=True):
    """A value or claim of which only this much is to be shown."""

    value: Any


def kept(count: int, also: Collection[int] = ()) -> list[int | None]:
    """The indices of the parts that are shown, those in `also` among them, and None for each gap."""
    if count <= MOST:
        return list(range(count))
    shown: list[int | None] = []
    last = -1
    for k in sorted({*range(ENDS), *also, *range(count - ENDS, count)}):
        if k > last + 1:
            shown.append(None)
        shown.append(k)
        last = k
    return shown


def ends(parts: Sequence[T], gap: T) -> list[T]:
    """The parts, or of many the ends with `gap` between them."""
    return [gap if k is None else parts[k] for k in kept(len(parts))]


def kept_columns(across: int, bar: int) -> list[int | None]:
    """The indices of the columns that are shown; those right of the bar are a part of their own."""
    left = across - bar
    return [*kept(left), *(k if k is None else left + k for k in kept(bar))]


def digits(number: int) -> Number:
    """A natural number, of which only the first and last digits are shown if it is long."""
    text = str(number)
    if len(text) > DIGITS:
        text = f"{text[:END_DIGITS]}…{text[-END_DIGITS:]}"
    return Number(text)
