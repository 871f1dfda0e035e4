"""Events of a count, such as "at most 3" or "between 2 and 5", and the values they are made of."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Integer

from tutor.core.errors import Undefined
from tutor.core.topic import Problem

EVENTS = {
    "=": "=",
    "exactly": "=",
    "<=": "<=",
    "≤": "<=",
    "at most": "<=",
    "no more than": "<=",
    ">=": ">=",
    "≥": ">=",
    "at least": ">=",
    "<": "<",
    "fewer than": "<",
    "less than": "<",
    ">": ">",
    "more than": ">",
    "between": "between",
}


def event_of(problem: Problem, largest: Expr) -> dict[str, Any]:
    """The kind of event by its sign, from the inputs `event`, `k` and `to`; nothing without them.

    Raises `Undefined` if they do not fit together, or not a count from 0 to `largest`.
    """
    kind = problem.event or ("=" if problem.to is None else "between")
    kind = EVENTS[kind]
    if problem.k is None:
        if problem.event is None and problem.to is None:
            return {}
        raise Undefined("no-count", "The number in the event is missing.", fix="For example k = 3.")
    if (kind == "between") != (problem.to is not None):
        raise Undefined(
            "event-ends",
            "Only an event between two numbers has two, and it has both.",
            fix="For example k = 3 and to = 5.",
        )
    _ends(kind, problem.k, problem.to, largest)
    return {"event": kind}


def ends(problem: Problem, largest: Expr) -> tuple[Integer, Integer]:
    """The first and the last value in the event."""
    return _ends(problem.event, problem.k, problem.to, largest)


def _ends(kind: str, k: Integer, to: Integer | None, largest: Expr) -> tuple[Integer, Integer]:
    if max(k, to or k) > largest:
        raise Undefined(
            "count-too-large",
            f"The count is never above {largest}, and the event speaks of {max(k, to or k)}.",
            fix=f"Give a number from 0 to {largest}.",
        )
    first, last = {
        "=": (k, k),
        "<=": (Integer(0), k),
        ">=": (k, largest),
        "<": (Integer(0), k - 1),
        ">": (k + 1, largest),
        "between": (k, to),
    }[kind]
    if first > last:
        raise Undefined(
            "impossible-event",
            f"No count from 0 to {largest} is in the event. Its probability is 0, for every p.",
            fix="Give an event that can occur, the smaller number first.",
        )
    if (first, last) == (0, largest):
        raise Undefined(
            "sure-event",
            f"Every count from 0 to {largest} is in the event. Its probability is 1, for every p.",
            fix="Give an event that leaves out a count.",
        )
    return first, last


def counted(
    first: Integer, last: Integer, largest: Integer, only: Expr | None
) -> tuple[Integer, Integer]:
    """The values to add up: those of the event, or the others if they are in one piece and fewer.

    If `only` is the one value that occurs, they are those without it.
    """
    others = (last + 1, largest) if first == 0 else (Integer(0), first - 1)
    if first > 0 and last < largest:
        return first, last
    fewer = others[1] - others[0] < last - first if only is None else first <= only <= last
    return others if fewer else (first, last)
