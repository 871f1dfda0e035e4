"""Newton's method for a function of two variables.

Near a point the function looks like a quadratic one, whose stationary point is
found exactly: solve Hessian times step = gradient, and subtract the step.  A
quadratic function takes one step.  Where the Hessian is not positive definite
the step need not go downhill; a damping factor shortens it.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Integer, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Defines
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, NumberInput, VectorInput
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import iteration_demands, iteration_inputs, iteration_pictures
from tutor.kit.calculus.descent import differentiate
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.calculus.iteration_inputs import INSIDE, STEPS
from tutor.kit.calculus.iterations import Run
from tutor.kit.calculus.newton_plane import (
    Direction,
    Second,
    by_elimination,
    by_inverse,
    iterate,
    write_rule,
)
from tutor.kit.calculus.quadratic import UNKNOWN, classify, hessian, solve_gradient
from tutor.kit.linear_algebra.eigen import find_eigenvalues
from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import ONE

DAMPING = Symbol("t")
HALF = Rational(1, 2)  # the factor of a damped step if none is given


@dataclass(frozen=True)
class Outcome:
    """The states, the exact point if the function is quadratic, and the goals."""

    names: tuple[Symbol, ...]
    run: Run
    point: Tuple | None
    goals: Goals


def solving(problem: Problem) -> Generator[Step, None, Outcome]:
    return _steps(problem, by_elimination)


def inverting(problem: Problem) -> Generator[Step, None, Outcome]:
    return _steps(problem, by_inverse)


def _steps(problem: Problem, direction: Direction) -> Generator[Step, None, Outcome]:
    f, names = problem.f, _variables(problem)
    slopes = yield from differentiate(f, names)
    bend = hessian(slopes)
    second = Second.of(slopes, bend.matrix)
    letter = None if problem.damping is None else DAMPING
    if letter is not None:
        yield step("name_damping", Defines(letter, problem.damping))
    updates = yield from write_rule(slopes, second, letter, bend.steps)
    count = None if problem.n is None else int(problem.n)
    run, goals = yield from iterate(
        f, slopes, second, updates, problem.p0, count, problem.damping, direction
    )
    goals = (*slopes.goals, *goals)
    if not bend.is_constant or slopes.given:
        return Outcome(names, run, None, goals)
    point, solved = yield from solve_gradient(slopes)
    if point is None:
        return Outcome(names, run, None, goals)
    parts, roots = collect(find_eigenvalues(bend.matrix, UNKNOWN))
    goals += solved
    goals += yield from classify(f, names, point, [r.value for r in roots], parts)
    return Outcome(names, run, point, goals)


def _variables(problem: Problem) -> tuple[Symbol, ...]:
    names = iteration_demands.variables(problem.f, problem.p0)
    if len(names) != 2:
        raise Undefined(
            "two-variables",
            f"The function has {len(names)} letters. Newton's method is shown here for two.",
            fix="Use gradient descent, or put numbers for the other letters.",
        )
    return names


def complete(problem: Problem) -> dict[str, Any]:
    """Check that there is a first step: a value, a gradient and a Hessian that has an inverse."""
    names = _variables(problem)
    iteration_demands.check_point(problem.f, names, problem.p0)
    _, slopes = collect(differentiate(problem.f, names))
    second = Second.of(slopes, hessian(slopes).matrix)
    values = second.at(dict(zip(names, problem.p0, strict=True)))
    if len(values) < len(second.values):
        raise Undefined(
            "no-hessian-at-start",
            f"The function has no second derivatives at the start {problem.p0}.",
            fix="Start at another point.",
        )
    if (values[2] * values[4] - values[3] ** 2).equals(0):
        what = "the zero matrix" if not any(values[2:]) else "singular"
        raise Undefined(
            "singular-hessian",
            f"The Hessian at the start {problem.p0} is {what}. It has no inverse (it is not invertible), "
            "so there is no Newton step.",
            fix="Start at another point, or use gradient descent.",
        )
    filled: dict[str, Any] = {"single": None, "damped": None}
    if problem.single is not None:
        filled["n"] = ONE
    if problem.damped is not None and problem.damping is None:
        filled["damping"] = HALF
    return filled


def make(rng: Random, level: int) -> dict[str, Any]:
    """A quadratic bowl, a bowl with quartic walls, and one with a damped step."""
    x, y = Symbol("x"), Symbol("y")
    a, b = nonzero(rng, 3), nonzero(rng, 3)
    start = Tuple(Integer(rng.randint(1, 3)), Integer(rng.randint(1, 3)))
    if level == 1:
        f = x**2 + x * y * rng.choice((1, -1)) + 2 * y**2 - a * x - b * y
        return {"f": f, "p0": start, "n": ONE}
    f = x**4 + rng.randint(1, 3) * x**2 + rng.randint(1, 4) * y**2 - a * x * y / abs(a)
    if level == 2:
        return {"f": f, "p0": start, "n": Integer(2)}
    return {"f": f + y**4, "p0": start, "n": Integer(6), "damping": Rational(1, rng.choice((2, 4)))}


def goals(problem: Problem, found: Outcome) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    table = dict(found.goals).get("iterates")
    if table is None or found.run.ended == "far":
        return ()
    exact = None if found.point is None else [float(v) for v in found.point]
    marks = iteration_pictures.path_on_contours(problem.f, found.names, found.run, exact)
    x, y = map(str, found.names)
    return (Figure("newton_path_on_contours", table, marks, x, y, equal=True),) if marks else ()


NEWTON = "{Newton's method|Newton|the Newton method|Newton method|Newton-Raphson}"
DAMPED = (
    "{ with | and | using |, with |, |; }[a |the ]{damping|damping factor|damping parameter|relaxation factor|step factor|factor}"
    "{ | = |=| of | t = | t=|: }{damping}"
)
TOPIC = Topic(
    id="calculus.newton_several",
    covers=("calc.newton2",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2 + x y + 2y^2 - x"),
        VectorInput(name="p0", about="the point to start from", example="(1, 2)"),
        iteration_inputs.newton_steps("2"),
        NumberInput(
            name="damping",
            about="a factor for every step, if it shall be shorter",
            example="1/2",
            optional=True,
            minimum=Integer(0),
            open_below=True,
            maximum=ONE,
        ),
        ChoiceInput(
            name="single",
            about="a word for one step alone",
            example="one",
            optional=True,
            options=dict.fromkeys(("one", "a", "a single", "a first"), "one"),
        ),
        ChoiceInput(
            name="damped",
            about="a word for steps that shall be shorter; the factor is 1/2 if none is given",
            example="damped",
            optional=True,
            options=dict.fromkeys(("damped", "the damped", "relaxed"), "damped"),
        ),
    ),
    phrases=(
        "Newton's method for {f}" + INSIDE + STEPS,
        *(
            "[use |apply |do |run ]" + word + NEWTON + "{ for | on | to |: |, }{f}" + INSIDE + rest
            for word, rest in (
                ("", DAMPED + STEPS),
                ("", STEPS + DAMPED),
                ("{damped} ", STEPS),
                ("{damped} ", DAMPED + STEPS),
                ("{damped} ", STEPS + DAMPED),
            )
        ),
        "[use |apply |do |run ]" + NEWTON + "{ for | on | to |: |, }{f}" + INSIDE + STEPS,
        "{minimize |minimise |minimum of |find the minimum of }{f}{ by | with | using }"
        + NEWTON
        + INSIDE
        + STEPS,
        "[use |apply ]" + NEWTON + "{ to minimize | to minimise }{f}" + INSIDE + STEPS,
        "{single} Newton step from {p0} for {f}",
        "{n} Newton {step|steps} from {p0} for {f}",
        r"[f = |f=]{f},\\ (x_0,y_0)={p0},\\ n={n}",
    ),
    methods={"system": solving, "inverse": inverting},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
