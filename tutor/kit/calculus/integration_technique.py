"""Integration by the technique that was asked for: parts, substitution or partial fractions.

The rules of the technique are tried first, in the integrand and in all of its parts.
If the technique is used nowhere, it does not help here, and the error says why.
"""

from __future__ import annotations

from sympy import Expr, Symbol

from tutor.core.errors import Undefined
from tutor.core.step import Step
from tutor.core.written import written
from tutor.kit.calculus.integration import Integration, Rule

TECHNIQUES = {
    **dict.fromkeys(("parts", "integration by parts"), "parts"),
    **dict.fromkeys(("substitution", "u-substitution", "u substitution"), "substitution"),
    **dict.fromkeys(("partial fractions", "partial fraction decomposition"), "partial fractions"),
}
MARKS = {  # the rules by which a technique is known in the tree
    "parts": (
        *("integrate_by_parts", "integrate_by_parts_twice", "integrate_root_by_parts"),
        "integrate_secant_by_parts",
    ),
    "substitution": (
        *("substitute", "substitute_linear", "substitute_power_of_e"),
        "substitute_new_variable",
    ),
    "partial fractions": ("split_into_partial_fractions", "split_at_irrational_zeros"),
}
REASONS = {
    "parts": "No factor of {} becomes simpler when it is differentiated while the rest can be integrated, "
    "so integration by parts does not help here.",
    "substitution": "No inner function of {} stands beside its own derivative, so no substitution helps here.",
    "partial fractions": "{} is no fraction of polynomials with a denominator that splits, so there are no "
    "partial fractions.",
}


class _Preferring(Integration):
    """Tries the rules of a technique before all others."""

    def __init__(self, x: Symbol, by: str) -> None:
        super().__init__(x)
        self.by = by

    def _rules(self) -> tuple[Rule, ...]:
        first: dict[str, tuple[Rule, ...]] = {
            "parts": (self._parts, self._cyclic, self._root_of_quadratic),
            "substitution": (
                *(self._substitution, self._power_of_e, self._linear_inside, self._new_variable),
            ),
            "partial fractions": (
                *(self._constant_factor, self._sum, self._linear_inside, self._rational),
            ),
        }
        return (self._constant, self._table, *first[self.by], *super()._rules())


def integrate(f: Expr, x: Symbol, by: str | None) -> Step:
    """The tree of steps that integrates f, by the technique if one is named.

    Raises `Undefined` if no rule applies, or if the technique does not help.
    """
    if by is None:
        return Integration(x).of(f)
    try:
        tree = _Preferring(x, by).of(f)
    except Undefined:
        tree = None
    if tree is None or not any(part.rule in MARKS[by] for part in tree.walk()):
        raise Undefined(
            "technique",
            REASONS[by].format(written(f)),
            fix="Leave the technique out: the rules that fit are then chosen.",
        )
    return tree
