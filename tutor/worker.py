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
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from tutor import catalogue
from tutor.core import errors, limits
from tutor.core.errors import TookTooLong, TutorError
from tutor.core.expr import Decoder, Encoder
from tutor.core.step import Trace
from tutor.core.topic import Problem
from tutor.verify import Finding, Report, Verdict, verify


class StoppedEarly(TookTooLong):
    """The work was stopped; `trace` holds the steps found so far and has no goals."""

    trace: Trace | None = None


def solve_within(problem: Problem, method: str, seconds: float) -> tuple[Trace, Report]:
    """Solve and verify in a worker; raises `StoppedEarly` when the time is over."""
    worker = subprocess.Popen(
        [sys.executable, "-c", "from tutor.worker import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        worker.kill()

    clock = threading.Timer(seconds, stop)
    clock.start()
    try:
        return _listen(worker, _job(problem, method), seconds, stopped)
    finally:
        clock.cancel()
        worker.kill()
        worker.wait()
        assert worker.stdout is not None
        worker.stdout.close()


def _listen(
    worker: subprocess.Popen[str], job: str, seconds: float, stopped: threading.Event
) -> tuple[Trace, Report]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    with suppress(BrokenPipeError):
        worker.stdin.write(job)
        worker.stdin.close()
    found: Trace | None = None
    for line in worker.stdout:
        with suppress(json.JSONDecodeError):  # the last line of a killed worker may be cut
            match json.loads(line):
                case {"part": part}:
                    piece = Trace.from_json(json.dumps(part))
                    steps = (*found.steps, *piece.steps) if found else piece.steps
                    found = replace(piece, steps=steps)
                case {"trace": whole}:
                    found = Trace.from_json(json.dumps(whole))
                case {"report": lines} if found is not None:
                    return found, _report(lines)
                case {"error": {"class": kind, "arguments": arguments}}:
                    raise getattr(errors, kind)(**arguments)
    raise _stopped(found, seconds, by_clock=stopped.is_set())


def _stopped(found: Trace | None, seconds: float, *, by_clock: bool) -> StoppedEarly:
    count = len(found.steps) if found else 0
    after = f"after {count} steps" if count else "before the first step"
    limit = f"the time limit of {seconds:g} s" if by_clock else "the memory limit"
    error = StoppedEarly(
        "timeout" if by_clock else "memory",
        f"The work was stopped {after}: {limit} was reached.",
        fix="Allow more time with --timeout, or make the problem smaller.",
    )
    error.trace = found
    return error


def _job(problem: Problem, method: str) -> str:
    encoder = Encoder()
    values = {name: encoder.encode(value) for name, value in problem.values.items()}
    tables = {"rows": encoder.rows, "states": encoder.states}
    return json.dumps({"topic": problem.topic, "method": method, "values": values, **tables})


def _report(lines: list[Any]) -> Report:
    return Report(
        tuple(
            Finding(tuple(path), index, rule, Verdict(status, why, points))
            for path, index, rule, status, why, points in lines
        )
    )


def main() -> None:
    """Read a job from standard input; write parts, the trace and the report, a line each."""
    _limit_memory()
    job = json.load(sys.stdin)
    decoder = Decoder(job["rows"], job["states"])
    problem = Problem(job["topic"], {k: decoder.decode(v) for k, v in job["values"].items()})
    chosen = catalogue.TOPICS[problem.topic]
    inputs = tuple((k, v) for k, v in problem.values.items() if v is not None)
    try:
        run = chosen.derive(problem, job["method"])
        while True:
            try:
                part = next(run)
            except StopIteration as end:
                trace: Trace = end.value
                break
            partial = Trace(chosen.id, job["method"], inputs, (part,), ())
            _send("part", json.loads(partial.to_json()))
        _send("trace", json.loads(trace.to_json()))
        findings = [
            (*f[:3], f.verdict.status, f.verdict.why, f.verdict.points)
            for f in verify(trace).verdicts
        ]
        _send("report", findings)
    except TutorError as error:
        arguments = {"code": error.code, "message": error.message, "fix": error.fix}
        _send("error", {"class": type(error).__name__, "arguments": arguments})
    except MemoryError:
        sys.exit(1)


def _send(name: str, content: Any) -> None:
    print(json.dumps({name: content}), flush=True)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.WORKER_MEMORY, limits.WORKER_MEMORY))
