"""The average value of a function on an interval.

The integral adds up the heights of the graph along the interval.  Divided by
the length of the interval it is their average: the height of the rectangle that
has the same area on the same base.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Integral, Interval, Pow, Symbol

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.figure import Curve, Figure
from tutor.core.inputs import ExpressionInput, IntervalInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import areas, bar_integrals, function_pictures
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.nice import nonzero
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ONE, added, negated, times

Solution = Generator[Step, None, Expr]


def by_integral(problem: Problem) -> Solution:
    f, x, (low, high) = problem.f, problem.x, problem.interval.args[:2]
    length, formula = high - low, mean_of(problem)
    yield step("write_average", Defines(mean_letter(x), formula))
    if bar_integrals.covers(f, x, low, high):
        area = yield from bar_integrals.find(f, x, low, high)
    else:
        tree = Integration(x).of(f)
        yield tree
        area = (yield from areas.between(f, antiderivative_of(tree), x, low, high)).value
    average = tidy(area / length)
    inserted = times(ONE / length, area)
    if inserted == average:
        yield step("divide_by_length", Equal(formula, average))
    else:
        yield step("divide_by_length", Equal(formula, inserted))
        yield step("simplify_average", Equal(inserted, average))
    return average


def mean_of(problem: Problem) -> Expr:
    """The integral, divided by the length of the interval, as it is written."""
    low, high = problem.interval.args[:2]
    length = high if low == 0 else added(high, negated(low))
    whole = Integral(problem.f, (problem.x, low, high))
    return times(Pow(length, -1, evaluate=False), whole)


def mean_letter(x: Symbol) -> Symbol:
    return Symbol("m") if x.name != "m" else Symbol("M")


def complete(problem: Problem) -> dict[str, Any]:
    x = the_variable(problem.f, problem.x)
    low, high, left_open, right_open = problem.interval.args
    if not (low.is_finite and high.is_finite):
        raise Undefined(
            "infinite-interval",
            "The interval has no end, so it has no length to divide by.",
            fix="Give two ends, for example [0, 3].",
        )
    areas.refuse_undefined(problem.f, x, low, high)
    if gaps := areas.gaps(problem.f, x, low, high):
        raise Undefined(
            "no-value",
            f"The function has no value at {x} = {gaps[0]}.",
            fix="Choose an interval on which the function has values, with both ends.",
        )
    if not bar_integrals.covers(problem.f, x, low, high):
        Integration(x).of(problem.f)  # what has no antiderivative here is refused
    closed = Interval(low, high) if left_open or right_open else problem.interval
    return {"x": x, "interval": closed}


def make(rng: Random, level: int) -> dict[str, Any]:
    x, low = Symbol("x"), Integer(rng.randint(-2, 2))
    high = low + rng.choice((2, 3, 4, 6)[: level + 1])
    if level == 1:
        f = 2 * nonzero(rng, 4) * x + rng.randint(-5, 5)
    elif level == 2:
        f = 3 * nonzero(rng, 3) * x**2 + 2 * rng.randint(-3, 3) * x + rng.randint(-4, 4)
    else:
        f, low, high = rng.choice(
            (
                (nonzero(rng, 4) * sp.sin(x), Integer(0), sp.pi),
                (nonzero(rng, 4) * sp.exp(x), Integer(0), Integer(rng.randint(1, 3))),
                (nonzero(rng, 4) / x, Integer(1), sp.E),
            )
        )
    return {"f": f, "x": x, "interval": Interval(low, high)}


def goals(problem: Problem, average: Expr) -> tuple[tuple[str, Claim], ...]:
    return (("average", Equal(mean_of(problem), average)),)


def figures(problem: Problem, average: Expr) -> tuple[Figure, ...]:
    x, (low, high) = problem.x, problem.interval.args[:2]
    marks = function_pictures.area(problem.f, x, low, high)
    claim = goals(problem, average)[0][1]
    level = Curve(tuple((float(end), float(average)) for end in (low, high)), "average", "second")
    return (Figure("area_and_average", claim, (*marks, level), str(x), f"f({x})"),) if marks else ()


TOPIC = Topic(
    id="calculus.average_value",
    covers=(),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2"),
        IntervalInput(name="interval", about="the interval", example="[0, 3]"),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
    ),
    phrases=(
        "[find|compute|calculate|determine|what is] [the] {average|mean} value of {f} {on|over|in|for} [the interval] {interval}",
    ),
    methods={"integral": by_integral},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
