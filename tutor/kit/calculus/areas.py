"""Definite integrals: where the integrand has no value, and the ends of each piece.

An interval is split where the integrand has no value inside it, unless it only has a hole:
it tends to a number there, and single places do not change an area.  At an end
without a value, and at infinity, the antiderivative is followed to its limit;
if that is infinite, the integral diverges.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from itertools import pairwise
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integral, Pow, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.calculus.limits import find
from tutor.kit.calculus.oscillation import Oscillation, waves
from tutor.kit.calculus.sign_tables import sign_table
from tutor.kit.real_roots import real_roots
from tutor.kit.real_values import columns, value_at
from tutor.kit.real_zeros import place_between, real_zeros
from tutor.kit.signs import sign
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation, negated, replaced
from tutor.kit.zero_free import is_zero_free

SAMPLES = 41


class Area(NamedTuple):
    """What was found: the value, or the piece that diverges and where to."""

    value: Expr | None
    piece: Integral | None = None


def gaps(f: Expr, x: Symbol, low: Expr, high: Expr) -> list[Expr]:
    """The places from low to high at which f has no value, in order."""
    found: set[Expr] = set()
    for guard in _guards(f):
        roots: Iterable[Expr] = ()
        if guard.is_polynomial(x):
            roots = real_roots(guard, x)
        elif low.is_finite and high.is_finite:
            solved = sp.solveset(guard, x, sp.Interval(low, high))
            if isinstance(solved, sp.FiniteSet):
                roots = solved
            elif not is_zero_free(guard, x, low, high):
                roots = real_zeros(guard, x, (), (low, high))
        found.update(r for r in roots if low <= r <= high and value_at(f, {x: r}) is None)
    return sorted(found, key=float)


def _guards(f: Expr) -> list[Expr]:
    """What stands below a line, in a logarithm, or below the line of a tangent and the like."""
    found = [p.base for p in f.atoms(Pow) if p.exp.is_negative]
    found += [log.args[0] for log in f.atoms(sp.log)]
    found += [sp.cos(t.args[0]) for t in f.atoms(sp.tan, sp.sec)]
    found += [sp.sin(t.args[0]) for t in f.atoms(sp.cot, sp.csc)]
    return [guard for guard in found if guard.free_symbols]


def refuse_undefined(f: Expr, x: Symbol, low: Expr, high: Expr) -> None:
    """Raise `Undefined` if f has no values in a part of the interval, or jumps between whole numbers."""
    if f.has(sp.floor, sp.ceiling):
        raise Undefined(
            "jumps-in-interval",
            "The integrand jumps where floor or ceil does, and jumps are not looked for here.",
            fix="Ask for the integral of each piece between two jumps: there floor(x) is a whole number.",
        )
    a, b = (max(min(float(end), 50.0), -50.0) for end in (low, high))
    places = [a + (b - a) * (k + 0.37) / SAMPLES for k in range(SAMPLES)]
    bad = [p for p, v in zip(places, columns(f, x, places), strict=True) if v != v]
    if bad:
        raise Undefined(
            "no-values-in-interval",
            f"The integrand has no value at {x} = {bad[0]:.3g}, for example.",
            fix="Choose bounds between which the integrand is defined.",
        )


def refuse_negative(f: Expr, x: Symbol, low: Expr, high: Expr) -> None:
    """Raise `Undefined` unless f is known to be negative nowhere: only then is the integral the area under it."""
    if sign(f):
        return
    below = "may be negative"
    if not Tuple(f, low, high).free_symbols - {x}:
        try:
            if "negative" not in sign_table(f, x, (low, high)).signs:
                return
            below = "is negative"
        except Undefined:  # a zero has no exact form, so nothing is decided
            pass
    ends = f"from {written(low)} to {written(high)}"
    raise Undefined(
        "area-or-integral",
        f"{written(f)} {below} in a part of the interval, so the integral need not be the area: it counts what lies below the axis as negative.",
        fix=f"Ask for the integral of {written(f)} {ends}, or for the area between {written(f)} and the x-axis {ends}.",
    )


def refuse_improper(f: Expr, x: Symbol, *bounds: Expr) -> None:
    """Raise `Undefined` if an integral without an antiderivative is not approximated either."""
    far = any(end in INFINITE for end in bounds)
    empty = gaps(f, x, *sorted(bounds, key=float)) if bounds and not far else []
    if not (far or empty):
        return
    no_value = "" if far else f"the integrand has no value at {x} = {written(empty[0])}"
    raise Undefined(
        "improper-without-antiderivative",
        f"No rule here finds an antiderivative of {written(f)}, and {no_value or 'the interval has no end'}, so that Simpson's rule does not apply.",
        fix="Choose finite bounds between which the integrand has values, or another form.",
    )


def between(f: Expr, F: Expr, x: Symbol, low: Expr, high: Expr) -> Generator[Step, None, Area]:
    """Yield the steps from the antiderivative to the value of the integral."""
    whole = Integral(f, (x, low, high))
    empty = gaps(f, x, low, high)
    for place in list(empty):
        beside = Approach(x, place, "+" if place == low else "-" if place == high else "+-")
        if (height := _over_hole(f, F, beside)) is not None:
            empty.remove(place)
            yield step("pass_hole", Equal(beside.of(f), height))
    cuts = [c for c in empty if c not in (low, high)]
    ends = [low, *cuts, high]
    improper = [end in INFINITE or end in empty for end in ends]
    middle = place_between(low, high)
    if not cuts and all(improper):
        ends, improper = [low, middle, high], [True, False, True]
        yield step("choose_cut", Choice(equation(x, middle)))
    pieces = [Integral(f, (x, a, b)) for a, b in pairwise(ends)]
    for cut in cuts:
        beside = Approach(x, cut, "+")
        if (growth := beside.tends(f)) in INFINITE:
            yield step("find_gap", Compared(beside.of(f), "=", growth))
    values: list[Expr] = []
    for k, piece in enumerate(pieces):
        value = yield from _piece(piece, F, improper[k], improper[k + 1])
        if value in INFINITE:
            return Area(value, piece) if piece == whole else Area(None, piece)._replace(value=value)
        values.append(value)
    if len(pieces) == 1:
        return Area(values[0])
    total = added(*pieces)
    yield step("split_interval", Equal(whole, total))
    result = tidy(sum(values, sp.Integer(0)))
    known = [Equal(p, v) for p, v in zip(pieces, values, strict=True)]
    yield step("add_pieces", Equal(total, result), *known)
    return Area(result)


def oscillation(
    F: Expr, x: Symbol, low: Expr, high: Expr
) -> Generator[Step, None, dict[str, Claim]] | None:
    """The steps that show that F tends to nothing at an end, for it swings for ever; None if it does not."""
    for at in (Approach(x, high, "-"), Approach(x, low, "+")):
        if (sequences := waves(F, at)) is not None:
            return Oscillation(F, at).steps(sequences)
    return None


def _over_hole(f: Expr, F: Expr, at: Approach) -> Expr | None:
    """What f tends to where it has no value; None if not to a number, or if F has no value either."""
    height = at.tends(f)
    return None if height in INFINITE or value_at(F, {at.x: at.place}) is None else height


def _piece(
    piece: Integral, F: Expr, open_below: bool, open_above: bool
) -> Generator[Step, None, Expr]:
    x, low, high = piece.args[1]
    ends = (high, open_above, "-"), (low, open_below, "+")
    inserted = {end: _inserted(F, x, end) for end, is_open, _ in ends if not is_open}
    claims = [claim for _, claim in inserted.values()]
    written: list[Expr] = []
    values: list[Expr] = []
    for end, is_open, side in ends:
        if is_open:
            at = Approach(x, end, side)
            value = yield from find(F, at)
            written.append(at.of(F))
        else:
            value, claim = inserted[end]
            written.append(claim.after)
        values.append(value)
        if value in INFINITE:
            direction = value if side == "-" else -value
            grows = Compared(written[-1], "=", value)
            yield step("see_divergence", Equal(piece, direction), grows, *claims)
            return direction
    difference = added(written[0], negated(written[1]))
    rule = "insert_limits_of_ends" if open_below or open_above else "insert_bounds"
    yield step(rule, Equal(piece, difference), *claims)
    result = tidy(values[0] - values[1])
    if result != difference:
        yield step("work_out_value", Equal(difference, result))
    return result


def _inserted(F: Expr, x: Symbol, end: Expr) -> tuple[Expr, Substituted]:
    """The value of the antiderivative at an end, and the claim that inserts it."""
    value = value_at(F, {x: end})
    if value is None:
        raise Undefined(
            "end-without-value",
            f"The antiderivative has no value at {x} = {end}.",
            fix="Choose other bounds.",
        )
    return value, Substituted(F, Tuple(equation(x, end)), replaced(F, x, end))
