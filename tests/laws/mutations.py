"""Wrong traces made from right ones: one field of one claim changed at a time.

A changed claim may still be true (a tolerance widened, 3 < 30 turned into
4 < 30).  `oracle.truth` decides that without the verifier, and only changes
that make a claim false count as corruptions; what asserts nothing by itself (a
definition, an input, an announcement) always counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from msgspec.structs import replace
from sympy import Basic, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Definite, values
from tutor.core.expr import Distribution, Hypothesis, Probability
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixExpression, MatrixScalar, Space
from tutor.core.step import Step, Trace

WORDS = {
    "kind": ("minimum", "maximum", "local minimum", "local maximum", "saddle", "minimun"),
    "relation": ("<", "<=", "=", "!=", ">=", ">", "=="),
    "tail": ("left", "right", "two", "both"),
}
KINDS = (
    "lower",
    "unit lower",
    "upper",
    "diagonal",
    "permutation",
    "invertible",
    "orthogonal",
    "uper",
)
LISTS = {
    "kinds": KINDS,
    "at": ("zero", "undefined", "positive", "negative"),
    "signs": ("positive", "negative", "undefined"),
}
DEFINITE = tuple(f"{s} {k}" for s in ("positive", "negative") for k in ("definite", "semidefinite"))
DEFINITE = (*DEFINITE, "indefinite", "definite")
RELATIONS: tuple[type[Basic], ...] = (sp.Eq, sp.Ne, sp.Lt, sp.Le, sp.Gt, sp.Ge)
OPPOSITE = {sp.Eq: sp.Ne, sp.Ne: sp.Eq, sp.Lt: sp.Ge, sp.Ge: sp.Lt, sp.Gt: sp.Le, sp.Le: sp.Gt}
NUMBERS_CHANGED = 3  # of one expression


@dataclass(frozen=True)
class Mutant:
    """A changed trace.  `path` leads to the step, or is ("goal",) or ("input",); `old` is the
    claim before the change, None for an input."""

    path: tuple[Any, ...]
    index: int
    field: str
    change: str
    old: Claim | None
    new: Claim | None
    trace: Trace

    def __str__(self) -> str:
        return (
            f"{self.path} claim {self.index} {self.field}: {self.change}: {self.new or self.field}"
        )


def mutants(trace: Trace) -> Iterator[Mutant]:
    """Every single change of a claim of a step, of a goal or of an input."""
    letters = sorted(set().union(*(_symbols(c) for c in _claims(trace))), key=str)
    for path, part in _steps(trace.steps):
        for index, claim in enumerate(part.claims):
            for field, change, new in changed_claims(claim, letters):
                claims = (*part.claims[:index], new, *part.claims[index + 1 :])
                steps = _with(trace.steps, path, replace(part, claims=claims))
                yield Mutant(path, index, field, change, claim, new, replace(trace, steps=steps))
    for index, (name, goal) in enumerate(trace.goals):
        for field, change, new in changed_claims(goal, letters):
            goals = (*trace.goals[:index], (name, new), *trace.goals[index + 1 :])
            yield Mutant(("goal",), index, field, change, goal, new, replace(trace, goals=goals))
        goals = trace.goals[:index] + trace.goals[index + 1 :]
        if not goals:
            yield Mutant(("goal",), index, "", "dropped", goal, None, replace(trace, goals=goals))
    for index, (name, value) in enumerate(trace.inputs):
        for change, new in changed(value, letters):
            if change == "exchanged":
                continue  # the order of equations or of data is no part of a problem
            inputs = (*trace.inputs[:index], (name, new), *trace.inputs[index + 1 :])
            yield Mutant(("input",), index, name, change, None, None, replace(trace, inputs=inputs))


def changed_claims(claim: Claim, letters: list[Symbol]) -> Iterator[tuple[str, str, Claim]]:
    """The claim with one field changed: the field, what was done to it, and the new claim."""
    for field, value in values(claim):
        if field == "given":
            for k, condition in enumerate(value):
                rest = value[:k] + value[k + 1 :]
                yield field, "dropped", replace(claim, given=rest)
                if type(condition) in OPPOSITE:
                    other = OPPOSITE[type(condition)](*condition.args, evaluate=False)
                    yield field, "negated", replace(claim, given=(*rest, other))
        elif field in LISTS:
            for k, kind in enumerate(value):
                for other in LISTS[field]:
                    if other != kind:
                        listed = (*value[:k], other, *value[k + 1 :])
                        yield field, f"{kind} -> {other}", replace(claim, **{field: listed})
        elif isinstance(claim, Definite) and field == "kind":
            for other in DEFINITE:
                if other != value:
                    yield field, f"{value} -> {other}", replace(claim, kind=other)
        elif isinstance(value, str):
            for other in WORDS[field]:
                if other != value:
                    yield field, f"{value} -> {other}", replace(claim, **{field: other})
        else:
            for change, new in changed(value, letters):
                yield field, change, replace(claim, **{field: new})


def changed(value: Any, letters: list[Symbol]) -> Iterator[tuple[str, Any]]:
    """Other values of the same type."""
    if isinstance(value, bool) or value is None or isinstance(value, str | tuple):
        return
    if isinstance(value, int):
        yield "+1", value + 1
        yield "-1", value - 1
    elif isinstance(value, Matrix):
        yield from _changed_matrix(value)
    elif isinstance(value, Tuple):
        yield from _changed_tuple(value, letters)
    elif isinstance(value, RELATIONS):
        yield from _changed_relation(value, letters)
    elif isinstance(value, Distribution):
        for k, parameter in enumerate(value.parameters):
            others = [*value.parameters]
            others[k] = parameter + 1
            yield f"parameter {k + 1} +1", Distribution(value.family, *others)
        if value.family == "t":
            yield "t -> normal", Distribution("normal", Integer(0), Integer(1))
    elif isinstance(value, Hypothesis):
        yield "renamed", Hypothesis("H_2", value.statement)
        for change, new in changed(value.statement, letters):
            yield change, Hypothesis(value.name, new)
    elif isinstance(value, Probability):
        yield "event exchanged", Probability("another", *value.given)
    elif isinstance(value, Symbol):
        for other in [s for s in letters if s != value][:2]:
            yield f"{value} -> {other}", other
    elif isinstance(value, MatrixExpression | Space | MatrixScalar):
        yield from _changed_parts(value, letters)
    elif isinstance(value, Expr):
        yield from _changed_expression(value, letters)


def _changed_parts(value: Basic, letters: list[Symbol]) -> Iterator[tuple[str, Basic]]:
    """One part of a product of matrices, a span or a norm changed."""
    if isinstance(value, MatrixScalar):
        yield "+1", sp.Add(value, 1, evaluate=False)
    for k, part in enumerate(value.args):
        for change, new in changed(part, letters):
            yield f"part {k + 1} {change}", value.func(*value.args[:k], new, *value.args[k + 1 :])


def _changed_matrix(matrix: Matrix) -> Iterator[tuple[str, Matrix]]:
    rows, columns = matrix.shape
    for i, j in sorted({(1, 1), (rows, columns), ((rows + 1) // 2, (columns + 1) // 2)}):
        table = [list(line) for line in matrix.entries()]
        table[i - 1][j - 1] += 1
        changed_row = Matrix.of(table, matrix.bar).rows[i - 1]
        if matrix.is_rational:  # the other rows stay shared, as a solver would have them
            yield f"entry ({i}, {j}) +1", matrix.with_row(i, changed_row)
        else:
            yield f"entry ({i}, {j}) +1", Matrix.of(table, matrix.bar)
    if rows > 1:
        yield "last row dropped", Matrix(matrix.rows[:-1], matrix.domain, matrix.bar)


def _changed_tuple(value: Tuple, letters: list[Symbol]) -> Iterator[tuple[str, Tuple]]:
    parts = value.args
    for k, part in enumerate(parts):
        for change, new in changed(part, letters):
            yield f"[{k}] {change}", Tuple(*parts[:k], new, *parts[k + 1 :])
        yield f"[{k}] dropped", Tuple(*parts[:k], *parts[k + 1 :])
    if parts and isinstance(parts[0], Tuple):
        yield "added", Tuple(*parts, Tuple(*(p + 1 for p in parts[0].args)))
    if len(parts) > 1 and parts[0] != parts[1]:
        yield "exchanged", Tuple(parts[1], parts[0], *parts[2:])


def _changed_relation(value: Basic, letters: list[Symbol]) -> Iterator[tuple[str, Basic]]:
    left, right = value.args
    for change, new in changed(left, letters):
        yield f"left {change}", type(value)(new, right, evaluate=False)
    for change, new in changed(right, letters):
        yield f"right {change}", type(value)(left, new, evaluate=False)
    if not isinstance(value, sp.Eq):
        yield "opposite", OPPOSITE[type(value)](left, right, evaluate=False)


def _changed_expression(value: Expr, letters: list[Symbol]) -> Iterator[tuple[str, Expr]]:
    yield "+1", value + 1 if isinstance(value, Rational) else sp.Add(value, 1, evaluate=False)
    if value != 0:
        yield "sign", -value if isinstance(value, Rational) else sp.Mul(-1, value, evaluate=False)
    if isinstance(value, Rational):
        return
    paths = list(_leaves(value))
    numbers = [p for p in paths if isinstance(_at(value, p), Rational)]
    for path in numbers[:NUMBERS_CHANGED]:
        yield f"number {_at(value, path)} +1", _put(value, path, _at(value, path) + 1)
    for path in [p for p in paths if isinstance(_at(value, p), Symbol)][:1]:
        for other in [s for s in letters if s != _at(value, path)][:1]:
            yield f"{_at(value, path)} -> {other}", _put(value, path, other)


def _leaves(expr: Basic, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Paths to numbers and letters, outside names, numbered roots and bounds of sums."""
    if isinstance(
        expr, sp.Indexed | sp.Sum | sp.Product | sp.CRootOf | Probability | sp.Derivative
    ):
        return
    if not expr.args:
        yield path
    for k, part in enumerate(expr.args):
        bound = isinstance(expr, sp.Limit) and k in (1, 3)  # the letter and the side
        if not bound and not (isinstance(expr, sp.Integral) and k > 0):
            yield from _leaves(part, (*path, k))
    if isinstance(expr, sp.Integral):
        for k, limit in enumerate(expr.args[1:], start=1):
            for j in range(1, len(limit.args)):
                yield from _leaves(limit.args[j], (*path, k, j))


def _at(expr: Basic, path: tuple[int, ...]) -> Basic:
    for k in path:
        expr = expr.args[k]
    return expr


def _put(expr: Basic, path: tuple[int, ...], new: Basic) -> Basic:
    if not path:
        return new
    parts = list(expr.args)
    parts[path[0]] = _put(parts[path[0]], path[1:], new)
    if isinstance(expr, sp.Add | sp.Mul | sp.Pow):
        return type(expr)(*parts, evaluate=False)
    return expr.func(*parts)


def _symbols(claim: Claim) -> set[Symbol]:
    found: set[Symbol] = set()
    for _, value in values(claim):
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Basic):
                found |= {s for s in part.free_symbols if isinstance(s, Symbol)}
    return found


def _claims(trace: Trace) -> Iterator[Claim]:
    yield from (goal for _, goal in trace.goals)
    for part in trace.walk():
        yield from part.claims


def _steps(
    steps: tuple[Step, ...], above: tuple[int, ...] = ()
) -> Iterator[tuple[tuple[int, ...], Step]]:
    for k, part in enumerate(steps):
        yield (*above, k), part
        yield from _steps(part.substeps, (*above, k))


def _with(steps: tuple[Step, ...], path: tuple[int, ...], new: Step) -> tuple[Step, ...]:
    k, *below = path
    if below:
        new = replace(steps[k], substeps=_with(steps[k].substeps, tuple(below), new))
    return (*steps[:k], new, *steps[k + 1 :])
