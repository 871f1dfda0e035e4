"""The determinant of a formula in matrices, by working the matrix out first and expanding then."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from sympy import Basic, Expr
from sympy import Matrix as Dense

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixPower, MatrixProduct, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line

Matrices = Mapping[Basic, Matrix]


def multiply_first(formula: Basic, matrices: dict[Basic, Matrix]) -> Generator[Step, None, Expr]:
    """Work out the matrix that the formula stands for, and its determinant; inverses exist.

    The parts that are worked out join the known matrices, so that no later formula repeats them.
    """
    M = matrices.get(formula)
    if M is None:
        for part in (p for p in inner(formula) if p not in matrices):
            matrices[part] = worked_out(part, matrices)
            yield step("work_out_part", Equal(part, matrices[part]))
        M = worked_out(formula, matrices)
        yield step("work_out_matrix", Equal(formula, M), Equal(Det(formula), Det(M)))
    value = yield from expand_along_emptiest_line(M)
    yield step("state_determinant", Equal(Det(formula), value))
    return value


def inner(formula: Basic) -> list[Basic]:
    """The parts of a formula that are formulas again, the innermost first."""
    found: list[Basic] = []
    for part in formula.args:
        if part.args and not isinstance(part, Expr):
            found += [*inner(part), part]
    return found


def worked_out(formula: Basic, matrices: Matrices) -> Matrix:
    return Matrix.of(_dense(formula, matrices).tolist())


def _dense(formula: Basic, matrices: Matrices) -> Dense:
    if formula in matrices:
        return Dense([list(line) for line in matrices[formula].entries()])
    first, *others = formula.args
    match formula:
        case ScalarMultiple():
            return first * _dense(others[0], matrices)
        case MatrixProduct():
            product = _dense(first, matrices)
            for other in others:
                product = product * _dense(other, matrices)
            return product
        case Inverse():
            return _dense(first, matrices).inv()
        case MatrixPower():
            return _dense(first, matrices) ** others[0]
    return _dense(first, matrices).T
