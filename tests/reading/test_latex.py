"""Formulas in LaTeX: what each reads as, or which error it gives and where."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sympy as sp
from sympy import E, Expr, Integer, Rational, Symbol, exp, log, pi, sin, sqrt

from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.kit.unevaluated import added
from tutor.reading import latex
from tutor.reading.latex import leaf

a, b, c, i, k, n, p, r, x, y, z = sp.symbols("a b c i k n p r x y z")
x1, x2, mu, sigma, lam, T = sp.symbols("x1 x2 mu sigma lambda T")

READS: list[tuple[str, Any]] = [
    # numbers
    ("0.1+0.2", Rational(3, 10)),
    (".5", Rational(1, 2)),
    ("1{,}5", Rational(3, 2)),
    (r"5\%", Rational(1, 20)),
    (r"1.5\times10^{3}", 1500),
    (r"6\div 3", 2),
    ("2^{-3}", Rational(1, 8)),
    (r"\frac34", Rational(3, 4)),
    (r"\sqrt[3]{-8}", -2),
    (r"\infty", sp.oo),
    (r"-\infty", -sp.oo),
    # letters
    ("e^{x}", exp(x)),
    (r"\exponentialE^{x}", exp(x)),
    (r"2\pi", 2 * pi),
    ("i^2", i**2),
    ("N+1", Symbol("N") + 1),
    ("E+I+S+O+Q", added(*sp.symbols("E I S O Q"))),
    ("x_{1}+x_1", 2 * x1),
    ("x_1x_2", x1 * x2),
    ("x_{12}", Symbol("x12")),
    ("x_n", Symbol("x_n")),
    (r"x_{\text{max}}", Symbol("x_max")),
    ("x_{1}^{2}", x1**2),
    (r"\lambda+1", lam + 1),
    (r"\lambda_1", Symbol("lambda1")),
    (r"\bar x+\hat{p}", added(Symbol("xbar"), Symbol("phat"))),
    (r"\hat{\beta}_1", Symbol("betahat1")),
    (r"\mathbf{A}", Symbol("A")),
    (r"\mathrm{e}^{x}", exp(x)),
    ("αx−β", Symbol("alpha") * x - Symbol("beta")),
    # sums, products, powers
    ("-x^2", -(x**2)),
    ("(-x)^2", x**2),
    ("x--1", x + 1),
    ("2x^{2}y", 2 * x**2 * y),
    (r"x\times y", x * y),
    (r"2\cdot-3x", -6 * x),
    (r"\frac12x", x / 2),
    (r"\tfrac38x^2", 3 * x**2 / 8),
    (r"1 \frac{1}{x}", 1 / x),
    (r"a/b\cdot c", a * c / b),
    ("a/b/c", a / (b * c)),
    ("1/(2x)", 1 / (2 * x)),
    ("x(x+1)", x * (x + 1)),
    (r"\left(x+1\right)^3", (x + 1) ** 3),
    (r"\Big(x+1\Big)[x-1]", (x + 1) * (x - 1)),
    ("x^{y^{z}}", x ** (y**z)),
    ("(1+r)^T", (1 + r) ** T),
    (r"\sqrt{x}y", sqrt(x) * y),
    (r"\sqrt[n]{x}", x ** (1 / n)),
    ("n!(n+1)!", sp.factorial(n) * sp.factorial(n + 1)),
    (r"\binom{n}{k}p^k(1-p)^{n-k}", sp.binomial(n, k) * p**k * (1 - p) ** (n - k)),
    (r"$x\,+\;1$", x + 1),
    ("x+1.", x + 1),
    # bars
    ("|x-1|+|x+1|", added(sp.Abs(x - 1), sp.Abs(x + 1))),
    ("||x|-1|", sp.Abs(added(sp.Abs(x), Integer(-1)), evaluate=False)),
    ("|x|y+|z|", sp.Abs(x) * y + sp.Abs(z)),
    (r"\lvert x\rvert\left|y\right|", sp.Abs(x) * sp.Abs(y)),
    ("|e^x|", sp.Abs(exp(x), evaluate=False)),
    (r"\lfloor x\rfloor+\lceil x\rceil", added(sp.floor(x), sp.ceiling(x))),
    # functions
    (r"\sin 2x", sin(2 * x)),
    (r"\sin2\pi x", sin(2 * pi * x)),
    (r"\sin xy", sin(x * y)),
    (r"\sin x\cos x", sin(x) * sp.cos(x)),
    (r"\sin(x)(x+1)", (x + 1) * sin(x)),
    (r"\sin(x)^2+\sin^2x+\sin^{2}{\left(x\right)}", 3 * sin(x) ** 2),
    (r"\sin\frac{x}{2}", sin(x / 2)),
    (r"\sin^{-1}x", sp.asin(x)),
    (r"\operatorname{asin}{\left(x\right)}", sp.asin(x)),
    (r"\ln x^2", log(x**2)),
    (r"\ln\ln x", log(log(x))),
    (r"\ln|x|", log(sp.Abs(x))),
    (r"\log e", 1),
    (r"\log_2 8", 3),
    (r"\log_b x", log(x) / log(b)),
    (r"\log_{10}100", 2),
    (r"\max(a,b)", sp.Max(a, b)),
    (r"\Gamma(x)", sp.gamma(x)),
    (r"\exp(-x^2)", exp(-(x**2))),
    (
        r"\frac{1}{\sigma\sqrt{2\pi}}e^{-\frac{(x-\mu)^2}{2\sigma^2}}",
        exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * sqrt(2 * pi)),
    ),
    # names without their backslash, where the letters stand for nothing else
    ("sin(x^2)e^{3x}", exp(3 * x) * sin(x**2)),
    ("x sin x", x * sin(x)),
    ("pi/2", pi / 2),
    (r"\sqrt(x)+sqrt(y)", sqrt(x) + sqrt(y)),
    ("lambda x", Symbol("lambda") * x),
    ("by", b * y),
    # operators
    (r"\frac{d}{dx}\left(x^2+1\right)", sp.Derivative(x**2 + 1, x)),
    (r"\frac{\mathrm{d}^2}{\mathrm{d}x^2}x^3", sp.Derivative(x**3, (x, 2))),
    (r"\frac{\differentialD}{\differentialD x}x", sp.Derivative(x, x)),
    (r"\frac{\partial}{\partial y}(xy)", sp.Derivative(x * y, y)),
    (r"\int_0^1 x^2\,dx", sp.Integral(x**2, (x, 0, 1))),
    (r"\int_0^1\int_0^2xy\,dx\,dy", sp.Integral(x * y, (x, 0, 2), (y, 0, 1))),
    (r"\int e^{-x}dx", sp.Integral(exp(-x), x)),
    (r"\lim_{x\to0^+}\ln x", sp.Limit(log(x), x, 0, "+")),
    (r"\lim_{x\to0}\frac{\sin x}{x}", sp.Limit(sin(x) / x, x, 0, "+-")),
    (r"\sum_{k=1}^{1000000000} k", sp.Sum(k, (k, 1, 10**9))),
    (r"\prod_{i=1}^n x_i", sp.Product(Symbol("x_i"), (i, 1, n))),
]

REFUSES: list[tuple[str, str, str]] = [
    # text, code, what the caret covers
    ("", "empty", ""),
    ("x+", "missing-operand", ""),
    ("*x", "missing-operand", "*"),
    ("()", "missing", ")"),
    (r"\frac{1}", "missing", ""),
    ("(x]", "mismatch", "]"),
    (r"\left(x", "unclosed", r"\left("),
    (r"1+\foo{x}", "unknown-command", r"\foo"),
    (r"\sinn x", "unknown-command", r"\sinn"),
    (r"\coth(x)", "unknown-command", r"\coth"),
    ("x\u200b+1", "character", "\u200b"),
    ("аx", "character", "а"),
    ("20%", "comment", "%"),
    ("1,5", "comma", ","),
    ("1{,}000", "decimal-comma", "1{,}000"),
    (r"1\,000", "ambiguous", "000"),
    ("1.5.2", "number", "1.5."),
    ("2 3", "ambiguous", "3"),
    (r"2\frac{1}{2}", "ambiguous", r"\frac"),
    ("x_12", "ambiguous", "12"),
    ("x^12", "ambiguous", "2"),
    (r"\sqrt12", "ambiguous", "2"),
    ("x2", "ambiguous", "2"),
    ("1/2x", "ambiguous", "x"),
    ("6/2(1+2)", "ambiguous", "("),
    ("x^y^z", "ambiguous", "^"),
    ("3!^2", "factorial", "!"),
    ("|a|b|c|", "ambiguous", "|"),
    ("|x", "unclosed", "|"),
    ("xsin(x)", "ambiguous", "sin"),
    ("lnx", "ambiguous", "ln"),
    ("x^2 from", "words", "from"),
    (r"\sin x(x+1)", "ambiguous", r"\sin"),
    (r"\sin x y", "ambiguous", r"\sin"),
    (r"\sin x e^x", "ambiguous", r"\sin"),
    (r"\sin\frac{x}{2}y", "ambiguous", r"\sin"),
    (r"\sin x!", "ambiguous", r"\sin"),
    (r"\sinh^{-1}x", "ambiguous", r"\sinh"),
    (r"\sin -x", "argument", r"\sin"),
    ("f(x)", "function-value", "f"),
    ("x'", "prime", "'"),
    ("A^T", "transpose", "^"),
    (r"A^{\top}", "transpose", "^"),
    (r"\|v\|", "norm", r"\|"),
    ("x=1", "relation", "="),
    (r"x\quad y", "gap", r"\quad"),
    (r"x\text{ and }y", "words", r"\text{ and }"),
    (r"x+\infty", "unexpected", r"\infty"),
    (r"5\% x", "percent", "x"),
    (r"\frac{d}{dx}", "operator-alone", r"\frac"),
    (r"\frac{d}{dx}x^2+1", "ambiguous", "+"),
    (r"\frac{dy}{dx}", "derivative", r"\frac"),
    (r"\lim_{x\to2}x^2+1", "ambiguous", "+"),
    (r"\int x", "missing-differential", r"\int"),
    (r"\sum k", "bounds", r"\sum"),
    (r"2^{\int_0^1x\,dx}", "operator-inside", r"2^{\int_0^1x\,dx}"),
    (r"\lim_{x\to x}x", "limit-point", r"\lim"),
    (r"\max(3)", "argument", r"\max"),
    (r"\begin{equation}x\end{equation}", "environment", r"\begin{equation}"),
    (r"\det\begin{pmatrix}1\end{pmatrix}", "determinant-here", r"\det"),
]

UNDEFINED = [
    (r"\frac{1}{0}", "division-by-zero"),
    (r"1+\frac{1}{x-x}", "division-by-zero"),
    (r"\sqrt[0]{x}", "division-by-zero"),
    ("0^0", "zero-power"),
    (r"\sqrt{-1}", "not-real"),
    (r"\arcsin 2", "not-real"),
    (r"\ln 0", "logarithm"),
    (r"\ln(-1)", "logarithm"),
    (r"\log_1 x", "logarithm"),
    (r"\tan\frac{\pi}{2}", "undefined"),
    ("(-1)!", "factorial"),
]

OVER_LIMIT = [
    ("x" * 2001, "characters"),
    ("+x" * 401, "tokens"),
    ("1" * 101, "digits"),
    ("(" * 51 + "x" + ")" * 51, "depth"),
    (r"\sin " * 60 + "x", "depth"),
    ("|" * 60 + "x" + "|" * 60, "depth"),
    (r"\frac{d}{dx}" * 60 + "x", "depth"),
    (r"\lim_{x\to0}" * 60 + "x", "depth"),
    ("9^{9^{9}}", "number-size"),
    ("10^{10^{10}}", "number-size"),
    (r"\sqrt[99999999999999999999]{5}", "root-size"),
    ("(x+1)^{101}", "exponent"),
    ("(x^{100})^{100}", "exponent"),
    ("e^{9^9}", "exponent"),
    ("1001!", "factorial-size"),
    ("abcdefghklmnopqrtuvwxyz" * 2, "term-size"),
    ("+".join(f"x_{{{j}}}" for j in range(31)), "variables"),
]


@pytest.mark.parametrize(("text", "expected"), READS, ids=[t for t, _ in READS])
def test_a_formula_reads_as_it_is_meant(text: str, expected: Expr | int) -> None:
    assert latex.expression(text) == expected


@pytest.mark.parametrize(("text", "code", "marked"), REFUSES, ids=[t for t, _, _ in REFUSES])
def test_what_is_unclear_is_asked_back_at_its_place(text: str, code: str, marked: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        latex.expression(text)
    error = caught.value
    assert (error.code, error.text) == (code, text)
    assert error.at is not None
    assert text[error.at : error.at + error.length] == marked
    assert error.message
    assert error.fix


@pytest.mark.parametrize(("text", "code"), UNDEFINED)
def test_what_does_not_exist_is_said_to_be_undefined(text: str, code: str) -> None:
    with pytest.raises(Undefined) as caught:
        latex.expression(text)
    assert caught.value.code == code
    assert caught.value.at is not None


@pytest.mark.parametrize(("text", "code"), OVER_LIMIT, ids=[c for _, c in OVER_LIMIT])
def test_what_is_too_large_is_refused_at_once(text: str, code: str) -> None:
    start = time.perf_counter()
    with pytest.raises(OverLimit) as caught:
        latex.expression(text)
    assert caught.value.code == code
    assert time.perf_counter() - start < 20


def test_an_error_shows_the_place_in_the_text_as_typed() -> None:
    with pytest.raises(NotUnderstood) as caught:
        latex.expression(r"\left( x \right) + \frac{1}{2 3}")
    shown = caught.value.mark()
    assert shown is not None
    line, caret = shown
    assert line[caret.index("^")] == "3"


# One reading does not disturb another


def test_an_assignment_does_not_leak_into_the_next_reading() -> None:
    for _ in range(2):
        assert latex.equation("x=5") == sp.Eq(x, 5, evaluate=False)
        assert latex.expression("x+1") == x + 1
        assert latex.expression("2x") == 2 * x


def test_threads_read_what_one_thread_reads() -> None:
    texts = [text for text, _ in READS] * 3
    leaf._tree.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(latex.expression, texts))
    assert together == [latex.expression(text) for text in texts]


def test_constants_are_not_symbols() -> None:
    assert latex.expression("e") is E
    assert latex.expression(r"\pi") is pi
    assert latex.expression("e_1") == Symbol("e1")
    assert latex.expression("2") == Integer(2)
