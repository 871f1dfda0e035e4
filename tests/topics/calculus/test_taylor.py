"""Taylor polynomials at their edges: no derivative at the centre, order 0, a polynomial, the bound of the error."""

from __future__ import annotations

import re

import pytest
from sympy import Abs, E, Integer, Rational, S, Symbol, exp, expand, simplify

from tutor.core.claims import Compared
from tutor.core.errors import TutorError
from tutor.solution import solve

x = Symbol("x")


@pytest.mark.parametrize(
    ("f", "n", "at", "polynomial"),
    [
        ("sqrt(x)", 4, "1", "1+(x-1)/2-(x-1)**2/8+(x-1)**3/16-5*(x-1)**4/128"),
        ("e^x", 0, "1", "E"),
        ("sin(x)", 4, "0", "x-x**3/6"),
        ("1/(1-x)", 3, "0", "1+x+x**2+x**3"),
        ("ln(x)", 2, "1", "x-1-(x-1)**2/2"),
        ("x^2", 1, "0", "0"),
        ("x + (x - 1)^2", 1, "1", "x"),
        ("x^(7/3)", 2, "0", "0"),
        ("cos(x)", 1, "pi/3", "1/2-sqrt(3)/2*(x-pi/3)"),
        ("abs(x)", 2, "-3", "-x"),
        ("abs(x)^3", 2, "0", "0"),
    ],
)
def test_polynomials(f: str, n: int, at: str, polynomial: str) -> None:
    solution = solve(f"taylor polynomial of degree {n} of {f} at {at}")
    assert solution.verified
    assert simplify(solution.answer["polynomial"].after - S(polynomial)) == 0


@pytest.mark.parametrize(
    ("f", "n", "at", "order", "polynomial"),
    [
        ("x*abs(x)", 2, 0, 1, "0"),
        ("x*abs(x) + 3x", 4, 0, 1, "3*x"),
        ("x + (x - 1)*abs(x - 1)", 3, 1, 1, "x"),
        ("abs(x)", 1, 0, 0, "0"),
        ("x^(7/3)", 3, 0, 2, "0"),
        ("cbrt(x)", 2, 0, 0, "0"),
    ],
)
def test_a_polynomial_of_the_highest_order_that_there_is(
    f: str, n: int, at: int, order: int, polynomial: str
) -> None:
    solution = solve(f"taylor polynomial of degree {n} of {f} at {at}")
    assert solution.verified
    assert solution.answer["polynomial"].before == Symbol(f"T_{order}")
    assert simplify(solution.answer["polynomial"].after - S(polynomial)) == 0
    assert "no_derivative" in solution.answer


def test_a_derivative_at_a_break_comes_from_quotients() -> None:
    solution = solve("taylor polynomial of degree 1 of x*abs(x) - 2x at 0")
    assert solution.verified
    assert solution.answer["polynomial"].after == -2 * x
    assert "no_derivative" not in solution.answer


def test_the_order_may_be_a_word() -> None:
    answer = solve("second order taylor polynomial of sqrt(x) at 4").answer
    assert answer == solve("taylor polynomial of degree 2 of sqrt(x) at 4").answer


@pytest.mark.parametrize("n", [3, 4, 6])
def test_a_polynomial_is_its_own(n: int) -> None:
    solution = solve(f"taylor polynomial of degree {n} of x^3 - 2x at 1 and its error at 2")
    assert solution.verified
    assert expand(solution.answer["same"].right) == x**3 - 2 * x
    assert "error" not in solution.answer


def test_a_polynomial_of_higher_degree_is_not() -> None:
    answer = solve("taylor polynomial of degree 2 of x^3 - 2x at 1 and its error at 2").answer
    assert "same" not in answer
    assert answer["error"].after == 1


@pytest.mark.parametrize(
    ("f", "n", "at", "near", "most", "error"),
    [
        ("sqrt(x)", 2, "4", "5", Rational(3, 256), Rational(1, 512)),
        ("e^x", 1, "0", "-1", Integer(1), Rational(1, 2)),
        ("cos(x)", 3, "0", "1/2", Integer(1), Rational(1, 384)),
        ("sin(x)", 2, "-1", "1", Integer(1), Rational(4, 3)),
        ("cos(x)", 2, "0", "2", Integer(1), Rational(4, 3)),
        ("sqrt(x)", 1, "4", "4.1", Rational(1, 32), Rational(1, 6400)),
        ("sqrt(x)", 1, "100", "101", Rational(1, 4000), Rational(1, 8000)),
    ],
)
def test_bounds_of_lagrange(
    f: str, n: int, at: str, near: str, most: object, error: object
) -> None:
    solution = solve(f"taylor polynomial of degree {n} of {f} at {at} and its error at {near}")
    assert solution.verified
    assert solution.answer["bound"].right == most
    assert solution.answer["error"].after == error
    compared = [c for p in solution.trace.walk() for c in p.claims if isinstance(c, Compared)]
    assert compared[-1].left.func is Abs
    assert compared[-1].right == error


@pytest.mark.parametrize(
    ("f", "n", "at", "on", "error"),
    [
        ("e^x", 3, "0", "[-1, 1]", E / 24),
        ("sqrt(x)", 2, "4", "[4, 5]", Rational(1, 512)),
        ("ln(x)", 2, "1", "[1.5, 2]", Rational(1, 3)),  # the centre is outside
        ("sin(x)", 3, "0", "[-1, 2]", Rational(2, 3)),  # the sine is largest inside
        ("e^(-2x)", 2, "0", "[-0.1, 0.1]", exp(Rational(1, 5)) / 750),  # of a negative derivative
    ],
)
def test_bounds_over_an_interval(f: str, n: int, at: str, on: str, error: object) -> None:
    solution = solve(f"taylor polynomial of degree {n} of {f} at {at} and its error on {on}")
    assert solution.verified, solution.report.faults
    assert solution.answer["everywhere"].right == error
    assert "estimate" not in solution.answer


@pytest.mark.parametrize(
    ("f", "at", "near"), [("sin(x)", "pi/6", "0.5"), ("cos(x)", "pi/3", "1"), ("ln(x)", "e", "3")]
)
def test_a_centre_that_is_no_fraction(f: str, at: str, near: str) -> None:
    solution = solve(f"taylor polynomial of degree 2 of {f} at {at} and its error at {near}")
    assert solution.verified
    assert all(c.args[1].is_Rational for c in solution.answer["bound"].given)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("taylor polynomial of degree 1 of abs(x) at 0 and its error at 1", "no-derivative"),
        ("taylor polynomial of degree 2 of sqrt(x) at 0", "no-derivative"),
        ("taylor polynomial of degree 2 of ln(x) at -1", "outside-domain"),
        ("taylor polynomial of degree 2 of 1/(1-x) at 0 and its error at 2", "no-bound"),
        ("taylor polynomial of degree 2 of 1/(1-x) at 0 and its error on [-1, 1]", "no-bound"),
        ("taylor polynomial of degree 2 of e^x at 0 and its error on [0, oo)", "endless-interval"),
        ("taylor polynomial of degree 2 of e^x at 1 and its error at 1", "at-centre"),
        ("taylor polynomial of degree 2 of x*y at 0", "different-lengths"),
        ("taylor polynomial of degree 1 of abs(x) at -3 and its error at 2", "no-bound"),
    ],
)
def test_what_has_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    ("f", "n", "at"),
    [
        ("e^(2x^2)", 4, "0"),
        ("x e^(2x)", 3, "0"),
        ("ln(x)", 3, "1"),
        ("1/(2 + x)", 3, "0"),
        ("1/(1 + x^2)", 2, "1"),
        ("e^x sin(x)", 3, "0"),
        ("sqrt(x)", 2, "4"),
        ("sin(x)", 3, "pi/2"),
        ("e^(sin(x))", 3, "0"),
        ("cos(x)^2", 2, "0"),
    ],
)
def test_known_series_lead_to_the_same_polynomial(f: str, n: int, at: str) -> None:
    text = f"taylor polynomial of degree {n} of {f} at {at}"
    by_series = solve(text, method="known_series")
    assert by_series.verified
    by_rules = solve(text, method="derivatives")
    assert by_series.answer["polynomial"].after == by_rules.answer["polynomial"].after


@pytest.mark.parametrize(
    ("f", "at", "radius"),
    [
        ("e^(-x^2)", "0", "oo"),
        ("3 sin(2x)", "1", "oo"),
        ("1/(1 + x^2)", "1", "sqrt(2)"),
        ("sqrt(x)", "4", "4"),
        ("x^2 ln(1 + 2x) + cos(x)", "0", "1/2"),
        ("1/(1 - x) + 1/(3 - x)", "0", "1"),
        ("1/(1 - x)^2", "0", "1"),
        # nothing is said where it is not known, or where there is no series
        ("e^x/(1 - x)", "0", None),
        ("ln(1 + x) - ln(1 - x)", "0", None),
        ("(x^2 - 1)/(x - 1)", "0", None),
        ("tan(x)", "0", None),
        ("x^3", "0", None),
    ],
)
def test_the_radius_of_convergence(f: str, at: str, radius: str | None) -> None:
    solution = solve(f"taylor polynomial of degree 1 of {f} at {at}")
    assert solution.verified
    found = solution.answer.get("radius")
    assert (found is None) == (radius is None)
    assert radius is None or simplify(found.after - S(radius)) == 0 or found.after == S(radius)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("taylor polynomial of e^x at 0 of order 3", "1 + x + x²/2 + x³/6."),
        ("taylor polynomial of sin(x) at pi/2 of order 4", "1 − (x − π/2)²/2 + (x − π/2)⁴/24."),
        ("taylor polynomial of 1/(1-x) at 0 of order 2", "1 + x + x²."),
        ("taylor polynomial of ln(1+x) of order 3 by known series", "x − x²/2 + x³/3."),
        ("second order taylor polynomial of x + x y + x^2 y^3 at (0,0)", "x + x y."),
    ],
)
def test_the_terms_rise(text: str, says: str) -> None:
    solution = solve(text)
    assert f"polynomial is {says}" in " ".join(str(solution).split())


def test_the_terms_rise_in_every_format() -> None:
    solution = solve("taylor polynomial of e^x at 0 of order 2")
    assert r"1 + x + \frac{x^{2}}{2}" in str(solution.to("latex"))
    assert r"1 + x + \frac{x^{2}}{2}" in str(solution.to("markdown"))
    page = str(solution.to("html"))
    assert re.search(r"<mn>1</mn><mo[^>]*>\+</mo><mi>x</mi><mo[^>]*>\+</mo><mfrac>", page)
