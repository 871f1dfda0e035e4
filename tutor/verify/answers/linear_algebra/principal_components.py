"""Principal components, from covariances that are worked out without a mean.

The covariance matrix comes from the differences of pairs of observations.  A
decomposition into orthogonal, diagonal and transposed factors is bound by its
claim, because it fits one matrix only; which of the right ones was chosen for
equal variances and for signs is left open, and the scores follow that choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Tuple
from sympy import Matrix as Dense

from tutor.core.claims import Factored, Normalised
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answers, Follows, Says, Value
from tutor.verify.answers.linear_algebra.covariance_matrix import covariance

KINDS = ("orthogonal", "singular values", "orthogonal")


def answers(given: Mapping[str, Any]) -> Answers:
    data = given.get("data")
    C = given["C"] if data is None else covariance(data, "n-1")
    total = sum((C[k, k] for k in range(1, C.shape[0] + 1)), Integer(0))
    found: dict[str, Any] = {
        "components": Says(
            Factored, matrix=Value(C), factors=Follows(_transposed), kinds=KINDS, given=()
        ),
        "shares": Says(Normalised, weights=Follows(_variances), total=Value(total)),
    }
    if data is None:
        return found
    height = data.shape[0]
    table = Dense([list(line) for line in data.entries()])
    # Each observation minus all of them, over their number, is the observation minus the mean.
    differences = Dense(
        [
            sum((table.row(i) - table.row(j) for j in range(height)), table.row(0) * 0) / height
            for i in range(height)
        ]
    )

    def scores(goals: Mapping[str, Any]) -> Value:
        V = Dense([list(line) for line in goals["components"].factors[0].entries()])
        return Value(Matrix.of((differences * V).tolist()))

    return {"covariance": Value(C), **found, "scores": Follows(scores)}


def _transposed(goals: Mapping[str, Any]) -> Tuple:
    """The third factor has to be the first one, transposed."""
    factors = goals["components"].factors
    first, _, last = (Dense([list(line) for line in f.entries()]) for f in factors)
    if last != first.T:
        raise ValueError("the last factor is not the transpose of the first")
    return factors


def _variances(goals: Mapping[str, Any]) -> Tuple:
    diagonal = goals["components"].factors[1]
    return Tuple(*(diagonal[k, k] for k in range(1, diagonal.shape[0] + 1)))
