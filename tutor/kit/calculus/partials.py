"""Derivatives as one step with the rules below it, and all partial derivatives of a function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import sympy as sp
from msgspec.structs import replace
from sympy import Basic, Eq, Expr, Symbol, Tuple

from tutor.core.claims import Conditions, DerivativeOf, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.kit.calculus import zeros_of_bars
from tutor.kit.calculus.cancelled_places import cancelled
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.calculus.inner_fractions import tidy_with_inner_fractions
from tutor.kit.domain import combined, holds_at, holds_at_point
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import looks_like


def settled(slope: Expr) -> Expr:
    """The slope, or the number that it is wherever it has a value: (x - y)^2/(x - y)^2 is 1."""
    letters = slope.free_symbols
    if slope.is_polynomial(*letters) or not slope.is_rational_function(*letters):
        return slope
    number = sp.cancel(slope)
    return number if number.is_number else slope


def matrix_entry(slope: Expr) -> Expr:
    """The slope as a matrix shows it."""
    return Matrix.of([[tidy(slope)]])[1, 1]


def differentiation(
    rule: str,
    f: Expr,
    x: Symbol,
    shape: Callable[[Expr], Expr] = tidy_with_inner_fractions,
    also: Conditions = (),
    tidying: Callable[[Expr], str] = lambda _: "tidy_slope",
) -> Step:
    """The step that finds the derivative in the given shape; the rules are its substeps.

    `also` are conditions beyond those that the formula needs, `tidying` names the step to this shape.
    """
    tree = Differentiation(x, f).of(f)
    raw = derivative_of(tree)
    shaped = settled(shape(raw))
    left_out = (cancelled(raw, shaped, v) for v in sorted(raw.free_symbols, key=str))
    given = combined(also, conditions_of(tree), *left_out)
    shown = DerivativeOf(f, x, shaped, given)
    if raw == shown.result and not tree.substeps:
        return step(rule, shown)
    same = () if raw == shown.result else (Equal(raw, shown.result, given),)
    if looks_like(raw, shown.result):  # nothing to see in a step of its own
        parts = [step(tree.rule, *tree.claims, *same, substeps=tree.substeps)]
    else:
        parts = [tree, *(step(tidying(shown.result), claim) for claim in same)]
    return step(rule, shown, substeps=parts)


def _holds_there(steps: Sequence[Step], at: Expr) -> bool:
    """Whether the formulas of the slopes hold where their variable has this value."""
    claims = (s.claims[0] for s in steps)
    return all(holds_at(c, d.variable, at) for d in claims for c in d.given)  # type: ignore[union-attr]


def _with_zeros_of_bars(found: Step) -> Step:
    """The step with the zeros of bars at which its formula holds all the same, and why."""
    claim = found.claims[0]
    assert isinstance(claim, DerivativeOf)
    f, x = claim.function, claim.variable
    parts, given = collect(zeros_of_bars.include(f, x, claim.result, claim.given))
    below = (below for part in parts for below in part.substeps)
    return step(found.rule, replace(claim, given=given), substeps=(*found.substeps, *below))


class Gradient:
    """The partial derivatives of f by its variables, and their values at a point.

    With `at`, a value of the only variable, they are found there too if bars make no corner.
    """

    def __init__(
        self,
        f: Expr,
        variables: Sequence[Symbol],
        rule: str,
        shape: Callable[[Expr], Expr] = tidy_with_inner_fractions,
        at: Expr | None = None,
    ) -> None:
        self.f = f
        self.variables = tuple(variables)
        self.steps = [differentiation(rule, f, x, shape) for x in variables]
        if at is not None and not _holds_there(self.steps, at):
            self.steps = list(map(_with_zeros_of_bars, self.steps))

    @cached_property
    def claims(self) -> list[DerivativeOf]:
        return [s.claims[0] for s in self.steps if isinstance(s.claims[0], DerivativeOf)]

    @cached_property
    def entries(self) -> Tuple:
        """The gradient as a vector."""
        return Tuple(*(claim.result for claim in self.claims))

    @cached_property
    def given(self) -> Conditions:
        return combined(*(claim.given for claim in self.claims))

    def at(self, point: Sequence[Expr]) -> Tuple:
        """The values at a point; raises `Undefined` if one has none."""
        place = dict(zip(self.variables, point, strict=True))
        values = [value_at(entry, place) for entry in (self.f, *self.entries)]
        if None in values or not all(holds_at_point(c, place) for c in self.given):
            raise Undefined(
                "outside-domain",
                "The function or one of its derivatives has no value at this point.",
                fix="Choose a point inside the domain of the function.",
            )
        return Tuple(*values[1:])

    def put_in(self, rule: str, point: Sequence[Expr]) -> Step | None:
        """The step that puts the point into the gradient; None where it is the same everywhere."""
        used = self.used(self.entries, point)
        return step(rule, Substituted(self.entries, used, self.at(point))) if used else None

    def value(self, point: Sequence[Expr]) -> Expr:
        """The value of the function at a point where it has one."""
        found = value_at(self.f, dict(zip(self.variables, point, strict=True)))
        assert found is not None
        return found

    def height(self, rule: str, point: Sequence[Expr]) -> Step:
        """The step that puts the point into the function."""
        return step(rule, Substituted(self.f, self.used(self.f, point), self.value(point)))

    def used(self, value: Basic, point: Sequence[Expr]) -> Tuple:
        """The coordinates of a point as equations, for the variables that occur in a value."""
        pairs = zip(self.variables, point, strict=True)
        return Tuple(*(Eq(x, a, evaluate=False) for x, a in pairs if value.has(x)))
