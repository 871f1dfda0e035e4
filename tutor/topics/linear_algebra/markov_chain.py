"""A Markov matrix: the next state and the long-run state.

The columns say where each state leads, so they add to 1.  A long-run state does not
change: P v = v, and v is in the null space of P - I.  Divided by the sum of its
entries it is a distribution.  Applying P again and again leads to the same one, if
there is one closed class and no period.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise
from random import Random
from typing import Any

from sympy import Basic, Integer, Tuple
from sympy.core.symbol import Str

from tutor.core.claims import Basis, Choice, Claim, Equal
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.inputs import LabelsInput, MatrixInput, NumberInput, VectorInput
from tutor.core.matrix_expression import Eigenspace, MatrixPower, MatrixProduct, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra import long_run, nice_chains
from tutor.kit.linear_algebra import pictures_of_chains as pictures
from tutor.kit.linear_algebra.decimals import has_decimals
from tutor.kit.linear_algebra.markov import chain_of, check_start, classes, period
from tutor.kit.linear_algebra.products import applied

ONE = Integer(1)

Solution = Generator[Step, None, tuple[Tuple, ...]]


def null_space(problem: Problem) -> Solution:
    yield from _open(problem)
    P, written = chain_of(problem.P).matrix, _written(problem)
    yield from long_run.find_fixed_vectors(P, written)
    vectors = long_run.fixed(P)
    if len(vectors) > 1:
        for vector in vectors:
            yield step("check_long_run", Equal(MatrixProduct(written, vector), vector))
        return vectors
    yield from long_run.scale_to_distribution(vectors[0], written)
    yield from long_run.explain_speed(P)
    yield from long_run.explain_period(P, written)
    return vectors


def powers(problem: Problem) -> Solution:
    yield from _open(problem)
    P, written = chain_of(problem.P).matrix, _written(problem)
    known = 0 if problem.x0 is None else int(problem.n or 1)
    start = problem.x0 or Tuple(*(Integer(k == 0) for k in range(P.shape[0])))
    yield from long_run.apply_again_and_again(P, written, start, known)
    yield from long_run.explain_speed(P)
    yield from long_run.explain_period(P, written)
    return long_run.fixed(P)


def _open(problem: Problem) -> Generator[Step, None, None]:
    """What kind of matrix it is, and the states that are asked for."""
    P, by_rows = chain_of(problem.P)
    written = _written(problem)
    if by_rows:
        yield step("turn_rows_into_columns", Equal(written, P))
    ones = Tuple(*[ONE] * P.shape[0])
    names = (claim for _, claim in _states_named(problem))
    yield step("add_columns", Equal(MatrixProduct(Transpose(P), ones), ones), *names)
    if problem.x0 is None:
        return
    states = _states(problem)
    for k, (x, image) in enumerate(pairwise(states)):
        yield step("apply_again" if k else "apply_once", Equal(MatrixProduct(written, x), image))
    if problem.n is not None:
        yield step("combine_applications", _later(problem))
        yield from long_run.see_shares(states[-1])


def _states_named(problem: Problem) -> tuple[tuple[str, Claim], ...]:
    """What the states are called, if the problem says so."""
    if problem.states is None:
        return ()
    return (("states", Choice(Tuple(*map(Str, problem.states)))),)


def _written(problem: Problem) -> Basic:
    """The matrix that acts on columns, as it stands in claims."""
    return Transpose(problem.P) if chain_of(problem.P).by_rows else problem.P


def _states(problem: Problem) -> list[Tuple]:
    P, states = chain_of(problem.P).matrix, [problem.x0]
    for _ in range(int(problem.n or 1)):
        states.append(applied(P, states[-1]))
    return states


def _later(problem: Problem) -> Equal:
    repeated = MatrixPower(_written(problem), problem.n)
    return Equal(MatrixProduct(repeated, problem.x0), _states(problem)[-1])


def suits(problem: Problem) -> tuple[str, ...]:
    P = chain_of(problem.P).matrix
    closed = classes(P)
    settles = len(closed) == 1 and period(P, closed[0]) == 1
    return ("null_space", "powers") if settles else ("null_space",)


def complete(problem: Problem) -> dict[str, Any]:
    P = chain_of(problem.P).matrix
    if problem.x0 is not None:
        check_start(problem.x0, P.shape[0])
    elif problem.n is not None:
        raise NotUnderstood(
            "missing-input",
            "There is a number of steps and no start.",
            fix="Say where the chain starts, for example x0 = (1, 0).",
        )
    if problem.states is not None and len(problem.states) != P.shape[0]:
        raise NotUnderstood(
            "states",
            f"There are {P.shape[0]} states and {len(problem.states)} names.",
            fix="Name every state, in the order of the columns.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice_chains.chain(rng, level)


def goals(problem: Problem, vectors: tuple[Tuple, ...]) -> tuple[tuple[str, Claim], ...]:
    written, P = _written(problem), chain_of(problem.P).matrix
    made: list[tuple[str, Claim]] = [*_states_named(problem)]
    if problem.x0 is not None:
        first = applied(P, problem.x0)
        made.append(("next", Equal(MatrixProduct(written, problem.x0), first)))
        if problem.n is not None:
            made.append(("later", _later(problem)))
    made.append(("fixed", Basis(Eigenspace(written, ONE), Tuple(*vectors))))
    if len(vectors) == 1:
        made.append(("stationary", long_run.distribution(vectors[0])))
        if (second := long_run.second_eigenvalue(P)) is not None:
            made.append(("speed", long_run.speed(second)))
        if P.shape[0] > long_run.EIGENVALUES:
            made.append(long_run.rhythm(P, written))
    return tuple(made)


def figures(problem: Problem, vectors: tuple[Tuple, ...]) -> tuple[Figure, ...]:
    P, claim = (
        chain_of(problem.P).matrix,
        Basis(Eigenspace(_written(problem), ONE), Tuple(*vectors)),
    )
    made, names = [], problem.states or ()
    if P.shape[0] <= pictures.MOST_STATES:
        made.append(Figure("graph", claim, pictures.graph(P, names), equal=True))
        marks = pictures.shares(P, problem.x0, names)
        made.append(Figure("shares", claim, marks, "step", "share"))
    return tuple(made)


TOPIC = Topic(
    id="linear_algebra.markov_chain",
    covers=("linalg.markov",),
    inputs=(
        MatrixInput(
            name="P",
            about="a matrix of transition probabilities whose columns add to 1",
            example="[0.9 0.2; 0.1 0.8]",
            square=True,
            largest=8,
        ),
        VectorInput(name="x0", about="the start", example="(1, 0)", optional=True),
        NumberInput(
            name="n",
            about="how often the matrix is applied to the start",
            example="3",
            optional=True,
            minimum=ONE,
            maximum=Integer(20),
            whole=True,
        ),
        LabelsInput(
            name="states",
            about="what the states are called, in the order of the columns",
            example="city, suburbs",
            optional=True,
        ),
    ),
    phrases=(
        "[find] [the] {stationary|steady|steady-state|long-run|equilibrium} "
        "{vector|distribution|state|probabilities|state vector|state distribution|state probabilities} [of [the [Markov|transition] matrix]] {P}",
        "[find] [the] {stationary|steady|steady-state|long-run|equilibrium} "
        "{vector|distribution|state|probabilities|state vector|state distribution|state probabilities} of {P} {from|starting from} {x0} [after {n} steps]",
        "[find] [the] {stationary|steady|steady-state|long-run|equilibrium} {vector|distribution|state|probabilities|state vector|state distribution|state probabilities} "
        "of [the|a|this] Markov {chain|process} [with [the] [transition] matrix|given by|of] {P}",
        "[the|a] {transition|Markov|stochastic} matrix [is] {P}[.|;|,| and] [find] [the] "
        "{stationary|steady|steady-state|long-run|equilibrium} {vector|distribution|state|probabilities}",
        "{Markov chain|Markov matrix|PageRank|page rank} [of|with [the] [transition] matrix] {P}",
        "{Markov chain|Markov matrix|transition matrix|stochastic matrix} {P}[,|:|;] [find] [the] "
        "{stationary|steady|steady-state|long-run|equilibrium} {vector|distribution|state|probabilities}",
        "{Markov chain|Markov matrix|PageRank|page rank} [of] {P} "
        "{from|starting from|with start} {x0} [after {n} steps]",
        "[find the] state after {n} steps of [the] Markov {chain|matrix} {P} {from|starting from} {x0}",
    ),
    bare=("markov story",),
    methods={"null_space": null_space, "powers": powers},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=lambda problem: has_decimals(problem.P, problem.x0),
)
