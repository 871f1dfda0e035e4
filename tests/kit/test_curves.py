"""Pictures of densities show what they say they show."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol

from tutor.core.claims import Quantile, TailProbability
from tutor.core.expr import Distribution
from tutor.core.figure import Curve, Dots, Figure, Shade
from tutor.kit.statistics import curves
from tutor.render import prose

T = Distribution("t", 19)
CRITICAL = Quantile(T, Rational(39, 40), Rational(2093, 1000), Rational(1, 1000))


def tails(side: str, p: str, statistic: float):
    claim = TailProbability(T, Symbol("t"), side, Rational(p), Rational(1, 10**6))
    return curves.shaded_tails(claim, statistic, CRITICAL)


@pytest.mark.parametrize("statistic", [-400.0, -14.3, -5.0, 5.0, 14.3, 400.0])
@pytest.mark.parametrize("side", ["left", "right", "two"])
def test_statistic_far_out_stays_in_the_window_and_beside_a_wide_bell(
    side: str, statistic: float
) -> None:
    marks = tails(side, "0.0001", statistic)
    bell = next(m for m in marks if isinstance(m, Curve))
    dots = next(m for m in marks if isinstance(m, Dots))
    low, high = bell.points[0][0], bell.points[-1][0]
    ((place, _),) = dots.points
    assert low <= place <= high
    assert (place == statistic) == (abs(statistic) < curves.WIDEST)
    assert dots.names == ("t" if place == statistic else "t →" if place > 0 else "← t",)
    assert high - low <= 4 + curves.WIDEST
    assert not any(isinstance(m, Shade) for m in marks)


@pytest.mark.parametrize(
    ("side", "statistic", "areas"),
    [("two", 2.0, 2), ("two", -2.0, 2), ("left", -2.0, 1), ("right", 2.0, 1), ("left", 1.0, 1)],
)
def test_visible_tail_is_shaded_from_the_statistic_on(
    side: str, statistic: float, areas: int
) -> None:
    shades = [m for m in tails(side, "0.06", statistic) if isinstance(m, Shade)]
    assert len(shades) == areas
    for shade in shades:
        places = [x for x, _ in shade.points]
        assert places == sorted(places)
        assert statistic in places or -statistic in places


@pytest.mark.parametrize(("p", "visible"), [("0.0049", False), ("0.005", True), ("0.3", True)])
def test_words_say_whether_the_area_can_be_seen(p: str, visible: bool) -> None:
    marks = tails("two", p, 3.0)
    claim = TailProbability(T, Symbol("t"), "two", Rational(p), Rational(1, 10**6))
    picture = Figure("shaded_tails", claim, marks, "t", "density")
    said = prose.plain_words(prose.caption("statistics.t_test", picture), str)
    assert any(isinstance(m, Shade) for m in marks) == visible
    assert ("too small to see" in said) == (not visible)


@pytest.mark.parametrize(("value", "marked"), [("2.093", True), ("12.71", True), ("63.66", False)])
def test_critical_values_are_marked_where_they_are_or_not_at_all(value: str, marked: bool) -> None:
    critical = Quantile(T, Rational(199, 200), Rational(value), Rational(1, 1000))
    dots = [m for m in curves.central_area(critical) if isinstance(m, Dots)]
    assert bool(dots) == marked
    assert all({x for x, _ in d.points} == {-float(value), float(value)} for d in dots)
