"""Systems of polynomial equations with their real solutions."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, sqrt, symbols

from tutor.core.step import collect
from tutor.kit.polynomial_systems import Solver

x, y, z = symbols("x y z")

SYSTEMS = [
    ([4 * x - 2 * y, x + 2 * y - 5], (x, y), [(1, 2)]),
    ([x**2 - y**2, x**2 + y**2], (x, y), [(0, 0)]),
    ([x * y, x + y - 1], (x, y), [(0, 1), (1, 0)]),
    ([x**2 + 1, y], (x, y), []),
    ([z * (y - x), y * (z - x), x * (z - y), x + y + z - 3], (x, y, z), [(3, 0, 0), (0, 3, 0), (0, 0, 3), (1, 1, 1)]),
    ([x**2 + x * y + y**2 - 3, x**2 - y**2], (x, y), [(1, 1), (-1, -1), (sqrt(3), -sqrt(3)), (-sqrt(3), sqrt(3))]),
    ([2 * x - 1, x * y - Rational(3, 2)], (x, y), [(Rational(1, 2), 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("polynomials", "unknowns", "expected"), SYSTEMS)
def test_polynomial_systems(
    polynomials: list, unknowns: tuple[Symbol, ...], expected: list
) -> None:
    _, found = collect(Solver(unknowns).solve(polynomials))
    assert {tuple(s[u] for u in unknowns) for s in found} == set(expected)
