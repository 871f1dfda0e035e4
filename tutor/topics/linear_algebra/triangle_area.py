"""The area of a triangle from its three corners, in the plane or in space.

Two sides that start at one corner span a parallelogram, and the triangle is half of it.  In the
plane the determinant of the two sides is the area of the parallelogram, up to its sign; in space
it is the length of their cross product.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Abs, Expr, Integer, Mul, Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import Undefined, counted
from tutor.core.expr import Det
from tutor.core.figure import Curve, Dots, Figure
from tutor.core.inputs import VectorsInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Cross, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.cross_products import product, written_components
from tutor.kit.linear_algebra.expansion import diagonal_products, simplify
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.vectors import dot, simple

AREA = Symbol("A")
HALF = Rational(1, 2)

Solution = Generator[Step, None, Expr]


def by_sides(problem: Problem) -> Solution:
    P, Q, R = problem.corners
    u, v = minus(Q, P), minus(R, P)
    yield step("name_area", Defines(AREA, Mul(HALF, parallelogram(problem), evaluate=False)))
    yield step("find_first_side", Equal(way(P, Q), u))
    yield step("find_second_side", Equal(way(P, R), v))
    size = yield from (in_plane if len(P) == 2 else in_space)(problem, u, v)
    area = simple(size * HALF)
    yield step("take_half", Equal(AREA, area))
    return area


def in_plane(problem: Problem, u: Tuple, v: Tuple) -> Solution:
    M = Matrix.of([list(line) for line in zip(u, v, strict=True)])
    P, Q, R = problem.corners
    yield step("write_columns", Equal(Columns(way(P, Q), way(P, R)), M))
    products = diagonal_products(M)
    yield step("multiply_diagonals", Equal(Det(M), products))
    value = yield from simplify(products)
    yield step("take_size", Equal(parallelogram(problem), abs(value)))
    return abs(value)


def in_space(problem: Problem, u: Tuple, v: Tuple) -> Solution:
    P, Q, R = problem.corners
    written, normal = written_components(u, v), product(u, v)
    cross = Cross(way(P, Q), way(P, R))
    yield step("write_components", Equal(cross, written))
    yield step("work_out_components", Equal(written, normal))
    size = sqrt(dot(normal, normal))
    yield step("measure_product", Equal(Norm(cross), size))
    return size


def way(start: Tuple, end: Tuple) -> MatrixSum:
    return MatrixSum(end, ScalarMultiple(Integer(-1), start))


def minus(end: Tuple, start: Tuple) -> Tuple:
    return Tuple(*(simple(a - b) for a, b in zip(end, start, strict=True)))


def parallelogram(problem: Problem) -> Expr:
    """The area of the parallelogram of the two sides, as a formula."""
    P, Q, R = problem.corners
    if len(P) == 2:
        return Abs(Det(Columns(way(P, Q), way(P, R))))
    return Norm(Cross(way(P, Q), way(P, R)))


def complete(problem: Problem) -> dict[str, Any]:
    corners = problem.corners
    numbers_only(*corners)
    if len(corners) != 3 or len(corners[0]) not in (2, 3):
        raise Undefined(
            "corners",
            f"There are {counted(len(corners), 'corner', 'corners')} with "
            f"{counted(len(corners[0]), 'coordinate', 'coordinates')}. "
            "A triangle has three corners, in the plane or in space.",
            fix="For example (0, 0), (4, 0), (1, 3).",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has a corner at the origin, 2 has none, 3 lies in space with a whole length."""
    if level == 3:
        u, v = rng.choice(
            (((1, 2, 2), (2, 1, -2)), ((2, 3, 6), (3, -6, 2)), ((1, 0, 1), (2, 1, 2)))
        )
        P = tuple(rng.randint(-3, 3) for _ in "xyz")
        return {"corners": points(P, *(tuple(map(sum, zip(P, w, strict=True))) for w in (u, v)))}
    low, high = ((0, 6), (-5, 7))[level - 1]
    Q, R = (tuple(rng.randint(low, high) for _ in "xy") for _ in "QR")
    P = (0, 0) if level == 1 else (rng.randint(low, high), rng.randint(low, high))
    return {"corners": points(P, Q, R)}


def points(*places: tuple[int, ...]) -> Tuple:
    return Tuple(*(Tuple(*map(Integer, place)) for place in places))


def goals(problem: Problem, area: Expr) -> tuple[tuple[str, Claim], ...]:
    return (("area", Equal(AREA, area)),)


def figures(problem: Problem, area: Expr) -> tuple[Figure, ...]:
    if len(problem.corners[0]) == 3 or area == 0:
        return ()
    P, Q, R = ((float(x), float(y)) for x, y in problem.corners)
    marks = (Curve((P, Q, R, P), "triangle"), Dots((P, Q, R), ("P", "Q", "R"), "corners"))
    claim = Equal(AREA, area)
    return (Figure("triangle", claim, marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.triangle_area",
    covers=(),
    inputs=(
        VectorsInput(
            name="corners",
            about="the three corners",
            example="(0, 0), (4, 0), (1, 3)",
            smallest=3,
        ),
    ),
    phrases=(
        "[find|compute|calculate|what is] [the] area of [the|a] triangle [ABC|PQR] [{with [the] corners|with [the] vertices|with [the] points|with|whose corners are|whose vertices are} [at]|formed by [the points]|:] {corners}",
        "[a|the] triangle [ABC|PQR] [with [the] {corners|vertices}|{has|has its} [the] {corners|vertices}] [at] {corners}[.|,|;|:] [find|compute|calculate|what is] [its|the] area [of {the|this} triangle]",
        "[the] {corners|vertices} of {a|the} triangle [are] {corners}{.|,|;|:} [find|compute|calculate|what is] [its|the] area [of {the|this} triangle]",
        "{given|let|for} [the points] {corners}{.|,|;|:} [find|compute|calculate|what is] the area of [the] triangle [ABC|PQR]",
    ),
    methods={"sides": by_sides},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
