"""Where a function may have no derivative although it has a value, and its derivative elsewhere.

These are the zeros of what stands between bars and under roots, the places where the larger of two
functions changes, and those where one case of the function ends and another begins.  Everywhere else the rules of differentiation hold.
"""

from __future__ import annotations

from typing import Final

import sympy as sp
from msgspec.structs import replace
from sympy import Expr, Piecewise, Symbol
from sympy.functions.elementary.piecewise import ExprCondPair

from tutor.core.claims import Conditions, DerivativeOf
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit import cases
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.sign_tables import breaks
from tutor.kit.domain import combined
from tutor.kit.real_zeros import has_value, real_zeros

MOST: Final = 5  # places; more make an answer that nobody reads
STEPS: Final = (sp.floor, sp.ceiling)


def find(f: Expr, x: Symbol) -> list[Expr]:
    """The places in increasing order; raises `Undefined` if there are too many, or they cannot be listed."""
    if rounded := f.atoms(*STEPS):
        inner = min(rounded, key=sp.count_ops).args[0]
        raise Undefined(
            "no-list-of-places",
            f"A rounded value jumps where {written(inner)} is a whole number, so there may be infinitely many such places.",
            fix=f"Ask at one place: is {written(f)} differentiable at 1.",
        )
    found = cases.numbers(f)
    for formula, condition in f.args if isinstance(f, Piecewise) else ((f, sp.true),):
        found += [p for p in _breaks(formula, x) if cases.holds(condition, p)]
    places = {p for p in found if has_value(f, x, p) and Approach(x, p).is_defined(f)}
    if any(p.has(sp.CRootOf) for p in places):
        raise Undefined(
            "no-exact-places",
            "A place at which the function may have no derivative has no short exact form.",
            fix="Change the numbers of the problem.",
        )
    if len(places) > MOST:
        raise Undefined(
            "many-places",
            f"There are {len(places)} places to look at. Up to {MOST} are looked at here.",
            fix="Ask at one place, or take the function apart.",
        )
    return sorted(places, key=float)


def _breaks(f: Expr, x: Symbol) -> list[Expr]:
    try:
        return breaks(f, x)
    except Undefined as lost:
        raise Undefined(
            lost.code, lost.message, fix="Ask at one place: is abs(sin(x)) differentiable at pi."
        ) from lost


def elsewhere(f: Expr, x: Symbol) -> Step:
    """The step that finds the derivative by the rules, with the conditions under which they hold."""
    if not isinstance(f, Piecewise):
        rules = differentiation("differentiate_by_rules", f, x)
        claim = rules.claims[0]
        assert isinstance(claim, DerivativeOf)
        apart = combined(*(_apart(c, x) for c in claim.given))
        return step("differentiate_by_rules", replace(claim, given=apart), substeps=rules.substeps)
    parts = [differentiation("differentiate_case", formula, x) for formula, _ in f.args]
    slopes = [part.shown["result"] for part in parts]
    pairs = [ExprCondPair(s, c) for s, (_, c) in zip(slopes, f.args, strict=True)]
    result = Piecewise(*pairs, evaluate=False)
    ends: Conditions = tuple(sp.Ne(x, n) for n in cases.numbers(f))
    given = combined(
        ends,
        *(_within(part.shown["given"], c, x) for part, (_, c) in zip(parts, f.args, strict=True)),
    )
    return step("differentiate_by_cases", DerivativeOf(f, x, result, given), substeps=parts)


def _apart(condition: sp.Basic, x: Symbol) -> Conditions:
    """A condition that something is not zero, as the places that it leaves out."""
    if not isinstance(condition, sp.Ne) or condition.lhs == x or condition.rhs != 0:
        return (condition,)
    return tuple(sp.Ne(x, place) for place in real_zeros(condition.lhs, x))


def _within(given: Conditions, condition: sp.Basic, x: Symbol) -> Conditions:
    """The single places of a case at which its rules do not hold; they hold everywhere else in it."""
    single = tuple(c for c in given if isinstance(c, sp.Ne) and c.lhs == x)
    if not all(c in single or _follows(c, condition) for c in given):
        raise Undefined(
            "case-in-pieces",
            "The rules of differentiation do not hold throughout one of the cases.",
            fix="Ask at one point, or for that case by itself.",
        )
    return tuple(c for c in single if cases.holds(condition, c.rhs))


def _follows(bound: sp.Basic, condition: sp.Basic) -> bool:
    """Whether a bound for x holds inside a case."""
    sides = ((sp.Gt, sp.Ge), 1), ((sp.Lt, sp.Le), -1)
    return any(
        isinstance(bound, kinds) and isinstance(r, kinds) and sign * (r.args[1] - bound.rhs) >= 0
        for kinds, sign in sides
        for r in cases.parts(condition)
        if bound.lhs == r.args[0]
    )
