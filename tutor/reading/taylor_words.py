"""Short forms of questions for Taylor polynomials and their errors, written out as the topic says them.

`taylor series ln(1+x) around 0 order 3` asks for the Taylor polynomial of degree 3.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from tutor.reading.abbreviations import Instead

_SORT: Final = "(?:series|polynomial|expansion)"
_ORDER: Final = r"(first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th))"
_TO_ORDER: Final = rf"(?:up )?to (?:the )?(?:{_ORDER.replace('(', '(?P<n>', 1)} (?:order|degree)|(?:order|degree) (?P<n1>\d+))"
_ROUND: Final = str.maketrans("{}", "()")
_AMOUNT: Final = r"(?:\d+/\d+|\d+(?:\.\d+)?)"
_NUMBERS: Final = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


def _compact(formula: str) -> str:
    """The formula without spaces, and without brackets around a number or # alone."""
    formula = re.sub(r"\s|\\(?=[a-z])", "", formula).translate(_ROUND)
    return re.sub(rf"\((-?(?:#|{_AMOUNT}))\)", r"\1", formula)


def _argument(formula: str, value: str) -> str | None:
    """The number for x with which the formula is the value: 0.1 for e^x and e^0.1, or for ln(1+x) and ln(1.1)."""
    formula, value = _compact(re.sub(r"(?<![a-z])x(?![a-z])", "#", formula)), _compact(value)
    shifted = _compact(re.sub(r"\((?:1\+#|#\+1)\)", "(#)", formula))
    for form, shift in ((formula, 0), (shifted, 1)):
        before, _, behind = form.partition("#")
        number = value.removeprefix(before).removesuffix(behind)
        glued = re.search(r"\d$", before) or re.match(r"[\d./]", behind)  # 2x is not 20.1
        if not glued and before + number + behind == value and re.fullmatch(f"-?{_AMOUNT}", number):
            return str(Fraction(number) - shift)
    return None


def _degree(told: str) -> str:
    """The number of `third` or of `3rd`."""
    return _NUMBERS.get(told.lower(), re.sub(r"(?<=\d)[a-z]+$", "", told))


def _expanded(found: re.Match[str]) -> str:
    degree = _degree(found["n"] or found["n1"])
    return f"taylor polynomial of degree {degree} of {found['f']} at {found['at']}"


def _near(found: re.Match[str]) -> str:
    """The Taylor polynomial with its error at the number that gives the value asked for, if one does."""
    formula = found["f"].strip()
    called = re.fullmatch(rf"f ?\((-?{_AMOUNT})\)", found["value"].strip())
    minus = found["value"].strip()[:1] in "-−"  # -1.1^2 is no square
    number = called[1] if called else None if minus else _argument(formula, found["value"])
    if number is None:
        return found[0]
    degree = _degree(found["n"] or found["n1"] or found["n2"] or "")
    return (
        f"taylor polynomial of degree {degree} of {formula} at {found['at']}"
        f" and the error at {number}"
    )


TAYLOR: Final[tuple[tuple[str, Instead], ...]] = (
    (
        rf"^(?:find )?(?:the )?{_ORDER}[- ](order|degree) taylor (?=of\b|for\b)",
        r"\1 \2 taylor polynomial ",
    ),
    (r"^(?:find )?(?:the )?(taylor|maclaurin) (?=(?:of|for)\b)", r"\1 series "),
    (
        rf"^(?:find )?(?:the )?taylor {_SORT} (?:of |for )?(?!of\b|for\b)(.+?) (?:around|about|at|near) (?:[a-z] ?= ?)?(\S+?),? (?:to |up to |of )?(?:order|degree) (\d+)$",
        r"taylor polynomial of degree \3 of \1 at \2",
    ),
    (  # the order in front of the place, without a word
        rf"^(?:find )?(?:the )?taylor {_SORT} (?:of |for )(.+?),? (?:order|degree) (\d+),? (?:around|about|at|near|cent(?:er|re)d at) (?:[a-z] ?= ?)?(\S+?)$",
        r"taylor polynomial of degree \2 of \1 at \3",
    ),
    (
        r"^(?:find )?(?:the )?(?:order|degree)[- ](\d+) taylor polynomial (?=of\b|for\b)",
        r"taylor polynomial of degree \1 ",
    ),
    (
        r"^(?:find )?(?:the )?(taylor|maclaurin) polynomial (degree|order) (?=\d)",
        r"\1 polynomial of \2 ",
    ),
    (  # T_2 of f(x) = 1/(1-x) at a = 0
        r"^(?:find )?(?:the )?(?:taylor polynomial )?T_?\{?(\d{1,2})\}? ?(?:\([a-z]\) )?(?:of|for) (?:f\([a-z]\) ?= ?)?([^=]+?),? (?:at|around|about) (?:[a-z]_?0? ?= ?)?([^ =]+)$",
        r"taylor polynomial of degree \1 of \2 at \3",
    ),
    *(
        (form, _expanded)
        for form in (
            rf"^expand (?:f\([a-z]\) ?= ?)?(?P<f>[^=]+?),? {_TO_ORDER},? (?:at|around|about) (?:[a-z] ?= ?)?(?P<at>[^ =]+)$",
            rf"^expand (?:f\([a-z]\) ?= ?)?(?P<f>[^=]+?),? (?:at|around|about) (?:[a-z] ?= ?)?(?P<at>[^ =]+?),? {_TO_ORDER}$",
        )
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
        rf"^(?:use |with |using )(?:the |a )?(?:{_ORDER.replace('(', '(?P<n>', 1)}[- ](?:order|degree) |(?:order|degree)[- ](?P<n1>\d+) )?taylor polynomial (?:(?:of )?(?:order|degree) (?P<n2>\d+) )?(?:of|for) (?P<f>[^=]+?) (?:at|around|about) (?:x ?= ?)?(?P<at>-?[\d./]+),? (?:to )?(?:approximate|estimate) (?P<value>[^=]+)$",
        _near,
    ),
    (
        r"^(?:find )?(?:the )?(?:lagrange|taylor) (?:remainder|error)(?: term)? (?:of|for) (?P<f>[^=]+?) at (?:x ?= ?)?(?P<at>-?[\d./]+) of (?:order|degree) (?P<n>\d+) (?:at|for) (?:x ?= ?)?(?P<near>-?[\d./]+)$",
        r"lagrange error of the taylor polynomial of degree \g<n> of \g<f> at \g<at> at \g<near>",
    ),
    (
        r"^(?:(?:find|bound|estimate) )?(?:the )?(?:(?:lagrange|taylor) )?(?:remainder|error)(?: term)? (?:of|for) (?:the taylor polynomial of )?(?P<f>[^=<>]+?) at (?:x ?= ?)?0 of (?:order|degree) (?P<n>\d+) (?:for|on|when|if|where) \|x\| ?(?:<=|≤|\\leq?) ?(?P<r>[\d./]+)$",
        r"bound the error of the taylor polynomial of degree \g<n> of \g<f> at 0 on [-\g<r>, \g<r>]",
    ),
)
