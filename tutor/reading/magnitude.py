"""How large a value is, of what sign, and whether it is a real number of reasonable size.

Signs and sizes of constants are decided by an approximation to a few digits, never by SymPy's
assumptions, which may search long.  A value is checked after each operation, so that no number
outgrows the limits on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import sympy as sp
from sympy import Expr, Float, Integer, Rational

from tutor.core import limits
from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.kit.many_digits import Digits, NoValue, formula
from tutor.kit.signs import sign

ROOT_ORDER: Final = 1_000  # x^0.333 is a root of order 1,000
ARGUMENT: Final = 10**15  # of a function: its size is the precision that a value needs
ZERO: Final = Rational(1, 10**12)  # a constant denominator below this is taken for zero
_DIGITS: Final = 10  # of the approximations that decide a sign or a size
_MANY: Final = 100  # of the terms of a sum, which may cancel


def worked(function: Callable[..., Any], *arguments: Any) -> Any:
    """The value of a SymPy function, or an `OverLimit` error where SymPy fails."""
    try:
        return function(*arguments)
    except TutorError:
        raise
    except Exception as error:
        # SymPy raises many kinds of exception at extreme constants, such as asin(sin(10^1000)).
        raise OverLimit(
            "not-worked-out",
            "This part of the formula cannot be worked out exactly.",
            fix="Use smaller numbers, or write the part in another way.",
        ) from error


def checked(value: Expr, levels: int = 3) -> Expr:
    """The value, if it is real and of reasonable size.

    An operation changes a tree near its root, so that a few levels are enough.
    """
    if value is sp.zoo or value is sp.nan:
        raise Undefined(
            "undefined",
            "This has no value. A division by zero is not defined.",
            fix="Check the formula for a zero below a fraction line.",
        )
    if value is sp.I:
        raise not_real("This")
    if isinstance(value, Rational):
        if bits(value) > limits.BITS:
            raise OverLimit(
                "number-size",
                f"A number here has more than {limits.BITS} binary digits.",
                fix="Use smaller numbers.",
            )
        return value
    if isinstance(value, sp.Pow | sp.exp) and isinstance(value.exp, Rational):
        if isinstance(value, sp.exp):
            if abs(value.exp) > limits.BITS:
                raise exponent_too_large()
        elif not isinstance(value.base, Rational):
            check_exponent(value.exp)
    if levels:
        for part in value.args:
            checked(part, levels - 1)
    return value


def check_exponent(exponent: Rational) -> None:
    """Check the exponent of a power that is not a number."""
    if abs(exponent) > limits.SYMBOL_EXPONENT or exponent.q > ROOT_ORDER:
        raise OverLimit(
            "exponent",
            f"The exponent {shown(exponent)} is too large.",
            fix=f"Exponents go up to {limits.SYMBOL_EXPONENT}.",
        )


def check_degree(base: Expr, exponent: Rational) -> None:
    degree = degree_of(base) * exponent
    if degree > limits.DEGREE:
        raise OverLimit(
            "degree",
            f"This power has the degree {shown(degree)} when it is multiplied out.",
            fix=f"Degrees go up to {limits.DEGREE}.",
        )


def height(exponent: Expr) -> int:
    """How many exponents with letters stand upon one another, this one included."""
    if not exponent.free_symbols:
        return 0
    inner = (height(power.exp) for power in exponent.atoms(sp.Pow, sp.exp))
    return 1 + max(inner, default=0)


def degree_of(value: Expr) -> Rational:
    """The degree of an expression if every symbol has degree 1, also within functions."""
    if not value.args:
        return Integer(1 if value.is_Symbol else 0)
    degrees = [degree_of(part) for part in value.args]
    if value.is_Mul:
        return sp.Add(*degrees)
    if value.is_Pow and value.exp.is_Rational:
        return degrees[0] * abs(value.exp)
    return max(degrees)


def exponent_too_large() -> OverLimit:
    """The error for a constant power whose value is too large."""
    return OverLimit(
        "exponent",
        "The exponent is too large.",
        fix=f"A power may have up to {limits.BITS} binary digits.",
    )


def vanishes(value: Expr) -> bool:
    """Whether a sum is zero, judged by its value, with letters at two points."""
    if sign(value) == "positive":  # also where its value could not be worked out, as of towers of e
        return False
    letters = sorted(value.free_symbols, key=str)
    if not letters:
        return bool(abs(approximate(value)) < ZERO)
    nested = any(part.is_Add for term in value.args for part in sp.preorder_traversal(term))
    if not nested and not value.has(sp.Function):
        return False  # different monomials do not cancel
    numbers = Digits(_MANY)
    try:
        height = formula(value, letters, numbers)
        for start in (Rational(37, 71), Rational(117, 53)):
            point = (start + Rational(k, 7) for k in range(len(letters)))
            if not abs(height([numbers.constant(number) for number in point])) < ZERO:
                return False
    except NoValue:  # not defined at a point, or beyond all bounds there, hence not zero everywhere
        return False
    return True


def approximate(value: Expr, digits: int = _DIGITS) -> Expr:
    """The value of a constant to a few digits; exact for a rational."""
    if isinstance(value, Rational):
        return value
    if value.is_infinite:
        return value
    near = worked(value.evalf, digits)
    if isinstance(near, Float | Rational):
        return near
    raise Undefined(
        "undefined",
        f"The value of {shown(value)} cannot be found.",
        fix="Check that every part is a real number.",
    )


def bits(number: Rational) -> int:
    """How many binary digits the numerator or the denominator has."""
    return max(int(number.p).bit_length(), int(number.q).bit_length())


def shown(value: Expr) -> str:
    """The value for a message, shortened if it is long."""
    if isinstance(value, Rational) and bits(value) > 200:
        return "this number"
    text = str(value).replace("**", "^")
    return text if len(text) <= 40 else text[:37] + "..."


def not_real(what: str) -> Undefined:
    """The error for what exists among the complex numbers only."""
    return Undefined("not-real", f"{what} is not a real number.", fix="Check the signs.")


def check_argument(value: Expr) -> None:
    """Check the approximate argument of a function."""
    if abs(value) > ARGUMENT:
        raise OverLimit(
            "argument-size",
            "The argument of this function is too large.",
            fix="Arguments go up to 10^15.",
        )
