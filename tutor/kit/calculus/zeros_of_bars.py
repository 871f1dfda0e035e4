"""Where something between bars is zero, and a formula for the derivative holds all the same.

The rules leave such places out, since |u| may have a corner there.  With u or -u in the place of
|u| the function has a formula on each side that can be differentiated at these places too.  If
both give the same slope there as the formula for the derivative, that formula holds there as well.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

import sympy as sp
from sympy import Basic, Eq, Expr, Piecewise, Symbol

from tutor.core.claims import Conditions, DerivativeOf, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.domain import holds_at, require
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, light, negated

SIDES = (">=", "<")


def include(
    f: Expr, x: Symbol, derivative: Expr, given: Conditions
) -> Generator[Step, None, Conditions]:
    """Yield a step for each pair of bars whose zeros need not be left out; returns what still is."""
    needed = given
    for bar in sorted((b for b in f.atoms(sp.Abs) if b.has(x)), key=str):
        own = require("!=", bar)
        rest = tuple(c for c in given if c not in own)
        if not own or not {*own} <= {*given}:
            continue
        zeros = _Zeros(bar, x, own, rest, tuple(c for c in needed if c not in own))
        sides = zeros.sides(f)
        if zeros.agree(f, derivative, [side.slope for side in sides]):
            yield step(
                "include_zeros",
                DerivativeOf(f, x, derivative, rest),
                substeps=zeros.steps(f, derivative, sides),
            )
            given = rest
    return given


class Side(NamedTuple):
    """The function where what stands between the bars has one sign, and where that is."""

    formula: Expr
    where: Basic
    differentiated: Step

    @property
    def slope(self) -> Expr:
        return derivative_of(self.differentiated)


class _Zeros:
    """The zeros of what stands between bars, where the other conditions hold."""

    def __init__(
        self, bar: Expr, x: Symbol, own: Conditions, rest: Conditions, needed: Conditions
    ) -> None:
        self.bar, self.x, self.rest, self.needed = bar, x, rest, needed
        self.inside = bar.args[0]
        self.places = places = [c.args[1] for c in own if c.args[0] == x]
        #: each makes what stands between the bars zero
        self.put = [{x: a} for a in places] if len(places) == len(own) else [{self.inside: ZERO}]
        at = self.put[0].items() if len(self.put) == 1 else [(self.inside, ZERO)]
        self.given = (*(Eq(*pair, evaluate=False) for pair in at), *rest)

    def sides(self, f: Expr) -> list[Side]:
        """The two formulas, as far as they can be differentiated at the zeros as well."""
        found = []
        for relation in SIDES:
            inside = self.inside if relation == ">=" else negated(self.inside)
            raw = light(f.xreplace({self.bar: inside}))
            formula = tidy(raw)
            tree, before = (Differentiation(self.x, g).of(g) for g in (formula, raw))
            where = require(relation, self.inside)
            asked = (*conditions_of(tree), *conditions_of(before), *self.rest)
            if len(where) == 1 and all(map(self._allows, asked)):
                found.append(Side(formula, *where, tree))
        return found

    def _allows(self, condition: Basic) -> bool:
        """Whether a condition holds at each zero or, where no zero is named, is one of the derivative."""
        if not self.places:
            return condition in self.needed
        return all(holds_at(condition, self.x, a) for a in self.places)

    def steps(self, f: Expr, derivative: Expr, sides: list[Side]) -> Iterator[Step]:
        """Each side has its slope at the zeros, and the two slopes are what the derivative says."""
        above, below = sides
        by_cases = Piecewise(*((side.formula, side.where) for side in sides), evaluate=False)
        yield step("write_both_sides", Equal(f, by_cases, self.rest))
        yield from (side.differentiated for side in sides)
        yield step("compare_at_zeros", Equal(above.slope, below.slope, self.given))
        there = DerivativeOf(f, self.x, derivative, self.given)
        yield step("find_slope_at_zeros", there, Equal(above.slope, derivative, self.given))

    def agree(self, f: Expr, derivative: Expr, slopes: list[Expr]) -> bool:
        """Whether all is defined at the zeros, and both slopes are what the derivative says."""
        return len(slopes) == len(SIDES) and all(
            self._value(f, put) is not None
            and self._value(derivative, put) is not None
            and all(self._value(derivative - g, put) == 0 for g in slopes)
            for put in self.put
        )

    def _value(self, f: Expr, put: dict[Expr, Expr]) -> Expr | None:
        value = sp.expand(f.xreplace(put))
        return None if value.has(sp.nan, sp.zoo, sp.oo) else value
