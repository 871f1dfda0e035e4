"""That a function has no smallest or no largest value, seen on a path.

What the function is on the path must lie beyond a bound that has no end, and far out the
path must fulfil the constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sympy import Basic, Expr, Gt, Integer, Lt, Symbol, Tuple

from tutor.core.claims import Compared
from tutor.core.insertion import inserted
from tutor.verify.answers import Says, Value
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Point, context

BEYOND = {"minimum": "<", "maximum": ">"}
FAR = Integer(10) ** 60
PLACES = (10**9, 10**20, 10**60)


def endless(f: Expr, kind: str) -> Callable[[Mapping[str, Any]], Says]:
    """What f is on the path, or f itself, lies beyond a bound that has no end."""

    def rule(goals: Mapping[str, Any]) -> Says:
        goal, followed = goals[f"no_{kind}"], goals.get(f"path_without_{kind}")
        written = f if followed is None else followed.after
        along = written
        if followed is not None and isinstance(written, Tuple):  # where every letter goes
            along = inserted(f, dict(e.args for e in followed.values.args))
        (t,) = along.free_symbols
        ends = [s for s in (1, -1) if all(_leads(c, t, s) for c in goal.given)]
        sign = -1 if kind == "minimum" else 1
        at = (Point(Draws(0), {}, {t: context.mpf(int(s * FAR))}).of(goal.right) for s in ends)
        if not any(sign * value > 1000 for value in at):
            raise Misfit("the bound has an end")
        left = along if written == along else Value(along)
        return Says(Compared, left=left, relation=BEYOND[kind])

    return rule


def _leads(condition: Any, t: Symbol, sign: int) -> bool:
    """Whether a condition holds for all large t, or for all large -t."""
    side = Gt if sign > 0 else Lt
    return isinstance(condition, side) and condition.args[0] == t and condition.args[1].is_Rational


def path(g: Tuple, name: str) -> Callable[[Mapping[str, Any]], Tuple]:
    """The path as it is, if it fulfils the equations whose letters it gives."""

    def rule(goals: Mapping[str, Any]) -> Tuple:
        values = {e.args[0]: e.args[1] for e in goals[name].values.args}
        known = values.keys() | set().union(*(v.free_symbols for v in values.values()))
        at = Point(Draws(0), {})
        for equation in g:
            if equation.free_symbols <= known:
                left, right = (at.of(side.xreplace(values)) for side in equation.args)
                if abs(left - right) > context.mpf(10) ** -20 * max(1, abs(left)):
                    raise Misfit(f"the path leaves {equation}")
        return goals[name].values

    return rule


def way_out(
    constraints: Sequence[Basic], x: Sequence[Symbol], name: str
) -> Callable[[Mapping[str, Any]], Tuple]:
    """The path as it is, if it says where every letter goes and far out lies where all constraints hold."""

    def rule(goals: Mapping[str, Any]) -> Tuple:
        values = {e.args[0]: e.args[1] for e in goals[name].values.args}
        if set(values) != set(x):
            raise Misfit("the path does not say where every letter goes")
        (t,) = set().union(*(v.free_symbols for v in values.values()))
        for place in PLACES:
            at = Point(Draws(0), {}, {t: context.mpf(place)})
            for condition in constraints:
                if not at.satisfies(condition.xreplace(values)):
                    raise Misfit(f"the path leaves {condition}")
        return goals[name].values

    return rule
