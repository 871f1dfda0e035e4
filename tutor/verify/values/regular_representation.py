"""Exact ranks over the field QQ[x] / (polynomial) of one numbered root, with fractions alone.

A number of the field is a polynomial in the root, and multiplying with it is a matrix: its columns
are its products with 1, x, x^2, ..., each reduced by the polynomial.  A matrix whose entries
became such blocks has the rank of the matrix times the degree.  This is the regular
representation of the field.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from functools import reduce

import sympy as sp
from sympy import Basic, Poly, Tuple
from sympy.polys.domains import QQ
from sympy.polys.matrices import DomainMatrix

from tutor.core import limits
from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix
from tutor.verify.values.matrix_numbers import NotExact

HIGHEST_DEGREE = 16
LARGEST = 200  # rows or columns of fractions, whose rank takes seconds

Definitions = Mapping[Basic, Basic]
Lines = Sequence[Sequence[Basic]]


class RegularRepresentation:
    """Matrices over the field that one numbered root generates.

    The values may use names.  Raises `NotExact` unless exactly one numbered root occurs in
    them, and all else is made from it and fractions by addition, multiplication and division.
    """

    def __init__(self, values: Sequence[Basic], definitions: Definitions) -> None:
        found = numbered_roots(values, definitions)
        if len(found) != 1:
            raise NotExact("not one numbered root")
        self.definitions = definitions
        (root,) = found
        self.modulus = Poly(root.poly, domain=QQ)
        self.degree = self.modulus.degree()
        if self.degree > HIGHEST_DEGREE:
            raise NotExact("a field of a high degree")
        self.numbers: dict[Basic, Poly] = {root: self._reduced(Poly(self.modulus.gen, domain=QQ))}
        self.blocks: dict[Basic, DomainMatrix] = {}

    def dimension(self, space: Basic) -> int:
        rows = self._equations(space)
        return len(rows[0]) - self.rank(rows)

    def fault_of_basis(self, space: Basic, vectors: Sequence[Basic]) -> str:
        """Why the vectors are no basis of a space that is given by equations, or nothing."""
        rows, columns = self._equations(space), [self._components(v) for v in vectors]
        if any(len(column) != len(rows[0]) for column in columns):
            return "a vector has another length"
        dimension = len(rows[0]) - self.rank(rows)
        if dimension != len(columns):
            return f"the dimension is {dimension}"
        if not columns:
            return ""
        if self.rank(columns) < len(columns):
            return "the vectors depend on one another"
        images = self.represented(rows) * self.represented(list(zip(*columns, strict=True)))
        return "" if images.is_zero_matrix else "the vectors span another space"

    def rank(self, rows: Lines) -> int:
        return int(self.represented(rows).rank()) // self.degree

    def represented(self, rows: Lines) -> DomainMatrix:
        """The matrix with a block for each entry; raises `NotExact` for a very large one."""
        if max(len(rows), len(rows[0])) * self.degree > LARGEST:
            raise NotExact("a large matrix")
        lines = ([self._block(e) for e in row] for row in rows)
        return DomainMatrix.vstack(*(line[0].hstack(*line[1:]) for line in lines))

    def _block(self, expr: Basic) -> DomainMatrix:
        """The matrix of multiplication with a number of the field."""
        if expr not in self.blocks:
            columns, number = [], self.number(expr)
            for _ in range(self.degree):
                columns.append([number.rep.nth(k) for k in range(self.degree)])
                number = self._reduced(number * self.modulus.gen)
            block = DomainMatrix(columns, (self.degree, self.degree), QQ)
            self.blocks[expr] = block.transpose().to_sparse()
        return self.blocks[expr]

    def number(self, expr: Basic) -> Poly:
        """A number as a polynomial in the root."""
        if expr not in self.numbers:
            self.numbers[expr] = self._number(expr)
        return self.numbers[expr]

    def _number(self, expr: Basic) -> Poly:
        if isinstance(expr, sp.Rational):
            return self._reduced(Poly(expr, self.modulus.gen, domain=QQ))
        if expr in self.definitions:
            return self.number(self.definitions[expr])
        if isinstance(expr, sp.Add):
            return reduce(operator.add, map(self.number, expr.args))
        if isinstance(expr, sp.Mul):
            return reduce(lambda a, b: self._reduced(a * b), map(self.number, expr.args))
        if isinstance(expr, sp.Pow) and isinstance(expr.args[1], sp.Integer):
            base, exponent = self.number(expr.args[0]), int(expr.args[1])
            if abs(exponent) > limits.SYMBOL_EXPONENT:
                raise NotExact("a high power")
            if exponent < 0:
                if base.is_zero:
                    raise ZeroDivisionError("a division by zero")
                base = base.invert(self.modulus)
            return self._reduced(base ** abs(exponent))
        raise NotExact(expr)

    def _reduced(self, number: Poly) -> Poly:
        return number.rem(self.modulus)

    def _equations(self, space: Basic) -> Lines:
        """The matrix whose null space this is."""
        if isinstance(space, heads.NullSpace):
            return self._entries(space.args[0])
        if isinstance(space, heads.Eigenspace):
            rows, value = self._entries(space.args[0]), space.args[1]
            return [
                [sp.Add(e, -value, evaluate=False) if i == j else e for j, e in enumerate(row)]
                for i, row in enumerate(rows)
            ]
        raise NotExact(space)

    def _entries(self, matrix: Basic) -> Lines:
        value = self.definitions.get(matrix, matrix)
        if not isinstance(value, Matrix):
            raise NotExact(matrix)
        return list(value.entries())

    def _components(self, vector: Basic) -> Sequence[Basic]:
        value = self.definitions.get(vector, vector)
        if not isinstance(value, Tuple):
            raise NotExact(vector)
        return value.args


def numbered_roots(values: Sequence[Basic], definitions: Definitions) -> set[sp.CRootOf]:
    """The numbered roots in these values, also by name."""
    ahead, seen, found = list(values), set[Basic](), set()
    while ahead:
        value = ahead.pop()
        if isinstance(value, sp.CRootOf):
            found.add(value)
        elif isinstance(value, Matrix):
            ahead += () if value.is_rational else [e for line in value.entries() for e in line]
        elif value in definitions and value not in seen:
            seen.add(value)
            ahead.append(definitions[value])
        else:
            ahead += value.args
    return found
