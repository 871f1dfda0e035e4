"""Problem sets: what is read, and what is refused with its place."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tutor.core.errors import Several, TutorError
from tutor.worksheet.problem_set import Drawn, Item, load

ATTACKS = [
    row
    for line in (Path(__file__).parents[1] / "cases" / "attacks.jsonl")
    .read_text("utf-8")
    .splitlines()
    if (row := json.loads(line))["surface"] == "yaml"
]

GOOD = """\
title: Week 1, no. 010
instructions: Show every step.
problems:
  - determinant of [2 1; 4 3]
  - problem: determinant of [1 2 3; 0 1 4; 5 6 0]
    method: cofactors
"""


def text_of(row: dict) -> str:
    match row:
        case {"repeat2": [a, n, middle, b, m]}:
            return a * n + middle + b * m
    return row["input"]


def test_good_set_is_read_as_it_stands() -> None:
    found = load(GOOD)
    assert found.title == "Week 1, no. 010"
    assert found.instructions == "Show every step."
    assert found.items == (
        Item("determinant of [2 1; 4 3]", "", 4),
        Item("determinant of [1 2 3; 0 1 4; 5 6 0]", "cofactors", 5),
    )


@pytest.mark.parametrize("row", ATTACKS, ids=lambda r: r["id"])
def test_hostile_or_malformed_file_gets_an_error_with_a_fix(
    row: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start = time.perf_counter()
    if row["expect"] == "safe render":
        found = load(text_of(row) + "\nproblems:\n - det [1 2; 3 4]")
        assert "\\input{/etc/passwd}" in found.title
    else:
        with pytest.raises(TutorError) as caught:
            load(text_of(row))
        assert caught.value.message
        assert caught.value.fix
        assert caught.value.at is not None or caught.value.code == "file-size"
    assert time.perf_counter() - start < 20
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("title: x", "set-problems", 0),
        ("title: x\nproblems: []", "set-problems", 19),
        ("title: x\nproblem:\n - a", "set-name", 9),
        ("title: x\ntitle: y\nproblems: [a]", "set-twice", 9),
        ("problems:\n - &a det\n - *a", "set-alias", 13),
        ("problems:\n - !!str det", "set-tag", 13),
        ("problems:\n - method: gauss", "set-problem", 13),
        ("problems:\n - ''", "set-empty", 13),
        ("problems:\n - {problem: a, hint: b}", "set-name", 26),
    ],
)
def test_error_has_code_and_place(text: str, code: str, at: int) -> None:
    with pytest.raises(TutorError) as caught:
        load(text)
    assert (caught.value.code, caught.value.at) == (code, at)
    assert caught.value.mark() is not None


def test_what_is_wrong_in_several_entries_is_said_at_once() -> None:
    with pytest.raises(Several) as caught:
        load("problems:\n  - {method: cofactors}\n  - det [1 2; 3 4]\n  - {problem: ''}\n")
    assert [error.code for error in caught.value.errors] == ["set-problem", "set-empty"]
    assert [error.mark()[0].strip() for error in caught.value.errors] == [
        "- {method: cofactors}",
        "- {problem: ''}",
    ]


def test_problems_of_a_topic_are_read() -> None:
    entry = "topic: linear_algebra.determinant"
    found = load(f"problems:\n  - {entry}\n  - {{{entry}, level: 3, count: 20, seed: 0}}\n")
    assert found.items == (
        Drawn("linear_algebra.determinant", line=2),
        Drawn("linear_algebra.determinant", level=3, count=20, seed=0, line=3),
    )
    assert found.size == 21


@pytest.mark.parametrize(
    ("entry", "code", "marked"),
    [
        ("{topic: a.b, level: 4}", "set-level", "4"),
        ("{topic: a.b, level: easy}", "set-level", "easy"),
        ("{topic: a.b, count: 0}", "set-count", "0"),
        ("{topic: a.b, count: 1000000}", "set-count", "1000000"),
        ("{topic: a.b, count: 2.5}", "set-count", "2.5"),
        ("{topic: a.b, seed: -1}", "set-seed", "-1"),
        ("{topic: a.b, seed: \u0663}", "set-seed", "\u0663"),
        ("{topic: a.b, difficulty: 2}", "set-name", "difficulty"),
        ("{topic: a.b, problem: 1 + 1}", "set-problem", "1"),
        ("{problem: 'det [1 2; 3 4]', level: 2}", "set-level", "2"),
        ("{level: 2}", "set-problem", "{"),
    ],
)
def test_a_bad_entry_is_marked(entry: str, code: str, marked: str) -> None:
    with pytest.raises(TutorError) as caught:
        load(f"problems:\n  - {entry}\n")
    error = caught.value
    assert error.code == code
    start = error.at or 0
    assert (error.text or "")[start : start + error.length] == marked
    assert "topic:" in error.fix


def test_a_set_with_too_many_problems_in_all_is_refused() -> None:
    entry = "  - {topic: a.b, count: 300}\n"
    with pytest.raises(TutorError, match="1 to 500"):
        load(f"problems:\n{entry}{entry}")


@pytest.mark.parametrize(
    ("line", "marked", "written"),
    [
        ("  - Solve: x + y = 1", "Solve", "  - 'Solve: x + y = 1'"),
        (
            "  - Solve the system: x + y = 1: y = 2",
            ": ",
            "  - 'Solve the system: x + y = 1: y = 2'",
        ),
        ("  - problem: Newton's step: x^2", ": ", "  - problem: 'Newton''s step: x^2'"),
        ("  - {x + y = 1, x - y = 3}", "x + y = 1", "  - '{x + y = 1, x - y = 3}'"),
        ("  - [1 2; 3 4]", "[", "  - '[1 2; 3 4]'"),
        ("  - [[1, 2], [3, 4]] is singular", "[", "  - '[[1, 2], [3, 4]] is singular'"),
        ("  - [1 2", "[", "  - '[1 2'"),
        ("  - |x| at 3", "|", "  - '|x| at 3'"),
        ("  - > 3", ">", "  - '> 3'"),
        ("  - *x", "*", "  - '*x'"),
        ("  - !x", "!", "  - '!x'"),
        ("title: Week 1: lines", ": ", "title: 'Week 1: lines'"),
    ],
)
def test_a_text_that_needs_quotes_is_shown_with_them(line: str, marked: str, written: str) -> None:
    with pytest.raises(TutorError) as caught:
        load(f"problems:\n{line}\n  - det [1 2; 3 4]\n")
    error = caught.value
    assert error.fix.splitlines()[-1] == written
    assert (error.text or "")[error.at or 0 :].startswith(marked)
    load(f"problems:\n  - x = 1\n{written}\n")


def test_a_name_that_is_misspelt_is_no_text_without_quotes() -> None:
    with pytest.raises(TutorError, match="'hint' is not known here") as caught:
        load("problems:\n  - {problem: a, hint: b}")
    assert "quotes" not in caught.value.fix


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ("problems:\n  - det\n  - 'abc\n", "set-quotes", "'abc"),
        ("problems:\n\t- det\n", "set-tab", "\t"),
        ("problems:\n  - det\n - det\n", "set-yaml", "- det\n"),
    ],
)
def test_a_file_that_is_no_yaml_says_what_to_look_at(text: str, code: str, marked: str) -> None:
    with pytest.raises(TutorError) as caught:
        load(text)
    assert caught.value.code == code
    assert text[caught.value.at or 0 :].startswith(marked)
