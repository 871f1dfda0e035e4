"""Turns the wording of a topic into runs of words and mathematics.

A template says a sentence once for every format: the filter `m` takes a value out of the sentence and
leaves a numbered mark, and the finished sentence is cut at the marks.  A writer then sets each value
in its own way and escapes the words in between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sympy import Add, Basic, Symbol, Tuple

from tutor.core.claims import Defines, Equal, values
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.matrix import Matrix
from tutor.core.matrix_formula import matrix_formula
from tutor.core.step import Step, Trace
from tutor.render import templates
from tutor.render.letters import Letters
from tutor.render.letters import value as letter_value

if TYPE_CHECKING:
    from jinja2 import Environment


class Text(Struct, frozen=True):
    """Words, not escaped for any format."""

    words: str


class Math(Struct, frozen=True):
    """A value that stands inside a sentence: an expression, a matrix, a name, a tuple, a claim."""

    value: Any


Run = Text | Math
Runs = tuple[Run, ...]

# What a person typed comes through reading, which refuses these; a trace in a file may hold them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_MARK = re.compile("\x02([0-9]{1,6})\x03")
_LETTER = re.compile(r"[A-Za-z]\d*")
_BLANKS = re.compile("[ \t\n\r\f\v]+")
_parked: ContextVar[list[Any]] = ContextVar("parked")


def clean(words: str) -> str:
    """The words without characters that cannot be seen, and with one space where there were several."""
    return _UNPRINTABLE.sub("", _BLANKS.sub(" ", words))


def plain_words(runs: Runs, say: Callable[[Any], str]) -> str:
    """The sentence as one string, with `say` applied to each value."""
    return "".join(r.words if isinstance(r, Text) else say(r.value) for r in runs)


def park(value: Any) -> str:
    """The filter `m`: take a value out of the sentence and leave a mark."""
    from jinja2 import StrictUndefined

    if isinstance(value, StrictUndefined):
        str(value)  # raises the error that names the variable
    parked = _parked.get()
    parked.append(value)
    return f"\x02{len(parked) - 1}\x03"


def count(number: Any, one: str, several: str) -> str:
    """The filter `count`: `{{ n|count("row", "rows") }}` gives "1 row" or "3 rows" or, for a letter, "n rows"."""
    shown = park(number) if isinstance(number, Basic) else number
    return f"{shown} {one if number == 1 else several}"


def _printed(value: Any) -> Any:
    """What a template prints without a filter: words and counts; mathematics has to be parked."""
    if isinstance(value, Basic | float | bool | tuple) or value is None:
        raise TypeError(f"a template prints {value!r} without a filter")
    return value


def languages() -> tuple[str, ...]:
    """The languages that there are words in."""
    return tuple(sorted(p.name for p in (templates.ROOT / "words").iterdir() if p.is_dir()))


@cache
def _environment(language: str) -> Environment:
    from jinja2 import pass_context

    if language not in languages():
        raise NotUnderstood(
            "language",
            f"There are no words in the language {language!r}.",
            fix=f"Choose one of: {', '.join(languages())}.",
        )
    made = templates.environment(
        templates.ROOT / "words" / language,
        escape=False,
        extensions=(Letters,),
        finalize=_printed,
    )

    def listed(items: Iterable[Any] | Matrix) -> str:
        """The filter `listed`: the values of a tuple, or the rows of a matrix, with a last "and"."""
        rows = (Tuple(*row) for row in items.entries()) if isinstance(items, Matrix) else items
        marks = [park(item) for item in rows]
        if len(marks) < 2:
            return "".join(marks)
        joined: str = macros("document", language)["joined"](", ".join(marks[:-1]), marks[-1])
        return joined

    def named(names: Iterable[str]) -> str:
        """The filter `named`: words of a tuple, with a last "and"; a letter such as H1 is set as in formulas."""
        *most, last = (park(Symbol(n)) if _LETTER.fullmatch(n) else n for n in names)
        joined: str = macros("document", language)["joined"](", ".join(most), last)
        return joined if most else last

    @pass_context  # or else Jinja would call it when it compiles a template
    def letter(context: Any, name: str) -> str:
        """The filter `letter`: a name or a short formula that a template writes among its words."""
        return park(letter_value(name))

    made.filters.update(
        m=park,
        claim=park,
        letter=letter,
        listed=listed,
        named=named,
        count=count,
        matrix_formula=matrix_formula,
    )
    return made


@cache
def macros(name: str, language: str = "en") -> Mapping[str, Any]:
    """The macros of one file of words: `linear_algebra.determinant`, or `document` for the page itself."""
    from jinja2 import TemplateNotFound
    from jinja2.runtime import Macro

    try:
        module = _environment(language).get_template(f"{name.replace('.', '/')}.j2").module
    except TemplateNotFound as error:
        raise NotUnderstood(
            "no-words",
            f"There are no words for {name} in the language {language!r}.",
            fix="Use a trace of a topic that is listed by `tutor topics`.",
        ) from error
    return {name: made for name, made in vars(module).items() if isinstance(made, Macro)}


def source(topic: str, language: str = "en") -> str:
    """The text of the file of words of a topic."""
    file = templates.ROOT / "words" / language / f"{topic.replace('.', '/')}.j2"
    return file.read_text(encoding="utf-8")


@cache
def shared_files(language: str = "en") -> tuple[str, ...]:
    """The files of wording that several topics use."""
    folder = templates.ROOT / "words" / language / "shared"
    return tuple(sorted(f"shared.{p.stem}" for p in folder.glob("*.j2")))


@cache
def _shared_sources(language: str) -> Mapping[str, str]:
    """The texts of these files by name: to find a word in one is faster than to load its macros."""
    return {file: source(file, language) for file in shared_files(language)}


@cache
def macro(topic: str, name: str, language: str = "en") -> Any:
    """The macro of this name for a topic: its own, or one that topics share; None if there is none."""
    if found := macros(topic, language).get(name):
        return found
    for file, text in _shared_sources(language).items():
        if f" {name}(" in text and (found := macros(file, language).get(name)):
            return found
    return None


def rising(trace: Trace, language: str = "en") -> frozenset[Basic]:
    """The sums that names stand for in a derivation whose words have `sums_rise`, such as T = 1 + x + x^2/2.

    Their terms are shown as they come, by rising powers.  Only sums in letters of the problem count.
    """
    if macro(trace.topic, "sums_rise", language) is None:
        return frozenset()
    letters = {s for _, v in trace.inputs if isinstance(v, Basic) for s in v.free_symbols}
    found: set[Basic] = set()
    for claim in (c for part in trace.walk() for c in part.claims):
        if isinstance(claim, Defines):
            found.add(claim.value)
        elif isinstance(claim, Equal) and isinstance(claim.before, Symbol):
            found.add(claim.after)
    return frozenset(v for v in found if isinstance(v, Add) and v.free_symbols <= letters)


def runs(made: Any, arguments: Mapping[str, Any]) -> Runs:
    """Call a macro with these arguments and cut its sentence into runs.

    Raises `NotUnderstood` if they do not fit, as in a trace that another version wrote.
    """
    from jinja2 import UndefinedError

    parked: list[Any] = []
    token = _parked.set(parked)
    try:
        said = made(**{name: _typed(value) for name, value in arguments.items()})
    except (UndefinedError, TypeError, LookupError, AttributeError) as error:
        raise _do_not_fit(f"The words {made.name!r} do not fit their values: {error}.") from error
    finally:
        _parked.reset(token)
    cut: list[Run] = []
    for k, part in enumerate(_MARK.split(_BLANKS.sub(" ", said).strip())):
        if k % 2:
            if int(part) < len(parked):  # a name in a trace from a file may look like a mark
                cut.append(Math(parked[int(part)]))
        elif part:
            cut.append(Text(clean(part)))
    return tuple(cut)


def _typed(value: Any) -> Any:
    """Words that a person typed hold no marks; mathematics is parked and needs no cleaning."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(map(_typed, value))
    return value


def _do_not_fit(message: str) -> NotUnderstood:
    return NotUnderstood(
        "words",
        message,
        fix="Add or mend the macro in templates/words, or make the trace anew if it comes from another version.",
    )


def required(topic: str, name: str, language: str) -> Any:
    """The macro of this name; raises `NotUnderstood` if there is none."""
    if (found := macro(topic, name, language)) is None:
        raise _do_not_fit(f"The words of {topic} have no macro {name!r}.")
    return found


def title(topic: str, language: str = "en") -> str:
    """The name of the topic, such as "Determinant of a matrix"."""
    return plain_words(runs(required(topic, "title", language), {}), str)


def ask(topic: str, inputs: Mapping[str, Any], language: str = "en") -> Runs:
    """The problem as a textbook would put it; inputs that were left out are None."""
    made = required(topic, "ask", language)
    return runs(made, {name: inputs.get(name) for name in made.arguments})


def sentence(topic: str, part: Step, kind: str = "", language: str = "en") -> Runs:
    """What is said at a step: the step itself, or with `kind` its `why` or its `hint`."""
    name = f"{part.rule}_{kind}" if kind else part.rule
    return runs(required(topic, name, language), dict(values(part.claims[0])))


def answer(trace: Trace, language: str = "en") -> Runs:
    """The closing sentence; goals that the problem does not have are None."""
    made = required(trace.topic, "answer", language)
    return runs(made, {name: trace.answer.get(name) for name in made.arguments})


@cache
def answered(topic: str, language: str = "en") -> frozenset[str]:
    """The goals of which the closing sentence speaks; others stand in its arguments and are not used."""
    from jinja2 import nodes

    tree = _environment(language).parse(source(topic, language))
    (said,) = (m for m in tree.find_all(nodes.Macro) if m.name == "answer")
    return frozenset(n.name for part in said.body for n in part.find_all(nodes.Name))


def caption(topic: str, figure: Figure, language: str = "en") -> Runs:
    """What a figure shows."""
    return runs(required(topic, figure.words, language), dict(values(figure.claim)))


def fixed(name: str, language: str = "en", /, **arguments: Any) -> Runs:
    """Words that belong to the page and to no topic, from `document.j2`."""
    return runs(macros("document", language)[name], arguments)


def kinds(rules: Iterable[str], language: str = "en") -> str:
    """What kinds of steps these are, and how many of each, without saying anything of one of them."""
    names = macros("kinds", language)
    called = (str(names[r]()) if r in names else r.replace("_", " ") for r in rules)
    return ", ".join(
        label("kind", language, number=number, named=named)
        for named, number in Counter(called).most_common()
    )


def label(name: str, language: str = "en", /, **arguments: Any) -> str:
    """The same, where there is no mathematics in it."""
    return plain_words(fixed(name, language, **arguments), str)
