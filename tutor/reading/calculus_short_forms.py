"""Short forms in which questions of calculus are typed, written out as the topics say them.

`taylor series ln(1+x) around 0 order 3` asks for the Taylor polynomial of degree 3, and
`y = x^3; y''` for the second derivative.  A text of which nothing is known stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.abbreviations import Instead

_SORT: Final = "(?:series|polynomial|expansion)"
_ORDER: Final = r"(first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th))"
_LETTER: Final = r"(?-i:[a-z])"


def _of_differences(found: re.Match[str]) -> str:
    """The number that is closest to the numbers of `c - 1, c - 4`."""
    return "number closest to " + ", ".join(re.findall(r"- ?([\d./]+)", found[1]))


def _distance(point: str, curve: str) -> str:
    """The square of the distance from a point to a curve, which is smallest where the distance is."""
    if point == "the origin":
        point = "(0, 0, 0)" if re.search(r"\bz\b|z\^", curve) else "(0, 0)"
    squares = (
        x if value.strip() == "0" else f"({x} - ({value.strip()}))"
        for x, value in zip("xyz", point[1:-1].split(","), strict=False)
    )
    return f"minimize {' + '.join(f'{square}^2' for square in squares)} subject to {curve}"


_HERE: Final = r"(?P<here>at (?:the point )?(?:(?-i:[A-Z]) ?=? ?)?\((?P<p>[^()]+)\))"
_TOWARDS: Final = tuple(
    re.compile(rf"(?P<asked>.*){form}[.?]?", re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{_HERE},? (?:in the direction (?:of|to|towards?) (?:the point (?:(?-i:[A-Z]) ?=? ?)?|(?-i:[A-Z]) ?=? ?)|towards? (?:the point )?(?:(?-i:[A-Z]) ?=? ?)?)\((?P<q>[^()]+)\)",
        r"(?P<here>in the direction from (?:the point )?(?:(?-i:[A-Z]) ?=? ?)?\((?P<p>[^()]+)\)) to(?:wards?)? (?:the point )?(?:(?-i:[A-Z]) ?=? ?)?\((?P<q>[^()]+)\)",
    )
)


def towards_point(text: str) -> str:
    """A slope at P `in the direction of Q(5, 4)`, with the vector from P to Q for the direction."""
    found = next((m for form in _TOWARDS if (m := form.fullmatch(text))), None)
    ends = [found[name].split(",") for name in "pq"] if found else []
    if found is None or len(ends[0]) != len(ends[1]):
        return text
    p, q = ([c.strip() for c in end] for end in ends)
    steps = ", ".join(f"{b} - ({a})" for a, b in zip(p, q, strict=True))
    here = f"{found['here']} " if found["here"].lower().startswith("at") else ""
    return f"{found['asked']}{here}in the direction ({steps})"


SHORT_FORMS: Final[tuple[tuple[str, Instead], ...]] = (
    (r"^(?:find )?(d/d[a-z]) ?\[([^][;,]+)\]$", r"\1 (\2)"),
    (
        r"^(?:if |let |given )?([a-z])(?:\([a-z]\))? ?= ?([^=;]+?)[;,.] ?(?:find )?\1('{2,3})$",
        r"find \1\3 for \1 = \2",
    ),
    (
        r"^(?:find )?(?:the )?critical points and classify(?: them)?(?: of| for|:) (?:[a-z]\([a-z]\) ?= ?)?(?!the\b)",
        "find and classify the critical points of ",
    ),
    (r"\blog ?(\w|\([^()]*\)) (?:to )?(?:the )?base (\d+)", r"log_\2(\1)"),
    (
        rf"^(?:find )?(?:the )?{_ORDER}[- ](order|degree) taylor (?=of\b|for\b)",
        r"\1 \2 taylor polynomial ",
    ),
    (r"^(?:find )?(?:the )?(taylor|maclaurin) (?=(?:of|for)\b)", r"\1 series "),
    (
        rf"^(?:find )?(?:the )?taylor {_SORT} (?:of |for )?(?!of\b|for\b)(.+?) (?:around|about|at|near) (?:[a-z] ?= ?)?(\S+?),? (?:to |up to |of )?(?:order|degree) (\d+)$",
        r"taylor polynomial of degree \3 of \1 at \2",
    ),
    (
        r"^(newton(?:['’]s method|-raphson)?):? f\([a-z]\) ?= ?([^=]+?),? (?:start(?:ing)?|with)(?: at| from| with)? ?(?:x_?0 ?= ?)",
        r"\1 for \2 starting at ",
    ),
    (
        r"^(?:use )?lagrange(?: multipliers?)?:? f(?:\([a-z, ]*\))? ?= ?([^=]+?)[,;] ?(?:with )?g(?:\([a-z, ]*\))? ?: ?(.+)$",
        r"lagrange multipliers for \1 subject to \2",
    ),
    (
        r"^(?:find )?((?:max|min)\w*) [a-z](?:\([a-z, ]*\))? ?= ?([^=]+ (?:subject to|s\.t\.|such that) )",
        r"\1 \2",
    ),
    (
        r"^(?:find )?([a-z])'\(([^()]+)\),? (?:by|with|using) (?:the )?(central|forward|backward) differences?,?(?: (?:with|and|using|for|step))* ?(h ?= ?[\d.]+),? (?:for|of|if|where) \1\([a-z]\) ?= ?(.+)$",
        r"\3 difference of \5 at \2 with \4",
    ),
    (r"^(?:find )?(?:the )?implicit derivative (?:of |for )?", "implicit differentiation of "),
    (r"\bderivative of inverse of\b", "derivative of the inverse of"),
    (
        r"^(?:use |by |with |using )?(?:the )?(?:squeeze|sandwich)(?: theorem)?[:,] ?(.+)$",
        r"\1 by squeeze",
    ),
    (
        r"^(?:use |by |with |using )?l['’]?h[oô]pital(?:['’]?s)?(?: rule)?[:,] ?(.+)$",
        r"\1 by l'hopital",
    ),
    (
        r"^(?:use |by |with |using )?(?:the )?(?:lagrange|kkt)(?: multipliers?| conditions?)?(?: method)?(?: with (?:one|two|several) constraints?)?[:,] ?(?=(?:find |the )*(?:max|min|extrem|optim))",
        "",
    ),
    (
        r"\b(?:of|for) (?:the )?(?:transformation (?:to )?)?polar coordinates$",
        "of (r cos(t), r sin(t))",
    ),
    (
        r"\b(?:of|for) (?:the )?(?:transformation (?:to )?)?cylindrical coordinates$",
        "of (r cos(t), r sin(t), z)",
    ),
    (
        r"\b(?:of|for) (?:the )?(?:transformation (?:to )?)?spherical coordinates$",
        "of F(r, s, t) = (r sin(s) cos(t), r sin(s) sin(t), r cos(s))",
    ),
    (
        rf"\btaylor (?:{_SORT} )?of {_ORDER} (?:order|degree) (?=of|for)",
        r"\1 order taylor polynomial ",
    ),
    (
        rf"^(?:find )?(?:the )?taylor (?:{_SORT} )?of (.+?) at (\S+?),? (?:of )?(?:order|degree) (\d+),? (?:and |with )?(?:the )?error (?:at|for) (.+)$",
        r"taylor polynomial of degree \3 of \1 at \2 and the error at \4",
    ),
    (
        r"^(?:find )?(?:the )?regression line (?:through |for |of |on |to )?(?:the )?(?:points |data )?(\(.+\)),? by calculus$",
        r"best line by calculus through \1",
    ),
    (
        r"^(?:find )?(?:the )?(?:linear )?regression(?: line)? (?=\()",
        "regression line through ",
    ),
    (r"^concave up(?:ward)?s? or (?:concave )?down(?:ward)?s?[:,]? ", "concavity of "),
    (r"^(?:find )?(?:the )?second derivative and (?:the )?concavity of ", "concavity of "),
    (
        r"^(?:find )?(?:the )?log[- ]?loss (?:for |of |with )?(\d+) heads? (?:of|out of|in|from) (\d+)(?: tosses)?$",
        r"best p for \1 heads in \2 tosses",
    ),
    (
        r"^(minimi[sz]e (?:the )?(?:squared loss|squared error|sum of squares)) (?:for|of) (?:the )?[a-z]+s (?=-?\d)",
        r"\1 for ",
    ),
    (
        rf"^(?:find )?(?:the )?(?:value|number|weighted mean|mean|{_LETTER})(?: of)?(?: [a-z])? (?:that|which) minimi[sz]es (?:the )?(?=[-\d(][^,]*$)",
        "minimum of ",
    ),
    (
        rf"^(?:find )?(?:the )?(?:value|number|{_LETTER})(?: of)?(?: [a-z])? (?:that|which) minimi[sz]es (?:the )?sum of (?:the )?squares of (([a-z]) ?- ?[\d./]+(?:(?:,| and|, and) \2 ?- ?[\d./]+)+)$",
        _of_differences,
    ),
    (
        r"^(?:find )?(?:the )?(?:minimum|shortest|smallest) distance (?:from|between) (?:the point )?(\([^()]*\)) (?:to|and) (?:the )?(?:line |curve |plane )?([^=]+=[^=]+?) (?:by|with|using) (?:the )?lagrange(?: multipliers?)?$",
        lambda m: _distance(m[1], m[2]),
    ),
    (
        r"^(?:find )?(?:the )?points? on (?:the )?(?:parabola|curve|circle|ellipse|hyperbola|surface|sphere)?,? ?([^=]+=[^=]+?)(?: that (?:is|are|lies?))? (?:closest|nearest) to (?:the point )?(\([^()]*\)|the origin)$",
        lambda m: _distance(m[2], m[1]),
    ),
    (
        r"^\\?(min|max)_\{ ?[a-z] ?(?:\\in|∈) ?(\[[^\]]*\]|\([^)]*\)) ?\} ?(.+)$",
        r"\1imum of \3 on \2",
    ),
    (
        r"^\\?(min|max)_\{? ?(?:[a-z]|\([a-z, ]*\)) ?(?:\\in|∈) ?(?:\\mathbb ?\{?R\}?|ℝ|R)(?: ?\^ ?\{?\d\}?)? ?\}? ?",
        r"\\\1_{x} ",
    ),
    (r"^(min|max)_([a-z]) ", r"\\\1_{\2} "),
    (r"^(?:find )?d/dX (?=(?:log|ln)\b.*\bdet\b)", "gradient of "),
)
