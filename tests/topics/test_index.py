"""The index of the topics: what is kept is what the topics say, and is never out of date."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tutor.core import cache_folder
from tutor.topics import index
from tutor.topics.index import TOPICS, Entry

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("TUTOR_CACHE", raising=False)
    monkeypatch.setattr(cache_folder, "directory", lambda: tmp_path)
    index.entries.cache_clear()
    yield tmp_path
    index.entries.cache_clear()


def read() -> tuple[Entry, ...]:
    """The index as another process would find it."""
    index.entries.cache_clear()
    return index.entries()


def kept(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


def no_topic(topic: object) -> Entry:
    raise AssertionError("a topic was loaded")


def test_an_entry_says_what_its_topic_says(folder: Path) -> None:
    for made in (read(), read()):  # the first is made, the second was kept
        assert [entry.id for entry in made] == list(TOPICS)
        for entry, topic in zip(made, TOPICS.values(), strict=True):
            for name in ("id", "covers", "phrases", "forms", "bare"):
                assert getattr(entry, name) == getattr(topic, name)
            assert [a.name for a in entry.inputs] == list(topic.inputs_by_name)
            assert [a.example for a in entry.inputs] == [i.example for i in topic.inputs]
            assert [list(a.options) for a in entry.inputs] == [
                list(getattr(i, "options", ())) for i in topic.inputs
            ]


def test_topics_are_not_loaded_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = read()
    assert len(kept(folder)) == 1
    monkeypatch.setattr(index, "_entry", no_topic)
    assert read() == made


def test_any_change_of_a_file_makes_it_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    file = package / "kit" / "deeper" / "words.py"
    file.parent.mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "1"')
    file.write_text("a = 1")
    monkeypatch.setattr(index, "PACKAGE", package)
    seen = [index._state()]
    assert index._state() == seen[0]
    os.utime(file, ns=(1, 1))
    seen.append(index._state())
    file.write_text("a = 12")
    os.utime(file, ns=(1, 1))
    seen.append(index._state())
    file.with_name("more.py").write_text("")
    seen.append(index._state())
    file.rename(package / "kit" / "words.py")
    seen.append(index._state())
    (package / "__init__.py").write_text('__version__ = "2"')
    seen.append(index._state())
    assert len(set(seen)) == len(seen)


def test_what_was_kept_in_another_state_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    monkeypatch.setattr(index, "_state", lambda: "another")
    monkeypatch.setattr(index, "_entry", no_topic)
    with pytest.raises(AssertionError, match="was loaded"):
        read()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"state": 1, "entries": []}'])
def test_what_cannot_be_read_is_made_anew(folder: Path, content: bytes) -> None:
    made = read()
    (file,) = kept(folder)
    cache_folder.keep(str(file.relative_to(folder)), content)
    assert read() == made
    file.write_bytes(file.read_bytes()[:-1])
    assert read() == made


def test_place_that_cannot_be_written_is_the_same_as_no_cache(folder: Path) -> None:
    (folder / "topics").write_text("in the way")
    assert [entry.id for entry in read()] == list(TOPICS)
    assert (folder / "topics").read_text() == "in the way"


def test_cache_can_be_turned_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_CACHE", "off")
    assert [entry.id for entry in read()] == list(TOPICS)
    assert kept(folder) == []


def test_several_may_write_at_once(folder: Path) -> None:
    code = "from tutor.topics.index import entries; print(*(e.id for e in entries()))"
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    environment.pop("TUTOR_CACHE", None)

    def start(_: int) -> str:
        return subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    with ThreadPoolExecutor(3) as pool:
        said = set(pool.map(start, range(4)))
    assert said == {" ".join(TOPICS) + "\n"}
    assert len(kept(folder)) == 1


def test_a_problem_loads_its_own_topic_alone(folder: Path) -> None:
    code = (
        "import sys; from tutor.solution import problem;"
        "problem('determinant of [2 1; 4 3]'); problem('determinant: [2 1; 4 3]');"
        "print(*sorted(m for m in sys.modules if m.startswith('tutor.topics.') and m.count('.') == 3))"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    environment.pop("TUTOR_CACHE", None)
    for expected in (len(TOPICS), 1):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert len(done.stdout.split()) == expected
