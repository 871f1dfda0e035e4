"""The characteristic polynomial det(A - lambda I) of a square matrix.

Subtract lambda on the diagonal and work the determinant out.  Its roots are the
eigenvalues; its coefficients are, but for their signs, the trace, sums of principal
minors and the determinant, which is a second way and a check.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr, Poly

from tutor.core.claims import Choice, Claim, Equal
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.matrix_expression import Det, Identity, MatrixSum, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.conditional import entries_defined, under
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra.characteristic import (
    by_cofactors,
    by_diagonal,
    characteristic,
    factored_over_rationals,
    is_triangular,
    unknown_for,
)
from tutor.kit.linear_algebra.principal_minors import (
    by_minors,
    insert_minors_into,
    written_by_minors,
)

Solution = Generator[Step, None, Expr]


def cofactors(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), _expanded(problem)))


def diagonal(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), _expanded(problem, by_diagonal)))


def principal_minors(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), _by_minors(problem)))


def _expanded(problem: Problem, expand: Any = by_cofactors) -> Solution:
    A, unknown = problem.A, unknown_for(problem.A)
    yield step("name_convention", Choice(characteristic(A, unknown)))
    value = yield from expand(A, unknown)
    if A.shape[0] in (2, 3):
        written = written_by_minors(A, unknown)
        parts, _ = collect(insert_minors_into(written, A, value))
        yield step("compare_with_minors", Equal(value, written))
        yield step("check_by_minors", Equal(written, value), substeps=parts)
    return (yield from _finish(problem, value))


def _by_minors(problem: Problem) -> Solution:
    A, unknown = problem.A, unknown_for(problem.A)
    yield step("name_convention", Choice(characteristic(A, unknown)))
    value = yield from by_minors(A, unknown)
    return (yield from _finish(problem, value))


def _finish(problem: Problem, value: Expr) -> Solution:
    A, unknown = problem.A, unknown_for(problem.A)
    factored = factored_over_rationals(value, unknown)
    if A.shape[0] > 1 and value.free_symbols == {unknown} and not factored.is_Add:
        yield step("factor_polynomial", Equal(value, factored))
    yield step("turn_convention", Equal(_monic(A, unknown), _turned(A, value)))
    return value


def _monic(A: Any, unknown: Any) -> Expr:
    """det(lambda I - A), written and not worked out."""
    return Det(MatrixSum(ScalarMultiple(unknown, Identity(A.shape[0])), ScalarMultiple(-1, A)))


def _turned(A: Any, value: Expr) -> Expr:
    return (value * (-1) ** A.shape[0]).expand()


def suits(problem: Problem) -> tuple[str, ...]:
    A = problem.A
    if A.shape[0] == 1:
        return ("diagonal",)
    ways = ("diagonal",) if is_triangular(A) else ()
    minors = ("principal_minors",) if A.shape[0] <= 4 else ()
    return (*ways, "cofactors", *minors)


def make(rng: Random, level: int) -> dict[str, Any]:
    values = nice.distinct(rng, min(level + 1, 3), 2 + level)
    if level == 3 and rng.random() < 0.5:
        return {"A": nice.similar(rng, nice.jordan(values[0], values[1:2]))}
    return {"A": nice.similar(rng, nice.diagonal(values))}


def goals(problem: Problem, value: Expr) -> tuple[tuple[str, Claim], ...]:
    A, unknown, given = problem.A, unknown_for(problem.A), entries_defined(problem.A)
    return (
        ("polynomial", Equal(characteristic(A, unknown), value, given)),
        ("monic", Equal(_monic(A, unknown), _turned(A, value), given)),
    )


def figures(problem: Problem, value: Expr) -> tuple[Figure, ...]:
    A, unknown = problem.A, unknown_for(problem.A)
    if value.free_symbols != {unknown}:
        return ()
    marks = pictures.polynomial(Poly(value, unknown))
    claim = Equal(characteristic(A, unknown), value)
    return (Figure("curve", claim, marks, str(unknown), "p"),)


TOPIC = Topic(
    id="linear_algebra.characteristic_polynomial",
    covers=("linalg.charpoly",),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[2 1; 4 3]",
            square=True,
            largest=5,
            letters=3,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] characteristic polynomial [of [the matrix]] {A}",
        "[find|compute|what is] [the] characteristic polynomial det(A-lam*I) [of|for] {A}",
        "[find|compute|what is] [the] characteristic equation of [the matrix] {A}",
        "charpoly [of] {A}",
    ),
    methods={"cofactors": cofactors, "diagonal": diagonal, "principal_minors": principal_minors},
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
