"""The cross product of two vectors of space, and the area of the parallelogram that they span.

Each component combines the two other components of both vectors crosswise.  The result is
orthogonal to both vectors, and its length is the area of the parallelogram between them.
It is the zero vector exactly if the two are parallel.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Expr, Integer, Mul, Tuple, sqrt

from tutor.core.claims import Claim, Compared, Equal
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import VectorInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Cross, Dot, Norm
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra.cross_products import product, written_components
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.pictures_of_spaces import plane_of_vectors
from tutor.kit.linear_algebra.vectors import dot

ZERO = Integer(0)
ZEROS = Tuple(ZERO, ZERO, ZERO)

Solution = Generator[Step, None, Tuple]


def by_components(problem: Problem) -> Solution:
    u, v = problem.u, problem.v
    written = written_components(u, v)
    yield step("write_components", Equal(Cross(u, v), written))
    return (yield from conclude(problem, written))


def by_determinants(problem: Problem) -> Solution:
    u, v = problem.u, problem.v
    columns = ((2, 3), (1, 3), (1, 2))  # that are left, from left to right
    minors = [Matrix.of([[w[j - 1], w[k - 1]] for w in (u, v)]) for j, k in columns]
    first, second, third = map(Det, minors)
    signed = Tuple(first, Mul(Integer(-1), second, evaluate=False), third)
    yield step("write_determinants", Equal(Cross(u, v), signed))
    for number, minor in enumerate(minors, start=1):
        work, value = collect(expand_along_emptiest_line(minor))
        yield step(f"find_minor_{number}", Equal(Det(minor), value), substeps=work)
    return (yield from conclude(problem, signed))


def conclude(problem: Problem, written: Tuple) -> Solution:
    u, v = problem.u, problem.v
    value = product(u, v)
    yield step("work_out_components", Equal(written, value))
    if value == ZEROS:
        yield step("find_parallel", Compared(Cross(u, v), "=", ZEROS))
        return value
    for name, w in (("first", u), ("second", v)):
        yield step(f"check_{name}", Compared(Dot(value, w), "=", ZERO))
    if not value.free_symbols:
        yield step("measure_area", Equal(Norm(Cross(u, v)), length(value)))
    return value


def length(vector: Tuple) -> Expr:
    return sqrt(dot(vector, vector))


def complete(problem: Problem) -> Mapping[str, Any]:
    for name in "uv":
        count = len(problem.values[name])
        if count != 3:
            raise Undefined(
                "not-in-space",
                f"{name} has {count} components. A cross product needs three.",
                fix="In the plane, ask for the area of the parallelogram spanned by the two vectors, "
                "or give both a third component 0."
                if count == 2
                else "Give two vectors such as (1, 2, 3), (4, 5, 6).",
            )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has no negative number, level 2 has some, level 3 has larger ones or parallel vectors."""
    low, high = ((0, 3), (-3, 4), (-6, 6))[level - 1]
    u, v = (Tuple(nice.nonzero(rng, high), *(rng.randint(low, high) for _ in "yz")) for _ in "uv")
    if level == 1:
        u, v = (Tuple(*map(abs, w)) for w in (u, v))
    if level == 3 and rng.random() < 0.25:
        v = Tuple(*(nice.nonzero(rng, 1) * 2 * e for e in u))
    return {"u": u, "v": v}


def goals(problem: Problem, value: Tuple) -> tuple[tuple[str, Claim], ...]:
    cross = Cross(problem.u, problem.v)
    found: tuple[tuple[str, Claim], ...] = (("product", Equal(cross, value)),)
    if value == ZEROS:
        return (*found, ("parallel", Compared(cross, "=", ZEROS)))
    return found if value.free_symbols else (*found, ("area", Equal(Norm(cross), length(value))))


def figures(problem: Problem, value: Tuple) -> tuple[Figure, ...]:
    if value == ZEROS or value.free_symbols:
        return ()
    claim = Equal(Cross(problem.u, problem.v), value)
    marks = plane_of_vectors(problem.u, problem.v, value)
    return (Figure("normal", claim, marks, "x", "y", "z", equal=True),)


TOPIC = Topic(
    id="linear_algebra.cross_product",
    covers=(),
    inputs=(
        VectorInput(name="u", about="the first vector, of three components", example="(1, 2, 3)"),
        VectorInput(name="v", about="the second vector, of three components", example="(4, 5, 6)"),
    ),
    phrases=(
        "[find|compute|calculate|what is] [the] {cross product|vector product} [of] [the vectors] {u} {and|with} {v}",
        "[find|compute|calculate|what is] {u} cross {v}",
        "[find|compute|calculate|what is] [the] {cross product|vector product} [of|:] {u} {x|×} {v}",
        "[find|compute|what is] [the] area of [the|a] parallelogram "
        "{spanned by|formed by|determined by|with [the] [adjacent] {sides|edges}} [the vectors] {u} and {v}",
        "[find] [a] vector {perpendicular|orthogonal|normal} to [both] {u} and {v}",
    ),
    bare=("cross product",),
    methods={"components": by_components, "determinants": by_determinants},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
