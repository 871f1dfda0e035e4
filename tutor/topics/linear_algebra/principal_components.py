"""Principal components: the directions in which data vary most.

Centre the data and form their covariance matrix.  Its unit eigenvectors are the
components, and each eigenvalue is the variance along its component; sorted,
they say which share of the total variance a component explains.  The scores are
the centred data in the coordinates of the components; irrational ones get decimals.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import CRootOf, Integer

from tutor.core.claims import Claim
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, TableInput
from tutor.core.step import Step, collect
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import pictures_of_data
from tutor.kit.linear_algebra.centred_singular import by_singular_values
from tutor.kit.linear_algebra.centring import (
    MOST_COLUMNS,
    centre,
    centred,
    check_table,
    covariance,
    mean_of,
    scatter,
)
from tutor.kit.linear_algebra.components import (
    Components,
    Told,
    claims,
    refuse_negative,
    tell_exactly,
    tell_in_decimals,
)
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.named_axes import find_named_axes, has_plain_axes
from tutor.kit.linear_algebra.nice_data import (
    table_with_principal_axes,
    table_with_whole_covariance,
)
from tutor.kit.linear_algebra.products import columns_of, transposed
from tutor.kit.linear_algebra.qr_iteration import approach_all
from tutor.kit.linear_algebra.singular import has_different_values, is_wide
from tutor.kit.linear_algebra.symmetric import find_axes

ROOTS = 0.3  # of the usual problems: variances that are roots
TRIED = 4  # tables, of which the one with the smallest variances is taken


def by_eigenvectors(problem: Problem) -> Told:
    X, C = None, problem.C
    if problem.data is not None:
        X = yield from centre(problem.data)
        C = yield from covariance(X, sample=True)
    if has_plain_axes(C):
        axes = yield from find_axes(C)
        refuse_negative(axes[-1].eigenvalue)
        return (yield from tell_exactly(C, X, axes))
    named = yield from find_named_axes(C)
    refuse_negative(named[-1].eigenvalue)
    work: tuple[Step, ...] = ()
    if any(axis.eigenvalue.has(CRootOf) for axis in named):
        work, _ = collect(approach_all(C, [(axis.written, axis.eigenvalue) for axis in named]))
    return (yield from tell_in_decimals(C, X, named, work))


def by_decomposition(problem: Problem) -> Told:
    X = yield from centre(problem.data)
    return (yield from by_singular_values(X))


def suits(problem: Problem) -> tuple[str, ...]:
    """Equal variances leave a choice, and the product from the left would choose differently."""
    if problem.data is None:
        return ("eigenvectors",)
    X = centred(problem.data)
    other = not is_wide(X) or has_different_values(X)
    return ("eigenvectors", *(["singular_values"] if other else []))


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
    if level == 2 and rng.random() < ROOTS:
        tables = (table_with_whole_covariance(rng, 1) for _ in range(TRIED))
        return {
            "data": min(
                tables, key=lambda t: max(map(max, scatter(centred(t), Integer(1)).entries()))
            )
        }
    table = table_with_principal_axes(rng, level)
    if level == 1:
        return {"C": scatter(centred(table), Integer(table.shape[0] - 1))}
    return {"data": table}


def goals(problem: Problem, answer: Components) -> tuple[tuple[str, Claim], ...]:
    return claims(answer)


def figures(problem: Problem, answer: Components) -> tuple[Figure, ...]:
    claim: dict[str, Any] = dict(claims(answer))
    rounded: dict[str, Any] = dict(answer.rounded)
    parts = rounded["share_decimals"].value if rounded else claim["shares"].shares
    bars = pictures_of_data.scree(parts)
    scree = Figure("scree", claim["shares"], bars, "component", "share")
    if problem.data is None or problem.data.shape[1] != 2:
        return (scree,)
    variances = rounded["variance_decimals"].value if rounded else answer.variances
    components = rounded["component_decimals"].value if rounded else answer.components
    axes = list(zip(variances, columns_of(components), strict=True))
    marks = pictures_of_data.principal_axes(problem.data, mean_of(problem.data), axes)
    return (Figure("principal_axes", claim["components"], marks, "x", "y", equal=True), scree)


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
        "[do|perform|carry out] [a] {pca|principal component analysis}[ of| on| for|:] [the] [data|points|observations|table] {data}[ {to|onto|down to} {one dimension|1 dimension|1D|one component}]",
        "[find|compute|what are] [the] {principal components|principal axes|principal directions} of [the] [data|points|observations|table] {data}",
        "[find|compute|what is] [the] {first|largest|leading} principal {component|axis|direction} of [the] [data|points|observations|table] {data}",
        "[do] [a] {pca|principal component analysis} {of|on|for|with|from} [the] covariance matrix {C}",
        "[find|compute|what are] [the] {principal components|principal directions} {of|for|from} [the] covariance matrix {C}",
        "[a] covariance matrix is [given as] {C}[.|,] find the principal directions [and the explained variance ratios]",
        "[find|compute] [the] {explained variance|explained variance ratios} {of|for} [the] covariance matrix {C}",
        "pca C={C}",
        "pca C = {C}",
    ),
    methods={"eigenvectors": by_eigenvectors, "singular_values": by_decomposition},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
