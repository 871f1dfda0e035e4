"""A machine without the libraries of PDF output: it is told what to install, and does all the rest."""

from __future__ import annotations

import ctypes
import ctypes.util
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.core.errors import TutorError
from tutor.render import system
from tutor.render.mathjax import engine
from tutor.render.pdf import PdfPage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only libraries whose names contain 'harfbuzz' can be loaded."""
    original = ctypes.CDLL

    def load(name: str) -> ctypes.CDLL:
        if "harfbuzz" not in name:
            raise OSError(f"{name}: no such file")
        return original(name)

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)


def test_this_machine_has_everything() -> None:
    assert system.missing_libraries() == []
    system.require_pdf_libraries()


def test_missing_libraries_are_named(bare: None) -> None:
    assert system.missing_libraries() == ["gobject-2.0", "pango-1.0", "fontconfig", "pangoft2-1.0"]


@pytest.mark.parametrize(
    ("platform", "commands"),
    [
        ("linux", ["apt install libpango-1.0-0", "dnf install pango", "brew", "pacman"]),
        ("darwin", ["brew install pango"]),
        ("win32", ["pacman -S mingw-w64-ucrt-x86_64-pango"]),
    ],
)
def test_error_says_how_to_install_them(
    platform: str, commands: list[str], bare: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(TutorError) as caught:
        PdfPage("Title", "en").write("<p>text")
    error = caught.value
    assert error.exit_status == 6
    assert error.code == "no_pango"
    assert "pango-1.0" in error.message
    for command in commands:
        assert command in error.fix


def test_missing_javascript_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py_mini_racer", None)
    with pytest.raises(system.MissingPart, match="JavaScript engine") as caught:
        engine.Engine()
    assert "pip install mini-racer" in caught.value.fix


def test_heavy_libraries_are_loaded_when_a_file_is_written_and_not_before() -> None:
    heavy = ("weasyprint", "pydyf", "py_mini_racer", "fontTools", "tinycss2", "sympy")
    code = (
        "import sys, tutor.render.pdf\n"
        "tutor.render.pdf.PdfPage('t', 'en').formula('x', True, 'x')\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
