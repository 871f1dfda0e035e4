"""Null spaces, roots of polynomials and characteristic polynomials, by their defining properties."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sympy import I, Integer, Poly, Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Basis, Equal, RowReduced
from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Eigenspace, NullSpace
from tutor.core.step import collect
from tutor.kit.linear_algebra.characteristic import by_cofactors, characteristic
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.faddeev import by_traces, rounds
from tutor.kit.linear_algebra.null_space import free_columns, special_solutions, whole
from tutor.kit.linear_algebra.numbered_roots import find_space, write_cofactor_vector
from tutor.kit.polynomial_roots import Root, factored, roots, six_digits
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

x, lam, k = sp.symbols("x lambda k")
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(-3, 3), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_special_solutions_are_a_basis_of_the_null_space(table: list[list[int]]) -> None:
    matrix = Matrix.of(table)
    _, reduced = collect(gauss_jordan(matrix))
    claim = RowReduced(matrix, reduced.matrix, Tuple(*map(Integer, reduced.pivots)))
    assert check(claim, Places()).status == "proved"
    found = special_solutions(reduced.matrix, reduced.pivots)
    assert check(Basis(NullSpace(matrix), Tuple(*found)), Places()).status == "proved"
    assert len(found) == len(free_columns(reduced.matrix, reduced.pivots))
    for vector in map(whole, found):
        assert all(e.is_Integer for e in vector.args)
        assert sp.gcd(list(vector.args)) == 1


def test_a_null_space_with_roots_in_it() -> None:
    reduced = Matrix.of([[1, -sqrt(2), 0], [0, 0, 1]])
    assert special_solutions(reduced, (1, 3)) == (Tuple(sqrt(2), 1, 0),)
    assert whole(Tuple(sqrt(2), 1)) == Tuple(sqrt(2), 1)
    assert whole(Tuple(0, 0)) == Tuple(0, 0)


@settings(max_examples=60, deadline=None)
@example([-1, 0, 1, 0, 1])  # the root of a negative root
@given(st.lists(st.integers(-4, 4), min_size=2, max_size=5).filter(lambda c: c[0] != 0))
def test_the_roots_multiply_to_the_polynomial(coefficients: list[int]) -> None:
    polynomial = Poly(coefficients, x).as_expr()
    found = roots(polynomial, x)
    assert sum(r.multiplicity for r in found) == len(coefficients) - 1
    assert len({r.value for r in found}) == len(found)
    assert confirm(Equal(polynomial, factored(polynomial, x)), Places()).passes


@pytest.mark.parametrize(
    ("polynomial", "expected"),
    [
        (x**2 - x - 1, [(Rational(1, 2) - sqrt(5) / 2, 1), (Rational(1, 2) + sqrt(5) / 2, 1)]),
        (x**2 - 2 * x + 5, [(1 - 2 * I, 1), (1 + 2 * I, 1)]),
        ((x - 2) ** 2 * (x + 1), [(Integer(-1), 1), (Integer(2), 2)]),
        (x**4 - 5 * x**2 + 6, [(-sqrt(3), 1), (-sqrt(2), 1), (sqrt(2), 1), (sqrt(3), 1)]),
        (x**3 - x - 1, [(sp.CRootOf(x**3 - x - 1, n), 1) for n in (0, 1, 2)]),
        (x**2 - k**2, [(k, 1), (-k, 1)]),
    ],
)
def test_the_form_of_roots(polynomial: sp.Expr, expected: list[tuple[sp.Expr, int]]) -> None:
    found = [(r.value, r.multiplicity) for r in roots(polynomial, x)]
    assert set(found) == set(expected)
    if not polynomial.has(k):
        assert found == expected


def test_a_letter_in_a_cubic_is_refused() -> None:
    with pytest.raises(Undefined, match="with a letter"):
        roots(x**3 + k * x + 1, x)


def test_irrational_coefficients_are_factored_or_refused() -> None:
    found = roots(((x - sqrt(2)) * (x**2 - 2 * x - 3)).expand(), x)
    assert [root.value for root in found] == [-1, sqrt(2), 3]
    assert roots(x**2 - 2 * sqrt(2) * x + 2, x) == (Root(sqrt(2), 2),)
    with pytest.raises(Undefined, match="irrational coefficients"):
        roots(x**3 - sqrt(2) * x**2 - 1, x)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (sp.CRootOf(x**3 - x - 1, 0), "1.32472"),
        (sqrt(2), "1.41421"),
        (-sqrt(2) * 1000, "-1414.21"),
        (Integer(0), "0"),
        (-1000 * sp.I * sqrt(2), "-1414.21*I"),
        (sp.CRootOf(x**3 - x - 1, 2), "-0.662359 + 0.56228*I"),
    ],
)
def test_six_digits(number: sp.Expr, shown: str) -> None:
    claim = six_digits(number)
    assert claim.value == sp.sympify(shown, rational=True)
    assert check(claim, Places()).passes


def test_an_eigenspace_of_a_numbered_root_may_have_two_dimensions() -> None:
    block = sp.Matrix([[0, 0, 1], [1, 0, 1], [0, 1, 0]])  # of x^3 - x - 1
    A = Matrix.of(sp.diag(block, block).tolist())
    root = Root(sp.CRootOf(lam**3 - lam - 1, 0), 2)
    _, general = collect(write_cofactor_vector(A, lam, [root]))
    assert general == Tuple()
    _, eigen = collect(find_space(A, lam, general, root, 1))
    assert len(eigen.vectors) == 2
    places = Places()
    places.define(Symbol("lambda1"), root.value)
    claim = Basis(Eigenspace(A, root.value), Tuple(*eigen.vectors))
    assert check(claim, places).status == "proved"


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=3, max_size=3))
def test_the_characteristic_polynomial_agrees_with_sympy(table: list[list[int]]) -> None:
    A = Matrix.of(table)
    steps, value = collect(by_cofactors(A, lam))
    assert sp.expand(value - sp.Matrix(table).charpoly(lam).as_expr() * -1) == 0
    assert check(Equal(characteristic(A, lam), value), Places()).status == "proved"
    places = Places()
    assert all(
        check(claim, places).passes for s in steps for part in s.walk() for claim in part.claims
    )


@settings(max_examples=10, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(-3, 3), min_size=n, max_size=n), min_size=n, max_size=n
        )
    )
)
def test_traces_give_the_characteristic_polynomial_and_the_adjugate(table: list[list[int]]) -> None:
    matrix, dense = Matrix.of(table), sp.Matrix(table)
    _, found = collect(by_traces(matrix, lam))
    assert sp.expand(found - (dense - lam * sp.eye(dense.rows)).det(method="berkowitz")) == 0
    *earlier, last = rounds(matrix)
    assert all(e == 0 for line in last.shifted.entries() for e in line)
    size = dense.rows
    adjugate = sp.eye(size) * lam ** (size - 1)
    for n, each in enumerate(earlier, start=2):
        adjugate += sp.Matrix(each.shifted.entries()) * lam ** (size - n)
    product = (lam * sp.eye(size) - dense) * adjugate
    assert (product - (-1) ** size * found * sp.eye(size)).expand().is_zero_matrix
