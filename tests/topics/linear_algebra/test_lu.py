"""LU, PA = LU and LDU: exchanges, zero pivots, singular and small matrices."""

from __future__ import annotations

import pytest
from sympy import Rational

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct
from tutor.core.step import Trace
from tutor.solution import solve


def factors(text: str) -> Trace:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.lu"
    assert solution.verified, solution.report.faults
    return solution.trace


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("LU factorisation of [2 1; 4 5]", "lu"),
        ("Find the LU decomposition of [[2, 1], [4, 5]].", "lu"),
        ("factor [2 1; 4 5] into LU without row exchanges", "lu"),
        (r"Factor \begin{bmatrix}2&1\\4&5\end{bmatrix} as A = LU", "lu"),
        ("PA=LU factorization of [2 1; 4 5]", "plu"),
        ("plu of [2 1; 4 5]", "plu"),
        ("find the LDU factorisation of [2 1; 4 5]", "ldu"),
    ],
)
def test_how_students_ask(text: str, form: str) -> None:
    assert dict(factors(text).inputs)["form"] == form


def test_multipliers_fill_the_lower_factor() -> None:
    L, U = factors("LU factorisation of [2 1; 4 5]").answer["factors"].factors
    assert (Matrix.of([[1, 0], [2, 1]]), Matrix.of([[2, 1], [0, 3]])) == (L, U)


def test_zero_pivot_needs_an_exchange_and_moves_the_multipliers() -> None:
    answer = factors("LU factorisation of [1 2 1; 2 4 3; 3 1 1]").answer
    assert answer["permutation"].matrix == Matrix.of([[1, 0, 0], [0, 0, 1], [0, 1, 0]])
    assert answer["factors"].factors[0] == Matrix.of([[1, 0, 0], [3, 1, 0], [2, 0, 1]])


def test_partial_pivoting_keeps_the_multipliers_small() -> None:
    answer = factors("PA=LU factorisation of [1 2; 4 4]").answer
    assert answer["factors"].factors[0][2, 1] == Rational(1, 4)
    assert isinstance(answer["factors"].matrix, MatrixProduct)


def test_partial_pivoting_names_the_permutation_also_where_nothing_moves() -> None:
    answer = factors("PA=LU factorisation of [4 4; 1 2]").answer
    assert answer["permutation"].matrix == Matrix.of([[1, 0], [0, 1]])


def test_pivots_go_into_the_middle() -> None:
    _, D, U = factors("LDU factorisation of [2 1; 4 5]").answer["factors"].factors
    assert Matrix.of([[2, 0], [0, 3]]) == D
    assert Matrix.of([[1, Rational(1, 2)], [0, 1]]) == U


@pytest.mark.parametrize("form", ["LU", "PLU"])
@pytest.mark.parametrize(
    "matrix", ["[1 2; 2 4]", "[0 0; 0 0]", "[0 1; 0 2]", "[0 1; 0 0]", "[3]", "[1 0; 0 1]", "[0]"]
)
def test_singular_small_and_triangular_matrices(form: str, matrix: str) -> None:
    assert "factors" in factors(f"{form} factorisation of {matrix}").answer


def test_column_without_a_pivot_keeps_its_place() -> None:
    L, U = factors("LU factorisation of [0 1 2; 0 3 4; 0 5 6]").answer["factors"].factors
    assert U[1, 1] == 0
    assert Matrix.of([[1, 0, 0], [0, 1, 0], [0, Rational(5, 3), 1]]) == L


def test_roots_stay_roots() -> None:
    factors("LU factorisation of [sqrt(2) 1; 1 sqrt(3)]")
    factors("PLU factorisation of [1 2; sqrt(2) 1]")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LU factorisation of [1 2 3; 4 5 6]", "not-square"),
        ("LDU factorisation of [1 2; 2 4]", "zero-pivot"),
        ("LU factorisation of [a 2; 2 4]", "letter-for-number"),
    ],
)
def test_what_has_no_factors_is_refused_with_a_fix(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
    assert caught.value.fix


def test_a_needless_exchange_is_not_without_exchanges() -> None:
    from msgspec.structs import replace

    from tutor.verify import verify

    pivoted = factors("PA=LU factorisation of [1 2; 4 4]")
    assert not verify(replace(pivoted, inputs=(pivoted.inputs[0], ("form", "lu")))).ok
