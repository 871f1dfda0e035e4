"""Products of matrices at their edges."""

from __future__ import annotations

import pytest
from sympy import Symbol, Tuple

from tutor.core.claims import Compared, Equal
from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

k = Symbol("k")
ROWS = [
    ("[1 2; 3 4][5 6; 7 8]", Matrix.of([[19, 22], [43, 50]])),
    ("[1 2; 3 4] (5, 6)", Tuple(17, 39)),
    ("product of [1 2; 3 4] and (5, 6)", Tuple(17, 39)),
    ("multiply [1 2 3] by [4; 5; 6]", Matrix.of([[32]])),
    ("multiply [4; 5; 6] by [1 2 3]", Matrix.of([[4, 8, 12], [5, 10, 15], [6, 12, 18]])),
    ("[1 0; 0 1] times [2 3; 4 5]", Matrix.of([[2, 3], [4, 5]])),
    ("[2 3; 4 5] times [1 0; 0 2]", Matrix.of([[2, 6], [4, 10]])),
    ("[k 1; 0 2] times [1 k; 1 1]", Matrix.of([[k + 1, k**2 + 1], [2, 2]])),
    ("[0 0; 0 0] times [1 2; 3 4]", Matrix.of([[0, 0], [0, 0]])),
    ("[sqrt(2) 1; 0 1] times (sqrt(2), 1)", Tuple(3, 1)),
    ("[3] times [4]", Matrix.of([[12]])),
]


@pytest.mark.parametrize("method", ["rows_and_columns", "columns"])
@pytest.mark.parametrize(("typed", "value"), ROWS)
def test_product(typed: str, value: Matrix | Tuple, method: str) -> None:
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["product"].after == value


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        (
            "[1 2 0; 3 4 0; 0 0 5][5 6 1; 7 8 1; 0 0 2]",
            ["[[19, 22], [43, 50]]", "[[3], [7]]", "[[0, 0]]", "[[10]]"],
        ),
        ("[k 1 0; 0 2 1] times [1 k; 1 1; 0 2]", ["[[k + 1]]", "[[k**2 + 1]]", "[[2]]", "[[4]]"]),
    ],
)
def test_blocks_multiply_like_entries(typed: str, blocks: list[str]) -> None:
    solution = solve(typed, method="blocks")
    assert solution.verified, solution.report.faults
    found = [
        part.claims[0] for part in solution.trace.steps if part.rule == "add_products_of_blocks"
    ]
    assert [f"{[list(line) for line in claim.after.entries()]}" for claim in found] == blocks


def test_blocks_that_would_be_entries_are_refused() -> None:
    with pytest.raises(TutorError, match="does not fit"):
        solve("[1 2; 3 4][5 6; 7 8]", method="blocks")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("[1 2; 3 4][5 6; 7 8]", Compared),
        ("[1 2; 3 4][1 0; 0 1]", Equal),
        ("[2 0; 0 3][4 0; 0 5]", Equal),
    ],
)
def test_the_order_of_square_factors_is_compared(typed: str, kind: type) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert isinstance(solution.answer["order"], kind)


@pytest.mark.parametrize("typed", ["[1 2; 3 4][1 2; 3 4]", "[1 2 3; 4 5 6][1 2; 3 4; 5 6]"])
def test_other_orders_are_not_compared(typed: str) -> None:
    assert "order" not in solve(typed).answer


@pytest.mark.parametrize(
    ("typed", "message", "fix"),
    [
        (
            "multiply [1 2; 3 4] by [1 2; 3 4; 5 6]",
            "B needs as many rows as A has columns: 2",
            "BA",
        ),
        ("multiply [1 2; 3 4] by [1 2 3]", "A is 2 by 2 and B is 1 by 3", "shapes"),
        ("[1 2; 3 4] (1, 2, 3)", "x is 3 by 1", "shapes"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(typed: str, message: str, fix: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert fix in caught.value.fix


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("do [1 2; 3 4] and [1 2; 3 4] commute?", "with itself"),
        ("do [1 2 3; 3 4 5] and [5 6; 7 8; 9 1] commute?", "these two do not commute"),
        ("do [1 k; 0 1] and [1 2; 3 1] commute?", "depends on the letter"),
        ("do [2] and [3] commute?", "Numbers always"),
    ],
)
def test_where_the_order_is_not_compared_the_question_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message):
        solve(typed)
