"""Derivatives of functions of real numbers, and the places at which their formulas do not count."""

from __future__ import annotations

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
    """Whether it depends on one of these letters, wherever it has a value: x^2/x - x does not."""
    if slope.free_symbols.isdisjoint(letters):
        return False
    shorter = cancel(slope) if slope.is_rational_function(*letters) else slope
    return not shorter.free_symbols.isdisjoint(letters)
