"""Whether a derivation leaves the letters of the problem alone.

What the goals must say of the inputs is worked out in `answers`.  A letter of the
problem that gets a value of its own would change what they are held against.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Symbol

from tutor.core.claims import Defines
from tutor.core.step import Trace


def redefined(trace: Trace) -> Iterator[Symbol]:
    """The letters of the problem that the derivation defines anew."""
    given = {s for _, v in trace.inputs if isinstance(v, Basic) for s in v.free_symbols}
    for part in trace.walk():
        for claim in part.claims:
            name = claim.name if isinstance(claim, Defines) else None
            if isinstance(name, Symbol) and name in given:
                yield name
