"""The smallest and the largest value of a function on an interval.

A continuous function on a closed interval has both.  They lie at an end of the
interval, or inside it where the derivative is zero or missing, so it is enough
to compare the values there.  Where an end is left out, the sign of the
derivative says whether the values come closer and closer to one that is never
reached.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Integer, Interval, Symbol

from tutor.core.claims import Claim
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, IntervalInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import curve_pictures, level_stretches
from tutor.kit.calculus.curve import Curve
from tutor.kit.calculus.global_extrema import Decision
from tutor.kit.calculus.level_stretches import Pieces
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.calculus.sense import SENSE, WANTED, WORDS
from tutor.kit.calculus.sign_tables import breaks
from tutor.kit.real_zeros import has_value

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def by_comparison(problem: Problem) -> Solution:
    curve = curve_of(problem)
    goals = yield from _find_places(curve)
    places = sorted({*curve.flat, *curve.sharp, *curve.ends}, key=float)
    yield from curve.heights(places)
    for kind in WANTED[problem.sense]:
        goals |= yield from Decision(curve, kind).compared()
    return goals


def by_signs(problem: Problem) -> Solution:
    curve = curve_of(problem)
    goals = yield from _find_places(curve)
    yield step("make_sign_table", curve.table)
    for kind in WANTED[problem.sense]:
        decision = Decision(curve, kind)
        yield from curve.heights(decision.best)
        goals |= yield from decision.steps()
    return goals


def by_pieces(problem: Problem) -> Solution:
    low, high = problem.interval.start, problem.interval.end
    pieces = Pieces(problem.f, problem.x, (low, high), (low, high))
    return (yield from pieces.steps(WANTED[problem.sense]))


def _find_places(curve: Curve) -> Solution:
    derivative, flat = curve.differentiate("differentiate"), curve.find_flat()
    yield derivative
    yield flat
    yield from curve.name_flat()
    yield from curve.name_sharp()
    return {"derivative": derivative.claims[0], "critical": flat.claims[0]}


def curve_of(problem: Problem) -> Curve:
    low, high = problem.interval.start, problem.interval.end
    ends = [low] * (not problem.interval.left_open) + [high] * (not problem.interval.right_open)
    return Curve(problem.f, problem.x, (low, high), tuple(ends))


def suits(problem: Problem) -> tuple[str, ...]:
    curve = curve_of(problem)
    closed = len(curve.ends) == 2
    if closed and level_stretches.fit(curve.f, curve.x, curve.within):
        return ("pieces",)
    gaps = [p for p in breaks(curve.f, curve.x, curve.within) if not has_value(curve.f, curve.x, p)]
    return ("comparison", "signs") if closed and not gaps else ("signs",)


def complete(problem: Problem) -> dict[str, Any]:
    x = the_variable(problem.f, problem.x)
    curve = curve_of(Problem(problem.topic, {**problem.values, "x": x}))
    for end in curve.ends:
        if not has_value(problem.f, x, end):
            raise Undefined(
                "outside-domain",
                f"The function has no value at the end {x} = {end} of the interval.",
                fix="Leave that end out with a round bracket, for example (0, 1].",
            )
    if not level_stretches.fit(problem.f, x, curve.within):
        curve.refuse_constant()  # and what has no derivative here
    return {"x": x, "sense": WORDS[problem.sense]}


def make(rng: Random, level: int) -> dict[str, Any]:
    """The derivative is made first, from its zeros; the ends lie beside them."""
    x = Symbol("x")
    a = rng.randint(-2, 2)
    b = a + 2 * rng.randint(1, 2)
    if level == 3 and rng.random() < 0.3:
        f, low, high = sp.Abs(x - a) + sp.Abs(x - b), a - rng.randint(0, 2), b + rng.randint(1, 2)
    elif level == 1:
        f, low, high = (x - a) ** 2 + rng.randint(-4, 4), a - rng.randint(1, 3), b
    else:
        f = x**3 - sp.Rational(3, 2) * (a + b) * x**2 + 3 * a * b * x + rng.randint(-4, 4)
        low, high = (a - rng.randint(0, 2), b + rng.randint(0, 2)) if level == 2 else (a - 1, b)
    f = sp.expand(rng.choice((1, -1)) * f)
    left_open = level == 3 and f.is_polynomial(x) and rng.random() < 0.5
    interval = Interval(Integer(low), Integer(high), left_open, False)
    return {"f": f, "x": x, "interval": interval, "sense": "both"}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    interval = problem.interval
    if not (interval.start.is_finite and interval.end.is_finite):
        return curve_pictures.with_points("curve_with_extrema", problem.f, problem.x, found)
    ends = (float(interval.start), float(interval.end))
    return curve_pictures.with_points("curve_with_extrema", problem.f, problem.x, found, ends)


TOPIC = Topic(
    id="calculus.extrema_on_interval",
    covers=("calc.opt_interval",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^3 - 3x"),
        IntervalInput(name="interval", about="the interval", example="[0, 2]"),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        SENSE,
    ),
    phrases=(
        "[find|what are] [the] {absolute|global} {extrema|extreme values} of {f} {on|over|in|for} [the interval] {interval}",
        "[find|what is|what are] [the] {absolute|global} {sense} [value|values] of {f} {on|over|in|for} [the interval] {interval}",
        "[find|what is|what are] [the] {sense} [value|values] of {f} {on|over|in|for} [the interval] {interval}",
        "{sense} {f} {on|over|in|for} [the interval] {interval}",
    ),
    bare=("extremum on interval",),
    methods={"comparison": by_comparison, "signs": by_signs, "pieces": by_pieces},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
