"""The gradient from values of the function itself, by differences.

The function is quadratic, so the difference quotient over a whole step to both
sides is its slope without any error.  Second differences at zero give the
coefficients of the equations for the zeros; no matrix is multiplied or transposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Derivative, Expr, Integer, Symbol, Tuple, expand, radsimp

from tutor.core.claims import Equal, SolutionSet, Substituted
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    size = given["A"].shape[1]
    names = Tuple(*(Symbol(f"x{k + 1}") for k in range(size)))
    slopes = Tuple(*(Derivative(_height(given, names), x) for x in names))
    gradient = _gradient(given, names)
    made: dict[str, Answer] = {"gradient": Says(Equal, before=slopes, after=Value(gradient))}
    if "at" in given:
        there = Value(_gradient(given, given["at"]))
        made["at"] = Says(Substituted, before=Value(gradient), after=there)
    system = Matrix.of(_equations(given, size), bar=1)
    made["zero"] = Says(SolutionSet, system=system, unknowns=names, given=())
    return made


def _height(given: Mapping[str, Any], x: Sequence[Any]) -> Expr:
    """The function at x."""
    rows = (
        sum((a * e for a, e in zip(u, x, strict=True)), Integer(0)) for u in given["A"].entries()
    )
    if "b" in given:
        return expand(
            sum(((r - c) ** 2 for r, c in zip(rows, given["b"], strict=True)), Integer(0))
        )
    return expand(sum((e * r for e, r in zip(x, rows, strict=True)), Integer(0)))


def _gradient(given: Mapping[str, Any], x: Sequence[Any]) -> Tuple:
    def moved(k: int, by: int) -> Expr:
        return _height(given, [e + by * (j == k) for j, e in enumerate(x)])

    return Tuple(*(radsimp((moved(k, 1) - moved(k, -1)) / 2) for k in range(len(x))))


def _equations(given: Mapping[str, Any], size: int) -> list[list[Expr]]:
    """The gradient set to zero, halved for a sum of squares, as rows of an augmented matrix."""
    half = 2 if "b" in given else 1

    def at(*ones: int) -> Expr:
        return _height(given, [Integer(ones.count(k)) for k in range(size)])

    side = [-e / half for e in _gradient(given, [Integer(0)] * size)]
    return [
        [*(radsimp((at(i, j) - at(i) - at(j) + at()) / half) for j in range(size)), side[i]]
        for i in range(size)
    ]
