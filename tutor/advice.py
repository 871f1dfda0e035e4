"""What to say of a text that no topic answers, or that several do: the nearest topics, and how to ask them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from tutor.core.errors import NotUnderstood
from tutor.core.topic import Topic
from tutor.topics.index import Entry, entries

SMALL_WORDS = frozenset(  # they stand in phrases of topics, and say nothing about what is asked
    re.findall(
        "[a-z]+",
        """
        after also does each from have here into last many more much over same some such than that them then there they this
        two under were what when where which will with would your years year people time times
        """,
    )
)
MOST_WORDS_WITH_SLIPS = 6  # in a story each word is near to some other
_SUBJECTS = tuple(  # words that a subject is known by, and the topic or the field that answers; the first one counts
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), topics)
    for words, topics in (
        (r"bayes|P ?\([^()|]*\||monty hall|posterior|priors?\b|sensitivity|specificity|prevalence|likelihood ratio", "probability.bayes"),
        (r"mle\b|maximum.likelihood|likelihood|estimat(?:e|or|ion)s? (?:of |for )?(?:the )?(?:parameters?|lambda|λ|p\b|mu\b|rate)",
         "statistics.maximum_likelihood"),
        (r"confidence|margin of error|CI\b", "statistics.t_interval"),
        (r"t[- ]?tests?\b|student'?s? (?:t\b|test)|null hypothesis|hypothesis test|with null\b|significan|p[- ]?values?\b|sample mean", "statistics.t_test"),
        (r"probabilit|chances?\b|likely\b|odds\b", "probability."),
        (r"eigen", "linear_algebra.eigen"),
        (r"matri(?:x|ces)|vectors?\b|determinant|linearly|null ?space", "linear_algebra."),
        (r"slopes?\b|steep|rate of change", "calculus.derivative"),
        (r"integra|area under", "calculus.integral"),
        (r"limits?\b|tends?\b", "calculus.limits"),
        (r"derivative|differentia|tangent", "calculus."),
    )
)  # fmt: skip
_DIFFERENTIAL_EQUATION = re.compile(
    r"\b(?:differential equations?|initial[- ]value problem|ODE)\b"
    r"|(?<!find )(?<!compute )(?<!what is )"
    r"(?:(?<![\w'’′])[a-z](?:'+|’+|′+)(?: ?\([a-z]\))?|\bd[a-z] ?/ ?d[a-z]\b|\bd\^2 ?[a-z] ?/ ?d[a-z]\^2"
    r"|\\frac ?\{d[a-z]\} ?\{d[a-z]\})\s*(?:=|[-+][^,;.]*=)(?!\s*\??\s*$)",
    re.IGNORECASE,
)
_OPTIMISATION = re.compile(
    r"(?:find )?(?:the )?(?:(?:min|max)(?:imi[sz]e|imum|ima)?)\b(?: of)?\s*(?P<f>.*?)\s*"
    r"(?P<words>\b(?:subject to|s\.t\.?|such that|under the constraint))\s*(?P<behind>.*)",
    re.DOTALL | re.IGNORECASE,
)
_BETWEEN_EQUATIONS = re.compile(r"(?<![A-Za-z])(?!\s|and\b)(?:(?!\band\b)[^;,\n])+")
_NO_EQUATIONS = re.compile(r"[][{}<>|:?\\]|(?!and\b)[A-Za-z]{3,}|\w\(")
SHAPES = {  # of bare mathematics, in words
    "matrix": "a matrix",
    "expression": "a formula",
    "function": "a function",
    "integral": "an integral",
    "limit": "a limit",
}


def example(chosen: Topic | Entry) -> str:
    """A problem of the topic as a student might type it."""
    plainest = next(form for form in chosen.forms if form.inputs)
    examples = {k.name: k.example for k in chosen.inputs}
    spelled = re.sub(  # a point has brackets of its own
        r"\(\{(\w+)\}\)",
        lambda slot: slot[0][1:-1] if examples[slot[1]].startswith("(") else slot[0],
        next(plainest.spellings()),
    )
    return spelled.format(**examples)


def several_topics(topics: Iterable[Entry]) -> NotUnderstood:
    """The error of a text that several topics answer."""
    choices = "; ".join(f'{t.id} ("{example(t)}")' for t in topics)
    return NotUnderstood(
        "several-topics",
        f"Several topics fit this problem: {choices}.",
        fix="Say which, for example by putting its name and a colon in front.",
    )


def several_questions(text: str, asked: Sequence[str]) -> NotUnderstood:
    """The error of a text that asks several questions about one thing."""
    return NotUnderstood(
        "several-questions",
        f"These are {len(asked)} questions.",
        fix="Ask one at a time: " + ", then ".join(f'"{question}"' for question in asked) + ".",
        text=text,
        at=0,
        length=len(text),
    )


def no_method(text: str, words: str, chosen: Topic) -> NotUnderstood:
    """The error of a problem that asks for a method which its topic does not have."""
    known = ", ".join(name.replace("_", " ") for name in chosen.methods)
    return NotUnderstood(
        "method",
        f"{words} is no method that is known for this problem.",
        fix=f"Leave it out, or name one of these: {known}.",
        text=text,
        at=text.rfind(words),
        length=len(words),
    )


def known_fault(text: str) -> NotUnderstood | None:
    """The error of a text that is a differential equation or leaves a part out, if it is one of these."""
    return (
        _differential_equation(text) or _incomplete_optimisation(text) or _incomplete_equation(text)
    )


def _differential_equation(text: str) -> NotUnderstood | None:
    """The error of a text that asks for a function by an equation for its derivative, if it does."""
    if (found := _DIFFERENTIAL_EQUATION.search(text)) is None:
        return None
    letter = re.match(r"(?:d\^?2? ?|\\frac ?\{d)?([a-z])", found[0], re.IGNORECASE)
    ahead = r"(?:^|[,;:.]|\b(?:for|where|if|of|let|with|given|and))\s*"
    given = rf"{ahead}{letter[1]} ?(?:\([a-z]\))? ?=" if letter else "(?!)"
    if re.search(given, text, re.IGNORECASE):  # the function is given, so its derivative is too
        return None
    return NotUnderstood(
        "differential-equation",
        "This is a differential equation: an equation for a function in which its derivative occurs. "
        "They are not covered here.",
        fix="What is covered is the derivative of a given function and the integral of one, "
        'for example: "integral of 2x dx".',
        text=text,
        at=found.start(),
        length=len(found[0].rstrip(" =")),
    )


def _incomplete_optimisation(text: str) -> NotUnderstood | None:
    """The error of a text that asks for a largest or smallest value and leaves a part out, if it does."""
    found = _OPTIMISATION.fullmatch(text.strip(" .?"))
    if found is None or (found["f"] and found["behind"]):
        return None
    what = "what is made largest or smallest" if not found["f"] else "the constraint"
    return NotUnderstood(
        "incomplete",
        f"A part is missing here: {what}.",
        fix='Give a function and a constraint, for example: "minimize x^2 + y^2 subject to x + 2y = 5".',
        text=text,
        at=text.index(found["words"]),
        length=len(found["words"]),
    )


def _incomplete_equation(text: str) -> NotUnderstood | None:
    """The error of a formula among equations that has no equals sign, if there is one."""
    parts = list(_BETWEEN_EQUATIONS.finditer(text))
    if _NO_EQUATIONS.search(text) or not any("=" in part[0] for part in parts):
        return None
    found = next((p for p in parts if "=" not in p[0] and re.search("[A-Za-z]", p[0])), None)
    if found is None:
        return None
    return NotUnderstood(
        "incomplete",
        "This is no equation: the equals sign is missing.",
        fix=f"Write both sides, for example {found[0].strip()} = 0.",
        text=text,
        at=found.start(),
        length=len(found[0].rstrip()),
    )


def no_topic_for(text: str, question: str) -> NotUnderstood:
    """The error of a question about matrices that have names, which no topic answers."""
    asked = re.sub(r"^(?:find|compute|calculate|what is)\s+", "", question, flags=re.IGNORECASE)
    return NotUnderstood(
        "no-topic",
        f"No topic works out {asked} as it stands.",
        fix="Give every name its entries and ask for one thing at a time, "
        "for example: A = [1 2; 3 4], B = [0 1; 1 0], find 2A - B^T.",
        text=text,
        at=max(0, text.rfind(asked)),
        length=len(asked),
    )


def not_understood(text: str, shape: str) -> NotUnderstood:
    """The error of a text that no topic answers; `shape` is what it is as bare mathematics, if anything."""
    what = SHAPES.get(shape, "")
    typed = re.findall(r"[a-z]{4,}", text.lower())
    spoken = {t: set(re.findall(r"[a-z]{4,}", f"{t.id} {t.phrases}".lower())) for t in entries()}
    frequent = Counter(word for known in spoken.values() for word in known)
    near = {
        word: close[0]
        for word in typed
        if len(typed) <= MOST_WORDS_WITH_SLIPS
        and word not in frequent
        and word not in SMALL_WORDS
        and (close := get_close_matches(word, sorted(frequent), 1, 0.88))
        if word.rstrip("eis") != close[0].rstrip("eis")  # a plural is no slip
    }
    meant = {*typed, *what.split(), *near.values()}
    # A word that many topics share, such as "find", says nothing about what is asked.
    telling = {word for word in meant - SMALL_WORDS if frequent[word] <= len(spoken) / 4}
    subject = next((topics for words, topics in _SUBJECTS if words.search(text)), "")
    spoken = {t: known for t, known in spoken.items() if t.id.startswith(subject)}
    telling |= set(re.findall("[a-z]+", subject))
    scored = sorted(spoken, key=lambda t: -len(telling & spoken[t]))
    examples = "; ".join(f'"{example(t)}"' for t in scored[:3] if telling & spoken[t])
    advice = [
        f"Did you mean {', '.join(near.values())}?" if near else "",
        f"Try it in this form: {examples}." if examples else "",
        "`tutor topics` lists all topics.",
    ]
    at = text.lower().find(next(iter(near))) if near else 0
    return NotUnderstood(
        "no-topic",
        f"This is {what}, and no topic answers it as it stands."
        if what
        else "This problem is not understood.",
        fix=" ".join(filter(None, advice)),
        text=text,
        at=at,
        length=len(next(iter(near))) if near else len(text),
    )
