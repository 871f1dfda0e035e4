"""Claims about limits, integrals and antiderivatives."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Abs,
    Basic,
    Eq,
    Expr,
    Ge,
    Gt,
    Integer,
    Integral,
    Limit,
    Lt,
    Ne,
    Piecewise,
    Rational,
    Symbol,
    atan,
    cbrt,
    cos,
    exp,
    floor,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from tutor.core.claims import AntiderivativeOf, Approximates, Claim, Compared, Equal
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

x, h, k, a = symbols("x h k a")
BOTH, RIGHT, LEFT = "+-", "+", "-"


def lim(function: Basic, place: Any, side: str = BOTH, letter: Symbol = x) -> Limit:
    return Limit(function, letter, place, side)


def area(function: Any, low: Any, high: Any) -> Integral:
    return Integral(function, (x, low, high))


def tends(function: Basic, place: Any, value: Any, side: str = BOTH) -> Equal:
    return Equal(lim(function, place, side), value)


def is_area(function: Any, low: Any, high: Any, value: Any) -> Equal:
    return Equal(area(function, low, high), value)


def back(function: Expr, result: Expr, *given: Basic) -> AntiderivativeOf:
    return AntiderivativeOf(function, x, result, given)


zero, one = Integer(0), Integer(1)
PROVED: dict[str, Claim] = {
    "a hole": tends((x**2 - 1) / (x - 1), 1, Integer(2)),
    "a continuous function": tends(exp(x) + sqrt(x + 1), 0, Integer(2)),
    "a pole of even order": tends(1 / (x - 1) ** 2, 1, oo),
    "a pole from the left": tends(1 / x, 0, -oo, LEFT),
    "polynomials at infinity": tends((2 * x**2 + 1) / (3 * x**2 - x), oo, Rational(2, 3)),
    "a cubic at minus infinity": tends(x**3 - x, -oo, -oo),
    "after the quotient is simplified": Equal(lim(2 * x + h, 0, letter=h), 2 * x),
    "by parts, with an integral left": back(x * cos(x), x * sin(x) - Integral(sin(x), x)),
    "with a constant": back(x**2, x**3 / 3 + 5),
}
TRUE: dict[str, Claim] = {
    "the sine over its argument": tends(sin(x) / x, 0, one),
    "a cancellation of high order": tends((tan(x) - sin(x) - x**3 / 2) / x**5, 0, Rational(1, 8)),
    "terms with e that cancel altogether": tends(
        (exp(1) * (x - 1) ** 2 - exp(1) * x**2 + 2 * exp(1) * x - exp(1)) / (x - 1) ** 3, 1, zero
    ),
    "compound interest": tends((1 + 1 / x) ** x, oo, exp(1)),
    "a conjugate": tends((sqrt(x + 4) - 2) / x, 0, Rational(1, 4)),
    "an irrational point": tends((x - sqrt(2)) / (x**2 - 2), sqrt(2), sqrt(2) / 4),
    "a squeeze": tends(x * sin(1 / x), 0, zero),
    "a wave that fades": tends(sin(x) / x, oo, zero),
    "slower than every power": tends(1 / log(x), oo, zero),
    "slower with an offset": tends(1 / log(x) + Rational(1, 1000), oo, Rational(1, 1000)),
    "a small root": tends(x ** Rational(1, 100), 0, zero, RIGHT),
    "a logarithm falls": tends(log(x), 0, -oo, RIGHT),
    "a logarithm of a logarithm grows": tends(log(log(x)), oo, oo),
    "an exponential from the left": tends(exp(1 / x), 0, zero, LEFT),
    "a root from the right": tends(sqrt(x), 0, zero, RIGHT),
    "a vertical slope": tends(cbrt(x) / x, 0, oo),
    "zero to the zero": tends(x**x, 0, one, RIGHT),
    "a side of the absolute value": tends(Abs(x) / x, 0, Integer(-1), LEFT),
    "a difference quotient": Equal(lim(((x + h) ** 2 - x**2) / h, 0, letter=h), 2 * x),
    "a parameter": Equal(lim(sin(k * x) / x, 0), k),
    "one limit for another": Equal(lim((1 - cos(x)) / x**2, 0), lim(sin(x) / (2 * x), 0)),
    "a sum with a limit in it": Equal(2 * lim(sin(x) / x, 0) + 3, Integer(5)),
    "sides that differ": Compared(lim(Abs(x) / x, 0, LEFT), "!=", lim(Abs(x) / x, 0, RIGHT)),
    "poles that differ": Compared(lim(1 / x, 0, LEFT), "!=", lim(1 / x, 0, RIGHT)),
    "an order of limits": Compared(lim(sin(x) / x, 0), "<", lim(1 / x**2, 0)),
    "parts": is_area(x * cos(x), 0, pi / 2, pi / 2 - 1),
    "the bell": is_area(exp(-(x**2)), -oo, oo, sqrt(pi)),
    "a far bell": is_area(exp(-((x - 20) ** 2)), -oo, oo, sqrt(pi)),
    "a slow tail": is_area(x ** Rational(-11, 10), 1, oo, Integer(10)),
    "a logarithmic tail": is_area(1 / (x * log(x) ** 2), 2, oo, 1 / log(2)),
    "a root below the line": is_area(1 / sqrt(x), 0, 1, Integer(2)),
    "poles at both ends": is_area(1 / sqrt(1 - x**2), -1, 1, pi),
    "a logarithm at zero": is_area(log(x), 0, 1, Integer(-1)),
    "a pole inside that is mild": is_area(1 / cbrt(x - 1), 0, 2, zero),
    "bounds in the other order": is_area(x**2, 1, 0, Rational(-1, 3)),
    "a density": Equal(area(k * exp(-k * x), 0, oo), one, (Gt(k, 0),)),
    "an odd function": Equal(area(x**3, -a, a), zero),
    "cases": is_area(Piecewise((x, Lt(x, 1)), (2 - x, True)), 0, 2, one),
    "a case from the left": tends(Piecewise((x**2, x < 1), (7, True)), 1, one, LEFT),
    "a case from the right": tends(Piecewise((x**2, x < 1), (7, True)), 1, Integer(7), RIGHT),
    "cases that join": tends(Piecewise((x**2, x < 1), (2 * x - 1, True)), 1, one),
    "a case for one point alone": tends(Piecewise((sin(x) / x, Ne(x, 0)), (5, True)), 0, one),
    "steps": is_area(floor(x), 0, 3, Integer(3)),
    "it diverges": is_area(1 / x, 0, 1, oo),
    "it diverges at infinity": is_area(1 / (x * log(x)), 2, oo, oo),
    "it diverges inside": is_area(1 / (x - 1) ** 2, 0, 3, oo),
    "a rounded area": Approximates(
        area(exp(-(x**2)), 0, 1), Rational(7468, 10000), Rational(1, 10000)
    ),
    "a logarithm of both signs": back(1 / x, log(Abs(x))),
    "a kink left out": back(sign(x), Abs(x), Ne(x, 0)),
    "a parameter that is not zero": back(exp(k * x), exp(k * x) / k, Ne(k, 0)),
    # SymPy is or was wrong about these.
    "a cosine below the line": is_area(1 / (2 + cos(x)), 0, 2 * pi, 2 * pi / sqrt(3)),
    "the bars of a wave": is_area(Abs(sin(x) * cos(x)), 0, 2 * pi, Integer(2)),
    "a quartic below the line": is_area(
        400 * pi**2 * x**2 / (1600 * pi**4 * x**4 - 796 * pi**2 * x**2 + 100),
        0,
        oo,
        Rational(5, 2),
    ),
    "a power of two below the line": is_area(1 / (2 ** (2 * x / 3) + 1), 0, oo, Rational(3, 2)),
    "a root times a parabola": is_area(sqrt(1 - x**2) * (x - x**2), -1, 1, -pi / 8),
    "a linear root": is_area(x * sqrt(2 * x + 3), -1, 1, Rational(2, 5)),
}
JUMP = Piecewise((x**2, Lt(x, 1)), (3 * x - 1, Ge(x, 1)), evaluate=False)
HOLE = Piecewise((sin(x) / x, Ne(x, 0)), (2, Eq(x, 0)), evaluate=False)
FALSE: dict[str, Claim] = {
    "the case of the other side": tends(JUMP, 1, Integer(2), LEFT),
    "a jump between cases": tends(JUMP, 1, Integer(2)),
    "a case at the point alone": tends(HOLE, 0, Integer(2)),
    "a case for the wrong side": Equal(lim(JUMP, 1, RIGHT), lim(x**2, 1, RIGHT)),
    "the absolute value has a corner": tends(Abs(x) / x, 0, one),
    "a pole with two signs": tends(1 / x, 0, oo),
    "the other infinity": tends(1 / x**2, 0, -oo),
    "a root has one side only": tends(sqrt(x), 0, zero),
    "a step": tends(floor(x), 2, Integer(2)),
    "a value nearby": tends(sin(x) / x, 0, 1 - Rational(1, 10**20)),
    "a slow limit elsewhere": tends(1 / log(x), oo, Rational(1, 1000)),
    "a finite limit": tends(sin(x) / x, 0, oo),
    "an infinite limit": tends(log(x), oo, Integer(10**6)),
    "a wrong factor": Equal(lim(sin(k * x) / x, 0), 2 * k),
    "sides that agree": Compared(lim(x, 0, LEFT), "!=", lim(x, 0, RIGHT)),
    "poles that agree": Compared(lim(1 / x**2, 0, LEFT), "!=", lim(1 / x**2, 0, RIGHT)),
    "across a pole": is_area(1 / x, -1, 1, zero),
    "the fundamental theorem across a pole": is_area(1 / x**2, -1, 1, Integer(-2)),
    "a tail that is too thick": is_area(1 / x, 1, oo, Integer(100)),
    "an odd function without a value": is_area(x / (1 + x**2), -oo, oo, zero),
    "a tangent across its pole": is_area(tan(x), 0, pi, zero),
    "a cosine below the line": is_area(1 / (2 + cos(x)), 0, 2 * pi, zero),
    "the bars of a wave": is_area(Abs(sin(x) * cos(x)), 0, 2 * pi, one),
    "a quartic below the line": is_area(
        400 * pi**2 * x**2 / (1600 * pi**4 * x**4 - 796 * pi**2 * x**2 + 100), 0, oo, Integer(5)
    ),
    "a power of two below the line": is_area(1 / (2 ** (2 * x / 3) + 1), 0, oo, Rational(1, 2)),
    "a root times a parabola": is_area(sqrt(1 - x**2) * (x - x**2), -1, 1, zero),
    "a linear root": is_area(x * sqrt(2 * x + 3), -1, 1, Rational(-2, 5)),
    "a logarithm of one sign": back(1 / x, log(x)),
    "a wrong sign": back(x * cos(x), x * sin(x) + Integral(sin(x), x)),
    "an integral with bounds": back(x * cos(x), x * sin(x) - Integral(sin(x), (x, 0, x))),
    "an integral with a factor that varies": back(x, x * Integral(1, x)),
    "a parameter that may be zero": back(exp(k * x), exp(k * x) / k),
    "a jump": back(1 / (2 + cos(x)), 2 / sqrt(3) * atan(tan(x / 2) / sqrt(3))),
}
OPEN: dict[str, Claim] = {
    "a wave that does not settle": tends(sin(1 / x), 0, zero, RIGHT),
    "a wave that goes on": tends(sin(x), oo, zero),
    "a wave under a period": tends(cos(2 * pi * x), oo, one),
    "waves whose areas cancel": is_area(sin(x) / x, 0, oo, pi / 2),
    "a limit of areas": Equal(Limit(Integral(1 / x, (x, h, 1)), h, 0, RIGHT), oo),
    "two integrals": Equal(Integral(x * a, (x, 0, 1), (a, 0, 1)), Rational(1, 4)),
}


SLOW = ("a quartic below the line", "steps")  # they need the finest quadrature


def quick_and_slow(claims: dict[str, Claim]) -> list[Any]:
    marks = {name: [pytest.mark.slow] if name in SLOW else [] for name in claims}
    return [pytest.param(name, marks=marks[name]) for name in claims]


@pytest.mark.parametrize("name", PROVED)
def test_exact_limits_are_proved(name: str) -> None:
    assert check(PROVED[name], Places()).status == "proved"


@pytest.mark.parametrize("name", quick_and_slow(TRUE))
def test_a_true_claim_passes(name: str) -> None:
    verdict = confirm(TRUE[name], Places())
    assert verdict.status in ("proved", "supported"), (TRUE[name], verdict)


@pytest.mark.parametrize("name", quick_and_slow(FALSE))
def test_a_false_claim_is_refuted(name: str) -> None:
    verdict = check(FALSE[name], Places())
    assert verdict.status == "refuted", (FALSE[name], verdict)


@pytest.mark.parametrize("name", OPEN)
def test_what_does_not_settle_does_not_pass(name: str) -> None:
    assert not check(OPEN[name], Places()).passes
