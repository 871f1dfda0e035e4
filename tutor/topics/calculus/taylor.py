"""The Taylor polynomial of a function at a centre, and how far it is from the function.

The value and the derivatives at the centre come one after the other.  Divided
by the factorials they are the coefficients.  The next derivative bounds the
error at another point.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Integer, Interval, Rational, Symbol

from tutor.core.claims import Claim
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, IntervalInput, NumberInput, SymbolsInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.convergence import radius
from tutor.kit.calculus.known_series import KnownSeries
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.calculus.taylor import Taylor
from tutor.kit.nice import nonzero
from tutor.kit.ordinals import ORDINALS, short

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
LARGEST = 6  # order
USUAL = Integer(4)  # where no order is asked for: enough to see how the terms go on
ORDERS = {
    **{name: str(k) for k, name in enumerate(ORDINALS[:LARGEST], start=1)},
    **{short(k): str(k) for k in range(1, LARGEST + 1)},
    **dict(zip(("linear", "quadratic", "cubic"), "123", strict=True)),
}


def by_derivatives(problem: Problem) -> Solution:
    taylor = taylor_of(problem)
    found = yield from taylor.derive()
    return found | (yield from _conclude(problem, taylor))


def by_known_series(problem: Problem) -> Solution:
    taylor = taylor_of(problem)
    found = yield from KnownSeries(taylor).steps()
    return found | (yield from _conclude(problem, taylor))


def _conclude(problem: Problem, taylor: Taylor) -> Solution:
    """What follows from the polynomial: whether it is the function, and an estimate with its error."""
    found = yield from taylor.compare()
    if problem.near is not None:
        found |= yield from taylor.estimate(problem.near)
    elif problem.on is not None:
        found |= yield from taylor.bound_over(problem.on)
    elif not taylor.at_breaks:
        found |= yield from radius(taylor.f, taylor.x, taylor.c)
    return found


def taylor_of(problem: Problem) -> Taylor:
    return Taylor(problem.f, problem.x, problem.at, int(problem.n))


def complete(problem: Problem) -> dict[str, Any]:
    x = the_variable(problem.f, problem.x)
    at = Integer(0) if problem.at is None else problem.at
    if problem.near == at:
        raise Undefined(
            "at-centre",
            "At the centre itself the polynomial has the value of the function, so the error is 0.",
            fix="Ask for the error at another point.",
        )
    said = USUAL if problem.order is None else Integer(ORDERS[problem.order])
    n = said if problem.n is None else problem.n
    taylor = Taylor(problem.f, x, at, int(n))
    if problem.on is not None:
        _check_interval(problem)
    if taylor.missing is not None and (problem.near is not None or problem.on is not None):
        raise Undefined(
            "no-derivative",
            f"Derivative number {taylor.n + 1} of the function does not exist at {x} = {at}, "
            "so there is no bound of Lagrange for the error.",
            fix="Choose another centre, or leave the error out.",
        )
    return {"x": x, "at": at, "n": n}


def _check_interval(problem: Problem) -> None:
    """A bound needs an interval that ends, and is asked for at one point or on one interval."""
    if problem.near is not None:
        raise Undefined(
            "point-and-interval",
            "The error is asked for at a point and on an interval.",
            fix="Ask for one of them at a time.",
        )
    if not all(end.is_finite for end in (problem.on.start, problem.on.end)):
        raise Undefined(
            "endless-interval",
            "Lagrange's bound grows with the distance from the centre, so it needs an interval that ends on both sides.",
            fix="Give two numbers, for example [-1, 1].",
        )


def suits(problem: Problem) -> tuple[str, ...]:
    suited = (
        problem.near is None and problem.on is None and KnownSeries(taylor_of(problem)).is_suited()
    )
    return ("derivatives", "known_series") if suited else ("derivatives",)


def make(rng: Random, level: int) -> dict[str, Any]:
    x = Symbol("x")
    if level == 1:
        cubic = nonzero(rng, 3) * x**3 + rng.randint(-4, 4) * x + nonzero(rng, 5)
        f = rng.choice(
            (cubic, nonzero(rng, 5) / (x + rng.choice((1, 2))), sp.exp(x) * nonzero(rng, 5))
        )
        return {"f": f, "x": x, "at": Integer(rng.choice((0, 1))), "n": Integer(2)}
    a = nonzero(rng, 3)
    if level == 2:
        root = sp.sqrt(x + rng.randint(1, 5) ** 2)
        f = rng.choice((root, sp.exp(a * x), sp.sin(a * x), sp.log(1 + a * x), x + sp.cos(a * x)))
        return {"f": f, "x": x, "at": Integer(0), "n": Integer(3)}
    f = rng.choice((sp.exp(a * x), sp.log(1 + abs(a) * x), 1 / (1 + abs(a) * x), x + sp.exp(a * x)))
    near = Rational(1, rng.choice((4, 5, 10)))
    made = {"f": f, "x": x, "at": Integer(0), "n": Integer(rng.choice((2, 3)))}
    return made | ({"on": Interval(-near, near)} if rng.random() < 0.4 else {"near": near})


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    places = [problem.near] if problem.near is not None else []
    places += [problem.on.start, problem.on.end] if problem.on is not None else []
    return taylor_of(problem).figure("curve_with_polynomials", found, places)


ON = (
    "[,| and|. |;] {bound|estimate|bound the|bound its|estimate the|its|the} [maximum|largest] {error|remainder}"
    " {on|over|for {x} in|for {x} in the interval|on the interval} {on}"
)
OVER_INTERVAL = (
    "[find|what is] [the] {taylor|maclaurin} polynomial {of|for} {f} of {degree|order} {n} [{at|around|about|with centre} [{x} = ]{at}]ON",
    "[find|what is] [the] {taylor|maclaurin} polynomial of {degree|order} {n} {of|for} {f} [{at|around|about|with centre} [{x} = ]{at}]ON",
    "[find|what is] [the] {order} {order|degree} {taylor|maclaurin} polynomial {of|for} {f} [{at|around|about|with centre} [{x} = ]{at}]ON",
    "{bound|estimate} [the] {error|remainder} of the {taylor|maclaurin} polynomial of {degree|order} {n} {of|for} {f} [{at|around|about} [{x} = ]{at}]"
    " {on|over|for {x} in} {on}",
)
TOPIC = Topic(
    id="calculus.taylor",
    covers=("calc.taylor",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="sqrt(x)"),
        NumberInput(
            name="n",
            about="the order of the polynomial",
            example="4",
            minimum=Integer(0),
            maximum=Integer(LARGEST),
            whole=True,
            optional=True,
        ),
        ChoiceInput(
            name="order",
            about="a word for the order of the polynomial",
            example="second",
            options=ORDERS,
            optional=True,
        ),
        NumberInput(name="at", about="the centre", example="1", optional=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        NumberInput(
            name="near",
            about="a point at which the error is bounded",
            example="1.1",
            optional=True,
        ),
        IntervalInput(
            name="on",
            about="an interval on which the error is bounded",
            example="[-1, 1]",
            optional=True,
        ),
    ),
    phrases=(
        "[find|what is] [the] taylor polynomial of {degree|order} {n} {of|for} {f} {at|around|about|with centre} {at} [and {the|its} error at {near}]",
        "[find|what is] [the] {maclaurin|taylor} {series|polynomial|expansion} {of|for} {f}",
        "[find|what is] [the] {maclaurin|taylor} [series|polynomial|expansion] {of|for} {f}[,][ up to| to| of| through| with]{ degree| order} {n}",
        "[find|what is] [the] {maclaurin|taylor} {series|polynomial|expansion} {of|for} {f}[,]{ up to| to| up to and including| through}"
        "[ the term| the term in| terms in| order] {x}^{n}[ term]",
        "[find|what is] [the] {maclaurin|taylor} {series|polynomial|expansion} of {degree|order} {n} {of|for} {f}",
        "[find|what is] [the] taylor {series|polynomial|expansion} {of|for} {f}[,]{ up to| to| up to and including| through}"
        " {degree|order} {n} {at|around|about|with centre|with center|centered at|centred at} [a = |a=|c = |x0 = |x_0 = |{x} = ]{at}",
        "[find|what is] [the] taylor {series|polynomial|expansion} {of|for} {f} {at|around|about|with centre|with center|centered at|centred at}"
        " [a = |a=|c = |x0 = |x_0 = |{x} = ]{at}",
        "[find|what is] [the] taylor {series|polynomial|expansion} {of|for} {f} {at|around|about|with centre|with center|centered at|centred at}"
        " [a = |a=|c = |x0 = |x_0 = |{x} = ]{at}[,]{ up to| to| through}[ the term| the term in| terms in| order] {x}^{n}[ term]",
        "[find|what is] [the] {order} {order|degree} taylor {polynomial|expansion|series} {of|for} {f} {at|around|about} [a = |a=|{x} = ]{at}",
        "[find|what is] [the] {order} {order|degree} {taylor|maclaurin} {polynomial|expansion|series} {of|for} {f}",
        "[find|what is] [the] taylor polynomial {of|for} {f} of {degree|order} {n} {at|around|about|with centre} {at} [and {the|its} error at {near}]",
        "[find|what is] [the] taylor polynomial of {degree|order} {n} {of|for} {f} {at|around|about} {x} = {at} [and {the|its} error at {near}]",
        "[find|what is] [the] taylor [series|polynomial|expansion] {of|for} {f} {at|around|about} [{x} = ]{at}[,] [of|to|up to] {degree|order} {n}",
        "[find|what is] [the] taylor polynomial of {degree|order} {n} {at|around|about} {at}{.|:|,} {f}",
        "[find|what is] [the] maclaurin polynomial of {degree|order} {n} {of|for} {f} [and {the|its} error at {near}]",
        "[find|what is] [the] {order} approximation {of|to|for} {f} {at|near|around|about} [{x} = ]{at}",
        *(form.replace("ON", ON) for form in OVER_INTERVAL),
        "[find|what is] [the] [lagrange] {error|remainder} of the taylor polynomial of {degree|order} {n} {of|for} {f} {at|around|about} {at} at {near}",
    ),
    methods={"derivatives": by_derivatives, "known_series": by_known_series},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
