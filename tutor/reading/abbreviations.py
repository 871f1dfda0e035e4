"""The short forms of words that students type, written out: `eigenvals`, `lin indep`, `pos def`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

Instead = str | Callable[[re.Match[str]], str]

_DEFINITE: Final = r"(?:(?:positive|negative) (?:semi)?definite|indefinite)"
_ABBREVIATIONS: Final = (
    (r"\b(?:eigen|e)[- ]?val(?:ue)?s?\b(?!\()", "eigenvalues"),
    (r"\b(?:eigen|e)[- ]?vec(?:tor)?s?\b(?!\()", "eigenvectors"),
    (r"\bchar(?:acteristic)?\.? poly(?:nomial)?\b\.?", "characteristic polynomial"),
    (r"\bchar\.? (?:eqn?|equation)\b\.?", "characteristic equation"),
    (r"\bdecomp\b\.?", "decomposition"),
    (r"\bfactori[sz]n\b\.?", "factorization"),
    (r"\blin(?:early)?\.? ?(in)?dep(?:endent|endant)?\b\.?", r"linearly \1dependent"),
    (r"(?<=[)}>\]\w]) (?-i:LI)(?=[ ?.]*$)", " linearly independent"),
    (r"(?<=[)}>\]\w]) (?-i:LD)(?=[ ?.]*$)", " linearly dependent"),
    (
        r"\b(pos|neg)(?:itive|ative|\.)?[- ]?(semi)?[- ]?def(?:inite)?\b\.?",
        lambda found: (
            ("positive " if found[1].lower() == "pos" else "negative ")
            + ("semi" if found[2] else "")
            + "definite"
        ),
    ),
    (
        rf"({_DEFINITE})(?:(?:,? or |, ?| ?/ ?){_DEFINITE})*(?:,? or (?:neither|none|none of these))?",
        r"\1",
    ),
    (
        r"\b(singular|invertible|regular) or (?:not|(?:non-?|in)?(?:singular|invertible|regular))\b",
        r"\1",
    ),
    (
        r"\b((?:in)?dependent|(?:in)?consistent|diagonali[sz]able|symmetric|orthogonal) or (?:not|(?:in)?(?:linearly )?(?:in)?(?:dependent|consistent)|defective)\b",
        r"\1",
    ),
    (r"\blin(?:ear)?\.? comb(?:o|ination)?\b\.?", "linear combination"),
    (r"\bdet\.? of\b", "determinant of"),
    (r"^\s*det\s*$", "determinant"),
    (r"\bline of regression\b", "regression line"),
    (
        r"\bderivative of (?:the )?(sigmoid|softplus|relu)(?: function)?(?=\?? *$)",
        lambda found: f"derivative of {found[1].lower()}(x)",
    ),
    (r"\binv\.? of\b", "inverse of"),
    (r"\btr of\b", "trace of"),
    (r"\bdim\.? of\b", "dimension of"),
    (r"\bcol\.? ?space\b", "column space"),
    (
        r"\b(in|to) the (?:column space|image|range) of(?= (?:the matrix )?\[)",
        r"\1 the span of the columns of",
    ),
    (r"\b(in|to) the row space of(?= (?:the matrix )?\[)", r"\1 the span of"),
    (r"\bperp\b\.?(?= |$|\?)", "perpendicular"),
    (r"\beqn?s\b\.?", "equations"),
    (r"\beqn\b\.?", "equation"),
    (r"\bsoln?(s?)\b\.?(?= )", r"solution\1"),
    (r"\bvecs\b", "vectors"),
    (r"\b(?:btwn?|b/w)(?= )", "between"),
    (r"\bthru\b", "through"),
    (r"\bw/ ?", "with "),
    (r"\bw\.?r\.?t\.? ", "with respect to "),
    (r"\b(of|for|in|spans?|generates?) R([2-5])\b", r"\1 R^\2"),
)


_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ", "0123456789-T")
_UNIT_VECTORS: Final = str.maketrans({"î": "i", "ĵ": "j", "\u0302": ""})
_HATS: Final = re.compile(
    r"\\(?:hat|vec|mathbf|boldsymbol|bm)\s*\{\s*\\?(?:mathbf\s*\{)?\s*([ijk])(?:math)?\s*\}+"
)
_NUMBER: Final = r"(?:\d+(?:\.\d+|/\d+)?|sqrt\(\d+\))"
_COMPONENT: Final = rf"{_NUMBER}? ?\*? ?[ijk]"
_IN_UNIT_VECTORS: Final = re.compile(
    rf"(?<![\w.+*/^{{(=-])(?:(?<=[=(])|(?<=[=] ))?\(?[-−]? ?{_COMPONENT}(?: ?[-+−] ?{_COMPONENT}){{1,2}}\)?(?![\w*/^]|\s*=)"
)


def in_components(text: str) -> str:
    """The text with `3i + 4j` as (3, 4); all of them have three components where k occurs."""
    text = _HATS.sub(r"\1", text.translate(_UNIT_VECTORS))
    found = [run[0] for run in _IN_UNIT_VECTORS.finditer(text)]
    letters = "ijk" if any("k" in run for run in found) else "ij"

    def components(run: re.Match[str]) -> str:
        terms = re.findall(rf"([-+−]?) ?({_NUMBER}?) ?\*? ?([ijk])", run[0])
        values = {
            letter: (sign if sign in "-−" else "") + (number or "1")
            for sign, number, letter in terms
        }
        if len(values) < len(terms):
            return run[0]  # one letter twice
        return f"({', '.join(values.get(letter, '0') for letter in letters)})"

    return _IN_UNIT_VECTORS.sub(components, text)


def _standard_basis(text: str) -> str:
    """The text with the vectors of the standard basis, of as many components as the other vectors have."""
    vector = re.search(r"\(([^()]*,[^()]*)\)", text)
    if vector is None:
        return text
    size = vector[1].count(",") + 1
    units = ", ".join(f"({', '.join('01'[k == j] for k in range(size))})" for j in range(size))
    return re.sub(r"\b(?:the )?(?:standard|canonical) basis\b", units, text)


def written_out(text: str) -> str:
    """The text with whole words for the short forms, and one kind of definiteness where several are listed."""
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ]+", lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    text = _standard_basis(in_components(text))
    return reworded(text, _ABBREVIATIONS)


def reworded(text: str, forms: Iterable[tuple[str, Instead]]) -> str:
    """The text with each form, a pattern in small or large letters, said in the other way, one after the other."""
    for pattern, instead in forms:
        text = _compiled(pattern).sub(instead, text)
    return text


@cache  # there are nearly as many forms as the cache of `re` holds
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
