"""Checks of row operations, each on the row that changed.

Rows that two states share are the same object and are not compared again.  A
short row is recomputed; a long one is multiplied with a random vector, once
for each row, and the products are compared: a wrong row passes with a
probability below 2^-44.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from random import SystemRandom
from typing import Any, TypeVar

from msgspec.structs import replace
from sympy import Expr, Rational
from sympy.polys.domains import ZZ
from sympy.polys.domains.domain import Domain
from sympy.polys.polyerrors import CoercionFailed

from tutor.core.claims import Added, Cleared, Scaled, Swapped
from tutor.core.matrix import Matrix, Row
from tutor.core.written import written
from tutor.verify.points.borders import borders, factors, poles
from tutor.verify.points.places import Check, Places
from tutor.verify.report import PROVED, Verdict, refuted, supported

Op = TypeVar("Op", Swapped, Scaled, Added, Cleared)
RANDOM_VECTOR = supported(1)
UNKNOWN = SystemRandom()  # whoever knows the vector can write a wrong row with the same product
RECOMPUTED = 12  # columns up to which a row is recomputed entry by entry


def _over_one_field(claim: Op, *factors: Expr) -> Op:
    """The same claim with both matrices over one field, which holds the factors too.

    A state that was saved is loaded over the smallest field that holds it.
    """
    before: Matrix = claim.before
    after: Matrix = claim.after
    if before.shape != after.shape or (
        before.domain == after.domain and all(_holds(before.domain, f) for f in factors)
    ):
        return claim
    height = len(before.rows)
    stacked = Matrix.of(
        (*before.entries(), *after.entries(), *((f,) * before.shape[1] for f in factors))
    )
    old, new = stacked.rows[:height], stacked.rows[height : 2 * height]
    return replace(
        claim,
        before=Matrix(old, stacked.domain, before.bar),
        after=Matrix(new, stacked.domain, after.bar),
    )


def _holds(domain: Domain, factor: Expr) -> bool:
    """Whether rows over the domain can be multiplied by the factor; whole numbers by a fraction, too."""
    if isinstance(factor, Rational):
        return True
    try:
        _element(domain, factor)
    except CoercionFailed:
        return False
    return True


def _element(domain: Domain, factor: Expr) -> Any:
    """The factor as an element; it is worked out first, for a sum that stands as written is none."""
    return domain.from_sympy(factor.doit())


def swapped(claim: Swapped, places: Places) -> Verdict:
    claim = _over_one_field(claim)
    before, after = claim.before.rows, claim.after.rows
    if not _in_range(claim.before, claim.i, claim.j) or claim.i == claim.j:
        return refuted("these are not two rows of the matrix")
    rows = list(before)
    rows[claim.i - 1], rows[claim.j - 1] = rows[claim.j - 1], rows[claim.i - 1]
    if tuple(rows) != after or claim.before.bar != claim.after.bar:
        return refuted("the rows are not those of the matrix before, exchanged")
    return PROVED


def scaled(claim: Scaled, places: Places) -> Verdict:
    if claim.factor == 0:
        return refuted("the factor is zero")
    claim = _over_one_field(claim, claim.factor)
    if fault := _other_fault(claim.before, claim.after, claim.i):
        return refuted(fault)
    old, new = claim.before.rows[claim.i - 1], claim.after.rows[claim.i - 1]
    return _combination(places, claim.before.domain, claim.factor, new, old, None)


def added(claim: Added, places: Places) -> Verdict:
    claim = _over_one_field(claim, claim.factor)
    before, target, source = claim.before, claim.target, claim.source
    rows = before.rows
    if target == source or not 1 <= source <= len(rows):
        return refuted("the rows must be two rows of the matrix")
    if fault := _other_fault(before, claim.after, target):
        return refuted(fault)
    new, old = claim.after.rows[target - 1], rows[target - 1]
    return _combination(places, before.domain, claim.factor, new, rows[source - 1], old)


def cleared(claim: Cleared, places: Places) -> Verdict:
    first = claim.factors.rows[0]
    if claim.factors.shape != (1, len(claim.before.rows)) or not first.over:
        return refuted("there must be one factor for each row")
    in_integers = claim.before.domain is claim.after.domain is claim.factors.domain is ZZ
    factors: Sequence[Any] = first.numbers if in_integers else claim.factors.row(1)
    if not in_integers:
        claim = _over_one_field(claim, *factors)
    before, after, source = claim.before, claim.after, claim.source
    if len(before.rows) != len(after.rows) or before.bar != after.bar:
        return refuted("the shapes do not fit")
    if not _in_range(before, source) or factors[source - 1] != 0:
        return refuted("the row that is added to others must be a row that stays")
    added, verdict = before.rows[source - 1], PROVED
    for i, (old, new, factor) in enumerate(zip(before.rows, after.rows, factors, strict=True), 1):
        if not factor:
            if old is not new and old != new:
                return refuted(f"row {i} changed, and its factor is zero")
            continue
        if not new.over or len(new.numbers) != len(old.numbers):
            return refuted(f"the new row {i} is no row of this matrix")
        if in_integers:
            verdict = _in_integers(places, factor, first.over, new, added, old)
        else:
            verdict = _combination(places, before.domain, factor, new, added, old)
        if not verdict.passes:
            break
    return verdict


def _in_range(matrix: Matrix, *rows: int) -> bool:
    return all(isinstance(i, int) and 1 <= i <= len(matrix.rows) for i in rows)


def _other_fault(before: Matrix, after: Matrix, i: int) -> str:
    """What is wrong apart from the numbers of row i, or nothing; shared rows are equal at a glance."""
    old, new = before.rows, after.rows
    if not 1 <= i <= len(old) or len(old) != len(new) or before.bar != after.bar:
        return "the row numbers or the shapes do not fit"
    changed = new[i - 1]
    if old[: i - 1] != new[: i - 1] or old[i:] != new[i:]:
        return f"a row other than row {i} changed"
    if not changed.over or len(changed.numbers) != len(old[i - 1].numbers):
        return f"the new row {i} is no row of this matrix"
    return ""


def _combination(
    places: Places, domain: Domain, factor: Expr, new: Row, source: Row, target: Row | None
) -> Verdict:
    """Check new = factor * source + target."""
    if domain is not ZZ or not isinstance(factor, Rational):
        return _over_a_field(places, domain, factor, new, source, target)
    return _in_integers(places, factor.p, factor.q, new, source, target)


def _in_integers(
    places: Places, p: int, q: int, new: Row, source: Row, target: Row | None
) -> Verdict:
    """The same for the factor p / q, as integers over their denominators."""
    over = target.over if target else 1
    q *= source.over
    left, right, rest = q * over, p * over * new.over, q * new.over
    if len(new.numbers) > RECOMPUTED:
        t = _product(places, target) if target else 0
        if _product(places, new) * left == _product(places, source) * right + t * rest:
            return RANDOM_VECTOR
        return refuted("the new row is not that combination of rows")
    others = target.numbers if target else (0,) * len(new.numbers)
    for n, s, t in zip(new.numbers, source.numbers, others, strict=True):
        if n * left != s * right + t * rest:
            return refuted("the new row is not that combination of rows")
    return PROVED


def _product(places: Places, row: Row) -> int:
    """The numerators of a row times the random vector; worked out once for each row."""
    if (found := places.products.get(id(row))) is not None:
        return found[1]
    if len(places.vector) < len(row.numbers):
        places.vector = [UNKNOWN.getrandbits(44) for _ in row.numbers]
        places.products.clear()
    product = sum(map(mul, row.numbers, places.vector))
    places.products[id(row)] = row, product
    return product


def _over_a_field(
    places: Places, domain: Domain, factor: Expr, new: Row, source: Row, target: Row | None
) -> Verdict:
    if fault := _vanishing(factor, places, may_be_zero=target is not None):
        return refuted(fault)
    element: Any = _element(domain, factor)
    for k, n in enumerate(new.numbers):
        right = element * source.numbers[k] / source.over
        right += target.numbers[k] / target.over if target else domain.zero
        if n / new.over != right:
            return refuted("the new row is not that combination of rows")
    return PROVED


def _vanishing(factor: Expr, places: Places, may_be_zero: bool) -> str:
    """Where a factor with a letter has no value, or is zero; a row operation has no conditions."""
    bad = poles(factor, places.definitions)
    zero = [] if may_be_zero else sorted(factors(factor), key=str)
    for border in borders((factor,), (), places, zero):
        if border.zero & bad.union(zero):
            return f"the factor {written(factor)} is zero, or has no value, at {border.where}"
    return ""


CHECKS: dict[type, Check] = {Swapped: swapped, Scaled: scaled, Added: added, Cleared: cleared}
