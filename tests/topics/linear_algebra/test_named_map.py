"""Named maps of the plane at their edges."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.core.named_map import NamedMap, named_map
from tutor.solution import solve

half, fifth = Rational(1, 2), Rational(1, 5)
MATRICES = [
    ("rotation by 90 degrees", [[0, -1], [1, 0]]),
    ("rotation by 90° clockwise", [[0, 1], [-1, 0]]),
    ("rotation by π/3", [[half, -sqrt(3) / 2], [sqrt(3) / 2, half]]),
    ("rotation by 360 degrees", [[1, 0], [0, 1]]),
    ("reflection in the origin", [[-1, 0], [0, -1]]),
    ("reflection across the x-axis", [[1, 0], [0, -1]]),
    ("reflection in the line y = -x", [[0, -1], [-1, 0]]),
    ("projection onto the y axis", [[0, 0], [0, 1]]),
    ("projection onto the line y = x/2", [[4 * fifth, 2 * fifth], [2 * fifth, fifth]]),
    ("vertical shear by -1/2", [[1, 0], [-half, 1]]),
    ("shear by 0 in the x-direction", [[1, 0], [0, 1]]),
    ("scaling by factor 3", [[3, 0], [0, 3]]),
    ("scaling by 0 in x and 2 in y", [[0, 0], [0, 2]]),
]


@pytest.mark.parametrize(("name", "rows"), MATRICES)
def test_matrix(name: str, rows: list[list[int]]) -> None:
    solution = solve(f"find the matrix of the {name}")
    assert solution.verified, solution.report.faults
    assert solution.answer["matrix"].after == Matrix.of(rows)


def test_order_of_two_maps_matters() -> None:
    turned, mirrored = "rotation by 90 degrees", "reflection in the x axis"
    one = solve(f"matrix of a {turned} followed by a {mirrored}")
    other = solve(f"matrix of a {mirrored} followed by a {turned}")
    assert one.verified
    assert other.verified
    assert one.answer["composition"].after == Matrix.of([[0, -1], [-1, 0]])
    assert other.answer["composition"].after == Matrix.of([[0, 1], [1, 0]])


def test_three_maps_and_an_image() -> None:
    typed = "scaling by 2, then rotation by 45 degrees, then rotation by 45 degrees"
    solution = solve("linear_algebra.named_map", maps=typed, x="(1, 0)")
    assert solution.verified, solution.report.faults
    assert solution.answer["image"].after == Tuple(0, 2)


def test_a_vector_may_hold_the_opposite_of_the_factor() -> None:
    solution = solve("linear_algebra.named_map", maps="shear along the y axis by -1", x="(1, 1)")
    assert solution.verified, solution.report.faults
    assert solution.answer["image"].after == Tuple(1, 0)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("matrix of the rotation by 37 degrees", "no short exact form"),
        ("matrix of the reflection in the line y = 2x + 1", "no rule of a map|no map of the plane"),
        ("image of (1,2,3) under rotation by 90 degrees", "x is 3 by 1"),
        (
            "linear_algebra.named_map: scaling by 2, then scaling by 2, then scaling by 2, then scaling by 2",
            "The limit is 3",
        ),
        ("linear_algebra.named_map: rotation by 1 radian", "no map of the plane"),
    ],
)
def test_what_is_no_map_here_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix


@pytest.mark.parametrize(
    "text", ["rotation by x degrees", "projection onto the line through (0, 0)", ""]
)
def test_wording_that_nobody_wrote(text: str) -> None:
    with pytest.raises(TutorError):
        named_map(text)


def test_wording_is_read_back() -> None:
    for one in (NamedMap("rotation", (-half,)), NamedMap("scaling", (half, Rational(-3)))):
        assert named_map(str(one)) == one
