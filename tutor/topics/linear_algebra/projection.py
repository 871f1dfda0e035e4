"""The orthogonal projection of a vector onto a line or a subspace.

The projection is the point of the subspace that is nearest to the vector: what
is left, the residual, is orthogonal to the subspace, and its length is the
distance.  On a line it is a multiple of the direction; on a subspace spanned by|plane spanned by
the columns of A the matrix A (A^T A)^-1 A^T gives it for every vector.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from random import Random
from typing import Any

from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Basis, Claim, Compared, Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import VectorInput, VectorsInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Dot,
    Inverse,
    MatrixProduct,
    MatrixSum,
    Norm,
    Projection,
    ScalarMultiple,
    Span,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import pictures_of_projections
from tutor.kit.linear_algebra.gram import invert, keep_independent
from tutor.kit.linear_algebra.lines_and_planes import THROUGH, refuse_points_as_directions
from tutor.kit.linear_algebra.nice_vectors import orthogonal_set
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.orthogonal import (
    find_norm,
    is_zero,
    length,
    normalise,
    subtract_in_turn,
    work_out_dot,
)
from tutor.kit.linear_algebra.products import (
    applied,
    columns_matrix,
    combined,
    dotted,
    multiplied,
    transposed,
)
from tutor.kit.unevaluated import divided, over

A, ONE = Symbol("A"), Integer(1)
MATRIX = MatrixProduct(A, Inverse(MatrixProduct(Transpose(A), A)), Transpose(A))

Answer = tuple[Matrix, Tuple, Matrix]  # A, the projection and the matrix of the projection
Solution = Generator[Step, None, Answer]


def by_formula(problem: Problem) -> Solution:
    x, space = problem.x, Span(*problem.basis)
    kept = yield from keep_independent(problem.basis)
    columns = columns_matrix(kept)
    if len(kept) > 1:
        return (yield from on_subspace(x, space, columns))
    (u,) = kept
    above, below = dotted(x, u), dotted(u, u)
    parts = Dot(x, u), Dot(u, u)
    formula = ScalarMultiple(over(*parts), u)
    yield step("write_line_formula", Equal(Projection(x, space), formula))
    yield step(
        "multiply_by_direction", Equal(parts[0], above), substeps=work_out_dot(parts[0], x, u)
    )
    yield step("square_direction", Equal(parts[1], below), substeps=work_out_dot(parts[1], u, u))
    inserted = ScalarMultiple(divided(above, below), u)
    p = combined((above / below, u))
    yield step("insert_into_line_formula", Equal(formula, inserted))
    yield step("multiply_direction", Equal(inserted, p))
    yield from compare(x, p, kept)
    square = ScalarMultiple(divided(ONE, below), MatrixProduct(columns, Transpose(columns)))
    P = multiplied(columns, Matrix.of([[e / below for e in u]]))
    yield step("write_direction_as_column", Defines(A, columns))
    yield step("find_line_matrix", Equal(MATRIX, square))
    yield step("multiply_out_matrix", Equal(square, P))
    yield step("check_matrix", Compared(MatrixProduct(P, x), "=", p))
    return columns, p, P


def on_subspace(x: Tuple, space: Span, columns: Matrix) -> Solution:
    yield step("write_columns", Defines(A, columns))
    row_matrix = transposed(columns)
    G = multiplied(row_matrix, columns)
    gram = MatrixProduct(Transpose(A), A)
    yield step("multiply_columns", Equal(gram, MatrixProduct(row_matrix, columns)))
    yield step("find_gram", Equal(MatrixProduct(row_matrix, columns), G))
    inverse = yield from invert(G)
    inserted = MatrixProduct(columns, inverse, row_matrix)
    P = multiplied(multiplied(columns, inverse), row_matrix)
    yield step("insert_into_formula", Equal(MATRIX, inserted))
    yield step("multiply_out_matrix", Equal(inserted, P))
    p = applied(P, x)
    yield step("apply_matrix", Equal(Projection(x, space), MatrixProduct(P, x)))
    yield step("work_out_projection", Equal(MatrixProduct(P, x), p))
    yield from compare(x, p, [Tuple(*line) for line in row_matrix.entries()])
    return columns, p, P


def by_orthonormal_basis(problem: Problem) -> Solution:
    x, space = problem.x, Span(*problem.basis)
    work, directions = collect(subtract_in_turn(problem.basis))
    more, units = collect(normalise(directions))
    kept = [problem.basis[d.number - 1] for d in directions]
    q = [unit.value for unit in units]
    yield step("find_orthonormal_basis", Basis(space, Tuple(*q)), substeps=(*work, *more))
    terms = []
    for vector in q:
        number = dotted(x, vector)
        parts = work_out_dot(Dot(x, vector), x, vector)
        yield step("multiply_by_unit", Equal(Dot(x, vector), number), substeps=parts)
        terms.append((number, vector))
    written = MatrixSum(*(ScalarMultiple(c, v) for c, v in terms))
    p = combined(*terms)
    yield step("add_projections", Equal(Projection(x, space), written))
    yield step("work_out_projection", Equal(written, p))
    yield from compare(x, p, q)
    columns, Q = columns_matrix(kept), columns_matrix(q)
    product = MatrixProduct(Q, Transpose(Q))
    P = multiplied(Q, transposed(Q))
    yield step("write_columns", Defines(A, columns))
    yield step("find_matrix_from_units", Equal(MATRIX, product))
    yield step("multiply_out_matrix", Equal(product, P))
    return columns, p, P


def compare(x: Tuple, p: Tuple, directions: Sequence[Tuple]) -> Generator[Step, None, None]:
    """The residual, that it is orthogonal to the subspace, and its length."""
    r = combined((ONE, x), (-ONE, p))
    yield step("find_residual", Equal(MatrixSum(x, ScalarMultiple(-ONE, p)), r))
    if not is_zero(r):
        for vector in directions:
            yield step("check_right_angle", Compared(Dot(r, vector), "=", Integer(0)))
        yield step("find_distance", Equal(Norm(r), length(r)), substeps=find_norm(Norm(r), r))
    else:
        yield step("find_no_distance", Equal(Norm(r), Integer(0)))


def complete(problem: Problem) -> dict[str, Any]:
    numbers_only(*problem.basis)
    numbers_only(problem.x, problem.basis[0])
    if problem.through:
        to_start = combined((ONE, problem.x), (-ONE, problem.basis[0]))
        refuse_points_as_directions(
            problem.basis,
            f"Subtract {{start}} and ask: project {to_start} onto {{way}}. The distance is the same. "
            "Add {start} to the projection.",
        )
    if all(map(is_zero, problem.basis)):
        raise Undefined(
            "zero-direction",
            "The zero vector has no direction, so it spans no line to project onto.",
            fix="Give a direction such as (3, 4).",
        )
    return {"through": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Made from orthogonal directions and whole coefficients, so the projection is whole."""
    found = orthogonal_set(rng, 2 if level == 1 else 3)
    u, *others = found
    basis = [u]
    if level == 3:
        basis.append(combined((ONE, others.pop()), (Integer(rng.choice((-1, 1))), u)))
        if rng.random() < 0.2:
            basis.append(combined((ONE, basis[0]), (ONE, basis[1])))
    parts = [(Integer(rng.choice((-2, -1, 1, 2))), v) for v in basis]
    away = [] if rng.random() < 0.15 else [(Integer(rng.choice((-1, 1))), v) for v in others]
    return {"x": combined(*parts, *away), "basis": Tuple(*basis)}


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    x, (_, p, P) = problem.x, answer
    r = combined((ONE, x), (-ONE, p))
    return (
        ("projection", Equal(Projection(x, Span(*problem.basis)), p)),
        ("residual", Equal(MatrixSum(x, ScalarMultiple(-ONE, p)), r)),
        ("distance", Equal(Norm(r), length(r))),
        ("matrix", Equal(MATRIX, P)),
    )


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    (columns, p, _), x = answer, problem.x
    if len(x) != 2 or columns.shape[1] != 1:
        return ()
    claim = Equal(Projection(x, Span(*problem.basis)), p)
    marks = pictures_of_projections.perpendicular(x, p, Tuple(*columns.column(1)))
    return (Figure("drop", claim, marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.projection",
    covers=("linalg.projection",),
    inputs=(
        VectorInput(name="x", about="the vector that is projected", example="(2, 3)"),
        VectorsInput(
            name="basis",
            about="the direction of a line, or vectors that span a subspace",
            example="(1, 1)",
        ),
        THROUGH,
    ),
    phrases=(
        "[orthogonally] project [the vector] {x} {on|onto} [the] [span of|{through}|subspace spanned by|plane spanned by|direction of|vector] {basis}",
        "project {x} {on|onto} span{basis}",
        "[find|compute|calculate|what is] [the] [orthogonal|vector] {projection|proj} of {x} {on|onto} [the] [span of|{through}|subspace spanned by|plane spanned by|direction of|vector] {basis}",
        "[find] [the] [orthogonal] {projection|proj} of {x} {on|onto} span{basis}",
        "[find] [the] distance {of|from} {x} {from|to} [the] {span of|{through}|subspace spanned by|plane spanned by} {basis}",
        "[find] [the] {vector|point} in [the] span of {basis} {closest|nearest} to {x}",
        "proj_W x, W = span{basis}, x = {x}",
        r"\\mathrm\{proj\}_W\\,x,\\ W=\\mathrm\{span\}{basis},\\ x={x}",
    ),
    methods={"formula": by_formula, "orthonormal_basis": by_orthonormal_basis},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
