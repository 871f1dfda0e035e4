"""Stories of a Markov chain: the matrix they are read as, and what is not guessed."""

from __future__ import annotations

import pytest

from tutor.core.errors import NotUnderstood
from tutor.solution import problem, solve

CITY = "Each year 5% of the people in the city move to the suburbs and 3% of the people in the suburbs move to the city."
SHARES = {
    f"{CITY} What happens in the long run?": ("city, suburbs", "(3/8, 5/8)"),
    "Each year five percent of city residents move to the suburbs and 3% of suburbs residents move to the city. "
    "Find the long-run distribution.": ("city, suburbs", "(3/8, 5/8)"),
    "Every year 90% of the people in the city stay and 3% of the suburbs move to the city.": (
        "city, suburbs",
        "(3/13, 10/13)",
    ),
    "If it rains today, it rains tomorrow with probability 0.6; if it is sunny today, it rains tomorrow with "
    "probability 0.2. Find the long-run probability of rain.": ("rainy, sunny", "(1/3, 2/3)"),
    "If it is sunny today, there is an 80% chance that it is sunny tomorrow. If it is rainy today, there is a 60% "
    "chance of rain tomorrow. What is the steady state?": ("sunny, rainy", "(2/3, 1/3)"),
    "Each month 20% of customers of brand A switch to brand B and 10% of customers of brand B switch to brand A. "
    "What are the long-run market shares?": ("brand A, brand B", "(1/3, 2/3)"),
    "Each month 20% of A move to B, 10% of B move to C and 5% of C move to A.": (
        "A, B, C",
        "(1/7, 2/7, 4/7)",
    ),
}


@pytest.mark.parametrize("text", SHARES)
def test_the_long_run_of_a_story(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    states, shares = SHARES[text]
    assert ", ".join(problem(text).states) == states
    assert str(solution.answer["stationary"].shares) == shares


def test_the_page_says_which_share_belongs_to_which_state() -> None:
    page = " ".join(str(solve(f"{CITY} What happens in the long run?")).split())
    assert "Its states are, in this order: city, suburbs." in page
    assert "city has the share 0.375 and suburbs has the share 0.625" in page


@pytest.mark.parametrize(
    ("start", "state"),
    [
        ("Initially 600 live in the city and 400 in the suburbs.", "(3/5, 2/5)"),
        ("Currently 60% of the people live in the city.", "(3/5, 2/5)"),
    ],
)
def test_the_start_and_the_number_of_steps(start: str, state: str) -> None:
    text = f"{CITY} {start} What is the distribution after two years?"
    posed = problem(text)
    assert (str(posed.x0), posed.n) == (state, 2)
    assert solve(text).verified


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{CITY} Initially 100 people live there.", "Initially"),
        (f"{CITY} Initially 100 people live in the city.", "Each year"),
        (f"{CITY} Initially 70% live in the city and 60% in the suburbs.", "Each year"),
        (f"{CITY} How many people live in the city after 2 years?", "How many"),
        (f"{CITY} Every month 1% of the city move to the suburbs.", "Every month"),
        (
            "Each year 20% of A move to B and 30% of B move to C. What happens in the long run?",
            "Each",
        ),
        ("Each year 70% of A move to B, 40% of A move to C, 10% of B move to A.", "Each"),
        (
            "If it is sunny today, it is cloudy tomorrow with probability 0.3. If it is cloudy today, it rains "
            "tomorrow with probability 0.5. If it rains today, it is sunny tomorrow with probability 0.4.",
            "If",
        ),
    ],
)
def test_what_is_half_understood_is_refused(text: str, place: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        problem(text)
    assert caught.value.code == "chain-story"
    assert caught.value.text is not None
    assert caught.value.text[caught.value.at :].startswith(place)
    assert caught.value.fix
