"""What each kind of claim starts from, and what it establishes.

The line of a derivation is walked with this table alone.  A kind that may
stand by itself is a check or a reading: it asserts something about what is
known, and nothing has to follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from sympy import (
    Abs,
    Add,
    Basic,
    Derivative,
    Eq,
    IndexedBase,
    Integer,
    Mul,
    NumberSymbol,
    Pow,
    Rational,
    Tuple,
    oo,
    pi,
)

from tutor.core.claims import (
    Added,
    AntiderivativeOf,
    Approximates,
    Basis,
    Choice,
    Claim,
    Cleared,
    Compared,
    Defines,
    Definite,
    DerivativeOf,
    Echelon,
    Equal,
    Equivalent,
    Extremum,
    Factored,
    Implies,
    Normalised,
    Quantile,
    Recurrence,
    Roots,
    RowReduced,
    Scaled,
    Signs,
    SolutionSet,
    Substituted,
    Swapped,
    TailProbability,
)
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Identity
from tutor.verify.line.facts import QUANTITIES
from tutor.verify.line.known import Known
from tutor.verify.line.shapes import OPERATORS, entries, letters, unfinished


class Kind(NamedTuple):
    """`starts` and `establishes` are fields; `alone` says whether the claim may stand by itself."""

    starts: tuple[str, ...]
    establishes: tuple[str, ...]
    alone: bool = False


TABLE: dict[type, Kind] = {
    Equal: Kind(("before",), ("before", "after")),
    Equivalent: Kind(("before",), ("after",)),
    Implies: Kind(("before",), ("after",)),
    Swapped: Kind(("before",), ("after",)),
    Scaled: Kind(("before",), ("after",)),
    Added: Kind(("before",), ("after",)),
    Cleared: Kind(("before",), ("after",)),
    Echelon: Kind(("before",), ("after", "pivots")),
    RowReduced: Kind(("before",), ("after", "pivots")),
    Basis: Kind(("space",), ("vectors",)),
    Factored: Kind(("matrix",), ("factors",)),
    Definite: Kind(("matrix",), (), alone=True),
    Substituted: Kind(("before", "values"), ("after",), alone=True),
    SolutionSet: Kind(("system",), ("solutions",)),
    Roots: Kind(("polynomial",), ("roots", "multiplicities")),
    Signs: Kind(("expression",), ("places",), alone=True),
    DerivativeOf: Kind(("function",), ("result",)),
    AntiderivativeOf: Kind(("function",), ("result",)),
    Extremum: Kind(("objective", "constraints", "point"), ("value",)),
    Approximates: Kind(("exact",), ("value",), alone=True),
    Recurrence: Kind(("step", "columns", "rows"), ("rows",)),
    TailProbability: Kind(("statistic",), ("value", "tolerance")),
    Quantile: Kind(("level",), ("value",)),
    Normalised: Kind(("weights",), ("total", "shares"), alone=True),
    Compared: Kind(("left", "right"), (), alone=True),
    Defines: Kind((), ("name", "value")),
    Choice: Kind((), ("shown",)),
}


def starts(claim: Claim) -> Iterator[Any]:
    """What a claim starts from."""
    return (getattr(claim, name) for name in TABLE[type(claim)].starts)


def establishes(claim: Claim) -> Iterator[Any]:
    """What a claim establishes; a solution also says what each unknown is, a derivative has a sign for it."""
    for name in TABLE[type(claim)].establishes:
        yield getattr(claim, name)
    if isinstance(claim, DerivativeOf):
        yield Derivative(claim.function, claim.variable)
    if isinstance(claim, SolutionSet):
        for solution in claim.solutions.args:
            yield from solved(claim.unknowns, solution)


def solved(unknowns: Tuple, values: Basic) -> Iterator[Eq]:
    """Values as equations for their unknowns."""
    pairs = zip(unknowns.args, values.args, strict=False)
    return (Eq(unknown, value, evaluate=False) for unknown, value in pairs)


def missing(claim: Claim, known: Known) -> Iterator[Any]:
    """What a claim starts from and that is neither known nor built from what is known."""
    match claim:
        case Equal(before, after):
            if not known.formula(before) and not known.stands(after):  # read from either side
                yield before
            if known.trivial(before):
                yield before
            if not known.has(before) and unfinished(before) and not known.adds_up(before):
                yield before
            again = known.takes(before, after)
            if not letters(after) and not again:
                yield from filter(known.backwards, entries(after))
            if not letters(after):
                yield from chain(*map(known.lacking, _listed(before)))
            yield from _inserted(before, after, known)
        case Equivalent(before, after) | Implies(before, after):
            yield from () if known.equations(before) else (before,)
            yield from _not_worked_out(before, after, known)
        case Defines(_, value) if _is_share(value):
            if value.could_extract_minus_sign() and known.has_lost_sign(value):
                yield value
        case Defines(IndexedBase(), value):  # a list may be defined only as it was given
            yield from () if known.has(value) or known.is_column(value) else (value,)
        case Defines(_, value) if isinstance(value, Add):
            terms = list(_terms(value, known))
            if any(map(known.stands, terms)):  # slopes of the sum would not show a number
                yield from filter(known.unheard_of, terms)
        case Swapped(before) | Scaled(before) | Added(before) | Cleared(before):
            yield from () if known.equations(before) else (before,)
        case Echelon(before, after) | RowReduced(before, after):  # row operations lead there
            yield from (matrix for matrix in (before, after) if not known.has(matrix))
        case Substituted(before, replaced, _):
            yield from () if known.equations(before) or known.announced(before) else (before,)
            yield from (e for e in replaced.args if not known.insertions(e, before))
        case SolutionSet(system, unknowns, solutions):
            yield from () if known.equations(system) else (system,)
            if len(unknowns.args) > 1:
                yield from (s for s in solutions.args if not _read_off(claim, s, known))
        case DerivativeOf(function) | AntiderivativeOf(function):
            yield from () if known.function(function) else (function,)
        case Extremum(objective, variables, constraints, point, value):
            yield from () if known.has(objective) else (objective,)
            yield from (e for e in constraints.args if not known.equations(e))
            ends = {side for condition in claim.given for side in condition.args}
            if not known.has(point):
                places = solved(variables, point)
                tried = known.takes(objective, value)  # the place was announced and put in
                yield from (
                    e for e in places if not known.has(e) and e.args[1] not in ends and not tried
                )
            if constraints.args and not known.takes(objective, value):
                yield value  # the points are compared by their values
        case Approximates(exact):
            yield from chain(*map(known.lacking, _listed(exact)))
            plain = not letters(exact) and not exact.has(Matrix, Tuple)  # a number to be rounded
            built = known.made(exact) if plain else known.formula(exact)
            yield from () if known.has(exact) or built else (exact,)
        case Recurrence(variables, step, columns, rows):
            yield from (e for e in step.args if not known.has(e))
            yield from (e for e in columns.args if not known.function(e))
            start = rows.args[0].args[1 : 1 + len(variables)]
            yield from (e for e in start if not known.formula(e))
        case Compared(left, _, right):
            yield from () if known.formula(left) else (left,)
            yield from known.lacking(left)
            bound = letters(right) - known.names  # a bound with open letters may be any
            if not _is_standard(right) and not bound and not known.formula(right):
                yield right
        case _:
            yield from (value for value in starts(claim) if not known.formula(value))


def _listed(value: Basic) -> tuple[Basic, ...]:
    """The values of a list, or the one value that is none."""
    return value.args if isinstance(value, Tuple) else (value,)


def _is_share(value: Basic) -> bool:
    """Whether a value is a rational number, or so many times pi."""
    if isinstance(value, Mul | NumberSymbol) and value.has(pi):
        return isinstance(value / pi, Rational)
    return isinstance(value, Rational)


def _terms(value: Add, known: Known) -> Iterator[Basic]:
    """The terms of a sum, and of the sums in it that are not known themselves."""
    for term in value.args:
        nested = isinstance(term, Add) and not known.stands(term)
        yield from _terms(term, known) if nested else (term,)


def _is_standard(value: Basic) -> bool:
    """A whole number, infinity, an identity matrix or a zero vector: what anything may be compared with."""
    zeros = isinstance(value, Tuple) and all(e == 0 for e in value.args)
    return zeros or value in (oo, -oo) or isinstance(value, Integer | Identity)


def _read_off(claim: SolutionSet, solution: Basic, known: Known) -> bool:
    """Whether every value of a solution is known, or a solution in fewer unknowns that it extends."""
    given = claim.system.args if isinstance(claim.system, Tuple) else ()
    places = list(solved(claim.unknowns, solution))
    if all(e.args[0] == e.args[1] or e in given or known.has(e) for e in places):
        return True
    return any(known.has(Tuple(*solution.args[:k])) for k in range(2, len(solution.args)))


def _not_worked_out(before: Basic, after: Basic, known: Known) -> Iterator[Basic]:
    """Determinants, norms ... in a calculation that goes on with their values, which nobody found.

    One alone is being worked out, and a formula with others is a law.
    """
    found, left = (side.atoms(*QUANTITIES) for side in (before, after))
    if left <= found and _alone(before) not in found:
        yield from (one for one in found - left if not known.valued(one))


def _alone(value: Basic) -> Basic:
    """What a power, a size or an opposite is made of."""
    if isinstance(value, Mul) and value.args[0] == -1:
        value = value.args[-1]
    return value.args[0] if isinstance(value, Pow | Abs) else value


def _inserted(before: Basic, after: Basic, known: Known) -> Iterator[Basic]:
    """Numbers that are put in the place of names, or of several quantities, and that nobody knows."""
    yield from _not_worked_out(before, after, known)
    if after.has(Det, *OPERATORS) or letters(after):
        return
    determinants = before.atoms(Det) - {_alone(before)}
    told = letters(before) or (determinants and all(map(known.valued, determinants)))
    if told and after.doit() != after:
        yield from known.strangers(after, before.atoms(Rational, NumberSymbol))
