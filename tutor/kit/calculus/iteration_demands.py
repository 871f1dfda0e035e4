"""What an iteration in one variable needs: a function of one letter, and a start where it has a slope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Expr, Symbol, Tuple

from tutor.core.errors import NotUnderstood, Undefined, counted
from tutor.core.topic import Problem
from tutor.kit.calculus.derivative import Differentiation, conditions_of
from tutor.kit.domain import combined, holds_at, holds_at_point, refuse_empty
from tutor.kit.real_values import value_at

MOST = 4  # variables


def variable(f: Expr) -> Symbol:
    """The letter of a function of one variable; raises `NotUnderstood` for none or several."""
    letters = sorted(f.free_symbols, key=str)
    if not letters:
        raise NotUnderstood(
            "constant-function",
            "The function is a number. It has no letter that could move.",
            fix="Give a function such as e^x - 2x.",
        )
    if len(letters) > 1:
        names = ", ".join(map(str, letters))
        raise NotUnderstood(
            "several-variables",
            f"The function has the letters {names}. This is a method for one variable.",
            fix="Put numbers for the other letters, or give a start such as (1, 2) for two variables.",
        )
    letter: Symbol = letters[0]
    return letter


def check_start(f: Expr, x: Symbol, x0: Expr) -> None:
    """Raise `Undefined` if the function has no value or no derivative at the start."""
    given = conditions_of(Differentiation(x, f).of(f))
    refuse_empty(given)
    if value_at(f, {x: x0}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at the start {x} = {x0}.",
            fix="Start where the function is defined.",
        )
    if not all(holds_at(c, x, x0) for c in given):
        raise Undefined(
            "no-slope-at-start",
            f"The rules give no derivative at the start {x} = {x0}.",
            fix="Start at another point.",
        )


def complete(problem: Problem) -> dict[str, Any]:
    """Check the function and the start of a problem."""
    check_start(problem.f, variable(problem.f), problem.x0)
    return {}


def variables(f: Expr, start: Tuple) -> tuple[Symbol, ...]:
    """The letters of a function of several variables, in the order of the alphabet, one for each coordinate."""
    letters = sorted(f.free_symbols, key=str)
    if len(letters) != len(start) or not 2 <= len(letters) <= MOST:
        names = ", ".join(map(str, letters))
        raise NotUnderstood(
            "start-and-variables",
            f"The function has the letters {names or 'none'}, and the start has "
            f"{counted(len(start), 'coordinate', 'coordinates')}.",
            fix=f"Give one coordinate for each of two to {MOST} letters, in the order of the alphabet.",
        )
    if any(v.free_symbols for v in start):
        raise NotUnderstood(
            "letter-for-number",
            "The coordinates of the start must be numbers.",
            fix="For example (1, 2).",
        )
    return tuple(letters)


def check_point(f: Expr, names: Sequence[Symbol], start: Tuple) -> None:
    """Raise `Undefined` if the function has no value or no partial derivative at the start."""
    at = dict(zip(names, start, strict=True))
    given = combined(*(conditions_of(Differentiation(x, f).of(f)) for x in names))
    if value_at(f, at) is None or not all(holds_at_point(c, at) for c in given):
        raise Undefined(
            "outside-domain",
            f"The function has no value or no slope at the start {start}.",
            fix="Start where the function is defined.",
        )
