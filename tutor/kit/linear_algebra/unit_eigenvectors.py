"""Eigenvectors made perpendicular and of length 1, each calculation a step."""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr, Integer, Tuple

from tutor.core.claims import Basis, Equal
from tutor.core.matrix_expression import Dot, MatrixSum, Norm, ScalarMultiple, Span
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.products import combined, dotted
from tutor.kit.unevaluated import divided, over, times


def make_perpendicular(vector: Tuple, kept: list[Tuple]) -> Generator[Step, None, Tuple]:
    """Subtract from a vector what it has in common with earlier ones of its eigenspace."""
    shares = [(dotted(vector, u) / dotted(u, u), u) for u in kept]
    terms = [(-share, u) for share, u in shares if share != 0]
    if not terms:
        return vector
    rest = combined((Integer(1), vector), *terms)
    for share, u in shares:
        if share != 0:
            found = (Equal(Dot(vector, u), dotted(vector, u)), Equal(Dot(u, u), dotted(u, u)))
            yield step("find_share", Equal(over(Dot(vector, u), Dot(u, u)), share), *found)
    minus = (ScalarMultiple(times(Integer(-1), share), u) for share, u in shares if share != 0)
    difference = MatrixSum(vector, *minus)
    yield step("subtract_projection", Equal(difference, rest))
    common = sp.ilcm(*(e.q for e in rest.args)) if all(e.is_Rational for e in rest.args) else 1
    whole = combined((Integer(common), rest))
    if common != 1:
        yield step("take_whole_multiple", Basis(Span(rest), Tuple(whole)))
    return whole


def length_of(vector: Tuple) -> Expr:
    return sp.sqrtdenest(sp.sqrt(dotted(vector, vector)))


def divide_by_length(vector: Tuple) -> Generator[Step, None, Tuple]:
    length = length_of(vector)
    unit = combined((sp.radsimp(1 / length), vector))
    yield step("find_eigenvector_length", Equal(Norm(vector), length))
    multiple = ScalarMultiple(divided(Integer(1), length), vector)
    yield step("divide_eigenvector", Equal(multiple, unit))
    return unit
