"""Which conditions of a claim restrict what it says about the problem."""

from __future__ import annotations

from sympy import Basic, Symbol, Tuple

from tutor.core.claims import Claim, Conditions, SolutionSet
from tutor.core.step import Trace


def restricting(claim: Claim, trace: Trace) -> list[Basic]:
    """The conditions that are neither stated by the problem nor part of the system that is solved.

    A problem states inequalities; a system may bound unknowns, such as multipliers, that it has besides
    the letters of the problem.
    """
    inputs = [value for _, value in trace.inputs if isinstance(value, Basic)]
    asked = {part for value in inputs if isinstance(value, Tuple) for part in value.args}
    letters: set[Basic] = set().union(*(value.free_symbols for value in inputs))
    unknowns: set[Symbol] = set()
    if isinstance(claim, SolutionSet) and claim.unknowns.free_symbols & letters:
        unknowns = {u for u in claim.unknowns.args if u not in letters}
    given: Conditions = getattr(claim, "given", ())
    return [c for c in given if c not in asked and not c.free_symbols & unknowns]
