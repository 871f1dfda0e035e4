"""The limit of an expression at a point or at infinity.

Insert the point first.  Where that says nothing, write the expression in
another way that has the same limit: cancel a factor, use a conjugate, apply
l'Hopital's rule, divide by the highest power.  A limit from both sides needs
both sides; if they differ there is none.  Nor is there one if the values tend to
different numbers along two sequences.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Symbol

from tutor.core.claims import Claim
from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import LimitInput
from tutor.core.step import Step, collect
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import function_pictures, nice_limits
from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.calculus.limit_series import by_leading_terms, is_suited
from tutor.kit.calculus.oscillation import Oscillation, waves
from tutor.kit.calculus.two_sides import Found, from_both_sides, goals_of

Solution = Generator[Step, None, Found | dict[str, Claim]]
LHOPITAL = "apply_lhopital"
TECHNIQUES = {  # what the usual way goes by, and the rule that shows it
    "factoring": "cancel_factor",
    "conjugate": "multiply_by_conjugate",
    "highest_power": "divide_by_highest_power",
    "squeeze": "squeeze",
}


def approach(problem: Problem) -> tuple[Expr, Approach]:
    f, x, place, side = problem.limit.args
    return f, Approach(x, place, str(side))


def usual(problem: Problem) -> Solution:
    return (yield from _usually(*approach(problem)))


def _usually(f: Expr, at: Approach) -> Solution:
    if (sequences := waves(f, at)) is not None:
        return (yield from Oscillation(f, at).steps(sequences))
    return (yield from from_both_sides(f, at))


def by_lhopital(problem: Problem) -> Solution:
    return (yield from from_both_sides(*approach(problem), hopital=True))


def by_series(problem: Problem) -> Solution:
    f, at = approach(problem)
    return Found((yield from by_leading_terms(f, at)))


def without_lhopital(problem: Problem) -> Solution:
    """The usual way where it does not use the rule, else the series."""
    f, at = approach(problem)
    return (yield from (by_series if LHOPITAL in rules(f, at) else usual)(problem))


def complete(problem: Problem) -> dict[str, Any]:
    f, at = approach(problem)
    if f.has(sp.Sum, sp.Product):
        raise Undefined(
            "limit-of-a-sum",
            "The limit of a sum or a product with ever more terms is not covered here.",
            fix="Write the sum as a formula in n first, and ask for the limit of that.",
        )
    if f.has(sp.factorial):
        raise Undefined(
            "no-derivative-rule",
            "Limits of factorials are not covered here: a factorial has no derivative.",
            fix="Look at the quotient of two neighbouring values: if it tends to a number below 1, the values tend to 0.",
        )
    if others := f.free_symbols - {at.x} | at.place.free_symbols:
        raise NotUnderstood(
            "letters-in-limit",
            f"Besides {at.x} there is the letter {min(map(str, others))}. Limits are found here for one letter.",
            fix="Put a number in its place. The limit of a difference quotient is a derivative: "
            "ask, for example, for the derivative of x^2 from the definition.",
        )
    for side in "-+" if at.both else "":
        if not at.from_side(side).is_defined(f):
            word, other = ("left", "+") if side == "-" else ("right", "-")
            if not at.from_side(other).is_defined(f):
                raise no_values_near(at)
            raise Undefined(
                "no-values-on-a-side",
                f"To the {word} of {at.place} the expression has no values, so there is no limit from both sides.",
                fix=f"Ask for the other side: {at.x} -> {at.place}{other}.",
            )
    if not at.both and not at.is_defined(f):
        if any(p.base.is_negative and p.exp.has(at.x) for p in f.atoms(sp.Pow)):
            raise Undefined(
                "whole-numbers-only",
                f"A power of a negative number has real values for whole {at.x} only, and limits are found here for all real {at.x}.",
                fix=f"Look at even and at odd {at.x}: if the values tend to the same number, it is the limit, and otherwise there is none.",
            )
        raise no_values_near(at)
    if isinstance(f, sp.sin | sp.cos) and waves(f, at) is None:
        sides = [at.from_side(s) for s in "-+"] if at.both else [at]
        if any(side.tends(f.args[0]) in INFINITE for side in sides):
            raise Undefined(
                "oscillates",
                f"There is no limit: the expression takes all values from -1 to 1 again and again as {at.x} goes to {at.place}.",
                fix="Multiply it by something that vanishes, or choose another point.",
            )
    return {}


@lru_cache(maxsize=64)
def rules(f: Expr, at: Approach) -> frozenset[str]:
    """What the usual way does; nothing if it does not reach the limit."""
    try:
        steps, _ = collect(_usually(f, at))
    except TutorError:
        return frozenset()
    return frozenset(part.rule for top in steps for part in top.walk())


def suits(problem: Problem) -> tuple[str, ...]:
    f, at = approach(problem)
    if waves(f, at) is not None:
        return ("usual",)
    if f.has(sp.Piecewise):
        return ("usual",)
    fitting, used = ["usual"], rules(f, at)
    if LHOPITAL not in used:
        fitting += [name for name, rule in TECHNIQUES.items() if rule in used]
    if nice_limits.has_undetermined_quotient(f, at):
        fitting.append("lhopital")
    if is_suited(f, at):
        fitting.append("series")
    if "series" in fitting or (used and LHOPITAL not in used):
        fitting.append("without_lhopital")
    return tuple(fitting)


def goals(problem: Problem, found: Found | dict[str, Claim]) -> tuple[tuple[str, Claim], ...]:
    if isinstance(found, dict):
        return tuple(found.items())
    return goals_of(*approach(problem), found)


def figures(problem: Problem, found: Found | dict[str, Claim]) -> tuple[Figure, ...]:
    f, at = approach(problem)
    tends = () if isinstance(found, dict) else (found.left, found.right, found.value)
    marks = function_pictures.near_limit(f, at.x, at.place, tends)
    if not marks:
        return ()
    name, claim = goals(problem, found)[-1 if isinstance(found, dict) else 0]
    return (Figure(f"curve_near_{name}", claim, marks, str(at.x)),)


def no_values_near(at: Approach) -> Undefined:
    side = "" if at.both else " on this side"
    return Undefined(
        "no-values-near",
        f"The expression has no values near {at.x} = {at.place}{side}.",
        fix="Choose another point." if at.both else "Choose another point or another side.",
    )


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"limit": nice_limits.to_find(rng, level, Symbol("x"))}


TOPIC = Topic(
    id="calculus.limits",
    covers=("calc.limits",),
    inputs=(LimitInput(name="limit", about="the limit", example="sin(x)/x as x -> 0"),),
    phrases=(
        "[find|evaluate|compute|calculate|what is] [the] limit of {limit}",
        "[find|evaluate|compute|calculate|what is] [the] limit: {limit}",
        "[evaluate|evaluate the|compute the] limit. {limit}",
        "what does {limit} {tend to|approach}",
        "[does|decide whether] {limit} {have a limit|has a limit}",
        "{does|decide whether|decide if} [the] [limit] [of] {limit} {exist|exists}",
    ),
    bare=("limit",),
    methods={
        "usual": usual,
        **dict.fromkeys(TECHNIQUES, usual),
        "lhopital": by_lhopital,
        "series": by_series,
        "without_lhopital": without_lhopital,
    },
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
)
