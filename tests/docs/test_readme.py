"""What README.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tutor.solution import solve
from tutor.worksheet.problem_set import load

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


PROBLEMS = re.findall(r'^tutor solve "(.*)"$', "\n".join(blocks("sh")), re.MULTILINE)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_problem_is_solved_and_verified(problem: str) -> None:
    assert solve(problem).verified


def test_there_are_problems() -> None:
    assert len(PROBLEMS) >= 6


def test_terminal_shows_what_is_printed() -> None:
    (shown,) = blocks("text")
    command, _, text = shown.partition("\n")
    match = re.fullmatch(r'\$ tutor solve "(.*)" --method (\w+)', command)
    assert match is not None
    page = str(solve(match[1], method=match[2]))
    start, end = text.split("...\n")
    assert page.startswith(start)
    assert f"\n{end}\n" in page


def test_problem_set_is_read() -> None:
    (text,) = blocks("yaml")
    assert len(load(text).items) == len(yaml.safe_load(text)["problems"])


def test_python_runs() -> None:
    (code,) = blocks("python")
    names: dict[str, object] = {}
    for line in code.replace("import tutor\n", "").strip().splitlines():
        statement, _, wanted = line.partition("  # ")
        import tutor

        names["tutor"] = tutor
        if wanted:
            assert str(eval(statement, names)) == wanted.strip()  # our own page, not a user's text
        else:
            exec(statement, names)
