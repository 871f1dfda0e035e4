"""Names for signs that have no place of their own, below the drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.render.figure import labels, style
from tutor.render.figure.placing import Places

_LINE = 72  # characters that stand beside one another
_SIGN = 9  # the width of a sign, in characters


def draw_legend(axes: Any, signs: Mapping[str, Any], places: Places) -> None:
    """Write each label beside its sign; without labels there is no legend."""
    if not signs:
        return
    names = [labels.label(name) for name in signs]
    widest = max(len(name["s"]) for name in names)
    lowest = axes.get_tightbbox(places.renderer).y0
    legend = axes.legend(
        list(signs.values()),
        [name["s"] for name in names],
        loc="upper center",
        bbox_to_anchor=(0.5, (lowest - axes.bbox.y0 - 5) / axes.bbox.height),
        ncols=max(1, min(len(names), _LINE // (widest + _SIGN))),
        frameon=False,
        handlelength=2.6,
        columnspacing=1.6,
        labelcolor=style.INK,
        borderaxespad=0,
    )
    for text, name in zip(legend.get_texts(), names, strict=True):
        text.set_parse_math(name["parse_math"])
