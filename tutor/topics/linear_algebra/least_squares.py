"""The least squares solution of A x = b, or the line that fits points best.

No x may solve all equations.  The best one makes the residual b - A x as short
as possible, and then the residual is orthogonal to the columns of A: these are
the normal equations A^T A x = A^T b.  With orthonormal columns, A = Q R, they
become R x = Q^T b.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Eq, Integer, Symbol, Tuple

from tutor.core.claims import (
    Basis,
    Claim,
    Compared,
    Defines,
    Equal,
    Factored,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, TableInput, VectorInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix, unknown
from tutor.core.matrix_expression import (
    Columns,
    ColumnSpace,
    Inverse,
    MatrixProduct,
    MatrixSum,
    Norm,
    Projection,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra import pictures_of_data
from tutor.kit.linear_algebra.elimination import Reduced, gauss_jordan
from tutor.kit.linear_algebra.gram import invert
from tutor.kit.linear_algebra.nice_vectors import over_determined
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.orthogonal import normalise, subtract_in_turn
from tutor.kit.linear_algebra.products import (
    applied,
    columns_matrix,
    columns_of,
    combined,
    dotted,
    multiplied,
    transposed,
)
from tutor.kit.linear_algebra.solutions import read_off, substitute_back
from tutor.kit.linear_algebra.sum_of_squares import set_derivatives_to_zero
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import added, power

A, B, M, P, Q = map(Symbol, ("A", "b", "M", "P", "Q"))
GRAM = MatrixProduct(Transpose(A), A)
BEST = MatrixProduct(Inverse(GRAM), Transpose(A), B)
ONE, ZERO = Integer(1), Integer(0)
REST = MatrixSum(B, ScalarMultiple(-ONE, Projection(B, ColumnSpace(A))))

Answer = tuple[Tuple, Matrix]  # the best x, with free unknowns as letters, and [A^T A | A^T b]
Solution = Generator[Step, None, Answer]


def by_normal_equations(problem: Problem) -> Solution:
    table, right = system(problem)
    yield from name_system(problem)
    normal = normal_equations(table, right)
    G = Matrix.of([line[:-1] for line in normal.entries()])
    side = Tuple(*normal.column(normal.shape[1]))
    yield step("multiply_by_transpose", Equal(GRAM, G))
    yield step("multiply_right_side", Equal(MatrixProduct(Transpose(A), B), side))
    yield step("write_normal_equations", Defines(M, normal))
    reduced = yield from gauss_jordan(normal)
    if len(reduced.pivots) == G.shape[0]:
        x = Tuple(*reduced.matrix.column(normal.shape[1]))
        reason = Equal(reduced.matrix, MatrixProduct(Inverse(G), normal))
        yield step("read_solution", Equal(BEST, x), reason)
    else:
        names = unknowns(table)
        values = yield from read_off(reduced, names)
        x = Tuple(*(values.get(name, name) for name in names))
        yield step("state_many_solutions", SolutionSet(normal, names, Tuple(x)))
    yield from measure(table, right, x)
    return x, normal


def by_calculus(problem: Problem) -> Solution:
    table, right = system(problem)
    yield from name_system(problem)
    normal, names = normal_equations(table, right), unknowns(table)
    yield from set_derivatives_to_zero(table, right, names, normal)
    reduced = yield from gauss_jordan(normal)
    values = yield from read_off(reduced, names)
    x = Tuple(*(values[name] for name in names))
    yield step("state_solution", SolutionSet(normal, names, Tuple(x)))
    yield step("read_solution", Equal(BEST, x))
    yield from measure(table, right, x)
    return x, normal


def by_pseudo_inverse(problem: Problem) -> Solution:
    table, right = system(problem)
    yield from name_system(problem)
    G = multiplied(transposed(table), table)
    yield step("multiply_by_transpose", Equal(GRAM, G))
    inverse = yield from invert(G)
    pseudo = multiplied(inverse, transposed(table))
    written = MatrixProduct(Inverse(GRAM), Transpose(A))
    reason = Equal(MatrixProduct(inverse, Transpose(A)), pseudo)
    yield step("write_pseudo_inverse", Equal(written, pseudo), reason)
    x = applied(pseudo, right)
    yield step("apply_pseudo_inverse", Equal(BEST, x), Equal(MatrixProduct(pseudo, B), x))
    yield from measure(table, right, x)
    return x, normal_equations(table, right)


def by_qr(problem: Problem) -> Solution:
    table, right = system(problem)
    yield from name_system(problem)
    work, directions = collect(subtract_in_turn(columns_of(table)))
    more, units = collect(normalise(directions))
    q = [unit.value for unit in units]
    yield step(
        "find_orthonormal_columns", Basis(ColumnSpace(table), Tuple(*q)), substeps=(*work, *more)
    )
    columns = columns_matrix(q)
    row_matrix = transposed(columns)
    R, y = multiplied(row_matrix, table), applied(row_matrix, right)
    yield step("name_orthonormal_columns", Defines(Q, Columns(*q)))
    yield step("write_orthonormal_columns", Equal(Q, columns))
    factored = Factored(A, Tuple(columns, R), ("orthonormal columns", "upper"))
    yield step("find_upper_factor", Equal(MatrixProduct(Transpose(Q), A), R), factored)
    yield step("turn_right_side", Equal(MatrixProduct(Transpose(Q), B), y))
    start = Matrix.of([[*line, e] for line, e in zip(R.entries(), y, strict=True)], bar=1)
    yield step("write_triangular_system", Defines(M, start))
    names = unknowns(table)
    echelon = Reduced(start, tuple(range(1, len(names) + 1)), 0)
    values = yield from substitute_back(echelon, names)
    x = Tuple(*(tidied(values[name]) for name in names))
    yield step("state_solution", SolutionSet(start, names, Tuple(x)))
    yield step("read_solution", Equal(BEST, x), Equal(x, MatrixProduct(Inverse(R), y)))
    yield from measure(table, right, x)
    return x, normal_equations(table, right)


def name_system(problem: Problem) -> Generator[Step, None, None]:
    table, right = system(problem)
    if problem.points is None:
        yield step("name_matrix", Defines(A, table))
        yield step("name_right_side", Defines(B, right))
        return
    first, second = Tuple(ONE, ZERO), Tuple(ZERO, ONE)
    left = Columns(MatrixProduct(P, first), Tuple(*[ONE] * table.shape[0]))
    yield step("name_points", Defines(P, problem.points))
    yield step("name_columns", Defines(A, left))
    yield step("write_first_coordinates", Equal(A, table))
    yield step("name_second_coordinates", Defines(B, MatrixProduct(P, second)))
    yield step("write_second_coordinates", Equal(B, right))


def measure(table: Matrix, right: Tuple, x: Tuple) -> Generator[Step, None, None]:
    """The fitted values, the residual, that it is orthogonal to the columns, and its square."""
    free = Tuple(*(Eq(letter, 0) for letter in sorted(x.free_symbols, key=str)))
    zeros = (Substituted(x, free, with_zeros(x)),) if free else ()
    x = with_zeros(x)
    fitted, r = applied(table, x), residual(table, right, x)
    yield step(
        "find_fit",
        Equal(MatrixProduct(A, x), fitted),
        Equal(Projection(B, ColumnSpace(A)), fitted),
        *zeros,
    )
    left = MatrixSum(right, ScalarMultiple(-ONE, fitted))
    yield step("find_residual", Equal(left, r), Equal(REST, r))
    zero = Tuple(*[ZERO] * table.shape[1])
    yield step("check_orthogonal", Compared(MatrixProduct(Transpose(A), r), "=", zero))
    square = power(Norm(r), Integer(2))
    squares = added(*(power(e, Integer(2)) for e in r))
    yield step("square_residuals", Equal(square, squares))
    yield step("add_squared_residuals", Equal(squares, dotted(r, r)))


def system(problem: Problem) -> tuple[Matrix, Tuple]:
    """A and b; for points the columns of A are the first coordinates and ones."""
    if problem.points is None:
        return problem.A, problem.b
    points = problem.points
    return Matrix.of([[x, ONE] for x in points.column(1)]), Tuple(*points.column(2))


def normal_equations(table: Matrix, right: Tuple) -> Matrix:
    row_matrix = transposed(table)
    G, side = multiplied(row_matrix, table), applied(row_matrix, right)
    return Matrix.of([[*line, e] for line, e in zip(G.entries(), side, strict=True)], bar=1)


def unknowns(table: Matrix) -> Tuple:
    return Tuple(*(unknown(k) for k in range(1, table.shape[1] + 1)))


def with_zeros(x: Tuple) -> Tuple:
    """The solution in which all free unknowns are zero."""
    return Tuple(*(e.xreplace(dict.fromkeys(x.free_symbols, ZERO)) for e in x))


def residual(table: Matrix, right: Tuple, x: Tuple) -> Tuple:
    return combined((ONE, right), (-ONE, applied(table, with_zeros(x))))


def is_independent(table: Matrix) -> bool:
    _, reduced = collect(gauss_jordan(table))
    return len(reduced.pivots) == table.shape[1]


def suits(problem: Problem) -> tuple[str, ...]:
    others = ("qr", "calculus", "pseudo_inverse") if is_independent(system(problem)[0]) else ()
    return ("normal_equations", *others)


def complete(problem: Problem) -> dict[str, Any]:
    pair = (problem.A is None, problem.b is None)
    if pair[0] != pair[1] or (problem.points is None) == pair[0]:
        raise NotUnderstood(
            "missing-input",
            "Give either a matrix A and a right side b, or points.",
            fix="For example points = (0, 6), (1, 0), (2, 0).",
        )
    if problem.points is not None and problem.points.shape[1] != 2:
        raise Undefined(
            "not-in-plane",
            f"The points have {problem.points.shape[1]} coordinates. A line needs points in the plane.",
            fix="Give points such as (0, 6), (1, 0), (2, 0).",
        )
    table, right = system(problem)
    numbers_only(*columns_of(table), right)
    if all(e == 0 for line in table.entries() for e in line):
        raise Undefined(
            "zero-matrix",
            "All entries of A are zero, so every x fits equally well.",
            fix="Give a matrix with an entry that is not zero.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return over_determined(rng, level)


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    (table, right), (x, normal) = system(problem), answer
    r = residual(table, right, x)
    many = SolutionSet(normal, unknowns(table), Tuple(x))
    return (
        ("solutions", many) if x.free_symbols else ("solution", Equal(BEST, x)),
        ("residual", Equal(REST, r)),
        ("squares", Equal(power(Norm(r), Integer(2)), dotted(r, r))),
    )


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    x, _ = answer
    if problem.points is None or x.free_symbols:
        return ()
    marks = pictures_of_data.fitted_line(problem.points, x)
    return (Figure("fitted_line", Equal(BEST, x), marks, "x", "y"),)


TOPIC = Topic(
    id="linear_algebra.least_squares",
    covers=("linalg.least_squares",),
    inputs=(
        MatrixInput(
            name="A",
            about="the matrix of the system",
            example="[0 1; 1 1; 2 1]",
            largest=MATRIX_WITH_STEPS,
            optional=True,
        ),
        VectorInput(name="b", about="the right side", example="(6, 0, 0)", optional=True),
        TableInput(
            name="points",
            about="points in the plane, to be fitted by a line",
            example="(0, 6), (1, 0), (2, 0)",
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {least squares|least-squares} solution of {A} x = {b}",
        "[find|compute|what is] [the] {least squares|least-squares} solution [of Ax=b|of Ax = b][:|,|.| for| with] A={A}[,|;| and] b={b}",
        "[find|compute|what is] [the] {least squares|least-squares} solution {to|of} {Ax = b|Ax=b|A x = b} {for|with|where} "
        "A = {A}[,|;| and] b = {b}",
        "solve [by least squares] {A} x = {b} {by|in the sense of} least squares",
        "{least squares|least-squares} A={A}[,|;] b={b}",
        r"{A}{x|\\bm x| x }\\approx{b}",
        "{A} x {≈|~} {b}",
        "[find|compute|what is] [the] {least squares|least-squares|regression|best fit|best-fit|best fitting} line {through|for|of|to} [the points] {points}",
        "fit a [straight] line {to|through} [the points] {points} [by least squares]",
    ),
    methods={
        "normal_equations": by_normal_equations,
        "qr": by_qr,
        "calculus": by_calculus,
        "pseudo_inverse": by_pseudo_inverse,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
