"""Whether a function is zero nowhere on an interval, by interval arithmetic.

The function is worked out with whole intervals in place of numbers, which gives an interval that
holds all its values.  If zero is not in it, the function has no zero there; if it is, the halves are
looked at, until they are too short to tell.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from mpmath import iv
from sympy import Expr, Symbol

FUNCTIONS = ("exp", "log", "sin", "cos", "tan", "sqrt")
HALVINGS = 12


def is_zero_free(f: Expr, x: Symbol, low: Expr, high: Expr) -> bool:
    """Whether f has a value other than zero everywhere from low to high; False if that is not seen."""
    known = all(part.func.__name__ in FUNCTIONS for part in f.atoms(sp.Function))
    if not known or f.free_symbols != {x}:
        return False
    modules = [{name: getattr(iv, name) for name in FUNCTIONS} | {"pi": iv.pi, "E": iv.e}]
    value = sp.lambdify(x, f, modules=modules)
    waiting = [(float(low), float(high), 0)]
    while waiting:
        a, b, depth = waiting.pop()
        if _holds_no_zero(value, a, b):
            continue
        if depth == HALVINGS:
            return False
        middle = (a + b) / 2
        waiting += [(a, middle, depth + 1), (middle, b, depth + 1)]
    return True


def _holds_no_zero(value: Any, a: float, b: float) -> bool:
    try:
        return 0 not in iv.mpf(value(iv.mpf([a, b])))
    except (ValueError, ZeroDivisionError, TypeError, NotImplementedError):
        return False
