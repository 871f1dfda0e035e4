"""The product of matrices as a sum of columns times rows.

Column k of the left factor times row k of the right one is a whole matrix; all of them are
added.  No row ever meets a column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Expr, Integer, Tuple, expand, radsimp

from tutor.core.claims import Compared, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct
from tutor.verify.answers import Answer, Answers, Says, Value
from tutor.verify.report import Misfit

Table = Sequence[Sequence[Expr]]


def answers(given: Mapping[str, Any]) -> Answers:
    left, right = given["A"], given["B"] if "B" in given else given["x"]
    is_vector = isinstance(right, Tuple)
    A: Table = left.entries()
    B: Table = [[e] for e in right.args] if is_vector else right.entries()
    if len(A[0]) != len(B):
        raise Misfit("the shapes do not fit")
    table = _product(A, B)
    value = Tuple(*(line[0] for line in table)) if is_vector else Matrix.of(table)
    product = MatrixProduct(left, right)
    found: dict[str, Answer] = {
        "product": Says(Equal, before=product, after=Value(value), given=())
    }
    square = len(A) == len(A[0]) == len(B) == len(B[0]) > 1 and not is_vector
    if square and left != right and not left.free_symbols and not right.free_symbols:
        turned = MatrixProduct(right, left)
        if _product(B, A) == table:
            found["order"] = Says(Equal, before=product, after=turned, given=())
        else:
            found["order"] = Says(Compared, left=product, relation="!=", right=turned, given=())
    return found


def _product(A: Table, B: Table) -> list[list[Expr]]:
    total = [[Integer(0)] * len(B[0]) for _ in A]
    for k, row in enumerate(B):
        for i, line in enumerate(A):
            for j, entry in enumerate(row):
                total[i][j] += line[k] * entry
    return [[expand(radsimp(e)) for e in line] for line in total]
