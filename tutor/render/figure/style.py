"""How the parts of a figure look: a colour, a line, a marker and a hatching for each role.

The colours are those of Okabe and Ito, which colour-blind readers tell apart, of a lightness that
stands out against white and against dark paper.  No two roles differ by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tutor.core.cache_folder import cache_file
from tutor.render import fonts

# Written as `currentColor` in the end.
INK = "#000000"
WIDTH = 3.9  # inches, which a phone shows at nearly its full size
HEIGHT = 2.7
TEXT = 10.0  # points
SMALL = 8.5
ARROW = "-|>,head_length=0.55,head_width=0.24"

_SIGNS = "DejaVu Sans"  # comes with matplotlib and has the signs that our fonts lack
FAMILIES = ("Tutor Serif", "Tutor Signs", _SIGNS)


@dataclass(frozen=True, slots=True)
class Look:
    """What a role looks like; `dash` is a dash pattern of matplotlib."""

    colour: str
    dash: Any
    width: float
    marker: str
    hatch: str


SOLID = "-"
DASHED = (0, (5, 2.5))
LOOKS = {
    "first": Look("#0072b2", SOLID, 1.8, "s", ""),
    "second": Look("#d55e00", DASHED, 1.8, "^", "////"),
    "third": Look("#009e73", (0, (6, 2, 1.2, 2)), 1.8, "D", "...."),
    "accent": Look("#b4528b", SOLID, 2.4, "o", "\\\\\\\\"),
    "muted": Look("#767676", (0, (1.5, 1.8)), 1.3, "v", "xxxx"),
}


def look(role: str) -> Look:
    """The look of a role; a role of a later version looks like the first."""
    return LOOKS.get(role, LOOKS["first"])


@contextmanager
def settings(kind: str) -> Iterator[None]:
    """Within it matplotlib has its own settings and ours for this format, whatever the user's are."""
    import matplotlib
    from matplotlib.patheffects import Normal

    _register()
    ours: dict[str, Any] = {
        "font.family": list(FAMILIES),
        "font.size": TEXT,
        "text.parse_math": False,
        "mathtext.fontset": "cm",  # the letters that TeX sets formulas in
        "hatch.linewidth": 0.6,
        "svg.fonttype": "path",
        "svg.hashsalt": "tutor",
        "path.simplify": True,
        "path.simplify_threshold": 0.05,
    }
    if kind == "pdf":
        # With an effect, even with this one that does nothing, text becomes outlines: fonts of
        # type 3, which matplotlib would embed, are refused by many printers.
        ours["path.effects"] = [Normal()]
    default = {
        key: value
        for key, value in matplotlib.rcParamsDefault.items()
        if not key.startswith("backend")  # nobody draws on a screen here
    }
    with matplotlib.rc_context(default | ours):
        yield


@cache
def _register() -> None:
    """Make our fonts known to matplotlib, which takes them from files."""
    from matplotlib.font_manager import FontEntry, fontManager

    for face in fonts.FACES:
        if face.weight == "400" and face.family in FAMILIES:
            # `addfont` would take the weight from the file, where the regular face says 500.
            entry = FontEntry(
                fname=str(_file(face)),
                name=face.family,
                style=face.style,
                variant="normal",
                weight=400,
                stretch="normal",
                size="scalable",
            )
            fontManager.ttflist.append(entry)


def _file(face: fonts.Face) -> Path:
    data = face.unpacked()
    file = cache_file(f"fonts/{Path(face.file).stem}.otf")
    if file is not None:
        with suppress(OSError):
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                # Another process may be reading: it sees the old file or the whole new one.
                fresh = file.with_name(f"{file.name}.{id(data)}")
                fresh.write_bytes(data)
                fresh.replace(file)
            return file
    return _temporary(data)


def _temporary(data: bytes) -> Path:
    """A file for this process alone."""
    import atexit
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(suffix=".otf", delete=False) as stream:
        stream.write(data)
    file = Path(stream.name)
    atexit.register(file.unlink, missing_ok=True)
    return file
