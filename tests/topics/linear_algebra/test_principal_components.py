"""Principal components: equal and zero variances, signs, covariance matrices, more variables."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, sqrt

from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import solve

from ..solving import solved

R5 = sqrt(5)


def test_raw_data() -> None:
    solution = solved("pca of (1,5),(5,2),(6,5),(9,4),(9,9)")
    answer = solution.answer
    assert answer["covariance"].after == Matrix.of([[11, 3], [3, Rational(13, 2)]])
    assert answer["components"].factors[0].column(1) == (2 / R5, 1 / R5)
    assert answer["shares"].weights == Tuple(Rational(25, 2), 5)
    assert answer["shares"].shares == Tuple(Rational(5, 7), Rational(2, 7))
    assert answer["scores"].after.column(1) == (-2 * R5, -R5, 0, R5, 2 * R5)
    assert [figure.words for figure in solution.trace.figures] == ["principal_axes", "scree"]


def test_covariance_matrix() -> None:
    solution = solved("pca of the covariance matrix [9 4; 4 3]")
    assert solution.answer["shares"].shares == Tuple(Rational(11, 12), Rational(1, 12))
    assert set(solution.answer) == {"components", "shares"}


@pytest.mark.parametrize("matrix", ["[2 0; 0 2]", "[2 0 0; 0 5 0; 0 0 2]", "[2 1 1; 1 2 1; 1 1 2]"])
def test_equal_variances_give_an_orthonormal_basis(matrix: str) -> None:
    solution = solved(f"pca of the covariance matrix {matrix}")
    assert "several independent eigenvectors" in str(solution)


def test_equal_largest_variances_are_said() -> None:
    page = str(solved("pca of the covariance matrix [2 0; 0 2]").to("text", detail="why"))
    assert "first two variances are equal" in " ".join(page.split())


def test_zero_variance_along_a_direction() -> None:
    solution = solved("pca of (1,2),(2,4),(3,6)")
    assert solution.answer["shares"].shares == Tuple(1, 0)
    assert "do not vary in that direction" in " ".join(str(solution).split())


@pytest.mark.parametrize(
    ("text", "variances", "first"),
    [
        ("pca C = [2 1; 1 5]", ("5.30278", "1.69722"), ("0.289784", "0.957092")),
        (
            "pca C = [2 1 0; 1 3 1; 0 1 5]",
            ("5.46050", "3.23912", "1.30037"),
            ("0.12000", "0.41526", "0.90175"),
        ),
    ],
)
def test_irrational_variances_stay_exact_and_get_decimals(
    text: str, variances: tuple[str, ...], first: tuple[str, ...]
) -> None:
    answer = solved(text).answer
    for value, expected in zip(answer["variance_decimals"].value, variances, strict=True):
        assert abs(value - Rational(expected)) <= Rational(1, 100_000)
    for value, expected in zip(answer["component_decimals"].value.column(1), first, strict=True):
        assert abs(value - Rational(expected)) < Rational(1, 1000)
    assert "scores" not in answer


def test_scores_of_irrational_components() -> None:
    solution = solved("principal components of (1, 2), (3, 5), (4, 7), (6, 6)")
    scores = solution.answer["score_decimals"].value
    assert abs(sum(scores.column(1))) <= Rational(1, 10**5)
    assert abs(scores[1, 1] + Rational("3.89611")) <= Rational(1, 10**5)
    assert [figure.words for figure in solution.trace.figures] == ["principal_axes", "scree"]


@pytest.mark.slow
def test_five_variables_with_irrational_variances() -> None:
    """Expanded by cofactors, this took longer than a command may; names of data are kept apart."""
    rows = "(1,2,0,1,3), (2,1,1,0,2), (0,1,2,2,1), (1,0,3,1,1), (2,2,1,3,0), (4,1,0,1,1)"
    solution = solved(f"pca of {rows}")
    assert "no short exact form" in " ".join(str(solution).split())
    rules = [part.rule for part in solution.trace.walk()]
    assert rules.count("bound_by_residual") == 5


def test_a_tiny_variance_is_not_rounded_to_zero() -> None:
    solution = solved("pca of (1.7, 65), (1.8, 80), (1.6, 52), (1.75, 70), (1.9, 95)")
    assert abs(solution.answer["variance_decimals"].value[1] - Rational("0.0001005")) < Rational(
        1, 10**6
    )


def test_a_repeated_variance_beside_irrational_ones() -> None:
    solution = solved("pca C = [2 1 0 0; 1 3 0 0; 0 0 4 0; 0 0 0 4]")
    assert solution.answer["variance_decimals"].value[0] == 4
    assert solution.answer["component_decimals"].value.column(1) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "data",
    [
        "(1, 5), (5, 2), (6, 5), (9, 4), (9, 9)",
        "(1, 2), (3, 5), (4, 7), (6, 6)",  # irrational
        "[1 2 0; 3 4 1]",  # more variables than observations
        pytest.param("[1 2 0 3; 3 4 1 1; 2 5 1 1]", marks=pytest.mark.slow),  # both
    ],
)
def test_the_decomposition_of_the_centred_data_leads_to_the_same(data: str) -> None:
    one, other = (solve(f"pca of {data}", method=m) for m in ("eigenvectors", "singular_values"))
    assert other.verified, other.report.faults
    if "component_decimals" in one.answer:
        for name in ("component_decimals", "share_decimals", "score_decimals"):
            assert one.answer[name].value == other.answer[name].value
    else:
        assert one.answer["components"] == other.answer["components"]


def test_a_covariance_matrix_has_no_centred_data() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("pca C = [2 1; 1 5]", method="singular_values")


def test_signs_follow_the_convention() -> None:
    columns = solved("pca of the covariance matrix [3 -1; -1 3]").answer["components"].factors[0]
    assert columns.column(1)[0] > 0
    assert columns.column(2)[0] > 0


def test_more_variables_than_observations() -> None:
    solution = solved("pca of (1,0,2), (3,2,4)")
    assert solution.answer["shares"].shares == Tuple(1, 0, 0)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("pca of (1,2),(1,2)", Undefined, "All variances are zero"),
        ("pca of (1,2)", Undefined, "divisor n - 1 is 0"),
        ("pca of the covariance matrix [1 2; 3 4]", Undefined, "symmetric"),
        ("pca of the covariance matrix [1 2; 2 1]", Undefined, "negative"),
        ("pca of the covariance matrix [1 a; a 1]", NotUnderstood, "letter a"),
        ("linear_algebra.principal_components", NotUnderstood, "data or their covariance"),
    ],
)
def test_what_has_no_components(text: str, error: type[TutorError], message: str) -> None:
    with pytest.raises(error, match=message):
        solve(text)


@pytest.mark.parametrize(
    "text",
    [
        "principal component analysis of the data (1,5),(5,2),(6,5),(9,4),(9,9)",
        "find the principal components of x = 1, 5, 6, 9, 9; y = 5, 2, 5, 4, 9",
        "do a PCA on [1 5; 5 2; 6 5; 9 4; 9 9]",
        "find the principal directions of the covariance matrix [11 3; 3 13/2]",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.principal_components"
    assert solution.answer["shares"].shares == Tuple(Rational(5, 7), Rational(2, 7))
