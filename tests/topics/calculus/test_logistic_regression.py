"""Logistic regression at its edges: several inputs, both losses, a start of its own, what is no data."""

from __future__ import annotations

from math import exp, log

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved


def sigmoid(z: float) -> float:
    return 1 / (1 + exp(-z))


def trained(
    rows: list[tuple[float, ...]], labels: list[int], rate: float, steps: int
) -> list[float]:
    """The weights and the bias from zero, and the cost, in floats."""
    state = [0.0] * (len(rows[0]) + 1)
    full = [(*row, 1.0) for row in rows]

    def height(row: tuple[float, ...]) -> float:
        return sigmoid(sum(a * x for a, x in zip(state, row, strict=True)))

    for _ in range(steps):
        errors = [height(row) - y for row, y in zip(full, labels, strict=True)]
        slopes = [
            sum(e * row[k] for e, row in zip(errors, full, strict=True)) / len(rows)
            for k in range(len(state))
        ]
        state = [a - rate * s for a, s in zip(state, slopes, strict=True)]
    losses = [-log(height(r) if y else 1 - height(r)) for r, y in zip(full, labels, strict=True)]
    return [*state, sum(losses) / len(losses)]


@pytest.mark.parametrize(
    ("said", "rows", "labels"),
    [
        ("x = 0, 1, 2, 3 with labels 0, 0, 1, 1", [(0,), (1,), (2,), (3,)], [0, 0, 1, 1]),
        ("(0, 1), (1, 0), (2, 2) with labels 0, 1, 1", [(0, 1), (1, 0), (2, 2)], [0, 1, 1]),
    ],
)
def test_the_table_ends_where_floats_do(
    said: str, rows: list[tuple[float, ...]], labels: list[int]
) -> None:
    solution = solved(f"gradient descent for logistic regression on {said}, rate 0.5, 4 steps")
    last = [float(v) for v in solution.answer["iterates"].rows[-1].args[1:]]
    assert last == pytest.approx(trained(rows, labels, 0.5, 4), abs=1e-5)


def test_the_cost_falls_with_the_squared_error_too() -> None:
    solution = solved(
        "train a sigmoid neuron on x = 0, 1, 2 with labels 0, 1, 1 with squared loss, w = (1), b = -1, rate 1, 3 steps"
    )
    table = solution.answer["iterates"].rows
    assert table[0].args[1:3] == (1, -1)
    costs = [float(row.args[-1]) for row in table.args]
    assert costs == sorted(costs, reverse=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("logistic regression on x = 0, 1 with labels 0, 2, rate 1, 1 step", "labels"),
        ("logistic regression on x = 0, 1 with labels 0, rate 1, 1 step", "rows-and-labels"),
        (
            "logistic regression on (0, 1), (1, 0) with labels 0, 1, w = (1), rate 1, 1 step",
            "shape-mismatch",
        ),
        ("logistic regression on (0,1,2,3), (1,0,0,0) with labels 0, 1, rate 1, 1 step", "rows"),
    ],
)
def test_what_cannot_be_trained_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(text)
    assert refused.value.code == code
    assert refused.value.fix
