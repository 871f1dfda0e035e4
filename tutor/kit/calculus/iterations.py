"""Iterations: the states, worked out with as many digits as it takes, and their table.

Rational states stay exact as long as they are short.  Otherwise the iteration
runs twice, the second time with twice the digits, until both agree; so no
rounding is carried along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Recurrence
from tutor.core.errors import OverLimit
from tutor.kit.many_digits import Digits, Formula, Fractions, NotRational, NoValue, formula

LONGEST = 10_000  # steps
SHOWN, FIRST, LAST = 16, 8, 4  # rows of a table; of a longer one, how many at both ends
READABLE = 8  # digits of an exact number in a table
EXACT_BITS = 400  # of an exact state, beyond which decimals take over
FAR = 10**9  # an iteration is stopped out there
START_DIGITS, MOST_DIGITS, AGREE = 30, 2_000, 15  # working digits, and how many have to agree
Number = Any
Stop = Callable[[Sequence[Number], Sequence[Number]], bool]  # from the state before and the new one


@dataclass(frozen=True)
class Iteration:
    """What is done again and again: `step` is put in the place of `names`.

    `known` gives the values of the other letters; `columns` are worked out at every state.
    """

    names: tuple[Symbol, ...]
    step: tuple[Expr, ...]
    columns: tuple[Expr, ...]
    known: Mapping[Symbol, Expr]

    def formulas(self, numbers: Fractions | Digits) -> tuple[list[Formula], list[Formula]]:
        step, columns = (
            [formula(e.xreplace(dict(self.known)), self.names, numbers) for e in several]
            for several in (self.step, self.columns)
        )
        return step, columns


@dataclass(frozen=True)
class Run:
    """The states from the start, and why there are no more.

    `ended` is `done` (as many steps as were asked for), `stopped` (the rule to
    stop), `cycle` (a state comes back), `far` (beyond `FAR`) or `nowhere` (the
    next step, or a column at the next state, has no value).  `beyond` is the
    next state, if that has a value.
    """

    iteration: Iteration
    start: tuple[Expr, ...]
    states: list[list[Number]]
    columns: list[list[Number]]
    ended: str
    beyond: list[Number] | None = None
    exact: bool = False

    @property
    def last(self) -> int:
        return len(self.states) - 1

    def state(self, k: int) -> tuple[float, ...]:
        """A state in floats, for pictures."""
        return tuple(float(v) for v in self.states[k])


def run(iteration: Iteration, start: Sequence[Expr], steps: int, stop: Stop | None = None) -> Run:
    """All states up to so many steps, or to the end of the iteration if that comes first."""
    if steps > LONGEST:
        raise OverLimit(
            "iteration-length",
            f"{steps:,} steps are too many. The limit is {LONGEST:,}.",
            fix="Ask for fewer steps, or choose a start that is closer.",
        )
    begin = tuple(start)
    if all(isinstance(v, Rational) for v in begin):
        first = [Fraction(int(v.p), int(v.q)) for v in begin]
        try:
            found = _walk(iteration, begin, first, Fractions(), steps, stop)
        except (NotRational, _TooLong):
            pass
        else:
            return found
    digits, before = START_DIGITS, _with_digits(iteration, begin, START_DIGITS, steps, stop)
    while digits < MOST_DIGITS:
        digits *= 2
        found = _with_digits(iteration, begin, digits, steps, stop)
        if _agree(before, found):
            return found
        before = found
    raise OverLimit(
        "iteration-chaotic",
        "Rounding grows so fast along this iteration that its states cannot be trusted.",
        fix="Ask for fewer steps.",
    )


class _TooLong(Exception):
    """An exact state has too many digits."""


def _with_digits(
    iteration: Iteration, start: tuple[Expr, ...], digits: int, steps: int, stop: Stop | None
) -> Run:
    numbers = Digits(digits)
    first = [formula(v, (), numbers)(()) for v in start]
    return _walk(iteration, start, first, numbers, steps, stop)


def _walk(
    iteration: Iteration,
    start: tuple[Expr, ...],
    first: list[Number],
    numbers: Fractions | Digits,
    steps: int,
    stop: Stop | None,
) -> Run:
    exact = isinstance(numbers, Fractions)
    step, columns = iteration.formulas(numbers)
    states, found = [first], [[c(first) for c in columns]]
    seen = {tuple(first): 0}
    ended, beyond = "done", None
    for k in range(1, steps + 1):
        try:
            state = [s(states[-1]) for s in step]
        except NoValue:
            ended = "nowhere"
            break
        if exact and any(
            max(v.numerator.bit_length(), v.denominator.bit_length()) > EXACT_BITS for v in state
        ):
            raise _TooLong
        try:
            values = [c(state) for c in columns]
        except NoValue:
            ended, beyond = "nowhere", state
            break
        states.append(state)
        found.append(values)
        if any(abs(v) > FAR for v in state):
            ended = "far"
        elif exact and seen.setdefault(tuple(state), k) < k and state != states[-2]:
            ended = "cycle"
        elif stop is not None and stop(states[-2], state):
            ended = "stopped"
        if ended != "done":
            break
    return Run(iteration, start, states, found, ended, beyond, exact)


def _agree(one: Run, other: Run) -> bool:
    if (one.ended, one.last) != (other.ended, other.last):
        return False
    pairs = zip([*one.states, *one.columns], [*other.states, *other.columns], strict=True)
    return all(
        abs(float(a - b)) <= 10.0**-AGREE * max(1.0, abs(float(b)))
        for left, right in pairs
        for a, b in zip(left, right, strict=True)
    )


def is_short(value: Expr) -> bool:
    """Whether a number is a fraction that can be read at a glance."""
    return isinstance(value, Rational) and _is_short_fraction(Fraction(int(value.p), int(value.q)))


def _is_short_fraction(value: Fraction) -> bool:
    return _digits(value) <= READABLE


def _digits(value: Fraction) -> int:
    """How many digits it takes to write a fraction, as a decimal if that is short."""
    below = value.denominator
    for p in (2, 5):
        while below % p == 0:
            below //= p
    if below == 1:
        places = 0
        while value.denominator and 10**places % value.denominator:
            places += 1
        return max(len(str(abs(value.numerator * 10**places // value.denominator))), places)
    return len(str(abs(value.numerator))) + len(str(value.denominator))


def shown(last: int) -> list[int]:
    """The numbers of the rows that a table shows."""
    if last < SHOWN:
        return list(range(last + 1))
    return [*range(FIRST), *range(last + 1 - LAST, last + 1)]


def table(
    found: Run,
    places: int,
    rows: Sequence[int] | None = None,
    exact: Sequence[Expr] | None = None,
) -> Recurrence:
    """The claim about the states: exact where all of them are short decimals, else to so many places.

    After one step alone it is also exact where all of them are short fractions.
    `exact` is the state after one step, whose short numbers are not rounded.
    """
    iteration = found.iteration
    numbers = shown(found.last) if rows is None else rows
    everything = [v for k in numbers for v in (*found.states[k], *found.columns[k])]
    is_plain = _is_short_fraction if found.last == 1 else _is_short_decimal
    short = found.exact and all(map(is_plain, everything))
    lines = []
    for k in numbers:
        values = [*found.states[k], *found.columns[k]]
        line = [_rational(v) if short else rounded(v, places) for v in values]
        if k == 0:
            line[: len(found.start)] = found.start
        elif k == 1 and exact is not None:
            for j, value in enumerate(exact):
                line[j] = value if is_short(value) else line[j]
        lines.append(Tuple(Integer(k), *line))
    tolerance = Rational(0) if short else Rational(1, 2 * 10**places)
    return Recurrence(
        Tuple(*iteration.names),
        Tuple(*iteration.step),
        Tuple(*iteration.columns),
        Tuple(*lines),
        tolerance,
    )


def _is_short_decimal(value: Fraction) -> bool:
    return 10**READABLE % value.denominator == 0 and _digits(value) <= READABLE


def _rational(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


def rounded(value: Number, places: int) -> Rational:
    """The number to so many decimals; beyond 1, to as many digits behind the first."""
    exact = value if isinstance(value, Fraction) else Fraction(*_ratio(value))
    scale = 10**places
    if abs(exact) >= 10**6:
        size = 10 ** (len(str(int(abs(exact)))) - 1)
        return _rational(Fraction(round(exact / size * scale), scale) * size)
    return Rational(round(exact * scale), scale)


def _ratio(value: Number) -> tuple[int, int]:
    sign, mantissa, exponent, _ = value._mpf_
    whole = -int(mantissa) if sign else int(mantissa)
    return (whole << exponent, 1) if exponent >= 0 else (whole, 1 << -exponent)


def distances(found: Run, target: Sequence[float]) -> list[tuple[float, float]]:
    """The number of each state and how far it is from a place, where the distance is not zero."""
    away = []
    for k in range(found.last + 1):
        size = sum((a - b) ** 2 for a, b in zip(found.state(k), target, strict=True)) ** 0.5
        if size > 0:
            away.append((float(k), size))
    return away


def repeats(found: Run) -> tuple[int, int] | None:
    """The numbers of the first two equal states, where the iteration ended in a cycle."""
    if found.ended != "cycle":
        return None
    return next((k, found.last) for k in range(found.last) if found.states[k] == found.states[-1])


def rests(found: Run) -> bool:
    """Whether the last step changed nothing, told exactly."""
    return found.exact and found.last > 0 and found.states[-1] == found.states[-2]


def settles(found: Run) -> bool:
    """Whether the last steps get shorter."""
    lengths = [
        max(abs(float(a - b)) for a, b in zip(one, other, strict=True))
        for one, other in pairwise(found.states[-4:])
    ]
    return len(lengths) > 1 and all(b <= a for a, b in pairwise(lengths))
