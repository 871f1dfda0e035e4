"""The best of a shape or of two numbers: the largest area, volume or product, or the smallest sum.

What is to be best is written with letters, and what is given is an equation between
them.  The equation removes one letter.  What is left is a function of one variable on
an interval, and its derivative and a sign table find its best value.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Gt, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Equivalent, Extremum, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import curve_pictures
from tutor.kit.calculus.curve import Curve
from tutor.kit.calculus.global_extrema import Decision
from tutor.kit.real_zeros import WHOLE, Interval
from tutor.kit.unevaluated import added, equation, negated, times

Goals = dict[str, Claim]
x, y = Symbol("x"), Symbol("y")
TWO = Integer(2)
SUM = "numbers with a sum"
POSITIVE_SUM, POSITIVE_PRODUCT = f"positive {SUM}", "positive numbers with a product"
DIFFERENCE = "numbers with a difference"
RECTANGLE, WALL, BOX = "rectangle", "rectangle along a wall", "open box"
KINDS = {
    kind: kind for kind in (RECTANGLE, WALL, SUM, POSITIVE_SUM, POSITIVE_PRODUCT, DIFFERENCE, BOX)
}
LETTERS = {POSITIVE_PRODUCT: "P", DIFFERENCE: "D"}  # of what is given


@dataclass(frozen=True)
class Model:
    """What is to be best, in the rules' words, the equation that is given, and where x lies."""

    name: str
    best: Expr
    given: Expr | None
    solved: Expr | None
    within: Interval
    sense: str = "maximum"


def model_of(problem: Problem) -> Model:
    total = problem.total
    if problem.kind == BOX:
        a, b = problem.width, problem.length
        inner = [added(side, negated(times(TWO, x))) for side in (a, b)]
        return Model("volume", times(x, *inner), None, None, (Integer(0), min(a, b) / 2))
    if problem.kind == RECTANGLE:
        fence = added(times(TWO, x), times(TWO, y))
        return Model("area", times(x, y), fence, total / 2 - x, (Integer(0), total / 2))
    if problem.kind == WALL:
        fence = added(times(TWO, x), y)
        return Model("area", times(x, y), fence, total - 2 * x, (Integer(0), total / 2))
    if problem.kind == POSITIVE_PRODUCT:
        return Model("sum", added(x, y), times(x, y), total / x, (Integer(0), sp.oo), "minimum")
    if problem.kind == DIFFERENCE:
        gap = added(y, negated(x))
        return Model("product", times(x, y), gap, x + total, WHOLE, "minimum")
    within = WHOLE if problem.kind == SUM else (Integer(0), total)
    return Model("product", times(x, y), added(x, y), total - x, within)


def by_one_variable(problem: Problem) -> Generator[Step, None, Goals]:
    model = model_of(problem)
    curve = yield from _set_up(problem, model)
    derivative, flat = curve.differentiate("differentiate"), curve.find_flat()
    yield derivative
    yield flat
    yield step("make_sign_table", curve.table)
    decision = Decision(curve, model.sense)
    yield from curve.heights(decision.best)
    found = yield from decision.steps()
    goals: Goals = {"derivative": derivative.claims[0], model.name: found[model.sense]}
    if model.solved is not None:
        (place,) = decision.best
        other = Substituted(model.solved, Tuple(Eq(x, place)), model.solved.xreplace({x: place}))
        yield step("find_other_part", other)
        goals["other"] = other
    return goals


def _set_up(problem: Problem, model: Model) -> Generator[Step, None, Curve]:
    """The steps that write what is to be best as a function of x."""
    least = "least_" if problem.kind == DIFFERENCE else ""
    wall = problem.kind == WALL
    rule = "write_area_along_wall" if wall else f"write_{least}{model.name}"
    yield step(rule, Defines(Symbol(model.name[0].upper()), model.best))
    f = model.best
    if model.given is not None and model.solved is not None:
        condition, solved = equation(model.given, problem.total), equation(y, model.solved)
        fence = problem.kind in (RECTANGLE, WALL)
        letter = "L" if fence else LETTERS.get(problem.kind, "S")
        positive = (Gt(x, Integer(0)),) if problem.kind == POSITIVE_PRODUCT else ()
        rule = "write_fence_along_wall" if wall else "write_fence" if fence else "write_given"
        yield step(rule, Defines(Symbol(letter), model.given))
        claim = Equivalent(Tuple(condition), Tuple(solved), Tuple(y), positive)
        yield step("use_given" if model.within == WHOLE else "use_given_of_positive", claim)
        f = model.best.xreplace({y: model.solved})
        yield step("insert_other", Substituted(model.best, Tuple(solved), f))
    return Curve(f, x, model.within)


def complete(problem: Problem) -> dict[str, Any]:
    needed = ("width", "length") if problem.kind == BOX else ("total",)
    if missing := [name for name in needed if getattr(problem, name) is None]:
        raise Undefined(
            "missing-number",
            f"The number {missing[0]} is needed for this problem.",
            fix=f"Add, for example, {missing[0]} = 40.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    size = Integer(rng.randint(2, 12))
    if level == 1:
        return {"kind": rng.choice((RECTANGLE, SUM)), "total": 4 * size}
    if level == 2:
        kind = rng.choice((POSITIVE_PRODUCT, WALL, POSITIVE_SUM, DIFFERENCE))
        return {"kind": kind, "total": size**2 if kind == POSITIVE_PRODUCT else 4 * size}
    a, b = rng.choice(((6, 6), (12, 12), (5, 8), (8, 15), (7, 15), (16, 10), (18, 18), (21, 16)))
    return {"kind": BOX, "width": Integer(a), "length": Integer(b)}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    best = next(claim for claim in found.values() if isinstance(claim, Extremum))
    low, high = model_of(problem).within
    ends = (float(low), float(high)) if low.is_finite and high.is_finite else None
    return curve_pictures.with_points("curve_with_best", best.objective, x, found, ends)


TOPIC = Topic(
    id="calculus.best_shape",
    covers=(),
    inputs=(
        ChoiceInput(
            name="kind",
            about="what is to be best",
            example=RECTANGLE,
            options=KINDS,
            default=RECTANGLE,
        ),
        NumberInput(
            name="total",
            about="the length of the fence, the sum, the difference or the product that is given",
            example="40",
            minimum=Integer(0),
            open_below=True,
            optional=True,
        ),
        *(
            NumberInput(
                name=name,
                about=f"the {name} of the sheet that the box is made of",
                example=example,
                minimum=Integer(0),
                open_below=True,
                optional=True,
            )
            for name, example in (("width", "5"), ("length", "8"))
        ),
    ),
    phrases=(
        "[find|what is] [the] {largest|maximum|greatest|biggest} area of a rectangle with [a] perimeter [of] {total}",
    ),
    bare=("best shape",),
    methods={"one_variable": by_one_variable},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
