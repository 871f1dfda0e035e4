"""Characteristic polynomials at their edges."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, expand

from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.solution import solve

lam, mu, k = Symbol("lambda"), Symbol("mu"), Symbol("k")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("characteristic polynomial of [5]", 5 - lam),
        ("charpoly [2 1; 4 3]", lam**2 - 5 * lam + 2),
        ("characteristic polynomial of [2 1 0; 0 2 5; 0 0 -1]", -((lam - 2) ** 2) * (lam + 1)),
        ("characteristic polynomial of [0 0; 0 0]", lam**2),
        ("characteristic polynomial of [1/2 1; 0.25 0]", lam**2 - lam / 2 - Rational(1, 4)),
        ("characteristic polynomial of [k 1; 1 k]", (k - lam) ** 2 - 1),
        ("characteristic polynomial of [lambda 1; 1 0]", mu**2 - lam * mu - 1),
        ("characteristic polynomial of [sqrt(2) 1; 1 0]", lam**2 - 2 ** Rational(1, 2) * lam - 1),
    ],
)
def test_the_polynomial(typed: str, expected: object) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer["polynomial"].after == expand(expected)


@pytest.mark.parametrize("method", ["cofactors", "principal_minors"])
def test_four_rows(method: str) -> None:
    typed = "characteristic polynomial of [1 2 0 0; 2 1 0 0; 0 0 3 1; 1 0 0 3]"
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["polynomial"].after.subs(lam, 3) == 0


def test_a_triangular_matrix_shows_its_roots_on_the_diagonal() -> None:
    solution = solve("characteristic polynomial of [2 1 0; 0 2 5; 0 0 -1]")
    assert solution.trace.method == "diagonal"
    assert "triangular" in str(solution)


def test_a_repeated_factor_is_written_as_a_power() -> None:
    page = str(solve("characteristic polynomial of [3 1; -1 1]").to("markdown"))
    assert r"\left(\lambda - 2\right)^{2}" in page or r"(\lambda - 2)^{2}" in page


def test_both_conventions_are_given() -> None:
    answer = solve("characteristic polynomial of [1 0 0; 0 1 0; 0 0 1]").answer
    assert answer["monic"].after == expand((lam - 1) ** 3)
    assert answer["polynomial"].after == expand((1 - lam) ** 3)


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("characteristic polynomial of [1 2 3; 4 5 6]", Undefined, "square"),
        ("characteristic polynomial of [1 2; 3]", TutorError, "row"),
        (
            "characteristic polynomial of " + "[" + ";".join(["1 2 3 4 5 6"] * 6) + "]",
            OverLimit,
            "5",
        ),
    ],
)
def test_what_has_none_is_refused(typed: str, error: type[TutorError], says: str) -> None:
    with pytest.raises(error, match=says):
        solve(typed)
