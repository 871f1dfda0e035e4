"""Bisection: the rule with the function written out, the signs at the two ends, and lengths halved.

A function with a pole between the ends changes its sign without a root, so there may be none.
The first middle at which the function is zero ends the search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Compared, Substituted
from tutor.core.insertion import inserted
from tutor.verify.answers import Answer, Answers, Says, Value
from tutor.verify.answers.iterations import table
from tutor.verify.points.borders import poles, zeros
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

ZERO = Integer(0)
ROUNDED = context.mpf(10) ** -30  # a value that is zero but for rounding


def answers(given: Mapping[str, Any]) -> Answers:
    f, low, high, steps = given["f"], given["a"], given["b"], int(given["n"])
    (x,) = f.free_symbols
    a, b = map(Symbol, ("p", "q") if str(x) in ("a", "b") else ("a", "b"))
    middle = (a + b) / 2
    there = inserted(f, {x: middle})
    same_half = sp.Le(sp.Mul(inserted(f, {x: a}), there, evaluate=False), 0, evaluate=False)
    rule = (
        sp.Piecewise((a, same_half), (middle, True), evaluate=False),
        sp.Piecewise((middle, same_half), (b, True), evaluate=False),
    )
    columns = (middle, there)
    ends = [Point(Draws(0), {}).of(end) for end in (low, high)]
    values = [Point(Draws(0), {}, {x: end}).of(f) for end in ends]
    signs = ["<" if value < 0 else ">" for value in values]
    if signs[0] == signs[1] or steps > 30:
        raise Misfit("there is no change of sign")
    inside = (sp.Ge(x, low), sp.Le(x, high))
    for guard in poles(f, {}):
        if any(low <= place <= high for place, _ in zeros(guard, x, inside, Point(Draws(0), {}))):
            raise Misfit("the function has a pole between the two ends")
    counted = _counted(given["tolerance"], high - low, steps) if "tolerance" in given else {}
    places = [Tuple(Eq(x, end, evaluate=False)) for end in (low, high)]
    hit = _exact_root(f, x, ends, steps, rising=signs[0] == "<")
    last = steps if hit is None else hit[0]
    halved: dict[str, Answer] = {}
    if last > 0:
        halved["iterates"] = table(
            "iterates", (a, b), rule, columns, (low, high), lambda goals: last
        )
    if hit is not None:
        root = sp.expand(low + hit[1] * (high - low))
        there = Tuple(Eq(x, root, evaluate=False))
        halved["root"] = Says(Substituted, before=f, values=there, after=ZERO)
    if last < steps:
        ended = {"left": Integer(last), "relation": "<", "right": Integer(steps)}
        halved["early"] = Says(Compared, **ended, given=())
    return {
        "left_value": Says(Substituted, before=f, values=places[0]),
        "right_value": Says(Substituted, before=f, values=places[1]),
        "left": Says(Compared, left=Value(values[0]), relation=signs[0], right=ZERO, given=()),
        "right": Says(Compared, left=Value(values[1]), relation=signs[1], right=ZERO, given=()),
        **counted,
        **halved,
    }


def _exact_root(
    f: Expr, x: Symbol, ends: Sequence[Number], steps: int, rising: bool
) -> tuple[int, Rational] | None:
    """After how many steps a middle is the root, and which part of the whole interval lies before it."""
    before, size = Rational(0), Rational(1)
    for k in range(steps + 1):
        size /= 2
        part = context.mpf(int((before + size).p)) / int((before + size).q)
        value = Point(Draws(0), {}, {x: ends[0] + part * (ends[1] - ends[0])}).of(f)
        if abs(value) < ROUNDED:
            return k, before + size
        if (value < 0) == rising:
            before += size
    return None


def _counted(tolerance: Expr, length: Expr, steps: int) -> dict[str, Answer]:
    """The length after the last step and after the one before it; the interval is halved in each."""
    last, before = length / Integer(2) ** steps, length / Integer(2) ** (steps - 1)
    if not last <= tolerance < before:
        raise Misfit("this is not the smallest number of steps for the tolerance")
    return {
        "enough": Says(Compared, left=Value(last), relation="<=", right=tolerance, given=()),
        "needed": Says(Compared, left=Value(before), relation=">", right=tolerance, given=()),
    }
