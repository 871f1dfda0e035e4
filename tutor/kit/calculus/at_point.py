"""The derivative at one point: its value, or what the difference quotient says there.

Where the rules hold, the point is put into the derivative.  Elsewhere the
difference quotient decides whether there is a derivative.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from sympy import Expr, Ne, Tuple

from tutor.core.claims import Claim, Conditions, DerivativeOf, Substituted
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.calculus import difference_quotient
from tutor.kit.domain import combined, holds_at
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import equation


@dataclass(frozen=True, slots=True)
class Found:
    """The derivative, where it holds, and what is known about the point, if one was given."""

    derivative: Expr
    given: Conditions
    at_point: tuple[tuple[str, Claim], ...] = ()


Solution = Generator[Step, None, Found]


def at_point(problem: Problem, found: Found) -> Solution:
    """The derivative at the point of the problem, if there is one."""
    if problem.at is None:
        return found
    x, a = problem.x, problem.at
    holds = all(holds_at(condition, x, a) for condition in found.given)
    if holds:
        value = value_at(found.derivative, {x: a})
        if value is not None:
            claim: Claim = Substituted(found.derivative, Tuple(equation(x, a)), value)
            if found.derivative.has(x):
                yield step("insert_point", claim)
                return Found(found.derivative, found.given, (("value", claim),))
            here = (*found.given, equation(x, a))
            claim = DerivativeOf(problem.f, x, found.derivative, here)
            yield step("note_constant_slope", claim)
            return Found(found.derivative, found.given, (("value", claim),))
    goals = yield from difference_quotient.examine(problem.f, x, a)
    elsewhere = combined(found.given, (Ne(x, a),)) if holds else found.given
    if elsewhere != found.given:
        claim = DerivativeOf(problem.f, x, found.derivative, elsewhere)
        yield step("keep_derivative_elsewhere", claim)
    return Found(found.derivative, elsewhere, goals)
