"""What the words of a topic owe: one macro for every rule, with the arguments that its claim has.

Words that name something a claim does not hold would say what nobody checked; a rule without words
would leave a gap on the page.  Both are found here, and macros that no rule uses any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import TemplateError

from tutor.core.claims import FIELDS, values
from tutor.core.errors import TutorError
from tutor.core.step import Step, Trace
from tutor.core.topic import Topic
from tutor.render import prose

KINDS = ("", "why", "hint")
LEVELS = (1, 2, 3)
_PACKAGE = Path(__file__).resolve().parents[1] / "tutor"


def contract_problems(
    topic: Topic,
    traces: Iterable[Trace] | None = None,
    *,
    language: str = "en",
    seeds: int = 10,
    sources: Iterable[str] | None = None,
) -> list[str]:
    """What is missing, wrong or unused in the words of a topic; empty if all is well.

    The rules are those of `traces` or, without them, of problems that the topic makes itself at every
    level with every method.  A macro for a rarer rule is accepted if the rule is named in the source
    text of the topic or of the kit, or in `sources`, as a whole or by its first words.
    """
    if traces is None:
        traces = made_traces(topic, seeds)
    try:
        own = prose.macros(topic.id, language)
    except (TutorError, TemplateError) as error:
        return [str(error)]
    problems: dict[str, None] = {}
    used = {"title", "ask", "answer", "sums_rise"}
    problems.update(_arguments(topic.id, "title", (), language))
    problems.update(_inputs(topic, language))
    for trace in traces:
        for part in trace.walk():
            used.update(_names(part.rule))
            problems.update(step_problems(topic.id, part, language))
        for figure in trace.figures:
            used.add(figure.words)
            fields = FIELDS[type(figure.claim)]
            problems.update(_arguments(topic.id, figure.words, fields, language))
            problems.update(_call(topic.id, figure.words, dict(values(figure.claim)), language))
        problems.update(_answer(trace, language))
    signatures = {n: tuple(m.arguments) for n, m in own.items()}
    source = "".join(_sources(topic) if sources is None else sources)
    problems.update(_unused(topic.id, signatures, used, source, prose.source(topic.id, language)))
    return list(problems)


def made_traces(topic: Topic, seeds: int) -> Iterator[Trace]:
    """Derivations of problems that the topic makes, at every level and with every method that fits."""
    for level in LEVELS:
        for seed in range(seeds):
            problem = topic.problem(**topic.make(Random(seed), level))
            for method in topic.suitable(problem):
                yield topic.trace(problem, method)


def _names(rule: str) -> Iterator[str]:
    return (f"{rule}_{kind}" if kind else rule for kind in KINDS)


def _arguments(topic: str, name: str, fields: tuple[str, ...], language: str) -> dict[str, None]:
    found = prose.macro(topic, name, language)
    if found is None:
        return {f"{topic}: there is no macro {name}({', '.join(fields)})": None}
    if tuple(found.arguments) != fields:
        have = f"{name}({', '.join(found.arguments)})"
        return {f"{topic}: {have} must be {name}({', '.join(fields)})": None}
    return {}


def _call(topic: str, name: str, arguments: dict[str, Any], language: str) -> dict[str, None]:
    found = prose.macro(topic, name, language)
    if found is None or set(found.arguments) != set(arguments):
        return {}
    try:
        said = prose.runs(found, arguments)
    except TutorError as error:
        return {f"{topic}: {error.message}": None}
    words = "".join(r.words if isinstance(r, prose.Text) else "m" for r in said)
    empty = "nothing" if not said else words.strip(" .")
    if empty in {"nothing", "False", "None", "True"}:
        return {f"{topic}: {name} says {empty}": None}
    return {}


def step_problems(topic: str, part: Step, language: str = "en") -> dict[str, None]:
    """What is missing or wrong in the words for one step."""
    fields = FIELDS[type(part.claims[0])]
    problems: dict[str, None] = {}
    for name in _names(part.rule):
        problems.update(_arguments(topic, name, fields, language))
        problems.update(_call(topic, name, part.shown, language))
    return problems


def _inputs(topic: Topic, language: str) -> dict[str, None]:
    asked = prose.macro(topic.id, "ask", language)
    names = set(topic.inputs_by_name)
    have = () if asked is None else tuple(asked.arguments)
    if asked is not None and set(have) == names:
        return {}
    need = ", ".join(topic.inputs_by_name)
    return {f"{topic.id}: ask({', '.join(have)}) must have the arguments {need}": None}


def _answer(trace: Trace, language: str) -> dict[str, None]:
    closing = prose.macro(trace.topic, "answer", language)
    if closing is None:
        return {f"{trace.topic}: there is no macro answer": None}
    if missing := [name for name in trace.answer if name not in closing.arguments]:
        return {f"{trace.topic}: answer lacks the goal {missing[0]}": None}
    inputs = dict(trace.inputs)
    goals = {name: trace.answer.get(name) for name in closing.arguments}
    problems = _call(trace.topic, "answer", goals, language)
    asked = prose.macro(trace.topic, "ask", language)
    if asked is not None:
        problems.update(
            _call(trace.topic, "ask", {n: inputs.get(n) for n in asked.arguments}, language)
        )
    return problems


def _sources(topic: Topic) -> Iterator[str]:
    field, name = topic.id.split(".")
    kit = (_PACKAGE / "kit").rglob("*.py")
    for file in (_PACKAGE / "topics" / field / f"{name}.py", *sorted(kit)):
        yield file.read_text(encoding="utf-8")


def _unused(
    topic: str, own: dict[str, tuple[str, ...]], used: set[str], source: str, calls: str
) -> Iterator[tuple[str, None]]:
    claims = set(FIELDS.values())
    for macro, arguments in own.items():
        if macro in used or calls.count(f"{macro}(") > 1:
            continue
        rule = macro.removesuffix("_why").removesuffix("_hint")
        if not _is_named(rule, source):
            yield f"{topic}: no rule uses the macro {macro}", None
        elif arguments not in claims:
            yield f"{topic}: no claim has the arguments of {macro}({', '.join(arguments)})", None


def _is_named(rule: str, source: str) -> bool:
    """Whether a string of the source is the rule, or begins it with two words or more."""
    words = rule.split("_")
    beginnings = ["_".join(words[:k]) for k in range(2, len(words))]
    made = "|".join(map(re.escape, beginnings))
    return bool(re.search(rf'"{rule}"' + (rf'|"(?:{made})_?["{{]' if made else ""), source))
