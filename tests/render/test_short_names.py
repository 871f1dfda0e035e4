"""A numbered root is written by its short name once a step has named it, with decimals in the answer."""

from __future__ import annotations

import pytest
from sympy import Add, CRootOf, Eq, Integer, Mul, Pow, Symbol, Tuple

from tutor.core.claims import Approximates, Defines, Equal, Extremum, Substituted
from tutor.core.expr import with_parts
from tutor.core.step import step
from tutor.render.prose import Math, Text
from tutor.render.short_names import ShortNames
from tutor.solution import solve

x, r = Symbol("x"), Symbol("x_1")
ROOT = CRootOf(4 * x**3 - 2 * x + 1, 0)
OTHER = CRootOf(x**5 - x - 1, 0)
DIGITS = Approximates(ROOT, Integer(-1), Integer(1))


def learned() -> ShortNames:
    names = ShortNames()
    names.learn(step("name_place", Defines(r, ROOT)))
    names.learn(step("round_place", DIGITS))
    return names


def test_nothing_is_renamed_before_there_is_a_name() -> None:
    claim, runs = Equal(ROOT, ROOT + 1), (Math(ROOT),)
    assert ShortNames().of_claim(claim) is claim
    assert ShortNames().in_answer(runs) is runs


def test_claims_and_sentences_have_the_name() -> None:
    names = learned()
    put = Tuple(Eq(x, ROOT, evaluate=False))
    assert names.of_claim(Substituted(x**2, put, ROOT**2)) == Substituted(
        x**2, Tuple(Eq(x, r, evaluate=False)), r**2
    )
    assert names.of_claim(Extremum(x, Tuple(x), Tuple(), Tuple(ROOT), ROOT, "minimum")).point == (
        Tuple(r)
    )
    assert names.of_runs((Text("at "), Math(ROOT + 1))) == (Text("at "), Math(r + 1))


def test_what_is_written_is_not_worked_out() -> None:
    two = Mul(2, Pow(ROOT, 1, evaluate=False), evaluate=False)
    written = Add(two, two, 0, evaluate=False)
    (found,) = learned().of_runs((Math(written),))
    assert isinstance(found, Math)
    assert str(found.value) == str(written).replace(str(ROOT), "x_1")


def test_only_the_answer_has_decimals_beside_the_name() -> None:
    names = learned()
    assert names.in_answer((Math(ROOT),)) == (Math(Approximates(r, Integer(-1), Integer(1))),)
    assert names.of_runs((Math(ROOT),)) == (Math(r),)


def test_answer_keeps_a_root_without_decimals() -> None:
    names = ShortNames()
    names.learn(step("name_root", Defines(r, ROOT)))
    assert names.of_runs((Math(ROOT),)) == (Math(r),)
    assert names.in_answer((Math(ROOT),)) == (Math(ROOT),)


def test_another_root_stays_as_it_is() -> None:
    claim = Equal(OTHER + ROOT, ROOT + OTHER)
    assert set(learned().of_claim(claim).before.args) == {OTHER, r}


def test_parts_of_what_has_no_place_in_a_trace_are_refused() -> None:
    with pytest.raises(TypeError):
        with_parts(Symbol("x").as_poly(), [])


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("find the extrema of x^4 - x^2 + x", "at x = x₁ ≈ −0.884646 with value x₁⁴ − x₁² + x₁ ≈ −1.05478"),
        ("minimum of x^4 - x^2 + x on [-1, 2]", "x₁⁴ − x₁² + x₁ ≈ −1.05478, at x = x₁ ≈ −0.884646"),
        ("inflection points of x^5 - x^3 + 2x^2", "at x = x₁ ≈ −0.752244 with value x₁⁵ − x₁³ + 2x₁² ≈ 1.31654"),
    ],
)  # fmt: skip
def test_answers_are_short(typed: str, answer: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    written = " ".join(str(solution).split())
    assert answer in written
    after = written.partition("from here on.")[2]
    assert after.count("root₁(") == 1  # where the name is set
