"""Derivations that hold under conditions, such as where the entries of a matrix have values."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

import sympy as sp
from msgspec.structs import replace

from tutor.core.claims import Claim, Conditions
from tutor.core.matrix import Matrix
from tutor.core.step import Step
from tutor.kit.domain import combined, require

Answer = TypeVar("Answer")


def entries_defined(M: Matrix) -> Conditions:
    """The conditions under which no entry of the matrix divides by zero."""
    if M.is_rational:
        return ()
    below = (sp.fraction(entry)[1] for line in M.entries() for entry in line)
    return combined(*(require("!=", part) for part in below if part.free_symbols))


def under(given: Conditions, run: Generator[Step, None, Answer]) -> Generator[Step, None, Answer]:
    """The same steps, with these conditions added to every claim that may have some."""
    while True:
        try:
            part = next(run)
        except StopIteration as end:
            return end.value
        yield _conditional(part, given)


def _conditional(part: Step, given: Conditions) -> Step:
    claims = tuple(conditional(claim, given) for claim in part.claims)
    return Step(part.rule, claims, tuple(_conditional(s, given) for s in part.substeps))


def conditional(claim: Claim, given: Conditions) -> Claim:
    """The claim with these conditions besides its own."""
    if not given or not hasattr(claim, "given"):
        return claim
    return replace(claim, given=combined(claim.given, given))
