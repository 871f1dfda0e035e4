"""Coordinates by Cramer's rule: quotients of determinants, without an inverse and without elimination."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense
from sympy import Tuple

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct
from tutor.verify.answers import Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    P = given["P"] if "P" in given else _columns(given["basis"])
    table = _dense(P)
    other = (_columns(given["other"]),) if "other" in given else ()
    if "x" in given:
        x = Dense(list(given["x"]))
        found = Tuple(*_cramer(table, list(_dense(other[0]) * x if other else x)))
        asked = MatrixProduct(Inverse(P), *other, given["x"])
        return {"coordinates": Says(Equal, before=asked, after=Value(found), given=())}
    if "A" in given:
        name, asked = "matrix", MatrixProduct(Inverse(P), given["A"], P)
        right = _dense(given["A"]) * table
    else:
        name, asked, right = "change", MatrixProduct(Inverse(P), *other), _dense(*other)
    columns = [_cramer(table, list(right[:, j])) for j in range(right.shape[1])]
    found = Matrix.of([list(line) for line in zip(*columns, strict=True)])
    return {name: Says(Equal, before=asked, after=Value(found), given=())}


def _columns(vectors: Tuple) -> Matrix:
    return Matrix.of([list(line) for line in zip(*vectors, strict=True)])


def _dense(M: Matrix) -> Dense:
    return Dense([list(line) for line in M.entries()])


def _cramer(P: Dense, right: list[Any]) -> list[Any]:
    below = P.det(method="berkowitz")
    found = []
    for j in range(P.shape[1]):
        exchanged = P.copy()
        exchanged[:, j] = Dense(right)
        found.append(exchanged.det(method="berkowitz") / below)
    return found
