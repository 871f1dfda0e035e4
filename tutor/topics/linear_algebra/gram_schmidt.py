"""An orthonormal basis by the method of Gram and Schmidt, and the factors Q and R.

Take the vectors one after the other.  From each subtract its projections onto
the directions found before, so that what is left is orthogonal to them; a
vector that leaves nothing is dependent.  The directions divided by their
lengths are the columns of Q, and R = Q^T A says how the vectors are made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from random import Random
from typing import Any

from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Basis, Claim, Compared, Defines, Equal, Factored
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, VectorsInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Identity, MatrixProduct, Span, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import pictures_of_projections
from tutor.kit.linear_algebra.dependence import combinations
from tutor.kit.linear_algebra.householder import keep_first, reflect_in_turn
from tutor.kit.linear_algebra.nice_vectors import orthogonal_set
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.orthogonal import (
    Directions,
    is_zero,
    normalise,
    subtract_at_once,
    subtract_in_turn,
)
from tutor.kit.linear_algebra.products import (
    columns_matrix,
    columns_of,
    combined,
    multiplied,
    transposed,
)

A, Q = Symbol("A"), Symbol("Q")
KINDS = ("orthonormal columns", "upper")
MOST_REFLECTED = 3  # vectors

Answer = tuple[tuple[Tuple, ...], Matrix, Matrix]  # the unit vectors, Q and R
Solution = Generator[Step, None, Answer]


def by_classical_method(problem: Problem) -> Solution:
    return (yield from orthonormalise(problem, subtract_in_turn))


def by_modified_method(problem: Problem) -> Solution:
    return (yield from orthonormalise(problem, subtract_at_once))


def orthonormalise(problem: Problem, subtract: Callable[[Sequence[Tuple]], Directions]) -> Solution:
    vectors = given_vectors(problem)
    directions = yield from subtract(vectors)
    units = tuple(unit.value for unit in (yield from normalise(directions)))
    yield step("collect_basis", basis(vectors, units))
    table, columns = columns_matrix(vectors), columns_matrix(units)
    yield step("write_vectors_as_columns", Defines(A, table))
    yield step("write_units_as_columns", Defines(Q, columns))
    product = MatrixProduct(Transpose(Q), Q)
    yield step("check_orthonormal", Compared(product, "=", Identity(len(units))))
    row_matrix = transposed(columns)
    R = multiplied(row_matrix, table)
    yield step("multiply_by_transpose", Equal(MatrixProduct(Transpose(Q), A), R))
    yield step("factor", Factored(A, Tuple(columns, R), KINDS))
    return units, columns, R


def by_householder(problem: Problem) -> Solution:
    vectors = given_vectors(problem)
    table = columns_matrix(vectors)
    yield step("write_vectors_as_columns", Defines(A, table))
    square, upper = yield from reflect_in_turn(table, A)
    columns, R = yield from keep_first(square, upper)
    units = columns_of(columns)
    yield step("write_units_as_columns", Defines(Q, columns))
    product = MatrixProduct(Transpose(Q), Q)
    yield step("check_orthonormal", Compared(product, "=", Identity(len(units))))
    yield step("factor", Factored(A, Tuple(columns, R), KINDS))
    yield step("collect_basis", basis(vectors, units))
    return units, columns, R


def suits(problem: Problem) -> tuple[str, ...]:
    """Reflections need independent vectors, and few of them: each brings a root of its own."""
    vectors = given_vectors(problem)
    few = len(vectors) <= MOST_REFLECTED and len(vectors[0]) <= MOST_REFLECTED + 1
    rational = all(e.is_Rational for v in vectors for e in v)
    reflected = few and rational and not combinations([v.args for v in vectors])[1]
    return ("classical", "modified", *(["householder"] if reflected else []))


def given_vectors(problem: Problem) -> tuple[Tuple, ...]:
    return columns_of(problem.A) if problem.A is not None else tuple(problem.vectors)


def basis(vectors: Sequence[Tuple], units: Sequence[Tuple]) -> Basis:
    return Basis(Span(*vectors), Tuple(*units))


def complete(problem: Problem) -> dict[str, Any]:
    if (problem.vectors is None) == (problem.A is None):
        raise NotUnderstood(
            "missing-input",
            "Give either vectors or a matrix whose columns are the vectors.",
            fix="For example vectors = (1, 1, 0), (1, 0, 1).",
        )
    vectors = given_vectors(problem)
    numbers_only(*vectors)
    if all(map(is_zero, vectors)):
        raise Undefined(
            "only-zero-vectors",
            "All vectors are zero. They span only the zero vector, which cannot be made into a "
            "vector of length 1.",
            fix="Give at least one vector that is not zero.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Made from orthogonal vectors: each new one has a whole multiple of the first ones added."""
    found = orthogonal_set(rng, 2 if level == 1 else 3)[: 2 if level < 3 else 3]
    vectors: list[Tuple] = []
    for k, direction in enumerate(found):
        shares = [(Integer(rng.choice((-2, -1, 1, 2))), u) for u in found[:k]]
        vectors.append(combined((Integer(1), direction), *shares))
    if level == 3 and rng.random() < 0.3:
        vectors.insert(2, combined((Integer(1), vectors[0]), (Integer(1), vectors[1])))
    return {"vectors": Tuple(*vectors)}


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    units, columns, R = answer
    return (
        ("basis", basis(given_vectors(problem), units)),
        ("factors", Factored(A, Tuple(columns, R), KINDS)),
    )


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    vectors, (units, _, _) = given_vectors(problem), answer
    if len(vectors[0]) != 2:
        return ()
    marks = pictures_of_projections.before_and_after(vectors, units)
    return (Figure("made_orthonormal", basis(vectors, units), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.gram_schmidt",
    covers=("linalg.gram_schmidt",),
    inputs=(
        VectorsInput(
            name="vectors",
            about="vectors of one length",
            example="(1, 1, 0), (1, 0, 1)",
            optional=True,
        ),
        MatrixInput(
            name="A",
            about="a matrix, whose columns are the vectors",
            example="[1 1; 1 0; 0 1]",
            largest=MATRIX_WITH_STEPS,
            optional=True,
        ),
    ),
    phrases=(
        "{orthonormalise|orthonormalize|orthogonalise|orthogonalize} [the vectors] {vectors} [in this order] [by gram-schmidt]",
        "[apply|use|perform|do|carry out] [the] {gram-schmidt|gram schmidt} [process|procedure|method|orthogonalisation|orthogonalization] {to|of|for|on} [the vectors] {vectors}",
        "{gram-schmidt|gram schmidt}[:] {vectors}",
        "use [the] {gram-schmidt|gram schmidt} [process|procedure|method] to "
        "{orthonormalise|orthonormalize|orthogonalise|orthogonalize} [the vectors] {vectors}",
        "[find|compute] [an] {orthonormal|orthogonal} basis {of|for} [the] {span of|subspace spanned by|space spanned by} {vectors}",
        "[find|compute] [an] orthonormal basis {of|for} span{vectors}",
        "[find|compute|what is] [the] {qr|qr-} {factorisation|factorization|decomposition} of [the matrix] {A}",
        "[find] qr [of] {A}",
        r"{vectors},\\ \\text\{Gram--Schmidt\}",
        "[find] [an] orthonormal basis {of|for} the column space of {A}",
    ),
    methods={
        "classical": by_classical_method,
        "modified": by_modified_method,
        "householder": by_householder,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
