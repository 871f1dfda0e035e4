"""Newton's method in one variable: follow the tangent to the axis, again and again.

The step is x - g/g', where g is the function whose zero is sought.  It is not
possible where g' is zero; a cycle, a flight and a step out of the domain end
the table with their reason.  A change of sign shows that there is a zero.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import sympy as sp
from sympy import Add, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import (
    Compared,
    Conditions,
    Defines,
    Recurrence,
    Substituted,
)
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus.descent import write_first_step
from tutor.kit.calculus.iteration_ends import Goals, endings, repeat
from tutor.kit.calculus.iterations import Iteration, Run, is_short, rounded, run, settles, table
from tutor.kit.domain import holds_at
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import MINUS, added, divided, equation, negated, replaced, times

PLACES = 8
MOST = 50  # steps, where their number is not given
CLOSE = Rational(1, 10**10)  # two states nearer than that are taken for the same


@dataclass(frozen=True)
class Newton:
    """The states, if there was a step at all, their table, and the goals."""

    run: Run | None
    table: Recurrence | None
    goals: Goals


def newton(
    g: Expr,
    slope: Expr,
    x: Symbol,
    x0: Expr,
    count: int | None,
    given: Conditions = (),
    beside: bool = False,
) -> Generator[Step, None, Newton]:
    """The rule of the step, the first step in full, and the table of all of them.

    `given` is where both have values; `beside` another method the table alone is enough.
    """
    at = Tuple(equation(x, x0))
    flat = value_at(slope, {x: x0})
    if flat is None or value_at(g, {x: x0}) is None:
        raise Undefined(
            "no-slope-at-start",
            f"Newton's method needs a derivative that does not exist at the start {x} = {x0}.",
            fix="Start at another point.",
        )
    if flat == 0:
        if not slope.has(x):
            return Newton(None, None, ())
        stop = Substituted(slope, at, Integer(0))
        yield step("note_zero_slope", stop)
        return Newton(None, None, (("zero_slope", stop),))
    update = added(x, negated(divided(g, slope)))
    yield step("write_newton_step", Defines(Symbol(f"{x}_next"), update))
    iteration = Iteration((x,), (update,), (g, slope) if slope.has(x) else (g,), {})

    def near(before: Sequence[sp.Basic], after: Sequence[sp.Basic]) -> bool:
        return abs(float(after[0] - before[0])) < CLOSE * max(1.0, abs(float(after[0])))

    found = run(iteration, (x0,), count or MOST, None if count else near)
    first = None if beside else (yield from _first_step(g, slope, at, found))
    if found.last == 0:
        return Newton(found, None, (yield from endings(g, found, given, count, PLACES)))
    made = table(found, PLACES, exact=first)
    yield step("compare_with_newton" if beside else _repeat(found), made)
    if beside:
        return Newton(found, made, (("newton", made),))
    ends = yield from endings(g, found, given, count, PLACES)
    return Newton(found, made, (("iterates", made), *ends))


def _repeat(found: Run) -> str:
    """The rule for the table; a division by zero is a tangent that never meets the axis."""
    stuck = found.ended == "nowhere" and found.beyond is None
    if stuck and len(found.iteration.columns) > 1 and found.columns[-1][-1] == 0:
        return "repeat_until_flat"
    return repeat(found)


def _first_step(
    g: Expr, slope: Expr, at: Tuple, found: Run
) -> Generator[Step, None, Sequence[Expr] | None]:
    """Height and slope at the start, and where the first step leads, if that is a short number."""
    (equals,) = at.args
    x, x0 = equals.args
    values: list[Expr] = []
    for rule, part in (("find_height", g), ("find_slope", slope)):
        value = value_at(part, {x: x0})
        assert value is not None  # the start was checked
        if part.has(x):
            yield step(rule, Substituted(part, at, value))
            if not isinstance(value, Rational):
                yield step("round_value", six_digits(value))
        values.append(value)
    if not found.last:
        return None
    height, steepness = values
    exact = Add(x0, -height / steepness)
    rational = [v for v in values if isinstance(v, Rational)]
    # A fraction over a fraction is hard to read, unless both are written as decimals.
    whole = len(rational) < 2 or all(10**PLACES % v.q == 0 for v in rational) or not is_short(exact)
    moved = times(MINUS, divided(height, steepness)) if whole else -height / steepness
    written = added(x0, moved)
    yield from write_first_step(x, written, exact, found.states[1][0], PLACES)
    return (exact,) if is_short(exact) else None


def bracket(
    g: Expr, x: Symbol, found: Newton, given: Conditions, rules: tuple[str, str]
) -> Generator[Step, None, Goals]:
    """Two places close to the last state between which g changes its sign, if it does.

    The rules are for a function that rises there, and for one that falls.
    """
    if found.run is None or found.table is None or not settles(found.run):
        return ()
    unit = Rational(1, 10 ** (PLACES - 2))
    middle = rounded(found.run.states[-1][0], PLACES - 2)
    low, high = middle - unit, middle + unit
    gaps = any(isinstance(c, sp.Ne) for c in given)
    if gaps or not all(holds_at(c, x, end) for c in given for end in (low, high)):
        return ()
    left, right = (value_at(g, {x: end}) for end in (low, high))
    if left is None or right is None or not float(left) * float(right) < 0:
        return ()
    a, b = (Symbol(letter) for letter in bracket_letters(x))
    ends = Defines(a, low), Defines(b, high)
    yield step("name_left_end", ends[0])
    yield step("name_right_end", ends[1])
    rising = float(left) < 0
    below = Compared(replaced(g, x, a), "<" if rising else ">", Integer(0))
    above = Compared(replaced(g, x, b), ">" if rising else "<", Integer(0))
    yield step("find_sign_on_the_left", below)
    yield step(rules[0 if rising else 1], above)
    return (("low", ends[0]), ("high", ends[1]), ("left", below), ("right", above))


def bracket_letters(x: Symbol) -> tuple[str, str]:
    """Letters for the ends of an interval."""
    return ("p", "q") if str(x) in ("a", "b") else ("a", "b")
