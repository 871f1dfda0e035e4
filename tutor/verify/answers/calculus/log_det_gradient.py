"""The gradient of ln det X from differences: the determinant is linear in every single entry.

Its slope by an entry is its value with 1 in this place less its value with 0.  The determinant
is the sum over all permutations; no cofactor is formed and nothing is inverted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import prod
from typing import Any

from sympy import Derivative, Eq, Expr, Integer, Symbol, Tuple, expand, log

from tutor.core.claims import Choice, Equal, Substituted
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever


def answers(given: Mapping[str, Any]) -> Answers:
    rows = [list(row) for row in given["X"].entries()]
    entries = [e for row in rows for e in row]
    places = range(len(rows))
    plain = all(isinstance(e, Symbol) for e in entries) and len(set(entries)) == len(entries)
    letters = rows if plain else [[Symbol(f"x{i + 1}{j + 1}") for j in places] for i in places]
    names = [x for row in letters for x in row]
    f = log(_determinant(letters))
    slopes = Tuple(*_slopes(letters))
    made: dict[str, Answer] = {
        "function": Value(f),
        "slopes": Says(
            Equal,
            before=Value(Tuple(*(Derivative(f, x) for x in names))),
            after=Value(slopes),
            given=Wherever(f),
        ),
    }
    there = _slopes(rows)
    table = Matrix.of([there[i * len(rows) : (i + 1) * len(rows)] for i in places])
    if plain:
        made["inverse"] = Says(Equal, after=Value(table), given=Wherever(f))
        return made
    values = Tuple(*(Eq(x, a, evaluate=False) for x, a in zip(names, entries, strict=True)))
    made["place"] = Says(Choice, shown=values)
    whole = Value(_determinant(rows))
    made["determinant"] = Says(Substituted, before=Value(_determinant(letters)), after=whole)
    made["inverse"] = Value(table)
    return made


def _slopes(rows: Sequence[Sequence[Expr]]) -> list[Expr]:
    """The slopes of ln det by the entries, row by row."""
    whole, places = _determinant(rows), range(len(rows))
    return [(_with(rows, i, j, 1) - _with(rows, i, j, 0)) / whole for i in places for j in places]


def _with(rows: Sequence[Sequence[Expr]], i: int, j: int, entry: int) -> Expr:
    """The determinant with this number in row i and column j."""
    changed = [list(row) for row in rows]
    changed[i][j] = Integer(entry)
    return _determinant(changed)


def _determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    size = range(len(rows))
    total = Integer(0)
    for order in permutations(size):
        swaps = sum(order[a] > order[b] for b in size for a in range(b))
        total += (-1) ** swaps * prod(rows[i][order[i]] for i in size)
    return expand(total)
