"""Intervals in the ways in which people write them."""

from __future__ import annotations

import pytest
from sympy import Interval, Rational, oo, pi

from tutor.core.errors import TutorError
from tutor.core.inputs import IntervalInput
from tutor.reading.inputs import read

KIND = IntervalInput(name="interval", about="the interval", example="[1, 4]")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[1,4]", Interval(1, 4)),
        ("(0, oo)", Interval.open(0, oo)),
        ("[-infinity, 3]", Interval(-oo, 3)),
        ("0 <= x < 2pi", Interval.Ropen(0, 2 * pi)),
        ("x in [0, 1]", Interval(0, 1)),
        ("1 to 4", Interval(1, 4)),
        (r"x\in[0,\pi]", Interval(0, pi)),
        (r"\left[0,\frac12\right]", Interval(0, Rational(1, 2))),
        (r"0\le x\le 2", Interval(0, 2)),
        ("x >= 0", Interval(0, oo)),
        ("t < pi", Interval.open(-oo, pi)),
        (r"x\ge -1", Interval(-1, oo)),
    ],
)
def test_intervals(text: str, wanted: Interval) -> None:
    assert read(KIND, text) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[4, 1]", "empty-interval"),
        ("[1, 1]", "empty-interval"),
        ("[0, a]", "letter-for-number"),
        ("hello", "interval"),
        ("[1, 2, 3]", "comma"),
    ],
)
def test_what_is_no_interval_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        read(KIND, text)
    assert raised.value.code == code
