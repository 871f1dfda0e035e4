"""Pictures of a Markov chain: its states with arrows, and the shares step by step."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from sympy import Tuple

from tutor.core.figure import Arrow, Curve, Dots, Mark
from tutor.core.matrix import Matrix

MOST_STATES = 5
STEPS = 12
ASIDE, SHORT = 0.05, 0.12  # how far an arrow is from the line between its states, and from them
ROLES = ("first", "second", "third", "accent", "muted")


def graph(P: Matrix, names: Sequence[str]) -> tuple[Mark, ...]:
    """The states on a circle, with an arrow from each to those that it leads to."""
    size = P.shape[0]
    at = [(cos(pi / 2 - 2 * pi * k / size), sin(pi / 2 - 2 * pi * k / size)) for k in range(size)]
    marks: list[Mark] = []
    for j in range(size):
        for i in range(size):
            if i != j and P[i + 1, j + 1] != 0:
                marks.append(_arrow(at[j], at[i]))
    called = tuple(names) or tuple(str(k) for k in range(1, size + 1))
    marks.append(Dots(tuple(at), called, role="first"))
    return tuple(marks)


def _arrow(tail: tuple[float, float], head: tuple[float, float]) -> Arrow:
    """An arrow a little to the right of the line, so that there is room for the way back."""
    way = head[0] - tail[0], head[1] - tail[1]
    length = hypot(*way)
    x, y = way[0] / length, way[1] / length
    aside = ASIDE * y, -ASIDE * x
    return Arrow(
        (tail[0] + SHORT * x + aside[0], tail[1] + SHORT * y + aside[1]),
        (head[0] - SHORT * x + aside[0], head[1] - SHORT * y + aside[1]),
        role="muted",
    )


def shares(P: Matrix, start: Tuple | None, names: Sequence[str]) -> tuple[Mark, ...]:
    """The share of each state after 0, 1, 2, ... steps; without a start, from the first state."""
    size = P.shape[0]
    table = [[float(e) for e in line] for line in P.entries()]
    x = [float(e) for e in start] if start is not None else [1.0] + [0.0] * (size - 1)
    history = [x]
    for _ in range(STEPS):
        x = [sum(a * b for a, b in zip(line, x, strict=True)) for line in table]
        history.append(x)
    return tuple(
        Curve(
            tuple((float(k), state[i]) for k, state in enumerate(history)),
            names[i] if names else f"state {i + 1}",
            ROLES[i],
            dashed=i % 2 == 1,
        )
        for i in range(size)
    )
