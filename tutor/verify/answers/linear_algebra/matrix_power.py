"""A power of a matrix by multiplying again and again, one factor at a time.

With a letter for the exponent the claims speak of this very power, at every place that is tried.
Decimals are those of names that the power is written with, or of a power that is written as a product.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sympy import Matrix as Dense
from sympy import expand, eye

from tutor.core.claims import Approximates, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Entry, MatrixPower
from tutor.verify.answers import Answers, Follows, Forms, Perhaps, Says, Value
from tutor.verify.report import Misfit

LARGEST = 200
VALUES = ("value1", "value2", "value3", "value4")


def _decimals(goals: Mapping[str, Any], name: str) -> Says:
    exact = goals[name].exact
    if not exact.is_Symbol or exact not in goals["power"].after.free_symbols:
        raise Misfit(f"the power does not hold {exact}")
    return Says(Approximates, exact=exact)


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    A, n = given["A"], given["n"]
    if n.is_Symbol:
        corner = Says(Equal, before=Entry(MatrixPower(A, n), 1, 2), given=())
        return {
            "power": Says(Equal, before=MatrixPower(A, n), given=()),
            "corner": Perhaps(corner),
            **{name: Perhaps(Follows(partial(_decimals, name=name))) for name in VALUES},
        }
    if not 0 <= n <= LARGEST:
        raise ValueError("the exponent is out of range")
    table = Dense([list(line) for line in A.entries()])
    result = eye(table.rows)
    for _ in range(int(n)):
        result = (result * table).applyfunc(expand)
    written, found = MatrixPower(A, n), Matrix.of(result.tolist())
    return (
        {"power": Says(Equal, before=written, after=found, given=())},
        {
            "power": Says(Equal, before=written, after=Value(found), given=()),
            "rounded": Says(Approximates, exact=written),
        },
    )
