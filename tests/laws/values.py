"""Exact and numeric values of what claims speak of, by SymPy and not by the verifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Indexed, IndexedBase, Rational, Symbol, Tuple

from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixScalar

from .oracle_matrices import dense_scalar

Definitions = Mapping[Basic, Basic]
PLACES = 6


class Unknown(Exception):
    """The oracle cannot tell."""


def written_out(expr: Basic, definitions: Definitions) -> Basic:
    """The expression without names, sums over data and determinants."""
    expr = sp.sympify(expr)
    for _ in range(20):
        before = expr
        expr = expr.replace(
            lambda e: isinstance(e, MatrixScalar), lambda e: dense_scalar(e, definitions)
        )
        expr = expr.replace(
            lambda e: e in definitions and not isinstance(e, IndexedBase),
            lambda e: definitions[e],
        )
        if not expr.atoms(sp.Sum, sp.Product):
            expr = expr.replace(
                lambda e: (
                    isinstance(e, Indexed) and e.base in definitions and e.indices[0].is_Integer
                ),
                lambda e: definitions[e.base].args[int(e.indices[0]) - 1],
            )
        expr = expr.doit(deep=True)
        if expr == before:
            return expr
    return expr


def zero(expr: Expr, definitions: Definitions, given: tuple[Basic, ...] = ()) -> bool | None:
    """Whether an expression is zero, by its value at random places inside the conditions."""
    expr = written_out(expr, definitions)
    letters = sorted(expr.free_symbols | set().union(*(g.free_symbols for g in given)), key=str)
    if any(not isinstance(s, Symbol) for s in letters) or expr.has(sp.Sum, Probability):
        raise Unknown
    random, seen = Random(5), 0
    for _ in range(40 * PLACES):
        at = {s: Rational(random.randint(-400, 900), 101) for s in letters}
        if not all(g.xreplace(at) == sp.true for g in given):
            continue
        value = sp.N(expr.xreplace(at).doit(), 30)
        if value.is_real is not True or not value.is_finite:
            if not letters:
                raise Unknown
            continue
        if abs(value) > Rational(1, 10**15):
            return False
        seen += 1
        if seen == PLACES or not letters:
            return True
    raise Unknown


def parts(value: Any) -> list[Basic]:
    if isinstance(value, Matrix):
        return [e for line in value.entries() for e in line]
    if isinstance(value, Tuple):
        return [p for part in value.args for p in parts(part)]
    if isinstance(value, sp.core.relational.Relational):
        return [p for part in value.args for p in parts(part)]
    return [value]


def samples(letters: set[Basic], given: tuple[Basic, ...]) -> Iterator[dict[Basic, Expr]]:
    """Random values of the letters inside the conditions."""
    random = Random(11)
    for _ in range(60):
        at = {s: Rational(random.randint(-300, 300), 101) for s in sorted(letters, key=str)}
        if all(g.xreplace(at) == sp.true for g in given):
            yield at
