"""Newton's method in two variables, with SymPy's derivatives.

The rule is the point minus the adjugate of the Hessian times the gradient over the
determinant; for a quadratic function the point follows from the inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Definite, Substituted
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Forms, Says
from tutor.verify.answers.iterations import outcomes, point_of_quadratic, slopes
from tutor.verify.values.real_derivative import real_derivative


def answers(given: Mapping[str, Any]) -> Forms:
    f, start = given["f"], given["p0"].args
    steps, damping = given.get("n"), given.get("damping") or Integer(1)
    names = tuple(sorted(f.free_symbols, key=str))
    gradient = [real_derivative(f, x) for x in names]
    H = sp.Matrix([[real_derivative(g, x) for x in names] for g in gradient])
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
    exact = slopes(f, names)
    gradient_here = [g.subs(at) for g in gradient]
    if all(isinstance(v, Rational) for v in (*here, *gradient_here)):
        matrix = Matrix.of([list(here.row(k)) for k in range(2)])
        exact["bend"] = Says(Definite, matrix=matrix, given=())
    exact.update(_quadratic(f, names, gradient, H))
    place = Tuple(*(Eq(x, v, evaluate=False) for x, v in at.items()))
    begin = Says(Substituted, before=f, values=place)
    n = None if steps is None else int(steps)
    return outcomes(names, rule, (f,), start, n, f, (*gradient, f), begin, exact)


def _quadratic(
    f: Expr, names: tuple[Symbol, ...], gradient: list[Expr], second: Any
) -> dict[str, Answer]:
    """The stationary point of a function whose second derivatives are numbers."""
    H = second.applyfunc(sp.simplify)
    if H.free_symbols or not all(sp.simplify(g).is_polynomial(*names) for g in gradient):
        return {}
    kind = "saddle" if H.det() < 0 else "minimum" if H.trace() > 0 else "maximum"
    return point_of_quadratic(f, names, gradient, H, kind)
