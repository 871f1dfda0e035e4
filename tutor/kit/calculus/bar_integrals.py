"""Integrals of functions with absolute values: the interval is split where what stands between bars is zero.

On each piece the bars open with one sign, and an antiderivative is found there.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise

import sympy as sp
from sympy import Abs, Expr, Gt, Integral, Lt, Symbol

from tutor.core.claims import Choice, Equal
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import areas
from tutor.kit.calculus.approach import INFINITE
from tutor.kit.calculus.integration import Integration, antiderivative_of
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation


def covers(f: Expr, x: Symbol) -> bool:
    """Whether there are bars, all around linear formulas in numbers."""
    bars = [bar.args[0] for bar in f.atoms(Abs) if bar.has(x)]
    return bool(bars) and all(
        inner.is_polynomial(x) and sp.degree(inner, x) == 1 and inner.free_symbols == {x}
        for inner in bars
    )


def find(f: Expr, x: Symbol, low: Expr, high: Expr) -> Generator[Step, None, Expr]:
    """Yield the steps to the value of the integral, and return it; `Undefined` if a piece diverges."""
    corners = {sp.solve(bar.args[0], x)[0] for bar in f.atoms(Abs) if bar.has(x)}
    cuts = sorted((c for c in corners if low < c < high), key=float)
    whole = Integral(f, (x, low, high))
    pieces = [Integral(f, (x, a, b)) for a, b in pairwise([low, *cuts, high])]
    if cuts:
        places = (Choice(equation(x, c)) for c in cuts)
        yield step("split_at_corners", Equal(whole, added(*pieces)), *places)
    values = []
    for piece in pieces:
        _, a, b = piece.args[1]
        plain = _without_bars(f, x, a, b)
        between = [Gt(x, a)] * (a not in INFINITE) + [Lt(x, b)] * (b not in INFINITE)
        rewritten = Integral(plain, (x, a, b))
        yield step("open_bars", Equal(piece, rewritten), Equal(f, plain, tuple(between)))
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


def _without_bars(f: Expr, x: Symbol, low: Expr, high: Expr) -> Expr:
    inside = {x: areas.place_between(low, high)}
    opened = {}
    for bar in f.atoms(Abs):
        inner = bar.args[0]
        if bar.has(x):
            opened[bar] = inner if inner.xreplace(inside) > 0 else sp.expand(-inner)
    return f.xreplace(opened)
