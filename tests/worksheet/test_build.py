"""Sheets and keys: which files are written, what stands in them, and what becomes of a bad problem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.core.errors import NotUnderstood, Several, TookTooLong, TutorError, Undefined
from tutor.solution import Solution
from tutor.worksheet.build import build, posed, solutions
from tutor.worksheet.problem_set import load

SET = """\
title: Week 1
instructions: Show every step.
problems:
  - determinant of [2 1; 4 3]
  - problem: determinant of [1 2 3; 0 1 4; 5 6 0]
    method: cofactors
  - derivative of x^2
"""


def test_only_the_formats_that_are_wanted_are_written(tmp_path: Path) -> None:
    built = build(load(SET), tmp_path / "new" / "out", ("html",))
    assert {file.name for file in built.files} == {"sheet.html", "key.html"}
    assert {file.name for file in (tmp_path / "new" / "out").iterdir()} == {
        "sheet.html",
        "key.html",
    }
    assert built.left_out == ()


def test_all_problems_stand_in_their_order_and_the_answers_in_the_key_alone(tmp_path: Path) -> None:
    build(load(SET), tmp_path, ("html",))
    sheet, key = ((tmp_path / f"{name}.html").read_text("utf-8") for name in ("sheet", "key"))
    for page in (sheet, key):
        assert "Week 1" in page
        _, first, second, third = re.split(r"Question\s+\d", re.sub("<[^>]*>", " ", page))
        assert "determinant" in first
        assert "determinant" in second
        assert "Method:" not in first
        assert re.search(r"Method:\s+cofactors", second)
        assert "derivative" in third
    assert "Show every step." in sheet
    assert key.count("The determinant is") >= 2
    assert "The determinant is" not in sheet
    assert "power rule" not in sheet.lower()


def test_figures_of_a_latex_key_stand_beside_it(tmp_path: Path) -> None:
    built = build(load("problems:\n - derivative of x^2"), tmp_path, ("latex",))
    names = {file.name for file in built.files}
    assert {"sheet.tex", "key.tex"} <= names
    pictures = {file.name for file in tmp_path.iterdir()} - {"sheet.tex", "key.tex"}
    assert pictures
    key = (tmp_path / "key.tex").read_text("utf-8")
    assert all(Path(picture).stem in key for picture in pictures)


def test_each_problem_is_solved_by_its_method_and_watched_once(tmp_path: Path) -> None:
    seen: list[Solution | TookTooLong] = []
    build(load(SET), tmp_path, ("html",), watch=seen.append)
    assert len(seen) == 3
    traces = [found.trace for found in seen if isinstance(found, Solution)]
    assert [trace.method for trace in traces][1] == "cofactors"
    assert [trace.topic.split(".")[1] for trace in traces] == [
        "determinant",
        "determinant",
        "derivative",
    ]


@pytest.mark.parametrize(
    ("bad", "kind", "line"),
    [
        ("gibberish of 7", NotUnderstood, 3),
        ("determinant of [1 2 3]", Undefined, 3),
        ("{problem: 'determinant of [2 1; 4 3]', method: magic}", NotUnderstood, 3),
    ],
)
def test_a_bad_problem_is_named_with_its_line_and_nothing_is_written(
    tmp_path: Path, bad: str, kind: type[TutorError], line: int
) -> None:
    problems = load(f"problems:\n  - determinant of [2 1; 4 3]\n  - {bad}\n")
    with pytest.raises(kind, match=rf"^Problem 2 \(line {line}\): ") as caught:
        build(problems, tmp_path / "out")
    assert caught.value.fix
    assert not (tmp_path / "out").exists()


def test_what_takes_too_long_is_left_out_and_the_others_are_made() -> None:
    slow = "determinant of [" + "; ".join(" ".join(str(7**(i + j) % 97) for j in range(10)) for i in range(10)) + "]"  # fmt: skip
    found = list(
        solutions(posed(load(f"problems:\n - {slow}\n - derivative of x^2")), timeout=0.002)
    )
    assert all(isinstance(each, TookTooLong) for each in found)
    assert "Problem 1 (line 2)" in str(found[0])
    assert "Problem 2 (line 3)" in str(found[1])


def test_all_problems_that_cannot_be_read_are_named_in_one_go(tmp_path: Path) -> None:
    entries = (
        "gibberish of 7",
        "determinant of [2 1; 4 3]",
        "{problem: 'determinant of [2 1; 4 3]', method: magic}",
        "determinant of [1 2 3]",
    )
    problems = load("problems:\n" + "".join(f"  - {entry}\n" for entry in entries))
    with pytest.raises(Several) as caught:
        build(problems, tmp_path / "out")
    said = [(error.code, error.message.split(":")[0]) for error in caught.value.errors]
    assert said == [
        ("no-topic", "Problem 1 (line 2)"),
        ("method", "Problem 3 (line 4)"),
        ("not-square", "Problem 4 (line 5)"),
    ]
    assert all(error.fix in str(caught.value) for error in caught.value.errors)
    assert not (tmp_path / "out").exists()


def test_a_story_stands_on_the_sheet_as_it_was_told_and_is_read_in_the_key(tmp_path: Path) -> None:
    story = "The sum of two numbers is 30. Their difference is 4. What are the numbers?"
    formula = "t test of 5.1, 4.9, 5.6, 5.2 against 5"
    build(load(f"problems:\n - {story}\n - {formula}\n"), tmp_path, ("html",))
    sheet, key = ((tmp_path / f"{name}.html").read_text("utf-8") for name in ("sheet", "key"))
    assert story in sheet
    assert story in key
    assert "Read as" in key
    assert "Read as" not in sheet
    assert "<math" not in sheet.split(story)[1].split("Question")[0]  # not the equations
    assert formula not in sheet


DRAWN = """\
problems:
  - determinant of [2 1; 4 3]
  - topic: linear_algebra.determinant
    level: 1
    count: 2
    seed: 7
"""


def test_a_topic_makes_different_problems_and_the_same_ones_again() -> None:
    first = posed(load(DRAWN))
    assert posed(load(DRAWN)) == first
    assert len({repr(item.problem) for item in first}) == 3
    assert {item.problem.topic for item in first} == {"linear_algebra.determinant"}
    other = posed(load(DRAWN.replace("seed: 7", "seed: 8")))
    assert other[0] == first[0]
    assert not {repr(item.problem) for item in other[1:]} & {repr(i.problem) for i in first[1:]}


def test_variants_share_the_typed_problems_only() -> None:
    a, b = posed(load(DRAWN), "A"), posed(load(DRAWN), "B")
    assert a[0].problem == b[0].problem
    assert [item.place for item in (a[0], b[2])] == [
        "Problem 1 of variant A (line 2)",
        "Problem 3 of variant B (line 3)",
    ]
    assert not {repr(item.problem) for item in a[1:]} & {repr(item.problem) for item in b[1:]}


def test_a_method_is_kept_to() -> None:
    entry = "topic: linear_algebra.determinant, level: 2, count: 3, method: diagonals"
    read = posed(load(f"problems:\n  - {{{entry}}}\n"))
    assert [item.method for item in read] == ["diagonals"] * 3
    assert all(max(item.problem.A.shape) <= 3 for item in read)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("topic: linear_algebra.magic", "unknown-topic"),
        ("topic: linear_algebra.determinant, method: magic", "method"),
        ("topic: calculus.parameter_count, level: 1, count: 400", "set-count"),
    ],
)
def test_what_no_topic_makes_is_named_with_its_line(entry: str, code: str) -> None:
    problems = f"problems:\n  - {{topic: calculus.derivative, count: 2}}\n  - {{{entry}}}\n"
    with pytest.raises(NotUnderstood, match=r"^Problem 3 \(line 3\): ") as caught:
        posed(load(problems))
    assert (caught.value.code, bool(caught.value.fix)) == (code, True)


def test_variants_of_typed_problems_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="would be the same"):
        build(load(SET), tmp_path / "out", variants=2)
    assert not (tmp_path / "out").exists()
