"""Inputs that a text gives by name: `A = [1 2; 3 4], method = cofactors`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from tutor.core.errors import NotUnderstood
from tutor.topics.index import Entry

Texts: TypeAlias = Mapping[str, str]


def assignments(chosen: Entry, text: str) -> Texts:
    """Read `name = value, name = value`; a word alone may be the value of a choice."""
    names = "|".join(sorted(map(re.escape, chosen.inputs_by_name), key=len, reverse=True))
    marks = list(re.finditer(rf"(?:^|(?<=[\s,;(]))({names})\s*=(?!=)", text))
    texts: dict[str, str] = {}
    loose = [text[: marks[0].start()]] if marks else [text]
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        value = text[mark.end() : following.start() if following else len(text)].strip(" ,;")
        kind = chosen.inputs_by_name[mark[1]]
        if not kind.several:
            value, *more = _parts(value)
            loose += more
        if mark[1] in texts:
            raise NotUnderstood(
                "given-twice",
                f"{mark[1]} is given twice.",
                fix="Give each value once.",
                text=text,
                at=mark.start(1),
                length=len(mark[1]),
            )
        texts[mark[1]] = value
    for word in (w.strip(" ,;") for w in loose):
        if word:
            name = _input_for(chosen, word, texts)
            texts[name] = word
    return texts


def _input_for(chosen: Entry, word: str, taken: Texts) -> str:
    """The input that a value without a name belongs to: a choice, or the first one."""
    for kind in chosen.inputs:
        if word.lower() in kind.options:
            return kind.name
    first = next((k.name for k in chosen.inputs if k.name not in taken), None)
    if first is None:
        raise NotUnderstood(
            "loose-value",
            f"{word!r} belongs to no input of {chosen.id}.",
            fix=f"Write name = value. The names are {', '.join(chosen.inputs_by_name)}.",
        )
    return first


def _parts(value: str) -> list[str]:
    """What stands between the commas outside all brackets; a comma without a space behind it may belong to a number."""
    parts, depth = [""], 0
    for k, sign in enumerate(value):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0 and value[k + 1 : k + 2].isspace():
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]
