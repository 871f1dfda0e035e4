"""The bordered Hessian: second derivatives of the Lagrangian along the constraint."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import DerivativeOf, Equal, Substituted
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.kit.calculus.lagrangian import Lagrange, pairs
from tutor.kit.polynomial_systems import Values
from tutor.kit.real_roots import tidied


def bordered(
    lagrangian: Expr, constraints: Sequence[Expr], unknowns: Sequence[Symbol]
) -> list[list[Expr]]:
    """The gradients of the constraints around the second derivatives in the unknowns."""
    m = len(constraints)
    gradients = [[sp.diff(g, u) for u in unknowns] for g in constraints]
    rows = [[Integer(0)] * m + gradient for gradient in gradients]
    for k, u in enumerate(unknowns):
        first = sp.diff(lagrangian, u)
        rows.append([g[k] for g in gradients] + [sp.diff(first, v) for v in unknowns])
    return rows


def entries(
    problem: Lagrange, rows: list[list[Expr]], point: Values
) -> tuple[DerivativeOf | Substituted, ...]:
    """Where the numbers of the matrix come from: its derivatives, and their values at the point."""
    m, given = len(problem.differences), problem.given
    derivatives = [
        DerivativeOf(g, u, rows[i][m + k], given)
        for i, g in enumerate(problem.sides)
        for k, u in enumerate(problem.unknowns)
    ]
    for k, (_, first) in enumerate(problem.partials()):
        for j, v in enumerate(problem.unknowns[k:], start=k):
            derivatives.append(DerivativeOf(first, v, rows[m + k][m + j], given))
    found = Tuple(*dict.fromkeys(d.result for d in derivatives if d.result.free_symbols))
    used = Tuple(*pairs(point, [u for u in point if found.has(u)]))
    if not used:
        return tuple(derivatives)
    numbers = Tuple(*(tidied(e.xreplace(point)) for e in found))
    return (*derivatives, Substituted(found, used, numbers))


def second_order(
    rows: list[list[Expr]], constraints: int, point: dict[Symbol, Expr]
) -> tuple[str, tuple[Equal, ...]]:
    """The kind of the point, or nothing if the determinants do not tell, and the determinants.

    With n unknowns and m constraints the last n - m leading determinants count,
    the whole one first: a local minimum has the sign (-1)^m in all of them, a
    local maximum the signs (-1)^k for the determinant with k unknowns.  With
    two directions along the constraints the opposite sign of the whole
    determinant means a saddle.  The test asks for an order of the unknowns in
    which the gradients are independent in the first m of them.
    """
    values = _ordered([[tidied(e.xreplace(point)) for e in row] for row in rows], constraints)
    unknowns = len(values) - constraints
    claims, signs = [], []
    for k in range(unknowns, constraints, -1):
        size = constraints + k
        part = [row[:size] for row in values[:size]]
        value = tidied(sp.Matrix(part).det())
        claims.append(Equal(Det(Matrix.of(part)), value))
        signs.append((k, 1 if value.is_positive else -1 if value.is_negative else 0))
    if all(s == (-1) ** constraints for _, s in signs):
        return "local minimum", tuple(claims)
    if all(s == (-1) ** k for k, s in signs):
        return "local maximum", tuple(claims)
    if len(signs) == 2 and signs[0][1] == -((-1) ** constraints):
        return "saddle", tuple(claims[:1])
    return "", tuple(claims)


def _ordered(values: list[list[Expr]], constraints: int) -> list[list[Expr]]:
    """The bordered Hessian with the unknowns first in which the gradients are independent."""
    size = len(values)
    gradients = sp.Matrix([row[constraints:] for row in values[:constraints]])
    first = [constraints + k for k in gradients.rref()[1]]
    order = [*range(constraints), *first]
    order += [k for k in range(size) if k not in order]
    return [[values[i][j] for j in order] for i in order]
