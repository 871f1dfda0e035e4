"""Principal components, from covariances that are worked out without a mean.

The covariance matrix comes from the differences of pairs of observations.  A
decomposition into orthogonal, diagonal and transposed factors is bound by its
claim, because it fits one matrix only; which of the right ones was chosen for
equal variances and for signs is left open, and the scores follow that choice.
Variances and components may be written with names and have decimals beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Tuple
from sympy import Matrix as Dense

from tutor.core.claims import Approximates, Factored, Normalised
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, Transpose
from tutor.verify.answers import Follows, Forms, Says, Value
from tutor.verify.answers.linear_algebra.covariance_matrix import covariance
from tutor.verify.report import Misfit

KINDS = ("orthogonal", "singular values", "orthogonal")


def answers(given: Mapping[str, Any]) -> Forms:
    data = given.get("data")
    C = given["C"] if data is None else covariance(data, "n-1")
    total = sum((C[k, k] for k in range(1, C.shape[0] + 1)), Integer(0))
    found: dict[str, Any] = {
        "components": Says(
            Factored, matrix=Value(C), factors=Follows(_transposed), kinds=KINDS, given=()
        ),
        "shares": Says(Normalised, weights=Follows(_variances), total=Value(total)),
    }
    decimals: dict[str, Any] = {
        "variance_decimals": Says(Approximates, exact=Follows(_variances)),
        "component_decimals": Says(Approximates, exact=Follows(_components)),
        "share_decimals": Says(Approximates, exact=Follows(lambda goals: goals["shares"].shares)),
    }
    if data is None:
        return found, found | decimals
    centred = _centred(data)

    def scores(goals: Mapping[str, Any]) -> Value:
        V = Dense([list(line) for line in _components(goals).entries()])
        return Value(Matrix.of((centred * V).tolist()))

    def score_decimals(goals: Mapping[str, Any]) -> Value:
        table = Matrix.of(centred.tolist())
        return Value(MatrixProduct(table, _components(goals)), rounded=True)

    found["covariance"] = Value(C)
    return (
        found | {"scores": Follows(scores)},
        found | decimals | {"score_decimals": Follows(score_decimals)},
    )


def _centred(data: Matrix) -> Dense:
    """Each observation minus all of them, over their number, is the observation minus the mean."""
    height = data.shape[0]
    table = Dense([list(line) for line in data.entries()])
    return Dense(
        [
            sum((table.row(i) - table.row(j) for j in range(height)), table.row(0) * 0) / height
            for i in range(height)
        ]
    )


def _components(goals: Mapping[str, Any]) -> Any:
    return goals["components"].factors[0]


def _transposed(goals: Mapping[str, Any]) -> Tuple:
    """The third factor has to be the first one, transposed."""
    first, _, last = factors = goals["components"].factors
    if last != Transpose(first) and not (
        isinstance(first, Matrix)
        and isinstance(last, Matrix)
        and list(zip(*first.entries(), strict=True)) == list(last.entries())
    ):
        raise Misfit("the last factor is not the transpose of the first")
    return factors


def _variances(goals: Mapping[str, Any]) -> Tuple:
    diagonal = goals["components"].factors[1]
    return Tuple(*(diagonal[k, k] for k in range(1, diagonal.shape[0] + 1)))
