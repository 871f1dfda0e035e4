"""Newton's method in two variables, with SymPy's derivatives.

The rule is the point minus the adjugate of the Hessian times the gradient over the
determinant; for a quadratic function the point follows from the inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Definite, Extremum, SolutionSet, Substituted
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Forms, Says, Value
from tutor.verify.answers.iterations import ended, outside, table

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Forms:
    f, start = given["f"], given["p0"].args
    steps, damping = given.get("n"), given.get("damping") or Integer(1)
    names = tuple(sorted(f.free_symbols, key=str))
    gradient = [sp.diff(f, x) for x in names]
    H = sp.Matrix([[sp.diff(g, x) for x in names] for g in gradient])
    below = sp.Pow(H[0, 0] * H[1, 1] - H[0, 1] ** 2, -1, evaluate=False)
    above = (
        H[1, 1] * gradient[0] - H[0, 1] * gradient[1],
        H[0, 0] * gradient[1] - H[0, 1] * gradient[0],
    )
    rule = tuple(
        sp.Add(x, sp.Mul(-damping, a, below, evaluate=False), evaluate=False)
        for x, a in zip(names, above, strict=True)
    )
    at = dict(zip(names, start, strict=True))
    here = H.subs(at)
    exact: dict[str, Answer] = {}
    slopes = [g.subs(at) for g in gradient]
    if all(isinstance(v, Rational) for v in (*here, *slopes)):
        matrix = Matrix.of([list(here.row(k)) for k in range(2)])
        exact["bend"] = Says(Definite, matrix=matrix, given=())
    exact.update(_quadratic(f, names, gradient, H))
    columns = (f,)
    part = table("iterates", names, rule, columns, start, lambda goals: None)
    if steps is None:
        return ({"iterates": part, **exact},)
    whole = table("iterates", names, rule, columns, start, lambda goals: int(steps))
    early = ended(names, rule, (*gradient, f), int(steps))
    left: dict[str, Answer] = {
        "beyond": table("beyond", names, rule, (), start, lambda goals: None),
        "outside": outside(names, (*gradient, f)),
    }
    place = Tuple(*(Eq(x, v, evaluate=False) for x, v in at.items()))
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
    f: Expr, names: tuple[Symbol, ...], gradient: list[Expr], second: Any
) -> dict[str, Answer]:
    """The stationary point of a function whose second derivatives are numbers."""
    H = second.applyfunc(sp.simplify)
    if H.free_symbols or not all(sp.simplify(g).is_polynomial(*names) for g in gradient):
        return {}
    shift = sp.Matrix([g.subs(dict.fromkeys(names, 0)) for g in gradient])
    point = Tuple(*(-H.inv() * shift))
    kind = "saddle" if H.det() < 0 else "minimum" if H.trace() > 0 else "maximum"
    system = Tuple(*(Eq(g, ZERO, evaluate=False) for g in gradient))
    return {
        "stationary": Says(
            SolutionSet,
            system=Value(system),
            unknowns=Tuple(*names),
            solutions=Tuple(point),
            given=(),
        ),
        "extremum": Says(
            Extremum,
            objective=f,
            variables=Tuple(*names),
            constraints=Tuple(),
            point=point,
            kind=kind,
            given=(),
        ),
    }
