"""Traces that earlier versions wrote load for ever, and are verified and written down like new ones.

The files in `v1` are never changed; a new format gets a folder of its own.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tutor.catalogue import TOPICS
from tutor.core.claims import KINDS, Implies
from tutor.core.errors import NotUnderstood
from tutor.core.step import SCHEMA, Trace
from tutor.core.trace_schema import trace_schema
from tutor.verify import verify

UNCLAIMED = {Implies}  # no topic leaves solutions out
LONGEST = 60_000  # bytes
FILES = sorted(Path(__file__).parent.glob("v*/*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_stored_trace_loads_and_holds(path: Path) -> None:
    trace = Trace.from_json(path.read_text("utf-8"))
    assert trace.topic == path.stem
    assert verify(trace).ok
    assert Trace.from_json(trace.to_json()) == trace


def test_every_kind_of_claim_and_of_input_is_stored() -> None:
    traces = [Trace.from_json(path.read_text("utf-8")) for path in FILES]
    stored = {type(claim) for trace in traces for part in trace.walk() for claim in part.claims}
    assert stored | UNCLAIMED == set(KINDS.values())
    topics = [TOPICS[trace.topic] for trace in traces]
    inputs = {type(kind) for topic in TOPICS.values() for kind in topic.inputs}
    assert {type(kind) for topic in topics for kind in topic.inputs} == inputs


def test_no_stored_trace_is_long() -> None:
    assert max(path.stat().st_size for path in FILES) < LONGEST


def test_later_format_is_refused_by_name() -> None:
    with pytest.raises(NotUnderstood, match=str(SCHEMA + 1)):
        Trace.from_json(f'{{"tutor": {SCHEMA + 1}}}')


SCHEMA_OF_TRACES = Draft202012Validator(trace_schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(trace_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_stored_trace_has_the_form_that_the_schema_says(path: Path) -> None:
    SCHEMA_OF_TRACES.validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "changed",
    [
        {"tutor": SCHEMA + 1},
        {"steps": [{"rule": "say", "claims": []}]},
        {"steps": [{"rule": "say", "claims": [{"is": "Nothing", "shown": "1"}]}]},
        {"steps": [{"rule": "say", "claims": [{"is": "Choice", "shown": 1}]}]},
        {"steps": [{"rule": "say", "claims": [{"is": "Choice", "shown": "1", "more": "1"}]}]},
        {"steps": [{"rule": "say", "claims": [{"is": "Equal", "before": "1"}]}]},
        {"inputs": {"A": ["system", "1"]}},
        {"inputs": {"A": "1.5"}},
        {"comment": "more"},
    ],
    ids=str,
)
def test_the_schema_refuses_another_form(changed: dict[str, object]) -> None:
    form = json.loads(FILES[0].read_text("utf-8"))
    assert not SCHEMA_OF_TRACES.is_valid({**form, **changed})
