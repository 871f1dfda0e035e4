"""Checks of sign tables: each place is one, and between two of them the sign never changes.

A fraction of two polynomials is proved by counting: Sturm's theorem says how
many zeros its numerator and denominator have between any two numbers.  Other
expressions are tried at many places in each interval, next to its ends and
where their value comes near to zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import sympy as sp
from sympy import Basic, Expr, Integer, Poly, Rational, Symbol

from tutor.core.claims import Signs
from tutor.core.written import written
from tutor.verify.claims.equality import same
from tutor.verify.points.borders import factors, poles, zeros
from tutor.verify.points.places import Check, Places, bounds, shown
from tutor.verify.points.search import Residuals, near, scan
from tutor.verify.report import PROVED, Verdict, all_of, refuted
from tutor.verify.values.exact import NotExact
from tutor.verify.values.letters import letters_of
from tutor.verify.values.linear import polynomials_at
from tutor.verify.values.numeric import NotWorkedOut, NoValue, Number, Point, context

BETWEEN = ("positive", "negative", "undefined")
AT = ("zero", *BETWEEN)
SPREAD = 9  # places in each interval, besides those next to its ends
TINY = tuple(context.mpf(10) ** -k for k in (3, 8, 14))  # distances to the ends
FAR = tuple(context.mpf(10) ** k for k in (0, 1, 2, 4))  # distances where there is no end
NOTHING = context.mpf(10) ** -34  # a zero at a root has this many digits
HIGHEST = 60  # degree of a polynomial whose zeros are counted


def signs(claim: Signs, places: Places) -> Verdict:
    """The places exactly, the intervals by counting or by trying."""
    if fault := _misfit(claim, places):
        return refuted(fault)
    verdicts = [_at(claim, k, places) for k in range(len(claim.places.args))]
    tried = _tried(claim, places, isolated=True)
    if tried.passes and _is_counted(claim, places):
        tried = PROVED
    return all_of([*verdicts, tried])


def confirm_signs(claim: Signs, places: Places) -> Verdict:
    """Once more at other places, with zeros from a search alone."""
    return _tried(claim, places, isolated=False)


def _misfit(claim: Signs, places: Places) -> str:
    x, where = claim.variable, claim.places.args
    if not isinstance(x, Symbol) or x in places.definitions:
        return f"{x} is no variable"
    letters = letters_of(claim.expression, places.definitions)
    if letters and x not in letters:
        return f"{written(claim.expression)} does not depend on {x}"
    if len(claim.at) != len(where) or len(claim.signs) != len(where) + 1:
        return "each place and each interval needs its sign"
    if not set(claim.at) <= set(AT) or not set(claim.signs) <= set(BETWEEN):
        return "this is no sign"
    if any(not isinstance(p, Expr) or x in letters_of(p, places.definitions) for p in where):
        return "a place is a number"
    for k, kind in enumerate(claim.at):
        beside = claim.signs[k], claim.signs[k + 1]
        if beside[0] == beside[1] == kind:
            return f"nothing happens at place {k + 1}"
    return ""


def _at(claim: Signs, k: int, places: Places) -> Verdict:
    """What happens at a place: zero exactly, or without a value, or with a sign there."""
    place, kind = claim.places.args[k], claim.at[k]
    here = _put(claim.expression, claim.variable, place)
    given = tuple(_put(c, claim.variable, place) for c in claim.given)
    gaps = [_put(p, claim.variable, place) for p in poles(claim.expression, places.definitions)]
    if any(same(gap, Integer(0), given, places).passes for gap in gaps):
        return PROVED if kind == "undefined" else refuted(f"it has no value at {place}")
    if kind == "zero":
        return same(here, Integer(0), given, places)

    def test(at: Point) -> str:
        found = _sign(here, at, NOTHING)
        return "" if found == kind else f"it is {found} at {place}"

    return places.everywhere(test, given, (here,))


def _put(expr: Basic, x: Symbol, value: Expr) -> Basic:
    """The expression with a value for the variable, not worked out."""
    if expr == x:
        return value
    if x not in expr.free_symbols:
        return expr
    parts = [_put(part, x, value) for part in expr.args]
    if isinstance(expr, sp.Rel | sp.Add | sp.Mul | sp.Pow | sp.Piecewise):
        return expr.func(*parts, evaluate=False)
    return expr.func(*parts)


def _sign(expr: Basic, at: Point, nothing: Number = 0) -> str:
    try:
        value = at.of(expr)
    except NotWorkedOut:  # that is no gap
        raise
    except NoValue:
        return "undefined"
    if abs(value) <= nothing:
        return "zero"
    return "positive" if value > 0 else "negative"


def _tried(claim: Signs, places: Places, isolated: bool) -> Verdict:
    x = claim.variable
    inner = tuple(c for c in claim.given if x in letters_of(c))
    outer = tuple(c for c in claim.given if c not in inner)
    limits = bounds(inner).get(x, (-sp.oo, sp.oo))

    def test(at: Point) -> str:
        ends = [at.of(p) for p in claim.places.args]
        if any(a >= b for a, b in pairwise(ends)):
            return "the places are not in increasing order"
        for end in ends:
            if not all(at.moved({x: end}).satisfies(c) for c in inner):
                return f"the conditions do not hold at {shown(end)}"
        edges: list[Number | None] = [_edge(limits[0]), *ends, _edge(limits[1])]
        for (low, high), sign in zip(pairwise(edges), claim.signs, strict=True):
            if wrong := _interval(claim, inner, at, (low, high), sign):
                return wrong
        return _missed(claim, inner, at, ends, limits, isolated)

    about = (claim.expression, *claim.places.args, *inner)
    return places.everywhere(test, outer, about if places.varies(about, (x,)) else ())


def _edge(limit: Basic) -> Number | None:
    return None if limit in (sp.oo, -sp.oo) else context.mpf(int(limit.p)) / int(limit.q)


def _interval(
    claim: Signs,
    conditions: Sequence[Basic],
    at: Point,
    ends: tuple[Number | None, Number | None],
    sign: str,
) -> str:
    """What is wrong with the sign in one interval, tried at many places."""
    tried = 0
    for value in _inside(*ends, float(at.draws.share())):
        there = at.moved({claim.variable: value})
        if not all(there.satisfies(c) for c in conditions):
            continue
        try:
            found = _sign(claim.expression, there)
        except NotWorkedOut:
            continue
        tried += 1
        if found != sign:
            return f"it is {found} at {claim.variable} = {shown(value)}, not {sign}"
    return "" if tried else "the conditions hold nowhere in one of the intervals"


def _inside(low: Number | None, high: Number | None, share: float) -> Iterator[Number]:
    """Places in an open interval: spread out, and near and far from its ends."""
    if low is not None and high is not None:
        width = high - low
        for k in range(SPREAD):
            yield low + width * (k + share) / SPREAD
        for part in TINY:
            yield low + width * part
            yield high - width * part
        return
    if low is None and high is None:
        yield context.mpf(share)
    centre = low if low is not None else high if high is not None else context.mpf(0)
    for side in (1, -1):
        if (high is None and side == 1) or (low is None and side == -1):
            for distance in (*TINY, *FAR):
                yield centre + side * distance * (1 + context.mpf(share)) * max(1, abs(centre))


def _missed(
    claim: Signs,
    conditions: Sequence[Basic],
    at: Point,
    ends: Sequence[Number],
    limits: tuple[Basic, Basic],
    isolated: bool,
) -> str:
    """A zero or a gap inside an interval, found by a search and, where it can be, by isolating roots."""
    x = claim.variable
    function = Residuals([sp.Eq(claim.expression, 0, evaluate=False)], (x,), at)
    cuts = [float(limits[0]), *map(float, ends), float(limits[1])]
    found = [zero for low, high in pairwise(cuts) for zero in scan(function, low, high)]
    if isolated:
        gaps = poles(claim.expression, at.definitions)
        parts = {part for whole in (claim.expression, *gaps) for part in factors(whole)}
        found += [
            context.mpf(int(value.p)) / int(value.q)
            for part in sorted(parts, key=str)
            for value, _ in zeros(part, x, tuple(conditions), at)
        ]
    for value in found:
        there = at.moved({x: value})
        if any(near(value, end) for end in ends):
            continue
        if all(there.satisfies(c) for c in conditions) and _touches(claim, there, value):
            return f"it is zero or without a value at {x} = {shown(value)} too"
    return ""


def _touches(claim: Signs, there: Point, value: Number) -> bool:
    """Whether the expression is zero here to many digits, or has no value here but has one beside."""
    try:
        return bool(abs(there.of(claim.expression)) < context.mpf(10) ** -12)
    except NotWorkedOut:
        return False
    except NoValue:
        step = max(1, abs(value)) * context.mpf(10) ** -12
        beside = (there.moved({claim.variable: value + s * step}) for s in (-1, 1))
        return any(_sign(claim.expression, place) != "undefined" for place in beside)


def _is_counted(claim: Signs, places: Places) -> bool:
    """Whether the expression is a fraction of polynomials whose zeros are all among the places."""
    x = claim.variable
    base = Point(next(places.inside(())).draws, places.definitions)
    if places.varies((claim.expression, *claim.places.args), (x,)):
        return False
    try:
        fraction = polynomials_at(base, (x,)).of(claim.expression)
    except (NotExact, NoValue, ZeroDivisionError):
        return False
    counted = Poly(1, x, domain=sp.QQ)
    for part in (fraction.numer, fraction.denom):
        if part.degree() > HIGHEST:
            return False
        counted *= Poly.from_dict(dict(part.terms()), x, domain=sp.QQ)
    if poles(claim.expression, places.definitions) and not _keeps_poles(claim, counted, places):
        return False
    low, high = bounds(claim.given).get(x, (-sp.oo, sp.oo))
    total = counted.sqf_part().count_roots(
        None if low == -sp.oo else low, None if high == sp.oo else high
    )
    cut_off = sum(
        isinstance(end, Rational) and end not in claim.places.args and counted.eval(end) == 0
        for end in (low, high)
    )
    return bool(total - cut_off == len(claim.places.args))


def _keeps_poles(claim: Signs, counted: Poly, places: Places) -> bool:
    """Whether every pole of the expression as it is written is a zero of what is counted."""
    return all(
        isinstance(p, Expr)
        and p.is_polynomial(claim.variable)
        and not counted.sqf_part().rem(Poly(p, claim.variable, domain=sp.QQ).sqf_part())
        for p in poles(claim.expression, places.definitions)
    )


CHECKS: dict[type, Check] = {Signs: signs}
CONFIRMATIONS: dict[type, Check] = {Signs: confirm_signs}
