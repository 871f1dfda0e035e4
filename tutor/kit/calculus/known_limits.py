"""Difference quotients from which the step cannot be cancelled: sine, cosine, powers of e, logarithm.

An addition theorem takes the step apart from the place.  What depends on the step is then one of four
limits that are proved once and known from then on, such as that of sin(h)/h.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Gt, Integer, Limit, Ne, Symbol

from tutor.core.claims import Conditions, Equal
from tutor.core.step import Step, step
from tutor.kit.unevaluated import MINUS, ONE, ZERO, added, over, times


class Apart(NamedTuple):
    """The parts of a quotient with the step: each is multiplied by what does not depend on it."""

    rule: str
    parts: tuple[tuple[Expr, Expr], ...]
    limits: tuple[tuple[str, Expr], ...]
    given: Conditions = ()


def covers(f: Expr, x: Symbol) -> bool:
    return f in (sp.sin(x), sp.cos(x), sp.exp(x), sp.log(x))


def find(f: Expr, x: Symbol, h: Symbol, quotient: Expr) -> Generator[Step, None, Expr]:
    """Yield the steps from the difference quotient to its limit as h tends to 0; returns the limit."""
    apart = _apart(f, x, h)
    separated = added(*(times(fixed, part) for fixed, part in apart.parts))
    given = (Ne(h, 0), *apart.given)
    yield step(apart.rule, Equal(quotient, separated, given))
    for (rule, value), (_, part) in zip(apart.limits, apart.parts, strict=True):
        yield step(rule, Equal(_limit(part, h), value, apart.given))
    yield step("let_step_vanish", Equal(_limit(quotient, h), _limit(separated, h), apart.given))
    values = (value for _, value in apart.limits)
    arrived = added(
        *(times(fixed, value) for (fixed, _), value in zip(apart.parts, values, strict=True))
    )
    yield step("insert_known_limits", Equal(_limit(separated, h), arrived, apart.given))
    result = sp.diff(f, x)
    yield step("work_out_derivative", Equal(arrived, result, apart.given))
    return result


def _limit(f: Expr, h: Symbol) -> Limit:
    return Limit(f, h, ZERO, "+-")


def _apart(f: Expr, x: Symbol, h: Symbol) -> Apart:
    if isinstance(f, sp.exp):
        part = over(added(sp.exp(h), MINUS), h)
        return Apart("separate_exponential", ((f, part),), (("recall_limit_of_exponential", ONE),))
    if isinstance(f, sp.log):
        share = over(h, x)
        part = over(sp.log(added(ONE, share), evaluate=False), share)
        return Apart(
            "separate_logarithm",
            ((1 / x, part),),
            (("recall_limit_of_logarithm", ONE),),
            (Gt(x, 0),),
        )
    flat, steep = over(added(sp.cos(h), MINUS), h), over(sp.sin(h), h)
    other = sp.cos(x) if isinstance(f, sp.sin) else -sp.sin(x)
    limits = (("recall_limit_of_cosine", Integer(0)), ("recall_limit_of_sine", ONE))
    return Apart("separate_wave", ((f, flat), (other, steep)), limits)
