"""The derivatives of the elementary functions, each with the rule that says it and its domain.

Every entry holds for a function of the variable itself; the chain rule takes
it to other arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Rational

from tutor.core.claims import Conditions
from tutor.kit.domain import require
from tutor.kit.unevaluated import MINUS, ONE, added, negated, over, power, raised_to_minus, times

TWO, HALF = Integer(2), Rational(1, 2)


class Entry(NamedTuple):
    """One function: the rule, its derivative, and where it is differentiable."""

    rule: str
    derivative: Callable[[Expr], Expr]
    needs: Callable[[Expr], Conditions]


def everywhere(u: Expr) -> Conditions:
    return ()


def between_minus_one_and_one(u: Expr) -> Conditions:
    return (*require(">", added(u, ONE)), *require(">", added(ONE, negated(u))))


def beyond_one(u: Expr) -> Conditions:
    return (sp.Gt(sp.Abs(u, evaluate=False), ONE, evaluate=False),)


def written(function: type[Expr]) -> Callable[[Expr], Expr]:
    return lambda u: function(u, evaluate=False)


sin, cos, tan, cot = map(written, (sp.sin, sp.cos, sp.tan, sp.cot))
sec, csc, sinh, cosh = map(written, (sp.sec, sp.csc, sp.sinh, sp.cosh))
exp, log, absolute = written(sp.exp), written(sp.log), written(sp.Abs)


def square(u: Expr) -> Expr:
    return power(u, TWO)


def one_minus_square(u: Expr) -> Expr:
    return added(ONE, times(MINUS, square(u)))


def square_minus_one(u: Expr) -> Expr:
    return added(square(u), MINUS)


def square_plus_one(u: Expr) -> Expr:
    return added(square(u), ONE)


def reciprocal(u: Expr) -> Expr:
    return over(ONE, u)


def positive(u: Expr) -> Conditions:
    return require(">", u)


def not_zero(u: Expr) -> Conditions:
    return require("!=", u)


def cosine_not_zero(u: Expr) -> Conditions:
    return require("!=", cos(u))


def sine_not_zero(u: Expr) -> Conditions:
    return require("!=", sin(u))


TABLE: dict[type, Entry] = {
    sp.exp: Entry("differentiate_exponential", exp, everywhere),
    sp.log: Entry("differentiate_logarithm", reciprocal, positive),
    sp.sin: Entry("differentiate_sine", cos, everywhere),
    sp.cos: Entry("differentiate_cosine", lambda u: times(MINUS, sin(u)), everywhere),
    sp.tan: Entry("differentiate_tangent", lambda u: power(cos(u), -TWO), cosine_not_zero),
    sp.cot: Entry(
        "differentiate_cotangent", lambda u: times(MINUS, power(sin(u), -TWO)), sine_not_zero
    ),
    sp.sec: Entry("differentiate_secant", lambda u: times(sec(u), tan(u)), cosine_not_zero),
    sp.csc: Entry("differentiate_cosecant", lambda u: times(MINUS, csc(u), cot(u)), sine_not_zero),
    sp.asin: Entry(
        "differentiate_arcsine",
        lambda u: power(one_minus_square(u), -HALF),
        between_minus_one_and_one,
    ),
    sp.acos: Entry(
        "differentiate_arccosine",
        lambda u: times(MINUS, power(one_minus_square(u), -HALF)),
        between_minus_one_and_one,
    ),
    sp.atan: Entry(
        "differentiate_arctangent", lambda u: reciprocal(square_plus_one(u)), everywhere
    ),
    sp.acot: Entry(
        "differentiate_arccotangent",
        lambda u: times(MINUS, reciprocal(square_plus_one(u))),
        not_zero,
    ),
    sp.asec: Entry(
        "differentiate_arcsecant",
        lambda u: times(reciprocal(absolute(u)), power(square_minus_one(u), -HALF)),
        beyond_one,
    ),
    sp.acsc: Entry(
        "differentiate_arccosecant",
        lambda u: times(MINUS, reciprocal(absolute(u)), power(square_minus_one(u), -HALF)),
        beyond_one,
    ),
    sp.sinh: Entry("differentiate_hyperbolic_sine", cosh, everywhere),
    sp.cosh: Entry("differentiate_hyperbolic_cosine", sinh, everywhere),
    sp.tanh: Entry("differentiate_hyperbolic_tangent", lambda u: power(cosh(u), -TWO), everywhere),
    sp.asinh: Entry(
        "differentiate_inverse_hyperbolic_sine",
        lambda u: power(square_plus_one(u), -HALF),
        everywhere,
    ),
    sp.acosh: Entry(
        "differentiate_inverse_hyperbolic_cosine",
        lambda u: power(square_minus_one(u), -HALF),
        lambda u: require(">", added(u, MINUS)),
    ),
    sp.atanh: Entry(
        "differentiate_inverse_hyperbolic_tangent",
        lambda u: reciprocal(one_minus_square(u)),
        between_minus_one_and_one,
    ),
    sp.Abs: Entry("differentiate_absolute_value", lambda u: over(u, absolute(u)), not_zero),
}
SQUARE_ROOT = Entry("differentiate_square_root", lambda u: times(HALF, power(u, -HALF)), positive)
LOGARITHM_OF_ABSOLUTE = Entry("differentiate_logarithm_of_absolute_value", reciprocal, not_zero)


def power_of_absolute_value(n: Rational) -> Entry:
    """|u|^n with an exponent of at least 2, which has a slope everywhere."""
    return Entry(
        "differentiate_power_of_absolute_value",
        lambda u: times(n, u, power(absolute(u), n - 2)) if n > 2 else times(n, u),
        everywhere,
    )


def power_with_exponent(n: Expr) -> Entry:
    """u^n with a constant exponent."""

    def needs(u: Expr) -> Conditions:
        if isinstance(n, Integer):
            return require("!=", u) if n < 0 else ()
        if isinstance(n, Rational) and n.q % 2:
            return require("!=", u) if n < 1 else ()
        return require(">", u)

    return Entry("apply_power_rule", lambda u: times(n, power(u, n - 1)), needs)


def negative_power(n: Rational) -> Entry:
    """u^(-n), written with its exponent."""
    return Entry(
        "apply_power_rule",
        lambda u: times(-n, raised_to_minus(u, n + 1)),
        power_with_exponent(-n).needs,
    )


def exponential_with_base(a: Expr) -> Entry:
    """a^u with a constant base."""
    return Entry(
        "differentiate_general_exponential",
        lambda u: times(power(a, u), log(a)),
        lambda u: require(">", a),
    )


def logarithm_to_base(b: Expr) -> Entry:
    """ln u / ln b."""
    return Entry(
        "differentiate_general_logarithm",
        lambda u: times(reciprocal(u), reciprocal(log(b))),
        lambda u: (*require(">", u), *require(">", b)),
    )
