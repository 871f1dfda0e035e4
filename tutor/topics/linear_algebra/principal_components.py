"""Principal components: the directions in which data vary most.

Centre the data and form their covariance matrix.  Its unit eigenvectors are the
components, and each eigenvalue is the variance along its component; sorted,
they say which share of the total variance a component explains.  The scores are
the centred data in the coordinates of the components.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Defines, Equal, Factored, Normalised
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, TableInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, MatrixProduct, Trace
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra import pictures_of_data
from tutor.kit.linear_algebra.centring import (
    CENTRED,
    COVARIANCE,
    MOST_COLUMNS,
    centre,
    centred,
    check_table,
    covariance,
    mean_of,
    scatter,
)
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.nice_data import table_with_principal_axes
from tutor.kit.linear_algebra.products import columns_matrix, multiplied, transposed
from tutor.kit.linear_algebra.symmetric import find_axes
from tutor.kit.real_roots import tidied

V = Symbol("V")
KINDS = ("orthogonal", "singular values", "orthogonal")


class Answer(NamedTuple):
    """The covariance matrix, the variances in order, the components as columns, and the scores."""

    covariance: Matrix
    variances: Tuple
    components: Matrix
    scores: Matrix | None


Solution = Generator[Step, None, Answer]


def by_eigenvectors(problem: Problem) -> Solution:
    X = C = None
    if problem.data is not None:
        X = yield from centre(problem.data)
        C = yield from covariance(X, sample=True)
    else:
        C = problem.C
    axes = yield from find_axes(C)
    if axes[-1].eigenvalue < 0:
        raise Undefined(
            "negative-variance",
            f"One eigenvalue is negative: {axes[-1].eigenvalue}. No variance is, so this is no "
            "covariance matrix.",
            fix="Check the entries; a covariance is at most the product of the two deviations.",
        )
    variances = Tuple(*(axis.eigenvalue for axis in axes))
    components = columns_matrix([axis.direction for axis in axes])
    yield step("name_components", Defines(V, Columns(*(axis.direction for axis in axes))))
    yield step("write_components", Equal(V, components))
    yield step("sort_components", decomposition(C, variances, components))
    yield step("share_variance", shares(variances))
    yield step("check_total", Compared(Trace(C), "=", sum(variances, Integer(0))))
    scores = None
    if X is not None:
        scores = multiplied(X, components)
        yield step("project_data", Equal(MatrixProduct(CENTRED, V), scores))
    return Answer(C, variances, components, scores)


def decomposition(C: Matrix, variances: Tuple, components: Matrix) -> Factored:
    size = range(len(variances))
    diagonal = Matrix.of([[variances[i] if i == j else Integer(0) for j in size] for i in size])
    return Factored(C, Tuple(components, diagonal, transposed(components)), KINDS)


def shares(variances: Tuple) -> Normalised:
    total = tidied(sum(variances, Integer(0)))
    return Normalised(variances, total, Tuple(*(tidied(v / total) for v in variances)))


def complete(problem: Problem) -> dict[str, Any]:
    if (problem.data is None) == (problem.C is None):
        raise NotUnderstood(
            "missing-input",
            "Give either data or their covariance matrix C.",
            fix="For example C = [9 4; 4 3].",
        )
    if problem.data is not None:
        check_table(problem.data, sample=True)
        C = scatter(centred(problem.data), Integer(1))
    else:
        C = problem.C
        numbers_only(C)
        if transposed(C) != C:
            raise Undefined(
                "not-symmetric",
                "A covariance matrix is symmetric, and this one is not.",
                fix="Give a symmetric matrix such as [9 4; 4 3].",
            )
    if not any(any(line) for line in C.entries()):
        raise Undefined(
            "no-variance",
            "All variances are zero, so there is no direction in which the data vary.",
            fix="Give observations that differ.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    table = table_with_principal_axes(rng, level)
    if level == 1:
        return {"C": scatter(centred(table), Integer(table.shape[0] - 1))}
    return {"data": table}


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    C, variances, components, scores = answer
    found: list[tuple[str, Claim]] = []
    if scores is not None:
        found.append(("covariance", Equal(COVARIANCE, C)))
    found.append(("components", decomposition(C, variances, components)))
    found.append(("shares", shares(variances)))
    if scores is not None:
        found.append(("scores", Equal(MatrixProduct(CENTRED, V), scores)))
    return tuple(found)


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    C, variances, components, _ = answer
    claim = shares(variances)
    scree = Figure("scree", claim, pictures_of_data.scree(claim.shares), "component", "share")
    if problem.data is None or problem.data.shape[1] != 2:
        return (scree,)
    axes: list[tuple[Expr, Tuple]] = [
        (variance, Tuple(*components.column(k))) for k, variance in enumerate(variances, start=1)
    ]
    marks = pictures_of_data.principal_axes(problem.data, mean_of(problem.data), axes)
    cloud = decomposition(C, variances, components)
    return (Figure("principal_axes", cloud, marks, "x", "y", equal=True), scree)


TOPIC = Topic(
    id="linear_algebra.principal_components",
    covers=("linalg.pca",),
    inputs=(
        TableInput(
            name="data",
            about="a table of observations, a column for each variable",
            example="(1, 5), (5, 2), (6, 5), (9, 4), (9, 9)",
            optional=True,
        ),
        MatrixInput(
            name="C",
            about="a covariance matrix",
            example="[9 4; 4 3]",
            square=True,
            largest=MOST_COLUMNS,
            optional=True,
        ),
    ),
    phrases=(
        "[do|perform|carry out] [a] {pca|principal component analysis} {of|on|for} [the] [data|points|observations|table] {data}",
        "[find|compute|what are] [the] {principal components|principal axes|principal directions} of [the] [data|points|observations|table] {data}",
        "[do] [a] {pca|principal component analysis} {of|on|for|with|from} [the] covariance matrix {C}",
        "[find|compute|what are] [the] {principal components|principal directions} {of|for|from} [the] covariance matrix {C}",
        "[a] covariance matrix is [given as] {C}[.|,] find the principal directions [and the explained variance ratios]",
        "[find|compute] [the] {explained variance|explained variance ratios} {of|for} [the] covariance matrix {C}",
        "pca C={C}",
    ),
    methods={"eigenvectors": by_eigenvectors},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
