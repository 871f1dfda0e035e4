"""What is known and not covered is named, and the examples of what is covered instead can be typed."""

from __future__ import annotations

import re

import pytest

from tutor.reading.not_covered import _KINDS, not_covered
from tutor.solution import problem, solve

TEXTS = {
    "X ~ N(0, 1). Find P(X < 1.96)": "~ N(",
    "What is the probability of two sixes with two dice?": "dice",
    "volume of the solid when y = x^2 is rotated about the x axis": "rotated",
    "does the series 1/n converge": "series",
    "use the mean value theorem on x^2": "mean value theorem",
    "find the domain of ln(x - 1)": "domain of",
    "find the roots of x^2 - 3x + 2": "roots of",
    "rate of change of the area of a circle": "rate of change of the area",
    "equation of the line through (1, 2) and (3, 6)": "line through",
    "A box without a lid has volume 32. Find the least material.": "box",
}


@pytest.mark.parametrize(("text", "place"), TEXTS.items())
def test_the_words_that_tell_are_marked_and_the_example_is_read(text: str, place: str) -> None:
    error = not_covered(text)
    assert error is not None
    assert error.at is not None
    assert text[error.at : error.at + error.length] == place
    examples = re.findall(r'"([^"]+)"', error.fix)
    assert examples
    for example in examples:
        problem(example)


def test_every_example_is_read() -> None:
    examples = [e for _, _, fix in _KINDS for e in re.findall(r'"([^"]+)"', fix)]
    assert len(examples) > 15
    for example in dict.fromkeys(examples):
        problem(example)


def test_the_example_of_a_story_about_extremes_has_an_answer() -> None:
    error = not_covered("Find the minimal surface of a can.")
    assert error is not None
    (example,) = re.findall(r'"([^"]+)"', error.fix)
    assert solve(example).verified


@pytest.mark.parametrize(
    "text",
    [
        "exp(x) P(x)",
        "maximum likelihood for normally distributed data",
        "fit the best line through (0, 1)",
    ],
)
def test_nothing_is_said_of_other_texts(text: str) -> None:
    assert not_covered(text) is None
