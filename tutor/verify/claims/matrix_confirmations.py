"""A second opinion on claims about matrices: SymPy's dense matrices, and eigenvalues by mpmath.

Bases over the field of a numbered root are decided exactly, by its regular representation.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import sympy as sp

from tutor.core.claims import Basis, Definite, Echelon, Factored, RowReduced
from tutor.verify.claims.matrices import SIGNS
from tutor.verify.points.places import Check, Places
from tutor.verify.report import PROVED, Verdict, refuted
from tutor.verify.values.matrix_numbers import NotExact
from tutor.verify.values.matrix_opinion import basis, dense, rank, reduced, vanishes
from tutor.verify.values.numeric import Point, context
from tutor.verify.values.opinion import closed_at, second_table
from tutor.verify.values.regular_representation import RegularRepresentation


def confirm_echelon(claim: Echelon | RowReduced, places: Places) -> Verdict:
    """Row equivalent matrices have one reduced form."""

    def test(at: Point) -> str:
        before, after = (_dense(side, at) for side in (claim.before, claim.after))
        (one, _), (other, _) = map(reduced, (before, after))
        return "" if _equal(one, other) else "the reduced forms differ"

    return places.everywhere(test, claim.given, (claim.before, claim.after))


def confirm_basis(claim: Basis, places: Places) -> Verdict:
    space, vectors = claim.space, claim.vectors.args
    with suppress(NotExact):
        field = RegularRepresentation((space, claim.vectors), places.definitions)
        fault = field.fault_of_basis(space, vectors)
        return refuted(fault) if fault else PROVED

    def test(at: Point) -> str:
        found = basis(space, closed_at(at), at.definitions)
        if found.cols != len(vectors):
            return f"the dimension is {found.cols}"
        if not found.cols:
            return ""
        both = sp.Matrix.hstack(found, *(_dense(v, at) for v in vectors))
        ranks = [rank(m) for m in (both, both[:, found.cols :])]
        return "" if ranks == [found.cols, found.cols] else "the vectors span another space"

    return places.everywhere(test, claim.given, (space, claim.vectors))


def confirm_factored(claim: Factored, places: Places) -> Verdict:
    def test(at: Point) -> str:
        product, *others = (_dense(f, at) for f in claim.factors.args)
        for factor in others:
            product = product * factor
        return "" if _equal(product, _dense(claim.matrix, at)) else "it is another product"

    return places.everywhere(test, claim.given, (claim.matrix, claim.factors))


def confirm_definite(claim: Definite, places: Places) -> Verdict:
    def fits(at: Point) -> bool:
        rows = context.matrix(list(second_table(claim.matrix, at)))
        found = list(context.eigsy(rows, eigvals_only=True))
        least = max(map(abs, found)) * context.mpf(10) ** -(context.dps // 2)
        signs = sum(v > least for v in found), sum(v < -least for v in found)
        return bool(SIGNS[claim.kind](*signs, len(found)))

    def test(at: Point) -> str:
        if fits(at):
            return ""
        with context.workdps(4 * context.dps):  # it counts where two precisions agree
            return "" if fits(at.anew()) else "the eigenvalues have other signs"

    return places.everywhere(test, claim.given, (claim.matrix,))


def _dense(value: sp.Basic, at: Point) -> Any:
    return dense(value, closed_at(at), at.definitions)


def _equal(one: Any, other: Any) -> bool:
    return one.shape == other.shape and all(map(vanishes, one - other))


CONFIRMATIONS: dict[type, Check] = {
    Echelon: confirm_echelon,
    RowReduced: confirm_echelon,
    Basis: confirm_basis,
    Factored: confirm_factored,
    Definite: confirm_definite,
}
