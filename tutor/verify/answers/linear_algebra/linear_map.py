"""The matrix of a linear map from differences: column j is T(s + e_j) - T(s) at a place s.

The place has all coordinates 2, so neither the origin nor a basis vector is ever put into the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Expr, Integer, Tuple, expand, radsimp

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, MatrixProduct
from tutor.verify.answers import Answer, Answers, Says, Value

TWO, THREE = Integer(2), Integer(3)
Table = list[list[Expr]]


def answers(given: Mapping[str, Any]) -> Answers:
    found: dict[str, Answer] = {}
    if "T" in given:
        whole = _table(given["T"])
        found["matrix"] = _of_rule(given["T"], whole)
    else:
        images = given["images"].args
        whole = [list(line) for line in zip(*(v.args for v in images), strict=True)]
        found["matrix"] = Says(
            Equal, before=Columns(*images), after=Value(Matrix.of(whole)), given=()
        )
    if "S" in given:
        second = _table(given["S"])
        found["second"] = _of_rule(given["S"], second)
        before = MatrixProduct(Matrix.of(second), Matrix.of(whole))
        columns = [_times(second, list(column)) for column in zip(*whole, strict=True)]
        whole = [list(line) for line in zip(*columns, strict=True)]
        after = Value(Matrix.of(whole))
        found["composition"] = Says(Equal, before=before, after=after, given=())
    if "x" in given:
        image = Value(Tuple(*_times(whole, list(given["x"].args))))
        before = MatrixProduct(Matrix.of(whole), given["x"])
        found["image"] = Says(Equal, before=before, after=image, given=())
    return found


def _of_rule(rule: Tuple, table: Table) -> Says:
    letters, values = rule.args
    return Says(Equal, before=values, after=MatrixProduct(Matrix.of(table), letters), given=())


def _table(rule: Tuple) -> Table:
    letters, values = rule.args
    start = dict.fromkeys(letters.args, TWO)
    columns = []
    for letter in letters.args:
        ends = (v.subs({**start, letter: THREE}) - v.subs(start) for v in values.args)
        columns.append([_plain(e) for e in ends])
    return [list(line) for line in zip(*columns, strict=True)]


def _times(table: Table, vector: list[Expr]) -> list[Expr]:
    return [
        _plain(sum((a * b for a, b in zip(line, vector, strict=True)), Integer(0)))
        for line in table
    ]


def _plain(value: Expr) -> Expr:
    return expand(radsimp(expand(value)))
