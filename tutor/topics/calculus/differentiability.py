"""Whether a function has a derivative at a point, and what keeps it from having one.

A function that jumps has none, so continuity is looked at first.  Then the
difference quotients from the left and from the right decide: they tend to one
number, to two (a corner), or grow beyond every bound (a vertical tangent, or a
cusp if the signs differ).
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

import sympy as sp
from sympy import Expr, Integer, Piecewise, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Compared, DerivativeOf, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import (
    case_quotients,
    function_pictures,
    one_sided_slopes,
    quotients,
    two_sides,
)
from tutor.kit.calculus.approach import STEPPED, Approach
from tutor.kit.calculus.limits import find
from tutor.kit.calculus.one_variable import the_only_letter
from tutor.kit.nice import nonzero
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import ZERO, equation


class Found(NamedTuple):
    """The goals, and the slopes to the left and to the right where these are numbers."""

    goals: tuple[tuple[str, Claim], ...]
    slopes: tuple[Expr, ...] = ()


Solution = Generator[Step, None, Found]


def by_quotients(problem: Problem) -> Solution:
    f, x, a = problem.f, problem.x, problem.at
    here = quotients.at_place(f, x, a)
    jump = yield from _continuity(problem, here)
    if jump is not None:
        return jump
    if isinstance(f, Piecewise):
        quotient, found = yield from case_quotients.by_cases(f, x, a, here.after)
        return (yield from _conclude(problem, quotient, here, found))
    h = quotients.step_letter(f)
    quotient = yield from quotients.forward(f, x, a, h)
    reduced = yield from quotients.simplified(quotient, h)
    found = yield from two_sides.from_both_sides(reduced, Approach(h, ZERO))
    return (yield from _conclude(problem, reduced, here, found))


def by_slopes(problem: Problem) -> Solution:
    f, x, a = problem.f, problem.x, problem.at
    here = quotients.at_place(f, x, a)
    jump = yield from _continuity(problem, here)
    if jump is not None:
        return jump
    h = quotients.step_letter(f)
    if isinstance(f, Piecewise):
        quotient = yield from case_quotients.formed(f, x, a, here.after)
    else:
        written = yield from quotients.forward(f, x, a, h)
        quotient = yield from quotients.simplified(written, h)
    both = one_sided_slopes.find_both(f, Approach(x, a), quotient, Approach(h, ZERO))
    return (yield from _conclude(problem, quotient, here, (yield from both)))


def _continuity(problem: Problem, here: Substituted) -> Generator[Step, None, Found | None]:
    """Yield the steps that show the function to be continuous at the point; returns the jump if it is not."""
    f, whole = problem.f, Approach(problem.x, problem.at)
    if not f.has(*STEPPED):
        yield step("see_continuity", Compared(whole.of(f), "=", here.after), here)
        return None
    yield step("insert_place", here)
    for side in "-+":
        beside = whole.from_side(side)
        if (yield from find(f, beside)) != here.after:
            jump = Compared(beside.of(f), "!=", here.after)
            yield step("see_jump", jump)
            return Found((("jump", jump), ("here", here)))
    if isinstance(f, Piecewise):
        yield step("see_cases_meet", Compared(whole.of(f), "=", here.after))
    return None


def _conclude(
    problem: Problem, quotient: Expr, here: Substituted, found: two_sides.Found
) -> Solution:
    """The derivative if the quotient has a limit, else what it tends to on both sides."""
    f, x, a = problem.f, problem.x, problem.at
    if found.value is not None and found.value.is_finite:
        claim = DerivativeOf(f, x, found.value, (equation(x, a),))
        yield step("call_it_derivative", claim)
        return Found((("derivative", claim),), (found.value,))
    sides = tuple(v for v in (found.left, found.right) if v is not None and v.is_finite)
    at = Approach(quotients.step_letter(f), ZERO)
    return Found((*two_sides.goals_of(quotient, at, found), ("here", here)), sides)


def complete(problem: Problem) -> dict[str, Any]:
    f, x = problem.f, the_only_letter(problem.f, problem.x)
    if value_at(f, {x: problem.at}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {problem.at}, so it has no derivative there.",
            fix="Choose a point where the function is defined.",
        )
    if not Approach(x, problem.at).is_defined(f):
        raise Undefined(
            "one-sided",
            f"The function has values on one side of {x} = {problem.at} only, so it has no derivative there.",
            fix="Choose a point inside the domain.",
        )
    return {"x": x}


def suits(problem: Problem) -> tuple[str, ...]:
    f, at = problem.f, Approach(problem.x, problem.at)
    if one_sided_slopes.has_bars_or_cases(f) and one_sided_slopes.exist(f, at):
        return "quotients", "one_sided_slopes"
    return ("quotients",)


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    marks = function_pictures.half_tangents(problem.f, problem.x, problem.at, found.slopes)
    name, claim = found.goals[0]
    return (Figure(f"graph_with_{name}", claim, marks, str(problem.x)),) if marks else ()


def make(rng: Random, level: int) -> dict[str, Any]:
    x, a = Symbol("x"), Integer(rng.randint(-3, 3))
    b, c = nonzero(rng, 4), nonzero(rng, 4)
    if level == 1:
        f = rng.choice((sp.Abs(x - a) + b * x, b * x**2 + c * x))
    elif level == 2:
        f = rng.choice((b * sp.cbrt(x - a), b * (x - a) * sp.Abs(x - a), _meeting(x, a, b, c)))
    else:
        f = rng.choice(
            (sp.sign(x - a) + b * x, b * (x - a) ** Rational(2, 3), sp.Abs((x - a) * (x - a - b)))
        )
    return {"f": f, "x": Tuple(x), "at": a}


def _meeting(x: Symbol, a: Expr, b: Expr, c: Expr) -> Piecewise:
    """A parabola up to a, and from there on a line that continues it; for some b and c its tangent."""
    height = a**2 + b * a
    line = sp.expand(height + (2 * a + b + (c if c > 0 else 0)) * (x - a))
    left, right = sp.Lt(x, a, evaluate=False), sp.Ge(x, a, evaluate=False)
    return Piecewise((x**2 + b * x, left), (line, right), evaluate=False)


TOPIC = Topic(
    id="calculus.differentiability",
    covers=("calc.nondiff",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="abs(x)", cases=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        NumberInput(name="at", about="the point", example="0"),
    ),
    phrases=(
        "is {f} differentiable at {at}",
        "is {f} differentiable at {x} = {at}",
        "[decide|check] whether {f} is differentiable at [{x} = ]{at}",
        "does {f} have a derivative at [{x} = ]{at}",
        "f({x}){ = |=}{f}{, |; |. }is f differentiable at [{x} = ]{at}",
        "is f differentiable at [{x} = ]{at} {for|if|where|with} f({x}){ = |=}{f}",
        "differentiability of {f} at [{x} = ]{at}",
    ),
    methods={"quotients": by_quotients, "one_sided_slopes": by_slopes},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
