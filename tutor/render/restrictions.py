"""Which conditions of a claim restrict what it says about the problem."""

from __future__ import annotations

from collections.abc import Collection

from sympy import Basic, Eq, Gt, Lt, Ne, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Conditions, Extremum, SolutionSet
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


def of_answer(trace: Trace, named: Collection[str]) -> tuple[str, list[Basic]]:
    """The conditions of the goals that the sentence of the answer names, and the words for them.

    Claims about several cases hold nowhere together; their sentence tells the cases apart.  That
    one function is below another on some stretch restricts nothing else to that stretch.  An
    extreme value is one among all values that its conditions allow.
    """
    # An estimate is where a maximum lies: the sentence gives the place and means the maximum.
    claims = [g for name, g in trace.goals if name in named or isinstance(g, Extremum)]
    lies = [c for c in claims if isinstance(c, Compared) and c.relation in ("<", ">")]
    found = [(c, restricting(c, trace)) for c in claims if c not in lies]
    given = list(dict.fromkeys(c for _, several in found for c in several))
    given = [c for c in given if not any(_exclude(c, other) for other in given)]
    if any(isinstance(c, Ne) and Eq(*c.args, evaluate=False) in given for c in given):
        return "", []
    extreme = all(isinstance(claim, Extremum) for claim, several in found if several)
    return "among_all" if extreme else "provided_all", given


def _exclude(one: Basic, other: Basic) -> bool:
    """Whether two conditions put one expression on different sides of one number."""
    return {type(one), type(other)} == {Gt, Lt} and one.args == other.args
