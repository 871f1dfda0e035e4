"""Which letter of a system stands for a number, if nobody says it.

If the equations are linear in all letters, all of them are unknowns.  Otherwise
one letter multiplies an unknown: it is the one whose absence leaves them linear.
Where that leaves a choice, a usual name for a number decides, such as k or a.
"""

from __future__ import annotations

from sympy import Tuple

from tutor.core.errors import NotUnderstood, Undefined
from tutor.kit.linear_algebra import linear

USUAL = ("k", "a", "t", "m", "p", "c", "b", "lambda", "alpha", "mu", "s", "n", "r")


def parameter_of(system: Tuple, unknowns: Tuple | None, named: Tuple | None) -> Tuple | None:
    """The letter that stands for a number, or none; raises `NotUnderstood` if it is not clear."""
    if named is not None:
        if len(named) > 1:
            raise NotUnderstood(
                "several-letters",
                f"The letters {', '.join(map(str, named))} stand for numbers. Cases can be told "
                "apart for one letter.",
                fix=f"Give a value to all of them but {named[0]}.",
            )
        return named
    letters = unknowns if unknowns else linear.unknowns_of(system)
    if unknowns or _is_linear(system, letters):
        return None
    found = [u for u in letters if _is_linear(system, Tuple(*(v for v in letters if v != u)))]
    if len(found) > 1:
        found = sorted((u for u in found if str(u) in USUAL), key=lambda u: USUAL.index(str(u)))[:1]
    return Tuple(*found) if found else None


def _is_linear(system: Tuple, unknowns: Tuple) -> bool:
    if not unknowns:
        return False
    try:
        linear.augmented(system, unknowns)
    except Undefined:
        return False
    return True
