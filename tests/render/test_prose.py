"""Words become runs, and what does not fit is an error that says so."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Rational, Symbol, Tuple

from tutor.core.claims import Choice, Scaled
from tutor.core.errors import NotUnderstood
from tutor.core.matrix import Matrix
from tutor.core.step import step
from tutor.render import prose
from tutor.render.prose import Math, Text

TOPIC = "sample.problem"


def test_sentence_is_cut_at_its_values(sample: Any) -> None:
    first = sample.trace().steps[0]
    assert prose.sentence(TOPIC, first) == (
        Text("Add "),
        Math(Integer(-2)),
        Text(" times row 1 to row 2."),
    )
    assert prose.sentence(TOPIC, first, "why") == (
        Text("The entry "),
        Math(Integer(4)),
        Text(" goes away."),
    )


@pytest.mark.parametrize(
    ("value", "word"), [(Integer(1), " row"), (Integer(3), " rows"), (Symbol("n"), " rows")]
)
def test_count_of_a_value_is_mathematics(sample: Any, value: Any, word: str) -> None:
    sample.reword("Call it {{ shown|m }}.", '{{ shown|count("row", "rows") }}')
    said = prose.sentence(TOPIC, step("name_it", Choice(value)))
    assert said == (Math(value), Text(word))


def test_values_are_the_objects_themselves(sample: Any) -> None:
    trace = sample.trace()
    ((_, matrix, _, function, _),) = [prose.ask(TOPIC, dict(trace.inputs))]
    assert matrix.value is dict(trace.inputs)["A"]
    assert function.value is dict(trace.inputs)["f"]


def test_inputs_and_goals_that_are_absent_are_none(sample: Any) -> None:
    trace = sample.trace()
    assert prose.plain_words(prose.ask(TOPIC, {"A": 1, "f": 2}), str) == (
        "Find what belongs to 1 and 2."
    )
    shorter = type(trace)(TOPIC, "", trace.inputs, (), trace.goals[:1])
    assert prose.plain_words(prose.answer(shorter), str) == "The determinant is 2."


@pytest.mark.parametrize(
    ("values", "expected"), [((), ""), ((1,), "1"), ((1, 2), "1 and 2"), ((1, 2, 3), "1, 2 and 3")]
)
def test_listed_values(sample: Any, values: tuple[int, ...], expected: str) -> None:
    sample.reword("Call it {{ shown|m }}.", "Call it {{ shown|listed }}.")
    part = step("name_it", Choice(Tuple(*values)))
    assert prose.plain_words(prose.sentence(TOPIC, part), str) == f"Call it {expected}."


@pytest.mark.parametrize(("n", "expected"), [(1, "1 row"), (2, "2 rows"), (0, "0 rows")])
def test_count_has_a_plural(sample: Any, n: int, expected: str) -> None:
    sample.reword("Call it {{ shown|m }}.", '{{ shown|length|count("row", "rows") }}')
    part = step("name_it", Choice(Tuple(*range(n))))
    assert prose.sentence(TOPIC, part) == (Text(expected),)


def test_whitespace_is_one_space(sample: Any) -> None:
    sample.reword("Call it {{ shown|m }}.", "  Call \n\n   it\t{{ shown|m }}\n.  ")
    (first, _, last) = prose.sentence(TOPIC, step("name_it", Choice(Integer(1))))
    assert (first, last) == (Text("Call it "), Text(" ."))


@pytest.mark.parametrize("value", [Integer(3), Rational(1, 2), Symbol("x"), Tuple(Symbol("x"))])
def test_mathematics_needs_a_filter(sample: Any, value: Any) -> None:
    """Printed as it is, an expression would be in Python's notation, with names as they were typed."""
    sample.reword("Call it {{ shown|m }}.", "Call it {{ shown }}.")
    with pytest.raises(NotUnderstood, match="without a filter"):
        prose.sentence(TOPIC, step("name_it", Choice(value)))


def test_rule_without_words_is_an_error(sample: Any) -> None:
    with pytest.raises(NotUnderstood, match="no macro 'fly'"):
        prose.sentence(TOPIC, step("fly", Choice(Integer(1))))


def test_claim_that_does_not_fit_the_words_is_an_error(sample: Any) -> None:
    A = Matrix.of([[Integer(1)]])
    with pytest.raises(NotUnderstood, match="do not fit"):
        prose.sentence(TOPIC, step("name_it", Scaled(A, 1, Integer(2), A)))


@pytest.mark.parametrize("topic", ["no.topic", "../../pages/html/page", "document/../x", "", "."])
def test_unknown_topic_is_an_error(sample: Any, topic: str) -> None:
    with pytest.raises(NotUnderstood):
        prose.title(topic)


@pytest.mark.parametrize("language", ["xx", "../en", "../../x", "", "en/linear_algebra"])
def test_unknown_language_is_an_error(sample: Any, language: str) -> None:
    with pytest.raises(NotUnderstood, match="no words in the language"):
        prose.title(TOPIC, language)


def test_shared_words_are_found_after_the_own(sample: Any) -> None:
    shared = sample.words.parents[1] / "shared" / "names.j2"
    shared.write_text(
        "{% macro name_it(shown) %}Shared.{% endmacro %}{% macro other(shown) %}Other.{% endmacro %}",
        encoding="utf-8",
    )
    try:
        assert prose.sentence(TOPIC, step("other", Choice(Integer(1)))) == (Text("Other."),)
        assert prose.sentence(TOPIC, step("name_it", Choice(Integer(1))))[0] == Text("Call it ")
    finally:
        shared.unlink()  # the copy of the templates serves the other tests too


@pytest.mark.parametrize("words", ["\x020\x03", "\x02", "\x03\x02", "\x02999\x03", "\x021"])
def test_marks_in_the_words_of_a_user_do_no_harm(sample: Any, words: str) -> None:
    said = prose.ask(TOPIC, {"A": Integer(1), "f": Integer(2), "about": words})
    assert not any(c in run.words for run in said if isinstance(run, Text) for c in "\x02\x03")


def test_words_lose_what_cannot_be_seen() -> None:
    assert prose.clean("a\x00b\x1b[31m\u202ec\ud800 \n\n d\u200b") == "ab[31mc d"


def test_a_rule_has_one_wording_among_the_shared_files() -> None:
    homes: dict[str, list[str]] = {}
    for file in prose.shared_files():
        for name in prose.macros(file):
            homes.setdefault(name, []).append(file)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
