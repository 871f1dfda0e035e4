"""The sign of an expression holds at every place, and is found where SymPy has no polynomial to build."""

import pytest
import sympy as sp

from tutor.kit.signs import sign

x, y = sp.symbols("x y", real=True)


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (x**2 + sp.exp(x), "positive"),
        ((x + 1) ** 2 + y**2, "not negative"),
        (x**4 - x + 1, "positive"),
        (x**4 - x, ""),
        (2 + sp.sin(x), "positive"),
        (1 + sp.cos(x), "not negative"),
        (sp.sqrt(x**2 + 1) - x, "positive"),
        (sp.sqrt(x**2 - 1) - x, ""),
        # the letters cancel, so there is no polynomial in them
        ((x + 1) ** 2 - x**2 - 2 * x - 1, ""),
    ],
)
def test_the_sign_that_holds_throughout(expr: sp.Expr, expected: str) -> None:
    assert sign(expr) == expected
