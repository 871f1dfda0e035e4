"""Whether there is a derivative at a point, from values and quotients extremely close to it.

The step is 1e-60 with 400 digits.  A value beside the point that differs from
the one at it is a jump; else the quotients to both sides must agree with what is said.
Without a point the places where the slope breaks are searched for, and each must be named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from sympy import Eq, Expr, Limit, Piecewise, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.core.claims import Claim, Compared, DerivativeOf, Substituted
from tutor.core.written import written
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.answers.extreme_places import breaks, is_near
from tutor.verify.answers.one_sided_slopes import DIGITS, STEEP, STEP, tends
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

CLOSE = context.mpf(10) ** -12
MOST: Final = 5  # places
NAMES: Final = ("derivative", "jump", "limit", "sides", "left", "right", "here")


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    f, x, a = given["f"], given["x"], given.get("at")
    return _all_places(f, x) if a is None else _at(f, x, a, "")


def _all_places(f: Expr, x: Symbol) -> Answers:
    """Every place where the slope breaks is named, in order, and what is said there is as at a point alone."""
    edges = [r.args[1] for p in f.atoms(Piecewise) for r in p.atoms(Relational)]

    def at(k: int, name: str) -> Callable[[Mapping[str, Any]], Any]:
        def rule(goals: Mapping[str, Any]) -> Any:
            place = goals[f"here_{k}"].values[0].args[1]
            forms = _at(f, x, place, f"_{k}")
            for form in forms if isinstance(forms, tuple) else (forms,):
                said = {n for n in goals if n.endswith(f"_{k}")}
                if said == form.keys() | {f"here_{k}"}:
                    return form.get(name, _value_at(f, x, place))
            raise Misfit(f"this is not what the function does at {x} = {written(place)}")

        return rule

    def whole(goals: Mapping[str, Any]) -> Says:
        named = [
            Point(Draws(0), {}).of(g.values[0].args[1])
            for n, g in goals.items()
            if n.startswith("here_")
        ]
        if named != sorted(named) or len(named) != len({*map(str, named)}):
            raise Misfit("the places are not in order")
        jumps = [Point(Draws(0), {}).of(e) for e in edges]
        for place in (*breaks(f, x), *filter(partial(_has_value, f, x), jumps)):
            if _has_two_sides(f, x, place) and not is_near(place, named):
                raise Misfit(f"the place {context.nstr(place, 6)} is left out")
        return Says(DerivativeOf, function=f, variable=x, given=Wherever(f))

    named: dict[str, Answer] = {"elsewhere": Follows(whole)}
    for k in range(1, MOST + 1):
        for name in NAMES:
            named[f"{name}_{k}"] = Perhaps(Follows(at(k, f"{name}_{k}")))
    return named


def _has_value(f: Expr, x: Symbol, place: Number) -> bool:
    try:
        Point(Draws(0), {}, {x: place}).of(f)
    except NoValue:
        return False
    return True


def _has_two_sides(f: Expr, x: Symbol, place: Number) -> bool:
    return all(_has_value(f, x, place + side * context.mpf(10) ** -9) for side in (1, -1))


def _value_at(f: Expr, x: Symbol, a: Expr) -> Says:
    return Says(Substituted, before=f, values=Tuple(Eq(x, a, evaluate=False)))


def _at(f: Expr, x: Symbol, a: Expr, end: str) -> Answers | Forms:
    """What is said at one place, under names with this end."""
    here = Eq(x, a, evaluate=False)
    value = _value_at(f, x, a)
    left, middle, right = _values(f, x, a)
    if max(abs(left - middle), abs(right - middle)) > CLOSE:
        jump = Follows(_jumps(f"jump{end}", f, x, a, middle))
        return {f"jump{end}": jump, f"here{end}": value}
    slopes = (middle - left) / STEP, (right - middle) / STEP
    steep = max(map(abs, slopes)) > STEEP
    if not steep and abs(slopes[0] - slopes[1]) < CLOSE * max(1, abs(slopes[1])):
        slope = Value(slopes[1], within=CLOSE * max(1, abs(slopes[1])))
        return {
            f"derivative{end}": Says(
                DerivativeOf, function=f, variable=x, result=slope, given=(here,)
            )
        }
    return {f"limit{end}": Follows(tends(f"limit{end}", CLOSE, slopes[1])), f"here{end}": value}, {
        f"sides{end}": Says(Compared, relation="!=", given=()),
        f"left{end}": Follows(tends(f"left{end}", CLOSE, slopes[0])),
        f"right{end}": Follows(tends(f"right{end}", CLOSE, slopes[1])),
        f"here{end}": value,
    }


def _values(f: Expr, x: Symbol, a: Expr) -> tuple[Number, ...]:
    with context.workdps(DIGITS):
        centre = Point(Draws(0), {}).of(a)
        return tuple(Point(Draws(0), {}, {x: centre + k * STEP}).of(f) for k in (-1, 0, 1))


def _jumps(
    name: str, f: Expr, x: Symbol, a: Expr, middle: Number
) -> Callable[[Mapping[str, Claim]], Says]:
    def rule(goals: Mapping[str, Any]) -> Says:
        sides = [Limit(f, x, a, side) for side in "-+"]
        if getattr(goals[name], "left", None) not in sides:
            raise Misfit("it should be about the function near the point")
        return Says(Compared, relation="!=", right=Value(middle, within=CLOSE), given=())

    return rule
