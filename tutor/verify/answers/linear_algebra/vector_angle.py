"""The angle from the distance d of the two unit vectors: cos = 1 - d^2 / 2.

Both vectors are shortened to length 1 first; the chord between their tips then gives the
cosine.  No component of one vector is multiplied by one of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Expr, Integer, Mul, Pow, acos, expand, pi, radsimp, sqrt

from tutor.core.claims import Equal
from tutor.core.matrix_expression import Dot, Norm
from tutor.verify.answers import Answers, Says, Value

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Answers:
    u, v = (_unit(given[name].args) for name in ("u", "v"))
    chord = sum((_plain((a - b) ** 2) for a, b in zip(u, v, strict=True)), ZERO)
    cosine = _plain(1 - chord / 2)
    angle = acos(cosine)
    degrees = 180 * angle / pi
    return {
        "cosine": Says(Equal, before=_formula(given), after=Value(cosine), given=()),
        "radians": Value(angle),
        "degrees": Value(degrees, rounded=angle.has(acos)),
    }


def _formula(given: Mapping[str, Any]) -> Expr:
    u, v = given["u"], given["v"]
    lengths = Mul(Norm(u), Norm(v), evaluate=False)
    return Mul(Dot(u, v), Pow(lengths, -1, evaluate=False), evaluate=False)


def _unit(vector: tuple[Expr, ...]) -> list[Expr]:
    length = sqrt(_plain(sum((e * e for e in vector), ZERO)))
    return [e / length for e in vector]


def _plain(value: Expr) -> Expr:
    return expand(radsimp(expand(value)))
