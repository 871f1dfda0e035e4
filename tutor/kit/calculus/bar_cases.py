"""A function with absolute values, written by cases: one formula without bars on each piece of the line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import sympy as sp
from sympy import And, Basic, Expr, Piecewise, Symbol, oo
from sympy.functions.elementary.piecewise import ExprCondPair

from tutor.kit.real_zeros import WHOLE, Interval, opened_bars, real_zeros


def corners(f: Expr, x: Symbol, within: Interval = WHOLE) -> list[Expr]:
    """The places inside the interval where something between bars is zero, in increasing order."""
    bars = sorted((b for b in f.atoms(sp.Abs) if b.has(x)), key=str)
    found = {z for b in bars for z in real_zeros(b.args[0], x, (), within)}
    low, high = within
    return sorted((p for p in found if low < p < high), key=float)


def pieces(f: Expr, x: Symbol, places: Sequence[Expr], within: Interval = WHOLE) -> list[Expr]:
    """The formulas between neighbouring places, multiplied out."""
    low, high = within
    return [sp.expand(opened_bars(f, x, ends)) for ends in pairwise([low, *places, high])]


def written(formulas: Sequence[Expr], x: Symbol, places: Sequence[Expr]) -> Expr:
    """The formulas as cases; each case but the first has its left end."""
    if not places:
        return formulas[0]
    ends = pairwise([-oo, *places, oo])
    made = [ExprCondPair(f, _between(x, *pair)) for f, pair in zip(formulas, ends, strict=True)]
    return Piecewise(*made, evaluate=False)


def _between(x: Symbol, low: Expr, high: Expr) -> Basic:
    if low == -oo:
        return sp.Lt(x, high, evaluate=False)
    if high == oo:
        return sp.Ge(x, low, evaluate=False)
    return And(sp.Ge(x, low, evaluate=False), sp.Lt(x, high, evaluate=False), evaluate=False)
