"""How expressions are written: one row for each convention, and MathML and drawings by their structure."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Abs,
    Add,
    And,
    Derivative,
    Eq,
    FiniteSet,
    I,
    IndexedBase,
    Integer,
    Integral,
    Interval,
    Limit,
    Mul,
    Ne,
    Piecewise,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    Tuple,
    binomial,
    exp,
    factorial,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
)

from tutor.core.expr import Det, Distribution, Hypothesis, Probability
from tutor.core.matrix import Matrix
from tutor.render.typeset import Style, Typesetter

x, y, a, b, c, n, i, p = symbols("x y a b c n i p")
mu, sigma, lam = symbols("mu sigma lambda")
X = IndexedBase("x")
AS_WRITTEN = {"evaluate": False}


ROWS = [
    (b - a, r"b - a", "b − a"),
    (Mul(1, exp(1, evaluate=False), evaluate=False), r"1 \cdot e^{1}", "1 · e¹"),
    (Mul(1, sqrt(2), evaluate=False), r"1 \cdot \sqrt{2}", "1 · √2"),
    (Eq(2 * y - 2 * x, -4), r"-2x + 2y = -4", "−2x + 2y = −4"),
    (x + 2 * x * log(x), r"2x\ln(x) + x", "2x ln(x) + x"),
    (3 * log(x), r"3\ln(x)", "3 ln(x)"),
    (Symbol("x_bar") + 2 * Symbol("se"), r"\bar{x} + 2 \cdot \mathrm{se}", "x̄ + 2 · se"),
    (Tuple(Eq(mu, 46), Ne(mu, 46)), r"\mu = 46, \quad \mu \ne 46", "μ = 46,   μ ≠ 46"),
    (x**2 + 2 * x + 1, r"x^{2} + 2x + 1", "x² + 2x + 1"),
    (-(x**2) + 4 * x - 3, r"-x^{2} + 4x - 3", "−x² + 4x − 3"),
    (1 - p, r"1 - p", "1 − p"),
    (a * x**2 + b * x + c, r"ax^{2} + bx + c", "a x² + b x + c"),
    (
        x**2 + y**2 - lam * (x + y - 1),
        r"x^{2} + y^{2} - \lambda(x + y - 1)",
        "x² + y² − λ(x + y − 1)",
    ),
    (Mul(-1, x, **AS_WRITTEN), r"-x", "−x"),
    (Add(2, 3, **AS_WRITTEN), r"2 + 3", "2 + 3"),
    (Add(5, Mul(-1, -3, **AS_WRITTEN), **AS_WRITTEN), r"5 - (-3)", "5 − (−3)"),
    (Mul(2, -3, **AS_WRITTEN), r"2 \cdot (-3)", "2 · (−3)"),
    (Mul(-1, 2, 3, **AS_WRITTEN), r"-2 \cdot 3", "−2 · 3"),
    (Mul(6, Pow(3, -1, **AS_WRITTEN), **AS_WRITTEN), r"\frac{6}{3}", "6/3"),
    (Mul(Rational(1, 3), 6, **AS_WRITTEN), r"\frac{1}{3} \cdot 6", "1/3 · 6"),
    (Pow(2, 3, **AS_WRITTEN), r"2^{3}", "2³"),
    (Pow(-2, 2, **AS_WRITTEN), r"(-2)^{2}", "(−2)²"),
    (Rational(-2, 3), r"-\frac{2}{3}", "−2/3"),
    (x / 3, r"\frac{x}{3}", "x/3"),
    (-2 * x / 3, r"-\frac{2}{3}x", "−(2/3) x"),
    (2 / (3 * x), r"\frac{2}{3x}", "2/(3x)"),
    ((x + 1) / (x - 1), r"\frac{x + 1}{x - 1}", "(x + 1)/(x − 1)"),
    (sqrt(x), r"\sqrt{x}", "√x"),
    (1 / sqrt(x), r"\frac{1}{\sqrt{x}}", "1/√x"),
    (x ** Rational(3, 2), r"x^{3/2}", "x^(3/2)"),
    (x ** Rational(1, 3), r"\sqrt[3]{x}", "∛x"),
    (2 * sqrt(3) / 3, r"\frac{2\sqrt{3}}{3}", "2√3/3"),
    (x * sqrt(2), r"x\sqrt{2}", "x √2"),
    (x ** (n - 1), r"x^{n - 1}", "xⁿ⁻¹"),
    (Pow(Rational(1, 2), n), r"\left( \frac{1}{2} \right)^{n}", "(1/2)ⁿ"),
    (exp(-x), r"e^{-x}", "e⁻ˣ"),
    (exp(-(x**2) / 2), r"e^{-x^{2}/2}", "e^(−x²/2)"),
    (
        exp(-((x - mu) ** 2) / (2 * sigma**2)),
        r"\exp\mathopen{}\left( -\frac{(x - \mu)^{2}}{2\sigma^{2}} \right)",
        "exp(−(x − μ)²/(2σ²))",
    ),
    (lam**n * exp(-lam) / factorial(n), r"\frac{\lambda^{n}e^{-\lambda}}{n!}", "λⁿ e^(−λ)/n!"),
    (sin(x) ** 2, r"\sin^{2}(x)", "sin²(x)"),
    (log(x) ** 2, r"(\ln(x))^{2}", "(ln(x))²"),
    (x * (x + 1), r"x(x + 1)", "x(x + 1)"),
    (Abs(x - 1), r"\lvert x - 1 \rvert", "|x − 1|"),
    (binomial(n, 2), r"\binom{n}{2}", "C(n, 2)"),
    (Symbol("x1") + Symbol("x10") + Symbol("x2"), r"x_{1} + x_{2} + x_{10}", "x₁ + x₂ + x₁₀"),
    (Symbol("xbar"), r"\bar{x}", "x̄"),
    (Symbol("p_hat"), r"\hat{p}", "p̂"),
    (Symbol("mu_0"), r"\mu_{0}", "μ₀"),
    (Symbol("sigma^2"), r"\sigma^{2}", "σ²"),
    (Symbol("rate") * Symbol("time"), r"\mathrm{rate} \cdot \mathrm{time}", "rate · time"),
    (1 + 2 * I, r"1 + 2i", "1 + 2i"),
    (-oo, r"-\infty", "−∞"),
    (Derivative(x**2 + 1, x), r"\frac{d}{dx}[x^{2} + 1]", "d/dx[x² + 1]"),
    (
        Derivative(x**2 * y, x, y),
        r"\frac{\partial^{2}}{\partial x\partial y}[x^{2}y]",
        "∂²/∂x∂y[x² y]",
    ),
    (Derivative(y, x), r"\frac{dy}{dx}", "dy/dx"),
    (Integral(x**2 + 1, (x, 0, 1)), r"\int_{0}^{1} (x^{2} + 1)\,dx", "∫₀¹ (x² + 1) dx"),
    (Limit(sin(x) / x, x, 0, "+-"), r"\lim_{x \to 0} \frac{\sin(x)}{x}", "lim(x → 0) sin(x)/x"),
    (Limit(1 / x, x, 0, "-"), r"\lim_{x \to 0^{-}} \frac{1}{x}", "lim(x → 0⁻) 1/x"),
    (Sum(X[i], (i, 1, n)) / n, r"\frac{1}{n}\sum_{i = 1}^{n} x_{i}", "(1/n) ∑(i=1 … n) xᵢ"),
    (Product(X[i] + 1, (i, 1, n)), r"\prod_{i = 1}^{n} (x_{i} + 1)", "∏(i=1 … n) (xᵢ + 1)"),
    (Eq(x + 1, 2), r"x + 1 = 2", "x + 1 = 2"),
    (Eq(x + a * y, 1), r"x + ay = 1", "x + a y = 1"),
    (Eq(a * x + 2 * y, 1), r"ax + 2y = 1", "a x + 2y = 1"),
    (Ne(a * y - b * x, 0), r"ay - bx \ne 0", "a y − b x ≠ 0"),
    (And(x > 0, y < 1), r"x > 0\text{ and }y < 1", "x > 0 and y < 1"),
    (Tuple(1, Rational(1, 2)), r"\left( 1, \frac{1}{2} \right)", "(1, 1/2)"),
    (
        Tuple(Eq(x + y, 3), Eq(2 * x, 4)),
        r"\left\{\begin{aligned} x + y &  = 3 \\ 2x &  = 4 \end{aligned}\right.",
        "{x + y = 3; 2x = 4}",
    ),
    (FiniteSet(1, 2), r"\{1, 2\}", "{1, 2}"),
    (Interval.Ropen(0, 1), r"[0, 1)", "[0, 1)"),
    (
        Piecewise((x, x > 0), (-x, True)),
        r"\begin{cases} x & \text{if }x > 0 \\ -x & \text{otherwise} \end{cases}",
        "{x, if x > 0; −x, otherwise}",
    ),
    (
        Matrix.of([[1, 2, 3], [4, Rational(-5, 2), 6]], bar=1),
        r"\left[\begin{array}{cc|c} 1 & 2 & 3 \\[0.4em] 4 & -\frac{5}{2} & 6 \end{array}\right]",
        "[1 2 | 3; 4 −5/2 | 6]",
    ),
    (Matrix.of([[1], [a]]), r"\begin{bmatrix} 1 \\ a \end{bmatrix}", "[1; a]"),
    (
        Det(Matrix.of([[1, 2], [3, 4]])),
        r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}",
        "det[1 2; 3 4]",
    ),
    (Probability("A", "B", "H1"), r"P(A \mid B, H_{1})", "P(A | B, H₁)"),
    (Hypothesis("H_0", Eq(x, 8)), r"H_{0}\text{: }x = 8", "H₀: x = 8"),
    (Distribution("t", 24), r"t_{24}", "t₂₄"),
    (Distribution("normal", 100, 225), r"N(100, 15^{2})", "N(100, 15²)"),
    (Distribution("poisson", lam), r"\operatorname{Poisson}(\lambda)", "Poisson(λ)"),
]


@pytest.mark.parametrize(("value", "latex", "plain"), ROWS, ids=[row[2] for row in ROWS])
def test_written_as_on_the_board(value: Any, latex: str, plain: str) -> None:
    typesetter = Typesetter()
    assert typesetter.latex(value) == latex
    assert typesetter.plain(value) == plain


DECIMALS = [
    (Rational(773, 100), "7.73"),
    (Rational(-1, 8), "−0.125"),
    (Rational(1, 3), "1/3"),
    (Rational(1, 2**9), "1/512"),
    (x / 2, "x/2"),
    (x / 4, "x/4"),
    (Rational(3, 2) * x + Rational(1, 4), "(3/2) x + 0.25"),
    (Rational(3, 2) * log(2 * pi), "(3/2) ln(2π)"),
    (Rational(6, 5) * x, "1.2x"),
    (Rational(32, 10**8), "3.2 · 10⁻⁷"),
    (Rational(-1, 10**10), "−10⁻¹⁰"),
    (Rational(123456, 10**13), "1.23456 · 10⁻⁸"),
    (Rational(1, 10**4), "0.0001"),
    (Rational(63447, 200000000), "0.000317235"),
    (Mul(Rational(9, 80), Pow(Rational(27, 80), -1, **AS_WRITTEN), **AS_WRITTEN), "0.1125/0.3375"),
    (Mul(Rational(261, 2), Pow(10, -1, **AS_WRITTEN), **AS_WRITTEN), "130.5/10"),
    (Matrix.of([[Rational(1, 2), Rational(1, 3)]]), "[0.5 1/3]"),
]


@pytest.mark.parametrize(("value", "plain"), DECIMALS, ids=[plain for _, plain in DECIMALS])
def test_decimals(value: Any, plain: str) -> None:
    assert Typesetter(Style(decimals=True)).plain(value) == plain


MATHML = [
    (x / 3, "<mfrac><mi>x</mi><mn>3</mn></mfrac>"),
    (-x, '<mrow><mo form="prefix">−</mo><mi>x</mi></mrow>'),
    (2 * x, "<mrow><mn>2</mn><mo>\N{INVISIBLE TIMES}</mo><mi>x</mi></mrow>"),
    (sqrt(x), "<msqrt><mi>x</mi></msqrt>"),
    (x ** Rational(1, 3), "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    (Symbol("mu_0") ** 2, "<msubsup><mi>μ</mi><mn>0</mn><mn>2</mn></msubsup>"),
    (Symbol("xbar"), '<mover><mi>x</mi><mo stretchy="false">¯</mo></mover>'),
    (Symbol("Sigma"), '<mi mathvariant="normal">Σ</mi>'),
    (
        Matrix.of([[1, 2]], bar=1),
        '<mrow><mo fence="true" form="prefix" stretchy="true">[</mo><mtable columnlines="solid"><mtr>'
        '<mtd><mn>1</mn></mtd><mtd class="tutor-bar"><mn>2</mn></mtd></mtr></mtable>'
        '<mo fence="true" form="postfix" stretchy="true">]</mo></mrow>',
    ),
]


@pytest.mark.parametrize(("value", "markup"), MATHML, ids=[str(value) for value, _ in MATHML])
def test_mathml(value: Any, markup: str) -> None:
    written = Typesetter().mathml(value)
    assert written.partition(">")[2].removesuffix("</math>") == markup


def test_mathml_says_what_it_shows_and_how() -> None:
    written = Typesetter().mathml(x**2 / 3, display=True)
    opening = written.partition(">")[0]
    assert 'display="block"' in opening
    assert 'alttext="the fraction x squared over 3"' in opening
    assert 'display="inline"' in Typesetter().mathml(x)


DRAWN = [
    (
        (x + 1) / (2 * x) - Rational(1, 2),
        """\
 x + 1     1
─────── − ───
  2x       2""",
    ),
    (
        Matrix.of([[1, -2, 3], [Rational(1, 2), 5, 6]], bar=1),
        """\
⎡   1  −2 │ 3 ⎤
⎣ 1/2   5 │ 6 ⎦""",
    ),
    (
        -Det(Matrix.of([[1, 2], [3, 4]])),
        """\
−│ 1  2 │
 │ 3  4 │""",
    ),
    (
        Sum(X[i], (i, 1, n)) / n,
        """\
 1   n
───  ∑  xᵢ
 n  i=1""",
    ),
    (
        Pow(Rational(2, 3), n),
        """\
     n
⎛ 2 ⎞
⎜───⎟
⎝ 3 ⎠""",
    ),
    (
        Piecewise((x**2, x > 0), (0, True)),
        """\
⎧ x²   if x > 0
⎩ 0    otherwise""",
    ),
    (
        sqrt(Rational(1, 2) + pi / x),
        """\
 ┌─────────
 │ 1     π
 │─── + ───
╲│ 2     x""",
    ),
    (Integer(5), "5"),
]


@pytest.mark.parametrize(("value", "drawing"), DRAWN, ids=[str(value) for value, _ in DRAWN])
def test_drawn_over_several_lines(value: Any, drawing: str) -> None:
    assert Typesetter().plain(value, display=True) == drawing
