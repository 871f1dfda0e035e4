"""Marks at their edges: degenerate ones are drawn, senseless ones are refused."""

from __future__ import annotations

import math

import pytest

from tutor.core.errors import NotUnderstood
from tutor.core.figure import (
    Arrow,
    Bars,
    Contours,
    Curve,
    Dots,
    Mark,
    Note,
    Plane,
    SpacePoint,
)
from tutor.render import figure

from .figures import parsed, picture

nan = math.nan


@pytest.mark.parametrize(
    "marks",
    [
        (Curve(()),),
        (Curve(((1.0, 1.0),)),),
        (Curve(((nan, nan),)),),
        (Curve(((0.0, 1e308), (1.0, -1e308), (2.0, 3.0))),),
        (Curve(((0.0, 5.0), (1.0, 5.0))),),
        (Dots(((nan, 1.0),), ("a",)),),
        (Arrow((0.0, 0.0), (0.0, 0.0), "zero"),),
        (Bars((), ()),),
        (Bars(("a", "b"), (-1.0, 0.0)),),
        (Contours((0.0, 1.0), (0.0, 1.0), ((1.0, 1.0), (1.0, 1.0)), (1.0,)),),
        (Contours((0.0, 1.0), (0.0, 1.0), ((nan, nan), (nan, nan)), (1.0,)),),
        (Plane((1.0, 1.0, 1.0, 1.0)), Plane((2.0, 2.0, 2.0, 2.0))),
        (Plane((1e-9, 1e-9, 0.0, 1e-9)),),
        (Curve(((0.0, 0.0), (1.0, 1.0)), "later", "a later role"),),
    ],
)
def test_degenerate_marks_are_drawn(marks: tuple[Mark, ...]) -> None:
    assert parsed(figure.svg(picture(*marks), words="Little."))


@pytest.mark.parametrize(
    "marks",
    [
        (),
        (Plane((1.0, 1.0, 1.0, 1.0)), Note((0.0, 0.0), "in the plane")),
        (Plane((0.0, 0.0, 0.0, 1.0)),),
        (SpacePoint((nan, 0.0, 0.0)),),
        (Bars(("a", "b"), (1.0,)),),
        (Contours((), (), (), ()),),
        (Dots((("a", 1.0),)),),  # type: ignore[arg-type]
    ],
)
def test_marks_that_make_no_sense_are_refused(marks: tuple[Mark, ...]) -> None:
    with pytest.raises(NotUnderstood) as caught:
        figure.svg(picture(*marks), words="Nothing.")
    assert caught.value.code == "figure-marks"
