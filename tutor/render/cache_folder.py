"""Where this program keeps what it can always make again.

A cache is only ever a saving.  `TUTOR_CACHE=off` turns all of them off.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
