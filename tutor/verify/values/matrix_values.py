"""The values of expressions in matrices and vectors, over any numbers.

The rules of a product, a transpose or a span stand here once; the numbers
they work with (fractions, algebraic numbers, forty digits) come from an
`Arithmetic`.  A matrix has rows, a vector components, and shapes that do not
fit are an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Protocol

import sympy as sp
from sympy import Basic, Symbol, Tuple
from sympy.polys.domains import ZZ

from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix
from tutor.verify.report import Misfit

Element = Any
Table = list[list[Element]]
LARGEST_POWER = 10_000


class Vector(list[Element]):
    """The components of a vector."""


class Arithmetic(Protocol):
    """The numbers that matrices are made of."""

    definitions: Mapping[Basic, Basic]

    @property
    def zero(self) -> Element: ...
    @property
    def one(self) -> Element: ...

    def of(self, expr: Basic) -> Element:
        """The value of a scalar expression."""

    def whole(self, expr: Basic) -> int:
        """The value as a whole number."""

    def fraction(self, p: int, q: int) -> Element: ...
    def size(self, number: Element) -> Element:
        """The absolute value."""

    def square_root(self, number: Element) -> Element: ...
    def largest(self, numbers: Sequence[Element]) -> Element: ...
    def rank(self, rows: Table) -> int: ...
    def inverse(self, rows: Table) -> Table:
        """The inverse; raises `ZeroDivisionError` if there is none."""

    def determinant(self, rows: Table) -> Element: ...
    def vanishes(self, number: Element) -> bool: ...
    def inertia(self, rows: Table) -> tuple[int, int]:
        """How many eigenvalues of a symmetric matrix are positive, and how many negative."""


def is_matrix_valued(value: Basic, definitions: Mapping[Basic, Basic]) -> bool:
    """Whether a value is a matrix or a vector, and not a number or a name of one."""
    seen: set[Basic] = set()
    while isinstance(value, Symbol) and value in definitions and value not in seen:
        seen.add(value)
        value = definitions[value]
    return isinstance(value, heads.MatrixExpression | Matrix | Tuple)


def is_written_matrix(value: Basic, definitions: Mapping[Basic, Basic]) -> bool:
    """Whether a value is a matrix or a vector by an expression or a name, and not by its entries."""
    return not isinstance(value, Matrix | Tuple) and is_matrix_valued(value, definitions)


class Values:
    """Works out matrices, vectors and what is made from them."""

    def __init__(self, numbers: Arithmetic) -> None:
        self.numbers = numbers

    def of(self, value: Basic) -> Table | Vector:
        """The rows of a matrix or the components of a vector."""
        if isinstance(value, Matrix):
            return self._entries(value)
        if isinstance(value, Tuple):
            return Vector(self.numbers.of(e) for e in value.args)
        if isinstance(value, Symbol) and value in self.numbers.definitions:
            return self.of(self.numbers.definitions[value])
        rule = _MATRICES.get(type(value))
        if rule is None:
            raise Misfit(f"{value} is no matrix and no vector")
        return rule(self, *value.args)

    def scalar(self, value: Basic) -> Element:
        """The value of a determinant, a norm or another number made from matrices."""
        return _SCALARS[type(value)](self, *value.args)

    def _entries(self, matrix: Matrix) -> Table:
        across = matrix.shape[1]
        if any(len(row.numbers) != across or not row.over for row in matrix.rows):
            raise Misfit("a row of a matrix is no row")
        if matrix.domain is ZZ:
            fraction = self.numbers.fraction
            return [[fraction(int(n), int(row.over)) for n in row.numbers] for row in matrix.rows]
        return [[self.numbers.of(e) for e in line] for line in matrix.entries()]

    def table(self, value: Basic) -> Table:
        """The rows of a matrix; of a vector, its column."""
        found = self.of(value)
        return [[e] for e in found] if isinstance(found, Vector) else found

    def square(self, value: Basic) -> Table:
        rows = self.table(value)
        if len(rows) != len(rows[0]):
            raise Misfit(f"a {len(rows)} by {len(rows[0])} matrix is not square")
        return rows

    def components(self, value: Basic) -> Vector:
        """The components of a vector, written as a tuple, a column or a row."""
        found = self.of(value)
        if isinstance(found, Vector):
            return found
        if len(found[0]) == 1:
            return Vector(row[0] for row in found)
        if len(found) == 1:
            return Vector(found[0])
        raise Misfit("a matrix stands where a vector is wanted")

    # Spaces

    def spanning(self, space: Basic) -> tuple[list[Vector], int]:
        """Vectors that span a space that is given by vectors, and how long they are."""
        if isinstance(space, heads.Span) and space.args:
            vectors = [self.components(v) for v in space.args]
            if len({len(v) for v in vectors}) != 1:
                raise Misfit("the vectors have different lengths")
            return vectors, len(vectors[0])
        if isinstance(space, heads.ColumnSpace):
            rows = transposed(self.table(space.args[0]))
        elif isinstance(space, heads.RowSpace):
            rows = self.table(space.args[0])
        elif isinstance(space, heads.CoordinateSpace):
            rows = self.identity(_whole(space.args[0]))
        else:
            raise Misfit(f"{space} is not given by vectors")
        return [Vector(row) for row in rows], len(rows[0])

    def equations(self, space: Basic) -> Table | None:
        """The matrix whose null space is this space, or None if it is given by vectors."""
        if isinstance(space, heads.NullSpace):
            return self.table(space.args[0])
        if isinstance(space, heads.Eigenspace):
            rows, value = self.square(space.args[0]), self.numbers.of(space.args[1])
            return [
                [e - value if i == j else e for j, e in enumerate(row)]
                for i, row in enumerate(rows)
            ]
        return None

    def dimension(self, space: Basic) -> int:
        rows = self.equations(space)
        if rows is not None:
            return len(rows[0]) - self.numbers.rank(rows)
        if isinstance(space, heads.CoordinateSpace):
            return _whole(space.args[0])
        return self.numbers.rank([list(v) for v in self.spanning(space)[0]])

    def identity(self, size: int) -> Table:
        zero, one = self.numbers.zero, self.numbers.one
        return [[one if i == j else zero for j in range(size)] for i in range(size)]

    def multiplied(self, left: Table, right: Table) -> Table:
        if len(left[0]) != len(right):
            raise Misfit(
                f"a {len(left)} by {len(left[0])} and a {len(right)} by {len(right[0])} matrix "
                "have no product"
            )
        columns = transposed(right)
        return [[self.dotted(row, column) for column in columns] for row in left]

    def dotted(self, one: Sequence[Element], other: Sequence[Element]) -> Element:
        total = self.numbers.zero
        for a, b in zip(one, other, strict=True):
            if a and b:
                total = total + a * b
        return total


def transposed(rows: Table) -> Table:
    return [list(column) for column in zip(*rows, strict=True)]


def _whole(value: Basic) -> int:
    if not isinstance(value, sp.Integer) or value < 1:
        raise Misfit(f"{value} is no size of a matrix")
    return int(value)


def _product(values: Values, *factors: Basic) -> Table | Vector:
    if not factors:
        raise Misfit("a product of nothing")
    *matrices, last = (values.of(f) for f in factors)
    if any(isinstance(m, Vector) for m in matrices):
        raise Misfit("a vector stands before another factor")
    product = [[e] for e in last] if isinstance(last, Vector) else last
    for matrix in reversed(matrices):
        product = values.multiplied(matrix, product)
    return Vector(row[0] for row in product) if isinstance(last, Vector) else product


def _sum(values: Values, *terms: Basic) -> Table | Vector:
    if not terms:
        raise Misfit("a sum of nothing")
    return reduce(_added, (values.of(t) for t in terms))


def _added(one: Table | Vector, other: Table | Vector) -> Table | Vector:
    if isinstance(one, Vector) and isinstance(other, Vector) and len(one) == len(other):
        return Vector(a + b for a, b in zip(one, other, strict=True))
    if isinstance(one, Vector) or isinstance(other, Vector) or shape(one) != shape(other):
        raise Misfit("matrices or vectors of different shapes are added")
    return [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(one, other, strict=True)]


def shape(rows: Table | Vector) -> tuple[int, ...]:
    return (len(rows),) if isinstance(rows, Vector) else (len(rows), len(rows[0]))


def _multiple(values: Values, factor: Basic, value: Basic) -> Table | Vector:
    number, found = values.numbers.of(factor), values.of(value)
    if isinstance(found, Vector):
        return Vector(number * e for e in found)
    return [[number * e for e in row] for row in found]


def _power(values: Values, base: Basic, exponent: Basic) -> Table:
    rows = values.square(base)
    count = values.numbers.whole(exponent)
    if abs(count) > LARGEST_POWER:
        raise Misfit(f"{exponent} is no power of a matrix")
    if count < 0:
        rows, count = values.numbers.inverse(rows), -count
    result = values.identity(len(rows))
    while count:
        if count % 2:
            result = values.multiplied(result, rows)
        count //= 2
        rows = values.multiplied(rows, rows) if count else rows
    return result


def _transpose(values: Values, value: Basic) -> Table:
    return transposed(values.table(value))


def _adjugate(values: Values, value: Basic) -> Table:
    rows = values.square(value)
    size = len(rows)
    if size == 1:
        return values.identity(1)

    def cofactor(i: int, j: int) -> Element:
        minor = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
        found = values.numbers.determinant(minor)
        return -found if (i + j) % 2 else found

    return [[cofactor(j, i) for j in range(size)] for i in range(size)]


def _columns(values: Values, *vectors: Basic) -> Table:
    found = [values.components(v) for v in vectors]
    if len({len(v) for v in found}) != 1:
        raise Misfit("the columns have different lengths")
    return transposed([list(v) for v in found])


def _projection(values: Values, vector: Basic, space: Basic) -> Vector:
    """By the normal equations of a basis picked from the spanning vectors."""
    x = values.components(vector)
    if (rows := values.equations(space)) is not None:
        away = _onto(values, x, [Vector(row) for row in rows])  # the rows span what is orthogonal
        return Vector(a - b for a, b in zip(x, away, strict=True))
    return _onto(values, x, values.spanning(space)[0])


def _onto(values: Values, x: Vector, spanning: list[Vector]) -> Vector:
    basis: list[list[Element]] = []
    for vector in spanning:
        if values.numbers.rank([*basis, list(vector)]) > len(basis):
            basis.append(list(vector))
    if not basis:
        return Vector([values.numbers.zero] * len(x))
    gram = values.multiplied(basis, transposed(basis))
    right = values.multiplied(basis, [[e] for e in x])
    weights = values.multiplied(values.numbers.inverse(gram), right)
    return Vector(row[0] for row in values.multiplied(transposed(basis), weights))


def _cross(values: Values, one: Basic, other: Basic) -> Vector:
    u, v = values.components(one), values.components(other)
    if len(u) != 3 or len(v) != 3:
        raise Misfit("a cross product is one of vectors with three components")
    places = ((1, 2), (2, 0), (0, 1))
    return Vector(u[j] * v[k] - u[k] * v[j] for j, k in places)


def _trace(values: Values, value: Basic) -> Element:
    rows = values.square(value)
    return sum((rows[k][k] for k in range(1, len(rows))), rows[0][0])


def _norm(values: Values, vector: Basic, p: Basic) -> Element:
    numbers, parts = values.numbers, values.components(vector)
    sizes = [numbers.size(e) for e in parts]
    if p == 1:
        return sum(sizes, numbers.zero)
    if p == sp.oo:
        return numbers.largest(sizes)
    if p == 2:
        return numbers.square_root(values.dotted(sizes, sizes))
    raise Misfit(f"there is no norm with p = {p} here")


def _frobenius(values: Values, value: Basic) -> Element:
    sizes = [values.numbers.size(e) for row in values.table(value) for e in row]
    return values.numbers.square_root(values.dotted(sizes, sizes))


def _dot(values: Values, one: Basic, other: Basic) -> Element:
    u, v = values.components(one), values.components(other)
    if len(u) != len(v):
        raise Misfit("vectors of different lengths have no dot product")
    return values.dotted(u, v)


def _entry(values: Values, value: Basic, *place: Basic) -> Element:
    found: Any = values.of(value)
    for index in place:
        k = _whole(index)
        if not isinstance(found, list) or k > len(found):
            raise Misfit(f"there is no entry {place}")
        found = found[k - 1]
    if isinstance(found, list):
        raise Misfit("an entry needs its row and its column")
    return found


def _counted(values: Values, count: int) -> Element:
    return values.numbers.fraction(count, 1)


_MATRICES: dict[type, Callable[..., Table | Vector]] = {
    heads.MatrixProduct: _product,
    heads.MatrixSum: _sum,
    heads.ScalarMultiple: _multiple,
    heads.MatrixPower: _power,
    heads.Transpose: _transpose,
    heads.Inverse: lambda values, value: values.numbers.inverse(values.square(value)),
    heads.Adjugate: _adjugate,
    heads.Identity: lambda values, size: values.identity(_whole(size)),
    heads.Columns: _columns,
    heads.Projection: _projection,
    heads.Cross: _cross,
}
_SCALARS: dict[type, Callable[..., Element]] = {
    heads.Det: lambda values, value: values.numbers.determinant(values.square(value)),
    heads.Trace: _trace,
    heads.Rank: lambda values, value: _counted(values, values.numbers.rank(values.table(value))),
    heads.Dimension: lambda values, space: _counted(values, values.dimension(space)),
    heads.Dot: _dot,
    heads.Norm: _norm,
    heads.FrobeniusNorm: _frobenius,
    heads.Entry: _entry,
}
MATRIX_SCALARS = tuple(_SCALARS)
