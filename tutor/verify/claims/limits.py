"""Checks of values that are limits or integrals, infinite perhaps.

A limit is worked out exactly where the function is continuous, or a quotient
of polynomials in numbers; what is left is compared by values, from sequences
that approach the point and by quadrature.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import sympy as sp
from sympy import Basic, Expr, Integral, Limit, Symbol

from tutor.core.claims import Conditions
from tutor.core.written import written
from tutor.verify.points.places import FEWEST, POINTS, Places, shown
from tutor.verify.report import PROVED, Verdict, refuted
from tutor.verify.values.integral_values import integral
from tutor.verify.values.limit_values import SLOW, Approached, agree, approached, exact_limit
from tutor.verify.values.numeric import NotWorkedOut, NoValue, Number, Point, close, context

CLEAR = context.mpf(10) ** -20  # how far a value is from where a function is not continuous
SMOOTH = (  # continuous wherever their parts are
    *(sp.Add, sp.Mul, sp.Max, sp.Min, sp.Abs, sp.exp, sp.sin, sp.cos),
    *(sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.asinh, sp.erf),
)
INFINITE = (sp.oo, -sp.oo)
HOLDS: dict[str, Callable[[Number, Number], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a < b,
    ">=": lambda a, b: a > b,
}


def is_extended(*sides: Basic) -> bool:
    """Whether a side is infinite, or holds a limit or an integral."""
    return any(side in INFINITE or side.has(Limit, Integral) for side in sides)


def same_extended(
    before: Basic,
    after: Basic,
    given: Conditions,
    places: Places,
    same: Callable[[Basic, Basic, Conditions, Places], Verdict],
) -> Verdict:
    """Whether two values agree, one of which is infinite, or holds a limit or an integral.

    `same` decides about values without these.
    """
    if before == after:
        return PROVED
    left, right = (_worked_out(side, given, places) for side in (before, after))
    if not is_extended(left, right):
        return same(left, right, given, places)
    if left in INFINITE and right in INFINITE:
        return (
            PROVED
            if left == right
            else refuted(f"{written(before)} is {left}, and {written(after)} is {right}")
        )

    def test(at: Point) -> str:
        a, b = _value(before, at), _value(after, at)
        if a is None and b is None:
            raise NoValue("neither side has a value")
        if a is None or b is None:
            return f"{before if a is None else after} has no value, and the other side has"
        if max(a.error, b.error) > SLOW * max(1, abs(b.value)):
            raise NotWorkedOut("the limit is approached too slowly")
        return "" if _agree(a, b) else f"{shown(a.value)} is not {shown(b.value)}"

    return places.everywhere(test, given, (before, after), _points(before, after))


def compared_extended(
    left: Basic, relation: str, right: Basic, given: Conditions, places: Places
) -> Verdict:
    """Whether a relation holds between two such values."""

    def test(at: Point) -> str:
        a, b = extended(left, at), extended(right, at)
        equal = _agree(a, b)
        holds = equal == (relation in ("=", "<=", ">="))
        if relation in HOLDS and not equal:
            holds = HOLDS[relation](a.value, b.value)
        return "" if holds else f"{shown(a.value)} {relation} {shown(b.value)} is false"

    return places.everywhere(test, given, (left, right), _points(left, right))


def _points(*sides: Basic) -> int:
    """More points where something is infinite: there the signs of letters decide what a value is."""
    return POINTS if any(side.has(*INFINITE) for side in sides) else 0


def _agree(a: Approached, b: Approached) -> bool:
    finite = not (context.isinf(a.value) or context.isinf(b.value))
    return agree(a, b) or (finite and close(a.value, b.value))


def extended(side: Basic, at: Point) -> Approached:
    """The value of a side at a place, infinite perhaps; raises `NoValue` if it has none."""
    exact = context.mpf(0)
    if isinstance(side, Limit):
        return approached(side, at)
    if isinstance(side, Integral):
        return Approached(integral(side, at), exact)
    if side in INFINITE:
        return Approached(context.inf if side == sp.oo else -context.inf, exact)
    return Approached(at.of(side), exact)


def _value(side: Basic, at: Point) -> Approached | None:
    try:
        return extended(side, at)
    except NotWorkedOut:
        raise
    except NoValue:
        return None


def _worked_out(side: Basic, given: Conditions, places: Places) -> Basic:
    """The side with the values of those limits that can be given exactly."""
    if isinstance(side, Limit):
        found = _exactly(side, given, places)
        return side if found is None else found
    if not side.has(Limit) or not isinstance(side, sp.Add | sp.Mul | sp.Pow):
        return side
    parts = [_worked_out(part, given, places) for part in side.args]
    if any(part in INFINITE for part in parts):
        return side
    return side.func(*parts, evaluate=False)


def _exactly(limit: Expr, given: Conditions, places: Places) -> Expr | None:
    function, letter, place, side = limit.args
    if place not in INFINITE and _is_continuous(function, letter, place, given, places):
        return function.xreplace({letter: place})
    if function.free_symbols - {letter} or function.free_symbols & places.definitions.keys():
        return None
    at = next(places.inside(given), None)
    if at is None:
        return None
    if place in INFINITE:
        return exact_limit(function, letter, place, 0, at)
    signs = {"+": (1,), "-": (-1,)}.get(str(side), (1, -1))
    found = {exact_limit(function, letter, place, sign, at) for sign in signs}
    return found.pop() if len(found) == 1 else None


def _is_continuous(
    function: Basic, letter: Symbol, place: Expr, given: Conditions, places: Places
) -> bool:
    tried = list(islice(places.inside(given), FEWEST))
    try:
        return bool(tried) and all(
            continuous(function, letter, at.moved({letter: at.of(place)})) for at in tried
        )
    except NoValue:
        return False


def continuous(function: Basic, letter: Symbol, at: Point) -> bool:
    """Whether a function is continuous at a place by the rules; false where they do not say so."""
    if letter not in function.free_symbols:
        at.of(function)
        return True
    if function == letter:
        return True
    if not isinstance(function, sp.Expr) or function.has(Limit, Integral, sp.Derivative):
        return False
    if not all(continuous(part, letter, at) for part in function.args):
        return False
    value = at.of(function.args[0])
    if isinstance(function, SMOOTH):
        return True
    if isinstance(function, sp.Pow):
        exponent = function.exp
        if isinstance(exponent, sp.Rational) and exponent.q % 2:
            return exponent > 0 or bool(abs(value) > CLEAR)
        return bool(value > CLEAR)
    if isinstance(function, sp.log):
        return bool(value > CLEAR)
    if isinstance(function, sp.asin | sp.acos):
        return bool(abs(value) < 1 - CLEAR)
    if isinstance(function, sp.tan | sp.sec):
        return bool(abs(context.cos(value)) > CLEAR)
    if isinstance(function, sp.cot | sp.csc):
        return bool(abs(context.sin(value)) > CLEAR)
    if isinstance(function, sp.sign):
        return bool(abs(value) > CLEAR)
    if isinstance(function, sp.floor | sp.ceiling):
        return bool(abs(value - context.nint(value)) > CLEAR)
    return False
