"""How matrices and vectors are written when they are not worked out: one row for each convention."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from sympy import CRootOf, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Compared, Equal
from tutor.core.matrix_expression import (
    Columns,
    CoordinateSpace,
    Cross,
    Det,
    Dimension,
    Dot,
    Eigenspace,
    Entry,
    FrobeniusNorm,
    Identity,
    Inverse,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    Norm,
    NullSpace,
    Projection,
    Rank,
    ScalarMultiple,
    Span,
    Trace,
    Transpose,
)
from tutor.render.typeset import Typesetter

from ..matrices import A as M

A, B, v, lam, x, y = map(Symbol, ("A", "B", "v1", "lambda", "x", "y"))
U, W = Tuple(1, 2), Tuple(3, 4)
TABLE = r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"

ROWS: list[tuple[Any, str, str, str]] = [
    (MatrixProduct(A, B), "AB", "A B", "A times B"),
    (
        Equal(MatrixProduct(M, U), Tuple(5, 11)),
        TABLE + r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} = \begin{bmatrix} 5 \\ 11 \end{bmatrix}",
        "[1 2; 3 4] [1; 2] = [5; 11]",
        "the 2 by 2 matrix, row 1: 1, 2; row 2: 3, 4, end matrix times the column 1, 2, end column "
        "equals the column 5, 11, end column",
    ),
    (
        Compared(MatrixProduct(A, U), "!=", W),
        r"A\begin{bmatrix} 1 \\ 2 \end{bmatrix} \ne \begin{bmatrix} 3 \\ 4 \end{bmatrix}",
        "A [1; 2] ≠ [3; 4]",
        "A times the column 1, 2, end column is not equal to the column 3, 4, end column",
    ),
    (
        Equal(Span(U), NullSpace(A)),
        r"\operatorname{span}\{(1, 2)\} = \operatorname{Null}(A)",
        "span{(1, 2)} = Null(A)",
        "the span of the pair 1, 2, end span equals the null space of A",
    ),
    (Transpose(A), "A^{T}", "Aᵀ", "A transpose"),
    (Transpose(Transpose(A)), "(A^{T})^{T}", "(Aᵀ)ᵀ", "A transpose transpose"),
    (
        Inverse(MatrixProduct(A, B)),
        "(AB)^{-1}",
        "(A B)⁻¹",
        "the inverse of the quantity A times B, end quantity",
    ),
    (MatrixPower(A, 5), "A^{5}", "A⁵", "A to the power 5"),
    (
        MatrixSum(A, ScalarMultiple(-lam, Identity(2))),
        r"A - \lambda I_{2}",
        "A − λ I₂",
        "A minus lambda times the 2 by 2 identity matrix",
    ),
    (
        MatrixProduct(MatrixSum(A, ScalarMultiple(-2, B)), v),
        "(A - 2B)v_{1}",
        "(A − 2B) v₁",
        "the quantity A minus 2 B, end quantity times v sub 1",
    ),
    (
        MatrixSum(ScalarMultiple(3, U), ScalarMultiple(-2, W)),
        r"3 \cdot (1, 2) - 2 \cdot (3, 4)",
        "3 · (1, 2) − 2 · (3, 4)",
        "3 times the pair 1, 2 minus 2 times the pair 3, 4",
    ),
    (ScalarMultiple(-1, A), "-A", "−A", "negative A"),
    (
        ScalarMultiple(Rational(1, 2), M),
        r"\frac{1}{2}" + TABLE,
        "(1/2) [1 2; 3 4]",
        "the fraction 1 over 2 times the 2 by 2 matrix, row 1: 1, 2; row 2: 3, 4, end matrix",
    ),
    (
        Dot(U, W),
        r"(1, 2) \cdot (3, 4)",
        "(1, 2) · (3, 4)",
        "the dot product of the pair 1, 2 and the pair 3, 4",
    ),
    (
        Cross(U, v),
        r"(1, 2) \times v_{1}",
        "(1, 2) × v₁",
        "the cross product of the pair 1, 2 and v sub 1",
    ),
    (Norm(v), r"\|v_{1}\|", "‖v₁‖", "the norm of v sub 1"),
    (Norm(v, 1), r"\|v_{1}\|_{1}", "‖v₁‖₁", "the 1 norm of v sub 1"),
    (Norm(v, sp.oo), r"\|v_{1}\|_{\infty}", "‖v₁‖_(∞)", "the infinity norm of v sub 1"),
    (FrobeniusNorm(A), r"\|A\|_{F}", "‖A‖_F", "the Frobenius norm of A"),
    (Trace(A), r"\operatorname{tr}(A)", "tr(A)", "the trace of A"),
    (Rank(A), r"\operatorname{rank}(A)", "rank(A)", "the rank of A"),
    (
        Dimension(CoordinateSpace(3)),
        r"\dim(\mathbf{R}^{3})",
        "dim(ℝ³)",
        "the dimension of the space R 3",
    ),
    (Det(A), r"\det(A)", "det(A)", "the determinant of A"),
    (Eigenspace(A, Integer(2)), "E_{2}(A)", "E₂(A)", "the eigenspace of A for 2"),
    (
        Projection(U, Span(v)),
        r"\operatorname{proj}_{\operatorname{span}\{v_{1}\}}(1, 2)",
        "proj_(span{v₁})(1, 2)",
        "the projection of the pair 1, 2 onto the quantity the span of v sub 1, end span, end quantity",
    ),
    (
        Entry(MatrixProduct(A, B), 1, 2),
        "(AB)_{1, 2}",
        "(A B)_(1, 2)",
        "the entry in row 1, column 2 of the quantity A times B, end quantity",
    ),
    (
        Columns(v, U),
        r"\begin{bmatrix} v_{1} & \begin{bmatrix} 1 \\ 2 \end{bmatrix} \end{bmatrix}",
        "[v₁, [1; 2]]",
        "the matrix with the columns v sub 1, the column 1, 2, end column, end columns",
    ),
    (
        Columns(Tuple(x, 3), U),
        r"\begin{bmatrix} x & 1 \\ 3 & 2 \end{bmatrix}",
        "[x 1; 3 2]",
        "the 2 by 2 matrix, row 1: x, 1; row 2: 3, 2, end matrix",
    ),
    (
        CRootOf(x**3 - x - 1, 0),
        r"\operatorname{root}_{1}(x^{3} - x - 1)",
        "root₁(x³ − x − 1)",
        "root 1 of the polynomial the quantity x cubed minus x minus 1, end quantity",
    ),
]


@pytest.mark.parametrize(("value", "latex", "plain", "spoken"), ROWS)
def test_a_convention(value: Any, latex: str, plain: str, spoken: str) -> None:
    typesetter = Typesetter()
    assert typesetter.latex(value) == latex
    assert typesetter.plain(value) == plain
    assert typesetter.spoken(value) == spoken


def test_a_norm_and_a_transpose_in_several_lines() -> None:
    drawing = Typesetter().plain(Norm(Tuple(Rational(1, 2), 1)), display=True)
    assert drawing.split("\n")[0].startswith("║")
    lines = Typesetter().plain(Transpose(M), display=True).split("\n")
    assert lines[0].strip() == "T"
    assert lines[1] == "⎡ 1  2 ⎤"
