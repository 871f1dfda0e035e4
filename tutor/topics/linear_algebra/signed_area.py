"""The area of a parallelogram or the volume of a box from its edges, with the orientation.

Put the vectors as columns into a matrix.  The size of its determinant is the
area or the volume, and its sign says on which side the last vector lies.  A
parallelogram can also be measured as base times height, or with the shoelace
formula from its corners.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Abs, Expr, Integer, Mul, Rational, Tuple, expand, radsimp, sqrt

from tutor.core.claims import Claim, Compared, Equal
from tutor.core.errors import Undefined, counted
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, VectorsInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, MatrixSum, Norm, Projection, ScalarMultiple, Span
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import pictures
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.unevaluated import added, times

ZERO = Integer(0)

MEASURES = {"area": 2, "volume": 3}  # of so many vectors, in as many dimensions

Solution = Generator[Step, None, Expr]


def by_determinant(problem: Problem) -> Solution:
    M = matrix(problem)
    yield step("write_columns", Equal(Columns(*problem.vectors), M))
    value = yield from expand_along_emptiest_line(M)
    yield from judge_sign(M, value)
    yield step("take_size", Equal(Abs(Det(M)), abs(value)))
    return value


def by_base_and_height(problem: Problem) -> Solution:
    M, (u, v) = matrix(problem), problem.vectors.args
    value = expand(M[1, 1] * M[2, 2] - M[1, 2] * M[2, 1])
    across = radsimp(dot(u, v) / dot(u, u))
    foot = Tuple(*(expand(across * a) for a in u))
    height = Tuple(*(expand(b - a) for a, b in zip(foot, v, strict=True)))
    base = sqrt(dot(u, u))
    tall = radsimp(abs(value) / base)
    yield step("write_columns", Equal(Columns(u, v), M))
    yield step("measure_base", Equal(Norm(u), base))
    yield step("drop_foot", Equal(Projection(v, Span(u)), foot))
    yield step("subtract_foot", Equal(MatrixSum(v, ScalarMultiple(-1, foot)), height))
    yield step("measure_height", Equal(Norm(height), tall))
    product = times(base, tall)
    yield step("multiply_base_and_height", Equal(Abs(Det(M)), product))
    yield step("work_out", Equal(product, abs(value)))
    yield step("attach_sign", Equal(Det(M), value))
    yield from judge_sign(M, value)
    return value


def by_shoelace(problem: Problem) -> Solution:
    M, (u, v) = matrix(problem), problem.vectors.args
    far = Tuple(*(a + b for a, b in zip(u, v, strict=True)))
    yield step("write_columns", Equal(Columns(u, v), M))
    yield step("find_far_corner", Equal(MatrixSum(u, v), far))
    terms = [term for p, q in ((u, far), (far, v)) for term in crosswise(p, q)]
    written = Mul(Rational(1, 2), added(*terms), evaluate=False)
    yield step("lace_corners", Equal(Det(M), written))
    value = expand(written.doit())
    yield step("work_out", Equal(written, value))
    yield from judge_sign(M, value)
    yield step("take_size", Equal(Abs(Det(M)), abs(value)))
    return value


def crosswise(p: Tuple, q: Tuple) -> tuple[Expr, Expr]:
    """The two products of the corners, written: x y' and minus x' y."""
    return (
        Mul(p[0], q[1], evaluate=False),
        Mul(Integer(-1), q[0], p[1], evaluate=False),
    )


def judge_sign(M: Matrix, value: Expr) -> Generator[Step, None, None]:
    yield step("judge_orientation", orientation(M, value))


def orientation(M: Matrix, value: Expr) -> Compared:
    return Compared(Det(M), ">" if value > 0 else "<" if value < 0 else "=", ZERO)


def dot(u: Tuple, v: Tuple) -> Expr:
    return expand(sum((a * b for a, b in zip(u, v, strict=True)), ZERO))


def matrix(problem: Problem) -> Matrix:
    """The matrix with the vectors as its columns."""
    return Matrix.of([list(line) for line in zip(*problem.vectors, strict=True)])


def suits(problem: Problem) -> tuple[str, ...]:
    if len(problem.vectors) == 3:
        return ("determinant",)
    with_base = ("base_and_height",) if any(problem.vectors[0]) else ()
    return ("determinant", *with_base, "shoelace")


def complete(problem: Problem) -> dict[str, Any]:
    vectors = problem.vectors
    length = len(vectors[0])
    if (len(vectors), length) not in ((2, 2), (3, 3)):
        raise Undefined(
            "vectors-and-space",
            f"There are {len(vectors)} vectors with {length} components. An area needs two vectors "
            "of the plane, a volume three vectors of space.",
            fix="For two vectors of space ask for their cross product: its length is the area."
            if (len(vectors), length) == (2, 3)
            else "For example (3, 1), (2, 5) or (1, 0, 0), (1, 2, 0), (0, 1, 3).",
        )
    if problem.measure and MEASURES[problem.measure] != length:
        raise Undefined(
            "vectors-and-space",
            f"{counted(length, 'vector', 'vectors')} of {'the plane' if length == 2 else 'space'} "
            f"have no {problem.measure}.",
            fix=_of_figure(vectors),
        )
    if vectors.free_symbols:
        letter = min(map(str, vectors.free_symbols))
        raise Undefined(
            "letter-for-number",
            f"The letter {letter} stands in a vector. The orientation depends on its value.",
            fix=f"Give {letter} a value.",
        )
    return {"measure": None}


def _of_figure(vectors: Tuple) -> str:
    """What to ask instead, where the vectors make another figure than was asked for."""
    listed = ", ".join(map(str, vectors))
    if len(vectors) == 2:
        return f"Ask: area of the parallelogram {listed}."
    start, *others = vectors
    one, two = (Tuple(*(expand(b - a) for a, b in zip(start, v, strict=True))) for v in others)
    return (
        f"Ask: volume of the parallelepiped {listed}. If these are three corners of a parallelogram, "
        f"ask: cross product of {one} and {two}. Its length is the area."
    )


def make(rng: Random, level: int) -> dict[str, Any]:
    size = 3 if level == 3 else 2
    flat = level > 1 and rng.random() < 0.15
    M = nice.square_matrix(rng, size, singular=flat)
    if level == 1:
        M = Matrix.of([[abs(e) for e in line] for line in M.entries()])
    return {"vectors": Tuple(*(Tuple(*M.column(j)) for j in range(1, size + 1)))}


def goals(problem: Problem, value: Expr) -> tuple[tuple[str, Claim], ...]:
    M = matrix(problem)
    return (
        ("signed", Equal(Det(M), value)),
        ("size", Equal(Abs(Det(M)), abs(value))),
        ("orientation", orientation(M, value)),
    )


def figures(problem: Problem, value: Expr) -> tuple[Figure, ...]:
    if len(problem.vectors) == 3:
        return ()
    u, v = problem.vectors.args
    claim = Equal(Abs(Det(matrix(problem))), abs(value))
    return (Figure("spanned", claim, pictures.spanned(u, v), "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.signed_area",
    covers=("linalg.det_area",),
    inputs=(
        VectorsInput(
            name="vectors",
            about="two vectors of the plane or three of space, the edges from one corner",
            example="(3, 1), (2, 5)",
            smallest=2,
        ),
        ChoiceInput(
            name="measure",
            about="what is asked for",
            example="area",
            options={name: name for name in MEASURES},
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] [signed] {measure} of [the|a] parallelogram "
        "[{spanned|formed|made|determined} by|with [the] [adjacent] {sides|edges}|of|:] [the vectors] {vectors}",
        "[a|the] parallelogram {has [the] [adjacent] {sides|edges}|is {spanned|formed|determined} by} [the vectors] {vectors}{.|,|;|:} [find|compute|what is] [its|the] [signed] {measure} [of {the|this} parallelogram]",
        "[find|compute|what is] [the] [signed] {measure} {spanned|formed} by {vectors}",
        "[find|compute|what is] [the] [signed] {measure} of [the|a] {parallelepiped|box} "
        "[{spanned|formed|made|determined} by|with [the] [adjacent] {sides|edges}|of|:] [the vectors] {vectors}",
        "[find|compute|calculate|what is] [the] {scalar triple|triple scalar|mixed|box} product [of] [the vectors] {vectors}",
        "[find] [the] orientation of {vectors}",
        "[find|compute|what is] [the] signed {measure} of [the vectors] {vectors}",
    ),
    bare=("triple product",),
    methods={
        "determinant": by_determinant,
        "base_and_height": by_base_and_height,
        "shoelace": by_shoelace,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
