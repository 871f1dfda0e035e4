"""The operations of a formula, carried out exactly and within the limits.

Each takes values that were read before and returns the value of the operation.  The size of a
power, a factorial or an argument is judged before anything is worked out, and what does not
exist over the real numbers is refused.  Errors carry no place: the reader knows where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import sympy as sp
from sympy import Expr, Integer, Rational

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.kit.unevaluated import added, most_terms, over, times
from tutor.reading.domain import check_shortened, kept
from tutor.reading.magnitude import (
    ROOT_ORDER,
    ZERO,
    approximate,
    bits,
    check_argument,
    check_degree,
    check_exponent,
    checked,
    degree_of,
    exponent_too_large,
    height,
    not_real,
    shown,
    vanishes,
    worked,
)
from tutor.reading.typed_order import as_typed, in_typed_order

ROOT_BITS: Final = 1_000  # SymPy searches a root's radicand for factors: 3 s at 8,500 bits
HYPERBOLIC_DEGREE: Final = 8  # SymPy multiplies out real and imaginary parts: 1 s at y^99

FUNCTIONS: Final[dict[str, Callable[..., Expr]]] = {
    "sin": sp.sin,
    "cos": sp.cos,
    "tan": sp.tan,
    "cot": sp.cot,
    "sec": sp.sec,
    "csc": sp.csc,
    "arcsin": sp.asin,
    "arccos": sp.acos,
    "arctan": sp.atan,
    "arccot": sp.acot,
    "sinh": sp.sinh,
    "cosh": sp.cosh,
    "tanh": sp.tanh,
    "arsinh": sp.asinh,
    "arcosh": sp.acosh,
    "artanh": sp.atanh,
    "sign": sp.sign,
    "gamma": sp.gamma,
    "erf": sp.erf,
}

_DOMAINS: Final[dict[str, tuple[Callable[[Expr], Any], str]]] = {
    "arcsin": (lambda a: abs(a) <= 1, "between -1 and 1"),
    "arccos": (lambda a: abs(a) <= 1, "between -1 and 1"),
    "arcosh": (lambda a: a >= 1, "at least 1"),
    "artanh": (lambda a: abs(a) < 1, "between -1 and 1"),
}

_HYPERBOLIC: Final = ("sinh", "cosh", "tanh")


def total(terms: Sequence[Expr]) -> Expr:
    """The sum of the terms, in the order in which they were typed."""
    value = kept(checked(worked(sp.Add, *terms)), added(*terms))
    return in_typed_order(value, terms) if value.is_Add else value


def product(factors: Sequence[Expr]) -> Expr:
    """The product of the factors."""
    return kept(checked(worked(sp.Mul, *factors)), times(*factors))


def quotient(above: Expr, below: Expr) -> Expr:
    """`above / below`; a denominator that is zero, also in disguise, is refused."""
    if below == 0 or (below.is_Add and vanishes(below)):
        raise Undefined(
            "division-by-zero",
            "The denominator is zero. A division by zero is not defined.",
            fix="Use a denominator that is not zero.",
        )
    return kept(checked(worked(sp.Mul, above, power(below, Integer(-1)))), over(above, below))


def power(base: Expr, exponent: Expr) -> Expr:
    """`base ** exponent`; an odd root of a negative number is the real one."""
    if base == 0 and not exponent.free_symbols and not approximate(exponent) > 0:
        negative = exponent != 0
        raise Undefined(
            "division-by-zero" if negative else "zero-power",
            f"Zero to the power {shown(exponent)} is not defined.",
            fix="A negative power divides by zero." if negative else "Write 1 if that is meant.",
        )
    if isinstance(exponent, Rational):
        if isinstance(base, Rational):
            return _power_of_number(base, exponent)
        if base is not sp.E:
            check_exponent(exponent)
        if exponent.q != 1 and not base.free_symbols and approximate(base) < 0:
            if exponent.q % 2 == 0:
                raise not_real("An even root of a negative number")
            return product([Integer(-1) ** exponent.p, power(-base, exponent)])
    elif not exponent.free_symbols:
        if abs(approximate(exponent)) > limits.BITS:
            raise exponent_too_large()
        if not base.free_symbols and approximate(base) < 0:
            raise not_real("A power of a negative number with such an exponent")
        if isinstance(base, Rational) and bits(base) * abs(approximate(exponent)) > limits.BITS:
            raise exponent_too_large()
    elif height(exponent) >= limits.TOWER:
        raise OverLimit(
            "tower",
            f"This tower of powers has more than {limits.TOWER} levels.",
            fix="Use a smaller tower of powers.",
        )
    of_e = base is sp.E
    written = sp.exp(exponent, evaluate=False) if of_e else sp.Pow(base, exponent, evaluate=False)
    value = checked(worked(sp.Pow, base, exponent))
    if isinstance(exponent, Rational) and base.free_symbols:
        check_degree(base, exponent)
    return kept(value, written)


def _power_of_number(base: Rational, exponent: Rational) -> Expr:
    if abs(base) != 1 and base != 0:
        if bits(base) * abs(exponent) > limits.BITS:
            raise OverLimit(
                "number-size",
                f"This power has more than {limits.BITS} binary digits.",
                fix="Use a smaller base or exponent.",
            )
        if exponent.q != 1 and (bits(base) > ROOT_BITS or exponent.q > ROOT_ORDER):
            raise OverLimit(
                "root-size",
                "This root is too large to take exactly.",
                fix=f"Use a number below 2^{ROOT_BITS} and a root of order up to {ROOT_ORDER}.",
            )
    if base < 0 and exponent.q != 1:
        if exponent.q % 2 == 0:
            raise not_real("An even root of a negative number")
        return checked(Integer(-1) ** exponent.p * sp.Pow(-base, exponent))
    return checked(worked(sp.Pow, base, exponent))


def call(name: str, arguments: Sequence[Expr]) -> Expr:
    """A function by its usual name, such as `sin`, applied to its arguments.

    `ln` is the natural logarithm, with a second argument the logarithm to that base; `sqrt`,
    `cbrt`, `exp`, `abs`, `floor`, `ceil`, `max`, `min`, `gcd`, `lcm`, `factorial` and
    `binomial` are known besides `FUNCTIONS`.
    """
    special = _SPECIAL.get(name)
    if special is not None:
        return special(*arguments)
    (argument,) = arguments
    if not argument.free_symbols:
        value = approximate(argument)
        check_argument(value)
        if name in _DOMAINS and not _DOMAINS[name][0](value):
            raise Undefined(
                "not-real",
                f"{name} of {shown(argument)} is not a real number.",
                fix=f"The argument of {name} is {_DOMAINS[name][1]}.",
            )
        if name == "gamma":
            return _gamma(argument)
    if name in _HYPERBOLIC and degree_of(argument) > HYPERBOLIC_DEGREE:
        raise OverLimit(
            "exponent",
            f"The powers inside {name} are too high.",
            fix=f"Inside a hyperbolic function, degrees go up to {HYPERBOLIC_DEGREE}.",
        )
    function = FUNCTIONS[name]
    written = function(argument, evaluate=False)
    return kept(as_typed(checked(worked(function, argument)), written), written)


def _exponential(argument: Expr) -> Expr:
    return power(sp.E, argument)


def _square_root(argument: Expr) -> Expr:
    return power(argument, Rational(1, 2))


def _cube_root(argument: Expr) -> Expr:
    return power(argument, Rational(1, 3))


def _logarithm(argument: Expr, base: Expr | None = None) -> Expr:
    if not argument.free_symbols and not approximate(argument) > 0:
        raise Undefined(
            "logarithm",
            f"The logarithm of {shown(argument)} is not defined.",
            fix="Take the logarithm of a positive number.",
        )
    if base is None:
        return kept(checked(worked(sp.log, argument)), sp.log(argument, evaluate=False))
    if not base.free_symbols and (base == 1 or not approximate(base) > 0):
        raise Undefined(
            "logarithm",
            f"There is no logarithm to base {shown(base)}.",
            fix="Use a positive base that is not 1.",
        )
    if not (argument.free_symbols or base.free_symbols):
        return checked(worked(sp.log, argument, base))
    return quotient(_logarithm(argument), _logarithm(base))


def _absolute(argument: Expr) -> Expr:
    if not argument.free_symbols:
        return -argument if approximate(argument) < 0 else argument
    powers = argument.atoms(sp.Pow, sp.exp)
    # evaluated, SymPy takes |e^x| apart as if x were complex
    real = not any(p.exp.free_symbols for p in powers)
    value = checked(worked(partial(sp.Abs, evaluate=real), argument))
    return as_typed(value, sp.Abs(argument, evaluate=False))


def _rounded(function: Callable[..., Expr], argument: Expr) -> Expr:
    if argument.free_symbols:
        return function(argument, evaluate=False)
    if isinstance(argument, Rational):
        return function(argument)
    value = approximate(argument, 30)
    check_argument(value)
    if abs(value - value.round()) < ZERO:
        raise NotUnderstood(
            "rounding",
            f"{shown(argument)} is too close to a whole number to be rounded safely.",
            fix="Write the whole number.",
        )
    return function(value)


def _floor(argument: Expr) -> Expr:
    return _rounded(sp.floor, argument)


def _ceil(argument: Expr) -> Expr:
    return _rounded(sp.ceiling, argument)


def _largest(*arguments: Expr) -> Expr:
    return _extreme(sp.Max, max, arguments)


def _smallest(*arguments: Expr) -> Expr:
    return _extreme(sp.Min, min, arguments)


def _extreme(
    function: Callable[..., Expr], of_numbers: Callable[..., Expr], arguments: Sequence[Expr]
) -> Expr:
    if all(isinstance(a, Rational) for a in arguments):
        return of_numbers(arguments)
    if not any(a.free_symbols for a in arguments):
        return of_numbers(arguments, key=approximate)
    # evaluated, SymPy compares every pair under all assumptions
    return function(*arguments, evaluate=False)


def _common_divisor(*arguments: Expr) -> Expr:
    return _of_whole_numbers("gcd", sp.igcd, arguments)


def _common_multiple(*arguments: Expr) -> Expr:
    return _of_whole_numbers("lcm", sp.ilcm, arguments)


def _of_whole_numbers(name: str, function: Callable[..., Any], arguments: Sequence[Expr]) -> Expr:
    if not all(isinstance(a, Integer) for a in arguments):
        raise Undefined(
            "whole-numbers",
            f"{name} is defined for whole numbers.",
            fix=f"For example {name}(12, 18).",
        )
    return checked(Integer(function(*arguments)))


def _factorial(argument: Expr) -> Expr:
    _check_factorial(argument)
    return worked(sp.factorial, argument)


def _binomial(above: Expr, below: Expr) -> Expr:
    for each in (above, below):
        _check_factorial(each)
    if above.free_symbols or below.free_symbols:
        # evaluated, SymPy multiplies out k factors
        return sp.binomial(above, below, evaluate=False)
    return sp.binomial(above, below)


def _gamma(argument: Expr) -> Expr:
    if isinstance(argument, Rational) and 0 < argument <= limits.FACTORIAL and argument.q <= 2:
        return worked(sp.gamma, argument)
    raise Undefined(
        "gamma",
        f"The gamma function of {shown(argument)} is not read here.",
        fix=f"Use a whole number or a half up to {limits.FACTORIAL}.",
    )


def _check_factorial(argument: Expr) -> None:
    if argument.free_symbols:
        return
    if not isinstance(argument, Integer) or argument < 0:
        raise Undefined(
            "factorial",
            f"A factorial or binomial coefficient of {shown(argument)} is not defined here.",
            fix="Use whole numbers from 0 on.",
        )
    if argument > limits.FACTORIAL:
        raise OverLimit(
            "factorial-size",
            f"A factorial or binomial coefficient goes up to {limits.FACTORIAL}.",
            fix="Use smaller whole numbers.",
        )


_SPECIAL: Final[dict[str, Callable[..., Expr]]] = {
    "exp": _exponential,
    "sqrt": _square_root,
    "cbrt": _cube_root,
    "ln": _logarithm,
    "abs": _absolute,
    "floor": _floor,
    "ceil": _ceil,
    "max": _largest,
    "min": _smallest,
    "gcd": _common_divisor,
    "lcm": _common_multiple,
    "factorial": _factorial,
    "binomial": _binomial,
    "sigmoid": lambda z: quotient(Integer(1), total((Integer(1), _exponential(-z)))),
    "relu": lambda z: _largest(Integer(0), z),
    "softplus": lambda z: _logarithm(total((Integer(1), _exponential(z)))),
}


def matrix(entries: Sequence[Sequence[Expr]], bar: int = 0) -> Matrix:
    """The matrix over the smallest domain, if its entries fit one of reasonable size.

    The domain holds polynomials multiplied out.
    """
    flat = [e for line in entries for e in line if not isinstance(e, Rational)]
    if any(most_terms(e) > limits.TERMS for e in flat):
        raise OverLimit(
            "terms",
            f"An entry has more than {limits.TERMS} terms when it is multiplied out.",
            fix="Use a letter for it.",
        )
    result = Matrix.of(entries, bar)
    for line, typed in zip(result.entries(), entries, strict=True):
        for shorter, written in zip(line, typed, strict=True):
            check_shortened(shorter, written)
    return result
