"""Difference quotients from which the step cannot be cancelled: sine, cosine, powers of e, logarithm.

An addition theorem takes the step apart from the place.  What depends on the step is then one of four
limits that are proved once and known from then on, such as that of sin(h)/h.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Gt, Limit, Ne, Symbol

from tutor.core.claims import Conditions, Equal
from tutor.core.step import Step, step
from tutor.kit.unevaluated import MINUS, ONE, ZERO, added, over, times


class Part(NamedTuple):
    """A quotient with the step, what it is multiplied by, and its limit with the rule that recalls it."""

    fixed: Expr
    quotient: Expr
    rule: str
    limit: Expr


class Apart(NamedTuple):
    """The parts of a difference quotient that the step has been taken apart in."""

    rule: str
    parts: tuple[Part, ...]
    given: Conditions = ()


def covers(f: Expr, x: Symbol) -> bool:
    return f in (sp.sin(x), sp.cos(x), sp.exp(x), sp.log(x))


def find(f: Expr, x: Symbol, h: Symbol, quotient: Expr) -> Generator[Step, None, Expr]:
    """Yield the steps from the difference quotient to its limit as h tends to 0; returns the limit."""
    apart = _apart(f, x, h)
    separated = added(*(times(part.fixed, part.quotient) for part in apart.parts))
    yield step(apart.rule, Equal(quotient, separated, (Ne(h, 0), *apart.given)))
    for part in apart.parts:
        yield step(part.rule, Equal(_limit(part.quotient, h), part.limit, apart.given))
    yield step("let_step_vanish", Equal(_limit(quotient, h), _limit(separated, h), apart.given))
    arrived = added(*(times(part.fixed, part.limit) for part in apart.parts))
    yield step("insert_known_limits", Equal(_limit(separated, h), arrived, apart.given))
    result = sp.diff(f, x)
    yield step("work_out_derivative", Equal(arrived, result, apart.given))
    return result


def _limit(f: Expr, h: Symbol) -> Limit:
    return Limit(f, h, ZERO, "+-")


def _apart(f: Expr, x: Symbol, h: Symbol) -> Apart:
    if isinstance(f, sp.exp):
        power = Part(f, over(added(sp.exp(h), MINUS), h), "recall_limit_of_exponential", ONE)
        return Apart("separate_exponential", (power,))
    if isinstance(f, sp.log):
        share = over(h, x)
        inside = over(sp.log(added(ONE, share), evaluate=False), share)
        part = Part(1 / x, inside, "recall_limit_of_logarithm", ONE)
        return Apart("separate_logarithm", (part,), (Gt(x, 0),))
    flat = Part(f, over(added(sp.cos(h), MINUS), h), "recall_limit_of_cosine", ZERO)
    other = sp.cos(x) if isinstance(f, sp.sin) else -sp.sin(x)
    steep = Part(other, over(sp.sin(h), h), "recall_limit_of_sine", ONE)
    return Apart("separate_wave", (flat, steep))
