"""A normal line, held against values and tiny differences of the function itself.

Whether it is vertical is decided by the exact sign of the slope at the point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer

from tutor.core.claims import Compared
from tutor.verify.answers import Answers, Follows, Says, Value
from tutor.verify.answers.exact_signs import sign
from tutor.verify.answers.linearizations import linearization, passes_through, slope_at
from tutor.verify.values.real_derivative import real_derivative


def answers(given: Mapping[str, Any]) -> Answers:
    f, x, at = given["f"], given["x"], given["at"]
    made = linearization(f, (x,), (at,), None)
    del made["tangent"]
    if sign(slope_at({x: at}, f, x, real_derivative(f, x))):
        made["normal"] = Follows(passes_through("normal", f, (x,), (at,), lambda slope: -1 / slope))
        return made
    made["horizontal_tangent"] = Says(
        Compared, left=Value(Integer(0)), relation="=", right=Integer(0), given=()
    )
    return made
