"""The bounds of an interval that a problem gives, as conditions on its letter."""

from __future__ import annotations

from sympy import Expr, Gt, Interval, Lt, Symbol, Tuple, oo, sqrt

from tutor.core.claims import Conditions
from tutor.verify.answers import Wherever
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Point


def inside(f: Expr, x: Symbol, interval: Interval | None) -> Wherever:
    """The conditions leave out no more than single points of the interval at which f has a value."""
    return Wherever(Tuple(f, *(sqrt(b.gts - b.lts) for b in _bounds(x, interval))))


def refuse_beyond(f: Expr, x: Symbol, interval: Interval | None, given: Conditions) -> None:
    """Raise `ValueError` if a bound is missing, unless f has no value there and so ends before."""
    for bound in _bounds(x, interval):
        if bound not in given and not _is_cut(f, bound):
            raise Misfit("the conditions are not those of the interval")


def _bounds(x: Symbol, interval: Interval | None) -> tuple[Gt | Lt, ...]:
    if interval is None:
        return ()
    low, high = interval.start, interval.end
    lower = () if low == -oo else (Gt(x, low, evaluate=False),)
    return lower if high == oo else (*lower, Lt(x, high, evaluate=False))


def _is_cut(f: Expr, bound: Gt | Lt) -> bool:
    try:
        Point(Draws(0), {}, {bound.lhs: Point(Draws(0), {}).of(bound.rhs)}).of(f)
    except NoValue:
        return True
    return False
