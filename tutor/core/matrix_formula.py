"""Short formulas in matrices, such as `2A`, `(A*B)^-1` or `A^T B`, from a text in one fixed notation.

A product has numbers, capital letters and brackets as factors, perhaps with a
star between; behind a factor may stand `^T`, `^-1` or a whole exponent.
"""

from __future__ import annotations

import re
from typing import Final

from sympy import Basic, Expr, Integer, Rational, Symbol

from tutor.core.errors import NotUnderstood
from tutor.core.matrix_expression import (
    Inverse,
    MatrixPower,
    MatrixProduct,
    ScalarMultiple,
    Transpose,
)

_SIGN: Final = re.compile(
    r"\s*(?:(?P<number>\d{1,6}(?:/\d{1,6}|\.\d{1,6})?)|(?P<letter>[A-Z])"
    r"|\^(?P<exponent>T|-?\d{1,2}|\(-?\d{1,2}\))|(?P<sign>[()*-]))\s*"
)
MOST: Final = 80  # characters


def matrix_formula(text: str) -> Basic:
    """The formula; raises `NotUnderstood` with the place of what cannot be read."""
    reader = _Reader(text)
    value = reader.product()
    if reader.at < len(text):
        reader.refuse()
    return value


class _Reader:
    """Recursive descent over the signs."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        if len(text) > MOST:
            self.refuse()

    def refuse(self) -> None:
        raise NotUnderstood(
            "matrix-formula",
            "This is no product of matrices.",
            fix="For example 2A, A^T, (A*B)^-1 or A^2 B.",
            text=self.text,
            at=min(self.at, max(0, len(self.text) - 1)),
        )

    def next(self) -> re.Match[str] | None:
        return _SIGN.match(self.text, self.at)

    def product(self) -> Basic:
        number: Expr = Integer(1)
        factors: list[Basic] = []
        found = self.next()
        if found is not None and found["sign"] == "-":
            number, self.at = Integer(-1), found.end()
        while (found := self.next()) is not None and found["sign"] not in (")", "-"):
            if found["exponent"]:
                self.refuse()
            self.at = found.end()
            if found["sign"] == "*":
                continue
            if found["number"]:
                number = number * Rational(found["number"])
            elif found["letter"]:
                factors.append(self.raised(Symbol(found["letter"])))
            else:
                inner = self.product()
                closing = self.next()
                if closing is None or closing["sign"] != ")":
                    self.refuse()
                else:
                    self.at = closing.end()
                factors.append(self.raised(inner))
        if not factors:
            self.refuse()
        body = factors[0] if len(factors) == 1 else MatrixProduct(*factors)
        return body if number == 1 else ScalarMultiple(number, body)

    def raised(self, base: Basic) -> Basic:
        while (found := self.next()) is not None and found["exponent"]:
            self.at = found.end()
            exponent = found["exponent"].strip("()")
            if exponent == "T":
                base = Transpose(base)
            elif exponent == "-1":
                base = Inverse(base)
            else:
                base = MatrixPower(base, Integer(exponent))
        return base
