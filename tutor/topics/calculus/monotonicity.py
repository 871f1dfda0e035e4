"""Where a function of one variable increases and where it decreases.

The derivative is the slope.  It can change its sign only where it is zero or
missing, so one sign holds between two such places.  The function increases
where the slope is positive, and decreases where it is negative.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from msgspec.structs import replace
from sympy import Expr, Integer, Interval, Symbol

from tutor.core.claims import Claim
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, IntervalInput, SymbolsInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import curve_pictures
from tutor.kit.calculus.curve import Curve, inserted
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import ZERO

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
RENAMED = {
    "find_critical_points": "find_level_places",
    "find_no_critical_point": "find_no_level_place",
    "find_constant_slope": "find_one_slope",
}


def by_sign_table(problem: Problem) -> Solution:
    curve = curve_of(problem)
    derivative, flat = curve.differentiate("differentiate"), curve.find_flat()
    yield derivative
    yield replace(flat, rule=RENAMED[flat.rule])
    yield from curve.name_flat()
    table = curve.table
    yield curve.show_table("make_sign_table")
    for k, place in enumerate(table.places.args):
        if table.at[k] == "zero" and table.signs[k] == table.signs[k + 1]:
            yield inserted("pass_level_place", table.expression, curve.x, place, ZERO)
    return {"derivative": derivative.claims[0], "critical": flat.claims[0], "table": table}


def curve_of(problem: Problem) -> Curve:
    if problem.interval is None:
        return Curve(problem.f, problem.x)
    return Curve(problem.f, problem.x, (problem.interval.start, problem.interval.end))


def complete(problem: Problem) -> dict[str, Any]:
    if not problem.f.free_symbols:
        raise _constant()
    x = the_variable(problem.f, problem.x)
    curve = curve_of(Problem(problem.topic, {**problem.values, "x": x}))
    if curve.slope == 0:
        raise _constant()
    return {"x": x}


def _constant() -> Undefined:
    return Undefined(
        "constant-function",
        "The function is constant, so it increases nowhere and decreases nowhere.",
        fix="Give a function that changes, for example x^2.",
    )


def make(rng: Random, level: int) -> dict[str, Any]:
    """The derivative is made first, from its zeros."""
    x = Symbol("x")
    a = rng.randint(-2, 2)
    b = a + 2 * rng.randint(1, 2)
    sign = rng.choice((1, -1))
    if level == 1:
        return {"f": sp.expand(sign * (x - a) ** 2 + rng.randint(-4, 4)), "x": x}
    cubic = x**3 - sp.Rational(3, 2) * (a + b) * x**2 + 3 * a * b * x
    if level == 2:
        return {"f": sp.expand(sign * cubic + rng.randint(-4, 4)), "x": x}
    if rng.random() < 0.5:
        return {"f": (x - a) * sp.exp(nonzero(rng, 2) * x), "x": x}
    interval = Interval(Integer(a - 2), Integer(b + 2))
    return {"f": sp.expand(sign * (3 * x**4 - 4 * b * x**3)), "x": x, "interval": interval}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    curve, table = curve_of(problem), found["table"]
    here: list[tuple[Expr, Expr]] = [(p, curve.value(p)) for p in curve.flat]
    marks = curve_pictures.curve_and_dots(problem.f, problem.x, here, "level places")
    x = str(problem.x)
    return (Figure("curve_with_level_places", table, marks, x, f"f({x})"),) if marks else ()


STATE = (
    "{increasing|decreasing|rising|falling|increasing or decreasing|increasing and decreasing|rising or falling"
    "|rising and falling|strictly increasing|strictly decreasing|increasing and where is it decreasing"
    "|increasing and where decreasing|monotonic|monotone}"
)
WHERE = (
    "{where|when|on which interval|on which intervals|on what interval|on what intervals|on which open intervals"
    "|for which x|for what x|for which values of x|for what values of x}"
)
CHANGE = "{increase|decrease|increase and decrease|increase or decrease|increase/decrease|monotonicity|rise and fall}"
WITHIN = "[{on|in|over} {interval}]"
TOPIC = Topic(
    id="calculus.monotonicity",
    covers=(),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^3 - 3x"),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        IntervalInput(
            name="interval",
            about="an interval, if only that counts",
            example="[0, 2]",
            optional=True,
        ),
    ),
    phrases=(
        f"[find|determine] {WHERE} is {{f}} {STATE} {WITHIN}",
        f"[find|determine] {WHERE} {{f}} is {STATE} {WITHIN}",
        f"[find|determine] {WHERE} does {{f}} {CHANGE} {WITHIN}",
        "[find|determine] [all] [the] {interval|intervals|open intervals|interval or intervals|regions} "
        f"{{where|on which|in which|over which|for which}} {{f}} is {STATE} {WITHIN}",
        f"[find|determine] [the] {{interval|intervals|open intervals}} of {CHANGE} {{of|for}} {{f}} {WITHIN}",
        "[find|determine|study] [the] {monotonicity|intervals of monotonicity} of {f} " + WITHIN,
        "{sign table|sign chart} [for|of] [the] derivative of {f}",
    ),
    methods={"sign_table": by_sign_table},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
