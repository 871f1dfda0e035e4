"""The engine that sets formulas: alike every time, from threads, and gone when the program ends."""

from __future__ import annotations

import os
import subprocess
import sys

import py_mini_racer
import pytest

from tutor.render.mathjax import engine


def test_drawing_does_not_depend_on_what_was_drawn_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_CACHE", "off")
    alone = engine.svg([("x^2", False)])
    with pytest.raises(ValueError, match="cannot set"):
        engine.svg([(r"\unheardof", True)])
    together = engine.svg([(r"\frac{x}{2}", True), ("x^2", False), ("x^2", True), ("x^2", False)])
    assert [together[1], together[3]] == alone * 2


FORKED = """
import os
from tutor.render.mathjax import engine

engine.svg([("x", False)])
if os.fork() == 0:
    try:
        engine.svg([("y", False)])
    except RuntimeError as error:
        print(error, flush=True)
else:
    print(os.wait()[1], flush=True)
"""

THREADS_AND_LOOPS = """
import asyncio, gc, sys
from concurrent.futures import ThreadPoolExecutor
from tutor.render.mathjax import engine

formula = [("x", False)]

async def inside_a_loop():
    return engine.svg(formula)

with ThreadPoolExecutor(4) as pool:
    drawings = list(pool.map(engine.svg, [formula] * 8))
drawings += [engine.svg(formula), asyncio.run(inside_a_loop()), asyncio.run(inside_a_loop())]
gc.collect()
print(len({tuple(drawing) for drawing in drawings}), flush=True)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, whose end is seen too."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"TUTOR_CACHE": "off"},
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_forked_process_is_told_so_and_does_not_hang() -> None:
    done = run(FORKED)
    said, status = done.stdout.splitlines()
    assert "spawn" in said
    assert (done.returncode, status) == (0, "0"), done.stderr


def test_formulas_are_set_from_threads_and_event_loops_and_the_engine_ends_with_the_program() -> (
    None
):
    done = run(THREADS_AND_LOOPS)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def test_engine_that_cannot_start_says_so_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(py_mini_racer, "MiniRacer", lambda: 1 / 0)
    broken = engine.Engine()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            broken.drawings([("x", False)])
    broken.close()
