"""Plain mathematical text cut into tokens: numbers, names and signs.

Every way to write a sign becomes one token: the Unicode minus and the hyphen, x₁ and x_1, λ and
lambda, ² and ^2.  A token keeps the offsets it has in the original text, so that an error points
at what was typed.  Characters that look like others or cannot be seen are refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple, NoReturn

from sympy import Integer, Rational

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, TutorError

_LETTERS: Final = """
    α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu
    ν nu ξ xi ο omicron π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega
    Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega
    \u0391 Alpha \u0392 Beta \u0395 Epsilon \u0396 Zeta \u0397 Eta \u0399 Iota \u039a Kappa
    \u039c Mu \u039d Nu \u039f Omicron \u03a1 Rho \u03a4 Tau \u03a7 Chi
    \u00b5 mu ϵ epsilon ϑ theta ϕ phi ϱ rho \u2206 Delta \u2126 Omega
"""
GREEK: Final = dict(zip(_LETTERS.split()[::2], _LETTERS.split()[1::2], strict=True))
GREEK_NAMES: Final = frozenset(GREEK.values())

_SIGNS: Final = {
    **dict.fromkeys("−–﹣－", "-"),
    **dict.fromkeys("×·⋅∙∗•", "*"),
    **dict.fromkeys("÷⁄∕", "/"),
    **dict.fromkeys("⟨〈‹", "<"),
    **dict.fromkeys("⟩〉›", ">"),
    **dict.fromkeys("∣❘", "|"),
    **dict.fromkeys("′’", "'"),
    **dict.fromkeys("≤⩽", "<="),
    **dict.fromkeys("≥⩾", ">="),
    "≠": "!=",
    "**": "^",
    "==": "=",
    **dict(zip("（）＋＝，；", "()+=,;", strict=True)),
}
_NO_SIGNS: Final = {
    "->": "Write what it stands for in words, or take it out.",
    "=>": "Write >= for at least.",
    "=<": "Write <= for at most.",
}
_SUPERSCRIPTS: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣ", "0123456789+-()nix", strict=True))
_SUBSCRIPTS: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_FRACTIONS: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_ROOTS: Final = {"√": 2, "∛": 3, "∜": 4}
_SPACES: Final = " \t\u00a0\u2002-\u200a\u202f\u205f\u3000"
_NEWLINES: Final = "\n\r\u2028\u2029\x85"

_TOKEN: Final = re.compile(
    rf"(?P<gap>[{_SPACES}{_NEWLINES}]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>(?:[A-Za-z]+|[{''.join(GREEK)}])"
    rf"(?:_\{{[A-Za-z0-9]+\}}|_[A-Za-z0-9]+|[0-9]+|[{''.join(_SUBSCRIPTS)}]+)?)"
    rf"|(?P<fraction>[{_FRACTIONS}])"
    rf"|(?P<superscript>[{''.join(_SUPERSCRIPTS)}]+)"
    rf"|(?P<root>[{''.join(_ROOTS)}])"
    r"|(?P<infinity>∞)"
    r"|(?P<sign>\*\*|==|->|=>|=<|<=|>=|!=|[-+*/^()\[\]{}|,;=<>!%']"
    rf"|[{''.join(c for c in _SIGNS if len(c) == 1)}])"
)


class Token(NamedTuple):
    """A part of the text, from offset `at` to `end`; `gap` is the white space before it."""

    kind: str
    value: str
    at: int
    end: int
    gap: str
    number: Rational | None = None

    def is_sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.value in signs


def tokens(
    text: str, *, characters: int = limits.CHARACTERS, most: int = limits.TOKENS
) -> list[Token]:
    """The tokens of the text; the last one is of the kind "end".

    The kinds are number, name, sign, root, infinity and end.  A name is written in Latin letters
    and its index follows: `x₁` is x1 and `x_n` is x_n.
    """
    if len(text) > characters:
        raise OverLimit(
            "characters",
            f"The text has {len(text)} characters. The limit is {characters}.",
            fix="Shorten the text.",
            text=text,
            at=characters,
        )
    found: list[Token] = []
    at = 1 if text.startswith("\ufeff") else 0
    gap = ""
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            _refuse_character(text, at)
        kind, value, end = match.lastgroup or "", match.group(), match.end()
        if kind == "gap":
            gap, at = value, end
            continue
        if kind == "name":
            if len(value) > limits.NAME:
                refuse(text, "name", "This name is too long.", "Use one letter.", at, end)
            found.append(Token("name", _plain_name(value), at, end, gap))
        elif kind == "sign" and value in _NO_SIGNS:
            refuse(
                text,
                "character",
                f"The sign {value} is not part of a formula.",
                _NO_SIGNS[value],
                at,
                end,
            )
        elif kind == "sign":
            found.append(Token("sign", _SIGNS.get(value, value), at, end, gap))
        elif kind == "number":
            _refuse_odd_number(text, at, end, found, gap)
            found.append(Token("number", value, at, end, gap, _number(text, value, at, end)))
        elif kind == "fraction":
            _append_fraction(found, Token("number", value, at, end, gap, _fraction(value)))
        elif kind == "superscript":
            found += _superscript(text, value, at, end)
        else:
            found.append(Token(kind, value, at, end, gap))
        if len(found) > most:
            raise OverLimit(
                "tokens",
                f"The text has more than {most} numbers, names and signs.",
                fix="Shorten the formula.",
                text=text,
                at=at,
            )
        gap, at = "", end
    found.append(Token("end", "", len(text.rstrip()), len(text), gap))
    return found


def refuse(
    text: str, code: str, message: str, fix: str, at: int, end: int | None = None
) -> NoReturn:
    """Raise `NotUnderstood` with its place in the text."""
    length = 1 if end is None else end - at
    raise NotUnderstood(code, message, fix=fix, text=text, at=at, length=length)


def refuse_decimal_comma(text: str, at: int) -> NoReturn:
    """Raise `NotUnderstood` for a comma between two digits, which may be a decimal mark."""
    refuse(
        text,
        "decimal-comma",
        "This comma may be a decimal mark.",
        "Write decimals with a dot, for example 0.5, and a space after a comma between numbers.",
        at,
    )


def placed(error: TutorError, text: str, at: int, end: int) -> TutorError:
    """An error that has no place yet, placed at `at` in the text."""
    return type(error)(error.code, error.message, fix=error.fix, text=text, at=at, length=end - at)


def describe(character: str) -> str:
    """What a character is, by its Unicode name."""
    category = unicodedata.category(character)
    fallback = {"Cc": "a control character", "Cs": "half a character"}.get(
        category, "an unknown character"
    )
    name = unicodedata.name(character, fallback)
    return f"{name} (U+{ord(character):04X})"


def _plain_name(value: str) -> str:
    base = re.match("[A-Za-z]+|.", value)
    assert base is not None
    index = value[base.end() :].strip("_{}")
    index = "".join(_SUBSCRIPTS.get(c, c) for c in index)
    start = GREEK.get(base.group(), base.group())
    return start + index if not index or index.isdigit() else f"{start}_{index}"


def _number(text: str, value: str, at: int, end: int) -> Rational:
    digits, _, exponent = value.lower().partition("e")
    if len(digits) > limits.DIGITS:
        raise OverLimit(
            "digits",
            f"This number has {len(digits)} digits. The limit is {limits.DIGITS}.",
            fix="Round the number, or write it as a power.",
            text=text,
            at=at,
            length=end - at,
        )
    number = Integer(digits) if digits.isdigit() else Rational(digits)
    if not exponent:
        return number
    size = exponent.lstrip("+-").lstrip("0")
    if len(size) > 4 or int(size or 0) * 10 > 3 * limits.BITS:  # a digit is more than 3 bits
        raise OverLimit(
            "number-size",
            f"This number has more than {limits.BITS} binary digits.",
            fix="Use a smaller exponent.",
            text=text,
            at=at,
            length=end - at,
        )
    return number * Integer(10) ** int(exponent)


def _refuse_odd_number(text: str, at: int, end: int, found: list[Token], gap: str) -> None:
    after = text[end : end + 2]
    if after[:1] == "_" or (text[at:end] == "0" and re.fullmatch("[xXbBoO][0-9A-Fa-f]", after)):
        refuse(
            text,
            "number",
            "This is not a number in ordinary notation.",
            "Write the digits of the number without a sign between them.",
            at,
            end + len(after),
        )
    joined = bool(found) and not gap and (found[-1].kind != "sign" or found[-1].value == ")")
    if after[:1] == "." or (joined and text[at] == "."):
        refuse(
            text,
            "number",
            "There is a dot too many here.",
            "Write a decimal with one dot, for example 2.5.",
            at,
            end + 1,
        )


def _fraction(value: str) -> Rational:
    above, below = unicodedata.normalize("NFKD", value).split("\N{FRACTION SLASH}")
    return Rational(int(above), int(below))


def _append_fraction(found: list[Token], fraction: Token) -> None:
    """Append ½; after a whole number it makes a mixed number, so that 2½ is 5/2."""
    before = found[-1] if found else None
    if before is not None and before.kind == "number" and before.value.isdigit():
        assert before.number is not None
        assert fraction.number is not None
        value = before.value + fraction.value
        mixed = before.number + fraction.number
        found[-1] = Token("number", value, before.at, fraction.end, before.gap, mixed)
    else:
        found.append(fraction)


def _superscript(text: str, value: str, at: int, end: int) -> list[Token]:
    raised = "".join(_SUPERSCRIPTS[c] for c in value)
    inner = [t._replace(at=at, end=end, gap="") for t in tokens(raised) if t.kind != "end"]
    sign = Token("sign", "^", at, end, "")
    return [sign, sign._replace(value="("), *inner, sign._replace(value=")")]


_PASTED: Final = re.compile("[\uff01-\uff5e\u210e\U0001d400-\U0001d7ff]")
_FIXES: Final = {
    '"': "A text in quotes is no formula.",
    "'": "A text in quotes is no formula.",
    ".": "A dot belongs between the digits of a decimal, for example 2.5. Use * for a product.",
    ":": "Write a quotient with / and leave other colons out.",
    "_": "An underscore belongs between a letter and its index, for example x_1.",
    "°": "Write the angle in radians, for example 30*pi/180.",
    "±": "Write the two formulas, one with + and one with -.",
    "$": "Write an amount as a plain number.",
    "€": "Write an amount as a plain number.",
    "\\": "Write LaTeX alone, without plain text around it.",
    "?": "Leave the question mark out.",
    "&": "Write separate statements, with a comma or `and` between them.",
}


def in_usual_letters(text: str) -> str:
    """The text with full-width signs and the italic and bold letters of mathematics, as they are pasted, as usual ones.

    Each becomes one character, so places stay.
    """
    return _PASTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _refuse_character(text: str, at: int) -> NoReturn:
    character = text[at]
    if " " < character <= "~" or character in _FIXES:
        refuse(
            text,
            "character",
            f"The sign {character} is not part of a formula here.",
            _FIXES.get(character, "Take it out, or write the formula with + - * / ^ and brackets."),
            at,
        )
    refuse(
        text,
        "character",
        f"This character is {describe(character)}. It is not read in formulas.",
        "Take it out, or type a Latin or Greek letter, a digit or a sign from the keyboard.",
        at,
    )
