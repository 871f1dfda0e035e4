"""Text from files and from standard input, up to a limit.

A file without an end, such as a device, is read no further than the limit.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import click

from tutor.core import limits
from tutor.core.errors import OverLimit


def contents(path: Path, most: int = limits.FILE) -> str:
    """The text of a file, or of standard input for `-`."""
    if str(path) == "-":
        return typed(most)
    try:
        with path.open(encoding="utf-8-sig") as file:
            return _bounded(file, str(path), most)
    except UnicodeDecodeError as bad:
        raise click.UsageError(f"The file {path} cannot be read: it is no text in UTF-8") from bad
    except OSError as bad:
        raise click.UsageError(f"The file {path} cannot be read: {bad.strerror}") from bad


def from_file(named: str) -> str:
    """The text of a file, or of one column of a CSV file, as in `sleep.csv:hours`."""
    file, colon, column = named.rpartition(":")
    if not colon or Path(named).exists() or not (file == "-" or Path(file).is_file()):
        return contents(Path(named))
    from tutor.reading.data import written_column

    return written_column(contents(Path(file)), column)


def typed(most: int = limits.FILE) -> str:
    """The text of standard input."""
    try:
        return _bounded(sys.stdin, "standard input", most)
    except UnicodeDecodeError as bad:
        raise click.UsageError(f"The input is no text: {bad}") from bad


def _bounded(file: IO[str], name: str, most: int) -> str:
    text = file.read(most + 1)
    if len(text) > most:
        raise OverLimit(
            "file-size",
            f"{name} has more than {most // 1024**2} million characters.",
            fix="Give a smaller file.",
        )
    return text
