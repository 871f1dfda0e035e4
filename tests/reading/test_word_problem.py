"""Word problems: the forms that docs/word_problems.md shows, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.core.errors import NotUnderstood
from tutor.reading.told.word_problem import FORMS, word_problem
from tutor.solution import problem, solve

PAGE = Path(__file__).parents[2] / "docs" / "word_problems.md"


def table() -> str:
    """The forms as a table: a sentence of each, the equation it gives and what the letters mean."""
    lines = ["| sentence | equation | legend |", "|---|---|---|"]
    for example in dict.fromkeys(form.example for form in FORMS):
        found = word_problem(example)
        assert found is not None
        names = zip(found.unknowns.split(", "), found.meanings.split(", "), strict=True)
        legend = "; ".join(f"{letter}: {meaning}" for letter, meaning in names)
        lines.append(f"| {example} | `{found.system}` | {legend} |")
    return "\n".join(lines) + "\n"


def test_the_page_shows_every_form(request: pytest.FixtureRequest) -> None:
    head, mark, old = PAGE.read_text("utf-8").partition("| sentence |")
    before, after = head, old.partition("\n\n")[2]
    new = before + table() + "\n" + after
    if request.config.getoption("--update"):
        PAGE.write_text(new, "utf-8")
    assert PAGE.read_text("utf-8") == new
    assert mark


READS = {
    "2 apples and 3 pears cost 8, 1 apple and 2 pears cost 5. What does one of each cost?": (
        "2*a + 3*p = 8; a + 2*p = 5",
        "the price of an apple, the price of a pear",
    ),
    "3 adults and 2 children pay 34; 2 adults and 4 children pay 36": (
        "3*a + 2*c = 34; 2*a + 4*c = 36",
        "the price for an adult, the price for a child",
    ),
    "The sum of two numbers is 10, their difference is 4. What are the numbers?": (
        "x + y = 10; x - y = 4",
        "the larger number, the smaller number",
    ),
    "Find two numbers whose sum is 10 and whose difference is 4.": (
        "x + y = 10; x - y = 4",
        "the larger number, the smaller number",
    ),
    "Together a bat and a ball cost $1.10. The bat costs $1 more than the ball.": (
        "b + x = 1.10; b = x + 1",
        "the price of a bat in dollars, the price of a ball in dollars",
    ),
    "Two kg of apples and 3 kg of pears cost 8 euros and one kg of apples costs half as much as "
    "a kg of pears": (
        "2*a + 3*p = 8; a = (1/2)*p",
        "the price of a kg of apples in euros, the price of a kg of pears in euros",
    ),
    "2 apples, 3 pears and 1 plum cost 12; an apple, a pear, and a plum cost 5; "
    "2 plums cost as much as 3 pears and an apple": (
        "2*a + 3*p + m = 12; a + p + m = 5; 2*m = 3*p + a",
        "the price of an apple, the price of a pear, the price of a plum",
    ),
    "One number is 3 more than the other. Their sum is 11.": (
        "x = y + 3; x + y = 11",
        "the larger number, the smaller number",
    ),
    "The smaller number is 3 less than the larger one; the larger is three times the smaller": (
        "y = x - 3; x = 3*y",
        "the larger number, the smaller number",
    ),
    "Twice the first number minus the second is 19 and the second number is half the first.": (
        "2*x - y = 19; y = (1/2)*x",
        "the first number, the second number",
    ),
    "Anna is 4 years younger than Ben. Anna and Ben are together 30 years old. How old is Ben?": (
        "a = b - 4; a + b = 30",
        "the age of Anna, the age of Ben",
    ),
    "1 bus and 2 glasses weigh 9 kg; 2 buses and 1 glass weigh 17 kg": (
        "b + 2*g = 9; 2*b + g = 17",
        "the weight of a bus in kg, the weight of a glass in kg",
    ),
    "2 apples and 3 pears cost 8, 1 apple and 2 pears cost 5. What do 4 apples and 1 pear cost?": (
        "2*a + 3*p = 8; a + 2*p = 5; t = 4*a + p",
        "the price of an apple, the price of a pear, the price of 4 apples and 1 pear",
    ),
    "Three pens and two pencils cost eleven dollars. One pen and four pencils cost seven dollars. "
    "Find the price of a pen.": (
        "3*p + 2*n = 11; p + 4*n = 7",
        "the price of a pen in dollars, the price of a pencil in dollars",
    ),
    "The sum of two numbers is twenty-five and their difference is one hundred and seven.": (
        "x + y = 25; x - y = 107",
        "the larger number, the smaller number",
    ),
    "Anna is 4 years older than Ben. In five years Anna will be twice as old as Ben.": (
        "a = b + 4; a + 5 = 2*(b + 5)",
        "the age of Anna, the age of Ben",
    ),
    "Five years ago, Anna was three times as old as Ben. The sum of their ages is 36. How old is each?": (
        "a - 5 = 3*(b - 5); a + b = 36",
        "the age of Anna, the age of Ben",
    ),
    "Anna has 5 more apples than Ben. Together they have 17 apples. How many apples does Anna have?": (
        "a = b + 5; a + b = 17",
        "the number of apples that Anna has, the number of apples that Ben has",
    ),
}


@pytest.mark.parametrize("text", READS)
def test_a_story_gives_a_system_and_a_legend(text: str) -> None:
    found = word_problem(text)
    assert found is not None
    assert (found.system, found.meanings) == READS[text]
    posed = problem(text)
    assert posed.topic == "linear_algebra.linear_system"
    assert posed.meanings == tuple(READS[text][1].split(", "))


REFUSED = {
    "2 apples and 3 pears cost 8, 1 apple and 2 pears are cheap": ("word-problem", "1 apple and 2"),
    "In a shop, 2 apples and 3 pears cost 8": ("word-problem", "In a shop"),
    "2 apples cost 8, 1 apple and 2 pears cost 5. How much do 7 apples and 3 plums cost?": (
        "word-problem",
        "plums",
    ),
    "Anna is twice as old as Ben. In five years she will be 30": ("word-problem", "In five"),
    "Anna has 3 more apples than Ben. Anna has twice as many pears as Ben.": (
        "word-problem",
        "pears",
    ),
    "Anna and Ben have 30 marbles. Anna has twice as many as Ben": ("word-problem", "Anna and"),
    "In 5 years the sum of their ages will be 40": ("word-problem", "In 5"),
    "2 apples and 3 pears cost 8; 1 apple and 2 pears cost 5. How much is a plum?": (
        "word-problem",
        "plum",
    ),
    "2 apples cost 8 euros, 3 pears cost 50 cents": ("word-problem", "50 cents"),
    "2 apples cost 8, 3 pears weigh 2": ("word-problem", "3 pears weigh"),
    "the first number is 3 more than the second; the larger number is twice the smaller": (
        "word-problem",
        "the larger",
    ),
    "the first number is 3 more than the first": ("word-problem", "first"),
    "the first number is twice the second and their difference is 4": ("word-problem", "4"),
    "2 apples and 3 pears cost 8,50; 1 apple and 2 pears cost 5": ("decimal-comma", ",50"),
    "the sum of two numbers is 10. Anna is 3 years older than Ben": ("word-problem", "Anna"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_half_understood_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        problem(text)
    code, place = REFUSED[text]
    assert caught.value.code == code
    assert caught.value.text is not None
    assert caught.value.text[caught.value.at :].startswith(place)
    assert caught.value.fix


@pytest.mark.parametrize("text", ["A sample of 25 people has mean 3", "apples and pears", "x + y"])
def test_other_texts_are_no_stories(text: str) -> None:
    assert word_problem(text) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (
            "2 apples and 3 pears cost 8, 1 apple and 2 pears cost 5",
            "So the price of an apple is 1 and the price of a pear is 2.",
        ),
        (
            "2 apples and 3 pears cost 8; 4 apples and 6 pears cost 17",
            "No values fit all that is said about the price of an apple and the price of a pear.",
        ),
        ("2 apples and 3 pears cost 8", "what is said does not fix them all."),
    ],
)
def test_the_answer_ends_in_the_words_of_the_problem(text: str, end: str) -> None:
    for method in ("gauss", "gauss_jordan"):
        solution = solve(text, method=method)
        assert solution.verified
        assert end in " ".join(str(solution).split())


def test_as_many_meanings_as_unknowns_are_needed() -> None:
    with pytest.raises(NotUnderstood, match="2 unknowns and 1 meaning"):
        problem("linear_algebra.linear_system", system="x+y=1", meanings="the price of a pear")
