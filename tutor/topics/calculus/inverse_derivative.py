"""The derivative of an inverse function, at a point or as a formula.

A function that only rises, or only falls, has an inverse g.  Differentiate both
sides of f(g(y)) = y: by the chain rule the slope of the inverse is one over the
slope of the function at the place that belongs to y.  Where the function is
level, the inverse has a vertical tangent.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Interval, Symbol, oo

from tutor.core.claims import Claim, DerivativeOf
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, IntervalInput, NumberInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import mirrored_pictures
from tutor.kit.calculus.curve import inserted
from tutor.kit.calculus.inverse_function import InverseFunction
from tutor.kit.calculus.inverse_slope import InverseSlope
from tutor.kit.calculus.inverse_steps import find_preimages, insert_inverse, write_inverse
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.nice import nonzero
from tutor.kit.real_values import value_at

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
MOST = 5  # places with one value


def by_reciprocal(problem: Problem) -> Solution:
    inverse, value = inverse_of(problem), problem.at
    several = value is not None and len(inverse.branches) > 1
    yield inverse.curve.differentiate("differentiate")
    if value is None and len(inverse.branches) > 1:
        goals = yield from write_inverse(inverse)
        return goals | (yield from insert_inverse(inverse))
    yield step("see_branches" if several else "see_one_to_one", inverse.curve.table)
    if value is None:
        goals = yield from write_inverse(inverse)
        return goals | (yield from insert_inverse(inverse))
    goals = yield from find_preimages(inverse, value)
    for slope in slopes_of(problem):
        goals |= yield from slope.steps(several)
    return goals


def by_formula(problem: Problem) -> Solution:
    inverse, value = inverse_of(problem), problem.at
    written = yield from write_inverse(inverse)
    derivative = inverse.derivative("differentiate_inverse")
    yield derivative
    claim = derivative.claims[0]
    assert isinstance(claim, DerivativeOf)
    if value is None:
        return {**written, "derivative": claim}
    goals = yield from find_preimages(inverse, value)
    (slope,) = slopes_of(problem)
    if claim.result.has(inverse.y):
        yield inserted("insert_value", claim.result, inverse.y, value, slope.value)
    compared = slope.state("compare_quotients")
    yield compared
    return {**goals, "slope": compared.claims[0]}


def slopes_of(problem: Problem) -> list[InverseSlope]:
    """The slopes of the inverse at the value, one for each place with this value."""
    inverse = inverse_of(problem)
    places = inverse.preimages(problem.at)
    numbers = range(1, len(places) + 1) if len(places) > 1 else (0,)
    return [InverseSlope(inverse, p, problem.at, k) for k, p in zip(numbers, places, strict=False)]


def inverse_of(problem: Problem) -> InverseFunction:
    return _inverse(problem.f, problem.x, problem.interval)


@lru_cache(maxsize=64)
def _inverse(f: Expr, x: Symbol, interval: Interval | None) -> InverseFunction:
    part = interval or Interval(-oo, oo)
    ends = ((part.start, part.left_open), (part.end, part.right_open))
    return InverseFunction(f, x, (part.start, part.end), tuple(e for e, away in ends if not away))


def complete(problem: Problem) -> dict[str, Any]:
    if not problem.f.free_symbols:
        raise Undefined(
            "constant-function",
            "The function has the same value everywhere, so it has no inverse.",
            fix="Give a function that rises or falls, such as x^3 + x.",
        )
    found = {"x": the_variable(problem.f, problem.x)}
    whole = Problem(problem.topic, {**problem.values, **found})
    try:
        if problem.at is None:
            inverse_of(whole).derivative("")  # an inverse without a formula is refused
            return found
        slopes = slopes_of(whole)
        for slope in slopes[:MOST]:
            slope.check()
    except Undefined as bad:
        if bad.code != "infinitely-many":
            raise
        raise Undefined(
            "infinitely-many",
            "This function takes its values again and again, so it is not one to one.",
            fix="Name a part on which it only rises or only falls: for sin(x), add on [-pi/2, pi/2].",
        ) from bad
    if len(slopes) > MOST:
        raise Undefined(
            "too-many-places",
            f"The function takes this value at more than {MOST} places.",
            fix="Choose a shorter interval.",
        )
    return found


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.at is None:
        return ("reciprocal", "formula")
    slopes = slopes_of(problem)
    plain = len(slopes) == 1 and slopes[0].is_plain and inverse_of(problem).can_be_written
    return ("reciprocal", "formula") if plain else ("reciprocal",)


def make(rng: Random, level: int) -> dict[str, Any]:
    """The place comes first, and the value follows from it."""
    x, a = Symbol("x"), Integer(rng.randint(-2, 2))
    b, c = rng.randint(1, 4), Integer(rng.randint(-5, 5))
    sign = rng.choice((1, -1))
    if level == 1:
        f = sign * x**3 + sign * b * x + c
    elif level == 2:
        f = rng.choice(
            (sp.exp(x) + b * x + c, sign * (x**5 + b * x) + c, (b + 1) * x + c + sp.cos(x))
        )
        a = Integer(0) if not f.is_polynomial(x) else Integer(rng.choice((-1, 0, 1)))
    elif rng.random() < 0.5:
        a = Integer(nonzero(rng, 3))
        f = sign * x**2 + c
    else:
        f = rng.choice((b * sp.exp(sign * x) + c, sp.log(b * x) + c, sp.sqrt(x + b * b) + c))
        return {"f": f, "x": x}
    return {"f": f, "x": x, "at": value_at(f, {x: a})}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    if problem.at is None or "slope" not in found:
        return ()
    (slope,) = slopes_of(problem)
    marks = mirrored_pictures.curve_and_inverse(slope)
    return (
        (Figure("curve_and_mirror", found["slope"], marks, "x", "y", equal=True),) if marks else ()
    )


PRIMED = r"{(f^-1)'|(f^(-1))'|(f^\{-1\})'|f^-1'|(f⁻¹)'}"
TOPIC = Topic(
    id="calculus.inverse_derivative",
    covers=("calc.implicit_inverse",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^3 + x"),
        NumberInput(name="at", about="a value of the function", example="2", optional=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        IntervalInput(
            name="interval",
            about="the part on which the function is looked at",
            example="[0, oo)",
            optional=True,
        ),
    ),
    phrases=(
        "[find|what is] [the] {derivative|slope} of the inverse [function] of {f} {at|at y =} {at}",
        "[find|what is] [the] derivative of the inverse [function] of {f} [{on|for} {interval}] [at {at}|at y = {at}|at y={at}]",
        "[find|what is] [the] derivative of the inverse [function] of {f} {at|at y =} {at} {on|for} {interval}",
        "[find|compute|what is] "
        + PRIMED
        + "({at}) {for|if|when|where|with} f({x}){ = |=}{f}[,] [{on|for} {interval}]",
        "{let|if|given|for} f({x}){ = |=}{f}[,] [{on|for} {interval}]{, |. |; | }{find|compute|what is} "
        + PRIMED
        + "({at})",
        "f({x}){ = |=}{f}{, |. |; }[find|compute|what is] " + PRIMED + "({at})",
    ),
    methods={"reciprocal": by_reciprocal, "formula": by_formula},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
