"""The grammar of phrases: every wording that a phrase allows is matched, and nothing else is."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.catalogue import TOPICS, example, problem
from tutor.core.phrases import MOST_FORMS, MOST_WORDINGS, forms
from tutor.core.topic import Topic

SPELLINGS = [
    ("determinant of {A}", ["determinant of {A}"]),
    ("[the] det", ["det", "the det"]),
    ("[find|get] [the] det", ["det", "the det", "find det", "find the det", "get det", "get the det"]),
    ("det [of] {A}", ["det {A}", "det of {A}"]),
    ("det {A}[, please]", ["det {A}", "det {A}, please"]),
    ("det {A} [please] [now]", ["det {A}", "det {A} now", "det {A} please", "det {A} please now"]),
    ("eigenvalue[s] of {A}", ["eigenvalue of {A}", "eigenvalues of {A}"]),
    ("{t test|t-test} of {data}", ["t test of {data}", "t-test of {data}"]),
    ("slope of {f} [at {x} = {a}|at {a}]", ["slope of {f}", *(f"slope of {{f}} at {{x}}{sign}{{a}}" for sign in (" = ", "=", "= ", " =")), "slope of {f} at {a}"]),
    ("go [[please] find] on", ["go on", "go find on", "go please find on"]),
    ("[[please] find] it", ["it", "find it", "please find it"]),
    ("{one [big]|two} steps", ["one steps", "one big steps", "two steps"]),
    (r"mean on \[{a}, {b}\]", ["mean on [{a}, {b}]"]),
    ("find P({A}|{B})", ["find P({A}|{B})"]),
    (r"back\\slash \{ {A}", [r"back\slash { {A}"]),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "wanted"), SPELLINGS)
def test_phrase_has_these_spellings_the_plainest_first(phrase: str, wanted: list[str]) -> None:
    assert [s for form in forms(phrase) for s in form.spellings()] == wanted


@pytest.mark.parametrize(
    ("phrase", "place", "why"),
    [
        ("det of [the {A}", 8, "never closed"),
        ("det of {a|b", 8, "never closed"),
        ("det of the] {A}", 11, "closes nothing"),
        ("det of } {A}", 8, "closes nothing"),
        ("[a} {A} det", 3, "closes nothing"),
        ("det of {the matrix}", 8, "neither the name of an input nor"),
        ("det of {}", 9, "may be nothing"),
        ("det [] {A}", 6, "may be nothing"),
        ("det [a||b] {A}", 8, "may be nothing"),
        ("det {[a]|b} {A}", 6, "may be nothing"),
        ("det {A} \\", 9, "backslash"),
        ("{A}", 1, "no word"),
        ("[det] {A}", 1, "no word"),
        ("{A} = {B}", 1, "no word"),
        ("", 1, "no word"),
        ("det {A}{B}", 1, "nothing separates A from B"),
        ("det {A}[ of]{B}", None, ""),
        ("det " + "[{x} a|{x} b|{x} c] " * 4 + "end", 1, f"limit is {MOST_FORMS}"),
        ("det {" + "|".join(f"a{n}" for n in range(MOST_WORDINGS + 1)) + "}", 1, "wordings"),
    ],
)
def test_malformed_phrase_is_refused_with_its_place(phrase: str, place: int, why: str) -> None:
    if place is None:
        assert forms(phrase)
        return
    with pytest.raises(ValueError, match=re.escape(why)) as caught:
        forms(phrase)
    assert f"character {place}:" in str(caught.value)


def made(*phrases: str) -> Topic:
    return Topic(
        id="field.name",
        covers=(),
        inputs=(),
        phrases=phrases,
        methods={},
        make=lambda rng, level: {},
        goals=lambda problem, answer: (),
    )


def test_topic_with_a_malformed_phrase_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="never closed"):
        made("name [of")


def test_topic_with_a_phrase_for_an_unknown_input_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"field\.name: no input is named A"):
        made("name [of {A}]")


WORD = st.sampled_from(["find", "the", "a b", "t-test", "at"])


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """Phrases with optional and alternative words, some with an input inside."""
    names = iter("ABCDEF")
    parts = ["must"]
    for _ in range(draw(st.integers(1, 3))):
        options = draw(st.lists(WORD, min_size=2, max_size=3, unique=True))
        if draw(st.booleans()):
            options[0] += f" {{{next(names)}}} end"
        opening, closing = draw(st.sampled_from(["[]", "{}"]))
        parts.insert(draw(st.integers(0, len(parts))), opening + "|".join(options) + closing)
    return " ".join(parts)


@settings(deadline=None)
@given(phrases())
def test_every_spelling_is_matched_by_its_form_and_weighs_its_letters(phrase: str) -> None:
    for form in forms(phrase):
        for spelling in itertools.islice(form.spellings(), 50):
            assert spelling == " ".join(spelling.split()), "no space is left over"
            text = re.sub(r"\{(\w)\}", r"x\1x", spelling)
            match = form.matcher({}).parse(text.upper())
            assert form.occurs_in(text, {})
            assert match is not None
            assert set(match.named) == form.inputs
            heard = form.weight(match.fixed)
            assert heard == sum(len(s.strip()) for s in re.split(r"\{\w\}", spelling))


@settings(deadline=None)
@given(phrases())
def test_fixed_words_must_be_said(phrase: str) -> None:
    plainest = next(forms(phrase)[0].spellings())
    assert "must" in plainest.split()
    shorter = re.sub(r"\bmust\b", "", plainest)
    assert forms(phrase)[0].matcher({}).parse(shorter) is None


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_example_of_a_topic_is_read_as_that_topic(topic: Topic) -> None:
    chosen, _ = problem(example(topic))
    assert chosen is topic


def test_a_choice_is_looked_for_as_a_whole_word() -> None:
    (form,) = forms("{sense} of {f}", frozenset({"sense"}))
    options = {"sense": ("min", "largest value")}
    assert form.occurs_in("the min of x^2", options)
    assert form.occurs_in("largest value of x^2", options)
    assert not form.occurs_in("determinant of a", options)  # min is no word of it
