"""Orthogonal vectors by the method of Gram and Schmidt.

From each vector the projections onto the directions found so far are
subtracted.  What is left is orthogonal to all of them; if nothing is left, the
vector depends on the earlier ones.  Each direction is then divided by its length.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.matrix_expression import Dot, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.products import combined, dotted
from tutor.kit.linear_algebra.vectors import products
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import added, divided, over, power, times

ZERO = Integer(0)


class Direction(NamedTuple):
    """An orthogonal direction by its name and value; `number` says which vector it came from."""

    number: int
    name: Symbol
    value: Tuple


class Unit(NamedTuple):
    """A direction of length 1."""

    name: Symbol
    value: Tuple


Directions = Generator[Step, None, tuple[Direction, ...]]
Units = Generator[Step, None, tuple[Unit, ...]]


def is_zero(vector: Tuple) -> bool:
    return not any(vector.args)


def length(vector: Tuple) -> Expr:
    """The Euclidean length, exact."""
    return sp.expand(tidied(sp.sqrt(dotted(vector, vector))))


def find_norm(norm: Expr, vector: Tuple) -> Iterator[Step]:
    """The length of a vector that is not zero, as the root of a sum of squares and as a number."""
    squares = added(*(power(e, Integer(2)) for e in vector if e != 0))
    root = sp.Pow(squares, sp.Rational(1, 2), evaluate=False)
    yield step("square_components", Equal(norm, root))
    yield step("simplify_root", Equal(root, length(vector)))


def subtract_in_turn(vectors: Sequence[Tuple], first: int = 1) -> Directions:
    """The classical method: all coefficients of a vector come from the vector as it was given.

    Vectors and directions are numbered from `first`.
    """
    found: list[Direction] = []
    for k, vector in enumerate(vectors, start=first):
        v, u = Symbol(f"v{k}"), Symbol(f"u{k}")
        if not found:
            yield step("keep_vector", Defines(u, vector))
            rest = vector
        else:
            yield step("take_vector", Defines(v, vector))
            rest = yield from _subtract(u, v, vector, found)
        yield from _keep(found, k, u, rest)
    return tuple(found)


def subtract_at_once(vectors: Sequence[Tuple]) -> Directions:
    """The modified method: each new direction is subtracted from all vectors that are left.

    The coefficients are the same; with rounded numbers this order keeps the
    directions closer to orthogonal.
    """
    found: list[Direction] = []
    rests = list(vectors)
    names = [Symbol(f"v{k}") for k in range(1, len(rests) + 1)]
    for name, vector in zip(names[1:], rests[1:], strict=True):
        yield step("take_vector", Defines(name, vector))
    for k in range(1, len(rests) + 1):
        u, rest = Symbol(f"u{k}"), rests[k - 1]
        yield step("keep_vector", Defines(u, rest))
        before = len(found)
        yield from _keep(found, k, u, rest)
        if len(found) == before:
            continue
        for j in range(k, len(rests)):
            w = Symbol(f"v{j + 1}" + "'" * len(found))
            rests[j] = yield from _subtract(w, names[j], rests[j], found[-1:])
            names[j] = w
    return tuple(found)


def normalise(directions: Sequence[Direction], first: int = 1) -> Units:
    """Divide each direction by its length; the unit vectors are numbered from `first`."""
    units = []
    for k, (_, u, value) in enumerate(directions, start=first):
        size = length(value)
        yield step("find_length", Equal(Norm(u), size), substeps=find_norm(Norm(u), value))
        q, unit = Symbol(f"q{k}"), combined((1 / size, value))
        yield step("divide_by_length", Defines(q, ScalarMultiple(over(Integer(1), Norm(u)), u)))
        yield step("work_out_unit", Equal(q, unit))
        units.append(Unit(q, unit))
    return tuple(units)


def _coefficient(
    v: Symbol, vector: Tuple, other: Direction
) -> Generator[Step, None, tuple[Expr, Expr]]:
    """The multiple of a direction that is the projection of a vector onto it, as formula and value."""
    _, u, direction = other
    above, below = dotted(vector, direction), dotted(direction, direction)
    formula, quotient = over(Dot(v, u), Dot(u, u)), divided(above, below)
    number = tidied(above / below)
    parts = [
        *work_out_dot(Dot(v, u), vector, direction),
        *work_out_dot(Dot(u, u), direction, direction),
    ]
    if number.as_numer_denom() == (above, below):  # it is that fraction, with nothing to cancel
        parts.append(step("insert_products", Equal(formula, number)))
    else:
        parts.append(step("insert_products", Equal(formula, quotient)))
        parts.append(step("divide_products", Equal(quotient, number)))
    yield step("find_coefficient", Equal(formula, number), substeps=parts)
    return formula, number


def work_out_dot(dot: Expr, u: Tuple, v: Tuple) -> Iterator[Step]:
    """A dot product, written with names or as it stands, as a sum and as a number."""
    sum_of_products = products(u, v)
    yield step("multiply_matching", Equal(dot, sum_of_products))
    yield step("add_matching", Equal(sum_of_products, dotted(u, v)))


def _subtract(
    u: Symbol, v: Symbol, vector: Tuple, directions: Sequence[Direction]
) -> Generator[Step, None, Tuple]:
    """Call u what is left of v without its projections onto the directions, and work it out."""
    terms, inserted = [], []
    for direction in directions:
        share, number = yield from _coefficient(v, vector, direction)
        terms.append(ScalarMultiple(times(Integer(-1), share), direction.name))
        if number != 0:
            inserted.append((-number, direction.value))
    yield step("subtract_projections", Defines(u, MatrixSum(v, *terms)))
    if not inserted:
        yield step("subtract_nothing", Equal(u, vector))
        return vector
    written = MatrixSum(vector, *(ScalarMultiple(c, value) for c, value in inserted))
    rest = combined((Integer(1), vector), *inserted)
    yield step("insert_vectors", Equal(u, written))
    yield step("work_out_rest", Equal(written, rest))
    return rest


def _keep(found: list[Direction], k: int, u: Symbol, rest: Tuple) -> Generator[Step, None, None]:
    """Take the rest as a new direction, unless nothing is left."""
    if is_zero(rest):
        yield step("leave_out_dependent", Compared(u, "=", rest))
    else:
        found.append(Direction(k, u, rest))
