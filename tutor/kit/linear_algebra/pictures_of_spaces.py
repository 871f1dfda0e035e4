"""Pictures of bases and of spaces: two grids in the plane, and a plane with its normal in space."""

from __future__ import annotations

from math import ceil, hypot

from sympy import Expr, Tuple

from tutor.core.figure import Arrow, Curve, Mark, Plane, SpacePoint
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.pictures import part_in_square

MOST_LINES = 4  # of a grid on each side of the origin, or not many more

Vector = tuple[float, float]


def two_grids(old: Matrix, new: Matrix) -> tuple[Mark, ...]:
    """The grids of two bases of the plane, given as columns, and their vectors."""
    reach = max(hypot(*vector) for basis in (old, new) for vector in _vectors(basis))
    marks: list[Mark] = []
    for basis, label, role in ((old, "old grid", "muted"), (new, "new grid", "first")):
        marks += _grid(basis, 1.5 * reach, label, role)
    for basis, label, role in ((old, "old", "second"), (new, "new", "accent")):
        for k, head in enumerate(_vectors(basis), start=1):
            marks.append(Arrow((0.0, 0.0), head, f"{label} {k}", role))
    return tuple(marks)


def beside_steps(basis: Matrix, coordinates: Tuple) -> tuple[Mark, ...]:
    """The grid of a basis, as far as coordinates reach; the page has the standard one."""
    steps = [abs(float(c)) for c in coordinates]
    reach = max(s * hypot(*v) for s, v in zip(steps, _vectors(basis), strict=True))
    return tuple(_grid(basis, 1.2 * reach, "grid of the basis", "muted"))


def plane_and_normal(
    null: Tuple, row: Tuple, called: tuple[str, str] = ("null space", "row space")
) -> tuple[Mark, ...]:
    """The null space and the row space of a matrix with three columns; one is a plane, the other a line.

    Both are given by their bases, and may be called by other names.
    """
    across, inside = called if len(null) == 1 else called[::-1]
    (normal,) = null if len(null) == 1 else row
    x, y, z = (float(e) for e in normal)
    return (
        Plane((x, y, z, 0.0), inside, "first"),
        SpacePoint((x, y, z), f"vector of the {across}", vector=True),
        SpacePoint((0.0, 0.0, 0.0), "origin"),
    )


def plane_of_vectors(u: Tuple, v: Tuple, normal: Tuple) -> tuple[Mark, ...]:
    """The plane that two vectors of space span, the two, and a vector at a right angle to it."""
    a, b, c = (tuple(map(_number, w)) for w in (u, v, normal))
    return (
        Plane((c[0], c[1], c[2], 0.0), "plane of both vectors", "first"),
        SpacePoint((a[0], a[1], a[2]), "u", vector=True),
        SpacePoint((b[0], b[1], b[2]), "v", vector=True),
        SpacePoint((c[0], c[1], c[2]), "u × v", vector=True),
        SpacePoint((0.0, 0.0, 0.0), "origin"),
    )


def _vectors(basis: Matrix) -> tuple[Vector, Vector]:
    (a, c), (b, d) = (tuple(map(_number, line)) for line in basis.entries())
    return (a, b), (c, d)


def _grid(basis: Matrix, reach: float, label: str, role: str) -> list[Mark]:
    """Lines along both vectors, in a square around the origin."""
    u, v = _vectors(basis)
    area = abs(u[0] * v[1] - u[1] * v[0])
    found: list[Mark] = []
    for along, across in ((u, v), (v, u)):
        step = ceil(reach * hypot(*along) / area / MOST_LINES)
        normal = along[1], -along[0]
        for k in range(-2 * MOST_LINES, 2 * MOST_LINES + 1):
            place = k * step * (normal[0] * across[0] + normal[1] * across[1])
            ends = part_in_square(*normal, place, (0.0, 0.0), reach)
            if len(ends) == 2:
                found.append(Curve(ends, "" if found else label, role, dashed=role == "muted"))
    return found


def _number(value: Expr) -> float:
    return float(value)
