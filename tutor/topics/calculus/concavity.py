"""The second derivative of a function, where its graph bends up or down, and its inflection points.

The second derivative says how the slope changes.  Where it is positive the
graph bends upwards, where it is negative downwards.  An inflection point is a
point of the graph at which its sign changes; a zero of it alone is not enough, and
neither is a corner.  Whether the function is convex or concave depends on both.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Add, CRootOf, Eq, Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Compared, SolutionSet, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, IntervalInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import curve_pictures
from tutor.kit.calculus.bending import Bending
from tutor.kit.calculus.curve import Curve, inserted, value_of
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.calculus.sign_tables import inside
from tutor.kit.domain import combined
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import ZERO, equation

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
SHAPES = {
    **dict.fromkeys(("convex", "concave up", "concave upwards", "convex downwards"), "convex"),
    **dict.fromkeys(("concave", "concave down", "concave downwards"), "concave"),
    **dict.fromkeys(("concave up or down", "convex or concave", "concave or convex"), "either"),
}


def by_sign_table(problem: Problem) -> Solution:
    curve = curve_of(problem)
    goals = yield from _second_derivative(curve)
    return (yield from _conclude(problem, curve, goals))


def by_third_derivative(problem: Problem) -> Solution:
    curve = curve_of(problem)
    goals = yield from _second_derivative(curve)
    third = curve.bend.bend
    turns = {place: value_of(third.slope, curve.x, place) for place in curve.bend.flat}
    if any(turn is not None for turn in turns.values()):
        yield third.differentiate("differentiate_a_third_time")
    for place, turn in turns.items():
        if turn is None or not third.slope.has(curve.x):
            continue
        if float(turn) == 0:
            yield inserted("find_no_turn", third.slope, curve.x, place, turn)
        else:
            shown = inserted("insert_in_third_derivative", third.slope, curve.x, place, turn)
            yield step(shown.rule, *shown.claims, Compared(turn, "!=", Integer(0)))
    return (yield from _conclude(problem, curve, goals))


def curve_of(problem: Problem) -> Curve:
    if problem.interval is None:
        return Curve(problem.f, problem.x)
    return Curve(problem.f, problem.x, (problem.interval.start, problem.interval.end))


def _second_derivative(curve: Curve) -> Solution:
    first, second = (
        curve.differentiate("differentiate"),
        curve.bend.differentiate("differentiate_again"),
    )
    yield first
    yield second
    bend = curve.bend
    goals: Goals = {"derivative": first.claims[0], "second_derivative": second.claims[0]}
    if not bend.slope.has(curve.x):
        constant = Compared(bend.slope, "=" if bend.slope == 0 else "!=", ZERO)
        pieces = "_of_pieces" * Bending(curve).is_in_pieces
        rule = "find_no_bend_at_all" if bend.slope == 0 else "find_constant_bend"
        yield step(rule + pieces, constant)
        return {**goals, "bend": constant}
    zeros = Tuple(*(Tuple(p) for p in bend.flat))
    system = Tuple(equation(bend.slope, ZERO))
    rule = "find_zeros_of_bend" if bend.flat else "find_no_zero_of_bend"
    given = combined(bend.given, inside(curve.x, bend.within))
    claim = SolutionSet(system, Tuple(curve.x), zeros, given)
    yield step(rule, claim)
    yield from bend.name_flat()
    return {**goals, "bend": claim}


def _conclude(problem: Problem, curve: Curve, goals: Goals) -> Solution:
    bending = Bending(curve)
    if curve.bend.slope != 0:
        yield curve.bend.show_table("make_table_of_bends")
        goals["table"] = curve.bend.table
        goals |= yield from _inflections(curve, [corner.place for corner in bending.corners])
    goals |= yield from bending.show_corners()
    goals |= yield from bending.conclude(problem.shape or "")
    return goals


def _inflections(curve: Curve, corners: list[Expr]) -> Solution:
    goals: Goals = {}
    table = curve.bend.table
    number = 0
    for k, place in enumerate(table.places.args):
        height = value_of(curve.f, curve.x, place)
        signs = {table.signs[k], table.signs[k + 1]}
        if height is None or place in corners:
            continue
        if signs != {"positive", "negative"}:
            if "undefined" not in signs:
                here = Tuple(Eq(curve.x, place, evaluate=False))
                yield step("find_no_inflection", Substituted(curve.f, here, height))
            continue
        number += 1
        point = inserted("find_inflection", curve.f, curve.x, place, height)
        yield point
        if place.has(CRootOf):
            yield step("round_height", six_digits(height))
        goals["inflection" if number == 1 else f"inflection_{number}"] = point.claims[0]
    return goals


def complete(problem: Problem) -> dict[str, Any]:
    if not problem.f.free_symbols:
        raise Undefined(
            "constant-function",
            "The graph is a horizontal line, so the function is both convex and concave and has no inflection point.",
            fix="Give a function that changes, for example x^3.",
        )
    x = the_variable(problem.f, problem.x)
    curve = curve_of(Problem(problem.topic, {**problem.values, "x": x}))
    Bending(curve).refuse_mixed()
    curve.bend.differentiate("differentiate_again")  # what has none is refused
    return {"x": x, "shape": SHAPES.get(problem.shape)}


def make(rng: Random, level: int) -> dict[str, Any]:
    """The second derivative is made first, from its zeros."""
    x = Symbol("x")
    a, b = sorted(rng.sample(range(-3, 4), 2))
    linear = rng.randint(-4, 4) * x + rng.randint(-5, 5)
    if level == 1:
        return {"f": Add(x**3 - 3 * a * x**2, linear), "x": x}
    if level == 2:
        f = x**4 - 2 * (a + b) * x**3 + 6 * a * b * x**2
        return {"f": Add(f, linear), "x": x}
    if rng.random() < 0.3:
        f = a * x**2 + rng.choice((-1, 1)) * rng.randint(1, 4) * sp.Abs(x - b)
        return {"f": f, "x": x, "shape": rng.choice(("convex", "concave"))}
    p = rng.choice((3, 4, 5))
    q = rng.choice([k for k in range(-4, 5) if k])
    return {"f": Add(x ** (p + 1), -q * (p + 1) * x**p, linear), "x": x}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    named = (c for name, c in found.items() if name.startswith("inflection"))
    points = [c for c in named if isinstance(c, Substituted)]
    places: list[tuple[Expr, Expr]] = [(c.values[0].rhs, c.after) for c in points]
    marks = curve_pictures.curve_and_dots(problem.f, problem.x, places, "inflection points")
    x = str(problem.x)
    return (
        (Figure("curve_with_inflections", points[0], marks, x, f"f({x})"),)
        if points and marks
        else ()
    )


TOPIC = Topic(
    id="calculus.concavity",
    covers=("calc.second_derivative",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^3 - x + 1"),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        IntervalInput(
            name="interval",
            about="an interval, if only that counts",
            example="[-2, 2]",
            optional=True,
        ),
        ChoiceInput(
            name="shape",
            about="whether it is asked if the function is convex, or concave",
            example="convex",
            options=SHAPES,
            optional=True,
        ),
    ),
    phrases=(
        "[find|what are] [the|all] {inflection points|points of inflection|inflections} of {f} [{on|in|over} [the interval] {interval}]",
        "[find] [the] concavity [and [the] {inflection points|points of inflection}] of {f} [{on|in|over} [the interval] {interval}]",
        "[find] [the] {second derivative and|second derivative, concavity and} [the] {inflection points|points of inflection} of {f}",
        "[find|determine] {where|on which intervals|on what intervals|for which x} is {f} {concave|convex} [up|down|up or down|upwards|downwards] [{on|in|over} [the interval] {interval}]",
        "[find|determine] [the] {intervals|interval} {on which|where} {f} is {concave|convex} [up|down|up or down|upwards|downwards] [{on|in|over} [the interval] {interval}]",
        "[find|determine] [the] {intervals|interval} of {concavity|convexity} {of|for} {f}",
        "is {f} [a] {shape} [function] [{on|in|over} [the interval] {interval}]",
        "{concavity and inflection points|inflection points and concavity}{:|.} {f}",
    ),
    methods={"sign_table": by_sign_table, "third_derivative": by_third_derivative},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
