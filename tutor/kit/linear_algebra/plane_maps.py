"""The matrices of rotations, reflections, projections, shears and scalings of the plane.

The columns of each matrix are the images of the two basis vectors.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Integer, Pow, Symbol, Tuple, cos, pi, sin, sqrtdenest

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.errors import OverLimit
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    Det,
    Dot,
    Identity,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
    column,
)
from tutor.core.named_map import NamedMap
from tutor.core.step import Step, collect, step

ZERO, ONE = Integer(0), Integer(1)
STEP = 15  # degrees: the cosines of its multiples are written with square roots alone

Finding = Generator[Step, None, Equal]


def _rotation(one: NamedMap, index: str) -> Finding:
    theta = Symbol(f"theta{index}")
    angle = one.numbers[0] * pi / 180
    yield step("name_angle", Defines(theta, angle))
    c, s = cos(theta), sin(theta)
    before = Matrix.of([[c, -s], [s, c]])
    a, b = (sqrtdenest(f(angle)) for f in (cos, sin))
    after = Matrix.of([[a, -b], [b, a]])
    claim = Equal(before, after)
    yield step("turn_basis_vectors", claim, Equal(c, a), Equal(s, b))
    yield step("check_lengths", Compared(MatrixProduct(Transpose(after), after), "=", Identity(2)))
    return claim


def _projection(one: NamedMap, index: str) -> Finding:
    claim = yield from _onto(one, index)
    yield step("check_twice", Compared(MatrixProduct(claim.after, claim.after), "=", claim.after))
    return claim


def _onto(one: NamedMap, index: str) -> Finding:
    """The projection onto the line with the direction v: v v^T / (v . v)."""
    v, along = Symbol(f"v{index}"), column(Tuple(*one.numbers))
    yield step("name_direction", Defines(v, along))
    (a, b), size = one.numbers, one.numbers[0] ** 2 + one.numbers[1] ** 2
    squares, product = Dot(v, v), MatrixProduct(v, Transpose(v))
    table = Matrix.of([[a * a, a * b], [a * b, b * b]])
    after = Matrix.of([[a * a / size, a * b / size], [a * b / size, b * b / size]])
    before = ScalarMultiple(Pow(squares, -1), product)
    claim = Equal(before, after)
    yield step("project_on_line", claim, Equal(squares, size), Equal(product, table))
    return claim


def _reflection(one: NamedMap, index: str) -> Finding:
    P = (yield from _onto(one, index)).after
    back = MatrixSum(P, ScalarMultiple(Integer(-1), Identity(2)))
    entries = [[2 * P[i, j] - int(i == j) for j in (1, 2)] for i in (1, 2)]
    after = Matrix.of(entries)
    claim = Equal(MatrixSum(P, back), after)
    yield step("go_on_behind_line", claim)
    yield step("check_back", Compared(MatrixProduct(after, after), "=", Identity(2)))
    return claim


def _shear(one: NamedMap, index: str) -> Finding:
    k = Symbol(f"k{index}")
    yield step("name_factor", Defines(k, one.numbers[0]))
    if one.kind == "shear_x":
        before, after = (
            Columns(Tuple(ONE, ZERO), Tuple(k, ONE)),
            [[ONE, one.numbers[0]], [ZERO, ONE]],
        )
    else:
        before, after = (
            Columns(Tuple(ONE, k), Tuple(ZERO, ONE)),
            [[ONE, ZERO], [one.numbers[0], ONE]],
        )
    claim = Equal(before, Matrix.of(after))
    yield step("move_basis_vector", claim)
    yield step("check_area", Compared(Det(claim.after), "=", ONE))
    return claim


def _scaling(one: NamedMap, index: str) -> Finding:
    a, b = one.numbers
    letters = Symbol(f"a{index}"), Symbol(f"b{index}")
    yield step("name_stretch", Defines(letters[0], a))
    if a != b:
        yield step("name_stretch", Defines(letters[1], b))
    across = letters[0] if a == b else letters[1]
    claim = Equal(
        Columns(Tuple(letters[0], ZERO), Tuple(ZERO, across)), Matrix.of([[a, ZERO], [ZERO, b]])
    )
    yield step("stretch_basis_vectors", claim)
    return claim


_HOW = {
    "rotation": _rotation,
    "reflection": _reflection,
    "projection": _projection,
    "shear_x": _shear,
    "shear_y": _shear,
    "scaling": _scaling,
}


def find_matrix(one: NamedMap, index: str) -> Finding:
    """The matrix of a map with a name; `index` tells its letters from those of other maps."""
    return (yield from _HOW[one.kind](one, index))


def matrix_of(one: NamedMap) -> Equal:
    """What `find_matrix` finds for a single map."""
    return collect(find_matrix(one, ""))[1]


def check_angle(one: NamedMap) -> None:
    """Refuse a rotation by an angle whose cosine has no short exact form."""
    if one.kind == "rotation" and one.numbers[0] % STEP != 0:
        raise OverLimit(
            "angle",
            f"The cosine of {one.numbers[0]} degrees has no short exact form.",
            fix=f"Use a multiple of {STEP} degrees.",
        )
