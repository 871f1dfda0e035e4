"""The value of an expression at a point, with forty digits.

Only real values count: a logarithm of a negative number has none here.  Sums
and products over a sample are worked out term by term, for a sample size and
data that the point makes up.  Derivatives are difference quotients; limits and
integrals add their rules from modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import comb, prod
from typing import Any

import sympy as sp
from mpmath import MPContext
from sympy import Basic, Expr, IndexedBase, Symbol

from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixScalar
from tutor.core.written import written
from tutor.verify.values.draws import Draws as Draws
from tutor.verify.values.matrix_numbers import PointNumbers
from tutor.verify.values.matrix_values import MATRIX_SCALARS, Values
from tutor.verify.values.root_values import root_value

Number = Any  # an mpf of `context`
DIGITS = 40
LONGEST_SUM = 20_000
MOST_VALUES = 64  # of a function, for a derivative; one of order n takes n + 1
FARTHEST = 4_000  # bits before the point of a number whose sine or exponential is worked out
COSTLY = ("sin", "cos", "tan", "cot", "sec", "csc", "exp", "sinh", "cosh", "gamma", "factorial")
context = MPContext()
context.dps = DIGITS
RELATIVE = context.mpf(10) ** -25
ABSOLUTE = context.mpf(10) ** -28


class NoValue(Exception):
    """The expression has no real value at this point."""


class NotWorkedOut(NoValue):
    """The expression may have a value, but finding it would take too long."""


class NeedsWhole(Exception):
    """The symbol counts something, so it must be given a whole number."""

    def __init__(self, symbol: Symbol) -> None:
        super().__init__(symbol.name)
        self.symbol = symbol


def to_number(value: Fraction) -> Number:
    """A fraction with the working precision."""
    return context.mpf(value.numerator) / value.denominator


class Meanings:
    """The values of defined names, shared by places that differ in nothing these rest on.

    A sum over a sample that is defined once is worked out once, and not again
    for every value of the parameter that is tried.
    """

    def __init__(self, definitions: Mapping[Basic, Basic]) -> None:
        self.definitions = definitions
        self._letters: dict[Basic, frozenset[Basic]] = {}
        self._values: dict[tuple[Basic, int], Number] = {}

    def value(self, name: Symbol, at: Point) -> Number:
        """What the name stands for at this place; raises `NoValue` if it has no value."""
        meaning = self.definitions[name]
        if not self.letters(name).isdisjoint(at.fixed):
            return at.of(meaning)
        key = name, context.prec
        if key not in self._values:
            self._values[key] = at.of(meaning)
        return self._values[key]

    def letters(self, name: Basic) -> frozenset[Basic]:
        """Every letter that the name rests on, through all definitions."""
        if name not in self._letters:
            found: set[Basic] = set()
            ahead: list[Basic] = [name]
            while ahead:
                for letter in self.definitions[ahead.pop()].free_symbols - found:
                    found.add(letter)
                    ahead += [
                        n for n in (letter, IndexedBase(str(letter))) if n in self.definitions
                    ]
            self._letters[name] = frozenset(found)
        return self._letters[name]


class Point:
    """A place at which expressions have values.

    `definitions` maps a name to what it stands for; `fixed` are symbols with a
    value of this point's own, the rest comes from `draws`.
    """

    def __init__(
        self,
        draws: Draws,
        definitions: Mapping[Basic, Basic],
        fixed: Mapping[Symbol, Number] | None = None,
        meanings: Meanings | None = None,
    ) -> None:
        self.draws = draws
        self.definitions = definitions
        self.fixed = fixed or {}
        self._known: dict[Basic, Number] = {}
        self._beside: dict[tuple[Symbol, Number], Point] = {}
        self._meanings = Meanings(definitions) if meanings is None else meanings

    def of(self, expr: Basic) -> Number:
        """The value of `expr` here; raises `NoValue` if it has none."""
        value = self._known.get(expr)
        if value is None:
            rule = self._rule(type(expr))
            if rule is None:
                raise NoValue(f"{type(expr).__name__} is not a number")
            try:
                value = rule(expr, self)
            except (ZeroDivisionError, ValueError, OverflowError, TypeError) as bad:
                raise NoValue(str(bad)) from bad
            self._known[expr] = value
        return value

    def _rule(self, kind: type) -> Callable[[Any, Point], Number] | None:
        return RULES.get(kind)

    def symbol(self, symbol: Symbol) -> Number:
        if symbol in self.fixed:
            return self.fixed[symbol]
        if symbol in self.definitions:
            return self._meanings.value(symbol, self)
        return to_number(self.draws.symbol(symbol))

    def datum(self, base: str, index: int) -> Number:
        table = self.definitions.get(IndexedBase(base))
        if table is None:
            return to_number(self.draws.datum(base, index))
        if not 1 <= index <= len(table.args):
            raise NoValue(f"{base} has no entry {index}")
        return self.of(table.args[index - 1])

    def beside(self, symbol: Symbol, value: Number) -> Point:
        """The same place with another value for one symbol."""
        key = (symbol, value)
        if key not in self._beside:
            self._beside[key] = self.moved({symbol: value})
        return self._beside[key]

    def moved(self, values: Mapping[Symbol, Number]) -> Point:
        """The same place with these values for some symbols."""
        return Point(self.draws, self.definitions, {**self.fixed, **values}, self._meanings)

    def anew(self) -> Point:
        """The same place without the values found so far, to work them out with more digits."""
        return Point(self.draws, self.definitions, self.fixed)

    def whole(self, expr: Basic) -> int:
        """The value as a whole number; raises `NeedsWhole` if a letter has to be one."""
        return _whole(expr, self)

    def satisfies(self, condition: Basic) -> bool:
        """Whether a condition holds here; a condition without a value does not."""
        return self._attempt(condition, close)

    def _attempt(self, condition: Basic, tied: Callable[[Number, Number], bool]) -> bool:
        try:
            return self.truth(condition, tied)
        except NoValue:
            return False

    def truth(self, condition: Basic, tied: Callable[[Number, Number], bool]) -> bool:
        """Whether a condition holds here; raises `NoValue` if it has no value.

        `tied` says whether two values count as the same.
        """
        if condition in (sp.true, sp.false):
            return condition == sp.true
        if isinstance(condition, sp.And):
            return all(self.truth(c, tied) for c in condition.args)
        if isinstance(condition, sp.Or):
            return any(self._attempt(c, tied) for c in condition.args)
        compare = COMPARE.get(type(condition))
        if compare is None:
            raise NoValue(f"{condition} is not a condition")
        left, right = map(self.of, condition.args)
        return compare(left, right, tied(left, right))


def close(a: Number, b: Number) -> bool:
    """Whether two values agree to twenty-five digits, or differ by less than rounding may do."""
    return bool(abs(a - b) <= max(max(abs(a), abs(b)) * RELATIVE, ABSOLUTE))


def _tied(a: Number, b: Number) -> bool:
    """Whether two values count as the same where a case is chosen.

    With more digits than usual, as close to a limit, values are told apart that are closer.
    """
    finer = context.mpf(10) ** min(0, DIGITS - context.dps)
    largest = max(abs(a), abs(b))
    return bool(abs(a - b) <= max(largest * RELATIVE, ABSOLUTE) * finer)


def slope(function: Basic, variable: Symbol, at: Point, small: int = 18, order: int = 1) -> Number:
    """The derivative as a central difference quotient with a step of 10^-small.

    The error is of the order of the square of the step, so thirty digits are right
    where the function is not very steep; a second derivative carries more digits again.
    """
    with context.workdps(context.dps + order * (small * 4 // 3)):
        centre, step = at.symbol(variable), context.mpf(10) ** -small
        beside = (at.beside(variable, centre + (order - 2 * k) * step) for k in range(order + 1))
        values = [(-1) ** k * comb(order, k) * place.of(function) for k, place in enumerate(beside)]
        return context.fsum(values) / (2 * step) ** order


def _power(expr: Expr, at: Point) -> Number:
    base, exponent = expr.args
    value = at.of(base)
    if isinstance(exponent, sp.Integer):
        if value == 0 and exponent <= 0:
            raise NoValue("division by zero")
        return value ** int(exponent)
    if isinstance(exponent, sp.Rational):
        if value < 0 and not base.free_symbols and base.doit() == 0:
            value = context.mpf(0)  # sin(pi) is a rounding error away from it
        if value < 0 and exponent.q % 2 == 0:
            raise NoValue("even root of a negative number")
        if value == 0 and exponent < 0:
            raise NoValue("division by zero")
        root = context.root(abs(value), int(exponent.q))
        return (root if value >= 0 else -root) ** int(exponent.p)
    power = at.of(exponent)
    if value > 0:
        if context.mag(power) > FARTHEST:
            raise NotWorkedOut("a very large exponent")
        return context.power(value, power)
    if power == int(power) and (value != 0 or power > 0):
        return value ** int(power)
    raise NoValue("power of a number that is not positive")


def _log(expr: Expr, at: Point) -> Number:
    value = at.of(expr.args[0])
    if value <= 0:
        raise NoValue("logarithm of a number that is not positive")
    return context.log(value)


def _whole(expr: Basic, at: Point) -> int:
    value = at.of(expr)
    if value != int(value):
        for symbol in expr.free_symbols:
            if symbol not in at.definitions:
                raise NeedsWhole(symbol)
        raise NoValue(f"{written(expr)} is not a whole number")
    return int(value)


def _terms(expr: Expr, at: Point) -> list[Number]:
    body, (index, first, last) = expr.args
    start, end = _whole(first, at), _whole(last, at)
    if end - start > LONGEST_SUM:
        raise NotWorkedOut("too many terms")
    return [at.moved({index: context.mpf(k)}).of(body) for k in range(start, end + 1)]


def _derivative(expr: Expr, at: Point) -> Number:
    function, *orders = expr.args
    inner = [count for d in function.atoms(sp.Derivative) for _, count in d.args[1:]]
    if prod(int(count) + 1 for count in (*inner, *(count for _, count in orders))) > MOST_VALUES:
        raise NotWorkedOut("a derivative of a high order")
    for variable, count in orders[:-1]:
        function = sp.Derivative(function, (variable, count), evaluate=False)
    variable, count = orders[-1]
    # Where bars are zero the error may be of the order of the step itself.
    small = 36 if function.has(sp.Abs) else 18
    return slope(function, variable, at, small, order=int(count))


def _of_matrices(expr: MatrixScalar, at: Point) -> Number:
    return Values(PointNumbers(at, context)).scalar(expr)


def _root(expr: Basic, at: Point) -> Number:
    if not expr.is_real:
        raise NoValue("a root that is not real")
    return root_value(expr, context)


def _piecewise(expr: Expr, at: Point) -> Number:
    for value, condition in expr.args:
        if at.truth(condition, _tied):  # one without a value leaves the whole without one
            return at.of(value)
    raise NoValue("outside every case")


def _function(name: str) -> Callable[[Expr, Point], Number]:
    call = getattr(context, name)

    def rule(expr: Expr, at: Point) -> Number:
        values = [at.of(a) for a in expr.args]
        if name in COSTLY and context.mag(values[0]) > FARTHEST:
            raise NotWorkedOut(f"{name} of a very large number")
        value = call(*values)
        if not isinstance(value, context.mpf):
            raise NoValue(f"{name} has no real value")
        return value

    return rule


def _no_number(expr: Basic, at: Point) -> Number:
    raise NoValue(f"{written(expr)} is not a number")


COMPARE: dict[type, Callable[[Number, Number, bool], bool]] = {
    sp.Eq: lambda a, b, tied: tied,
    sp.Ne: lambda a, b, tied: not tied,
    sp.StrictLessThan: lambda a, b, tied: bool(a < b) and not tied,
    sp.LessThan: lambda a, b, tied: bool(a <= b) or tied,
    sp.StrictGreaterThan: lambda a, b, tied: bool(a > b) and not tied,
    sp.GreaterThan: lambda a, b, tied: bool(a >= b) or tied,
}

RULES: dict[type, Callable[[Any, Point], Number]] = {
    sp.Add: lambda e, at: context.fsum([at.of(a) for a in e.args]),
    sp.Mul: lambda e, at: context.fprod([at.of(a) for a in e.args]),
    sp.Pow: _power,
    sp.log: _log,
    sp.Max: lambda e, at: max(at.of(a) for a in e.args),
    sp.Min: lambda e, at: min(at.of(a) for a in e.args),
    sp.Sum: lambda e, at: context.fsum(_terms(e, at)),
    sp.Product: lambda e, at: context.fprod(_terms(e, at)),
    sp.Indexed: lambda e, at: at.datum(str(e.args[0]), _whole(e.args[1], at)),
    sp.Derivative: _derivative,
    sp.Piecewise: _piecewise,
    **dict.fromkeys(MATRIX_SCALARS, _of_matrices),
    sp.CRootOf: _root,
    Symbol: lambda e, at: at.symbol(e),
    Matrix: _no_number,
    type(sp.pi): lambda e, at: +context.pi,
    type(sp.E): lambda e, at: +context.e,
}
for _kind in (
    sp.Integer,
    sp.Rational,
    *map(type, (sp.S.Zero, sp.S.One, sp.S.NegativeOne, sp.S.Half)),
):
    RULES[_kind] = lambda e, at: context.mpf(e.p) / e.q
for _head, _name in {sp.Abs: "fabs", sp.binomial: "binomial", sp.ceiling: "ceil"}.items():
    RULES[_head] = _function(_name)
for _name in (
    *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "asec", "acsc"),
    *("sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    *("exp", "sign", "floor", "factorial", "gamma", "erf"),
):
    RULES[getattr(sp, _name)] = _function(_name)
