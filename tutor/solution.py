"""A solved problem: the trace, the verifier's report, and how they look.

`solve` is the whole way through the house in one call.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from tutor import catalogue
from tutor.core import limits
from tutor.core.claims import Claim
from tutor.core.errors import NotUnderstood, TutorError
from tutor.core.step import Trace
from tutor.core.topic import Problem, Topic
from tutor.verify import Report, verify


class Solution(Struct, frozen=True):
    """A trace with its report; a notebook shows it as a page."""

    trace: Trace
    report: Report

    @property
    def answer(self) -> dict[str, Claim]:
        """The claims that answer the problem, by name."""
        return self.trace.answer

    @property
    def verified(self) -> bool:
        """True if no claim is refuted and none is unchecked."""
        return self.report.ok

    def to(self, form: str, *, detail: str = "normal") -> str | bytes:
        """The derivation as `text`, `markdown`, `html`, `latex`, `pdf` (bytes) or `json`.

        In Markdown and LaTeX figures are files of their own, so only their words stand here; see
        `written`.
        """
        return written(self.trace, self.report, form, detail=detail)[0]

    def __str__(self) -> str:
        return str(self.to("text"))

    def __repr__(self) -> str:
        """One line for a prompt; the page is what `print` shows."""
        steps = sum(1 for _ in self.trace.walk())
        checked = "verified" if self.verified else "not verified"
        return f"<Solution: {self.trace.topic} by {self.trace.method}, {steps} steps, {checked}>"

    def _repr_html_(self) -> str:
        from tutor.render.document import document
        from tutor.render.html import fragment

        return fragment(document(self.trace, self.report))

    def _repr_markdown_(self) -> str:
        return str(self.to("markdown"))

    def _repr_latex_(self) -> str:
        from tutor.render import formulas_in_latex

        return formulas_in_latex(self.trace)


def written(
    trace: Trace,
    report: Report | None,
    form: str,
    *,
    detail: str = "normal",
    stem: str | None = None,
) -> tuple[str | bytes, dict[str, bytes]]:
    """A derivation in a format, and the figure files that belong beside it, by name.

    `stem` begins the names of these files; only LaTeX and Markdown have any.  Without one there are
    no files, and these two hold the words of the figures alone.  Without a report the page says that
    nothing was checked.
    """
    from tutor.render import figure_files, write
    from tutor.render.document import document
    from tutor.render.report import blaming_the_trace

    if form == "json":
        return trace.to_json(), {}
    with blaming_the_trace(report):
        page = document(trace, report, detail=detail)
        beside = figure_files(page, form, stem) if stem is not None else {}
        return write(page, form, stem), beside


def problem(text: str, /, **inputs: Any) -> Problem:
    """Read a problem: a sentence, or the name of a topic with its inputs.

    Inputs are text as a student types it, or values: numbers, SymPy
    expressions, lists of these; a float stands for the decimal it shows.  Raises a `TutorError` that
    says what is wrong and how to put it right.
    """
    if not isinstance(text, str):
        raise NotUnderstood(
            "no-text",
            f"A problem is a text, and this is of type {type(text).__name__}.",
            fix='Write it in quotation marks, for example "determinant of [2 1; 4 3]".',
        )
    if not inputs:
        return catalogue.problem(text)[1]
    return catalogue.pose(_topic(text, next(iter(inputs))), inputs)


def _topic(text: str, name: str) -> Topic:
    """The topic of this name; of a whole problem, it is the input named beside it that does not fit."""
    try:
        return catalogue.topic(text)
    except NotUnderstood:
        try:
            posed = catalogue.problem(text)[1]
        except TutorError:
            posed = None
        if posed is None:
            raise
    raise _unknown_option(name)


def _unknown_option(name: str) -> NotUnderstood:
    return NotUnderstood(
        "unknown-option",
        f"A whole problem has no option named {name}.",
        fix=f"Leave {name} out. Inputs by name go with the name of a topic, as in "
        'tutor.solve("determinant", A="[1 2; 3 4]").',
    )


def solve(
    text: str | Problem, /, *, method: str = "", timeout: float | None = None, **inputs: Any
) -> Solution:
    """Solve a problem step by step and verify every claim.

    With a `timeout` in seconds the work is done in a process of its own that
    is stopped when the time is over; the `tutor.StoppedEarly` that is raised then holds the steps
    found so far.  Without one there is no limit: give one for a problem that somebody else typed.
    The text is read in this process, which the limits of reading keep short.
    """
    if timeout is not None and not (
        isinstance(timeout, int | float) and 0 < timeout <= limits.LONGEST
    ):
        raise NotUnderstood(
            "timeout",
            f"{timeout!r} is no time limit.",
            fix=f"Give seconds, for example 30, up to {limits.LONGEST:,}.",
        )
    if isinstance(text, Problem) and inputs:
        raise _unknown_option(next(iter(inputs)))
    posed = text if isinstance(text, Problem) else problem(text, **inputs)
    if timeout is not None:
        from tutor.worker import Worker

        with Worker() as worker:
            return Solution(*worker.solve(posed, method, timeout))
    trace = catalogue.TOPICS[posed.topic].trace(posed, method)
    return Solution(trace, verify(trace))
