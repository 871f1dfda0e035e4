"""Sums in the order in which they were typed.

SymPy puts the terms of a sum in an order of its own, and a page shows that as a textbook would, by
falling degree.  Terms that somebody typed in another order are kept in it, as long as each of them
is still there: like terms have become one by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sympy import Add, Expr, Mul, Rational, Symbol

from tutor.kit.unevaluated import added


def in_typed_order(value: Expr, terms: Sequence[Expr]) -> Expr:
    """`value`, the sum of the terms as SymPy wrote it, or the same sum with its terms as typed.

    Where the typed order is the usual one already, or where terms were put together, it is `value`.
    """
    typed = [part for term in terms for part in Add.make_args(term) if part != 0]
    if len(value.args) != len(typed) or set(value.args) != set(typed):
        return value
    places = [_place(term) for term in typed]
    usual = None not in places and all(a < b for a, b in pairwise(places) if a and b)
    signs = [term.could_extract_minus_sign() for term in typed]
    # of two terms a page puts the positive one first
    return value if usual and signs != [True, False] else added(*typed)


def as_typed(value: Expr, written: Expr) -> Expr:
    """`value`, or the function as `written` where SymPy only turned the signs of a sum in it around.

    It makes -sin(x - 3) of sin(3 - x), and cos(x - 3) of cos(3 - x).
    """
    (argument,) = written.args
    if not argument.is_Add:
        return value
    turned = written.func(Mul(-1, argument), evaluate=False)
    return written if value in (turned, Mul(-1, turned)) else value


def _place(term: Expr) -> tuple[float, list[str]] | None:
    """Where a term stands in a polynomial: by falling degree, then by the alphabet.

    None for a term that is no number times powers of letters.
    """
    letters: list[str] = []
    for factor in Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, Rational):
            continue
        if not (isinstance(base, Symbol) and exponent.is_Integer and exponent > 0):
            return None
        letters += [base.name] * int(exponent)
    return -len(letters), sorted(letters)
