"""Marks at their edges: degenerate ones are drawn, senseless ones are refused."""

from __future__ import annotations

import math

import numpy as np
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
from tutor.render.figure import axes, plane, space

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


def test_points_beside_a_curve_do_not_lie_on_the_border() -> None:
    loop = Curve(((2.0, 1.0), (3.0, 2.0), (2.0, 3.0), (2.0, 1.0)))
    seen = axes.window(picture(loop, Dots(((1.0, 1.0), (4.0, 3.0)))))
    assert seen.left < 1.0
    assert seen.right > 4.0
    line = Curve(((1.0, 1.0), (4.0, 3.0)))
    assert axes.window(picture(line, Dots(((2.0, 2.0),)))).left == 1.0


def test_the_name_of_an_arrow_does_not_stand_beside_another() -> None:
    def named(*heads: tuple[float, float]) -> tuple[set[str], set[str]]:
        arrows = [Arrow((0.0, 0.0), h, f"column {k}") for k, h in enumerate(heads, start=1)]
        image = Curve((heads[0], (3.0, 7.0), heads[1]), "its image", "first")
        drawn = plane.draw(picture(image, *arrows, equal=True)).axes[0]
        beside = {text.get_text() for text in drawn.texts}
        below = {text.get_text() for text in drawn.get_legend().get_texts()}
        return {t for t in beside if t.startswith("column")}, below

    assert named((2.0, 4.0), (1.0, 3.0)) == ({"column 1"}, {"its image", "column 2"})
    assert named((3.0, 1.0), (0.0, 6.0)) == ({"column 1", "column 2"}, {"its image"})


def test_a_level_without_room_for_its_name_has_none() -> None:
    drawing = plane.Drawing(picture(Curve(((0.0, 0.0), (1.0, 1.0)))))
    drawing.places.avoid([(0.0, 0.0), (1.0, 1.0)])
    on_it = np.linspace((0.0, 0.0), (1.0, 1.0), 50)
    assert drawing.places.freest(on_it) is None
    assert drawing.places.freest(np.array([(0.2, 0.8), (0.5, 0.5)])) == (0.2, 0.8)


@pytest.mark.parametrize(("levels", "dashed"), [((-1.0,), False), ((-1.0, 0.5), True)])
def test_a_curve_with_a_name_is_solid_also_below_zero(
    levels: tuple[float, ...], dashed: bool
) -> None:
    side = (-1.0, 0.0, 1.0)
    table = ((-2.0, -2.0, -2.0), (0.0, 0.0, 0.0), (2.0, 2.0, 2.0))
    drawing = plane.Drawing(picture(Contours(side, side, table, levels, "curve")))
    drawing.contours(Contours(side, side, table, levels, "curve"))
    patterns = [style for drawn in drawing.axes.collections for style in drawn.get_linestyle()]
    assert any(dashes for _, dashes in patterns) is dashed


def test_an_arrow_in_space_is_not_seen_from_its_tip() -> None:
    normal = (-3.0, 6.0, -3.0)
    arrow = SpacePoint(normal, "u × v", vector=True)
    seen = space._view([Plane((*normal, 0.0))], [arrow])
    assert np.hypot(*seen.flat(np.array(normal))) > 0.5 * np.linalg.norm(normal)
