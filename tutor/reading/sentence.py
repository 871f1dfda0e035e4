"""A sentence with formulas between dollar signs: `find $f'(x)$ if $f(x) = x^2$`.

The words of a phrase are compared with the sentence without its dollar signs, since `f'(x) if f(x) =` stands on
both sides of them.  A part that comes from a formula is LaTeX all the same, and is given back as such.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutor.core import limits
from tutor.reading.abbreviations import written_out
from tutor.reading.calculus_words import in_words_of_topics
from tutor.reading.matrix_notation import MATRIX
from tutor.reading.probability_notation import plain_probabilities
from tutor.reading.solution_spaces import as_kernel

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
_UNKNOWN: Final = "[a-z](?:_?[0-9])?"
_TEXT: Final = re.compile(r"\\(?:text|mathrm)\{([^{}$]*)\}|(?<!\\)\\(?:q?quad\b|[,;:! ])")
_ASKED_IN_LATEX: Final = re.compile(
    r"\\(?:text|mathrm)\{[^{}$]*\b(?:find|compute|calculate|determine|what|is|solve|diagonali[sz]e)\b",
    re.IGNORECASE,
)
_MATRIX_THAT: Final = r"^(?:(?:find|write(?: down)?|give) )?(?:what|which|the|a) (?:(?:2 ?[x×] ?2|standard|transformation) )*matrix (?:(?:of|for) (?:the|a) (?:linear )?(?:map|transformation|operator) )?(?:(?:that|which) )?"
_ALL_OF_THE_PLANE: Final = r" (?:(?:the|all|every|each|a) )?(?:(?:xy-?)?plane|(?:points?|vectors?)(?: (?:in|of) (?:the (?:xy-?)?plane|R\^?2))?)"
_LETTER: Final = r"(?:[abckm]|alpha|beta|[αβ])(?:_?[0-9])?"
_TERM: Final = re.compile(rf"({_LETTER}) ?\*? ?(x?) ?(\^ ?2|²|)", re.IGNORECASE)
_FIT: Final = re.compile(
    r"^(?:find |determine )?(?:fit )?(?:the |a )?(?:best )?(?:straight )?(?:line |parabola |quadratic |curve )?(?:of the form )?"
    rf"y ?= ?(?P<model>{_LETTER}[^=,;()]*?) (?:that best fits|best fit(?: to)?|to|through|for)(?: the)?(?: data)?(?: points)? (?=[(\[{{])",
    re.IGNORECASE,
)
_VECTOR: Final = r"(?:[A-Za-z]\w? ?= ?)?[(<][^()<>]*,[^()<>]*[)>]"
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
        r"(\b(?:in)?dependent)[.,;?]? (?:and )?if (?:so|not|they are(?: not)?(?: (?:in)?dependent)?|dependent),? (?:then )?(?:find|give|write(?: down)?|state|show) (?:a|the) (?:(?:dependence|linear|dependency) )?(?:relation(?:ship)?|dependence)\b[^.?]*(?=[.?\s]*$)",
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
    *(
        (rf"{_MATRIX_THAT}{verb}(?:{_ALL_OF_THE_PLANE})? ", f"find the matrix of {noun} ")
        for verb, noun in (
            ("rotates", "rotation"),
            ("reflects", "reflection"),
            ("projects", "projection"),
            ("shears", "shear"),
            ("(?:scales|stretches|enlarges)", "scaling"),
        )
    ),
    *(
        (
            rf"^{verb} (?:the )?(?:point |vector )?({_VECTOR}) (?={after})(?:(?:over|about|through|across) (?!the origin))?",
            rf"find the image of \1 under {noun} ",
        )
        for verb, noun, after in (
            ("rotate", "rotation", "(?:by|through|(?:counter|anti)?clockwise|[0-9])"),
            ("reflect", "reflection in", "(?:over|about|through|across) "),
            ("reflect", "reflection", "(?:in|on|at) "),
            ("project", "projection", r"(?:on|onto|to) (?:the )?(?:[xy][ -]?axis|line)\b"),
        )
    ),
    (
        rf"^(?:are|is) (?:the )?(?:vectors )?({_VECTOR}),? (?:and|to|,)? ?({_VECTOR}) parallel",
        r"are \1 and \2 linearly dependent",
    ),
    (
        rf"^(?:find |determine |for )(?:the |which |what )?(?:values? of )?([a-z]) (?:so that |such that |for which |if |are )(?:the )?(?:vectors )?({_VECTOR}),? and ({_VECTOR}) (?:are )?parallel",
        r"find \1 such that \2, \3 are linearly dependent",
    ),
    (
        r"^(?:find )?(?:the |an? )?((?:(?:(?:counter|anti)-?)?clockwise )?rotation (?:by|of|through|about) (?=[0-9π(-]|pi\b|the\b|an?\b)|reflection (?:in|across|about|over) "
        r"|(?:horizontal |vertical )?shear (?:by|along|in) |scaling (?:by|with) |(?:orthogonal )?projection (?:onto|on|to) (?:the )?(?:[xy][ -]?axis|line)\b)",
        r"find the matrix of \1",
    ),
    (
        r"^(?:find )?(?:the )?(?:cofactor|laplace) expansion (?:of|for) (?:the )?(?:determinant of )?(.+)$",
        r"determinant of \1 by cofactors",
    ),
    (
        r"\b(?:A ?= ?)?LU(?P<kind> (?:factori[sz]ation|decomposition))?,? (?:with|using|by) (?:partial |row )?pivoting (?:of|for|on) ",
        r"PLU\g<kind> of ",
    ),
    (
        r"\b(?:A ?= ?)?LU(?P<kind> (?:factori[sz]ation|decomposition))? (?P<of>(?:of|for) .+?),? (?:with|using|by) (?:partial |row )?pivoting$",
        r"PLU\g<kind> \g<of>",
    ),
    (
        r",? (?:in (?:parametric )?(?:vector|parametric) form|as (?:a )?particular(?: solution)? (?:plus|and|\+) (?:a |the )?(?:homogeneous(?: solutions?)?|null ?space))$",
        "",
    ),
    (
        r"^(?:find |write |give )?(?:the )?(?:parametric )?vector form of the (?=(?:general )?solution)",
        "",
    ),
    (r"^(?:write|express) (?:the )?(?=(?:general )?solution)", "find the "),
    (
        r"^(?:where|at (?:what|which) point) do (?:the )?(?:two )?(?:lines? |graphs of )?([^=]+=[^=]+?),? and ([^=]+=[^=]+?) (?:meet|cross|intersect)$",
        r"solve \1; \2",
    ),
    (
        rf"^({_VECTOR}) ?\^ ?\{{?T\}}? ?[*·]? ?({_VECTOR})$",
        r"dot product of \1 and \2 as a matrix product",
    ),
    (r"^solve the (?:matrix|vector) equation:? ", "solve "),
    (
        r"^solve (?:the )?(?:(?:linear|simultaneous|following) )*(?:equations?|system)(?: of (?:linear )?equations)? ?: ?",
        "solve ",
    ),
    (
        r"^(?:solve )?(?:the )?(?:(?:linear|homogeneous|following|[2-9] ?[x×] ?[2-9]) )*system(?: of (?:(?:[2-9]|two|three|four) )?(?:linear )?equations)? ?:? ?(?=[-−\d.a-z]{1,4} ?[-+=−])",
        "solve ",
    ),
    (r"(P ?\([^()]*\) ?= ?(?:\d+(?:[./]\d+)?|\.\d+)%?) (?=P ?\(|find P)", r"\1, "),
    (
        r"\bmatrix ((?:[-−]?\d[\d./]* )+[-−]?\d[\d./]*(?: ?;(?: ?[-−]?\d[\d./]*)+)+)$",
        r"matrix [\1]",
    ),
    (
        r"^(?:write|find|set up|form)(?: down)? the augmented matrix (?:of|for) (?:the system )?(.+?),? and (?:then )?solve(?: it| the system)?$",
        r"solve \1",
    ),
    (
        r"^(.*\b(?:covariance|pca|principal|regression|best fit|least squares)\b.*\d)(?: and)? ([a-z] ?= ?[-−\d][^=;]*)$",
        r"\1; \2",
    ),
    (
        rf"^(?:find )?(?:project|(?:the )?(?:orthogonal )?projection of) (?:the )?(?:point |vector )?({_VECTOR}) (?:on|onto|to) (?:the )?plane (?=[^=]*[xyz][^=]*=)",
        r"distance from \1 to ",
    ),
    (
        rf"^(?:find |what is )?(?:the )?(?:point|closest point|nearest point) on (?:the )?(?:line |plane )?(\$?[^=^²$]+=[^=^²$]+?\$?),? (?:that is |which is )?(?:(?:closest|nearest) )?to (?:the point )?(\$?{_VECTOR}\$?|the origin)$",
        r"distance from \2 to \1",
    ),
    (
        r"\ba bas[ie]s (?:for|of) (?:each|every|the|their|its)(?: corresponding)? eigenspaces?\b",
        "eigenspaces",
    ),
    (r"\b(on|onto) [A-Z] ?= ?(?=span\b)", r"\1 "),
    (
        r"^(?:find )?(?:the )?projection matrix (?:onto|on|for) (?:the )?line (?:spanned by|through|along|in the direction of) ",
        "find the matrix of projection onto the line through ",
    ),
    (r"\beigen[- ]?decomposition of\b", "diagonalization of"),
    (
        r"\b(?:algebraic|geometric)(?: and (?:the )?(?:algebraic|geometric))? multiplicit(?:y|ies) of (?:the |each |all )?(?:eigenvalues? of )?",
        "eigenvalues of ",
    ),
    (r"\bthe (?:shear|rotation|reflection|projection|scaling)(?: matrix)? (?=\[)", ""),
    (r"(\bdistance .+?) in (?:the )?(?:L[12]|Manhattan|Euclidean)[- ](?:norm|metric)$", r"\1"),
    (r"^is (?:[a-zλ]+ ?= ?)?[-−\d./]+ an eigenvalues? of ", "find the eigenvalues of "),
    (r"\b(?:dominant|principal) eigenvalues? of\b", "eigenvalues of"),
    (r"\bproj_?\{?([a-z])\}? ?\(?([a-z])\)?(?![a-z(])", r"projection of \2 onto \1"),
    *(
        (rf"\b(?:on|onto|to) (?:the )?{plane}[- ]?plane\b", f"onto the plane spanned by {axes}")
        for plane, axes in (
            ("xy", "(1, 0, 0), (0, 1, 0)"),
            ("yz", "(0, 1, 0), (0, 0, 1)"),
            ("xz", "(1, 0, 0), (0, 0, 1)"),
        )
    ),
    (
        r"^(?:find )?(?:the )?least[- ]squares? (?:fit )?(?:straight )?(?:regression )?line:? (?:fit )?(?:(?:through|for|to|of) |(?=\())",
        "fit a line through ",
    ),
    (
        rf"^(?:find )?(?:the )?(?:orthogonal )?projection of (?:the )?(?:point |vector )?({_VECTOR}) (?:on|onto|to) (?=(?:the )?(?:[xy][ -]?axis|line y))",
        r"find the image of \1 under projection onto ",
    ),
    (
        r"^((?:find )?(?:the |an? )?eigenvectors?) (?:corresponding to|for|with|belonging to|associated (?:to|with)) (?:the )?eigenvalues? (?:[a-zλ]+ ?= ?)?[-−\d./]+ (?:of|for) ",
        r"\1 of ",
    ),
    (
        rf"^((?:find )?(?:the |an? )?eigenvectors?) (?:of|for) ((?:{MATRIX})) (?:for|with|corresponding to|belonging to|associated (?:to|with)) (?:the )?eigenvalues? (?:[a-zλ]+ ?= ?)?[-−\d./]+$",
        r"\1 of \2",
    ),
    (r"\bhomogeneous (?=(?:linear )?(?:system|equations?)\b)", ""),
    (
        r"^(?:find )?(?:the )?(rotation|reflection|projection|shear|scaling) matrix (?:(?:for|of|by|through|with) )?(?:an? )?(?:angle (?:of )?)?(?=[0-9π(-]|pi\b)",
        r"find the matrix of \1 by ",
    ),
    (
        rf"\b(?:of|for) (?:T|the (?:linear )?(?:map|transformation)(?: T)?),? (?:(?:if|where|with|when|given|such that) )?(?:that )?T ?\(1, ?0\) ?= ?({_VECTOR})(?:,| and|, and) ?"
        rf"T ?\(0, ?1\) ?= ?({_VECTOR})",
        r"of the linear map with images \1, \2",
    ),
    (r"^(?:solve )?\{([^{}\\]*=[^{}\\]*=[^{}\\]*)\}$", r"solve \1"),
    (r"^([^\\\\]*[0-9a-z]) & (?=[0-9a-z(-][^\\\\]*$)", r"\1 and "),
    (r"\bspan ?\(((?: ?\([^()]*\),?)+ ?)\)", r"span{\1}"),
    (
        r"^(.*(?:null ?space|kernel|column space|row space|image|range)\b.*?),? and (?:find |determine |state )?(?:its|the) dimension$",
        r"\1",
    ),
    (
        rf"^are (?:the )?vectors ({_VECTOR}), ?({_VECTOR}),?(?: and)? ?({_VECTOR}) coplanar",
        r"are \1, \2, \3 linearly dependent",
    ),
    (r"^(?:find )?(?:the )?matrix (?:multiplication|product):? (?=\[)", ""),
    (r"\b(of|on|onto|to|and) (?:vector|point) (?=[A-Za-z] ?= ?[(<]|[(<])", r"\1 "),
    (
        r"^find T ?(\([^()]*,[^()]*\)),? (?:where|if|for|when|with|given(?: that)?) (T ?\(.*)$",
        r"find the image of \1 under \2",
    ),
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
        text = _TEXT.sub(r" \1 ", text).strip()
    text = fit_in_words(written_out(plain_probabilities(text)))
    for pattern, instead in _PLAINER:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    text = re.sub(r"^find (?=differentiate|integrate|solve)", "", text)
    return in_words_of_topics(as_kernel(text))
