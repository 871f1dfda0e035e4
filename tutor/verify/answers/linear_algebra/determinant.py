"""The determinant from the traces of powers, by the method of Faddeev and LeVerrier.

M(1) = 1 and M(k) = A M(k-1) + c(k) 1, where c(k) = -trace(A M(k-1)) / (k - 1) are the
coefficients of the characteristic polynomial; the last of them is the
determinant but for its sign.  No row is swapped and no pivot is chosen.  With a letter, the determinant
that is set to zero comes from SymPy's method without divisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sympy import Integer, Tuple
from sympy import Matrix as Dense

from tutor.core.claims import Compared, Equal, SolutionSet
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answers, Perhaps, Says, Value, Wherever
from tutor.verify.answers.letter_cases import sets_to_zero
from tutor.verify.report import Misfit

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    if not A.is_rational:  # what the letters leave is bound by the claim, which is about A
        where = Wherever(Det(A))
        singular = Says(Compared, left=Value(Det(A)), right=ZERO, given=where)
        determinant = Says(Equal, before=Det(A), given=where)
        if "parameter" in given:
            polynomial = Dense(A.entries()).det(method="berkowitz")
            system = sets_to_zero("special", polynomial)
            special = Says(SolutionSet, system=system, unknowns=Tuple(*A.free_symbols), given=())
            return {"determinant": determinant, "special": special}
        return {"determinant": determinant, "singular": Perhaps(singular)}
    value = _determinant(A)
    relation = "=" if value == 0 else "!="
    return {
        "determinant": Says(Equal, before=Det(A), after=Value(value), given=()),
        "singular": Says(Compared, left=Value(value), relation=relation, right=ZERO, given=()),
    }


def _determinant(A: Matrix) -> Fraction:
    size = len(A.rows)
    rows = [row.numbers for row in A.rows]
    if any(len(row) != size for row in rows):
        raise Misfit("the matrix is not square")
    M = [[int(i == j) for j in range(size)] for i in range(size)]
    c = 1
    for k in range(1, size + 1):
        product = [
            [sum(map(int.__mul__, row, column)) for column in zip(*M, strict=True)] for row in rows
        ]
        c = -sum(product[i][i] for i in range(size)) // k
        M = [[p + c * (i == j) for j, p in enumerate(line)] for i, line in enumerate(product)]
    value = Fraction((-1) ** size * c)
    for row in A.rows:
        value /= row.over
    return value
