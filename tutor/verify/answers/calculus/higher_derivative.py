"""A higher derivative, as the derivative of that order of the very function of the problem.

The claim is about this derivative, which the verifier works out at random points by power
series; its conditions may leave out no more than single points.  At a point the last
derivative must have the value that is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Derivative, Eq, Tuple

from tutor.core.claims import Equal, Substituted
from tutor.verify.answers import Answers, Follows, Forms, Says, Value, Wherever
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    f, x, a, order = given["f"], given["x"], given.get("at"), int(given["order"])
    derivative = Says(Equal, before=Derivative(f, (x, order)), given=Wherever(f))
    if a is None:
        return {"derivative": derivative}
    formula = Follows(lambda goals: Value(goals["derivative"].after))
    here = Tuple(Eq(x, a, evaluate=False))

    def constant(goals: Mapping[str, Any]) -> Says:
        if goals["derivative"].after.has(x):
            raise Misfit("the value at the point is missing")
        return derivative

    inserted = Says(Substituted, before=formula, values=here)
    return {"derivative": derivative, "value": inserted}, {"derivative": Follows(constant)}
