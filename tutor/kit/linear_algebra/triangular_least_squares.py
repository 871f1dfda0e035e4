"""Least squares with orthonormal columns: A = Q R makes the normal equations triangular, R x = Q^T b."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Symbol, Tuple

from tutor.core.claims import Basis, Defines, Equal, Factored, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    ColumnSpace,
    Inverse,
    MatrixProduct,
    Transpose,
    column,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.beside import beside
from tutor.kit.linear_algebra.elimination import Reduced
from tutor.kit.linear_algebra.normal_equations import A, B, M
from tutor.kit.linear_algebra.orthogonal import normalise, subtract_in_turn
from tutor.kit.linear_algebra.products import (
    applied,
    columns_matrix,
    columns_of,
    multiplied,
    transposed,
)
from tutor.kit.linear_algebra.solutions import substitute_back
from tutor.kit.real_roots import tidied

Q = Symbol("Q")


def solve_triangular(
    table: Matrix, right: Tuple, names: Tuple
) -> Generator[Step, None, tuple[Tuple, Equal]]:
    """The best x for independent columns, and the claim that R^-1 Q^T b is x."""
    work, directions = collect(subtract_in_turn(columns_of(table)))
    more, units = collect(normalise(directions))
    q = [unit.value for unit in units]
    yield step(
        "find_orthonormal_columns", Basis(ColumnSpace(table), Tuple(*q)), substeps=(*work, *more)
    )
    columns = columns_matrix(q)
    row_matrix = transposed(columns)
    R, y = multiplied(row_matrix, table), applied(row_matrix, right)
    yield step("name_orthonormal_columns", Defines(Q, Columns(*q)), Equal(Q, columns))
    factored = Factored(A, Tuple(columns, R), ("orthonormal columns", "upper"))
    yield step("find_upper_factor", Equal(MatrixProduct(Transpose(Q), A), R), factored)
    yield step("turn_right_side", Equal(MatrixProduct(Transpose(Q), B), y))
    start = beside(R, column(y))
    yield step("write_triangular_system", Defines(M, start))
    echelon = Reduced(start, tuple(range(1, len(names) + 1)), 0)
    values = yield from substitute_back(echelon, names)
    x = Tuple(*(tidied(values[name]) for name in names))
    yield step("state_solution", SolutionSet(start, names, Tuple(x)))
    return x, Equal(x, MatrixProduct(Inverse(R), y))
