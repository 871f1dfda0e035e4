"""Derivatives of functions of real numbers, and the places at which their formulas do not count."""

from __future__ import annotations

from contextlib import suppress

from sympy import (
    Abs,
    Basic,
    DiracDelta,
    Dummy,
    Expr,
    Integer,
    Ne,
    Pow,
    Symbol,
    cancel,
    diff,
    sign,
)

from tutor.core.claims import Conditions
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

PLACES = [context.mpf(7 * k + 3) / 11 for k in range(-9, 9)]
SAME = context.mpf(10) ** -30


def real_derivative(f: Expr, *by: Symbol) -> Expr:
    """The derivative of f by these letters, one after another, where all letters stand for real numbers.

    SymPy's own letters may stand for complex numbers, for which bars have no
    derivative.  That of |g| is g'g/|g|, which has no value at a corner.
    """
    real = {s: s if s.is_real else Dummy(s.name, real=True) for s in f.free_symbols | set(by)}
    found = diff(f.xreplace(real), *(real[s] for s in by))
    found = found.replace(DiracDelta, lambda *_: Integer(0)).replace(sign, lambda g: g / Abs(g))
    return found.xreplace({r: s for s, r in real.items()})


def off_breaks(f: Basic) -> Conditions:
    """That nothing between bars and nothing below a line is zero.

    Elsewhere the formula of a slope may have a value although f has none, or
    none although the slope exists; at a corner there is no slope.
    """
    broken = {bars.args[0] for bars in f.atoms(Abs)} | {
        power.base for power in f.atoms(Pow) if power.exp.is_negative
    }
    return tuple(Ne(g, 0, evaluate=False) for g in sorted(broken, key=str) if g.free_symbols)


def varies(slope: Expr, *letters: Symbol) -> bool:
    """Whether it depends on one of these letters, wherever it has a value: x^2/x - x does not, nor does |x|^2/x^2."""
    if slope.free_symbols.isdisjoint(letters):
        return False
    if slope.has(Abs) and len(slope.free_symbols) == 1:
        first, *others = heights(slope, *slope.free_symbols) or [context.nan]
        return not all(abs(height - first) < SAME for height in others)
    shorter = cancel(slope) if slope.is_rational_function(*letters) else slope
    return not shorter.free_symbols.isdisjoint(letters)


def heights(f: Expr, x: Symbol) -> list[Number]:
    """The values at many places, as far as there are any."""
    found: list[Number] = []
    for place in PLACES:
        with suppress(NoValue):
            found.append(Point(Draws(0), {}, {x: place}).of(f))
    return found
