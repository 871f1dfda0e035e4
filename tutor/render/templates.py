"""Loads templates: the words that are said and the pages they stand on.

Compiling a template takes longer than the rest of a short answer, so the compiled form is kept in
the user's cache directory, under a name that changes with the template and with the version of Jinja.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from tutor.core.cache_folder import keep, recall

_HERE = Path(__file__).resolve()
# In a wheel the templates are part of the package, in a checkout they stand beside it.
ROOT = next(
    (p for p in (_HERE.parents[1] / "_templates", _HERE.parents[2] / "templates") if p.is_dir()),
    _HERE.parents[2] / "templates",
)


class _Compiled(BytecodeCache):
    """Compiled templates, kept by the kind of their environment and the key of their text."""

    def __init__(self, kind: str) -> None:
        self.kind = kind  # a template compiled to escape is another program

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := recall(f"templates/{self.kind}/{bucket.key}")) is not None:
            bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        out = BytesIO()
        bucket.write_bytecode(out)
        keep(f"templates/{self.kind}/{bucket.key}", out.getvalue())


def environment(
    folder: Path, *, escape: bool, extensions: Sequence[type[Any]] = (), **settings: Any
) -> Environment:
    """A Jinja environment for the templates of a folder; an undefined name is an error.

    With `escape`, text is escaped for HTML wherever it is put into a template.  An extension that changes
    what is compiled has a `version`.
    """
    changes = [extension.version for extension in extensions]
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        undefined=StrictUndefined,
        bytecode_cache=_Compiled("-".join(["escaped" if escape else "plain", *changes])),
        extensions=extensions,
        auto_reload=False,
        **settings,
    )
