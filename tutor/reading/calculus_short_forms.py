"""Short forms in which questions of calculus are typed, written out as the topics say them.

`taylor series ln(1+x) around 0 order 3` asks for the Taylor polynomial of degree 3, and
`y = x^3; y''` for the second derivative.  A text of which nothing is known stays as it is.
"""

from __future__ import annotations

from typing import Final

_SORT: Final = "(?:series|polynomial|expansion)"
_ORDER: Final = r"(first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th))"
SHORT_FORMS: Final = (
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
    (r"^(?:find )?d/dX (?=(?:log|ln)\b.*\bdet\b)", "gradient of "),
)
