"""Average rates of change: of a function between two places, and in a table of values."""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise

from sympy import Add, Expr, IndexedBase, Rational, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Defines, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit.calculus import quotients
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, negated, over

Goals = tuple[tuple[str, Claim], ...]
Found = Generator[Step, None, Goals]
PLACES, VALUES = IndexedBase("x"), IndexedBase("y")


def between(f: Expr, x: Symbol, a: Expr, b: Expr) -> Found:
    """The change of f from a to b over the change of the place."""
    ends: list[Substituted] = []
    for place in (a, b):
        ends.append(quotients.at_place(f, x, place))
        yield step("insert_place", ends[-1])
    rate = yield from _rate(f, *ends)
    return (("rate", rate), ("start", ends[0]), ("end", ends[1]))


def beside(f: Expr, x: Symbol, a: Expr, h: Expr, kind: str) -> Found:
    """The rate over a step h from a, ahead or back or to both sides; rounded if it is no fraction."""
    letter = quotients.step_letter(f)
    yield step("name_step", Defines(letter, h))
    values: list[Substituted] = []
    for written in ends(a, letter, kind):
        place = tidy(written.xreplace({letter: h}))
        values.append(quotients.at_place(f, x, place))
        reached: list[Claim] = (
            [Equal(written, place), Choice(values[-1].values)] if written != place else []
        )
        yield step("insert_place", values[-1], *reached)
    rate = yield from _rate(f, *values)
    found: Goals = (("quotient", rate), ("start", values[0]), ("end", values[1]))
    if isinstance(rate.after, Rational):
        return found
    digits = six_digits(rate.after)
    yield step("round_rate", digits)
    return (*found, ("rounded", digits))


def ends(a: Expr, h: Expr, kind: str) -> tuple[Expr, Expr]:
    """The places of a `central`, `forward` or `backward` difference, in order."""
    back, ahead = added(a, negated(h)), added(a, h)
    return (a if kind == "forward" else back), (a if kind == "backward" else ahead)


def _rate(f: Expr, start: Substituted, end: Substituted) -> Generator[Step, None, Equal]:
    a, b = (claim.values.args[0].rhs for claim in (start, end))
    quotient = over(added(end.after, negated(start.after)), added(b, negated(a)))
    rise = Add(end.after, negated(start.after))
    rate = Symbol("m") if Symbol("m") not in f.free_symbols else Symbol("r")
    yield step("form_rate", Defines(rate, quotient))
    claim = Equal(rate, tidy(rise / (b - a)))
    yield step("work_out_rate", claim)
    return claim


def of_table(places: Tuple, heights: Tuple) -> Found:
    """One rate for each interval of a table."""
    yield from _named(places, heights)
    formulas: list[Expr] = []
    rates: list[Expr] = []
    table = list(zip(places, heights, strict=True))
    for k, ((a, c), (b, d)) in enumerate(pairwise(table), start=1):
        formulas.append(_slope(k, k + 1))
        rates.append((d - c) / (b - a))
        yield step("divide_changes", Equal(formulas[-1], rates[-1]))
    claim = Equal(Tuple(*formulas), Tuple(*rates))
    yield step("list_rates", claim)
    return (("rates", claim),)


def estimated_slope(places: Tuple, heights: Tuple, at: Expr) -> Found:
    """The rate between the neighbours of a place, which is close to the slope there."""
    yield from _named(places, heights)
    k = list(places).index(at)
    first, last = max(k - 1, 0), min(k + 1, len(places) - 1)
    rate = (heights[last] - heights[first]) / (places[last] - places[first])
    claim = Equal(_slope(first + 1, last + 1), rate)
    inside = last - first == 2
    yield step("estimate_from_both_sides" if inside else "estimate_from_one_side", claim)
    return (("estimate", claim),)


def _named(places: Tuple, heights: Tuple) -> Generator[Step, None, None]:
    yield step("name_places", Defines(PLACES, places))
    yield step("name_values", Defines(VALUES, heights))


def _slope(first: int, last: int) -> Expr:
    rise = added(VALUES[last], negated(VALUES[first]))
    return over(rise, added(PLACES[last], negated(PLACES[first])))
