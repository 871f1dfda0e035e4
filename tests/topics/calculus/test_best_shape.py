"""The best of shapes and numbers, and stories that do not tell enough."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

FENCE = "A farmer has 40 m of fencing to enclose a rectangular field"


@pytest.mark.parametrize(
    ("text", "goal", "place", "value"),
    [
        (
            "A rectangle has a perimeter of 40 m. What dimensions give the largest area?",
            "area",
            10,
            100,
        ),
        (f"{FENCE}. What is the largest area?", "area", 10, 100),
        (
            f"{FENCE} along a river. No fence is needed along the river. Maximize the area.",
            "area",
            10,
            200,
        ),
        ("Two numbers have sum 20. Find the largest product.", "product", 10, 100),
        (
            "Find two positive numbers with product 8 and the smallest sum",
            "sum",
            2 * sqrt(2),
            4 * sqrt(2),
        ),
        (
            "An open box is made from a 16 cm by 30 cm piece of cardboard by cutting equal squares from each corner. "
            "What size squares should be cut out to maximize the volume?",
            "volume",
            Rational(10, 3),
            Rational(19600, 27),
        ),
    ],
)
def test_the_best_value(text: str, goal: str, place: object, value: object) -> None:
    solution = solve(text)
    assert solution.verified
    found = solution.answer[goal]
    assert (found.point[0], found.value) == (place, value)


def test_a_box_whose_cut_is_irrational() -> None:
    solution = solve("calculus.best_shape", kind="open box", width="1", length="2")
    assert solution.verified
    assert solution.answer["volume"].point[0] == Rational(1, 2) - sqrt(3) / 6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{FENCE} along a river. What is the largest area?", "whether the side"),
        (f"{FENCE}. He divides it into two parts. What is the largest area?", "not understood"),
        (
            "A farmer has 40 m of fence. What is the largest area?",
            "not told that the region is a rectangle",
        ),
        ("Find two numbers with product 36 and the smallest sum", "no smallest sum"),
        (
            "The sum of two numbers is 10. The sum of two numbers is 12. Find the largest product.",
            "two numbers",
        ),
    ],
)
def test_what_is_not_told_is_refused(text: str, says: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert says in str(caught.value)


def test_a_box_needs_both_sides_of_its_sheet() -> None:
    with pytest.raises(TutorError) as caught:
        solve("calculus.best_shape", kind="open box", width=Integer(4))
    assert caught.value.code == "missing-number"


def test_a_volume_with_roots_is_multiplied_out() -> None:
    best = solved(
        "An open box is made from a 20 by 30 sheet by cutting squares from the corners. Find the largest volume."
    ).answer["volume"]
    assert best.value == Rational(10000, 27) + 7000 * sqrt(7) / 27


def test_of_two_numbers_with_a_difference_one_is_negative() -> None:
    solution = solved("Find two numbers whose difference is 10 and whose product is a minimum.")
    assert solution.answer["product"].point[0] == -5
    assert solution.answer["other"].after == 5
