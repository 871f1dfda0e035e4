"""Exact values: rational numbers, and determinants by another route than row reduction."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import sympy as sp
from sympy import Basic, Expr, Rational, Symbol
from sympy.polys.constructor import construct_domain
from sympy.polys.matrices import DomainMatrix

from tutor.core.expr import Det
from tutor.core.matrix import Matrix

LONGEST_PROOF = 300  # operations of an expression that is still expanded to prove an identity


def rational(expr: Basic, definitions: Mapping[Basic, Basic]) -> Fraction | None:
    """The value of an expression in rational numbers, or None if it holds anything else.

    Raises `ZeroDivisionError` if it divides by zero.
    """
    if isinstance(expr, Rational):
        return Fraction(int(expr.p), int(expr.q))
    if isinstance(expr, Symbol):
        meant = definitions.get(expr)
        return None if meant is None else rational(meant, definitions)
    if isinstance(expr, sp.Add | sp.Mul):
        total = Fraction(int(isinstance(expr, sp.Mul)))
        for part in expr.args:
            value = rational(part, definitions)
            if value is None:
                return None
            total = total * value if isinstance(expr, sp.Mul) else total + value
        return total
    if isinstance(expr, sp.Pow) and isinstance(expr.args[1], sp.Integer):
        base = rational(expr.args[0], definitions)
        power = int(expr.args[1])
        return None if base is None or abs(power) > 10_000 else base**power
    if isinstance(expr, Det):
        return rational(determinant(expr.args[0]), definitions)
    return None


def determinant(matrix: Matrix) -> Expr:
    """The determinant from the characteristic polynomial (Berkowitz), without division."""
    entries = [e for line in matrix.entries() for e in line]
    size = matrix.shape[0]
    domain, elements = construct_domain(entries, extension=True)
    lines = [elements[k : k + size] for k in range(0, size * size, size)]
    last = DomainMatrix(lines, (size, size), domain).charpoly_berk()[-1]
    return domain.to_sympy(last) * (-1) ** size


def identical(before: Expr, after: Expr) -> bool:
    """Whether two expressions are the same rational function; False if that is too long to prove."""
    difference = before - after
    if difference.has(Det):
        difference = difference.replace(
            lambda e: isinstance(e, Det), lambda e: determinant(e.args[0])
        )
    if difference.count_ops() > LONGEST_PROOF or not difference.is_rational_function():
        return False
    return bool(sp.expand(sp.fraction(sp.together(difference))[0]) == 0)
