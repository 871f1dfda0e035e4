"""The matrix of a named map from what it does to vectors that are easy for it.

A rotation multiplies complex numbers by a number of size 1.  A reflection and a projection keep
a vector along the line, and turn around or lose one across it; the matrix follows from these two
by a change of basis.  Shears and scalings act on the coordinates.
"""

from __future__ import annotations

from sympy import I, Integer, exp, expand, pi
from sympy import Matrix as Dense

from tutor.core.matrix import Matrix
from tutor.core.named_map import NamedMap


def exact(table: Dense) -> Matrix:
    return Matrix.of([[expand(e) for e in row] for row in table.tolist()])


def table_of(one: NamedMap) -> Dense:
    """The matrix of the map."""
    a, *rest = one.numbers
    match one.kind:
        case "rotation":
            real, imaginary = exp(I * pi * a / 180, evaluate=True).as_real_imag()
            return Dense([[real, -imaginary], [imaginary, real]])
        case "shear_x":
            return Dense([[1, a], [0, 1]])
        case "shear_y":
            return Dense([[1, 0], [a, 1]])
        case "scaling":
            return Dense([[a, 0], [0, rest[0]]])
    b = rest[0]
    across = Integer(-1) if one.kind == "reflection" else Integer(0)
    kept = Dense([[a, -b], [b, a]])
    return kept * Dense([[1, 0], [0, across]]) * kept.inv()
