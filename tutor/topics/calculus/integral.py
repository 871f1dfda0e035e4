"""Integrals: an antiderivative, and between two bounds the area under the curve.

An antiderivative is found by rules: term by term, by substitution, by parts, by
partial fractions.  Between bounds its values are subtracted.  Where the
integrand has no value, and at infinity, the interval is split and limits are
taken; a piece that grows beyond every bound makes the integral diverge, and so does an
antiderivative that swings for ever towards a bound.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any, NamedTuple

from sympy import Expr, Integral, Symbol, Tuple

from tutor.core.claims import (
    AntiderivativeOf,
    Approximates,
    Choice,
    Claim,
    Conditions,
    Equal,
    Substituted,
)
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, IntegralInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import (
    areas,
    bar_antiderivative,
    bar_integrals,
    function_pictures,
    gaussian_integral,
    gaussian_moments,
    integration_technique,
    letter_integrals,
    nice_integrals,
    quadrature,
)
from tutor.kit.calculus.approach import INFINITE
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_technique import TECHNIQUES
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, equation, negated, replaced


class Found(NamedTuple):
    """The antiderivative, or the value, or the piece that diverges and where to, or how F swings."""

    antiderivative: Expr | None = None
    value: Expr | None = None
    piece: Integral | None = None
    rounded: Approximates | None = None
    given: Conditions = ()
    oscillation: Mapping[str, Claim] = {}


Solution = Generator[Step, None, Found]


def parts(problem: Problem) -> tuple[Expr, Symbol, tuple[Expr, ...]]:
    """The integrand, the variable and the bounds, if any."""
    f, limits = problem.integral.args
    return f, limits[0], tuple(limits[1:])


def by_antiderivative(problem: Problem) -> Solution:
    f, x, bounds = parts(problem)
    try:
        tree = integration_technique.integrate(f, x, problem.by)
    except Undefined:
        areas.refuse_improper(f, x, *bounds)
        raise
    F = antiderivative_of(tree)
    yield tree
    if not bounds:
        return Found(antiderivative=F, given=tree.shown["given"])
    if (swinging := areas.oscillation(F, x, *bounds)) is not None:
        return Found(F, oscillation=(yield from swinging))
    found = yield from areas.between(f, F, x, *bounds)
    return Found(value=found.value, piece=found.piece)


def by_rules_with_letters(problem: Problem) -> Solution:
    f, x, bounds = parts(problem)
    if not bounds:
        result, given = yield from letter_integrals.antiderivative(f, x)
        return Found(antiderivative=result, given=given)
    value, given = yield from letter_integrals.between(f, x, *bounds)
    return Found(value=value, given=given)


def by_symmetry(problem: Problem) -> Solution:
    f, x, _ = parts(problem)
    turned = equation(x, negated(x))
    yield step("mirror", Choice(turned))
    mirrored = replaced(f, x, negated(x))
    yield step("insert_mirror", Substituted(f, Tuple(turned), mirrored))
    yield step("see_odd", Equal(mirrored, negated(f)))
    yield step("cancel_halves", Equal(problem.integral, ZERO))
    return Found(value=ZERO)


def by_polar_coordinates(problem: Problem) -> Solution:
    f, x, bounds = parts(problem)
    value = yield from gaussian_integral.find(f, x, *bounds)
    return Found(value=value)


def by_moments(problem: Problem) -> Solution:
    f, x, bounds = parts(problem)
    value = yield from gaussian_moments.find(f, x, *bounds)
    return Found(value=value)


def by_cases_of_bars(problem: Problem) -> Solution:
    f, x, bounds = parts(problem)
    value = yield from bar_integrals.find(f, x, *bounds)
    return Found(value=value)


def by_cases(problem: Problem) -> Solution:
    f, x, _ = parts(problem)
    return Found(antiderivative=(yield from bar_antiderivative.find(f, x)))


def by_simpson(problem: Problem) -> Solution:
    f, x, bounds = parts(problem)
    rounded = yield from quadrature.by_simpson(f, x, *bounds)
    return Found(rounded=rounded)


def complete(problem: Problem) -> dict[str, Any]:
    if len(problem.integral.limits) > 1:  # SymPy makes one of an integral inside another
        raise NotUnderstood(
            "several-integrals",
            "An integral over two variables is not covered here.",
            fix="Work out the inner one first, for example: integral of y from 0 to x dy.",
        )
    f, x, bounds = parts(problem)
    by = TECHNIQUES.get(problem.by)
    if problem.asked == "area":
        _check_area(f, x, bounds)
    if problem.integral.free_symbols - {x}:
        if by is not None:
            raise Undefined(
                "technique",
                "With letters beside the variable the technique cannot be chosen.",
                fix="Leave it out, or put numbers for the letters.",
            )
        return {"asked": None}
    if by is not None:
        integration_technique.integrate(f, x, by)
    if bounds:
        low, high = bounds
        areas.refuse_undefined(f, x, *sorted(bounds, key=float))
        if not (low < high or _runs_backwards(f, x, bounds)):
            raise Undefined(
                "order-of-bounds",
                f"The lower bound {low} is not below the upper bound {high}.",
                fix="Exchange the bounds; the integral then changes its sign.",
            )
    return {"by": by, "asked": None}


def _check_area(f: Expr, x: Symbol, bounds: tuple[Expr, ...]) -> None:
    """Raises `Undefined` unless the area under f is its integral."""
    if not bounds:
        raise Undefined(
            "missing-bounds",
            "An area needs two bounds.",
            fix="Name them, for example: area under x^2 from 0 to 1.",
        )
    low, high = bounds
    if (high - low).is_negative:
        raise Undefined(
            "order-of-bounds",
            f"The left end {low} is not to the left of the right end {high}.",
            fix="Exchange them.",
        )
    areas.refuse_negative(f, x, low, high)


def suits(problem: Problem) -> tuple[str, ...]:
    f, x, bounds = parts(problem)
    if problem.integral.free_symbols - {x}:
        return ("letters",)
    if problem.by is not None or (bounds and not bounds[0] < bounds[1]):
        return ("antiderivative",)
    if problem.method == "simpson" and bounds and not areas.gaps(f, x, *bounds):
        return ("simpson",) if all(end.is_finite for end in bounds) else ("antiderivative",)
    if not bounds and not _has_antiderivative(f, x) and bar_antiderivative.covers(f, x):
        return ("cases",)
    bars = bool(bounds) and bar_integrals.covers(f, x, *bounds)
    odd = bool(bounds) and bounds[0] == -bounds[1] and bounds[1] not in INFINITE
    if odd and f != 0 and not areas.gaps(f, x, *bounds) and tidy(f + f.xreplace({x: -x})) == 0:
        if _has_antiderivative(f, x):
            return "symmetry", "antiderivative"
        return ("symmetry", "bars") if bars else ("symmetry",)
    if bounds and gaussian_integral.covers(f, x, *bounds):
        return ("polar",)
    finite = bool(bounds) and not any(end in INFINITE for end in bounds)
    moments = bool(bounds) and gaussian_moments.covers(f, x, *bounds)
    if not (finite or moments or bars) or _has_antiderivative(f, x):
        return ("antiderivative",)
    if moments or bars:
        return ("moments" if moments else "bars",)
    return ("antiderivative",) if areas.gaps(f, x, *bounds) else ("simpson",)


def _runs_backwards(f: Expr, x: Symbol, bounds: tuple[Expr, ...]) -> bool:
    """Whether the antiderivative can be followed from the larger bound down to the smaller one."""
    low, high = reversed(bounds)
    whole = low <= high and low.is_finite and high.is_finite
    return whole and not areas.gaps(f, x, low, high) and _has_antiderivative(f, x)


def _has_antiderivative(f: Expr, x: Symbol) -> bool:
    try:
        Integration(x).of(f)
    except Undefined:
        return False
    return True


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    f, x, _ = parts(problem)
    if found.antiderivative is not None:
        whole = AntiderivativeOf(f, x, found.antiderivative, found.given)
        return ("antiderivative", whole), *found.oscillation.items()
    if found.rounded is not None:
        return (("rounded", found.rounded),)
    if found.piece is not None and found.piece != problem.integral:
        return (("part", Equal(found.piece, found.value)),)
    return (("integral", Equal(problem.integral, found.value, found.given)),)


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    f, x, bounds = parts(problem)
    if problem.integral.free_symbols - {x}:
        return ()
    forwards = bounds and bounds[0] < bounds[1]
    marks = function_pictures.area(f, x, *bounds) if forwards else ()
    if not marks:
        return ()
    claim = goals(problem, found)[0][1]
    if not isinstance(claim, Equal):
        return ()
    return (Figure("area_under_curve", claim, marks, str(x), f"f({x})"),)


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"integral": nice_integrals.to_find(rng, level, Symbol("x"))}


TOPIC = Topic(
    id="calculus.integral",
    covers=("calc.integral",),
    inputs=(
        IntegralInput(name="integral", about="the integral", example="x^2 from 0 to 1"),
        ChoiceInput(
            name="by",
            about="the technique, if one is asked for",
            example="parts",
            optional=True,
            options=TECHNIQUES,
        ),
        ChoiceInput(
            name="asked",
            about="whether the integral is asked for as an area under the curve",
            example="area",
            optional=True,
            options={"area": "area"},
        ),
    ),
    phrases=(
        "[find|evaluate|compute|calculate|determine|work out|what is] [the] [following] "
        "[definite|indefinite] integral{ | of | of: |: }{integral}",
        "{integrate|int}[:] {integral}",
        "[find|compute|what is] [the|an] {antiderivative|indefinite integral|primitive} of {integral}",
        "{evaluate|integrate|find|compute} {by|using|with} {by}{: |. |, | }{integral}",
        "{evaluate|integrate|find|compute} [the] [integral] [of] {integral} {by|using|with} {by}",
        "{use|apply} {by} {to|for|on} {evaluate|integrate|find|compute} [the] [integral] [of] {integral}",
        "[find|evaluate|compute] [the] [definite|indefinite] integral of {integral} {by|using|with} {by}",
        "{integral} {by|using|with} {by}",
        "[find|compute|what is] [the] {asked} under [the curve|the graph of] {integral}",
    ),
    bare=("integral",),
    methods={
        "antiderivative": by_antiderivative,
        "symmetry": by_symmetry,
        "polar": by_polar_coordinates,
        "moments": by_moments,
        "bars": by_cases_of_bars,
        "cases": by_cases,
        "simpson": by_simpson,
        "letters": by_rules_with_letters,
    },
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
)
