"""Where this program keeps what it can always make again.

A cache is only ever a saving: what cannot be read or written, or is damaged, is the same as not
there.  `TUTOR_CACHE=off` turns all of them off.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_CHECKSUM = 32  # bytes of SHA-256


def directory() -> Path:
    """The directory for this program's caches on this operating system; it may not exist yet.

    Raises RuntimeError for an account without a home.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or ""
        if not os.path.isabs(base):  # the standard says that a relative path is to be ignored
            base = str(Path.home() / ".cache")
    return Path(base) / "tutor"


def cache_file(name: str) -> Path | None:
    """A file in that directory, or None if caches are turned off or have no place."""
    if os.environ.get("TUTOR_CACHE", "").lower() in ("off", "0", "no"):
        return None
    try:
        return directory() / name
    except RuntimeError:
        return None


def recall(name: str) -> bytes | None:
    """What was kept under this name, or None."""
    if (file := cache_file(name)) is not None:
        with suppress(OSError):
            data = file.read_bytes()
            checksum, content = data[:_CHECKSUM], data[_CHECKSUM:]
            if sha256(content).digest() == checksum:
                return content
    return None


def keep(name: str, content: bytes) -> None:
    """Keep this content in a file after its checksum."""
    if (file := cache_file(name)) is not None:
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            # Another process may be reading: it sees the old file or the whole new one.
            fresh = file.with_name(f"{file.name}.{os.getpid()}")
            fresh.write_bytes(sha256(content).digest() + content)
            fresh.replace(file)
