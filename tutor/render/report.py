"""What a page has to know of the verifier's report; `tutor.verify.report` describes the real one.

Pages and the verifier stand side by side, and neither imports the other.  So the few fields that a
page shows are named here once more, as protocols; mypy compares the two where `tutor.solution`
hands a report to a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from tutor.core.errors import NotUnderstood


class Verdict(Protocol):
    @property
    def status(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def passes(self) -> bool: ...


class Finding(Protocol):
    @property
    def path(self) -> tuple[Any, ...]: ...
    @property
    def verdict(self) -> Verdict: ...


class Report(Protocol):
    @property
    def verdicts(self) -> Sequence[Finding]: ...
    @property
    def ok(self) -> bool: ...
    @property
    def counts(self) -> Mapping[str, int]: ...


@contextmanager
def blaming_the_trace(*reports: Report | None) -> Iterator[None]:
    """Say of a page that cannot be made that its traces are at fault, unless they passed their checks.

    If all did, the program is at fault, and its error stays as it is.
    """
    try:
        yield
    except (TypeError, ValueError, LookupError, AttributeError) as bad:
        if all(report is not None and report.ok for report in reports):
            raise
        raise NotUnderstood(
            "trace-form",
            "This trace cannot be written: a part of it is missing or of another kind.",
            fix="`tutor verify` says which claims are wrong. Make the trace again.",
        ) from bad
