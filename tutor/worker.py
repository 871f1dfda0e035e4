"""Solving in a process of its own, so that a time limit and a memory limit really hold.

A signal cannot interrupt arithmetic on large numbers and a thread cannot be
stopped; a process can be killed.  The worker writes each step as it finds it,
so a time-out keeps what is there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from tutor import catalogue
from tutor.core import errors
from tutor.core.errors import TookTooLong, TutorError
from tutor.core.expr import Decoder, Encoder
from tutor.core.step import Trace
from tutor.core.stopping import Cause, cause_of, limit_memory, told
from tutor.core.topic import Problem
from tutor.verify import Finding, Report, Verdict, verify

_PROGRAM = "from tutor.worker import main; main()"


class StoppedEarly(TookTooLong):
    """The work ended early; `trace` holds the steps found so far and has no goals."""

    trace: Trace | None = None


class Worker:
    """A process that solves and verifies one problem after the other; `with` ends it.

    It is started for the first problem, and again after one that was not solved.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def solve(self, problem: Problem, method: str, seconds: float) -> tuple[Trace, Report]:
        """The trace and its report; raises `StoppedEarly` when the process ends before.

        The code of the error says why: `timeout`, `memory` or `crashed`.
        """
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        process, stopped = self._process, threading.Event()

        def stop() -> None:
            stopped.set()
            process.kill()

        clock = threading.Timer(seconds, stop)
        clock.start()
        healthy = False
        try:
            found = _listen(process, _job(problem, method), seconds, stopped)
            healthy = not stopped.is_set()
            return found
        finally:
            clock.cancel()
            if not healthy:
                self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()


def _listen(
    worker: subprocess.Popen[str], job: str, seconds: float, stopped: threading.Event
) -> tuple[Trace, Report]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    with suppress(BrokenPipeError):
        print(job, file=worker.stdin, flush=True)
    parts: list[str] = []
    trace: Trace | None = None
    cause, detail = None, ""
    for line in worker.stdout:
        with suppress(json.JSONDecodeError):  # the last line of a killed worker may be cut
            match json.loads(line):
                case {"part": part}:
                    parts.append(part)
                case {"trace": whole}:
                    trace = Trace.from_json(whole)
                case {"report": lines} if trace is not None:
                    return trace, _report(lines)
                case {"error": {"class": kind, "arguments": arguments}}:
                    raise getattr(errors, kind)(**arguments)
                case {"cause": value, "detail": text}:
                    cause, detail = Cause(value), text
    status = worker.wait()
    if stopped.is_set():
        cause = Cause.TIME
    found = joined(parts) if parts else None
    code, message, fix = told(cause or cause_of(status), seconds, len(parts), detail)
    error = StoppedEarly(code, message, fix=fix)
    error.trace = trace or found
    raise error


def joined(parts: Iterable[str]) -> Trace | None:
    """The steps found so far as one trace without goals, from what `watched` gave out."""
    found: Trace | None = None
    for part in parts:
        try:
            piece = Trace.from_json(part)
        except TutorError:  # the last one may be cut
            break
        found = replace(piece, steps=(*found.steps, *piece.steps)) if found else piece
    return found


def watched(problem: Problem, method: str, watch: Callable[[str], object]) -> Trace:
    """The whole trace; each step is handed to `watch` when it is found, as the JSON of a trace."""
    chosen = catalogue.TOPICS[problem.topic]
    inputs = tuple((k, v) for k, v in problem.values.items() if v is not None)
    run = chosen.derive(problem, method)
    while True:
        try:
            part = next(run)
        except StopIteration as end:
            return end.value
        watch(
            Trace(
                chosen.id, method, inputs, (part,), (), decimals=chosen.in_decimals(problem)
            ).to_json()
        )


def _job(problem: Problem, method: str) -> str:
    encoder = Encoder()
    values = {name: encoder.encode(value) for name, value in problem.values.items()}
    tables = {"rows": encoder.rows, "states": encoder.states}
    job = {"topic": problem.topic, "method": method or problem.method, "values": values}
    return json.dumps({**job, **tables, "typed_decimals": problem.typed_decimals})


def _report(lines: list[Any]) -> Report:
    return Report(
        tuple(
            Finding(tuple(path), index, rule, Verdict(status, why, points))
            for path, index, rule, status, why, points in lines
        )
    )


def main() -> None:
    """Read jobs from standard input, a line each; write parts, the trace and the report of each."""
    limit_memory()
    try:
        for line in sys.stdin:
            _work(json.loads(line))
    except MemoryError:
        _send(cause=Cause.MEMORY.value, detail="")
    except Exception as error:
        _send(cause=Cause.CRASH.value, detail=f"{type(error).__name__}: {error}"[:200])


def _work(job: dict[str, Any]) -> None:
    try:
        decoder = Decoder(job["rows"], job["states"])
        values = {k: decoder.decode(v) for k, v in job["values"].items()}
        problem = Problem(job["topic"], values, typed_decimals=job["typed_decimals"])
        trace = watched(problem, job["method"], lambda part: _send(part=part))
        _send(trace=trace.to_json())
        findings = [
            (*f[:3], f.verdict.status, f.verdict.why, f.verdict.points)
            for f in verify(trace).verdicts
        ]
        _send(report=findings)
    except TutorError as error:
        arguments = {"code": error.code, "message": error.message, "fix": error.fix}
        _send(error={"class": type(error).__name__, "arguments": arguments})


def _send(**content: Any) -> None:
    print(json.dumps(content), flush=True)
