"""The inverse of a matrix column by column: A x = e for each unit vector e."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Defines, Equal, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Inverse
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.beside import beside
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.products import columns_matrix
from tutor.kit.linear_algebra.solutions import read_off


def solve_for_columns(A: Matrix) -> Generator[Step, None, Matrix]:
    """Solve a system for each column of the inverse of an invertible matrix, and join the columns."""
    size = A.shape[0]
    columns: list[Tuple] = []
    for j in range(1, size + 1):
        unit = Matrix.of([[Integer(i == j)] for i in range(1, size + 1)])
        names = Tuple(*(Symbol(f"x{i}{j}") for i in range(1, size + 1)))
        start = beside(A, unit)
        yield step("write_unit_beside", Defines(Symbol(f"M{j}"), start))
        work, reduced = collect(gauss_jordan(start))
        last, values = collect(read_off(reduced, names))
        column = Tuple(*(values[name] for name in names))
        claim = SolutionSet(start, names, Tuple(column))
        yield step("solve_for_column", claim, substeps=(*work, *last))
        columns.append(column)
    B = columns_matrix(columns)
    yield step("join_columns", Equal(Inverse(A), B), Equal(Columns(*columns), B))
    return B
