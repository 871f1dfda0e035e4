"""The conditions of cases: a letter has one of some values, or none of them.

Values are compared by their decimals, because a root may be written in several ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Basic, Eq, N, Ne, Symbol, Tuple, expand
from sympy import Matrix as Dense

from tutor.core.expr import Det
from tutor.verify.answers import Follows
from tutor.verify.report import Misfit

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
            raise Misfit(f"it must be said for all {letter} but {list(values)}")
        return found

    return Follows(given)


def sets_to_zero(goal: str, determinant: Basic) -> Follows:
    """The system of a goal, which must be one equation that sets this determinant to zero."""

    def system(goals: Mapping[str, Any]) -> Any:
        found: Tuple = goals[goal].system
        (equation,) = found.args
        left = equation.args[0]
        if isinstance(left, Det):
            left = Dense(left.args[0].entries()).det(method="berkowitz")
        if equation.args[1] != 0 or expand(left - determinant) != 0:
            raise Misfit("the determinant is another one")
        return found

    return Follows(system)


def at(goal: str, letter: Symbol, value: Basic) -> Follows:
    """The condition of a goal, which must give the letter this value."""

    def given(goals: Mapping[str, Any]) -> Any:
        found = goals[goal].given
        if len(found) != 1 or not isinstance(found[0], Eq) or found[0].args[0] != letter:
            raise Misfit(f"it must be said for one value of {letter}")
        if not same(found[0].args[1], value):
            raise Misfit(f"it must be said for {letter} = {value}")
        return found

    return Follows(given)
