"""The derivative at a point where the rules say nothing, from both sides of the point.

Close to the point, to its right and to its left, absolute values are written
without bars and the difference quotient is simplified.  If both sides tend to
one number, that is the derivative; if they tend to different numbers, or one
of them grows beyond every bound, there is none.  At an end of the domain there is
a slope on one side only.  Where the quotient does not
simplify, the limit of the derivative on that side serves instead: by the mean
value theorem it is the slope on that side.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Pow, Rational, Symbol, Tuple

from tutor.core.claims import (
    Claim,
    Compared,
    Conditions,
    DerivativeOf,
    Equal,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus.derivative import Differentiation, derivative_of
from tutor.kit.domain import combined, require
from tutor.kit.real_values import columns, value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import (
    MINUS,
    ONE,
    ZERO,
    added,
    equation,
    light,
    negated,
    over,
    replaced,
    times,
)

NEAR = (1e-6, 1e-3, 0.009)
TRIALS = (*NEAR, 0.1, 0.5, 0.99)
FAR = (*TRIALS, 1.5, 2.5, 5.5, 20.5, 99.5)
HALF = Rational(1, 2)
REACHES = ((None, FAR), (Integer(1), TRIALS), (Rational(1, 100), NEAR))
SIDES = {"right": 1, "left": -1}


@dataclass(frozen=True, slots=True)
class Slope:
    """The slope on one side, as a formula that holds near the point, and its limit there.

    `limit` is None if the slope grows beyond every bound; `reciprocal` is then
    a formula that tends to zero.
    """

    claim: Claim
    formula: Expr
    limit: Expr | None
    reciprocal: Expr | None
    rule: str
    given: Conditions


class Branch(NamedTuple):
    """f on one side of the point, without absolute values, largest and smallest parts, and where that holds."""

    f: Expr
    given: Conditions


def examine(f: Expr, x: Symbol, a: Expr) -> Generator[Step, None, tuple[tuple[str, Claim], ...]]:
    """Yield the steps for the point a, at which f has a value; returns the goal they reach."""
    slopes = {name: _slope(f, x, a, name) for name in SIDES}
    if all(s is None for s in slopes.values()):
        raise _not_decided(a)
    limits: list[Expr] = []
    for name, found in slopes.items():
        if found is None:
            continue
        yield step(f"{found.rule}_{name}", found.claim)
        arrives = Tuple(equation(x, a))
        if found.limit is None:
            vanishes = Substituted(found.reciprocal, arrives, ZERO)
            flat = require("!=", found.formula)  # elsewhere the slope may be zero
            given = combined(found.given, flat)
            inverse = Equal(times(found.formula, found.reciprocal), ONE, given)
            yield step("find_growth", vanishes, inverse)
            return (("growth", vanishes),)
        if found.formula.has(x) or None in slopes.values():
            yield step("let_it_tend", Substituted(found.formula, arrives, found.limit))
        limits.append(found.limit)
    if len(limits) < len(SIDES):
        return (yield from _at_the_end(f, x, a, slopes))
    right, left = limits
    compared = Compared(left, "=" if right == left else "!=", right)
    yield step("compare_both_sides", compared)
    both = ((name, found.claim) for name, found in slopes.items() if found is not None)
    return (("sides", compared), *both)


def _at_the_end(
    f: Expr, x: Symbol, a: Expr, slopes: Mapping[str, Slope | None]
) -> Generator[Step, None, tuple[tuple[str, Claim], ...]]:
    """At an end of the domain: the slope on one side, and that the function has no values on the other."""
    ((name, found),) = ((name, s) for name, s in slopes.items() if s is not None)
    (beyond,) = slopes.keys() - {name}
    value = Symbol("w" if Symbol("w") not in f.free_symbols else "w_0")
    where = _without_values(f, x, a, SIDES[beyond])
    empty = SolutionSet(Tuple(equation(value, f)), Tuple(value), Tuple(), where)
    yield step(f"see_no_values_{beyond}", empty)
    arrived = Substituted(found.formula, Tuple(equation(x, a)), found.limit)
    return ((f"slope_{name}", arrived), (name, found.claim), ("beyond", empty))


def _without_values(f: Expr, x: Symbol, a: Expr, side: int) -> Conditions:
    """As much of one side of the point as f has no values on."""
    for reach, trials in REACHES:
        places = [float(a) + side * t for t in trials]
        if all(v != v for v in columns(f, x, places)):
            return _side(x, a, side, reach)
    raise _not_decided(a)


def _slope(f: Expr, x: Symbol, a: Expr, side: str) -> Slope | None:
    """The slope on one side, by the difference quotient or else by the derivative; None outside f."""
    branch = _branch(f, x, a, SIDES[side])
    if branch is None:
        return None
    value = value_at(f, {x: a})
    run = added(x, times(MINUS, a))
    quotient = over(added(f, times(MINUS, replaced(f, x, a))), run)
    reduced = tidy(light(over(added(branch.f, negated(value)), x - a)))
    limit, inverse = _limit(reduced, x, a)
    if limit is not None or inverse is not None:
        claim: Claim = Equal(quotient, reduced, branch.given)
        return Slope(claim, reduced, limit, inverse, "simplify_quotient", branch.given)
    formula = tidy(derivative_of(Differentiation(x, branch.f).of(branch.f)))
    limit, inverse = _limit(formula, x, a)
    if limit is None and inverse is None:
        raise _not_decided(a)
    claim = DerivativeOf(f, x, formula, branch.given)
    return Slope(claim, formula, limit, inverse, "find_slope_beside", branch.given)


def _limit(formula: Expr, letter: Symbol, point: Expr) -> tuple[Expr | None, Expr | None]:
    """The limit where the formula is continuous, or else a reciprocal that tends to zero."""
    limit = value_at(formula, {letter: point})
    if limit is not None:
        return limit, None
    inverse = tidy(over(ONE, formula))
    return None, inverse if value_at(inverse, {letter: point}) == 0 else None


def _branch(f: Expr, letter: Symbol, point: Expr, side: int) -> Branch | None:
    """f on one side of the point, without bars and choices; None if it is not defined there."""
    start = float(point)
    barred = f.replace(_is_root_of_square, lambda e: sp.Abs(e.base.base) ** (e.base.exp * e.exp))
    bars, choices = barred.atoms(sp.Abs), barred.atoms(sp.Max, sp.Min)
    for reach, trials in REACHES:
        places = [start + side * t for t in trials]
        plain = barred
        for bar, positive in _signs(bars, letter, places):
            inside = bar.args[0]
            plain = plain.xreplace({bar: inside if positive else negated(inside)})
        for choice, counts in _chosen(choices, letter, places):
            plain = plain.xreplace({choice: counts})
        if not plain.has(sp.Abs, sp.Max, sp.Min) and all(
            v == v for v in columns(f, letter, places)
        ):
            return Branch(plain, _side(letter, point, side, reach))
    return None


def _is_root_of_square(e: Expr) -> bool:
    """Whether this is sqrt(u^2), which is |u|, or the like."""
    inner = e.base if isinstance(e, Pow) and e.exp in (HALF, -HALF) else None
    return isinstance(inner, Pow) and bool(inner.exp.is_even)


def _signs(bars: set[Expr], letter: Symbol, places: list[float]) -> Iterator[tuple[Expr, bool]]:
    """The bars whose content has one sign at all places, and whether it is positive."""
    for bar in bars:
        values = columns(bar.args[0], letter, places)
        if all(v > 0 for v in values) or all(v < 0 for v in values):
            yield bar, values[0] > 0


def _chosen(choices: set[Expr], letter: Symbol, places: list[float]) -> Iterator[tuple[Expr, Expr]]:
    """The largest or smallest of several parts, where one part is that at all places."""
    for choice in choices:
        values = {part: columns(part, letter, places) for part in choice.args}
        best = columns(choice, letter, places)
        yield from ((choice, part) for part, found in values.items() if found == best)


def _side(letter: Symbol, point: Expr, side: int, reach: Expr | None) -> Conditions:
    near, far = (sp.Gt, sp.Lt) if side > 0 else (sp.Lt, sp.Gt)
    first = near(letter, point)
    return (first,) if reach is None else (first, far(letter, point + side * reach))


def _not_decided(a: Expr) -> Undefined:
    return Undefined(
        "derivative-not-decided",
        f"The rules give no derivative at {a}, and the slopes beside it do not simplify.",
        fix="Choose another point, or ask for the derivative without a point.",
    )
