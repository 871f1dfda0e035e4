"""Gradient descent for a regression line, with sums over the data.

The slopes of the cost are the sums of the residuals, worked out from the data point by
point; the best line comes from the deviations from the means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Extremum, SolutionSet, Substituted
from tutor.verify.answers import Answer, Forms, Says, Value
from tutor.verify.answers.iterations import ended, table

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Forms:
    x, y, start = given["x"].args, given["y"].args, given["start"].args
    alpha, steps, size = given["alpha"], int(given["steps"]), len(x)
    front = {
        "1/(2n)": Rational(1, 2 * size),
        "1/n": Rational(1, size),
        "1/2": Rational(1, 2),
        "1": Integer(1),
    }[given["cost"]]
    m, b = Symbol("m"), Symbol("b")
    names = (m, b)
    columns: tuple[Expr, ...] = ()
    exact: dict[str, Answer] = {}
    if given.get("data") == "standardised":
        columns, exact = _as_they_are(x, y)
        x, y = (_standardised(values) for values in (x, y))
    residuals = [m * u + b - v for u, v in zip(x, y, strict=True)]
    cost = front * sum(r**2 for r in residuals)
    slopes = (
        2 * front * sum(r * u for r, u in zip(residuals, x, strict=True)),
        2 * front * sum(residuals),
    )
    rule = (m - alpha * slopes[0], b - alpha * slopes[1])
    mean_x, mean_y = sum(x) / size, sum(y) / size
    spread = sum((u - mean_x) ** 2 for u in x)
    if spread:
        joint = sum((u - mean_x) * (v - mean_y) for u, v in zip(x, y, strict=True))
        line = Tuple(joint / spread, mean_y - joint / spread * mean_x)
        system = Tuple(*(Eq(s.expand(), ZERO, evaluate=False) for s in slopes))
        exact["stationary"] = Says(
            SolutionSet,
            system=Value(system),
            unknowns=Tuple(*names),
            solutions=Tuple(line),
            given=(),
        )
        exact["minimum"] = Says(
            Extremum,
            objective=Value(cost),
            variables=Tuple(*names),
            constraints=Tuple(),
            point=line,
            kind="minimum",
            given=(),
        )
    columns = (cost, *columns)
    whole = table("iterates", names, rule, columns, start, lambda goals: steps)
    part = table("iterates", names, rule, columns, start, lambda goals: None)
    early = ended(names, rule, (*slopes, cost), steps)
    return ({"iterates": whole, **exact}, {"iterates": part, **early, **exact})


def _as_they_are(
    x: Sequence[Expr], y: Sequence[Expr]
) -> tuple[tuple[Expr, Expr], dict[str, Answer]]:
    """Slope and height of a line for the data as they are, and those of the best one.

    The line goes through the images of two standardised points, (0, b) and (1, m + b).
    """
    m, b = Symbol("m"), Symbol("b")
    (centre, spread), (middle, stretch) = map(_moments, (x, y))
    first, second = middle + stretch * b, middle + stretch * (m + b)
    slope = (second - first) / spread
    height = first - slope * centre
    joint = sum((u - centre) * (v - middle) for u, v in zip(x, y, strict=True))
    best = joint / sum((u - centre) ** 2 for u in x)
    goals: dict[str, Answer] = {
        "slope": Says(Substituted, before=Value(slope), after=Value(best)),
        "height": Says(Substituted, before=Value(height), after=Value(middle - best * centre)),
    }
    return (slope, height), goals


def _standardised(values: Sequence[Expr]) -> list[Expr]:
    mean, spread = _moments(values)
    return [(v - mean) / spread for v in values]


def _moments(values: Sequence[Expr]) -> tuple[Expr, Expr]:
    """The mean, and the standard deviation from the mean of the squares."""
    size = len(values)
    mean = sum(values) / size
    return mean, sqrt(sum(v**2 for v in values) / size - mean**2)
