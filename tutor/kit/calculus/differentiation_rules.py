"""The rule of differentiation that was asked for, and whether the derivation uses it.

The function decides which rules apply.  A rule that has no place in it is
refused with the reason, and never claimed.
"""

from __future__ import annotations

from typing import Final

from tutor.core.errors import Undefined
from tutor.core.step import Step

ASKED: Final = {
    f"{the}{name} rule": f"{name} rule"
    for name in ("chain", "product", "quotient", "power", "sum")
    for the in ("", "the ")
}
_MARKS: Final = {  # how the steps begin by which a rule is known in the tree
    "chain rule": ("apply_chain_rule",),
    "product rule": ("apply_product_rule",),
    "quotient rule": ("apply_quotient_rule", "apply_reciprocal_rule"),
    "power rule": ("apply_power_rule",),
    "sum rule": ("differentiate_term_by_term",),
}


def demand(tree: Step, rule: str | None) -> None:
    """Raise `Undefined` if a rule is asked for that the derivation does not use."""
    if rule is None or any(part.rule.startswith(_MARKS[rule]) for part in tree.walk()):
        return
    raise Undefined(
        "technique",
        f"The {rule} is not what this function needs.",
        fix="Leave the rule out: the rules that fit are then chosen.",
    )
