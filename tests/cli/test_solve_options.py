"""Options of `tutor solve` that come from the inputs of a topic, and where its result goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.catalogue import TOPICS
from tutor.core.errors import NotUnderstood, OverLimit, TookTooLong, Undefined

DET = "determinant of [2 1; 4 3]"


def test_every_kind_of_failure_has_an_exit_status_of_its_own() -> None:
    kinds = (NotUnderstood, OverLimit, Undefined, TookTooLong)
    assert len({kind.exit_status for kind in kinds} | {0, 1}) == len(kinds) + 2


@pytest.mark.parametrize(
    ("topic", "options", "said"),
    [
        ("determinant", {"A": "[2 1; 4 3]"}, "The determinant is 2"),
        ("linear_system", {"system": "2a + b = 4; a - b = -1"}, "a = 1"),
        ("linear_system", {"system": "e + x = 3; e - x = 1", "unknowns": "e, x"}, "e = 2"),
        ("derivative", {"f": "a x^2", "x": "a"}, "with respect to a"),
        ("t_test", {"data": "5.1, 4.9, 5.6", "mu0": "5", "tail": "greater"}, "greater than 5"),
        ("bayes", {"prior": "0.5, 0.5", "likelihood": "0.2, 0.6"}, "0.25"),
        ("lagrange", {"sense": "min", "f": "x^2+y^2", "g": "x+y=2"}, "smallest value is 2"),
    ],
)
def test_inputs_are_options(run, topic: str, options: dict[str, str], said: str) -> None:
    typed = [part for name, value in options.items() for part in (f"--{name}", value)]
    status, out, err = run("solve", topic, *typed)
    assert (status, err) == (0, "")
    assert said in " ".join(out.split())
    assert run("solve", topic, *(f"--{n}={v}" for n, v in options.items()))[1] == out


@pytest.mark.parametrize("name", ["determinant", "linear_system", "t_test", "lagrange"])
def test_the_page_of_a_topic_names_every_option(run, name: str) -> None:
    page = run("topics", name)[1]
    chosen = next(topic for topic in TOPICS.values() if topic.id.endswith(f".{name}"))
    for kind in chosen.inputs:
        assert f"--{kind.name}" in page
        assert kind.example in page
    for method in chosen.methods:
        assert method in page


def test_an_option_that_is_missing_is_named_with_an_example(run) -> None:
    status, _, err = run("solve", "t_test", "--data", "5.1, 4.9, 5.6")
    assert status == 2
    assert "mu0 is missing" in err
    assert "For example mu0 = 8" in err


def test_an_error_in_an_option_shows_its_place(run) -> None:
    status, _, err = run("solve", "determinant", "--A", "[1 2; 3 x y]")
    message, line, caret, _ = err.splitlines()[:4]
    assert status == 2
    assert message
    assert line.strip() == "[1 2; 3 x y]"
    assert line[caret.index("^") :].startswith("3 x y")


@pytest.mark.parametrize("method", ["row_reduction", "cofactors"])
def test_the_method_is_the_one_that_was_named(run, method: str) -> None:
    status, out, _ = run("solve", "determinant of [1 2 3; 0 1 4; 5 6 0]", "--method", method)
    assert status == 0
    assert ("cofactor" in out.lower() or "expand" in out.lower()) == (method == "cofactors")


def test_more_is_said_from_brief_to_why(run) -> None:
    pages = [run("solve", "derivative of x sin(x)", "--detail", d)[1] for d in ("brief", "normal")]
    pages.append(run("solve", "derivative of x sin(x)", "--detail", "why")[1])
    assert len(pages[0]) < len(pages[1]) < len(pages[2])


@pytest.mark.parametrize(("name", "start"), [("s.HTML", "<!doctype"), ("s.htm", "<!doctype")])
def test_capitals_and_short_endings_are_known(run, tmp_path: Path, name: str, start: str) -> None:
    assert run("solve", DET, "-o", str(tmp_path / name))[0] == 0
    assert (tmp_path / name).read_text("utf-8").lower().startswith(start)


def test_a_file_of_text_may_hold_another_format(run, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    assert run("solve", DET, "--to", "json", "-o", str(file))[0] == 0
    assert run("verify", str(file))[0] == 0


@pytest.mark.parametrize("where", ["missing/s.html", "."])
def test_a_place_that_cannot_be_written_is_named(run, tmp_path: Path, where: str) -> None:
    status, _, err = run("solve", DET, "--to", "html", "-o", str(tmp_path / where))
    assert status == 2
    assert "cannot be written" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("written", "status", "said"),
    [
        ("\ufeffdeterminant of [2 1; 4 3]\r\n".encode(), 0, "The determinant is 2"),
        ("determinant of [2 1; 4 3] ✓".encode("utf-16"), 2, "no text in UTF-8"),
        (b"", 2, "no problem"),
    ],
)
def test_a_file_is_text_in_utf_8(
    run, tmp_path: Path, written: bytes, status: int, said: str
) -> None:
    file = tmp_path / "problem.txt"
    file.write_bytes(written)
    found, out, err = run("solve", "--file", str(file))
    assert found == status
    assert said in out + err
    assert "Traceback" not in err
