"""Pictures of eigenvalues: the characteristic polynomial, and vectors with their images."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, floor, hypot, log10, pi, sin

from sympy import Poly, Tuple

from tutor.core.figure import Arrow, Contours, Curve, Dots, Mark
from tutor.core.matrix import Matrix

POINTS = 80
ALIKE = 6  # decimals to which two numeric roots count as one
GRID, LEVELS = 61, 7  # an odd number of cells: curves that cross on a place of the grid break
IMAGES = 6  # of a point, one after the other
IMAGES_WITHIN = 12  # times the first point


def polynomial(poly: Poly) -> tuple[Mark, ...]:
    """The curve of a polynomial around its real roots, and those roots."""
    roots = _real_roots(poly)
    turns = roots or _real_roots(poly.diff())
    low, high = (min(turns), max(turns)) if turns else (0.0, 0.0)
    room = max(1.0, 0.3 * (high - low))
    width = (high - low + 2 * room) / POINTS
    numbers = [complex(c).real for c in poly.all_coeffs()]
    places = [low - room + k * width for k in range(POINTS + 1)]
    curve = Curve(tuple((x, _value(numbers, x)) for x in places), "p")
    axis = Curve(((low - room, 0.0), (high + room, 0.0)), "", "muted")
    if not roots:
        return (axis, curve)
    dots = Dots(tuple((r, 0.0) for r in roots), tuple(f"{r:.4g}" for r in roots))
    return (axis, curve, dots)


def directions(A: Matrix, eigenvectors: Sequence[Tuple]) -> tuple[Mark, ...]:
    """The unit circle and its image under a 2 x 2 matrix, e1 and e2 with theirs, and the eigenlines."""
    (a, b), (c, d) = (tuple(map(float, line)) for line in A.entries())
    angles = [2 * pi * k / POINTS for k in range(POINTS + 1)]
    circle = tuple((cos(t), sin(t)) for t in angles)
    image = tuple((a * x + b * y, c * x + d * y) for x, y in circle)
    reach = 1.15 * max(1.0, *(max(abs(x), abs(y)) for x, y in image))
    marks: list[Mark] = []
    for k, vector in enumerate(eigenvectors):
        x, y = (float(e) for e in vector.args)
        scale = reach / max(abs(x), abs(y))
        ends = ((-scale * x, -scale * y), (scale * x, scale * y))
        marks.append(Curve(ends, "" if k else "eigenlines", "muted", dashed=True))
    marks += [Curve(circle, "unit circle", "third"), Curve(image, "its image", "first")]
    for name, head, role in (("A e1", (a, c), "accent"), ("A e2", (b, d), "second")):
        if hypot(*head):
            marks.append(Arrow((0.0, 0.0), head, name, role))
    return tuple(marks)


def _value(coefficients: list[float], x: float) -> float:
    value = 0.0
    for c in coefficients:
        value = value * x + c
    return value


def _real_roots(poly: Poly) -> list[float]:
    """The different real roots; numerically if the coefficients are no fractions."""
    if poly.degree() < 1:
        return []
    if all(c.is_Rational for c in poly.all_coeffs()):
        return sorted(float(r) for r in poly.sqf_part().real_roots())
    found = [complex(z) for z in poly.nroots(n=20, maxsteps=500)]
    return sorted({round(z.real, ALIKE) + 0.0 for z in found if abs(z.imag) < 10**-ALIKE})


def iterates(A: Matrix, P: Matrix) -> tuple[Mark, ...]:
    """A point, its first images under a 2 x 2 matrix, and the lines along its real eigenvectors."""
    (a, b), (c, d) = (tuple(map(float, line)) for line in A.entries())
    columns = [[float(e) for e in P.column(j)] for j in (1, 2)]
    lengths = [hypot(*column) for column in columns]
    # The point is between the eigenlines, and nearer to neither.
    units = [(x / size, y / size) for (x, y), size in zip(columns, lengths, strict=True)]
    path = [(units[0][0] + units[1][0], units[0][1] + units[1][1])]
    largest = IMAGES_WITHIN * max(map(abs, path[0]))
    while len(path) <= IMAGES:
        x, y = path[-1]
        image = (a * x + b * y, c * x + d * y)
        if len(path) > 2 and max(map(abs, image)) > largest:
            break
        path.append(image)
    reach = 1.15 * max(max(map(abs, p)) for p in path)
    marks: list[Mark] = []
    for k, (x, y) in enumerate(units):
        scale = reach / max(abs(x), abs(y))
        ends = ((-scale * x, -scale * y), (scale * x, scale * y))
        marks.append(Curve(ends, "" if k else "eigenlines", "muted", dashed=True))
    marks.append(Curve(tuple(path), "repeated application", "first"))
    marks.append(Dots(tuple(path), tuple(f"x{k}" if k < 2 else "" for k in range(len(path)))))
    return tuple(marks)


def level_curves(A: Matrix) -> tuple[Mark, ...]:
    """Level curves of the quadratic form of a symmetric 2 x 2 matrix.

    A line along which the form stays zero without changing its sign is no border between areas, so
    it is drawn by itself.
    """
    (a, b), (_, d) = (tuple(map(float, line)) for line in A.entries())
    across = tuple(-2.0 + 4.0 * k / GRID for k in range(GRID + 1))
    heights = tuple(tuple(a * x * x + 2 * b * x * y + d * y * y for x in across) for y in across)
    low, high = min(map(min, heights)), max(map(max, heights))
    if low == high:
        return ()
    gap = (high - low) / (LEVELS + 1)
    power = 10.0 ** floor(log10(gap))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= gap)
    levels = tuple(k * step for k in range(floor(low / step), ceil(high / step) + 1))
    if a * d != b * b:
        return (Contours(across, across, heights, levels, "level curves"),)
    others = tuple(v for v in levels if v)
    x, y = (-b, a) if a else (d, -b)
    scale = 2.0 / max(abs(x), abs(y))
    line = Curve(((-scale * x, -scale * y), (scale * x, scale * y)), "level 0", "accent")
    return (Contours(across, across, heights, others, "level curves"), line)
