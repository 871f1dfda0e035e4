"""Short formulas in matrices, such as `2A`, `(A*B)^-1` or `A^T B`, from a text in one fixed notation.

A product has numbers, capital letters and brackets as factors, perhaps with a
star between, and a number may divide it; behind a factor may stand `^T`, `^-1` or a whole exponent.  A sum
adds and subtracts products, and its brackets may hold sums.
"""

from __future__ import annotations

import re
from typing import Final

from sympy import Basic, Expr, Integer, Rational, Symbol, preorder_traversal

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Inverse,
    MatrixExpression,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
)

_SIGN: Final = re.compile(
    r"\s*(?:(?P<number>\d{1,6}(?:/\d{1,6}|\.\d{1,6})?)|/\s*(?P<divisor>[1-9]\d{0,5})|(?P<letter>[A-Z])"
    r"|(?:\^|\*\*)(?P<exponent>T|-?\d{1,2}|\(-?\d{1,2}\))|(?P<sign>[()*+-]))\s*"
)
MOST: Final = 80  # characters
MOST_OPERATIONS: Final = 12


def matrix_formula(text: str) -> Basic:
    """A formula without sums; raises `NotUnderstood` with the place of what cannot be read."""
    return _Reader(text, with_sums=False).whole()


def matrix_sum(text: str) -> Basic:
    """A formula with sums; raises `NotUnderstood` with the place of what cannot be read."""
    return _Reader(text, with_sums=True).whole()


def check_size(value: Basic) -> None:
    """Refuse a formula with many operations, or with a large matrix in it."""
    parts = list(preorder_traversal(value))
    count = sum(isinstance(part, MatrixExpression) for part in parts)
    if count > MOST_OPERATIONS:
        raise OverLimit(
            "operations",
            f"The formula has {count} operations. The limit is {MOST_OPERATIONS}.",
            fix="Work out a part of it first.",
        )
    if any(isinstance(p, Matrix) and max(p.shape) > limits.LETTERS_IN_MATRIX for p in parts):
        raise OverLimit(
            "matrix-size",
            f"The limit for the matrices of a formula is {limits.LETTERS_IN_MATRIX} rows and columns.",
            fix="Use smaller matrices.",
        )


class _Reader:
    """Recursive descent over the signs."""

    def __init__(self, text: str, with_sums: bool) -> None:
        self.text, self.at, self.with_sums = text, 0, with_sums
        if len(text) > MOST:
            self.refuse()

    def refuse(self) -> None:
        raise NotUnderstood(
            "matrix-formula",
            f"This is no {'sum or ' if self.with_sums else ''}product of matrices.",
            fix="For example 2A - 3B, A + B^T or A^2 B."
            if self.with_sums
            else "For example 2A, A^T, (A*B)^-1 or A^2 B.",
            text=self.text,
            at=min(self.at, max(0, len(self.text) - 1)),
        )

    def next(self) -> re.Match[str] | None:
        return _SIGN.match(self.text, self.at)

    def whole(self) -> Basic:
        value = self.formula()
        if self.at < len(self.text):
            self.refuse()
        return value

    def formula(self) -> Basic:
        terms = [self.product()]
        while self.with_sums and (found := self.next()) and found["sign"] in ("+", "-"):
            self.at = found.end()
            term = self.product()
            terms.append(term if found["sign"] == "+" else ScalarMultiple(Integer(-1), term))
        return terms[0] if len(terms) == 1 else MatrixSum(*terms)

    def product(self) -> Basic:
        number: Expr = Integer(1)
        factors: list[Basic] = []
        begun, starred = False, False  # a star stands between two factors
        found = self.next()
        if found is not None and found["sign"] == "-":
            number, self.at = Integer(-1), found.end()
        while (found := self.next()) is not None and found["sign"] not in (")", "+", "-"):
            if found["exponent"]:
                self.refuse()
            self.at = found.end()
            if found["sign"] == "*":
                if not begun or starred:
                    self.refuse()
                starred = True
                continue
            begun, starred = True, False
            if found["divisor"]:
                number = number / Integer(found["divisor"])
            elif found["number"]:
                number = number * Rational(found["number"])
            elif found["letter"]:
                factors.append(self.raised(Symbol(found["letter"])))
            else:
                inner = self.formula()
                closing = self.next()
                if closing is None or closing["sign"] != ")":
                    self.refuse()
                else:
                    self.at = closing.end()
                factors.append(self.raised(inner))
        if starred:
            self.refuse()
        if not factors:
            if self.with_sums and number not in (1, -1):
                raise NotUnderstood(
                    "number-in-sum",
                    f"The number {number} stands alone. Matrices are added to matrices only.",
                    fix=f"Write {number}I for {number} times the identity matrix, if that is meant.",
                )
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
