"""The covariance matrix of a table of observations.

Subtract from each column its mean.  The products of the centred columns, added
up and divided by n - 1, are the covariances; on the diagonal stand the
variances.  In matrices this is X^T X / (n - 1) for the centred table X.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations_with_replacement
from random import Random
from typing import Any

from sympy import Integer, Symbol

from tutor.core.claims import Claim, Compared, Defines, Equal
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, TableInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, Entry, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra import pictures_of_data
from tutor.kit.linear_algebra.centring import (
    COVARIANCE,
    DIVISOR,
    centre,
    check_table,
    covariance,
    mean_formula,
    mean_of,
    name_divisor,
    scatter,
)
from tutor.kit.linear_algebra.nice_data import table_with_whole_covariance
from tutor.kit.linear_algebra.orthogonal import work_out_dot
from tutor.kit.linear_algebra.products import columns_of, dotted
from tutor.kit.unevaluated import divided

S = Symbol("S")
Answer = Matrix
DIVISORS = {"n-1": "sample", "sample": "sample", "n": "population", "population": "population"}

Solution = Generator[Step, None, Answer]


def by_matrix_product(problem: Problem) -> Solution:
    X = yield from centre(problem.data)
    result = yield from covariance(X, sample=problem.divisor == "n-1")
    yield from compare(result)
    return result


def by_entries(problem: Problem) -> Solution:
    X = yield from centre(problem.data)
    k = yield from name_divisor(X, sample=problem.divisor == "n-1")
    result, columns = scatter(X, k), columns_of(X)
    names = [Symbol(f"c{j}") for j in range(1, len(columns) + 1)]
    for name, column in zip(names, columns, strict=True):
        yield step("name_centred_column", Defines(name, column))
    yield step("name_covariance", Defines(S, COVARIANCE))
    for i, j in combinations_with_replacement(range(len(columns)), 2):
        place, product = Entry(S, i + 1, j + 1), Dot(names[i], names[j])
        total = dotted(columns[i], columns[j])
        parts = (
            step("write_entry", Equal(place, divided(product, DIVISOR))),
            *work_out_dot(product, columns[i], columns[j]),
            step("insert_sum", Equal(divided(product, DIVISOR), divided(total, k))),
            step("divide_entry", Equal(divided(total, k), result[i + 1, j + 1])),
        )
        rule = "find_variance" if i == j else "find_covariance"
        yield step(rule, Equal(place, result[i + 1, j + 1]), substeps=parts)
    yield step("collect_entries", Equal(COVARIANCE, result))
    yield from compare(result)
    return result


def compare(result: Matrix) -> Generator[Step, None, None]:
    """Say what a variance of zero means, and that the matrix is symmetric."""
    for k in range(1, result.shape[0] + 1):
        if result[k, k] == 0:
            yield step("note_constant", Compared(Entry(result, k, k), "=", Integer(0)))
    yield step("check_symmetry", Compared(Transpose(result), "=", result))


def complete(problem: Problem) -> dict[str, Any]:
    sample = DIVISORS[problem.divisor] == "sample"
    check_table(problem.data, sample=sample)
    return {"divisor": "n-1" if sample else "n"}


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"data": table_with_whole_covariance(rng, level)}


def goals(problem: Problem, result: Answer) -> tuple[tuple[str, Claim], ...]:
    return (
        ("mean", Equal(mean_formula(problem.data), mean_of(problem.data))),
        ("covariance", Equal(COVARIANCE, result)),
    )


def figures(problem: Problem, result: Answer) -> tuple[Figure, ...]:
    if problem.data.shape[1] != 2:
        return ()
    marks = pictures_of_data.cloud(problem.data, mean_of(problem.data), result)
    return (Figure("cloud", Equal(COVARIANCE, result), marks, "x", "y"),)


TOPIC = Topic(
    id="linear_algebra.covariance_matrix",
    covers=("linalg.covmatrix",),
    inputs=(
        TableInput(
            name="data",
            about="a table of observations, a column for each variable",
            example="x = 1, 2, 6; y = 2, 4, 3",
        ),
        ChoiceInput(
            name="divisor",
            about="n-1 for a sample, n for a whole population",
            example="n-1",
            default="n-1",
            options=DIVISORS,
        ),
    ),
    phrases=(
        "[find|compute|calculate|what is] [the] [sample] covariance matrix {of|for} [the] [data|table|points|observations] {data} [with divisor {divisor}]",
        "[find|compute|calculate] [the] [sample] covariance matrix[:] {data}",
        "[find|compute|calculate|what is] [the] {divisor} covariance matrix {of|for} {data}",
        "[find|compute] [the] [sample] covariance {of|for} {data}",
        r"{data},\\ \\Sigma=",
    ),
    methods={"matrix_product": by_matrix_product, "entries": by_entries},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
