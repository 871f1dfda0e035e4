"""What all rules of integration share: the variable, and how a step of the tree is made."""

from __future__ import annotations

from abc import ABC, abstractmethod

from sympy import Expr, Symbol

from tutor.core.claims import AntiderivativeOf, Equal
from tutor.core.step import Step, step

NEXT = {"u": "v", "v": "w"}  # letters for inner functions


def antiderivative_of(part: Step) -> Expr:
    """The antiderivative that a step of the tree found."""
    return part.shown["result"]


class Tree(ABC):
    """Builds steps for one variable; `inner` is the letter for inner functions."""

    def __init__(self, x: Symbol) -> None:
        self.x = x
        self.inner = Symbol(NEXT.get(x.name, "u"))

    @abstractmethod
    def of(self, f: Expr, depth: int = 0) -> Step:
        """The step that integrates f; raises `Undefined` if no rule applies."""

    def _node(self, rule: str, f: Expr, result: Expr, *parts: Step) -> Step:
        return step(rule, AntiderivativeOf(f, self.x, result), substeps=parts)

    def _rewritten(self, rule: str, f: Expr, other: Expr, depth: int) -> Step:
        part = self.of(other, depth + 1)
        written = step(f"{rule}_first", Equal(f, other))
        return self._node(rule, f, antiderivative_of(part), written, part)
