"""Numbers of units from the inputs of a network to its last layer, such as `3-3-2-1`."""

from __future__ import annotations

import re
from typing import Final

from sympy import Integer, Tuple

from tutor.reading.tokens import refuse

_SIZE: Final = re.compile(r"[\s$]*(?P<size>\d{1,9})[\s$]*(?:[-–,;x×]|->|→|\\to|\\rightarrow|\Z)?")


def layer_sizes(text: str, example: str) -> Tuple:
    """The numbers, between dashes, commas, crosses or arrows."""
    at = 0
    found = []
    for match in _SIZE.finditer(text):
        if match.start() != at or not match["size"]:
            break
        found.append(Integer(match["size"]))
        at = match.end()
    if at < len(text):
        refuse(
            text,
            "layer-sizes",
            "This is no list of numbers of units.",
            f"For example {example}.",
            at,
            len(text),
        )
    return Tuple(*found)
