"""Problems that SymPy by itself gets wrong, or that invite a wrong answer: answered rightly or refused."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Tuple, acos, exp, log, pi, sqrt

from tutor.core.claims import Approximates, Extremum
from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of 1/((2-x)*sqrt(1-x)) from 0 to 1", pi / 2),  # with a minus sign
        ("integral of x*sqrt(2x+3) from -1 to 1", Rational(2, 5)),
        ("integral of x*sqrt(1+2x) from 0 to 1", Rational(1, 15) + 2 * sqrt(3) / 5),
        ("integral of |x-1|^(1/2) from 0 to 2", Rational(4, 3)),
        ("integral of sqrt(1-x) ln(1-x) from 0 to 1", Rational(-4, 9)),  # 0 by SymPy (#30404)
        ("integral of 0.1875 (x-2.4)^2 sqrt(x) from 0 to 4", Rational(192, 175)),  # (#22435)
        (
            "integral of (x+0.19)/(x+0.37)^2 from 0 to 1",
            log(Rational(137, 37)) - Rational(1800, 5069),
        ),
        ("integral of |cos(t)| sin(t) from -pi to pi", Integer(0)),  # 1 (#21387)
        ("integral of |sin(x) cos(x)| from 0 to 2pi", Integer(2)),  # 1 (#29072)
        ("integral of |sin(2x)| from 0 to 2pi", Integer(4)),  # 2 (#30319)
        ("integral of |x^3 - x| from -1 to 2", Rational(11, 4)),
        ("integral of |x^(1/3)| from -1 to 1", Rational(3, 2)),
    ],
)
def test_integrals(text: str, value: Expr) -> None:
    assert (solved(text).answer["integral"].after - value).equals(0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of 1/(sqrt(2)+cos(x)) from 0 to 2pi", 2 * pi),  # 0 by SymPy
        ("integral of (x^4-2x^2+1)*sqrt(1-x^2) from -1 to 1", 5 * pi / 16),  # 0
        ("integral of e^(cos(x)) cos(sin(x)) from 0 to 2pi", 2 * pi),  # the real part of #16046
        ("integral of sqrt(1-x^2)/(1+x^2) from -1 to 1", (sqrt(2) - 1) * pi),  # 0 (#27050)
    ],
)
def test_an_integral_by_strips_is_near_its_value(text: str, value: Expr) -> None:
    (found,) = solved(text).answer.values()
    assert isinstance(found, Approximates)
    assert abs(found.value - value.n()) <= found.tolerance


@pytest.mark.slow
def test_an_integral_without_an_exact_rule_here() -> None:
    (found,) = solved("integral of |sin(3x)| from 0 to 3pi").answer.values()  # 2/3 by SymPy
    assert isinstance(found, Approximates)
    assert abs(found.value - 6) <= found.tolerance


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "integral of 400 pi^2 x^2/(1600 pi^4 x^4 - 796 pi^2 x^2 + 100) from 0 to oo",  # negative
            marks=pytest.mark.slow,
        ),
        "integral of sqrt(1-x^2)*(x-x^2) from -1 to 1",  # 0
        "integral of 1/(2^(2x/3)+1) from 0 to oo",  # 1/2
        "integral of e^(e^(i*x)) from 0 to 2pi",  # the integral of an unevaluated power (#16046) is 2 pi
        "integral of 1/(x sqrt(x^2-1)) from -oo to -2",  # positive (#18060)
        "integral of x^(-3/4) (1-x)^(-1/2) from 0 to 1",  # negative (#29751)
        "limit of (3^x+2x^10)/(x^10+e^x) as x -> -infinity",  # 0 (#12555)
        "solve a*(2*sqrt(1-b^2)+1) = b*(2*sqrt(1-a^2)+1) for b",  # one solution too many (#27381)
        "limit of 0^x as x->0",
        pytest.param(  # each use of l'Hopital makes it longer
            "limit of ((x+1)^(1/x) - e)/x as x -> 0", marks=pytest.mark.slow
        ),
        "derivative of 0^0",
        "is x^x continuous at 0",
        "minimum and maximum of 1/x on [0, 1]",
        "area between 1/x and 0 from -1 to 1",
        "average value of 1/x on [0, 1]",
        "taylor polynomial of order 3 of 1/x at 0",
    ],
)
def test_what_has_no_answer_here_is_refused(text: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(text)
    assert refused.value.fix


def test_roots_that_cancel_keep_their_sign() -> None:
    """SymPy gives -1 (#29792)."""
    found = solved("integral of sqrt(2-x)*sqrt(1/(2-x)) from 0 to 1").answer["rounded"]
    assert abs(found.value - 1) <= found.tolerance


def test_a_root_that_decimals_hide_is_found() -> None:
    """SymPy finds 0 and pi alone (#10207)."""
    table = solved("Newton's method for -0.4 sin(x) + 0.25 sin(2x) from 1").answer["iterates"]
    assert abs(table.rows[-1][1] - acos(Rational(4, 5))).n() < 1e-6


def test_a_level_place_of_waves_with_decimals_is_found() -> None:
    """SymPy finds 0 and pi alone where the slope is zero (#10207)."""
    answer = solved("extrema of 0.4 cos(x) - 0.125 cos(2x) on [0, 3]").answer
    assert answer["maximum"].point == Tuple(acos(Rational(4, 5)))
    assert answer["minimum"].point == Tuple(3)


def test_a_power_of_zero_to_zero_is_no_extremum() -> None:
    answer = solved("extrema of x^x").answer
    assert answer["local_minimum"].value == exp(-exp(-1))
    assert "local_maximum" not in answer
    assert solved("where is x^x increasing").answer["table"].places[0] == exp(-1)


def test_sides_that_differ_are_no_limit() -> None:
    assert "sides" in solved("limit of |x|/x as x->0").answer
    assert solved("integral of ln(x) from 0 to 1").answer["integral"].after == -1
    assert solved("area between ln(x) and ln(x)^2").answer["area"].after.has(log) is False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("limit of (1+1/x)^(x^2)/e^x as x -> infinity", exp(Rational(-1, 2))),  # 1 by SymPy 1.12
        ("limit of x*(((x+1)^2+1)/(x^2+1) - 1) as x -> infinity", Integer(2)),  # 0 (#13382)
        ("limit of 2^(1/x) as x -> 0-", Integer(0)),  # oo (#28975)
        ("limit of (2e^(3x)/(e^(2x)+1))^(1/x) as x -> infinity", exp(1)),  # (#18482)
    ],
)
def test_a_limit_that_was_got_wrong(text: str, value: Expr) -> None:
    (found,) = solved(text).answer.values()
    assert found.after == value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "500*1.02^x/ln(1.02) - 1872x",
            log(Rational(468, 125)) / log(Rational(51, 50)),
        ),  # (#10462)
        ("1.03^x/ln(1.03) - 12000x", log(12000) / log(Rational(103, 100))),  # (#21157)
    ],
)
def test_a_root_that_is_lost_for_large_numbers_is_found(text: str, place: Expr) -> None:
    """SymPy drops the place where the slope is zero, for its check of the root is too strict."""
    assert solved(f"local extrema of {text}").answer["local_minimum"].point == Tuple(place)


def test_a_factor_that_is_never_zero_hides_no_root() -> None:
    """The slope is (2x + 8) e^(-6x), for which SymPy finds no root (#10391)."""
    found = solved("extrema of -(6x+25) e^(-6x)/18").answer
    assert any(claim.point == Tuple(-4) for claim in found.values() if isinstance(claim, Extremum))
