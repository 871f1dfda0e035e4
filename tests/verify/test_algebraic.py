"""Fields of roots: those of a low degree are built, the others are left to digits."""

from __future__ import annotations

import pytest
from sympy import Basic, CRootOf, sqrt
from sympy.abc import x

from tutor.verify.values.algebraic import algebraic
from tutor.verify.values.matrix_numbers import NotExact


def test_a_root_within_a_root_has_an_exact_value() -> None:
    below = 86 - 2 * sqrt(1843)
    field = algebraic((sqrt(below), below), {})
    assert field.of(sqrt(below)) ** 2 == field.of(below)


@pytest.mark.parametrize("scale", [1, 2])
def test_roots_of_the_roots_of_a_cubic_are_too_many(scale: int) -> None:
    """The degree of what stands under a root counts: a field of degree 216 would take for ever."""
    roots = [CRootOf(x**3 - 55 * x**2 + 61 * x - 2, k) for k in range(3)]
    values: tuple[Basic, ...] = tuple(sqrt(scale * root) for root in roots)
    with pytest.raises(NotExact):
        algebraic(values, {})
