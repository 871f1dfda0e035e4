"""Questions of calculus in more words than the phrases of the topics have, said in theirs.

Each rewriting keeps what is asked: `where does x^3 have inflection points` asks for the inflection
points of x^3.  A text of which nothing is known stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.abbreviations import reworded
from tutor.reading.estimates import as_estimate

_ORDINAL: Final = "first|second|third|fourth|fifth|sixth|[1-9](?:st|nd|rd|th)"
_POINTS: Final = (
    r"(?:(?P<which>local|absolute|relative)\s+)?(?P<points>inflection points?|inflections?|points? of inflection|critical points?|stationary points?"
    r"|turning points?|extrema)"
)
_NAMED: Final = r"f'\(x\)|f|the derivative|derivative"
_PRIME: Final = r"(?:['’′]|\^ ?\{?\\prime\}?)"
_SUCH: Final = (
    r"(?:such that|so that|with|where|for which|at which|satisfying|that satisf(?:y|ies))"
)
_WHERE: Final = (  # the places, told before what holds there
    r"(?:(?:where|when) (?:is|does)|(?:for|at) (?:which|what) (?:values? of |points? )?(?:\$?[a-z]\$? )?(?:is|does)"
    rf"|(?:find|solve for|determine|what are|what is)(?: all| every| the| each)*(?: points?| values?| numbers?| places?)?(?: of)?(?: \$?[a-z]\$?)?,? {_SUCH})"
)
_ZERO: Final = r"(?:=|is|equals?|is equal to|equal to|be)? ?(?:0|zero)\$?"
_SLOPE: Final = rf"\$?(?P=name){_PRIME} ?\( ?[a-z] ?\) ?{_ZERO}"
_FORMULA: Final = r"\$?(?P<name>[a-z]) ?\([a-z]\) ?= ?(?P<f>[^=]+?)\$?"
_WORD: Final = (  # that is no part of a formula
    r"\b(?:(?!(?:a?(?:sin|cos|tan|cot)h?|arc[a-z]+|sec|csc|exp|log|sqrt|root|abs|min|max|pi|alpha|beta|theta|lambda|[dt]?frac|cdot|left|right)\b)[a-z]{3,}"
    r"|of|is|in|on|at|to|by|if|do|an)\b"
)
_NEWTON: Final = r"newton(?:['’]?s|[- ]raphson)?(?: method)?"
_G: Final = r"g(?: ?\([^()]*\))? ?= ?"
_QUESTION: Final = (  # asked of the formula in front of it
    rf"partial derivatives?|(?:(?:{_ORDINAL}) )?derivative|gradient|hessian(?: matrix)?|jacobian(?: matrix)?"
    r"|(?:local |absolute |global )?(?:extrema|maxima and minima|extreme values)|(?:critical|stationary|turning|inflection) points"
    r"|concavity|intervals? of (?:increase|decrease|monotonicity|concavity|convexity)"
    r"|antiderivative|indefinite integral|integral|tangent(?: line)?|linearization|taylor (?:polynomial|series)|limit"
)
_CASES: Final = r"(?P<f>[^=]+? (?:for|if|when) [^;]*?[<>≤≥=].*?)"
_INSTEAD: Final = (
    *(  # the slope at a place of a function given by cases
        (form, r"is \g<f> differentiable at \g<x> = \g<a>")
        for form in (
            rf"^(?:let |if |given |for )?\$?(?P<name>[a-z]) ?\((?P<x>[a-z])\) ?= ?{_CASES}\$?[.,;:]? ?(?:then )?(?:find|compute|what is|determine) \$?(?P=name){_PRIME} ?\((?P<a>[^()]+)\)\$?$",
            rf"^(?:find|compute|what is|determine) \$?(?P<name>[a-z]){_PRIME} ?\((?P<a>[^()]+)\) (?:for|if|when|where) \$?(?P=name) ?\((?P<x>[a-z])\) ?= ?{_CASES}\$?$",
            rf"^(?:find |compute |what is )?(?:the )?derivative of {_CASES},? at (?P<x>[a-z]) ?= ?(?P<a>[^=<>]+)$",
        )
    ),
    (  # x^2 sin x, derivative
        rf"^(?:(?:let|given|if|suppose|consider|for|take) )?(?P<f>(?:(?!{_WORD})[^;:?])*?[\d)(^a-z}}])[,;:.]? (?:then )?(?:find |compute |what is )?(?:the |its |all )?"
        rf"(?P<asked>{_QUESTION})(?P<rest>(?: (?:as|at|on|from|with respect to|by|of degree|of order|around|about) .+)?)$",
        r"\g<asked> of \g<f>\g<rest>",
    ),
    (
        rf"^(?P<f>(?:(?!{_WORD}|\b(?:min|max)|\\).)+?),? (?:subject to|s\.t\.) (?P<g>.+)$",
        r"optimize \g<f> subject to \g<g>",
    ),
    *(  # what computer algebra calls it
        (rf"^{called} ?\((?P<f>.+?){behind}\)$", instead)
        for called, behind, instead in (
            ("diff", ", ?(?P<x>[a-z])", r"derivative of \g<f> with respect to \g<x>"),
            ("diff", ", ?(?P<x>[a-z]), ?(?P<k>[2-9])", r"derivative of \g<f> of order \g<k>"),
            ("(?:diff|derivative|derive)", "", r"derivative of \g<f>"),
            ("(?:integrate|int)", ", ?(?P<x>[a-z])", r"integral of \g<f> d\g<x>"),
            (
                "(?:integrate|int)",
                r", ?\(?(?P<x>[a-z]) ?[,=] ?(?P<a>[^,]+?)(?:,|\.\.) ?(?P<b>[^,]+?)\)?",
                r"integral of \g<f> d\g<x> from \g<a> to \g<b>",
            ),
            (
                "(?:limit|lim)",
                ", ?(?P<x>[a-z]) ?(?:,|=|->) ?(?P<a>[^,]+)",
                r"limit of \g<f> as \g<x> -> \g<a>",
            ),
        )
    ),
    (
        rf"^(?:{_WHERE}|solve) {_SLOPE.replace('(?P=name)', '(?P<name>[a-z])')},? (?:for|where|if|when|given|given that|with|and)?(?: the function)? ?{_FORMULA.replace('(?P<name>[a-z])', '(?P=name)')}$",
        r"stationary points of \g<f>",
    ),
    (
        rf"^(?:for|let|if|given|suppose|consider)? ?(?:the function )?{_FORMULA}[,.;:]? (?:{_WHERE}|solve) {_SLOPE}$",
        r"stationary points of \g<f>",
    ),
    (
        rf"^(?:at (?:which|what) points?|where) does {_FORMULA} have {_SLOPE}$",
        r"stationary points of \g<f>",
    ),
    (
        r"^(?:find |what is )?(?:the )?slope of (?P<f>[^=,]+?) at (?P<at>[-−]?[\d./]+)$",
        r"derivative of \g<f> at \g<at>",
    ),
    (  # motion: at rest the velocity is zero, and the highest point is where the height is largest
        rf"^.*?\b(?:position|displacement|location|distance|height|motion)\b[^.?=]*? {_FORMULA}\$?(?: [a-z ]+)?[.;,] ?(?:when|at (?:which|what) times?)(?: t)? (?:is|does) (?:the |it )?(?:[a-z]+ )?(?:at rest|stop|come to rest|momentarily at rest|instantaneously at rest)$",
        r"stationary points of \g<f>",
    ),
    *(
        (
            rf"^.*?\b(?:position|displacement|location|height|motion)\b[^.?=]*? {_FORMULA}\$?(?: [a-z ]+)?[.;,] ?(?:find|what is|calculate|compute) (?:(?:its|the|an expression for the) )?{asked}(?: function)?(?: of (?:the|this) [a-z]+)?{when}$",
            rf"{instead} of \g<f>{then}",
        )
        for asked, instead in (("velocity", "derivative"), ("acceleration", "second derivative"))
        for when, then in (
            ("", ""),
            (
                r" (?:at|after|when) (?:time )?(?:[a-z] ?= ?)?(?P<at>[\d./]+)(?: s| sec| seconds?)?",
                r" at \g<at>",
            ),
        )
    ),
    (
        rf"^.*?\b(?:height|altitude)\b[^.?=]*? {_FORMULA}\$?(?: [a-z ]+)?[.;,] ?(?:when does (?:it|the [a-z]+) reach (?:its |the )?(?:maximum|greatest|highest) (?:height|point)|(?:find|what is) (?:its|the) (?:maximum|greatest|highest|max) height(?: reached)?|how high does (?:it|the [a-z]+) (?:go|rise|get))$",
        r"maximum of \g<f>",
    ),
    (
        rf"^{_WHERE} (?:the )?(?:derivative|slope)(?: of the (?:graph|curve|function))?(?: of)? (?P<f>.+?),? {_ZERO}$",
        r"stationary points of \g<f>",
    ),
    (
        r"\b(?:log|logarithm)(?: to)?(?: the)? base (?P<b>\d+|[a-z]) of (?P<x>\w+|\([^()]*\))(?![\w(^])",
        r"log_\g<b>(\g<x>)",
    ),
    *(
        (
            rf"^(?:use )?lagrange(?: multipliers?)?(?: method)?[:,]? f(?: ?\([^()]*\))? ?= ?(?P<f>[^=,;]+)[,;]? (?:and |with )?(?:constraint:? ?(?:{_G})?|{_G})(?P<g>(?! ?g\b){constraint})$",
            rf"lagrange multipliers: \g<f> subject to {instead}",
        )
        for constraint, instead in (("[^=]+=[^=]+", r"\g<g>"), ("[^=]+", r"\g<g> = 0"))
    ),
    (
        r"^(?:expand|multiply out)(?: first)?,? (?:and )?(?:then )?differentiate:? (?P<f>.+)$",
        r"differentiate \g<f> by expanding",
    ),
    (
        r"^differentiate (?P<f>.+?) (?:after|by) (?:first )?(?:expanding|multiplying (?:it )?out)(?: it)?(?: first)?$",
        r"differentiate \g<f> by expanding",
    ),
    (
        r"^(?P<asked>(?:differentiate|(?:find )?(?:the )?derivative of) .+?) (?:by writing (?:it|the (?:fraction|quotient)) )?(?:as|with|using) (?:a )?negative (?:powers?|exponents?)$",
        r"\g<asked> by negative power",
    ),
    (
        r"^(?P<asked>.*\btaylor\b.+?),? (?:with |and |plus )?(?:an? |the |its )?error(?: bound| estimate)? (?:at|for) (?:x ?= ?)?(?P<near>[-−\d./]+)$",
        r"\g<asked> and the error at \g<near>",
    ),
    (
        r"^(?P<asked>.*\btangent plane\b.+?),? in (?:the )?gradient form$",
        r"\g<asked> by gradient form",
    ),
    (
        r"^(?:numerical )?(?P<asked>gradient of .+?),? numerically(?P<at> at .+)?$",
        r"\g<asked>\g<at> by central differences",
    ),
    (
        r"^(?P<asked>.*\bintegral of .+?),? numerically(?P<bounds> from .+)?$",
        r"\g<asked>\g<bounds> by simpson",
    ),
    (
        r"^(?P<asked>gradient descent\b.*\bregression\b.+?),? (?:and )?compare (?:it |the result |this )?(?:with|to) (?:the )?"
        r"(?:least[- ]squares(?: (?:solution|line))?|closed[- ]form(?: solution)?|exact (?:solution|minimum|minimi[sz]er)|normal equations|best line)$",
        r"\g<asked>",  # the derivation always does
    ),
    (r",? evaluated at\b", " at"),
    (r",? cent(?:er|r)ed (?:at|on|around|about)\b", " at"),
    (r"\bgradient vector of\b", "gradient of"),
    (
        r"^(?:find |compute )?(?:the )?partial derivative of (?P<f>(?:(?!with respect|wrt| by ).)+)$",
        r"partial derivatives of \g<f>",
    ),
    (r"\b(?:all )?(?:the )?first(?: order)? partial derivatives\b", "the partial derivatives"),
    (r"\bderivative f['’′]\([a-z]\) (?=of f\b)", "derivative "),
    (
        r"\b(?P<asked>derivative of )(?:the )?(?:sigmoid|logistic)(?: function)? (?:σ|\\?sigma|[a-z]) ?\([a-z]\) ?= ?",
        r"\g<asked>",
    ),
    (
        rf"^(?:find )?(?:y ?= ?)?(?P<f>(?:(?!{_WORD})[^=,])+?),? (?:by|using|with) logarithmic differentiation$",
        r"derivative of \g<f> by logarithmic differentiation",
    ),
    (r"\b(?:local|relative) extreme values of\b", "local extrema of"),
    (
        r"^(?P<int>.*(?:∫|\bint(?:egral)?(?: of)?|\bintegrate)) ?d(?P<x>[a-z]) ?/ ?(?P<f>\(.+\)|[^ ]+)$",
        r"\g<int> 1/\g<f> d\g<x>",
    ),
    (r"\b(?:improper|definite|indefinite) (?=integral\b)", ""),
    (
        r"\bas (?P<n>[a-z]) (?:gets|becomes|grows)(?: very| arbitrarily)?(?: (?:large|big|without bound|indefinitely))?$",
        r"as \g<n> -> oo",
    ),
    (
        r"^(?:find )?(?:the )?limit of (?:the |a )?sequence (?:[a-z]_?\{?n\}? ?= ?)?(?P<f>.*n[^>]*)$",
        r"limit of \g<f> as n -> oo",
    ),
    (
        r"^(?:find )?d ?\^? ?(?P<k>[2-9]) ?(?P<y>[a-z]) ?/ ?d ?(?P<x>[a-z]) ?\^? ?(?P=k) (?:for|if|when|where|of|given) (?P=y) ?= ?(?P<f>(?:(?!(?P=y)).)+)$",
        r"derivative of \g<f> of order \g<k>",
    ),
    *(
        (
            rf"^{before}(?:approximate|find|estimate|compute|calculate) (?:the )?(?:square root of |sqrt ?\(?|√ ?\(?)(?P<n>\d+)\)?{behind}(?P<rest>(?:,? (?:starting|with|from|x_?0) ?.*)?)$",
            r"Newton's method for x^2 - \g<n>\g<rest>",
        )
        for before, behind in (
            (rf"(?:use |using |by |apply )?{_NEWTON},? (?:to )?", ""),
            ("", rf" (?:by|using|with) {_NEWTON}"),
        )
    ),
    (r"^(?:find )?(?:the )?(?:instantaneous )?rate of change of ", "derivative of "),
    (r"\bon the unit circle$", "on x^2 + y^2 = 1"),
    (r"\bon the unit sphere$", "on x^2 + y^2 + z^2 = 1"),
    (
        r"^(?:find )?(?:the )?(?:dimensions of (?:the|an?) )?(?P<shape>[a-z]+) (?:with|of) (?P<given>perimeter [\d.]+) (?:and|with|that has|which has) (?:the )?(?P<most>largest|greatest|maximum|maximal|biggest) area$",
        r"largest area of a \g<shape> with \g<given>",
    ),
    *(
        (
            rf"^(?:find )?(?:the )?{side}(?:[- ]?(?:hand|handed|side|sided))? limit of (?P<f>.+?),? {behind}(?P<a>[-−\w./√()]+?)[-+]?$",
            rf"limit of \g<f> as {letter} -> \g<a>{sign}",
        )
        for side, sign in (("left", "-"), ("right", "+"))
        for behind, letter in (
            (r"(?:as|when) (?P<x>[a-z]) ?(?:->|→|approaches|tends to|goes to) ?", r"\g<x>"),
            (r"at (?:x ?= ?)?", "x"),
        )
    ),
    (
        r"^(?:use |by |using )?u[- ]?sub(?:stitution)?,? (?:for |to find |to )?(?:the )?(?P<f>integral of .+|integrate .+)$",
        r"\g<f> by substitution",
    ),
    (
        r"^(?:use |by |using )?partial fractions?,? (?:for |to find |to )?(?:the )?(?P<f>integral of .+|integrate .+)$",
        r"\g<f> by partial fractions",
    ),
    (
        r"^(?P<find>(?:find )?)(?:the )?(?:local|relative) (?:max\w*|min\w*) ?(?:/|&|and|or) ?(?:max\w*|min\w*)(?: points?| values?)? (?:(?:of|for) )?",
        r"\g<find>local extrema of ",
    ),
    (
        r"^(?:find )?(?:the )?jacobian(?: matrix)?(?: determinant)? (?:of|for) (?:[a-z]+ )*x ?= ?(?P<a>[^,;=]+)(?:[,;]| and|, and) ?y ?= ?(?P<b>[^,;=]+)$",
        r"jacobian of (\g<a>, \g<b>)",
    ),
    (
        r"^(?:chain rule:? )?(?:find )?(?P<d>d(?P<z>[a-z])/d[a-z]),? (?:(?:for|if|where|of) )?(?P=z) ?= ?(?P<f>[^,;=]+?)[,;]? (?P<x>[a-z]) ?= ?(?P<a>[^,;=]+?)[,;]? (?P<y>(?!(?P=x))[a-z]) ?= ?(?P<b>[^,;=]+)$",
        r"derivative \g<d> for \g<z> = \g<f>, \g<x> = \g<a>, \g<y> = \g<b>",
    ),
    (r"\bderiv\b\.?", "derivative"),
    (r"\bpts\b\.?", "points"),
    (r"\bpt\b\.?", "point"),
    (r"\bpoly\b\.?", "polynomial"),
    (r"\b(?:an )?(?:eq\b\.?|equation) of (?:the )?(?=(?:tangent|normal)\b)", "equation of the "),
    (r"\bmax ?(?:/|&) ?min\b|\bmaxima? ?/ ?minima?\b", "maximum and minimum"),
    (r"\bmin ?(?:/|&) ?max\b", "minimum and maximum"),
    (r"\bgrad of\b", "gradient of"),
    (r"\blr\b(?= ?[=\d])", "learning rate"),
    (r"^(?:use )?newton[- ]?raphson(?: method)?\b", "Newton's method"),
    (r"^(Newton(?:'s method)?|(?:the )?bisection method|bisection) (?=[^ ]*[\d^(=])", r"\1 for "),
    (r"(?<=[\w)]) (x_?0 ?=)", r", \1"),
    (
        r"(?<=[\w)]),? (?:and )?(?:with |using )?(?:an? |the )?(?:initial|starting|first) (?:guess|value|point|approximation)(?: of)?:? (?:x_?0 ?= ?)?(?=[-−\d(])",
        " starting at ",
    ),
    (r"(?<=[\d)\]]) ([0-9]+ (?:steps?|iterations?))$", r", \1"),
    (rf"[,;.]? *([a-z]{_PRIME}+ ?(?:\([^()=]*\))?) ?= ?\?*$", r", find \1"),
    (
        rf"^(find |compute |the )?((?:(?:{_ORDINAL}) )?derivative) (?=[^ ]*[\d^(\\{{]|[a-z] ?=)(?!of\b|at\b|from\b)",
        r"\1\2 of ",
    ),
    (
        r"^(?:using |use |by )?(?:the )?(?:multivariable )?chain rule ?[:,.] ?(?=.*\bd[a-z] ?/ ?d[a-z]\b)",
        "",
    ),
    (rf"(?<=[^,;.]) (find (?:d[a-z]/d[a-z]|[a-z]{_PRIME}+(?:\([^()=]*\))?))$", r", \1"),
    (
        rf"^(?:use|using|by|from|with) the (?:limit )?definition(?: of (?:the |a )?derivatives?)?,? (?:to )?(?:find|compute|calculate|differentiate) (?:(?:{_NAMED}) (?:of|for|if|when|where) )?(?P<f>.+)$",
        r"derivative of \g<f> from the definition",
    ),
    (
        r"\b(?:local|relative) (?:max(?:im\w+)?|min(?:im\w+)?)(?: ?(?:and|or|/|&) ?(?:local |relative )?(?:max(?:im\w+)?|min(?:im\w+)?))?(?: points?| values?)? of\b",
        "local extrema of",
    ),
    (
        r"\b(?:global|absolute) (max|maximum|min|minimum) (?:value )?of (?!.*\b(?:on|over|in|for)\b)",
        r"\1 of ",
    ),
    (
        r"^(?:does|is) (?P<f>(?:the )?(?:improper )?(?:integral|∫|\\int).+?) (?:converges?|convergent|diverges?|divergent|exist|finite)(?: or (?:diverges?|divergent|converges?|not))?$",
        r"\g<f>",
    ),
    (r"^(?:does|do) (?P<limit>(?:the )?limit (?:of )?.+?) exist$", r"\g<limit>"),
    (
        r"^(?P<asked>(?:find |compute )?(?:the )?integral) (?=[-−\w./]+ to [-−\w./]+ of )",
        r"\g<asked> from ",
    ),
    (
        r"^(?P<limit>(?:find |evaluate |compute )?(?:the )?limit of .*\bx\b.*) at (?:x ?= ?)?(?P<at>[-−\w./]+)$",
        r"\g<limit> as x -> \g<at>",
    ),
    (
        r"\b(?:find |compute )?(?:f_?x|\\partial f ?/ ?\\partial x)(?: and |, ?)f_?y\b",
        "find the gradient of f",
    ),
    (r"\b(?:find |compute )?f_?xx, ?f_?xy(?:,| and|, and) ?f_?yy\b", "find the hessian of f"),
    (r"\bhessian of f (?=of\b|for\b)(?:of|for) ", "hessian of "),
    (r"\b(gradient of) f (?=of\b|for\b)(?:of|for) ", r"\1 "),
    (r"^differentiate implicitly:? ", "implicitly differentiate "),
    (r"\b(?:the )?velocity of (?=[a-z]\(t\) ?=)", "derivative of "),
    (r"\b(?:the )?acceleration of (?=[a-z]\(t\) ?=)", "second derivative of "),
    (r"^inverse function derivative of\b", "derivative of the inverse of"),
    (r"\b(direction(?: of)?) (?:the )?(?:vector )?[a-z] ?= ?(?=[<(\[])", r"\1 "),
    (rf"\b({_ORDINAL})-(?=order\b|degree\b|derivative\b)", r"\1 "),
    (r"(?<![\w'])y['’′](?= ?(?:,|if|for|when|where|given|by|using)\b)", "dy/dx"),
    (r"\brelative (?=extrem|minim|maxim)", "local "),
    (
        r"^what (?:value )?(?:does|do|would|will) (?P<f>.+?) (?:tend|converge|go|approach|get close)(?: to)?,? (?=(?:as|when|for) )",
        r"limit of \g<f> ",
    ),
    (
        rf"^(?:find )?(?:at what points?|where|for what values? of [a-z]|for which [a-z]) (?:does|do) (?P<f>.+?) have (?:its |an? |any |the )?{_POINTS}(?P<rest>.*)$",
        r"find the \g<points> of \g<f>\g<rest>",
    ),
    (
        rf"^(?:does|has) (?P<f>.+?) (?:have|got) (?:an? |any )?{_POINTS}(?P<rest>.*)$",
        r"find the \g<points> of \g<f>\g<rest>",
    ),
    (
        r"\b(inflection|critical|stationary|turning) point(?= of)",
        r"\1 points",
    ),
    (
        r"^(?P<asked>.*\b(?:average|mean|maximum|minimum|largest|smallest|biggest|extreme|greatest|least|highest|lowest) values? of .+?),? (?:from|between) (?:[a-z] ?= ?)?"
        r"(?P<a>[-−\w.π/√()*^]+) (?:to|and) (?:[a-z] ?= ?)?(?P<b>[-−\w.π/√()*^]+)$",
        r"\g<asked> on [\g<a>, \g<b>]",
    ),
    (r"\bpoint of inflection(?= of)", "inflection points"),
    (r"^(?:find )?(?:local )?lineari[sz]e (?P<f>.+)$", r"linearization of \g<f>"),
    (
        r"\b(lineari[sz]ation|linear approximation) (.+?) (?:around|near|about)\b",
        r"\1 \2 at",
    ),
    (
        r"^(?:show|prove|verify|check|explain|explain why|demonstrate|decide|determine)(?: that| whether| if)? (?P<f>.+?) is (?:not )?(?=(?:continuous|differentiable) at\b)",
        r"is \g<f> ",
    ),
    (
        r"^is (?P<name>[a-z]) (?P<what>continuous|differentiable) at (?P<at>[^,;]+?),? (?:for|if|where|with|when)(?: the function)? (?P=name) ?\((?P<x>[a-z])\) ?= ?(?P<f>.+)$",
        r"is \g<f> \g<what> at \g<x> = \g<at>",
    ),
    (
        r"^is (?P<f>.+?) (?P<what>continuous|differentiable) at (?P<x>[a-z]) = (?P=x) ?= ?",
        r"is \g<f> \g<what> at \g<x> = ",
    ),
)


def in_words_of_topics(text: str) -> str:
    """The text with these questions said as the topics say them."""
    text = as_estimate(re.sub(r"(?<!=)(?<!= )[ ?.]+$", "", text))
    return reworded(text, _INSTEAD)
