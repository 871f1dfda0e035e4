"""Where the items of an answer are in a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sympy import Basic, Integer, Tuple

from tutor.core.claims import Equal
from tutor.core.matrix_expression import MatrixSum, ScalarMultiple
from tutor.core.step import Trace

Find = Callable[[Trace], Any]


class Case(NamedTuple):
    typed: tuple[str, ...]
    answers: dict[str, Find]
    shown: tuple[str, ...]
    detail: str = "why"


def field(goal: str, name: str) -> Find:
    return lambda trace: getattr(trace.answer[goal], name)


def solution(trace: Trace) -> dict[str, Any]:
    found = trace.answer["solution"]
    values = zip(found.unknowns, found.solutions[0], strict=True)
    return {str(u): v for u, v in values if u != v}


def kind(trace: Trace) -> str:
    solutions = trace.answer["solution"].solutions
    if not solutions:
        return "none"
    return "infinite" if solutions[0].free_symbols else "unique"


def free(trace: Trace) -> list[str]:
    found = trace.answer["solution"]
    values = zip(found.unknowns, found.solutions[0], strict=True)
    return [str(u) for u, v in values if u == v]


def points(trace: Trace) -> list[list[Any]]:
    return [list(p)[:2] for p in trace.answer["candidates"].solutions]


def states(trace: Trace) -> list[Any]:
    """The states of an iteration after the start; a number for one variable, a list for several."""
    table = trace.answer["iterates"]
    size = len(table.variables)
    found = [list(row.args[1 : 1 + size]) for row in table.rows.args[1:]]
    return [state[0] if size == 1 else state for state in found]


def gradient_at_start(trace: Trace) -> list[Any]:
    """The partial derivatives at the start of an iteration."""
    rules = ("find_first_slope", "find_first_gradient")
    found = (p.claims[0].after for p in trace.walk() if p.rule in rules)
    return [v for after in found for v in (after if isinstance(after, Tuple) else (after,))]


def multiples(combination: Basic, count: int) -> list[Any]:
    """The factors of v1, v2, ... in a combination of them."""
    found = [Integer(0)] * count
    for term in combination.args if isinstance(combination, MatrixSum) else (combination,):
        factor, vector = term.args if isinstance(term, ScalarMultiple) else (Integer(1), term)
        found[int(str(vector)[1:]) - 1] += factor
    return found


def eigenvalues(trace: Trace) -> list[Any]:
    return list(trace.answer["eigenvalues"].roots)


def eigenspaces(trace: Trace) -> list[tuple[Any, list[Any]]]:
    spaces = [goal for name, goal in trace.goals if name.startswith("space")]
    return [(goal.space.args[1], list(goal.vectors)) for goal in spaces]


def diagonal(trace: Trace) -> list[Any]:
    D = trace.answer["factors"].factors.args[1]
    return [D[k, k] for k in range(1, D.shape[0] + 1)]


def columns(trace: Trace) -> list[tuple[Any, list[Any]]]:
    P = trace.answer["factors"].factors.args[0]
    vectors = [Tuple(*P.column(k)) for k in range(1, P.shape[1] + 1)]
    return [(value, [v]) for value, v in zip(diagonal(trace), vectors, strict=True)]


def claimed(trace: Trace, head: type) -> list[Any]:
    """The numbers that such values are said to equal, in order."""
    equal = (c for s in trace.walk() for c in s.claims if isinstance(c, Equal))
    chains = {}
    for claim in equal:
        chains[claim.before] = claim.after
    found = [value for value in chains if isinstance(value, head)]
    return [chains.get(chains[value], chains[value]) for value in found]
