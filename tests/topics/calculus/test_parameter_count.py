"""Counting weights and biases at the edges."""

from __future__ import annotations

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve


def test_a_single_layer_has_nothing_to_add() -> None:
    solution = solve("number of parameters of a network with the layers 4-3")
    assert solution.verified, solution.report.faults
    assert solution.answer["parameters"].after == 15
    assert [part.rule for part in solution.trace.steps] == ["count_units", "count_layer"]


def test_layers_of_one_unit_still_have_biases() -> None:
    assert solve("parameter_count: 1-1-1-1").answer["parameters"].after == 6


def test_large_layers() -> None:
    solution = solve("number of parameters of a network with the layers 784-128-10")
    assert solution.verified, solution.report.faults
    assert solution.answer["parameters"].after == 101770


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ("3", "at least one layer"),
        ("3-0-1", "no number of units"),
        ("3-x-1", "no list"),
        ("3-2.5-1", "no list"),
    ],
)
def test_what_is_no_shape_is_refused(shape: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve("calculus.parameter_count", shape=shape)
    assert caught.value.fix
