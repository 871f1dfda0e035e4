"""A space that is told by equations, such as the plane x + y + z = 0, as the kernel of a map.

The vectors (x, y, z) with x + y + z = 0 are those that T(x, y, z) = (x + y + z) sends to zero.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = r"[a-z](?:_?[0-9])?"
_SPACE: Final = re.compile(
    r"(?:find |compute |determine |what is )?(?P<asked>(?:a |the )?(?:basis|dimension|basis and (?:the )?dimension)) (?:of|for) (?:the )?"
    r"(?:(?:(?:vector )?(?:sub)?space|(?P<plane>plane)|line|hyperplane|solution (?:space|set)|solutions|set)(?: of solutions)?"
    r"(?: (?:of|in) R\^?(?P<n>[2-6]))? ?(?:given by|defined by|described by|with equations?|with|where|of)?(?: the)?(?: system| equations?)?:? )?"
    rf"(?P<open>\\?\{{? ?\(?(?P<tuple>{_LETTERS}(?:, ?{_LETTERS})+)\)?(?: ?(?:in|∈) R\^?[2-6])? ?(?:[:|]|such that|with|where) ?)?"
    r"(?P<equations>[^:{}()\[\]]+=[^:{}()\[\]]+?)\\?\}?(?: in R\^?(?P<around>[2-6]))?",
    re.IGNORECASE,
)


def as_kernel(text: str) -> str:
    """The question for a basis of the kernel of a map, if the text asks for one of such a space."""
    found = _SPACE.fullmatch(text.strip(" .?"))
    if found is None:
        return text
    parts = [p.split("=") for p in re.split(r" ?(?:[,;]| and ) ?", found["equations"]) if p]
    occurring = sorted(set(re.findall(rf"(?<![a-z]){_LETTERS}(?![a-z])", found["equations"])))
    occurring.sort(key="xyzw".find)
    size = int(found["n"] or found["around"] or (3 if found["plane"] else 0))
    named = re.split(", ?", found["tuple"]) if found["tuple"] else list("xyzw"[:size])
    letters = named if size in (0, len(named)) and set(occurring) <= set(named) else occurring
    if any(len(sides) != 2 for sides in parts) or len(letters) < 2 or size not in (0, len(letters)):
        return text
    rules = [a.strip() if b.strip() == "0" else f"{a} - ({b})" for a, b in parts]
    return f"kernel of T({', '.join(letters)}) = ({', '.join(rules)})"
