"""Steps and traces: a derivation as data.

A step names the rule that was used and what it claims; a trace is the whole
derivation with the problem it answers and the goals it reaches.  Both are
frozen, and the JSON form gives back an equal trace.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from tutor.core.claim_forms import read, write
from tutor.core.claims import Claim, values
from tutor.core.errors import NotUnderstood
from tutor.core.expr import Decoder, Encoder, unknown_form
from tutor.core.figure import Figure

SCHEMA = 1
_NO_TRACE = (  # what a form that is no trace may raise
    *(ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(ArithmeticError, RecursionError),
)
Answer = TypeVar("Answer")


class Step(Struct, frozen=True):
    """One line of reasoning.

    `rule` is an imperative that completes "Here we ...", such as `swap_rows`.
    The first claim is what the reader sees, and its fields are all that the
    wording of the rule may mention; so no sentence says what is not checked.
    """

    rule: str
    claims: tuple[Claim, ...]
    substeps: tuple[Step, ...] = ()

    @property
    def shown(self) -> dict[str, Any]:
        """What the wording of the rule may mention."""
        return dict(values(self.claims[0]))

    def walk(self) -> Iterator[Step]:
        """This step and all below it, outermost first."""
        yield self
        for part in self.substeps:
            yield from part.walk()


def step(rule: str, *claims: Claim, substeps: Iterable[Step] = ()) -> Step:
    """A step with these claims, the one to show first."""
    return Step(rule, claims, tuple(substeps))


def collect(run: Generator[Step, None, Answer]) -> tuple[tuple[Step, ...], Answer]:
    """Run a derivation to its end; returns its steps, to be substeps, and its answer."""
    steps: list[Step] = []
    while True:
        try:
            steps.append(next(run))
        except StopIteration as end:
            return tuple(steps), end.value


class Trace(Struct, frozen=True):
    """A whole derivation.

    `inputs` are the values of the topic's inputs by name, `goals` the claims
    that answer the problem, by name.  `decimals` says that readers of the topic
    expect 7.73 and not 773/100; `Topic.derive` takes it from the topic.
    """

    topic: str
    method: str
    inputs: tuple[tuple[str, Any], ...]
    steps: tuple[Step, ...]
    goals: tuple[tuple[str, Claim], ...]
    figures: tuple[Figure, ...] = ()
    decimals: bool = False

    @property
    def answer(self) -> dict[str, Claim]:
        """The goals by name."""
        return dict(self.goals)

    def walk(self) -> Iterator[Step]:
        """Every step, depth first."""
        for part in self.steps:
            yield from part.walk()

    def to_json(self) -> str:
        """The trace as JSON text, on one line; `from_json` gives back an equal trace."""
        encoder = Encoder()
        body = {
            "topic": self.topic,
            "method": self.method,
            "inputs": {name: encoder.encode(value) for name, value in self.inputs},
            "steps": [_write(part, encoder) for part in self.steps],
            "goals": {name: write(goal, encoder) for name, goal in self.goals},
            "figures": [figure.to_json(encoder) for figure in self.figures],
            "decimals": self.decimals,
        }
        shared = {"rows": encoder.rows, "states": encoder.states}
        return json.dumps({"tutor": SCHEMA, **shared, **body}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Trace:
        """The trace that `to_json` wrote, by this or an earlier version.

        Raises `NotUnderstood` for anything else; nothing in the text is evaluated.
        """
        try:
            form = json.loads(text)
            if form["tutor"] != SCHEMA:
                raise NotUnderstood(
                    "trace-version",
                    f"This trace has format {form['tutor']}. This version reads format {SCHEMA}.",
                    fix="Use the version of Tutor that wrote it, or a newer one.",
                )
            if not all(isinstance(form[part], str) for part in ("topic", "method")):
                raise unknown_form([form["topic"], form["method"]])
            decoder = Decoder(form["rows"], form["states"])
            return cls(
                topic=form["topic"],
                method=form["method"],
                inputs=tuple((k, decoder.decode(v)) for k, v in form["inputs"].items()),
                steps=tuple(_read(s, decoder) for s in form["steps"]),
                goals=tuple((k, read(g, decoder)) for k, g in form["goals"].items()),
                figures=tuple(Figure.from_json(f, decoder) for f in form["figures"]),
                decimals=bool(form.get("decimals", False)),
            )
        except NotUnderstood:
            raise
        except _NO_TRACE as bad:
            raise NotUnderstood(
                "trace-form",
                "This is not a trace: "
                + (
                    f"line {bad.lineno} is not JSON."
                    if isinstance(bad, json.JSONDecodeError)
                    else "a part of it is missing or has another form."
                ),
                fix="Give a file that was written with `--to json`.",
            ) from bad


class Solved(Protocol):
    """What holds a trace, as a `tutor.Solution` does."""

    @property
    def trace(self) -> Trace: ...


def trace_of(given: Trace | Solved) -> Trace:
    """The trace that is given or that a solution holds; raises `NotUnderstood` for anything else."""
    trace = getattr(given, "trace", given)
    if isinstance(trace, Trace):
        return trace
    raise NotUnderstood(
        "no-trace",
        f"A solution or a trace is needed, and this is of type {type(given).__name__}.",
        fix="Give what `tutor.solve` returns, or `tutor.Trace.from_json(text)` for a saved trace.",
    )


def _write(part: Step, encoder: Encoder) -> dict[str, Any]:
    form: dict[str, Any] = {"rule": part.rule, "claims": [write(c, encoder) for c in part.claims]}
    if part.substeps:
        form["substeps"] = [_write(s, encoder) for s in part.substeps]
    return form


def _read(form: dict[str, Any], decoder: Decoder) -> Step:
    claims = tuple(read(c, decoder) for c in form["claims"])
    if not claims or not isinstance(form["rule"], str):
        raise unknown_form(form)
    return Step(form["rule"], claims, tuple(_read(s, decoder) for s in form.get("substeps", ())))
