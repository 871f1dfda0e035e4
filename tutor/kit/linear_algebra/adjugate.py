"""The adjugate: the transpose of the matrix of cofactors.

A cofactor is the determinant that is left when the row and the column of an
entry are crossed out, with the signs of a chessboard.  The product of a matrix
and its adjugate is the determinant times the identity matrix.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Symbol

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Adjugate, Entry, Transpose
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line, signed
from tutor.kit.linear_algebra.products import transposed


def find_cofactors(A: Matrix, name: Symbol) -> Generator[Step, None, Matrix]:
    """The matrix of cofactors of a matrix of at least two rows, one cofactor after the other."""
    size = range(1, A.shape[0] + 1)
    table: list[list[Expr]] = []
    for i in size:
        table.append([])
        for j in size:
            minor, sign = A.without(i, j), (-1) ** (i + j)
            work, value = collect(expand_along_emptiest_line(minor))
            place = Entry(Adjugate(name), j, i)
            yield step("write_cofactor", Equal(place, signed(sign, Det(minor))))
            small = len(minor.rows) <= 2
            if not small:
                yield step("evaluate_minor", Equal(Det(minor), value), substeps=work)
            if small or sign < 0:
                yield step("work_out_cofactor", Equal(signed(sign, Det(minor)), sign * value))
            table[-1].append(sign * value)
    return Matrix.of(table)


def transpose_cofactors(cofactors: Matrix, name: Symbol) -> Generator[Step, None, Matrix]:
    """The adjugate, from the matrix of cofactors."""
    adjugate = transposed(cofactors)
    yield step("collect_cofactors", Equal(Adjugate(name), Transpose(cofactors)))
    yield step("transpose_cofactors", Equal(Transpose(cofactors), adjugate))
    return adjugate


def find_adjugate(A: Matrix, name: Symbol) -> Generator[Step, None, Matrix]:
    """Find the cofactors of a matrix of at least two rows, in substeps, and transpose them."""
    parts, cofactors = collect(find_cofactors(A, name))
    last, adjugate = collect(transpose_cofactors(cofactors, name))
    yield step("find_adjugate", Equal(Adjugate(name), adjugate), substeps=[*parts, *last])
    return adjugate
