"""Gradient descent in several variables, with SymPy's derivatives.

The rule of the step comes from the gradient; for a function with constant second
derivatives the eigenvalues are the roots of SymPy's characteristic polynomial, and
the stationary point follows from the inverse of the Hessian.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Matrix, Symbol, Tuple

from tutor.core.claims import Compared, Defines, Equal, Extremum, SolutionSet, Substituted
from tutor.verify.answers import Answer, Forms, Says, Value
from tutor.verify.answers.iterations import ended, outside, table

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Forms:
    f, alpha, steps = given["f"], given["alpha"], int(given["n"])
    names = tuple(sorted(f.free_symbols, key=str))
    start = given["p0"].args
    gradient = [sp.diff(f, x) for x in names]
    rule = tuple(x - alpha * slope for x, slope in zip(names, gradient, strict=True))
    exact = _quadratic(f, names, gradient, alpha)
    columns = (f,)
    whole = table("iterates", names, rule, columns, start, lambda goals: steps)
    part = table("iterates", names, rule, columns, start, lambda goals: None)
    early = ended(names, rule, (*gradient, f), steps)
    left: dict[str, Answer] = {
        "beyond": table("beyond", names, rule, (), start, lambda goals: None),
        "outside": outside(names, (*gradient, f)),
    }
    place = Tuple(*(Eq(x, v, evaluate=False) for x, v in zip(names, start, strict=True)))
    begin = Says(Substituted, before=f, values=place)
    return (
        {"iterates": whole, **exact},
        {"iterates": part, **early, **exact},
        {"iterates": part, **left, **exact},
        {"iterates": part, **left, **early, **exact},
        {"start": begin, **left, **exact},
        {"start": begin, **left, **early, **exact},
    )


def _quadratic(
    f: Expr, names: tuple[Symbol, ...], gradient: list[Expr], alpha: Expr
) -> dict[str, Answer]:
    """The goals of a function whose second derivatives are numbers."""
    H = Matrix([[sp.simplify(sp.diff(g, x)) for x in names] for g in gradient])
    if H.free_symbols or not all(sp.simplify(g).is_polynomial(*names) for g in gradient):
        return {}
    unknown = Symbol("_lambda")
    found = sp.roots(H.charpoly(unknown).as_expr(), unknown)
    if sum(found.values()) < H.rows:
        found = dict.fromkeys(sp.real_roots(H.charpoly(unknown).as_expr()), 1)
    values = sorted(found, key=lambda v: v.evalf(30))
    made: dict[str, Answer] = {}
    if values[-1].is_positive:
        limit = 2 / values[-1]
        gap = (alpha - limit).evalf(30)
        relation = "=" if sp.simplify(alpha - limit) == 0 else "<" if gap < 0 else ">"
        made["limit"] = Says(Defines, value=Value(limit))
        made["rate"] = Says(
            Compared, left=Value(alpha), relation=relation, right=Value(limit), given=()
        )
    else:
        made["downward"] = Says(Compared, left=Value(values[-1]), relation="<=", right=ZERO)
    for k, value in enumerate(values, start=1):
        made[f"factor_{k}"] = Says(Equal, before=Value(1 - alpha * value), given=())
    if values[0].is_positive and len(values) > 1:
        made["condition"] = Says(Equal, before=Value(values[-1] / values[0]), given=())
    if H.det() != 0:
        shift = Matrix([g.subs(dict.fromkeys(names, 0)) for g in gradient])
        point = Tuple(*(-H.inv() * shift))
        signs = {bool(v.is_positive) for v in values}
        kind = "saddle" if len(signs) > 1 else "minimum" if True in signs else "maximum"
        system = Tuple(*(Eq(g, ZERO, evaluate=False) for g in gradient))
        made["stationary"] = Says(
            SolutionSet,
            system=Value(system),
            unknowns=Tuple(*names),
            solutions=Tuple(point),
            given=(),
        )
        made["extremum"] = Says(
            Extremum,
            objective=f,
            variables=Tuple(*names),
            constraints=Tuple(),
            point=point,
            kind=kind,
            given=(),
        )
    return made
