"""Matrices that several test files need."""

from __future__ import annotations

from sympy import Rational

from tutor.core.matrix import Matrix

A = Matrix.of([[1, 2], [3, 4]])
F = Matrix.of([[1, 1], [1, 0]])  # its powers hold the Fibonacci numbers
N = Matrix.of([[1, 2, 1, 0], [2, 4, 0, 2], [3, 6, 1, 2]])  # of rank 2
AUGMENTED = Matrix.of([[1, 2, 3], [4, 5, 6]], bar=1)
REDUCED = Matrix.of(
    [[1, 2, 3], [0, -3, -6]], bar=1
)  # the same with 4 times row 1 subtracted from row 2
TALL = Matrix.of([[1, 2], [3, 0], [Rational(-1, 3), 0]])
