"""The Taylor polynomial of a function of several variables, of order one or two.

It has at the point the value of the function, its gradient and, in order two, its
second derivatives.  The gradient is multiplied with the way from the point, and the
Hessian matrix from both sides with half of it.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, SymbolsInput, VectorInput
from tutor.core.matrix_expression import Dot, MatrixProduct
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import linearization, nice_surfaces
from tutor.kit.calculus.linearization import Linearization
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.second_order import SecondOrder
from tutor.kit.calculus.several_variables import numbers_only, point_of, the_variables
from tutor.kit.unevaluated import added, over, power, without_ones

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
WORDS = {
    **dict.fromkeys(("1", "first", "1st", "linear"), "1"),
    **dict.fromkeys(("2", "second", "2nd", "quadratic"), "2"),
    **dict.fromkeys(("3", "third", "3rd", "cubic", "4", "fourth", "5", "6"), ""),
}


def by_gradient_and_hessian(problem: Problem) -> Solution:
    line = linearization_of(problem)
    goals = yield from line.prepare("find_value_at_centre")
    parts: list[Expr] = [line.value, Dot(line.slopes, line.away)]
    if problem.n == "2":
        second = SecondOrder(line.gradient)
        goals |= yield from second.collect()
        shown, here = second.put_in(Tuple(*line.at))
        yield shown
        both_sides = Dot(line.away, MatrixProduct(here, line.away))
        parts.append(over(both_sides, Integer(2)))
    named = Defines(Symbol(f"T_{problem.n}"), added(*parts))
    yield step(f"add_parts_of_order_{problem.n}", named)
    found = Equal(named.name, polynomial_of(problem))
    yield step("multiply_parts_out", found)
    return {**goals, "polynomial": found}


def polynomial_of(problem: Problem) -> Expr:
    """The polynomial with its coefficients worked out, in powers of the ways along the axes."""
    line = linearization_of(problem)
    terms = [line.value] if line.value != 0 else []
    ways = list(line.away)
    terms += [without_ones(m, way) for m, way in zip(line.slopes, ways, strict=True) if m != 0]
    if problem.n == "2":
        here = SecondOrder(line.gradient).at(Tuple(*line.at))
        for i, way in enumerate(ways, start=1):
            for j, other in enumerate(ways[i - 1 :], start=i):
                number = here[i, j] * (Rational(1, 2) if i == j else 1)
                powers = (power(way, Integer(2)),) if i == j else (way, other)
                terms += [without_ones(number, *powers)] if number != 0 else []
    return added(*terms)


def linearization_of(problem: Problem) -> Linearization:
    return Linearization(
        Gradient(problem.f, problem.variables, "differentiate_partially"), problem.at
    )


def complete(problem: Problem) -> dict[str, Any]:
    variables = the_variables(problem.f, problem.variables)
    numbers_only(problem.f, variables)
    at = point_of(problem.at, variables, "the centre")
    if len(variables) < 2:
        raise Undefined(
            "one-variable",
            "The function has one variable, so its centre is a number.",
            fix=f"For example at {at[0]}.",
        )
    gradient = Gradient(problem.f, variables, "differentiate_partially")
    gradient.at(at)
    order = WORDS[problem.n]
    if not order:
        raise OverLimit(
            "order",
            "For several variables the polynomials of order 1 and 2 are found here.",
            fix="Ask for order 2.",
        )
    if order == "2":
        SecondOrder(gradient).at(at)  # raises where a second derivative has no value
    return {"variables": variables, "at": at, "n": order}


def make(rng: Random, level: int) -> dict[str, Any]:
    x, y = variables = Tuple(*map(Symbol, "xy"))
    a, b = (Integer(rng.choice((-2, -1, 1, 2))) for _ in range(2))
    if level < 3:
        f, _ = nice_surfaces.polynomial(rng, 1)
        f = f + a * x**2 * y if f.has(x) and f.has(y) else a * x * y + b * x + y**2
        at = Tuple(*(Integer(rng.randint(-2, 2)) for _ in variables))
        return {"f": sp.expand(f), "variables": variables, "at": at, "n": str(level)}
    shapes = (
        sp.exp(a * x) * sp.cos(b * y),
        sp.exp(a * x + b * y),
        sp.log(1 + a * x + b * y),
        sp.sin(a * x) + x * sp.cos(b * y),
        1 / (1 + a * x + b * y),
    )
    return {"f": rng.choice(shapes), "variables": variables, "at": Tuple(0, 0), "n": "2"}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    line = linearization_of(problem)
    marks = linearization.level_curves(line, polynomial_of(problem), "polynomial")
    x, y, *_ = map(str, problem.variables)
    return (Figure("levels", found["polynomial"], marks, x, y, equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.taylor_of_several",
    covers=("calc.taylor",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="e^x*cos(y)"),
        ChoiceInput(
            name="n",
            about="the order of the polynomial",
            example="2",
            options=WORDS,
            default="2",
        ),
        VectorInput(name="at", about="the centre", example="(0, 0)"),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
    ),
    phrases=(
        "[find|what is] [the] taylor polynomial of {order|degree} {n} {of|for} {f} {at|around|about} {at}",
        "[find|what is] [the] {n} {order|degree} taylor polynomial {of|for} {f} {at|around|about} {at}",
        "[find|what is] [the] taylor polynomial {of|for} {f} of {order|degree} {n} {at|around|about} {at}",
        "[find|what is] [the] {n} {approximation|taylor approximation} {of|to} {f} {at|around|about|near} {at}",
        "[find|what is] [the] taylor {polynomial|series|expansion} {of|for} {f} {at|around|about} {at}",
        "[find|what is] [the] taylor polynomial {of|for} {f} {at|around|about} {at}{ of order | of degree | to order | up to order |, order |, degree }{n}",
    ),
    methods={"gradient_and_hessian": by_gradient_and_hessian},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
