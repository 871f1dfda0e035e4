"""The operations of a formula, carried out exactly and within the limits.

Each takes values that were read before and returns the value of the operation.  The size of
a power or factorial is judged before it is worked out; what does not exist over the
real numbers is refused.  Errors carry no place: the reader knows where the operation stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sympy as sp
from sympy import Expr, Integer, Rational

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, Undefined

FUNCTIONS: Final = {
    "sin": sp.sin,
    "cos": sp.cos,
    "tan": sp.tan,
    "cot": sp.cot,
    "sec": sp.sec,
    "csc": sp.csc,
    "arcsin": sp.asin,
    "arccos": sp.acos,
    "arctan": sp.atan,
    "sinh": sp.sinh,
    "cosh": sp.cosh,
    "tanh": sp.tanh,
    "arsinh": sp.asinh,
    "arcosh": sp.acosh,
    "artanh": sp.atanh,
    "exp": sp.exp,
    "ln": sp.log,
    "abs": sp.Abs,
    "floor": sp.floor,
    "ceil": sp.ceiling,
    "max": sp.Max,
    "min": sp.Min,
    "factorial": sp.factorial,
    "binomial": sp.binomial,
    "gamma": sp.gamma,
    "erf": sp.erf,
    "sgn": sp.sign,
}
NAMES: Final = {function: name for name, function in FUNCTIONS.items()}


def total(terms: Sequence[Expr]) -> Expr:
    """The sum of the terms."""
    return checked(sp.Add(*terms))


def product(factors: Sequence[Expr]) -> Expr:
    """The product of the factors."""
    return sp.Mul(*factors)


def power(base: Expr, exponent: Expr) -> Expr:
    """`base ** exponent`; an odd root of a negative number is the real one."""
    _check_not_to_be_worked_out((base, exponent))
    if base == 0 and exponent.is_extended_positive is False:
        raise Undefined(
            "division-by-zero" if exponent.is_negative else "zero-power",
            f"The denominator is zero. {_NOT_DEFINED}"
            if exponent.is_negative
            else f"Zero to the power {exponent} is not defined.",
            fix="Check the formula for a zero.",
        )
    if isinstance(exponent, Rational):
        if isinstance(base, Rational):
            return _power_of_number(base, exponent)
        if exponent.q % 2 == 0 and not base.free_symbols and base.is_negative:
            raise _not_real("An even root of a negative number")
        if base is not sp.E:
            _check_exponent(exponent)
    result = sp.Pow(base, exponent)
    if isinstance(result, sp.Pow | sp.exp):
        above, below = result.exp, result.as_base_exp()[0]
        if below.free_symbols and isinstance(above, Rational):
            _check_exponent(above)
        _check_magnitude(above)
    return result


def _power_of_number(base: Rational, exponent: Rational) -> Expr:
    size = max(int(base.p).bit_length(), int(base.q).bit_length())
    if abs(base) != 1 and size * max(abs(int(exponent.p)), int(exponent.q)) > limits.BITS:
        raise OverLimit(
            "number-size",
            f"This power or root needs numbers of more than {limits.BITS} binary digits.",
            fix="Use a smaller exponent, or a fraction with a small denominator.",
        )
    if base < 0 and exponent.q != 1:
        if exponent.q % 2 == 0:
            raise _not_real("An even root of a negative number")
        return Integer(-1) ** exponent.p * sp.Pow(-base, exponent)
    return sp.Pow(base, exponent)


def call(name: str, arguments: Sequence[Expr]) -> Expr:
    """A function applied to its arguments; `ln` is the natural logarithm."""
    _check_not_to_be_worked_out(arguments)
    argument = arguments[0]
    if name == "ln" and len(arguments) == 2:
        return _logarithm(argument, arguments[1])
    if name == "ln" and _is_number(argument) and argument.is_extended_nonpositive:
        raise Undefined(
            "logarithm",
            f"The logarithm of {argument} is not defined.",
            fix="Take the logarithm of a positive number.",
        )
    if name == "exp":
        return power(sp.E, argument)
    if name in ("arcsin", "arccos") and isinstance(argument, Rational) and abs(argument) > 1:
        raise _not_real(f"The {name} of {argument}")
    if name == "factorial":
        return _factorial(argument)
    if name == "gamma":
        _check_factorial(argument - 1, argument)
        return sp.gamma(argument)
    if name == "binomial":
        for each in arguments:
            _check_factorial(each if each.is_nonnegative else sp.Abs(each), each)
        return sp.binomial(*arguments)
    result = FUNCTIONS[name](*arguments)
    if name == "abs" and result.has(sp.re, sp.im):  # of a complex exponent: all is real here
        result = sp.Abs(argument, evaluate=False)
    return checked(result)


def _logarithm(argument: Expr, base: Expr) -> Expr:
    if _is_number(base) and (base == 1 or base.is_extended_nonpositive):
        raise Undefined(
            "logarithm",
            f"There is no logarithm to base {base}.",
            fix="Use a positive base that is not 1.",
        )
    call("ln", [argument])
    return sp.log(argument, base)


def _factorial(argument: Expr) -> Expr:
    _check_factorial(argument, argument)
    return sp.factorial(argument)


def _check_factorial(reach: Expr, shown: Expr) -> None:
    """Check the argument of a factorial, or the largest one that the operation needs."""
    if not _is_number(shown):
        return
    if not isinstance(shown, Rational) or reach > limits.FACTORIAL:
        raise OverLimit(
            "factorial-size",
            f"A factorial or binomial coefficient goes up to {limits.FACTORIAL}.",
            fix="Use smaller whole numbers.",
        )
    if reach < 0 or reach.q != 1:
        raise Undefined(
            "factorial",
            f"A factorial or binomial coefficient of {shown} is not read here.",
            fix="Use whole numbers from 0 on.",
        )


def checked(value: Expr) -> Expr:
    """The value, if it is a real one of reasonable size."""
    if value.has(sp.zoo, sp.nan):
        raise Undefined("undefined", f"This has no value. {_NOT_DEFINED}", fix="Check for a zero.")
    if value.has(sp.I):
        raise _not_real("This")
    for number in value.atoms(Rational):
        if max(int(number.p).bit_length(), int(number.q).bit_length()) > limits.BITS:
            raise OverLimit(
                "number-size",
                f"A number here has more than {limits.BITS} binary digits.",
                fix="Use smaller numbers.",
            )
    return value


def _check_not_to_be_worked_out(values: Sequence[Expr]) -> None:
    """Refuse a sum, integral or limit without letters where SymPy would compute its number."""
    for value in values:
        if _is_number(value) and value.has(
            sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Derivative
        ):
            raise NotUnderstood(
                "operator-inside",
                "An integral, sum, limit or derivative stands inside a power or a function here.",
                fix="Work it out first, and write its value.",
            )


def _check_exponent(exponent: Rational) -> None:
    if abs(exponent) > limits.SYMBOL_EXPONENT or exponent.q > limits.SYMBOL_EXPONENT:
        raise OverLimit(
            "exponent",
            f"The exponent {exponent if len(str(exponent)) < 20 else ''} is too large.".replace(
                "  ", " "
            ),
            fix=f"Exponents go up to {limits.SYMBOL_EXPONENT}.",
        )


def _check_magnitude(exponent: Expr) -> None:
    """Refuse a constant exponent so large that the power cannot even be approximated."""
    if not _is_number(exponent) or exponent.is_infinite:
        return
    if abs(exponent.evalf(5)) > limits.BITS:
        raise OverLimit(
            "exponent",
            "The exponent is too large.",
            fix=f"Exponents of a number go up to {limits.BITS}.",
        )


def _is_number(value: Expr) -> bool:
    return not value.free_symbols


def _not_real(what: str) -> Undefined:
    return Undefined("not-real", f"{what} is not a real number.", fix="Check the signs.")


_NOT_DEFINED: Final = "A division by zero is not defined."
