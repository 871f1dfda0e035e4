"""Formulas in messages, as a student types them: x^2 + 1, and x + y = 3."""

from __future__ import annotations

from typing import Any

from sympy import Basic
from sympy.printing.str import StrPrinter

SIGNS = {"Equality": "=", "Unequality": "!="}


class _Typed(StrPrinter):
    """SymPy's own text, but for its names of relations and conditions."""

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
