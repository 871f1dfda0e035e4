"""LaTeX cut into tokens, each with its place in the text as it was typed.

A command that is not on the list below is refused by name before anything else is
looked at.  Spelling variants (`\\left(`, `\\dfrac`, `\\exponentialE`, thin spaces, Greek
letters) become one token each, so that nothing later depends on how they were typed.
Brackets and environments are checked to match, and their nesting is bounded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NoReturn

from tutor.core import limits
from tutor.core.errors import OverLimit
from tutor.reading.latex.spelled import spelled
from tutor.reading.latex.vocabulary import (
    ALLOWED,
    CHARACTERS,
    COMMANDS,
    CONTROL_SYMBOLS,
    DELIMITERS,
    FONTS,
    GREEK,
    IGNORED,
    LINES,
    MATRICES,
    OPERATOR_NAMES,
    SIDES,
)
from tutor.reading.tokens import describe, refuse

_BLANK: Final = frozenset(" \t\r\n~\u00a0")
_THIN: Final = frozenset({r"\,", r"\;", r"\:", r"\!", r"\>", "\\ "})
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+|\{,\}[0-9]+)?|\.[0-9]+")
_FULL_STOP: Final = re.compile(r"\.\s*(?:$|\\end\b|\\\\|\$|\\\]|\\\))")  # ends a sentence
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
_WORDS: Final = re.compile(r"[A-Za-z0-9 .,:+\-]*")
_ENVIRONMENT: Final = re.compile(r"\s*\{\s*([A-Za-z]+\*?)\s*\}")
_COLUMNS: Final = re.compile(r"\s*\{([lcr| ]*)\}")
_LINE_END: Final = re.compile(r"\*?(?:\s*\[\s*-?[0-9.]+\s*[a-z]{2}\s*\])?")  # `\\*` and `\\[2pt]`
_SEPARATING_WORDS: Final = frozenset({"and", "or", "with"})


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of the text: its kind, its value in one spelling, and `text[at:end]`."""

    kind: str
    value: str
    at: int
    end: int


def over_limit(text: str, code: str, message: str, fix: str, at: int = 0) -> NoReturn:
    """Raise `OverLimit`, noticed at offset `at`."""
    raise OverLimit(code, message, fix=fix, text=text, at=at)


def tokens(
    text: str, *, characters: int = limits.CHARACTERS, most: int = limits.TOKENS
) -> list[Token]:
    """All tokens of the text, matched and within the limits."""
    if len(text) > characters:
        over_limit(
            text,
            "characters",
            f"The text has {len(text)} characters. The limit is {characters}.",
            "Type the problem without the text around it.",
            characters,
        )
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] in _BLANK:
            at += 1
            continue
        token, at = _Scanner(text, at).token()
        if token is not None:
            found.append(token)
        if len(found) > most:
            over_limit(
                text,
                "tokens",
                f"The formula has more than {most} parts.",
                "Use a shorter formula.",
                at - 1,
            )
    _check_matched(text, found)
    return found


class _Scanner:
    """Reads the one token that begins at `at`."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def token(self) -> tuple[Token | None, int]:
        """The token, or None for a sign that means nothing, and where the next one begins."""
        text, at = self.text, self.at
        c = text[at]
        if match := _NUMBER.match(text, at):
            return self._number(match.group(), match.end()), match.end()
        if c.isascii() and c.isalpha():
            if (named := spelled(text, at)) is not None:
                kind, value, end = named
                return Token(kind, value, at, end), end
            return Token("letter", c, at, at + 1), at + 1
        if c == "\\":
            match = _COMMAND.match(text, at)
            if match is None:
                self._fail("stray", "A backslash stands alone at the end.", "Delete it.")
            return self._command(match.group(), match.end())
        if c in "<>" and text[at + 1 : at + 2] == "=":
            return Token("relation", c + "=", at, at + 2), at + 2
        if _FULL_STOP.match(text, at):
            return None, at + 1
        if c in CHARACTERS:
            return Token(*CHARACTERS[c], at, at + 1), at + 1
        if greek := _greek_letter(c):
            return Token("letter", greek, at, at + 1), at + 1
        if c == "%":
            self._fail(
                "comment",
                "A percent sign begins a comment in LaTeX.",
                r"Write \% for a percentage, for example 5\%.",
            )
        self._fail(
            "character",
            f"This character is {describe(c)}. It is not read here.",
            "Delete it and type the formula again with ordinary letters and signs.",
        )

    def _fail(self, code: str, message: str, fix: str, end: int | None = None) -> NoReturn:
        refuse(self.text, code, message, fix, self.at, end)

    def _number(self, typed: str, end: int) -> Token:
        if len(typed) > limits.DIGITS:
            over_limit(
                self.text,
                "digits",
                f"A number has more than {limits.DIGITS} digits.",
                "Round it, or use a letter for it.",
                self.at,
            )
        whole, comma, decimals = typed.partition("{,}")
        if comma and len(decimals) == 3:
            self._fail(
                "decimal-comma",
                f"{whole},{decimals} can be read as {whole}.{decimals} or as {whole}{decimals}.",
                "Write a decimal point, and no mark for thousands.",
                end,
            )
        stop = self.text[end : end + 1] == "." and not _FULL_STOP.match(self.text, end)
        if stop or self.text[end : end + 3] == "{,}":
            self._fail(
                "number",
                f"The number that begins with {typed} cannot be read.",
                "Write decimals like 2.5.",
                end + 1,
            )
        return Token("number", f"{whole}.{decimals}" if comma else typed, self.at, end)

    def _command(self, typed: str, end: int) -> tuple[Token | None, int]:
        at, text = self.at, self.text
        if typed == "\\\\":
            end = _LINE_END.match(text, end).end()  # type: ignore[union-attr]
            return Token("newline", typed, at, end), end
        if typed in _THIN or typed[1:].isspace():
            return None, end
        if typed in CONTROL_SYMBOLS:
            return Token(*CONTROL_SYMBOLS[typed], at, end), end
        if typed.endswith("*"):  # only an environment has a starred name
            typed, end = typed[:-1], end - 1
        name = typed[1:]
        if name not in ALLOWED:
            self._unknown(name, end)
        if name in IGNORED:
            return None, end
        if name in SIDES:
            return self._side(SIDES[name], end)
        if name in FONTS:
            return self._font(name, end)
        if name in ("begin", "end"):
            return self._environment(name, end)
        return Token(*COMMANDS[name], at, end), end

    def _unknown(self, name: str, end: int) -> NoReturn:
        near = get_close_matches(name, sorted(ALLOWED), n=1, cutoff=0.7)
        fix = rf"Did you mean \{near[0]}?" if near else "Write the formula without it."
        self._fail("unknown-command", rf"The command \{name} is not read here.", fix, end)

    def _side(self, side: str, end: int) -> tuple[Token, int]:
        r"""The delimiter after `\left` or `\right`."""
        while self.text[end : end + 1] in _BLANK and end < len(self.text):
            end += 1
        match = _COMMAND.match(self.text, end)
        typed = match.group() if match else self.text[end : end + 1]
        if typed not in DELIMITERS:
            self._fail(
                "delimiter",
                r"After \left and \right there must be a bracket or a bar.",
                r"For example \left( x+1 \right).",
                end,
            )
        return Token(side, DELIMITERS[typed], self.at, end + len(typed)), end + len(typed)

    def _font(self, name: str, end: int) -> tuple[Token, int]:
        r"""What stands in another font: one letter, a function, or words.

        MathLive writes `\operatorname{\mathrm{name}}`; the inner font is dropped.
        """
        text = self.text
        while text[end : end + 1] in _BLANK and end < len(text):
            end += 1
        if text[end : end + 1] != "{":
            token, after = _Scanner(text, end).token() if end < len(text) else (None, end)
            if token is None or token.kind != "letter":
                self._fail(
                    "font", rf"\{name} must be followed by a letter.", r"For example \mathbf{x}."
                )
            return Token("letter", token.value, self.at, after), after
        close = text.find("}", end)
        inner = text[end + 1 : close] if close >= 0 else ""
        if inner.startswith("\\mathrm{") and text[close : close + 2] == "}}":
            inner, close = inner[len("\\mathrm{") :], close + 1
        if close < 0:
            self._fail("unclosed", "This brace is not closed.", "Add a closing brace }.")
        after = close + 1
        plain = inner.strip()
        if plain.startswith("\\") and COMMANDS.get(plain[1:], ("", ""))[0] == "letter":
            return Token("letter", plain[1:], self.at, after), after
        if not _WORDS.fullmatch(inner) or len(inner) > limits.NAME * 2:
            self._fail(
                "words",
                rf"\{name} holds something that is not read here.",
                "Use letters, digits and spaces in it.",
                after,
            )
        return _word(name, plain, self.at, after), after

    def _environment(self, which: str, end: int) -> tuple[Token, int]:
        match = _ENVIRONMENT.match(self.text, end)
        name = match.group(1) if match else ""
        if match is None or name not in MATRICES | LINES:
            self._fail(
                "environment",
                f"The environment {name} is not read here."
                if name
                else "A name in braces is missing.",
                r"Use matrix, pmatrix, bmatrix, vmatrix, array, cases or aligned.",
                match.end() if match else end,
            )
        after = match.end()
        if which == "begin" and name == "array":
            columns = _COLUMNS.match(self.text, after)
            if columns is None:
                self._fail(
                    "array-columns",
                    "An array must say its columns, with the letters l, c, r and bars.",
                    r"For example \begin{array}{cc|c}.",
                    after,
                )
            after = columns.end()
            name = f"array {columns.group(1).replace(' ', '')}"
        return Token(which, name, self.at, after), after


def _word(font: str, plain: str, at: int, end: int) -> Token:
    if len(plain) == 1 and plain.isalpha():
        return Token("letter", plain, at, end)
    if plain in OPERATOR_NAMES and not font.startswith("text"):
        return Token("function", OPERATOR_NAMES[plain], at, end)
    if plain.strip(" ,").lower() in _SEPARATING_WORDS:
        return Token("separator", plain.strip(" ,").lower(), at, end)
    return Token("text", plain, at, end)


def _greek_letter(c: str) -> str | None:
    """The name of a Greek letter typed as itself; letters that look Latin are not taken."""
    words = unicodedata.name(c, "").split()
    if words[:2] not in (["GREEK", "SMALL"], ["GREEK", "CAPITAL"]) or len(words) != 4:
        return None
    name = words[3].lower().replace("lamda", "lambda")
    name = name.capitalize() if words[1] == "CAPITAL" else name
    return name if name in GREEK else None


def _check_matched(text: str, found: list[Token]) -> None:
    """Check that brackets, braces and environments match and are not nested too deeply.

    A `|` is left out: whether it opens or closes depends on what stands around it.
    """
    stack: list[Token] = []
    for token in found:
        if token.kind in ("open", "brace", "begin"):
            stack.append(token)
            if len(stack) > limits.DEPTH:
                over_limit(
                    text,
                    "depth",
                    f"Brackets are nested more than {limits.DEPTH} deep.",
                    "Give the inner part a name of its own.",
                    token.at,
                )
        elif token.kind in ("close", "unbrace", "end"):
            opened = stack.pop() if stack else None
            if opened is None or not _match(opened, token):
                shown = text[token.at : token.end]
                if opened is not None and opened.kind == "brace":
                    refuse(
                        text,
                        "unclosed",
                        f"This brace is not closed before {shown}.",
                        "Add a closing brace }.",
                        opened.at,
                        opened.end,
                    )
                refuse(
                    text,
                    "mismatch",
                    f"{shown} closes nothing."
                    if opened is None
                    else f"{shown} does not match {text[opened.at : opened.end]}.",
                    "Make every opening bracket meet its closing bracket.",
                    token.at,
                    token.end,
                )
    if stack:
        token = stack[-1]
        refuse(
            text,
            "unclosed",
            f"{text[token.at : token.end]} is not closed.",
            "Add the closing bracket.",
            token.at,
            token.end,
        )


def _match(opened: Token, closed: Token) -> bool:
    kinds = {"open": "close", "brace": "unbrace", "begin": "end"}
    if kinds[opened.kind] != closed.kind:
        return False
    if opened.kind == "begin":
        return opened.value.split()[0] == closed.value
    return opened.value == closed.value or "." in (opened.value, closed.value)
