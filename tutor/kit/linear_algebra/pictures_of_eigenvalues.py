"""Pictures of eigenvalues: the characteristic polynomial, and vectors with their images."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from sympy import Poly, Tuple

from tutor.core.figure import Arrow, Curve, Dots, Mark
from tutor.core.matrix import Matrix

POINTS = 80
ALIKE = 6  # decimals to which two numeric roots count as one


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
