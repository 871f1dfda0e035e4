"""Which method a text asks for, and by which of its names: `determinant of ... by cofactor expansion`.

The words for a method are compared with the names of methods as sets of stems, so that order, accents,
and words such as `rule` that only say what kind of thing it is do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

_METHOD: Final = (
    r"(?:(?:the|its)\s+)?(?:method\s+of\s+)?(?:(?:dy/dx ?= ?)?[-−] ?(?=F))?"
    r"(?P<method>A ?A\^T|A\^T ?A|F_?x/F_?y|(?:2 ?x ?2 )?[A-Za-zôé'’][A-Za-zôé'’_ -]{0,40}[A-Za-z]"
    r"|formula for (?:a )?2 ?x ?2 (?:matrix|matrices))"
)
_FROM: Final = r"from(?=\s+(?:(?:the|its)\s+)?(?:svd|singular values|eigenvalues|A ?A\^T|A\^T ?A)$)"
_METHOD_AVOIDED: Final = re.compile(  # tried first: `without integration by parts` is not by parts
    rf"(?P<rest>.*?\S)[\s,(]+(?=without\s){_METHOD}\)?", re.DOTALL | re.IGNORECASE
)
_METHOD_LAST: Final = re.compile(
    rf"(?P<rest>.*\S)[\s,]+(?:by|using|with|via|through|{_FROM})\s+{_METHOD}",
    re.DOTALL | re.IGNORECASE,
)
_METHOD_WITHOUT_BY: Final = re.compile(
    r"(?P<rest>.*\S)[\s,]+(?P<method>column by column|entry by entry|graphically|geometrically|numerically|in blocks|block ?wise|(?:as|with) block matrices|as a (?:matrix )?product)",
    re.DOTALL | re.IGNORECASE,
)
_METHOD_FIRST: Final = re.compile(
    rf"(?:(?:by|using|use)\s+|(?=without\s)){_METHOD}(?:,|\s+to)\s+(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_SYSTEM: Final = r"(?:\s+(?:the\s+)?(?:following\s+)?(?:linear\s+)?(?:system|equations?)(?:\s+of(?:\s+linear)?\s+equations)?)?"
_METHOD_AMID: Final = re.compile(
    rf"(?P<verb>solve|integrate|differentiate){_SYSTEM}\s+(?:by|using|with)\s+{_METHOD}\s*:\s*(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_GRAPHICALLY_FIRST: Final = re.compile(
    rf"(?:solve{_SYSTEM}\s+(?P<method>graphically)|(?P<first>graphically)\s+solve{_SYSTEM})\s*:?\s+(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_METHOD_HEADS: Final = re.compile(
    r"(?P<method>(?!(?:solve|integrate|differentiate|find|use|using|by|evaluate|compute|with)\b)[A-Za-zé'’ -]{1,30} (?:rule|method|elimination|reduction|expansion))\s*:\s*(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_METHOD_ASIDE: Final = re.compile(
    rf"(?P<rest>.*\S)\s*(?:\((?:(?:by|using|use|with)\s+)?(?=[^()]*\)$)|[.;,]\s*use\s+){_METHOD}\)?",
    re.DOTALL | re.IGNORECASE,
)
_METHOD_NAMED: Final = re.compile(
    r"(?:solve|find)\s+(?:by|using|with)\s+(?:the\s+)?(?P<method>substitution|elimination|graphing|cramer['’]?s?\s+rule"
    r"|gauss(?:ian)?[ -](?:elimination|jordan)|inverse(?:\s+matrix)?)(?:\s+method)?\s+(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_METHOD_BEFORE: Final = re.compile(
    rf"(?P<asked>(?:(?:find|compute|calculate|evaluate)\s+)?(?:the\s+)?(?:determinant|inverse|eigenvalues|rank|dy/dx))\s+(?:by|using|with|via)"
    rf"\s+{_METHOD}\s+(?:of\s+|for\s+|(?=\[))(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_ALIASES: Final = {
    "sarrus": "diagonals",
    "pseudoinverse": "pseudo inverse",
    "adjoint": "adjugate",
    "laplace": "cofactors",
    "characteristic polynomial": "characteristic equation",
    "blockwise": "blocks",
    "a^t a": "right vectors",
    "a^ta": "right vectors",
    "a a^t": "left vectors",
    "aa^t": "left vectors",
    "hospital": "hopital",
    "fx/fy": "partials",
    "f_x/f_y": "partials",
}
_ALSO_CALLED: Final = {  # methods whose names do not hold the words that they go by
    "adjugate": ("formula",),
    "base_and_height": ("base times height",),
    "central_differences": ("numerical", "numerical differentiation", "finite difference"),
    "conjugate": ("multiplying conjugate", "rationalizing", "rationalising"),
    "determinants": ("leading minor", "leading principal minor", "second derivative test"),
    "dot_product": ("gradient form",),
    "expanding": (
        "expanding first",
        "multiplying out",
        "multiplying out first",
        "multiplying it out",
    ),
    "leading_minors": ("leading principal minor", "sylvester", "sylvester criterion"),
    "negative_power": ("negative exponent", "writing it as negative power"),
    "factoring": ("factorising", "factorizing", "cancelling", "canceling"),
    "geometry": ("geometric reasoning", "geometrically", "geometric"),
    "graphing": ("graph", "graphical", "graphically"),
    "entries": ("entry by entry",),
    "multiply_first": ("multiplying first",),
    "multipliers": ("lagrange",),
    "null_space": ("eigenvector",),
    "partials": ("implicit function theorem",),
    "parametrisation": (
        *("parametrization", "parameterization", "parameterisation", "polar coordinate"),
        *(
            f"{verb}{what}"
            for verb in ("parametrising", "parametrizing", "parameterizing")
            for what in ("", " constraint", " circle", " ellipse")
        ),
    ),
    "principal_minors": ("trace determinant",),
    "recomputing": ("direct recomputation", "recomputation"),
    "row_reduction": ("elimination", "gauss"),
    "substitute_first": ("substituting first", "substitution", "substituting", "inserting first"),
    "singular_values": ("svd", "numerically"),
    "squeeze": ("sandwich",),
}
_ALIAS: Final = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ALIASES))})\b")
_KINDS_OF_METHOD: Final = """
    a the of and rule route method expansion formula decomposition factorization differentiation test integration
    law theorem approach technique procedure elimination reduction row gaussian matrix along lagrange
    completing complete difference quotient derivative hessian
    by counting in as with from wise multiplication matrice view version an 2x2 for solving using
"""


def with_method(text: str) -> Iterator[tuple[str, str]]:
    """The ways to read a text as a question and the words for a method: `... by cofactors`, `use Simpson's rule to ...`."""
    for form in (
        _METHOD_AVOIDED,
        _METHOD_LAST,
        _METHOD_WITHOUT_BY,
        _METHOD_FIRST,
        _METHOD_HEADS,
        _METHOD_ASIDE,
        _METHOD_NAMED,
    ):
        if (found := form.fullmatch(text)) is not None:
            yield found["rest"], found["method"]
    if (found := _METHOD_BEFORE.fullmatch(text)) is not None:
        yield f"{found['asked']} of {found['rest']}", found["method"]
    if (found := _METHOD_AMID.fullmatch(text)) is not None:
        yield f"{found['verb']} {found['rest']}", found["method"]
    if (found := _GRAPHICALLY_FIRST.fullmatch(text)) is not None:
        yield f"solve {found['rest']}", found["method"] or found["first"]


def method_called(words: str, methods: Collection[str]) -> str:
    """The method that the words name, such as gauss_jordan for `Gauss-Jordan elimination`; empty if none is."""
    said = _stems(_ALIAS.sub(lambda word: _ALIASES[word[0]], words.lower()))
    fitting = [m for m in methods if _stems(m) <= said and said - _stems(m) <= _FILLING]
    if not fitting and said & _stems("elimination reduction"):
        gauss = [m for m in ("gauss", "gauss_jordan") if m in methods]
        fitting = gauss[:1]  # elimination is what Gauss does
    if not fitting:
        names = ((m, _stems(name)) for m in methods for name in _ALSO_CALLED.get(m, ()))
        fitting = [m for m, name in names if name <= said and said - name <= _FILLING]
    return max(fitting, key=lambda m: len(_stems(m)), default="")


def _stems(words: str) -> frozenset[str]:
    """The words without accents, apostrophes and the s at their end."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return frozenset(word.rstrip("s") for word in re.split(r"[\s_-]+", plain.replace("'", "")))


_FILLING: Final = frozenset().union(*map(_stems, _KINDS_OF_METHOD.split()))
