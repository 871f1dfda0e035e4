"""The logarithm of a determinant and its slopes by the entries of the matrix.

By cofactors each slope is found as a derivative, and the matrix of slopes turns out to be the
transposed inverse.  By the differential d ln det X = tr(X^-1 dX) each slope is an entry of the
inverse, which is then written with the same cofactors.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import cached_property

import sympy as sp
from sympy import Derivative, Expr, Gt, Symbol, Tuple, expand, log

from tutor.core.claims import Choice, Claim, Defines, DerivativeOf, Equal, Substituted
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Entry, Inverse, MatrixProduct, Trace, Transpose
from tutor.core.step import Step, step
from tutor.kit.calculus.partials import differentiation
from tutor.kit.unevaluated import ONE, ZERO, equation, over, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
A, D, L, X = map(Symbol, "ADLX")


class LogDeterminant:
    """L = ln D, where D is the determinant of a matrix X of letters, to be taken at a given matrix."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.letters = letters_of(matrix)
        self.entries = [e for row in self.letters.entries() for e in row]
        rows, places = sp.Matrix(self.letters.entries()), range(self.letters.shape[0])
        self.determinant = expand(rows.det())
        self.cofactors = Tuple(*(expand(rows.cofactor(i, j)) for i in places for j in places))
        self.given = (Gt(D, ZERO, evaluate=False),)
        self.function = Equal(L, log(D))

    @cached_property
    def slopes(self) -> list[Expr]:
        return [over(c, D) for c in self.cofactors]

    @cached_property
    def listed(self) -> Equal:
        """All slopes, row by row."""
        slopes = (Derivative(L, x, evaluate=False) for x in self.entries)
        return Equal(Tuple(*slopes), Tuple(*self.slopes), self.given)

    def named(self) -> Generator[Step, None, None]:
        """Yield the steps that name the matrices, the determinant and its logarithm."""
        if self.letters != self.matrix:
            yield step("name_given_matrix", Defines(A, self.matrix))
        yield step("name_entries", Defines(X, self.letters))
        yield step("write_determinant", Defines(D, self.determinant), Equal(Det(X), D))
        yield step("take_logarithm_of_determinant", Defines(L, log(D)), self.function)

    def by_cofactors(self) -> Solution:
        """Yield the steps to the slopes, each a cofactor over the determinant."""
        first, cofactor, slope = self.entries[0], self.cofactors[0], self.slopes[0]
        yield differentiation(
            "differentiate_determinant", self.determinant, first, lambda _: cofactor
        )
        product = Equal(times(over(ONE, D), cofactor), slope, self.given)
        yield step("divide_by_determinant", DerivativeOf(log(D), first, slope, self.given), product)
        yield step("collect_cofactors", self.listed, *self._derivatives())
        goals: Goals = {"function": self.function, "slopes": self.listed}
        if self.letters != self.matrix:
            return {**goals, **(yield from self._at())}
        inverse = Equal(Transpose(Inverse(X)), self._arranged(self.slopes), self.given)
        yield step("recognise_inverse", inverse)
        return {**goals, "inverse": inverse}

    def by_differential(self) -> Solution:
        """Yield the steps to the slopes as entries of the inverse."""
        size = range(self.letters.shape[0])
        unit = Matrix.of([[ONE if (i, j) == (0, 1) else ZERO for j in size] for i in size])
        trace = Trace(MatrixProduct(Inverse(X), unit))
        slope = Derivative(L, self.entries[1], evaluate=False)
        reason = self._derivatives()[1]
        yield step("apply_differential", Equal(slope, trace, self.given), reason)
        yield step("pick_entry", Equal(trace, Entry(Inverse(X), 2, 1), self.given))
        inverse = Equal(Transpose(Inverse(X)), self._arranged(self.slopes), self.given)
        yield step("write_inverse", inverse)
        yield step("collect_entries", self.listed, *self._derivatives())
        goals: Goals = {"function": self.function, "slopes": self.listed}
        if self.letters != self.matrix:
            return {**goals, **(yield from self._at())}
        return {**goals, "inverse": inverse}

    def _derivatives(self) -> list[DerivativeOf]:
        pairs = zip(self.entries, self.slopes, strict=True)
        return [DerivativeOf(log(D), x, s, self.given) for x, s in pairs]

    def _at(self) -> Solution:
        """The slopes at the given matrix, and its transposed inverse that they are the entries of."""
        values = [e for row in self.matrix.entries() for e in row]
        place = dict(zip(self.entries, values, strict=True))
        chosen = Choice(Tuple(*(equation(x, a) for x, a in place.items())))
        there = Tuple(*(c.xreplace(place) for c in self.cofactors))
        value = self.determinant.xreplace(place)
        used = Tuple(*(e for e in chosen.shown.args if self.cofactors.has(e.args[0])))
        yield step("put_in_cofactors", Substituted(self.cofactors, used, there), chosen)
        at = Substituted(self.determinant, chosen.shown, value)
        yield step("put_in_determinant", at)
        inverse = Equal(Transpose(Inverse(A)), self._arranged([c / value for c in there]))
        yield step("recognise_inverse_there", inverse)
        return {"place": chosen, "determinant": at, "inverse": inverse}

    def _arranged(self, slopes: list[Expr]) -> Matrix:
        """The slopes as a matrix, row by row."""
        width = self.letters.shape[0]
        return Matrix.of([slopes[k : k + width] for k in range(0, len(slopes), width)])


def letters_of(matrix: Matrix) -> Matrix:
    """The matrix itself if its entries are different letters, else one of letters of its size."""
    entries = [e for row in matrix.entries() for e in row]
    if all(isinstance(e, Symbol) for e in entries) and len(set(entries)) == len(entries):
        return matrix
    size = range(1, matrix.shape[0] + 1)
    return Matrix.of([[Symbol(f"x{i}{j}") for j in size] for i in size])
