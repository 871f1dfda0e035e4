"""Questions for gradient descent and Newton's method with their settings in any order.

A start, a rate and a number of steps may stand anywhere: `10 steps of gradient descent, alpha = 0.1, on x^2 from 3`.
They are taken out, what is left is the function, and the question is said as the topics say it.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading import number_words

LONGEST: Final = 300  # characters; no such question is longer
# Behind a value comes a mark or a word: what is left of 2 pi/5 or 1 / 4 would be taken for the function.
_BEHIND: Final = r"(?= ?(?:$|[,;:?!]|\.(?!\d)|\$)| (?!pi\b|sqrt|e\b|exp|ln\b|sin|cos|tan|log|root)(?:[a-z]{2,}|[a-z]_?0)\b| [\d]+ (?:step|iter|update|epoch|more|gradient|newton))"
_NUMBER: Final = rf"[-−]?(?:\d+(?:\.\d+)?(?:/\d+)?|\.\d+){_BEHIND}"
_POINT: Final = (  # that is not the first of several
    rf"(?:\([^()]*,[^()]*\)|\[[^][]*,[^][]*\])(?! ?,? ?(?:and )?[(\[]){_BEHIND}"
)
_JOINED: Final = r"(?<![-+−*/^=(])(?:(?:[,;.]? |^)(?:(?:and|with|using|for|at|by|in|take|do|run|perform|use|stop|after|we|an?|the|of) )*|[,;])"
_LETTER: Final = r"(?:[a-z]_?\{?0\}? ?= ?|\([a-z]_?0?, ?[a-z]_?0?\) ?= ?|[a-z] ?= ?)"
_COUNTS: Final = (*number_words.ONES, "ten")
_COUNT: Final = rf"(?P<steps>\d+|{'|'.join(_COUNTS)}|single)"
_SETTINGS: Final = (
    rf"{_JOINED}(?:constant |fixed )?(?:learning[- ]?rate|rate|step[- ]?(?:size|length)|step(?= ?=? ?0?\.)|\\?alpha|α|\\?eta|η|lr)"
    rf"(?: of)? ?(?:(?:\\?alpha|α|\\?eta|η) ?)?[=:]? ?(?P<rate>{_NUMBER})",
    rf"{_JOINED}(?:\(?[a-z]_?0, ?[a-z]_?0\)?|(?:initial(?:i[sz]ed)?|starting|first|start)(?: (?:guess|point|value|approximation|position|weights))?"
    rf"|start(?:s|ed)?|begin(?:ning)?|from|initiali[sz]ed)(?: (?:at|from|with|of|in|is))?(?: the)?(?: (?:start(?:ing)? |initial )?(?:point|value|guess))? ?[=:]? ?{_LETTER}?"
    rf"(?P<start>{_NUMBER}|{_POINT}|[-−]?(?:\d+ ?)?(?:pi|π)(?: ?/ ?\d+)?{_BEHIND})",
    rf"{_JOINED}(?P<x>[a-z])_?\{{?0\}}? ?= ?(?P<first>{_NUMBER}),? ?(?:and )?(?P<y>(?!(?P=x))[a-z])_?\{{?0\}}? ?= ?(?P<second>{_NUMBER})",
    rf"{_JOINED}(?P<x>[mw]) ?= ?(?P<first>{_NUMBER}),? ?(?:and )?(?P<y>[bc]) ?= ?(?P<second>{_NUMBER})",
    rf"{_JOINED}[a-z]_?\{{?0\}}? ?= ?(?P<start>{_NUMBER}|{_POINT})",
    rf"{_JOINED}x_?1 ?= ?(?P<start>{_NUMBER})(?!.*x_?2)",  # the first approximation in many books
    rf"{_JOINED}(?:(?:number of )?(?:steps?|iterations?|updates?|epochs?) ?[=:] ?(?P<counted>\d+)|n ?= ?(?P<n>\d+)(?: steps?| iterations?)?)",
    rf"{_JOINED}(?:first )?{_COUNT}[- ](?:more )?(?P<kept>{{method}} )?(?:steps?|iterations?|updates?|epochs?)\b(?: of\b)?",
)
_DESCENT: Final = r"gradient[- ]descent(?: method| algorithm)?"
_NEWTON: Final = r"newton(?:['’]?s|[- ]raphson)?(?: (?:method|optimi[sz]ation|iteration))?"
_VERBS: Final = (
    r"(?:(?:please|use|using|apply|run|do|perform|take|carry out|compute|by|with|the|find) )*"
)
_SOUGHT: Final = (
    r"(?:(?:to )?(?:find |locate |approximate |estimate |compute )?(?:the |a )?(?:local |positive |real )?"
    r"(?P<sought>minimi[sz]e|minimum|min|minimi[sz]er|root|zero|solution|solve|optimi[sz]e|stationary point|critical point)(?: of| to)? "
    r"|(?:to )?(?:find|approximate|estimate|compute) )"
)
_FUNCTION: Final = r"(?:the )?(?:function |cost |loss )?(?:[a-z] ?\((?P<of>[a-z](?: ?, ?[a-z])*)\) ?= ?|[fgJLE] ?= ?)?(?P<f>[^,;:?]+?)"
_TO: Final = r"(?:[:,]? (?:for|on|of|applied to|to|with)?(?: )?|: ?)"
_REGRESSION: Final = re.compile(
    rf"{_VERBS}{_DESCENT} (?:for|of|on|with) (?:(?:simple|linear|an?|the) )*regression(?: model| line| problem)?,? (?:(?:on|with|to|for|of|the|data|points?|set|training) ?)*:? ?"
    r"(?P<f>(?:\([^()]*\)[,; ]*(?:and )?)+)",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"perceptron|neuron|network|backprop|compare|against|logistic|damp|backtrack",
    re.IGNORECASE,
)


def _form(method: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{_VERBS}{method}(?:{_TO})?{_SOUGHT}?{_FUNCTION}",
            rf"{_VERBS}{_SOUGHT}{_FUNCTION},? (?:by|with|using|via|through) {_VERBS}{method}",
            rf"{_FUNCTION}[,;:]? {_VERBS}{method}",
        )
    )


_METHODS: Final = (
    ("gradient descent for linear regression on {f}", _DESCENT, (_REGRESSION,)),
    ("gradient descent for {f}", _DESCENT, _form(_DESCENT)),
    ("Newton's method for {f}", _NEWTON, _form(_NEWTON)),
)


def _taken_out(text: str, method: str, line: bool) -> tuple[str, dict[str, str]]:
    """The text without its settings, and these by name; a setting that is told twice stays in the text."""
    settings: dict[str, str] = {}
    for pattern in _SETTINGS:
        found = re.search(pattern.replace("{method}", method), text, re.IGNORECASE)
        if found is None:
            continue
        said = {name: value for name, value in found.groupdict().items() if value}
        kept = said.pop("kept", "")
        if "first" in said:  # a line has its slope first, and all else the order of the letters
            both = [said["first"], said["second"]]
            turned = said["x"] > said["y"] and not line
            said = {"start": f"({', '.join(reversed(both) if turned else both)})"}
        said = {{"counted": "steps", "n": "steps"}.get(k, k): value for k, value in said.items()}
        if said.keys() & settings.keys():
            continue
        settings |= said
        text = f"{text[: found.start()]} {kept}{text[found.end() :]}"
    return re.sub(r"[ ,;]*,[ ,;]*(?=(?:on|for|to|of)\b)", " ", " ".join(text.split())).strip(
        " ,;."
    ), settings


def settings_in_order(text: str) -> str:
    """The question with the function, or the points of a line, then start, rate and steps in this order; another text stays as it is."""
    if len(text) > LONGEST:
        return text
    plain = text.replace("$", "").replace("₀", "_0")
    for root, power in (("square", "2"), ("cube", "3")):
        plain = re.sub(rf"(?:the )?{root} root of (\d+)(?![\w.])", rf"\1^(1/{power})", plain)
    for asked, method, forms in _METHODS:
        if not re.search(method, plain, re.IGNORECASE) or _BESIDE.search(plain):
            continue
        rest, settings = _taken_out(plain, method, forms == (_REGRESSION,))
        found = next((m for form in forms if (m := form.fullmatch(rest))), None)
        if found is None or not settings:
            continue
        sought = (found.groupdict().get("sought") or "").lower()
        least = sought.startswith(("min", "opt", "stat", "crit")) or "optimi" in plain.lower()
        f = f"${found['f']}$" if "\\" in found["f"] else found["f"]
        said = asked.format(f=f)
        letters = re.findall("[a-z]", found.groupdict().get("of") or "")
        if letters != sorted(letters):
            return text  # f(y, x): a point would be taken in the order of the alphabet
        start = settings.get("start", "").replace("[", "(").replace("]", ")")
        if least and method == _NEWTON and not start.startswith("("):
            said = f"minimum {f} by Newton's method"
        if "positive" in plain.lower() and start[:1] in "-−":
            return text
        line = "(m, b) = " if found.re is _REGRESSION else ""
        said += f" from {line}{start}" if start else ""
        said += f", rate {settings['rate']}" if "rate" in settings else ""
        count = settings.get("steps", "").lower()
        steps = number_words.count("one" if count == "single" else count) or count
        return said + (f", {steps} steps" if steps else "")
    return text
