"""The derivative from its definition, and average rates of change.

An average rate is the change of the value over the change of the place.  The
derivative is the limit of such rates as the step h goes to zero: form the
difference quotient, simplify it until h can be cancelled, and let h go to zero.
At a point where the two sides tend to different numbers there is no derivative.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

import sympy as sp
from sympy import Expr, Symbol, Tuple

from tutor.core.claims import Claim, Conditions, DerivativeOf, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import (
    ChoiceInput,
    DataInput,
    ExpressionInput,
    NumberInput,
    SymbolsInput,
    TableInput,
)
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.calculus import (
    average_rates,
    function_pictures,
    known_limits,
    nice_functions,
    quotients,
    rate_demands,
)
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.cancelled_places import cancelled
from tutor.kit.calculus.two_sides import from_both_sides, goals_of
from tutor.kit.domain import combined, require
from tutor.kit.unevaluated import ZERO, equation, replaced

TRANSCENDENTAL = (sp.exp, sp.log, sp.sin, sp.cos, sp.tan, sp.atan, sp.asin, sp.sinh, sp.cosh)


class Found(NamedTuple):
    """The goals, and the derivative at the point or as a formula if there is one."""

    goals: tuple[tuple[str, Claim], ...]
    value: Expr | None = None


Solution = Generator[Step, None, Found]
QUOTIENTS = {
    f"{side}{ending}": kind
    for side, kind in (
        ("central", "central"),
        ("symmetric", "central"),
        ("forward", "forward"),
        ("backward", "backward"),
    )
    for ending in (" difference", " differences", " difference quotient")
} | {kind: kind for kind in ("central", "forward", "backward")}


def by_definition(problem: Problem) -> Solution:
    return (yield from _limit(problem, quotients.forward))


def by_central_difference(problem: Problem) -> Solution:
    return (yield from _limit(problem, quotients.central))


def _limit(problem: Problem, form: Any) -> Solution:
    f, x = problem.f, problem.x
    h = quotients.step_letter(f)
    place = x if problem.at is None else problem.at
    quotient = yield from form(f, x, place, h)
    if form is quotients.forward and place == x and known_limits.covers(f, x):
        value = yield from known_limits.find(f, x, h, quotient)
        claim = DerivativeOf(f, x, value, _inside_domain(f))
        yield step("call_it_derivative", claim)
        return Found((("derivative", claim),), value)
    reduced = yield from quotients.simplified(quotient, h)
    if reduced.has(*TRANSCENDENTAL) and any(e.has(h) for e in reduced.atoms(*TRANSCENDENTAL)):
        raise Undefined(
            "quotient-does-not-simplify",
            "The step h cannot be cancelled in this difference quotient by algebra.",
            fix="Use the rules instead: ask for the derivative.",
        )
    at = Approach(h, ZERO)
    tends = at.tends(reduced)
    if problem.at is not None and (tends is None or not tends.is_finite):
        found = yield from from_both_sides(reduced, at)
        return Found((*goals_of(reduced, at, found), ("here", quotients.at_place(f, x, place))))
    domain = cancelled(f, reduced, x) if problem.at is None else ()
    yield step("let_step_vanish", Equal(at.of(quotient), at.of(reduced), domain))
    if problem.at is not None:
        found = yield from from_both_sides(reduced, at)
        claim = DerivativeOf(f, x, found.value, (equation(x, place),))
        yield step("call_it_derivative", claim)
        return Found((("derivative", claim),), found.value)
    inserted = replaced(reduced, h, ZERO)
    value = at.inserted(reduced)
    if value is None:
        raise Undefined(
            "quotient-does-not-simplify",
            "The step h cannot be cancelled in this difference quotient by algebra.",
            fix="Use the rules instead: ask for the derivative.",
        )
    yield step("insert_zero", Equal(at.of(reduced), inserted))
    if inserted != value:
        yield step("work_out_derivative", Equal(inserted, value))
    claim = DerivativeOf(f, x, value, combined(_inside_domain(f), domain))
    yield step("call_it_derivative", claim)
    return Found((("derivative", claim),), value)


def _inside_domain(f: Expr) -> Conditions:
    """No division by zero, and no place where a root begins: its slope grows without bound there."""
    roots = {p for p in f.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q % 2 == 0}
    below = {p for p in f.atoms(sp.Pow) if p.exp.is_negative} - roots
    needs = [(">", p.base) for p in roots] + [("!=", p.base) for p in below]
    return combined(*(require(relation, base) for relation, base in needs))


def average_rate(problem: Problem) -> Solution:
    f, x, a, h = problem.f, problem.x, problem.at, problem.h
    if h is None:
        return Found((yield from average_rates.between(f, x, a, problem.to)))
    return Found((yield from average_rates.beside(f, x, a, h, problem.by)))


def rates_of_table(problem: Problem) -> Solution:
    if problem.at is None:
        return Found((yield from average_rates.of_table(problem.places, problem.heights)))
    found = yield from average_rates.estimated_slope(problem.places, problem.heights, problem.at)
    return Found(found)


def complete(problem: Problem) -> dict[str, Any]:
    if problem.points is not None or None not in (problem.places, problem.heights):
        return rate_demands.table(problem)
    if problem.f is None:
        raise NotUnderstood(
            "missing-function",
            "Neither a function nor a table is given.",
            fix="For example f = x^2, or points = (0, 1), (1, 3), (2, 9).",
        )
    f, letters = problem.f, sorted(problem.f.free_symbols, key=str)
    if problem.x is None and len(letters) > 1:
        raise NotUnderstood(
            "which-variable",
            f"The function has the letters {', '.join(map(str, letters))}. Which one is the variable?",
            fix=f"Add x = {letters[-1]}.",
        )
    x = problem.x[0] if isinstance(problem.x, Tuple) else (letters[0] if letters else Symbol("x"))
    for place in (problem.at, problem.to):
        if place is not None:
            rate_demands.require_value(f, x, place)
    if problem.to is not None and problem.to == problem.at:
        raise Undefined(
            "no-change",
            "An average rate needs two different places.",
            fix="Choose another end, or ask for the derivative at the point.",
        )
    by = QUOTIENTS.get(problem.by)
    if problem.h is not None or by in ("forward", "backward"):
        return rate_demands.stepped(problem, by or "forward", x)
    if problem.by is not None and not f.is_polynomial(x):
        raise Undefined(
            "central-difference",
            "The central difference quotient is simplified for polynomials here.",
            fix="Ask for the derivative by the definition.",
        )
    return {"x": x, "by": by}


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.places is not None and problem.heights is not None:
        return ("table",)
    if problem.to is not None or problem.h is not None:
        return ("average",)
    plain = problem.f.is_polynomial(problem.x)
    if problem.by is not None:
        return ("central",)
    return ("definition", "central") if plain else ("definition",)


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    f, x, a = problem.f, problem.x, problem.at
    if f is None or a is None or "average" in suits(problem) or found.value is None:
        return ()
    marks = function_pictures.secants(f, x, a, found.value)
    return (Figure("secants_and_tangent", found.goals[0][1], marks, str(x)),) if marks else ()


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice_functions.with_difference_quotient(rng, level)


TOPIC = Topic(
    id="calculus.derivative_definition",
    covers=("calc.derivative_def",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2", optional=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        NumberInput(name="at", about="the point, or the first place", example="1", optional=True),
        NumberInput(
            name="to", about="the second place of an average rate", example="3", optional=True
        ),
        DataInput(
            name="places",
            about="the places of a table",
            example="0, 1, 2",
            optional=True,
            smallest=2,
        ),
        DataInput(
            name="heights",
            about="the values at these places",
            example="1, 3, 9",
            optional=True,
            smallest=2,
        ),
        TableInput(
            name="points",
            about="the table as points",
            example="(0, 1), (1, 3), (2, 9)",
            optional=True,
            smallest=2,
        ),
        NumberInput(
            name="h",
            about="the step of a difference quotient in numbers",
            example="0.1",
            optional=True,
            minimum=ZERO,
            open_below=True,
        ),
        ChoiceInput(
            name="by",
            about="a word for the difference quotient, if it is to be used",
            example="central difference",
            options=QUOTIENTS,
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {by} of {f} [at {at}|at {x} = {at}|at {x}={at}]",
        "[find|compute|what is] [the] {by} [of|for] {f} at [{x} = |{x}=]{at}[,] [with|using|for] [a|the] [step] [size] [h = |h=|h ]{h}",
        "[find|compute|approximate|estimate] [the] derivative of {f} at [{x} = |{x}=]{at}[,] {by|using|with} [the|a] {by}[,] [with|using|for|and] [a|the] [step] [size] [h = |h=|h ]{h}",
        "{approximate|estimate} [the] derivative of {f} at [{x} = |{x}=]{at} {with|using} [a|the] [step] [size] [h = |h=|h ]{h}",
        "[find|compute|what is] [the] difference quotient of {f} at [{x} = |{x}=]{at} {with|for|using} [h = |h=]{h}",
        "[find|compute] [the] derivative of {f} [at {at}|at {x} = {at}|at {x}={at}][,] {by|using|with} [the|a] {by}",
        "[find|compute] [the] derivative of {f} {by|using|with} [the|a] {by} at [{x} = ]{at}",
        "[find|compute] [the] derivative of {f} {from|by|using|with} [the] [limit] {definition|first principles} [at {at}|at {x} = {at}|at {x}={at}]",
        "[find|compute] [the] derivative of {f} {at {at}|at {x} = {at}|at {x}={at}}[,] {from|by|using|with} [the] [limit] {definition|first principles}",
        "{differentiate|find the derivative of|find derivative of} {f} {from|by|using|with} [the] "
        "{definition|limit definition|definition of the derivative|first principles}",
        "{use the|use the limit} definition of the derivative{. |: | for | to differentiate | to find the derivative of }{f} [at {x} = {at}]",
        "[find|compute|what is] [the] difference quotient of {f} [at {x} = {at}|at {at}]",
        "[find|compute|what is] [the] average rate of change of {f} {from|between} [{x} = ]{at} {to|and} [{x} = ]{to}",
        "average rates of change [in the table|of the table]{: | }x = {places}; y = {heights}",
        "[find|compute|what are|what is] [the] average {rates|rate} of change {of|between|through|in|for} [the] [table|points] {points}",
        "[find|compute|estimate|approximate] [the] {derivative at [x = |x=]{at}|slope at [x = |x=]{at}|f'({at})} from [the] [table|points|values|data][:] {points}",
        "[find|compute|estimate|approximate] [the] {derivative|slope} from [the] {table|points|values|data}[:] {points} at [x = |x=]{at}",
    ),
    methods={
        "definition": by_definition,
        "central": by_central_difference,
        "average": average_rate,
        "table": rates_of_table,
    },
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
