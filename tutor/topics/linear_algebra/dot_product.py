"""The dot product of two vectors, and whether they are orthogonal.

Multiply the components that stand in the same place and add the products.  The
vectors are orthogonal, at a right angle, if the sum is zero.  Vectors with
complex components are compared by the inner product, which conjugates the first.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Eq, Expr, I, Integer, Rational, Symbol, Tuple, conjugate, degree

from tutor.core.claims import Claim, Compared, Defines, Equal, SolutionSet
from tutor.core.figure import Figure
from tutor.core.inputs import SymbolsInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Dot,
    MatrixProduct,
    MatrixSum,
    Norm,
    ScalarMultiple,
)
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.arrows import arrows
from tutor.kit.linear_algebra.vectors import (
    add_products,
    dot,
    occurring,
    products,
    same_length,
    with_imaginary_unit,
)
from tutor.kit.unevaluated import added, negated, over, power

ZERO = Integer(0)
CONJUGATED = Symbol("w")

Solution = Generator[Step, None, Expr]


def by_components(problem: Problem) -> Solution:
    u, v = problem.u, problem.v
    yield step("multiply_components", Equal(Dot(u, v), products(u, v)))
    value = yield from add_products(u, v)
    yield from conclude(problem, value)
    return value


def by_matrix_product(problem: Problem) -> Solution:
    u, v = problem.u, problem.v
    row = MatrixProduct(Matrix.of([u.args]), v)
    yield step("multiply_row_by_column", Equal(row, Tuple(products(u, v))))
    value = yield from add_products(u, v)
    yield step("read_entry", Equal(Dot(u, v), value))
    yield from conclude(problem, value)
    return value


def by_lengths(problem: Problem) -> Solution:
    """The law of cosines: |u - v|^2 = |u|^2 + |v|^2 - 2 |u||v| cos, and the last is 2 u.v."""
    u, v = problem.u, problem.v
    difference = MatrixSum(u, ScalarMultiple(Integer(-1), v))
    apart = Tuple(*(a - b for a, b in zip(u, v, strict=True)))
    yield step("subtract_vectors", Equal(difference, apart))
    two = Integer(2)
    sides = [power(Norm(w), two) for w in (u, v, difference)]
    squares = []
    for name, side, vector in zip("uvd", sides, (u, v, apart), strict=True):
        squares.append(dot(vector, vector))
        found = Equal(power(Norm(vector), two), squares[-1])
        named = () if vector is not apart else (Equal(side, squares[-1]),)
        yield step(f"square_length_{name}", found, *named)
    law = over(added(sides[0], sides[1], negated(sides[2])), two)
    yield step("use_law_of_cosines", Equal(Dot(u, v), law))
    value = dot(u, v)
    inserted = over(added(squares[0], squares[1], negated(squares[2])), two)
    yield step("insert_squares", Equal(law, inserted))
    yield step("work_out", Equal(inserted, value))
    yield from conclude(problem, value)
    return value


def conclude(problem: Problem, value: Expr) -> Generator[Step, None, None]:
    """Decide whether the vectors are orthogonal, or for which value of a letter they are."""
    u, v = problem.u, problem.v
    if is_complex(problem):
        bar = conjugated(u)
        yield step("conjugate", Defines(CONJUGATED, bar))
        yield step("multiply_conjugated", Equal(Dot(CONJUGATED, v), products(bar, v)))
        yield from add_products(bar, v)
    for name, claim in orthogonality(problem, value):
        yield step("decide_orthogonality" if name == "orthogonal" else "solve_for_letter", claim)


def orthogonality(problem: Problem, value: Expr) -> tuple[tuple[str, Claim], ...]:
    product: Expr = Dot(problem.u, problem.v)
    if is_complex(problem):
        product, value = Dot(CONJUGATED, problem.v), dot(conjugated(problem.u), problem.v)
    letters = value.free_symbols
    if not letters:
        return (("orthogonal", Compared(product, "=" if value == 0 else "!=", ZERO)),)
    (letter, *more) = letters
    if more or not value.is_polynomial(letter) or degree(value, letter) != 1:
        return ()
    root = -value.coeff(letter, 0) / value.coeff(letter, 1)
    system = Tuple(Eq(value, ZERO, evaluate=False))
    return (("right_angle", SolutionSet(system, Tuple(letter), Tuple(Tuple(root)))),)


def conjugated(vector: Tuple) -> Tuple:
    return Tuple(*map(conjugate, vector))


def is_complex(problem: Problem) -> bool:
    return bool(problem.u.has(I) or problem.v.has(I))


def suits(problem: Problem) -> tuple[str, ...]:
    if is_complex(problem):
        return ("components", "matrix_product")
    return ("components", "matrix_product", "lengths")


def complete(problem: Problem) -> Mapping[str, Any]:
    same_length(problem.u, problem.v)
    if problem.parameter is not None:
        occurring(problem.parameter, Tuple(problem.u, problem.v))
    return {
        "parameter": None,
        "u": with_imaginary_unit(problem.u),
        "v": with_imaginary_unit(problem.v),
    }


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has small whole components, 2 negative ones, 3 fractions; half are orthogonal."""
    size, low = 1 + level, 1 if level == 1 else -6
    parts = [Integer(1)] if level < 3 else [Integer(1), Rational(1, 2)]
    u = [rng.choice(parts) * rng.choice([k for k in range(low, 7) if k]) for _ in range(size)]
    v = [Integer(rng.randint(low, 6)) for _ in range(size)]
    if rng.random() < 0.5:
        v = [ZERO] * size
        i, j = rng.sample(range(size), 2)
        common = rng.choice((1, 2)) if level < 3 else 2
        v[i], v[j] = common * u[j], -common * u[i]
    return {"u": Tuple(*u), "v": Tuple(*v)}


def goals(problem: Problem, value: Expr) -> tuple[tuple[str, Claim], ...]:
    found = Equal(Dot(problem.u, problem.v), value)
    return (("dot", found), *orthogonality(problem, value))


def figures(problem: Problem, value: Expr) -> tuple[Figure, ...]:
    u, v = problem.u, problem.v
    if (
        len(u) != 2
        or not any(u)
        or not any(v)
        or u.free_symbols
        or v.free_symbols
        or is_complex(problem)
    ):
        return ()
    marks = arrows((u, "u"), (v, "v"), square=value == 0)
    return (Figure("two_arrows", Equal(Dot(u, v), value), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.dot_product",
    covers=("linalg.dot",),
    inputs=(
        VectorInput(name="u", about="the first vector", example="(1, 2)"),
        VectorInput(name="v", about="the second vector", example="(3, -4)"),
        SymbolsInput(
            name="parameter",
            about="the letter that stands for a number",
            example="k",
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {dot product|inner product|scalar product} of {u} and {v}",
        "[find|compute] [the] {dot product|inner product|scalar product} of {u} and {v}[;|,] are they {orthogonal|perpendicular}",
        "{are|is} {u} and {v} {orthogonal|perpendicular}",
        "{are|is} {u} {orthogonal|perpendicular} to {v}",
        "[are the] vectors {u} and {v} {orthogonal|perpendicular}",
        "when are [the vectors] {u} and {v} {orthogonal|perpendicular}",
        "for {which|what} [value of|values of] {parameter} are [the vectors] {u} and {v} {orthogonal|perpendicular}",
        "[find|determine] [the] [value of|values of] {parameter} {such that|so that|for which|if} [the vectors] "
        "{u} and {v} are {orthogonal|perpendicular}",
        "[find|determine] [the] [value of|values of] {parameter} {such that|so that|for which|if} [the vector] "
        "{u} is {orthogonal|perpendicular} to {v}",
        "{u} dot {v}",
    ),
    bare=("dot product",),
    methods={
        "components": by_components,
        "matrix_product": by_matrix_product,
        "lengths": by_lengths,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
