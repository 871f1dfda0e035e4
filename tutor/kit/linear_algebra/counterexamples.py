"""Numbers at which a map fails a condition of linearity.

Small vectors and factors are tried, those with rational images first, because
a counter-example that can be checked in the head convinces.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

from sympy import Expr, Integer, Rational, Tuple

from tutor.kit.linear_algebra.map_rules import image_at
from tutor.kit.linear_algebra.vectors import simple

COMPONENTS = (*map(Integer, (1, 0, 2, -1, 3)), Rational(1, 2), Integer(-2))
FACTORS = tuple(map(Integer, (2, -1, 3)))
MOST = 120  # vectors; the map of a textbook fails at one of the first
PAIRS = 12  # vectors of which all pairs are added
APART = 1e-9


class Multiple(NamedTuple):
    """T(factor vector) is not factor T(vector)."""

    factor: Integer
    vector: Tuple
    of_multiple: Tuple
    image: Tuple


class Sum(NamedTuple):
    """T(one + other) is not T(one) + T(other)."""

    one: Tuple
    other: Tuple
    of_sum: Tuple
    images: tuple[Tuple, Tuple]


def counterexample(rule: Tuple) -> Multiple | Sum | None:
    """The first counter-example in rational numbers, else in any; None if none is found."""
    found: Multiple | Sum | None = None
    for example in _all(rule):
        images = (example.image,) if isinstance(example, Multiple) else example.images
        whole = example.of_multiple if isinstance(example, Multiple) else example.of_sum
        if all(value.is_Rational for vector in (*images, whole) for value in vector):
            return example
        found = found or example
    return found


def _all(rule: Tuple) -> Iterator[Multiple | Sum]:
    vectors = list(_vectors(len(rule.args[0])))
    for factor, vector in product(FACTORS, vectors):
        image = image_at(rule, vector)
        larger = image_at(rule, scaled(factor, vector))
        if image and larger and _differ(larger, scaled(factor, image)):
            yield Multiple(factor, vector, larger, image)
    for one, other in product(vectors[:PAIRS], vectors[:PAIRS]):
        images = image_at(rule, one), image_at(rule, other)
        whole = image_at(rule, total(one, other))
        if images[0] and images[1] and whole and _differ(whole, total(images[0], images[1])):
            yield Sum(one, other, whole, (images[0], images[1]))


def _vectors(size: int) -> Iterator[Tuple]:
    """Vectors of small components, without the zero vector."""
    found = (Tuple(*v) for v in product(COMPONENTS, repeat=size) if any(v))
    return islice(found, MOST)


def scaled(factor: Expr, vector: Tuple) -> Tuple:
    return Tuple(*(simple(factor * e) for e in vector))


def total(one: Tuple, other: Tuple) -> Tuple:
    return Tuple(*(simple(a + b) for a, b in zip(one, other, strict=True)))


def _differ(one: Tuple, other: Tuple) -> bool:
    return any(abs(float(a - b)) > APART for a, b in zip(one, other, strict=True))
