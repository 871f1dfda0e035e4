"""What cannot be a claim of its kind is refuted with a reason; a checker that fails says nothing."""

from __future__ import annotations

import pytest
from sympy import Eq, I, Integer, Rational, Tuple, symbols

from tutor.core.claims import (
    Basis,
    Claim,
    Compared,
    Equal,
    Normalised,
    Scaled,
    SolutionSet,
    Substituted,
    Swapped,
)
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, Span
from tutor.verify import CHECKS, CONFIRMATIONS, check, confirm
from tutor.verify.points.places import Places
from tutor.verify.report import Verdict

x, y = symbols("x y")
A = Matrix.of([[1, 2], [3, 4]])
HALVES = Tuple(Rational(1, 2), Rational(1, 2))
# What cannot be a claim of its kind, and what is said of it.
MISFITS: list[tuple[Claim, str]] = [
    (Swapped(x, 1, 2, A), "before is a Symbol"),  # type: ignore[arg-type]
    (Scaled(A, 1, A, A), "factor is a Matrix"),  # type: ignore[arg-type]
    (Substituted(x**2, x, Integer(4)), "values is a Symbol"),  # type: ignore[arg-type]
    (SolutionSet(Tuple(Eq(x, 1)), x, Tuple(Tuple(1))), "unknowns is a Symbol"),  # type: ignore[arg-type]
    (Compared(x, True, y), "relation is a bool"),  # type: ignore[arg-type]
    (Normalised(Tuple(Eq(x, 1), 1), Integer(2), HALVES), "are numbers"),
    (Normalised(HALVES, Integer(1), Tuple(A, A)), "are numbers"),
    (Compared(1 + I, "<", Integer(2)), "complex numbers have no order"),
    (Basis(Span(Tuple(1, 2), Tuple(1, 2, 3)), Tuple()), "different lengths"),
    (Equal(MatrixProduct(A, Tuple(1, 2, 3)), A), "have no product"),
]


@pytest.mark.parametrize(("claim", "why"), MISFITS)
def test_what_is_no_claim_of_its_kind_is_refuted_in_words_of_its_own(
    claim: Claim, why: str
) -> None:
    verdict = check(claim, Places())
    assert verdict.status == "refuted"
    assert why in verdict.why


def test_failure_of_a_check_says_nothing_of_the_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(claim: Claim, places: Places) -> Verdict:
        raise IndexError("out of range")

    claim = Equal(x + x, 2 * x)
    monkeypatch.setitem(CONFIRMATIONS, Equal, broken)
    assert confirm(claim, Places()).passes
    monkeypatch.setitem(CHECKS, Equal, broken)
    verdict = check(claim, Places())
    assert (verdict.status, verdict.why) == (
        "unchecked",
        "the check failed: IndexError: out of range",
    )
