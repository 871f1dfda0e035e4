"""Curves of densities and functions, as marks of a picture."""

from __future__ import annotations

from collections.abc import Callable

from tutor.core.claims import Quantile, TailProbability
from tutor.core.expr import Distribution
from tutor.core.figure import Curve, Dots, Mark, Point, Shade
from tutor.kit.distributions import density

POINTS = 160
WIDEST = 15.0  # standard errors; further out a density is a flat line


def sampled(function: Callable[[float], float], low: float, high: float) -> tuple[Point, ...]:
    """Points of a function at equal distances from `low` to `high`."""
    step = (high - low) / POINTS
    return tuple((x, function(x)) for x in (low + k * step for k in range(POINTS + 1)))


def shaded_tails(tail: TailProbability, statistic: float, critical: Quantile) -> tuple[Mark, ...]:
    """The density with the tail beyond the statistic shaded and the critical value marked."""
    distribution, cut = tail.distribution, float(critical.value)
    reach = max(4.0, min(1.2 * max(abs(cut), abs(statistic)), WIDEST))
    at = max(-reach, min(statistic, reach))
    marks: list[Mark] = [Curve(_points(distribution, -reach, reach), "density")]
    if tail.tail in ("two", "left"):
        end = -abs(at) if tail.tail == "two" else at
        marks.append(Shade(_points(distribution, -reach, end), "p-value"))
    if tail.tail in ("two", "right"):
        end = abs(at) if tail.tail == "two" else at
        marks.append(
            Shade(_points(distribution, end, reach), "" if tail.tail == "two" else "p-value")
        )
    for k, place in enumerate((-abs(cut), abs(cut)) if tail.tail == "two" else (cut,)):
        if abs(place) > reach:
            continue
        height = density(distribution, place)
        label = "critical value" if k == 0 else ""
        marks.append(Curve(((place, 0.0), (place, height)), label, "second", dashed=True))
    marks.append(Dots(((at, 0.0),), ("t",), "statistic"))
    return tuple(marks)


def central_area(critical: Quantile) -> tuple[Mark, ...]:
    """The density with the area between minus and plus the critical value shaded."""
    distribution, cut = critical.distribution, float(critical.value)
    reach = max(4.0, min(1.4 * cut, WIDEST))
    cut = min(cut, reach)
    return (
        Curve(_points(distribution, -reach, reach), "density"),
        Shade(_points(distribution, -cut, cut), "confidence level"),
        Dots(((-cut, 0.0), (cut, 0.0)), label="critical values"),
    )


def _points(distribution: Distribution, low: float, high: float) -> tuple[Point, ...]:
    return sampled(lambda x: density(distribution, x), low, high)
