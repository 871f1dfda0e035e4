"""The parts of the machine that PDF output needs, and what to do when one is missing.

WeasyPrint lays out text with Pango, a system library that pip cannot install.  Everything else in
this program works without it, so it is looked for only when somebody asks for a PDF, and the answer
to its absence is the command that installs it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from tutor.core.errors import TutorError

# The names under which each library is found on Windows, Linux and macOS.
_LIBRARIES = {
    "gobject-2.0": ("libgobject-2.0-0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "pango-1.0": ("libpango-1.0-0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    "harfbuzz": ("libharfbuzz-0", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "fontconfig": ("libfontconfig-1", "libfontconfig.so.1", "libfontconfig.1.dylib"),
    "pangoft2-1.0": ("libpangoft2-1.0-0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
}

_INSTALL = {
    "Debian or Ubuntu": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora": "sudo dnf install pango",
    "macOS": "brew install pango",
    "Windows": "install MSYS2, then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}


class MissingPart(TutorError):
    """The machine lacks a program or library that this one output needs."""

    exit_status = 6


def missing_libraries() -> list[str]:
    """The names of the system libraries that PDF output needs and that cannot be loaded."""
    with suppress(AttributeError, OSError):
        # Windows looks only in directories it is told of; this is where MSYS2 puts them.
        os.add_dll_directory(r"C:\msys64\ucrt64\bin")  # type: ignore[attr-defined,unused-ignore]
    return [name for name, files in _LIBRARIES.items() if not _loads(name, files)]


def require_pdf_libraries() -> None:
    """Raise MissingPart, with the command that helps, unless a PDF can be written here."""
    if missing := missing_libraries():
        names = ", ".join(missing)
        raise MissingPart(
            "no_pango",
            f"PDF output needs Pango, and this machine has no {names}.",
            fix="Install it and try again, or choose another format. " + _how_to_install(),
        )


def _how_to_install() -> str:
    here = {"darwin": "macOS", "win32": "Windows"}.get(sys.platform)
    ways = {here: _INSTALL[here]} if here else _INSTALL
    return "; ".join(f"{system}: {command}" for system, command in ways.items()) + "."


def _loads(name: str, files: tuple[str, ...]) -> bool:
    for file in _candidates(name, files):
        with suppress(OSError):
            ctypes.CDLL(file)
            return True
    return False


def _candidates(name: str, files: tuple[str, ...]) -> Iterator[str]:
    yield from files
    if found := ctypes.util.find_library(name):
        yield found
