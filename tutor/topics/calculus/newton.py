"""Newton's method for a zero of a function, or for a point where its slope is zero.

Near a point the function looks like its tangent; the tangent's zero is the
next point.  Sought is a zero of the function itself, or of its derivative when
a minimum is wanted.  Where the tangent is flat, or the points run in a cycle,
away or out of the domain, there is no answer, and the table says so.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Add, Expr, Integer, Pow, Rational, Symbol, Tuple, exp

from tutor.core.claims import Claim, Compared, Conditions, SolutionSet
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import iteration_demands, iteration_inputs, iteration_pictures
from tutor.kit.calculus.descent import differentiated_in_two
from tutor.kit.calculus.iteration_ends import Goals, measure
from tutor.kit.calculus.iteration_inputs import NUMBERED, START, STEPS
from tutor.kit.calculus.nearest_extremum import nearest_extremum
from tutor.kit.calculus.newton_step import Newton, bracket, newton
from tutor.kit.domain import combined
from tutor.kit.nice import nonzero
from tutor.kit.real_zeros import written_zeros
from tutor.kit.signs import sign
from tutor.kit.unevaluated import MINUS, ZERO, equation, times

GOALS = {
    **dict.fromkeys(("root", "zero", "solve", "find the root of", "find a root of"), "root"),
    **dict.fromkeys(("solution", "approximate the root of", "approximate a root of"), "root"),
    **dict.fromkeys(("find the zero of", "find a zero of", "root of", "zero of"), "root"),
    **dict.fromkeys(("minimum", "min", "minimize", "minimise", "minimum of"), "minimum"),
    **dict.fromkeys(("find the minimum of", "find a minimum of"), "minimum"),
}
BRACKETS = {
    "root": ("find_root_between", "find_root_between"),
    "minimum": ("find_minimum_between", "find_maximum_between"),
}


@dataclass(frozen=True)
class Outcome:
    """The function whose zero is sought, the states, an exact zero if there is one, and the goals."""

    x: Symbol
    sought: Expr
    newton: Newton
    target: Expr | None
    goals: Goals


def by_newton(problem: Problem) -> Generator[Step, None, Outcome]:
    f, x = problem.f, iteration_demands.variable(problem.f)
    derivative = yield from differentiated_in_two(f, x, "find_slope_for_step")
    g, where = f, derivative.given
    goals: Goals = ()
    if problem.goal == "minimum":
        goals = (("slope", derivative),)
        g = derivative.result
        derivative = yield from differentiated_in_two(g, x, "differentiate_slope_for_step")
        where = combined(where, derivative.given)
    steepness = derivative.result
    count = None if problem.n is None else int(problem.n)
    found = yield from newton(g, steepness, x, problem.x0, count, where)
    goals += found.goals
    target, exact = yield from _compare(problem, x, (g, steepness), where, found)
    goals += exact
    if target is not None and found.table is not None:
        goals += yield from measure(found.table, target)
    if target is None and not exact:
        goals += yield from bracket(g, x, found, where, BRACKETS[problem.goal])
    return Outcome(x, g, found, target, goals)


def _compare(
    problem: Problem, x: Symbol, both: tuple[Expr, Expr], given: Conditions, found: Newton
) -> Generator[Step, None, tuple[Expr | None, Goals]]:
    """The zeros in closed form, if there is one, or that there is none."""
    g, slope = both
    near = float(problem.x0) if found.run is None else found.run.state(found.run.last)[0]
    if problem.goal == "minimum":
        nearest = yield from nearest_extremum(problem.f, x, g, given, near, (slope, given))
        return (None, ()) if nearest is None else (nearest.point, nearest.goals)
    for relation, side in ((">", g), ("<", times(MINUS, g))):
        if sign(side) == "positive":
            nowhere = Compared(g, relation, ZERO, given)
            yield step("note_no_root", nowhere)
            return None, (("no_root", nowhere),)
    exact = written_zeros(g, x, given)
    if not exact:
        return None, ()
    solved = SolutionSet(
        Tuple(equation(g, ZERO)), Tuple(x), Tuple(*(Tuple(z) for z in exact)), given
    )
    yield step("solve_exactly", solved)
    return min(exact, key=lambda z: abs(float(z) - near)), (("roots", solved),)


def complete(problem: Problem) -> dict[str, Any]:
    goal, f = GOALS[problem.goal], problem.f
    if problem.right is not None and goal == "minimum":
        raise NotUnderstood(
            "equation-for-function",
            "A minimum belongs to a function, and this is an equation.",
            fix="Ask for a root, or write the function alone.",
        )
    if problem.right:
        f = Add(f, -problem.right)
    elif goal == "root" and _is_root_of_number(f):
        f = Symbol("x") ** f.exp.q - f.base
    iteration_demands.check_start(f, iteration_demands.variable(f), problem.x0)
    return {"goal": goal, "f": f, "right": None}


def _is_root_of_number(f: Expr) -> bool:
    """Whether this is the n-th root of a number a, which is a zero of x^n - a."""
    return f.is_number and isinstance(f, Pow) and isinstance(f.exp, Rational) and f.exp.p == 1


def make(rng: Random, level: int) -> dict[str, Any]:
    """A square root, an equation with a power of e, and a minimum of a quartic."""
    x = Symbol("x")
    if level == 1:
        a = rng.choice((2, 3, 5, 6, 7, 8, 10, 11, 12, 13))
        start = Integer(round(a**0.5)) + rng.randint(0, 1)
        return {"f": x**2 - a, "x0": start, "n": Integer(3), "goal": "root"}
    if level == 2:
        a, b = rng.randint(1, 3), rng.randint(2, 6)
        f = exp(x) + a * x - b if rng.random() < 0.5 else exp(x) - b * x
        goal = "root" if f.has(exp) and f.subs(x, 0) < 0 else "minimum"
        return {"f": f, "x0": Integer(rng.randint(0, 2)), "goal": goal}
    b, c = nonzero(rng, 3), rng.randint(1, 4)
    f = x**4 + c * x**2 + b * x
    return {"f": f, "x0": Rational(rng.randint(1, 4), 2), "n": Integer(4), "goal": "minimum"}


def goals(problem: Problem, found: Outcome) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    run, table = found.newton.run, found.newton.table
    if run is None or table is None:
        return ()
    made: list[Figure] = []
    name = f"f'({found.x})" if problem.goal == "minimum" else f"f({found.x})"
    if marks := iteration_pictures.tangents(found.sought, found.x, run, name):
        made.append(Figure("tangents_to_axis", table, marks, str(found.x)))
    if found.target is not None:
        pair = (("Newton's method", run),)
        if marks := iteration_pictures.errors(pair, (float(found.target),)):
            made.append(Figure("newton_errors", table, marks, "k", "error, power of 10"))
    return tuple(made)


TOPIC = Topic(
    id="calculus.newton",
    covers=("calc.newton",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2 - 2"),
        NumberInput(name="x0", about="the point to start from", example="1"),
        iteration_inputs.newton_steps("3"),
        ChoiceInput(
            name="goal",
            about="whether a root of the function or a minimum is sought",
            example="root",
            default="root",
            options=GOALS,
        ),
        ExpressionInput(
            name="right",
            about="the right side, if an equation shall be solved",
            example="5",
            optional=True,
        ),
    ),
    phrases=(
        "Newton's method for {f}[ = 0|=0]" + START + STEPS,
        "[use |apply |do |run ]{Newton's method|Newton|Newton-Raphson|the Newton method|the Newton-Raphson method}"
        "{ for | on | to | to find | to approximate | to estimate | to compute |: |, }{f}[{ = |=}{right}]"
        + START
        + STEPS,
        "[use |apply ]Newton's method{ for | on | to solve }{f}[{ = |=}{right}]" + STEPS,
        "[use |apply |do |run ]{Newton's method|Newton|Newton-Raphson|the Newton method|the Newton-Raphson method}"
        "{ for | to find | to approximate | to estimate | to compute | to }[the |a ]{goal}[ of| to] {f}[{ = |=}{right}]"
        + START
        + STEPS,
        "{goal} {f}[{ = |=}{right}]{ by | with | using }{Newton's method|Newton|the Newton method|Newton-Raphson}"
        + START
        + STEPS,
        NUMBERED
        + "{Newton's method|Newton-Raphson|the Newton method}{ for | on | to |: | applied to | with }{f}"
        + START,
        "[use|apply] {Newton's method|Newton-Raphson}{ with x0 = | with x0=| with x_0 = | with x_0=| starting at x = | starting at x0 = | starting at }{x0}"
        "{ to find | to approximate | to estimate | to compute | to }[the |a ]{goal}[ of| to] {f}[{ = |=}{right}]",
        r"{f},\\ x_0={x0},\\ \\{goal} f,\\ n={n}",
    ),
    methods={"newton": by_newton},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
