"""Powers of matrices at their edges: letters, small exponents, defective and singular matrices."""

from __future__ import annotations

import pytest
import sympy as sp
from sympy import Rational, Symbol

from tutor.catalogue import TOPICS
from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.solution import problem, solve

FIBONACCI = "[1 1; 1 0]"


def test_fibonacci_numbers() -> None:
    solution = solve(f"diagonalise {FIBONACCI} and find A^20")
    assert solution.verified, solution.report.faults
    assert solution.answer["power"].after == Matrix.of([[10946, 6765], [6765, 4181]])
    assert "6765.00003" in str(solution)


def test_a_letter_for_the_exponent() -> None:
    solution = solve(f"diagonalise {FIBONACCI} and find A^n")
    assert solution.verified, solution.report.faults
    n = Symbol("n")
    corner = solution.answer["corner"].after
    assert [corner.subs(n, k).expand() for k in range(6)] == [0, 1, 1, 2, 3, 5]


@pytest.mark.parametrize(
    "matrix", ["[1 1; 0 1]", "[3 -1; 1 1]", "[1/2 1 0; 0 1/2 1; 0 0 1/2]", "[2 0 1; 0 2 0; 0 0 2]"]
)
def test_a_letter_for_the_exponent_of_a_defective_matrix(matrix: str) -> None:
    solution = solve(f"{matrix} to the power n")
    assert solution.verified, solution.report.faults
    A = sp.Matrix([list(line) for line in dict(solution.trace.inputs)["A"].entries()])
    power = sp.Matrix([list(line) for line in solution.answer["power"].after.entries()])
    for k in range(6):
        assert power.subs(Symbol("n"), k).applyfunc(sp.nsimplify) == A**k


def test_a_letter_for_the_exponent_and_numbered_roots() -> None:
    solution = solve("[1 1 0; 0 0 1; 1 0 0] to the power n")
    assert solution.verified, solution.report.faults
    about = {
        solution.answer[f"value{k}"].exact: solution.answer[f"value{k}"].value for k in (1, 2, 3)
    }
    P, D, _ = solution.answer["power"].after.args
    p, d = (
        sp.Matrix([list(line) for line in table.entries()]).subs({**about, Symbol("n"): 5})
        for table in (P, D)
    )
    power = p * d * p.inv()
    exact = sp.Matrix([[1, 1, 0], [0, 0, 1], [1, 0, 0]]) ** 5
    assert all(abs(complex(e)) < 1e-3 for e in power - exact)


def test_a_power_of_one_is_not_written() -> None:
    assert "3ⁿ/2 − 1/2" in str(solve("[2 1; 1 2] to the power n"))


@pytest.mark.parametrize(
    ("matrix", "n", "expected"),
    [
        ("[2 1; 0 3]", 0, [[1, 0], [0, 1]]),
        ("[2 1; 0 3]", 1, [[2, 1], [0, 3]]),
        ("[1 1; 0 1]", 10, [[1, 10], [0, 1]]),
        ("[1 1; 1 1]", 5, [[16, 16], [16, 16]]),
        ("[0 -1; 1 0]", 6, [[-1, 0], [0, -1]]),
        ("[0 1; 0 0]", 3, [[0, 0], [0, 0]]),
        ("[1/2 0; 0 1/3]", 2, [[Rational(1, 4), 0], [0, Rational(1, 9)]]),
        ("[1 1 0; 0 0 1; 1 0 0]", 3, [[2, 1, 1], [1, 1, 0], [1, 1, 1]]),
    ],
)
def test_powers_by_every_method(matrix: str, n: int, expected: list[list[int]]) -> None:
    topic = TOPICS["linear_algebra.matrix_power"]
    posed = problem(f"{matrix} to the power {n}")
    for method in topic.suitable(posed):
        solution = solve(posed, method=method)
        assert solution.verified, (method, solution.report.faults)
        assert solution.answer["power"].after == Matrix.of(expected)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("[1 1 0; 0 1 0; 0 0 2] to the power n", "defective"),
        ("[0 1; 0 0] to the power n", "defective"),
        ("[2 1; 1 2] to the power 1/2", "whole number"),
        ("[2 1; 1 2] to the power 1000", "whole number"),
        ("[1 2 3; 4 5 6] to the power 2", "square"),
    ],
)
def test_what_has_no_power_is_refused(typed: str, says: str) -> None:
    with pytest.raises(Undefined, match=says):
        solve(typed)


@pytest.mark.parametrize(
    ("typed", "method"),
    [
        ("[2 1; 1 2]^5", "repeated_squaring"),
        ("[2 1; 1 2]^6", "diagonalization"),
        ("[1 1; 1 0]^20", "repeated_squaring"),
        ("[1 2; 3 4]^10", "repeated_squaring"),
        ("[0 -1; 1 0]^100", "repeated_squaring"),
        ("diagonalise [1 1; 1 0] and find A^20", "diagonalization"),
        ("find A^3 by diagonalization for [2 1; 1 2]", "diagonalization"),
        ("diagonalise [1 1; 0 1] and find A^9", "repeated_squaring"),
        ("[2 1; 1 2] to the power n", "diagonalization"),
    ],
)
def test_low_powers_and_unfriendly_eigenvalues_are_multiplied(typed: str, method: str) -> None:
    posed = problem(typed)
    ways = TOPICS[posed.topic].suitable(posed)
    assert ways[0] == method
    if posed.n.is_Integer:
        assert "repeated_squaring" in ways


def test_the_first_product_is_not_called_another_square() -> None:
    page = str(solve("[2 1; 1 2]^4"))
    assert page.index("1. Multiply the matrix by itself.") < page.index("2. Square again.")


def test_a_power_with_long_fractions_is_a_product_with_decimals_beside_it() -> None:
    solution = solve("[0.5 0.5; 0.2 0.8]^100")
    assert solution.verified, solution.report.faults
    row = [Rational(285714, 10**6), Rational(714286, 10**6)]
    assert solution.answer["rounded"].value == Matrix.of([row, row])
    assert "5153775207" not in str(solution)  # the digits of 0.3^100
