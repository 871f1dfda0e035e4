"""Whether the claims of a trace add up to its goals.

Claims that all hold may still prove something else.  So the values that
claims call equal are joined into classes, and likewise the systems they call
equivalent; a goal is reached when a step claims it up to these classes.
Every system must follow from an earlier one, every letter must come from the
problem, and every input must matter to a goal.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from sympy import Add, Basic, Eq, IndexedBase, Pow, Rational, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.core.claims import (
    Added,
    Choice,
    Claim,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    Implies,
    Scaled,
    SolutionSet,
    Swapped,
    values,
)
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.verify.origins import strays

RowOperation = Swapped | Scaled | Added


class Classes:
    """Values joined by equality (union-find); a matrix is known by identity."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}
        self._kept: list[object] = []

    def find(self, value: Any) -> Hashable:
        node: Hashable = value
        if isinstance(value, Matrix):
            self._kept.append(value)
            node = id(value)
        while node in self._parent:
            node = self._parent[node]
        return node

    def join(self, a: Any, b: Any) -> None:
        left, right = self.find(a), self.find(b)
        if left != right:
            self._parent[left] = right

    def together(self, a: Any, b: Any) -> bool:
        return bool(a == b) or self.find(a) == self.find(b)


def faults(trace: Trace) -> Iterator[str]:
    """What is missing between the inputs, the steps and the goals."""
    claims = [claim for part in trace.walk() for claim in part.claims]
    equal, systems = Classes(), Classes()
    for claim in claims:
        match claim:
            case Equal(before, after):
                equal.join(before, after)
            case Defines(name, value):
                equal.join(name, value)
            case Equivalent(before, after) | Swapped(before, _, _, after):
                systems.join(before, after)
            case Scaled(before, _, _, after) | Added(before, _, _, _, after):
                systems.join(before, after)
    yield from _gaps(trace, claims)
    yield from _strangers(trace, claims)
    for name, goal in trace.goals:
        if not any(_reaches(claim, goal, equal, systems) for claim in claims):
            yield f"no step reaches the goal '{name}'"
    if not trace.goals:
        yield "the trace has no goal"
    yield from _idle_inputs(trace, claims)
    yield from strays(trace, claims)


def _reaches(claim: Claim, goal: Claim, equal: Classes, systems: Classes) -> bool:
    if isinstance(goal, Equal):
        return isinstance(claim, Equal) and equal.together(goal.before, goal.after)
    if type(claim) is not type(goal):
        return False
    return all(
        equal.together(mine, theirs) or (name == "system" and systems.together(mine, theirs))
        for (name, mine), (_, theirs) in zip(values(claim), values(goal), strict=True)
    )


def _gaps(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """Systems that appear from nowhere."""
    known = [v for _, v in trace.inputs if isinstance(v, Basic)]
    # Letters and numbers that are values, and not only signs in a formula: inputs and results.
    named = [v for v in known if v.is_Symbol]
    for value in tuple(known):
        known.extend(value.args if isinstance(value, Tuple) else ())
    ids = {id(v) for v in known}

    def learn(value: Basic) -> None:
        known.append(value)
        ids.add(id(value))

    def follows(value: Basic) -> bool:
        if id(value) in ids or value in known[-50:] or value in known[:50]:
            return True
        return isinstance(value, Tuple) and all(map(arises, value.args))

    def arises(equation: Basic) -> bool:
        """Whether an equation is known, or sets a value that is known equal to another or to a number."""
        if equation in known or any(equation in _cases(k) for k in known):
            return True
        sides = equation.args if isinstance(equation, Eq) else ()
        found = [s for s in sides if s in named or (not s.is_Symbol and not s.is_Rational)]
        return bool(found) and all(s in known for s in found)

    for claim in claims:
        if isinstance(claim, DerivativeOf):
            named.append(claim.result)
        elif isinstance(claim, Equal):
            named.append(claim.after)
        if isinstance(claim, SolutionSet):
            if not follows(claim.system):
                yield "a system is solved that no step has reached"
        elif isinstance(claim, RowOperation | Equivalent | Implies):
            if not follows(claim.before):
                yield f"{type(claim).__name__} starts from something that no step has reached"
            learn(claim.after)
            if isinstance(claim.after, Tuple):
                known.extend(claim.after.args)
        else:
            for _, value in values(claim):
                if isinstance(value, Basic):
                    learn(value)


def _cases(equation: Basic) -> tuple[Basic, ...]:
    """A product that is zero splits into cases: one of its factors is zero."""
    if not isinstance(equation, Eq) or equation.args[1] != 0 or not equation.args[0].is_Mul:
        return ()
    bases = (f.args[0] if f.is_Pow else f for f in equation.args[0].args)
    return tuple(Eq(base, equation.args[1], evaluate=False) for base in bases)


def _strangers(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """Letters that neither the problem nor a definition nor the claim itself brings in."""
    native = set().union(*(_letters(v) for _, v in trace.inputs))
    native |= {c.name for c in claims if isinstance(c, Defines) and isinstance(c.name, Probability)}
    for _, goal in trace.goals:
        native |= set().union(*(_letters(v) for _, v in values(goal)))
    for claim in claims:
        if isinstance(claim, Defines):
            native |= _letters(claim.name)
        if isinstance(claim, Choice):
            continue
        for _, value in values(claim):
            for letter in _letters(value) - native:
                yield f"the letter {letter} comes from nowhere"
                native.add(letter)


def _letters(value: Any) -> set[Basic]:
    if isinstance(value, tuple):
        return set().union(*(_letters(v) for v in value))
    if isinstance(value, Basic):
        return {s for s in value.free_symbols if isinstance(s, Symbol)} | value.atoms(Probability)
    return set()


def _idle_inputs(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """Inputs that occur in no goal and in no definition a goal rests on."""
    meanings = {c.name: c.value for c in claims if isinstance(c, Defines)}
    reached: list[Any] = [v for _, goal in trace.goals for _, v in values(goal)]
    seen: set[Basic] = set()
    for value in reached:  # grows while it is read
        for name in _names(value) & set(meanings) - seen:
            seen.add(name)
            reached.append(Eq(name, meanings[name], evaluate=False))
    for name, value in trace.inputs:
        wanted = value if isinstance(value, tuple) else (value,)
        for part in wanted:
            if isinstance(part, Basic) and not _occurs_in_some(part, reached):
                yield f"the input {name} occurs in no goal"
                break


def _occurs_in_some(part: Basic, reached: list[Any]) -> bool:
    if isinstance(part, Rational):  # as a value, a power or a term: any number may occur somewhere
        flat = [w for v in reached for w in (v if isinstance(v, tuple) else (v,))]
        if part in flat:
            return True
        inside = (p for v in flat if isinstance(v, Basic) for p in v.atoms(Pow, Add, Relational))
        return any(part in (p.args[1:] if isinstance(p, Pow) else p.args) for p in inside)
    if any(_occurs(part, v) for v in reached):
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
    return any(isinstance(e, Matrix) and part in _entries(e) for e in (value, *value.args))


def _entries(matrix: Matrix) -> set[Basic]:
    return {e for line in matrix.entries() for e in line}
