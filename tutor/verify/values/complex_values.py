"""The value of an expression at a point where complex numbers count.

An eigenvalue may be 1 + 2i.  Powers and roots take their principal values,
and everything else follows the rules for real numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Symbol

from tutor.core.matrix import Matrix
from tutor.verify.values.numeric import Number, Point, context
from tutor.verify.values.root_values import root_value


class ComplexPoint(Point):
    """The same place as a point, with complex values."""

    def __init__(self, at: Point) -> None:
        super().__init__(at.draws, at.definitions, at.fixed)

    def _rule(self, kind: type) -> Callable[[Any, Point], Number] | None:
        return COMPLEX_RULES.get(kind) or super()._rule(kind)

    def anew(self) -> ComplexPoint:
        return ComplexPoint(self)

    def symbol(self, symbol: Symbol) -> Number:
        if symbol in self.definitions and symbol not in self.fixed:
            return self.of(self.definitions[symbol])
        return super().symbol(symbol)


def _power(expr: Expr, at: Point) -> Number:
    base, exponent = (at.of(part) for part in expr.args)
    if isinstance(expr.args[1], sp.Integer):
        return base ** int(expr.args[1])
    return context.power(base, exponent)


COMPLEX_RULES: dict[type, Callable[[Any, Point], Number]] = {
    sp.Pow: _power,
    sp.CRootOf: lambda e, at: root_value(e, context),
    type(sp.I): lambda e, at: context.mpc(0, 1),
}


def is_complex(values: tuple[Basic, ...], definitions: Mapping[Basic, Basic]) -> bool:
    """Whether a value holds the imaginary unit or a root that is not real, also by name."""
    ahead, seen = list(values), set()
    while ahead:
        value = ahead.pop()
        if isinstance(value, Matrix):
            ahead += () if value.is_rational else [e for line in value.entries() for e in line]
        elif value is sp.I or (isinstance(value, sp.CRootOf) and not value.is_real):
            return True
        elif value in definitions and value not in seen:
            seen.add(value)
            ahead.append(definitions[value])
        elif not isinstance(value, sp.CRootOf):
            ahead += value.args
    return False


def fitting(at: Point, values: tuple[Basic, ...]) -> Point:
    """The place itself, or the same with complex values if these need them."""
    return ComplexPoint(at) if is_complex(values, at.definitions) else at
