"""The components of a cross product, as written and worked out."""

from __future__ import annotations

from sympy import Tuple

from tutor.kit.linear_algebra.vectors import simple
from tutor.kit.unevaluated import added, multiplied, negated

PLACES = ((2, 3), (3, 1), (1, 2))  # of the components that each one combines


def written_components(u: Tuple, v: Tuple) -> Tuple:
    """Each component as a difference of two products."""
    pairs = [(multiplied(u[j - 1], v[k - 1]), multiplied(u[k - 1], v[j - 1])) for j, k in PLACES]
    return Tuple(*(added(a, negated(b)) for a, b in pairs))


def product(u: Tuple, v: Tuple) -> Tuple:
    """The cross product."""
    return Tuple(*(simple(u[j - 1] * v[k - 1] - u[k - 1] * v[j - 1]) for j, k in PLACES))
