"""The conditions of cases: a letter has one of some values, or none of them.

Values are compared by their decimals, because a root may be written in several ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Basic, Eq, N, Ne, Symbol

from tutor.verify.answers import Follows

CLOSE = 1e-20


def same(found: Basic, wanted: Basic) -> bool:
    return bool(abs(N(found - wanted, 30)) < CLOSE)


def apart_from(goal: str, letter: Symbol, values: Sequence[Basic]) -> Follows:
    """The conditions of a goal, which must exclude exactly these values, in this order."""

    def given(goals: Mapping[str, Any]) -> Any:
        found = goals[goal].given
        fits = len(found) == len(values) and all(
            isinstance(c, Ne) and c.args[0] == letter and same(c.args[1], v)
            for c, v in zip(found, values, strict=False)
        )
        if not fits:
            raise ValueError(f"it must be said for all {letter} but {list(values)}")
        return found

    return Follows(given)


def at(goal: str, letter: Symbol, value: Basic) -> Follows:
    """The condition of a goal, which must give the letter this value."""

    def given(goals: Mapping[str, Any]) -> Any:
        found = goals[goal].given
        if len(found) != 1 or not isinstance(found[0], Eq) or found[0].args[0] != letter:
            raise ValueError(f"it must be said for one value of {letter}")
        if not same(found[0].args[1], value):
            raise ValueError(f"it must be said for {letter} = {value}")
        return found

    return Follows(given)
