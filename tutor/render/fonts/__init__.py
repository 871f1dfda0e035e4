"""The fonts of a page, as package data: a bare machine has none.

The serif face is Computer Modern, which belongs to the TeX fonts that MathJax draws formulas with, so
that words and formulas look alike at the same size.  It has no signs such as ≤ or ∈; these come from
Latin Modern Math under a family of their own, which the style sheets name second.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the CSS values under which a page asks for it."""

    family: str
    weight: str
    style: str
    file: str

    def data(self) -> bytes:
        """The font in the format WOFF."""
        return (files(__name__) / self.file).read_bytes()

    def unpacked(self) -> bytes:
        """The same font as a TrueType or OpenType file."""
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

        # Left alone, fontTools stamps the font with the time of day.
        font = TTFont(BytesIO(self.data()), recalcTimestamp=False)
        font.flavor = None
        out = BytesIO()
        font.save(out)
        return out.getvalue()

    def data_uri(self) -> str:
        """The same as a URL that needs no file beside the page."""
        return "data:font/woff;base64," + b64encode(self.data()).decode("ascii")


FACES = (
    Face("Tutor Serif", "400", "normal", "serif-regular.woff"),
    Face("Tutor Serif", "700", "normal", "serif-bold.woff"),
    Face("Tutor Serif", "400", "italic", "serif-italic.woff"),
    Face("Tutor Serif", "700", "italic", "serif-bold-italic.woff"),
    Face("Tutor Mono", "400", "normal", "mono-regular.woff"),
    Face("Tutor Signs", "400", "normal", "signs-regular.woff"),
)

# What to write after `font-family:`.
SERIF = '"Tutor Serif", "Tutor Signs", "Latin Modern Roman", Georgia, serif'
MONO = '"Tutor Mono", "Tutor Signs", "Latin Modern Mono", monospace'


def css(url: Callable[[Face], str] = Face.data_uri) -> str:
    """The @font-face rules; `url` says where a page finds a face, which is in the page itself."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; src: url("{url(face)}") format("woff") }}'
        for face in FACES
    )
