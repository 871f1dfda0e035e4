"""Whether the goals are those of the problem: stand-ins for answers worked out from the inputs.

Each check here guesses from the inputs alone what a goal has to be about: that
every input matters, that the unknowns and the tail are those asked for, that
data and probabilities are those given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sympy import (
    Add,
    Basic,
    Eq,
    IndexedBase,
    Integral,
    Interval,
    Limit,
    Pow,
    Rational,
    Symbol,
    Tuple,
    preorder_traversal,
)
from sympy.core.relational import Relational

from tutor.core.claims import (
    Claim,
    Defines,
    Equal,
    Equivalent,
    Implies,
    Recurrence,
    SolutionSet,
    TailProbability,
    values,
)
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixPower
from tutor.core.step import Trace

TAILS = ("left", "right", "two")


def strays(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """What is shown and has no origin."""
    yield from _trivial_goals(trace)
    yield from _redefined(trace, claims)
    yield from _unknowns(trace, claims)
    yield from _inventions(trace, claims)
    yield from _idle_inputs(trace, claims)
    tails = {v for _, v in trace.inputs if isinstance(v, str) and v in TAILS}
    for claim in claims:
        if isinstance(claim, TailProbability) and tails and claim.tail not in tails:
            yield f"the problem asks for the {'/'.join(tails)} tail, not for {claim.tail}"


def _trivial_goals(trace: Trace) -> Iterator[str]:
    for name, goal in trace.goals:
        if isinstance(goal, Equal) and goal.before == goal.after:
            yield f"the goal '{name}' says that something equals itself"


def _redefined(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    given = {s for _, v in trace.inputs if isinstance(v, Basic) for s in v.free_symbols}
    for claim in claims:
        if isinstance(claim, Defines) and isinstance(claim.name, Symbol) and claim.name in given:
            yield f"{claim.name} belongs to the problem and cannot be defined anew"


def _unknowns(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """The unknowns of a goal are those of the problem, and of all steps that start from its system."""
    given = [v for _, v in trace.inputs]
    named = [v for v in given if isinstance(v, Tuple) and v and all(p.is_Symbol for p in v)]
    for name, goal in trace.goals:
        if not isinstance(goal, SolutionSet):
            continue
        if goal.system in given and named and goal.unknowns not in named:
            yield f"the goal '{name}' is not about the unknowns of the problem"
        for claim in claims:
            if (
                isinstance(claim, Equivalent | Implies)
                and claim.before == goal.system
                and claim.unknowns != goal.unknowns
                # One equation of its own may be solved for one of its unknowns.
                and (isinstance(claim.after, Matrix) or len(claim.unknowns) > 1)
            ):
                yield f"a step solves the system of '{name}' for other unknowns"


def _inventions(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """Samples and probabilities that are defined by numbers which the problem does not give."""
    given = [v for _, v in trace.inputs]
    numbers = Counter(_leaves(given))
    worked_out = [c.after for c in claims if isinstance(c, Equal)]
    for claim in {c.name: c for c in claims if isinstance(c, Defines)}.values():
        if isinstance(claim.name, IndexedBase):
            if claim.value not in given and claim.value not in worked_out:
                yield f"the values {claim.name} are not those of the problem"
        elif isinstance(claim.name, Probability) and isinstance(claim.value, Rational):
            numbers[claim.value] -= 1
            if numbers[claim.value] < 0:
                yield f"{claim.name} is defined by a number that the problem does not give"


def _leaves(found: Iterable[Any]) -> Iterator[Rational]:
    """Every number in these values, as often as it occurs."""
    for value in found:
        if isinstance(value, tuple):
            yield from _leaves(value)
        elif isinstance(value, Rational):
            yield value
        elif isinstance(value, Basic):
            yield from _leaves(value.args)


def _idle_inputs(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """Inputs that occur in no goal and in no definition a goal rests on."""
    meanings = {c.name: c.value for c in claims if isinstance(c, Defines)}
    reached: list[Any] = [v for _, goal in trace.goals for _, v in values(goal)]
    tables = [goal.rows.args for _, goal in trace.goals if isinstance(goal, Recurrence)]
    reached += [v for rows in tables for row in (rows[0], rows[-1]) for v in row.args]
    seen: set[Basic] = set()
    for value in reached:  # grows while it is read
        for name in _names(value) & set(meanings) - seen:
            seen.add(name)
            reached.append(Eq(name, meanings[name], evaluate=False))
    for name, value in trace.inputs:
        wanted = value if isinstance(value, tuple) else (value,)
        if isinstance(value, Interval):
            wanted = tuple(end for end in value.args[:2] if end.is_finite)
        for part in wanted:
            if isinstance(part, Basic) and not _occurs_in_some(part, reached):
                yield f"the input {name} occurs in no goal"
                break


def _is_piece(piece: Basic, whole: Basic) -> bool:
    """Whether two integrals have the same integrand and letter."""
    return bool(piece.args[0] == whole.args[0] and piece.args[1].args[0] == whole.args[1].args[0])


TERMS = (Pow, MatrixPower, Add, Relational)


def _occurs_in_some(part: Basic, reached: list[Any]) -> bool:
    if isinstance(part, Rational):  # as a value, a power or a term: any number may occur somewhere
        flat = [w for v in reached for w in (v if isinstance(v, tuple) else (v,))]
        if part in flat:
            return True
        inside = (p for v in flat if isinstance(v, Basic) for p in v.atoms(*TERMS))
        return any(
            part in (p.args[1:] if isinstance(p, Pow | MatrixPower) else p.args) for p in inside
        )
    forms = [part]
    if isinstance(part, Integral):  # a piece of it that diverges stands for it
        pieces = {i for v in reached if isinstance(v, Basic) for i in v.atoms(Integral)}
        forms += [i for i in pieces if _is_piece(i, part)]
        forms += [part.args[0]] if len(part.args[1].args) == 1 else []
    if isinstance(part, Limit) and str(part.args[3]) == "+-":  # its sides stand for it
        forms += [Limit(*part.args[:3], side) for side in "-+"]
    if any(_occurs(form, v) for form in forms for v in reached):
        return True
    several = isinstance(part, Tuple) and bool(part.args)
    return several and all(_occurs_in_some(p, reached) for p in part.args)


def _names(value: Any) -> set[Basic]:
    if isinstance(value, tuple):
        return set().union(*(_names(v) for v in value))
    if isinstance(value, Basic):
        return set(value.free_symbols) | value.atoms(IndexedBase, Probability)
    return set()


def _occurs(part: Basic, value: Any) -> bool:
    if isinstance(value, tuple):
        return any(_occurs(part, v) for v in value)
    if not isinstance(value, Basic):
        return False
    if part == value or value.has(part):
        return True
    if isinstance(part, Tuple):
        return bool(part.args) and all(_occurs(p, value) for p in part.args)
    return any(isinstance(e, Matrix) and part in _entries(e) for e in preorder_traversal(value))


def _entries(matrix: Matrix) -> set[Basic]:
    return {e for line in matrix.entries() for e in line}
