"""The grammar of plain formulas, a method for each level of precedence.

A relation has two sums, a sum has terms, a term has factors with or without a sign between
them, and a factor may have a power.  What a textbook would read in two ways is asked back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn

import sympy as sp
from sympy import Expr, Rational
from sympy.core.relational import Relational

from tutor.kit.unevaluated import MINUS
from tutor.reading import application, exact, names
from tutor.reading.cursor import Cursor
from tutor.reading.tokens import Token, refuse

RELATIONS: Final = {
    "=": sp.Eq,
    "<": sp.Lt,
    ">": sp.Gt,
    "<=": sp.Le,
    ">=": sp.Ge,
    "!=": sp.Ne,
}
_UNKNOWN_FUNCTIONS: Final = frozenset("fghFGHP")


class Reader(Cursor):
    """Reads tokens from left to right."""

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
        if self.sees(*RELATIONS):
            chained = any(t.is_sign(*RELATIONS) for t in self.tokens[: self.k])
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
        if not self.sees(*RELATIONS):
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
        return RELATIONS[sign.value](left, right, evaluate=False)

    def sum(self) -> Expr:
        first = self.next
        terms = [self.term()]
        while self.sees("+", "-"):
            sign = self.take()
            term = self.term()
            minus = sign.value == "-"
            terms.append(self.work(sign, exact.product, [MINUS, term]) if minus else term)
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
        sure = before.kind == "number" or before.is_sign(")", "|")
        if token.is_sign("|") and not sure and sum(t.is_sign("|") for t in self.tokens) != 2:
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
        return self.work(first, exact.product, [MINUS, value]) if negative else value

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
        exponent = self.before
        plain = below - start == 2 and self.k == below + 1 and exponent.value.isdigit()
        typed = plain and self.text[exponent.at : exponent.end] == exponent.value
        if constant and typed and token.kind == "name" and not token.gap:
            self.ambiguous(
                f"{base.value}^({exponent.value}*{token.value})",
                f"{base.value}^{exponent.value}*{token.value}",
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
            return self.absolute_value(token)
        if token.kind == "root":
            return self.root()
        self.unexpected()

    def absolute_value(self, opened: Token) -> Expr:
        """The absolute value behind a bar that was read; two bars on each side are those of a norm."""
        self.enter(opened)
        self.bars += 1
        if self.sees("|") and self.tokens[self.k + 1].kind == "end":
            self.refuse("bars", "Nothing stands between these bars.", "Write |x|.", opened)
        start = self.k
        value = self.sum()
        inside = self.tokens[start : self.k]
        doubled = [k for k, token in enumerate(inside) if token.is_sign("|")] == [
            0,
            len(inside) - 1,
        ]
        if doubled and self.sees("|"):
            self.refuse(
                "norm",
                "These bars mean the norm of a vector, and letters stand for numbers.",
                "Give the vector in numbers, as in ||(3, 4)||. For an absolute value, write |x|.",
                opened,
            )
        self.bars -= 1
        self.need("|", opened)
        self.depth -= 1
        return self.work(opened, exact.call, "abs", [value])

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
            application.ask_how_far_to_take(self, name, start)
        return self.work(sign, exact.power, value, Rational(1, order))

    def name(self) -> Expr:
        token = self.take()
        name = token.value
        if name not in self.declared:
            if name in names.FUNCTIONS:
                return application.function(self, token)
            if name == "e":
                return sp.E
            if name == "pi":
                return sp.pi
            logarithm = names.LOGARITHM.fullmatch(name)
            if logarithm is not None:
                return application.logarithm(self, token, logarithm.group(1))
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
        behind = [t.value for t in self.tokens[max(0, self.k - 3) : self.k - 1]]
        if behind == ["d", "/"] and token.value[0] == "d" and names.is_variable(token.value[1:]):
            self.refuse(
                "derivative",
                "How far does this derivative reach? It is not read inside a formula.",
                f"Write it alone, with brackets: d/{token.value} (...).",
                token,
            )
        if not self.sees("(") and names.is_called_like_a_person(token.value):
            self.refuse(
                "unknown-name",
                f"{token.value} is no letter. An unknown has one letter here.",
                f"Write a letter for it, for example {token.value[0].lower()} for {token.value}.",
                token,
            )
        if not self.sees("(") and names.may_be_product(token.value, self.declared):
            refuse(
                self.text,
                "ambiguous",
                f"{token.value} can be a product or one name.",
                f"Write {'*'.join(token.value)} or {token.value[0]}_{token.value[1:]}.",
                token.at,
                token.end,
            )
        if names.is_word(token.value):
            self.refuse(
                "words",
                f"The word {token.value} is no part of a formula.",
                "Leave it out, or check what is missing before or behind it.",
                token,
            )
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
