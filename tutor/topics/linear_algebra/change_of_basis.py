"""Coordinates in another basis, and the matrix of a linear map there.

Put the new basis as columns into a matrix P.  The coordinates c of a vector x
solve P c = x, so c = P^-1 x.  A map with the matrix A has the matrix P^-1 A P in
the new basis, and P^-1 Q turns coordinates in another basis Q into those in P: they
are Q x in the standard basis.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Basic, Integer, Tuple
from sympy import Matrix as Dense

from tutor.core.claims import Claim, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, VectorInput, VectorsInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct, column
from tutor.core.step import collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import pictures
from tutor.kit.linear_algebra.basis_changes import (
    Solution,
    as_asked,
    basis_matrix,
    check,
    dense,
    prepare,
    times,
    written,
)
from tutor.kit.linear_algebra.beside import solve_beside
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.pictures_of_spaces import beside_steps, two_grids
from tutor.kit.linear_algebra.products import applied, columns_matrix


def by_elimination(problem: Problem) -> Solution:
    P, right = yield from prepare(problem)
    X = yield from solve_beside(P, right, written(problem))
    return (yield from check(problem, X))


def by_inverse(problem: Problem) -> Solution:
    P, right = yield from prepare(problem)
    size = range(P.shape[0])
    identity = Matrix.of([[int(i == j) for j in size] for i in size])
    parts, inverse = collect(solve_beside(P, identity, Inverse(P)))
    yield step("find_inverse", Equal(Inverse(P), inverse), substeps=parts)
    product = MatrixProduct(inverse, right)
    yield step("insert_inverse", Equal(written(problem), product))
    X = times(inverse, column(right) if isinstance(right, Tuple) else right)
    yield step("multiply_out", Equal(product, as_asked(problem, X)))
    return (yield from check(problem, X))


def suits(problem: Problem) -> tuple[str, ...]:
    return ("inverse", "elimination") if problem.A is not None else ("elimination", "inverse")


def complete(problem: Problem) -> dict[str, Any]:
    if (problem.basis is None) == (problem.P is None):
        raise NotUnderstood(
            "which-basis",
            "The new basis is needed once: as vectors, or as a matrix P with these as columns.",
            fix="For example basis = (1, 1), (1, 2).",
        )
    if (problem.x is None and problem.other is None) == (problem.A is None):
        raise NotUnderstood(
            "what-to-change",
            "One thing is needed: a vector x, a matrix A, or another basis, perhaps with coordinates x in it.",
            fix="For example: coordinates of (3, 5) in the basis (1, 1), (1, 2).",
        )
    P = basis_matrix(problem)
    size = P.shape[0]
    if P.shape[1] != size:
        raise Undefined(
            "no-basis",
            f"There are {P.shape[1]} vectors with {size} components. A basis has as many vectors as "
            "components.",
            fix=f"Give {size} vectors.",
        )
    heights = [len(problem.x or ()), *(problem.A.shape if problem.A is not None else ())]
    heights += [len(problem.other), len(problem.other[0])] if problem.other is not None else []
    if any(height not in (0, size) for height in heights):
        raise Undefined(
            "lengths",
            f"The basis vectors have {size} components, and the rest has another size.",
            fix=f"Use {size} components, rows and columns everywhere.",
        )
    if letters := set().union(*(v.free_symbols for v in problem.values.values() if v is not None)):
        letter = min(map(str, letters))
        raise Undefined(
            "letter-for-number",
            f"The letter {letter} stands where a number is needed.",
            fix=f"Give {letter} a value.",
        )
    for matrix in (P, *([columns_matrix(problem.other)] if problem.other is not None else [])):
        if len(collect(gauss(matrix))[1].pivots) < size:
            raise Undefined(
                "dependent-basis",
                "These vectors depend on one another: the determinant of their matrix is zero. So they "
                "are no basis, and there are no coordinates in them.",
                fix="Give independent vectors.",
            )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    size = 2 if level < 3 else 3
    if level == 2 and rng.random() < 0.4:
        P, Q = (nice.square_matrix(rng, size, largest_pivot=1) for _ in range(2))
        made = {"basis": vectors_of(P), "other": vectors_of(Q)}
        return made | ({"x": vector(rng, size)} if rng.random() < 0.5 else {})
    if level == 1:
        P = nice.square_matrix(rng, size, largest_pivot=1)
        return {"basis": vectors_of(P), "x": applied(P, vector(rng, size))}
    P, A = min((map_and_basis(rng, size) for _ in range(12)), key=lambda pair: size_of(pair[1]))
    return {"A": A, "P": P}


def vector(rng: Random, size: int) -> Tuple:
    return Tuple(*(Integer(rng.randint(-4, 4)) for _ in range(size)))


def map_and_basis(rng: Random, size: int) -> tuple[Matrix, Matrix]:
    """A basis, and a map that has small entries in it; all of them whole."""
    P = nice.square_matrix(rng, size, largest_pivot=1)
    small = Dense(size, size, lambda i, j: rng.randint(-1, 2))
    return P, Matrix.of((dense(P) * small * dense(P).inv()).tolist())


def size_of(M: Matrix) -> int:
    return int(max(abs(e) for line in M.entries() for e in line))


def vectors_of(M: Matrix) -> Tuple:
    return Tuple(*(Tuple(*M.column(j)) for j in range(1, M.shape[1] + 1)))


def goals(problem: Problem, found: Basic) -> tuple[tuple[str, Claim], ...]:
    name = (
        "coordinates" if problem.x is not None else "matrix" if problem.other is None else "change"
    )
    return ((name, Equal(written(problem), found)),)


def figures(problem: Problem, found: Basic) -> tuple[Figure, ...]:
    P, claim = basis_matrix(problem), Equal(written(problem), found)
    if P.shape != (2, 2) or P.free_symbols:
        return ()
    if problem.x is None:
        old = (
            Matrix.of([[1, 0], [0, 1]]) if problem.other is None else columns_matrix(problem.other)
        )
        return (Figure("grids", claim, two_grids(old, P), "x", "y", equal=True),)
    marks = pictures.steps_along_basis(P, found)
    if not marks:
        return ()
    return (Figure("steps", claim, (*beside_steps(P, found), *marks), "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.change_of_basis",
    covers=("linalg.change_basis",),
    inputs=(
        VectorsInput(name="basis", about="the new basis", example="(1, 1), (1, 2)", optional=True),
        MatrixInput(
            name="P",
            about="the matrix with the new basis as columns, instead of the basis",
            example="[1 1; 1 2]",
            square=True,
            largest=MATRIX_WITH_STEPS,
            optional=True,
        ),
        VectorInput(
            name="x",
            about="a vector whose coordinates are wanted; with another basis, its coordinates there",
            example="(3, 5)",
            optional=True,
        ),
        MatrixInput(
            name="A",
            about="the matrix of a linear map in the standard basis",
            example="[2 1; 1 2]",
            square=True,
            largest=MATRIX_WITH_STEPS,
            optional=True,
        ),
        VectorsInput(
            name="other",
            about="another basis, from which coordinates are changed",
            example="(2, 1), (1, 1)",
            optional=True,
        ),
    ),
    phrases=(
        "[find|what are|compute] [the] coordinates of {x} in [the] basis {basis}",
        "{write|express} {x} in the basis {basis}",
        "[find|what are|compute] [the] coordinates of {x} {with respect to|relative to} [the] [basis] {basis}",
        "[find|what is|compute] [the] matrix [of the map] [of] {A} in [the] basis {basis}",
        "[find|compute] {P^-1*A*P|P^-1 A P|P^-1AP}{,| for| with| where} A={A}, P={P}",
        "[find|compute] {P^-1*A*P|P^-1 A P|P^-1AP}{,| for| with| where} A = {A}, P = {P}",
        r"[find] P^\{-1\}AP,\\ A={A},\\ P={P}",
        "[find] [the] {change of basis|change-of-basis|transition} [matrix] from [the] [basis] {other} to [the] [basis] {basis}",
        "{convert|change|transform|translate} [the] [coordinates|coordinate vector] {x} from [the] [basis] {other} {to|into} [the] [basis] {basis}",
        "[find|compute] [the] {change of basis|change-of-basis} from [the] [basis] {other} to [the] [basis] {basis} {of|for} [the] {coordinates|coordinate vector} {x}",
        "[if] {the vector|a vector|the vector v|the vector x|a vector v|v|x} has [the] {coordinates|coordinate vector} {x} {in|with respect to|relative to} [the] [basis] {other}{.|,|;} "
        "[find|what are] {its|the} coordinates [of v|of x|of the vector] {in|with respect to|relative to} [the] [basis] {basis}",
        r"[if] \[v\]_B = {x}, B = {other}{, C|and C} = {basis}{.|,|;} [find|what is] \[v\]_C",
    ),
    methods={"elimination": by_elimination, "inverse": by_inverse},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
