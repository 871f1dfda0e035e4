"""Words that are missing, wrong or no longer used are found."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.core.inputs import Input
from tutor.core.topic import Topic

from ..words_contract import contract_problems


def a_topic() -> Topic:
    names = ("A", "f", "about", "names")
    return Topic(
        id="sample.problem",
        covers=(),
        inputs=tuple(Input(name=n, about=n, example=n, optional=True) for n in names),
        phrases=(),
        methods={},
        make=lambda rng, level: {},
        goals=lambda problem, answer: (),
    )


def problems(sample: Any) -> list[str]:
    trace = sample.trace(about="words", names=("k",), figure=True)
    return contract_problems(
        a_topic(),
        [sample.trace(), trace],
        sources=['"spare", f"take_spare_{part}" f"leave_spare{place}"'],
    )


def test_complete_words_have_no_problem(sample: Any) -> None:
    assert problems(sample) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("macro title()", "macro titel()", "there is no macro title()"),
        ("macro title()", "macro title(x)", "title(x) must be title()"),
        ("ask(A, f, about, names)", "ask(A, f, about)", "ask(A, f, about) must have the arguments A, f, about, names"),
        ("macro name_it(shown)", "macro call_it(shown)", "there is no macro name_it(shown)"),
        ("macro name_it_why(shown)", "macro x(shown)", "there is no macro name_it_why(shown)"),
        ("macro name_it_hint(shown)", "macro x(shown)", "there is no macro name_it_hint(shown)"),
        ("name_it(shown)", "name_it(shown, more)", "must be name_it(shown)"),
        ("add_row(before, target, source", "add_row(before, source, target", "must be add_row("),
        ("Multiply the diagonal.", "{{ other }}", "'other' is undefined"),
        ("Multiply the diagonal.", "{{ after }}", "without a filter"),
        ("Multiply the diagonal.", "", "multiply_diagonal says nothing"),
        ("Multiply the diagonal.", "False", "multiply_diagonal says False"),
        ("answer(determinant, derivative)", "answer(determinant)", "answer lacks the goal derivative"),
        ("macro line(", "macro picture(", "there is no macro line(before, after, given)"),
        ("{% macro title", "{% macro old(shown) %}Old.{% endmacro %}{% macro title", "no rule uses the macro old"),
        ("{% macro title", "{% macro spare(x) %}Rare.{% endmacro %}{% macro title", "no claim has the arguments of spare(x)"),
        ("{% macro title", "{% macro %}{% macro title", "expected token"),
    ],
)  # fmt: skip
def test_problem_is_found(sample: Any, old: str, new: str, expected: str) -> None:
    sample.reword(old, new)
    assert any(expected in problem for problem in problems(sample)), problems(sample)


@pytest.mark.parametrize(
    "rule", ["spare", "take_spare_part", "take_spare_wheel", "leave_spare_behind"]
)
def test_macro_of_a_rare_rule_is_accepted(sample: Any, rule: str) -> None:
    rare = f"{{% macro {rule}(shown) %}}Rare.{{% endmacro %}}{{% macro title"
    sample.reword("{% macro title", rare)
    assert problems(sample) == []


def test_macro_that_another_macro_calls_is_used(sample: Any) -> None:
    sample.reword("{% macro title", "{% macro part(x) %}Part.{% endmacro %}{% macro title")
    sample.reword("Multiply the diagonal.", "{{ part(before) }}")
    assert problems(sample) == []
