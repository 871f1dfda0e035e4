"""Where a formula has a value, so that working it out does not change that.

SymPy takes x/x for 1 and sqrt(x)^2 for x, which have values where the formula has none.  The
conditions of a formula are compared with those of the result of each operation; where one
would be lost, the operation stays as it is written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import sympy as sp
from sympy import Add, Expr, Integer, Mul, Pow, Rational

from tutor.core.errors import NotUnderstood
from tutor.kit.signs import sign
from tutor.reading.magnitude import shown

Condition = tuple[str, Expr]
"""A relation, `!=`, `>=` or `>`, of an expression with zero."""
_BOUND: Final = (sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Derivative)
_NONE: Final[frozenset[Condition]] = frozenset()


def kept(value: Expr, written: Expr) -> Expr:
    """`value`, or what is `written` if it has no value somewhere where `value` has one."""
    return written if lost(value, written) else value


def lost(value: Expr, written: Expr) -> list[Condition]:
    """The conditions of what is written that those of `value` do not imply."""
    if value == written:
        return []
    needed = conditions(written)
    if not needed:
        return []
    held = conditions(value)
    return [c for c in needed if c not in held and (">", c[1]) not in held]


def check_shortened(shorter: Expr, written: Expr) -> None:
    """Refuse a formula that must be worked out, if that gives it a value where it had none."""
    conditions_lost = lost(shorter, written)
    product = Mul(*(part for relation, part in conditions(shorter) if relation == "!="))
    for relation, part in conditions_lost:
        letters = sorted(part.free_symbols, key=str)
        if relation != "!=" or not _divides(part, product, letters):
            raise NotUnderstood(
                "cancels",
                f"{shown(written)} would be worked out to {shown(shorter)} here. "
                f"That holds only where {shown(part)} {relation} 0.",
                fix=f"Write {shown(shorter)} if that is meant.",
            )


def _divides(part: Expr, product: Expr, letters: list[Expr]) -> bool:
    if not (part.is_polynomial(*letters) and product.is_polynomial(*letters)):
        return False
    return bool(sp.rem(product, part, *letters) == 0)


def worked_out(written: Expr) -> Expr:
    """The formula with every operation carried out, also those that were kept as written."""
    if not written.args or isinstance(written, _BOUND):
        return written
    parts = [worked_out(part) if isinstance(part, Expr) else part for part in written.args]
    return written.func(*parts)


@lru_cache(maxsize=4096)
def conditions(value: Expr) -> frozenset[Condition]:
    """The conditions under which the expression as written is a real number."""
    if not value.free_symbols or isinstance(value, _BOUND):
        return _NONE
    inner = [conditions(part) for part in value.args if isinstance(part, Expr)]
    found = {c for relation, part in _own(value) for c in _normal(relation, part)}.union(*inner)
    positive = {part for relation, part in found if relation == ">"}
    positive |= {part for relation, part in found if relation == ">=" and ("!=", part) in found}
    kept = {c for c in found if c[1] not in positive}
    return frozenset(kept | {(">", part) for part in positive})


def _own(value: Expr) -> list[Condition]:
    """The conditions of the outermost operation."""
    if isinstance(value, sp.exp) or not value.args:
        return []
    part = value.args[0]
    if isinstance(value, Pow):
        exponent = value.exp
        if not isinstance(exponent, Rational):
            return [(">", part)]
        even = [(">=", part)] if exponent.q % 2 == 0 else []
        return [*even, ("!=", part)] if exponent < 0 else even
    if isinstance(value, sp.log):
        return [(">", part)]
    if isinstance(value, sp.tan | sp.sec):
        return [("!=", sp.cos(part))]
    if isinstance(value, sp.cot | sp.csc):
        return [("!=", sp.sin(part))]
    if isinstance(value, sp.asin | sp.acos):
        return [(">=", Add(1, part)), (">=", Add(1, Mul(-1, part)))]
    if isinstance(value, sp.atanh):
        return [(">", Add(1, part)), (">", Add(1, Mul(-1, part)))]
    if isinstance(value, sp.acosh):
        return [(">=", Add(part, -1))]
    return []


def _normal(relation: str, part: Expr) -> list[Condition]:
    """The condition without positive numbers and powers around it; none if it always holds."""
    if not part.free_symbols:
        return []
    known = sign(part)
    if known == "positive" or (known and relation == ">="):
        return []
    if isinstance(part, Pow) and isinstance(part.exp, Rational) and part.exp != 0:
        even = int(part.exp.p) % 2 == 0 or part.exp.q % 2 == 0
        if even and relation == ">":
            return _normal("!=", part.base)
        if not (even and relation == ">="):
            return _normal(relation, part.base)
    if relation == "!=" and isinstance(part, Mul):
        return [c for factor in part.args for c in _normal("!=", factor)]
    if relation == "!=" and isinstance(part, sp.Abs):
        return _normal("!=", part.args[0])
    if relation == "!=" and part.could_extract_minus_sign():
        part = Mul(Integer(-1), part)
    return [(relation, part.primitive()[1])]
