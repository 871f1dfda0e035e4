"""The sigmoid, its derivative, and both at a place.

The derivative of 1/(1 + e^(-z)) follows from the chain rule, as a power with the exponent -1, or
from the quotient rule.  It can be written with the sigmoid itself, s (1 - s), which saves work:
whoever has the value has the derivative as well.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple, exp

from tutor.core.claims import Choice, Claim, Defines, DerivativeOf, Equal, Substituted
from tutor.core.errors import OverLimit
from tutor.core.figure import Curve, Dots, Figure
from tutor.core.inputs import NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.activations import sigmoid, sigmoid_height
from tutor.kit.network_layers import worth_of
from tutor.kit.unevaluated import ONE, ZERO, added, negated, over, power, times

z, s = Symbol("z"), Symbol("sigma")
POWER = exp(negated(z), evaluate=False)
BELOW = added(ONE, POWER)
SIGMOID = sigmoid(z)
SLOPE = over(POWER, power(BELOW, Integer(2)))
LARGEST = 50  # beyond it the sigmoid is 0 or 1 in every digit that is shown
Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]


def by_chain_rule(problem: Problem) -> Solution:
    yield step("name_sigmoid", Defines(s, SIGMOID))
    derivative = DerivativeOf(SIGMOID, z, SLOPE)
    yield step("apply_power_and_chain_rule", derivative)
    return (yield from _write_shorter(problem, derivative))


def by_quotient_rule(problem: Problem) -> Solution:
    yield step("name_sigmoid", Defines(s, SIGMOID))
    below = DerivativeOf(BELOW, z, negated(POWER))
    above = added(times(ZERO, BELOW), negated(times(ONE, negated(POWER))))
    quotient = over(above, power(BELOW, Integer(2)))
    yield step("apply_quotient_rule", DerivativeOf(SIGMOID, z, quotient), below)
    yield step("tidy_quotient", Equal(quotient, SLOPE))
    return (yield from _write_shorter(problem, DerivativeOf(SIGMOID, z, SLOPE)))


def _write_shorter(problem: Problem, derivative: DerivativeOf) -> Solution:
    """Write the derivative with the sigmoid itself, and put the place into both."""
    split = times(SIGMOID, over(POWER, BELOW))
    yield step("split_fraction", Equal(SLOPE, split))
    short = times(s, added(ONE, negated(s)))
    yield step("write_with_sigmoid", Equal(split, short))
    place = Tuple(Eq(z, problem.z, evaluate=False))
    goals: list[tuple[str, Claim]] = [("derivative", derivative), ("short", Equal(SLOPE, short))]
    for name, function, insert in (
        ("value", SIGMOID, "insert_into_sigmoid"),
        ("slope", SLOPE, "insert_into_derivative"),
    ):
        exact = _at(function, problem.z)
        inserted = Substituted(function, place, exact)
        yield step(insert, inserted)
        goals.append((f"{name}_inserted", inserted))
        number = exact.doit()
        worth = worth_of(exact, [number if isinstance(number, Rational) else number.evalf(60)])
        yield step("work_out_value" if isinstance(worth, Equal) else "round_value", worth)
        goals.append((name, worth))
    return tuple(goals)


def _at(function: Expr, place: Expr) -> Expr:
    """The formula with the number in it, the powers of e written out."""
    power_of_e = exp(-place, evaluate=False)
    below = added(ONE, power_of_e)
    return over(ONE, below) if function == SIGMOID else over(power_of_e, power(below, Integer(2)))


def complete(problem: Problem) -> dict[str, Any]:
    if abs(problem.z) > LARGEST:
        raise OverLimit(
            "saturated",
            f"At {problem.z} the sigmoid is so close to {int(bool(problem.z > 0))} that no decimal shows "
            "the difference.",
            fix=f"Use a number between -{LARGEST} and {LARGEST}.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 is at 0 or 1, 2 at a whole number, 3 at a fraction."""
    if level == 1:
        return {"z": Integer(rng.choice((-1, 0, 1)))}
    return {"z": Rational(rng.randint(-5, 5), 1 if level == 2 else rng.choice((2, 4, 5)))}


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    """The sigmoid, its tangent at the place, and the point."""
    place = float(problem.z)
    reach = max(6.0, abs(place) + 2)
    value = sigmoid_height(place)
    rise = value * (1 - value)
    marks = (
        Curve(
            tuple((t, sigmoid_height(t)) for t in (reach * k / 40 for k in range(-40, 41))),
            "sigmoid",
        ),
        Curve(
            ((place - 1.5, value - 1.5 * rise), (place + 1.5, value + 1.5 * rise)),
            "tangent",
            "second",
            dashed=True,
        ),
        Dots(((place, value),)),
    )
    return (Figure("curve", Choice(z), marks, "z", "σ"),)


TOPIC = Topic(
    id="calculus.sigmoid",
    covers=("calc.logloss_grad",),
    inputs=(NumberInput(name="z", about="the place", example="-2"),),
    phrases=(
        "[derive|find|show|compute] [the] derivative of [the] {sigmoid|logistic function} "
        "[and evaluate sigma and sigma'] {at|for} z={z}",
        "[derive|find|compute] [the] derivative of [the] {sigmoid|logistic function} {at|for} {z}",
        "[the] sigmoid and its derivative {at|for} {z}",
        "sigma(z)=1/(1+exp(-z)), z={z}",
        r"\\sigma(z)=\\frac1\{1+e^\{-z\}\},\\ \\sigma'(z),\\ z={z}",
    ),
    methods={"chain_rule": by_chain_rule, "quotient_rule": by_quotient_rule},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
