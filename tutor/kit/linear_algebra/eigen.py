"""Eigenvalues and eigenvectors, step by step.

The eigenvalues are the roots of det(A - lambda I).  The eigenvectors for one of
them are the vectors that A - lambda I sends to zero, a null space that row
reduction finds.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Poly, Symbol, Tuple

from tutor.core.claims import Approximates, Basis, Claim, Compared, Defines, Equal, Roots
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Dimension,
    Eigenspace,
    Identity,
    MatrixProduct,
    MatrixSum,
    NullSpace,
    ScalarMultiple,
    Trace,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import (
    by_cofactors,
    by_diagonal,
    factored_over_rationals,
    is_triangular,
    shifted,
)
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.faddeev import FEWEST, by_traces
from tutor.kit.linear_algebra.null_space import special_solutions, whole
from tutor.kit.linear_algebra.numbers_only import refuse_letters
from tutor.kit.linear_algebra.products import applied
from tutor.kit.polynomial_roots import Root, roots, six_digits
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import added, factors_of, negated, power, times

Expand = Callable[[Matrix, Symbol], Generator[Step, None, Expr]]  # of the characteristic polynomial


class Eigen(NamedTuple):
    """An eigenvalue, how often it is a root, and a basis of its eigenspace.

    There are no vectors if the eigenvalue has no form that is fit for writing them.
    """

    value: Expr
    multiplicity: int
    vectors: tuple[Tuple, ...]


LETTER = "lambda"  # of the names of eigenvalues
COINCIDE = "Eigenvalues may coincide for some of its values."


def numbers_only(
    A: Matrix, why: str = COINCIDE, instead: str = "the characteristic polynomial"
) -> None:
    """Refuse letters, for some of whose values the steps would differ."""
    refuse_letters(A.free_symbols, f"a number is needed. {why}", f", or ask for {instead}")


def find_eigenvalues(
    A: Matrix,
    unknown: Symbol,
    expand: Expand | None = None,
    *,
    largest_first: bool = False,
    letter: str = LETTER,
) -> Generator[Step, None, tuple[Root, ...]]:
    """The eigenvalues from the characteristic polynomial, real ones first and in increasing order.

    With `largest_first`, which needs real ones, in decreasing order.  One without a short form
    gets the letter with its place, from 1, as its name, and decimals.
    """
    if expand is None:
        usual = by_traces if A.shape[0] >= FEWEST else by_cofactors
        expand = by_diagonal if is_triangular(A) else usual
    polynomial = yield from expand(A, unknown)
    found = roots(polynomial, unknown)[:: -1 if largest_first else 1]
    shown = factored_over_rationals(polynomial, unknown)
    if not shown.is_Add and shown != polynomial:
        yield step("factor_polynomial", Equal(polynomial, shown))
    else:
        shown = polynomial
    completed = times(*(_completed(f, unknown) for f in factors_of(shown)))
    if completed != shown:
        yield step("complete_square", Equal(shown, completed))
    claim = roots_claim(completed, unknown, found)
    yield step("number_roots" if is_numbered(found) else "read_eigenvalues", claim)
    for k, root in enumerate(found, start=1):
        if is_long(root.value):
            yield step("name_root", Defines(name_of(k, letter), root.value))
            kind = "" if root.value.is_real else "complex_"
            yield step(f"approximate_{kind}eigenvalue", in_decimals(root.value, k, letter))
    repeated = [root.value for root in found for _ in range(root.multiplicity)]
    if not is_numbered(found):
        yield step("check_trace", Compared(Trace(A), "=", added(*repeated)))
    return found


def roots_claim(polynomial: Expr, unknown: Symbol, found: tuple[Root, ...]) -> Roots:
    values, often = zip(*found, strict=True)
    return Roots(polynomial, unknown, Tuple(*values), Tuple(*map(Integer, often)))


def name_of(k: int, letter: str = LETTER) -> Symbol:
    """The name of the k-th eigenvalue."""
    return Symbol(f"{letter}{k}")


def in_decimals(value: Expr, k: int, letter: str = LETTER) -> Approximates:
    """The k-th eigenvalue by its name, to six digits."""
    found = six_digits(value)
    return Approximates(name_of(k, letter), found.value, found.tolerance)


def is_long(value: Expr) -> bool:
    """Whether a root is numbered, or has a root inside a root, and is better called by a name."""
    powers = [p for p in value.atoms(sp.Pow) if not p.exp.is_Integer]
    return isinstance(value, sp.CRootOf) or any(p.base.atoms(sp.Pow) for p in powers)


def is_numbered(found: tuple[Root, ...]) -> bool:
    """Whether some root can be numbered and has no simple exact form."""
    return any(isinstance(root.value, sp.CRootOf) for root in found)


def _completed(factor: Expr, unknown: Symbol) -> Expr:
    """A quadratic with a linear term that does not split, as a square plus a number."""
    if not factor.has(unknown) or factor.is_Pow:
        base, exponent = factor.as_base_exp()
        inner = _completed(base, unknown) if base.is_Add else base
        return factor if inner == base else power(inner, exponent)
    poly = Poly(factor, unknown)
    if poly.degree() != 2 or poly.nth(1) == 0:
        return factor
    a, b, c = poly.all_coeffs()
    middle = b / (2 * a)
    square = power(unknown + middle, Integer(2))
    square, rest = square if a == 1 else times(a, square), sp.expand(c - a * middle**2)
    return added(square, rest) if rest != 0 else square


def find_eigenvectors(
    A: Matrix, root: Root, name: Symbol | None = None
) -> Generator[Step, None, Eigen]:
    """A basis of the eigenspace for one eigenvalue, as the null space of A - lambda I.

    With the name of a numbered root, which the vectors then hold in the place of the root.
    """
    parts, vectors = collect(_null_space(A, root.value))
    space = Eigenspace(A, root.value)
    claims: list[Claim] = [Equal(Dimension(space), Integer(len(vectors)))]
    shown = Basis(space, Tuple(*vectors))
    if name is not None:
        vectors = tuple(v.xreplace({root.value: name}) for v in vectors)
        claims.append(Basis(space, Tuple(*vectors)))
    yield step("find_eigenvectors", shown, *claims, substeps=parts)
    return Eigen(root.value, root.multiplicity, vectors)


def _null_space(A: Matrix, value: Expr) -> Generator[Step, None, tuple[Tuple, ...]]:
    moved = Matrix.of([[tidied(e) for e in line] for line in shifted(A, value).entries()])
    difference = MatrixSum(A, ScalarMultiple(negated(value), Identity(A.shape[0])))
    yield step("subtract_eigenvalue", Equal(difference, moved))
    reduced = yield from gauss_jordan(moved)
    special = special_solutions(reduced.matrix, reduced.pivots)
    vectors = tuple(whole(Tuple(*map(tidied, v.args))) for v in special)
    yield step("read_null_space", Basis(NullSpace(reduced.matrix), Tuple(*vectors)))
    for vector in vectors:
        yield step(
            "check_eigenvector",
            Equal(MatrixProduct(A, vector), ScalarMultiple(value, vector)),
            Equal(MatrixProduct(A, vector), applied(A, vector)),
        )
    return vectors
