"""Newton's method, with SymPy's derivatives.

The rule of the step is x - g/g', where g is the function or, for a minimum, its
derivative, worked out by SymPy; zeros and signs are bound by their own claims about g.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Compared, Defines, SolutionSet, Substituted
from tutor.verify.answers import Answer, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.answers.iterations import (
    derivative,
    distance,
    ended,
    exact_points,
    is_easy,
    is_without_zero,
    outcomes,
)
from tutor.verify.report import Misfit
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

ZERO = Integer(0)
NEAR = Rational(1, 10**5)  # the width of an interval that shows a zero


def answers(given: Mapping[str, Any]) -> Forms:
    f, x0, steps = given["f"], given["x0"], given.get("n")
    (x,) = f.free_symbols
    minimum = given.get("goal") == "minimum"
    g = real_derivative(f, x) if minimum else f
    slope = real_derivative(g, x)
    columns = (g, slope) if varies(slope, x) else (g,)
    quotient = sp.Mul(g, sp.Pow(slope, -1, evaluate=False), evaluate=False)
    rule, start = (sp.Add(x, -quotient, evaluate=False),), (x0,)
    roots = Says(
        SolutionSet,
        system=Value(Tuple(Eq(g, ZERO, evaluate=False)), given=off_breaks(f)),
        unknowns=Tuple(x),
        given=Wherever(f),
    )
    exact: dict[str, Answer] = {
        "no_root": Perhaps(
            Says(Compared, left=Value(g, given=off_breaks(f)), right=ZERO, given=Wherever(f))
        ),
        "roots": Perhaps(roots),
        **_interval(g, x),
        "error": distance("error", lambda goals: _last(goals) - _nearest(goals)),
    }
    if minimum:
        exact["slope"] = derivative(f, x, f)
        exact.update(exact_points(f, x, _near(x0), lambda goals: ()))
    flat = Says(
        Substituted, before=Value(slope, given=off_breaks(f)), values=Tuple(Eq(x, x0)), after=ZERO
    )
    calls_for = (("stationary" if minimum else "roots"),) if is_easy(g, x) else ()
    if not minimum and is_without_zero(g, x):
        calls_for = ()
    needed, n = (g, slope), None if steps is None else int(steps)
    begin = Says(Substituted, before=Value(g, given=off_breaks(f)), values=Tuple(Eq(x, x0)))
    forms = (
        *outcomes((x,), rule, columns, start, n, g, needed, begin, exact, calls_for),
        {"zero_slope": flat, **exact},
    )
    if n is None:
        return forms
    return (*forms, {"start": begin, **ended((x,), rule, needed, n), **exact})


def _near(x0: Expr) -> Callable[[Mapping[str, Any]], Expr]:
    return lambda goals: _last(goals) if "iterates" in goals else x0


def _last(goals: Mapping[str, Any]) -> Expr:
    return goals["iterates"].rows.args[-1].args[1]


def _nearest(goals: Mapping[str, Any]) -> Expr:
    """The exact zero that is nearest to the last state."""
    known = goals["roots" if "roots" in goals else "stationary"].solutions
    return min((s.args[0] for s in known), key=lambda z: abs(z - _last(goals)).evalf(20))


def _interval(g: Expr, x: Symbol) -> dict[str, Answer]:
    """Two places beside the last state at which g has different signs."""

    def place(name: str) -> Perhaps:
        def value(goals: Mapping[str, Any]) -> Rational:
            found: Rational = goals[name].value
            if abs(found - _last(goals)) > NEAR:
                raise Misfit("the interval is not at the last state")
            return found

        return Perhaps(Says(Defines, value=Follows(value)))

    def sign(name: str, end: str, opposite: str) -> Perhaps:
        def says(goals: Mapping[str, Any]) -> Says:
            if goals["low"].value >= goals["high"].value:
                raise Misfit("the interval is empty")
            if goals[opposite].relation == goals[name].relation:
                raise Misfit("the signs do not differ")
            if goals[name].relation not in ("<", ">"):
                raise Misfit("there is no sign")
            at = g.subs(x, goals[end].name)
            return Says(Compared, left=Value(at), right=ZERO, given=())

        return Perhaps(Follows(says))

    return {
        "low": place("low"),
        "high": place("high"),
        "left": sign("left", "low", "right"),
        "right": sign("right", "high", "left"),
    }
