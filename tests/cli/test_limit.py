"""The limits of time and memory of the program: they hold, and their messages say which it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tutor.cli.limit import HAS_ALARM

pytestmark = pytest.mark.skipif(not HAS_ALARM, reason="the system has no alarms")
DET = "determinant of [2 1; 4 3]"


def tutor(
    *arguments: str, before: str = "", ends: float = 60
) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run the program, after some other code in its process; the time it took in seconds."""
    code = f"import sys; sys.argv[0] = 'tutor'\n{before}\nfrom tutor.cli import main; main()"
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=ends
    )
    return done, time.perf_counter() - begun


def in_reading(what: str) -> str:
    """Code that lets reading a problem do something else."""
    return f"import tutor.catalogue as c\ndef problem(text): {what}\nc.problem = problem"


def test_quick_work_is_done_within_the_limit() -> None:
    done, _ = tutor("solve", DET)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The determinant is 2" in done.stdout


def test_status_of_the_work_is_the_status_of_the_program() -> None:
    done, _ = tutor("solve", "determinant of [1 2 3; 4 5 6]")
    assert done.returncode == 4
    assert "must be square" in done.stderr


@pytest.mark.parametrize("what", ["2 ** (2 ** 28) % 10 ** (10 ** 7)", "[0 for _ in iter(int, 1)]"])
def test_time_limit_stops_what_ignores_signals(what: str) -> None:
    done, seconds = tutor("solve", DET, "--timeout", "1.5", before=in_reading(what))
    assert done.returncode == 5
    assert "time limit of 1.5 s" in done.stderr
    assert seconds < 10


def test_steps_found_before_the_time_was_over_are_shown() -> None:
    slow = (
        "import time, tutor.verify as v\nimport tutor.worker\nv.verify = lambda t: time.sleep(60)"
    )
    done, _ = tutor("solve", DET, "--timeout", "4", before=slow)
    assert done.returncode == 5
    assert "not checked" in done.stdout
    assert " steps: the time limit of 4 s was reached" in done.stderr


@pytest.mark.parametrize(
    ("writing", "said"),
    [
        ("time.sleep(0.6); print(len(lines))", "1\nThe work was stopped after 1 step: the time"),
        ("sys.exit(2)", "was reached. Nothing was written."),
    ],
)
def test_writing_what_was_found_has_time_of_its_own(writing: str, said: str) -> None:
    code = f"""
import click, sys, time
from tutor.cli.limit import hold
from tutor.core.errors import TookTooLong
def rescue(lines): {writing}
@click.command()
def command():
    print("first\\nsec", file=hold(0.3, rescue), end="", flush=True)
    time.sleep(60)
try: command.main([], obj=True)
except TookTooLong as error: print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert said in done.stdout


def test_memory_limit_is_told_apart() -> None:
    done, _ = tutor("solve", DET, before=in_reading("return bytearray(3 * 1024 ** 3)"))
    assert done.returncode == 5
    assert "more memory than the 2 GB" in done.stderr


@pytest.mark.parametrize(("number", "said"), [(9, "more memory"), (11, "Segmentation fault")])
def test_end_by_a_signal_is_told_apart(number: int, said: str) -> None:
    killing = in_reading(f"import os; os.kill(os.getpid(), {number})")
    done, _ = tutor("solve", DET, before=killing)
    assert done.returncode == 5
    assert said in done.stderr


def test_verification_is_limited(tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    tutor("solve", DET, "-o", str(file))
    endless = "import tutor.verify as v\ndef verify(t):\n  while True: pass\nv.verify = verify"
    done, seconds = tutor("verify", str(file), "--timeout", "2", before=endless)
    assert done.returncode == 5
    assert "time limit of 2 s was reached" in done.stderr
    assert seconds < 10


def test_ending_the_program_ends_its_work() -> None:
    code = "import sys; sys.argv = ['tutor', 'solve', '-']\nfrom tutor.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        time.sleep(1)
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        copies = children.read_text().split() if children.exists() else []
        program.send_signal(signal.SIGTERM)
        _, said = program.communicate(timeout=10)
    assert (program.returncode, said) == (128 + signal.SIGTERM, "")
    for copy in copies:
        with pytest.raises(ProcessLookupError):
            os.kill(int(copy), 0)


def test_problem_of_a_set_that_takes_too_long_is_left_out_and_named(tmp_path: Path) -> None:
    plan, made = tmp_path / "set.yaml", tmp_path / "out"
    plan.write_text(f"problems:\n  - {DET}\n  - determinant of [5 1; 4 3]\n  - {DET}\n", "utf-8")
    slow = (
        "import tutor.worker as w\n"
        "w._PROGRAM = '''import time, tutor.worker as w\nkept = w.watched\n"
        "def watched(problem, method, watch):\n"
        "    if problem.A[1, 1] == 5: time.sleep(60)\n"
        "    return kept(problem, method, watch)\n"
        "w.watched = watched\nw.main()'''"
    )
    done, seconds = tutor(
        "worksheet", "build", str(plan), "-o", str(made), "--to", "html", "--timeout", "6",
        before=slow,
    )  # fmt: skip
    assert done.returncode == 5
    assert "Problem 2 (line 3): The work was stopped" in done.stderr
    assert "Left out: 1 of 3 problems" in done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["sheet.html", "key.html"]
    key = (made / "key.html").read_text("utf-8")
    assert key.count("The determinant is") == 4  # in a step and in the answer of two
    assert seconds < 40


def test_set_of_which_nothing_is_solved_writes_nothing(tmp_path: Path) -> None:
    plan, made = tmp_path / "set.yaml", tmp_path / "out"
    plan.write_text(f"problems:\n  - {DET}\n", "utf-8")
    done, _ = tutor("worksheet", "build", str(plan), "-o", str(made), "--timeout", "0.01")
    assert (done.returncode, done.stdout) == (5, "")
    assert "Problem 1 (line 2)" in done.stderr
    assert not made.exists()
