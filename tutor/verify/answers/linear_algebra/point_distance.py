"""The closest point of a line or plane by a system of linear equations, and its distance by Pythagoras.

The closest point lies on the line or plane, and the way to it from the point is a multiple of the
normal vector; both together are linear equations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Symbol, Tuple, diff, linsolve, sqrt

from tutor.verify.answers import Answers, Value
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    P, (equation,) = given["point"], given["equation"]
    X = tuple(map(Symbol, "xyz"[: len(P)]))
    if not equation.free_symbols <= set(X):
        X = tuple(sorted(equation.free_symbols, key=str))
    if len(X) != len(P) or len(P) not in (2, 3):
        raise Misfit("the point and the equation do not fit together")
    left = equation.lhs - equation.rhs
    t = Symbol("way")
    system = [left, *(x - p - t * diff(left, x) for x, p in zip(X, P, strict=True))]
    (solution,) = linsolve(system, *X, t)
    foot = Tuple(*solution[:-1])
    far = sqrt(sum((f - p) ** 2 for f, p in zip(foot, P, strict=True)))
    return {"distance": Value(far), "closest": Value(foot)}
