"""Short forms in which questions of calculus are typed, written out as the topics say them.

`y = x^3; y''` asks for the second derivative, and `∇f, f = x y` for the gradient.  A text of which nothing is known stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.abbreviations import Instead

_LETTER: Final = r"(?-i:[a-z])"
_DEFINITION: Final = "(?:first principles|(?:limit )?definition(?: of (?:the |a )?derivatives?)?)"
_GIVEN: Final = "(?:where|if|for|when|of|given|with)"
_TO_FIND: Final = "(?:find|compute|calculate|determine)"


def _of_differences(found: re.Match[str]) -> str:
    """The number that is closest to the numbers of `c - 1, c - 4`."""
    return "number closest to " + ", ".join(re.findall(r"- ?([\d./]+)", found[1]))


def _distance(point: str, curve: str) -> str:
    """The square of the distance from a point to a curve, which is smallest where the distance is.

    A curve with other letters than the coordinates of the point stays as it is: it may have a parameter.
    """
    letters = set(re.findall("[a-z]", curve))
    if point == "the origin":
        point = "(0, 0, 0)" if "z" in letters else "(0, 0)"
    values = point[1:-1].split(",")
    if (
        not letters
        or not letters <= set("xyz"[: len(values)])
        or (len(values) > 2 and "z" not in letters)
    ):
        return ""
    squares = (
        x if value.strip() == "0" else f"({x} - ({value.strip()}))"
        for x, value in zip("xyz", values, strict=False)
    )
    return f"minimize {' + '.join(f'{square}^2' for square in squares)} subject to {curve}"


_HERE: Final = r"(?P<here>at (?:the point )?(?:(?-i:[A-Z]) ?=? ?)?\((?P<p>[^()]+)\))"
_TOWARDS: Final = tuple(
    re.compile(rf"(?P<asked>.*){form}[.?]?", re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{_HERE},? (?:in the direction (?:of|to|towards?) (?:the point (?:(?-i:[A-Z]) ?=? ?)?|(?-i:[A-Z]) ?)|towards? (?:the point )?(?:(?-i:[A-Z]) ?=? ?)?)\((?P<q>[^()]+)\)",
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


def _inverse_wave(found: re.Match[str]) -> str:
    return {"sine": "arcsin(x)", "cosine": "arccos(x)", "tangent": "arctan(x)"}[found[1]]


def _at_angle(found: re.Match[str]) -> str:
    """The direction at an angle from the x-axis, as a vector of length 1."""
    degrees = (found["unit"] or "").strip().startswith(("°", "deg"))
    angle = f"{found['angle']}*pi/180" if degrees else found["angle"]
    is_angle = found["unit"] or "angle" in found[0] or re.search("pi|π", angle)
    if not is_angle or not re.fullmatch(r"[\d.*/()+-]*(?:pi|π)?[\d.*/()+-]*", angle):
        return found[0]  # a vector or a point
    return f"{found['asked']} in the direction (cos({angle}), sin({angle}))"


def _named(found: re.Match[str]) -> str:
    """The derivative of a function that is named without its variable."""
    if found["at"] and found["asked"].lower().endswith("sigmoid"):
        return f"the sigmoid and its derivative at {found['at']}"
    return f"{found['asked']}(x)" + (f" at {found['at']}" if found["at"] else "")


def _several_variables(found: re.Match[str]) -> str:
    """The question without its method, which no other topic has: one of a single letter is left alone."""
    letters = set(re.findall("(?<![a-z])[a-z](?![a-z])", found["rest"])) - {"e"}
    return found["rest"] if len(letters) > 1 else found[0]


def _product_of_coordinates(found: re.Match[str]) -> str:
    """The question for a curve, in which xy is x times y."""
    return re.sub(r"(?<![a-zA-Z\\])xy(?![a-zA-Z])", "x*y", found[0])


def _primed(found: re.Match[str]) -> str:
    """The derivative of what stands in one pair of brackets, such as (x^2 sin x)'."""
    depth = 0
    for sign in found["f"]:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:  # the brackets are two pairs, as in (x)(x)'
            return found[0]
    return f"derivative of ({found['f']})"


def _partial(found: re.Match[str]) -> str:
    """A partial derivative, as a formula or, with all others, at a point; the letters have to be in order."""
    letters = re.findall("[a-z]", found["of"])
    if letters != sorted(letters) or (found["x1"] or found["x2"] or found["x3"]) not in letters:
        return found[0]
    if found["at"]:
        return f"partial derivatives of {found['f']} at ({found['at']})"
    return f"partial derivative of {found['f']} with respect to {found['x1'] or found['x2'] or found['x3']}"


def _from_definition(found: re.Match[str]) -> str:
    at = "" if found["at"] == found["x"] else f" at {found['at']}"
    return f"derivative of {found['f']}{at} from the definition"


def _bounded(found: re.Match[str]) -> str:
    """The area between two curves, with the vertical lines beside it as its bounds."""
    parts = re.split(r"(?: ?, ?and |, ?| and )(?:the )?(?:lines? |curves? )?", found["all"])
    sides = [re.fullmatch(r"([xy]) ?= ?(.+)", part.strip()) for part in parts]
    named = [(side[1].lower(), side[2]) for side in sides if side is not None]
    curves = [f for y, f in named if y == "y"]
    lines = [a for x, a in named if x == "x"]
    if (
        not len(named) == len(parts) == 4
        or len(curves) != 2
        or any(re.search("[a-oq-z]", a) for a in lines)
    ):
        return found[0]
    return f"area between y = {curves[0]} and y = {curves[1]} from {lines[0]} to {lines[1]}"


SHORT_FORMS: Final[tuple[tuple[str, Instead], ...]] = (
    (r"^(?:find )?(d/d[a-z]) ?\[([^][;,]+)\]$", r"\1 (\2)"),
    (
        r"^(?:if |let |given )?([a-z])(?:\([a-z]\))? ?= ?([^=;]+?)[;,.] ?(?:find )?\1('{2,3})$",
        r"find \1\3 for \1 = \2",
    ),
    (  # roots in words
        r"\b(?P<which>square|cube) root of (?:(?P<x>[a-z])(?![\w^])|\((?P<f>[^(),]+)\))",
        lambda m: f"{'sqrt' if m['which'][0] in 'sS' else 'cbrt'}({m['x'] or m['f']})",
    ),
    (
        r"^(?:find )?(?:the )?implicit (?:differentiation|derivative)[:,]? (?:of )?(?P<curve>[^=]+=[^=]+)$",
        r"find dy/dx for \g<curve>",
    ),
    (
        r"^(?:find )?(?:the )?slope of (?:the )?tangent(?: line)? to (?P<curve>(?!y ?=)[^=]+=[^=]+ at \([^()]+\))$",
        r"find dy/dx for \g<curve>",
    ),
    (
        r"^(?:find )?(?:the )?slope of (?:the )?tangent(?: line)? to (?:y ?= ?)?(?P<f>[^=]+ at [^=]+)$",
        r"derivative of \g<f>",
    ),
    (r"^(?P<asked>(?:is|where is) )relu (?=differentiable|continuous)", r"\g<asked>max(0, x) "),
    (
        r"^(?P<asked>(?:find )?(?:the )?derivative of (?:sigmoid|tanh))(?: at x ?= ?(?P<at>\S+))?$",
        _named,
    ),
    (r"^(?P<f>(?:∫|\\int|\\frac ?\{d|d ?/ ?d|\\?lim).+?) ?= ?\??$", r"\g<f>"),
    (
        r"^\\?(?:int|∫) ?(?![_^ ])(?P<f>[^_^]*(?:[_^][^_^]*)*?d[a-z]) from (?P<a>\S+) to (?P<b>\S+)$",
        r"integral of \g<f> from \g<a> to \g<b>",
    ),
    (
        r"^(?:if )?f'\((?P<x>[a-z])\) ?= ?(?P<f>[^=,;]+)[,;.] ?(?:find )?f\((?P=x)\)$",
        r"antiderivative of \g<f>",
    ),
    (
        r"^(?:if |let |for )?(?P<y>[a-z]) ?= ?(?P<f>[^=,;]+?)(?: and |, ?)(?P<u>[a-z]) ?= ?(?P<g>[^=,;]+?),? (?:find )?(?P<asked>d(?P=y) ?/ ?d[a-z])$",
        r"find \g<asked> for \g<y> = \g<f>, \g<u> = \g<g>",
    ),
    (
        r"^(?:find )?(?:the )?(?:best|regression) line by calculus(?: through| for| of)? ?(?=\()",
        "best line by calculus through ",
    ),
    (
        r"^(?P<asked>(?:find )?(?:the )?directional derivative of )(?:[a-z]\([a-z, ]+\) ?= ?)?(?P<f>[^=]+? at \([^()]+\)),? along (?:the vector )?(?:[a-z] ?= ?)?(?P<v>\([^()]+\))$",
        r"\g<asked>\g<f> in the direction \g<v>",
    ),
    (
        r"^(?:find )?(?:the )?partial derivative of (?P<f>[^=]+?) with respect to [a-z] at (?P<at>\([^()]+\))$",
        r"partial derivatives of \g<f> at \g<at>",
    ),
    (
        r"^(?:where does (?P<f>[^=]+?) have (?:a )?horizontal tangents?(?: lines?)?|(?:find )?(?:the )?horizontal tangents?(?: lines?)? (?:of|to) (?P<g>[^=]+))$",
        lambda m: f"where is the tangent line to {m['f'] or m['g']} horizontal",
    ),
    (
        r"^(?:(?:find )?dy ?/ ?dx (?:using|by|with) )?logarithmic differentiation(?: of|:)? ?(?:y ?= ?)?(?P<f>[^=]+)$",
        r"derivative of \g<f>",
    ),
    (
        r"^(?:find )?f'\((?P<at>[^()]+)\),? (?:if |for |where |when |with )?f\((?P<x>[a-z])\) ?= ?(?P<f>[^=]+)$",
        r"f(\g<x>) = \g<f>, find f'(\g<at>)",
    ),
    (
        rf"^f\([a-z]\) ?= ?(?P<f>[^=]+?)[,;.] (?:find )?f'\([a-z]\) (?:from|by|using|with) (?:the )?{_DEFINITION}$",
        r"derivative of \g<f> from the definition",
    ),
    (
        r"^use (?P<way>partial fractions|substitution|integration by parts) (?P<f>(?:\\int|∫).+)$",
        r"\g<f> by \g<way>",
    ),
    (
        r"^([a-z])\(([a-z])\) ?= ?([^=;]+?)[;,.] ?\1('{2,3})\(([^()]+)\)\??$",
        r"\1(\2) = \3, find \1\4(\5)",
    ),
    (
        r"^([a-z])(?:\([a-z, ]+\))? ?= ?([^=;]+?)[;,.] ?(?:find )?(?:\\nabla|∇) ?\1$",
        r"gradient of \2",
    ),
    (
        r"^([a-z])(?:\([a-z, ]+\))? ?= ?([^=;]+?)[;,.] ?(?:find )?(∂ ?\1 ?/ ?∂ ?[a-z]|\\frac ?\{\\partial \1\} ?\{\\partial [a-z]\})$",
        r"find \3 for \1 = \2",
    ),
    (
        r"^(?:find )?(?:the )?critical points and classify(?: them)?(?: of| for|:) (?:[a-z]\([a-z]\) ?= ?)?(?!the\b)",
        "find and classify the critical points of ",
    ),
    (r"\blog ?(\w|\([^()]*\)) (?:to )?(?:the )?base (\d+)(?![\w.^])", r"log_\2(\1)"),
    (r"\binverse (sine|cosine|tangent)(?: of x(?!\w)|(?= at\b|$))", _inverse_wave),
    (
        r"^(?P<asked>(?:find )?(?:the )?directional derivative of .+?),? (?:(?:in the|with|at the|at|along the) )+(?:direction |angle |of |given by |an )+"
        r"(?P<angle>[^ ,=]+?)(?P<unit> ?°| degrees?| radians?)?$",
        _at_angle,
    ),
    (
        r"^(?:find )?(?:the )?(?:linear approximation|lineari[sz]ation) (?:of|to) (?P<f>[^=;]+?) at (?P<at>\([^()]+\)),? (?:and )?(?:use it to )?estimate (?:it |f )?(?:at )?(?P<near>\([^()]+\))$",
        r"estimate \g<f> at \g<near> with the tangent plane at \g<at>",
    ),
    (
        r"^use the (?:tangent plane|linear approximation|lineari[sz]ation) at (?P<at>\([^()]+\)),? to (?:estimate|approximate) (?P<f>[^=;]+?) at (?P<near>\([^()]+\))$",
        r"estimate \g<f> at \g<near> with the tangent plane at \g<at>",
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
        r"^(?:(?:find|evaluate|use|by|with|using) )*l['’]?h[oô]pital(?:['’]?s)?(?: rule)?[:,] ?(.+)$",
        r"\1 by l'hopital",
    ),
    (
        r"^(?:use |by |with |using )?(?:the )?(?:lagrange|kkt)(?: multipliers?| conditions?)?(?: method)?(?: with (?:one|two|several) constraints?)?[:,] ?(?P<rest>(?:find |the )*(?:max|min|extrem|optim).+)$",
        _several_variables,
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
        lambda m: _distance(m[1], m[2]) or m[0],
    ),
    (
        r"^(?:find )?(?:the )?points? on (?:the )?(?:parabola|curve|circle|ellipse|hyperbola|surface|sphere)?,? ?([^=]+=[^=]+?)(?: that (?:is|are|lies?))? (?:closest|nearest) to (?:the point )?(\([^()]*\)|the origin)$",
        lambda m: _distance(m[2], m[1]) or m[0],
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
    (  # of a side
        r"^(?:find )?(?:the )?limit from (?:the )?(?P<side>left|right|above|below) of (?P<f>.+?),? (?P<to>(?:as|when) [a-z] ?(?:->|→|approaches|tends to|goes to) ?[-\w./√()]+)$",
        lambda m: (
            f"limit of {m['f']} {m['to']}{'-' if m['side'].lower() in ('left', 'below') else '+'}"
        ),
    ),
    *(  # derivatives from the definition
        (form, _from_definition)
        for form in (
            rf"^(?:use|using|by|from|with) (?:the )?{_DEFINITION},? (?:to )?{_TO_FIND} (?P<g>[a-z])['’′]\((?P<at>[^()]+)\),? {_GIVEN} (?P=g)\((?P<x>[a-z])\) ?= ?(?P<f>.+)$",
            rf"^(?:find )?(?P<g>[a-z])['’′]\((?P<at>[^()]+)\) (?:using|by|from|with) (?:the )?{_DEFINITION},? {_GIVEN} (?P=g)\((?P<x>[a-z])\) ?= ?(?P<f>.+)$",
            rf"^(?:find )?(?P<g>[a-z])['’′]\((?P<at>[^()]+)\),? {_GIVEN} (?P=g)\((?P<x>[a-z])\) ?= ?(?P<f>.+?),? (?:using|by|from|with) (?:the )?{_DEFINITION}$",
        )
    ),
    (
        rf"^(?:find )?(?:use|using|by|from|with) (?:the )?{_DEFINITION},? (?:(?:to )?{_TO_FIND} )?(?:the )?derivative of (?P<f>.+)$",
        r"derivative of \g<f> from the definition",
    ),
    (
        rf"^differentiate (?:using|by|from|with) (?:the )?{_DEFINITION}:? (?P<f>.+)$",
        r"derivative of \g<f> from the definition",
    ),
    (
        r"^(?P<find>find )?(?:the |an? )?(?:equation (?:of|for) (?:the |a )?)?line (?P<which>tangent|normal) to ",
        r"\g<find>the equation of the \g<which> line to ",
    ),
    (r"^(?:find )?\((?P<f>(?-i:[^=,;\[\]'’′A-Z]*[a-z][^=,;\[\]'’′A-Z]*))\)['’′]$", _primed),
    (
        r"^(?:find )?(?:(?P<g1>[a-z])_\{?(?P<x1>[a-z])\}?|∂ ?(?P<g2>[a-z]) ?/ ?∂ ?(?P<x2>[a-z])|\\frac\{\\partial (?P<g3>[a-z])\}\{\\partial (?P<x3>[a-z])\})"
        rf" ?(?:(?:at )?\((?P<at>[^()]*,[^()]*)\))?,? {_GIVEN} (?:(?P=g1)|(?P=g2)|(?P=g3)) ?\((?P<of>[a-z](?:, ?[a-z])+)\) ?= ?(?P<f>[^=;]+)$",
        _partial,
    ),
    (
        r"^(?:find )?(?:\\nabla|∇) ?(?P<g>[a-z]) ?(?P<of>\([a-z](?:, ?[a-z])+\)),? (?:(?:where|if|for|when|given|with) )?(?P=g) ?(?P=of) ?= ?(?P<f>[^=;]+)$",
        r"gradient of \g<f>",
    ),
    (
        r"^in (?:which|what) direction (?:does|do) (?:the function )?(?P<f>.+?) (?:increase|grow|rise)s? (?:the )?(?:fastest|most rapidly|most quickly|most)(?: at| from) (?:the point )?(?P<at>\([^()]+\))$",
        r"direction of steepest ascent of \g<f> at \g<at>",
    ),
    (
        r"^(?:find )?(?:the )?(?:equation of (?:the )?)?(?:tangent|normal|slope)\b.*(?<![a-z\\])xy(?![a-z]).*=.* at \(.*$",
        _product_of_coordinates,
    ),
    (  # a number in front of an integral
        r"^(?:find )?(?P<k>-?[\d./]+) ?\*? ?(?P<int>(?:∫|\\int)(?: ?_ ?(?:\{[^{}]*\}|\w(?!\w)) ?\^ ?(?:\{[^{}]*\}|\w(?![\w.])))?)(?! ?[_^]) ?(?P<f>(?:(?!∫|\\int).)+?)(?P<d> ?(?:\\,)? ?d ?[a-z])$",
        r"\g<int> \g<k> (\g<f>) \g<d>",
    ),
    (
        r"^(?:find )?(?:the )?area (?:of the region )?(?:bounded|enclosed) by (?:the )?(?:curves?|graphs?|lines?)? ?(?P<all>[^;<>]+=[^;<>]+)$",
        _bounded,
    ),
    (
        r"^(?P<asked>(?:find )?(?:the )?area (?:of the region )?(?:between|enclosed by|bounded by) .+?) (?:on|over|for x in) (?:the interval )?\[(?P<a>[^\[\],]+), ?(?P<b>[^\[\],]+)\]$",
        r"\g<asked> from \g<a> to \g<b>",
    ),
    (
        r"^(?:find )?(?:the )?sigmoid (?:of|at) (?P<z>-?[\d./]+)$",
        r"the sigmoid and its derivative at \g<z>",
    ),
    (
        r"^(?P<find>find )?d ?(?:\^ ?)?2 ?y ?/ ?d ?x ?(?:\^ ?)?2 (?=(?:for|from|if|on) [^=]*y[^=]*=)",
        r"\g<find>y'' ",
    ),
    (
        r"^(?P<asked>(?:find )?d[a-z] ?/ ?d(?P<t>[a-z])) at (?P<at>(?P=t) ?= ?[^ ,;]+),? (?P<told>(?:if|for|where|when|with) .+)$",
        r"\g<asked> \g<told> at \g<at>",
    ),
    (r"^(?:find )?d/dX (?=(?:log|ln)\b.*\bdet\b)", "gradient of "),
)
