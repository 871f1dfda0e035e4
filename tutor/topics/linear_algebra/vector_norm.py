"""The L1 and the L2 norm of a vector, its unit vector, and the distance of two vectors.

The L1 norm adds the sizes of the components; the L2 norm, the usual length, is the
root of the sum of their squares.  A vector divided by its length is the unit vector
of the same direction.  The distance of two vectors is the norm of their difference.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from random import Random
from typing import Any, NamedTuple

from sympy import Abs, Basic, Expr, I, Integer, Ne, Rational, Tuple, sqrt

from tutor.core.claims import Claim, Compared, Equal
from tutor.core.figure import Arrow, Curve, Dots, Figure
from tutor.core.inputs import VectorInput
from tutor.core.matrix_expression import Dot, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.vectors import (
    products,
    same_length,
    simple,
    with_imaginary_unit,
)
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import added, over, power

ONE, TWO = Integer(1), Integer(2)


class Norms(NamedTuple):
    """`subject` is the vector as it is asked for: the input, or the difference of the two."""

    subject: Basic
    vector: Tuple
    l1: Expr
    l2: Expr


Solution = Generator[Step, None, Norms]


def by_squares(problem: Problem) -> Solution:
    return (yield from derive(problem, squared))


def by_dot_product(problem: Problem) -> Solution:
    return (yield from derive(problem, multiplied))


def derive(problem: Problem, length: Callable[[Tuple], Generator[Step, None, Expr]]) -> Solution:
    vector, subject = problem.v, problem.v
    if problem.w is not None:
        subject = MatrixSum(problem.v, ScalarMultiple(Integer(-1), problem.w))
        vector = Tuple(*(simple(a - b) for a, b in zip(problem.v, problem.w, strict=True)))
        yield step("subtract_vectors", Equal(subject, vector))
    sizes = added(*(Abs(e, evaluate=False) for e in vector))
    l1 = simple(sum(map(Abs, vector), Integer(0)))
    yield step("add_sizes", Equal(Norm(subject, 1), sizes))
    if l1 != sizes:
        yield step("work_out_sizes", Equal(sizes, l1))
    l2 = yield from length(vector)
    if problem.w is not None:
        yield step("state_distance", Equal(Norm(subject), l2))
    if not l2.is_rational and not l2.free_symbols:
        yield step("round_length", six_digits(l2))
    if problem.w is None:
        yield from normalise(vector, l2)
    return Norms(subject, vector, l1, l2)


def squared(vector: Tuple) -> Generator[Step, None, Expr]:
    """The length from the squares of the components."""
    parts = [p for e in vector for p in (e.as_real_imag() if e.has(I) else (e,))]
    written = sqrt_of(added(*(power(p, TWO) for p in parts)))
    yield step("add_squares", Equal(Norm(vector), written))
    squares = [simple(p**2) for p in parts]
    return (yield from take_root(written, squares))


def multiplied(vector: Tuple) -> Generator[Step, None, Expr]:
    """The length from the dot product of the vector with itself."""
    yield step("use_dot_product", Equal(Norm(vector), sqrt_of(Dot(vector, vector))))
    inserted = sqrt_of(products(vector, vector))
    yield step("multiply_components", Equal(sqrt_of(Dot(vector, vector)), inserted))
    return (yield from take_root(inserted, [simple(e**2) for e in vector]))


def take_root(written: Expr, squares: list[Expr]) -> Generator[Step, None, Expr]:
    inserted, length = sqrt_of(added(*squares)), root(simple(sum(squares, Integer(0))))
    if inserted != written:
        yield step("work_out_squares", Equal(written, inserted))
    if length != inserted:
        yield step("take_root", Equal(inserted, length))
    return length


def root(value: Expr) -> Expr:
    """The root of a sum of squares; that of k^2 is |k|."""
    return sqrt(value).xreplace({sqrt(k**2): Abs(k) for k in value.free_symbols})


def sqrt_of(value: Expr) -> Expr:
    return power(value, Rational(1, 2))


def normalise(vector: Tuple, length: Expr) -> Generator[Step, None, None]:
    if length == 0:
        yield step("find_zero_vector", Compared(Norm(vector), "=", Integer(0)))
        return
    given = not_zero(length)
    multiple = ScalarMultiple(over(ONE, length), vector)
    yield step("divide_by_length", Equal(unit(vector), multiple, given))
    yield step("work_out_unit_vector", Equal(multiple, direction(vector, length), given))


def not_zero(length: Expr) -> tuple[Basic, ...]:
    return (Ne(length, Integer(0)),) if length.free_symbols else ()


def unit(vector: Tuple) -> Basic:
    return ScalarMultiple(over(ONE, Norm(vector)), vector)


def direction(vector: Tuple, length: Expr) -> Tuple:
    return Tuple(*(simple(e / length) for e in vector))


def complete(problem: Problem) -> Mapping[str, Any]:
    same_length(problem.v, problem.w or problem.v)
    if problem.w is None:
        return {"v": with_imaginary_unit(problem.v)}
    return {"v": with_imaginary_unit(problem.v), "w": with_imaginary_unit(problem.w)}


def suits(problem: Problem) -> tuple[str, ...]:
    whole = (*problem.v, *(problem.w or ()))
    return ("squares",) if any(e.has(I) for e in whole) else ("squares", "dot_product")


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has whole lengths, 2 roots, 3 a distance."""
    if level == 1:
        known = [(3, 4), (5, 12), (8, 6), (8, 15), (2, 3, 6), (1, 2, 2), (2, 4, 4), (4, 4, 7)]
        found = [Integer(rng.choice((1, -1)) * k) for k in rng.choice(known)]
        return {"v": Tuple(*rng.sample(found, len(found)))}
    v, w = (Tuple(*(Integer(rng.randint(-6, 6)) for _ in range(3))) for _ in range(2))
    return {"v": v} if level == 2 else {"v": v, "w": w}


def goals(problem: Problem, found: Norms) -> tuple[tuple[str, Claim], ...]:
    norms = (
        ("l1", Equal(Norm(found.subject, 1), found.l1)),
        ("l2", Equal(Norm(found.subject), found.l2)),
    )
    if problem.w is not None:
        return norms
    if found.l2 == 0:
        return (*norms, ("zero", Compared(Norm(found.vector), "=", Integer(0))))
    length = found.l2
    value = direction(found.vector, length)
    return (*norms, ("unit", Equal(unit(found.vector), value, not_zero(length))))


def figures(problem: Problem, found: Norms) -> tuple[Figure, ...]:
    values = (*problem.v, *(problem.w or ()))
    if len(problem.v) != 2 or any(e.free_symbols or e.has(I) for e in values) or found.l2 == 0:
        return ()
    a, b = map(float, problem.w or (0, 0))
    x, y = map(float, problem.v)
    start = () if problem.w is None else (Dots(((a, b),), ("w",)),)
    path = Curve(((a, b), (x, b), (x, y)), "L1: along the axes", "second", dashed=True)
    marks = (path, Arrow((a, b), (x, y), "v", "first"), *start)
    claim = Equal(Norm(found.subject), found.l2)
    return (Figure("path_and_line", claim, marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.vector_norm",
    covers=("linalg.norm",),
    inputs=(
        VectorInput(name="v", about="the vector", example="(3, -4)"),
        VectorInput(
            name="w", about="a second vector, for a distance", example="(1, 2)", optional=True
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {norm|norms|length|magnitude|L1 norm|L2 norm|L1 and L2 norms|L1 and L2 norm|Euclidean norm|Manhattan norm|1-norm|2-norm|Euclidean length} of [the] [vector] {v}",
        "[find|compute|what is] [the] [L1|L2|Manhattan|Euclidean] distance {between|from} [the] [points|vectors] {v} {and|to} {w}",
        "[find|compute|what is] [the|a] unit vector {of|for|along|in [the] direction of} {v}",
        "{normalise|normalize} [the] [vector] {v}",
    ),
    bare=("norm",),
    methods={"squares": by_squares, "dot_product": by_dot_product},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
