"""A picture as data: what is drawn, not how.

A topic records marks in the coordinates of the problem; `render` draws them.
The numbers of a picture are floats, because a picture proves nothing; what it
says in words is taken from a claim, like the words of a step.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, ValidationError, convert

from tutor.core.claim_forms import read, write
from tutor.core.claims import Claim
from tutor.core.expr import Decoder, Encoder, unknown_form

Point = tuple[float, float]
Place = tuple[float, float | None]  # a place of a curve, or a gap in it

# The part a mark plays; the renderer decides on colour and weight.
ROLES = ("first", "second", "third", "accent", "muted")


class Curve(Struct, frozen=True):
    """A line through points, broken where the second coordinate is None."""

    points: tuple[Place, ...]
    label: str = ""
    role: str = "first"
    dashed: bool = False


class Dots(Struct, frozen=True):
    """Separate points; `names`, if any, stand beside them."""

    points: tuple[Point, ...]
    names: tuple[str, ...] = ()
    label: str = ""
    role: str = "accent"


class Shade(Struct, frozen=True):
    """The area between a curve and the horizontal axis, with gaps like those of a curve."""

    points: tuple[Place, ...]
    label: str = ""
    role: str = "accent"


class Arrow(Struct, frozen=True):
    """An arrow from `tail` to `head`."""

    tail: Point
    head: Point
    label: str = ""
    role: str = "first"


class Bars(Struct, frozen=True):
    """One bar for each name, in groups when several `Bars` share the names."""

    names: tuple[str, ...]
    heights: tuple[float, ...]
    label: str = ""
    role: str = "first"


class Contours(Struct, frozen=True):
    """Level curves of a function sampled on the grid `x` by `y` (`z[row of y][column of x]`)."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    z: tuple[tuple[float, ...], ...]
    levels: tuple[float, ...]
    label: str = ""
    role: str = "muted"


class Region(Struct, frozen=True):
    """Where a function sampled on the grid `x` by `y` (as in `Contours`) is not positive."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    z: tuple[tuple[float, ...], ...]
    label: str = ""
    role: str = "accent"


class Note(Struct, frozen=True):
    """Words at a place, in a box when `boxed`."""

    at: Point
    words: str
    boxed: bool = False


class Plane(Struct, frozen=True):
    """The plane a x + b y + c z = d in space, as `(a, b, c, d)`."""

    coefficients: tuple[float, float, float, float]
    label: str = ""
    role: str = "first"


class SpacePoint(Struct, frozen=True):
    """A point in space; as a vector it is drawn as the arrow from the origin."""

    at: tuple[float, float, float]
    label: str = ""
    vector: bool = False


Mark = Curve | Dots | Shade | Arrow | Bars | Contours | Region | Note | Plane | SpacePoint
MARKS: dict[str, type[Mark]] = {m.__name__: m for m in Mark.__args__}


class Figure(Struct, frozen=True):
    """A picture; `words` names the macro that says what it shows, with the fields of `claim`.

    `x`, `y` and, in space, `z` name the axes; an empty name draws none.  `equal` asks for the
    same scale on both.
    """

    words: str
    claim: Claim
    marks: tuple[Mark, ...]
    x: str = ""
    y: str = ""
    z: str = ""
    equal: bool = False

    def to_json(self, encoder: Encoder) -> dict[str, Any]:
        return {
            "words": self.words,
            "claim": write(self.claim, encoder),
            "marks": [_write_mark(m) for m in self.marks],
            "x": self.x,
            "y": self.y,
            "z": self.z,
            "equal": self.equal,
        }

    @classmethod
    def from_json(cls, form: dict[str, Any], decoder: Decoder) -> Figure:
        return cls(
            form["words"],
            read(form["claim"], decoder),
            tuple(_read_mark(m) for m in form["marks"]),
            form["x"],
            form["y"],
            form["z"],
            form["equal"],
        )


def _write_mark(mark: Mark) -> dict[str, Any]:
    return {"is": type(mark).__name__, **{n: getattr(mark, n) for n in mark.__struct_fields__}}


def _read_mark(form: dict[str, Any]) -> Mark:
    kind = MARKS.get(form.get("is", ""))
    if kind is None or set(form) - {"is"} != set(kind.__struct_fields__):
        raise unknown_form(form)
    try:
        return convert({name: v for name, v in form.items() if name != "is"}, kind)
    except ValidationError as bad:
        raise unknown_form(form) from bad
