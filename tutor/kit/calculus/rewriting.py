"""A product or a quotient that is written otherwise before it is differentiated.

Multiplied out it is a sum of powers, which needs the power rule alone.  With a
negative exponent in place of the fraction line a quotient is a product.
"""

from __future__ import annotations

from typing import Final

import sympy as sp
from sympy import Expr, Function, Mul, Pow, Rational, Symbol

from tutor.kit.unevaluated import factors_of, most_terms, raised_to_minus, times

LONGEST: Final = 6  # terms; more are longer to multiply out than the rules are to apply


def multiplied_out(f: Expr, x: Symbol) -> Expr | None:
    """The function as a sum of at most six powers of x with numbers or letters in front, if it is a longer one."""
    parts = [part for part in sp.preorder_traversal(f) if isinstance(part, Expr)]
    if isinstance(f, Symbol) or any(_is_no_power(part, x) for part in parts):
        return None  # asked first, since most functions end here and it costs little
    if any(most_terms(part) > LONGEST for part in parts):
        return None  # SymPy multiplies out inside of functions too
    whole = sp.expand(f)
    terms = sp.Add.make_args(whole)
    if len(terms) < 2 or whole == f or not all(_is_power(term, x) for term in terms):
        return None
    return whole


def _is_no_power(part: Expr, x: Symbol) -> bool:
    if isinstance(part, Pow):
        stays = not (part.exp.is_Rational and (part.exp > 0 or not isinstance(part.base, sp.Add)))
    else:
        stays = isinstance(part, Function)
    return stays and part.has(x)


def _is_power(term: Expr, x: Symbol) -> bool:
    _, varying = term.as_independent(x, as_Add=False)
    return varying == 1 or (varying.as_base_exp()[0] == x and varying.as_base_exp()[1].is_Rational)


def with_negative_power(f: Expr, x: Symbol) -> Expr | None:
    """The quotient as a product, if one power stands below the line; one of x alone has a rule already."""
    above, below = list[Expr](), list[Pow]()
    for factor in factors_of(f):
        is_below = isinstance(factor, Pow) and isinstance(factor.exp, Rational) and factor.exp < 0
        if is_below and factor.has(x):
            below.append(factor)
        else:
            above.append(factor)
    if len(below) != 1 or (below[0].base == x and not Mul(*above).has(x)):
        return None
    return times(*above, raised_to_minus(below[0].base, -below[0].exp))
