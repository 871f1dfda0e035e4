"""Principal components: variances in order, shares of the total, and scores, exact or in decimals.

Where the unit eigenvectors can be written without roots inside roots, everything is exact.
Otherwise variances and components are exact under names, and decimals stand beside them.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple

from sympy import Basic, Expr, Integer, Symbol, Tuple

from tutor.core.claims import Approximates, Claim, Compared, Defines, Equal, Factored, Normalised
from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, MatrixProduct, Trace, Transpose
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.centring import CENTRED, COVARIANCE
from tutor.kit.linear_algebra.decimals import WORKING, rounded_matrix, rounded_vector
from tutor.kit.linear_algebra.named_axes import NamedAxis, dotted_with
from tutor.kit.linear_algebra.products import (
    columns_matrix,
    diagonal_matrix,
    multiplied,
    transposed,
)
from tutor.kit.linear_algebra.symmetric import Axis
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import added

V = Symbol("V")
KINDS = ("orthogonal", "singular values", "orthogonal")


class Components(NamedTuple):
    """The covariance matrix, the variances in order, the components as columns, and the scores.

    `components` is a matrix, or the name of one whose decimals are in `rounded`: those of
    the variances, the components, the shares and the scores, by the names of the goals.
    """

    covariance: Matrix
    variances: Tuple
    components: Basic
    scores: Matrix | None
    rounded: dict[str, Approximates]


Told = Generator[Step, None, Components]


def tell_exactly(C: Matrix, X: Matrix | None, axes: Sequence[Axis]) -> Told:
    """Put the axes into a matrix, share the variance out and project the centred data X."""
    variances = Tuple(*(axis.eigenvalue for axis in axes))
    components = columns_matrix([axis.direction for axis in axes])
    columns = Columns(*(axis.direction for axis in axes))
    yield step("name_components", Defines(V, columns), Equal(V, components))
    yield step("sort_components", decomposition(C, variances, components))
    yield step("share_variance", shares(variances))
    yield step("check_total", Compared(Trace(C), "=", sum(variances, Integer(0))))
    scores = None
    if X is not None:
        scores = multiplied(X, components)
        yield step("project_data", Equal(MatrixProduct(CENTRED, V), scores))
    return Components(C, variances, components, scores, {})


def tell_in_decimals(
    C: Matrix, X: Matrix | None, axes: Sequence[NamedAxis], found_by: Sequence[Step] = ()
) -> Told:
    """The same with names, and with decimals beside them, which smaller steps may find."""
    variances = Tuple(*(axis.written for axis in axes))
    values = [axis.eigenvalue.evalf(WORKING) for axis in axes]
    columns = [axis.decimals for axis in axes]
    rows = list(zip(*columns, strict=True))
    total = sum((C[k, k] for k in range(1, C.shape[0] + 1)), Integer(0))
    claim = Normalised(variances, total, Tuple(*(v / total for v in variances)))
    rounded = {
        "variance_decimals": rounded_vector(variances, values),
        "component_decimals": rounded_matrix(V, rows),
        "share_decimals": rounded_vector(claim.shares, [v / total for v in values]),
    }
    yield step("name_components", Defines(V, Columns(*(axis.name for axis in axes))))
    yield step("round_components", rounded["component_decimals"])
    yield step("sort_components", decomposition(C, variances, V))
    yield step("round_variances", rounded["variance_decimals"], substeps=found_by)
    yield step("check_total", Compared(Trace(C), "=", added(*variances)))
    yield step("share_named_variance", claim)
    yield step("round_shares", rounded["share_decimals"])
    if X is not None:
        scores = [[dotted_with(line, column) for column in columns] for line in X.entries()]
        rounded["score_decimals"] = rounded_matrix(MatrixProduct(CENTRED, V), scores)
        yield step("round_scores", rounded["score_decimals"])
    return Components(C, variances, V, None, rounded)


def decomposition(C: Matrix, variances: Tuple, components: Basic) -> Factored:
    """C is V D V^T."""
    last = transposed(components) if isinstance(components, Matrix) else Transpose(components)
    return Factored(C, Tuple(components, diagonal_matrix(variances.args), last), KINDS)


def shares(variances: Tuple) -> Normalised:
    total = tidied(sum(variances, Integer(0)))
    return Normalised(variances, total, Tuple(*(tidied(v / total) for v in variances)))


def refuse_negative(smallest: Expr) -> None:
    """Refuse a matrix with a negative eigenvalue, which would be a variance."""
    if smallest < 0:
        raise Undefined(
            "negative-variance",
            f"One eigenvalue is negative: {smallest if smallest.is_Rational else smallest.evalf(6)}. "
            "No variance is, so this is no covariance matrix.",
            fix="Check the entries; a covariance is at most the product of the two deviations.",
        )


def claims(found: Components) -> tuple[tuple[str, Claim], ...]:
    """What the problem asks for, by name."""
    C, variances, components, scores, rounded = found
    made: list[tuple[str, Claim]] = []
    if scores is not None or "score_decimals" in rounded:
        made.append(("covariance", Equal(COVARIANCE, C)))
    made.append(("components", decomposition(C, variances, components)))
    if rounded:
        total = sum((C[k, k] for k in range(1, C.shape[0] + 1)), Integer(0))
        made.append(("shares", Normalised(variances, total, rounded["share_decimals"].exact)))
    else:
        made.append(("shares", shares(variances)))
    if scores is not None:
        made.append(("scores", Equal(MatrixProduct(CENTRED, V), scores)))
    return (*made, *rounded.items())
