"""Expressions written as they stand, without SymPy's automatic evaluation.

A derivation shows a formula first and its value in the next line, so most
expressions are put together from their parts unchanged.
"""

from __future__ import annotations

from collections import Counter
from math import comb, prod
from typing import Any

from sympy import Add, Basic, Eq, Expr, Integer, Mul, Pow, Rational

from tutor.core.insertion import as_written

ZERO, ONE, MINUS = Integer(0), Integer(1), Integer(-1)


def added(*terms: Expr) -> Expr:
    """The sum of the terms, as written."""
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    return Add._from_args(list(terms))


def times(*factors: Expr) -> Expr:
    """The product of the factors, as written."""
    if len(factors) < 2:
        return factors[0] if factors else ONE
    return Mul._from_args(list(factors))


def multiplied(*values: Expr) -> Expr:
    """The product of values, as written; a value -1 in front of a number is more than its sign."""
    if len(values) > 1 and values[0] == MINUS and isinstance(values[1], Rational):
        return times(MINUS, ONE, *values[1:])
    return times(*values)


def without_ones(*factors: Expr) -> Expr:
    """The product of the factors, as written, but for factors 1."""
    return times(*(f for f in factors if f != 1))


def power(base: Expr, exponent: Expr) -> Expr:
    """A power, as written; an exponent 1 is not written."""
    return base if exponent == 1 else Pow(base, exponent, evaluate=False)


def raised_to_minus(base: Expr, n: Rational) -> Expr:
    """The power with the exponent -n, written with this exponent and not below a fraction line."""
    return Pow(base, times(MINUS, n), evaluate=False)


def over(numerator: Expr, denominator: Expr) -> Expr:
    """A fraction, as written; a power below the line gets the negative exponent."""
    if isinstance(denominator, Pow) and isinstance(denominator.exp, Rational):
        up = -denominator.exp
        below = denominator.base if up == 1 else Pow(denominator.base, up, evaluate=False)
    else:
        below = Pow(denominator, MINUS, evaluate=False)
    return below if numerator == 1 else times(numerator, below)


def divided(above: Expr, below: Expr | int) -> Expr:
    """A quotient, as written; unlike in `over`, what stands below the line stays in one piece."""
    return Mul(above, Pow(below, -1, evaluate=False), evaluate=False)


def negated(term: Expr) -> Expr:
    """Minus the term, as written."""
    if isinstance(term, Rational):
        return -term
    if isinstance(term, Mul):
        first, *rest = term.args
        if first == -1:
            return times(*rest)
        if isinstance(first, Rational) and first != 1:  # the 1 of 1 · 6 was written on purpose
            return times(-first, *rest)
        return times(MINUS, *term.args)
    return times(MINUS, term)


def factors_of(product: Expr) -> list[Expr]:
    """The factors of a product, however it is nested."""
    if not isinstance(product, Mul):
        return [product]
    return [f for part in product.args for f in factors_of(part)]


def light(expr: Expr) -> Expr:
    """The expression without factors 1 and terms 0, with one number in front of each product.

    A factor that stands above and below the line is left out as well.
    """
    if isinstance(expr, Add):
        terms = [t for part in expr.args if (t := light(part)) != 0]
        return added(*terms)
    if not isinstance(expr, Mul):
        return expr
    number, rest = Rational(1), list[Expr]()
    for factor in factors_of(expr):
        for part in factors_of(light(factor)):
            if isinstance(part, Rational):
                number = number * part
                continue
            if isinstance(part, Pow) and part.exp == -1 and isinstance(part.base, Mul):
                numbers = [f for f in part.base.args if isinstance(f, Rational)]
                number = number / Mul(*numbers)
                inner = [f for f in part.base.args if not isinstance(f, Rational)]
                part = power(times(*inner), MINUS)
            opposite = _reciprocal(part)
            if opposite in rest:
                rest.remove(opposite)
            else:
                rest.append(part)
    if number == 0 or not rest:
        return number
    return times(*rest) if number == 1 else times(number, *rest)


def _reciprocal(factor: Expr) -> Expr:
    if isinstance(factor, Pow) and factor.exp == -1:
        return factor.base
    return Pow(factor, MINUS, evaluate=False)


def replaced(expr: Expr, letter: Expr, value: Expr) -> Expr:
    """The expression with a value in place of a letter or a part, as written; nothing is worked out."""
    return as_written(expr, {letter: value})


def looks_like(one: Expr, other: Expr) -> bool:
    """Whether two expressions differ only in the order or the nesting of their parts.

    A number behind other factors of a product makes a difference.
    """
    return one == other or _look(one) == _look(other)


def _look(expr: Expr) -> tuple[Any, ...]:
    if isinstance(expr, Add | Mul):
        kind = type(expr)
        parts = _flat(expr, kind)
        late = kind is Mul and any(isinstance(p, Rational) for p in parts[1:])
        return kind, late, frozenset(Counter(map(_look, parts)).items())
    return (type(expr), *map(_look, expr.args)) if expr.args else ("", expr)


def _flat(expr: Expr, kind: type[Expr]) -> list[Expr]:
    if type(expr) is not kind:
        return [expr]
    return [inner for part in expr.args for inner in _flat(part, kind)]


def equation(left: Basic, right: Basic) -> Eq:
    """An equation, as written."""
    return Eq(left, right, evaluate=False)


def most_terms(expr: Expr) -> int:
    """At most how many terms the expression has when it is multiplied out."""
    if isinstance(expr, Add):
        return sum(map(most_terms, expr.args))
    if isinstance(expr, Mul):
        return prod(map(most_terms, expr.args))
    if isinstance(expr, Pow) and isinstance(expr.exp, Integer):
        terms, exponent = most_terms(expr.base), abs(int(expr.exp))
        return comb(terms + exponent - 1, exponent)
    return 1
