"""Eigenvectors for eigenvalues without a short form, from cofactors.

Expanding det(A - lambda I) along a row with the cofactors of that row gives the
determinant; expanding another row with them gives 0.  So A - lambda I sends the vector of
these cofactors to a multiple of the determinant, which is zero at every eigenvalue.
Nothing is divided, and one vector of polynomials serves all eigenvalues at once.  For a
large matrix the method of traces gives it without determinants.  Where all cofactors are zero,
row reduction in the numbers made from the root finds the eigenvectors.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Basic, Expr, Float, Integer, Poly, Symbol, Tuple, minimal_polynomial

from tutor.core.claims import Basis, Compared, Defines, Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Eigenspace,
    Identity,
    MatrixProduct,
    MatrixSum,
    Norm,
    ScalarMultiple,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import shifted
from tutor.kit.linear_algebra.decimals import WORKING, rounded_vector
from tutor.kit.linear_algebra.eigen import LETTER, Eigen, find_eigenvectors, is_long, name_of
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.faddeev import FEWEST, rounds
from tutor.kit.polynomial_roots import Root
from tutor.kit.unevaluated import negated, over

COFACTORS = Symbol("c")


def write_cofactor_vector(
    A: Matrix, unknown: Symbol, roots: Sequence[Root]
) -> Generator[Step, None, Tuple]:
    """The cofactors of a row of A - lambda I, as polynomials, for as many long roots as possible.

    Of a large matrix they are a column of the adjugate of lambda I - A, in which the traces result.
    Nothing is told, and there is no vector, if no root is long or the cofactors are zero at all
    long roots, which then have several independent eigenvectors.
    """
    values = [root.value for root in roots if is_long(root.value)]
    if not values:
        return Tuple()
    moved, large = shifted(A, unknown), A.shape[0] >= FEWEST
    found = _adjugate_columns(A, unknown) if large else _rows_of_cofactors(moved)
    served = {i: sum(fits(vector, root, unknown) for root in values) for i, vector in found.items()}
    most = max(served.values())
    if not most:
        return Tuple()
    fitting = [i for i in found if served[i] == most]
    i = min(fitting, key=lambda row: (len(str(found[row])), row))
    told = _combine_adjugate_columns(A, unknown, i) if large else _evaluate_minors(moved, i)
    written = yield from told
    yield step("write_cofactor_vector", Equal(written, found[i]))
    whole = sum((moved[i, j] * c for j, c in enumerate(found[i].args, start=1)), Integer(0))
    image = [Integer(0)] * A.shape[0]
    image[i - 1] = whole.expand()
    rule = "multiply_adjugate_column" if large else "multiply_cofactor_vector"
    difference = MatrixSum(A, ScalarMultiple(-unknown, Identity(A.shape[0])))
    left = MatrixProduct(difference if large else moved, COFACTORS)
    yield step(rule, Compared(left, "=", Tuple(*image)))
    return found[i]


def _evaluate_minors(moved: Matrix, i: int) -> Generator[Step, None, Basic]:
    """The cofactors of row i, as written."""
    places = range(1, moved.shape[1] + 1)
    minors = [moved.without(i, j) for j in places]
    pairs = zip(map(Det, minors), places, strict=True)
    written = Tuple(*(negated(d) if (i + j) % 2 else d for d, j in pairs))
    yield step("take_cofactors", Defines(COFACTORS, written))
    for minor in minors:
        parts, value = collect(expand_along_emptiest_line(minor))
        yield step("evaluate_minor", Equal(Det(minor), value), substeps=parts)
    return written


def _combine_adjugate_columns(A: Matrix, unknown: Symbol, j: int) -> Generator[Step, None, Basic]:
    """Column j of the adjugate of lambda I - A, from the matrices B of the traces, as written."""
    size = A.shape[0]
    axis = Tuple(*(Integer(i == j) for i in range(1, size + 1)))
    terms: list[Basic] = [ScalarMultiple(unknown ** (size - 1), axis)]
    for k, (*_, B) in enumerate(rounds(A)[:-1], start=2):
        column = MatrixProduct(B, axis)
        terms.append(column if k == size else ScalarMultiple(unknown ** (size - k), column))
    written = MatrixSum(*terms)
    yield step("combine_adjugate_columns", Defines(COFACTORS, written))
    return written


def _adjugate_columns(A: Matrix, unknown: Symbol) -> dict[int, Tuple]:
    size, found = A.shape[0], {}
    for j in range(1, size + 1):
        column = [Integer(i == j) * unknown ** (size - 1) for i in range(1, size + 1)]
        for k, (*_, B) in enumerate(rounds(A)[:-1], start=2):
            column = [e + B[i, j] * unknown ** (size - k) for i, e in enumerate(column, start=1)]
        found[j] = Tuple(*(e.expand() for e in column))
    return found


def _rows_of_cofactors(moved: Matrix) -> dict[int, Tuple]:
    return {i: _cofactors(moved, i) for i in range(1, moved.shape[0] + 1)}


def find_space(
    A: Matrix, unknown: Symbol, general: Tuple, root: Root, k: int, letter: str = LETTER
) -> Generator[Step, None, Eigen]:
    """The k-th eigenspace, by the vector of cofactors if it fits the root, else by row reduction.

    The vectors of a long root hold its name.
    """
    if not is_long(root.value):
        return (yield from find_eigenvectors(A, root))
    if not fits(general, root.value, unknown):
        return (yield from find_eigenvectors(A, root, name_of(k, letter)))
    vector = yield from insert_root(A, unknown, general, root.value, k, letter)
    return Eigen(*root, (vector,))


def insert_root(
    A: Matrix, unknown: Symbol, general: Tuple, root: Expr, k: int, letter: str = LETTER
) -> Generator[Step, None, Tuple]:
    """Put the k-th eigenvalue, by its name, into the vector of cofactors; returns the eigenvector."""
    name, vector = name_of(k, letter), Symbol(f"w{k}")
    found = Tuple(*(e.xreplace({unknown: name}) for e in general))
    yield step("insert_root", Basis(Eigenspace(A, root), Tuple(found)), Defines(vector, found))
    if root.is_real:
        unit = ScalarMultiple(over(Integer(1), Norm(vector)), vector)
        yield step("round_unit_vector", rounded_vector(unit, units(general, unknown, root)))
    return found


def units(general: Tuple, unknown: Symbol, root: Expr) -> list[Float]:
    """The components of the unit vector at a real root, in decimals."""
    value = root.evalf(2 * WORKING)
    entries = [Poly(e, unknown).eval(value) for e in general]
    length = sum(e * e for e in entries) ** Float("0.5", WORKING)
    return [e / length for e in entries]


def _cofactors(moved: Matrix, i: int) -> Tuple:
    row: list[Expr] = []
    for j in range(1, moved.shape[1] + 1):
        _, value = collect(expand_along_emptiest_line(moved.without(i, j)))
        row.append((-1) ** (i + j) * value)
    return Tuple(*(e.expand() for e in row))


def fits(vector: Tuple, root: Expr, unknown: Symbol) -> bool:
    """Whether some component is not zero at a root: its polynomial does not divide all of them."""
    polynomial = Poly(minimal_polynomial(root, unknown), unknown)
    return any(not Poly(e, unknown).rem(polynomial).is_zero for e in vector)
