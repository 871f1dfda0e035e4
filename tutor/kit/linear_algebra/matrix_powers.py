"""Powers of a square matrix in three ways.

With A = P D P^-1 only the diagonal has to be raised to the power.  Repeated squaring
needs about log n products.  By Cayley and Hamilton a matrix of two rows satisfies
A^2 = tr(A) A - det(A) I, so each power is a combination of A and I.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

import sympy as sp
from sympy import Basic, Expr, Integer, Symbol

from tutor.core.claims import Approximates, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Det,
    Entry,
    Identity,
    Inverse,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Trace,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.decimals import rounded_matrix
from tutor.kit.linear_algebra.diagonal import find_eigenpairs, write_factors
from tutor.kit.linear_algebra.products import multiplied
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import added, times

Power = Generator[Step, None, Matrix]
LARGEST_ROUNDED = 60  # exponent up to which the smaller power is left out and the rest rounded
PLACES = 5
LONGEST = 12  # digits below a fraction line


def power(A: Matrix, n: int) -> Matrix:
    """The n-th power for n >= 0, by repeated squaring."""
    size = range(A.shape[0])
    result = Matrix.of([[int(i == j) for j in size] for i in size])
    while n:
        if n % 2:
            result = multiplied(result, A)
        A, n = multiplied(A, A), n // 2
    return result


def by_diagonalization(A: Matrix, n: Expr) -> Generator[Step, None, Basic]:
    """The power as a matrix or, where n is a letter or the matrix is long to read, as a product like P D^n P^-1."""
    found = yield from find_eigenpairs(A)
    P, D = yield from write_factors(A, found)
    cancelled = MatrixProduct(P, MatrixPower(D, n), Inverse(P))
    if n.is_Integer and is_long(A, n, [eigen.value for eigen in found]):
        yield step("cancel_inner_factors", Equal(MatrixPower(A, n), cancelled))
        yield step("round_diagonal_power", rounded(D, n))
        yield step("round_power", rounded(A, n))
        return cancelled
    raised = power(D, int(n)) if n.is_Integer else letter_power(D, n)
    yield step("raise_diagonal", Equal(MatrixPower(D, n), raised))
    yield step("cancel_inner_factors", Equal(MatrixPower(A, n), cancelled))
    inserted = MatrixProduct(P, raised, Inverse(P))
    yield step("insert_diagonal_power", Equal(cancelled, inserted))
    result: Basic = inserted
    if n.is_Integer:
        result = power(A, int(n))
        yield step("multiply_back", Equal(inserted, result))
    if (entry := corner(A, D, n)) is not None and (n.is_Symbol or not D.is_rational):
        value = (Equal(entry.after, result[1, 2]),) if isinstance(result, Matrix) else ()
        yield step("find_corner", entry, *value)
        if n.is_Integer and n <= LARGEST_ROUNDED:
            yield step("neglect_smaller_power", _rounded(max(entry.after.args, key=_size)))
    return result


def is_long(A: Matrix, n: Integer, eigenvalues: Iterable[Expr]) -> bool:
    """Whether the power has a fraction with more digits than anybody reads, and a diagonal matrix with decimals."""
    if not A.is_rational or not all(value.is_real for value in eigenvalues):
        return False
    return any(e.q > 10**LONGEST for line in power(A, int(n)).entries() for e in line)


def rounded(A: Matrix, n: Integer) -> Approximates:
    """The power in decimals."""
    return rounded_matrix(MatrixPower(A, n), power(A, int(n)).entries())


def letter_power(D: Matrix, n: Symbol) -> Matrix:
    """The power of a diagonal matrix with a letter for the exponent."""
    size = range(1, D.shape[0] + 1)
    zero = Integer(0)
    return Matrix.of([[sp.Pow(D[i, i], n) if i == j else zero for j in size] for i in size])


def corner(A: Matrix, D: Matrix, n: Expr) -> Equal | None:
    """The entry at the top right of the n-th power of a matrix of two rows, by its eigenvalues.

    It is b x^n / (x - y) - b y^n / (x - y) with the eigenvalues x and y and the entry b of A:
    both sides satisfy the same recurrence and agree for n = 0 and 1.  None if x = y, if
    one is zero or not real, or if b = 0.
    """
    if A.shape != (2, 2) or A[1, 2] == 0:
        return None
    x, y = D[2, 2], D[1, 1]
    if not x.is_real or x == y or 0 in (x, y):
        return None
    factor = tidied(A[1, 2] / (x - y))
    terms = (
        c if base == 1 else times(c, sp.Pow(base, n, evaluate=False))
        for c, base in ((factor, x), (-factor, y))
    )
    return Equal(Entry(MatrixPower(A, n), 1, 2), added(*terms))


def _size(term: Expr) -> Expr:
    return abs(term.evalf(40))


def _rounded(term: Expr) -> Approximates:
    unit = sp.Rational(1, 10**PLACES)
    value = sp.Rational(round(sp.Rational(str(term.evalf(60))) / unit)) * unit
    return Approximates(term, value, unit / 2)


def by_squaring(A: Matrix, n: int) -> Power:
    squares = {1: A}
    k = 1
    while 2 * k <= n:
        squares[2 * k] = multiplied(squares[k], squares[k])
        rule = "square_matrix" if k == 1 else "square"
        yield step(rule, Equal(MatrixPower(A, 2 * k), squares[2 * k]))
        k *= 2
    used = [k for k in sorted(squares, reverse=True) if n & k]
    result = power(A, n)
    if n == 0:
        yield step("take_identity", Equal(MatrixPower(A, 0), result))
    elif len(used) > 1:
        factors = [squares[k] for k in used]
        yield step("combine_squares", Equal(MatrixPower(A, n), MatrixProduct(*factors)))
        yield step("multiply_squares", Equal(MatrixProduct(*factors), result))
    elif n == 1:
        yield step("keep_matrix", Equal(MatrixPower(A, 1), result))
    return result


def by_cayley_hamilton(A: Matrix, n: int) -> Power:
    trace, determinant = A[1, 1] + A[2, 2], A[1, 1] * A[2, 2] - A[1, 2] * A[2, 1]
    yield step("find_trace", Equal(Trace(A), trace))
    yield step("find_determinant", Equal(Det(A), determinant))
    one: tuple[Expr, Expr] = (Integer(1), Integer(0))  # A^k = p A + q I
    for k in range(2, n + 1):
        p, q = one
        one = (p * trace + q, -p * determinant)
        rule = "use_cayley_hamilton" if k == 2 else "multiply_by_matrix"
        yield step(rule, Equal(MatrixPower(A, k), combination(A, *one)))
    result = power(A, n)
    yield step("add_combination", Equal(combination(A, *one), result))
    return result


def combination(A: Matrix, p: Expr, q: Expr) -> MatrixSum:
    return MatrixSum(ScalarMultiple(p, A), ScalarMultiple(q, Identity(2)))
