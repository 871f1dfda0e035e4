"""Q and R by Householder's reflections.

A reflection that exchanges a vector x with |x| e, where e is a unit vector of the axes, clears a
column below its diagonal.  Reflections in turn make the matrix upper triangular, and their
product is Q.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Integer, Symbol, Tuple, expand, radsimp

from tutor.core.claims import Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    Dot,
    Identity,
    MatrixProduct,
    MatrixSum,
    Norm,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.orthogonal import find_norm, is_zero, length
from tutor.kit.linear_algebra.products import combined, multiplied, transposed
from tutor.kit.unevaluated import over

ZERO, TWO = Integer(0), Integer(2)


def reflect_in_turn(A: Matrix, name: Symbol) -> Generator[Step, None, tuple[Matrix, Matrix]]:
    """The square Q and the R of A, which `name` stands for; the diagonal of R is positive.

    The columns of A are independent.
    """
    height = A.shape[0]
    M, written = A, name
    names: list[Symbol] = []
    reflections: list[Matrix] = []
    for k in range(1, A.shape[1] + 1):
        x = Tuple(*([ZERO] * (k - 1)), *M.column(k)[k - 1 :])
        goal = Tuple(*(length(x) if i == k else ZERO for i in range(1, height + 1)))
        v = combined((Integer(1), x), (Integer(-1), goal))
        if is_zero(v):
            continue
        x_k, v_k, H_k = (Symbol(f"{letter}{k}") for letter in "xvH")
        yield step("take_rest_of_column", Defines(x_k, x))
        yield step(
            "find_its_length", Equal(Norm(x_k), goal[k - 1]), substeps=find_norm(Norm(x_k), x)
        )
        yield step("subtract_image", Defines(v_k, MatrixSum(x_k, ScalarMultiple(-1, goal))))
        yield step("work_out_mirror", Equal(v_k, v))
        square = MatrixProduct(Columns(v_k), Transpose(v_k))
        factor = over(-TWO, Dot(v_k, v_k))
        formula = MatrixSum(Identity(height), ScalarMultiple(factor, square))
        H = _reflection(v)
        yield step("define_reflection", Defines(H_k, formula))
        yield step("write_reflection", Equal(H_k, H))
        after = _simple(multiplied(H, M))
        yield step("reflect_columns", Equal(MatrixProduct(H_k, written), after))
        M = written = after
        names.append(H_k)
        reflections.append(H)
    Q = (
        reflections[0]
        if reflections
        else Matrix.of([[Integer(i == j) for j in range(height)] for i in range(height)])
    )
    for H in reflections[1:]:
        Q = _simple(multiplied(Q, H))
    if len(names) > 1:
        yield step("multiply_reflections", Equal(MatrixProduct(*names), Q))
    return Q, M


def keep_first(Q: Matrix, R: Matrix) -> Generator[Step, None, tuple[Matrix, Matrix]]:
    """The columns of Q and the rows of R that matter: as many as R has columns."""
    height, width = R.shape
    if height == width:
        return Q, R
    some = Matrix.of([[Integer(i == j) for j in range(width)] for i in range(height)])
    columns, rows = multiplied(Q, some), multiplied(transposed(some), R)
    yield step("keep_first_columns", Equal(MatrixProduct(Q, some), columns))
    yield step("keep_first_rows", Equal(MatrixProduct(Transpose(some), R), rows))
    return columns, rows


def _reflection(v: Tuple) -> Matrix:
    below = sum((e * e for e in v), ZERO)
    return Matrix.of(
        [
            [_plain(Integer(i == j) - 2 * a * b / below) for j, b in enumerate(v)]
            for i, a in enumerate(v)
        ]
    )


def _simple(M: Matrix) -> Matrix:
    return Matrix.of([[_plain(e) for e in line] for line in M.entries()])


def _plain(value: Expr) -> Expr:
    return value if value.is_Rational else expand(radsimp(expand(value)))
