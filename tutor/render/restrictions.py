"""Which conditions of a claim restrict what it says about the problem."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sympy import Basic, Eq, Expr, Gt, Lt, Ne, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Conditions, Defines, Extremum, SolutionSet, values
from tutor.core.step import Trace


def restricting(claim: Claim, trace: Trace) -> list[Basic]:
    """The conditions that are neither stated by the problem nor part of the system that is solved.

    A problem states inequalities, and it names the place it asks about; a system may bound unknowns, such as multipliers, that it has besides
    the letters of the problem.
    """
    inputs = [value for _, value in trace.inputs if isinstance(value, Basic)]
    asked = {part for value in inputs if isinstance(value, Tuple) for part in value.args}
    letters: set[Basic] = set().union(*(value.free_symbols for value in inputs))
    unknowns: set[Symbol] = set()
    if isinstance(claim, SolutionSet) and claim.unknowns.free_symbols & letters:
        unknowns = {u for u in claim.unknowns.args if u not in letters}
    given: Conditions = getattr(claim, "given", ())
    named = [
        c for c in given if isinstance(c, Eq) and c.args[1] in inputs
    ]  # the place that is asked
    return [c for c in given if c not in asked and c not in named and not c.free_symbols & unknowns]


def of_answer(
    trace: Trace, named: Collection[str], shown: Collection[Any]
) -> dict[str, list[Basic]]:
    """The conditions under which the answer holds, by the words for them; `named` are the goals of its sentence.

    What the sentence has `shown` is left out.
    Claims about several cases hold nowhere together; their sentence tells the cases apart.  That
    one function is below another on some stretch, or keeps one value there, restricts nothing else
    to that stretch.  An extreme value is one among all values that its conditions allow.
    """
    # An estimate is where a maximum lies: the sentence gives the place and means the maximum.
    claims = [g for name, g in trace.goals if name in named or isinstance(g, Extremum)]
    lies = [c for c in claims if isinstance(c, Compared) and _stands_alone(c, trace)]
    found = [(c, restricting(c, trace)) for c in claims if c not in lies]
    given = list(dict.fromkeys(c for _, several in found for c in several))
    given = [c for c in given if not any(_exclude(c, other) for other in given)]
    if any(isinstance(c, Ne) and Eq(*c.args, evaluate=False) in given for c in given):
        return {}
    given = [c for c in given if c not in shown]
    extreme = [claim for claim, several in found if several and isinstance(claim, Extremum)]
    if len(extreme) < sum(bool(several) for _, several in found):
        return {"provided_all": given} if given else {}
    compared = {s for claim in extreme for s in claim.variables.free_symbols}
    among = [c for c in given if c.free_symbols & compared]
    others = [_in_letters_shown(c, trace, named) for c in given if c not in among]
    others = [c for c in others if c.free_symbols]  # a known number fulfils its condition
    return {name: c for name, c in (("among_all", among), ("provided_all", others)) if c}


def _stands_alone(claim: Compared, trace: Trace) -> bool:
    """Whether the conditions of a comparison restrict nothing else: they are about a stretch, or about letters of its own."""
    inputs = (value for _, value in trace.inputs if isinstance(value, Basic))
    letters: set[Basic] = set().union(*(value.free_symbols for value in inputs))
    own = all(letters.isdisjoint(c.free_symbols) for c in claim.given)
    return claim.relation in ("<", ">", "=") or own


def _in_letters_shown(condition: Basic, trace: Trace, named: Collection[str]) -> Basic:
    """The condition with what a name stands for in the place of a name that the answer does not show."""
    fields = (v for name, goal in trace.goals if name in named for _, v in values(goal))
    shown = {s for value in fields if isinstance(value, Basic) for s in value.free_symbols}
    defined = (c for part in trace.walk() for c in part.claims if isinstance(c, Defines))
    meant = {
        c.name: c.value
        for c in defined
        if isinstance(c.name, Symbol) and isinstance(c.value, Expr) and c.name not in shown
    }
    for _ in meant:  # a definition may speak of names that were defined before
        condition = condition.xreplace(meant)
    return condition


def _exclude(one: Basic, other: Basic) -> bool:
    """Whether two conditions put one expression on different sides of one number."""
    return {type(one), type(other)} == {Gt, Lt} and one.args == other.args
