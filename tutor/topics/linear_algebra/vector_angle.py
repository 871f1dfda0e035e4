"""The angle between two vectors, and its cosine, also called cosine similarity.

The cosine is the dot product divided by the product of both lengths; the angle is
the one between 0 and 180 degrees that has this cosine.  By the law of cosines the
three sides of the triangle that the vectors span give the same.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any, NamedTuple

from sympy import Expr, Integer, Symbol, Tuple, acos, pi, sqrt

from tutor.core.claims import Claim, Compared, Defines, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import VectorInput
from tutor.core.matrix_expression import Dot, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra.arrows import angle_between
from tutor.kit.linear_algebra.vectors import add_products, dot, products, same_length, simple
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import added, negated, over, power, times

THETA = Symbol("theta")
TWO = Integer(2)
SPECIAL = (  # pairs with an angle whose cosine is known
    *(((1, 0, 1), (1, 1, 0)), ((8, 1, -4), (2, 2, 0)), ((1, 1, 0), (0, 0, 1))),
    *(((1, 2, 2), (2, 1, -2)), ((1, -1, 0), (0, 1, -1)), ((1, 2, 3), (-2, -4, -6))),
)


class Angle(NamedTuple):
    """The cosine, and the angle in radians."""

    cosine: Expr
    radians: Expr


Solution = Generator[Step, None, Angle]


def by_dot_product(problem: Problem) -> Solution:
    u, v = problem.u, problem.v
    yield step("multiply_components", Equal(Dot(u, v), products(u, v)))
    value = yield from add_products(u, v)
    yield step("state_dot_product", Equal(Dot(u, v), value))
    a = yield from length("first", u)
    b = yield from length("second", v)
    inserted = over(value, times(a, b))
    yield step("divide_by_lengths", Equal(formula(problem), inserted))
    return (yield from conclude(problem, inserted))


def by_law_of_cosines(problem: Problem) -> Solution:
    u, v = problem.u, problem.v
    difference = MatrixSum(u, ScalarMultiple(Integer(-1), v))
    third = Tuple(*(simple(a - b) for a, b in zip(u, v, strict=True)))
    yield step("subtract_vectors", Equal(difference, third))
    a = yield from length("first", u)
    b = yield from length("second", v)
    c = yield from length("third", third)
    square = power(Norm(difference), TWO)
    above = added(power(Norm(u), TWO), power(Norm(v), TWO), negated(square))
    sides = over(above, times(TWO, Norm(u), Norm(v)))
    yield step("use_law_of_cosines", Equal(formula(problem), sides))
    inserted = over(added(a**2, b**2, negated(c**2)), times(TWO, a, b))
    yield step("insert_sides", Equal(sides, inserted), Equal(square, c**2))
    return (yield from conclude(problem, inserted))


def formula(problem: Problem) -> Expr:
    return over(Dot(problem.u, problem.v), times(Norm(problem.u), Norm(problem.v)))


def length(name: str, vector: Tuple) -> Generator[Step, None, Expr]:
    value = sqrt(dot(vector, vector))
    squares = power(added(*(simple(e**2) for e in vector)), 1 / TWO)
    yield step(f"find_{name}_length", Equal(Norm(vector), squares))
    if squares != value:
        yield step("take_root", Equal(squares, value))
    return value


def conclude(problem: Problem, inserted: Expr) -> Solution:
    cosine = cosine_of(problem)
    if cosine != inserted:
        yield step("simplify_cosine", Equal(inserted, cosine))
    if cosine in (-1, 0, 1):
        yield step("read_direction", Compared(formula(problem), "=", cosine))
    elif not cosine.is_rational:
        yield step("round_cosine", six_digits(cosine))
    written, radians = acos(cosine, evaluate=False), acos(cosine)
    yield step("name_angle", Defines(THETA, written))
    if radians.has(acos):
        turned = degrees(radians)
        yield step("round_radians", six_digits(radians), Equal(THETA, radians))
        yield step("round_degrees", six_digits(turned), Equal(degrees(THETA), turned))
    else:
        yield step("know_angle", Equal(THETA, radians))
        yield step("convert_to_degrees", Equal(degrees(THETA), simple(degrees(radians))))
    return Angle(cosine, radians)


def cosine_of(problem: Problem) -> Expr:
    u, v = problem.u, problem.v
    return simple(dot(u, v) / sqrt(simple(dot(u, u) * dot(v, v))))


def degrees(radians: Expr) -> Expr:
    return over(times(Integer(180), radians), pi)


def complete(problem: Problem) -> Mapping[str, Any]:
    u, v = problem.u, problem.v
    same_length(u, v)
    if letters := u.free_symbols | v.free_symbols:
        raise NotUnderstood(
            "letter-for-number",
            f"An angle needs numbers. There is a letter {min(map(str, letters))}.",
            fix="Put a number for the letter.",
        )
    if not any(u) or not any(v):
        raise Undefined(
            "zero-vector",
            "One of the vectors is the zero vector. It has no direction, so there is no angle.",
            fix="Give two vectors that are not zero.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has whole lengths, 2 a special angle, 3 any vectors with three components."""
    one: tuple[int, ...]
    two: tuple[int, ...]
    if level == 1:
        known = [(3, 4), (4, 3), (5, 12), (12, 5), (8, 6), (6, 8), (1, 0), (0, 1)]
        one, (x, y) = rng.sample(known, 2)
        two = (-x, y)
    elif level == 2:
        one, two = rng.choice(SPECIAL)
        places = rng.sample(range(3), 3)
        a, b = rng.choice((1, 2, -1)), rng.choice((1, 3, -2))
        one, two = tuple(a * one[k] for k in places), tuple(b * two[k] for k in places)
    else:
        one = (rng.choice((-3, -1, 1, 2)), rng.randint(-4, 4), rng.randint(-4, 4))
        two = (rng.randint(-4, 4), rng.randint(-4, 4), rng.choice((-3, -1, 1, 2)))
    return {"u": Tuple(*map(Integer, one)), "v": Tuple(*map(Integer, two))}


def goals(problem: Problem, found: Angle) -> tuple[tuple[str, Claim], ...]:
    turned = degrees(found.radians)
    rounded = found.radians.has(acos)
    return (
        ("cosine", Equal(formula(problem), found.cosine)),
        ("radians", Equal(THETA, found.radians)),
        ("degrees", six_digits(turned) if rounded else Equal(degrees(THETA), simple(turned))),
    )


def figures(problem: Problem, found: Angle) -> tuple[Figure, ...]:
    if len(problem.u) != 2:
        return ()
    marks = angle_between(problem.u, problem.v)
    return (Figure("angle", Equal(formula(problem), found.cosine), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.vector_angle",
    covers=("linalg.angle",),
    inputs=(
        VectorInput(name="u", about="the first vector", example="(1, 0)"),
        VectorInput(name="v", about="the second vector", example="(1, 1)"),
    ),
    phrases=(
        "[find|compute|what is] [the] [cosine of the] angle {between|of} [the] [vectors] {u} and {v} [in degrees|in radians]",
        "[find|compute|what is] [the] {cosine|cos} of [the] angle {between|of} [the] [vectors] {u} and {v}",
        "[find|compute|what is] [the] angle [(in degrees)|in degrees|(in radians)|in radians|θ|theta] between [the] [vectors] {u} and {v}",
        "[find|compute|what is] [the] cosine similarity [of|between|:] [the] [vectors] {u} and {v}",
        "[find|compute|what is] [the] cosine and [the] angle between {u} and {v}",
    ),
    bare=("angle",),
    methods={"dot_product": by_dot_product, "law_of_cosines": by_law_of_cosines},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
