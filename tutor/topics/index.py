"""What may be asked of every topic, without loading it.

A text is compared with the phrases of all topics, and one of them is loaded.  So what the comparison
needs is written down once, in a file of the user's cache, and made anew when any file that a topic
may take it from has changed.  Without a cache all topics are loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib import import_module

import msgspec
from msgspec import Struct

from tutor.core.cache_folder import keep, recall
from tutor.core.inputs import ChoiceInput, DataInput, Input, LabelsInput
from tutor.core.phrases import Form, Options
from tutor.core.resources import PACKAGE
from tutor.core.topic import Topic
from tutor.topics import calculus, linear_algebra, probability, statistics

FIELDS: dict[str, tuple[str, ...]] = {
    "linear_algebra": linear_algebra.TOPICS,
    "calculus": calculus.TOPICS,
    "probability": probability.TOPICS,
    "statistics": statistics.TOPICS,
}
ROOMS = ("core", "kit", "topics")  # where a topic is written


class Asked(Struct, frozen=True):
    """One input: its name, text that reads correctly, and what sets it apart in a list of values.

    `options` are the words of a choice; `several` says that commas belong to the value.
    """

    name: str
    example: str
    options: tuple[str, ...] = ()
    several: bool = False


class Entry(Struct, frozen=True):
    """A topic as far as a text can ask for it; the fields are those of the `Topic`."""

    id: str
    covers: tuple[str, ...]
    phrases: tuple[str, ...]
    forms: tuple[Form, ...]
    bare: tuple[str, ...]
    inputs: tuple[Asked, ...]

    @property
    def inputs_by_name(self) -> dict[str, Asked]:
        return {asked.name: asked for asked in self.inputs}

    @property
    def options(self) -> Options:
        """The words of each input that is a choice."""
        return {asked.name: asked.options for asked in self.inputs if asked.options}


class _Index(Struct, frozen=True):
    """All entries, and the state of the files that they were made from."""

    state: str
    entries: tuple[Entry, ...]


class Topics(Mapping[str, Topic]):
    """Every topic by its id, in the order of the course; each is loaded when it is asked for."""

    def __init__(self, fields: Mapping[str, tuple[str, ...]]) -> None:
        self._ids = {f"{field}.{name}": None for field, names in fields.items() for name in names}

    def __getitem__(self, topic_id: str) -> Topic:
        if topic_id not in self._ids:
            raise KeyError(topic_id)
        topic: Topic = import_module(f"tutor.topics.{topic_id}").TOPIC
        return topic

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


TOPICS = Topics(FIELDS)


@cache
def entries() -> tuple[Entry, ...]:
    """An entry for each topic, in the order of the course."""
    name = f"topics/{sha256(os.fsencode(PACKAGE)).hexdigest()[:16]}.json"
    state = _state()
    if (kept := recall(name)) is not None:
        try:
            index = msgspec.json.decode(kept, type=_Index)
        except msgspec.MsgspecError:  # an older version wrote it
            index = None
        if index is not None and index.state == state:
            return index.entries
    made = tuple(_entry(topic) for topic in TOPICS.values())
    keep(name, msgspec.json.encode(_Index(state, made)))
    return made


def _entry(topic: Topic) -> Entry:
    asked = tuple(_asked(kind) for kind in topic.inputs)
    return Entry(topic.id, topic.covers, topic.phrases, topic.forms, topic.bare, asked)


def _asked(kind: Input) -> Asked:
    options = tuple(kind.options) if isinstance(kind, ChoiceInput) else ()
    return Asked(kind.name, kind.example, options, isinstance(kind, DataInput | LabelsInput))


def _state() -> str:
    """Differs for another version, and after any change of a file in the rooms of topics."""
    state = sha256((PACKAGE / "__init__.py").read_bytes())  # the version
    for room in ROOMS:
        for folder, below, files in os.walk(PACKAGE / room):
            below.sort()
            for file in sorted(files):
                if file.endswith(".py"):
                    seen = os.stat(os.path.join(folder, file))
                    state.update(f"{folder}/{file} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return state.hexdigest()
