"""Derivations with matrices and vectors form one line, and what is invented does not."""

from __future__ import annotations

import sympy as sp
from sympy import Basic, Integer, Rational, Symbol, Tuple

from tutor.core.claims import (
    Added,
    Basis,
    Claim,
    Compared,
    Defines,
    Equal,
    Factored,
    RowReduced,
    Substituted,
)
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    Dot,
    Eigenspace,
    Entry,
    MatrixProduct,
    NullSpace,
    Rank,
    Span,
)
from tutor.core.step import Step, Trace, collect, step
from tutor.kit.linear_algebra.characteristic import by_cofactors, characteristic
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.null_space import special_solutions
from tutor.kit.polynomial_roots import factored
from tutor.verify.line.walk import faults

from ..matrices import A, N

U, V = Tuple(1, 2), Tuple(3, 4)
lam = sp.Symbol("lambda")


def found(inputs: dict[str, Basic], steps: tuple[Step, ...], *goals: Claim) -> list[str]:
    named = tuple((f"goal {k}", goal) for k, goal in enumerate(goals))
    trace = Trace("a.b", "m", tuple(inputs.items()), steps, named)
    return [fault.verdict.why for fault in faults(trace)]


def test_a_null_space_read_off_a_reduced_form() -> None:
    steps, reduced = collect(gauss_jordan(N))
    form = RowReduced(N, reduced.matrix, Tuple(*map(Integer, reduced.pivots)))
    basis = Basis(NullSpace(N), Tuple(*special_solutions(reduced.matrix, reduced.pivots)))
    assert not found({"A": N}, (*steps, step("name", form), step("read", basis)), form, basis)
    other = Basis(NullSpace(Matrix.of([[7, 8]])), Tuple(Tuple(-8, 7)))
    assert found({"A": N}, (*steps, step("name", form), step("read", other)), form, other)


def test_eigenvectors_from_the_factored_polynomial() -> None:
    C = Matrix.of([[2, 1], [1, 2]])
    steps, polynomial = collect(by_cofactors(C, lam))
    product = Equal(polynomial, factored(polynomial, lam))
    spaces = [
        Basis(Eigenspace(C, Integer(1)), Tuple(Tuple(-1, 1))),
        Basis(Eigenspace(C, Integer(3)), Tuple(Tuple(1, 1))),
    ]
    goal = Equal(characteristic(C, lam), product.after)
    line = (*steps, step("factor", product), *(step("space", s) for s in spaces))
    assert not found({"A": C}, line, goal, *spaces)
    invented = Basis(Eigenspace(C, Integer(5)), Tuple())
    assert found({"A": C}, (*line, step("space", invented)), goal, *spaces, invented)


def test_products_factors_and_columns() -> None:
    product = Equal(MatrixProduct(A, U), Tuple(5, 11))
    assert not found({"A": A, "u": U}, (step("multiply", product),), product)
    upper = Matrix.of([[1, 2], [0, -2]])
    lu = Factored(A, Tuple(Matrix.of([[1, 0], [3, 1]]), upper), ("unit lower", "upper"))
    eliminate = step("add", Added(A, 2, 1, Integer(-3), upper))
    assert not found({"A": A}, (eliminate, step("collect", lu)), lu)
    stacked = Matrix.of([[1, 3], [2, 4]])
    rank, basis = Equal(Rank(stacked), Integer(2)), Basis(Span(U, V), Tuple(U, V))
    line = (step("stack", Equal(Columns(U, V), stacked)), step("count", rank), step("say", basis))
    assert not found({"vectors": Tuple(U, V)}, line, rank, basis)


def test_a_dot_product_and_a_judgement() -> None:
    written = sp.Add(sp.Mul(1, 3, evaluate=False), sp.Mul(2, 4, evaluate=False), evaluate=False)
    line = (
        step("write", Equal(Dot(U, V), written)),
        step("add", Equal(written, Integer(11))),
        step("judge", Compared(Dot(U, V), "!=", Integer(0))),
    )
    goal = Equal(Dot(U, V), Integer(11))
    assert not found({"u": U, "v": V}, line, goal)
    assert found({"u": U, "v": V}, (step("add", Equal(Dot(U, Tuple(8, 9)), Integer(26))),), goal)


def test_the_entries_of_a_given_matrix_are_known_numbers() -> None:
    name = Symbol("M")
    entry = Entry(MatrixProduct(name, name), Integer(1), Integer(1))
    written = sp.Add(sp.Mul(1, 1, evaluate=False), sp.Mul(2, 3, evaluate=False), evaluate=False)
    line = (step("name", Defines(name, A)), step("pair", Equal(entry, written)))
    assert not found({"A": A}, line, Equal(entry, written))
    strange = sp.Add(sp.Mul(1, 1, evaluate=False), sp.Mul(-6, -1, evaluate=False), evaluate=False)
    line = (step("name", Defines(name, A)), step("pair", Equal(entry, strange)))
    assert found({"A": A}, line, Equal(entry, strange))


def test_pi_in_a_formula_is_no_strange_number() -> None:
    theta, half = Symbol("theta"), sp.acos(Rational(1, 3))
    turned = sp.Mul(theta, sp.Pow(sp.pi, -1, evaluate=False), evaluate=False)
    inserted = sp.Mul(half, sp.Pow(sp.pi, -1, evaluate=False), evaluate=False)
    third = Rational(1, 3)
    line = (step("name", Defines(theta, half)), step("insert", Equal(turned, inserted)))
    assert not found({"x": Tuple(third)}, line, Equal(turned, inserted))


def test_a_basis_vector_may_be_put_into_a_rule() -> None:
    x, y = sp.symbols("x y")
    values = Tuple(x + 2 * y, 3 * x)
    places = Tuple(sp.Eq(x, 1, evaluate=False), sp.Eq(y, 0, evaluate=False))
    image = Substituted(values, places, Tuple(1, 3))
    rule = {"T": Tuple(Tuple(x, y), values)}
    assert not found(rule, (step("map", image),), image)
    other = Tuple(sp.Eq(x, 7, evaluate=False), sp.Eq(y, 0, evaluate=False))
    strange = Substituted(values, other, Tuple(7, 21))
    assert found(rule, (step("map", strange),), strange)
