"""Formulas printed by SymPy, or written as in a textbook, read back as the same function."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol

from tutor.core.errors import OverLimit, TutorError
from tutor.core.expr import Encoder
from tutor.reading import latex
from tutor.reading.latex.vocabulary import ALLOWED

NAMES = ("x", "y", "n", "lambda", "x1", "sigma", "i")
LETTERS = st.sampled_from([Symbol(name) for name in NAMES])
NUMBERS = st.builds(Rational, st.integers(-12, 12), st.integers(1, 9))
FUNCTIONS: tuple[Callable[[Expr], Expr], ...] = (
    *(sp.sin, sp.cos, sp.tan, sp.sinh, sp.atan, sp.exp, sp.Abs),
    lambda e: sp.log(sp.Abs(e) + 1),
    lambda e: sp.sqrt(sp.Abs(e) + 1),
    lambda e: sp.asin(1 / (2 + sp.Abs(e))),
)


def _grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda es: sp.Add(*es)),
        several.map(lambda es: sp.Mul(*es)),
        st.builds(lambda e, n: sp.Pow(e, n), inner, st.integers(1, 3)),
        st.builds(lambda e, d: e / (1 + sp.Abs(d)), inner, inner),
        st.builds(lambda f, e: f(e), st.sampled_from(FUNCTIONS), inner),
    )


TREES = st.recursive(st.one_of(LETTERS, NUMBERS), _grow, max_leaves=6)
SLOW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def attempt(reader: Callable[[str], Any], text: str) -> Any:
    """What the reader gives, or the error it raises for the user."""
    try:
        return reader(text)
    except TutorError as error:
        return error


def same(found: Expr, expected: Expr) -> bool:
    """Whether both have the same value at a few points."""
    if found == expected:
        return True
    symbols = sorted(found.free_symbols | expected.free_symbols, key=str)
    for shift in (1, 2, 3):
        at = {s: Rational(3 * k + shift, 5 + 2 * k) for k, s in enumerate(symbols)}
        one, other = found.subs(at).evalf(30), expected.subs(at).evalf(30)
        if abs(one - other) > sp.Float("1e-18") * (1 + abs(other)):
            return False
    return True


@given(TREES)
@SLOW
def test_what_sympy_prints_is_read_back(tree: Expr) -> None:
    if tree.has(sp.zoo, sp.nan, sp.I):
        return
    text = sp.latex(tree)
    found = attempt(latex.expression, text)
    if isinstance(found, TutorError):
        assert isinstance(found, OverLimit), text
    else:
        assert same(found, tree), text
        Encoder().encode(found)


# Terms as people write them, with what they mean

Written = tuple[str, Expr]


def _letter(name: str) -> Written:
    typed = {"lambda": r"\lambda ", "sigma": r"\sigma ", "x1": "x_{1}"}.get(name, name)
    return typed, Symbol(name)


ATOMS = st.sampled_from(NAMES).map(_letter)


def _group(inner: Written) -> Written:
    return rf"\left({inner[0]}\right)", inner[1]


def _raised(base: Written, exponent: Written) -> Written:
    return f"{base[0]}^{{{exponent[0]}}}", base[1] ** exponent[1]


def _fraction(above: Written, below: Written) -> Written:
    return rf"\frac{{{above[0]}}}{{{below[0]}}}", above[1] / below[1]


def _called(name: str, argument: Written) -> Written:
    functions = {"sin": sp.sin, "cos": sp.cos, "ln": sp.log, "exp": sp.exp, "arctan": sp.atan}
    return rf"\{name}({argument[0]})", functions[name](argument[1])


def _product(parts: list[Written], signs: list[str]) -> Written:
    """Factors joined by nothing, a dot or a slash; a slash divides by the one factor behind it."""
    text, value = parts[0]
    for (typed, factor), sign in zip(parts[1:], signs, strict=False):
        joined = sign if sign or "/" not in text[-1:] else r"\cdot "
        text += joined + typed
        value = value / factor if sign == "/" else value * factor
    return text, value


def _sum(parts: list[Written], minus: list[bool]) -> Written:
    text, value = parts[0]
    for (typed, term), negative in zip(parts[1:], minus, strict=False):
        text += ("-" if negative else "+") + typed
        value = value - term if negative else value + term
    return text, value


def _factors(whole: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    grouped = whole.map(_group)
    return st.one_of(
        ATOMS,
        grouped,
        st.builds(_raised, st.one_of(ATOMS, grouped), whole),
        st.builds(_fraction, whole, whole),
        st.builds(_called, st.sampled_from(["sin", "cos", "ln", "exp", "arctan"]), whole),
    )


def _written(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    factors = st.lists(_factors(inner), min_size=1, max_size=4)
    # a slash only before explicit signs: what is ambiguous is asked back and tested elsewhere
    beside = st.lists(st.sampled_from(["", r"\cdot "]), min_size=3, max_size=3)
    divided = st.lists(st.sampled_from(["/", r"\cdot ", r"\times "]), min_size=3, max_size=3)
    terms = st.builds(_product, factors, st.one_of(beside, divided))
    return st.builds(
        _sum,
        st.lists(terms, min_size=1, max_size=3),
        st.lists(st.booleans(), min_size=2, max_size=2),
    )


@given(st.recursive(ATOMS, _written, max_leaves=8))
@SLOW
def test_what_people_write_is_read_as_it_is_meant(written: Written) -> None:
    text, meant = written
    if meant.has(sp.zoo, sp.nan, sp.I):
        return
    found = attempt(latex.expression, text)
    if isinstance(found, TutorError):
        assert found.code in ("exponent", "division-by-zero", "zero-power", "depth"), text
    else:
        assert same(found, meant), text


# Nothing but the four kinds of error comes out, soon

SIGNS = st.sampled_from(
    [
        *"xye12+-*/^_(){}[]|,;=!'&$ ",
        *(rf"\{name} " for name in sorted(ALLOWED)),
        *(r"\\", r"\left(", r"\right)", r"\{", r"\}", r"\|", r"\%", r"\text{and}"),
        *(r"\begin{pmatrix}", r"\end{pmatrix}", r"\begin{cases}", r"\end{cases}"),
        *(r"\frac{1}{2}", "^{2}", "_{1}", "9^{9^9}", "P(A)=", r"\frac{d}{dx}"),
    ]
)


@given(st.one_of(st.lists(SIGNS, max_size=14).map("".join), st.text(max_size=20)))
@settings(SLOW, max_examples=400)
def test_any_text_is_read_or_refused(text: str) -> None:
    start = time.perf_counter()
    for reader in (
        *(latex.expression, latex.equations, latex.matrix, latex.vector, latex.data),
        *(latex.probabilities, latex.statement),
    ):
        error = attempt(reader, text)
        if isinstance(error, TutorError):
            assert error.message
            assert error.fix
            assert error.at is not None
            assert 0 <= error.at <= len(text)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("factors", [2, 10, 35])
def test_a_long_term_is_read(factors: int) -> None:
    text = "".join(f"(x+{k})" for k in range(1, factors + 1))
    x = Symbol("x")
    assert latex.expression(text) == sp.Mul(*(x + Integer(k) for k in range(1, factors + 1)))
