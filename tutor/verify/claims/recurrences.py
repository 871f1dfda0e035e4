"""Checks of iterations: all states are worked out again from the start, shown or not.

Rational states are worked out exactly.  Otherwise the iteration runs twice,
the second time with twice the digits; where the two do not agree far below the
tolerance, rounding has grown, and it runs again with more digits still.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace
from sympy import Basic, Integer, Rational, Symbol, Tuple
from sympy.polys.domains import QQ

from tutor.core.claims import Recurrence
from tutor.verify.points.places import FEWEST, Check, Places, shown
from tutor.verify.report import PROVED, Verdict, refuted, unchecked
from tutor.verify.values.exact import Element, Exact, NotExact
from tutor.verify.values.letters import letters_of
from tutor.verify.values.numeric import DIGITS, NotWorkedOut, NoValue, Number, Point, context
from tutor.verify.values.opinion import second_opinion

LONGEST = 20_000  # steps
BITS = 20_000  # of an exact state
LARGEST = 20_000  # binary digits before the point of any state
MOST_DIGITS = 4_000
WIDEST = Rational(1, 1000)  # tolerance
FINER = context.mpf(10) ** -30  # what two precisions agree to, where values are exact
CONFIRMED, EARLY = 6, 60  # steps that the second opinion looks at, and up to which number


def recurrence(claim: Recurrence, places: Places) -> Verdict:
    if fault := _misfit(claim):
        return refuted(fault)
    if fixed := [str(n) for n in claim.variables.args if n in places.definitions]:
        return refuted(f"{fixed[0]} stands for something already and cannot vary")
    if claim.rows.args[-1].args[0] > LONGEST:
        return unchecked(f"more than {LONGEST:,} steps")
    if claim.tolerance == 0 and (verdict := _exactly(claim, places)) is not None:
        return verdict
    return _everywhere(claim, places, _compared)


def confirm_recurrence(claim: Recurrence, places: Places) -> Verdict:
    """Single steps of the true iteration once more, by code that shares no rule with the first."""
    early = Tuple(*(row for row in claim.rows.args if row.args[0] <= EARLY))
    return _everywhere(replace(claim, rows=early), places, _confirmed)


def _everywhere(
    claim: Recurrence, places: Places, test: Callable[[Recurrence, Point], str]
) -> Verdict:
    about = (claim.step, claim.columns, claim.rows)
    several = places.varies(about, claim.variables.args)
    return places.everywhere(
        lambda at: test(claim, at), claim.given, about if several else (), FEWEST
    )


def _misfit(claim: Recurrence) -> str:
    """What keeps the claim from being about an iteration at all."""
    names, rows = claim.variables.args, claim.rows.args
    if not names or len(set(names)) != len(names) or not all(isinstance(n, Symbol) for n in names):
        return "the variables must be different letters, and at least one"
    if not isinstance(claim.step, Tuple) or len(claim.step.args) != len(names):
        return "the step must have one formula for each variable"
    if not isinstance(claim.tolerance, Rational) or not 0 <= claim.tolerance <= WIDEST:
        return f"{claim.tolerance} is no tolerance for a table"
    size = 1 + len(names) + len(claim.columns.args)
    if len(rows) < 2 or not all(isinstance(r, Tuple) and len(r.args) == size for r in rows):
        return "there must be two rows at least, each with a value for each column"
    numbers = [row.args[0] for row in rows]
    if not all(isinstance(k, Integer) for k in numbers) or numbers[0] != 0:
        return "the rows must be numbered by whole numbers from 0"
    if not all(a < b for a, b in pairwise(numbers)):
        return "the numbers of the rows must grow"
    if letters_of(claim.rows) & set(names):
        return "a row must not contain the variables"
    found = [v for row in rows for v in row.args][1 + len(names) :]
    if claim.tolerance and not all(isinstance(v, Rational) for v in found):
        return "approximate values must be exact decimals"
    return ""


def _exactly(claim: Recurrence, places: Places) -> Verdict | None:
    """The verdict in rational numbers, or None where other numbers occur."""
    try:
        for row, state in _exact_states(claim, places):
            values = [Exact(QQ, places.definitions).of(v) for v in row.args[1:]]
            for value, true in zip(values, state, strict=True):
                if value != true:
                    return refuted(f"after {row.args[0]} steps there is {true}, not {value}")
    except NotExact:
        return None
    except ZeroDivisionError:
        return refuted("a step before the last row divides by zero")
    return PROVED


def _exact_states(claim: Recurrence, places: Places) -> Iterator[tuple[Tuple, list[Element]]]:
    """The rows, each with the true values of its state and columns."""
    names, known = claim.variables.args, places.definitions
    first, rows = claim.rows.args[0], list(claim.rows.args)
    start = Exact(QQ, known)
    state = dict(zip(names, map(start.of, first.args[1 : 1 + len(names)]), strict=True))
    for k in range(int(rows[-1].args[0]) + 1):
        here = Exact(QQ, known, state)
        if k == rows[0].args[0]:
            yield rows.pop(0), [*state.values(), *map(here.of, claim.columns.args)]
        if rows:
            state = {n: here.of(e) for n, e in zip(names, claim.step.args, strict=True)}
            if any(max(_bits(v)) > BITS for v in state.values()):
                raise NotExact("a very long number")


def _bits(value: Element) -> tuple[int, int]:
    return int(value.numerator).bit_length(), int(value.denominator).bit_length()


def _compared(claim: Recurrence, at: Point) -> str:
    """What is wrong with the rows at this place."""
    try:
        sure = _sure(claim, at)
    except NotWorkedOut:
        raise
    except NoValue as why:
        return str(why)
    for row, true in zip(claim.rows.args, sure, strict=True):
        for j, (value, exact) in enumerate(zip(row.args[1:], true, strict=True)):
            start = row.args[0] == 0 and j < len(claim.variables.args)
            if not start and not _near(value, exact, claim, at):
                return f"after {row.args[0]} steps there is {shown(exact)}, not {value}"
    return ""


def _near(value: Basic, exact: Number, claim: Recurrence, at: Point) -> bool:
    with context.workdps(4 * DIGITS):
        there = at.anew()
        allowed = there.of(claim.tolerance) * (1 + FINER) or FINER
        return bool(abs(there.of(value) - exact) <= allowed * max(1, abs(exact)))


def _sure(claim: Recurrence, at: Point) -> list[list[Number]]:
    """The true values of all rows, with as many digits as it takes to be sure of them."""
    enough = max(at.of(claim.tolerance) / 10**6, FINER / 10**4)
    digits, before = DIGITS, _states(claim, at, DIGITS)
    while digits < MOST_DIGITS:
        digits *= 2
        found = _states(claim, at, digits)
        with context.workdps(digits):
            if all(
                abs(a - b) <= enough * max(1, abs(b))
                for one, other in zip(before, found, strict=True)
                for a, b in zip(one, other, strict=True)
            ):
                return found
        before = found
    raise NotWorkedOut("rounding grows too fast along the iteration")


def _states(claim: Recurrence, at: Point, digits: int) -> list[list[Number]]:
    """State and columns at each row, worked out with so many digits."""
    with context.workdps(digits):
        there = at.anew()
        names, first = claim.variables.args, claim.rows.args[0]
        wanted = {int(row.args[0]) for row in claim.rows.args}
        state = [there.of(v) for v in first.args[1 : 1 + len(names)]]
        found = []
        for k in range(max(wanted) + 1):
            here = there.moved(dict(zip(names, state, strict=True)))
            if k in wanted:
                found.append([*state, *map(here.of, claim.columns.args)])
            if k < max(wanted):
                state = _next(claim.step.args, here, k)
        return found


def _next(step: Sequence[Basic], here: Point, k: int) -> list[Number]:
    try:
        state = [here.of(e) for e in step]
    except NotWorkedOut:
        raise
    except NoValue as why:
        raise NoValue(f"step {k + 1} has no value: {why}") from why
    if any(context.mag(v) > LARGEST for v in state if v):
        raise NotWorkedOut("the states grow beyond all bounds")
    return state


def _confirmed(claim: Recurrence, at: Point) -> str:
    """Steps between neighbouring rows by the second opinion, from the true state before them."""
    names = claim.variables.args
    rows = list(zip(claim.rows.args, _sure(claim, at), strict=True))
    beside = [(a, b) for a, b in pairwise(rows) if a[0].args[0] + 1 == b[0].args[0]]
    for (shown_before, before), (row, after) in [*beside[: CONFIRMED - 2], *beside[-2:]]:
        there = at.moved(dict(zip(names, before, strict=False)))
        if claim.tolerance == 0:  # exact, so that a case is not decided by a rounded zero
            exact = dict(zip(names, shown_before.args[1:], strict=False))
            there = Point(at.draws, {**at.definitions, **exact}, at.fixed)
        for formula, true in zip(claim.step.args, after, strict=False):
            value = second_opinion(formula, there)
            if abs(value - true) > max(1, abs(true)) * context.mpf(10) ** -15:
                return f"step {row.args[0]} leads to {shown(value)}, not to {shown(true)}"
    return ""


CHECKS: dict[type, Check] = {Recurrence: recurrence}
CONFIRMATIONS: dict[type, Check] = {Recurrence: confirm_recurrence}
