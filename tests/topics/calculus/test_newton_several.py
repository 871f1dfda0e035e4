"""Newton's method in two variables: one step for quadratics, a Hessian that is not positive, damping."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import Solution, solve


def newton(f: str, p0: str, method: str = "", **more: str) -> Solution:
    solution = solve("calculus.newton_several", method=method, f=f, p0=p0, **more)
    assert solution.verified, solution.report.faults
    return solution


def last(solution: Solution) -> Tuple:
    return Tuple(*solution.answer["iterates"].rows[-1].args[1:3])


@pytest.mark.parametrize("method", ["system", "inverse"])
def test_a_quadratic_function_takes_one_step(method: str) -> None:
    solution = newton("x^2 + x*y + 2y^2 - x", "(1, 2)", method, n="1")
    assert last(solution) == Tuple(Rational(4, 7), Rational(-1, 7))
    assert solution.answer["extremum"].point == last(solution)


def test_an_indefinite_hessian_is_named() -> None:
    solution = newton("x^3 - 3x + y^2", "(-1/2, 1)", n="6")
    assert solution.answer["bend"].kind == "indefinite"
    assert round(float(last(solution)[0]), 3) == -1


def test_a_hill_leads_to_its_top() -> None:
    solution = newton("-x^2 - y^2 + x", "(3, 1)", n="1")
    assert solution.answer["bend"].kind == "negative definite"
    assert solution.answer["extremum"].kind == "maximum"


def test_a_saddle_is_found_and_named() -> None:
    assert newton("x^2 - y^2", "(3, 1)", n="1").answer["extremum"].kind == "saddle"


def test_a_damped_step_is_shorter() -> None:
    assert last(newton("x^2 + y^2", "(4, 2)", n="1", damping="1/2")) == Tuple(2, 1)


def test_a_damped_step_is_half_a_step_if_no_factor_is_given() -> None:
    half = last(newton("x^2 + y^2", "(4, 2)", n="1", damped="damped"))
    given = last(solve("damped Newton for x^2 + y^2 from (4, 2) with damping 1/4, 1 step"))
    assert (half, given) == (Tuple(2, 1), Tuple(3, Rational(3, 2)))


def test_without_a_number_of_steps_it_goes_on_until_it_settles() -> None:
    solution = newton("e^x - x + y^2", "(1, 1)")
    assert "repeat_until_settled" in [part.rule for part in solution.trace.steps]


def test_it_leaves_the_domain_without_a_number_of_steps() -> None:
    solution = newton("ln(x) - x + y^2", "(3, 1)")
    assert solution.answer["outside"].right == 0
    assert "iterates" not in solution.answer


@pytest.mark.parametrize(
    ("f", "p0"),
    [
        ("x^4 + y^4 + x", "(0, 0)"),
        ("(x + y)^2", "(1, 1)"),
        ("x^2 + y^2 + z^2", "(1, 1, 1)"),
        ("x^2 + y^2", "(1, 1, 1)"),
        ("ln(x) + y^2", "(-1, 1)"),
        ("x^(4/3) + y^2", "(0, 1)"),
    ],
)
def test_what_cannot_be_done_is_refused(f: str, p0: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve("calculus.newton_several", f=f, p0=p0)
    assert refused.value.fix
