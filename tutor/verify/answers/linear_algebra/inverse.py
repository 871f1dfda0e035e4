"""The inverse from powers: by Cayley and Hamilton, A^-1 = -(A^(n-1) + c1 A^(n-2) + ...) / c_n.

The coefficients of the characteristic polynomial come from SymPy's division-free
method (Samuelson and Berkowitz).  No row operation is made and no cofactor is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

from sympy import Integer, Symbol
from sympy import Matrix as Dense

from tutor.core.claims import Compared, Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse
from tutor.verify.answers import Answers, Says, Value, Wherever


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    table = Dense([list(line) for line in A.entries()])
    size = table.shape[0]
    _, *coefficients = table.charpoly(Symbol("lambda", dummy=True)).all_coeffs()
    last = coefficients[-1].cancel()
    where: Wherever | tuple[()] = Wherever(Det(A)) if A.free_symbols else ()
    determinant = Says(Equal, before=Det(A), after=Value((-1) ** size * last), given=where)
    if last == 0:
        singular = Says(Compared, left=Det(A), relation="=", right=Integer(0), given=where)
        return {"determinant": determinant, "singular": singular}
    unit = Dense.eye(size)
    horner = reduce(lambda total, c: total * table + c * unit, coefficients[:-1], unit)
    inverse = Matrix.of([[(-e / last).cancel() for e in line] for line in horner.tolist()])
    return {
        "determinant": determinant,
        "inverse": Says(Equal, before=Inverse(A), after=Value(inverse), given=where),
    }
