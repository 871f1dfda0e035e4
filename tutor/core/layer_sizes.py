"""Numbers of units from the inputs of a network to its last layer, and what they must be."""

from __future__ import annotations

from sympy import Integer, Tuple

from tutor.core.errors import OverLimit, Undefined


def layer_sizes(value: Tuple, largest: int, fix: str) -> Tuple:
    """The numbers, or the error that says what is wrong with them; `fix` shows an example."""
    if len(value) < 2:
        raise Undefined(
            "too-few-layers",
            "A network has inputs and at least one layer.",
            fix=fix,
        )
    if len(value) > largest:
        raise OverLimit(
            "layers",
            f"There are {len(value)} numbers of units. The limit is {largest}.",
            fix="Use fewer layers.",
        )
    for size in value:
        if not isinstance(size, Integer) or not 1 <= size <= 10**6:
            raise Undefined(
                "layer-size",
                f"{size} is no number of units. It is a whole number from 1 to 1,000,000.",
                fix=fix,
            )
    return value
