"""The matrices of named maps from vectors that are easy for them, and their product by SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

from sympy import Matrix as Dense
from sympy import Tuple, expand

from tutor.core.claims import Equal
from tutor.core.matrix_expression import MatrixProduct
from tutor.core.named_map import named_map
from tutor.verify.answers import Answer, Answers, Says, Value
from tutor.verify.answers.named_maps import exact, table_of


def answers(given: Mapping[str, Any]) -> Answers:
    tables = [table_of(named_map(text)) for text in given["maps"]]
    names = ["matrix"] if len(tables) == 1 else [f"matrix{k}" for k, _ in enumerate(tables, 1)]
    found: dict[str, Answer] = {n: Value(exact(t)) for n, t in zip(names, tables, strict=True)}
    whole = reduce(lambda done, later: later * done, tables)
    if len(tables) > 1:
        found["composition"] = Value(exact(whole))
    if "x" in given:
        image = (whole * Dense(given["x"].args)).applyfunc(expand)
        before = Value(MatrixProduct(exact(whole), given["x"]))
        found["image"] = Says(Equal, before=before, after=Value(Tuple(*image)), given=())
    return found
