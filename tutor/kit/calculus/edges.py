"""Where a function of several variables has a value but not all of its slopes: corners and edges.

An extremum may lie there, and the equations for the level points do not show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from sympy import Basic, Expr, Integer, Poly, Symbol, cancel
from sympy.polys.polyerrors import PolynomialError

from tutor.core.claims import Conditions
from tutor.core.errors import TutorError, Undefined
from tutor.core.written import written
from tutor.kit.real_roots import real_roots
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy

TRIED = tuple(map(Integer, (0, 1, -2)))  # values of the other letters
Point = dict[Symbol, Expr]


def refuse_edges(f: Expr, variables: Sequence[Symbol], given: Conditions) -> None:
    """Raise `Undefined` if f has values where a condition of its slopes, `given`, fails.

    So it is where a factor cancels, too: x^2/x could only be treated as x.
    """
    shorter = tidy(cancel(f) if f.is_rational_function(*variables) else f)
    for condition in given:
        for point in _border(condition, variables):
            where = ", ".join(f"{v} = {written(value)}" for v, value in point.items())
            if value_at(f, point) is not None:
                raise Undefined(
                    "no-slope",
                    f"At {where}, for example, the function has a value but not all of its slopes: it has a corner or an "
                    "edge there. An extremum may lie at such a point, and slopes that are zero do not show it.",
                    fix="Compare values there by hand, or use a function without roots and bars at such points: "
                    "a root is largest where the expression in it is.",
                )
            if value_at(shorter, point) is not None:
                raise Undefined(
                    "cancels",
                    f"At {where} the function has no value, although a factor cancels there.",
                    fix=f"Write {written(shorter)} if that is meant.",
                )


def _border(condition: Basic, variables: Sequence[Symbol]) -> Iterator[Point]:
    """Some points at which the two sides of a condition are equal, as far as polynomials show them."""
    left, right = condition.args
    difference = left - right
    for v in sorted(difference.free_symbols & set(variables), key=str):
        others = [u for u in variables if u != v]
        for values in product(TRIED, repeat=len(others)):
            known = dict(zip(others, values, strict=True))
            try:
                line = Poly(difference.xreplace(known), v)
                zeros = real_roots(line.as_expr(), v) if line.degree() > 0 else []
            except (PolynomialError, TutorError):
                continue
            for zero in zeros:
                yield {u: known.get(u, zero) for u in variables}
