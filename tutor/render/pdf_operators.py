"""Compiles a formula from SVG to the operators of PDF.

SVG and PDF describe pictures in the same way: a stack of coordinate systems, a current colour, paths
that are filled or stroked.  So each SVG element becomes a few operators, once, instead of being read,
styled and drawn anew by the layout program.  A glyph becomes a form that all formulas of a document
share, which keeps the file small.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree

if TYPE_CHECKING:
    import pydyf

# A formula is set in thousandths of an em.
EM = 1000

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_PAINT = {
    *("fill", "stroke", "stroke-width"),
    *("stroke-linecap", "stroke-linejoin", "stroke-dasharray"),
}
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_PATH_TOKEN = re.compile(rf"([A-Za-z])|({_NUMBER})")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shape that formulas share.  WeasyPrint stores it once a document, as it does images."""

    id: str
    box: Box
    operators: bytes

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> pydyf.Stream:
        import pydyf

        extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(self.box)}
        return pydyf.Stream([self.operators], extra=extra, compress=True)


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled formula: what WeasyPrint 70 asks of an image, and no more.

    `box` is the view box: left, top, width and height in thousandths of an em, y downwards from the
    baseline.  `parts` are operators and the glyphs to show between them.
    """

    box: Box
    parts: tuple[bytes | Glyph, ...]

    @property
    def depth(self) -> float:
        """How far the formula reaches below the baseline, in em."""
        return (self.box[1] + self.box[3]) / EM

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        _, _, width, height = self.box
        return width / EM * font_size, height / EM * font_size, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw in the current colour of the text, to the given size, on a `weasyprint` stream."""
        x, y = width / self.box[2], height / self.box[3]
        with stream.stacked():
            stream.set_color(style["color"])
            stream.set_color(style["color"], stroke=True)
            stream.transform(x, 0, 0, y, -self.box[0] * x, -self.box[1] * y)
            for part in self.parts:
                if isinstance(part, bytes):
                    stream.stream.append(part)
                else:
                    stream.draw_x_object(stream.add_image(part, False, 1))


@functools.lru_cache(maxsize=4096)
def compile_svg(svg: str) -> Formula:
    """The formula that an SVG text of `tutor.render.mathjax.engine` shows.

    Only what MathJax writes is understood; anything else raises ValueError rather than be left out.
    """
    root = ElementTree.fromstring(svg)
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    shapes = {
        element.attrib["id"]: element.attrib["d"]
        for element in root.iter(_SVG + "path")
        if "id" in element.attrib
    }
    out: list[bytes | Glyph] = []
    _walk(root, _Pen(), shapes, out)
    parts: list[bytes | Glyph] = []
    for texts, group in itertools.groupby(out, lambda part: isinstance(part, bytes)):
        run = list(group)
        parts += [b"\n".join(cast(list[bytes], run))] if texts else run
    return Formula((left, top, width, height), tuple(parts))


@dataclass(frozen=True, slots=True)
class _Pen:
    fill: str = "currentColor"
    stroke: str = "currentColor"
    width: float = 0

    def paint(self) -> bytes:
        strokes = self.width > 0 and self.stroke != "none"
        return {(True, True): b"B", (True, False): b"f", (False, True): b"S"}.get(
            (self.fill != "none", strokes), b"n"
        )


def _walk(
    parent: ElementTree.Element, pen: _Pen, shapes: dict[str, str], out: list[bytes | Glyph]
) -> None:
    """Append the operators for what is inside `parent`, drawn with `pen`, to `out`."""
    for element in parent:
        tag = element.tag.removeprefix(_SVG)
        if tag == "defs":
            continue
        changes, own = _change(element, pen)
        changes += _transform(element.get("transform", ""))
        if changes or tag == "svg":  # what these set ends with the element
            out.append(b"\n".join([b"q", *changes]))
            _element(tag, element, own, shapes, out)
            out.append(b"Q")
        else:
            _element(tag, element, own, shapes, out)


def _element(
    tag: str,
    element: ElementTree.Element,
    pen: _Pen,
    shapes: dict[str, str],
    out: list[bytes | Glyph],
) -> None:
    match tag:
        case "g":
            _walk(element, pen, shapes, out)
        case "use":
            name = element.attrib[_HREF].removeprefix("#")
            if shapes[name]:  # a space has no outline
                out.append(_glyph(name, shapes[name]))
        case "path":
            out += [path_operators(element.attrib["d"])[0], pen.paint()]
        case "rect":
            box = _join(*_numbers(element, "x", "y", "width", "height"), "re")
            out += [box, pen.paint()]
        case "polygon":
            corners = _list(element.attrib["points"])
            first, *others = zip(corners[::2], corners[1::2], strict=True)
            out.append(_join(*first, "m"))
            out += [_join(*corner, "l") for corner in others]
            out += [b"h", pen.paint()]
        case "line":
            x1, y1, x2, y2 = _numbers(element, "x1", "y1", "x2", "y2")
            out.append(_join(x1, y1, "m", x2, y2, "l S"))
        case "svg":
            x, y, width, height = _numbers(element, "x", "y", "width", "height")
            left, top, *size = (float(number) for number in element.attrib["viewBox"].split())
            if not all(map(math.isclose, size, (width, height))):
                raise ValueError("a part of a formula is scaled, which MathJax does not do")
            out.append(_join(x, y, width, height, "re W n", 1, 0, 0, 1, x - left, y - top, "cm"))
            _walk(element, pen, shapes, out)
        case _:
            raise ValueError(f"a formula contains <{tag}>, which cannot be drawn")


def _change(element: ElementTree.Element, pen: _Pen) -> tuple[list[bytes], _Pen]:
    """Operators for what the element sets anew, and the pen that holds inside it."""
    out: list[bytes] = []
    if _PAINT.isdisjoint(element.attrib):
        return out, pen
    fill, stroke, width = (element.get(key) for key in ("fill", "stroke", "stroke-width"))
    if fill is not None and fill != pen.fill:
        pen = replace(pen, fill=fill)
        if fill != "none":
            out.append(_join(*_colour(fill), "rg"))
    if stroke is not None and stroke != pen.stroke:
        pen = replace(pen, stroke=stroke)
        if stroke != "none":
            out.append(_join(*_colour(stroke), "RG"))
    if width is not None and float(width.removesuffix("px")) != pen.width:
        pen = replace(pen, width=float(width.removesuffix("px")))
        out.append(_join(pen.width, "w"))
    if cap := element.get("stroke-linecap"):
        out.append(_join(_CAPS[cap], "J"))
    if join := element.get("stroke-linejoin"):
        out.append(_join(_JOINS[join], "j"))
    if dashes := element.get("stroke-dasharray"):
        out.append(b"[" + _join(*_list(dashes)) + b"] 0 d")
    return out, pen


@functools.cache
def _colour(name: str) -> tuple[float, float, float]:
    from tinycss2.color3 import RGBA, parse_color  # type: ignore[import-untyped]

    colour = parse_color(name)
    if not isinstance(colour, RGBA):
        raise ValueError(f"a formula has the colour {name!r}, which is not a colour of CSS")
    return colour.red, colour.green, colour.blue


@functools.lru_cache(maxsize=4096)
def _transform(text: str) -> tuple[bytes, ...]:
    return tuple(_placed(*step) for step in _TRANSFORM.findall(text))


def _placed(name: str, arguments: str) -> bytes:
    match name, _list(arguments):
        case "translate", [x, *rest]:
            return _join(1, 0, 0, 1, x, rest[0] if rest else 0, "cm")
        case "scale", [x, *rest]:
            return _join(x, 0, 0, rest[0] if rest else x, 0, 0, "cm")
        case "matrix", [a, b, c, d, e, f]:
            return _join(a, b, c, d, e, f, "cm")
        case "rotate", [degrees, *centre]:
            x, y = centre or (0, 0)
            turn = math.radians(degrees)
            cos, sin = math.cos(turn), math.sin(turn)
            return _join(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y, "cm")
        case _:
            raise ValueError(f"a formula is placed by {name}({arguments})")


@functools.lru_cache(maxsize=4096)
def _glyph(name: str, outline: str) -> Glyph:
    operators, box = path_operators(outline)
    return Glyph(name, box, operators + b"\nf")


def path_operators(outline: str) -> tuple[bytes, Box]:
    """The PDF path for an SVG path of absolute commands, and a box (x1, y1, x2, y2) that holds it.

    PDF has only cubic curves: the quadratic one from p over q to r is the cubic one with the
    control points p + 2/3 (q - p) and r + 2/3 (q - r).
    """
    words = [match[0] for match in _PATH_TOKEN.finditer(outline)]
    out: list[bytes] = []
    xs, ys = [0.0], [0.0]
    x = y = start_x = start_y = 0.0
    control: tuple[float, float] | None = None
    command, at = "", 0
    while at < len(words):
        if words[at].isalpha():
            command, at = words[at], at + 1
        count = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "T": 2, "C": 6, "Z": 0}.get(command)
        if count is None:
            raise ValueError(f"a glyph is drawn with the command {command!r}")
        numbers, at = [float(word) for word in words[at : at + count]], at + count
        previous, control = control, None
        match command, numbers:
            case "Z", _:
                x, y = start_x, start_y
                out.append(b"h")
                continue
            case "M", [x, y]:
                start_x, start_y, command = x, y, "L"  # further pairs after M are lines
                out.append(_join(x, y, "m"))
            case "L", [x, y]:
                out.append(_join(x, y, "l"))
            case "H", [x]:
                out.append(_join(x, y, "l"))
            case "V", [y]:
                out.append(_join(x, y, "l"))
            case "C", [x1, y1, x2, y2, x, y]:
                xs, ys = [*xs, x1, x2], [*ys, y1, y2]
                out.append(_join(x1, y1, x2, y2, x, y, "c"))
            case _, [*over, end_x, end_y]:
                if over:
                    control = over[0], over[1]
                else:  # T: the last control point, mirrored in the current point
                    px, py = previous or (x, y)
                    control = 2 * x - px, 2 * y - py
                (qx, qy), third = control, 2 / 3
                out.append(
                    _join(
                        *(x + third * (qx - x), y + third * (qy - y)),
                        *(end_x + third * (qx - end_x), end_y + third * (qy - end_y)),
                        *(end_x, end_y, "c"),
                    )
                )
                x, y = end_x, end_y
                xs, ys = [*xs, qx], [*ys, qy]
        xs.append(x)
        ys.append(y)
    return b"\n".join(out), (min(xs), min(ys), max(xs), max(ys))


def _list(text: str) -> list[float]:
    return [float(number) for number in re.split(r"[\s,]+", text.strip())]


def _numbers(element: ElementTree.Element, *names: str) -> Iterator[float]:
    return (float(element.get(name, 0)) for name in names)


def _join(*words: float | str) -> bytes:
    """Numbers and operators as PDF writes them, to a ten-thousandth and without exponents."""
    texts = (
        word if isinstance(word, str) else f"{word:.4f}".rstrip("0").rstrip(".") for word in words
    )
    return " ".join("0" if text == "-0" else text for text in texts).encode("ascii")
