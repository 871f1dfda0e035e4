"""Matrices, spaces and numbers in floating point, by numpy alone: a second opinion on exact answers.

A vector is an array of one column.  A letter without a meaning gets a number of its own, the same
at every place of a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from random import Random
from typing import Any

import numpy as np
import sympy as sp
from sympy import Basic, Symbol, Tuple

from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix

Array = Any
NEGLIGIBLE = 1e-8


class Floats:
    """Values where the defined names have their meaning and `fixed` letters these values."""

    def __init__(
        self, definitions: Mapping[Basic, Basic], fixed: Mapping[Basic, Array] | None = None
    ) -> None:
        self.definitions = definitions
        self.fixed = dict(fixed or {})

    def of(self, value: Any) -> Array:
        if isinstance(value, Matrix):
            return np.array([[self.of(e) for e in row] for row in value.entries()])
        if isinstance(value, Tuple):
            return np.array([[self.of(e)] for e in value.args])
        if isinstance(value, Symbol):
            return self.letter(value)
        rule = RULES.get(type(value))
        if rule is not None:
            return rule(self, value)
        return complex(value.evalf(30))

    def letter(self, symbol: Symbol) -> Array:
        if symbol not in self.fixed and symbol in self.definitions:
            return self.of(self.definitions[symbol])
        if symbol not in self.fixed:
            self.fixed[symbol] = Random(str(symbol)).uniform(0.5, 2)
        return self.fixed[symbol]

    def parts(self, value: Basic) -> list[Array]:
        return [self.of(part) for part in value.args]

    def spanning(self, space: Basic) -> Array:
        """Vectors that span the space, as columns."""
        match space:
            case heads.Span():
                return np.hstack(self.parts(space))
            case heads.ColumnSpace():
                return self.of(space.args[0])
            case heads.RowSpace():
                return self.of(space.args[0]).T
            case heads.NullSpace():
                return null_space(self.of(space.args[0]))
            case heads.Eigenspace():
                table, number = self.parts(space)
                if len(set(table.shape)) > 1:
                    raise ValueError("no square matrix")
                return null_space(table - number * np.eye(len(table)))
            case heads.CoordinateSpace():
                return np.eye(int(space.args[0]))
        raise NotImplementedError(type(space))


def rank(table: Array) -> int:
    if 0 in table.shape:
        return 0
    sizes = np.linalg.svd(table, compute_uv=False)
    return int((sizes > NEGLIGIBLE * max(1, sizes[0])).sum())


def null_space(table: Array) -> Array:
    return np.linalg.svd(table)[2][rank(table) :].conj().T


def adjugate(table: Array) -> Array:
    rows = range(len(table))
    return np.array(
        [
            [(-1) ** (i + j) * np.linalg.det(np.delete(np.delete(table, j, 0), i, 1)) for j in rows]
            for i in rows
        ]
    )


def _sum(at: Floats, value: Basic) -> Array:
    parts = at.parts(value)
    if len({np.shape(part) for part in parts}) > 1:
        raise ValueError("matrices of different shapes")
    return sum(parts)


def _norm(at: Floats, value: Basic) -> Array:
    order = np.inf if value.args[1] == sp.oo else int(value.args[1])
    return np.linalg.norm(at.of(value.args[0]).ravel(), order)


def _projection(at: Floats, value: Basic) -> Array:
    basis, vector = at.spanning(value.args[1]), at.of(value.args[0])
    return basis @ np.linalg.lstsq(basis, vector, rcond=None)[0]


def _entry(at: Floats, value: Basic) -> Array:
    place = [int(index) - 1 for index in value.args[1:]]
    return at.of(value.args[0])[place[0], place[1] if len(place) > 1 else 0]


RULES: dict[type, Callable[[Floats, Basic], Array]] = {
    heads.MatrixProduct: lambda at, e: reduce(np.matmul, at.parts(e)),
    heads.MatrixSum: _sum,
    heads.ScalarMultiple: lambda at, e: np.multiply(*at.parts(e)),
    heads.MatrixPower: lambda at, e: np.linalg.matrix_power(at.of(e.args[0]), int(e.args[1])),
    heads.Transpose: lambda at, e: at.of(e.args[0]).T,
    heads.Inverse: lambda at, e: np.linalg.inv(at.of(e.args[0])),
    heads.Adjugate: lambda at, e: adjugate(at.of(e.args[0])),
    heads.Identity: lambda at, e: np.eye(int(e.args[0])),
    heads.Columns: lambda at, e: np.hstack(at.parts(e)),
    heads.Projection: _projection,
    heads.Cross: lambda at, e: np.cross(*(v.ravel() for v in at.parts(e))).reshape(3, 1),
    heads.Det: lambda at, e: np.linalg.det(at.of(e.args[0])),
    heads.Trace: lambda at, e: np.trace(at.of(e.args[0])),
    heads.Rank: lambda at, e: rank(at.of(e.args[0])),
    heads.Dimension: lambda at, e: rank(at.spanning(e.args[0])),
    heads.Dot: lambda at, e: np.multiply(*at.parts(e)).sum(),
    heads.Norm: _norm,
    heads.FrobeniusNorm: lambda at, e: np.linalg.norm(at.of(e.args[0])),
    heads.Entry: _entry,
    sp.Add: lambda at, e: sum(at.parts(e)),
    sp.Mul: lambda at, e: np.prod(at.parts(e)),
    sp.Pow: lambda at, e: np.power(*map(complex, at.parts(e))),
    sp.Abs: lambda at, e: np.abs(at.of(e.args[0])),
    sp.Max: lambda at, e: max(np.real(part) for part in at.parts(e)),
    sp.exp: lambda at, e: np.exp(at.of(e.args[0])),
    sp.cos: lambda at, e: np.cos(at.of(e.args[0])),
    sp.sin: lambda at, e: np.sin(at.of(e.args[0])),
    sp.acos: lambda at, e: np.arccos(complex(at.of(e.args[0]))),
    sp.tanh: lambda at, e: np.tanh(at.of(e.args[0])),
}
