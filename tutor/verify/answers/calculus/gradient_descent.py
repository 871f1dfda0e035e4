"""Gradient descent, with SymPy's derivatives.

The rule of the step is x - alpha f'(x), worked out by SymPy; the other goals are bound
by the zero of the slope and by the second derivative there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Eq, Integer, Tuple

from tutor.core.claims import Equal, Substituted
from tutor.verify.answers import Answer, Follows, Forms, Perhaps, Says, Value
from tutor.verify.answers.exact_signs import sign
from tutor.verify.answers.iterations import (
    distance,
    exact_points,
    is_easy,
    outcomes,
    slopes,
    table,
)
from tutor.verify.report import Misfit
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

ZERO = Integer(0)
NOTICED = 1e-4  # an error that is told


def answers(given: Mapping[str, Any]) -> Forms:
    f, x0, alpha, n = given["f"], given["x0"], given["alpha"], int(given["n"])
    (x,) = f.free_symbols
    slope, second = real_derivative(f, x), real_derivative(f, x, x)
    rule = (x - alpha * slope,)
    start = (x0,)

    def point(goals: Mapping[str, Any]) -> Any:
        """The extreme point, or the nearest place of slope zero if that is not extreme."""
        if "extremum" in goals:
            return goals["extremum"].point.args[0]
        if "stationary" not in goals:
            return x0
        found = [s.args[0] for s in goals["stationary"].solutions]
        if not found:
            raise Misfit("the slope is nowhere zero")
        return min(found, key=lambda z: sp.Abs(z - near(goals)).evalf(20))

    def factor(goals: Mapping[str, Any]) -> Says:
        return Says(Equal, before=Value(1 - alpha * second.subs(x, point(goals))), given=())

    def last(goals: Mapping[str, Any]) -> Any:
        return goals["iterates"].rows.args[-1].args[1]

    def near(goals: Mapping[str, Any]) -> Any:
        return last(goals) if "iterates" in goals else x0

    def more(goals: Mapping[str, Any]) -> list[str]:
        """The goals that an extreme point brings along."""
        if "iterates" not in goals:
            return []
        names = ["factor"] if sign(second.subs(x, point(goals))) != 0 else []
        away = sp.Abs(last(goals) - point(goals))
        is_exact = goals["iterates"].tolerance == 0 and away.is_rational and away != 0
        return [*names, "error"] if is_exact or away.evalf(20) > NOTICED else names

    exact: dict[str, Answer] = {
        **slopes(f, (x,)),
        **exact_points(f, x, near, more),
        "factor": Perhaps(Follows(factor)),
        "error": distance("error", lambda goals: last(goals) - point(goals)),
    }
    calls_for = ["stationary"] if is_easy(slope, x) else []
    if varies(slope, x) and slope.subs(x, x0).equals(0):
        calls_for.append("level_start")
        exact["level_start"] = Says(
            Substituted,
            before=Value(slope, given=off_breaks(f)),
            values=Tuple(Eq(x, x0)),
            after=ZERO,
        )
    if given.get("against") is not None:
        columns = (slope, second) if varies(second, x) else (slope,)
        newton = table("newton", (x,), (x - slope / second,), columns, start, lambda goals: None)
        exact["newton"] = Perhaps(newton)
        calls_for.append(
            "zero_slope" if second.subs(x, x0) == 0 and varies(second, x) else "newton"
        )
        exact["zero_slope"] = Perhaps(
            Says(
                Substituted,
                before=Value(second, given=off_breaks(f)),
                values=Tuple(Eq(x, x0)),
                after=ZERO,
            )
        )
    columns = (slope, f)
    begin = Says(Substituted, before=f, values=Tuple(Eq(x, x0)))
    return outcomes((x,), rule, columns, start, n, f, columns, begin, exact, calls_for)
