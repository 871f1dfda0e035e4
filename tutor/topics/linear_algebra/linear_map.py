"""The matrix of a linear map, the image of a vector, and the matrix of two maps in a row.

The columns of the matrix are the images of the basis vectors, because every vector is
a combination of them.  The image of a vector is the matrix times the vector.  If a
second map follows, its matrix stands to the left of the first one's.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any, NamedTuple

from sympy import Basic, Integer, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Equal, Substituted
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.inputs import MapInput, VectorInput, VectorsInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, MatrixProduct
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import pictures
from tutor.kit.linear_algebra.map_rules import matrix_of
from tutor.kit.linear_algebra.multiplication import as_matrix, fitting, multiplied
from tutor.kit.unevaluated import equation


class Found(NamedTuple):
    """The matrix of the map or, with a second map, of both."""

    first: Matrix
    whole: Matrix


Solution = Generator[Step, None, Found]


def by_basis_vectors(problem: Problem) -> Solution:
    if problem.T is None:
        first = Matrix.of(list(zip(*problem.images, strict=True)))
        yield step("stack_images", Equal(Columns(*problem.images), first))
    else:
        first = yield from from_rule(problem.T)
    return (yield from conclude(problem, first))


def by_coefficients(problem: Problem) -> Solution:
    letters, values = problem.T.args
    first = matrix_of(problem.T)
    yield step("read_coefficients", Equal(values, MatrixProduct(first, letters)))
    return (yield from conclude(problem, first))


def from_rule(rule: Tuple) -> Generator[Step, None, Matrix]:
    letters, values = rule.args
    matrix = matrix_of(rule)
    images = []
    for j in range(1, len(letters) + 1):
        vector = [equation(x, Integer(k == j)) for k, x in enumerate(letters, start=1)]
        image = Tuple(*matrix.column(j))
        if inserted := [e for e in vector if values.has(e.args[0])]:
            yield step("map_basis_vector", Substituted(values, Tuple(*inserted), image))
        images.append(image)
    yield step("stack_images", Equal(Columns(*images), matrix))
    yield step("check_rule", Equal(values, MatrixProduct(matrix, letters)))
    return matrix


def conclude(problem: Problem, first: Matrix) -> Solution:
    whole = first
    if problem.S is not None:
        second = matrix_of(problem.S)
        letters, values = problem.S.args
        yield step("read_second_map", Equal(values, MatrixProduct(second, letters)))
        whole = multiplied(second, first)
        yield step("multiply_matrices", Equal(MatrixProduct(second, first), whole))
    if problem.x is not None:
        yield step(
            "apply_matrix", Equal(MatrixProduct(whole, problem.x), image_of(whole, problem.x))
        )
    return Found(first, whole)


def image_of(matrix: Matrix, vector: Tuple) -> Tuple:
    return Tuple(*multiplied(matrix, as_matrix(vector)).column(1))


def complete(problem: Problem) -> Mapping[str, Any]:
    if (problem.T is None) == (problem.images is None):
        raise NotUnderstood(
            "which-map",
            "The map is given by its rule T or by the images of the basis vectors.",
            fix="For example T(x, y) = (x + y, 2x), or images = (1, 2), (1, 0).",
        )
    rows = problem.images or ()
    first = Matrix.of(list(zip(*rows, strict=True))) if rows else matrix_of(problem.T)
    whole = first
    if problem.S is not None:
        second = matrix_of(problem.S)
        fitting(second, first, ("S", "T"))
        whole = multiplied(second, first)
    if problem.x is not None:
        fitting(whole, as_matrix(problem.x), ("A", "x"))
    return {}


def suits(problem: Problem) -> tuple[str, ...]:
    return ("basis_vectors",) if problem.T is None else ("basis_vectors", "coefficients")


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has a rule in the plane, 2 a rule into space, 3 two maps in a row; all with an image."""
    x, y = Symbol("x"), Symbol("y")

    def rule(size: int) -> Tuple:
        low = 0 if level == 1 else -3
        numbers = [(rng.randint(low, 4), rng.randint(low, 4)) for _ in range(size)]
        return Tuple(Tuple(x, y), Tuple(*(a * x + b * y for a, b in numbers)))

    found = {
        "T": rule(3 if level == 2 else 2),
        "x": Tuple(*(Integer(rng.randint(1, 5)) for _ in "xy")),
    }
    return {**found, "S": rule(2)} if level == 3 else found


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    claims: list[tuple[str, Claim]] = []
    if problem.T is None:
        claims.append(("matrix", Equal(Columns(*problem.images), found.first)))
    else:
        letters, values = problem.T.args
        claims.append(("matrix", Equal(values, MatrixProduct(found.first, letters))))
    if problem.S is not None:
        product: Basic = MatrixProduct(matrix_of(problem.S), found.first)
        letters, values = problem.S.args
        claims.append(("second", Equal(values, MatrixProduct(matrix_of(problem.S), letters))))
        claims.append(("composition", Equal(product, found.whole)))
    if problem.x is not None:
        image = image_of(found.whole, problem.x)
        claims.append(("image", Equal(MatrixProduct(found.whole, problem.x), image)))
    return tuple(claims)


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    if found.whole.shape != (2, 2) or found.whole.free_symbols or found.whole.domain.is_QQ_I:
        return ()
    if not any(any(line) for line in found.whole.entries()):
        return ()
    claim = Choice(found.whole)
    return (
        Figure("unit_square", claim, pictures.parallelogram(found.whole), "x", "y", equal=True),
    )


TOPIC = Topic(
    id="linear_algebra.linear_map",
    covers=("linalg.transform",),
    inputs=(
        MapInput(
            name="T", about="the rule of the map", example="T(x, y) = (x + 2y, 3x)", optional=True
        ),
        VectorsInput(
            name="images",
            about="the images of the basis vectors, in order",
            example="(1, 3), (2, 0)",
            optional=True,
        ),
        VectorInput(name="x", about="a vector to be mapped", example="(3, 5)", optional=True),
        MapInput(name="S", about="a map that follows", example="S(x, y) = (y, x)", optional=True),
    ),
    phrases=(
        "[find|what is] [the] [standard] matrix of [the] [linear] [map|transformation] {T}",
        "[find|what is] [the] matrix of [the] [linear] [map] {T} and [the] image of {x}",
        "{T}[.] Find the matrix of T and T{x}",
        "[find|what is] [the] image of {x} under {T}",
        "[find|what is] [the] [standard] matrix of [the] [linear] map with [the] images {images}",
        "[find|what is] [the] matrix of [first] {T} {then|followed by} {S}",
    ),
    methods={"basis_vectors": by_basis_vectors, "coefficients": by_coefficients},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
