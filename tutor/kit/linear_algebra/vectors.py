"""Products of vectors, component by component, and what vectors must have in common."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, I, Integer, Symbol, Tuple, expand, radsimp

from tutor.core.claims import Equal
from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.step import Step, step
from tutor.kit.unevaluated import added, multiplied

LARGEST = 12  # components; longer sums of products are no longer read


def same_length(u: Tuple, v: Tuple) -> None:
    """Refuse two vectors that have no sum, no dot product and no distance."""
    if len(u) != len(v):
        raise Undefined(
            "different-lengths",
            f"The vectors have different lengths: {counted(len(u), 'component', 'components')} "
            f"and {len(v)}. Vectors of different length cannot be added or multiplied.",
            fix="Give both vectors the same number of components.",
        )
    if len(u) > LARGEST:
        raise OverLimit(
            "vector-size",
            f"A vector has {len(u)} components. The limit here is {LARGEST}.",
            fix="Use shorter vectors.",
        )


def occurring(parameter: Tuple, vectors: Tuple) -> None:
    """Refuse a letter that is asked for and stands in none of the vectors."""
    for letter in parameter:
        if letter not in vectors.free_symbols:
            raise NotUnderstood(
                "parameter",
                f"There is no {letter} in the vectors.",
                fix="Put the letter where it belongs, or leave it out of the question.",
            )


def with_imaginary_unit(vector: Tuple) -> Tuple:
    """The vector with the letter i read as the imaginary unit."""
    return Tuple(*(expand(e.xreplace({Symbol("i"): I})) for e in vector))


def simple(value: Expr) -> Expr:
    """A number or a polynomial in letters, multiplied out, without roots below a line."""
    return value if value.is_Rational else expand(radsimp(value))


def products(u: Tuple, v: Tuple) -> Expr:
    """The sum of the products of matching components, as written."""
    return added(*(multiplied(a, b) for a, b in zip(u, v, strict=True)))


def dot(u: Tuple, v: Tuple) -> Expr:
    """The value of that sum; no component is conjugated."""
    return simple(sum((a * b for a, b in zip(u, v, strict=True)), Integer(0)))


def add_products(u: Tuple, v: Tuple) -> Generator[Step, None, Expr]:
    """Work out the sum of the products, one stage a step; returns its value."""
    stages = [products(u, v), added(*(simple(a * b) for a, b in zip(u, v, strict=True)))]
    value = dot(u, v)
    if len(u) > 1:
        yield step("work_out_products", Equal(*stages))
    if value != stages[-1]:
        yield step("add_products", Equal(stages[-1], value))
    elif len(u) == 1 and value != stages[0]:
        yield step("work_out_products", Equal(stages[0], value))
    return value
