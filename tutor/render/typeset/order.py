"""The order of terms and factors on paper.

SymPy keeps the parts of a sum or product in an order of its own; such a sum is written by falling
degree and such a product with numbers first, then letters, brackets and functions.  Parts in any
other order were put there on purpose and are shown as they were written.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Function, Indexed, Integer, Rational, Symbol
from sympy.core.numbers import NumberSymbol
from sympy.core.relational import Relational

from tutor.core.expr import Det
from tutor.core.insertion import as_written
from tutor.core.matrix import Matrix
from tutor.render.typeset.names import alphabetical

_compare = Basic.compare
_NUMBERS = (Rational, NumberSymbol)
_LETTERS = (Symbol, Indexed)
_WIDE = (sp.Sum, sp.Product, sp.Integral, sp.Limit, sp.Derivative, sp.Piecewise, Det)


def is_own_order(expr: Expr) -> bool:
    """Whether SymPy itself would leave the parts of a sum or product in this order."""
    args = expr.args
    kind = type(expr)
    if kind is AsPlaced:
        return False
    for k, part in enumerate(args):
        if isinstance(part, (kind, Det, Matrix)):
            return False
        if k and isinstance(part, Rational):
            return False
        if k > 1 and _compare(args[k - 1], part) >= 0:
            return False
    if isinstance(args[0], Rational):
        return args[0] is not (sp.S.Zero if kind is sp.Add else sp.S.One)
    return len(args) < 2 or _compare(args[0], args[1]) < 0


class AsPlaced(sp.Add):
    """A sum whose terms stay where they are."""


def as_before(
    before: Basic, after: Basic, values: Mapping[Basic, Basic], lined_up: bool = False
) -> Basic:
    """What has been made of `before` by putting values in, with the terms of sums in its order.

    With 1 for x and 2 for y, the sum x + 2y starts with the 1, although a number by itself goes last
    beside letters.
    """
    pairs = list(zip(before.args, after.args, strict=False))
    if not pairs or before.func is not after.func or len(before.args) != len(after.args):
        return after
    if isinstance(after, sp.Add):
        if after.free_symbols or any(as_written(old, values) != new for old, new in pairs):
            return after
        parts = dict(pairs)
        in_order = terms(before, lined_up and is_linear(before))
        return AsPlaced._from_args([parts[term] for term in in_order])
    if isinstance(after, Relational):
        sides = [as_before(*pair, values, lined_up=True) for pair in pairs]
        return after.func(*sides, evaluate=False)
    if isinstance(after, sp.Tuple):
        return sp.Tuple(*(as_before(*pair, values) for pair in pairs))
    return after


def degree(expr: Basic) -> float:
    """The total degree in the letters; functions count as constants."""
    if isinstance(expr, _LETTERS):
        return 1
    if isinstance(expr, sp.Mul):
        return sum(map(degree, expr.args))
    if isinstance(expr, sp.Pow):
        exponent = expr.args[1]
        if isinstance(exponent, Rational):
            return degree(expr.args[0]) * (int(exponent.p) / int(exponent.q))
        return degree(expr.args[0])
    if isinstance(expr, sp.Add):
        return max(map(degree, expr.args))
    return 0


def _letters(expr: Basic) -> list[tuple[bool, str, str, int]]:
    if isinstance(expr, Symbol):
        return [alphabetical(expr.name)]
    if isinstance(expr, sp.Mul):
        return sorted(letter for factor in expr.args for letter in _letters(factor))
    if isinstance(expr, sp.Pow):
        exponent = expr.args[1]
        times = int(exponent) if isinstance(exponent, Integer) and 0 < exponent < 100 else 1
        return _letters(expr.args[0]) * times
    return []


def is_linear(expr: Basic) -> bool:
    """Whether the expression is a sum of multiples of letters."""
    return isinstance(expr, sp.Add) and all(
        isinstance(term, Symbol) or (isinstance(term, sp.Mul) and isinstance(term.args[-1], Symbol))
        for term in expr.args
    )


def _is_negative(term: Basic) -> bool:
    if isinstance(term, Rational):
        return int(term.p) < 0
    return isinstance(term, sp.Mul) and _is_negative(term.args[0])


def _has_brackets(term: Basic) -> bool:
    return isinstance(term, (sp.Mul, sp.Pow)) and any(
        isinstance(part, sp.Add) or _has_brackets(part) for part in term.args
    )


def _has_function(term: Basic) -> bool:
    return isinstance(term, Function) or (
        isinstance(term, sp.Mul) and any(isinstance(part, Function) for part in term.args)
    )


def _term_key(term: Basic) -> tuple[Any, ...]:
    if term is sp.I or (isinstance(term, sp.Mul) and any(part is sp.I for part in term.args)):
        return (math.inf,)
    number = isinstance(term, _NUMBERS)
    return -degree(term), number, _has_brackets(term), not _has_function(term), _letters(term)


def terms(expr: Expr, lined_up: bool = False) -> tuple[Expr, ...]:
    """The terms of a sum by falling degree; two terms of which one is negative start with the other.

    With `lined_up`, terms keep the order of their letters, as in the equations of a system; where a
    letter stands before an unknown of some terms, as in x + a y, the unknowns count.
    """
    if not is_own_order(expr):
        return tuple(expr.args)
    if lined_up and len(set(map(degree, expr.args))) > 1:
        return tuple(sorted(expr.args, key=lambda term: max(_letters(term))))
    ordered = sorted(expr.args, key=_term_key)
    if (
        not lined_up
        and len(ordered) == 2
        and _is_negative(ordered[0])
        and not _is_negative(ordered[1])
    ):
        ordered.reverse()
    return tuple(ordered)


def is_wide(factor: Basic) -> bool:
    """Whether a factor stands after a fraction, not in its numerator."""
    return isinstance(factor, _WIDE)


def is_numeric(factor: Basic) -> bool:
    """Whether a factor has no letters in it."""
    if isinstance(factor, _NUMBERS):
        return True
    return isinstance(factor, sp.Pow) and all(map(is_numeric, factor.args))


def factor_key(factor: Basic) -> tuple[Any, ...]:
    """The place of a factor: numbers, letters, roots, brackets, powers of e, functions, big signs."""
    base, root = factor, False
    if isinstance(factor, sp.Pow):
        base = factor.args[0]
        exponent = factor.args[1]
        root = isinstance(exponent, Rational) and abs(exponent.p) < exponent.q
    if isinstance(base, Symbol) and not root:
        return 3, alphabetical(base.name)
    if isinstance(base, _NUMBERS) and not root:
        return (0,) if factor is base else (1,)
    if base is sp.I:
        return (2,)
    if root:
        return (4,)
    if isinstance(base, Indexed):
        return 3, alphabetical(str(base.args[0]))
    if isinstance(base, sp.Add):
        return (5,)
    if isinstance(base, sp.exp):
        return (6,)
    if is_wide(factor) and not isinstance(factor, sp.Derivative):
        return (8,)
    return (7,)
