"""Integrals of functions with absolute values, or with the larger or smaller of two parts.

The interval is split where what stands between bars is zero, or where the two parts are equal.  On each
piece the bars open with one sign, or one part is the larger one, and an antiderivative is found there.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import combinations, pairwise

import sympy as sp
from sympy import Abs, Expr, Gt, Integral, Lt, Symbol

from tutor.core.claims import Choice, Equal
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import areas
from tutor.kit.calculus.approach import INFINITE
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.real_roots import real_roots
from tutor.kit.real_values import columns
from tutor.kit.real_zeros import place_between, real_zeros
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation

PIECES = 8  # at most, where the places are not those of short polynomials
RULES = (  # with bars, and without
    ("split_at_corners", "open_bars"),
    ("split_at_ties", "choose_part"),
)


def covers(f: Expr, x: Symbol, low: Expr, high: Expr) -> bool:
    """Whether there are bars, or larger and smaller parts, that change at places which are found here.

    These are zeros of short polynomials, of one power, or a few zeros of anything between finite bounds.
    """
    changes = [d for kink in _kinks(f, x) for d in _differences(kink)]
    if not changes or any(d.free_symbols - {x} for d in changes):
        return False
    return all(_is_short(d, x) for d in changes) or _has_few_pieces(f, x, low, high)


def _is_short(d: Expr, x: Symbol) -> bool:
    return d.is_polynomial(x) and (sp.degree(d, x) <= 2 or len(sp.Poly(d, x).terms()) == 1)


def _has_few_pieces(f: Expr, x: Symbol, low: Expr, high: Expr) -> bool:
    """Whether there are a few places with an exact form, and the function has an antiderivative in between."""
    if low in INFINITE or high in INFINITE:
        return False
    try:
        inside = _corners(f, x, low, high)
        Integration(x).of(_opened(f, x, *(*inside, low, high)[:2]))
    except Undefined:
        return False
    return len(inside) < PIECES and not any(place.has(sp.CRootOf) for place in inside)


def _corners(f: Expr, x: Symbol, low: Expr, high: Expr) -> list[Expr]:
    """The places between the bounds where a kink may be."""
    changes = [d for kink in _kinks(f, x) for d in _differences(kink) if d.has(x)]
    found = {
        place
        for d in changes
        for place in (real_roots(d, x) if _is_short(d, x) else real_zeros(d, x, (), (low, high)))
    }
    return sorted((place for place in found if low < place < high), key=float)


def _kinks(f: Expr, x: Symbol) -> list[Expr]:
    return sorted((k for k in f.atoms(Abs, sp.Max, sp.Min) if k.has(x)), key=str)


def _differences(kink: Expr) -> list[Expr]:
    """What is zero where the function may have a kink: what is between the bars, or two parts subtracted."""
    if isinstance(kink, Abs):
        return [kink.args[0]]
    return [sp.expand(a - b) for a, b in combinations(kink.args, 2)]


def find(
    f: Expr, x: Symbol, low: Expr, high: Expr, corners: Sequence[Expr] | None = None
) -> Generator[Step, None, Expr]:
    """Yield the steps to the value of the integral, and return it; `Undefined` if a piece diverges.

    `corners` are the places where a kink may be, if they are known.
    """
    split, opening = RULES[not f.has(Abs)]
    known = _corners(f, x, low, high) if corners is None else corners
    inside = sorted({c for c in known if low < c < high}, key=float)
    opened = {p: _opened(f, x, *p) for p in pairwise([low, *inside, high])}
    cuts = [
        c
        for a, c, b in zip([low, *inside], inside, [*inside[1:], high], strict=False)
        if opened[a, c] != opened[c, b]
    ]
    whole = Integral(f, (x, low, high))
    pieces = [Integral(f, (x, a, b)) for a, b in pairwise([low, *cuts, high])]
    if cuts:
        places = (Choice(equation(x, c)) for c in cuts)
        yield step(split, Equal(whole, added(*pieces)), *places)
    values = []
    from_start = {start: plain for (start, _), plain in opened.items()}
    for piece in pieces:
        _, a, b = piece.args[1]
        plain = from_start[a]  # in the middle of a piece the function may touch zero
        between = [Gt(x, a)] * (a not in INFINITE) + [Lt(x, b)] * (b not in INFINITE)
        rewritten = Integral(plain, (x, a, b))
        if plain != f:
            yield step(opening, Equal(piece, rewritten), Equal(f, plain, tuple(between)))
        tree = Integration(x).of(plain)
        yield tree
        found = yield from areas.between(plain, antiderivative_of(tree), x, a, b)
        if found.value is None or found.value in INFINITE:
            raise Undefined(
                "diverges-between-bars",
                f"The integral from {a} to {b} has no finite value.",
                fix="Write the function without bars, and ask for the piece.",
            )
        values.append(found.value)
    result = tidy(sum(values, sp.Integer(0)))
    if cuts:
        known = [Equal(p, v) for p, v in zip(pieces, values, strict=True)]
        yield step("add_pieces", Equal(added(*pieces), result), *known)
    yield step("collect_value", Equal(whole, result))
    return result


def _opened(f: Expr, x: Symbol, low: Expr, high: Expr) -> Expr:
    """The function as it is on a piece, without bars."""
    middle = [float(place_between(low, high))]
    while kinks := _kinks(f, x):
        kink = min(kinks, key=sp.count_ops)  # what stands inside another one comes first
        if isinstance(kink, Abs):
            (inner,) = kink.args
            opened = inner if columns(inner, x, middle)[0] > 0 else sp.expand(-inner)
        else:
            best = max if isinstance(kink, sp.Max) else min
            opened = best(kink.args, key=lambda part: columns(part, x, middle)[0])
        f = f.xreplace({kink: opened})
    return f
