"""A place in a list of tokens: moving along, and saying what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

from sympy import Expr, Symbol

from tutor.core import limits
from tutor.core.errors import OverLimit, TutorError
from tutor.reading.tokens import Token, placed, refuse


class Cursor:
    """The tokens of a text, and how far they have been read."""

    def __init__(
        self,
        text: str,
        found: Sequence[Token],
        declared: Iterable[str] = (),
        symbols: dict[str, Symbol] | None = None,
    ) -> None:
        """`found` may be a part of the tokens of `text`; `symbols` are shared between parts."""
        self.text = text
        if not found or found[-1].kind != "end":
            at = found[-1].end if found else 0
            found = [*found, Token("end", "", at, at, "")]
        self.tokens = found
        self.k = 0
        self.depth = 0
        self.bars = 0
        self.declared = frozenset(map(str, declared))
        self.symbols = {} if symbols is None else symbols
        if len(found) > limits.TOKENS + 1:
            raise OverLimit(
                "tokens",
                f"This formula has more than {limits.TOKENS} numbers, names and signs.",
                fix="Shorten the formula.",
                text=text,
                at=found[0].at,
            )

    # Moving along

    @property
    def next(self) -> Token:
        return self.tokens[self.k]

    @property
    def before(self) -> Token:
        return self.tokens[self.k - 1]

    def sees(self, *signs: str) -> bool:
        token = self.tokens[self.k]
        return token.kind == "sign" and token.value in signs

    def take(self) -> Token:
        token = self.tokens[self.k]
        self.k += 1
        return token

    def need(self, sign: str, opened: Token) -> None:
        if self.sees(sign):
            self.k += 1
            return
        if self.sees(","):
            self.refuse(
                "comma",
                "A comma has no meaning here.",
                "Write decimals with a dot, for example 2.5, and no sign between thousands.",
                self.next,
            )
        if self.next.kind == "end" or self.sees(*")]}"):
            self.refuse(
                "bracket",
                f"This {opened.value} is not closed.",
                f"Add the missing {sign}.",
                opened,
            )
        self.unexpected()

    def enter(self, opened: Token) -> None:
        self.depth += 1
        if self.depth > limits.DEPTH:
            raise OverLimit(
                "depth",
                f"The formula is nested more than {limits.DEPTH} deep.",
                fix="Leave out brackets that are not needed.",
                text=self.text,
                at=opened.at,
            )

    def work(self, token: Token, operation: Callable[..., Expr], *values: Any) -> Expr:
        """Carry out an operation; an error is placed at the token that asks for it."""
        try:
            return operation(*values)
        except TutorError as error:
            raise placed(error, self.text, token.at, token.end) from None

    # Saying what is wrong

    def refuse(self, code: str, message: str, fix: str, token: Token) -> NoReturn:
        refuse(self.text, code, message, fix, token.at, token.end)

    def ambiguous(self, first: str, second: str, start: int) -> NoReturn:
        """Ask back which of two readings is meant; the doubt begins at token `start`."""
        begin = self.tokens[start]
        end = max(begin.end, self.next.end)
        refuse(
            self.text,
            "ambiguous",
            f"{self.text[begin.at : end]} can be read in two ways.",
            f"Write {first} or {second}.",
            begin.at,
            end,
        )

    def source(self, start: int, stop: int | None = None) -> str:
        """The text of the tokens from `start` up to but not including `stop`."""
        last = self.tokens[(self.k if stop is None else stop) - 1]
        return self.text[self.tokens[start].at : last.end]

    def missing(self) -> NoReturn:
        self.refuse("empty", "There is nothing to read.", "Type a formula.", self.next)

    def unexpected(self) -> NoReturn:
        token = self.next
        if token.kind == "end":
            self.refuse(
                "incomplete", "The formula ends too early.", "Write what is missing.", token
            )
        shown = self.text[token.at : token.end]
        if shown == "{" and "}" not in self.text[token.end :]:
            self.refuse(
                "bracket",
                "This { is not closed.",
                "Add } behind the last equation of a system, or leave { out.",
                token,
            )
        if _ROWS.match(self.text, token.at):
            self.refuse("bracket", "A matrix cannot stand in this formula.", _OF_MATRICES, token)
        code, message, fix = _UNEXPECTED.get(
            token.value if token.kind == "sign" else token.kind,
            ("unexpected", f"{shown} cannot stand here.", "Check the signs beside it."),
        )
        self.refuse(code, message, fix, token)

    def symbol(self, token: Token) -> Symbol:
        symbol = self.symbols.get(token.value)
        if symbol is None:
            if len(self.symbols) >= limits.VARIABLES:
                raise OverLimit(
                    "variables",
                    f"There are more than {limits.VARIABLES} different letters.",
                    fix="Use fewer letters.",
                    text=self.text,
                    at=token.at,
                    length=len(token.value),
                )
            symbol = self.symbols[token.value] = Symbol(token.value)
        return symbol


_ROWS: Final = re.compile(r"\[\s*\[|\[[^][;]*;")
_OF_MATRICES: Final = "What is covered are sums, products, powers and inverses of matrices, for example: [2 1; 1 1]^-1."
_UNEXPECTED: Final = {
    ",": (
        "comma",
        "A comma has no meaning here.",
        "Write decimals with a dot, for example 2.5, and no sign between thousands.",
    ),
    ")": ("bracket", "This bracket closes nothing.", "Take it out, or add ( before it."),
    "]": ("bracket", "This bracket closes nothing.", "Take it out, or add [ before it."),
    "[": ("bracket", "Square brackets are for matrices.", "Use round brackets in a formula."),
    "{": ("bracket", "Braces have no meaning here.", "Use round brackets in a formula."),
    "}": ("bracket", "Braces have no meaning here.", "Use round brackets in a formula."),
    "|": ("bars", "This bar has no partner.", "Write abs(x) or |x| for the absolute value."),
    "%": ("percent", "A percent sign belongs behind a number.", "For example 5%."),
    "'": ("quote", "A text in quotes is no formula.", "Write the formula without quotes."),
    "=": ("incomplete", "A side of the equation is missing.", "Write what belongs here."),
    "infinity": (
        "infinity",
        "Infinity is no number and cannot be calculated with.",
        "Use a number or a letter here.",
    ),
    ";": ("separator", "A semicolon has no meaning here.", "Write one formula."),
}
