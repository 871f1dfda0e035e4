"""Norms from real and imaginary parts, and the unit vector from its defining equations.

The size of a component is the root of the product with its conjugate.  A unit vector has
length 1, and the vector is its multiple by the length: the components of the goal are
multiplied back, never divided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Abs, Expr, Integer, Tuple, conjugate, expand, radsimp, sqrt

from tutor.core.claims import Compared, Equal
from tutor.core.matrix_expression import MatrixSum, Norm, ScalarMultiple
from tutor.verify.answers import Answers, Follows, Says, Value, Wherever
from tutor.verify.report import Misfit

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Answers:
    vector = list(given["v"].args)
    if (other := given.get("w")) is not None:
        vector = [a - b for a, b in zip(vector, other.args, strict=True)]
    letters = any(e.free_symbols for e in vector)
    sizes = [Abs(e) if letters else sqrt(expand(e * conjugate(e))) for e in vector]
    squares = [e**2 if letters else expand(e * conjugate(e)) for e in vector]
    length = sqrt(radsimp(expand(sum(squares, ZERO))))
    subject = given["v"]
    if other is not None:
        subject = MatrixSum(subject, ScalarMultiple(Integer(-1), other))
    found = {
        "l1": Says(Equal, before=Norm(subject, 1), after=Value(sum(sizes, ZERO)), given=()),
        "l2": Says(Equal, before=Norm(subject), after=Value(length), given=()),
    }
    if other is not None:
        return found
    if length == 0:
        zero = Says(Compared, left=Value(ZERO), relation="=", right=ZERO, given=())
        return {**found, "zero": zero}
    if letters:
        direction = Value(Tuple(*(e / length for e in vector)))
        return {**found, "unit": Says(Equal, after=direction, given=Wherever(1 / length))}
    return {**found, "unit": Follows(lambda goals: _unit(goals["unit"], vector, length))}


def _unit(goal: Any, vector: list[Expr], length: Expr) -> Value:
    if not isinstance(goal, Equal) or len(goal.after.args) != len(vector):
        raise Misfit("the unit vector has as many components as the vector")
    for part, whole in zip(goal.after.args, vector, strict=True):
        if expand(radsimp(expand(part * length - whole))) != 0:
            raise Misfit(f"{part} times the length is not {whole}")
    return Value(Tuple(*goal.after.args))
