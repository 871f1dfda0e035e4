"""Gradient descent: from a point against the slope, a fixed multiple of it at a time.

The partial derivatives give the step.  The first step is worked out in full,
the others fill a table, and the table says how they end: after as many steps
as were asked for, in a cycle, far away, or where the function has no value.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sympy import Add, Expr, Rational, Symbol, Tuple

from tutor.core.claims import (
    Approximates,
    Conditions,
    Defines,
    Equal,
    Recurrence,
    Substituted,
)
from tutor.core.step import Step, step
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.calculus.iteration_ends import Goals, endings, repeat
from tutor.kit.calculus.iterations import Iteration, Number, Run, is_short, rounded, run, table
from tutor.kit.domain import combined
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation, looks_like, negated, times

PLACES = 6


@dataclass(frozen=True)
class Slopes:
    """The partial derivatives of a function, and where they hold."""

    names: tuple[Symbol, ...]
    partials: tuple[Expr, ...]
    given: Conditions


@dataclass(frozen=True)
class Descended:
    """The iteration that was run, its table if there was a step, and the goals so far."""

    slopes: Slopes
    run: Run
    table: Recurrence | None
    goals: Goals


def rate_letter(f: Expr) -> Symbol:
    """The letter for the rate: alpha, or eta where the function has an alpha of its own."""
    return Symbol("eta" if Symbol("alpha") in f.free_symbols else "alpha")


def differentiate(f: Expr, names: Sequence[Symbol]) -> Generator[Step, None, Slopes]:
    """The partial derivatives by the rules, tidied."""
    partials: list[Expr] = []
    given: Conditions = ()
    for x in names:
        found, where = yield from differentiated(f, x)
        partials.append(found)
        given = combined(given, where)
    return Slopes(tuple(names), tuple(partials), given)


def differentiated(f: Expr, x: Symbol) -> Generator[Step, None, tuple[Expr, Conditions]]:
    """One derivative by the rules; a form that is tidier follows in a step of its own."""
    tree = Differentiation(x, f).of(f)
    result, given = derivative_of(tree), conditions_of(tree)
    short = tidy(result)
    if looks_like(result, short):
        same = () if short == result else (Equal(result, short, given),)
        yield step(tree.rule, *tree.claims, *same, substeps=tree.substeps)
    else:
        yield tree
        yield step("tidy_derivative", Equal(result, short, given))
    return short, given


def descend(
    f: Expr,
    slopes: Slopes,
    start: Sequence[Expr],
    alpha: Expr,
    count: int,
    name: Symbol | None = None,
    columns: Mapping[Symbol, Expr] = MappingProxyType({}),
) -> Generator[Step, None, Descended]:
    """The rule of the step, the first step in full, and the table of all of them.

    In the table the function stands under its `name`, if a step has given it one; so do other
    `columns`, whose formulas hold the variables alone.
    """
    rate = rate_letter(f)
    yield step("name_rate", Defines(rate, alpha))
    rule = "write_update" if len(slopes.names) == 1 else "write_update_of_variable"
    updates = []
    for x, partial in zip(slopes.names, slopes.partials, strict=True):
        update = added(x, negated(times(rate, partial)))
        yield step(rule, Defines(Symbol(f"{x}_new"), update))
        updates.append(update)
    shown = f if name is None else name
    beside = (*slopes.partials, shown) if len(slopes.names) == 1 else (shown,)
    known = {rate: alpha} if name is None else {rate: alpha, name: f}
    iteration = Iteration(slopes.names, tuple(updates), (*beside, *columns), {**known, **columns})
    found = run(iteration, start, count)
    first = yield from _first_step(slopes, start, alpha, found)
    goals: Goals = ()
    made = None
    if found.last:
        made = table(found, PLACES, exact=first)
        yield step(repeat(found), made)
        goals = (("iterates", made),)
    goals += yield from endings(f, found, slopes.given, count)
    return Descended(slopes, found, made, goals)


def _first_step(
    slopes: Slopes, start: Sequence[Expr], alpha: Expr, found: Run
) -> Generator[Step, None, Sequence[Expr] | None]:
    """The slopes at the start, and where the first step leads."""
    at = dict(zip(slopes.names, start, strict=True))
    values = []
    for partial in slopes.partials:
        value = value_at(partial, at)
        used = Tuple(*(equation(x, v) for x, v in at.items() if partial.has(x)))
        if used:
            yield step("find_first_slope", Substituted(partial, used, value))
            if not isinstance(value, Rational):
                yield step("round_slope", six_digits(value))
        values.append(value)
    if not found.last:
        return None
    moved = [Add(x0, -alpha * slope) for x0, slope in zip(start, values, strict=True)]
    for k, (x, slope) in enumerate(zip(slopes.names, values, strict=True)):
        written = added(start[k], times(-alpha, slope))
        yield from write_first_step(x, written, moved[k], found.states[1][k], PLACES)
    return moved


def write_first_step(
    x: Symbol, written: Expr, exact: Expr, state: Number, places: int
) -> Generator[Step, None, None]:
    """x_1 with all numbers put in, and its value."""
    name = Symbol(f"{x}_1")
    yield step("insert_first_step", Defines(name, written))
    if is_short(exact):
        yield step("work_out_first_step", Equal(name, exact))
    else:
        half = Rational(1, 2 * 10**places)
        yield step("round_first_step", Approximates(name, rounded(state, places), half))
