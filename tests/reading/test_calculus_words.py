"""Questions of calculus in other words are said as the topics say them."""

from __future__ import annotations

import pytest

from tutor.reading.calculus_words import in_words_of_topics


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("find local max and min of x^3 - 3x", "find local extrema of x^3 - 3x"),
        ("global min of x^4 - 2x^2", "min of x^4 - 2x^2"),
        ("does the integral of 1/x from 1 to oo converge?", "the integral of 1/x from 1 to oo"),
        ("limit of |x|/x at 0", "limit of |x|/x as x -> 0"),
        ("differentiate implicitly x^2 + y^2 = 1", "implicitly differentiate x^2 + y^2 = 1"),
        ("velocity of s(t)=t^3 at t=2", "derivative of s(t)=t^3 at t=2"),
        ("find fxx, fxy, fyy of x^3 y^2", "find the hessian of x^3 y^2"),
        ("limit of |x|/x at 0 from the left", "limit of |x|/x at 0 from the left"),
    ],
)
def test_a_question_in_other_words(text: str, said: str) -> None:
    assert in_words_of_topics(text) == said
