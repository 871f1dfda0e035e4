"""Remembers typeset formulas on disk, so that the same formula is set only once on a machine.

One SQLite file in the user's cache directory holds compressed texts under a hash of the formula and
of the program that set it, so that nothing in it can be out of date.  It is only ever a saving: a
file that is damaged, locked or not writable is the same as no file.  TUTOR_CACHE=off turns it off.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from tutor.core.cache_folder import cache_file

T = TypeVar("T")

# A formula takes about 2 KB, so the file stays below about 40 MB.
MOST_FORMULAS = 20_000

# Seconds to wait for another program that writes.
PATIENCE = 2.0

# SQLite accepts at least 999 parameters in one question.
_QUESTION = 900


def path() -> Path | None:
    """The file, or None if caches are turned off or have no place."""
    return cache_file("formulas.sqlite")


def recall(keys: Sequence[bytes]) -> dict[bytes, str]:
    """The texts that are known and undamaged, by key."""

    def read(database: sqlite3.Connection) -> dict[bytes, str]:
        found: dict[bytes, str] = {}
        for start in range(0, len(keys), _QUESTION):
            part = keys[start : start + _QUESTION]
            marks = ",".join("?" * len(part))
            rows = database.execute(f"SELECT key, text FROM formula WHERE key IN ({marks})", part)
            found.update((key, text) for key, data in rows if (text := _unpack(data)) is not None)
        return found

    return _with_database(read) or {}


def remember(texts: Mapping[bytes, str]) -> None:
    """Keep the texts; the oldest go when there are more than MOST_FORMULAS."""

    def write(database: sqlite3.Connection) -> None:
        rows = [(key, zlib.compress(text.encode())) for key, text in texts.items()]
        database.executemany("INSERT OR REPLACE INTO formula VALUES (?, ?)", rows)
        database.execute(
            "DELETE FROM formula WHERE rowid <= (SELECT max(rowid) FROM formula) - ?",
            (MOST_FORMULAS,),
        )

    _with_database(write)


def _unpack(data: object) -> str | None:
    """The text, or None if the bytes are damaged; zlib carries its own checksum."""
    if not isinstance(data, bytes):
        return None
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError):
        return None


def _with_database(work: Callable[[sqlite3.Connection], T]) -> T | None:
    """The result of `work` in one transaction, or None if the file cannot be used.

    A file that is not a database of ours is removed and made afresh, once.
    """
    file = path()
    if file is None:
        return None
    for _ in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(file, timeout=PATIENCE)) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS formula (key BLOB PRIMARY KEY, text BLOB)"
                )
                return work(database)
        except (sqlite3.OperationalError, OSError):
            return None  # locked by another program, or a directory we may not write to
        except sqlite3.DatabaseError:
            try:
                file.unlink(missing_ok=True)
            except OSError:
                return None
    return None
