"""Level points of two variables that fill a line.

The function has one value c on such a line.  If it is nowhere smaller or nowhere larger, all
points of the line are extrema.  Otherwise f - c is a power of the line's polynomial times a
factor, which keeps its sign near each point where it is not zero.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from functools import reduce
from itertools import pairwise

import sympy as sp
from sympy import Expr, Poly, Symbol, Tuple, oo

from tutor.core.claims import Choice, Compared, Equal, Extremum, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus.second_order import SIDES, SecondOrder
from tutor.kit.free_letters import parameter
from tutor.kit.real_roots import real_roots
from tutor.kit.real_zeros import place_between
from tutor.kit.signs import sign
from tutor.kit.unevaluated import ZERO, added, power, times

Found = Generator[Step, None, list[Extremum]]


def judge(second: SecondOrder, line: Tuple, by: str, settled: Collection[Tuple]) -> Found:
    """Classify the points of a line, on which one variable is free; returns what is known.

    Points that are `settled` lie on another line as well.
    """
    f, names = second.f, second.names
    (free,) = line.free_symbols
    t = parameter(names)
    at = line.xreplace({free: t})
    used = second.gradient.used(f, at)
    value = sp.expand(f.xreplace(dict(zip(names, at, strict=True))))
    yield step("compute_height_on_line", Substituted(f, used, value), Choice(used), Choice(at))

    for side in SIDES:
        if second.keeps_side(at, value, side.sign):
            every = Extremum(f, Tuple(*names), Tuple(), at, value, side.kind)
            yield step(side.rule, Compared(f, side.relation, value))
            yield step("conclude_from_values_on_line", every)
            return [every]
    if not f.is_polynomial(*names):
        yield step("leave_point_open", Choice(at))
        return []
    zeros, parts = yield from _parts(second, line, at, value)
    found = list(parts)
    for zero, before, behind in zip(zeros, parts, parts[1:], strict=False):
        point = at.xreplace({t: zero})
        if point in settled:
            continue
        if before.kind == behind.kind != "saddle":
            special = yield from second.judge(point, by)
        else:
            special = second.claim(point, "saddle")
            yield second.gradient.height("compute_height", point)
            yield step("see_both_signs_beside_line", special)
        found += [] if special is None else [special]
    return found


def _parts(
    second: SecondOrder, line: Tuple, at: Tuple, value: Expr
) -> Generator[Step, None, tuple[list[Expr], list[Extremum]]]:
    """Where the other factor is zero on the line, and the kinds of the points between these places."""
    f, names = second.f, second.names
    (t,) = at.free_symbols
    base, exponent, factor = _factored(sp.expand(f - value), line, names)
    whole = times(power(base, sp.Integer(exponent)), factor)
    yield step("factor_at_line", Equal(f, whole if value == 0 else added(value, whole)))
    there = sp.expand(factor.xreplace(dict(zip(names, at, strict=True))))
    if factor.free_symbols:
        used = second.gradient.used(factor, at)
        yield step("insert_line_in_factor", Substituted(factor, used, there))
    zeros = real_roots(there, t) if there.has(t) else []
    parts: list[Extremum] = []
    for low, high in pairwise([-oo, *zeros, oo]):
        given = tuple([sp.Gt(t, low)] * (low != -oo) + [sp.Lt(t, high)] * (high != oo))
        positive = bool(there.xreplace({t: place_between(low, high)}) > 0)
        rule, kind = "see_sign_change_across_line", "saddle"
        if exponent % 2 == 0:
            rule, kind = "see_sign_beside_line", SIDES[0 if positive else 1].kind
        part = Extremum(f, Tuple(*names), Tuple(), at, value, kind, given)
        yield step(rule, part, Compared(there, ">" if positive else "<", ZERO, given))
        parts.append(part)
    return zeros, parts


def refuse_curves(slopes: Sequence[Expr], names: Tuple) -> None:
    """Raise `Undefined` if the slopes are zero on a curve that is no line."""
    if len(slopes) < 2 or len(names) != 2:
        return
    for factor, _ in sp.factor_list(reduce(sp.gcd, slopes), *names)[1]:
        if Poly(factor, *names).total_degree() > 1 and sign(factor) == "":
            raise Undefined(
                "level-curve",
                f"All points with {written(factor)} = 0 are level points. They are classified here where they fill straight lines.",
                fix="Put a letter in the place of what comes up again, such as u = x^2 + y^2, and ask for the extrema in that letter.",
            )


def without_parts(points: Tuple) -> list[Tuple]:
    """The lines, and the points that lie on none of them."""
    kept: list[Tuple] = []
    for point in sorted(points, key=lambda p: not p.free_symbols):
        if not any(_lies_on(point, line) for line in kept):
            kept.append(point)
    return kept


def curve(points: Tuple, names: tuple[Symbol, ...]) -> Expr | None:
    """What is zero on all lines among the level points, if there are lines."""
    lines = [_polynomial(line, names) for line in points if line.free_symbols]
    return sp.Mul(*lines) if lines else None


def _lies_on(point: Tuple, line: Tuple) -> bool:
    there = {u: a for u, a in zip(line, point, strict=True) if u in line.free_symbols}
    return all(sp.expand(v.xreplace(there) - a) == 0 for v, a in zip(line, point, strict=True))


def _polynomial(line: Tuple, names: tuple[Symbol, ...]) -> Expr:
    """What is zero on the line, with whole coefficients."""
    x, value = next((x, v) for x, v in zip(names, line, strict=True) if x != v)
    return Poly(x - value, *names).clear_denoms()[1].as_expr()


def _factored(rise: Expr, line: Tuple, names: tuple[Symbol, ...]) -> tuple[Expr, int, Expr]:
    """The line's polynomial, how often it divides, and the rest."""
    base, exponent, rest = _polynomial(line, names), 0, rise
    while (divided := sp.div(rest, base, *names))[1] == 0:
        rest, exponent = divided[0], exponent + 1
    return base, exponent, sp.factor(rest)
