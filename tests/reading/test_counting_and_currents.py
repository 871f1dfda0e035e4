"""Stories of heads and legs, and of boats in a current: the system they tell, or why none is solved."""

from __future__ import annotations

import pytest

from tutor.core.errors import NotUnderstood
from tutor.reading.told.current_story import current_story
from tutor.reading.told.legs_story import legs_story

RABBITS = "A farmer has chickens and rabbits. "
BOAT = "A boat travels 24 km downstream in 2 hours"


@pytest.mark.parametrize(
    ("text", "system"),
    [
        (
            RABBITS + "There are 35 heads and 94 legs. How many of each are there?",
            "c + r = 35; 2*c + 4*r = 94",
        ),
        (
            "A farm has chickens and cows, 30 heads and 84 legs. How many cows?",
            "c + w = 30; 2*c + 4*w = 84",
        ),
        (
            "In a cage there are hens and rabbits. Altogether there are 35 heads and 94 feet. How many hens are there?",
            "h + r = 35; 2*h + 4*r = 94",
        ),
        (
            "There are 20 bicycles and cars with 56 wheels. How many of each?",
            "b + c = 20; 2*b + 4*c = 56",
        ),
        (
            "A zoo has spiders and beetles. There are 10 animals with 72 legs. A spider has 8 legs and a beetle has 6 legs. "
            "How many of each?",
            "s + b = 10; 8*s + 6*b = 72",
        ),
    ],
)
def test_heads_and_legs(text: str, system: str) -> None:
    found = legs_story(text)
    assert found is not None
    assert found[1]["system"] == system


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A zoo has spiders and beetles. There are 10 animals with 72 legs. How many of each?", "how many legs or wheels one"),
        (RABBITS + "There are 94 legs. How many rabbits?", "how many there are together"),
        (RABBITS + "There are 35 heads and 94 legs. How many cows are there?", "Nothing is said about"),
        (RABBITS + "There are 35 heads and 94 legs. One rabbit lost a leg. How many rabbits?", "not understood"),
        (RABBITS + "There are 35 heads and 95 legs. How many rabbits?", "cannot have 95 legs"),
        (RABBITS + "There are 35 heads and 200 legs. How many rabbits?", "cannot have 200 legs"),
        ("A farmer has cows and pigs. There are 5 heads and 20 legs. How many pigs?", "equally many legs"),
    ],
)  # fmt: skip
def test_what_legs_leave_open_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as caught:
        legs_story(text)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "system", "second"),
    [
        (
            f"{BOAT} and 16 km upstream in 2 hours. Find the speed of the boat in still water and the speed of the current.",
            "2*(x + y) = 24; 2*(x - y) = 16",
            "the speed of the current in km per hour",
        ),
        (
            "A boat goes 30 km with the stream in 2 hours and back against the stream in 3 hours. How fast is the boat?",
            "2*(x + y) = 30; 3*(x - y) = 30",
            "the speed of the stream in km per hour",
        ),
        (
            f"{BOAT}. The return trip takes 3 hours. Find the speed of the current.",
            "2*(x + y) = 24; 3*(x - y) = 24",
            "the speed of the current in km per hour",
        ),
        (
            "A plane flies 600 miles with the wind in 2 hours and returns against the wind in 3 hours. How fast is the wind?",
            "2*(x + y) = 600; 3*(x - y) = 600",
            "the speed of the wind in miles per hour",
        ),
        (
            "A boat travels 12 km/h downstream and 8 km/h upstream. Find the speed of the current.",
            "x + y = 12; x - y = 8",
            "the speed of the current in km per hour",
        ),
    ],
)
def test_boats_and_planes(text: str, system: str, second: str) -> None:
    found = current_story(text)
    assert found is not None
    assert found[1]["system"] == system
    assert found[1]["meanings"].split(", ")[1] == second


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{BOAT}. Find the speed of the boat.", "way against the current"),
        (f"{BOAT} and 16 miles upstream in 2 hours. Find the speed of the boat.", "different units"),
        (f"{BOAT} and 16 km upstream in 90 minutes. Find the speed of the boat.", "different units"),
        (f"{BOAT} and 30 km upstream in 2 hours. Find the speed of the boat.", "not faster"),
        (f"{BOAT} and 16 km in 2 hours downstream. Find the speed of the boat.", "told twice"),
        (f"{BOAT} and 16 km upstream in 2 hours. It then stops. How fast is the boat?", "not understood"),
    ],
)  # fmt: skip
def test_what_a_current_leaves_open_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as caught:
        current_story(text)
    assert caught.value.fix


@pytest.mark.parametrize("text", ["How many legs has a table?", "walk with the wind", "x + y = 3"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert legs_story(text) is None
    assert current_story(text) is None
