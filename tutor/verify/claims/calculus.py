"""Checks of derivatives: modulo a prime, by difference quotients, and by the area under the result."""

from __future__ import annotations

import math
from functools import cache

from sympy import Eq, Symbol

from tutor.core.claims import DerivativeOf
from tutor.core.written import written
from tutor.verify.points.borders import borders
from tutor.verify.points.places import Check, Places, shown
from tutor.verify.report import PROVED, Verdict, refuted
from tutor.verify.values.differential import proves_derivative
from tutor.verify.values.matrix_values import is_matrix_valued
from tutor.verify.values.numeric import RELATIVE, NoValue, Number, Point, context, slope
from tutor.verify.values.rough import FAILURES, rough

NODES = 8  # of the quadrature, exact for polynomials of degree 15
AREAS = 1  # places at which the area is compared
SMALLER = (50, 150, 400)  # digits of the steps that are tried where the usual one is too large
INTERVALS = tuple(context.mpf(2) ** -k for k in (6, 20, 45))  # parts of the distance from zero


def derivative_of(claim: DerivativeOf, places: Places) -> Verdict:
    if not isinstance(claim.variable, Symbol):
        return refuted(f"{claim.variable} is no variable")
    if is_matrix_valued(claim.variable, places.definitions):
        return refuted(f"{claim.variable} stands for a matrix or a vector")
    if proves_derivative(claim, places.forward(claim.variable)):
        return PROVED

    at_points = any(isinstance(c, Eq) for c in claim.given)

    def test(at: Point) -> str:
        at.of(claim.function)
        if at_points and not has_slope(claim, at):  # a corner has a central quotient too
            raise NoValue("the slopes to the two sides differ")
        quotient = slope(claim.function, claim.variable, at)
        try:
            value = at.of(claim.result)
        except NoValue:
            return f"{written(claim.result)} has no value, and the derivative is {shown(quotient)}"
        if _same_digits(quotient, value):
            return ""
        # A steep function needs a smaller step, and a tiny slope more digits; two steps have to agree.
        off = abs(quotient - value)
        with context.workdps(2 * context.dps):
            there = at.anew()
            value, before = there.of(claim.result), quotient
            for small in SMALLER:
                quotient = slope(claim.function, claim.variable, there, small)
                left = abs(quotient - value)
                if _same_digits(quotient, value) or left <= off / 10**8:
                    return ""
                if _same_digits(quotient, before) and not _is_lost(
                    max(abs(quotient), abs(value)), claim, there, small
                ):
                    return f"the derivative is {shown(quotient)}, not {shown(value)}"
                before, off = quotient, left
        raise NoValue("the function is too steep for a difference quotient")

    about = (claim.function, claim.result)
    verdict = places.everywhere(test, claim.given, (*about, claim.variable))
    if verdict.status != "supported":
        return verdict
    for border in borders(about, claim.given, places):
        if border.exact and (not border.zero or has_slope(claim, border.point)):
            try:
                wrong = test(border.point)
            except NoValue:
                continue
            if wrong:
                return refuted(f"{wrong} at {border.where}")
    return verdict


def _is_lost(size: Number, claim: DerivativeOf, at: Point, small: int) -> bool:
    """Whether the rise over a step of 10^-small is too little to be seen beside the function, as in 2 + exp(-300)."""
    digits = context.dps + small * 4 // 3  # those of `slope`
    return bool(size < abs(at.of(claim.function)) * context.mpf(10) ** (small + 10 - digits))


def _same_digits(a: Number, b: Number) -> bool:
    """Whether two numbers agree to twenty-five digits, however small they are."""
    return bool(abs(a - b) <= max(abs(a), abs(b)) * RELATIVE)


def has_slope(claim: DerivativeOf, at: Point) -> bool:
    """Whether the difference quotients to the left and to the right agree at a place, and do not grow.

    So small a step shows x^(4/3) to be level at 0, and is wider than the last digits of the place.  At 0
    the quotients of x^(1/3) agree as well, and are a hundred times as large for a step a thousandth as wide.
    """
    centre, step = at.of(claim.variable), context.mpf(10) ** -30
    part = context.mpf(1) / 1000
    with context.workdps(3 * context.dps):
        try:
            left, nearer_left, here, nearer_right, right = (
                at.moved({claim.variable: centre + k * step}).of(claim.function)
                for k in (-1, -part, 0, part, 1)
            )
        except NoValue:
            return False
    rise, nearer = abs(right - left), abs(nearer_right - nearer_left) / part
    agree = abs(right - 2 * here + left) <= max(rise, step) / 10**9
    return bool(agree and nearer <= 2 * rise + step)


def confirm_derivative(claim: DerivativeOf, places: Places) -> Verdict:
    """The area under the result is the rise of the function (fundamental theorem of calculus).

    A pole or a kink may lie in the first interval, so a shorter one has the last word.
    """

    def test(at: Point) -> str:
        centre = at.of(claim.variable)
        if _agree_as_floats(claim, at, centre):
            return ""
        wrong, silent = "", NoValue("no interval lies inside the conditions")
        for part in INTERVALS:
            try:
                wrong = _rise_and_area(claim, at, centre, max(abs(centre), 1) * part)
            except NoValue as why:
                silent = why
                continue
            if not wrong:
                return ""
        if not wrong:
            raise silent
        with context.workdps(4 * context.dps):  # the exponent of a large number takes digits
            return _rise_and_area(claim, at.anew(), centre, max(abs(centre), 1) * INTERVALS[-1])

    return places.everywhere(
        test, claim.given, (claim.function, claim.result, claim.variable), AREAS
    )


def _agree_as_floats(claim: DerivativeOf, at: Point, centre: Number) -> bool:
    """Whether rise and area agree to ten digits in ordinary floats; if not, that may be their rounding."""
    names = (claim.variable,)
    middle, half = float(centre), float(max(abs(centre), 1) * INTERVALS[0])
    try:
        if not _inside(claim, at, centre, max(abs(centre), 1) * INTERVALS[0]):
            return False
        function, result = rough(claim.function, names, at), rough(claim.result, names, at)
        left, right = function([middle - half]), function([middle + half])
        area = half * math.fsum(
            weight * result([middle + half * node]) for node, weight in _gauss_legendre_in_floats()
        )
    except (*FAILURES, NoValue):
        return False
    size = max(abs(right - left), abs(area))
    sure = max(abs(left), abs(right)) * 1e-15 < size * 1e-11
    return sure and abs(right - left - area) <= size * 1e-10


def _inside(claim: DerivativeOf, at: Point, centre: Number, half: Number) -> bool:
    """Whether the ends of the interval satisfy the conditions."""
    ends = (at.beside(claim.variable, centre + s * half) for s in (-1, 1))
    return all(end.satisfies(condition) for end in ends for condition in claim.given)


def _rise_and_area(claim: DerivativeOf, at: Point, centre: Number, half: Number) -> str:
    if not _inside(claim, at, centre, half):
        raise NoValue("the interval leaves the conditions")
    ends = [at.beside(claim.variable, centre + s * half) for s in (-1, 1)]
    left, right = (end.of(claim.function) for end in ends)
    rise = right - left
    area = _area(claim, at, centre, half)
    lost = max(abs(left), abs(right)) * context.mpf(10) ** -34
    allowed = max(abs(rise), abs(area)) * context.mpf(10) ** -11 + lost
    if abs(rise - area) <= allowed:
        return ""
    halves = [_area(claim, at, centre + s * half / 2, half / 2) for s in (-1, 1)]
    if abs(sum(halves) - area) > allowed:
        raise NoValue("the derivative changes too much for a quadrature")
    return f"the function rises by {shown(rise)}, and the area is {shown(area)}"


def _area(claim: DerivativeOf, at: Point, centre: Number, half: Number) -> Number:
    """The area under the result between centre - half and centre + half."""
    return context.fsum(
        half * weight * at.beside(claim.variable, centre + half * node).of(claim.result)
        for node, weight in _gauss_legendre()
    )


@cache
def _gauss_legendre() -> tuple[tuple[Number, Number], ...]:
    """Nodes and weights on (-1, 1): the zeros of the Legendre polynomial, by Newton's method."""
    pairs = []
    for k in range(NODES):
        x = context.cos(context.pi * (k + 0.75) / (NODES + 0.5))
        for _ in range(8):
            value, before = x, context.mpf(1)
            for n in range(2, NODES + 1):
                value, before = ((2 * n - 1) * x * value - (n - 1) * before) / n, value
            derivative = NODES * (x * value - before) / (x * x - 1)
            x -= value / derivative
        pairs.append((x, 2 / ((1 - x * x) * derivative**2)))
    return tuple(pairs)


@cache
def _gauss_legendre_in_floats() -> tuple[tuple[float, float], ...]:
    return tuple((float(node), float(weight)) for node, weight in _gauss_legendre())


CHECKS: dict[type, Check] = {DerivativeOf: derivative_of}
CONFIRMATIONS: dict[type, Check] = {DerivativeOf: confirm_derivative}
