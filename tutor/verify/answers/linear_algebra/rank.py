"""The rank by elimination modulo a large prime, where the solver works with fractions.

The rows that are independent are claimed of the matrix, and that claim is checked by itself.
With a letter, the rank is smaller exactly where all minors of its order are zero, that is where
their greatest common divisor is; the solver looks at one minor and tries its zeros.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from itertools import combinations
from typing import Any

from sympy import Expr, Integer, Poly, Symbol, expand, gcd, real_roots
from sympy import Matrix as Dense

from tutor.core.claims import Basis, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dimension, NullSpace, Rank, RowSpace
from tutor.verify.answers import Answers, Follows, Says, Value
from tutor.verify.answers.letter_cases import apart_from, at
from tutor.verify.values.exact import PRIMES, modular_rank


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    if "parameter" in given:
        return _cases(A, *given["parameter"])
    rows = Says(Basis, space=RowSpace(A), given=())
    rank, nullity = Rank(A), Dimension(NullSpace(A))
    if not A.is_rational:
        return {
            "rank": Says(Equal, before=rank, given=()),
            "nullity": Says(Equal, before=nullity, given=()),
            "rows": rows,
        }
    found = modular_rank([list(row.numbers) for row in A.rows], PRIMES[0])
    left = A.shape[1] - found
    return {
        "rank": Says(Equal, before=rank, after=Value(Integer(found)), given=()),
        "nullity": Says(Equal, before=nullity, after=Value(Integer(left)), given=()),
        "rows": rows,
    }


def _cases(A: Matrix, letter: Symbol) -> Answers:
    table = Dense(A.entries())
    rank, divisor = _generic(table)
    values = (
        sorted(set(real_roots(Poly(divisor, letter))), key=float) if divisor.has(letter) else []
    )
    made = _goals(A, rank, "", apart_from("rank", letter, values))
    for number, value in enumerate(values, start=1):
        here = int(table.subs(letter, value).rank(simplify=True))
        made |= _goals(A, here, f"_{number}", at(f"rank_{number}", letter, value))
    return made


def _generic(table: Dense) -> tuple[int, Expr]:
    """The order of the largest minors that are not always zero, and their greatest common divisor."""
    for order in range(min(table.shape), 0, -1):
        minors = (
            expand(table.extract(list(rows), list(columns)).det(method="berkowitz"))
            for rows in combinations(range(table.rows), order)
            for columns in combinations(range(table.cols), order)
        )
        if (divisor := reduce(gcd, minors, Integer(0))) != 0:
            return order, divisor
    return 0, Integer(1)


def _goals(A: Matrix, rank: int, ending: str, given: Follows) -> dict[str, Any]:
    left = Value(Integer(A.shape[1] - rank))
    return {
        f"rank{ending}": Says(Equal, before=Rank(A), after=Value(Integer(rank)), given=given),
        f"nullity{ending}": Says(Equal, before=Dimension(NullSpace(A)), after=left, given=given),
    }
