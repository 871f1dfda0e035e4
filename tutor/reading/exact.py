"""The operations of a formula, carried out exactly and within the limits.

Each takes values that were read before and returns the value of the operation.  The size of a
power, a factorial or an argument is judged before anything is worked out, and what does not
exist over the real numbers is refused.  Errors carry no place: the reader knows where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb, prod
from typing import Any, Final

import sympy as sp
from sympy import Expr, Float, Integer, Rational

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.matrix import Matrix

ROOT_BITS: Final = 1_000  # SymPy searches a root's radicand for factors: 3 s at 8,500 bits
ROOT_ORDER: Final = 1_000  # x^0.333 is a root of order 1,000
ROOTS_TOGETHER: Final = 16  # the degree of their common domain; four square roots take 0.05 s
ARGUMENT: Final = 10**15  # of a function: its size is the precision that a value needs
ZERO: Final = Rational(1, 10**12)  # a constant denominator below this is taken for zero
_DIGITS: Final = 10  # of the approximations that decide a sign or a size

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


def total(terms: Sequence[Expr]) -> Expr:
    """The sum of the terms."""
    return _checked(_worked(sp.Add, *terms))


def product(factors: Sequence[Expr]) -> Expr:
    """The product of the factors."""
    return _checked(_worked(sp.Mul, *factors))


def quotient(above: Expr, below: Expr) -> Expr:
    """`above / below`; a denominator that is zero, also in disguise, is refused."""
    if below == 0 or (below.is_Add and _vanishes(below)):
        raise Undefined(
            "division-by-zero",
            "The denominator is zero. A division by zero is not defined.",
            fix="Use a denominator that is not zero.",
        )
    return _checked(_worked(sp.Mul, above, power(below, Integer(-1))))


def power(base: Expr, exponent: Expr) -> Expr:
    """`base ** exponent`; an odd root of a negative number is the real one."""
    if base == 0 and not exponent.free_symbols and not _approximate(exponent) > 0:
        negative = exponent != 0
        raise Undefined(
            "division-by-zero" if negative else "zero-power",
            f"Zero to the power {_shown(exponent)} is not defined.",
            fix="A negative power divides by zero." if negative else "Write 1 if that is meant.",
        )
    if isinstance(exponent, Rational):
        if isinstance(base, Rational):
            return _power_of_number(base, exponent)
        if base is not sp.E:
            _check_exponent(exponent)
        if exponent.q != 1 and not base.free_symbols and _approximate(base) < 0:
            if exponent.q % 2 == 0:
                raise _not_real("An even root of a negative number")
            return product([Integer(-1) ** exponent.p, power(-base, exponent)])
    elif not exponent.free_symbols:
        if abs(_approximate(exponent)) > limits.BITS:
            raise _exponent_too_large()
        if not base.free_symbols and _approximate(base) < 0:
            raise _not_real("A power of a negative number with such an exponent")
        if isinstance(base, Rational) and _bits(base) * abs(_approximate(exponent)) > limits.BITS:
            raise _exponent_too_large()
    return _checked(_worked(sp.Pow, base, exponent))


def _power_of_number(base: Rational, exponent: Rational) -> Expr:
    if abs(base) != 1 and base != 0:
        if _bits(base) * abs(exponent) > limits.BITS:
            raise OverLimit(
                "number-size",
                f"This power has more than {limits.BITS} binary digits.",
                fix="Use a smaller base or exponent.",
            )
        if exponent.q != 1 and (_bits(base) > ROOT_BITS or exponent.q > ROOT_ORDER):
            raise OverLimit(
                "root-size",
                "This root is too large to take exactly.",
                fix=f"Use a number below 2^{ROOT_BITS} and a root of order up to {ROOT_ORDER}.",
            )
    if base < 0 and exponent.q != 1:
        if exponent.q % 2 == 0:
            raise _not_real("An even root of a negative number")
        return _checked(Integer(-1) ** exponent.p * sp.Pow(-base, exponent))
    return _checked(_worked(sp.Pow, base, exponent))


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
        value = _approximate(argument)
        _check_argument(value)
        if name in _DOMAINS and not _DOMAINS[name][0](value):
            raise Undefined(
                "not-real",
                f"{name} of {_shown(argument)} is not a real number.",
                fix=f"The argument of {name} is {_DOMAINS[name][1]}.",
            )
        if name == "gamma":
            return _gamma(argument)
    return _checked(_worked(FUNCTIONS[name], argument))


def _check_argument(value: Expr) -> None:
    if abs(value) > ARGUMENT:
        raise OverLimit(
            "argument-size",
            "The argument of this function is too large.",
            fix=f"Arguments go up to {ARGUMENT:.0e}.".replace("e+", " times 10^").replace(
                "1 times ", ""
            ),
        )


def _exponential(argument: Expr) -> Expr:
    return power(sp.E, argument)


def _square_root(argument: Expr) -> Expr:
    return power(argument, Rational(1, 2))


def _cube_root(argument: Expr) -> Expr:
    return power(argument, Rational(1, 3))


def _logarithm(argument: Expr, base: Expr | None = None) -> Expr:
    if not argument.free_symbols and not _approximate(argument) > 0:
        raise Undefined(
            "logarithm",
            f"The logarithm of {_shown(argument)} is not defined.",
            fix="Take the logarithm of a positive number.",
        )
    if base is None:
        return _checked(_worked(sp.log, argument))
    if not base.free_symbols and (base == 1 or not _approximate(base) > 0):
        raise Undefined(
            "logarithm",
            f"There is no logarithm to base {_shown(base)}.",
            fix="Use a positive base that is not 1.",
        )
    return _checked(_worked(sp.log, argument, base))


def _absolute(argument: Expr) -> Expr:
    if not argument.free_symbols:
        return -argument if _approximate(argument) < 0 else argument
    return _checked(_worked(sp.Abs, argument))


def _rounded(function: Callable[..., Expr], argument: Expr) -> Expr:
    if argument.free_symbols:
        return function(argument, evaluate=False)
    if isinstance(argument, Rational):
        return function(argument)
    value = _approximate(argument, 30)
    _check_argument(value)
    if abs(value - value.round()) < ZERO:
        raise NotUnderstood(
            "rounding",
            f"{_shown(argument)} is too close to a whole number to be rounded safely.",
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
        return of_numbers(arguments, key=_approximate)
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
    return _checked(Integer(function(*arguments)))


def _factorial(argument: Expr) -> Expr:
    _check_factorial(argument)
    return _worked(sp.factorial, argument)


def _binomial(above: Expr, below: Expr) -> Expr:
    for each in (above, below):
        _check_factorial(each)
    if above.free_symbols or below.free_symbols:
        # evaluated, SymPy multiplies out k factors
        return sp.binomial(above, below, evaluate=False)
    return sp.binomial(above, below)


def _gamma(argument: Expr) -> Expr:
    if isinstance(argument, Rational) and 0 < argument <= limits.FACTORIAL and argument.q <= 2:
        return _worked(sp.gamma, argument)
    raise Undefined(
        "gamma",
        f"The gamma function of {_shown(argument)} is not read here.",
        fix=f"Use a whole number or a half up to {limits.FACTORIAL}.",
    )


def _check_factorial(argument: Expr) -> None:
    if argument.free_symbols:
        return
    if not isinstance(argument, Integer) or argument < 0:
        raise Undefined(
            "factorial",
            f"A factorial or binomial coefficient of {_shown(argument)} is not defined here.",
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
}


def matrix(entries: Sequence[Sequence[Expr]], bar: int = 0) -> Matrix:
    """The matrix over the smallest domain, if its entries fit one of reasonable size.

    The domain has one generator for all roots together, and holds polynomials multiplied out.
    """
    flat = [e for line in entries for e in line if not isinstance(e, Rational)]
    roots = {
        power
        for e in flat
        for power in e.atoms(sp.Pow)
        if not power.free_symbols and power.exp.is_Rational and power.exp.q != 1
    }
    if prod(int(power.exp.q) for power in roots) > ROOTS_TOGETHER:
        raise OverLimit(
            "matrix-roots",
            "The entries have too many different roots to calculate with exactly.",
            fix="Use fewer roots, or letters for them.",
        )
    if any(_terms(e) > limits.TERMS for e in flat):
        raise OverLimit(
            "terms",
            f"An entry has more than {limits.TERMS} terms when it is multiplied out.",
            fix="Use a letter for it.",
        )
    return Matrix.of(entries, bar)


def _terms(value: Expr) -> int:
    """At most how many terms the expression has when it is multiplied out."""
    if value.is_Add:
        return sum(map(_terms, value.args))
    if value.is_Mul:
        return prod(map(_terms, value.args))
    if value.is_Pow and value.exp.is_Integer:
        terms, exponent = _terms(value.base), abs(int(value.exp))
        return comb(terms + exponent - 1, exponent)
    return 1


def _worked(function: Callable[..., Any], *arguments: Expr) -> Expr:
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


def _checked(value: Expr, levels: int = 3) -> Expr:
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
        raise _not_real("This")
    if isinstance(value, Rational):
        if _bits(value) > limits.BITS:
            raise OverLimit(
                "number-size",
                f"A number here has more than {limits.BITS} binary digits.",
                fix="Use smaller numbers.",
            )
        return value
    if isinstance(value, sp.Pow) and isinstance(value.exp, Rational):
        if value.base is not sp.E and not isinstance(value.base, Rational):
            _check_exponent(value.exp)
    elif isinstance(value, sp.exp) and isinstance(value.exp, Rational):
        if abs(value.exp) > limits.BITS:
            raise _exponent_too_large()
    if levels:
        for part in value.args:
            _checked(part, levels - 1)
    return value


def _check_exponent(exponent: Rational) -> None:
    if abs(exponent) > limits.SYMBOL_EXPONENT or exponent.q > ROOT_ORDER:
        raise OverLimit(
            "exponent",
            f"The exponent {_shown(exponent)} is too large.",
            fix=f"Exponents go up to {limits.SYMBOL_EXPONENT}.",
        )


def _exponent_too_large() -> OverLimit:
    return OverLimit(
        "exponent",
        "The exponent is too large.",
        fix=f"A power may have up to {limits.BITS} binary digits.",
    )


def _vanishes(value: Expr) -> bool:
    """Whether a sum is zero, judged by its value, with letters at two points."""
    letters = sorted(value.free_symbols, key=str)
    if not letters:
        return bool(abs(_approximate(value)) < ZERO)
    if not any(part.is_Add for term in value.args for part in sp.preorder_traversal(term)):
        if not value.has(sp.Function):
            return False  # different monomials do not cancel
    for start in (Rational(37, 71), Rational(117, 53)):
        point = {letter: start + Rational(k, 7) for k, letter in enumerate(letters)}
        try:
            near = _approximate(_worked(value.subs, point))
        except TutorError:  # not defined at this point, hence not zero everywhere
            return False
        if not abs(near) < ZERO:
            return False
    return True


def _approximate(value: Expr, digits: int = _DIGITS) -> Expr:
    """The value of a constant to a few digits; exact for a rational."""
    if isinstance(value, Rational):
        return value
    if value.is_infinite:
        return value
    near = _worked(value.evalf, digits)
    if isinstance(near, Float | Rational):
        return near
    raise Undefined(
        "undefined",
        f"The value of {_shown(value)} cannot be found.",
        fix="Check that every part is a real number.",
    )


def _bits(number: Rational) -> int:
    return max(int(number.p).bit_length(), int(number.q).bit_length())


def _shown(value: Expr) -> str:
    """The value for a message, shortened if it is long."""
    if isinstance(value, Rational) and _bits(value) > 200:
        return "this number"
    text = str(value).replace("**", "^")
    return text if len(text) <= 40 else text[:37] + "..."


def _not_real(what: str) -> Undefined:
    return Undefined("not-real", f"{what} is not a real number.", fix="Check the signs.")
