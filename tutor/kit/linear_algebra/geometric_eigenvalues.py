"""Eigenvalues of a map of the plane with a name, from what the map does to vectors.

A projection keeps images and loses the rest of a vector.  A reflection keeps a vector plus its
mirror image and turns their difference around.  A shear keeps what it adds to a vector.  A rotation
keeps no real direction: it acts as the multiplication by a complex number.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

from sympy import Basic, Expr, Integer, Tuple, expand

from tutor.core.claims import Basis, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Eigenspace, MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import characteristic, unknown_for
from tutor.kit.linear_algebra.eigen import Eigen, find_eigenvectors, roots_claim
from tutor.kit.linear_algebra.named_maps import named_map
from tutor.kit.linear_algebra.products import applied, combined
from tutor.kit.polynomial_roots import Root, roots

ONE, ZERO = Integer(1), Integer(0)
AXES: Final = (Tuple(ONE, ZERO), Tuple(ZERO, ONE))
# For each map and eigenvalue: the rule, and which multiples of x and A x add up to an eigenvector.
WAYS: Final[dict[tuple[str, Expr], tuple[str, Integer, Integer]]] = {
    ("projection", ONE): ("take_image", ZERO, ONE),
    ("projection", ZERO): ("subtract_image", ONE, -ONE),
    ("reflection", ONE): ("add_mirror_image", ONE, ONE),
    ("reflection", -ONE): ("subtract_mirror_image", ONE, -ONE),
    ("shear", ONE): ("subtract_vector", -ONE, ONE),
}
SEEN: Final = {ONE: "keep_direction", ZERO: "lose_direction", -ONE: "turn_direction_around"}


def has_geometry(A: Matrix) -> bool:
    """Whether a matrix of numbers is a map of the plane that has a name."""
    return A.shape == (2, 2) and named_map(A) is not None


def see_directions(A: Matrix) -> Generator[Step, None, tuple[Eigen, ...]]:
    """The eigenvalues of a map that `has_geometry`, with their eigenvectors."""
    named = named_map(A)
    assert named is not None
    yield step(*named)
    name, unknown = named[0].removeprefix("recognise_"), unknown_for(A)
    found = []
    for root in roots(_polynomial(A, unknown), unknown):
        _, eigen = collect(find_eigenvectors(A, root))
        found.append(eigen)
        rule = "stretch_all_directions" if name == "scaling" else "multiply_by_complex_number"
        if way := WAYS.get((name, root.value)):
            yield from _make_direction(A, eigen.vectors[0], *way)
            rule = SEEN[root.value]
        reasons = []
        for vector in eigen.vectors:
            product = MatrixProduct(A, vector)
            reasons.append(Equal(product, applied(A, vector)))
            reasons.append(Equal(product, ScalarMultiple(root.value, vector)))
        yield step(rule, Basis(Eigenspace(A, root.value), Tuple(*eigen.vectors)), *reasons)
    pairs = tuple(Root(e.value, e.multiplicity) for e in found)
    yield step("collect_eigenvalues", roots_claim(characteristic(A, unknown), unknown, pairs))
    return tuple(found)


def _polynomial(A: Matrix, unknown: Expr) -> Expr:
    trace, determinant = A[1, 1] + A[2, 2], A[1, 1] * A[2, 2] - A[1, 2] * A[2, 1]
    return expand(unknown**2 - trace * unknown + determinant)


def _make_direction(
    A: Matrix, vector: Tuple, rule: str, own: Integer, image: Integer
) -> Generator[Step, None, None]:
    """Make a multiple of an eigenvector out of a basis vector and its image."""
    sums = (combined((own, x), (image, applied(A, x))) for x in AXES)
    x, made = next((x, made) for x, made in zip(AXES, sums, strict=True) if any(made))
    parts: list[Basic] = [_multiple(image, MatrixProduct(A, x)), _multiple(own, x)]
    if own > 0:
        parts.reverse()
    yield step(rule, Equal(MatrixSum(*parts) if own else parts[0], made))
    if made != vector:
        factor = next(a / b for a, b in zip(made, vector, strict=True) if b)
        yield step("shorten_direction", Equal(made, ScalarMultiple(factor, vector)))


def _multiple(factor: Integer, vector: Basic) -> Basic:
    return vector if factor == 1 else ScalarMultiple(factor, vector)
