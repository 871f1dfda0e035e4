"""What all rules of integration share: the variable, and how a step of the tree is made."""

from __future__ import annotations

from abc import ABC, abstractmethod

import sympy as sp
from sympy import Expr, Symbol

from tutor.core.claims import AntiderivativeOf, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.cancelled_places import cancelled

NEXT = {"u": "v", "v": "w"}  # letters for inner functions


def antiderivative_of(part: Step) -> Expr:
    """The antiderivative that a step of the tree found."""
    return part.shown["result"]


def slope(u: Expr, x: Symbol) -> Expr:
    """The derivative; that of ln|g| is g'/g, as is that of ln g."""
    return sp.diff(u.replace(lambda e: isinstance(e, sp.Abs), lambda e: e.args[0]), x)


class Tree(ABC):
    """Builds steps for one variable; `inner` is the letter for inner functions."""

    def __init__(self, x: Symbol) -> None:
        self.x = x
        self.inner = Symbol(NEXT.get(x.name, "u"))

    @abstractmethod
    def of(self, f: Expr, depth: int = 0) -> Step:
        """The step that integrates f; raises `Undefined` if no rule applies."""

    def _antiderivative(self, f: Expr, result: Expr) -> AntiderivativeOf:
        """The claim, on condition that x is at no place that f alone leaves out."""
        real = sp.Dummy(self.x.name, real=True)  # of complex numbers SymPy takes parts
        back = slope(result.xreplace({self.x: real}), real).xreplace({real: self.x})
        return AntiderivativeOf(f, self.x, result, cancelled(f, back, self.x))

    def _equal(self, f: Expr, other: Expr) -> Equal:
        return Equal(f, other, cancelled(f, other, self.x))

    def _node(self, rule: str, f: Expr, result: Expr, *parts: Step) -> Step:
        return step(rule, self._antiderivative(f, result), substeps=parts)

    def _rewritten(self, rule: str, f: Expr, other: Expr, depth: int) -> Step:
        part = self.of(other, depth + 1)
        written = step(f"{rule}_first", self._equal(f, other))
        return self._node(rule, f, antiderivative_of(part), written, part)
