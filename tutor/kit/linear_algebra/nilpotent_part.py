"""The power of a matrix with one eigenvalue, with a letter for the exponent.

Take the eigenvalue x away on the diagonal: A = x I + N.  If a power of N is zero, the binomial
theorem for (x I + N)^n ends there, because I may be exchanged with every matrix.  So no
diagonal form is needed.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import sympy as sp
from sympy import Expr, Integer, Symbol

from tutor.core.claims import Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Identity, MatrixPower, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.characteristic import shifted, unknown_for
from tutor.kit.linear_algebra.eigen import find_eigenvalues
from tutor.kit.linear_algebra.products import diagonal_matrix, multiplied
from tutor.kit.unevaluated import added, negated, over, times


def nilpotent_part(A: Matrix) -> tuple[Expr, list[Matrix]] | None:
    """x and the powers N, N^2, ... up to the first that is zero, where A = x I + N.

    None if no power of N is zero, if N itself is, if x is zero or if an entry is irrational.
    """
    if not A.is_rational:
        return None
    size = A.shape[0]
    x = sum((A[i, i] for i in range(1, size + 1)), Integer(0)) / size
    powers = [shifted(A, x)]
    while _is_nonzero(powers[-1]) and len(powers) < size:
        powers.append(multiplied(powers[-1], powers[0]))
    return None if x == 0 or len(powers) == 1 or _is_nonzero(powers[-1]) else (x, powers)


def by_nilpotent_part(A: Matrix, n: Symbol) -> Generator[Step, None, Matrix]:
    """The power with a letter for the exponent, where A is a number times I plus a nilpotent part."""
    found = nilpotent_part(A)
    if found is None:
        raise ValueError("there is no nilpotent part")
    x, powers = found
    N = Symbol("N" if n != Symbol("N") else "M")
    unit = Identity(A.shape[0])
    yield from find_eigenvalues(A, unknown_for(A))
    yield step("name_nilpotent_part", Defines(N, MatrixSum(A, ScalarMultiple(negated(x), unit))))
    yield step("write_nilpotent_part", Equal(N, powers[0]))
    for k, value in enumerate(powers[1:], start=2):
        rule = "raise_nilpotent_part" if _is_nonzero(value) else "reach_zero_power"
        yield step(rule, Equal(MatrixPower(N, k), value))
    factors = [_binomial_factor(n, k, x) for k in range(len(powers) + 1)]
    bases = [unit, N, *(MatrixPower(N, k) for k in range(2, len(powers) + 1))]
    terms = [b if f == 1 else ScalarMultiple(f, b) for f, b in zip(factors, bases, strict=True)]
    kept = MatrixSum(*terms[:-1])
    yield step("use_binomial_theorem", Equal(MatrixPower(A, n), MatrixSum(*terms)))
    yield step("drop_zero_powers", Equal(MatrixSum(*terms), kept))
    result = _combined(factors[:-1], [diagonal_matrix([Integer(1)] * A.shape[0]), *powers[:-1]])
    yield step("add_combination", Equal(kept, result))
    return result


def _combined(factors: Sequence[Expr], matrices: Sequence[Matrix]) -> Matrix:
    pairs = list(zip(factors, matrices, strict=True))
    size = range(1, matrices[0].shape[0] + 1)
    return Matrix.of(
        [[sum((f * M[i, j] for f, M in pairs), Integer(0)) for j in size] for i in size]
    )


def _is_nonzero(M: Matrix) -> bool:
    return any(map(any, M.entries()))


def _binomial_factor(n: Symbol, k: int, x: Expr) -> Expr:
    """The number of choices of k from n, as written, times x^(n - k)."""
    falling = times(*(added(n, Integer(-j)) if j else n for j in range(k)))
    count = falling if k < 2 else over(falling, sp.factorial(k))
    raised = sp.Pow(x, n - k)
    return count if raised == 1 else raised if k == 0 else times(count, raised)
