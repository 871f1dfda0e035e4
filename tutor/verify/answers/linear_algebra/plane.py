"""The plane through three points, as the determinant of four rows that vanishes on it.

The rows are a point (x, y, z) and the three given points, each with a one behind it.  Expanded
along its first row, the determinant is minus the triple product of the ways from the first point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Eq, Integer, Symbol, Tuple, expand, ilcm, radsimp
from sympy import Matrix as Dense
from sympy import gcd as common_divisor

from tutor.core.claims import Equal, Equivalent
from tutor.core.matrix_expression import Cross, Dot, MatrixSum, ScalarMultiple
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.report import Misfit

X = Tuple(*map(Symbol, "xyz"))


def answers(given: Mapping[str, Any]) -> Answers:
    points: Tuple = given["points"]
    P, Q, R = points
    if {len(p) for p in points} != {3}:
        raise Misfit("a plane needs points of space")
    rows = Dense([[*p, 1] for p in points])
    minors = [rows.extract([0, 1, 2], [j for j in range(4) if j != k]).det() for k in range(4)]
    numbers = [expand(radsimp((-1) ** k * minor)) for k, minor in enumerate(minors)]
    if not any(numbers[:3]):
        raise Misfit("the points lie on a line")
    left = expand(sum(n * x for n, x in zip(numbers, (*X, 1), strict=True)))
    ways = [MatrixSum(end, ScalarMultiple(Integer(-1), P)) for end in (Q, R, X)]
    condition = Dot(Cross(*ways[:2]), ways[2])
    if all(n.is_Rational for n in numbers):
        whole = ilcm(*(n.q for n in numbers))
        factor = whole / common_divisor([n * whole for n in numbers])
        leading = next(n for n in numbers if n != 0)
        numbers = [n * factor * (1 if leading > 0 else -1) for n in numbers]
    sides = sum(n * x for n, x in zip(numbers, X, strict=False))
    plane = Tuple(Eq(sides, -numbers[3]))
    return {
        "condition": Says(Equal, before=condition, after=Value(left), given=()),
        "plane": Says(
            Equivalent, before=Tuple(Eq(left, Integer(0))), after=plane, unknowns=X, given=()
        ),
    }
