"""Eigenvalues and eigenvectors of a matrix with letters, case by case.

The diagonal of a triangular matrix, or the quadratic formula for two rows, gives the eigenvalues
as formulas.  Where two of them coincide, or where it depends on the letters which rows are
independent, there is a case of its own, so that no value of the letters is lost.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

import sympy as sp
from msgspec import Struct
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Basis, Claim, Compared, Conditions, Equal
from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Dimension,
    Eigenspace,
    Identity,
    MatrixProduct,
    MatrixSum,
    NullSpace,
    ScalarMultiple,
)
from tutor.core.step import Step, collect, step
from tutor.core.written import written
from tutor.kit.conditional import conditional, entries_defined, under
from tutor.kit.linear_algebra.characteristic import (
    along_diagonal,
    by_cofactors,
    characteristic,
    is_triangular,
    shifted,
)
from tutor.kit.linear_algebra.eigen import roots_claim
from tutor.kit.linear_algebra.letter_pivots import (
    Known,
    Undecided,
    factors,
    null_space,
    reduced,
    short,
)
from tutor.kit.linear_algebra.multiplicities import fills_space
from tutor.kit.linear_algebra.numbers_only import refuse_letters
from tutor.kit.linear_algebra.products import applied
from tutor.kit.polynomial_roots import Root
from tutor.kit.unevaluated import added, negated, power

Goals = tuple[tuple[str, Claim], ...]
Vectors = tuple[Tuple, ...]
TWO = Integer(2)
LARGEST = 3  # rows
MOST_CASES = 6


class Case(Struct, frozen=True):
    """What holds in a case: its conditions, and of each eigenvalue a basis of its eigenspace."""

    known: Known
    roots: tuple[Root, ...]
    spaces: tuple[Vectors, ...]

    @property
    def given(self) -> Conditions:
        return self.known.given

    def scales(self, A: Matrix) -> bool:
        """Whether the matrix is a multiple of the identity matrix here."""
        return len(self.roots) == 1 and len(self.spaces[0]) == A.shape[0]


def tell_eigenvalues_apart(A: Matrix, unknown: Symbol) -> Generator[Step, None, Goals]:
    """The eigenvalues with their eigenvectors in each case; the cases exclude one another."""
    values, half = formulas(A)
    polynomial = yield from under(entries_defined(A), _polynomial(A, unknown, values, half))
    found: Goals = ()
    for number, case in enumerate(all_cases(A), start=1):
        yield from under(case.given, _tell(A, unknown, polynomial, case))
        found += _goals(A, unknown, case, number)
    return found


def _polynomial(
    A: Matrix, unknown: Symbol, values: Sequence[Expr], half: Expr | None
) -> Generator[Step, None, Expr]:
    """The characteristic polynomial in factors, or as a square and a rest."""
    if half is None:
        return (yield from along_diagonal(A, unknown))
    polynomial = yield from by_cofactors(A, unknown)
    square = power(unknown - half, TWO)
    rest = short(-((values[1] - half) ** 2))
    completed = square if rest == 0 else added(square, rest)
    if completed != polynomial:
        yield step("complete_square_with_letters", Equal(polynomial, completed))
    return completed


def formulas(A: Matrix) -> tuple[list[Expr], Expr | None]:
    """The eigenvalues, perhaps equal, and half the trace if that is where they come from."""
    if is_triangular(A):
        return [A[k, k] for k in range(1, A.shape[0] + 1)], None
    half = short((A[1, 1] + A[2, 2]) / 2)
    square = half**2 - A[1, 1] * A[2, 2] + A[1, 2] * A[2, 1]
    for form in (sp.expand(square), reduced(square)):
        root = _square_root(form)
        if root is not None:
            return [short(half - root), short(half + root)], half
    raise NotUnderstood(
        "letter-for-number",
        f"The eigenvalues are {written(half)} plus and minus the square root of {written(sp.factor(square))}, "
        "and whether that is real depends on the letters.",
        fix="Give one of the letters a value, or ask for the characteristic polynomial.",
    )


def _square_root(value: Expr) -> Expr | None:
    """A root that is a formula without roots of letters; of a negative number it is imaginary."""
    number, found = sp.factor_list(sp.together(value))
    if any(often % 2 for _, often in found):
        return None
    return sp.sqrt(number) * sp.Mul(*(factor ** (often // 2) for factor, often in found))


def check(A: Matrix) -> None:
    """Refuse a matrix with letters whose cases cannot be told apart here."""
    size = A.shape[0]
    if Symbol("i") in A.free_symbols:
        refuse_letters(A.free_symbols)
    if size > 2 and not (size <= LARGEST and is_triangular(A)):
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {min(map(str, A.free_symbols))} stands where a number is needed. "
            f"Eigenvalues with letters are found for two rows, and for triangular matrices up to {LARGEST} rows.",
            fix="Give the letters values, or ask for the characteristic polynomial.",
        )
    if len(all_cases(A)) > MOST_CASES:
        raise OverLimit(
            "cases",
            f"There are more than {MOST_CASES} cases, for the eigenvalues may coincide in many ways.",
            fix="Give one of the letters a value.",
        )


def all_cases(A: Matrix) -> list[Case]:
    """The cases, which exclude one another and take in all values of the letters."""
    given = entries_defined(A)
    nonzero = tuple(factor for condition in given for factor in factors(condition.args[0]))
    return list(_cases(A, formulas(A)[0], Known(given, nonzero)))


def _cases(A: Matrix, values: Sequence[Expr], known: Known) -> Iterator[Case]:
    """Where everything is decided there is one case, else a factor is zero or not."""
    try:
        yield _decided(A, values, known)
    except Undecided as open_:
        yield from _cases(A, values, known.where_not(open_.factor))
        if (special := known.where(open_.factor)) is not None:
            yield from _cases(A, values, special)


def _decided(A: Matrix, values: Sequence[Expr], known: Known) -> Case:
    found: list[Root] = []
    for value in map(known.put, values):
        same = [k for k, root in enumerate(found) if known.is_zero(root.value - value)]
        for k in same:
            found[k] = Root(value, found[k].multiplicity + 1)
        if not same:
            found.append(Root(value, 1))
    spaces = (null_space(shifted(A, root.value), known) for root in found)
    return Case(known, tuple(found), tuple(tuple(Tuple(*v) for v in space) for space in spaces))


def _tell(A: Matrix, unknown: Symbol, polynomial: Expr, case: Case) -> Generator[Step, None, None]:
    """The steps of one case, without its conditions."""
    yield step("read_eigenvalues_of_case", roots_claim(polynomial, unknown, case.roots))
    if case.scales(A):
        yield step("see_scaling", _scaling(A, case))
        return
    for root, vectors in zip(case.roots, case.spaces, strict=True):
        parts, _ = collect(_null_space(A, root.value, vectors, case))
        dimension = Equal(Dimension(Eigenspace(A, root.value)), Integer(len(vectors)))
        yield step("find_eigenvectors", _space(A, root, vectors), dimension, substeps=parts)
    decision = _decision(A, case)
    counts = added(*(Integer(len(vectors)) for vectors in case.spaces))
    over_complex = any(root.value.has(sp.I) for root in case.roots)
    rule = f"decide_diagonalizable{'_over_complex' if over_complex else ''}"
    yield step(rule, Compared(counts, decision.relation, decision.right), decision)


def _null_space(
    A: Matrix, value: Expr, vectors: Vectors, case: Case
) -> Generator[Step, None, None]:
    lines = shifted(A, value).entries()
    moved = Matrix.of([[case.known.put(e) for e in line] for line in lines])
    difference = MatrixSum(A, ScalarMultiple(negated(value), Identity(A.shape[0])))
    yield step("subtract_eigenvalue", Equal(difference, moved))
    yield step("solve_rows", Basis(NullSpace(moved), Tuple(*vectors)))
    for vector in vectors:
        image = MatrixProduct(A, vector)
        yield step(
            "check_eigenvector",
            Equal(image, ScalarMultiple(value, vector)),
            Equal(image, Tuple(*map(short, applied(A, vector)))),
        )


def _goals(A: Matrix, unknown: Symbol, case: Case, number: int) -> Goals:
    claim: Claim = roots_claim(characteristic(A, unknown), unknown, case.roots)
    made: list[tuple[str, Claim]] = [(f"eigenvalues_{number}", claim)]
    if case.scales(A):
        made.append((f"scaling_{number}", _scaling(A, case)))
    else:
        pairs = zip(case.roots, case.spaces, strict=True)
        for k, (root, vectors) in enumerate(pairs, start=1):
            made.append((f"space_{number}_{k}", _space(A, root, vectors)))
        made.append((f"diagonalizable_{number}", _decision(A, case)))
    return tuple((name, conditional(claim, case.given)) for name, claim in made)


def _scaling(A: Matrix, case: Case) -> Equal:
    return Equal(A, ScalarMultiple(case.roots[0].value, Identity(A.shape[0])))


def _space(A: Matrix, root: Root, vectors: Vectors) -> Basis:
    return Basis(Eigenspace(A, root.value), Tuple(*vectors))


def _decision(A: Matrix, case: Case) -> Compared:
    return fills_space(A, [root.value for root in case.roots], sum(map(len, case.spaces)))
