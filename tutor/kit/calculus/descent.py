"""Gradient descent: from a point against the slope, a fixed multiple of it at a time.

The partial derivatives give the step.  The first step is worked out in full,
the others fill a table, and the table says how they end: after as many steps
as were asked for, in a cycle, far away, or where the function has no value.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sympy import Add, Basic, Expr, Rational, Symbol, Tuple, count_ops

from tutor.core.claims import (
    Approximates,
    Conditions,
    Defines,
    DerivativeOf,
    Equal,
    Recurrence,
    Substituted,
)
from tutor.core.step import Step, step
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.calculus.iteration_ends import Goals, endings, repeat
from tutor.kit.calculus.iterations import Iteration, Number, Run, is_short, rounded, run, table
from tutor.kit.calculus.partials import differentiation
from tutor.kit.domain import combined
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation, looks_like, negated, times

PLACES = 6
IN_ONE_LINE = 30  # operations in the entries of a gradient


@dataclass(frozen=True)
class Slopes:
    """The partial derivatives of a function, and where they hold."""

    names: tuple[Symbol, ...]
    partials: tuple[Expr, ...]
    given: Conditions
    claims: tuple[DerivativeOf, ...] = ()

    @property
    def goals(self) -> Goals:
        """The claims as goals: `slope`, or `slope_1`, `slope_2` and so on."""
        if len(self.claims) == 1:
            return (("slope", self.claims[0]),)
        return tuple((f"slope_{k}", claim) for k, claim in enumerate(self.claims, start=1))


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
    """The partial derivatives, which the steps need; the rules are below them."""
    rule = "find_slope_for_step" if len(names) == 1 else "find_partial_for_step"
    claims: list[DerivativeOf] = []
    for x in names:
        claims.append((yield from differentiated(rule, f, x)))
    partials = tuple(claim.result for claim in claims)
    given = combined(*(claim.given for claim in claims))
    return Slopes(tuple(names), partials, given, tuple(claims))


def differentiated(rule: str, f: Expr, x: Symbol) -> Generator[Step, None, DerivativeOf]:
    """One derivative, tidied, with the rules below it."""
    found = differentiation(rule, f, x, tidy)
    yield found
    (claim,) = found.claims
    assert isinstance(claim, DerivativeOf)
    return claim


def differentiated_in_two(
    f: Expr, x: Symbol, rule: str | None = None
) -> Generator[Step, None, DerivativeOf]:
    """One derivative by the rules, below a step of this `rule` if given; a tidier form is a step of its own.

    What goes on from the tidier form rests on both steps, where no goal states the derivative.
    """
    tree = Differentiation(x, f).of(f)
    found = DerivativeOf(f, x, derivative_of(tree), conditions_of(tree))
    short = tidy(found.result)
    claim = Equal(found.result, short, found.given)
    same = (claim,) if looks_like(found.result, short) and found.result != short else ()
    if rule is None:
        yield step(tree.rule, *tree.claims, *same, substeps=tree.substeps)
    else:
        yield step(rule, found, *same, substeps=(tree,))
    if not looks_like(found.result, short):
        yield step("tidy_derivative", claim)
    return DerivativeOf(f, x, short, found.given)


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
    goals = slopes.goals
    made = None
    if found.last:
        made = table(found, PLACES, exact=first)
        yield step(repeat(found), made)
        goals += (("iterates", made),)
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
        values.append(value)
    shown: list[tuple[Basic, Basic]] = list(zip(slopes.partials, values, strict=True))
    rule = "find_first_slope"
    if len(values) > 1 and sum(count_ops(p) for p in slopes.partials) <= IN_ONE_LINE:
        shown, rule = [(Tuple(*slopes.partials), Tuple(*values))], "find_first_gradient"
    for part, there in shown:
        if used := Tuple(*(equation(x, v) for x, v in at.items() if part.has(x))):
            yield step(rule, Substituted(part, used, there))
    for value in values:
        if not isinstance(value, Rational):
            yield step("round_slope", six_digits(value))
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
