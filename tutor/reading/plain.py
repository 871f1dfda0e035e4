"""Plain text read as exact mathematics.

The text is cut into tokens, and a recursive descent over them builds the expression: sums of
terms, terms of factors, factors with powers.  Nothing is ever evaluated as a program.  Numbers
are exact, symbols carry no assumptions, e and pi are the constants and every other letter is a
variable; what a textbook would read in two ways is asked back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

import sympy as sp
from sympy import Expr, Integer, Rational, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.core import limits
from tutor.core.errors import OverLimit, TutorError
from tutor.reading import exact, names
from tutor.reading.tokens import Token, placed, refuse, tokens

_RELATIONS: Final = {
    "=": sp.Eq,
    "<": sp.Lt,
    ">": sp.Gt,
    "<=": sp.Le,
    ">=": sp.Ge,
    "!=": sp.Ne,
}
_UNKNOWN_FUNCTIONS: Final = frozenset("fghFGHP")


def expression(text: str, *, names: Iterable[str] = ()) -> Expr:
    """The formula as an expression; `names` are variables, also if they mean something else.

    A whole text `oo`, `-oo` or `∞` is infinity.  Raises `NotUnderstood`, `OverLimit` or
    `Undefined`, with the place in the text.
    """
    found = tokens(text)
    infinity = _infinity(found)
    if infinity is not None:
        return infinity
    reader = Reader(text, found, names)
    value = reader.formula()
    reader.finish()
    return value


def equation(text: str, *, names: Iterable[str] = ()) -> Relational:
    """One equation or inequality, as typed: `2x + 1 = 5`, `x <= 3`."""
    reader = Reader(text, tokens(text), names)
    value = reader.relation()
    reader.finish()
    return value


def equations(text: str, *, names: Iterable[str] = ()) -> Tuple:
    """Equations or inequalities between `;` or `,`, on lines, or joined by `and`."""
    found = tokens(text)
    reader = Reader(text, found, names)
    parts = [part for part in split(found, ends_equation) if part]
    if not parts:
        reader.missing()
    return Tuple(*(Reader(text, p, names, reader.symbols).only(Reader.relation) for p in parts))


def split(found: Sequence[Token], ends: Callable[[Token], bool]) -> list[list[Token]]:
    """The tokens between those that `ends` accepts outside all brackets, and between lines.

    A line that begins or ends with an operation goes on; the token at the end is left out.
    """
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found[:-1]:
        depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        if depth == 0 and ends(token):
            parts.append([])
            continue
        if depth == 0 and is_new_line(token) and parts[-1] and not _continues(parts[-1][-1], token):
            parts.append([])
        parts[-1].append(token)
    return parts


def is_new_line(token: Token) -> bool:
    """Whether the token is the first of its line."""
    return (not token.gap.isascii() and any(c in "\u2028\u2029\x85" for c in token.gap)) or (
        "\n" in token.gap or "\r" in token.gap
    )


def _continues(before: Token, after: Token) -> bool:
    operators = (*"+-*/^", *_RELATIONS)
    return before.is_sign(*operators) or after.is_sign(*"*/^", *_RELATIONS)


def ends_equation(token: Token) -> bool:
    """Whether the token separates two equations."""
    return token.is_sign(";", ",") or (token.kind == "name" and token.value == "and")


def _infinity(found: Sequence[Token]) -> Expr | None:
    signs = [t.value for t in found[:-1]]
    if signs and signs[-1] in ("∞", "oo", "infinity"):
        if signs[:-1] in ([], ["+"]):
            return sp.oo
        if signs[:-1] == ["-"]:
            return -sp.oo
    return None


class Reader:
    """Reads tokens from left to right; a method for each level of precedence."""

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
        code, message, fix = _UNEXPECTED.get(
            token.value if token.kind == "sign" else token.kind,
            ("unexpected", f"{shown} cannot stand here.", "Check the signs beside it."),
        )
        self.refuse(code, message, fix, token)

    # The grammar

    def only(self, read: Callable[[Reader], Any]) -> Any:
        value = read(self)
        self.finish()
        return value

    def formula(self) -> Expr:
        if self.next.kind == "end":
            self.missing()
        return self.sum()

    def finish(self) -> None:
        """Check that every token was read."""
        if self.next.kind == "end":
            return
        if self.sees(*_RELATIONS):
            chained = any(t.is_sign(*_RELATIONS) for t in self.tokens[: self.k])
            if chained:
                self.refuse(
                    "chain",
                    "Only one relation sign is read in a statement.",
                    "Write two statements, for example 0 < x and x < 1.",
                    self.next,
                )
            self.refuse(
                "relation",
                "A formula is needed here, not an equation or inequality.",
                "Write one side only.",
                self.next,
            )
        self.unexpected()

    def relation(self) -> Relational:
        left = self.formula()
        if not self.sees(*_RELATIONS):
            if self.next.kind != "end":
                self.unexpected()
            self.refuse(
                "no-relation",
                "An equals sign is missing.",
                "For example 2x + 1 = 5.",
                self.tokens[0]._replace(end=self.before.end),
            )
        sign = self.take()
        right = self.sum()
        return _RELATIONS[sign.value](left, right, evaluate=False)

    def sum(self) -> Expr:
        first = self.next
        terms = [self.term()]
        while self.sees("+", "-"):
            sign = self.take()
            term = self.term()
            terms.append(-term if sign.value == "-" else term)
        return terms[0] if len(terms) == 1 else self.work(first, exact.total, terms)

    def term(self) -> Expr:
        first, start = self.next, self.k
        factors = [self.signed()]
        divided = -1  # the token where the last divisor begins, if a factor follows it directly
        while True:
            if self.sees("*"):
                self.take()
                factors.append(self.signed())
                divided = -1
            elif self.sees("/"):
                slash = self.take()
                divided = self.k
                below = self.signed()
                above = self.work(slash, exact.product, factors)
                factors = [self.work(slash, exact.quotient, above, below)]
            elif self.begins_factor():
                if divided >= 0:
                    self.ask_how_far_to_divide(start, divided)
                self.check_implicit_product()
                factors.append(self.power())
            else:
                break
        return factors[0] if len(factors) == 1 else self.work(first, exact.product, factors)

    def ask_how_far_to_divide(self, start: int, divided: int) -> NoReturn:
        above, below = self.source(start, divided - 1), self.source(divided)
        stop = self.k
        self.power()
        factor = self.source(stop)
        bracketed = f"({above})" if any(c in above for c in "*/ ") else above
        refuse(
            self.text,
            "ambiguous",
            f"{self.source(start)} can be read in two ways.",
            f"Write ({above}/{below})*{factor} or {bracketed}/({below}*{factor}).",
            self.tokens[start].at,
            self.before.end,
        )

    def begins_factor(self) -> bool:
        token = self.next
        if token.is_sign("|"):
            return self.bars == 0 and token.end < self.tokens[-1].at
        return token.kind in ("name", "number", "root", "infinity") or token.is_sign("(")

    def check_implicit_product(self) -> None:
        """Refuse a product without a sign where it is more likely a slip."""
        token, before = self.next, self.before
        if "\n" in token.gap or "\r" in token.gap:
            self.refuse(
                "line-break",
                "A new line begins here, and no operation joins it to the line before.",
                "Write one formula, or end the line with + or *.",
                token,
            )
        if token.kind == "number":
            if before.kind == "number":
                self.refuse(
                    "two-numbers",
                    "Two numbers stand side by side.",
                    "Write * between them, or a decimal with a dot and without spaces.",
                    token,
                )
            self.refuse(
                "number-behind",
                f"The number {token.value} stands behind what it multiplies.",
                f"Write * or ^ before {token.value}, or put the number first.",
                token,
            )
        if token.is_sign("|") and not (before.kind == "number" or before.is_sign(")", "|")):
            self.refuse(
                "bars",
                "These bars can be read in several ways.",
                "Write abs(...) for the absolute value, and * for a product.",
                token,
            )
        attached = before.kind == "number" and not token.gap and token.kind == "name"
        if attached and token.value in ("j", "J") and token.value not in self.declared:
            self.refuse(
                "imaginary",
                "Is this an imaginary number? Only real numbers are read.",
                f"For a variable, write {before.value}*{token.value}.",
                token,
            )

    def signed(self) -> Expr:
        first = self.next
        negative = False
        while self.sees("+", "-"):
            negative ^= self.take().value == "-"
            if self.k >= 2 and self.before.is_sign("+", "-") and self.sees("+", "-"):
                self.refuse(
                    "signs", "Too many signs stand in a row.", "Use brackets: 2-(-3).", self.next
                )
        value = self.power()
        return self.work(first, exact.product, [Integer(-1), value]) if negative else value

    def power(self) -> Expr:
        start = self.k
        base = self.postfix()
        if not self.sees("^"):
            return base
        sign = self.take()
        self.enter(sign)
        below = self.k
        exponent = self.signed()
        self.depth -= 1
        self.check_end_of_exponent(start, below)
        return self.work(sign, exact.power, base, exponent)

    def check_end_of_exponent(self, start: int, below: int) -> None:
        """Ask about `e^2x`, which many write for e^(2x)."""
        base, token = self.tokens[start], self.next
        constant = base.kind == "number" or (base.value == "e" and base.value not in self.declared)
        plain = (
            below - start == 2 and self.before.kind == "number" and self.before.end > self.before.at
        )
        if constant and plain and token.kind == "name" and not token.gap:
            if self.before.value.isdigit() and self.text[self.before.at] in "0123456789":
                shown = self.source(below)
                self.ambiguous(
                    f"{base.value}^({shown}*{token.value})",
                    f"{base.value}^{shown}*{token.value}",
                    start,
                )

    def postfix(self) -> Expr:
        start = self.k
        value = self.atom()
        if self.sees("!"):
            sign = self.take()
            if self.sees("!"):
                self.refuse(
                    "factorial",
                    "Two factorial signs can be read in two ways.",
                    "Write brackets, for example (3!)!.",
                    self.next,
                )
            value = self.work(sign, exact.call, "factorial", [value])
        elif self.sees("%"):
            sign = self.take()
            number = self.k - start == 2 and self.tokens[start].kind == "number"
            follows = self.next.kind in ("number", "name", "root") or self.sees("(", "|", "%")
            if not number or follows:
                self.refuse(
                    "percent",
                    "A percent sign belongs behind a single number.",
                    "Write a fraction, for example 5/100.",
                    sign,
                )
            value = value / 100
        if self.sees("'"):
            self.refuse(
                "prime",
                f"{self.source(start)}' can be a derivative or a name.",
                "Write the derivative as a formula, or use another letter.",
                self.next,
            )
        return value

    def atom(self) -> Expr:
        token = self.next
        if token.kind == "number":
            self.k += 1
            assert token.number is not None
            return token.number
        if token.kind == "name":
            return self.name()
        if token.is_sign("("):
            self.take()
            return self.bracket(token)
        if token.is_sign("|"):
            self.take()
            self.enter(token)
            self.bars += 1
            if self.sees("|") and self.tokens[self.k + 1].kind == "end":
                self.refuse("bars", "Nothing stands between these bars.", "Write |x|.", token)
            value = self.sum()
            self.bars -= 1
            self.need("|", token)
            self.depth -= 1
            return self.work(token, exact.call, "abs", [value])
        if token.kind == "root":
            return self.root()
        self.unexpected()

    def bracket(self, opened: Token) -> Expr:
        """The formula behind a bracket that was read, up to the bracket that closes it."""
        self.enter(opened)
        bars, self.bars = self.bars, 0
        if self.sees(")"):
            self.refuse("empty", "Nothing stands in these brackets.", "Fill them.", opened)
        value = self.sum()
        self.need(")", opened)
        self.bars = bars
        self.depth -= 1
        return value

    def root(self) -> Expr:
        sign, start = self.take(), self.k
        order = "√∛∜".index(sign.value) + 2
        if self.next.kind not in ("number", "name") and not self.sees("(", "|"):
            self.unexpected()
        self.enter(sign)
        value = self.atom()
        self.depth -= 1
        doubtful = self.sees("^", "!") or (self.begins_factor() and not self.next.gap)
        if doubtful and not self.before.is_sign(")", "|"):
            name = ("sqrt", "cbrt", "root")[order - 2]
            self.ask_how_far_to_take(name, start)
        return self.work(sign, exact.power, value, Rational(1, order))

    def name(self) -> Expr:
        token = self.take()
        name = token.value
        if name not in self.declared:
            if name in names.FUNCTIONS:
                return self.function(token)
            if name == "e":
                return sp.E
            if name == "pi":
                return sp.pi
            logarithm = names.LOGARITHM.fullmatch(name)
            if logarithm is not None:
                return self.logarithm(token, logarithm.group(1))
            if not names.is_variable(name):
                self.unknown(token)
            if self.sees("'"):
                self.refuse(
                    "prime",
                    f"{name}' can be a derivative or a name.",
                    "Write the derivative as a formula, or use another letter.",
                    self.next,
                )
            if name in _UNKNOWN_FUNCTIONS and self.sees("(") and not self.next.gap:
                self.refuse(
                    "unknown-function",
                    f"{name}(...) looks like a function, and its formula is not known here.",
                    f"Write its formula, or {name}*(...) for a product.",
                    token,
                )
        return self.symbol(token)

    def unknown(self, token: Token) -> NoReturn:
        if token.value in ("oo", "infinity"):
            self.infinite(token)
        code = "unknown-function" if self.sees("(") else "unknown-name"
        self.refuse(
            code,
            f"The {'function' if self.sees('(') else 'name'} {token.value} is not known here.",
            names.advice(token.value, self.declared),
            token,
        )

    def infinite(self, token: Token) -> NoReturn:
        self.refuse(
            "infinity",
            "Infinity is no number and cannot be calculated with.",
            "Use a number or a letter here.",
            token,
        )

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

    # Functions

    def function(self, token: Token) -> Expr:
        name = names.FUNCTIONS[token.value]
        exponent = self.exponent_of_function(token)
        if self.sees("("):
            arguments = self.arguments(token)
        else:
            arguments = [self.argument_without_brackets(token)]
        least, most = names.ARGUMENTS.get(name, (1, 1))
        if not least <= len(arguments) <= most:
            needed = "1 value" if most == 1 else f"{least} values" if least > 1 else "1 or 2 values"
            self.refuse(
                "arguments",
                f"{token.value} takes {needed}, and {len(arguments)} stand here.",
                f"For example {_EXAMPLES.get(name, f'{token.value}(x)')}.",
                token._replace(end=self.before.end),
            )
        span = token._replace(end=self.before.end)
        value = self.work(span, exact.call, name, arguments)
        return value if exponent is None else self.work(span, exact.power, value, exponent)

    def exponent_of_function(self, token: Token) -> Rational | None:
        """The exponent in `sin^2(x)`, which is the square of the value."""
        if not self.sees("^"):
            return None
        self.take()
        bracketed = self.sees("(")
        if bracketed:
            self.take()
        number = self.next.number
        if number is not None and number > 1 and isinstance(number, Integer):
            self.take()
            if not bracketed:
                return number
            if self.sees(")"):
                self.take()
                return number
        name = token.value
        inverse = names.FUNCTIONS[name]
        arc = f"arc{inverse}(x)" if inverse in ("sin", "cos", "tan", "cot") else "its inverse"
        self.refuse(
            "ambiguous",
            f"This exponent of {name} can mean a power or the inverse function.",
            f"Write {arc} or ({name}(x))^(-1).",
            token._replace(end=self.next.end),
        )

    def arguments(self, token: Token) -> list[Expr]:
        opened = self.take()
        self.enter(opened)
        bars, self.bars = self.bars, 0
        if self.sees(")"):
            self.refuse(
                "arguments",
                f"{token.value} needs a value.",
                f"For example {_EXAMPLES.get(token.value, f'{token.value}(x)')}.",
                token._replace(end=self.next.end),
            )
        values = [self.sum()]
        while self.sees(","):
            self.take()
            values.append(self.sum())
        if self.sees("="):
            self.refuse(
                "relation",
                "A function is taken of a formula, not of an equation.",
                "Write one side only.",
                self.next,
            )
        self.need(")", opened)
        self.bars = bars
        self.depth -= 1
        return values

    def argument_without_brackets(self, token: Token) -> Expr:
        """The argument of `sin x`, `ln 2x` or `cos pi`: a number, a name, or both side by side."""
        name, start = token.value, self.k
        simple = self.next.kind in ("number", "name") or self.sees("|")
        if not simple or (
            names.FUNCTIONS[name] in names.ARGUMENTS and names.FUNCTIONS[name] != "ln"
        ):
            self.refuse(
                "argument",
                f"{name} needs a value.",
                f"Write brackets: {_EXAMPLES.get(names.FUNCTIONS[name], f'{name}(x)')}.",
                token,
            )
        if self.next.value in names.FUNCTIONS and self.next.value not in self.declared:
            self.refuse("argument", f"{name} needs brackets here.", f"Write {name}(...).", token)
        number = self.next.kind == "number"
        value = self.atom()
        if number and self.next.kind == "name" and not self.next.gap and not self.at_function():
            self.check_implicit_product()
            value = self.work(self.before, exact.product, [value, self.name()])
        if self.sees("^", "!", "/", "%", "'") or (self.begins_factor() and not self.at_function()):
            self.ask_how_far_to_take(name, start)
        return value

    def ask_how_far_to_take(self, name: str, start: int) -> NoReturn:
        """Ask whether what follows belongs to the argument of a function without brackets."""
        shown, stop = self.source(start), self.k
        joined = self.next.kind != "sign" or self.sees("(")
        if not joined and self.tokens[stop + 1].kind != "end":
            self.k += 1
        rest = self.text[self.tokens[stop].at : self.next.end].replace("(", "(...)")
        join = "*" if joined else ""
        bracketed = (
            f"({name}({shown}))" if self.tokens[stop].is_sign(*"^!%'") else f"{name}({shown})"
        )
        self.ambiguous(f"{name}({shown}{join}{rest})", f"{bracketed}{join}{rest}", start - 1)

    def at_function(self) -> bool:
        value = self.next.value
        known = value in names.FUNCTIONS or names.LOGARITHM.fullmatch(value)
        return self.next.kind == "name" and bool(known) and value not in self.declared

    def logarithm(self, token: Token, base: str) -> Expr:
        """`log_2(8)`, `log10(x)` or `log_a(x)`."""
        if not self.sees("("):
            self.refuse(
                "argument", f"{token.value} needs brackets.", f"Write {token.value}(x).", token
            )
        if base.isdigit():
            to: Expr = Integer(base)
        elif names.is_variable(base) and base != "e":
            to = self.symbol(token._replace(value=base))
        else:
            self.unknown(token)
        (argument, *more) = self.arguments(token)
        if more:
            self.refuse("arguments", "A logarithm takes 1 value.", "Write log_2(8).", token)
        span = token._replace(end=self.before.end)
        return self.work(span, exact.call, "ln", [argument, to])


_EXAMPLES: Final = {
    "max": "max(2, 3)",
    "min": "min(2, 3)",
    "gcd": "gcd(12, 18)",
    "lcm": "lcm(12, 18)",
    "binomial": "binomial(5, 2)",
    "ln": "ln(x)",
}
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
