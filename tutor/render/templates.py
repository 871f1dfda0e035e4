"""Loads templates: the words that are said and the pages they stand on.

Compiling a template takes longer than the rest of a short answer, so the compiled form is kept in
the user's cache directory, under a name that changes with the template and with the version of Jinja.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from tutor.render.cache_folder import cache_file

_HERE = Path(__file__).resolve()
# In a wheel the templates are part of the package, in a checkout they stand beside it.
ROOT = next(
    (p for p in (_HERE.parents[1] / "_templates", _HERE.parents[2] / "templates") if p.is_dir()),
    _HERE.parents[2] / "templates",
)


class _Compiled(BytecodeCache):
    """Compiled templates as files; what cannot be read or written is the same as not there."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if (file := _file(bucket)) is not None:
            with suppress(OSError), file.open("rb") as stream:
                bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if (file := _file(bucket)) is not None:
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                # Another process may be reading: it sees the old file or the whole new one.
                fresh = file.with_name(f"{file.name}.{id(bucket)}")
                with fresh.open("wb") as stream:
                    bucket.write_bytecode(stream)
                fresh.replace(file)


def _file(bucket: Bucket) -> Path | None:
    return cache_file(f"templates/{bucket.key}")


def environment(folder: Path, *, escape: bool, **settings: Any) -> Environment:
    """A Jinja environment for the templates of a folder; an undefined name is an error.

    With `escape`, text is escaped for HTML wherever it is put into a template.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        undefined=StrictUndefined,
        bytecode_cache=_Compiled(),
        auto_reload=False,
        **settings,
    )
