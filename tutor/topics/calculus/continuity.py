"""Whether a function is continuous at a point.

Three things are compared: the value at the point, the limit from the left and the limit
from the right.  The function is continuous there if all are the same number.  At an end
of the domain only the side with values counts.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Piecewise, Symbol, Tuple

from tutor.core.claims import Claim, Compared
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import function_pictures, quotients
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.one_variable import the_only_letter
from tutor.kit.calculus.two_sides import Found, from_both_sides, goals_of
from tutor.kit.nice import nonzero
from tutor.kit.real_values import value_at

Goals = dict[str, Claim]


def by_limits(problem: Problem) -> Generator[Step, None, Goals]:
    f, x, a = problem.f, problem.x, problem.at
    here = quotients.at_place(f, x, a)
    yield step("insert_place", here)
    at = _approach(f, x, a)
    found = yield from from_both_sides(f, at)
    goals: Goals = {"here": here, **dict(goals_of(f, at, found))}
    if found.value is None:
        return goals
    reached = Compared(at.of(f), "=" if found.value == here.after else "!=", here.after)
    rule = "see_limit_at_value" if found.value == here.after else "see_limit_beside_value"
    if at.both:
        yield step(rule, reached)
    else:
        yield step(f"{rule}_on_one_side", reached)
    return {**goals, "reached": reached}


def _approach(f: Expr, x: Symbol, a: Expr) -> Approach:
    """From both sides, or from the side on which there are values."""
    both = Approach(x, a)
    sides = [side for side in "-+" if both.from_side(side).is_defined(f)]
    return both if len(sides) != 1 else both.from_side(sides[0])


def complete(problem: Problem) -> dict[str, Any]:
    f, x = problem.f, the_only_letter(problem.f, problem.x)
    if value_at(f, {x: problem.at}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {problem.at}. Whether it is continuous is asked only where it has one.",
            fix="Ask for the limit there, or choose a point of the domain.",
        )
    if not any(Approach(x, problem.at).from_side(side).is_defined(f) for side in "-+"):
        raise Undefined(
            "lonely-point",
            f"The function has no values beside {x} = {problem.at}, so there is nothing to approach from.",
            fix="Choose another point.",
        )
    return {"x": x}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    f, x, a = problem.f, problem.x, problem.at
    ends = Found(*(getattr(found.get(k), "after", None) for k in ("limit", "left", "right")))
    tends = (ends.left, ends.right, ends.value)
    marks = function_pictures.near_limit(f, x, a, tends)
    return (Figure("graph_at_place", found["here"], marks, str(x)),) if marks else ()


def make(rng: Random, level: int) -> dict[str, Any]:
    x, a = Symbol("x"), Integer(rng.randint(-2, 3))
    b, c = nonzero(rng, 3), nonzero(rng, 4)
    if level == 1:
        f = rng.choice((b * x**2 + 5 * x, sp.Abs(x - a) + c))
    else:
        height = 2 * a**2 + b * a
        gap = 0 if rng.random() < 0.5 else c
        line = sp.expand(height + gap + b * (x - a))
        left, right = sp.Lt(x, a, evaluate=False), sp.Ge(x, a, evaluate=False)
        f = Piecewise((2 * x**2 + b * x, left), (line, right), evaluate=False)
        if level == 3 and rng.random() < 0.5:
            f = sp.sign(x - a) + b * x
    return {"f": f, "x": Tuple(x), "at": a}


TOPIC = Topic(
    id="calculus.continuity",
    covers=(),
    inputs=(
        ExpressionInput(name="f", about="the function", example="abs(x)", cases=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        NumberInput(name="at", about="the point", example="0"),
    ),
    phrases=(
        "is {f} continuous at {at}",
        "is {f} continuous at {x} = {at}",
        "[decide|check|determine] {whether|if} {f} is continuous at [{x} = ]{at}",
        "f({x}){ = |=}{f}{, |; |. }is f continuous at [{x} = ]{at}",
        "is f({x}){ = |=}{f} continuous at [{x} = ]{at}",
        "is f continuous at [{x} = ]{at} {for|if|where|with} f({x}){ = |=}{f}",
        "continuity of {f} at [{x} = ]{at}",
    ),
    methods={"limits": by_limits},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
