"""Logarithmic differentiation: f' = f (ln |f|)'.

The logarithm turns products into sums, quotients into differences and powers
into factors, so that only short terms have to be differentiated.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr, Integer, Pow, Symbol

from tutor.core.claims import Conditions, DerivativeOf, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.domain import combined, require
from tutor.kit.signs import sign
from tutor.kit.unevaluated import added, factors_of, light, times

Powers = list[tuple[Expr, Expr]]


def powers_of(f: Expr) -> Powers:
    """The factors of f as pairs of base and exponent."""
    return [tuple(p.args) if isinstance(p, Pow) else (p, Integer(1)) for p in factors_of(f)]


def is_suited(f: Expr, rules: Differentiation) -> bool:
    """Whether the logarithm makes f simpler: several factors with the variable, or one above."""
    varying = [(b, e) for b, e in powers_of(f) if rules.varies(b) or rules.varies(e)]
    in_exponent = any(rules.varies(e) for _, e in varying)
    return (len(varying) > 1 or in_exponent) and not (in_exponent and _is_plain(varying, rules))


def _is_plain(varying: Powers, rules: Differentiation) -> bool:
    return len(varying) == 1 and not rules.varies(varying[0][0])


def differentiate(f: Expr, x: Symbol) -> Generator[Step, None, tuple[Expr, Conditions]]:
    """Yield the steps; returns the derivative, f times a sum, not tidied, and where that has a value.

    It has none at the zeros of f, where the derivative itself may exist.
    """
    rules = Differentiation(x, f)
    terms, given = _logarithm(f, rules)
    total = added(*terms)
    whole = _safe_log(f, given)
    yield step("take_logarithm", Equal(whole, total, given))
    part = rules.of(total)
    yield step("differentiate_logarithm_of_function", part.claims[0], substeps=part.substeps)
    slope = derivative_of(part)
    result = times(f, light(slope))
    conditions = combined(given, conditions_of(part))
    lighter = () if light(slope) == slope else (Equal(slope, light(slope), conditions),)
    yield step("multiply_by_function", DerivativeOf(f, x, result, conditions), *lighter)
    return result, conditions


def _logarithm(f: Expr, rules: Differentiation) -> tuple[list[Expr], Conditions]:
    """The terms of ln |f|, and where they exist."""
    terms, groups = [], []
    for base, exponent in powers_of(f):
        if isinstance(base, sp.exp) and exponent == 1:
            terms.append(base.args[0])
            continue
        relation = ">" if exponent.free_symbols or not exponent.is_Rational else "!="
        if exponent.is_Rational and exponent.q % 2 == 0:
            relation = ">"
        groups.append(require(relation, base))
        bounded = sign(base) == "positive" or relation == ">"
        inside = base if bounded else sp.Abs(base, evaluate=False)
        if not base.free_symbols:
            inside = abs(base)
        log = sp.log(inside, evaluate=False)
        terms.append(log if exponent == 1 else times(exponent, log))
    return terms, combined(*groups)


def _safe_log(f: Expr, given: Conditions) -> Expr:
    return sp.log(sp.Abs(f, evaluate=False), evaluate=False)
