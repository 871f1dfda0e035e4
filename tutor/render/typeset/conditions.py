"""Conditions as they are written: two bounds of one expression become one chain, 0 < x < 1."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Basic

from tutor.render.typeset.composer import Composer
from tutor.render.typeset.layout import RELATION, Node, Operator, Row, Said, bound

_BELOW = {sp.Gt: "<", sp.Ge: "≤"}  # the sign behind a lower bound, which then stands on the left
_ABOVE = {sp.Lt: "<", sp.Le: "≤"}


def chained(given: Sequence[Basic], composer: Composer) -> list[Node]:
    """The conditions in order; a lower and an upper bound stand together where the first one is."""
    nodes: list[Node] = []
    left = list(given)
    while left:
        condition = left.pop(0)
        partner = next((other for other in left if _are_ends(condition, other)), None)
        if partner is None:
            nodes.append(composer.node(condition))
            continue
        left.remove(partner)
        low, high = (condition, partner) if type(condition) in _BELOW else (partner, condition)
        parts = [bound(composer.node(v), RELATION + 1) for v in (low.args[1], *high.args)]
        signs = Operator(_BELOW[type(low)]), Operator(_ABOVE[type(high)])
        chain = Row((parts[0], signs[0], parts[1], signs[1], parts[2]), RELATION)
        nodes.append(Said(chain, "both", (composer.node(low), composer.node(high))))
    return nodes


def _are_ends(one: Basic, other: Basic) -> bool:
    """Whether one is a lower and the other an upper bound of the same expression, and not below it."""
    low, high = (one, other) if type(one) in _BELOW else (other, one)
    if type(low) not in _BELOW or type(high) not in _ABOVE or low.args[0] != high.args[0]:
        return False
    ends = low.args[1], high.args[1]
    return all(v.is_comparable for v in ends) and bool(ends[0] <= ends[1])
