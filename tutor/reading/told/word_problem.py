"""Word problems that lead to a linear system, in a small grammar of sentences.

Each sentence has one of the forms of `FORMS` and gives one equation; what is not known gets a
letter and a legend.  A text is read whole or not at all: a sentence of no form is refused with
its place, and so is a question that the solution of the system does not answer.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, NoReturn

from tutor.core import limits
from tutor.reading.number_words import in_digits
from tutor.reading.quantities import AMOUNT, QUANTITIES, THING, pattern, quantities, singular
from tutor.reading.tokens import refuse, refuse_decimal_comma
from tutor.reading.told.clauses import walk_sentences
from tutor.reading.told.person_forms import PERSON_FORMS
from tutor.reading.told.story import Story, multiple, person
from tutor.reading.told.story_forms import NAME, NUMERAL, TIMES, TOGETHER, form

_ONE: Final = r"(?P<one>one|the (?:larger|greater|bigger|smaller|first|second))(?: number| one)?"
_OTHER: Final = r"the (?P<other>other|larger|greater|bigger|smaller|first|second)(?: number| one)?"
_BOTH: Final = r"(?:two|the(?: two)?|these(?: two)?|both) numbers"
_TERM: Final = (
    rf"(?:{TIMES.replace('?P<times>', '')} )?the (?:first|second|larger|smaller)(?: number)?"
)
_BUYER: Final = r"(?:(?:a|the|another) )?[A-Za-z]+"

_SEPARATOR: Final = pattern(r" ?(?:[.;,!?\n] ?|(?:and|but|while)\b ?)+| ?\Z")
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


_COSTS: Final = r"(?P<verb>costs?|weighs?)"
FORMS: Final = (
    *form(
        "thing",
        "2 apples and 3 pears cost 8",
        _cost,
        rf"(?P<one>{QUANTITIES})(?: {TOGETHER})? (?P<verb>costs?|weighs?|pays?)"
        rf"(?: {TOGETHER}| a total of)? (?P<amount>{AMOUNT})(?: {TOGETHER})?",
    ),
    *form(
        "thing",
        "a bat costs 1 more than a ball",
        _more,
        rf"(?P<one>{QUANTITIES}) {_COSTS} (?P<amount>{AMOUNT}) (?P<more>more|less)"
        rf" than (?P<other>{QUANTITIES})",
    ),
    *form(
        "thing",
        "a pear costs twice as much as an apple",
        _as_much,
        rf"(?P<one>{QUANTITIES}) {_COSTS} (?:{TIMES} )?as much as (?P<other>{QUANTITIES})",
    ),
    *form(
        "thing",
        "Anna buys 2 apples and a pear for 5",
        _bought,
        rf"{_BUYER} (?:buys?|bought|orders?|ordered|purchased) (?P<one>{QUANTITIES})"
        rf" for (?P<amount>{AMOUNT})",
        rf"(?P<one>{QUANTITIES}) for (?P<amount>{AMOUNT})",
        rf"{_BUYER} (?:pays?|paid|spends?|spent) (?P<amount>{AMOUNT}) (?:for|on)"
        rf" (?P<one>{QUANTITIES})",
    ),
    *form(
        "number",
        "the sum of two numbers is 10",
        _sum,
        rf"(?:(?:the|a) )?sum of {_BOTH} (?:is|equals) {NUMERAL}",
        rf"their sum (?:is|equals) {NUMERAL}",
        rf"{_BOTH} (?:(?:(?:that|which) )?(?:add(?: up)?|sum) to|(?:have|with|whose)(?: the| a)? sum(?: of| is| equals)?) {NUMERAL}",
    ),
    *form(
        "number",
        "their difference is 4",
        _difference,
        rf"(?:(?:the|their|a|with|whose) )?difference(?: (?:of|between) {_BOTH})?(?: is| equals| of)? {NUMERAL}",
        rf"(?:(?:they|that|which|{_BOTH}) )?differ by {NUMERAL}",
    ),
    *form(
        "number",
        "one number is 4 more than the other",
        _number_more,
        rf"{_ONE} is {NUMERAL} (?P<more>more|larger|greater|less|smaller) than {_OTHER}",
    ),
    *form(
        "number",
        "one number is twice the other",
        _number_times,
        rf"{_ONE} is {TIMES} {_OTHER}",
    ),
    *form(
        "number",
        "twice the first number plus the second is 7",
        _combination,
        rf"(?P<one>{_TERM}) (?P<sign>plus|minus) (?P<other>{_TERM}) (?:is|equals|gives) {NUMERAL}",
    ),
    *PERSON_FORMS,
)
"""The forms of sentences, in the order of the page docs/word_problems.md."""

_EACH: Final = r"(?:(?:one of )?each(?: (?:of them|one))?|they|it)"
_ASKED: Final = rf"(?:{_EACH}|(?:a|an|one|the) (?P<thing>{THING}))"
_QUESTIONS: Final = (
    r"(?:find )?(?:them|both)",
    r"(?:(?:(?:what|which) (?:is|are)|find) )?(?:the|these|both)(?: (?:two|larger|smaller|first|second))?"
    r" (?P<numbers>numbers?)",
    rf"(?:what|how much) (?:does|do|is|are) {_ASKED}(?: (?:cost|weigh|pay)(?: each)?)?",
    rf"(?:(?:what (?:is|are)|find) )?the (?:prices?|weights?|costs?)(?: (?:of|for) {_ASKED})?",
    rf"(?:what|how much) (?:do|does|would|will|are|is) (?P<asked>{QUANTITIES})(?: (?:cost|weigh|pay))?",
    r"(?:(?:what are|find) )?(?:their|the)(?: present| current)? ages(?: now| today)?",
    rf"how old (?:are (?:they|{NAME} and {NAME}|both)|is (?:(?P<name>(?!each){NAME})|each)(?: of them)?)"
    r"(?: now| today)?",
    rf"how many(?: (?P<owned>{THING}))? (?:do (?:they|{NAME} and {NAME})|does (?:(?P<owner>(?!each){NAME})"
    r"|each)(?: of them| one)?) have(?: each| now)?",
)


class WordProblem(NamedTuple):
    """A word problem as text for the inputs of a linear system."""

    system: str
    unknowns: str
    meanings: str


_PRONOUN: Final = pattern(r"\b(?:he|she|him|her|his|hers|they|them|it)\b")


def word_problem(text: str) -> WordProblem | None:
    """The system that a story tells, or None if no sentence of it has one of the forms.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if len(text) > limits.CHARACTERS:
        return None
    typed, text = text, in_digits(text)
    story = Story(text, typed)
    story.known = {q.thing for q in quantities(text) if q.number == "1"}
    questions: list[re.Match[str]] = []
    failed = walk_sentences(
        text, lambda at: _sentence(story, at, questions), _SEPARATOR, _LEAD, _next
    )
    if not story.equations:
        return None
    if failed is not None:
        if _OTHER_FIELD.search(text):
            return None
        _refuse_sentence(story, failed)
    if pronoun := next(filter(_PRONOUN.fullmatch, story.letters), ""):
        found = pattern(rf"\b{pronoun}\b").search(typed)
        story.refuse(
            f"It is not read here who is meant by {pronoun.lower()}.",
            "Write the name again instead.",
            *(found.span() if found else (0, len(typed))),
        )
    for question in questions:
        _check_question(story, question)
    return WordProblem(*_as_inputs(story))


def _sentence(story: Story, start: int, questions: list[re.Match[str]]) -> int | None:
    """Where the sentence ends that begins at `start`, or None if it has no form; a question is kept."""
    ends = {}
    for known in FORMS:
        found = known.pattern.match(story.text, start)
        if found is not None and _SEPARATOR.match(story.text, found.end()):
            ends[found.end()] = known, found
    if ends:
        known, found = ends[max(ends)]
        story.equations.append(known.equation(story, found))
        return max(ends)
    for question in _QUESTIONS:
        found = pattern(question).match(story.text, start)
        if found is not None and _SEPARATOR.match(story.text, found.end()):
            questions.append(found)
            return found.end()
    return None


def _check_question(story: Story, found: re.Match[str]) -> None:
    """Refuse a question about what no other sentence speaks of."""
    named = {group: value for group, value in found.groupdict().items() if value}
    if named.pop("asked", None):
        _ask_total(story, found)
    for group, value in named.items():
        name = " ".join(value.split())
        known = {
            "numbers": story.kind == "number",
            "thing": singular(name.lower(), story.letters) in story.letters,
            "name": person(name) in story.letters,
            "owner": person(name) in story.letters,
            "owned": singular(name.lower(), ()) == story.owned,
        }[group]
        if not known:
            story.refuse(
                f"Nothing else is said about {name}.",
                f"Ask for one of these: {', '.join(story.letters) or 'the two numbers'}.",
                *found.span(group),
            )


def _ask_total(story: Story, found: re.Match[str]) -> None:
    """A question for the price of several things gives it a letter and an equation."""
    verb = "weigh" if story.kind == "weight" else "cost"
    for _, thing, at in quantities(found["asked"]):
        if singular(thing, story.letters) not in story.letters:
            at += found.start("asked")
            story.refuse(
                f"Nothing else is said about {thing}.",
                f"Ask for some of these: {', '.join(story.letters)}.",
                at,
                at + len(thing),
            )
    total = story.sum_of(found, "asked", verb)
    asked = " and ".join(re.split(r",? and |, ", " ".join(found["asked"].split())))
    letter = story.letter("total", f"the {story.kind} of {asked}")
    story.equations.append(f"{letter} = {total}")


def _next(text: str, start: int) -> int:
    """Where the sentence ends that is not understood."""
    end = re.compile(r"[.,;!?\n](?!\d)|\Z").search(text, start)
    return end.start() if end else len(text)


def _refuse_sentence(story: Story, start: int) -> NoReturn:
    text = story.typed
    comma = _DECIMAL_COMMA.search(text)
    if comma is not None:
        refuse_decimal_comma(text, comma.start() + 1)
    about = "thing" if story.kind in ("price", "weight") else story.kind
    near = dict.fromkeys(one.example for one in FORMS if one.about == about)
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
