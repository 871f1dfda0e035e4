"""Matrices of linear maps at their edges."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

k = Symbol("k")
RULES = [
    ("matrix of T(x,y)=(x+y, 2x, 0)", [[1, 1], [2, 0], [0, 0]]),
    ("matrix of T(x,y,z)=(x-z, y)", [[1, 0, -1], [0, 1, 0]]),
    ("matrix of T(x)=3x", [[3]]),
    ("matrix of T(x,y)=(0,0)", [[0, 0], [0, 0]]),
    ("matrix of T(x,y)=(-y, x)", [[0, -1], [1, 0]]),
    ("matrix of T(x,y)=((x+y)/2, (x+y)/2)", [[Rational(1, 2)] * 2] * 2),
    ("matrix of T(x,y)=(sqrt(2)*x, k*y)", [[sqrt(2), 0], [0, k]]),
    ("matrix of T(x,y)=((x+1)^2 - x^2 - 1, y)", [[2, 0], [0, 1]]),
]


@pytest.mark.parametrize("method", ["basis_vectors", "coefficients"])
@pytest.mark.parametrize(("typed", "rows"), RULES)
def test_a_rule(typed: str, rows: list[list[int]], method: str) -> None:
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["matrix"].after.args[0] == Matrix.of(rows)


def test_images_are_the_columns() -> None:
    solution = solve("matrix of the map with images (1,2,3), (0,1,0)")
    assert solution.verified, solution.report.faults
    assert solution.answer["matrix"].after == Matrix.of([[1, 0], [2, 1], [3, 0]])


def test_the_later_map_stands_on_the_left() -> None:
    solution = solve("matrix of T(x,y)=(-y,x) followed by S(x,y)=(x,-y)")
    assert solution.verified, solution.report.faults
    assert solution.answer["composition"].after == Matrix.of([[0, -1], [-1, 0]])
    turned = solve("matrix of T(x,y)=(x,-y) followed by S(x,y)=(-y,x)")
    assert turned.answer["composition"].after == Matrix.of([[0, 1], [1, 0]])


def test_maps_between_different_dimensions() -> None:
    maps = {"T": "T(x,y)=(x+y, 2x, 0)", "S": "S(a,b,c)=(a-b)"}
    solution = solve("linear_algebra.linear_map", **maps, x="(3, 5)")
    assert solution.verified, solution.report.faults
    assert solution.answer["image"].after == Tuple(2)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("matrix of T(x,y)=(x+1,y)", "not linear"),
        ("matrix of T(x,y)=(x*y,y)", "not linear"),
        ("matrix of T(x,y)=(abs(x),y)", "not linear"),
        ("matrix of T(x,y)=(x,y) followed by S(a,b,c)=(a,b)", "S needs as many|T needs as many"),
        ("image of (1,2,3) under T(x,y)=(x,y)", "x is 3 by 1"),
    ],
)
def test_what_has_no_matrix_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
