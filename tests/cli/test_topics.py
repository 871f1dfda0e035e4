"""`tutor topics`: the list, a page of one topic, and what there is as JSON."""

from __future__ import annotations

import json
import re


def test_topics_are_listed_shown_and_described(run) -> None:
    assert "linear_algebra.determinant" in run("topics")[1]
    page = run("topics", "determinant")[1]
    assert all(word in page for word in ("--A", "row_reduction", "[the] determinant of"))
    records = json.loads(run("topics", "--json")[1])
    assert {"id", "covers", "phrases", "inputs", "methods"} <= set(records[0])
    assert json.loads(run("topics", "--schema")[1])["properties"]["tutor"] == {"const": 1}
    coverage = run("topics", "--coverage")[1]
    table = json.loads(run("topics", "--coverage", "--json")[1])
    assert len(table) == 131
    assert {"row", "name", "topic"} == set(table[0])
    assert "of 131 problem types" in coverage
    assert re.search(
        r"stat\.ci_t +statistics\.t_interval ", coverage
    )  # not the topic that asks backwards


def test_the_choices_of_an_input_stand_with_the_words_for_them(run) -> None:
    out = run("topics", "t_test")[1]
    assert re.search(r"^ +left: less, less than, ", out, re.MULTILINE)
