"""Every topic in the order of a course, and which of them a typed problem asks for.

A problem is tried as a topic's name with its inputs, as a phrase that a topic
declares, and as bare mathematics.  Where several topics fit equally well, or
none does, the answer says which to choose from; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor import advice
from tutor.advice import example
from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, TutorError
from tutor.core.phrases import Form
from tutor.core.step import Trace
from tutor.core.topic import Problem, Topic
from tutor.reading.matrix_notation import divided_from_left, in_square_brackets
from tutor.reading.method_names import method_called, with_method
from tutor.reading.names import has_letter
from tutor.reading.not_covered import not_covered
from tutor.reading.sentence import Sentence, plainer, questions, sentence
from tutor.reading.tokens import in_usual_letters
from tutor.reading.typed_numbers import as_typed, has_decimal, placed, placed_in_all
from tutor.reading.values import values_of
from tutor.topics.assignments import Texts, assignments
from tutor.topics.index import TOPICS, Entry, entries

_BRACKETS = re.compile(r"(?<!\\)\\[\[\]()]")  # LaTeX's other dollar signs
_STYLE = re.compile(r"\\(?:display|text)style(?![A-Za-z])\s*")
_NEXT_EQUATION = re.compile(
    r"(?:[,;]|\b(?:with|where|and)\b)\s*[^\W\d]\w*\s*(?:\([\w\s,]*\))?\s*=(?!=)"
)
MOST_SPELLINGS = 500  # of a form, the plainest first; one with many choices has millions
BY_CHOICE = 10  # the weight of a form of which nothing but one of the words of a choice is said
# No matrix, no space, an equation for a formula: said of another topic.
ELSEWHERE = ("matrix-formula", "not-in-space", "relation")
MISFITS = ("not-an-equation", "no-inequality", "interval", "no-bar")  # of another topic

if TYPE_CHECKING:
    from parse import Parser

__all__ = ["TOPICS", "example", "load", "pose", "problem", "topic"]


class Reading(NamedTuple):
    """A topic that a text may ask for; `weight` counts the letters that spoke for it."""

    topic: Entry
    texts: Texts
    weight: int


def topic(name: str) -> Topic:
    """The topic with this id, or with this last part of an id; raises `NotUnderstood`."""
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if found := TOPICS.get(wanted):
        return found
    ending = [i for i in TOPICS if i.split(".")[1] == wanted]
    if len(ending) == 1:
        return TOPICS[ending[0]]
    near = get_close_matches(wanted, [*TOPICS, *(i.split(".")[1] for i in TOPICS)], 3, 0.6)
    raise NotUnderstood(
        "unknown-topic",
        f"There is no topic named {name!r}.",
        fix=f"Did you mean {' or '.join(near)}?" if near else "`tutor topics` lists them all.",
    )


def load(text: str) -> Trace:
    """The trace that `Trace.to_json` wrote.

    Raises a `TutorError` if it is none, or if its topic does not accept its
    inputs, such as a negative standard deviation.
    """
    trace = Trace.from_json(text)
    known = TOPICS.get(trace.topic)
    if known is not None:
        try:
            known.problem(**dict(trace.inputs))
        except (AttributeError, TypeError, ValueError) as bad:
            raise NotUnderstood(
                "trace-inputs",
                f"This trace has inputs that are none of {known.id}.",
                fix="Give a file that was written with `--to json`.",
            ) from bad
    return trace


def pose(chosen: Topic, texts: Mapping[str, Any]) -> Problem:
    """The problem of a topic whose inputs are given by name, as text or as exact values."""
    try:
        found = chosen.problem(**values_of(chosen, texts))
        found.typed_decimals = any(map(has_decimal, texts.values()))
        return found
    except TutorError as error:
        raise as_typed(error, (text for text in texts.values() if isinstance(text, str))) from None


def problem(text: str) -> tuple[Topic, Problem]:
    """The topic and the problem that a text asks for; raises a `TutorError` if it is none."""
    if len(text) > limits.DATA * 12:
        raise OverLimit(
            "too-long",
            f"The problem has {len(text):,} characters. The limit is {limits.DATA * 12:,}.",
            fix="Give large data as a file.",
        )
    stated = divided_from_left(in_usual_letters(text))
    stated = _BRACKETS.sub(lambda found: "$ " if found[0][1] in "([" else " $", stated).strip()
    stated = in_square_brackets(_STYLE.sub("", stated)).replace("⟨", "<").replace("⟩", ">")
    if not stated:
        raise NotUnderstood("empty", "There is no problem.", fix="Type one, or see `tutor topics`.")
    failed: tuple[int, TutorError] | None = None
    failing = ""  # the topic that could not be posed
    posed: list[tuple[Reading, Problem]] = []
    for readings in (_spoken(stated), _bare(stated)):
        for reading in sorted(readings, key=lambda r: -r.weight):
            if posed and reading.weight < posed[0][0].weight:
                break
            try:
                posed.append((reading, pose(TOPICS[reading.topic.id], reading.texts)))
            except TutorError as error:
                if reading.weight == BY_CHOICE and error.text:
                    continue  # hardly a word speaks for this topic, and what it would ask cannot be read
                if error.code == "variable" and re.search(r"\w\(| at ", error.text or ""):
                    continue  # P(A and B) where the phrase has unknowns, `t at t = 1`: it is another problem
                if error.code == "no-determinant":
                    continue  # anything may stand in front of `with A =`
                # Before another equation stands no single formula, without a matrix none in matrices.
                elsewhere = _NEXT_EQUATION.search(error.text or "") or error.code in ELSEWHERE
                weight = 0 if elsewhere else reading.weight
                if failed is None or _says_more(weight, error, failed):
                    failed, failing = (weight, placed(error, stated)), reading.topic.id
        if posed:
            break
    topics = {reading.topic.id: reading.topic for reading, _ in posed}
    if len(topics) > 1:
        raise advice.several_topics(topics.values())
    if posed and (failed is None or failed[0] <= posed[0][0].weight or failing in topics):
        return TOPICS[posed[0][0].topic.id], posed[0][1]
    understood = failed is not None and not isinstance(failed[1], NotUnderstood)
    said = "" if failed is None else failed[1].code
    if not understood:
        from tutor.reading.statement import check_story

        found = _in_plainer_words(stated, said) or _with_values(stated) or _by_method(stated)
        if found is not None:
            return found
        if (found := _one_for_all(stated)) is not None:
            return found
        check_story(stated)
        beyond = advice.known_fault(stated) or not_covered(stated)
        if beyond is not None:
            raise beyond
    raise _unread(stated) if failed is None else failed[1]


def _in_plainer_words(text: str, said: str) -> tuple[Topic, Problem] | None:
    """The problem of a text that says it in more words than the phrases have.

    Raises what is wrong with it, unless that is `said` of the text itself or no better.
    """
    from tutor.reading.difference_quotients import derivative_asked

    plain = plainer(derivative_asked(text)) if len(text) <= limits.CHARACTERS else text
    if plain == text:
        return None
    try:
        return problem(plain)
    except TutorError as error:
        if error.code in ("no-topic", "several-topics", "words", "unknown-name", said):
            return None
        raise placed_in_all(error, text) from None


def _with_values(text: str) -> tuple[Topic, Problem] | None:
    """The problem of a text that first names matrices, read with these in place of their names."""
    from tutor.reading.named_values import named_function, named_values

    text = sentence(text).text if len(text) <= limits.CHARACTERS else text
    failed: TutorError | None = None
    for asked in named_function(text) if len(text) <= limits.CHARACTERS else ():
        try:
            return problem(asked)
        except TutorError as error:
            several = error.code in ("no-topic", "comma")  # a map has several components
            failed = failed or (None if several else error)
    if failed is not None:
        raise failed
    named = named_values(text)
    if named is None:
        return None
    try:
        return problem(named.inserted)
    except TutorError as error:
        if error.code in ("no-topic", "brackets", "matrix"):
            raise advice.no_topic_for(text, named.question) from None
        raise placed_in_all(error, text) from None


def _by_method(text: str) -> tuple[Topic, Problem] | None:
    """The problem of a text that says by which method, as in `determinant of ... by cofactors`."""
    for question, words in with_method(_without_end(text)):
        try:
            chosen, posed = problem(question)
        except TutorError:
            continue
        name = method_called(words, chosen.methods)
        if not name:
            raise advice.no_method(text, words, chosen)
        posed.method = name
        return chosen, posed
    return None


def _one_for_all(text: str) -> tuple[Topic, Problem] | None:
    """The problem that answers all questions of a text, such as for eigenvalues and for their eigenvectors.

    Raises an error that names the questions where they are several problems.
    """
    asked = questions(text)
    try:
        found = [problem(question) for question in asked]
    except TutorError:
        return None
    if not found:
        return None
    if any(
        (chosen.id, posed.values) != (found[0][0].id, found[0][1].values) for chosen, posed in found
    ):
        raise advice.several_questions(text, asked)
    return found[0]


def _says_more(weight: int, error: TutorError, failed: tuple[int, TutorError]) -> bool:
    """Whether an error belongs to a better reading, or to one that could be read at least."""
    heavier, other = weight - failed[0], failed[1]
    read = isinstance(other, NotUnderstood) and not isinstance(error, NotUnderstood)
    fits = other.code in MISFITS and error.code not in MISFITS
    return heavier > 0 or (heavier == 0 and (read or fits))


def _spoken(text: str) -> Iterator[Reading]:
    """The readings of a text in words."""
    head, colon, tail = text.partition(":")
    if colon and (named := _named(head)):
        spoken = [f for f in named.forms if f.may_say(":")]
        if not any(_by_forms(named, spoken, sentence(_without_end(text)))):
            yield Reading(named, assignments(named, tail), 1000)
    asked = sentence(_without_end(text))
    for chosen in entries():
        yield from _by_forms(chosen, chosen.forms, asked)


def _bare(text: str) -> Iterator[Reading]:
    """The readings of bare mathematics, which count only where no words do."""
    from tutor.reading.statement import bare
    from tutor.reading.told import SHAPES

    if statement := bare(text):
        for chosen in entries():
            if statement.shape in chosen.bare:
                known = {k: v for k, v in statement.fields.items() if k in chosen.inputs_by_name}
                yield Reading(chosen, known, 1000 if statement.shape in SHAPES else 0)


def _named(head: str) -> Entry | None:
    """The topic whose name, or whose phrase without inputs, stands before a colon."""
    return _heads().get(" ".join(head.lower().split()))


@cache
def _heads() -> dict[str, Entry]:
    """What may stand before a colon to name a topic."""
    heads: dict[str, Entry] = {}
    for chosen in entries():
        spoken = (s for form in chosen.forms for s in islice(form.spellings(), MOST_SPELLINGS))
        asked = (re.sub(r"\W*\{\w+\}\W*", " ", s).strip().lower() for s in spoken)
        last = chosen.id.split(".")[1]
        for name in (chosen.id, last, last.replace("_", " "), *asked):
            heads.setdefault(name, chosen)
    return heads


def _by_forms(chosen: Entry, forms: Iterable[Form], asked: Sentence) -> Iterator[Reading]:
    lowered, options = asked.text.lower(), chosen.options
    for form in forms:
        if form.occurs_in(lowered, options):
            yield from _by_form(chosen, form, asked)


def _by_form(chosen: Entry, form: Form, asked: Sentence) -> Iterator[Reading]:
    main, options = _split_options(chosen, form.inputs, asked.text)
    begin = len(main) - len(main.lstrip(" ,;"))
    found = _matcher(chosen, form).parse(main.strip(" ,;"))
    if found is not None:
        spans = {name: found.spans[name] for name in found.named}
        named = {n: asked.part(begin + start, begin + end) for n, (start, end) in spans.items()}
        if any(
            has_letter(named[slot], letter) for slot, letter in form.headings(found.fixed).items()
        ):
            return  # y = x y^2 is no formula for y
        yield Reading(chosen, {**named, **options}, BY_CHOICE + form.weight(found.fixed))


def _without_end(text: str) -> str:
    """The text without a full stop or question mark; the one of `P(B) = ?` stays."""
    short = re.sub(r"(?<!\\right)[ .?]+$", "", text)
    return text if re.search(r"\)\s*=$", short) else short


@cache
def _matcher(chosen: Entry, form: Form) -> Parser:
    """The matcher of a form; a choice in it matches its options alone."""
    return form.matcher(chosen.options)


def _split_options(chosen: Entry, held: frozenset[str], text: str) -> tuple[str, Texts]:
    """Cut `name = value` pairs off the end, for inputs that the form does not hold."""
    others = [n for n in chosen.inputs_by_name if len(n) > 1 and n not in held]
    if not others:
        return text, {}
    names = "|".join(map(re.escape, others))
    first = re.search(rf"(?:[,;]|\bwith\b|\bwhere\b|\band\b)\s*(?=(?:{names})\s*=)", text)
    if first is None:
        return text, {}
    return text[: first.start()], assignments(chosen, text[first.end() :])


def _unread(text: str) -> TutorError:
    """The error of a text that no topic answers: what cannot be read in it, or what it is."""
    if len(text) > limits.CHARACTERS:
        return OverLimit(
            "characters",
            f"The problem has {len(text):,} characters. "
            f"The limit is {limits.CHARACTERS:,}, except for lists of numbers.",
            fix="Shorten it, or give the inputs of a topic by name: `tutor topics` lists them.",
            text=text,
            at=limits.CHARACTERS,
        )
    from tutor.reading.statement import bare, check

    try:
        check(text)
    except TutorError as error:
        return error
    if (named := _named(text)) is not None:
        try:
            pose(TOPICS[named.id], {})
        except TutorError as error:
            return error
    statement = bare(text)
    return advice.not_understood(text, "" if statement is None else statement.shape)
