"""Limits and integrals in plain text, read as values that are not worked out.

A limit names its letter and where that goes: `lim x->0 sin(x)/x`, `sin(x)/x as x approaches 0
from the right`.  An integral names its bounds, or has none: `int_0^1 x^2 dx`, `x^2 from 0 to 1`,
`x^2 dx`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NoReturn

import sympy as sp
from sympy import Expr, Symbol

from tutor.core.errors import NotUnderstood
from tutor.reading import cases, names, plain
from tutor.reading.tokens import refuse

_LETTER: Final = r"(?P<x>[A-Za-zα-ω]\w?)"
_ARROW: Final = r"\s*(?:-+>|→|=>|\\(?:to|rightarrow)(?![A-Za-z])|\bto\b|\b(?:approaches|tends to|goes to|gets close to|becomes|grows to)\b)\s*"
_PLACE: Final = r"(?P<a>[-+−]?\s*(?:[\w.∞π√/*^\\]|\([^()]*\)|\{[^{}]*\})+?)"
_SIDE: Final = (
    r"(?P<side>\s*\^?\s*\{?[-+−⁺⁻]\}?(?=[\s,)\]}]|$)"
    r"|,?\s*\(?(?:from|on) (?:the )?(?:right|above|left|below)(?: side)?\)?)?"
)
_FIRST: Final = re.compile(
    rf"(?:lim(?:it)?(?![A-Za-z]))?[\s_]*(?:\b(?:as|for|when)\b)?\s*[({{\[]?\s*{_LETTER}{_ARROW}{_PLACE}{_SIDE}"
    r"\s*[)}\]]?\s*(?:\bof\b|,|:|(?<=[\s)}\]]))\s*(?P<f>.+)",
    re.DOTALL | re.IGNORECASE,
)
_LAST: Final = re.compile(
    rf"(?:lim(?:it)?\b(?: of\b)?)?\s*(?P<f>.+?)\s*,?\s*\b(?:as|for|when)\b\s+{_LETTER}{_ARROW}{_PLACE}{_SIDE}\s*",
    re.DOTALL | re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"lim(?:it)?\b(?: of\b)?\s*(?P<f>.+?)\s*[,;]?\s*[({{\[]?\s*(?<![A-Za-z]){_LETTER}\s*(?:-+>|→|=>)\s*{_PLACE}{_SIDE}\s*[)}}\]]?\s*",
    re.DOTALL | re.IGNORECASE,
)
_SIDE_BEHIND: Final = re.compile(
    r"(?P<f>.+?)\s*,?\s*\(?(?P<side>(?:from|on) (?:the )?(?:right|above|left|below))(?: side)?\)?\s*",
    re.DOTALL | re.IGNORECASE,
)
_SIGN: Final = re.compile(r"\s*(?:int(?:egral)?(?: of)?(?=[\s_(])|∫)\s*", re.IGNORECASE)
_BOUND: Final = r"(?:\{[^{}]*\}|\([^()]*\)|[-+−]?[\w.∞π]+)"
_BOUNDS_FIRST: Final = re.compile(
    rf"_\s*(?P<a>{_BOUND})\s*\^\s*(?P<b>{_BOUND})\s*(?P<f>.+)", re.DOTALL
)
_BOUNDS_AHEAD: Final = re.compile(
    rf"from\s+(?P<a>{_BOUND})\s+to\s+(?P<b>{_BOUND})\s+(?:of\s+)?(?P<f>.+)",
    re.DOTALL | re.IGNORECASE,
)
_BOUNDS_LAST: Final = re.compile(
    r"(?P<f>.+?)\s*,?\s*(?:\bfor\b\s*)?(?:\b(?:from|between|over)\b)\s*(?:[A-Za-zα-ω]\w?\s*(?:=|\bfrom\b)\s*)?"
    r"(?P<open>[\[(]?)(?P<a>[^,\[\]]+?)\s*(?:\bto\b|\band\b|,)\s*(?:[A-Za-z]\s*=\s*)?"
    r"(?P<b>[^,\[\]]+?)(?P<close>[\])]?)\s*",
    re.DOTALL | re.IGNORECASE,
)
_INFINITY: Final = re.compile(
    r"(?<![A-Za-z])(?:plus |positive )?inf(?:ty)?(?![A-Za-z])", re.IGNORECASE
)
_ONE_BOUND: Final = re.compile(
    r"\b(?P<word>from|to)\b\s*(?P<end>[^\s].*)?$", re.DOTALL | re.IGNORECASE
)
_WITH_RESPECT: Final = re.compile(
    r"(?P<f>.+?)\s+(?:with respect to|wrt\.?)\s+(?P<x>[A-Za-zα-ω]\w?)(?P<rest>.*)", re.DOTALL
)
_DIFFERENTIAL: Final = re.compile(
    r"(?P<f>.*?)(?<![A-Za-z])\*?\s*d(?P<x>[A-Za-zα-ω])(?P<rest>(?:\s.*)?)", re.DOTALL
)

_SPACED: Final = re.compile(r"(?<![A-Za-z\\])d\s+(?P<x>[A-Za-z])(?=\s*(?:$|[/})]))")
_BALANCED: Final = r"\((?:[^()]|\([^()]*\))*\)"
_FRACTION_ABOVE: Final = re.compile(
    r"(?P<head>[^-+−{}]*)(?P<frac>\\[dt]?frac ?)\{(?P<n>[^{}]*?)(?<![A-Za-z])d(?P<x>[A-Za-z]) ?\}"
    r" ?(?P<rest>\{(?:[^{}]|\{[^{}]*\})*\})"
)
_SLASH_BEHIND: Final = re.compile(
    rf"(?P<n>[^-+−()]*|{_BALANCED}) ?\*? ?(?<![A-Za-z])d(?P<x>[A-Za-z]) ?/ ?(?P<rest>{_BALANCED}|\w+(?: ?\^ ?\w+)?)"
)
_IN_BRACKETS: Final = re.compile(r"\((?P<inner>[^()]*(?<![A-Za-z])d[A-Za-z]) ?\)(?P<rest> ?/.+)")


def limit(text: str, formula: Callable[[str], Expr] = plain.expression) -> Expr:
    """A limit as typed, its parts read by `formula`; from both sides where no side is named."""
    ways = (_FIRST, _LAST, _BEHIND)
    match = next(filter(None, (way.fullmatch(text.strip()) for way in ways)), None)
    if match is None:
        refuse(
            text,
            "limit",
            "This limit does not say which variable goes where.",
            "For example sin(x)/x as x -> 0, or lim x->0 sin(x)/x.",
            0,
        )
    letter = _letter(match["x"], text)
    place = formula(_bare(match["a"]))
    named, typed = match["side"], match["f"]
    if not named and (behind := _SIDE_BEHIND.fullmatch(typed)):
        named, typed = behind["side"], behind["f"]
    side = (named or "").lower()
    right = any(word in side for word in ("+", "⁺", "right", "above"))
    left = any(word in side for word in ("-", "−", "⁻", "left", "below"))
    if letter in place.free_symbols:
        _wrong_letter(text, letter)
    function = cases.cases if cases.has_cases(typed) else formula
    return sp.Limit(function(typed), letter, place, "+" if right else "-" if left else "+-")


def integral(text: str, formula: Callable[[str], Expr] = plain.expression) -> Expr:
    """An integral as typed, its parts read by `formula`, with both bounds or with none."""
    rest = _SIGN.sub("", text.strip(), count=1) if _SIGN.match(text.strip()) else text.strip()
    bounds: tuple[str, str] | None = None
    matches = (form.fullmatch(rest) for form in (_BOUNDS_FIRST, _BOUNDS_AHEAD, _BOUNDS_LAST))
    if (match := next(filter(None, matches), None)) is not None:
        bounds, rest = _ends(match), match["f"]
    rest, name = _differential_last(rest), ""
    for form in (_WITH_RESPECT, _DIFFERENTIAL):
        if (match := form.fullmatch(rest)) and not match["rest"].strip():
            rest, name = match["f"].strip() or "1", match["x"]
            break
    if (lone := _ONE_BOUND.search(rest)) is not None:
        _refuse_one_bound(text, lone)
    function = formula(rest)
    if name != "d" and Symbol("d") in function.free_symbols:
        refuse(
            text,
            "differential",
            "The letter d is a factor here, or belongs to a differential such as dx.",
            "End the integral with dx, and take another letter for a constant.",
            max(text.find("d"), 0),
        )
    letter = _letter(name, text) if name else _only_letter(function, text)
    if bounds is None:
        return sp.Integral(function, letter)
    ends = [formula(_bare(end)) for end in bounds]
    if any(letter in end.free_symbols for end in ends):
        _wrong_letter(text, letter)
    return sp.Integral(function, (letter, *ends))


def _ends(match: re.Match[str]) -> tuple[str, str]:
    """The bounds as typed; a bracket is around both, as in [0, 2], or belongs to one, as in ln(2)."""
    a, b, around = match["a"], match["b"], match.groupdict()
    if all(end.count("(") == end.count(")") for end in (a, b)):
        return a, b
    return f"{around.get('open', '')}{a}", f"{b}{around.get('close', '')}"


def _differential_last(text: str) -> str:
    """The integrand with a dx that stands above a fraction put at the end: x dx/(x^2 + 1) is x/(x^2 + 1) dx.

    Where something is added beside the fraction it stays: how far the integral reaches is not told.
    """
    text = _IN_BRACKETS.sub(r"\g<inner>\g<rest>", _SPACED.sub(r"d\g<x>", text.strip()))
    if above := _FRACTION_ABOVE.fullmatch(text):
        head, frac, n, x, rest = above.group("head", "frac", "n", "x", "rest")
        return f"{head}{frac}{{{n.strip() or 1}}}{rest} d{x}"
    if behind := _SLASH_BEHIND.fullmatch(text):
        n, x, rest = behind.group("n", "x", "rest")
        return f"({n.strip() or 1})/{rest} d{x}"
    return text


def _refuse_one_bound(text: str, lone: re.Match[str]) -> NoReturn:
    typed = lone.group().strip()
    end = lone["end"] or "0"
    which, whole = ("upper", f"from {end} to b")
    if lone["word"].lower() == "to":
        which, whole = ("lower", f"from a to {end}")
    refuse(
        text,
        "bounds",
        f"The {which} bound is missing.",
        f"Write both bounds, as in {whole}, or none.",
        text.rfind(typed),
        text.rfind(typed) + len(typed),
    )


def _bare(bound: str) -> str:
    short = _INFINITY.sub("oo", bound.strip())
    return short[1:-1] if short[:1] == "{" and short[-1:] == "}" else short


def _letter(name: str, text: str) -> Symbol:
    if not names.is_variable(name):
        refuse(text, "variable", f"{name} is no name of a variable.", "Use one letter.", 0)
    return Symbol(name)


USUAL_VARIABLES = frozenset("stuvwxyz")  # the other letters are usually constants


def _only_letter(function: Expr, text: str) -> Symbol:
    letters = sorted(function.free_symbols, key=str)
    usual = [s for s in letters if s.name in USUAL_VARIABLES]
    if len(usual) == 1:
        return usual[0]
    if len(letters) > 1:
        shown = ", ".join(map(str, letters))
        raise NotUnderstood(
            "which-variable",
            f"The integrand has the letters {shown}. Which one is the variable?",
            fix=f"Write d{letters[-1]} behind the integrand.",
            text=text,
            at=0,
            length=len(text),
        )
    return letters[0] if letters else Symbol("x")


def _wrong_letter(text: str, letter: Symbol) -> NoReturn:
    refuse(text, "variable", f"{letter} is the variable and cannot stand here.", "Use a number.", 0)
