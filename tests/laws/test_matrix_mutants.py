"""No corruption of a claim about matrices passes, and no true claim is refuted.

One claim of each kind and shape is changed one field at a time; SymPy's own
solvers say which changes are false (see `oracle`).
"""

from __future__ import annotations

from random import Random

import pytest
import sympy as sp
from sympy import I, Integer, Rational, Tuple, sqrt

from tutor.core import claim_forms
from tutor.core.claims import (
    Basis,
    Claim,
    Cleared,
    Compared,
    Definite,
    Echelon,
    Equal,
    Factored,
    Roots,
    RowReduced,
)
from tutor.core.expr import Decoder, Encoder
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    ColumnSpace,
    CoordinateSpace,
    Cross,
    Det,
    Dot,
    Eigenspace,
    Entry,
    Identity,
    Inverse,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    Norm,
    NullSpace,
    Projection,
    Rank,
    RowSpace,
    ScalarMultiple,
    Span,
    Trace,
    Transpose,
)
from tutor.render.typeset import Typesetter
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

from ..matrices import A, F, N
from .mutations import changed_claims
from .oracle import truth

PHI = (1 + sqrt(5)) / 2
R = Matrix.of([[1, 2, 0, 1], [0, 0, 1, -1], [0, 0, 0, 0]])
x = sp.Symbol("x")
CUBIC = Matrix.of([[0, 0, 1], [1, 0, 1], [0, 1, 0]])  # its characteristic polynomial is x^3 - x - 1
TALL, CLEARED = (
    Matrix.of([[2, 1], [4, 3], [-1, 0]]),
    Matrix.of([[2, 1], [0, 1], [0, Rational(1, 2)]]),
)
ROOT = sp.CRootOf(x**3 - x - 1, 0)
U = Matrix.of([[1 / sqrt(2), 1 / sqrt(2)], [1 / sqrt(2), -1 / sqrt(2)]])


def v(*parts: object) -> Tuple:
    return Tuple(*parts)


CLAIMS: list[Claim] = [
    Cleared(TALL, 1, Matrix.of([[0, -2, Rational(1, 2)]]), CLEARED),
    Cleared(
        TALL,
        1,
        Matrix.of([[0, -2, -sqrt(2)]]),
        Matrix.of([[2, 1], [0, 1], [-1 - 2 * sqrt(2), -sqrt(2)]]),
    ),
    Cleared(CLEARED, 2, Matrix.of([[-1, 0, 0]]), Matrix.of([[2, 0], [0, 1], [0, Rational(1, 2)]])),
    RowReduced(N, R, v(1, 3)),
    RowReduced(
        Matrix.of([[1, 2, 3], [3, 4, 5]], 1), Matrix.of([[1, 0, -1], [0, 1, 2]], 1), v(1, 2)
    ),
    RowReduced(Matrix.of([[0, 0]]), Matrix.of([[0, 0]]), v()),
    Echelon(N, Matrix.of([[1, 2, 1, 0], [0, 0, -2, 2], [0, 0, 0, 0]]), v(1, 3)),
    Echelon(Matrix.of([[sqrt(2), 2], [1, sqrt(2)]]), Matrix.of([[sqrt(2), 2], [0, 0]]), v(1)),
    Basis(NullSpace(N), v(v(-2, 1, 0, 0), v(-1, 0, 1, 1))),
    Basis(ColumnSpace(N), v(v(1, 2, 3), v(1, 0, 1))),
    Basis(RowSpace(N), v(v(1, 2, 0, 1), v(0, 0, 1, -1))),
    Basis(Span(v(1, 2), v(2, 4)), v(v(1, 2))),
    Basis(Span(v(1, 2), v(2, 3)), v(v(1, 2), v(2, 3))),
    Basis(CoordinateSpace(3), v(v(2, 1, 1), v(1, 0, 2), v(1, 0, 1))),
    Basis(NullSpace(A), v()),
    Basis(Eigenspace(F, PHI), v(v(PHI, 1))),
    Basis(Eigenspace(Matrix.of([[1, -2], [2, 1]]), 1 + 2 * I), v(v(I, 1))),
    Basis(
        Eigenspace(Matrix.of([[0, 0, 1], [1, 0, 0], [0, 1, 0]]), -(1 + sqrt(3) * I) / 2),
        v(v((-1 + sqrt(3) * I) / 2, -(1 + sqrt(3) * I) / 2, 1)),
    ),
    Basis(Eigenspace(CUBIC, ROOT), v(v(ROOT, 1 + ROOT, ROOT**2))),
    Factored(
        A, v(Matrix.of([[1, 0], [3, 1]]), Matrix.of([[1, 2], [0, -2]])), ("unit lower", "upper")
    ),
    Factored(A, v(F, Inverse(F), A), ("invertible", "any", "any")),
    Factored(
        ScalarMultiple(sqrt(2), U),
        v(U, Matrix.of([[sqrt(2), 0], [0, sqrt(2)]])),
        ("orthogonal", "singular values"),
    ),
    Definite(Matrix.of([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]), "positive definite"),
    Definite(Matrix.of([[1, sqrt(2)], [sqrt(2), 2]]), "positive semidefinite"),
    Definite(Matrix.of([[-2, 1], [1, -2]]), "negative definite"),
    Definite(Matrix.of([[-1, 1], [1, -1]]), "negative semidefinite"),
    Definite(Matrix.of([[6, -3], [-3, 0]]), "indefinite"),
    Roots(x**3 - 3 * x - 2, x, v(-1, 2), v(2, 1)),
    Roots(2 * x**2 - 4 * x + 10, x, v(1 + 2 * I, 1 - 2 * I), v(1, 1)),
    Roots(Det(Matrix.of([[1 - x, 1], [1, -x]])), x, v(PHI, 1 - PHI), v(1, 1)),
    Roots(x**3 - x - 1, x, v(*(sp.CRootOf(x**3 - x - 1, k) for k in range(3))), v(1, 1, 1)),
    Equal(MatrixProduct(A, F), Matrix.of([[3, 1], [7, 3]])),
    Equal(MatrixProduct(A, v(1, 1)), v(3, 7)),
    Equal(MatrixSum(ScalarMultiple(3, v(2, -1)), v(1, 4)), v(7, 1)),
    Equal(MatrixPower(F, 5), Matrix.of([[8, 5], [5, 3]])),
    Equal(MatrixProduct(A, Inverse(A)), Identity(2)),
    Equal(Transpose(A), Matrix.of([[1, 3], [2, 4]])),
    Equal(
        Projection(v(1, 0, 0), Span(v(1, 0, -1), v(1, 1, 0))),
        v(Rational(2, 3), Rational(1, 3), Rational(-1, 3)),
    ),
    Equal(Cross(v(1, 2, 3), v(4, 5, 6)), v(-3, 6, -3)),
    Equal(Dot(v(1, 2), v(3, 4)), Integer(11)),
    Equal(Norm(v(1, 2)), sqrt(5)),
    Equal(Trace(A), Integer(5)),
    Equal(Rank(N), Integer(2)),
    Equal(Entry(MatrixProduct(A, F), 1, 2), Integer(1)),
    Compared(MatrixProduct(A, F), "!=", MatrixProduct(F, A)),
    Compared(v(1, 2), "!=", v(1, 3)),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: type(c).__name__)
def test_a_claim_holds_and_none_of_its_corruptions(claim: Claim) -> None:
    assert truth(claim, {}) is True
    assert confirm(claim, Places()).passes
    made = list(changed_claims(claim, []))
    judged = 0
    for field, change, new in Random(3).sample(made, min(len(made), 40)):
        verdict, status = truth(new, {}), check(new, Places()).status
        if verdict is not None:
            judged += 1
            assert (status == "refuted") is not verdict, (field, change, new, status)
    assert judged or not made


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: type(c).__name__)
def test_a_claim_survives_json_and_is_written(claim: Claim) -> None:
    encoder = Encoder()
    form = claim_forms.write(claim, encoder)
    assert claim_forms.read(form, Decoder(encoder.rows, encoder.states)) == claim
    typesetter = Typesetter()
    for written in (typesetter.latex, typesetter.mathml, typesetter.plain, typesetter.spoken):
        assert written(claim)


k = sp.Symbol("k")


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        (Basis(NullSpace(Matrix.of([[1, k], [k, 1]])), v()), False),
        (Basis(NullSpace(Matrix.of([[1, k], [k, 1]])), v(), (sp.Ne(k, 1), sp.Ne(k, -1))), True),
        (Basis(Span(v(1, k), v(k, 2)), v(v(1, k), v(k, 2))), False),
        (Basis(CoordinateSpace(2), v(v(1, k), v(k, 2)), (k > 2,)), True),
        (RowReduced(Matrix.of([[1, k], [k, 1]]), Matrix.of([[1, 0], [0, 1]]), v(1, 2)), False),
        (Roots(x**2 - k**2, x, v(k, -k), v(1, 1)), False),
        (Roots(x**2 - k**2, x, v(k, -k), v(1, 1), (sp.Ne(k, 0),)), True),
        (Roots(k * x - 1, x, v(1 / k), v(1)), False),
        (Roots(0 * x, x, v(), v()), False),
        (Roots(sp.sin(x), x, v(0), v(1)), False),
        (Definite(Matrix.of([[k, 1], [1, k]]), "positive definite"), False),
        (Definite(Matrix.of([[k, 1], [1, k]]), "positive definite", (k > 1,)), True),
        (Definite(Matrix.of([[k, 1], [1, k]]), "positive definite", (k >= 1,)), False),
    ],
)
def test_a_letter_may_have_a_special_value(claim: Claim, holds: bool) -> None:
    verdict = check(claim, Places())
    assert verdict.passes if holds else verdict.status == "refuted"
