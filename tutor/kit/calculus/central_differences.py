"""A gradient in numbers: for each letter the change of the value over a short way on both sides.

The errors of the two sides are almost opposite, so what is left shrinks with the square
of the step.  The numbers are approximations; how far they are off is found afterwards.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr, Rational, Tuple

from tutor.core.claims import Approximates, Choice, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus.partials import Gradient
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import added, equation, negated, over

STEP = Rational(1, 100)
UNIT = Rational(1, 10**6)  # to which quotients are rounded
LIMITS = [Rational(k, 10**p) for p in range(6, 1, -1) for k in (1, 2, 5)]


def is_suited(gradient: Gradient, at: Tuple, h: Rational = STEP) -> bool:
    """Whether the function has values a step away, and the differences are close to the gradient."""
    places = [_moved(at, k, side * h) for k in range(len(at)) for side in (1, -1)]
    if gradient.f.free_symbols - set(gradient.variables) or len(at) > 3:
        return False
    if any(_value(gradient, place) is None for place in places):
        return False
    allowed = max(Rational(1, 1000), *(abs(v) / 100 for v in gradient.at(at)))
    return bool(_tolerance(gradient, at, h) <= allowed)


def estimate(gradient: Gradient, at: Tuple, h: Rational = STEP) -> Generator[Step, None, Tuple]:
    """Yield the steps to the rounded central differences, one for each letter."""
    for k in range(len(at)):
        ends: list[Expr] = []
        for side, rule in ((1, "step_ahead"), (-1, "step_back")):
            place = _moved(at, k, side * h)
            used = gradient.used(gradient.f, place)
            value = _value(gradient, place)
            if value is None:
                raise Undefined(
                    "outside-domain",
                    "The function has no value a short step away from the point.",
                    fix="Choose a point further inside the domain.",
                )
            moved = equation(gradient.variables[k], place[k])
            announced = [Choice(moved)] if moved in used else []
            yield step(rule, Substituted(gradient.f, used, value), *announced)
            ends.append(value)
        quotient = over(added(ends[0], negated(ends[1])), 2 * h)
        yield step(
            "divide_central_difference", Approximates(quotient, _rounded(quotient), UNIT / 2)
        )
    return Tuple(*_differences(gradient, at, h))


def compare(gradient: Gradient, at: Tuple, estimates: Tuple, h: Rational = STEP) -> Step:
    """The step that says how far the central differences are from the exact gradient."""
    claim = Approximates(gradient.at(at), estimates, _tolerance(gradient, at, h))
    return step("compare_with_differences", claim)


def _moved(at: Tuple, k: int, way: Expr) -> Tuple:
    return Tuple(*(a + way if j == k else a for j, a in enumerate(at)))


def _value(gradient: Gradient, place: Tuple) -> Expr | None:
    return value_at(gradient.f, dict(zip(gradient.variables, place, strict=True)))


def _differences(gradient: Gradient, at: Tuple, h: Rational) -> list[Rational]:
    found: list[Rational] = []
    for k in range(len(at)):
        ahead, back = (_value(gradient, _moved(at, k, side * h)) for side in (1, -1))
        assert ahead is not None
        assert back is not None
        found.append(_rounded((ahead - back) / (2 * h)))
    return found


def _rounded(value: Expr) -> Rational:
    return Rational(int(sp.floor(value.evalf(40) / UNIT + Rational(1, 2)))) * UNIT


def _tolerance(gradient: Gradient, at: Tuple, h: Rational) -> Expr:
    """The first round number that bounds the errors of the differences, infinite if they are large."""
    pairs = zip(gradient.at(at), _differences(gradient, at, h), strict=True)
    error = max(abs((exact - near).evalf(40)) for exact, near in pairs)
    return next((t for t in LIMITS if error <= t), sp.oo)
