"""The shapes of a term that latex2sympy2 is given, one for each construct, and how its answers are checked."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from sympy import Expr, Rational, Symbol, exp, log, sin, sqrt

from tutor.core.errors import NotUnderstood
from tutor.reading import exact, latex
from tutor.reading.latex import leaf

a, b, c, i, k, n, p, r, x, y, z = sp.symbols("a b c i k n p r x y z")
x1, x2, mu, sigma, lam, T = sp.symbols("x1 x2 mu sigma lambda T")

SHAPES: list[tuple[str, Expr]] = [
    ("ab", Symbol("a") * Symbol("b")),
    ("a^{b}", Symbol("a") ** Symbol("b")),
    (r"a \cdot b/f", Symbol("a") * Symbol("b") / Symbol("f")),
    ("a/b/f", Symbol("a") / Symbol("b") / Symbol("f")),
    (r"\frac{a}{b}f^{g}", Symbol("a") / Symbol("b") * Symbol("f") ** Symbol("g")),
    (r"\frac{a}{b}^{f}", (Symbol("a") / Symbol("b")) ** Symbol("f")),
    (r"a\sqrt{b}\sqrt[f]{g}", Symbol("a") * sqrt(Symbol("b")) * Symbol("g") ** (1 / Symbol("f"))),
    ("a!b!", sp.factorial(Symbol("a")) * sp.factorial(Symbol("b"))),
    (r"\binom{a}{b}f", sp.binomial(Symbol("a"), Symbol("b")) * Symbol("f")),
    (r"\left|a\right|^{b}\left|f\right|", sp.Abs(Symbol("a")) ** Symbol("b") * sp.Abs(Symbol("f"))),
    (r"\lfloor{a}\rfloor b", sp.floor(Symbol("a")) * Symbol("b")),
    (r"a\ln^{b}(f)g", Symbol("a") * log(Symbol("f")) ** Symbol("b") * Symbol("g")),
    (r"\log_{a}(b)^{f}", log(Symbol("b"), Symbol("a")) ** Symbol("f")),
    (r"\exp(a)^{b}f", exp(Symbol("a")) ** Symbol("b") * Symbol("f")),
    (r"\max(a,b)f", sp.Max(Symbol("a"), Symbol("b")) * Symbol("f")),
    *(
        (rf"a\{name}^{{b}}(f)g", Symbol("a") * f(Symbol("f")) ** Symbol("b") * Symbol("g"))
        for name, f in exact.FUNCTIONS.items()
        if name[:3] in ("sin", "cos", "tan", "cot", "sec", "csc")
    ),
    *(
        (rf"a\{name}(b)^{{f}}", Symbol("a") * f(Symbol("b")) ** Symbol("f"))
        for name, f in exact.FUNCTIONS.items()
        if name.startswith("ar")
    ),
]


@pytest.mark.parametrize(("shape", "expected"), SHAPES, ids=[s for s, _ in SHAPES])
def test_latex2sympy2_reads_each_shape_of_a_term(shape: str, expected: Expr) -> None:
    tree = leaf._tree(shape)
    values: dict[Any, Expr] = {
        letter: Rational(3 + 2 * j, 7 + j)
        for j, letter in enumerate(sorted(tree.free_symbols, key=str))
    }
    difference = tree.subs(values).evalf(30) - expected.subs(values).evalf(30)
    assert abs(difference) < 1e-20


def test_an_answer_that_is_not_faithful_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (x, x * y * z, a * a * b, a * b * sin(c), sp.Float(1.5) * a * b):
        monkeypatch.setattr(leaf, "_tree", lambda shape, wrong=wrong: wrong)
        with pytest.raises(NotUnderstood, match="cannot be read"):
            latex.expression("xy")


def test_it_says_how_to_install_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "latex2sympy2", None)
    leaf._latex2sympy2.cache_clear()
    try:
        with pytest.raises(NotUnderstood) as caught:
            leaf._latex2sympy2()
    finally:
        leaf._latex2sympy2.cache_clear()
    assert "pip install" in caught.value.fix
