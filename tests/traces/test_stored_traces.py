"""Traces that earlier versions wrote load for ever, and are verified and written down like new ones.

The files in `v1` are never changed; a new format gets a folder of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.catalogue import TOPICS
from tutor.core.errors import NotUnderstood
from tutor.core.step import SCHEMA, Trace
from tutor.verify import verify

FILES = sorted(Path(__file__).parent.glob("v*/*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_stored_trace_loads_and_holds(path: Path) -> None:
    trace = Trace.from_json(path.read_text("utf-8"))
    assert trace.topic == path.stem
    assert verify(trace).ok
    assert Trace.from_json(trace.to_json()) == trace


def test_there_is_a_stored_trace_of_the_first_topics() -> None:
    assert {p.stem for p in FILES if p.parent.name == "v1"} <= set(TOPICS)
    assert len(FILES) >= 9


def test_later_format_is_refused_by_name() -> None:
    with pytest.raises(NotUnderstood, match=str(SCHEMA + 1)):
        Trace.from_json(f'{{"tutor": {SCHEMA + 1}}}')
