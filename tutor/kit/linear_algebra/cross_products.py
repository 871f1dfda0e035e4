"""The components of a cross product, as written and worked out."""

from __future__ import annotations

from sympy import Expr, Tuple

from tutor.kit.linear_algebra.vectors import simple
from tutor.kit.unevaluated import added, negated, times

PLACES = ((2, 3), (3, 1), (1, 2))  # of the components that each one combines


def written_components(u: Tuple, v: Tuple) -> Tuple:
    """Each component as a difference of two products."""
    pairs = [(times(*of(u, j, v, k)), times(*of(u, k, v, j))) for j, k in PLACES]
    return Tuple(*(added(a, negated(b)) for a, b in pairs))


def of(u: Tuple, j: int, v: Tuple, k: int) -> tuple[Expr, Expr]:
    """Component j of u and k of v; 1 and -1 stand second, because in front they are not seen."""
    pair = u[j - 1], v[k - 1]
    return (pair[1], pair[0]) if abs(pair[0]) == 1 else pair


def product(u: Tuple, v: Tuple) -> Tuple:
    """The cross product."""
    return Tuple(*(simple(u[j - 1] * v[k - 1] - u[k - 1] * v[j - 1]) for j, k in PLACES))
