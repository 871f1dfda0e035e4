"""The command line, as a person types it: results, errors with their place, exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tutor.catalogue import TOPICS
from tutor.verify import verify

DET = "determinant of [2 1; 4 3]"


def test_solve_writes_the_derivation_and_its_verification(run) -> None:
    status, out, err = run("solve", DET)
    assert (status, err) == (0, "")
    assert out.index("Read as") < out.index("1.") < out.index("Answer") < out.index("checked")
    assert "The determinant is 2" in out


@pytest.mark.parametrize(
    "way", ["argument", "input", "dash", "file", "options", "options with =", "words"]
)
def test_problem_may_come_from_anywhere(run, tmp_path: Path, way: str) -> None:
    file = tmp_path / "problem.txt"
    file.write_text(DET + "\n", encoding="utf-8")
    matrix = tmp_path / "A.txt"
    matrix.write_text("[2 1; 4 3]", encoding="utf-8")
    status, out, _ = {
        "argument": lambda: run("solve", DET),
        "input": lambda: run("solve", typed=DET + "\n"),
        "dash": lambda: run("solve", "-", typed=DET),
        "file": lambda: run("solve", "--file", str(file)),
        "options": lambda: run("solve", "linear_algebra.determinant", "--A", f"@{matrix}"),
        "options with =": lambda: run("solve", "determinant", "--A=[2 1; 4 3]"),
        "words": lambda: run("solve", *DET.split()),
    }[way]()
    assert status == 0
    assert "The determinant is 2" in out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("solve", "gibberish of 7"), 2, "not understood"),
        (("solve", "determinant of [1 2; 3]"), 2, "Row 1 has 2 entries, and row 2 has 1."),
        (("solve", "determinant of [1 2 3; 4 5 6]"), 4, "must be square"),
        (("solve", "x^2 + y = 3; x - y = 1"), 4, "not linear"),
        (("solve", "determinant", "--A", "[" + ";".join(["1 " * 60] * 60) + "]"), 3, "limit"),
        (("solve", "determinant", "--B", "3"), 2, "no input named B"),
        (("solve", DET, "--A", "[1 2; 3 4]"), 2, "--A"),
        (("solve", DET, "--method", "magic"), 2, "does not exist"),
        (("solve", "--file", "/nowhere"), 2, "cannot be read: No such file"),
        (("solve", DET, "--file", "/nowhere"), 2, "There are two problems"),
        (("topics", "determinant", "--coverage"), 2, "--coverage is not about one topic"),
        (("solve", "--A"), 2, "needs a value"),
        (("solve", DET, "-o", "x.docx"), 2, "ending"),
        (("solve", DET, "-o", "x"), 2, "ending"),
        (("solve", DET, "-o", "x.html", "--to", "pdf"), 2, "Use -o x.pdf, or --to html"),
        (("solve", DET, "-o", "x.txt", "--to", "pdf"), 2, "ending of text"),
        (("solve", DET, "--timeout", "nan"), 2, "no time limit"),
        (("solve", DET, "--timeout", "inf"), 2, "no time limit"),
        (("solve", DET, "--timeout", "-1"), 2, "no time limit"),
        (("solve", DET, "--timeout", "soon"), 2, "no time limit"),
        (("solve", "determinant", "--A", "@/dev/zero"), 3, "million characters"),
        (("verify", "/dev/zero"), 3, "million characters"),
        (("sovle", DET), 2, "Did you mean solve?"),
        (("topics", "determinnat"), 2, "Did you mean"),
        (("verify", "/nowhere.json"), 2, "cannot be read"),
        (("new", "poetry/sonnet"), 2, "FIELD"),
        (("new", "linear_algebra/determinant"), 2, "is there already"),
    ],
)  # fmt: skip
def test_bad_input_is_explained(run, arguments: tuple[str, ...], status: int, said: str) -> None:
    found, out, err = run(*arguments)
    assert found == status
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_error_shows_the_place_and_a_fix(run) -> None:
    _, _, err = run("solve", "determinant of [1 2; 3 4/0]")
    message, line, caret, fix = err.splitlines()[:4]
    assert message
    assert line.strip() == "determinant of [1 2; 3 4/0]"
    assert line[caret.index("^") :].startswith(("/0", "0", "4/0"))
    assert fix


def test_trace_can_be_saved_verified_and_written_again(run, tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    assert run("solve", DET, "-o", str(file))[0] == 0
    status, out, _ = run("verify", str(file), "--all")
    assert status == 0
    assert "goal" in out
    status, out, _ = run("render", str(file), "--to", "markdown")
    assert status == 0
    assert "$" in out


@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_no_picture_is_linked_that_is_not_written(run, tmp_path: Path, form: str) -> None:
    _, out, err = run("solve", "derivative of x^2", "--to", form)
    assert "-figure-1" not in out
    assert "Figure 1" in out
    assert "-o" in err
    file = tmp_path / "page.out"
    run("solve", "derivative of x^2", "--to", form, "-o", str(file))
    assert "page-figure-1" in file.read_text("utf-8")
    assert list(tmp_path.glob("page-figure-1.*"))


def test_a_file_in_the_place_of_a_problem_is_told_from_one(run, tmp_path: Path) -> None:
    file = tmp_path / "p.txt"
    file.write_text("derivative of x^2", encoding="utf-8")
    status, _, err = run("solve", str(file))
    assert status == 2
    assert f"--file {file}" in err
    assert run("solve", "--file", str(file))[0] == 0


def test_defaults_are_written_as_they_are_typed(run) -> None:
    _, out, _ = run("topics", "t_test")
    assert "such as --data @FILE" in out
    assert "--data @FILE:COLUMN" in out
    assert "default 0.05" in out
    assert "1/20" not in out


def test_a_column_of_a_table_is_named_behind_its_file(run, tmp_path: Path) -> None:
    file = tmp_path / "multi.csv"
    file.write_text("id,hours,age\n1,7.5,20\n2,8.5,21\n3,9,22\n", encoding="utf-8")
    status, _, err = run("solve", "t_interval", "--data", f"@{file}")
    assert status == 2
    assert "--data @FILE:id" in err
    status, out, _ = run("solve", "t_interval", "--data", f"@{file}:Hours")
    assert status == 0
    assert "7.5, 8.5 and 9" in out
    status, _, err = run("solve", "t_interval", "--data", f"@{file}:weight")
    assert status == 2
    assert "The columns are id, hours, age" in err
    file.write_text("hours,age\n7.5,20\nlate,21\n8,22\n", encoding="utf-8")
    assert "late is no number" in run("solve", "t_interval", "--data", f"@{file}:hours")[2]
    assert "cannot be read" in run("solve", "t_interval", "--data", "@/nowhere.csv:hours")[2]


def test_what_is_no_trace_is_said_in_words(run, tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    for text in ("{", "{}"):
        file.write_text(text, encoding="utf-8")
        _, _, err = run("verify", str(file))
        assert "not a trace" in err
        assert "Error" not in err


def test_corrupted_trace_is_refuted(run, tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    run("solve", DET, "-o", str(file))
    form = json.loads(file.read_text("utf-8"))
    form["goals"]["determinant"]["after"] = "3"
    file.write_text(json.dumps(form), encoding="utf-8")
    status, out, _ = run("verify", str(file))
    assert status == 1
    assert " wrong 2 is not 3" in out
    status, out, err = run("render", str(file))
    assert status == 1
    assert out.startswith("Determinant")
    assert "could not be verified" in err


def test_a_refuted_claim_is_pointed_at_in_plain_notation(run, tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    asked = ["--n", "9", "--xbar", "45", "--s", "21/10", "--mu0", "34"]
    run("solve", "statistics.t_test", *asked, "-o", str(file))
    text = file.read_text("utf-8")
    assert '"7/10"' in text
    file.write_text(text.replace('"7/10"', '"4/5"'), encoding="utf-8")
    status, out, _ = run("verify", str(file))
    assert status == 1
    fault, claim = out.splitlines()[2:4]
    assert fault.startswith("8.1 claim 2")
    assert "0.7 is not 0.8" in fault
    assert "√9" in claim
    assert "Pow" not in out
    assert "Equal(" not in out


@pytest.mark.parametrize(("value", "says"), [("-1", "out of range"), ('{"text": "x"}', "inputs")])
def test_inputs_that_the_topic_does_not_accept_are_refused(
    run, tmp_path: Path, value: str, says: str
) -> None:
    file = tmp_path / "trace.json"
    asked = ["--n", "25", "--xbar", "88/5", "--s", "1", "--mu0", "18"]
    assert run("solve", "statistics.t_test", *asked, "-o", str(file))[0] == 0
    assert run("verify", str(file))[0] == 0
    form = json.loads(file.read_text("utf-8"))
    form["inputs"]["s"] = json.loads(value) if value[0] == "{" else value
    file.write_text(json.dumps(form), encoding="utf-8")
    status, _, err = run("verify", str(file))
    assert status in (2, 4)  # no such input, or one without meaning
    assert says in err


def test_trace_that_cannot_be_written_is_refused(run, tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    run("solve", "x + y = 3; x - y = 1", "-o", str(file))
    form = json.loads(file.read_text("utf-8"))
    form["goals"]["solution"]["solutions"] = ["Tuple", ["Tuple", "1"]]
    file.write_text(json.dumps(form), encoding="utf-8")
    assert run("verify", str(file))[0] == 1
    status, out, err = run("render", str(file))
    assert (status, out) == (2, "")
    assert "cannot be written" in err


@pytest.mark.parametrize(
    "text", ["", "{}", "[1, 2]", '{"tutor": 99}', "null", '{"tutor": 1, "rows": [["eval", "x"]]}']
)
def test_what_is_no_trace_is_refused(run, text: str) -> None:
    status, _, err = run("verify", "-", typed=text)
    assert status == 2
    assert "trace" in err


@pytest.mark.parametrize(("name", "start"), [("s.html", b"<!DOCTYPE html>"), ("s.tex", b"\\documentclass"), ("s.md", b"# "), ("s.pdf", b"%PDF-"), ("s.json", b"{"), ("s.txt", b"Determinant")])  # fmt: skip
def test_ending_of_the_file_decides_the_format(
    run, tmp_path: Path, name: str, start: bytes
) -> None:
    file = tmp_path / name
    assert run("solve", DET, "-o", str(file))[0] == 0
    assert file.read_bytes()[: len(start)].lower() == start.lower()


def test_time_limit_leaves_room_for_what_is_quick(run) -> None:
    status, out, _ = run("solve", DET, "--timeout", "60")
    assert status == 0
    assert "The determinant is 2" in out


def test_package_is_run_like_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "tutor", "sovle"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Did you mean solve?" in done.stderr


def test_help_does_not_load_sympy() -> None:
    code = "import sys; from tutor.cli import main\ntry: main(['--help'])\nfinally: assert 'sympy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "worksheet" in done.stdout


def test_a_determinant_of_numbers_loads_no_tensors_and_no_reader_of_other_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes a tenth of the time of an answer and is not needed, once the topics are indexed."""
    from tutor.topics import index

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("TUTOR_CACHE", raising=False)
    index.entries.__wrapped__()
    unwanted = [
        "sympy.tensor.tensor",
        *(f"tutor.reading.{name}" for name in ("statement", "row_operations", "operators")),
        "tutor.reading.named_maps",
    ]
    code = (
        "import sys; from tutor.cli import main\n"
        f"try: main(['solve', {DET!r}])\n"
        f"finally:\n found = [name for name in {unwanted} if name in sys.modules]\n assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "The determinant is" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_names_the_program(run, shell: str) -> None:
    assert "_TUTOR_COMPLETE" in run("completion", shell)[1]


def test_worksheet_has_a_sheet_and_a_key(run, tmp_path: Path) -> None:
    plan = tmp_path / "set.yaml"
    plan.write_text(f"title: Week 1\nproblems:\n  - {DET}\n  - x + y = 3; x - y = 1\n", "utf-8")
    status, out, _ = run("worksheet", "build", str(plan), "-o", str(tmp_path / "out"))
    assert status == 0
    assert {Path(line).name for line in out.splitlines()} >= {
        f"{n}.{e}" for n in ("sheet", "key") for e in ("html", "tex", "pdf")
    }
    sheet, key = ((tmp_path / "out" / f"{n}.html").read_text("utf-8") for n in ("sheet", "key"))
    assert "Week 1" in sheet
    assert "Week 1" in key
    assert "The determinant is" in key
    assert "The determinant is" not in sheet


def test_variants_of_a_worksheet_have_letters(run, tmp_path: Path) -> None:
    plan, out = tmp_path / "set.yaml", tmp_path / "out"
    plan.write_text("problems:\n  - {topic: linear_algebra.determinant, level: 1}\n", "utf-8")
    command = ("worksheet", "build", str(plan), "-o", str(out), "--to", "html", "--variants", "2")
    status, said, _ = run(*command)
    assert status == 0
    assert [Path(line).name for line in said.splitlines()] == [
        f"{name}-{letter}.html" for letter in "AB" for name in ("sheet", "key")
    ]
    assert "Worksheet (B)" in (out / "sheet-B.html").read_text("utf-8")
    assert "Worksheet (B)" in (out / "key-B.html").read_text("utf-8")


def test_a_directory_that_cannot_be_made_is_named(run, tmp_path: Path) -> None:
    plan = tmp_path / "set.yaml"
    plan.write_text(f"problems:\n  - {DET}\n", "utf-8")
    status, _, err = run("worksheet", "build", str(plan), "-o", str(plan / "out"), "--to", "html")
    assert status == 2
    assert f"{plan / 'out'} cannot be written: Not a directory" in err


def test_problem_of_a_set_that_cannot_be_solved_is_named(run, tmp_path: Path) -> None:
    plan = tmp_path / "set.yaml"
    plan.write_text(f"problems:\n  - {DET}\n  - determinant of [1 2 3]\n", "utf-8")
    status, _, err = run("worksheet", "build", str(plan), "-o", str(tmp_path / "out"))
    assert status == 4
    assert "Problem 2 (line 3)" in err
    assert not (tmp_path / "out").exists()


def test_problems_of_a_set_that_cannot_be_read_are_listed_without_codes(run, tmp_path) -> None:
    plan = tmp_path / "set.yaml"
    plan.write_text(f"problems:\n  - gibberish of 7\n  - {DET}\n  - limit of\n", "utf-8")
    status, _, err = run("worksheet", "build", str(plan), "-o", str(tmp_path / "out"))
    assert status == 2
    assert re.findall(r"Problem \d \(line \d\)", err) == [
        "Problem 1 (line 2)",
        "Problem 3 (line 4)",
    ]
    assert "no-topic" not in err
    assert err.count("`tutor topics`") >= 1


@pytest.mark.parametrize(
    ("doubted", "said"),
    [
        ((2,), "1 solution could not be verified; the key marks the steps:\n"),
        ((1, 2), "2 solutions could not be verified; the key marks the steps:\n"),
    ],
)
def test_solutions_that_could_not_be_verified_are_named(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doubted: tuple[int, ...], said: str
) -> None:
    verdicts = iter([0 if number in doubted else 1 for number in (1, 2)])

    def found(_worker, problem, method, timeout):
        trace = TOPICS[problem.topic].trace(problem, method)
        cut = trace if next(verdicts) else replace(trace, goals=())
        return cut, verify(cut)

    monkeypatch.setattr("tutor.worker.Worker.solve", found)
    plan = tmp_path / "set.yaml"
    plan.write_text(f"problems:\n  - {DET}\n  - trace of [5 6; 7 8]\n", "utf-8")
    out = str(tmp_path / "out")
    status, _, err = run("worksheet", "build", str(plan), "-o", out, "--to", "html")
    assert status == 1
    assert said in err
    named = re.findall(r"^  Question (\d), Problem \1 \(line \d\): (.*)$", err, re.MULTILINE)
    assert [int(number) for number, _ in named] == list(doubted)
    assert named[-1][1] == "Work out tr([5 6; 7 8])."


def test_the_list_of_claims_is_a_table(run, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    run("solve", "minimise x^2 + y^2 subject to x + 2y = 5", "--to", "json", "-o", str(saved))
    *rows, total = run("verify", str(saved), "--all")[1].splitlines()
    verdict = r" (proved|confirmed numerically|sets a name or a choice)"
    assert len({re.search(verdict, row).start() for row in rows}) == 1
    assert re.match(rf"Of {len(rows)} claims, \d+ are proved, \d+ .* confirmed numerically", total)
    assert any(row.endswith(" 1 point") for row in rows)
