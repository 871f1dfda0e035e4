"""docs/architecture.md names every module of the verifier, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_map_of_the_verifier_is_complete() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    section = page.split("## Inside the verifier")[1].split("\n## ")[0]
    rows = "".join(line for line in section.splitlines() if line.startswith("|"))
    named = re.findall(r"`([a-z_]+)`", rows)
    modules = {p.stem for p in (ROOT / "tutor" / "verify").iterdir() if p.suffix in ("", ".py")}
    modules -= {"__init__", "__pycache__"}
    assert sorted(named) == sorted(modules)
