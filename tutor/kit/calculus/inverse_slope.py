"""The slope of an inverse function at the point that belongs to a place of the function."""

from __future__ import annotations

from collections.abc import Generator
from functools import cached_property

import sympy as sp
from sympy import Expr, Limit, Tuple, oo

from tutor.core.claims import Choice, Claim, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.curve import inserted, value_of
from tutor.kit.calculus.inverse_function import InverseFunction
from tutor.kit.calculus.quotients import step_letter
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, added, divided, equation, negated, replaced

Goals = dict[str, Claim]


class InverseSlope:
    """The slope of the inverse at `value`, on the branch through `place`, where f has this value.

    It is the limit of h / (f(place + h) - value) for h to 0, since the changes of the place and
    of the value change their parts.  `number` tells several branches apart.
    """

    def __init__(self, inverse: InverseFunction, place: Expr, value: Expr, number: int = 0) -> None:
        self.inverse, self.place, self.height = inverse, place, value
        self.curve = inverse.curve
        self.number = number

    @cached_property
    def steepness(self) -> Expr | None:
        """The slope of f at the place, if it has one."""
        return value_of(self.curve.slope, self.curve.x, self.place)

    @property
    def turns(self) -> bool:
        """Whether f rises on one side of the place and falls on the other."""
        around = [b for b in self.inverse.branches if self.place in b.ends]
        return len(around) > 1 and around[0].rises != around[1].rises

    @cached_property
    def side(self) -> str:
        """The side of the place on which f has values, `+-` for both."""
        low, high = self.curve.within
        return "+" if self.place == low else "-" if self.place == high else "+-"

    @cached_property
    def beside(self) -> Substituted:
        """The value of f at the distance h from the place."""
        h = step_letter(self.curve.f)
        moved = h if self.place == 0 else added(self.place, h)
        there = replaced(self.curve.f, self.curve.x, moved)
        return Substituted(self.curve.f, Tuple(equation(self.curve.x, moved)), there)

    @property
    def quotients(self) -> Limit:
        """What the difference quotients of the inverse tend to, not worked out."""
        h, there = step_letter(self.curve.f), self.beside.after
        rise = there if self.height == 0 else added(there, negated(self.height))
        return Approach(h, ZERO, self.side).of(divided(h, rise))

    def state(self, rule: str) -> Step:
        """The step that says what the difference quotients of the inverse tend to."""
        found = Equal(self.quotients, self.value)
        return step(rule, found, self.beside, Choice(self.beside.values[0]))

    @cached_property
    def value(self) -> Expr:
        """The slope of the inverse, perhaps infinite; raises `Undefined` where it has none."""
        if self.steepness is not None and self.steepness.is_zero is not True:
            inverted = 1 / self.steepness
            return inverted if self.place.has(sp.CRootOf) else tidy(sp.radsimp(inverted))
        quotient, h, *_ = self.quotients.args
        found = Approach(h, ZERO, self.side).tends(quotient)
        if found is None:
            raise Undefined(
                "no-slope",
                f"The function has no slope at {self.curve.x} = {self.place}, and neither has its inverse "
                f"at {self.inverse.y} = {self.height}: the graph has a corner there.",
                fix="Choose another point.",
            )
        return found

    def check(self) -> None:
        """Raise `Undefined` if the graph has a corner here."""
        if not self.turns and self.value is None:
            raise AssertionError("a slope is a number, or infinite")

    def steps(self, several: bool) -> Generator[Step, None, Goals]:
        """The steps to the slope; with several branches the one through the place is named."""
        suffix = f"_{self.number}" if self.number else ""
        if self.turns:
            turn = self.curve.extremum(self.place, self.curve.kind(self.place))
            yield step("see_turn", turn)
            return {f"turn{suffix}": turn}
        if several:
            branch = next(b for b in self.inverse.branches if b.holds(self.place))
            yield step("choose_branch", self.inverse.part_of_table(branch))
        if self.steepness is not None and self.curve.slope.has(self.curve.x):
            yield inserted(
                "insert_place_in_slope", self.curve.slope, self.curve.x, self.place, self.steepness
            )
        found = Equal(self.quotients, self.value)
        rule = "find_vertical_tangent" if self.value in (oo, -oo) else "turn_slope_over"
        yield self.state("find_horizontal_tangent" if self.steepness is None else rule)
        if self.place.has(sp.CRootOf):
            yield step("round_slope_of_inverse", six_digits(self.value))
        return {f"slope{suffix}": found}

    @property
    def is_plain(self) -> bool:
        """Whether the slope is a number other than zero, inside a branch."""
        plain = self.steepness is not None and self.steepness.is_zero is not True
        return plain and not self.turns and self.side == "+-"
