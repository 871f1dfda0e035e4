"""Curves of densities and functions, as marks of a picture."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, pi, sqrt

from sympy import Expr, Float, Integer, Rational, Symbol

from tutor.core.claims import Quantile, TailProbability
from tutor.core.expr import Distribution
from tutor.core.figure import Curve, Dots, Mark, Place, Shade
from tutor.kit.distributions import density

POINTS = 160
WIDEST = 15.0  # standard errors; further out a density is a flat line
VISIBLE = Rational(1, 200)  # a smaller share of the area cannot be seen


def sampled(
    function: Callable[[float], float | None], low: float, high: float
) -> tuple[Place, ...]:
    """Points of a function at equal distances from `low` to `high`."""
    step = (high - low) / POINTS
    return tuple((x, function(x)) for x in (low + k * step for k in range(POINTS + 1)))


def shaded_tails(tail: TailProbability, statistic: float, critical: Quantile) -> tuple[Mark, ...]:
    """The density with the tail beyond the statistic shaded and the critical value marked.

    A tail that is too small to see is left out, and an arrow points to a statistic that lies
    outside of the picture.
    """
    distribution, cut = tail.distribution, float(critical.value)
    near = max(4.0, min(1.2 * abs(cut), WIDEST))
    far = max(near, min(1.2 * abs(statistic), WIDEST))
    visible = tail.value >= VISIBLE
    low, high = (-near, far) if statistic > 0 else (-far, near)
    if visible and tail.tail == "two":
        low, high = -far, far
    marks: list[Mark] = [Curve(_points(distribution, low, high), "density")]
    if visible and tail.tail != "right":
        end = -abs(statistic) if tail.tail == "two" else statistic
        marks.append(Shade(_points(distribution, low, end), "p-value"))
    if visible and tail.tail != "left":
        end = abs(statistic) if tail.tail == "two" else statistic
        label = "" if tail.tail == "two" else "p-value"
        marks.append(Shade(_points(distribution, end, high), label))
    for k, place in enumerate((-abs(cut), abs(cut)) if tail.tail == "two" else (cut,)):
        if low <= place <= high:
            label = "" if k else "critical value"
            line = ((place, 0.0), (place, density(distribution, place)))
            marks.append(Curve(line, label, "second", dashed=True))
    at = max(low, min(statistic, high))
    name = "t" if at == statistic else "t →" if at > 0 else "← t"
    marks.append(Dots(((at, 0.0),), (name,), "statistic"))
    return tuple(marks)


def central_area(critical: Quantile) -> tuple[Mark, ...]:
    """The density with the area between minus and plus the critical value shaded.

    Critical values that lie outside of the picture are not marked.
    """
    distribution, cut = critical.distribution, float(critical.value)
    reach = max(4.0, min(1.4 * cut, WIDEST))
    shaded = min(cut, reach)
    marks: list[Mark] = [
        Curve(_points(distribution, -reach, reach), "density"),
        Shade(_points(distribution, -shaded, shaded), "confidence level"),
    ]
    if cut <= reach:
        marks.append(Dots(((-cut, 0.0), (cut, 0.0)), label="critical values"))
    return tuple(marks)


def _points(distribution: Distribution, low: float, high: float) -> tuple[Place, ...]:
    return sampled(lambda x: density(distribution, x), low, high)


def marked_maximum(
    function: Expr, variable: Symbol, best: Expr, limits: tuple[float, float]
) -> tuple[Mark, ...]:
    """A function of one variable with its maximum marked; letters that are left count as zero."""
    return _marked(function, variable, best, limits, ("log-likelihood", "maximum"))


def marked_minimum(
    function: Expr, variable: Symbol, best: Expr, limits: tuple[float, float], name: str
) -> tuple[Mark, ...]:
    """A function of one variable with its minimum marked."""
    return _marked(function, variable, best, limits, (name, "minimum"))


def _marked(
    function: Expr,
    variable: Symbol,
    best: Expr,
    limits: tuple[float, float],
    labels: tuple[str, str],
) -> tuple[Mark, ...]:
    others = dict.fromkeys(function.free_symbols - {variable}, Integer(0))
    function = function.xreplace(others)

    def height(x: float) -> float | None:
        value = function.xreplace({variable: Float(x)}).evalf()
        return float(value) if value.is_finite and value.is_real else None

    at = min(max(float(best), limits[0]), limits[1])
    marks: list[Mark] = [Curve(sampled(height, *limits), labels[0])]
    if (top := height(at)) is not None:
        foot = height(limits[0]) if labels[1] == "maximum" else 0.0
        marks.append(Curve(((at, top), (at, foot)), "", "muted", dashed=True))
        marks.append(Dots(((at, top),), label=labels[1]))
    return tuple(marks)


def bells(mean: float, deviation: float, data: tuple[float, ...]) -> tuple[Mark, ...]:
    """The fitted bell, two bells that fit worse, and the data on the axis."""
    low, high = min(*data, mean - 4 * deviation), max(*data, mean + 4 * deviation)

    def bell(centre: float, width: float) -> tuple[Place, ...]:
        size = width * sqrt(2 * pi)
        return sampled(lambda x: exp(-(((x - centre) / width) ** 2) / 2) / size, low, high)

    return (
        Curve(bell(mean + deviation, deviation), "another mean", "muted", dashed=True),
        Curve(bell(mean, 1.6 * deviation), "another deviation", "second", dashed=True),
        Curve(bell(mean, deviation), "maximum likelihood"),
        Dots(tuple((v, 0.0) for v in data), label="data"),
    )
