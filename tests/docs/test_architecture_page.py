"""docs/architecture.md names every module of the verifier in its room, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_map_of_the_verifier_is_complete() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    section = page.split("## Inside the verifier")[1].split("\n## ")[0]
    named = {
        room: sorted(re.findall(r"`([a-z_]+)`", modules))
        for room, modules in re.findall(r"^\| `(verify/[a-z/]*)` \|.*\|(.*)\|$", section, re.M)
    }
    verify = ROOT / "tutor" / "verify"
    rooms = [verify, *(p for p in verify.iterdir() if p.is_dir() and p.name != "__pycache__")]
    found = {
        room.relative_to(ROOT / "tutor").as_posix() + "/": sorted(
            p.stem for p in room.glob("*.py") if p.stem != "__init__"
        )
        for room in rooms
    }
    assert named == found
