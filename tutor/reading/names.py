"""The names that plain text gives a meaning, and what to say about all others.

Functions have the names of textbooks and pocket calculators.  Any other name is a variable if it
is one letter or a Greek name, perhaps with an index, a bar or a hat, or if it was declared.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from tutor.reading.tokens import GREEK_NAMES

_FUNCTIONS: Final = """
    sin cos tan cot sec csc arcsin arccos arctan arccot sinh cosh tanh arsinh arcosh artanh
    sqrt cbrt exp ln abs floor ceil sign max min gcd lcm factorial binomial erf
    sigmoid relu softplus
"""
_OTHER_NAMES: Final = """
    tg tan ctg cot cotg cot cosec csc arctg arctan asin arcsin acos arccos atan arctan acot arccot
    asinh arsinh acosh arcosh atanh artanh arcsinh arsinh arccosh arcosh arctanh artanh
    log ln ceiling ceil sgn sign Abs abs Max max Min min
"""
FUNCTIONS: Final = {
    **dict(zip(_FUNCTIONS.split(), _FUNCTIONS.split(), strict=True)),
    **dict(zip(_OTHER_NAMES.split()[::2], _OTHER_NAMES.split()[1::2], strict=True)),
}
"""What a function may be called, and its name in `exact`; `log` is the natural logarithm."""

ARGUMENTS: Final = {
    **dict.fromkeys(("max", "min"), (1, 30)),
    **dict.fromkeys(("gcd", "lcm"), (2, 30)),
    "binomial": (2, 2),
    "ln": (1, 2),
}
"""The least and the largest number of arguments, where it is not one."""

LOGARITHM: Final = re.compile(r"log_?([0-9]+|[A-Za-z][A-Za-z0-9]*)")

_VARIABLE: Final = re.compile(
    rf"(?:[A-Za-z]|{'|'.join(sorted(GREEK_NAMES, key=len, reverse=True))})(?:bar|hat)?"
    r"(?:[0-9]+|_[A-Za-z0-9]+)?"
)
_OTHER_SPELLINGS: Final = {
    "sen": "sin",
    "lg": "log_10",
    "ld": "log_2",
    "lb": "log_2",
    "root": "sqrt",
    "sqr": "sqrt",
    "power": "^",
    "nCr": "binomial",
    "choose": "binomial",
    "fact": "factorial",
    "tng": "tan",
}

_QUOTIENTS: Final = {"coth": "cosh(x)/sinh(x)", "sech": "1/cosh(x)", "csch": "1/sinh(x)"}

_NO_NUMBERS: Final = frozenset(("inf", "nan", "na", "none", "null", "infty"))

_ENGLISH: Final = "at by find for if in int is it lim of on or so the then to what when with"
WORDS: Final = frozenset(_ENGLISH.split())
"""Short words that are no mathematics."""

_LONGER: Final = """
    all an and any are as be between both but can do does each from get give given has have here how
    into its let like my near no not one over per point please show solve such take than that
    there this under up use using value via we where which who why will you
"""
_SENTENCE: Final = WORDS | frozenset(_LONGER.split())


def is_word(name: str) -> bool:
    """Whether a name that is unknown in a formula is an English word, and no product of letters."""
    return name.lower() in _SENTENCE


def is_variable(name: str) -> bool:
    """Whether a name that nobody declared is a variable."""
    return _VARIABLE.fullmatch(name) is not None


def has_letter(text: str, letter: str) -> bool:
    """Whether a formula has this letter outside the names of functions, commands and Greek letters."""
    return any(
        letter in run and run not in FUNCTIONS and run not in GREEK_NAMES
        for run in re.findall(r"(?<!\\)\b[A-Za-z]+", text)
    )


def is_called_like_a_person(name: str) -> bool:
    """Whether the name is a word with a capital, such as Tom; letters of a product have no such pattern."""
    return re.fullmatch("[A-Z][a-z]{2,}", name) is not None


def may_be_product(name: str, declared: Collection[str]) -> bool:
    """Whether an unknown name is two or three letters that are more likely a product than a slip."""
    letters = re.fullmatch("[A-Za-z]{2,3}", name) is not None
    plain = name.lower() not in _NO_NUMBERS and not is_word(name)
    return letters and plain and _meant(name, declared) is None


def _meant(base: str, declared: Collection[str]) -> str | None:
    """The known name that an unknown one is a slip or another spelling of."""
    other = _OTHER_SPELLINGS.get(base)
    if other is None and len(base) > 2:
        known = [*FUNCTIONS, *GREEK_NAMES, *declared]
        other = next(iter(get_close_matches(base, known, 1, 0.7)), None)
    return other


def advice(name: str, declared: Collection[str]) -> str:
    """What to type instead of a name that is not known."""
    letters = re.match("[A-Za-z]+", name)
    base = letters.group() if letters else name
    if base in _QUOTIENTS:
        return f"Write {base}(x) as {_QUOTIENTS[base]}."
    if base in FUNCTIONS and base != name:
        return f"Write brackets around what {base} is taken of, for example {base}(x)."
    if base == name and len(base) > 2 and base[:-1] in FUNCTIONS:
        return f"Write brackets around what {base[:-1]} is taken of: {base[:-1]}({base[-1]})."
    if name.lower() in _NO_NUMBERS:
        return "Write a number or a formula. Infinity is written oo where it makes sense."
    other = _meant(base, declared)
    advised = [f"Did you mean {other}?"] if other else []
    if len(base) <= 4 and base == name and not is_word(name):
        advised.append(f"For a product, write {'*'.join(base)}.")
    elif not other:
        advised.append("A variable is one letter, perhaps with an index such as x1.")
    return " ".join(advised)
