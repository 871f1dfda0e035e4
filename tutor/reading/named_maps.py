"""Maps of the plane as people name them: `rotation by 90° clockwise`, `reflection in the line y = 2x`.

Several stand one after another in the order in which they act: `..., then ...` or
`... followed by ...`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sympy import Integer, Rational, pi

from tutor.core.errors import TutorError
from tutor.core.named_map import NamedMap
from tutor.reading import data
from tutor.reading.tokens import refuse

_EXAMPLE: Final = (
    "For example: rotation by 30 degrees; reflection in the line y = 2x; "
    "projection onto the x axis; shear along the x axis by 2; scaling by 3."
)
_BETWEEN: Final = re.compile(r"\s*(?:,\s*)?(?:\band\s+)?(?:\bthen\b|\bfollowed\s+by\b|;)\s*", re.I)
_N: Final = r"([+-]?\s*\d{1,6}(?:\.\d{1,6}|\s*/\s*\d{1,6})?)"
_BY: Final = r"\s+(?:by|with|of|through|about)\s+(?:an?\s+|the\s+)?(?:angle\s+(?:of\s+)?|factor\s+(?:of\s+)?)?"
_LINE: Final = (
    r"\s+(?:in|on|onto|at|across|about|over|along|to)\s+(?:the\s+)?(?:line\s+|axis\s+)?"
    r"(?:(?:through|spanned\s+by|along|with\s+direction)\s+)?(?:the\s+origin\s+and\s+)?(?P<line>.+)"
)
_AXIS: Final = r"(?:the\s+)?(?P<axis>[xy])(?:\s*-?\s*(?:axis|direction))?"
_LACKING: Final = re.compile(
    rf"(?:(?:the|an?)\s+)?(?:(?:horizontal|vertical)\s+)?(?P<kind>shear|rotation|scaling)(?:\s+(?:along|in|parallel\s+to)\s+{_AXIS})?",
    re.I,
)
_SIZES: Final = {
    "shear": "Add the axis and the factor, for example: shear along the x axis by 2.",
    "rotation": "Add the angle, for example: rotation by 30 degrees.",
    "scaling": "Add the factor, for example: scaling by 3.",
}
_TURN: Final = r"(?P<way>\s*(?:\(?(?:counter|anti)-?\s*clockwise\)?|\(?clockwise\)?))?"
Make = Callable[[re.Match[str]], NamedMap | None]


def named_maps(text: str) -> tuple[str, ...]:
    """The maps in the order in which they act, in the wording of `core.named_map`."""
    found: list[str] = []
    at = 0
    for end, following in [
        *((m.start(), m.end()) for m in _BETWEEN.finditer(text)),
        (len(text), 0),
    ]:
        piece = text[at:end]
        words = re.sub(r"\$|\\circ|\^", " ", piece).strip(" .,;?")
        one = _one(words)
        if one is None and (lacking := _LACKING.fullmatch(words)) is not None:
            refuse(
                text,
                "named-map",
                f"How large the {lacking['kind'].lower()} is does not stand here.",
                _SIZES[lacking["kind"].lower()],
                at,
                end,
            )
        if one is None:
            refuse(
                text,
                "named-map",
                "This is no map of the plane that is known here.",
                _EXAMPLE,
                at,
                end,
            )
        found.append(str(one))
        at = following
    return tuple(found)


def _one(text: str) -> NamedMap | None:
    for pattern, make in _FORMS:
        if (match := pattern.fullmatch(text)) is not None:
            return make(match)
    return None


def _number(text: str) -> Rational:
    return Rational(re.sub(r"\s", "", text))


def _rotation(match: re.Match[str]) -> NamedMap | None:
    angle = match["angle"]
    if match["unit"]:
        degrees = _number(angle)
    else:
        try:
            turns = data.number(angle.replace("π", "pi")) / pi
        except TutorError:
            return None
        if not isinstance(turns, Rational) or turns == 0:
            return None
        degrees = turns * 180
    way = " ".join(filter(None, map(match.group, ("turned", "first", "way"))))
    clockwise = way != "" and not re.search("counter|anti", way, re.I)
    return NamedMap("rotation", (-degrees if clockwise else degrees,))


def _direction(text: str) -> tuple[Rational, Rational] | None:
    """A vector along the line that is named."""
    line = re.sub(r"\s+", "", text.lower()).replace("-axis", "axis").replace("*", "")
    if line in ("xaxis", "x", "y=0"):
        return Integer(1), Integer(0)
    if line in ("yaxis", "y", "x=0"):
        return Integer(0), Integer(1)
    n = r"(-?\d{1,6}(?:\.\d{1,6}|/\d{1,6})?)"
    if match := re.fullmatch(rf"[(<\[]{n}[,;]{n}[)>\]]", line):
        found = Rational(match[1]), Rational(match[2])
        return found if any(found) else None
    if match := re.fullmatch(r"y=(-?)(\d{0,6}(?:\.\d{1,6})?(?:/\d{1,6})?)x(?:/(\d{1,6}))?", line):
        slope = Rational(match[2] or "1") / Rational(match[3] or "1")
        slope = -slope if match[1] else slope
        return Integer(slope.q), Integer(slope.p)
    return None


def _along(kind: str) -> Make:
    def make(match: re.Match[str]) -> NamedMap | None:
        if kind == "reflection" and re.sub(r"[\s()]", "", match["line"]) in ("origin", "0,0"):
            return NamedMap("rotation", (Integer(180),))
        direction = _direction(match["line"])
        return None if direction is None else NamedMap(kind, direction)

    return make


def _shear(match: re.Match[str]) -> NamedMap:
    return NamedMap(f"shear_{match['axis'].lower()}", (_number(match["k"]),))


def _level(match: re.Match[str]) -> NamedMap:
    axis = "x" if match["level"].lower() == "horizontal" else "y"
    return NamedMap(f"shear_{axis}", (_number(match["k"]),))


def _scaling(match: re.Match[str]) -> NamedMap:
    one = _number(match["a"])
    return NamedMap("scaling", (one, _number(match["b"]) if match["b"] else one))


_K: Final = _N.replace("(", "(?P<k>", 1)
_A: Final = _N.replace("(", "(?P<a>", 1)
_B: Final = _N.replace("(", "(?P<b>", 1)
_THE: Final = r"(?:(?:the|an?)\s+)?"
_FORMS: Final[tuple[tuple[re.Pattern[str], Make], ...]] = tuple(
    (re.compile(_THE + pattern, re.I), make)
    for pattern, make in (
        (
            rf"(?:(?P<turned>(?:counter|anti)?-?\s*clockwise)\s+)?rotation{_TURN.replace('way', 'first')}(?:{_BY}|\s+)(?P<angle>[-+]?[\dπpi\s*/.]+?)\s*"
            rf"(?P<unit>°|degrees?|deg\b)?(?:\s*radians?|\s*rad)?{_TURN}"
            r"(?:\s+(?:about|around)\s+the\s+origin)?",
            _rotation,
        ),
        (rf"reflection{_LINE}", _along("reflection")),
        (rf"(?:orthogonal\s+)?projection{_LINE}", _along("projection")),
        (rf"(?P<level>horizontal|vertical)\s+shear{_BY}{_K}", _level),
        (rf"shear\s+(?:along|in|parallel\s+to)\s+{_AXIS}{_BY}{_K}", _shear),
        (rf"shear{_BY}{_K}\s+(?:along|in|parallel\s+to)\s+{_AXIS}", _shear),
        (
            rf"(?:scaling|stretch|dilation|enlargement){_BY}\(?{_A}"
            rf"(?:(?:\s+(?:in|along)\s+(?:the\s+)?x\S*)?\s*(?:,|and)\s*(?:by\s+)?{_B}(?:\s+(?:in|along)\s+(?:the\s+)?y\S*)?)?\)?",
            _scaling,
        ),
    )
)
