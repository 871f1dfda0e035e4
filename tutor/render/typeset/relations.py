"""Values of a sentence that are one formula with the signs between them, as in x = 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from tutor.render.typeset.layout import RELATION, Node, Operator, Row, side

SIGNS: Final = frozenset("=≠<≤>≥≈")


class Related(Struct, frozen=True):
    """Two or more sides, and one sign fewer."""

    sides: tuple[Any, ...]
    signs: tuple[str, ...]


def chain(related: Related, layout: Callable[[Any], Node]) -> Node:
    """The sides with their signs between them."""
    first, *others = (side(layout(value)) for value in related.sides)
    parts = [first]
    for sign, other in zip(related.signs, others, strict=True):
        parts += [Operator(sign), other]
    return Row(tuple(parts), RELATION)
