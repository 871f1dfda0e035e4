"""Questions for the course of a graph, with the function told behind them or in more words than the topics have.

`find intervals where f is increasing: f(x) = x^3` asks where x^3 is increasing.  A text of which nothing
is known stays as it is.
"""

from __future__ import annotations

from typing import Final

from tutor.reading.abbreviations import Instead

_HEADING: Final = r"(?:[a-z] ?\([a-z](?: ?, ?[a-z])*\) ?= ?|y ?= ?)?"
_SHAPE: Final = r"(?:concave|convex)"
_COURSE: Final = rf"(?:(?:strictly |monotonically )?(?:increasing|decreasing)|{_SHAPE})"
_PLACES: Final = r"(?:where|(?:all |the )*(?:open )?intervals? (?:where|on which)|on (?:which|what) (?:open )?intervals?|for (?:which|what) (?:values of )?[a-z])"
_LOCAL: Final = r"(?:local|relative) (?:max\w*|min\w*)"

GRAPHS: Final[tuple[tuple[str, Instead], ...]] = (
    (
        rf"^(?P<asked>(?:find )?{_PLACES} (?:is )?)f (?P<rest>(?:is )?{_COURSE}[^:;=?]*?)(?:[:;,?]| of) ?f ?\([a-z]\) ?= ?(?P<f>[^=]+)$",
        r"\g<asked>\g<f> \g<rest>",
    ),
    (
        r"^(?P<asked>[a-z -]+ (?:of|for)) f ?[:;,] ?(?:where |with |if )?f ?\([a-z]\) ?= ?(?P<f>[^=:;]+)$",
        r"\g<asked> \g<f>",
    ),
    (
        rf"^(?P<asked>(?:find )?{_PLACES} .*\b{_SHAPE}) (?:and|or) (?:where (?:is it )?)?{_SHAPE}$",
        r"\g<asked>",
    ),
    (
        rf"\b({_SHAPE}) (up|down)(?:ward)?s? and (?:where (?:is it )?)?(?:{_SHAPE} )?(?:up|down)(?:ward)?s?\b",
        r"\1 up or down",
    ),
    (
        rf"^is {_HEADING}(?P<f>[^=]+?) (?P<way>(?:strictly )?(?:increasing|decreasing))$",
        r"where is \g<f> \g<way>",
    ),
    (
        rf"^(?:find )?(?:the |all |all the )?(?P<kind>critical|stationary|turning) points (?:of|for) {_HEADING}(?P<f>[^=]+?),? and (?:classify(?: them| each(?: of them| one)?)?"
        r"|(?:determine|state|find|give|decide) (?:their (?:nature|types?)|the (?:nature|type) of each(?: one)?))$",
        r"find and classify the \g<kind> points of \g<f>",
    ),
    (
        rf"^(?P<find>find )?(?:the |all )*{_LOCAL}(?: and {_LOCAL}| and (?:max\w*|min\w*))?(?: values?| points?)?,? and (?:the )?saddle points?(?:\(s\))? (?=of\b)",
        r"\g<find>local extrema and saddle points ",
    ),
    (
        r"^(?P<find>find )?(?:the )?slope of y ?= ?(?P<f>[^=]+?) at (?P<at>[a-z] ?= ?[^=(),]+)$",
        r"\g<find>slope of \g<f> at \g<at>",
    ),
)
