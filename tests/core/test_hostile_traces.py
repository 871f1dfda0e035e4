"""Nothing in a trace file is evaluated: text has no place inside an expression."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.errors import NotUnderstood, TutorError
from tutor.core.expr import HEADS, Decoder
from tutor.core.step import Trace
from tutor.render import render
from tutor.verify import verify

PAYLOAD = "__import__('pathlib').Path('CANARY').touch()"
STRANGERS: dict[str, Any] = {
    "text": {"text": PAYLOAD},
    "int": {"int": 1},
    "bool": True,
    "nothing": None,
    "tuple": {"tuple": [{"text": PAYLOAD}]},
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("head", [*HEADS, "Add", "Mul", "Pow", "ExprCondPair"])
def test_what_is_no_expression_is_refused_inside_one(
    head: str, stranger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    decoder = Decoder([], [])
    for form in ([head, stranger], [head, stranger, {"symbol": "x"}], [head, "1", stranger]):
        with pytest.raises(NotUnderstood):
            decoder.decode(form)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("bar", ["1", -1, 1.5, True, None, [1]])
def test_a_bar_is_a_number_of_columns(bar: object) -> None:
    rows = [{"over": "1", "numbers": ["1", "2"]}]
    with pytest.raises(NotUnderstood):
        Decoder(rows, [{"rows": [0], "bar": bar}])


def test_rows_of_two_kinds_make_no_matrix() -> None:
    rows = [{"over": "1", "numbers": ["1", "2"]}, [{"symbol": "a"}, "1"]]
    with pytest.raises(NotUnderstood):
        Decoder(rows, [{"rows": [0, 1]}])


STORED = [
    json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parents[1] / "traces" / "v1").glob("*.json"))
]


def test_a_matrix_with_a_division_by_zero_is_refused() -> None:
    entry = ["Mul", {"symbol": "x"}, ["Pow", "0", "-1"]]
    with pytest.raises(NotUnderstood):
        Trace.from_json(json.dumps({**STORED[0], "rows": [[entry]], "states": [{"rows": [0]}]}))


X = {"symbol": "x"}
PARTS: list[Any] = [
    *(None, True, 0, -1, 10**6, 1.5, "", "x", "1/0", "1/2", [], {}, X, {"symbol": ""}),
    *({"constant": "oo"}, {"matrix": 0}, {"matrix": 10**9}, {"tuple": []}, {"int": 3}),
    *({"text": "hi"}, {"name": "a"}, {"rows": [0]}, ["Det", X], ["Add"], ["Mul", "1"]),
    *(["Pow", "0", "-1"], ["Pow", ["Tuple", X], "2"], ["Eq", "1", "2"], ["Tuple"], ["Tuple", "1"]),
    *(["Derivative", X, "2"], ["Integral", X, X], ["Sum", "1", "2"], ["Limit", "1", "2", "3"]),
    *(["Interval", "2", "1"], ["Piecewise", "1"], ["Indexed", "1", "2"], ["Indexed", X]),
    *(["Probability", "1"], ["Distribution", "1"], ["Max"], ["log", "0"], ["Matrix"]),
]


def places(form: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the parts of a form are, all but the form itself."""
    inside = form.items() if isinstance(form, dict) else enumerate(form)
    for key, part in inside:
        yield (*at, key)
        if isinstance(part, dict | list):
            yield from places(part, (*at, key))


@st.composite
def corrupted(draw: st.DrawFn) -> str:
    """A stored trace with a part taken out, or with another part in its place."""
    form = copy.deepcopy(draw(st.sampled_from(STORED)))
    *above, key = draw(st.sampled_from(list(places(form))))
    holder = form
    for step in above:
        holder = holder[step]
    if draw(st.integers(0, 5)):
        holder[key] = copy.deepcopy(draw(st.sampled_from(PARTS)))
    else:
        del holder[key]
    return json.dumps(form)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(corrupted())
def test_a_corrupted_trace_is_refused_or_judged(text: str) -> None:
    """Nothing but an error with a fix leaves the reader, nothing at all leaves the verifier."""
    try:
        trace = Trace.from_json(text)
    except NotUnderstood:
        return
    if verify(trace).ok:
        with suppress(TutorError):
            assert render(trace, "text")


@pytest.mark.parametrize(
    "form",
    [
        ["Indexed", X],
        ["Pow", ["Tuple", X], "2"],
        ["Piecewise", "1"],
        ["Interval", X, ["Tuple"]],
    ],
)
def test_arguments_of_another_kind_are_refused(form: Any) -> None:
    with pytest.raises(NotUnderstood):
        Decoder([], []).decode(form)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("Equal", "before", {"int": 3}),
        ("DerivativeOf", "given", "1"),
        ("DerivativeOf", "variable", "1"),
        ("SolutionSet", "unknowns", X),
        ("Added", "target", X),
        ("Extremum", "kind", X),
    ],
)
def test_a_field_of_another_kind_is_refused(kind: str, field: str, value: Any) -> None:
    for stored in STORED:
        form = copy.deepcopy(stored)
        for at in places(form):
            holder = form
            for step in at:
                holder = holder[step]
            if isinstance(holder, dict) and holder.get("is") == kind and field in holder:
                holder[field] = value
                with pytest.raises(NotUnderstood):
                    Trace.from_json(json.dumps(form))
                return
    raise AssertionError("no stored trace has such a claim")
