"""Sums of absolute values: cases on each interval, in every topic that meets them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Abs, Expr, Integer, Piecewise, Rational, Symbol

from tutor.core.claims import AntiderivativeOf
from tutor.core.errors import TutorError
from tutor.solution import solve
from tutor.verify import verify
from tutor.verify.claims.antiderivatives import antiderivative_of
from tutor.verify.points.places import Places

from ..solving import solved

x = Symbol("x")


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        ("extrema of |x-1| + |x+2| + |x-3|", 1, 5),
        ("minimum of 2|x-1| - |x+2| + x^2", 1, -2),
        ("minimum of |x-1| + |x+2| + |x| on [-3, 4]", 0, 3),
    ],
)
def test_a_corner_is_the_lowest_place(text: str, point: int, value: int) -> None:
    goals = solved(text).answer
    best = goals.get("minimum", goals.get("local_minimum"))
    assert (best.point[0], best.value) == (point, value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "extrema of |x-1| + |x+2|",
            "The smallest value is 3, all the way from x = −2 to x = 1. There is no largest value.",
        ),
        ("maximum of |x-1| - |x+2|", "The largest value is 3, all the way for x up to −2."),
        (
            "extrema of |x-1| + |x+2| on [-3, 4]",
            "all the way from x = −2 to x = 1. The largest value is 9, at x = 4.",
        ),
        (
            "extrema of 2*abs(x) - |x-1| - |x+1|",
            "−2, at x = 0. The largest value is 0, all the way for x up to −1 and for x from 1 on.",
        ),
        ("extrema of |x-1| + |x+2| on [-1, 0]", "all the way from x = −1 to x = 0"),
    ],
)
def test_a_whole_interval_has_the_best_value(text: str, says: str) -> None:
    solution = solved(text)
    assert solution.trace.method == "pieces"
    assert says in " ".join(str(solution).split())


def test_a_level_stretch_and_a_level_place_are_too_much() -> None:
    with pytest.raises(TutorError) as refused:
        solve("extrema of (abs(x)+x)*(x-2)^2")
    assert refused.value.fix


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("integral of |x|", -(x**2) / 2, x**2 / 2),
        ("antiderivative of |x-1|", x - x**2 / 2, x**2 / 2 - x + 1),
        ("integral of x*abs(x)", -(x**3) / 3, x**3 / 3),
    ],
)
def test_an_antiderivative_by_cases_does_not_jump(text: str, left: Expr, right: Expr) -> None:
    found = solved(text).answer["antiderivative"].result
    assert [
        (case - wanted).expand()
        for (case, _), wanted in zip(found.args, (left, right), strict=True)
    ] == [0, 0]


def test_bars_that_never_open_need_no_cases() -> None:
    found = solved("integral of |x^2+1|").answer["antiderivative"].result
    assert (found - x**3 / 3 - x).expand() == 0


def test_a_gap_at_the_corner_is_not_closed() -> None:
    with pytest.raises(TutorError):
        solve("integral of |x|/x")


@pytest.mark.parametrize("constant", [Integer(0), Integer(2), Rational(9, 10)])
def test_an_antiderivative_that_jumps_is_refuted(constant: Expr) -> None:
    jumps = Piecewise((x - x**2 / 2, x < 1), (x**2 / 2 - x + constant, x >= 1))
    verdict = antiderivative_of(AntiderivativeOf(Abs(x - 1), x, jumps), Places())
    assert verdict.status == "refuted"


@pytest.mark.parametrize(
    ("text", "goal", "value"),
    [
        ("average value of |x-1| on [0, 3]", "average", Rational(5, 6)),
        ("average value of |x-1| + |x+2| on [-3, 3]", "average", Rational(23, 6)),
        ("area between |x| and 2", "area", Integer(4)),
        ("area between x^2 and |x|", "area", Rational(1, 3)),
        ("integral of |x-1| + |x+2| from -3 to 3", "integral", Integer(23)),
    ],
)
def test_areas_below_bars(text: str, goal: str, value: Expr) -> None:
    assert solved(text).answer[goal].after == value


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("where does |x-1| + |x+2| increase", ["falling_1", "level_2", "rising_3"]),
        ("where is |x-1| - |x-4| decreasing on [0, 6]", ["level_1", "rising_2", "level_3"]),
        ("where is |x^2-1| + x^2 increasing", ["falling_1", "level_2", "rising_3"]),
    ],
)
def test_where_a_function_rises_falls_and_is_constant(text: str, pieces: list[str]) -> None:
    goals = solved(text).answer
    assert [name for name in goals if name != "pieces"] == pieces
    bounds = [c.rhs for name in pieces for c in goals[name].given]
    assert bounds == sorted(bounds, key=float)


def test_a_piece_that_is_left_out_is_missed() -> None:
    trace = solved("where does |x-1| + |x+2| increase").trace
    for name in ("falling_1", "level_2", "rising_3"):
        kept = tuple(pair for pair in trace.goals if pair[0] != name)
        assert verify(replace(trace, goals=kept)).faults


def test_a_rise_between_corners() -> None:
    table = solved("where does |x-1| + |x+2| + |x| increase").answer["table"]
    assert table.signs == ("negative", "negative", "positive", "positive")
