"""Linear combinations at their edges."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

k = Symbol("k")
ROWS = [
    ("(1,2)+(3,-5)", Tuple(4, -3)),
    ("add (1,2), (3,4) and (5,6)", Tuple(9, 12)),
    ("(1,2)-(1,2)", Tuple(0, 0)),
    ("3(1, k)", Tuple(3, 3 * k)),
    ("0(1,2) + 2(0,0)", Tuple(0, 0)),
    ("1/2(1,2) + 0.5(1,0)", Tuple(1, 1)),
    ("sqrt(2)*(sqrt(2), 1) - (2, 0)", Tuple(0, sqrt(2))),
    ("linear combination of (1,2), (3,4) with 2, -1/3", Tuple(1, Rational(8, 3))),
    ("k*(1,2) + (3,4)", Tuple(k + 3, 2 * k + 4)),
]


@pytest.mark.parametrize(("typed", "value"), ROWS)
@pytest.mark.parametrize("method", ["multiples", "components"])
def test_combination(typed: str, value: Tuple, method: str) -> None:
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["combination"].after == value


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("(1,2)+(1,2,3)", "2 components, and vector 2 has 3"),
        ("linear combination of (1,2), (3,4) with 3", "1 number for 2 vectors"),
    ],
)
def test_what_does_not_fit_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("(1,2) + (3,4)", Tuple(4, 6)),
        ("2(1,2) - 3(4,5)", Tuple(-10, -11)),
        ("(1/2, sqrt(2)) + (1, 1)", Tuple(Rational(3, 2), 1 + sqrt(2))),
    ],
)
def test_the_sum_is_the_diagonal_of_a_parallelogram(typed: str, value: Tuple) -> None:
    solution = solve(f"{typed} by the parallelogram rule")
    assert solution.verified, solution.report.faults
    assert solution.answer["combination"].after == value


@pytest.mark.parametrize(
    "typed", ["(1,2) + (2,4)", "(1,2,3) + (2,4,1)", "(1,2) + (0,0)", "(k,2) + (0,1)"]
)
def test_no_parallelogram_on_one_line_or_outside_the_plane(typed: str) -> None:
    with pytest.raises(TutorError, match="does not fit"):
        solve(typed, method="parallelogram")
