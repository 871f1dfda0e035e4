"""Labels as matplotlib can draw them.

A label may come from a user, so it is drawn as plain words, cut when it is long.  Only a short formula
of letters, numbers and a few signs is set as mathematics, and its source is written anew from its parts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tutor.render.figure import style
from tutor.render.prose import clean
from tutor.render.typeset import Typesetter, names

LONGEST = 48  # characters of a label
_BLANK = "\N{REPLACEMENT CHARACTER}"

_PART = re.compile(
    r"(?P<symbol>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)?)"
    r"(?:(?P<primes>['\N{PRIME}]{1,3})|\^(?P<power>\d+))?(?!['\N{PRIME}^])"
    r"|\d+(?:\.\d+)?|[-+*/=<>|(), \N{MINUS SIGN}\N{LESS-THAN OR EQUAL TO}]"
)
_MINUS = re.compile(r"(?<![\w)])-(?=\d)")
_LONGEST_FORMULA = 24
_SIGNS = {
    "*": r"\cdot ",
    "|": r"\mid ",
    "\N{MINUS SIGN}": "-",
    "\N{LESS-THAN OR EQUAL TO}": r"\leq ",
}
# One letter or Greek letter, perhaps with an accent and an index: `x`, `\\mu_{0}`, `\\bar{x}`.
_SYMBOL = re.compile(
    r"(?:\\(?:bar|hat|tilde)\{)?(?:[A-Za-z]|\\(?!mathrm)[A-Za-z]+)\}?(?:_\{(?:\w+|\\mathrm\{\w+\})\})?",
    re.ASCII,
)


def symbol(text: str) -> dict[str, Any]:
    """The name of an axis, as arguments of matplotlib: a formula, or plain words."""
    text = clean(text).strip()
    return _words(text) if (formula := _formula(text)) is None else _math(formula)


def label(text: str) -> dict[str, Any]:
    """A label, as arguments of matplotlib; a word stays a word, though it be the name of a Greek letter."""
    text = clean(text).strip()
    return _words(text) if len(text) > 2 and text.isalpha() else symbol(text)


def number(value: float) -> dict[str, Any]:
    """A number, as arguments of matplotlib; it has six digits at most."""
    shown, _, exponent = f"{value:.6g}".partition("e")
    shown = shown.replace("-", "\N{MINUS SIGN}")
    if not exponent:
        return {"s": shown, "parse_math": False}
    power = f"10^{{{int(exponent)}}}"
    factor = {"1": "", "\N{MINUS SIGN}1": "-"}.get(shown, rf"{shown} \cdot ")
    return _math(factor + power)


def rounded(value: float) -> dict[str, Any]:
    """A number to three digits, or as it is if it has five digits at most."""
    exact = float(f"{value:.5g}") == float(f"{value:.10g}")
    return number(value if exact else float(f"{value:.3g}"))


def words(text: str, longest: int = LONGEST) -> str:
    """Plain words: cut when too long, and with a sign for letters that no font has."""
    text = _MINUS.sub("\N{MINUS SIGN}", clean(text).strip())
    if len(text) > longest:
        text = text[: longest - 1].rstrip() + "…"
    return "".join(c if ord(c) in _drawable() else _BLANK for c in text)


def _words(text: str) -> dict[str, Any]:
    return {"s": words(text), "parse_math": False}


def _math(latex: str) -> dict[str, Any]:
    return {"s": f"${latex}$", "parse_math": True}


def _formula(text: str) -> str | None:
    """The source of a formula, or None for what is not one."""
    if len(text) > _LONGEST_FORMULA:
        return None
    latex, end = "", 0
    while end < len(text):
        part = _PART.match(text, end)
        if part is None:
            return None
        end = part.end()
        if part["symbol"]:
            name = Typesetter().latex(names.name(part["symbol"]))
            if not _SYMBOL.fullmatch(name):
                return None
            power = f"^{{{part['power']}}}" if part["power"] else ""
            latex += name + "'" * len(part["primes"] or "") + power
        else:
            latex += _SIGNS.get(part[0], part[0])
    # A number alone is set like the words around it.
    return latex if re.search("[A-Za-z]", latex) else None


@cache
def _drawable() -> frozenset[int]:
    """The characters that one of the fonts has."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    files = [findfont(FontProperties(family=family)) for family in style.FAMILIES]
    return frozenset(code for file in files for code in get_font(file).get_charmap())
