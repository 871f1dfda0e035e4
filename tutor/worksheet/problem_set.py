"""A problem set: a YAML file with a title and a list of problems.

    title: Week 1, determinants
    problems:
      - determinant of [2 1; 4 3]
      - problem: determinant of [1 2 3; 0 1 4; 5 6 0]
        method: cofactors
      - topic: linear_algebra.determinant
        level: 2
        count: 3
        seed: 7

A problem is typed, or a topic makes it: of a level (1 easy, 2 usual, 3 hard), as many as `count`
says, and the same ones whenever the seed is the same.  A text with a colon and a space behind it, or
with a sign such as [ at its beginning, stands in quotes: 'Solve the system: x + y = 1'.  Every value is text, as it stands in the file; YAML's guesses (010 as eight,
1:30 as ninety, no as false) are not made.  Tags, anchors, aliases and a
second document are refused, so that a file is only what it looks like.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from msgspec import Struct

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, raise_any

DEEPEST = 6
MOST_PROBLEMS = 500
LEVELS = (1, 3)
LARGEST_SEED = 10**9
EXAMPLE = """\
title: Week 1
problems:
  - determinant of [2 1; 4 3]
  - topic: linear_algebra.determinant
    level: 2
    count: 3
    seed: 7"""
TYPED = re.compile(
    r"(?P<before> *(?:- +)?(?:problem|title|instructions): +| *- +)(?P<text>\S.*?) *"
)
ENTRY = {"problem", "method", "topic", "level", "count", "seed"}
SIGNS = tuple("[]{},&*!|>%@`#?")  # at the beginning of a value they mean something to YAML


class Item(Struct, frozen=True):
    """One problem of a set, as text; `line` is its line in the file, from 1."""

    problem: str
    method: str = ""
    line: int = 0
    count: ClassVar[int] = 1


class Drawn(Struct, frozen=True):
    """Problems that a topic makes; `line` is the line of the entry in the file, from 1."""

    topic: str
    level: int = 2
    count: int = 1
    seed: int = 1
    method: str = ""
    line: int = 0


class ProblemSet(Struct, frozen=True):
    """What a teacher wrote down."""

    title: str
    items: tuple[Item | Drawn, ...]
    instructions: str = ""

    @property
    def size(self) -> int:
        """How many problems a sheet has."""
        return sum(item.count for item in self.items)


def load(text: str) -> ProblemSet:
    """Read a problem set; raises a `TutorError` with the place of what is wrong.

    What is wrong in several entries is said of all of them at once.
    """
    if len(text.encode("utf-8", "replace")) > limits.YAML_BYTES:
        raise OverLimit(
            "file-size",
            f"The file is larger than {limits.YAML_BYTES // 1024} KB.",
            fix="Split it into several sets.",
        )
    root = _compose(text)
    if root is None:
        raise _wrong("empty", "The file is empty.", text, 0)
    top = _mapping(root, {"title", "problems", "instructions"}, text)
    problems = top.get("problems")
    if problems is None or _kind(problems) != "sequence":
        at = root if problems is None else problems
        raise _wrong("problems", "The file needs a list named problems.", text, _at(at))
    if not 1 <= len(problems.value) <= MOST_PROBLEMS:
        raise _wrong("problems", f"A set has 1 to {MOST_PROBLEMS} problems.", text, _at(problems))
    items: list[Item | Drawn] = []
    wrong: list[TutorError] = []
    for node in problems.value:
        try:
            items.append(_item(node, text))
        except TutorError as error:
            wrong.append(error)
    raise_any(wrong)
    found = ProblemSet(
        title=_text(top["title"], text) if "title" in top else "Worksheet",
        items=tuple(items),
        instructions=_text(top["instructions"], text) if "instructions" in top else "",
    )
    if found.size > MOST_PROBLEMS:
        raise _wrong("problems", f"A set has 1 to {MOST_PROBLEMS} problems.", text, _at(problems))
    return found


def _item(node: Any, text: str) -> Item | Drawn:
    line = node.start_mark.line + 1
    if _kind(node) == "scalar":
        return Item(_text(node, text), line=line)
    parts = _mapping(node, ENTRY, text)
    method = _text(parts["method"], text) if "method" in parts else ""
    if "topic" in parts:
        if "problem" in parts:
            at = _at(parts["problem"])
            raise _wrong("problem", "This entry has a problem and a topic.", text, at)
        return Drawn(
            _text(parts["topic"], text),
            _number(parts, "level", 2, LEVELS, text),
            _number(parts, "count", 1, (1, MOST_PROBLEMS), text),
            _number(parts, "seed", 1, (0, LARGEST_SEED), text),
            method,
            line,
        )
    if "problem" not in parts:
        raise _wrong("problem", "This entry has no problem and no topic.", text, _at(node))
    if foreign := next((name for name in ("level", "count", "seed") if name in parts), ""):
        message = f"{foreign!r} belongs to an entry with a topic; this one has a typed problem."
        raise _wrong(foreign, message, text, _at(parts[foreign]))
    return Item(_text(parts["problem"], text), method, line)


def _number(parts: dict[str, Any], name: str, usual: int, ends: tuple[int, int], text: str) -> int:
    """A whole number between the ends, which belong to the range."""
    if name not in parts:
        return usual
    written = _text(parts[name], text)
    small = written.isascii() and written.isdecimal() and len(written) <= len(str(ends[1]))
    if not small or not ends[0] <= int(written) <= ends[1]:
        message = f"{name} is a whole number from {ends[0]:,} to {ends[1]:,}."
        raise _wrong(name, message, text, _at(parts[name]), len(written))
    return int(written)


def _compose(text: str) -> Any:
    """The node tree of the only document, without tags, anchors or deep nesting."""
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            at = event.start_mark.index
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise _wrong("depth", f"The file is nested more than {DEEPEST} deep.", text, at)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _meant("alias", "Anchors and aliases are not read.", text, at)
            if getattr(event, "tag", None):
                raise _meant("tag", f"The tag {event.tag} is not read.", text, at)
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as bad:
        raise _unreadable(bad, text) from bad


def _unreadable(bad: Any, text: str) -> NotUnderstood:
    """What the YAML reader found wrong, in words for somebody who does not know YAML."""
    mark, opened = getattr(bad, "problem_mark", None), getattr(bad, "context_mark", None)
    position = getattr(bad, "position", 0)
    at = mark.index if mark is not None else position if isinstance(position, int) else 0
    begun = at if opened is None else opened.index
    if sign := _sign(text, at) or _sign(text, begun):
        return _unquoted(text, sign)
    if text[begun : begun + 1] in ("'", '"'):
        message = "This quotation mark is not closed at the end of the text."
        fix = "Close it there. Write an apostrophe between two of them twice: 'it''s'."
        return _wrong("quotes", message, text, begun, fix=fix)
    if text[at : at + 1] == "\t":
        return _wrong("tab", "A tab stands here.", text, at, fix="Write spaces for it.")
    reason = getattr(bad, "problem", None) or getattr(bad, "reason", None) or "it is no YAML"
    fix = f"Entries of one list begin in the same column. A set looks like this:\n{EXAMPLE}"
    return _wrong("yaml", f"The file cannot be read here: {reason}.", text, at, fix=fix)


class _Sign(Struct, frozen=True):
    """A sign that means something to YAML; `line` is the line with its text in quotes."""

    at: int
    line: str


def _sign(text: str, at: int) -> _Sign | None:
    """The sign for which the text of this line needs quotes."""
    start = text.rfind("\n", 0, at) + 1
    found = TYPED.fullmatch(text[start:].partition("\n")[0])
    if found is None or found["text"][0] in "'\"":
        return None
    typed = found["text"]
    place = 0 if typed.startswith(SIGNS) else f"{typed} ".find(": ")
    if place < 0:
        return None
    quoted = typed.replace("'", "''")
    return _Sign(start + found.start("text") + place, f"{found['before']}'{quoted}'")


def _meant(code: str, message: str, text: str, at: int) -> NotUnderstood:
    """An error for what may be YAML, or a text whose sign needs quotes."""
    sign = _sign(text, at)
    fix = f"If this is the problem itself, put it in quotes:\n{sign.line}" if sign else ""
    return _wrong(code, message, text, at, fix=fix)


def _unquoted(text: str, sign: _Sign) -> NotUnderstood:
    message = f"YAML takes the sign {text[sign.at]} for its own here, so this text needs quotes."
    return _wrong("quotes", message, text, sign.at, fix=f"Write:\n{sign.line}")


def _mapping(node: Any, names: set[str], text: str) -> dict[str, Any]:
    sign = _sign(text, _at(node)) if names == ENTRY else None
    if _kind(node) == "sequence" and sign is not None:
        raise _unquoted(text, sign)
    if _kind(node) != "mapping":
        known = ", ".join(sorted(names))
        message = f"Names with a colon are expected here. Known: {known}."
        raise _wrong("shape", message, text, _at(node))
    parts: dict[str, Any] = {}
    for key, value in node.value:
        name = _text(key, text)
        if name not in names:
            message = f"{name!r} is not known here. Known: {', '.join(sorted(names))}."
            fix = ""
            if sign is not None and not any(key.value in names for key, _ in node.value):
                fix = f"If this is the problem itself, put it in quotes:\n{sign.line}"
            raise _wrong("name", message, text, _at(key), len(name), fix=fix)
        if name in parts:
            raise _wrong("twice", f"{name!r} stands here twice.", text, _at(key), len(name))
        parts[name] = value
    return parts


def _text(node: Any, text: str) -> str:
    if _kind(node) != "scalar":
        raise _wrong("text", "Text is expected here.", text, _at(node))
    value: str = node.value
    if bad := next((c for c in value if not (c.isprintable() or c in "\n\t")), None):
        raise _wrong("character", f"The character U+{ord(bad):04X} is not read.", text, _at(node))
    if not value.strip():
        raise _wrong("empty", "A text is missing here.", text, _at(node))
    return value.strip()


def _kind(node: Any) -> str:
    return str(node.id)


def _at(node: Any) -> int:
    return int(node.start_mark.index)


def _wrong(
    code: str, message: str, text: str, at: int, length: int = 1, *, fix: str = ""
) -> NotUnderstood:
    return NotUnderstood(
        f"set-{code}",
        message,
        fix=fix or f"A set looks like this:\n{EXAMPLE}",
        text=text,
        at=at,
        length=length,
    )
