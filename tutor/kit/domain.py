"""Conditions under which formulas have real values, in the form in which a person states them.

A denominator must not be zero, the argument of a logarithm must be positive,
and so on.  What always holds is left out, and a linear condition is solved:
x + 1 > 0 becomes x > -1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sympy as sp
from sympy import Add, Basic, Expr, Integer, Mul, Pow, Rational, Symbol

from tutor.core.claims import Conditions
from tutor.core.errors import Undefined
from tutor.kit.real_values import value_at
from tutor.kit.signs import sign
from tutor.kit.unevaluated import MINUS, ZERO, added, factors_of

RELATIONS = {"!=": sp.Ne, ">": sp.Gt, ">=": sp.Ge, "<": sp.Lt, "<=": sp.Le}
OPPOSITE = {"!=": "!=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}


def coefficients(expr: Expr, x: Symbol) -> list[Rational] | None:
    """The rational coefficients of a polynomial of degree at most 2, constant first, or None."""
    table = [Integer(0)] * 3
    for term in expr.args if isinstance(expr, Add) else (expr,):
        number, degree = Rational(1), 0
        for factor in factors_of(term):
            if isinstance(factor, Rational):
                number = number * factor
            elif factor == x:
                degree += 1
            elif isinstance(factor, Pow) and factor.base == x and factor.exp in (1, 2):
                degree += int(factor.exp)
            else:
                return None
        if degree > 2:
            return None
        table[degree] += number
    while table and table[-1] == 0:
        table.pop()
    return table


def require(relation: str, expr: Expr) -> Conditions:
    """The conditions for `expr relation 0`, with relation `!=`, `>`, `>=`, `<` or `<=`.

    Raises `Undefined` where that never holds.
    """
    if not expr.free_symbols:
        return _decided(relation, expr)
    known = sign(expr)
    if (known and relation == ">=") or (known == "positive" and relation in (">", "!=")):
        return ()
    if relation == "!=":
        return _not_zero(expr)
    if (known and relation == "<") or (known == "positive" and relation == "<="):
        raise _empty_domain()
    if isinstance(expr, Add) and relation in (">", ">="):
        opposite = sign(Add(*(-term for term in expr.args)))
        if opposite == "positive" or (opposite and relation == ">"):
            raise _empty_domain()
    if isinstance(expr, Mul):
        factors = [f for f in expr.args if not f.free_symbols or sign(f) != "positive"]
        numbers = [f for f in factors if not f.free_symbols]
        rest = [f for f in factors if f.free_symbols]
        if numbers or len(factors) < len(expr.args):
            number = Mul(*numbers)
            if number.is_zero:
                return _decided(relation, number)
            if number.is_negative:
                relation = OPPOSITE[relation]
            return require(relation, Mul(*rest, evaluate=False))
    if relation == ">" and isinstance(expr, sp.Abs):
        return _not_zero(expr)
    if relation == ">" and isinstance(expr, Pow) and isinstance(expr.exp, Rational):
        if expr.exp.q % 2 == 0 or int(expr.exp.p) % 2 == 0:
            return _not_zero(expr.base)
        return require(relation, expr.base)
    return _solved(relation, expr)


def _decided(relation: str, number: Expr) -> Conditions:
    holds = {
        "!=": number.is_zero is not True,
        ">": number.is_positive,
        ">=": number.is_nonnegative,
        "<": number.is_negative,
        "<=": number.is_nonpositive,
    }[relation]
    if holds:
        return ()
    raise _empty_domain()


def _empty_domain() -> Undefined:
    return Undefined(
        "empty-domain",
        "This function has real values at single points at most: a logarithm, root or fraction "
        "in it is undefined everywhere else.",
        fix="Check the signs.",
    )


def _not_zero(expr: Expr) -> Conditions:
    if isinstance(expr, Mul):
        return combined(*(require("!=", f) for f in expr.args))
    if isinstance(expr, Pow) and not expr.exp.free_symbols:
        return require("!=", expr.base)
    if isinstance(expr, sp.Abs):
        return require("!=", expr.args[0])
    return _solved("!=", expr)


def _solved(relation: str, expr: Expr) -> Conditions:
    """The condition, solved for its letter where that is a linear equation or a plain square."""
    if isinstance(expr, sp.log):
        return require(relation, added(expr.args[0], MINUS))
    if isinstance(expr, Add) and len(expr.args) == 2 and isinstance(expr.args[0], sp.log):
        return _solved_logarithm(relation, *expr.args)
    letters = expr.free_symbols
    if len(letters) == 1:
        (x,) = letters
        found = coefficients(expr, x)
        if found is None and isinstance(expr, Add):  # with sums inside, such as (2x - 1) + 1
            found = coefficients(sp.expand(Add(*expr.args)), x)
        if found is not None and len(found) == 2:
            b, a = found
            made = RELATIONS[relation if a > 0 else OPPOSITE[relation]]
            return (made(x, -b / a, evaluate=False),)  # nothing is to be decided about a letter
        if found is not None and len(found) == 3 and relation == "!=":
            c, b, a = found
            root = sp.sqrt(b * b - 4 * a * c)
            if root.is_Rational:
                places = dict.fromkeys(((-b - root) / (2 * a), (-b + root) / (2 * a)))
                return tuple(sp.Ne(x, r) for r in places)
            return () if b * b < 4 * a * c else (sp.Ne(expr, ZERO, evaluate=False),)
    return (RELATIONS[relation](expr, ZERO, evaluate=False),)


def _solved_logarithm(relation: str, log: Expr, number: Expr) -> Conditions:
    """ln u + c > 0 says that u > exp(-c)."""
    u = log.args[0]
    if number.free_symbols:
        return (RELATIONS[relation](added(log, number), ZERO, evaluate=False),)
    bound = sp.exp(-number)
    if u.is_Symbol:
        return (RELATIONS[relation](u, bound),)
    return require(relation, added(u, -bound))


def holds_at(condition: Basic, x: Symbol, a: Expr) -> bool:
    """Whether a condition holds at x = a; one that cannot be decided counts as true."""
    return holds_at_point(condition, {x: a})


def holds_at_point(condition: Basic, point: Mapping[Symbol, Expr]) -> bool:
    """Whether a condition holds at these values; one that cannot be decided counts as true."""
    left, right = (value_at(side, point) for side in condition.args)
    if left is None or right is None:
        return False
    return condition.func(left, right) != sp.false


def combined(*groups: Iterable[Basic]) -> Conditions:
    """All conditions once, without those that another one implies."""
    found = dict.fromkeys(c for group in groups for c in group)
    if len(found) < 2:
        return tuple(found)
    strict = {(type(c), c.args) for c in found if isinstance(c, sp.Gt | sp.Lt)}
    kept = [c for c in found if not any((kind, c.args) in strict for kind in _stricter(c))]
    kept = [c for c in kept if not any(_weaker(c, other) for other in kept)]
    lower = [c.args for c in kept if isinstance(c, sp.Gt | sp.Ge)]
    upper = [c.args for c in kept if isinstance(c, sp.Lt | sp.Le)]
    kept = [c for c in kept if not (isinstance(c, sp.Ne) and _outside(c, lower, upper))]
    apart = {c.args[0] for c in kept if isinstance(c, sp.Ne | sp.Gt | sp.Lt) and c.args[1] == 0}
    return tuple(c for c in kept if not _is_sum_with_square_of(c, apart))


def _is_sum_with_square_of(condition: Basic, apart: set[Expr]) -> bool:
    """Whether a condition says that x^2 + y^2 is not zero, or positive, while x is known not to be zero."""
    left, right = condition.args
    if not isinstance(condition, sp.Ne | sp.Gt) or not isinstance(left, Add) or right != 0:
        return False
    squares = (t.as_coeff_Mul()[1] for t in left.args if sign(t))
    known = any(
        isinstance(q, Pow) and q.exp.is_even and q.exp > 0 and q.base in apart for q in squares
    )
    return known and all(map(sign, left.args))


def refuse_empty(conditions: Conditions) -> None:
    """Raise `Undefined` if two bounds leave no number for a letter."""
    lower = [c for c in conditions if isinstance(c, sp.Gt | sp.Ge)]
    upper = [c for c in conditions if isinstance(c, sp.Lt | sp.Le)]
    for low in lower:
        for high in upper:
            if low.lhs == high.lhs:
                gap = high.rhs - low.rhs
                strict = isinstance(low, sp.Gt) or isinstance(high, sp.Lt)
                if gap.is_negative or (strict and gap.is_zero):
                    raise _empty_domain()


def _stricter(condition: Basic) -> tuple[type[Basic], ...]:
    """The strict relations that imply this one, with the same sides."""
    if isinstance(condition, sp.Ne):
        return sp.Gt, sp.Lt
    return (sp.Gt,) if isinstance(condition, sp.Ge) else (sp.Lt,) * isinstance(condition, sp.Le)


def _weaker(one: Basic, other: Basic) -> bool:
    """Whether another bound of the same kind is tighter."""
    if type(one) is not type(other) or one.args[0] != other.args[0] or one == other:
        return False
    gap = other.args[1] - one.args[1]
    if isinstance(one, sp.Gt | sp.Ge):
        return bool(gap.is_positive)
    return isinstance(one, sp.Lt | sp.Le) and bool(gap.is_negative)


def _outside(
    condition: Basic, lower: list[tuple[Expr, ...]], upper: list[tuple[Expr, ...]]
) -> bool:
    """Whether the bounds keep x away from the number of x != number already."""
    x, number = condition.args
    if not isinstance(number, Rational):
        return False
    below = any(u == x and isinstance(b, Rational) and b > number for u, b in lower)
    above = any(u == x and isinstance(b, Rational) and b < number for u, b in upper)
    return below or above
