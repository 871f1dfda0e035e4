"""Makes the SVG of matplotlib fit to stand in a page.

Styles become attributes, which a content-security policy allows and which reach nothing outside the
drawing; names that no part refers to are dropped and the others made the drawing's own.
"""

from __future__ import annotations

import re
from hashlib import sha256
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tutor.render.figure import style
from tutor.render.prose import clean as clean_words

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FRACTION = re.compile(r"-?\d+\.\d+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# What matplotlib puts into a style sheet, which would change all of a page.
_ROOT = {"fill": "currentColor", "stroke-linejoin": "round", "stroke-linecap": "butt"}


def clean(svg: str, words: str, paper: bool) -> str:
    """The `svg` element alone, with `words` for who cannot see it."""
    root = ElementTree.fromstring(svg)
    own = "f" + sha256(f"{svg}{words}".encode()).hexdigest()[:8]
    kept = {name: f"{own}-{k}" for k, name in enumerate(dict.fromkeys(_referred(root)), start=1)}
    _plain(root)
    for element in root.iter():
        _clean_attributes(element, kept)
    _drop_bare_groups(root)
    made = Element("svg")
    made.attrib = {
        "xmlns": _SVG.strip("{}"),
        "class": "figure",
        "role": "img",
        "viewBox": root.attrib["viewBox"],
        "width": root.attrib["width"],
        "height": root.attrib["height"],
        "aria-labelledby": f"{own}-title",
        **_ROOT,
    }
    _describe(made, own, clean_words(words).strip())
    if paper:
        left, top, width, height = root.attrib["viewBox"].split()
        ground = {"x": left, "y": top, "width": width, "height": height, "fill": "#ffffff"}
        made.append(Element("rect", ground))
    made.extend(root)
    return ElementTree.tostring(made, encoding="unicode")


def _describe(made: Element, own: str, words: str) -> None:
    first, *rest = _SENTENCE.split(words, maxsplit=1)
    title = ElementTree.SubElement(made, "title", {"id": f"{own}-title"})
    title.text = first
    if rest:
        made.attrib["aria-describedby"] = f"{own}-desc"
        desc = ElementTree.SubElement(made, "desc", {"id": f"{own}-desc"})
        desc.text = rest[0]


def _referred(root: Element) -> list[str]:
    names = []
    for element in root.iter():
        for value in element.attrib.values():
            names += _REFERENCE.findall(value)
        if (target := element.get(f"{_XLINK}href", "")).startswith("#"):
            names.append(target[1:])
    return names


def _plain(element: Element) -> None:
    """Take out metadata and style sheets, and write the names of elements without their namespace."""
    element.tag = element.tag.removeprefix(_SVG)
    element.text = element.tail = None
    for part in list(element):
        if part.tag in (f"{_SVG}metadata", f"{_SVG}style"):
            element.remove(part)
        else:
            _plain(part)


def _clean_attributes(element: Element, kept: dict[str, str]) -> None:
    found = dict(element.attrib)
    element.attrib.clear()
    for rule in found.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        if value:
            found[name.strip()] = value.strip()
    if "href" not in found and (target := found.pop(f"{_XLINK}href", "")):
        found["href"] = "#" + kept[target.removeprefix("#")]
    for name, value in found.items():
        if name == "id":
            if value not in kept:
                continue
            value = kept[value]
        elif name in _ROOT and value == _ROOT[name]:
            continue
        value = _REFERENCE.sub(lambda match: f"url(#{kept[match[1]]})", value)
        if value == style.INK:
            value = "currentColor"
        if name != "transform" and name != "id":
            value = _FRACTION.sub(_short, value)
        element.set(name, value)


def _short(number: re.Match[str]) -> str:
    """Two decimals, a hundredth of a point, are finer than any screen or printer."""
    return f"{round(float(number[0]), 2) + 0.0:g}"


def _drop_bare_groups(element: Element) -> None:
    parts: list[Element] = []
    for part in element:
        _drop_bare_groups(part)
        parts += part if part.tag == "g" and not part.attrib else [part]
    element[:] = [part for part in parts if part.tag not in ("g", "defs") or len(part)]
