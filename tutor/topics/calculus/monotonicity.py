"""Where a function of one variable increases and where it decreases.

The derivative is the slope.  It can change its sign only where it is zero or
missing, so one sign holds between two such places.  The function increases
where the slope is positive, and decreases where it is negative.  A function with
bars that is constant on an interval is taken apart at its corners.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from random import Random
from typing import Any

import sympy as sp
from msgspec.structs import replace
from sympy import Derivative, Expr, Integer, Interval, Symbol

from tutor.core.claims import Choice, Claim, Compared, Equal
from tutor.core.errors import OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, IntervalInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import curve_pictures, level_stretches
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.curve import Curve, inserted
from tutor.kit.calculus.level_stretches import Pieces
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import ZERO, equation

MOST = 6  # pieces
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
    goals: Goals = {"derivative": derivative.claims[0], "critical": flat.claims[0], "table": table}
    for k, (place, value) in enumerate(_places_without_slope(curve), start=1):
        here = inserted("pass_place_without_slope", curve.f, curve.x, place, value).claims
        reached = Equal(Approach(curve.x, place).of(curve.f), value)
        yield step("pass_place_without_slope", *here, Choice(equation(curve.x, place)), reached)
        goals[f"passed_{k}"] = reached
    return goals


def _places_without_slope(curve: Curve) -> Iterator[tuple[Expr, Expr]]:
    """Where the slope is missing and has one sign on both sides, and the function is continuous; with its values."""
    table = curve.table
    for k, place in enumerate(table.places.args):
        same = table.signs[k] == table.signs[k + 1] != "undefined"
        if table.at[k] == "undefined" and same:
            value = Approach(curve.x, place).inserted(curve.f)
            if value is not None:
                yield place, value


def by_pieces(problem: Problem) -> Solution:
    """Between its corners the function rises, falls or keeps one value."""
    pieces, x = _pieces(problem), problem.x
    goals: Goals = {"pieces": pieces.cases}
    yield step("write_by_cases", pieces.cases)
    level = dict(pieces.stretches)
    for k, piece in enumerate(pieces.pieces, start=1):
        if piece.sign == 0:
            goals[f"level_{k}"] = level[piece]
            yield step("find_level_piece", level[piece])
            continue
        (found,) = pieces.slope(piece)
        yield found
        within = pieces.bounds(piece.low, piece.high, closed=False)
        slope, rises = Derivative(problem.f, x), piece.sign > 0
        claim = Compared(slope, ">" if rises else "<", ZERO, within)
        yield step("conclude_rise" if rises else "conclude_fall", claim)
        goals[f"{'rising' if rises else 'falling'}_{k}"] = claim
    return goals


def _pieces(problem: Problem) -> Pieces:
    curve = curve_of(problem)
    return Pieces(problem.f, problem.x, curve.within)


def _has_level_stretch(problem: Problem) -> bool:
    """Whether the function has values everywhere, and is constant on an interval."""
    return level_stretches.fit(problem.f, problem.x, curve_of(problem).within)


def suits(problem: Problem) -> tuple[str, ...]:
    return ("pieces",) if _has_level_stretch(problem) else ("sign_table",)


def curve_of(problem: Problem) -> Curve:
    if problem.interval is None:
        return Curve(problem.f, problem.x)
    return Curve(problem.f, problem.x, (problem.interval.start, problem.interval.end))


def complete(problem: Problem) -> dict[str, Any]:
    if not problem.f.free_symbols:
        raise _constant()
    x = the_variable(problem.f, problem.x)
    posed = Problem(problem.topic, {**problem.values, "x": x})
    if _has_level_stretch(posed):
        if len(_pieces(posed).pieces) > MOST:
            raise OverLimit(
                "many-pieces",
                f"The function has more than {MOST} pieces.",
                fix="Ask for an interval with fewer corners.",
            )
        return {"x": x}
    curve = curve_of(posed)
    if curve.slope == 0:
        raise _constant()
    return {"x": x}


def _constant() -> Undefined:
    return Undefined(
        "constant-function",
        "The slope is zero wherever there is one, so the function increases nowhere and decreases nowhere.",
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
    if level == 2 and rng.random() < 0.3:
        return {"f": sp.Abs(x - a) + sign * sp.Abs(x - b), "x": x}
    if level == 2:
        return {"f": sp.expand(sign * cubic + rng.randint(-4, 4)), "x": x}
    if rng.random() < 0.5:
        return {"f": (x - a) * sp.exp(nonzero(rng, 2) * x), "x": x}
    interval = Interval(Integer(a - 2), Integer(b + 2))
    return {"f": sp.expand(sign * (3 * x**4 - 4 * b * x**3)), "x": x, "interval": interval}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    if "table" not in found:
        return ()
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
    methods={"sign_table": by_sign_table, "pieces": by_pieces},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
