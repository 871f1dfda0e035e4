"""Values of a sentence with a sign of relation between them are one formula, as x = 0 is.

A template may write the sign between two values.  Set as one formula it has the right spaces, is read
aloud as a relation, and no line ends behind the sign.
"""

from __future__ import annotations

from tutor.core.claims import KINDS
from tutor.render.prose import Math, Run, Runs, Text
from tutor.render.typeset import Related
from tutor.render.typeset.relations import SIGNS

_CLAIMS = frozenset(KINDS.values())  # these may be relations themselves


def related(runs: Runs) -> Runs:
    """The sentence with one formula in the place of such values."""
    made: list[Run] = []
    for run in runs:
        match made[-2:], run:
            case [Math(left), Text(words)], Math(right) if (
                sign := words.strip()
            ) in SIGNS and _CLAIMS.isdisjoint((type(left), type(right))):
                before = left if isinstance(left, Related) else Related((left,), ())
                both = Related((*before.sides, right), (*before.signs, sign))
                made[-2:] = [Math(both)]
            case _:
                made.append(run)
    return tuple(made)
