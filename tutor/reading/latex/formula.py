"""Formulas: a piece of LaTeX read as one exact expression.

A sum is cut into terms, and a term into numbers, letters and bracketed parts, which are
read first.  What is left of the term is its shape; `leaf` has that read by latex2sympy2.
Notation with two usual meanings is asked back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NoReturn

import sympy as sp
from sympy import Expr, Integer, Rational

from tutor.core import limits
from tutor.core.errors import TutorError
from tutor.reading import exact
from tutor.reading.latex import application, brackets, operators
from tutor.reading.latex import tokens as tk
from tutor.reading.latex.leaf import Leaf
from tutor.reading.latex.names import name
from tutor.reading.latex.pieces import Piece
from tutor.reading.latex.spelled import refuse_word
from tutor.reading.latex.tokens import Token
from tutor.reading.latex.vocabulary import BEGINS_FACTOR
from tutor.reading.tokens import placed, refuse


def formula(piece: Piece, depth: int = 0) -> Expr:
    """The expression that the piece stands for; every sign of it is used."""
    piece = piece.trimmed("gap")
    if not piece.tokens:
        piece.refuse("missing", "Something is missing here.", "Write what belongs here.")
    if piece.kinds()[-1] == "command" and piece.tokens[-1].value == "infty":
        infinity = _infinity(piece)
        if infinity is not None:
            return infinity
    reader = Reader(piece, depth)
    value = reader.sum()
    if reader.next is not None:
        reader.unexpected(reader.next)
    return value


def _infinity(piece: Piece) -> Expr | None:
    match [t.value for t in piece.tokens]:
        case ["infty"] | ["+", "infty"]:
            return sp.oo
        case ["-", "infty"]:
            return -sp.oo
    return None


class Reader:
    """Reads a piece from left to right."""

    def __init__(self, piece: Piece, depth: int = 0) -> None:
        self.piece = piece
        self.text = piece.text
        self.k = 0
        self.bars = 0  # absolute values begun with | and not yet ended
        self.depth = depth

    # Moving along

    @property
    def next(self) -> Token | None:
        return self.piece.tokens[self.k] if self.k < len(self.piece.tokens) else None

    def sees(self, *kinds: str) -> bool:
        return self.next is not None and self.next.kind in kinds

    def take(self) -> Token:
        token = self.next
        if token is None:
            self.refuse("missing", "The formula ends too early.", "Write what belongs here.")
        self.k += 1
        return token

    def group(self) -> Piece:
        """What stands in the bracket or brace that opens here; moves behind it."""
        start, self.k = self.k, self.piece.closing(self.k) + 1
        return self.piece.cut(start + 1, self.k - 1)

    def argument(self) -> Piece:
        r"""The argument of a command or of `^`: a group, or one sign as in `\frac12`."""
        if self.sees("brace"):
            return self.group()
        token = self.next
        if token is None or token.kind not in ("number", "letter", "command"):
            self.refuse("missing", "Something is missing here.", "Write it in braces { }.", token)
        if token.kind == "number" and len(token.value) > 1:
            # TeX takes one digit; the reader of terms asks about the digits that are left
            rest = Token("number", token.value[1:], token.at + 1, token.end)
            token = Token("number", token.value[0], token.at, token.at + 1)
            before = self.piece.tokens[: self.k]
            if not (token.value + rest.value).isdigit():
                self.refuse("number", "Is this a decimal?", "Put it in braces { }.", token)
            self.piece = Piece(
                self.text, (*before, token, rest, *self.piece.tokens[self.k + 1 :]), self.piece.at
            )
        self.k += 1
        return self.piece.cut(self.k - 1, self.k)

    def inner(self, piece: Piece) -> Expr:
        return formula(piece, self.depth)

    def refuse(self, code: str, message: str, fix: str, token: Token | None = None) -> NoReturn:
        at = token.at if token else self.piece.end
        refuse(self.text, code, message, fix, at, token.end if token else at + 1)

    def unexpected(self, token: Token) -> NoReturn:
        shown = self.text[token.at : token.end]
        code, why, fix = _UNEXPECTED.get(
            token.kind, ("unexpected", f"{shown} cannot stand here.", "Check the formula here.")
        )
        self.refuse(code, why, fix, token)

    # Sums

    def sum(self) -> Expr:
        terms = []
        while True:
            negative = False
            signs = 0
            while self.sees("sign"):
                sign = self.take()
                negative ^= sign.value == "-"
                signs += 1
                if signs > 2:
                    self.refuse("signs", "Too many signs stand in a row.", "Use brackets.", sign)
            value = self.term()
            terms.append(exact.product([Integer(-1), value]) if negative else value)
            if len(terms) > limits.TERMS:
                tk.over_limit(
                    self.text,
                    "terms",
                    f"The sum has more than {limits.TERMS} terms.",
                    "Use a shorter formula.",
                    self.piece.at,
                )
            if not self.sees("sign"):
                break
        return terms[0] if len(terms) == 1 else self.placed(self.piece.at, exact.total, terms)

    def placed(self, at: int, operation: object, *arguments: object) -> Expr:
        """The result of the operation; an error of it is placed at what was just read."""
        try:
            return operation(*arguments)  # type: ignore[operator]
        except TutorError as error:
            if error.at is not None:
                raise
            end = self.piece.tokens[self.k - 1].end if self.k else self.piece.end
            raise placed(error, self.text, at, end) from error

    # Terms

    def term(self) -> Expr:
        """Factors beside each other or joined by a dot or a slash."""
        first = self.next
        if first is None or first.kind not in BEGINS_FACTOR:
            self.missing_operand(first)
        leaf = Leaf(first.at)
        while True:
            token = self.next
            if token is None:
                break
            if token.kind in ("times", "over"):
                self.k += 1
                leaf.divided = token.kind == "over"
                leaf.shape += r" \cdot " if token.kind == "times" else "/"
                while self.sees("sign"):
                    leaf.negative ^= self.take().value == "-"
                if self.next is None or self.next.kind not in BEGINS_FACTOR:
                    self.missing_operand(self.next)
                leaf.last = None
            elif token.kind not in BEGINS_FACTOR or self.ends_bars(token, leaf):
                break
            else:
                self.beside(token, leaf)
            self.placed(leaf.at, self.factor, leaf)
        value = self.placed(leaf.at, leaf.value)
        return exact.product([Integer(-1), value]) if leaf.negative else value

    def ends_bars(self, token: Token, leaf: Leaf) -> bool:
        return token.kind == "bar" and self.bars > 0 and leaf.last is not None

    def missing_operand(self, token: Token | None) -> NoReturn:
        if token is not None and token.kind not in ("sign", "times", "over", "close", "bar"):
            self.unexpected(token)
        self.refuse(
            "missing-operand",
            "A number, a letter or a bracket is missing here.",
            "Write what belongs here, or delete the sign.",
            token,
        )

    def beside(self, token: Token, leaf: Leaf) -> None:
        """Check a factor that stands beside the one before it, without a sign between."""
        last = leaf.last
        if last is None:
            return
        before = self.text[last.at : last.end]
        shown = self.text[token.at : token.end]
        if token.kind == "number":
            if last.kind == "letter" and last.end == token.at:
                self.refuse(
                    "ambiguous",
                    f"{before}{shown} can mean {before} with index {shown} or {shown} times {before}.",
                    rf"Write {before}_{{{shown}}} or {shown}{before}.",
                    token,
                )
            self.refuse(
                "ambiguous",
                f"The number {shown} follows without a sign between.",
                r"Write \cdot between factors, and put indices and exponents of several digits"
                " in braces, as in x_{12} or x^{12}.",
                token,
            )
        if leaf.divided:
            self.refuse(
                "ambiguous",
                f"Does {shown} still belong to the denominator, or does it multiply the fraction?",
                r"Write \frac{...}{...} or brackets.",
                token,
            )
        if last.kind == "number" and token.kind == "frac" and self.is_plain_fraction():
            self.refuse(
                "ambiguous",
                f"{before} beside a fraction can be a mixed number or a product.",
                rf"Write {before}+\frac{{..}}{{..}} or {before} \cdot \frac{{..}}{{..}}.",
                token,
            )
        if last.kind == "percent":
            self.refuse(
                "percent", "Something follows the percent sign.", r"Write \cdot between.", token
            )

    def is_plain_fraction(self) -> bool:
        probe = Reader(self.piece.cut(self.k + 1), self.depth)
        return all(set(probe.argument().kinds()) == {"number"} for _ in range(2))

    def factor(self, leaf: Leaf) -> None:
        """One factor with its exponent or factorial; all that is nested passes through here."""
        self.depth += 1
        if self.depth > limits.DEPTH:
            tk.over_limit(
                self.text,
                "depth",
                f"The formula is nested more than {limits.DEPTH} deep.",
                "Give the inner part a name of its own.",
                self.piece.at if self.next is None else self.next.at,
            )
        start = self.k
        first = self.take()
        shape = self.base(first, leaf)
        last = self.piece.tokens[self.k - 1]
        kind = first.kind if self.k == start + 1 else "group"
        if self.sees("percent"):
            last = self.take()
            if first.kind != "number":
                self.refuse("percent", "A percent sign follows a number.", r"Write 5\%.", last)
            leaf.values[-1] /= 100
            kind = "percent"
        if self.sees("factorial"):
            mark = self.take()
            if first.kind not in ("number", "letter", "open") or self.sees("factorial", "power"):
                self.refuse("factorial", "Of what is this the factorial?", "Use brackets.", mark)
            shape = leaf.function("factorial", shape + "!")
        elif self.sees("power"):
            shape += self.exponent(first, leaf)
        if self.sees("sub", "prime"):
            self.unexpected(self.take())
        self.depth -= 1
        leaf.shape += shape
        leaf.last = Token(kind, first.value, first.at, last.end)

    def exponent(self, base: Token, leaf: Leaf) -> str:
        sign = self.take()
        piece = self.argument().trimmed("gap")
        values = [t.value for t in piece.tokens]
        letter = base.kind in ("letter", "accent") and base.value != "e"
        if values == ["transpose"] or (values == ["T"] and letter):
            self.refuse(
                "transpose",
                f"This is the transpose of {base.value}, and letters stand for numbers.",
                "Give the transposed matrix by its entries, and a product of vectors by its components, such as 2x + 3y. "
                "For a power, use a small letter in the exponent.",
                sign,
            )
        if self.sees("power", "factorial"):
            self.refuse(
                "ambiguous", "Two signs follow each other.", "Use braces or brackets.", self.next
            )
        return f"^{{{leaf.stand_in(self.inner(piece))}}}"

    # The base of a power

    def base(self, token: Token, leaf: Leaf) -> str:
        """The shape of what the token begins; the token itself is already taken."""
        match token.kind:
            case "number":
                return leaf.stand_in(Rational(token.value))
            case "letter" | "accent":
                if len(token.value) == 1:
                    refuse_word(self.text, token.at)
                self.k -= 1
                if token.value == "Gamma" and self.piece.kinds()[self.k + 1 : self.k + 2] == (
                    "open",
                ):
                    self.k += 1
                    return application.application(self, replace(token, value="gamma"), leaf)
                value = name(self)
                if self.sees("open") and token.value in ("f", "g", "h"):
                    self.refuse(
                        "function-value",
                        f"Is this the value of a function {token.value}, or a product?",
                        rf"Write the formula of {token.value} itself, or {token.value} \cdot (...).",
                        token,
                    )
                return leaf.stand_in(value)
            case "brace":
                self.k -= 1
                return leaf.stand_in(self.inner(self.group()))
            case "open":
                self.k -= 1
                return brackets.bracket(self, token, leaf)
            case "bar":
                return brackets.absolute_value(self, token, leaf)
            case "frac":
                self.k -= 1
                derivative = operators.derivative(self)
                if derivative is not None:
                    return leaf.stand_in(derivative)
                self.k += 1
                above, below = self.inner(self.argument()), self.inner(self.argument())
                return rf"\frac{{{leaf.stand_in(above)}}}{{{leaf.stand_in(below)}}}"
            case "binom":
                above, below = self.inner(self.argument()), self.inner(self.argument())
                shape = rf"\binom{{{leaf.stand_in(above)}}}{{{leaf.stand_in(below)}}}"
                return leaf.function("binomial", shape)
            case "function":
                return application.application(self, token, leaf)
            case "command" if token.value == "sqrt":
                return self.root(leaf)
            case "command" if token.value in operators.READERS:
                return leaf.stand_in(operators.READERS[token.value](self, token))
        self.unexpected(token)

    def root(self, leaf: Leaf) -> str:
        degree = ""
        if self.sees("open"):
            opened = self.next
            content = self.group()
            if opened is not None and opened.value == "(":
                return rf"\sqrt{{{leaf.stand_in(self.inner(content))}}}"
            if opened is None or opened.value != "[":
                self.refuse("root", "A root needs braces.", r"Write \sqrt{x}.", opened)
            value = self.inner(content)
            if value == 0:
                self.placed(content.at, exact.power, Integer(0), Integer(-1))
            degree = f"[{leaf.stand_in(value)}]"
        return rf"\sqrt{degree}{{{leaf.stand_in(self.inner(self.argument()))}}}"


_UNEXPECTED: Final = {
    "comma": ("comma", "A comma cannot stand here.", "Write decimals with a point: 1.5."),
    "relation": ("relation", "This is an equation or inequality.", "Give one side alone."),
    "norm": ("norm", "A norm is not a formula in numbers.", "Ask for the norm of the vector."),
    "begin": ("matrix-here", "A matrix or list cannot stand here.", "Give a formula in numbers."),
    "prime": ("prime", "A prime is not read here.", r"Write \frac{d}{dx}(...) or use an index."),
    "gap": ("gap", "A wide space separates two formulas here.", "Give one formula."),
    "separator": ("words", "Words cannot stand in a formula.", "Give one formula."),
    "text": ("words", "Words cannot stand in a formula.", "Use letters and numbers alone."),
    "newline": ("newline", "A new line cannot stand here.", "Give one formula."),
    "column": (
        "column",
        "A formula and a condition, or two formulas, stand beside each other.",
        "Give one formula.",
    ),
}
