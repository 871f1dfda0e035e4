"""A numbered root that a step has named is written by its name from there on.

The claims of a trace keep the root itself, so nothing has to be looked up to check them; only
what is written becomes short.  In the answer the decimals that a step has found stand beside it; a
root without decimals is written in full there, so that the answer can stand alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from sympy import Basic, CRootOf, Symbol

from tutor.core.claims import Approximates, Claim, Defines, values
from tutor.core.expr import with_parts
from tutor.core.matrix import Matrix
from tutor.core.step import Step
from tutor.render.prose import Math, Runs


class ShortNames:
    """The names of numbered roots, and the decimals of numbers with such roots in them, learned step by step."""

    def __init__(self) -> None:
        self._names: dict[Basic, Symbol] = {}
        self._decimals: dict[Basic, Approximates] = {}

    def learn(self, part: Step) -> None:
        """Take up what a step has named or rounded; to be called when it has been written."""
        for claim in part.claims:
            if isinstance(claim, Defines) and isinstance(claim.value, CRootOf):
                if isinstance(claim.name, Symbol):
                    self._names[claim.value] = claim.name
            elif isinstance(claim, Approximates) and claim.exact.has(CRootOf):
                self._decimals[claim.exact] = claim

    def of_claim(self, claim: Claim) -> Claim:
        """The claim with names in the place of named roots."""
        return _renamed(claim, self._names) if self._names else claim

    def of_runs(self, runs: Runs) -> Runs:
        """A sentence with names in the place of named roots."""
        return _in_runs(runs, self._names, {}) if self._names else runs

    def in_answer(self, runs: Runs) -> Runs:
        """A sentence with decimals beside numbers whose roots are named and rounded; others stay exact."""
        names = {root: name for root, name in self._names.items() if root in self._decimals}
        return _in_runs(runs, names, self._decimals) if names else runs


def _in_runs(
    runs: Runs, names: Mapping[Basic, Symbol], decimals: Mapping[Basic, Approximates]
) -> Runs:
    return tuple(
        Math(_short(decimals.get(run.value, run.value), names))
        if isinstance(run, Math) and isinstance(run.value, Basic)
        else run
        for run in runs
    )


def _renamed(claim: Claim, names: Mapping[Basic, Symbol]) -> Claim:
    return replace(claim, **{field: _short(value, names) for field, value in values(claim)})


def _short(value: Any, names: Mapping[Basic, Symbol]) -> Any:
    if isinstance(value, tuple):
        return tuple(_short(part, names) for part in value)
    if isinstance(value, Approximates):
        return _renamed(value, names)
    if not isinstance(value, Basic):
        return value
    if value in names:
        return names[value]
    if isinstance(value, CRootOf) or not value.has(CRootOf):
        return value
    if isinstance(value, Matrix):
        table = [[_short(entry, names) for entry in line] for line in value.entries()]
        return Matrix.of(table, value.bar)
    return with_parts(value, [_short(part, names) for part in value.args])
