"""Loads templates: the words that are said and the pages they stand on.

Compiling a template takes longer than the rest of a short answer, so the compiled form is kept in
the user's cache directory, under a name that changes with the template and with the version of Jinja.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from tutor.render.cache_folder import cache_file

_CHECKSUM = 32  # bytes of SHA-256
_HERE = Path(__file__).resolve()
# In a wheel the templates are part of the package, in a checkout they stand beside it.
ROOT = next(
    (p for p in (_HERE.parents[1] / "_templates", _HERE.parents[2] / "templates") if p.is_dir()),
    _HERE.parents[2] / "templates",
)


class _Compiled(BytecodeCache):
    """Compiled templates as files after their checksum.

    What cannot be read or written, or is damaged, is the same as not there.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind  # a template compiled to escape is another program

    def _file(self, bucket: Bucket) -> Path | None:
        return cache_file(f"templates/{self.kind}/{bucket.key}")

    def load_bytecode(self, bucket: Bucket) -> None:
        if (file := self._file(bucket)) is not None:
            with suppress(OSError):
                data = file.read_bytes()
                checksum, code = data[:_CHECKSUM], data[_CHECKSUM:]
                if sha256(code).digest() == checksum:
                    bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if (file := self._file(bucket)) is not None:
            out = BytesIO()
            bucket.write_bytecode(out)
            code = out.getvalue()
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                # Another process may be reading: it sees the old file or the whole new one.
                fresh = file.with_name(f"{file.name}.{os.getpid()}")
                fresh.write_bytes(sha256(code).digest() + code)
                fresh.replace(file)


def environment(folder: Path, *, escape: bool, **settings: Any) -> Environment:
    """A Jinja environment for the templates of a folder; an undefined name is an error.

    With `escape`, text is escaped for HTML wherever it is put into a template.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        undefined=StrictUndefined,
        bytecode_cache=_Compiled("escaped" if escape else "plain"),
        auto_reload=False,
        **settings,
    )
