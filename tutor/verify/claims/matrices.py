"""Checks of claims about matrices and spaces: echelon forms, bases, factors, definiteness.

None repeats what a solver does: an echelon form is compared with the span of
the rows, a basis by ranks, factors by multiplying, and definiteness by the
signs in the characteristic polynomial.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import sympy as sp
from sympy import Basic

from tutor.core.claims import Basis, Conditions, Definite, Echelon, Factored, RowReduced
from tutor.verify.claims.matrix_equality import exact_numbers, has_value, numbers_at
from tutor.verify.points.places import POINTS, Check, Places
from tutor.verify.points.special_matrices import special_points
from tutor.verify.report import PROVED, Verdict, refuted
from tutor.verify.values.matrix_numbers import NotExact
from tutor.verify.values.matrix_values import Table, Values, transposed
from tutor.verify.values.numeric import NoValue, Point

TRIED = 5 * POINTS  # places for a definiteness, which may end in a small region
Fault = Callable[[Values], str]  # what is wrong with a claim, or nothing


def decide(
    fault: Fault, about: tuple[Basic, ...], given: Conditions, places: Places, points: int = POINTS
) -> Verdict:
    """Exactly if no letter is left; else at random places and where a letter is special."""
    if not places.varies(about):
        for numbers in exact_numbers(about, places.definitions):
            try:
                wrong = fault(Values(numbers))
            except NotExact:
                continue
            except ZeroDivisionError:
                return refuted("a value in it is not defined")
            return refuted(wrong) if wrong else PROVED

    def test(at: Point) -> str:
        try:
            return numbers_at(about, at, fault)
        except ZeroDivisionError as bad:
            raise NoValue("a value in it is not defined") from bad

    verdict = places.everywhere(test, given, about, points)
    if verdict.status != "supported":
        return verdict
    for point, where in special_points(about, given, places):
        try:
            wrong = test(point)
        except NoValue:
            wrong = "it has no value" if has_value(about[0], point) else ""
        if wrong:
            return refuted(f"{wrong} at {where}")
    return verdict


def echelon(claim: Echelon | RowReduced, places: Places) -> Verdict:
    if claim.before.bar != claim.after.bar or claim.before.shape != claim.after.shape:
        return refuted("the two matrices have different shapes")
    width = claim.after.shape[1] - claim.after.bar
    pivots = [int(p) - 1 if isinstance(p, sp.Integer) else -1 for p in claim.pivots.args]
    if not all(0 <= p < width for p in pivots) or any(a >= b for a, b in pairwise(pivots)):
        return refuted("these are no columns of pivots")
    if len(pivots) > len(claim.after.rows):
        return refuted("there are more pivots than rows")
    reduced = isinstance(claim, RowReduced)

    def fault(values: Values) -> str:
        before, after = values.of(claim.before), values.of(claim.after)
        vanishes = values.numbers.vanishes
        for k, row in enumerate(after):
            first = next((j for j in range(width) if not vanishes(row[j])), None)
            if first != (pivots[k] if k < len(pivots) else None):
                return f"the pivot of row {k + 1} stands elsewhere"
            if reduced and first is not None and not _is_unit(values, after, k, first):
                return f"column {first + 1} is no unit column"
        rank = values.numbers.rank
        if not rank(before) == rank(after) == rank([*before, *after]):
            return "the rows have another span"
        return ""

    return decide(fault, (claim.before, claim.after), claim.given, places)


def _is_unit(values: Values, rows: Table, k: int, column: int) -> bool:
    """Whether a column is 1 in row k and zero elsewhere."""
    one, vanishes = values.numbers.one, values.numbers.vanishes
    return all(vanishes(row[column] - (one if i == k else 0 * one)) for i, row in enumerate(rows))


def basis(claim: Basis, places: Places) -> Verdict:
    def fault(values: Values) -> str:
        vectors = [list(values.components(v)) for v in claim.vectors.args]
        rank, count = values.numbers.rank, len(vectors)
        equations = values.equations(claim.space)
        if equations is None:
            spanning = [list(v) for v in values.spanning(claim.space)[0]]
            length, dimension = len(spanning[0]), rank(spanning)
        else:
            length, dimension = len(equations[0]), len(equations[0]) - rank(equations)
        if any(len(v) != length for v in vectors):
            return "a vector has another length"
        if count and rank(vectors) < count:
            return "the vectors depend on one another"
        if equations is None and rank([*spanning, *vectors]) > dimension:
            return "a vector is outside the space"
        for vector in vectors:
            for row in equations or ():
                if not values.numbers.vanishes(values.dotted(row, vector)):
                    return "a vector is outside the space"
        return "" if count == dimension else f"the dimension is {dimension}, not {count}"

    return decide(fault, (claim.space, claim.vectors), claim.given, places)


def factored(claim: Factored, places: Places) -> Verdict:
    kinds, factors = claim.kinds, claim.factors.args
    if not factors or len(kinds) != len(factors) or not all(k in KINDS for k in kinds):
        return refuted("every factor needs a kind")

    def fault(values: Values) -> str:
        tables = [values.table(f) for f in factors]
        for position, (kind, table) in enumerate(zip(kinds, tables, strict=True), start=1):
            if not KINDS[kind](values, table):
                return f"factor {position} is not {kind}"
        product = tables[0]
        for table in tables[1:]:
            product = values.multiplied(product, table)
        return (
            "" if _agree(values, product, values.table(claim.matrix)) else "it is another product"
        )

    return decide(fault, (claim.matrix, claim.factors), claim.given, places)


def _agree(values: Values, one: Table, other: Table) -> bool:
    if len(one) != len(other) or len(one[0]) != len(other[0]):
        return False
    pairs = zip(one, other, strict=True)
    vanishes = values.numbers.vanishes
    return all(vanishes(a - b) for r, s in pairs for a, b in zip(r, s, strict=True))


def _off_diagonal(values: Values, rows: Table, where: Callable[[int, int], bool]) -> bool:
    """Whether all entries in these places are zero."""
    vanishes = values.numbers.vanishes
    return all(vanishes(e) for i, row in enumerate(rows) for j, e in enumerate(row) if where(i, j))


def _lower(values: Values, rows: Table) -> bool:
    return _off_diagonal(values, rows, lambda i, j: j > i)


def _upper(values: Values, rows: Table) -> bool:
    return _off_diagonal(values, rows, lambda i, j: j < i)


def _diagonal(values: Values, rows: Table) -> bool:
    return _off_diagonal(values, rows, lambda i, j: i != j)


def _ones(values: Values, rows: Table) -> bool:
    size = min(len(rows), len(rows[0]))
    return all(values.numbers.vanishes(rows[k][k] - values.numbers.one) for k in range(size))


def _square(values: Values, rows: Table) -> bool:
    return len(rows) == len(rows[0])


def _orthonormal(values: Values, rows: Table) -> bool:
    gram = values.multiplied(transposed(rows), rows)
    return _agree(values, gram, values.identity(len(rows[0])))


def _singular_values(values: Values, rows: Table) -> bool:
    if not _diagonal(values, rows):
        return False
    numbers = values.numbers
    line = [rows[k][k] for k in range(min(len(rows), len(rows[0])))]
    falls = all(numbers.vanishes(numbers.largest(pair) - pair[0]) for pair in pairwise(line))
    return falls and all(numbers.vanishes(numbers.size(e) - e) for e in line)


def _permutation(values: Values, rows: Table) -> bool:
    one, vanishes = values.numbers.one, values.numbers.vanishes
    lines = [*rows, *transposed(rows)]
    single = all(sum(not vanishes(e) for e in line) == 1 for line in lines)
    return single and all(vanishes(e) or vanishes(e - one) for line in rows for e in line)


def _invertible(values: Values, rows: Table) -> bool:
    return _square(values, rows) and values.numbers.rank(rows) == len(rows)


KINDS: dict[str, Callable[[Values, Table], bool]] = {
    "any": lambda values, rows: True,
    "lower": _lower,
    "unit lower": lambda values, rows: _lower(values, rows) and _ones(values, rows),
    "upper": _upper,
    "unit upper": lambda values, rows: _upper(values, rows) and _ones(values, rows),
    "diagonal": _diagonal,
    "singular values": _singular_values,
    "permutation": _permutation,
    "invertible": _invertible,
    "orthogonal": lambda values, rows: _square(values, rows) and _orthonormal(values, rows),
    "orthonormal columns": _orthonormal,
}


def definite(claim: Definite, places: Places) -> Verdict:
    if claim.kind not in SIGNS:
        return refuted(f"{claim.kind} is no kind of definiteness")

    def fault(values: Values) -> str:
        rows = values.square(claim.matrix)
        if not _agree(values, rows, transposed(rows)):
            return "the matrix is not symmetric"
        positive, negative = values.numbers.inertia(rows)
        if SIGNS[claim.kind](positive, negative, len(rows)):
            return ""
        return f"{positive} eigenvalues are positive and {negative} negative"

    return decide(fault, (claim.matrix,), claim.given, places, TRIED)


# By the numbers of positive and of negative eigenvalues, and of all.
SIGNS: dict[str, Callable[[int, int, int], bool]] = {
    "positive definite": lambda p, n, size: p == size,
    "negative definite": lambda p, n, size: n == size,
    "positive semidefinite": lambda p, n, size: n == 0 and p < size,
    "negative semidefinite": lambda p, n, size: p == 0 and n < size,
    "indefinite": lambda p, n, size: p > 0 and n > 0,
}

CHECKS: dict[type, Check] = {
    Echelon: echelon,
    RowReduced: echelon,
    Basis: basis,
    Factored: factored,
    Definite: definite,
}
