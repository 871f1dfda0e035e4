"""What the verifier says: a verdict for every claim, and a report of them all."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from msgspec import Struct


class Verdict(Struct, frozen=True):
    """What was found out about one claim.  `words` holds a place `{}` for each of the `values`.

    `proved`     by exact arithmetic
    `supported`  numerically, at `points` places, with high precision
    `refuted`    `why` gives the counter-example
    `unchecked`  `why` gives the reason; this is never a pass
    `no claim`   the step asserts nothing
    """

    status: str
    words: str = ""
    points: int = 0
    values: tuple[Any, ...] = ()

    @property
    def why(self) -> str:
        return self.words.format(*self.values) if self.values else self.words

    @property
    def passes(self) -> bool:
        return self.status in ("proved", "supported", "no claim")


class Misfit(Exception):
    """What is said does not fit together or does not fit the problem; the message says why.

    This refutes.  Any other exception is a failure of the verifier and says nothing of the claim.
    """


PROVED = Verdict("proved")
NO_CLAIM = Verdict("no claim")


def refuted(words: str, *values: Any) -> Verdict:
    return Verdict("refuted", words, values=values)


def unchecked(why: str) -> Verdict:
    return Verdict("unchecked", why)


def failed(what: str, bad: Exception) -> Verdict:
    """The verdict where the verifier itself has failed."""
    return unchecked(f"{what} failed: {type(bad).__name__}: {bad}")


def supported(points: int) -> Verdict:
    return Verdict("supported", points=points)


def all_of(verdicts: list[Verdict]) -> Verdict:
    """The verdict on a conjunction: the worst of its parts."""
    for status in ("refuted", "unchecked"):
        for verdict in verdicts:
            if verdict.status == status:
                return verdict
    numeric = [v.points for v in verdicts if v.status == "supported"]
    return supported(min(numeric)) if numeric else PROVED


class Finding(NamedTuple):
    """A verdict and where it belongs.

    `path` numbers the steps from 1, outermost first; a goal has the path
    `("goal", name)`, a figure `("figure", words)` and what belongs to no step `("line",)`.
    `claim_index` counts the claims of a step from 0.
    """

    path: tuple[Any, ...]
    claim_index: int
    rule: str
    verdict: Verdict


class Report(Struct, frozen=True):
    """All findings on one trace."""

    verdicts: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """True if nothing is refuted and nothing is unchecked."""
        return all(f.verdict.passes for f in self.verdicts)

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict."""
        return dict(Counter(f.verdict.status for f in self.verdicts))

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that are no pass."""
        return tuple(f for f in self.verdicts if not f.verdict.passes)
