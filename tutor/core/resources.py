"""Where the files live that are not code: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resource(name: str) -> Path:
    """The path of `templates`, `worked_examples` or `docs/curriculum.md`."""
    inside = PACKAGE / f"_{Path(name).name}"
    return inside if inside.exists() else PACKAGE.parent / name
