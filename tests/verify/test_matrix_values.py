"""Equalities of matrices, vectors and what is made from them: right ones pass, wrong ones do not."""

from __future__ import annotations

import time
from random import Random

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Basic, CRootOf, I, Integer, Ne, Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Basis, Claim, Compared, DerivativeOf, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Adjugate,
    Columns,
    CoordinateSpace,
    Cross,
    Det,
    Dimension,
    Dot,
    Eigenspace,
    Entry,
    FrobeniusNorm,
    Identity,
    Inverse,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    Norm,
    NullSpace,
    Projection,
    Rank,
    ScalarMultiple,
    Span,
    Trace,
    Transpose,
)
from tutor.verify import check, confirm
from tutor.verify.points.places import Places
from tutor.verify.values.exact import is_polynomial

from ..matrices import A, F

k, lam, x = sp.symbols("k lambda x")
B = Matrix.of([[0, 1], [1, 0]])
K = Matrix.of([[1, k], [k, 1]])
TURN = Matrix.of([[1, -2], [2, 1]])
PHI = (1 + sqrt(5)) / 2
Q = Matrix.of([[1 / sqrt(2), 1 / sqrt(6)], [1 / sqrt(2), -1 / sqrt(6)], [0, 2 / sqrt(6)]])
CUBIC = Matrix.of([[0, 0, 1], [1, 0, 1], [0, 1, 0]])  # its characteristic polynomial is x^3 - x - 1
REAL, COMPLEX = (CRootOf(x**3 - x - 1, n) for n in (0, 1))


def vector(*parts: object) -> Tuple:
    return Tuple(*parts)


TRUE: list[tuple[Basic, Basic, str]] = [
    (MatrixProduct(A, B), Matrix.of([[2, 1], [4, 3]]), "proved"),
    (MatrixProduct(A, vector(1, 1)), vector(3, 7), "proved"),
    (MatrixProduct(A, Matrix.of([[1], [1]])), Matrix.of([[3], [7]]), "proved"),
    (MatrixSum(A, ScalarMultiple(-1, B)), Matrix.of([[1, 1], [2, 4]]), "proved"),
    (MatrixSum(ScalarMultiple(3, vector(2, -1)), vector(1, 4)), vector(7, 1), "proved"),
    (MatrixPower(F, 20), Matrix.of([[10946, 6765], [6765, 4181]]), "proved"),
    (MatrixPower(A, -1), Inverse(A), "proved"),
    (Transpose(A), Matrix.of([[1, 3], [2, 4]]), "proved"),
    (Inverse(A), Matrix.of([[-2, 1], [Rational(3, 2), Rational(-1, 2)]]), "proved"),
    (Inverse(K), ScalarMultiple(1 / (1 - k**2), Matrix.of([[1, -k], [-k, 1]])), "proved"),
    (Adjugate(A), Matrix.of([[4, -2], [-3, 1]]), "proved"),
    (Columns(vector(1, 2), vector(3, 4)), Transpose(A), "proved"),
    (Trace(A), Integer(5), "proved"),
    (Rank(Matrix.of([[1, 2], [2, 4]])), Integer(1), "proved"),
    (Dimension(NullSpace(Matrix.of([[1, 2], [2, 4]]))), Integer(1), "proved"),
    (Dimension(CoordinateSpace(3)), Integer(3), "proved"),
    (Det(MatrixProduct(A, A)), Integer(4), "proved"),
    (Det(MatrixSum(F, ScalarMultiple(-lam, Identity(2)))), lam**2 - lam - 1, "proved"),
    (Dot(vector(1, 2), vector(3, 4)), Integer(11), "proved"),
    (Cross(vector(1, 2, 3), vector(k, 5, 6)), vector(-3, 3 * k - 6, 5 - 2 * k), "proved"),
    (Norm(vector(3, 4)), Integer(5), "proved"),
    (Norm(vector(1, -5, 2, 0, -3), 1), Integer(11), "proved"),
    (Norm(vector(1, -5, 2), sp.oo), Integer(5), "proved"),
    (Norm(vector(1, 2)), sqrt(5), "supported"),
    (Norm(vector(1, I)), sqrt(2), "supported"),
    (FrobeniusNorm(A), sqrt(30), "supported"),
    (Entry(MatrixProduct(A, B), 1, 2), Integer(1), "proved"),
    (Entry(vector(4, 5), 2), Integer(5), "proved"),
    (Entry(vector(sp.exp(2), 5), 1), sp.exp(2), "supported"),
    (
        Projection(vector(1, 0, 0), Span(vector(1, 0, -1), vector(1, 1, 0))),
        vector(Rational(2, 3), Rational(1, 3), Rational(-1, 3)),
        "proved",
    ),
    (Projection(vector(1, 1), NullSpace(Matrix.of([[1, -1]]))), vector(1, 1), "proved"),
    (Dimension(Eigenspace(F, PHI)), Integer(1), "proved"),
    (Dimension(Eigenspace(CUBIC, REAL)), Integer(1), "proved"),
    (MatrixProduct(F, vector(PHI, 1)), ScalarMultiple(PHI, vector(PHI, 1)), "proved"),
    (MatrixProduct(TURN, vector(I, 1)), ScalarMultiple(1 + 2 * I, vector(I, 1)), "proved"),
    (lam**2 - 2 * lam + 5, (lam - 1 - 2 * I) * (lam - 1 + 2 * I), "supported"),
    (COMPLEX**3 - COMPLEX, Integer(1), "supported"),
    (MatrixProduct(Transpose(Q), Q), Identity(2), "proved"),
]


@pytest.mark.parametrize(("before", "after", "status"), TRUE)
def test_what_is_equal_passes_both_ways(before: Basic, after: Basic, status: str) -> None:
    assert check(Equal(before, after), Places()).status == status
    assert confirm(Equal(before, after), Places()).passes
    assert check(Equal(after, before), Places()).passes


def nearby(value: Basic) -> Basic:
    """Almost the same value."""
    if isinstance(value, Tuple):
        return Tuple(*value.args[:-1], value.args[-1] + 1)
    if isinstance(value, Matrix):
        first, *rest = value.entries()
        return Matrix.of([(first[0] + 1, *first[1:]), *rest])
    if isinstance(value, sp.Expr):
        return value + 1
    return ScalarMultiple(Rational(101, 100), value)


@pytest.mark.parametrize(("before", "after", "status"), TRUE)
def test_what_is_not_equal_is_refuted(before: Basic, after: Basic, status: str) -> None:
    assert check(Equal(before, nearby(after)), Places()).status == "refuted"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MatrixProduct(A, vector(1, 1, 1)), vector(1, 1)),
        (MatrixProduct(vector(1, 1), A), vector(1, 1)),
        (MatrixProduct(A, vector(1, 1)), Matrix.of([[3], [7]])),
        (MatrixSum(A, Identity(3)), A),
        (MatrixSum(vector(1, 2), vector(1, 2, 3)), vector(2, 4)),
        (Trace(Matrix.of([[1, 2]])), Integer(1)),
        (Dot(vector(1, 2), vector(1, 2, 3)), Integer(5)),
        (Inverse(Matrix.of([[1, 2], [2, 4]])), A),
        (MatrixPower(A, Rational(1, 2)), A),
        (Entry(A, 3, 1), Integer(1)),
        (Norm(vector(1, 2), 3), Integer(3)),
        (Identity(Integer(-1)), A),
        (A, Trace(A)),
    ],
)
def test_what_has_no_value_is_refuted(before: Basic, after: Basic) -> None:
    assert check(Equal(before, after), Places()).status == "refuted"


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        (Compared(vector(1, 2), "!=", vector(1, 3)), True),
        (Compared(vector(1, 2), "!=", vector(1, 2)), False),
        (Compared(MatrixProduct(A, B), "!=", MatrixProduct(B, A)), True),
        (Compared(MatrixProduct(A, A), "!=", MatrixPower(A, 2)), False),
        (Compared(vector(k, 2), "!=", vector(k, 3)), True),
        (Compared(vector(1, 2), "=", vector(1, 2)), True),
        (Compared(vector(1, 2), "<", vector(1, 3)), False),
        (Compared(Dot(vector(1, 2), vector(2, -1)), "=", Integer(0)), True),
        (Compared(Det(A), "!=", Integer(0)), True),
        (Compared(Rank(A), "<", Integer(3)), True),
    ],
)
def test_vectors_and_matrices_are_compared(claim: Claim, holds: bool) -> None:
    verdict = confirm(claim, Places())
    assert verdict.passes if holds else verdict.status == "refuted"


def test_names_stand_for_matrices_and_vectors() -> None:
    places = Places()
    name, v = Symbol("A"), Symbol("v")
    places.define(name, A)
    places.define(v, vector(1, 1))
    assert check(Equal(MatrixProduct(name, v), vector(3, 7)), places).status == "proved"
    assert check(Equal(Det(name), Integer(-2)), places).status == "proved"
    assert check(Equal(name, B), places).status == "refuted"
    assert check(Equal(MatrixProduct(name, Symbol("w")), v), places).status == "refuted"


def test_a_value_that_is_only_sometimes_there_needs_a_condition() -> None:
    entries = Matrix.of([[k / (k - 1), 0], [0, 1]])
    product = MatrixProduct(Matrix.of([[k, 0], [0, 1]]), Identity(2))
    scaled = MatrixProduct(entries, Matrix.of([[k - 1, 0], [0, 1]]))
    assert check(Equal(product, scaled), Places()).status == "refuted"
    assert check(Equal(product, scaled, (Ne(k, 1),)), Places()).passes


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        (Det(MatrixSum(K, ScalarMultiple(-lam, Identity(2)))), True),
        (MatrixProduct(Transpose(K), Adjugate(K), MatrixPower(K, 3)), True),
        (Det(Matrix.of([[1 / k, 0], [0, k]])), False),
        (MatrixProduct(Inverse(K), K), False),
        (MatrixPower(K, 0), False),
        (MatrixPower(K, k), False),
        (Rank(K), False),
        (Dot(vector(sqrt(k), 1), vector(k, 1)), False),
        (x * Det(K), False),  # x is defined with a division
    ],
)
def test_a_value_without_division_is_told_from_others(value: Basic, is_one: bool) -> None:
    assert is_polynomial(value, {x: 1 / k}) is is_one


def test_identical_polynomials_are_proved_before_any_place_is_drawn() -> None:
    places = Places(lambda: pytest.fail("a place is drawn"))
    assert check(Equal(Det(K), 1 - k**2), places).status == "proved"
    assert check(Equal(MatrixProduct(K, B), Matrix.of([[k, 1], [1, k]])), places).status == "proved"


def test_the_rank_of_a_matrix_with_a_letter_needs_the_special_values() -> None:
    assert check(Equal(Rank(K), Integer(2)), Places()).status == "refuted"
    assert check(Equal(Rank(K), Integer(2), (Ne(k, 1), Ne(k, -1))), Places()).passes
    assert check(Equal(Dimension(NullSpace(K)), Integer(0)), Places()).status == "refuted"


SMALL = st.integers(-3, 3)
SQUARES = st.lists(st.lists(SMALL, min_size=3, max_size=3), min_size=3, max_size=3)


@settings(max_examples=40, deadline=None)
@given(SQUARES, SQUARES)
def test_products_ranks_and_inverses_agree_with_sympy(
    one: list[list[int]], other: list[list[int]]
) -> None:
    left, right = Matrix.of(one), Matrix.of(other)
    dense, second = sp.Matrix(one), sp.Matrix(other)
    product = Matrix.of((dense * second).tolist())
    assert confirm(Equal(MatrixProduct(left, right), product), Places()).status == "proved"
    rank = Integer(dense.rank())
    assert confirm(Equal(Rank(left), rank), Places()).status == "proved"
    assert confirm(Equal(Dimension(NullSpace(left)), 3 - rank), Places()).status == "proved"
    if rank == 3:
        inverse = Matrix.of(dense.inv().tolist())
        assert confirm(Equal(Inverse(left), inverse), Places()).status == "proved"


def test_a_power_may_have_a_letter_as_exponent() -> None:
    n = Symbol("n")
    double = Matrix.of([[2, 0], [0, 1]])
    assert check(Equal(MatrixPower(double, n), Matrix.of([[2**n, 0], [0, 1]])), Places()).passes
    wrong = Equal(MatrixPower(double, n), Matrix.of([[2 * n, 0], [0, 1]]))
    assert check(wrong, Places()).status == "refuted"


def test_a_determinant_has_a_value_where_the_matrix_is_singular() -> None:
    singular = Matrix.of([[1, 0, 1], [0, 0, 0], [0, 0, 0]])
    shifted = Det(MatrixSum(singular, ScalarMultiple(-lam, Identity(3))))
    assert check(Equal(shifted, lam**2 - lam**3), Places()).status == "proved"


def test_fifty_rows_are_quick() -> None:
    random = Random(1)
    size = 50
    big = Matrix.of([[random.randint(-9, 9) for _ in range(size)] for _ in range(size)])
    shift = Matrix.of([[int(j == (i + 1) % size) for j in range(size)] for i in range(size)])
    shifted = Matrix.of([line[-1:] + line[:-1] for line in big.entries()])
    started = time.process_time()
    assert confirm(Equal(MatrixProduct(big, shift), shifted), Places()).status == "proved"
    assert confirm(Equal(Rank(big), Integer(size)), Places()).status == "proved"
    assert check(Equal(Inverse(shift), Transpose(shift)), Places()).status == "proved"
    assert time.process_time() - started < 10


def test_names_of_vectors_may_rest_on_other_names() -> None:
    places, u, v, w = Places(), *map(Symbol, "uvw")
    meanings = {w: vector(0, 1), v: vector(1, 2), u: MatrixSum(v, ScalarMultiple(Integer(-1), w))}
    for name, meaning in meanings.items():
        places.define(name, meaning)
    assert check(Equal(Norm(u), sqrt(2)), places).passes
    assert not check(Equal(Norm(u), sqrt(3)), places).passes


def test_a_root_that_is_no_new_number_is_worked_out() -> None:
    hidden = sp.Pow(sp.Add(3, 1, evaluate=False), Rational(1, 2), evaluate=False)
    assert check(Equal(Norm(Tuple(sqrt(3), 1)), hidden), Places()).passes
    other = sp.Pow(sp.Add(3, 2, evaluate=False), Rational(1, 2), evaluate=False)
    assert not check(Equal(Norm(Tuple(sqrt(3), 1)), other), Places()).passes


def test_the_size_of_a_complex_number_is_no_root_of_a_field() -> None:
    size = sp.Pow(sp.Abs(1 + sp.I, evaluate=False), 2, evaluate=False)
    long = sp.Pow(sp.Add(size, 4, evaluate=False), Rational(1, 2), evaluate=False)
    assert check(Equal(Norm(Tuple(1 + sp.I, 2)), long), Places()).passes


def test_a_vector_may_be_named_by_a_length_and_a_letter() -> None:
    places, p, q, sigma = Places(), *map(Symbol, ("p", "q", "sigma"))
    places.define(q, ScalarMultiple(1 / Norm(vector(3, 4)), vector(3, 4)))
    places.define(sigma, Integer(2))
    places.define(p, ScalarMultiple(1 / sigma, q))
    assert check(Equal(p, vector(Rational(3, 10), Rational(2, 5))), places).passes
    assert not check(Equal(p, vector(Rational(3, 5), Rational(4, 5))), places).passes


def test_nothing_is_derived_with_respect_to_a_matrix() -> None:
    places, name = Places(), Symbol("M")
    assert check(DerivativeOf(x**2 - x, x, 2 * x - 1), places).passes
    places.define(name, A)
    assert check(DerivativeOf(x**2 - x, name, 2 * x - 1), places).status == "refuted"


SIX = Matrix.of(
    [
        *([3, -2, 2, 0, 0, -2], [-2, 2, 0, 3, -3, 3], [2, 0, -1, 2, -2, -1]),
        *([0, 3, 2, 0, 2, 0], [0, -3, -2, 2, 2, -2], [-2, 3, -1, 0, -2, 1]),
    ]
)
SEXTIC = CRootOf(x**6 - 7 * x**5 - 41 * x**4 + 234 * x**3 + 313 * x**2 - 1274 * x - 1036, 5)
TWICE = Matrix.of(  # the cubic, for two blocks
    [[*row, *3 * [0]] for row in CUBIC.entries()] + [[*3 * [0], *row] for row in CUBIC.entries()]
)


@pytest.mark.parametrize(
    ("space", "vectors", "holds"),
    [
        (Eigenspace(CUBIC, REAL), [vector(lam**2 - 1, 1, lam)], False),
        (Eigenspace(CUBIC, REAL), [vector(lam**2 - 1, lam, 1)], True),
        (Eigenspace(CUBIC, REAL), [vector(lam - 1 / lam, 1, 1 / lam)], True),
        (Eigenspace(CUBIC, REAL), [vector(1 - lam**-2, 1 / lam, lam**-2)], True),
        (Eigenspace(CUBIC, REAL), [vector(lam**2 - 1, lam, 1, 0)], False),
        (Eigenspace(CUBIC, REAL), [], False),
        (Eigenspace(CUBIC, Integer(1)), [], True),
        (Eigenspace(CUBIC, REAL + 1), [], True),
        (
            Eigenspace(TWICE, REAL),
            [vector(lam**2 - 1, lam, 1, 0, 0, 0), vector(0, 0, 0, lam**2 - 1, lam, 1)],
            True,
        ),
        (
            Eigenspace(TWICE, REAL),
            [vector(lam**2 - 1, lam, 1, 0, 0, 0), vector(lam**3 - lam, lam**2, lam, 0, 0, 0)],
            False,
        ),
        (Eigenspace(TWICE, REAL), [vector(lam**2 - 1, lam, 1, 0, 0, 0)], False),
        (Eigenspace(SIX, SEXTIC), [], False),
    ],
)
def test_a_space_over_a_numbered_root_is_decided_exactly(
    space: Basic, vectors: list[Tuple], holds: bool
) -> None:
    places = Places()
    places.define(lam, REAL)
    claim = Basis(space, Tuple(*vectors))
    for verdict in (check(claim, places), confirm(claim, places)):
        assert verdict.status == ("proved" if holds else "refuted")


def test_six_eigenspaces_of_numbered_roots_have_one_dimension_each() -> None:
    claim = Equal(Dimension(Eigenspace(SIX, SEXTIC)), Integer(1))
    assert check(claim, Places()).status == "proved"
    assert confirm(claim, Places()).passes


def test_the_second_opinion_on_a_rank_holds_for_larger_matrices_of_roots() -> None:
    rng = Random(0)

    def drawn(i: int, j: int) -> sp.Expr:
        return rng.randint(-3, 3) + rng.randint(-3, 3) * sqrt(2)

    table = sp.Matrix(5, 4, drawn) * sp.Matrix(4, 5, drawn)
    claim = Equal(Rank(Matrix.of(table.applyfunc(sp.expand).tolist())), Integer(4))
    assert check(claim, Places()).status == "proved"
    assert confirm(claim, Places()).passes
