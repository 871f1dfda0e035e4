"""Determinants after operations: the operation as a product with another matrix, by Berkowitz.

A row operation is a multiplication from the left by the identity matrix with the
operation carried out on it.  The determinant comes from SymPy's division-free method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.row_operation import RowOperation, row_operation
from tutor.verify.answers import Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    A = Dense([list(line) for line in given["A"].entries()])
    made = {"determinant": _says(A)}
    for k, text in enumerate(given["operations"], start=1):
        made[f"after_{k}"] = _says(_applied(A, row_operation(text)))
    return made


def _says(table: Dense) -> Says:
    value = Value(table.det(method="berkowitz"))
    return Says(Equal, before=Det(Matrix.of(table.tolist())), after=value, given=())


def _applied(A: Dense, operation: RowOperation) -> Dense:
    i, j, size = operation.row - 1, operation.other - 1, A.shape[0]
    E = Dense.eye(size)
    match operation.kind:
        case "swap":
            E[i, i] = E[j, j] = 0
            E[i, j] = E[j, i] = 1
        case "multiply":
            E[i, i] = operation.number
        case "add":
            E[i, j] = operation.number
        case _:
            return A + Dense(size, size, lambda r, c: operation.number if r == i else 0)
    return E * A
