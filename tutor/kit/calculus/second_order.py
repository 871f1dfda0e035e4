"""The Hessian of a function of several variables, and what it says at a level point.

If all its eigenvalues are positive the point is a local minimum, if all are
negative a local maximum, and with both signs a saddle.  With an eigenvalue zero
it says nothing, and the values close by are looked at.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import sympy as sp
from sympy import Eq, Expr, Integer, Poly, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Conditions,
    Defines,
    Definite,
    DerivativeOf,
    Equal,
    Extremum,
    Roots,
    Substituted,
)
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Entry
from tutor.core.step import Step, collect, step
from tutor.core.written import written
from tutor.kit.calculus.partials import Gradient, differentiation, matrix_entry
from tutor.kit.domain import combined
from tutor.kit.free_letters import parameter
from tutor.kit.linear_algebra.eigen import find_eigenvalues
from tutor.kit.real_values import value_at

HESSIAN, UNKNOWN = Symbol("H"), Symbol("lambda")
Steps = Generator[Step, None, Extremum | None]
BENDS = {
    "positive definite": ("local minimum", "bend_up"),
    "negative definite": ("local maximum", "bend_down"),
    "indefinite": ("saddle", "bend_both_ways"),
}
PARABOLAS = [sp.Rational(k, 2) for k in (2, -2, 1, -1, 3, -3, 4, -4)]  # y = k x^2
RELATIONS = {1: ">", -1: "<", 0: "="}


class Side(NamedTuple):
    """That no value is better than the one at a point: the kind of the point, and what is seen."""

    kind: str
    relation: str
    sign: int
    rule: str


SIDES = (
    Side("local minimum", ">=", 1, "see_no_smaller_value"),
    Side("local maximum", "<=", -1, "see_no_larger_value"),
)


class Judged(NamedTuple):
    """Which kind of matrix a Hessian is, if it decides; the steps that tell, and the signs they find."""

    kind: str
    steps: list[Step]
    reasons: list[Compared]


@dataclass(frozen=True)
class SecondOrder:
    """A function with its gradient, to be judged at level points."""

    gradient: Gradient
    judged: list[Matrix] = field(default_factory=list)  # the Hessians of earlier points

    @property
    def f(self) -> Expr:
        return self.gradient.f

    @property
    def names(self) -> tuple[Symbol, ...]:
        return self.gradient.variables

    @cached_property
    def derivatives(self) -> dict[tuple[int, int], Step]:
        """The second derivatives; the mixed ones are found once."""
        size = range(len(self.names))
        return {
            (i, j): differentiation(
                "differentiate_again_partially",
                self.gradient.entries[i],
                self.names[j],
                matrix_entry,
            )
            for i, j in combinations_with_replacement(size, 2)
        }

    @cached_property
    def matrix(self) -> Matrix:
        size = range(len(self.names))
        return Matrix.of(
            [[self.derivatives[min(i, j), max(i, j)].shown["result"] for j in size] for i in size]
        )

    @cached_property
    def given(self) -> Conditions:
        """Where the function has these second derivatives."""
        found = (c for s in self.derivatives.values() for c in s.claims)
        second = (c.given for c in found if isinstance(c, DerivativeOf))
        return combined(self.gradient.given, *second)

    def collect(self) -> Generator[Step, None, dict[str, Claim]]:
        equal = Equal(HESSIAN, self.matrix, self.given)
        named = Defines(HESSIAN, self.matrix)
        yield step("collect_hessian", named, equal, substeps=self.derivatives.values())
        return {"hessian": equal}

    def at(self, point: Tuple) -> Matrix:
        """The Hessian at a point; raises `Undefined` where a second derivative has no value."""
        place = dict(zip(self.names, point, strict=True))
        rows = [[value_at(e, place) for e in row] for row in self.matrix.entries()]
        if any(entry is None for row in rows for entry in row):
            raise Undefined(
                "no-second-derivatives",
                f"A second derivative of the function has no value at {written(point)}.",
                fix="Choose another point, or ask for what needs the first derivatives alone.",
            )
        return Matrix.of(rows)

    def claim(self, point: Tuple, kind: str) -> Extremum:
        value = self.gradient.value(point)
        return Extremum(self.f, Tuple(*self.names), Tuple(), point, value, kind)

    def put_in(self, point: Tuple) -> tuple[Step, Matrix]:
        """The Hessian at a point."""
        here = self.at(point)
        used = self.gradient.used(self.matrix, point)
        if not used:
            return step("note_constant_hessian", Equal(HESSIAN, here)), here
        return step("insert_point_in_hessian", Substituted(self.matrix, used, here)), here

    def judge(self, point: Tuple, by: str) -> Steps:
        """Classify a level point by `eigenvalues` or by `determinants`; None if it stays open."""
        yield self.gradient.height("compute_height", point)
        shown, here = self.put_in(point)
        judged = _by_eigenvalues(here) if by == "eigenvalues" else _by_determinants(here)
        if isinstance(shown.claims[0], Substituted) and here in self.judged:
            yield step(f"insert_point_in_same_hessian_by_{by}", *shown.claims)
        else:
            yield shown
            yield from judged.steps
            self.judged.append(here)
        if judged.kind in BENDS:
            found, rule = BENDS[judged.kind]
            claim = self.claim(point, found)
            yield step(f"{rule}_by_{by}", claim, Definite(here, judged.kind), *judged.reasons)
            return claim
        return (yield from self._directly(point))

    def _directly(self, point: Tuple) -> Steps:
        """Where the Hessian is silent: along paths a saddle shows, and values show an extremum."""
        value = self.gradient.value(point)
        saddle = self.claim(point, "saddle")
        seen: dict[
            bool, Step
        ] = {}  # by whether the values on the path are larger than at the point
        for path, power, factor in self._paths(point, value):
            if power % 2:
                yield path
                yield step("see_both_signs", saddle)
                return saddle
            seen.setdefault(bool(factor > 0), path)
            if len(seen) == 2:
                yield from seen.values()
                yield step("see_sign_of_each_path", saddle)
                return saddle
        for side in SIDES:
            if self.keeps_side(point, value, side.sign):
                claim = self.claim(point, side.kind)
                yield step(side.rule, Compared(self.f, side.relation, value))
                yield step("conclude_from_values", claim)
                return claim
        yield step("leave_point_open", Choice(Tuple(*point)))
        return None

    def _paths(self, point: Tuple, value: Expr) -> Iterator[tuple[Step, int, Expr]]:
        """Lines and parabolas through a point, each with the lowest power of the change along it and its factor."""
        t = parameter(self.names)
        ways = [*product((Integer(0), t, -t), repeat=len(self.names))]
        if len(self.names) == 2:
            ways += [way for k in PARABOLAS for way in ((t, k * t**2), (k * t**2, t))]
        for shifts in ways:
            moved = [a + s for a, s in zip(point, shifts, strict=True)]
            along = sp.expand(self.f.xreplace(dict(zip(self.names, moved, strict=True))) - value)
            if along == 0 or not along.is_polynomial(t):
                continue
            (power,), factor = Poly(along, t).terms()[-1]
            used = Tuple(
                *(
                    Eq(x, m, evaluate=False)
                    for x, m in zip(self.names, moved, strict=True)
                    if x != m
                )
            )
            path = Substituted(self.f, used, sp.expand(along + value))
            yield step("follow_path_through_point", path, Choice(used)), power, factor

    def keeps_side(self, point: Tuple, value: Expr, sign: int) -> bool:
        """Whether no place that is tried has a value beyond the one at the point, or on the line of points."""
        start = point.xreplace(dict.fromkeys(point.free_symbols, Integer(0)))
        spread = [Integer(k) for k in (-20, -3, -1, 0, 1, 3, 20)] + [
            sp.Rational(k, 10) for k in (-3, -1, 1, 3)
        ]
        for shift in product(spread, repeat=len(self.names)):
            place = {x: a + s for x, a, s in zip(self.names, start, shift, strict=True)}
            there = value_at(self.f, place)
            if there is not None and sign * float(there - value) < -1e-12:
                return False
        return True


def _kind(signs: Sequence[int]) -> str:
    if all(s > 0 for s in signs):
        return "positive definite"
    if all(s < 0 for s in signs):
        return "negative definite"
    return "indefinite" if 1 in signs and -1 in signs else ""


def _sign(value: Expr) -> int:
    return 0 if value == 0 else 1 if float(value) > 0 else -1


def _by_eigenvalues(here: Matrix) -> Judged:
    made, found = collect(find_eigenvalues(here, UNKNOWN))
    shown = next(c for part in reversed(made) for c in part.claims if isinstance(c, Roots))
    signs = [_sign(root.value) for root in found]
    reasons = [
        Compared(root.value, RELATIONS[sign], Integer(0))
        for root, sign in zip(found, signs, strict=True)
    ]
    steps = [step("find_eigenvalues_of_hessian", shown, substeps=made)]
    return Judged(_kind(signs), steps, reasons)


def _by_determinants(here: Matrix) -> Judged:
    size = here.shape[0]
    minors: list[Expr] = []
    steps: list[Step] = []
    for k in range(1, size + 1):
        part = Matrix.of([[here[i, j] for j in range(1, k + 1)] for i in range(1, k + 1)])
        minors.append(sp.expand(sp.Matrix(part.entries()).det()))
        shown = Det(part) if k > 1 else Entry(here, Integer(1), Integer(1))
        steps.append(step("find_leading_minor_of_hessian", Equal(shown, minors[-1])))
    signs = [_sign(m) for m in minors]
    reasons = [Compared(m, RELATIONS[s], Integer(0)) for m, s in zip(minors, signs, strict=True)]
    if all(s > 0 for s in signs):
        return Judged("positive definite", steps, reasons)
    if all(s == (-1) ** (k + 1) for k, s in enumerate(signs)):
        return Judged("negative definite", steps, reasons)
    mixed = signs[-1] < 0 if size == 2 else signs[-1] != 0
    return Judged("indefinite" if mixed else "", steps, reasons)
