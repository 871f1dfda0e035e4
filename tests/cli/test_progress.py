"""Long work says what it is doing in a terminal, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tutor.solution import solve

TRACE = solve("determinant of [2 1; 4 3]").trace
CODE = """
import sys, time
from tutor.cli import progress
progress.DELAY = float(sys.argv[1])
with progress.Progress() as shown:
    time.sleep(0.5)
    shown.found(sys.argv[2])
    time.sleep(0.3)
    shown.checking()
    time.sleep(0.3)
"""


def shown_on_terminal(delay: str) -> str:
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-c", CODE, delay, TRACE.to_json()],
        stderr=end,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(end)
    text = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        text += piece
    os.close(terminal)
    assert done.wait(20) == 0
    return text.decode()


def test_terminal_is_told_what_long_work_is_doing() -> None:
    text = shown_on_terminal("0.01")
    rule = TRACE.steps[0].rule.replace("_", " ")
    assert f"1 step found: {rule}" in text
    assert "Checking 1 step" in text
    assert text.count("\x1b[?25h") == text.count("\x1b[?25l")  # the cursor is back


def test_quick_work_shows_nothing() -> None:
    assert shown_on_terminal("10") == ""


def test_pipe_is_told_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, "0.01", TRACE.to_json()], capture_output=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
