"""Hostile and malformed input, typed as whole problems: an error with a fix, or a verified solution.

Nothing is executed, nothing hangs, nothing else is raised.  What mathematics is asked for is told
from what is merely text, and the answer of a row that states one is the right one.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tutor.core.errors import TutorError
from tutor.solution import Solution, solve

ROWS = [
    row
    for line in (Path(__file__).parent / "cases" / "attacks.jsonl").read_text("utf-8").splitlines()
    if (row := json.loads(line))["surface"] in ("plain", "latex", "matrix", "data", "web", "title")
]
PHRASES = (
    "{}",
    "determinant of {}",
    "derivative of {}",
    "solve {}",
    "maximise {} subject to x = 1",
    "t test of {} against 0",
    "bayes {}",
    "mle of poisson from {}",
)
SECONDS = 20  # on a busy machine; what hangs takes for ever

# Rows whose words mean a problem of a topic, and what the solution says.
STATED = {
    "solve: x = 1, x = 2": "no solution",
    "solve: 0*x = 1": "no solution",
    "derivative of |x| at 0": "does not exist",
    "minimise x^2+y^2 subject to x+y=1, x+y=2": "no point",
    "lagrange: x*y with x^2+y^2=0": "(0, 0)",
    "det [[0.1,0.2,0.3],[0.3,0.6,0.9],[0.7,1.4,2.1]]": "determinant is 0",
}


def text_of(row: dict[str, Any]) -> str:
    match row:
        case {"repeat2": [a, n, middle, b, m]}:
            return a * n + middle + b * m
        case {"repeat": [before, part, n, after]}:
            return before + part * n + after
    return str(row["input"])


def attempt(text: str) -> Solution | TutorError:
    start = time.perf_counter()
    try:
        result: Solution | TutorError = solve(text)
    except TutorError as error:
        result = error
    if isinstance(result, TutorError):
        assert result.message
        assert result.fix
        assert str(result)
    assert time.perf_counter() - start < SECONDS, text[:80]
    return result


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("number", "row"), list(enumerate(ROWS)), ids=[r["id"] for r in ROWS])
def test_hostile_input_ends_well(number: int, row: dict[str, Any], empty_folder: Path) -> None:
    """The text alone, and every second one behind one of the phrases, each in turn."""
    turn, alone = divmod(number, 2)
    behind = () if alone else (PHRASES[1 + turn % (len(PHRASES) - 1)],)
    end_well(row, (PHRASES[0], *behind))
    assert not list(empty_folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_hostile_input_ends_well_behind_every_phrase(
    row: dict[str, Any], empty_folder: Path
) -> None:
    end_well(row, PHRASES)
    assert not list(empty_folder.iterdir())


def end_well(row: dict[str, Any], phrases: tuple[str, ...]) -> None:
    for phrase in phrases:
        result = attempt(phrase.replace("{}", text_of(row)))
        if isinstance(result, Solution):
            assert result.verified, result.report.faults


@pytest.mark.parametrize(("text", "said"), STATED.items())
def test_stated_problem_has_its_answer(text: str, said: str) -> None:
    result = attempt(text)
    assert said in str(result)
    assert not isinstance(result, Solution) or result.verified
