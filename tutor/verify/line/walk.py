"""Whether the claims of a trace form one line from its inputs to its goals.

The claims are walked in order, the substeps of a step before the step that
they justify; the claims of one step may stand in any order.  Each must start
from what is known by then (`sources`, `known`), what it establishes must be
taken up by a later claim or a goal, and every goal must be established.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from sympy import Add, Basic, Eq, Tuple

from tutor.core.claims import (
    Added,
    Approximates,
    Choice,
    Claim,
    Cleared,
    Compared,
    Defines,
    DerivativeOf,
    Echelon,
    Equal,
    Equivalent,
    Extremum,
    RowReduced,
    Scaled,
    SolutionSet,
    Substituted,
    Swapped,
    values,
)
from tutor.core.expr import Det, Probability
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import NullSpace, Rank, RowSpace
from tutor.core.step import Step, Trace
from tutor.verify.line.keys import Keys
from tutor.verify.line.known import Known
from tutor.verify.line.origins import redefined
from tutor.verify.line.passes import unlike
from tutor.verify.line.shapes import entries, expanded, unfinished
from tutor.verify.line.sources import TABLE, establishes, missing, solved, starts
from tutor.verify.line.wholes import wholes
from tutor.verify.report import Finding, Verdict, refuted

Path = tuple[int, ...]

SMALL = 4  # of a matrix whose entries are results by themselves, such as second derivatives


def faults(trace: Trace) -> Iterator[Finding]:
    """What is missing between the inputs, the steps and the goals, each with what to do."""
    line = Line(trace)
    for k, part in enumerate(trace.steps, start=1):
        yield from line.walk(part, (k,))
    yield from line.goals()
    yield from line.loose()
    for letter in redefined(trace):
        why = refuted("{} belongs to the problem and cannot be defined anew", letter)
        yield Finding(("line",), 0, "line", why)
    for name in unlike(trace):
        why = refuted("{} is not worked out as in the other passes", name)
        yield Finding(("line",), 0, "line", why)


class Classes:
    """Values joined by claims (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, key: int) -> int:
        while key in self._parent:
            key = self._parent[key]
        return key

    def join(self, a: int, b: int) -> None:
        left, right = self.find(a), self.find(b)
        if left != right:
            self._parent[left] = right


class Said(NamedTuple):
    """A claim of the walk: its step and that one's place, the numbers of the claims beside it, and
    the step above."""

    claim: Claim
    step: Step
    path: Path
    together: range
    above: Step | None

    def fault(self, words: str, *values: object) -> Finding:
        index = next(k for k, claim in enumerate(self.step.claims) if claim is self.claim)
        return Finding(self.path, index, self.step.rule, refuted(words, *values))


class Line:
    """The walk along the claims of a trace; claims are numbered from 0 as they are walked."""

    def __init__(self, trace: Trace) -> None:
        self._goals = trace.goals
        self._wholes = list(wholes(trace))
        self._key = Keys()
        self._known = Known(self._key)
        self._equal, self._systems = Classes(), Classes()
        self._said: list[Said] = []
        self._users: dict[int, list[int]] = {}  # the claims that a value is a part of a source of
        self._forms: dict[int, set[int]] = {}  # what a class of equivalent systems consists of
        self._of_steps: dict[int, Known] = {}  # what the claims of a step say by themselves
        for _, value in trace.inputs:
            self._known.give(value)

    def walk(self, step: Step, path: Path, above: Step | None = None) -> Iterator[Finding]:
        """Go along the claims of a step; yields those that start from nothing known."""
        ahead = list(step.claims)
        if step.substeps:
            for value in (v for claim in ahead for v in starts(claim)):
                self._known.take_up(value)
            if isinstance(ahead[0], Substituted):  # what follows from an insertion is below it
                yield from self._bundle(step, path, ahead[:1], above)
                ahead = ahead[1:]
            for k, part in enumerate(step.substeps, start=1):
                yield from self.walk(part, (*path, k), step)
            yield from (Finding(path, 0, step.rule, why) for why in self._unfinished(step))
        yield from self._bundle(step, path, ahead, above)

    def _bundle(
        self, step: Step, path: Path, ahead: list[Claim], above: Step | None
    ) -> Iterator[Finding]:
        """Claims that stand together, in the order in which they follow."""
        self._known.line += 1
        together = range(len(self._said), len(self._said) + len(ahead))
        while ahead:
            lacking = [(claim, next(missing(claim, self._known), None)) for claim in ahead]
            met = [claim for claim, value in lacking if value is None]
            for claim, value in lacking if not met else ():
                yield Said(claim, step, path, together, above).fault(
                    f"{type(claim).__name__} starts from {{}}, which no step has "
                    "reached. Let a claim before it, or of the same step, establish that.",
                    value,
                )
            for claim in met or ahead:
                self._said.append(Said(claim, step, path, together, above))
                self._establish(claim, len(self._said) - 1)
            ahead = [claim for claim, value in lacking if value is not None] if met else []

    def _unfinished(self, step: Step) -> Iterator[Verdict]:
        """What the substeps of a step leave out of its first claim."""
        claim = step.claims[0]
        if isinstance(claim, Equal) and not self._together(claim.before, claim.after):
            yield refuted("the substeps do not lead from {} to {}", claim.before, claim.after)
        if isinstance(claim, DerivativeOf):
            yield from self._underived(claim, step)

    def _underived(self, claim: DerivativeOf, step: Step) -> Iterator[Verdict]:
        """Substeps derive the parts of a function, or the whole of it, and then bring the result into shape."""
        parts = [c for part in step.substeps for c in part.claims if isinstance(c, DerivativeOf)]
        # Of a function by cases, a sum and a term of it may be two cases, each equal to the function.
        terms = set(map(self._key.of, Add.make_args(claim.function))) - {
            self._key.of(claim.function)
        }
        whole = [
            c
            for c in parts
            if c.variable == claim.variable
            and self._together(c.function, claim.function)
            and self._key.of(c.function) not in terms
        ]
        if whole:
            if not any(self._together(c.result, claim.result) for c in whole):
                yield refuted("the substeps do not lead to {}", claim.result)
        elif not parts:
            yield refuted("the substeps do not derive {}", claim.function)
        elif not self._known.composed(claim.function, claim.variable, [c.function for c in parts]):
            yield refuted("the substeps do not derive all parts of {}", claim.function)

    def _establish(self, claim: Claim, number: int) -> None:
        key, known = self._key.of, self._known
        used: set[int] = set()
        for value in starts(claim):
            key(value, used)
            matrix = value.args[0] if isinstance(value, Det) else None
            if isinstance(matrix, Matrix) and not known.has(matrix):
                used.update(key(e) for row in matrix.entries() for e in row)
            if self._forms and isinstance(value, Basic):  # row operations on a matrix keep these
                for part in value.atoms(Rank, NullSpace, RowSpace):
                    used.update(self._forms.get(self._systems.find(key(part.args[0])), ()))
        match claim:
            case Equal(before, after):
                self._equal.join(key(before), key(after))
                known.equate(before, after)
                if key(before) in known.slopes:  # a slope in another form
                    known.slopes.add(key(after))
            case Defines(name, value):
                self._equal.join(key(name), key(value))
                known.define(name, value)
                key(value, used)
            case Equivalent(before, after) | Swapped(before, _, _, after):
                self._bring(before, after)
            case (
                Scaled(before, _, _, after)
                | Added(before, _, _, _, after)
                | Cleared(before, _, _, after)
            ):
                self._bring(before, after)
            case Echelon(before, after) | RowReduced(before, after):
                self._bring(before, after)
            case Substituted(before, _, after):
                known.evaluate(before, after)
            case Approximates(exact, value):
                known.work_out(exact, value)
            case DerivativeOf(result=result):
                known.slopes.add(key(result))
            case Extremum(objective, variables, _, point, value):
                known.evaluate(objective, value)
                key(value, used)
                used.update(map(key, solved(variables, point)))
            case SolutionSet(system, unknowns, solutions):
                used.update(key(e) for s in solutions.args for e in solved(unknowns, s))
                used.update(self._forms.get(self._systems.find(key(system)), ()))
        for part in used:
            self._users.setdefault(part, []).append(number)
        for value in establishes(claim):
            if isinstance(claim, Choice):
                known.suppose(value)
            else:
                known.learn(value)

    def _bring(self, before: Basic, after: Basic) -> None:
        """Note that a system was brought to another form."""
        a, b = (self._systems.find(self._key.of(system)) for system in (before, after))
        small, large = sorted((self._forms.pop(k, set()) for k in (a, b)), key=len)
        large |= small
        large.add(self._key.of(after))
        if isinstance(after, Tuple):
            large.update(map(self._key.of, after.args))
        elif isinstance(after, Matrix) and after.bar:  # its coefficients have a determinant
            large.add(self._key.determinant(after))
        self._systems.join(a, b)
        self._forms[self._systems.find(b)] = large

    def _together(self, a: object, b: object) -> bool:
        key = self._key.of
        return self._equal.find(key(a)) == self._equal.find(key(b))

    def goals(self) -> Iterator[Finding]:
        """The goals that no claim establishes."""
        if not self._goals:
            yield Finding(("line",), 0, "line", refuted("the trace has no goal"))
        for name, goal in self._goals:
            if not any(self._reaches(said.claim, goal) for said in self._said):
                why = refuted("no step reaches this goal. Let a step claim it.")
                yield Finding(("goal", name), 0, "line", why)
            for _, value in values(goal):
                for entry in entries(value):
                    formulas = isinstance(entry, Matrix) and max(entry.shape) <= SMALL
                    for part in (entry, *(chain(*entry.entries()) if formulas else ())):
                        self._users.setdefault(self._key.of(part), []).append(len(self._said))

    def _reaches(self, claim: Claim, goal: Claim) -> bool:
        if isinstance(goal, Equal):
            return isinstance(claim, Equal) and self._together(goal.before, goal.after)
        if type(claim) is not type(goal):
            return False
        key, systems = self._key.of, self._systems
        return all(
            self._together(mine, theirs)
            or (name == "system" and systems.find(key(mine)) == systems.find(key(theirs)))
            for (name, mine), (_, theirs) in zip(values(claim), values(goal), strict=True)
        )

    def loose(self) -> Iterator[Finding]:
        """The claims that nothing takes up; to be asked after `goals`."""
        users: dict[int, list[int]] = {}  # of the members of a class of equal values
        for value, numbers in self._users.items():
            users.setdefault(self._equal.find(value), []).extend(numbers)
        for given, ways in self._wholes:
            if not any(all(self._equal.find(self._key.of(v)) in users for v in w) for w in ways):
                why = refuted("no step starts from the whole of {}", given)
                yield Finding(("line",), 0, "line", why)
        for number, said in enumerate(self._said):
            if calculations := _calculations(said.claim):
                for value in calculations:
                    if not self._carried_on(value, said, number, users):
                        yield said.fault("no step works out {}. Give its value.", value)
            elif not self._stands(said, number) and not self._taken_up(said, number, users):
                yield said.fault(
                    f"nothing takes up what this {type(said.claim).__name__} establishes. "
                    "Use it in a later claim or a goal, or leave it out."
                )

    def _stands(self, said: Said, number: int) -> bool:
        """Whether a claim needs nobody to take it up.

        That is a check or a reading, a law of probability, a system without
        solutions, a reason for the judgement of the step above, a part of what
        the step above says, and what a step says besides about what its other
        claims establish.
        """
        claim, key = said.claim, self._key.of
        if TABLE[type(claim)].alone or isinstance(claim, Choice):
            return not isinstance(claim, Choice)
        if isinstance(claim, Defines):
            return isinstance(claim.name, Probability) and claim.value.has(Probability)
        if isinstance(claim, SolutionSet) and not claim.solutions.args:
            return True
        if said.above is not None and self._justifies(claim, said.above):
            return True
        mine: set[int] = set()
        for value in (*starts(claim), *establishes(claim)):
            key(value, mine)
        others = [self._said[k].claim for k in said.together if k != number]
        named = {c.name for c in others if isinstance(c, Defines)}
        theirs = (v for c in others for v in (*starts(c), *establishes(c)))
        parts = (e for v in theirs for e in entries(v))
        shared = (e for e in parts if e in named or not getattr(e, "is_Symbol", False))
        return claim is not said.step.claims[0] and any(key(e) in mine for e in shared)

    def _justifies(self, claim: Claim, above: Step) -> bool:
        if isinstance(above.claims[0], Extremum | Compared):
            return True
        said = self._of_steps.get(id(above))
        if said is None:
            said = self._of_steps[id(above)] = Known(self._key)
            for other in above.claims:
                for _, value in values(other):
                    said.learn(value)
        sources: set[int] = set()
        for value in starts(claim):
            self._key.of(value, sources)
        return not sources.isdisjoint(said.parts) or any(map(said.function, starts(claim)))

    def _taken_up(self, said: Said, number: int, users: dict[int, list[int]]) -> bool:
        claim, key, first = said.claim, self._key.of, said.together.start
        if isinstance(claim, Choice):
            if isinstance(claim.shown, Eq) and (put_in := self._put_in(said)):
                return claim.shown in put_in and not self._announced_before(said, number)
            parts = claim.shown.args if isinstance(claim.shown, Tuple) else (claim.shown,)
            if parts and all(isinstance(p, Probability) for p in parts):  # a list that is complete
                return self._used(claim.shown, number, first)
            return bool(parts) and all(self._used(part, number, first) for part in parts)
        if isinstance(claim, Equal):  # the line of its equal values has to leave their class
            mine = self._equal.find(key(claim.before))
            if any(u >= first and not self._continues(u, mine) for u in users.get(mine, ())):
                return True
            found = entries(claim.after)
        else:
            found = (entry for value in establishes(claim) for entry in entries(value))
        if any(self._used(entry, number, first) for entry in found if entry != Tuple()):
            return True
        return any(self._reaches(claim, goal) for _, goal in self._goals)

    def _put_in(self, said: Said) -> list[Basic]:
        """What an insertion of the same step puts in: that is what the step may announce."""
        beside = (self._said[k].claim for k in said.together)
        return [v for c in beside if isinstance(c, Substituted) for v in c.values.args]

    def _announced_before(self, said: Said, number: int) -> bool:
        """Whether the step has announced the same already."""
        return any(self._said[k].claim == said.claim for k in said.together if k < number)

    def _carried_on(
        self, value: Basic, said: Said, number: int, users: dict[int, list[int]]
    ) -> bool:
        """Whether a later claim works a calculation out, or rounds what it is equal to."""
        first = said.together.start
        if self._used(value, number, first):
            return True
        same = users.get(self._equal.find(self._key.of(value)), ())
        later = (self._said[u].claim for u in same if first <= u < len(self._said))
        return any(isinstance(other, Approximates) for other in later)

    def _continues(self, number: int, mine: int) -> bool:
        """Whether a user is an equality of the same class."""
        if number == len(self._said):
            return False
        claim = self._said[number].claim
        return isinstance(claim, Equal) and self._equal.find(self._key.of(claim.before)) == mine

    def _used(self, value: object, number: int, first: int) -> bool:
        latest = self._users.get(self._key.of(value), [])[-2:]
        return any(u >= first and u != number for u in latest)


def _calculations(claim: Claim) -> list[Basic]:
    """The calculations with numbers, or with determinants of matrices, that an equality ends in."""
    if not isinstance(claim, Equal):
        return []
    return [e for e in entries(claim.after) if unfinished(e) or expanded(e)]
