"""The property of a matrix, tried on the basis vectors through bilinear forms.

With e_i for the basis vectors, A^T = A says that e_i . A e_j and e_j . A e_i agree; A is orthogonal if
the columns A e_i have the dot products of the e_i; the squares are tried column by column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer
from sympy import Matrix as Dense

from tutor.core.claims import Compared
from tutor.core.matrix_expression import Identity, MatrixProduct, ScalarMultiple, Transpose
from tutor.verify.answers import Answers, Says
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    A, wanted = given["A"], given["property"]
    dense = Dense(A.entries())
    if dense.rows != dense.cols:
        raise Misfit("such a matrix is square")
    places = [(i, j) for i in range(dense.rows) for j in range(dense.rows)]
    columns = [dense.col(j) for j in range(dense.rows)]
    square = MatrixProduct(A, A)
    match wanted:
        case "symmetric":
            left, right = Transpose(A), A
            gaps = [dense[i, j] - dense[j, i] for i, j in places]
        case "skew-symmetric":
            left, right = Transpose(A), ScalarMultiple(Integer(-1), A)
            gaps = [dense[i, j] + dense[j, i] for i, j in places]
        case "orthogonal":
            left, right = MatrixProduct(Transpose(A), A), Identity(dense.rows)
            gaps = [columns[i].dot(columns[j]) - int(i == j) for i, j in places]
        case "idempotent":
            left, right = square, A
            gaps = [e for v in columns for e in dense * v - v]
        case "involutory":
            left, right = square, Identity(dense.rows)
            gaps = [(dense * columns[j])[i] - int(i == j) for i, j in places]
        case _:
            raise Misfit("this property is not known")
    relation = "=" if all(gap.equals(0) for gap in gaps) else "!="
    name = wanted.replace("-", "_")
    return {name: Says(Compared, left=left, relation=relation, right=right, given=())}
