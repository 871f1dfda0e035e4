"""Derivatives of functions of real numbers, and the places at which their formulas do not count."""

from __future__ import annotations

from sympy import Abs, Basic, DiracDelta, Dummy, Expr, Integer, Ne, Symbol, diff, sign

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


def off_corners(f: Basic) -> Conditions:
    """That nothing between bars is zero: there a slope may jump, or exist though its formula has no value."""
    inside = {bars.args[0] for bars in f.atoms(Abs) if bars.free_symbols}
    return tuple(Ne(g, 0, evaluate=False) for g in sorted(inside, key=str))
