"""Softmax at its edges: letters, numbers, targets, and numbers far apart."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, exp, symbols

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

from ..solving import solved

x, y = symbols("x y")


@pytest.mark.parametrize("method", ["quotient_rule", "logarithm"])
def test_the_matrix_is_exact_at_logarithms(method: str) -> None:
    found = solved("jacobian of softmax of (ln(2), ln(3), 0)", method).answer
    assert found["at"].after == Tuple(Rational(1, 3), Rational(1, 2), Rational(1, 6))
    rows = [["8", "-6", "-2"], ["-6", "9", "-3"], ["-2", "-3", "5"]]
    assert found["jacobian_at"].after == Matrix.of(
        [[Rational(int(e), 36) for e in row] for row in rows]
    )


def test_equal_numbers_have_equal_shares() -> None:
    quarter = Rational(1, 4)
    found = solved("softmax jacobian of (0, 0)").answer["jacobian_at"].after
    assert found == Matrix.of([[quarter, -quarter], [-quarter, quarter]])


def test_log_sum_exp_has_softmax_as_its_gradient() -> None:
    total = exp(x) + exp(y)
    found = solved("gradient of log-sum-exp of (x, y)").answer["gradient"].after
    assert all(e.equals(w) for e, w in zip(found, (exp(x) / total, exp(y) / total), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "gradient of cross entropy of softmax of (0, 0) with target (0, 1)",
        "gradient of softmax cross-entropy of (0, 0), y = (0, 1)",
        "gradient of the softmax cross entropy loss with target (0, 1) at (0, 0)",
    ],
)
def test_the_cross_entropy_takes_the_target_away(text: str) -> None:
    assert solved(text).answer["at"].after == Tuple(Rational(1, 2), Rational(-1, 2))


def test_a_target_may_be_a_distribution() -> None:
    found = solved("gradient of cross entropy of softmax of (0, 0) with target (1/4, 3/4)")
    assert found.answer["at"].after == Tuple(Rational(1, 4), Rational(-1, 4))


@pytest.mark.parametrize(
    ("text", "size"), [("gradient of softmax", 3), ("derivative of softmax with 2 components", 2)]
)
def test_letters_are_chosen_where_none_are_given(text: str, size: int) -> None:
    assert solved(text).answer["jacobian"].after.shape == (size, size)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gradient of softmax of (s, t)", "reserved-name"),
        ("gradient of softmax of (1, x)", "letters-or-numbers"),
        ("gradient of softmax of (x, x)", "letters-or-numbers"),
        ("gradient of softmax of (1, 2, 3, 4, 5)", "components"),
        ("gradient of softmax with 7 components", "out-of-range"),
        ("gradient of softmax of (x, y) at (1, 2, 3)", "different-lengths"),
        ("gradient of softmax at (1000, 0)", "saturated"),
        ("gradient of cross entropy of softmax of (x, y) with target (1, 1)", "target"),
        ("gradient of cross entropy of softmax of (x, y) with target (1, 0, 0)", "target"),
        ("gradient of softmax of (x, y), y = (0, 1)", "no-target"),
    ],
)
def test_what_has_no_gradient_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code
