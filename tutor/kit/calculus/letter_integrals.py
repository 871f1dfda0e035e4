"""Integrals with letters that stand for constants, such as a rate or a mean.

The letters count as numbers while the integral is found.  A letter that the result divides by may
not be zero.  Between infinite bounds the integrand has to fall far out, so the letters in its
exponent are positive.  These conditions stand on every claim in which the letters occur.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import sympy as sp
from msgspec.structs import replace
from sympy import Basic, Expr, Gt, Integral, Limit, Mul, Pow, Symbol, Tuple

from tutor.core.claims import AntiderivativeOf, Claim, Conditions, Equal, Substituted, values
from tutor.core.errors import Undefined
from tutor.core.step import Step, collect, step
from tutor.kit.calculus import gaussian_integral, gaussian_moments
from tutor.kit.calculus.approach import INFINITE
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.domain import combined, require
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, added, equation, negated, replaced

SMOOTH = (sp.exp, sp.sin, sp.cos)


def antiderivative(f: Expr, x: Symbol) -> Generator[Step, None, tuple[Expr, Conditions]]:
    """The antiderivative, and which letters are not zero."""
    tree = Integration(x).of(f)
    result = antiderivative_of(tree)
    given = _divisors(tree, x)
    yield _under(tree, given, {})
    return result, combined(tree.shown["given"], given)


def between(
    f: Expr, x: Symbol, low: Expr, high: Expr
) -> Generator[Step, None, tuple[Expr, Conditions]]:
    """The value of the integral, and the conditions on the letters."""
    _refuse_gaps(f, x)
    if low in INFINITE or high in INFINITE:
        given = _falling(f, x, low, high)
        positive = {c.lhs: Symbol(c.lhs.name, positive=True) for c in given}
        steps, value = collect(_improper(f.xreplace(positive), x, low, high))
        back = {new: old for old, new in positive.items()}
        yield from (_under(part, given, back) for part in steps)
        return value.xreplace(back), given
    tree = Integration(x).of(f)
    given = _divisors(tree, x)
    steps, value = collect(_from_ends(tree, x, f, low, high))
    yield from (_under(part, given, {}) for part in steps)
    return value, given


def _refuse_gaps(f: Expr, x: Symbol) -> None:
    """With letters it is not known where a denominator or a logarithm fails, so these are left to numbers."""
    parts = [p for p in sp.preorder_traversal(f) if p.args and p.has(x)]
    for part in parts:
        whole = isinstance(part, Pow) and part.exp.is_Integer and part.exp > 0
        if not isinstance(part, (*SMOOTH, sp.Add, Mul)) and not whole:
            raise Undefined(
                "letters-in-integral",
                "With letters besides the variable, the integrand is built of powers, exponentials, sines and cosines.",
                fix="Put numbers in place of the letters.",
            )


def _divisors(tree: Step, x: Symbol) -> Conditions:
    """That what the antiderivatives divide by is not zero."""
    results = [
        c.result for node in tree.walk() for c in node.claims if isinstance(c, AntiderivativeOf)
    ]
    powers = (p for result in results for p in result.atoms(Pow))
    bases = {
        p.base for p in powers if p.exp.is_negative and p.base.free_symbols and not p.base.has(x)
    }
    return combined(*(require("!=", base) for base in sorted(bases, key=str)))


def _falling(f: Expr, x: Symbol, low: Expr, high: Expr) -> Conditions:
    """That the letters in the leading coefficient of the exponent are positive; then the integrand falls."""
    powers = [p for p in Mul.make_args(f) if isinstance(p, sp.exp) and p.has(x)]
    exponent = sp.expand(sp.Add(*(p.args[0] for p in powers)))
    if powers and exponent.is_polynomial(x):
        degree = sp.degree(exponent, x)
        leading = exponent.coeff(x, degree)
        letters = sorted(leading.free_symbols, key=str)
        sign = leading.xreplace({s: Symbol(s.name, positive=True) for s in letters})
        ends = [end for end in (low, high) if end in INFINITE]
        if all((sign * end**degree).is_extended_negative for end in ends):
            return tuple(Gt(s, 0) for s in letters)
    raise Undefined(
        "letters-in-integral",
        "Whether the integral converges depends on the letters, and no power of e makes the integrand fall far out.",
        fix="Use a factor such as e^(-a x), where a is positive, or put numbers in place of the letters.",
    )


def _improper(f: Expr, x: Symbol, low: Expr, high: Expr) -> Generator[Step, None, Expr]:
    for kit in (gaussian_integral, gaussian_moments):
        if kit.covers(f, x, low, high):
            return (yield from kit.find(f, x, low, high))
    return (yield from _from_ends(Integration(x).of(f), x, f, low, high))


def _from_ends(
    tree: Step, x: Symbol, f: Expr, low: Expr, high: Expr
) -> Generator[Step, None, Expr]:
    """The antiderivative at the upper end minus that at the lower end; where one is infinite, its limit is zero."""
    F = antiderivative_of(tree)
    yield tree
    written, claims = list[Expr](), list[Claim]()
    for end in (high, low):
        if end in INFINITE:
            limit = Limit(F, x, end)
            yield step("vanish_at_infinity", Equal(limit, ZERO))
            written.append(limit)
            continue
        inserted, there = replaced(F, x, end), F.xreplace({x: end})
        if there == 0:  # and the letters below the line are gone with it
            inserted = there
        written.append(inserted)
        claims.append(Substituted(F, Tuple(equation(x, end)), inserted))
    difference = added(written[0], negated(written[1]))
    rule = "insert_limits_of_ends" if {low, high} & set(INFINITE) else "insert_bounds"
    yield step(rule, Equal(Integral(f, (x, low, high)), difference), *claims)
    ends = [ZERO if end in INFINITE else F.xreplace({x: end}) for end in (high, low)]
    value = tidy(ends[0] - ends[1])
    if value.is_rational_function():
        value = sp.cancel(value)
    if value != difference:
        yield step("work_out_value", Equal(difference, value))
    return value


def _under(part: Step, given: Conditions, names: dict[Symbol, Symbol]) -> Step:
    """The step with these names for its letters, and with the conditions on the letters that occur."""
    return replace(
        part,
        claims=tuple(_claim_under(claim, given, names) for claim in part.claims),
        substeps=tuple(_under(below, given, names) for below in part.substeps),
    )


def _claim_under(claim: Claim, given: Conditions, names: dict[Symbol, Symbol]) -> Claim:
    fields: dict[str, Any] = {
        name: value.xreplace(names) if isinstance(value, Basic) else value
        for name, value in values(claim)
    }
    if "given" in fields:
        letters = set[Symbol]().union(
            *(v.free_symbols for v in fields.values() if isinstance(v, Basic))
        )
        needed = tuple(c for c in given if c.free_symbols <= letters)
        fields["given"] = (*fields["given"], *needed)
    return replace(claim, **fields)
