"""How an iteration ends: after all steps, in a cycle, far away, or where the function has no value.

And how far its last state is from a point that is known exactly.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Abs, Add, Expr, Integer, Rational, Tuple

from tutor.core.claims import (
    Approximates,
    Claim,
    Compared,
    Conditions,
    Equal,
    Recurrence,
    Substituted,
)
from tutor.core.step import Step, step
from tutor.kit.calculus.iterations import Iteration, Run, rests, table
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import added, equation, negated

OPPOSITE = {sp.Gt: "<=", sp.Ge: "<", sp.Lt: ">=", sp.Le: ">", sp.Ne: "="}
REPEAT = {
    "done": "repeat_step",
    "stopped": "repeat_until_settled",
    "cycle": "repeat_until_cycle",
    "far": "repeat_until_far",
    "nowhere": "repeat_until_nowhere",
}
NOTICED = 1e-4  # an error that the decimals of a table do not hide
Goals = tuple[tuple[str, Claim], ...]


def repeat(found: Run) -> str:
    """The rule for the table of the states."""
    return "repeat_until_rest" if found.ended == "done" and rests(found) else REPEAT[found.ended]


def endings(
    f: Expr, found: Run, given: Conditions, count: int | None, places: int = 6
) -> Generator[Step, None, Goals]:
    """Why the iteration ends where it does, if that is not after the steps that were asked for."""
    goals: Goals = ()
    names = found.iteration.names
    if not found.last:
        place = Tuple(*(equation(x, v) for x, v in zip(names, found.start, strict=True)))
        value = value_at(f, dict(zip(names, found.start, strict=True)))
        begin = Substituted(f, place, value)
        yield step("note_start", begin)
        goals += (("start", begin),)
    if found.ended == "nowhere" and found.beyond is not None:
        goals += yield from _outside(f, found, given, places)
    reached = found.last + (found.beyond is not None)
    if count is not None and reached < count:
        early = Compared(Integer(reached), "<", Integer(count))
        yield step("note_early_end", early)
        goals += (("early", early),)
    return goals


def _outside(f: Expr, found: Run, given: Conditions, places: int) -> Generator[Step, None, Goals]:
    """The state to which the next step leads, and the condition that fails there.

    Either f has no value there, or it has one and a derivative is missing.
    """
    assert found.beyond is not None
    iteration = Iteration(found.iteration.names, found.iteration.step, (), found.iteration.known)
    number = found.last + 1
    beyond = Run(iteration, found.start, [*found.states, found.beyond], [[]] * (number + 1), "done")
    made = table(beyond, places, rows=(0, number))
    yield step("take_step_outside", made)
    at = dict(zip(iteration.names, made.rows.args[-1].args[1:], strict=True))
    for condition in given:
        left, right = (value_at(side, at) for side in condition.args)
        if left is not None and right is not None and condition.func(left, right) == sp.false:
            fails = Compared(left, OPPOSITE[type(condition)], right)
            if value_at(f, at) is None:
                yield step("note_outside", fails)
                return (("beyond", made), ("outside", fails))
            yield step("note_no_derivative", fails)
            return (("beyond", made), ("no_derivative", fails))
    return (("beyond", made),)


def measure(made: Recurrence, point: Expr) -> Generator[Step, None, Goals]:
    """How far the last state of a table in one variable is from a point, if the table can tell."""
    last = made.rows.args[-1].args[1]
    away = Abs(added(last, negated(point)) if point else last, evaluate=False)
    size = abs(Add(last, -point))
    if made.tolerance == 0 and isinstance(size, Rational) and size:
        error: Claim = Equal(away, size)
        yield step("measure_error", error)
    elif float(size) > NOTICED:
        rounded = six_digits(size)
        # Halfway between two numbers of six digits the seven digits stand as they are.
        tie = abs(size - rounded.value) == rounded.tolerance
        error = Approximates(away, size if tie else rounded.value, rounded.tolerance)
        yield step("round_error", error)
    else:
        return ()
    return (("error", error),)
