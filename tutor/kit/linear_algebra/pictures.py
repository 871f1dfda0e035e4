"""Pieces of pictures that several topics draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, starmap

from sympy import Eq, Expr, Symbol, Tuple

from tutor.core.claims import SolutionSet
from tutor.core.figure import Arrow, Curve, Dots, Figure, Mark, Note, Plane, Point, SpacePoint
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra import linear

LONGEST_ENTRY = 6  # characters of an entry in a grid
ROOM = 1.25  # how much farther than its farthest point a picture reaches


def parallelogram(matrix: Matrix) -> tuple[Mark, ...]:
    """The unit square and its image under a 2 x 2 matrix, spanned by the columns."""
    (a, b), (c, d) = (tuple(map(float, line)) for line in matrix.entries())
    square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    # The arrows are the two other sides of the image.
    sides = ((a, c), (a + b, c + d), (b, d))
    return (
        Curve(square, "unit square", "muted"),
        Curve(sides, "its image", "first"),
        Arrow((0.0, 0.0), (a, c), "column 1", "accent"),
        Arrow((0.0, 0.0), (b, d), "column 2", "second"),
    )


def staircase(matrix: Matrix, pivots: Sequence[int]) -> tuple[Mark, ...]:
    """The entries of an echelon form in a grid, its pivots in boxes, and the stairs below them.

    Empty if the entries are too long to stand side by side.
    """
    height, width = matrix.shape
    if max(len(str(e)) for line in matrix.entries() for e in line) > LONGEST_ENTRY:
        return ()
    entries = tuple(
        Note(
            (float(j), float(-i)), str(matrix[i, j]), boxed=i <= len(pivots) and pivots[i - 1] == j
        )
        for i in range(1, height + 1)
        for j in range(1, width + 1)
    )
    corners = [(0.5, -0.5)]
    stairs = zip(pivots, (*pivots[1:], width + 1), strict=True)
    for row, (column, following) in enumerate(stairs, start=1):
        corners += [
            (column - 0.5, 0.5 - row),
            (column - 0.5, -0.5 - row),
            (following - 0.5, -0.5 - row),
        ]
    bar = width - matrix.bar + 0.5
    line = (Curve(((bar, -0.4), (bar, -height - 0.6)), "", "muted"),) if matrix.bar else ()
    return (Curve(tuple(corners), "", "accent"), *line, *entries)


def image_in_plane(matrix: Matrix, rank: int, called: str = "column") -> tuple[Mark, ...]:
    """The columns of a matrix with two rows as arrows, and the line of its image if that is one."""
    columns = [tuple(map(float, matrix.column(j))) for j in range(1, matrix.shape[1] + 1)]
    roles = ("accent", "second", "third", "muted")
    marks: list[Mark] = [
        Arrow((0.0, 0.0), (x, y), f"{called} {j}", roles[min(j, 4) - 1])
        for j, (x, y) in enumerate(columns, start=1)
    ]
    if rank == 1:
        x, y = max(columns, key=lambda c: c[0] ** 2 + c[1] ** 2)
        ends = ((-ROOM * x, -ROOM * y), (ROOM * x, ROOM * y))
        marks.insert(0, Curve(ends, "span", "first", dashed=True))
    return tuple(marks)


def image_in_space(matrix: Matrix, called: str = "column") -> tuple[Mark, ...]:
    """The plane that the columns of a matrix with three rows span, and its columns as points."""
    columns = [tuple(map(float, matrix.column(j))) for j in range(1, matrix.shape[1] + 1)]
    crosses = [
        (b * f - c * e, c * d - a * f, a * e - b * d)
        for (a, b, c), (d, e, f) in combinations(columns, 2)
    ]
    x, y, z = max(crosses, key=lambda n: n[0] ** 2 + n[1] ** 2 + n[2] ** 2)
    points = (
        SpacePoint((a, b, c), f"{called} {j}") for j, (a, b, c) in enumerate(columns, start=1)
    )
    return (Plane((x, y, z, 0.0), "span", "first"), *points)


def steps_along_basis(basis: Matrix, coordinates: Tuple) -> tuple[Mark, ...]:
    """The way to a vector of the plane along the two basis vectors, and the vector itself."""
    (a, c), (b, d) = (tuple(map(float, line)) for line in basis.entries())
    first, second = map(float, coordinates)
    turn = first * a, first * b
    end = turn[0] + second * c, turn[1] + second * d
    marks: list[Mark] = [Arrow((0.0, 0.0), end, "the vector", "first")] if any(end) else []
    if first:
        marks.append(Arrow((0.0, 0.0), turn, "along basis vector 1", "accent"))
    if second:
        marks.append(Arrow(turn, end, "along basis vector 2", "second"))
    return tuple(marks)


def spanned(u: Tuple, v: Tuple) -> tuple[Mark, ...]:
    """The parallelogram with the edges u and v from the origin."""
    (a, b), (c, d) = (tuple(map(float, vector)) for vector in (u, v))
    return (
        Curve(((a, b), (a + c, b + d), (c, d)), "", "first"),
        Arrow((0.0, 0.0), (a, b), "first vector", "accent"),
        Arrow((0.0, 0.0), (c, d), "second vector", "second"),
    )


def line_and_normal(along: Tuple, across: Tuple) -> tuple[Mark, ...]:
    """The line along a row and the line across it, both through the origin, with their vectors."""
    marks: list[Mark] = []
    for vector, label, role in ((along, "row space", "first"), (across, "null space", "second")):
        x, y = float(vector[0]), float(vector[1])
        marks.append(Curve(((-2 * x, -2 * y), (2 * x, 2 * y)), label, role))
        marks.append(Arrow((0.0, 0.0), (x, y), role=role))
    return tuple(marks)


def of_system(
    claim: SolutionSet, letter: Symbol | None = None, value: Expr | None = None
) -> Figure | None:
    """The lines or planes of a system with its solutions, with a value in place of a letter.

    The claim of the picture is about the system with that value.
    """
    if letter is not None:
        there = {letter: value}
        given = (Eq(letter, value, evaluate=False),)
        claim = SolutionSet(claim.system, claim.unknowns, claim.solutions.xreplace(there), given)
        system = Tuple(
            *(Eq(*(e.subs(there) for e in q.args), evaluate=False) for q in claim.system)
        )
    else:
        system = claim.system
    matrix = linear.augmented(system, claim.unknowns)
    names = [str(u) for u in claim.unknowns]
    if len(names) == 2 and (marks := lines(matrix, claim.solutions)):
        x, y = names
        return Figure("lines", claim, marks, x, y, equal=True)
    if len(names) == 3:
        x, y, z = names
        return Figure("planes", claim, planes(matrix, claim.solutions), x, y, z)
    return None


def lines(augmented: Matrix, solutions: Tuple) -> tuple[Mark, ...]:
    """The lines a x + b y = c of a system with two unknowns, and the point they share.

    The picture is a square around the origin and the point; without a point, around all places
    where two lines cross, and around the places of parallel lines that are nearest to the origin.
    """
    table = [tuple(map(float, line)) for line in augmented.entries()]
    drawn = [(a, b, c) for a, b, c in table if (a, b) != (0.0, 0.0)]
    point = _numbers(solutions)
    met = (
        [(point[0], point[1])]
        if point
        else [p for p in starmap(_crossing, combinations(drawn, 2)) if p]
    )
    feet = [(a * c / (a * a + b * b), b * c / (a * a + b * b)) for a, b, c in drawn]
    seen = [(0.0, 0.0), *(met or feet)]
    middle = [(min(v) + max(v)) / 2 for v in zip(*seen, strict=True)]
    reach = ROOM * max(max(v) - min(v) for v in zip(*seen, strict=True)) / 2 + 1
    roles = ("first", "second", "third", "muted")
    marks: list[Mark] = []
    for k, (a, b, c) in enumerate(drawn):
        ends = part_in_square(a, b, c, (middle[0], middle[1]), reach)
        marks.append(Curve(ends, f"equation {k + 1}", roles[min(k, 3)], dashed=k % 2 == 1))
    if point:
        marks.append(Dots(((point[0], point[1]),), ("solution",)))
    return tuple(marks)


def _crossing(p: tuple[float, ...], q: tuple[float, ...]) -> Point | None:
    """Where two lines cross, by Cramer's rule; nothing if they are parallel."""
    determinant = p[0] * q[1] - p[1] * q[0]
    if abs(determinant) <= 1e-9 * (abs(p[0] * q[1]) + abs(p[1] * q[0])):
        return None
    return (
        (p[2] * q[1] - p[1] * q[2]) / determinant,
        (p[0] * q[2] - p[2] * q[0]) / determinant,
    )


def part_in_square(
    a: float, b: float, c: float, middle: tuple[float, float], reach: float
) -> tuple[Point, ...]:
    """The part of the line a x + b y = c in the square around `middle`; empty if there is none."""
    x, y = middle
    level = c - a * x - b * y  # in coordinates from the middle, the line is a u + b v = level
    size = a * a + b * b
    foot, way = (a * level / size, b * level / size), (b, -a)
    spans = [
        sorted(((-reach - f) / w, (reach - f) / w))
        for f, w in zip(foot, way, strict=True)
        if w != 0
    ]
    start, end = max(s[0] for s in spans), min(s[1] for s in spans)
    if start > end or any(abs(f) > reach for f, w in zip(foot, way, strict=True) if w == 0):
        return ()
    return tuple((x + foot[0] + t * way[0], y + foot[1] + t * way[1]) for t in (start, end))


def planes(augmented: Matrix, solutions: Tuple) -> tuple[Mark, ...]:
    """The planes of a system with three unknowns, and the point they share."""
    roles = ("first", "second", "third", "muted")
    marks: list[Mark] = []
    for k, line in enumerate(augmented.entries()):
        a, b, c, d = map(float, line)
        if (a, b, c) != (0.0, 0.0, 0.0):
            marks.append(Plane((a, b, c, d), f"equation {k + 1}", roles[min(k, 3)]))
    if point := _numbers(solutions):
        marks.append(SpacePoint((point[0], point[1], point[2]), "solution"))
    return tuple(marks)


def _numbers(solutions: Tuple) -> list[float]:
    """The coordinates of a single solution without letters, else nothing."""
    if len(solutions) != 1 or solutions.free_symbols:
        return []
    return [float(v) for v in solutions[0]]
