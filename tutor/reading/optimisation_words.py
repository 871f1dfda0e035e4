"""Questions for extreme values, with the interval or the condition told in other words than the topics have.

`maximise x^3 - 3x where 0 <= x <= 2` asks for the largest value for 0 <= x <= 2.  A text in which
anything else is said, or with other letters than the one of the interval, stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading import names
from tutor.reading.abbreviations import Instead

_BOUND: Final = r"[^<>=≤≥,;]+?"
_END: Final = r"[^<>=≤≥,;\[\] ]+"
_BELOW: Final = r" ?(?:<=?|≤|=<|\\leq?(?![a-z])) ?"
_EITHER: Final = r" ?(?:[<>]=?|≤|≥|=<|=>|\\[lg]eq?(?![a-z])) ?"
_RANGE: Final = (
    rf"(?P<range>{_BOUND}{_BELOW}(?P<x1>[a-z]){_BELOW}{_BOUND}|(?P<x2>[a-z]){_EITHER}{_BOUND}"
    r"|(?P<x3>[a-z]) ?(?:in|∈|\\in) ?(?P<interval>(?:the interval )?[\[(][^\[\]()]+,[^\[\],]+[\])]))"
)
_ASKED: Final = (
    r"(?P<asked>(?:find )?(?:the )?(?:(?:absolute|global) )?(?:max|min|extrem|optimi|largest|smallest|greatest|least)[a-z]*"
    r"(?: (?:and|or) (?:the )?(?:max|min|largest|smallest|greatest|least)[a-z]*)?(?: values?)?(?: of)? )"
)
_WITH: Final = (
    r"(?:,? (?:where|with|when|if|given|for|such that|subject to|s\.t\.|under the constraint|with the constraint"
    r"|on the condition(?: that)?)|,) ?"
)
_INDEX: Final = r"(?: ?_ ?\{? ?(?P<x>[a-z](?: ?, ?[a-z])*) ?\}?| over (?P<over>[a-z]))?"


def _letters(formula: str) -> set[str]:
    """The letters of a formula, and those of each word that is no function."""
    formula = re.sub(r"^ ?[a-z] ?(?:\([a-z, ]*\))? ?=(?!=)", "", formula)
    runs = re.findall(r"[a-z]+", formula.lower())
    return {x for run in runs if run not in (*names.FUNCTIONS, "pi", "frac") for x in run} - {"e"}


def _for_range(found: re.Match[str]) -> str:
    """The extreme value for a range of the one letter that the function has."""
    x = found["x1"] or found["x2"] or found["x3"]
    if _letters(found["f"]) != {x}:
        return found[0]
    there = f"on {found['interval']}" if found["interval"] else f"for {found['range']}"
    return f"{found['asked']}{found['f']} {there}"


def _between(found: re.Match[str]) -> str:
    """The extreme value between two ends that are told in words, both of them belonging to it."""
    if len(_letters(found["f"])) != 1 or (found["x"] and {found["x"]} != _letters(found["f"])):
        return found[0]
    return f"{found['asked']}{found['f']} on [{found['a']}, {found['b']}]"


def _of_argument(found: re.Match[str]) -> str:
    """The extreme value, of which the answer tells the place; an index says what the variables are."""
    index = found["x"] or found["over"]
    if index and _letters(found["f"]) != set(re.findall("[a-z]", index)):
        return found[0]
    return f"{found['which']}imum of {found['f']}"


def _written_out(found: re.Match[str]) -> str:
    """The extreme value of a sum of which one term is told, with every number in its place."""
    numbers = re.findall(r"[-−]?[\d./]+", found["all"])
    place = rf"(?<![a-z]){found['a']}_\{{?i\}}?"
    terms = (re.sub(place, f"({n})" if n[0] in "-−" else n, found["f"]) for n in numbers)
    return found["asked"] + " + ".join(terms)


OPTIMISATION: Final[tuple[tuple[str, Instead], ...]] = (
    (
        rf"^(?:find )?(?:the )?(?:\\arg ?\\|\\operatorname\*?\{{arg ?\\?,? ?|arg ?)(?P<which>min|max)\}}?{_INDEX}(?: of)?:? (?P<f>.+)$",
        _of_argument,
    ),
    (
        rf"^{_ASKED}(?:the )?sum of (?P<f>[^=]*?(?<![a-z])(?P<a>[a-z])_\{{?i\}}?[^=]*?),? (?:for|with|where|if) (?P=a)(?:_\{{?i\}}?)? ?(?:=|in|∈) ?[\[({{]?(?P<all>[-−]?[\d./]+(?:(?:,| and|, and) ?[-−]?[\d./]+)+)[\])}}]?$",
        _written_out,
    ),
    (rf"^{_ASKED}(?P<f>[^;<>]+?){_WITH}{_RANGE}$", _for_range),
    (
        rf"^{_ASKED}(?P<f>(?:[a-z] ?\([a-z]\) ?= ?)?[^;<>=]+?),? (?:for (?P<x>[a-z]) )?(?:between|from) (?:[a-z] ?= ?)?(?P<a>{_END}) (?:and|to) (?:[a-z] ?= ?)?(?P<b>{_END})$",
        _between,
    ),
    (  # over all numbers, which is what is meant where no interval is told
        rf"^{_ASKED}(?P<f>[^;<>=]+?),? (?:on R|on ℝ|on \\mathbb ?\{{?R\}}?|on the real (?:line|numbers)|over the reals|for all (?:real )?[a-z])$",
        r"\g<asked>\g<f>",
    ),
    (
        r"^(?:find )?where (?:[a-z]\([a-z]\) ?= ?)?(?P<f>[^=]+?) has (?:its|a) (?P<which>min|max)imum$",
        r"\g<which>imum of \g<f>",
    ),
    (
        r"^lagrange multipliers?[:,] f\([a-z, ]+\) ?= ?(?P<f>[^=,;]+)[,;] ?(?P<g>[^=,;]+=[^=,;]+)$",
        r"extrema of \g<f> subject to \g<g>",
    ),
    (
        r"^(?:which|what|find the) number (?:[a-z] )?minimi[sz]es the sum of (?:the )?squared (?:distances|differences|deviations) (?:to|from) (?P<all>[-\d].*)$",
        r"number closest to \g<all>",
    ),
    (
        r"^(?:find )?(?:the )?most likely (?:chance|probability|value of p)(?: of heads?)? (?:with|for|after) (?P<heads>\d+) heads? and (?P<tails>\d+) tails?$",
        lambda m: (
            f"most likely chance for {m['heads']} heads in {int(m['heads']) + int(m['tails'])} tosses"
        ),
    ),
    (
        r"^(?:number of )?parameters (?:of|in) (?:a |the )?(?:dense )?network (?=\d+-)",
        "how many parameters has network ",
    ),
    (r"\bsaddle point(?= of)", "saddle points"),
    (r"^maximi[sz]e (?:the )?(?=(?:area|volume) of (?:an?|the) [a-z])", "largest "),
    (
        r"^(?:find )?(?:the )?(?:value|number|constant) of [a-z] (?=(?:that|which) minimi[sz]es the sum of (?:the )?squared (?:distances|differences|deviations) (?:to|from) [-\d])",
        "find the value ",
    ),
    (  # the losses of tosses, with the number of both sides of the coin
        r"^(?:find )?(?:the )?log[- ]?loss(?::| (?:for|of|with))? (?P<heads>\d+) heads? (?:and|,) (?P<tails>\d+) tails?$",
        lambda m: f"log loss for {m['heads']} heads in {int(m['heads']) + int(m['tails'])} tosses",
    ),
    (
        r"^(?P<seen>\d+ (?:heads?|successes) (?:in|out of|of) \d+ (?:tosses|trials|flips))[,.;:]? (?:find |what is )?(?:the )?most likely (?P<what>chance|p|probability|value of p)(?: of heads?)?$",
        r"most likely \g<what> for \g<seen>",
    ),
)
