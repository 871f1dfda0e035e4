"""The formula of each kind of claim, and the conditions beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from sympy import (
    Abs,
    Add,
    Basic,
    Derivative,
    Eq,
    I,
    Integer,
    Integral,
    Limit,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    Tuple,
    cos,
    exp,
    oo,
    sin,
    sqrt,
    symbols,
)

from tutor.core import claims
from tutor.core.claims import Claim
from tutor.core.expr import Det, Distribution
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, NullSpace, Span
from tutor.kit.linear_algebra import rows
from tutor.render.typeset import Style, Typesetter

from ..matrices import AUGMENTED, REDUCED, TALL

x, y, z, a = symbols("x y z a")
SYSTEM = Tuple(Eq(x + y, 3))
SQUARE = Matrix.of([[1, 2], [2, 4]])
STUDENT, STANDARD = Distribution("t", 24), Distribution("normal", 0, 1)


def tail(law: Distribution, statistic: Basic, side: str) -> Claim:
    return claims.TailProbability(law, statistic, side, Rational(23, 1000), Rational(1, 1000))


def quantile(law: Distribution) -> Claim:
    return claims.Quantile(law, Rational(39, 40), Rational(2, 1), Rational(1, 100))


def solutions(unknowns: tuple[Symbol, ...], *found: tuple[object, ...]) -> Claim:
    return claims.SolutionSet(
        SYSTEM, Tuple(*unknowns), Tuple(*(Tuple(*values) for values in found))
    )


def extremum(kind: str, point: tuple[int, ...], variables: tuple[Symbol, ...]) -> Claim:
    return claims.Extremum(x * y, Tuple(*variables), Tuple(), Tuple(*point), Integer(5), kind)


class Row(NamedTuple):
    claim: Claim
    plain: str


ROWS = [
    Row(claims.Equal(Rational(7, 3), Mul(7, Pow(3, -1, evaluate=False), evaluate=False)), "7/3"),
    Row(
        claims.TailProbability(STUDENT, Integer(60), "right", Integer(0), Rational(1, 10**10)),
        "P(T ≥ 60) ≤ 10⁻¹⁰",
    ),
    Row(claims.Equal(Det(Matrix.of([[1, 2], [3, 4]])), Integer(-2)), "det[1 2; 3 4] = −2"),
    Row(
        claims.Equivalent(Tuple(Eq(x + y, 3), Eq(x, 1)), Tuple(Eq(y, 2), Eq(x, 1)), Tuple(x, y)),
        "{x + y = 3; x = 1} ⟺ {y = 2; x = 1}",
    ),
    Row(
        claims.Equivalent(AUGMENTED, REDUCED, Tuple(x, y)),
        "[1 2 | 3; 4 5 | 6] ∼ [1 2 | 3; 0 −3 | −6]",
    ),
    Row(claims.Implies(Tuple(Eq(x, 2)), Tuple(Eq(x**2, 4)), Tuple(x)), "x = 2 ⟹ x² = 4"),
    Row(
        claims.Swapped(AUGMENTED, 1, 2, rows.swap(AUGMENTED, 1, 2)),
        "─(R₁ ↔ R₂)→ [4 5 | 6; 1 2 | 3]",
    ),
    Row(
        claims.Scaled(REDUCED, 2, Rational(-1, 3), rows.scale(REDUCED, 2, Rational(-1, 3))),
        "─(R₂ ← −(1/3) R₂)→ [1 2 | 3; 0 1 | 2]",
    ),
    Row(
        claims.Added(AUGMENTED, 2, 1, Integer(-4), REDUCED),
        "─(R₂ ← R₂ − 4R₁)→ [1 2 | 3; 0 −3 | −6]",
    ),
    Row(
        claims.Added(AUGMENTED, 2, 1, Integer(1), rows.add(AUGMENTED, 2, 1, Integer(1))),
        "─(R₂ ← R₂ + R₁)→ [1 2 | 3; 5 7 | 9]",
    ),
    Row(
        claims.Cleared(
            TALL,
            1,
            Matrix.of([[0, -2, Rational(1, 3)]]),
            Matrix.of([[1, 2], [1, -4], [0, Rational(2, 3)]]),
        ),
        "─(R₂ ← R₂ − 2R₁,  R₃ ← R₃ + (1/3) R₁)→ [1 2; 1 −4; 0 2/3]",
    ),
    Row(  # the terms stay where their letters were
        claims.Substituted(
            Eq(x + 2 * y, 5),
            Tuple(Eq(x, 1), Eq(y, 2)),
            Eq(Add(1, Mul(2, 2, evaluate=False), evaluate=False), 5, evaluate=False),
        ),
        "x + 2y = 5 ─(x = 1, y = 2)→ 1 + 2 · 2 = 5",
    ),
    Row(
        claims.Substituted(x**2 + 1, Tuple(Eq(x, 2)), Integer(5)),
        "(x² + 1)|ₓ₌₂ = 5",
    ),
    Row(
        claims.Substituted(Abs(x), Tuple(Eq(x, 2)), Integer(2)),
        "(|x|)|ₓ₌₂ = 2",
    ),
    Row(
        claims.Substituted(Tuple(x**2 + 1), Tuple(Eq(x, 2)), Tuple(Integer(5))),
        "(x² + 1)|ₓ₌₂ = 5",
    ),
    Row(
        claims.Substituted(Eq(x + y, 3), Tuple(Eq(x, 2)), Eq(Add(2, y, evaluate=False), 3)),
        "x + y = 3 ─(x = 2)→ y + 2 = 3",
    ),
    Row(solutions((x, y), (1, Rational(2, 3))), "x = 1,   y = 2/3"),
    Row(solutions((x,), (1,), (2,)), "x = 1 or x = 2"),
    Row(solutions((x, y), (1, 3), (2, 4)), "(x, y) = (1, 3) or (x, y) = (2, 4)"),
    Row(solutions((x, y)), "no solution"),
    Row(
        solutions((x, y, z), (1 - 2 * z, z + Rational(2, 3), z)),
        "[x; y; z] = [1; 2/3; 0] + z [−2; 1; 1],   z ∈ ℝ",
    ),
    Row(solutions((x, y), (2 * y, y)), "[x; y] = y [2; 1],   y ∈ ℝ"),
    Row(solutions((x, y), (y**2, y)), "x = y²,   y = y,   y ∈ ℝ"),
    Row(claims.DerivativeOf(x**2, x, 2 * x), "d/dx[x²] = 2x"),
    Row(claims.DerivativeOf(a * x, x, a), "∂/∂x[a x] = a"),
    Row(claims.AntiderivativeOf(2 * x, x, x**2), "∫ 2x dx = x² + C"),
    Row(
        claims.AntiderivativeOf(x * cos(x), x, x * sin(x) - Integral(sin(x), x)),
        "∫ x cos(x) dx = x sin(x) − ∫ sin(x) dx",
    ),
    Row(claims.Equal(Limit(sin(x) / x, x, 0, "+-"), Integer(1)), "lim(x → 0) sin(x)/x = 1"),
    Row(claims.Equal(Limit(1 / x, x, 0, "-"), -oo), "lim(x → 0⁻) 1/x = −∞"),
    Row(claims.Equal(Integral(1 / x, (x, 0, 1)), oo), "∫₀¹ 1/x dx = ∞"),
    Row(extremum("minimum", (1, 2), (x, y)), "minimum 5 at (x, y) = (1, 2)"),
    Row(extremum("local maximum", (1,), (x,)), "local maximum 5 at x = 1"),
    Row(extremum("saddle", (0, 0), (x, y)), "saddle point with value 5 at (x, y) = (0, 0)"),
    Row(claims.Approximates(sqrt(2), Rational(707, 500), Rational(1, 1000)), "√2 ≈ 1.414"),
    Row(
        claims.Approximates(x, Rational("-0.5") - Rational("1.25") * I, Rational(1, 100)),
        "x ≈ −0.5 − 1.25i",
    ),
    Row(claims.Approximates(x, Rational("-1.25") * I, Rational(1, 100)), "x ≈ −1.25i"),
    Row(claims.Approximates(Rational(1, 3), Rational(1, 3), Rational(1, 1000)), "1/3 ≈ 0.333"),
    Row(
        claims.Approximates(x, Rational(46, 10**7), Rational(1, 10**8)),
        "x ≈ 4.6 · 10⁻⁶",
    ),
    Row(
        claims.Recurrence(
            Tuple(x),
            Tuple(x / 2 + 1 / x),
            Tuple(x**2),
            Tuple(Tuple(0, 1, 1), Tuple(1, Rational(3, 2), Rational(9, 4))),
            Integer(0),
        ),
        "[k, xₖ, x²; 0, 1, 1; 1, 3/2, 9/4]",
    ),
    Row(
        claims.Recurrence(
            Tuple(x, y),
            Tuple(2 * x, y / 3),
            Tuple(),
            Tuple(
                Tuple(0, 1, -1),
                Tuple(1, 2, Rational(-1, 3)),
                Tuple(30, 2**30, Rational(0)),
            ),
            Rational(1, 2000),
        ),
        "[k, xₖ, yₖ; 0, 1.000, −1.000; 1, 2.000, −0.333; ⋮, ⋮, ⋮; 30, 1.074 · 10⁹, 0.000]",
    ),
    Row(
        claims.Approximates(Tuple(sqrt(2), 1), Tuple(Rational(707, 500), 1), Rational(1, 1000)),
        "(√2, 1) ≈ (1.414, 1)",
    ),
    Row(
        claims.Approximates(
            MatrixProduct(Matrix.of([[sqrt(2)]]), Tuple(1)),
            Tuple(Rational(707, 500)),
            Rational(1, 1000),
        ),
        "[√2] [1] ≈ [1.414]",
    ),
    Row(tail(STUDENT, Integer(2), "right"), "P(T ≥ 2) ≈ 0.023"),
    Row(tail(STUDENT, Integer(-2), "left"), "P(T ≤ −2) ≈ 0.023"),
    Row(tail(STANDARD, Integer(-2), "two"), "2P(Z ≥ |−2|) ≈ 0.023"),
    Row(tail(Distribution("chi2", 3), Integer(2), "right"), "P(χ² ≥ 2) ≈ 0.023"),
    Row(tail(Distribution("poisson", 3), Integer(2), "left"), "P(X ≤ 2) ≈ 0.023"),
    Row(quantile(STUDENT), "t_(0.975, 24) ≈ 2"),
    Row(quantile(STANDARD), "z_(0.975) ≈ 2"),
    Row(quantile(Distribution("normal", 5, 4)), "F⁻¹(0.975) ≈ 2"),
    Row(
        claims.Normalised(
            Tuple(Rational(1, 4), Rational(1, 2)),
            Rational(3, 4),
            Tuple(Rational(1, 3), Rational(2, 3)),
        ),
        "(1/(3/4)) (1/4, 1/2) = (1/3, 2/3)",
    ),
    Row(
        claims.RowReduced(SQUARE, Matrix.of([[1, 2], [0, 0]]), Tuple(1)),
        "[1 2; 2 4] ─(rref)→ [1 2; 0 0]",
    ),
    Row(
        claims.Echelon(SQUARE, Matrix.of([[1, 2], [0, 0]]), Tuple(1)),
        "[1 2; 2 4] ─(echelon form)→ [1 2; 0 0]",
    ),
    Row(
        claims.Basis(NullSpace(SQUARE), Tuple(Tuple(-2, 1))),
        "{(−2, 1)} is a basis of Null([1 2; 2 4])",
    ),
    Row(claims.Basis(NullSpace(Symbol("A")), Tuple()), "Null(A) = {0}"),
    Row(
        claims.Basis(Span(Tuple(1, 2), Tuple(0, 1)), Tuple(Tuple(1, 2), Tuple(0, 1))),
        "(1, 2), (0, 1) are linearly independent",
    ),
    Row(
        claims.Factored(SQUARE, Tuple(Symbol("L"), Symbol("U")), ("lower", "upper")),
        "[1 2; 2 4] = L U",
    ),
    Row(
        claims.Definite(SQUARE, "positive semidefinite"),
        "[1 2; 2 4] is positive semidefinite",
    ),
    Row(
        claims.Signs(
            (x - 1) / x, x, Tuple(0, 1), ("undefined", "zero"), ("positive", "negative", "positive")
        ),
        "x: 0 1; (x − 1)/x: + undef. − 0 +",
    ),
    Row(
        claims.Roots((x - 1) * (x + 2) ** 2, x, Tuple(1, -2), Tuple(1, 2)),
        "x = 1,   x = −2  (2 times)",
    ),
    Row(claims.Compared(x, "!=", Integer(0)), "x ≠ 0"),
    Row(claims.Compared(Rational(1, 2), "<=", Integer(1)), "1/2 ≤ 1"),
    Row(claims.Defines(Symbol("L"), x * y), "L = x y"),
    Row(claims.Choice(AUGMENTED), "[1 2 | 3; 4 5 | 6]"),
    Row(claims.Choice(Tuple(x)), "x"),
    Row(
        claims.Defines(y, Piecewise((x, x > 0), (a, True), evaluate=False)),
        "y = {x, if x > 0; a, otherwise}",
    ),
    Row(claims.Defines(x, -exp(-1) / 2), "x = −1/(2e)"),
    Row(claims.Defines(x, exp(-Rational(1, 2))), "x = e^(−1/2)"),
    Row(claims.Defines(Symbol("v2'"), x), "v₂′ = x"),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.plain for row in ROWS])
def test_formula_of_a_claim(row: Row) -> None:
    assert Typesetter().plain(row.claim) == row.plain


def test_every_kind_of_claim_has_a_formula() -> None:
    assert {type(row.claim) for row in ROWS} == set(claims.KINDS.values())


def test_long_equation_takes_two_lines() -> None:
    function = (x**2 + 1) ** 3 * sin(x)
    first = Mul(Derivative((x**2 + 1) ** 3, x), sin(x), evaluate=False)
    second = Mul((x**2 + 1) ** 3, Derivative(sin(x), x), evaluate=False)
    claim = claims.Equal(Derivative(function, x), Add(first, second, evaluate=False))
    assert r"\\" not in Typesetter(Style(width=200)).latex(claim)
    written = Typesetter(Style(width=30)).latex(claim)
    assert written.startswith(r"\begin{aligned}")
    assert re.search(r"\\\\\S*  &  = ", written)


def test_conditions_are_apart_from_the_formula() -> None:
    typesetter = Typesetter()
    claim = claims.Equal(x / x, Integer(1), (Symbol("x") > 0, a > 1))
    conditions = typesetter.conditions(claim)
    assert conditions is not None
    assert typesetter.plain(conditions) == "x > 0, a > 1"
    assert ">" not in typesetter.plain(claim)
    assert typesetter.conditions(claims.Compared(x, "=", Integer(0))) is None


@pytest.mark.parametrize(
    ("given", "shown", "spoken"),
    [
        ((x > 0, x < 1), "0 < x < 1", "x is greater than 0 and x is less than 1"),
        ((x <= 4, a > 0, x >= 1), "1 ≤ x ≤ 4, a > 0", None),
        ((x > 4, x < 1), "x > 4, x < 1", None),
        ((x > 0, a < 1), "x > 0, a < 1", None),
    ],
)
def test_two_bounds_of_one_expression_stand_together(
    given: tuple[Basic, ...], shown: str, spoken: str | None
) -> None:
    typesetter = Typesetter()
    node = typesetter.conditions(claims.Equal(x, x, given))
    assert typesetter.plain(node) == shown
    assert spoken is None or typesetter.spoken(node) == spoken


def test_condition_of_a_tail_is_the_distribution() -> None:
    typesetter = Typesetter()
    conditions = typesetter.conditions(tail(STUDENT, Integer(2), "right"))
    assert conditions is not None
    assert typesetter.plain(conditions) == "T ∼ t₂₄"
    assert (
        typesetter.spoken(conditions) == "T follows the t distribution with 24 degrees of freedom"
    )


def test_table_of_an_iteration_is_drawn_with_its_headings() -> None:
    rows = Tuple(Tuple(0, 0), Tuple(1, Rational(1, 4)), Tuple(9, Rational("0.98")))
    claim = claims.Recurrence(Tuple(x), Tuple(x / 2 + 1), Tuple(), rows, Rational(1, 200))
    drawing = Typesetter().plain(claim, display=True).split("\n")
    assert drawing == ["k │   xₖ", "──┼─────", "0 │ 0.00", "1 │ 0.25", "⋮ │    ⋮", "9 │ 0.98"]
    assert Typesetter().latex(claim) == (
        r"\begin{array}{r|r} k & x_{k} \\ \hline 0 & 0.00 \\ 1 & 0.25 \\ \vdots & \vdots \\ "
        r"9 & 0.98 \end{array}"
    )
    assert Typesetter().spoken(claim) == (
        "the table with the columns k; x sub k. 0: 0.00. 1: 0.25. rows 2 to 8 are left out. "
        "9: 0.98. End of table"
    )


@pytest.mark.parametrize(
    ("claim", "latex"),
    [
        (
            claims.Extremum(x, Tuple(x), Tuple(), Tuple(-2), Integer(-2), "minimum"),
            r"\text{minimum }{-}2\text{ at }x = -2",
        ),
        (
            claims.Equal(a, Mul(1 / x + 1 / (1 + 1 / y), 1 / z, evaluate=False)),
            r"a = \frac{\dfrac{1}{1 + \frac{1}{y}} + \dfrac{1}{x}}{z}",
        ),
        (
            claims.Signs(1 / x, x, Tuple(Integer(0)), ("undefined",), ("negative", "positive")),
            r"\begin{array}{c|ccc} x &  & 0 &  \\ \hline \dfrac{1}{x} & - & \text{undef.} & + \end{array}",
        ),
    ],
)
def test_signs_and_sizes_in_latex(claim: Claim, latex: str) -> None:
    assert Typesetter().latex(claim) == latex


def test_line_that_goes_on_with_a_sign_has_space_around_it() -> None:
    claim = claims.Equal(x, Add(*(x**k * y**k for k in range(9)), evaluate=False))
    written = Typesetter(Style(width=30)).mathml(claim, display=True)
    assert written.count('<mo form="infix">+</mo>') == written.count("<mtr>") - 1
