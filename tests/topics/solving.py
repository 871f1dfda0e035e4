"""Problems of the tests of single topics, solved; every claim of what comes back is verified."""

from __future__ import annotations

from typing import Any

from tutor import Solution, solve
from tutor.core.step import Trace
from tutor.core.topic import Topic
from tutor.verify import verify


def solved(text: str, method: str = "", topic: str = "") -> Solution:
    """The solution of a typed problem, which is of this topic if one is named."""
    solution = solve(text, method=method)
    assert topic in ("", solution.trace.topic)
    assert solution.verified, solution.report.faults
    return solution


def derived(topic: Topic, method: str = "", **given: Any) -> Trace:
    """The derivation for these inputs."""
    trace = topic.trace(topic.problem(**given), method)
    report = verify(trace)
    assert report.ok, report.faults
    return trace
