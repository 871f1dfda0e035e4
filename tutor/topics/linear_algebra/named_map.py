"""The matrix of a rotation, reflection, projection, shear or scaling of the plane.

The columns of the matrix are the images of the two basis vectors.  A rotation turns them, a
shear moves one of them, a scaling stretches both; a projection onto a line and a reflection
in it follow from a vector along the line.  Where one map follows another, its matrix stands
to the left.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

from sympy import Integer, Tuple

from tutor.core.claims import Choice, Claim, Equal
from tutor.core.figure import Figure
from tutor.core.inputs import NamedMapsInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    MatrixProduct,
)
from tutor.core.named_map import NamedMap, named_map
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import pictures
from tutor.kit.linear_algebra.multiplication import as_matrix, fitting, multiplied
from tutor.kit.linear_algebra.plane_maps import ONE, ZERO, check_angle, find_matrix

PLANE = Matrix.of([[ONE, ZERO], [ZERO, ONE]])
MAPS = NamedMapsInput(
    name="maps",
    about="the map, or several in the order in which they act",
    example="rotation by 90 degrees",
)


class Found(NamedTuple):
    """How each matrix was found, the last product, the matrix of all maps, the image of the vector."""

    matrices: tuple[Equal, ...]
    product: Equal | None
    whole: Matrix
    image: Tuple | None


def by_basis_vectors(problem: Problem) -> Generator[Step, None, Found]:
    found = []
    for k, text in enumerate(problem.maps, start=1):
        index = str(k) if len(problem.maps) > 1 else ""
        found.append((yield from find_matrix(named_map(text), index)))
    whole, product = found[0].after, None
    for later in found[1:]:
        product = Equal(MatrixProduct(later.after, whole), multiplied(later.after, whole))
        yield step("multiply_matrices", product)
        whole = product.after
    image = None
    if problem.x is not None:
        image = Tuple(*multiplied(whole, as_matrix(problem.x)).column(1))
        yield step("apply_matrix", Equal(MatrixProduct(whole, problem.x), image))
    return Found(tuple(found), product, whole, image)


def complete(problem: Problem) -> dict[str, Any]:
    if problem.x is not None:
        fitting(PLANE, as_matrix(problem.x), ("A", "x"))
    maps = MAPS.check((*problem.maps, *(problem.then or ())))
    for one in map(named_map, maps):
        check_angle(one)
    return {"maps": maps, "then": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has quarter turns, shears and scalings, 2 any line or angle, 3 two maps in a row."""

    def one(hard: bool) -> NamedMap:
        kind = rng.choice(("rotation", "reflection", "projection", "shear_x", "shear_y", "scaling"))
        a, b = (Integer(rng.randint(1, 3)) for _ in "ab")
        if kind == "rotation":
            turns = (30, 45, 60, 120, 135) if hard else (90, 180, -90)
            return NamedMap(kind, (Integer(rng.choice(turns)),))
        if kind in ("reflection", "projection"):
            simple = ((1, 0), (0, 1), (1, 1), (1, -1))
            return NamedMap(kind, (a, b) if hard else tuple(map(Integer, rng.choice(simple))))
        return NamedMap(kind, (a, b) if kind == "scaling" else (rng.choice((a, -a)),))

    maps = [one(hard=level == 2)] if level < 3 else [one(False), one(False)]
    x = Tuple(*(Integer(rng.randint(1, 4)) for _ in "xy"))
    return {"maps": tuple(map(str, maps)), "x": x}


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    claims: list[tuple[str, Claim]] = [
        ("matrix" if found.product is None else f"matrix{k}", claim)
        for k, claim in enumerate(found.matrices, start=1)
    ]
    if found.product is not None:
        claims.append(("composition", found.product))
    if found.image is not None:
        claims.append(("image", Equal(MatrixProduct(found.whole, problem.x), found.image)))
    return tuple(claims)


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    marks = pictures.parallelogram(found.whole)
    return (Figure("unit_square", Choice(found.whole), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.named_map",
    covers=("linalg.transform",),
    inputs=(
        MAPS,
        NamedMapsInput(
            name="then",
            about="a map that follows",
            example="reflection in the x axis",
            optional=True,
        ),
        VectorInput(name="x", about="a vector to be mapped", example="(3, 5)", optional=True),
    ),
    phrases=(
        "[find|give|write down|what is] [the] [standard|transformation] matrix {of|for} [the|a|an] {maps} "
        "[and [the] image of {x}]",
        "[find|give|what is] [the] [standard|transformation] matrix {of|for} [first] [the|a|an] {maps} "
        "{then|followed by} [the|a|an] {then} [and [the] image of {x}]",
        "[find|what is] [the] image of [the] [point|vector] {x} under [the|a|an] {maps}",
        "apply [the|a|an] {maps} to [the] [point|vector] {x}",
        "[the|a|an] {maps} applied to [the] [point|vector] {x}",
    ),
    methods={"basis_vectors": by_basis_vectors},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
