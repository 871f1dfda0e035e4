"""Tickets, coins and mixtures: what they are read as, and what is not guessed."""

from __future__ import annotations

import pytest

from tutor.core.errors import NotUnderstood
from tutor.solution import problem, solve

TICKETS = "Adult tickets cost $8 and child tickets cost $5."
VALUES = {
    f"{TICKETS} 200 tickets were sold for a total of $1300. How many adult tickets were sold?": {
        "the number of adult tickets": 100,
        "the number of child tickets": 100,
    },
    f"A theater sold 200 tickets. {TICKETS} The total was $1300. How many adult and child tickets were sold?": {
        "the number of adult tickets": 100,
        "the number of child tickets": 100,
    },
    "Tickets cost 8 dollars for adults and 5 dollars for children. Two hundred tickets were sold for "
    "1300 dollars. How many of each were sold?": {
        "the number of adults": 100,
        "the number of children": 100,
    },
    "Anna has 20 coins, nickels and dimes. They are worth $1.40. How many of each does she have?": {
        "the number of nickels": 12,
        "the number of dimes": 8,
    },
    "Tom has 15 coins, all dimes and quarters, worth $2.55. How many dimes does he have?": {
        "the number of dimes": 8,
        "the number of quarters": 7,
    },
    "How many liters of a 20% solution and a 50% solution must be mixed to get 30 liters of a 30% solution?": {
        "the amount of the 20 percent solution in liters": 20,
        "the amount of the 50 percent solution in liters": 10,
    },
    "A chemist mixes a 20% acid solution with a 50% acid solution to make 30 ml of a 30% solution. "
    "How many ml of each should be used?": {
        "the amount of the 20 percent solution in ml": 20,
        "the amount of the 50 percent solution in ml": 10,
    },
}


@pytest.mark.parametrize("text", VALUES)
def test_the_numbers_of_a_story(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    found = zip(problem(text).meanings, solution.answer["solution"].solutions[0], strict=True)
    assert dict(found) == VALUES[text]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{TICKETS} 200 tickets were sold. How many adult tickets were sold?", "Adult"),
        (
            f"{TICKETS} 200 adult tickets were sold for $1300. How many of each?",
            "adult tickets were",
        ),
        (f"{TICKETS} 200 tickets were sold for $1300. How many programs were sold?", "programs"),
        (f"{TICKETS} It rained. 200 tickets were sold for $1300. How many of each?", "It rained"),
        (f"{TICKETS} 200 tickets were sold for 1300 euros. How many of each?", "Adult"),
        (
            "Pens cost 2, books cost 5 and maps cost 3. 9 things were sold for 30. How many of each?",
            "Pens",
        ),
    ],
)
def test_what_is_half_understood_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        problem(text)
    assert caught.value.code == "word-problem"
    assert caught.value.text is not None
    assert caught.value.text[caught.value.at :].startswith(place)
    assert caught.value.fix
