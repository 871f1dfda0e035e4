"""The best line from the sums about the means, and the best place of a given cost by completing squares.

With points the slope is Sxy / Sxx, the line goes through the means, and the cost is Syy - Sxy^2 / Sxx; no
derivative is asked.  A given cost is compared with the same cost around its lowest place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Derivative, Eq, Expr, Integer, Poly, Symbol, Tuple

from tutor.core.claims import DerivativeOf, Equal, Extremum, SolutionSet
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Says, Value
from tutor.verify.values.real_derivative import real_derivative

m, b = Symbol("m"), Symbol("b")


def answers(given: Mapping[str, Any]) -> Answers:
    points = given.get("points")
    cost, best, least = _of_cost(given["f"]) if points is None else _of_points(points.entries())
    made: dict[str, Answer] = {} if points is not None else _of_derivatives(cost, best)
    made["minimum"] = Says(
        Extremum,
        objective=Value(cost),
        variables=Tuple(m, b),
        constraints=Tuple(),
        point=Value(best),
        value=Value(least),
        kind="minimum",
        given=(),
    )
    return made


def _of_derivatives(cost: Expr, best: Tuple) -> dict[str, Answer]:
    """The partial derivatives of a given cost, where they are zero, and the second ones."""
    system = Tuple(*(Eq(Derivative(cost, u), 0, evaluate=False) for u in (m, b)))
    made: dict[str, Answer] = {
        f"slope_{k}": Says(DerivativeOf, function=Value(cost), variable=u, given=())
        for k, u in enumerate((m, b), start=1)
    }
    made["line"] = Says(
        SolutionSet,
        system=Value(system),
        unknowns=Tuple(m, b),
        solutions=Value(Tuple(best)),
        given=(),
    )
    bends = Matrix.of([[real_derivative(cost, u, v) for v in (m, b)] for u in (m, b)])
    made["hessian"] = Says(Equal, after=Value(bends))
    return made


def _of_points(rows: Any) -> tuple[Expr, Tuple, Expr]:
    size = Integer(len(rows))
    x0 = sum((x for x, _ in rows), Integer(0)) / size
    y0 = sum((y for _, y in rows), Integer(0)) / size
    xx = sum(((x - x0) ** 2 for x, _ in rows), Integer(0))
    xy = sum(((x - x0) * (y - y0) for x, y in rows), Integer(0))
    yy = sum(((y - y0) ** 2 for _, y in rows), Integer(0))
    cost = sum(((m * x + b - y) ** 2 for x, y in rows), Integer(0))
    slope = xy / xx
    return cost, Tuple(slope, y0 - slope * x0), yy - xy**2 / xx


def _of_cost(f: Expr) -> tuple[Expr, Tuple, Expr]:
    """p m^2 + q m b + r b^2 + s m + t b + u, by completing the square for m and then for b."""
    poly = Poly(f, m, b)
    p, q, r = (poly.coeff_monomial(u) for u in (m**2, m * b, b**2))
    s, t, u = (poly.coeff_monomial(v) for v in (m, b, 1))
    rest = r - q**2 / (4 * p)
    height = -(t - q * s / (2 * p)) / (2 * rest)
    slope = -(q * height + s) / (2 * p)
    least = u - s**2 / (4 * p) - rest * height**2
    return f, Tuple(slope, height), least
