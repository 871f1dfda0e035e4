"""The goals of linear algebra hold in floating point too, by numpy, which the verifier does not use.

The verifier checks each goal as a claim, and against the answer it works out from the inputs, both
exactly where it can.  Here nothing of the two is shared.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce

import numpy as np
import pytest
from sympy import Basic, Eq, Tuple

from tutor.catalogue import TOPICS
from tutor.core.claims import (
    Approximates,
    Basis,
    Claim,
    Compared,
    Definite,
    Equal,
    Factored,
    Normalised,
    Roots,
    RowReduced,
    SolutionSet,
    Substituted,
)
from tutor.core.matrix import Matrix
from tutor.core.topic import Topic

from .derived import defined, solved
from .floats import Array, Floats, rank
from .mutations import changed_claims
from .oracle import truth

TOPICS_OF_MATRICES = [t for name, t in TOPICS.items() if name.startswith("linear_algebra.")]
LETTERS = {"linear_algebra.linearity"}  # the goals are formulas in letters that stand for vectors
TINY = 1e-6
COMPARE = {
    "=": lambda a, b: close(a, b),
    "!=": lambda a, b: not close(a, b),
    "<": lambda a, b: np.real(a) < np.real(b),
    "<=": lambda a, b: np.real(a) <= np.real(b) + TINY,
    ">": lambda a, b: np.real(a) > np.real(b),
    ">=": lambda a, b: np.real(a) >= np.real(b) - TINY,
}
DEFINITE = {
    "positive definite": lambda values: values[0] > TINY,
    "negative definite": lambda values: values[-1] < -TINY,
    "positive semidefinite": lambda values: abs(values[0]) < TINY,
    "negative semidefinite": lambda values: abs(values[-1]) < TINY,
    "indefinite": lambda values: values[0] < -TINY and values[-1] > TINY,
}


def close(one: object, other: object) -> bool:
    return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=TINY, atol=TINY)


def holds(claim: Claim, at: Floats) -> bool | None:
    """Whether the claim holds in floats; None for a kind that no float can decide."""
    match claim:
        case Equal(before, after):
            return close(at.of(before), at.of(after))
        case Approximates(exact, value, tolerance):
            return bool((np.abs(at.of(exact) - at.of(value)) <= at.of(tolerance).real + TINY).all())
        case Compared(left, relation, right):
            return bool(COMPARE[relation](at.of(left), at.of(right)))
        case Basis(space, vectors):
            whole = at.spanning(space)
            if not vectors.args:
                return rank(whole) == 0
            found = np.hstack([at.of(v) for v in vectors])
            return found.shape[1] == rank(found) == rank(whole) == rank(np.hstack((whole, found)))
        case Factored(matrix, factors):
            return close(at.of(matrix), reduce(np.matmul, [at.of(f) for f in factors]))
        case RowReduced(before, after, pivots):
            one, other = at.of(before), at.of(after)
            units = np.eye(len(other))[:, : len(pivots)]
            same = one.shape == other.shape and rank(one) == rank(np.vstack((one, other)))
            return (
                same
                and rank(one) == len(pivots)
                and close(other[:, [int(p) - 1 for p in pivots]], units)
            )
        case Definite(matrix, kind):
            return bool(DEFINITE[kind](np.linalg.eigvalsh(at.of(matrix).real)))
        case Normalised(weights, total, shares):
            return close(at.of(weights), at.of(total) * at.of(shares))
        case Roots(polynomial, unknown, roots, multiplicities):
            return _has_these_roots(polynomial, unknown, roots, multiplicities, at)
        case SolutionSet(system, unknowns, solutions):
            return _solves(system, unknowns, solutions, at)
        case Substituted(before, replaced, after):
            moved = {e.lhs: at.of(e.rhs) for e in replaced if isinstance(e, Eq)}
            return close(Floats(at.definitions, {**at.fixed, **moved}).of(before), at.of(after))
    return None


def _has_these_roots(
    polynomial: Basic, unknown: Basic, roots: Tuple, multiplicities: Tuple, at: Floats
) -> bool:
    """The polynomial is a multiple of the product of x - root at as many places as it has roots, and one."""
    places = [0.3137 + 0.7 * k for k in range(sum(int(m) for m in multiplicities) + 2)]
    ratios = []
    for place in places:
        here = Floats(at.definitions, {**at.fixed, unknown: place})
        factors = [
            (place - here.of(r)) ** int(m) for r, m in zip(roots, multiplicities, strict=True)
        ]
        ratios.append(here.of(polynomial) / np.prod(factors))
    return close(np.array(ratios), np.full(len(ratios), ratios[0]))


def _solves(system: Basic, unknowns: Tuple, solutions: Tuple, at: Floats) -> bool:
    """The solutions of linear equations hold, and the rank says how many letters they have free."""
    table, right = _linear(system, unknowns, at)
    if not solutions.args:
        return rank(np.hstack((table, right))) > rank(table)
    (found,) = solutions
    return close(table @ at.of(found), right) and (
        len(found.free_symbols & set(unknowns)) == len(unknowns) - rank(table)
    )


def _linear(system: Basic, unknowns: Tuple, at: Floats) -> tuple[Array, Array]:
    """The matrix and the right sides of linear equations, from their values at zero and at the units."""
    if isinstance(system, Matrix):
        return np.hsplit(at.of(system), [len(unknowns)])

    def differences(values: Array) -> Array:
        here = Floats(at.definitions, {**at.fixed, **dict(zip(unknowns, values, strict=True))})
        return np.array([here.of(e.lhs) - here.of(e.rhs) for e in system if isinstance(e, Eq)])

    constant = differences(np.zeros(len(unknowns)))
    columns = [differences(unit) - constant for unit in np.eye(len(unknowns))]
    return np.column_stack(columns), -constant[:, None]


def judged(topic: Topic) -> Counter[str]:
    """The verdicts on all goals without conditions, of a problem of each level."""
    counts: Counter[str] = Counter()
    for usual, *_ in solved(topic, range(1)):
        at = Floats(defined(usual.trace).definitions)
        for name, goal in usual.trace.goals:
            if getattr(goal, "given", ()):
                continue
            found = holds(goal, at)
            assert found is not False, f"{usual.name} {name}: {goal}"
            counts["open" if found is None else "right"] += 1
    return counts


@pytest.mark.parametrize(
    "topic", TOPICS_OF_MATRICES, ids=[t.id for t in TOPICS_OF_MATRICES], scope="session"
)
def test_goals_hold_in_floats(topic: Topic) -> None:
    counts = judged(topic)
    assert counts["right"] or topic.id in LETTERS


@pytest.mark.parametrize(
    "name",
    [
        *("inverse", "null_space", "eigenvalues", "definiteness", "linear_system", "echelon_form"),
        *("markov_chain", "projection", "determinant"),
    ],
)
def test_a_changed_goal_does_not_hold_in_floats(name: str) -> None:
    caught = 0
    for usual, *_ in solved(TOPICS[f"linear_algebra.{name}"], range(1)):
        definitions = defined(usual.trace).definitions
        for _, goal in usual.trace.goals:
            wrong = [c for _, _, c in changed_claims(goal, []) if truth(c, definitions) is False]
            for claim in wrong[:4]:
                try:
                    verdict = holds(claim, Floats(definitions))
                except (ValueError, IndexError, KeyError, np.linalg.LinAlgError):
                    continue  # parts of shapes that do not fit
                assert verdict is not True, f"{usual.name}: {claim}"
                caught += verdict is False
    assert caught > 2
