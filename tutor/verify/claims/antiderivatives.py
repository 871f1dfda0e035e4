"""Checks of antiderivatives: each is differentiated back.

The area under the function is the second check.
"""

from __future__ import annotations

import sympy as sp
from sympy import Add, Expr, Integral, Mul, Symbol

from tutor.core.claims import AntiderivativeOf, DerivativeOf
from tutor.core.written import written
from tutor.verify.claims.calculus import confirm_derivative, derivative_of
from tutor.verify.points.borders import borders, poles
from tutor.verify.points.places import Check, Places
from tutor.verify.points.search import at_values
from tutor.verify.report import Verdict, refuted
from tutor.verify.values.numeric import NoValue, Point, context

BESIDE = context.mpf(10) ** -24  # borders are known to thirty digits
LEAP = context.mpf(10) ** -8


def antiderivative_of(claim: AntiderivativeOf, places: Places) -> Verdict:
    back = _differentiated(claim)
    if isinstance(back, str):
        return refuted(back)
    verdict = derivative_of(back, places)
    if not verdict.passes:
        return verdict

    def test(at: Point) -> str:
        at.of(claim.function)
        missing = not _has_value(back.function, at)
        return (
            f"{written(claim.function)} has a value, and {written(back.function)} has none"
            if missing
            else ""
        )

    found = places.everywhere(test, claim.given, (claim.function, back.function, claim.variable))
    if not found.passes:
        return found
    fault = _gap(claim, back, places) or _jump(claim, back, places)
    return refuted(fault) if fault else verdict


def _jump(claim: AntiderivativeOf, back: DerivativeOf, places: Places) -> str:
    """A place where the function has a value and the antiderivative jumps: it has no derivative there."""
    known = places.definitions
    without_value = poles(claim.function, known) | poles(back.function, known)
    for border in borders((back.function,), claim.given, places):
        if not border.zero or without_value & border.zero:
            continue
        if not _has_value(claim.function, border.point):
            continue
        here = border.point.of(claim.variable)
        sides = [at_values(border.point, (back.variable,), (here + d,)) for d in (-BESIDE, BESIDE)]
        if not all(side.satisfies(condition) for side in sides for condition in claim.given):
            continue
        try:
            left, right = (side.of(back.function) for side in sides)
        except NoValue:
            continue
        if abs(left - right) > LEAP * max(1, abs(left), abs(right)):
            return f"{written(back.function)} jumps at {border.where}"
    return ""


def _gap(claim: AntiderivativeOf, back: DerivativeOf, places: Places) -> str:
    """A place where the function has a value and the antiderivative has none."""
    known = places.definitions
    own, theirs = poles(claim.function, known), poles(back.function, known)
    for border in borders((claim.function, back.function), claim.given, places):
        if own & border.zero or not _has_value(claim.function, border.point):
            continue
        if theirs & border.zero or not _has_value(back.function, border.point):
            return f"only {written(claim.function)} has a value at {border.where}"
    return ""


def _has_value(expr: Expr, at: Point) -> bool:
    try:
        at.of(expr)
    except NoValue:
        return False
    return True


def _differentiated(claim: AntiderivativeOf) -> DerivativeOf | str:
    """The claim read backwards, without the integrals that are left; or what is wrong with it."""
    x = claim.variable
    if not isinstance(x, Symbol):
        return f"{x} is no variable"
    closed, rest = list[Expr](), list[Expr]()
    for term in Add.make_args(sp.expand_mul(claim.result)):
        factors = Mul.make_args(term)
        left = [f for f in factors if f.has(Integral)]
        if not left:
            closed.append(term)
            continue
        constant = Mul(*(f for f in factors if f not in left))
        if len(left) > 1 or not _is_open(left[0], x) or x in constant.free_symbols:
            return f"{written(term)} is no constant times an integral without bounds"
        rest.append(Mul(-1, constant, left[0].args[0]))
    if not claim.result.has(Integral):
        return DerivativeOf(claim.result, x, claim.function, claim.given)
    return DerivativeOf(Add(*closed), x, Add(claim.function, *rest), claim.given)


def _is_open(expr: Expr, x: Symbol) -> bool:
    return isinstance(expr, Integral) and [tuple(limit) for limit in expr.args[1:]] == [(x,)]


def confirm_antiderivative(claim: AntiderivativeOf, places: Places) -> Verdict:
    back = _differentiated(claim)
    return refuted(back) if isinstance(back, str) else confirm_derivative(back, places)


CHECKS: dict[type, Check] = {AntiderivativeOf: antiderivative_of}
CONFIRMATIONS: dict[type, Check] = {AntiderivativeOf: confirm_antiderivative}
