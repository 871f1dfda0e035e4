"""Which signs a quadratic form x^T A x takes, by four routes.

Leading principal minors (Sylvester), the pivots of elimination without swaps, the
eigenvalues, and squares that are completed one after the other.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations

import sympy as sp
from sympy import Expr, Integer, Poly, Symbol, Tuple

from tutor.core.claims import Choice, Compared, Echelon, Equal
from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Dot, Entry, MatrixProduct
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import characteristic, unknown_for
from tutor.kit.linear_algebra.eigen import find_eigenvalues
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.unevaluated import added, power, times

ZERO = Integer(0)
LETTERS = tuple(map(Symbol, "xyzw"))

Steps = Generator[Step, None, None]


def require_symmetric(A: Matrix) -> None:
    """Refuse a matrix whose quadratic form has another matrix as well."""
    for i, j in combinations(range(1, A.shape[0] + 1), 2):
        if A[i, j] != A[j, i]:
            raise Undefined(
                "not-symmetric",
                f"The matrix is not symmetric: the entry in row {i}, column {j} is {A[i, j]} and "
                f"the one in row {j}, column {i} is {A[j, i]}. Definiteness is said of symmetric "
                "matrices.",
                fix=f"Check the entries. The same quadratic form has {(A[i, j] + A[j, i]) / 2} in "
                "both places.",
            )


def kind_of(A: Matrix) -> str:
    """The kind of definiteness, by the signs of all principal minors."""
    size = A.shape[0]
    minors = [(len(p), _value(A, p)) for p in _principal(size)]
    if all(v >= 0 for _, v in minors):
        strict = all(_value(A, tuple(range(1, k + 1))) > 0 for k in range(1, size + 1))
        return "positive definite" if strict else "positive semidefinite"
    if all((-1) ** k * v >= 0 for k, v in minors):
        signs = ((-1) ** k * _value(A, tuple(range(1, k + 1))) for k in range(1, size + 1))
        return "negative definite" if all(v > 0 for v in signs) else "negative semidefinite"
    return "indefinite"


def _principal(size: int) -> list[tuple[int, ...]]:
    numbers = range(1, size + 1)
    return [p for k in numbers for p in combinations(numbers, k)]


def _part(A: Matrix, places: tuple[int, ...]) -> Matrix:
    return Matrix.of([[A[i, j] for j in places] for i in places])


def _value(A: Matrix, places: tuple[int, ...]) -> Expr:
    _, value = collect(expand_along_emptiest_line(_part(A, places)))
    return value


def compare(value: Expr) -> Compared:
    return Compared(value, "=" if value == 0 else ">" if value.is_positive else "<", ZERO)


def find_leading_minors(A: Matrix) -> Steps:
    """The leading principal minors with their signs; all principal minors if those do not decide."""
    size = A.shape[0]
    leading = [tuple(range(1, k + 1)) for k in range(1, size + 1)]
    values = [_value(A, places) for places in leading]
    for places in leading:
        yield from _minor("find_leading_minor", A, places)
    if any(v == 0 for v in values) and kind_of(A) != "indefinite":
        for places in _principal(size):
            if places not in leading:
                yield from _minor("find_other_minor", A, places)
    elif any(v == 0 for v in values) and (deciding := _deciding(A)) not in leading:
        yield from _minor("find_deciding_minor", A, deciding)


def _minor(rule: str, A: Matrix, places: tuple[int, ...]) -> Steps:
    minor = _part(A, places)
    parts, value = collect(expand_along_emptiest_line(minor))
    yield step(rule, Equal(Det(minor), value), substeps=parts)
    yield step("see_sign_of_minor", compare(value))


def _deciding(A: Matrix) -> tuple[int, ...]:
    """A negative principal minor with an even number of rows or, if there is none, the determinant."""
    even = (p for p in _principal(A.shape[0]) if len(p) % 2 == 0)
    return next((p for p in even if _value(A, p) < 0), tuple(range(1, A.shape[0] + 1)))


def has_plain_pivots(A: Matrix) -> bool:
    """Whether elimination needs no swap and its pivots stand first on the diagonal."""
    _, echelon = collect(gauss(A))
    return echelon.swaps == 0 and echelon.pivots == tuple(range(1, len(echelon.pivots) + 1))


def find_pivots(A: Matrix) -> Generator[Step, None, Matrix]:
    """Eliminate downwards; the diagonal of the echelon form has the signs of the form."""
    operations, echelon = collect(gauss(A))
    U = echelon.matrix
    pivots = Tuple(*map(Integer, echelon.pivots))
    yield step("eliminate_downwards", Echelon(A, U, pivots), substeps=operations)
    for k in range(1, A.shape[0] + 1):
        pivot = U[k, k]
        yield step("see_sign_of_pivot", compare(pivot), Equal(Entry(U, k, k), pivot))
    return U


def has_eigenvalues(A: Matrix) -> bool:
    """Whether the eigenvalues can be written or numbered."""
    try:
        collect(find_eigenvalues(A, unknown_for(A)))
    except Undefined:
        return False
    return True


def compare_eigenvalues(A: Matrix) -> Steps:
    """All eigenvalues, each compared with zero."""
    unknown = unknown_for(A)
    yield step("look_for_eigenvalues", Choice(characteristic(A, unknown)))
    roots = yield from find_eigenvalues(A, unknown)
    for root in roots:
        yield step("see_sign_of_eigenvalue", compare(root.value))


def complete_squares(A: Matrix) -> Steps:
    """Write the form with letters, and take one square after the other out of it."""
    letters = LETTERS[: A.shape[0]]
    vector = Tuple(*letters)
    form = sp.expand(
        sum(
            (A[i + 1, j + 1] * x * y for i, x in enumerate(letters) for j, y in enumerate(letters)),
            ZERO,
        )
    )
    yield step("write_form", Equal(Dot(vector, MatrixProduct(A, vector)), form))
    squares: list[Expr] = []
    shown, rest = form, Poly(form, *letters)
    for k, x in enumerate(letters):
        mixed = [rest.coeff_monomial(x * y) / (1 if y == x else 2) for y in letters]
        pivot = mixed[k]
        if pivot == 0:
            continue
        inner = sum((c / pivot * y for c, y in zip(mixed, letters, strict=True)), ZERO)
        square = power(inner, Integer(2))
        squares.append(square if pivot == 1 else times(pivot, square))
        rest = rest - Poly(sp.expand(pivot * inner**2), *letters)
        left = rest.as_expr()
        after = added(*squares, *([] if left == 0 else sp.Add.make_args(left)))
        if after != shown:
            yield step("complete_next_square", Equal(shown, after))
        shown = after
        if left == 0:
            break
    relation = ">=" if kind_of(A).startswith("positive") else "<="
    yield step("see_sign_of_squares", Compared(shown, relation, ZERO))
