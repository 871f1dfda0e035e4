"""Cuts the bundled fonts out of the Debian packages fonts-cmu and fonts-lmodern.

    apt-get download fonts-cmu=0.7.0-5 fonts-lmodern=2.005-1
    for package in *.deb; do dpkg-deb -x $package unpacked; done
    python build.py unpacked ..

Each face keeps Latin, Greek and Cyrillic letters, punctuation and the signs used in sentences, gets
the name under which the style sheets ask for it, and is stored as WOFF, which every browser reads and
which unpacks thirty times faster than WOFF2.  Needs fontTools 4.68.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTERS = [
    *range(0x20, 0x7F),  # ASCII
    *range(0xA0, 0x180),  # Latin-1, Latin Extended-A
    *range(0x218, 0x21C),  # Romanian
    *range(0x2C6, 0x2DE),  # accents
    *range(0x370, 0x460),  # Greek, Cyrillic
    *range(0x2010, 0x2060),  # punctuation
    *range(0x2070, 0x20A0),  # superscripts, subscripts
    0x20AC,
    0x2116,
    0x2122,
    *range(0xFB00, 0xFB05),  # ligatures
]
SIGNS = [
    0x20,
    *range(0x2032, 0x2038),  # primes
    *range(0x2100, 0x2150),  # letterlike
    *range(0x2190, 0x2200),  # arrows
    *range(0x2200, 0x2300),  # operators
    *range(0x2308, 0x230C),  # floor and ceiling
    *range(0x25A0, 0x2600),  # shapes
    0x2713,
    0x27E8,
    0x27E9,
    *range(0x27F5, 0x27FB),  # long arrows
    0x2A7D,
    0x2A7E,
]

FACES = [
    ("cmu/cmunrm.ttf", "serif-regular", "Tutor Serif", "Regular", LETTERS),
    ("cmu/cmunbx.ttf", "serif-bold", "Tutor Serif", "Bold", LETTERS),
    ("cmu/cmunti.ttf", "serif-italic", "Tutor Serif", "Italic", LETTERS),
    ("cmu/cmunbi.ttf", "serif-bold-italic", "Tutor Serif", "Bold Italic", LETTERS),
    ("cmu/cmuntt.ttf", "mono-regular", "Tutor Mono", "Regular", LETTERS),
    ("lm-math/latinmodern-math.otf", "signs-regular", "Tutor Signs", "Regular", SIGNS),
]


def cut(source: Path, target: Path, family: str, style: str, characters: list[int]) -> None:
    font = TTFont(source, recalcTimestamp=False)
    for table in ("FFTM", "TeX ", "BDF ", "EBDT", "EBLC", "MATH"):
        if table in font:
            del font[table]
    options = subset.Options(flavor="woff", hinting=False, notdef_outline=True)
    options.layout_features = ["kern", "liga", "mark", "mkmk", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}"}
    names[6] = f"{family} {style}".replace(" ", "-")
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        font["CFF "].cff.fontNames = [names[6]]
    subset.save_font(font, target, options)


def main(unpacked: str, target: str) -> None:
    roots = {
        "cmu": "usr/share/fonts/truetype/cmu",
        "lm-math": "usr/share/texmf/fonts/opentype/public/lm-math",
    }
    sums = []
    for source, name, family, style, characters in FACES:
        folder, file = source.split("/")
        woff = Path(target) / f"{name}.woff"
        cut(Path(unpacked) / roots[folder] / file, woff, family, style, characters)
        sums.append(f"{hashlib.sha256(woff.read_bytes()).hexdigest()}  {woff.name}\n")
    (Path(target) / "fonts.sha256").write_text("".join(sums))


if __name__ == "__main__":
    main(*sys.argv[1:])
