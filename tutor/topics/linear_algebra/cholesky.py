"""The Cholesky factorisation A = L L^T of a positive definite matrix.

Column by column, the entries of L follow from those of A: on the diagonal stands a
square root, below it a quotient.  If a number under a root is not positive, the
matrix is not positive definite and has no such factor.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Definite, Equal, Factored
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Entry, MatrixProduct, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.pictures_of_eigenvalues import level_curves
from tutor.kit.linear_algebra.signs import kind_of, require_symmetric
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import added, divided, negated, power, times

KINDS = ("lower", "upper")


def column_by_column(problem: Problem) -> Generator[Step, None, Matrix]:
    A = problem.A
    size = A.shape[0]
    yield step("see_symmetry", Equal(Transpose(A), A))
    found: dict[tuple[int, int], Expr] = {}
    for j in range(1, size + 1):
        squares = [negated(power(_name(j, k), Integer(2))) for k in range(1, j)]
        formula = sp.sqrt(added(Entry(A, j, j), *squares), evaluate=False)
        yield from _define("define_diagonal_entry", _name(j, j), formula, entry(A, found, j, j))
        for i in range(j + 1, size + 1):
            products = [negated(times(_name(i, k), _name(j, k))) for k in range(1, j)]
            formula = divided(added(Entry(A, i, j), *products), _name(j, j))
            yield from _define("define_entry_below", _name(i, j), formula, entry(A, found, i, j))
    numbers = range(1, size + 1)
    L = Matrix.of([[found.get((i, j), Integer(0)) for j in numbers] for i in numbers])
    columns = (Tuple(*(_name(i, j) if i >= j else 0 for i in numbers)) for j in numbers)
    yield step("put_entries_together", Equal(Columns(*columns), L))
    check = step("check_factor", Equal(MatrixProduct(L, Transpose(L)), A))
    yield step("write_factor", _factored(A, L), substeps=(check,))
    return L


def _define(rule: str, name: Symbol, formula: Expr, value: Expr) -> Generator[Step, None, None]:
    yield step(rule, Defines(name, formula))
    yield step("work_out_entry", Equal(name, value))


def _name(i: int, j: int) -> Symbol:
    return Symbol(f"l{i}{j}")


def entry(A: Matrix, found: dict[tuple[int, int], Expr], i: int, j: int) -> Expr:
    """The entry of L in row i and column j <= i, which is also noted in `found`."""
    rest = A[i, j] - sum((found[i, k] * found[j, k] for k in range(1, j)), Integer(0))
    value = sp.sqrt(tidied(rest)) if i == j else rest / found[j, j]
    found[i, j] = tidied(value)
    return found[i, j]


def _factored(A: Matrix, L: Matrix) -> Factored:
    return Factored(A, Tuple(L, Transpose(L)), KINDS)


def complete(problem: Problem) -> dict[str, Any]:
    A = problem.A
    require_symmetric(A)
    numbers_only(A, "The signs may depend on it.", "the determinant, which must be positive")
    kind = kind_of(A)
    if kind != "positive definite":
        raise Undefined(
            "not-positive-definite",
            f"The matrix is {kind}, not positive definite. Somewhere a number under a square root "
            "would not be positive.",
            fix="Ask for the definiteness of the matrix to see why, or for its LU factors.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """L L^T for a lower triangular L with small whole entries."""
    size = min(level + 1, 3)
    L = [
        [rng.randint(1, 1 + level) if i == j else rng.randint(-2, 2) * (j < i) for j in range(size)]
        for i in range(size)
    ]
    table = [[sum(a * b for a, b in zip(u, v, strict=True)) for v in L] for u in L]
    return {
        "A": nice.symmetric(rng, 2, definite=True)
        if level == 3 and rng.random() < 0.4
        else Matrix.of(table)
    }


def goals(problem: Problem, L: Matrix) -> tuple[tuple[str, Claim], ...]:
    return (("factors", _factored(problem.A, L)),)


def figures(problem: Problem, L: Matrix) -> tuple[Figure, ...]:
    """The bowl of the quadratic form, if its matrix is 2 x 2."""
    if problem.A.shape != (2, 2):
        return ()
    claim = Definite(problem.A, "positive definite")
    return (Figure("levels", claim, level_curves(problem.A), "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.cholesky",
    covers=("linalg.posdef",),
    inputs=(
        MatrixInput(
            name="A",
            about="a positive definite matrix",
            example="[4 2; 2 5]",
            square=True,
            largest=4,
        ),
    ),
    phrases=(
        "[find] [the] Cholesky {factorisation|factorization|decomposition|factor} [of] {A}",
        "Cholesky [of] {A}",
        "factor {A} as L L^T",
    ),
    methods={"column_by_column": column_by_column},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
