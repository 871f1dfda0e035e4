"""What a difference quotient and a table of values must have before a rate of change can be found."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from sympy import Expr, Symbol, Tuple

from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.topic import Problem
from tutor.kit.calculus import average_rates
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy


def table(problem: Problem) -> dict[str, Any]:
    """The columns of the table that is given, also where it is given by points."""
    places, heights = problem.places, problem.heights
    if problem.points is not None:
        places, heights = (Tuple(*column) for column in zip(*problem.points.entries(), strict=True))
    rises = all(a < b for a, b in pairwise(places))
    if len(places) != len(heights) or not rises:
        raise Undefined(
            "not-a-table-of-values",
            "Each place needs one value, and the places have to increase.",
            fix="For example x = 0, 1, 2 and y = 1, 3, 9.",
        )
    if problem.at is not None and problem.at not in places:
        raise Undefined(
            "outside-domain",
            f"The table has no value at {problem.at}.",
            fix=f"Choose one of its places: {', '.join(map(str, places))}.",
        )
    return {"places": places, "heights": heights, "points": None}


def stepped(problem: Problem, by: str, x: Symbol) -> dict[str, Any]:
    """The difference quotient of a step that is a number, at a point."""
    if problem.at is None or problem.h is None:
        raise NotUnderstood(
            "missing-input",
            f"A {by} difference has a point and a step that is a number.",
            fix=f"For example: {by} difference of x^2 at 3 with h = 0.1.",
        )
    for place in average_rates.ends(problem.at, problem.h, by):
        require_value(problem.f, x, tidy(place))
    return {"x": x, "by": by}


def require_value(f: Expr, x: Symbol, place: Expr) -> None:
    """Raise `Undefined` where the function has no value."""
    if value_at(f, {x: place}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {place}.",
            fix="Choose a point where the function is defined.",
        )
