"""Gradient descent in several variables, with SymPy's derivatives.

The rule of the step comes from the gradient; for a function with constant second
derivatives the eigenvalues are the real roots of SymPy's characteristic polynomial,
isolated exactly, and the stationary point follows from the inverse of the Hessian.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Matrix, Poly, Symbol, Tuple

from tutor.core.claims import Compared, Defines, Equal, Substituted
from tutor.verify.answers import Answer, Forms, Says, Value
from tutor.verify.answers.exact_signs import sign
from tutor.verify.answers.iterations import outcomes, point_of_quadratic, slopes
from tutor.verify.values.real_derivative import real_derivative

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Forms:
    f, alpha, steps = given["f"], given["alpha"], int(given["n"])
    names = tuple(sorted(f.free_symbols, key=str))
    start = given["p0"].args
    gradient = [real_derivative(f, x) for x in names]
    rule = tuple(x - alpha * slope for x, slope in zip(names, gradient, strict=True))
    exact = {**slopes(f, names), **_quadratic(f, names, gradient, alpha)}
    place = Tuple(*(Eq(x, v, evaluate=False) for x, v in zip(names, start, strict=True)))
    begin = Says(Substituted, before=f, values=place)
    return outcomes(names, rule, (f,), start, steps, f, (*gradient, f), begin, exact)


def _quadratic(
    f: Expr, names: tuple[Symbol, ...], gradient: list[Expr], alpha: Expr
) -> dict[str, Answer]:
    """The goals of a function whose second derivatives are numbers."""
    H = Matrix([[sp.simplify(real_derivative(g, x)) for x in names] for g in gradient])
    if H.free_symbols or not all(sp.simplify(g).is_polynomial(*names) for g in gradient):
        return {}
    values = _eigenvalues(H)
    signs = {sign(value) for value in values}
    made: dict[str, Answer] = {}
    if 1 in signs:
        limit = 2 / values[-1]
        relation = {0: "=", -1: "<", 1: ">"}[sign(alpha * values[-1] - 2)]
        made["limit"] = Says(Defines, value=Value(limit))
        made["rate"] = Says(
            Compared, left=Value(alpha), relation=relation, right=Value(limit), given=()
        )
    else:
        made["downward"] = Says(Compared, left=Value(values[-1]), relation="<=", right=ZERO)
    for k, value in enumerate(values, start=1):
        made[f"factor_{k}"] = Says(Equal, before=Value(1 - alpha * value), given=())
    if signs == {1} and len(values) > 1:
        made["condition"] = Says(Equal, before=Value(values[-1] / values[0]), given=())
    if 0 not in signs:
        kind = "saddle" if len(signs) > 1 else "minimum" if 1 in signs else "maximum"
        made.update(point_of_quadratic(f, names, gradient, H, kind))
    return made


def _eigenvalues(H: sp.MatrixBase) -> list[Expr]:
    """The different eigenvalues of a symmetric matrix, all real, the smallest first.

    Over other fields than those of algebraic numbers, SymPy's formulas must give all of them.
    """
    unknown = Symbol("_lambda")
    polynomial = Poly(H.charpoly(unknown).as_expr(), unknown, extension=True)
    try:
        found = dict(polynomial.real_roots(multiple=False))
    except NotImplementedError:
        found = sp.roots(polynomial)
    if sum(found.values()) != H.rows or not all(value.is_real for value in found):
        raise ValueError("not all eigenvalues are found")
    return sorted(found, key=lambda value: value.evalf(30))
