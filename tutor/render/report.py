"""What a page has to know of the verifier's report; `tutor.verify.report` describes the real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


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
    """What the verifier says about a trace.

    The `path` of a finding numbers the steps from 1, outermost first, or names a goal or the line of
    steps; `counts` has the number of claims for each status.
    """

    @property
    def verdicts(self) -> Sequence[Finding]: ...
    @property
    def ok(self) -> bool: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
