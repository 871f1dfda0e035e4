"""Row operations: how they are typed, what they do to a determinant, and what is none."""

from __future__ import annotations

from functools import partial

import pytest

from tutor.core.errors import TutorError
from tutor.reading.row_operations import row_operations
from tutor.solution import solve

from .. import solving

TOPIC = "linear_algebra.row_operations"


solved = partial(solving.solved, topic=TOPIC)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("swap rows 1 and 2", ["swap rows 1 and 2"]),
        ("swapping row 1 with row 3", ["swap rows 1 and 3"]),
        ("exchanging rows 2 and 1; R1 <-> R2", ["swap rows 2 and 1", "swap rows 1 and 2"]),
        (r"R_1 \leftrightarrow R_2", ["swap rows 1 and 2"]),
        ("doubling row 1 and halving row 2", ["multiply row 1 by 2", "multiply row 2 by 1/2"]),
        ("multiply row 2 by -3/4", ["multiply row 2 by -3/4"]),
        ("scaling R2 by 0.5", ["multiply row 2 by 1/2"]),
        ("R2 <- 3 R2", ["multiply row 2 by 3"]),
        ("adding 10*row 1 to row 3", ["add 10 times row 1 to row 3"]),
        ("add row 1 to row 2", ["add 1 times row 1 to row 2"]),
        ("subtract 2 times row 1 from row 2", ["add -2 times row 1 to row 2"]),
        ("R3 <- R3 - 2 R1", ["add -2 times row 1 to row 3"]),
        ("R3 + R1", ["add 1 times row 1 to row 3"]),
        ("adding 5 to row 2", ["add 5 to each entry of row 2"]),
        ("add 5 to every entry of row 2", ["add 5 to each entry of row 2"]),
        (
            "doubling row 1, and (starting again from M) after adding 10*row 1 to row 3",
            ["multiply row 1 by 2", "add 10 times row 1 to row 3"],
        ),
    ],
)
def test_how_operations_are_typed(typed: str, read: list[str]) -> None:
    assert list(row_operations(typed)) == read


@pytest.mark.parametrize("method", ["rules", "recomputing"])
@pytest.mark.parametrize(
    ("operation", "value"),
    [
        ("swap rows 1 and 2", -2),
        ("multiply row 1 by 3", 6),
        ("multiply row 2 by -1", -2),
        ("multiply row 1 by 0", 0),
        ("add 7 times row 1 to row 2", 2),
        ("adding 5 to row 2", 7),
        ("adding 0 to row 2", 2),
    ],
)
def test_determinant_after_one_operation(operation: str, value: int, method: str) -> None:
    answer = solved(f"determinant of [2 1; 4 3] after {operation}", method).answer
    assert answer["determinant"].after == 2
    assert answer["after_1"].after == value


def test_each_operation_starts_from_the_first_matrix() -> None:
    answer = solved(
        "effect of swapping rows 1 and 2; doubling row 1 on the determinant of [2 1; 4 3]"
    ).answer
    assert [answer[f"after_{k}"].after for k in (1, 2)] == [-2, 4]


def test_what_is_no_row_operation_is_said() -> None:
    assert "is no row operation" in str(solved("determinant of [2 1; 4 3] after adding 5 to row 2"))
    page = " ".join(str(solved("determinant of [2 1; 4 3] after multiplying row 1 by 0")).split())
    assert "Multiplying a row by 0 is no row operation" in page


def test_singular_stays_singular() -> None:
    page = str(solved("determinant of [1 2; 2 4] after adding 3 times row 1 to row 2"))
    assert "the new matrix is singular" in " ".join(page.split())


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"A": "[1 2; 3 4]", "operations": "swap rows 1 and 3"}, "no-such-row"),
        ({"A": "[1 2; 3 4]", "operations": "multiply row 0 by 2"}, "no-such-row"),
        ({"A": "[1 2; 3 4]", "operations": "swap rows 1 and 1"}, "same-row"),
        ({"A": "[1 2; 3 4]", "operations": "add 2 times row 1 to row 1"}, "same-row"),
        ({"A": "[1 2; 3 4]", "operations": "transpose it"}, "row-operation"),
        ({"A": "[1 2; 3 4]", "operations": "and"}, "empty"),
        ({"A": "[1 2; 3 4]", "operations": "; ".join(["doubling row 1"] * 5)}, "row-operations"),
        ({"A": "[1 2 3; 3 4 5]", "operations": "swap rows 1 and 2"}, "not-square"),
        ({"A": "[a 2; 3 4]", "operations": "swap rows 1 and 2"}, "letter-for-number"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_fix(given: dict[str, str], code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(TOPIC, **given)
    assert caught.value.code == code
    assert caught.value.fix
