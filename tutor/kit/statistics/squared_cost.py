"""The cost of a line y = m x + b for data: a multiple of the sum of the squared residuals.

Four conventions are in use for the factor in front of the sum.  They scale the
cost and its slopes alike, so the best line is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import sympy as sp
from sympy import Add, Expr, IndexedBase, Integer, Rational, Sum, Symbol, Tuple

from tutor.core.claims import Defines, DerivativeOf, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.descent import Slopes
from tutor.kit.unevaluated import added, negated, over, power, times

X, Y, K, N = IndexedBase("x"), IndexedBase("y"), Symbol("i"), Symbol("n")
M, B, COST = Symbol("m"), Symbol("b"), Symbol("L")
TWO = Integer(2)
CONVENTIONS = ("1/(2n)", "1/n", "1/2", "1")


@dataclass(frozen=True)
class Cost:
    """The cost as a formula for any data, and as a polynomial in m and b; likewise its slopes."""

    written: Expr
    polynomial: Expr
    slopes: Slopes


Names = tuple[IndexedBase, IndexedBase]  # of the values x and y


def residual(data: Names) -> Expr:
    """What the line gives at a datum, minus the datum."""
    return added(times(M, data[0][K]), B, negated(data[1][K]))


def written_cost(convention: str, data: Names) -> Expr:
    squares = Sum(power(residual(data), TWO), (K, 1, N))
    return _in_front(squares, {"1/(2n)": times(TWO, N), "1/n": N, "1/2": TWO}.get(convention))


def written_slope(convention: str, variable: Symbol, data: Names) -> Expr:
    """The factor 2 that the square brings down, and the factor in front of the sum, become one."""
    inner = times(residual(data), data[0][K]) if variable == M else residual(data)
    products = Sum(inner, (K, 1, N))
    if convention == "1/n":
        return over(times(TWO, products), N)
    if convention == "1":
        return times(TWO, products)
    return _in_front(products, N if convention == "1/(2n)" else None)


def _in_front(total: Expr, below: Expr | None) -> Expr:
    return total if below is None else over(total, below)


def factor(convention: str, size: int) -> Rational:
    """The number in front of the sum."""
    return {
        "1/(2n)": Rational(1, 2 * size),
        "1/n": Rational(1, size),
        "1/2": Rational(1, 2),
        "1": Rational(1),
    }[convention]


def name_data(x: Tuple, y: Tuple) -> Generator[Step, None, None]:
    """Name the data and count them."""
    yield step("name_inputs", Defines(X, x))
    yield step("name_outputs", Defines(Y, y))
    yield step("count_points", Defines(N, Integer(len(x))))


def set_up(
    x: Tuple, y: Tuple, convention: str, data: Names = (X, Y)
) -> Generator[Step, None, Cost]:
    """Name the cost for data that have names, differentiate it, and put the data in."""
    written = written_cost(convention, data)
    yield step("write_cost", Defines(COST, written))
    front = factor(convention, len(x))
    residuals = [M * a + B - c for a, c in zip(x, y, strict=True)]
    polynomial = sp.expand(front * Add(*(r**2 for r in residuals)))
    partials = []
    for variable in (M, B):
        slope = written_slope(convention, variable, data)
        rule = f"differentiate_cost_by_{'slope' if variable == M else 'intercept'}"
        yield step(rule, DerivativeOf(written, variable, slope))
        partial = sp.expand(sp.diff(polynomial, variable))
        yield step("insert_data_into_slope", Equal(slope, partial))
        partials.append(partial)
    yield step("expand_cost", Equal(written, polynomial))
    return Cost(written, polynomial, Slopes((M, B), tuple(partials), ()))
