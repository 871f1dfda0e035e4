"""Formulas in messages, as a student types them: x^2 + 1, and x + y = 3."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Basic, exp
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

SIGNS = {"Equality": "=", "Unequality": "!="}


class _Typed(StrPrinter):
    """SymPy's own text, but for its names of relations, conditions and functions."""

    def parenthesize(self, item: Any, level: int, strict: bool = False) -> str:
        if isinstance(item, exp) and level >= PRECEDENCE["Pow"]:
            return f"({self._print(item)})"
        return str(super().parenthesize(item, level, strict))

    def _print_exp(self, expr: Any) -> str:
        (power,) = expr.args
        shown = self._print(power)
        plain = power.is_Symbol or (power.is_Integer and power.is_nonnegative)
        return f"e^{shown}" if plain else f"e^({shown})"

    def _print_Exp1(self, expr: Any) -> str:
        return "e"

    def _print_log(self, expr: Any) -> str:
        (inside,) = expr.args
        shown = self._print(inside)
        return f"ln{shown}" if isinstance(inside, Abs) else f"ln({shown})"

    def _print_Abs(self, expr: Any) -> str:
        return f"|{self._print(expr.args[0])}|"

    def _print_Max(self, expr: Any) -> str:
        return f"max({', '.join(map(self._print, expr.args))})"

    def _print_Min(self, expr: Any) -> str:
        return f"min({', '.join(map(self._print, expr.args))})"

    def _print_Relational(self, expr: Any) -> str:
        left, right = (self._print(side) for side in expr.args)
        return f"{left} {SIGNS.get(type(expr).__name__, expr.rel_op)} {right}"

    def _print_And(self, expr: Any) -> str:
        return " and ".join(map(self._print, expr.args))

    def _print_Or(self, expr: Any) -> str:
        return " or ".join(map(self._print, expr.args))


def written(value: Any) -> str:
    """The formula on one line; what is no expression of SymPy as `str` gives it."""
    if not isinstance(value, Basic):
        return str(value)
    return str(_Typed().doprint(value)).replace("**", "^")
