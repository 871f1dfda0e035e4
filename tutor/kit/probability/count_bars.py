"""Bars for the chances of counts, with those of an event in colour."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.core.figure import Bars

VISIBLE = 0.005  # of the tallest bar; lower ones at both ends are left out


def count_bars(chances: Mapping[int, float], event: tuple[int, int] | None) -> tuple[Bars, ...]:
    """A bar for each count that is likely enough; the event goes from one count to another.

    There are none if the event would not be seen.
    """
    least = VISIBLE * max(chances.values())
    seen = {k: height for k, height in chances.items() if height >= least}
    if event is None:
        return (_bars(seen, "", "first"),)
    first, last = event
    inside = {k: h for k, h in seen.items() if first <= k <= last}
    if not inside:
        return ()
    below = {k: h for k, h in seen.items() if k < first}
    above = {k: h for k, h in seen.items() if k > last}
    parts = ((below, "", "muted"), (inside, "event", "accent"), (above, "", "muted"))
    return tuple(_bars(*part) for part in parts if part[0])


def _bars(chances: Mapping[int, float], label: str, role: str) -> Bars:
    return Bars(tuple(map(str, chances)), tuple(chances.values()), label, role)
