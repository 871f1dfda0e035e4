"""The dot product from squared lengths: u.v = (|u + v|^2 - |u - v|^2) / 4.

Only sums and differences of the vectors are squared, so no component of one is
ever multiplied by one of the other.  For the inner product of complex vectors
the first is conjugated before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Eq, Expr, I, Integer, Tuple, conjugate, expand, radsimp

from tutor.core.claims import Compared, Equal, SolutionSet
from tutor.core.matrix_expression import Dot
from tutor.verify.answers import Answers, Perhaps, Says, Value
from tutor.verify.report import Misfit

ZERO = Integer(0)


def answers(given: Mapping[str, Any]) -> Answers:
    u, v = given["u"].args, given["v"].args
    if len(u) != len(v):
        raise Misfit("the vectors have different lengths")
    value = _dot(u, v)
    compared = value
    if any(e.has(I) for e in (*u, *v)):
        compared = _dot([conjugate(e) for e in u], v)
    found = {"dot": Says(Equal, before=Dot(given["u"], given["v"]), after=Value(value), given=())}
    if not compared.free_symbols:
        relation = "=" if compared == 0 else "!="
        decided = Says(Compared, left=Value(compared), relation=relation, right=ZERO, given=())
        return {**found, "orthogonal": decided}
    letters = compared.free_symbols
    return {
        **found,
        **({"right_angle": Perhaps(_where_zero(compared))} if len(letters) == 1 else {}),
    }


def _dot(u: Sequence[Expr], v: Sequence[Expr]) -> Expr:
    more = sum(((a + b) ** 2 for a, b in zip(u, v, strict=True)), ZERO)
    less = sum(((a - b) ** 2 for a, b in zip(u, v, strict=True)), ZERO)
    return expand(radsimp(expand((more - less) / 4)))


def _where_zero(value: Expr) -> Says:
    """All zeros are bound by the claim about this equation."""
    system = Tuple(Eq(value, ZERO, evaluate=False))
    return Says(SolutionSet, system=system, unknowns=Tuple(*value.free_symbols), given=())
