"""Functions given by cases: which case holds at a place, beside it, and where cases overlap.

A condition compares one letter with numbers.  Between two neighbouring numbers one case holds
throughout, so a case beside a place is found without a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sympy as sp
from sympy import Basic, Expr, Piecewise, Symbol
from sympy.core.relational import Relational

from tutor.kit.unevaluated import replaced

RELATIONS = {sp.Lt: (-1,), sp.Le: (-1, 0), sp.Gt: (1,), sp.Ge: (0, 1), sp.Eq: (0,), sp.Ne: (-1, 1)}


def parts(condition: Basic) -> tuple[Relational, ...]:
    """The relations that a condition joins; none if it always holds."""
    if condition == sp.true:
        return ()
    return tuple(condition.args) if isinstance(condition, sp.And) else (condition,)


def are_told_by_numbers(f: Expr) -> bool:
    """Whether all conditions of its cases compare with numbers, unlike those of the slope of max(x, x^2)."""
    ends = (r.args[1] for p in f.atoms(Piecewise) for _, c in p.args for r in parts(c))
    return all(end.is_number for end in ends)


def numbers(f: Expr) -> list[Expr]:
    """The numbers with which the conditions of a function compare, in increasing order."""
    found = {r.args[1] for p in f.atoms(Piecewise) for _, c in p.args for r in parts(c)}
    return sorted(found, key=float)


def holds(condition: Basic, place: Expr, side: int = 0) -> bool:
    """Whether a condition holds at a place, or with `side` 1 or -1 just to the right or left of it."""

    def fits(relation: Relational) -> bool:
        gap = place - relation.args[1]
        sign = side if gap == 0 else 1 if float(gap) > 0 else -1
        return sign in RELATIONS[type(relation)]

    return all(map(fits, parts(condition)))


def case_at(f: Piecewise, place: Expr, side: int = 0) -> Expr | None:
    """The formula of the case that holds there; None if there is none."""
    return next((value for value, condition in f.args if holds(condition, place, side)), None)


def beside(f: Expr, place: Expr, side: int) -> Expr | None:
    """The whole expression, as written, with the case that holds just beside a place.

    It is None where there is no case.
    """
    for function in f.atoms(Piecewise):
        case = case_at(function, place, side)
        if case is None:
            return None
        f = replaced(f, function, case)
    return f


def between(f: Expr, x: Symbol, place: Expr, sides: tuple[int, ...]) -> tuple[Relational, ...]:
    """The neighbourhood of a place, without the place, in which no other case begins."""
    low = [c for c in numbers(f) if float(c) < float(place)] if -1 in sides else [place]
    high = [c for c in numbers(f) if float(c) > float(place)] if 1 in sides else [place]
    given = [sp.Gt(x, low[-1], evaluate=False)] if low else []
    given += [sp.Lt(x, high[0], evaluate=False)] if high else []
    return (*given, *((sp.Ne(x, place, evaluate=False),) if len(sides) > 1 else ()))


def value(f: Piecewise, values: Mapping[Symbol, Expr]) -> Expr | None:
    """The formula of the case that holds for these values of letters; None where it cannot be told."""
    for formula, condition in f.args:
        truth = condition.xreplace(dict(values))
        if truth == sp.true:
            return formula
        if truth != sp.false:
            return None
    return None


def overlap(f: Piecewise, x: Symbol) -> Expr | None:
    """A place for which two cases speak and do not say the same; a last case for the rest does not count."""
    said = [(formula, condition) for formula, condition in f.args if condition != sp.true]
    for k, (one, first) in enumerate(said):
        for other, second in said[:k]:
            for place, side in _trials(f):
                if not (holds(first, place, side) and holds(second, place, side)):
                    continue
                if side or one.xreplace({x: place}) != other.xreplace({x: place}):
                    return place if not side else place + side * sp.Rational(1, 1000)
    return None


def _trials(f: Expr) -> Iterator[tuple[Expr, int]]:
    return ((place, side) for place in numbers(f) for side in (0, -1, 1))
