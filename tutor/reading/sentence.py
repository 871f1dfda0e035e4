"""A sentence with formulas between dollar signs: `find $f'(x)$ if $f(x) = x^2$`.

The words of a phrase are compared with the sentence without its dollar signs, since `f'(x) if f(x) =` stands on
both sides of them.  A part that comes from a formula is LaTeX all the same, and is given back as such.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutor.core import limits
from tutor.reading.abbreviations import reworded, written_out
from tutor.reading.calculus_short_forms import SHORT_FORMS, towards_point
from tutor.reading.calculus_words import in_words_of_topics
from tutor.reading.graph_words import GRAPHS
from tutor.reading.iteration_words import settings_in_order
from tutor.reading.linear_algebra_words import LINEAR_ALGEBRA
from tutor.reading.matrix_notation import MATRIX
from tutor.reading.network_words import values_by_name
from tutor.reading.optimisation_words import OPTIMISATION
from tutor.reading.probability_notation import plain_probabilities
from tutor.reading.solution_spaces import as_kernel
from tutor.reading.taylor_words import TAYLOR

MOST_QUESTIONS: Final = 4
_OPERATOR: Final = re.compile(r"\\(?:operatorname|mathrm|text)\{\s*(rank|rk|nullity)\s*\}\s*")
# Only a capital letter is a matrix: of ln|x|, the bars are an absolute value.
_LOG_DET: Final = re.compile(r"\b((?i:(?:gradient|derivative) of (?:the )?(?:log|ln))) ?\|X\|")
_VERB: Final = r"(?P<verb>find|compute|calculate|determine|what (?:is|are)|give)"
_QUESTIONS: Final = re.compile(
    rf"(?:{_VERB}\s+)?(?P<first>(?:(?:the|an?)\s+)?[a-z ,-]+?),?\s+and\s+(?P<last>(?:(?:the|an?|its)\s+)?[a-z -]+?)"
    r"\s+(?P<of>(?:of|for)\s+.*)",
    re.DOTALL | re.IGNORECASE,
)
_QUESTION_BEHIND: Final = re.compile(  # the trace of ... and its determinant
    rf"(?:{_VERB}\s+)?(?:the\s+)?(?P<first>[a-z -]+?)\s+(?P<of>(?:of|for)\s+.*[^\s,]),?\s+and\s+(?:(?:find|compute|calculate|determine|give)\s+)?its\s+(?P<last>[a-z -]+?)[.?\s]*",
    re.DOTALL | re.IGNORECASE,
)
_ASKED_OF_TOLD: Final = re.compile(  # `X is binomial with n = 20 and p = 0.05. Find P(X >= 2) and the mean`
    rf"(?P<told>.+?[.;:?]\s+){_VERB}\s+(?P<first>[^.;:?]+?),?\s+and\s+(?:{_VERB.replace('?P<verb>', '?:')}\s+)?(?P<last>[^.;:?]+)[.?\s]*",
    re.DOTALL | re.IGNORECASE,
)
_SLOPES_OF_TOLD: Final = re.compile(  # f(x) = x^2. f'(0), f'(2)
    rf"(?P<told>.+?[.;:,]\s+(?:{_VERB}\s+)?)(?P<first>[a-z]'{{1,3}}\([^()]*\)),?(?:\s+and)?\s+(?P<last>[a-z]'{{1,3}}\([^()]*\))[.?\s]*",
    re.DOTALL | re.IGNORECASE,
)
_UNKNOWN: Final = "[a-z](?:_?[0-9])?"
_TEXT: Final = re.compile(r"\\(?:text|mathrm)\{([^{}$]*)\}|(?<!\\)\\(?:q?quad\b|[,;:! ])")
_ASKED_IN_LATEX: Final = re.compile(
    r"\\(?:text|mathrm)\{[^{}$]*\b(?:find|compute|calculate|determine|what|is|solve|diagonali[sz]e)\b"
    r"|^ *\\(?:frac ?\{dy\} ?\{dx\}|nabla f) ?\\text ?\{ ?(?:for|if|where|when|with) ?\}",
    re.IGNORECASE,
)
_LETTER: Final = r"(?:[abckm]|alpha|beta|[αβ])(?:_?[0-9])?"
_TERM: Final = re.compile(rf"({_LETTER}) ?\*? ?(x?) ?(\^ ?2|²|)", re.IGNORECASE)
_FIT: Final = re.compile(
    r"^(?:find |determine )?(?:fit )?(?:the |a )?(?:best )?(?:straight )?(?:line |parabola |quadratic |curve )?(?:of the form )?"
    rf"y ?= ?(?P<model>{_LETTER}[^=,;()]*?) (?:that best fits|best fit(?: to)?|to|through|for)(?: the)?(?: data)?(?: points)? (?=[(\[{{])",
    re.IGNORECASE,
)
_LAMBDA: Final = r"(?:\\?lambda|lam|λ)"
_RULE: Final = r"\([^()]*\) ?(?:=|->|→) ?\([^()]*(?:\([^()]*\)[^()]*)*\)"
_COMPOSED: Final = (  # the map that stands next to the vector acts first
    r"^(?:find |compute |what is )?(?:the )?(?:standard )?(?:matrix (?:of|for) )?(?:the )?(?:(?:composition|composite) )?(?:map )?"
    r"(?P<outer>[A-Z]) ?(?:∘|\\circ\b|\((?=[A-Z]\()) ?(?P<inner>[A-Z])(?:\([^()]*\)\))?,? "
    r"(?:for|where|with|if|when|given)(?: the)?(?: maps)? "
)
_PLAINER: Final = (
    (
        r"(\bcharacteristic polynomial\b.*?),? (?:as|by|using|with|from|in the form) (?:\\?det|\|) ?\(?"
        rf"(?:[A-Z] ?[-−] ?{_LAMBDA} ?\*? ?I|{_LAMBDA} ?\*? ?I ?[-−] ?[A-Z])\)?\|?$",
        r"\1",
    ),
    (
        r"\bby (?:multiplying|dividing)(?: above and below| both| top and bottom)? (?:by|with|through) (?:the )?(conjugates?|highest power)(?: of [a-z])?\b",
        r"by \1",
    ),
    (r"\bby rationali[sz]ing (?:the )?(?:numerator|denominator)\b", "by conjugate"),
    (  # every answer is checked, and dependent vectors always get their relation
        r",? and (?:then )?(?:check|verify) (?:it|them|(?:your|the) (?:answers?|results?|solutions?|work)|that it (?:works|is right|is correct))(?=[.!\s]*$)",
        "",
    ),
    (
        r"(\b(?:in)?dependent)[.,;?]? (?:and )?(?:if (?:so|not|they are(?: not)?(?: (?:in)?dependent)?|dependent),? )?(?:then )?(?:find|give|write(?: down)?|state|show) (?:a|the) (?:(?:dependence|linear|dependency) )?(?:relation(?:ship)?|dependence)\b[^.?]*(?=[.?\s]*$)",
        r"\1",
    ),
    *(
        (rf"{_COMPOSED}{told}$", r"find the matrix of first \g<first> then \g<second>")
        for told in (
            rf"(?P<first>(?P=inner) ?{_RULE}),?(?: and)? (?P<second>(?P=outer) ?{_RULE})",
            rf"(?P<second>(?P=outer) ?{_RULE}),?(?: and)? (?P<first>(?P=inner) ?{_RULE})",
        )
    ),
    (
        r",?\s*\b(?:(?:solve )?by hand|step[- ]by[- ]step|showing (?:all )?(?:your |the )?(?:work(?:ing)?|steps)|with (?:all )?(?:the )?steps|in detail)(?=[.?!\s]*$)",
        "",
    ),
    (
        r"^((?:find |compute |calculate |evaluate |what(?:'s| is) )?(?:the )?det(?:erminant)?)(?: of)? ?\|([^|=]*[;\n][^|=]*)\|$",
        r"\1 of [\2]",
    ),
    (
        r"^((?:find )?(?:the )?(?:max|min|extrem|optim)\w* (?:of )?[^=]+?),? (?:with the constraint|with constraint|with|where|if|when|provided(?: that)?|under the condition(?: that)?) ([^=]*=[^=]*)$",
        r"\1 subject to \2",
    ),
    (
        rf"^(?:[A-Z] ?= ?)?(\$?(?:{MATRIX})\$?) ?[,:]? ([a-z][a-z -]{{3,40}})[ .?]*$",
        r"find the \3 of \1",
    ),
    (
        rf"^(?:find )?subtract (?:the matrix )?((?:{MATRIX})) from (?:the matrix )?(.+)$",
        r"find the difference of \3 and \1",
    ),
    (rf"^(?:find )?((?:{MATRIX})) minus (.+)$", r"find the difference of \1 and \3"),
    (rf"^(?:find )?((?:{MATRIX})) plus (.+)$", r"find the sum of \1 and \3"),
    (rf"((?:{MATRIX}))( ?[.;,]?(?: and)?(?: then)? [a-z]+) \1[ .]*$", r"\1\3 it"),
    (
        rf"^(?:(?:given|if|suppose|let) (?:that )?)?([^?:]*=[^?:]*?)[,.;]? (?:then )?(?:find|solve for|determine|what (?:is|are)) "
        rf"(?:the values? of )?({_UNKNOWN}(?:(?: ?, ?(?:and )?| and ){_UNKNOWN})*)[ .?]*$",
        r"solve \1 for \2",
    ),
    (
        r"^(?:find |determine |compute |calculate |what is )?(?:the |a )?(?:straight )?line of best fit:?(?: (?:for|through|to|of))?(?: the)?(?: data)?(?: points)?:? (?=[(\[{$])",
        "fit a line through ",
    ),
    (
        r"^(?:find |determine |compute |calculate |what is )?(?:the )?(?:point of )?intersection(?: point)? of (?:the )?(?:two )?lines? ([^=]+=[^=]+?),? and ([^=]+=[^=]+)$",
        r"solve \1; \2",
    ),
    (
        r"^(?:show|prove|verify|check|decide|determine)(?: that| if| whether)? (?:the )?(?:vectors )?(.+?) (?:form|are|is) (?:a )?basis (?:of|for) (R.*)$",
        r"is \1 a basis of \2",
    ),
    (
        r"^(?:please\s+)?(?:(?:can|could) you\s+)?(?:please\s+)?(?:find out|find|compute|calculate|determine|evaluate|work out|obtain"
        r"|give|take|get|state|what(?:'s|’s|s| is| are))\s+(?!if\b|whether\b)(?:me\s+)?",
        "find ",
    ),
    (r",?\s*\(?\bif (?:it exists|they exist|it is possible|possible|any)\)?(?=[\s:.,]|$)", ""),
    (
        r"^find all (?:real )?(?:(?:values|solutions) of )?(?=[a-z]\w? (?:such|so|for|with))",
        "find ",
    ),
    (
        r"^find all (?:of )?(?:the )?(?=eigen|critical|stationary|extrem|local|second|first|partial|minors)",
        "find the ",
    ),
    (r"^find all (?:of )?the ", "find the "),
    (
        r"^find (?:the )?values? of ([a-z]) ?(?::|if\b|when\b|such that\b|so that\b|where\b) ?",
        r"solve for \1: ",
    ),
    (r"(P ?\([^()]*\) ?= ?(?:\d+(?:[./]\d+)?|\.\d+)%?) (?=P ?\(|find P)", r"\1, "),
    *LINEAR_ALGEBRA,
    (
        r"\b(?:of|for) (?:(?:an?|the) )?(?:(?:[0-9] ?[x×] ?[0-9]|square|symmetric|diagonal|(?:upper |lower )?triangular|invertible) )*(?:matrix )?(?=[$\[\\(])",
        "of ",
    ),
    (r"\b(?:the )?linear (?:transformation|map)\s+(?=[A-Z]\s*\()", ""),
    (r"\b(?:the|a|an) (?:following|given)\b", "the"),
    (r"\b(?:corresponding|associated|respective) ", ""),
    (
        r"\b(?:the|an?) (?:(?:[0-9] ?(?:x|×) ?[0-9]|square|real|symmetric) )?"
        r"(?:matrix|vectors?|function|curve|equations?|points?|interval|constraints?|expression|set of vectors|set)"
        r"(?: is| are)?\s*:?\s+(?=[$\[(<{\\]|[\w^]+\s*[-+*/^=(])",
        "",
    ),
    (
        r"^(find (?:the )?(?![^:]*\b(?:of|for|if|values?)\b)[a-z][a-z -]{3,40}) ?: ?(?=[^:]*$)",
        r"\1 of ",
    ),
)
_FORMULA: Final = re.compile(r"(\$\$?)([^$]+)\1")


class Sentence(NamedTuple):
    """A text without dollar signs, and where the formulas that stood between them begin and end."""

    text: str
    formulas: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> str:
        """What stands there, between dollar signs if any of it did."""
        part = self.text[start:end]
        formula = any(begin < end and start < stop for begin, stop in self.formulas)
        return f"${part.strip()}$" if formula and part.strip() else part


def sentence(text: str) -> Sentence:
    """The text with each pair of dollar signs taken out; a single one stays, as in a price."""
    formulas: list[tuple[int, int]] = []
    text = _LOG_DET.sub(r"\1 det X", _OPERATOR.sub(r"\1 ", text))
    plain, at = "", 0
    for match in _FORMULA.finditer(text):
        plain += text[at : match.start()]
        formula = match[2].strip()
        formulas.append((len(plain), len(plain) + len(formula)))
        plain += formula
        at = match.end()
    return Sentence(plain + text[at:], tuple(formulas))


def questions(text: str) -> list[str]:
    """The parts of `the rank, the trace and the inverse of ...`, or of what is asked behind a story, as questions of their own.

    There are none if it is only one.
    """
    if len(text) > limits.CHARACTERS:
        return []
    if told := _ASKED_OF_TOLD.fullmatch(text.strip()):
        return [f"{told['told']}{told['verb']} {part}" for part in told.group("first", "last")]
    if slopes := _SLOPES_OF_TOLD.fullmatch(text.strip()):
        return [f"{slopes['told']}{part}" for part in slopes.group("first", "last")]
    if behind := _QUESTION_BEHIND.fullmatch(text.strip()):
        return [f"{part} {behind['of']}" for part in behind.group("first", "last")]
    found = _QUESTIONS.fullmatch(text.strip())
    if found is None or " and " in found["last"]:
        return []
    asked = [*re.split(r"\s*,\s*", found["first"]), found["last"]]
    if len(asked) > MOST_QUESTIONS:
        return []
    named = (re.sub(r"^(?:its|the|an?) ", "", part) for part in asked if part)
    return [f"{part} {found['of'].rstrip(' .?')}" for part in named]


def fit_in_words(text: str) -> str:
    """`fit y = a + b x to` some points with the name of the curve, if it is a whole line or parabola."""
    found = _FIT.match(text)
    terms = [_TERM.fullmatch(term.strip()) for term in found["model"].split("+")] if found else []
    letters = {term[1].lower() for term in terms if term}
    powers = sorted(term[2] + term[3][-1:].replace("²", "2") for term in terms if term)
    curve = {("", "x"): "line", ("", "x", "x2"): "quadratic"}.get(tuple(powers))
    if found is None or curve is None or not len(letters) == len(powers) == len(terms):
        return text
    return f"fit a {curve} through {text[found.end() :]}"


def plainer(text: str) -> str:
    """The sentence with one verb for all that ask for something, short forms of words written out, and
    without words that only name what follows."""
    if "$" not in text and _ASKED_IN_LATEX.search(text):
        text = " ".join(_TEXT.sub(r" \1 ", text).split())
    text = towards_point(values_by_name(settings_in_order(text)))
    text = fit_in_words(written_out(plain_probabilities(text)))
    text = reworded(text, _PLAINER)
    text = re.sub(r"^find (?=differentiate|integrate|solve)", "", text)
    return in_words_of_topics(
        reworded(as_kernel(text), (*SHORT_FORMS, *GRAPHS, *TAYLOR, *OPTIMISATION))
    )
