"""Compiled templates are kept; whatever happens to them costs no more than compiling them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.core import cache_folder
from tutor.render import templates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TUTOR_CACHE", raising=False)
    monkeypatch.setattr(cache_folder, "directory", lambda: tmp_path / "cache")
    words = tmp_path / "words"
    words.mkdir()
    (words / "a.j2").write_text("{{ x }} < 1", encoding="utf-8")
    return words


def said(folder: Path, escape: bool = False) -> str:
    made = templates.environment(folder, escape=escape)
    text: str = made.get_template("a.j2").render(x="<b>")
    return text


def kept(folder: Path) -> list[Path]:
    return [p for p in (folder.parent / "cache").rglob("*") if p.is_file()]


def test_template_is_kept_and_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(folder) == "<b> < 1"
    assert len(kept(folder)) == 1
    monkeypatch.setattr("jinja2.Environment.compile", None)
    assert said(folder) == "<b> < 1"


def test_changed_template_is_compiled_again(folder: Path) -> None:
    said(folder)
    (folder / "a.j2").write_text("new {{ x }}", encoding="utf-8")
    assert said(folder) == "new <b>"


@pytest.mark.parametrize("damage", [b"", b"x", b"j2" * 40, None])
def test_damaged_file_is_not_used(folder: Path, damage: bytes | None) -> None:
    said(folder)
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:-7] if damage is None else damage)
    assert said(folder) == "<b> < 1"


def test_caches_can_be_turned_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_CACHE", "off")
    assert said(folder) == "<b> < 1"
    assert kept(folder) == []


def test_directory_that_cannot_be_made_is_no_fault(folder: Path) -> None:
    (folder.parent / "cache").write_text("in the way", encoding="utf-8")
    assert said(folder) == "<b> < 1"


def test_account_without_a_home_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(cache_folder, "directory", homeless)
    assert said(folder) == "<b> < 1"


def test_kept_template_escapes_as_it_was_asked_to(folder: Path) -> None:
    assert said(folder) == "<b> < 1"
    assert said(folder, escape=True) == "&lt;b&gt; < 1"
    assert said(folder) == "<b> < 1"
