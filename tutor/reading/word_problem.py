"""Word problems that lead to a linear system, in a small grammar of sentences.

Each sentence has one of the forms of `FORMS` and gives one equation; what is not known gets a
letter and a legend.  A text is read whole or not at all: a sentence of no form is refused with
its place, and so is a question that the solution of the system does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, NoReturn

from tutor.core import limits
from tutor.reading.quantities import (
    AMOUNT,
    NUMBERS,
    QUANTITIES,
    THING,
    TIMES,
    pattern,
    quantities,
    singular,
)
from tutor.reading.story import Story, multiple
from tutor.reading.tokens import refuse, refuse_decimal_comma

_N: Final = r"(?P<n>[-−]?\d+(?:\.\d+)?(?:/\d+)?)"
_TIMES: Final = rf"(?P<times>(?:{'|'.join(TIMES)})|(?:\d+(?:\.\d+)?|{'|'.join(NUMBERS)}) times)"
_COEFFICIENT: Final = _TIMES.replace("?P<times>", "")
_ONE: Final = r"(?P<one>one|the (?:larger|greater|bigger|smaller|first|second))(?: number| one)?"
_OTHER: Final = r"the (?P<other>other|larger|greater|bigger|smaller|first|second)(?: number| one)?"
_BOTH: Final = r"(?:two|the(?: two)?|these(?: two)?|both) numbers"
_TOGETHER: Final = "(?:together|altogether|in total|in all)"
_TERM: Final = rf"(?:{_COEFFICIENT} )?the (?:first|second|larger|smaller)(?: number)?"
_NAME: Final = "[A-Z][a-z]+"
_BUYER: Final = r"(?:(?:a|the|another) )?[A-Za-z]+"

_SEPARATOR: Final = pattern(r" ?(?:[.;,!?\n] ?|(?:and|but|while)\b ?)+|\Z")
_LEAD: Final = pattern(
    r"(?:(?:if|suppose|assume|that|then|also|solve|find|together|altogether)\b[:,]? )*"
)
_OTHER_FIELD: Final = pattern(  # words of statistics and probability: no story that equations tell
    r"\b(?:probability|chance|likely|mean|deviation|variance|confidence|hypothesis|test(?:ed)?|sample|significance|markov|distribution"
    r"|percent|rain)\b|%"
)
_DECIMAL_COMMA: Final = re.compile(r"\d,\d")


def _cost(story: Story, found: re.Match[str]) -> str:
    left = story.sum_of(found, "one", found["verb"])
    return f"{left} = {story.value(found, 'amount')}"


def _more(story: Story, found: re.Match[str]) -> str:
    one, other = (story.sum_of(found, group, found["verb"]) for group in ("one", "other"))
    sign = "+" if found["more"].lower() == "more" else "-"
    return f"{one} = {other} {sign} {story.value(found, 'amount')}"


def _as_much(story: Story, found: re.Match[str]) -> str:
    one, other = (story.sum_of(found, group, found["verb"]) for group in ("one", "other"))
    if found["times"] is None:
        return f"{one} = {other}"
    return f"{one} = {multiple(found['times'])}*{f'({other})' if '+' in other else other}"


def _bought(story: Story, found: re.Match[str]) -> str:
    return f"{story.sum_of(found, 'one', 'cost')} = {story.value(found, 'amount')}"


def _sum(story: Story, found: re.Match[str]) -> str:
    story.be("number", found)
    return f"x + y = {found['n']}"


def _difference(story: Story, found: re.Match[str]) -> str:
    larger = story.number("larger", found, "n")
    return f"{larger} - y = {found['n']}"


def _number_more(story: Story, found: re.Match[str]) -> str:
    more = found["more"].lower() != "less"
    one, other = _one_and_other(story, found, "larger" if more else "smaller")
    return f"{one} = {other} {'+' if more else '-'} {found['n']}"


def _number_times(story: Story, found: re.Match[str]) -> str:
    times = multiple(found["times"])
    one, other = _one_and_other(story, found, "smaller" if times == "(1/2)" else "larger")
    return f"{one} = {times}*{other}"


def _one_and_other(story: Story, found: re.Match[str], usual: str) -> tuple[str, str]:
    """The letters of two numbers; "one" and "the other" are the larger and the smaller by size."""
    one = story.number(usual if found["one"].lower() == "one" else found["one"], found, "one")
    rest = "xy".replace(one, "")
    if found["other"].lower() != "other" and story.number(found["other"], found, "other") != rest:
        story.refuse(
            "A number is compared with itself here.", "Name the other one.", *found.span("other")
        )
    return one, rest


def _combination(story: Story, found: re.Match[str]) -> str:
    terms = []
    for group in ("one", "other"):
        term = found[group].lower().removesuffix(" number")
        times, _, role = term.rpartition("the ")
        letter = story.number(role, found, group)
        terms.append(f"{multiple(times)}*{letter}" if times.strip() else letter)
    sign = "+" if found["sign"].lower() == "plus" else "-"
    return f"{terms[0]} {sign} {terms[1]} = {found['n']}"


def _ages(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    return f"{story.age(found['one'])} + {story.age(found['other'])} = {found['n']}"


def _older(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    sign = "+" if found["more"].lower() == "older" else "-"
    return f"{story.age(found['one'])} = {story.age(found['other'])} {sign} {found['n']}"


def _times_as_old(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    one, other = story.age(found["one"]), story.age(found["other"])
    return f"{one} = {multiple(found['times'])}*{other}"


class Form(NamedTuple):
    """A form of a sentence: what it is about, an example, its pattern, and the equation that it gives."""

    about: str  # things with a price or a weight, numbers or ages
    example: str
    pattern: re.Pattern[str]
    equation: Callable[[Story, re.Match[str]], str]


def _form(
    about: str, example: str, equation: Callable[[Story, re.Match[str]], str], *patterns: str
) -> tuple[Form, ...]:
    return tuple(Form(about, example, pattern(p), equation) for p in patterns)


_COSTS: Final = r"(?P<verb>costs?|weighs?)"
FORMS: Final = (
    *_form(
        "thing",
        "2 apples and 3 pears cost 8",
        _cost,
        rf"(?P<one>{QUANTITIES})(?: {_TOGETHER})? (?P<verb>costs?|weighs?|pays?)"
        rf"(?: {_TOGETHER}| a total of)? (?P<amount>{AMOUNT})(?: {_TOGETHER})?",
    ),
    *_form(
        "thing",
        "a bat costs 1 more than a ball",
        _more,
        rf"(?P<one>{QUANTITIES}) {_COSTS} (?P<amount>{AMOUNT}) (?P<more>more|less)"
        rf" than (?P<other>{QUANTITIES})",
    ),
    *_form(
        "thing",
        "a pear costs twice as much as an apple",
        _as_much,
        rf"(?P<one>{QUANTITIES}) {_COSTS} (?:{_TIMES} )?as much as (?P<other>{QUANTITIES})",
    ),
    *_form(
        "thing",
        "Anna buys 2 apples and a pear for 5",
        _bought,
        rf"{_BUYER} (?:buys?|bought|orders?|ordered|purchased) (?P<one>{QUANTITIES})"
        rf" for (?P<amount>{AMOUNT})",
        rf"{_BUYER} (?:pays?|paid|spends?|spent) (?P<amount>{AMOUNT}) (?:for|on)"
        rf" (?P<one>{QUANTITIES})",
    ),
    *_form(
        "number",
        "the sum of two numbers is 10",
        _sum,
        rf"(?:(?:the|a) )?sum of {_BOTH} (?:is|equals) {_N}",
        rf"their sum (?:is|equals) {_N}",
        rf"{_BOTH} (?:add up to|sum to|(?:have|with|whose)(?: the| a)? sum(?: of| is| equals)?) {_N}",
    ),
    *_form(
        "number",
        "their difference is 4",
        _difference,
        rf"(?:the|their|a|with|whose) difference(?: (?:of|between) {_BOTH})?(?: is| equals| of)? {_N}",
        rf"(?:(?:they|{_BOTH}) )?differ by {_N}",
    ),
    *_form(
        "number",
        "one number is 4 more than the other",
        _number_more,
        rf"{_ONE} is {_N} (?P<more>more|larger|greater|less|smaller) than {_OTHER}",
    ),
    *_form(
        "number",
        "one number is twice the other",
        _number_times,
        rf"{_ONE} is {_TIMES} {_OTHER}",
    ),
    *_form(
        "number",
        "twice the first number plus the second is 7",
        _combination,
        rf"(?P<one>{_TERM}) (?P<sign>plus|minus) (?P<other>{_TERM}) (?:is|equals|gives) {_N}",
    ),
    *_form(
        "age",
        "Anna and Ben are together 30 years old",
        _ages,
        rf"(?P<one>{_NAME}) and (?P<other>{_NAME}) are(?: {_TOGETHER})? {_N} years old"
        rf"(?: {_TOGETHER})?",
    ),
    *_form(
        "age",
        "Anna is 4 years older than Ben",
        _older,
        rf"(?P<one>{_NAME}) is {_N} years? (?P<more>older|younger) than (?P<other>{_NAME})",
    ),
    *_form(
        "age",
        "Anna is twice as old as Ben",
        _times_as_old,
        rf"(?P<one>{_NAME}) is {_TIMES} as old as (?P<other>{_NAME})",
    ),
)
"""The forms of sentences, in the order of the page docs/word_problems.md."""

_EACH: Final = r"(?:(?:one of )?each(?: (?:of them|one))?|they|it)"
_ASKED: Final = rf"(?:{_EACH}|(?:a|an|one|the) (?P<thing>{THING}))"
_QUESTIONS: Final = tuple(
    pattern(p)
    for p in (
        r"(?:(?:what|which) (?:is|are)|find) (?:the|these|both)(?: (?:two|larger|smaller|first|second))?"
        r" (?P<numbers>numbers?)",
        rf"(?:what|how much) (?:does|do|is|are) {_ASKED}(?: (?:cost|weigh|pay)(?: each)?)?",
        rf"(?:what (?:is|are)|find) the (?:prices?|weights?|costs?)(?: (?:of|for) {_ASKED})?",
        r"(?:what are|find) (?:their|the) ages",
        rf"how old (?:are (?:they|{_NAME} and {_NAME})|is (?P<name>{_NAME}))",
    )
)


class WordProblem(NamedTuple):
    """A word problem as text for the inputs of a linear system."""

    system: str
    unknowns: str
    meanings: str


def word_problem(text: str) -> WordProblem | None:
    """The system that a story tells, or None if no sentence of it has one of the forms.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if len(text) > limits.CHARACTERS:
        return None
    story = Story(text)
    story.known = {q.thing for q in quantities(text) if q.number == "1"}
    at, failed = 0, None
    questions: list[re.Match[str]] = []
    while at < len(text):
        lead = _LEAD.match(text, at)
        start = lead.end() if lead else at
        end = _sentence(story, start, questions)
        if end is None and failed is None:
            failed = start
        end = end or _next(text, start)
        separator = _SEPARATOR.match(text, end)
        at = max(separator.end() if separator else end, at + 1)
    if not story.equations:
        return None
    if failed is not None:
        if _OTHER_FIELD.search(text):
            return None
        _refuse_sentence(story, failed)
    for question in questions:
        _check_question(story, question)
    return WordProblem(*_as_inputs(story))


def _sentence(story: Story, start: int, questions: list[re.Match[str]]) -> int | None:
    """Where the sentence ends that begins at `start`, or None if it has no form; a question is kept."""
    ends = {}
    for form in FORMS:
        found = form.pattern.match(story.text, start)
        if found is not None and _SEPARATOR.match(story.text, found.end()):
            ends[found.end()] = form, found
    if ends:
        form, found = ends[max(ends)]
        story.equations.append(form.equation(story, found))
        return max(ends)
    for question in _QUESTIONS:
        found = question.match(story.text, start)
        if found is not None and _SEPARATOR.match(story.text, found.end()):
            questions.append(found)
            return found.end()
    return None


def _check_question(story: Story, found: re.Match[str]) -> None:
    """Refuse a question about what no other sentence speaks of."""
    named = {group: value for group, value in found.groupdict().items() if value}
    for group, value in named.items():
        name = " ".join(value.split())
        known = {
            "numbers": story.kind == "number",
            "thing": singular(name.lower(), story.letters) in story.letters,
            "name": name.capitalize() in story.letters,
        }[group]
        if not known:
            story.refuse(
                f"Nothing else is said about {name}.",
                f"Ask for one of these: {', '.join(story.letters) or 'the two numbers'}.",
                *found.span(group),
            )


def _next(text: str, start: int) -> int:
    """Where the sentence ends that is not understood."""
    end = re.compile(r"[.,;!?\n](?!\d)|\Z").search(text, start)
    return end.start() if end else len(text)


def _refuse_sentence(story: Story, start: int) -> NoReturn:
    text = story.text
    comma = _DECIMAL_COMMA.search(text)
    if comma is not None:
        refuse_decimal_comma(text, comma.start() + 1)
    about = "thing" if story.kind in ("price", "weight") else story.kind
    near = dict.fromkeys(form.example for form in FORMS if form.about == about)
    examples = "; ".join(f'"{example}"' for example in near)
    refuse(
        text,
        "word-problem",
        "This part of the word problem is not understood, so none of it is solved.",
        f"Put it in one of these forms: {examples}.",
        start,
        _next(text, start),
    )


def _as_inputs(story: Story) -> tuple[str, str, str]:
    if story.kind == "number":
        names = [f"the {r} number" for r in story.roles or ()] or ["one number", "the other number"]
        story.meanings = dict(zip("xy", names, strict=True))
    unit = f" in {story.unit}" if story.unit else ""
    meanings = [f"{meaning}{unit}" for meaning in story.meanings.values()]
    return "; ".join(story.equations), ", ".join(story.meanings), ", ".join(meanings)
