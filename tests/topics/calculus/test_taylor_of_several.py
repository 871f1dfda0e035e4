"""Taylor polynomials of several variables at their edges."""

from __future__ import annotations

import pytest
from sympy import S, expand

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "polynomial"),
    [
        ("second order taylor polynomial of e^x*cos(y) at (0,0)", "1+x+x**2/2-y**2/2"),
        ("taylor polynomial of degree 2 of x^2*y + 3y at (1,2)", "x**2*y+3*y-(x-1)**2*(y-2)"),
        ("taylor polynomial of order 1 of x^2*y + 3y at (1,2)", "4*x+4*y-4"),
        ("quadratic approximation of ln(1+x+2y) near (0,0)", "x+2*y-x**2/2-2*x*y-2*y**2"),
        ("second order taylor polynomial of x*y*z at (1,1,1)", "1-x-y-z+x*y+x*z+y*z"),
        ("second order taylor polynomial of x + y at (1,1)", "x+y"),
    ],
)
def test_polynomials(text: str, polynomial: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "calculus.taylor_of_several"
    assert solution.verified
    assert expand((solution.answer["polynomial"].after - S(polynomial)).doit()) == 0


def test_slopes_in_which_a_letter_was_cancelled() -> None:
    solution = solve("second order taylor polynomial of sqrt(x*y) at (1,4)")
    assert solution.verified
    assert solve("tangent plane to sqrt(x*y) at (1,4)").verified


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("taylor polynomial of degree 3 of x*y at (0,0)", "order"),
        ("second order taylor polynomial of abs(x*y) at (0,0)", "outside-domain"),
        ("second order taylor polynomial of (x^2+y^2)^(3/4) at (0,0)", "outside-domain"),
        ("second order taylor polynomial of x*y at (0,0,0)", "different-lengths"),
    ],
)
def test_what_has_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
