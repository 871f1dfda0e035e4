"""Maps of the plane with a name, in one fixed wording that is also what a reader sees.

`rotation by 30 degrees` (counter-clockwise), `reflection in the line through (1, 2)`,
`projection onto the line through (1, 2)`, `shear along the x axis by 2`, `scaling by (2, 3)`.
A line through one point goes through the origin as well; a projection is orthogonal.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sympy import Rational

from tutor.core.errors import NotUnderstood

_N: Final = r"(-?\d{1,9}(?:/[1-9]\d{0,8})?)"
_PAIR: Final = rf"\({_N}, {_N}\)"
_WORDINGS: Final = {
    "rotation": f"rotation by {_N} degrees",
    "reflection": f"reflection in the line through {_PAIR}",
    "projection": f"projection onto the line through {_PAIR}",
    "shear_x": f"shear along the x axis by {_N}",
    "shear_y": f"shear along the y axis by {_N}",
    "scaling": f"scaling by {_PAIR}",
}
_PATTERNS: Final = {kind: re.compile(wording) for kind, wording in _WORDINGS.items()}


class NamedMap(NamedTuple):
    """A map and its numbers: an angle, a direction, a factor, or two factors."""

    kind: str
    numbers: tuple[Rational, ...]

    def __str__(self) -> str:
        numbers = iter(map(str, self.numbers))
        wording = _WORDINGS[self.kind].replace(_PAIR, f"({_N}, {_N})")
        return wording.replace(_N, "{}").format(*numbers)


def named_map(text: str) -> NamedMap:
    """The map that `str` wrote; raises `NotUnderstood` for anything else."""
    for kind, pattern in _PATTERNS.items():
        if (found := pattern.fullmatch(text)) is not None:
            numbers = tuple(map(Rational, found.groups()))
            if kind in ("reflection", "projection") and not any(numbers):
                break
            return NamedMap(kind, numbers)
    raise NotUnderstood(
        "named-map",
        f"{text[:60]!r} is no map of the plane that has a name here.",
        fix="For example: rotation by 30 degrees; reflection in the line y = 2x; shear along the x axis by 2.",
    )
