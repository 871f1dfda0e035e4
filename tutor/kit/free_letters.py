"""Letters for what a problem does not name itself."""

from __future__ import annotations

from collections.abc import Collection

from sympy import Symbol


def parameter(taken: Collection[Symbol]) -> Symbol:
    """A letter along a path or a line, apart from those of the problem."""
    return next(s for s in map(Symbol, "tsruvw") if s not in taken)
