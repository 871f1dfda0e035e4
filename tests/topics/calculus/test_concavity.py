"""Inflection points at their edges: zeros without a change of sign, missing second derivatives."""

from __future__ import annotations

import pytest
from sympy import S, Tuple, sqrt

from tutor.solution import solve


@pytest.mark.parametrize(
    ("f", "places"),
    [
        ("x^3 - x + 1", {0}),
        ("x^5 - 5x^4", {3}),
        ("x^4", set()),
        ("e^(-x^2)", {-sqrt(2) / 2, sqrt(2) / 2}),
        ("cbrt(x)", {0}),
        ("x + 1/x", set()),
        ("x^2 - 3x", set()),
        ("2x + 1", set()),
        ("ln(x)", set()),
    ],
)
@pytest.mark.parametrize("method", ["sign_table", "third_derivative"])
def test_inflection_points(f: str, places: set[object], method: str) -> None:
    solution = solve(f"inflection points of {f}", method=method)
    assert solution.verified
    found = {g.values[0].rhs for n, g in solution.answer.items() if n.startswith("inflection")}
    assert found == set(map(S, places))


def test_a_zero_of_the_second_derivative_alone_is_no_inflection() -> None:
    trace = solve("inflection points of x^4").trace
    assert "find_no_inflection" in [part.rule for part in trace.walk()]
    assert trace.answer["bend"].solutions == Tuple(Tuple(0))
