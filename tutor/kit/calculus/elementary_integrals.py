"""The table of antiderivatives: powers, exponentials, waves, and what differentiates to them."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Integer, Pow, Symbol

from tutor.kit.unevaluated import over, power


def elementary(f: Expr, x: Symbol) -> tuple[str, Expr, Expr] | None:
    """The rule of the table for f, f itself, and the antiderivative."""
    if f == x:
        return "integrate_power", f, over(power(x, Integer(2)), Integer(2))
    if isinstance(f, Pow) and f.base == x and not f.exp.has(x):
        if f.exp == -1:
            return "integrate_reciprocal", f, sp.log(sp.Abs(x))
        return "integrate_power", f, x ** (f.exp + 1) / (f.exp + 1)
    if isinstance(f, Pow) and f.exp == x and not f.base.has(x) and f.base != sp.E:
        return "integrate_exponential", f, f / sp.log(f.base)
    results = {
        sp.exp(x): ("integrate_exponential", sp.exp(x)),
        sp.sin(x): ("integrate_sine", -sp.cos(x)),
        sp.cos(x): ("integrate_cosine", sp.sin(x)),
        sp.cos(x) ** -2: ("integrate_to_tangent", sp.tan(x)),
        sp.sec(x) ** 2: ("integrate_to_tangent", sp.tan(x)),
        1 / (1 + x**2): ("integrate_to_arctangent", sp.atan(x)),
        1 / sp.sqrt(1 - x**2): ("integrate_to_arcsine", sp.asin(x)),
        sp.sinh(x): ("integrate_hyperbolic", sp.cosh(x)),
        sp.cosh(x): ("integrate_hyperbolic", sp.sinh(x)),
        sp.sinh(x) / sp.cosh(x): ("integrate_hyperbolic_tangent", sp.log(sp.cosh(x))),
        sp.sin(x) ** -2: ("integrate_to_cotangent", -sp.cot(x)),
        sp.csc(x) ** 2: ("integrate_to_cotangent", -sp.cot(x)),
        sp.tan(x): ("integrate_tangent", -sp.log(sp.Abs(sp.cos(x)))),
        sp.cot(x): ("integrate_cotangent", sp.log(sp.Abs(sp.sin(x)))),
        1 / sp.cos(x): ("integrate_secant", sp.log(sp.Abs(1 / sp.cos(x) + sp.tan(x)))),
        sp.sec(x): ("integrate_secant", sp.log(sp.Abs(sp.sec(x) + sp.tan(x)))),
        1 / sp.sin(x): ("integrate_cosecant", -sp.log(sp.Abs(1 / sp.sin(x) + sp.cot(x)))),
        sp.csc(x): ("integrate_cosecant", -sp.log(sp.Abs(sp.csc(x) + sp.cot(x)))),
    }
    found = results.get(f)
    return None if found is None else (found[0], f, found[1])
