"""How a map of the plane without real eigenvalues turns: its stretch, its angle and its direction.

The image of every vector lies on the same side of it, so one entry tells the direction: the
second coordinate of the image of the first unit vector.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import sympy as sp
from sympy import Expr, Integer, Rational, Symbol, acos, pi, sqrt

from tutor.core.claims import Approximates, Claim, Compared, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Entry
from tutor.core.step import Step, step
from tutor.kit.unevaluated import ZERO, divided, over, times

PHI = Symbol("phi")
HUNDREDTH = Rational(1, 100)
HALF_TURN = over(Integer(180), pi)  # in degrees, for each unit of the arc
Goals = tuple[tuple[str, Claim], ...]


def find_turn(A: Matrix, eigenvalues: Sequence[Expr]) -> Generator[Step, None, Goals]:
    """Yield the steps for a matrix of two rows with complex eigenvalues; nothing for another one."""
    if A.shape[0] != 2 or not A.is_rational or eigenvalues[0].is_real:
        return ()
    real = sp.re(eigenvalues[0])
    size = sqrt(A[1, 1] * A[2, 2] - A[1, 2] * A[2, 1])
    cosine = sp.radsimp(real / size)
    stretch = Equal(sqrt(Det(A)), size)
    yield step("find_stretch", stretch)
    inserted = Equal(divided(real, sqrt(Det(A))), divided(real, size))
    yield step("find_cosine", Equal(divided(real, size), cosine), inserted)
    angle = yield from _in_degrees(cosine)
    direction = Compared(Entry(A, Integer(2), Integer(1)), ">" if A[2, 1] > 0 else "<", ZERO)
    yield step("find_direction", direction)
    return (("stretch", stretch), ("angle", angle), ("direction", direction))


def _in_degrees(cosine: Expr) -> Generator[Step, None, Equal | Approximates]:
    """The angle with this cosine, exactly if it is a whole number of degrees."""
    written, degrees = acos(cosine, evaluate=False), acos(cosine) * 180 / pi
    if isinstance(degrees, Rational):
        yield step("name_angle", Defines(PHI, written))
        exact = Equal(times(PHI, HALF_TURN), degrees)
        yield step("know_angle", exact)
        return exact
    rounded = Rational(round(float(degrees) * 100), 100)
    near = Approximates(times(written, HALF_TURN), rounded, HUNDREDTH)
    yield step("find_angle", near)
    return near
