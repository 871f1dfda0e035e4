"""The memory of typeset formulas: it saves work, and whatever happens to it costs no more than that."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tutor.core import cache_folder
from tutor.render.mathjax import cache, engine

FORMULAS = [("x", False), (r"\frac{1}{2}", True)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TUTOR_CACHE", raising=False)
    monkeypatch.setattr(cache_folder, "directory", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def typeset(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The LaTeX of every formula that is handed to MathJax."""
    asked: list[str] = []
    original = engine._typeset

    def counting(formulas: Sequence[tuple[str, bool]]) -> list[str]:
        asked.extend(latex for latex, _ in formulas)
        return original(formulas)

    monkeypatch.setattr(engine, "_typeset", counting)
    return asked


def test_formula_is_set_once(typeset: list[str]) -> None:
    first = engine.svg([*FORMULAS, *FORMULAS])
    assert len(typeset) == 2
    assert engine.svg(FORMULAS) * 2 == first
    assert len(typeset) == 2


def test_inline_and_display_are_remembered_apart(typeset: list[str]) -> None:
    inline, display = engine.svg([(r"\sum_i x", False), (r"\sum_i x", True)])
    assert inline != display
    assert engine.svg([(r"\sum_i x", True), (r"\sum_i x", False)]) == [display, inline]


def test_another_bundle_sets_formulas_anew(
    typeset: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.svg(FORMULAS)
    monkeypatch.setattr(engine, "_checksum", lambda: bytes(32))
    engine.svg(FORMULAS)
    assert len(typeset) == 4


def test_cache_can_be_turned_off(
    typeset: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_CACHE", "off")
    assert engine.svg(FORMULAS) == engine.svg(FORMULAS)
    assert len(typeset) == 4
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"not compressed", None, "text", 7])
def test_damaged_entry_is_replaced(typeset: list[str], folder: Path, damage: object) -> None:
    good = engine.svg(FORMULAS)
    with closing(sqlite3.connect(folder / "formulas.sqlite")) as database, database:
        database.execute("UPDATE formula SET text = ?", (damage,))
    assert engine.svg(FORMULAS) == good
    assert len(typeset) == 4
    assert engine.svg(FORMULAS) == good
    assert len(typeset) == 4


def test_damaged_file_is_replaced(typeset: list[str], folder: Path) -> None:
    good = engine.svg(FORMULAS)
    (folder / "formulas.sqlite").write_bytes(b"not a database" * 1000)
    assert engine.svg(FORMULAS) == good
    assert engine.svg(FORMULAS) == good
    assert len(typeset) == 4


def test_table_of_another_shape_is_the_same_as_no_cache(typeset: list[str], folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "formulas.sqlite")) as database, database:
        database.execute("CREATE TABLE formula (something INTEGER)")
    engine.svg(FORMULAS)
    assert len(typeset) == 2


def test_place_that_cannot_be_written_is_the_same_as_no_cache(
    typeset: list[str], folder: Path
) -> None:
    folder.write_bytes(b"a file where the directory should be")
    assert engine.svg(FORMULAS) == engine.svg(FORMULAS)
    assert len(typeset) == 4


def test_locked_file_is_the_same_as_no_cache(
    typeset: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.05)
    engine.svg(FORMULAS)
    with closing(sqlite3.connect(folder / "formulas.sqlite")) as database:
        database.execute("BEGIN EXCLUSIVE")
        engine.svg(FORMULAS)
        database.rollback()
    assert len(typeset) == 4


def test_oldest_formulas_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FORMULAS", 3)
    keys = [bytes([number]) for number in range(5)]
    for key in keys:
        cache.remember({key: "text"})
    assert list(cache.recall(keys)) == keys[2:]


def test_many_formulas_are_recalled_at_once() -> None:
    texts = {number.to_bytes(2, "big"): str(number) for number in range(2000)}
    cache.remember(texts)
    assert cache.recall(list(texts)) == texts


@pytest.mark.parametrize(
    ("platform", "variable", "value", "expected"),
    [
        ("linux", "XDG_CACHE_HOME", "/caches", "/caches/tutor"),
        ("linux", "XDG_CACHE_HOME", "relative", "HOME/.cache/tutor"),
        ("linux", "XDG_CACHE_HOME", "", "HOME/.cache/tutor"),
        ("darwin", "XDG_CACHE_HOME", "/caches", "HOME/Library/Caches/tutor"),
        ("win32", "LOCALAPPDATA", "/local", "/local/tutor"),
    ],
)
def test_cache_is_where_the_system_keeps_caches(
    platform: str,
    variable: str,
    value: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv(variable, value)
    assert cache_folder.directory() == Path(expected.replace("HOME", str(tmp_path)))
