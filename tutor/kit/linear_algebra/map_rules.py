"""Rules of maps, `T(x, y) = (x + y, 2x)`: their coefficients, and values at chosen places."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Expr, Integer, Tuple, diff, expand

from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.written import written
from tutor.kit.linear_algebra.vectors import simple
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import equation, replaced


def coefficients(rule: Tuple) -> tuple[Matrix, Tuple] | None:
    """The matrix A and the vector b with T(x) = A x + b; None if the rule is not of this form."""
    letters, values = rule.args
    rows, rests = [], []
    for value in values:
        expanded = expand(value)
        row = [simple(diff(expanded, x)) for x in letters]
        rest = expand(
            expanded - sum((c * x for c, x in zip(row, letters, strict=True)), Integer(0))
        )
        if rest.has(*letters) or any(c.has(*letters) for c in row):
            return None
        rows.append(row)
        rests.append(simple(rest))
    return Matrix.of(rows), Tuple(*rests)


def matrix_of(rule: Tuple) -> Matrix:
    """The coefficients of a linear rule; raises `Undefined` if it is not linear."""
    letters, values = rule.args
    for value in values:
        found = coefficients(Tuple(letters, Tuple(value)))
        if found is None or found[1][0] != 0:
            raise Undefined(
                "not-linear",
                f"The component {written(value)} is no sum of multiples of {', '.join(map(str, letters))}. "
                "The map is not linear, so it has no matrix.",
                fix="Give a rule whose components are sums such as 2x - 3y."
                + (
                    f' For the values of a function, find its largest and its smallest: "extrema of {written(value)}".'
                    if len(letters) == 1
                    else ""
                ),
            )
    whole = coefficients(rule)
    assert whole is not None
    return whole[0]


def settings(rule: Tuple, vector: Iterable[Expr]) -> Tuple:
    """Each letter that occurs in the components of the rule, set to a component of the vector."""
    letters, values = rule.args
    pairs = zip(letters, vector, strict=True)
    return Tuple(*(equation(x, e) for x, e in pairs if values.has(x)))


def inserted(rule: Tuple, vector: Tuple) -> Tuple:
    """The components of the rule with those of a vector in place of the letters, as written."""
    letters, values = rule.args
    found = list(values)
    for x, e in zip(letters, vector, strict=True):
        found = [replaced(f, x, e) for f in found]
    return Tuple(*found)


def image_at(rule: Tuple, vector: Tuple) -> Tuple | None:
    """The value of the map at a vector of numbers; None where it is no real vector."""
    letters, values = rule.args
    there = dict(zip(letters, vector, strict=True))
    found = [value_at(v, there) for v in values]
    return None if any(f is None for f in found) else Tuple(*found)
