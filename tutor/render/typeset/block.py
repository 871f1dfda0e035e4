"""Rectangles of characters that are put together like boxes of type.

Every block has a baseline, the line on which it is read; blocks side by side are placed so that their
baselines meet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

# Top, middle and bottom of a sign that grows, and the sign on a single line.
_GROWING: dict[str, tuple[str, str, str, str]] = {
    "(": ("⎛", "⎜", "⎝", "("),
    ")": ("⎞", "⎟", "⎠", ")"),
    "[": ("⎡", "⎢", "⎣", "["),
    "]": ("⎤", "⎥", "⎦", "]"),
    "|": ("│", "│", "│", "|"),
    "‖": ("║", "║", "║", "‖"),
    "⌊": ("⎢", "⎢", "⎣", "⌊"),
    "⌋": ("⎥", "⎥", "⎦", "⌋"),
    "⌈": ("⎡", "⎢", "⎢", "⌈"),
    "⌉": ("⎤", "⎥", "⎥", "⌉"),
}
_BRACES = {"{": ("⎧", "⎪", "⎨", "⎩"), "}": ("⎫", "⎪", "⎬", "⎭")}


def columns(line: str) -> int:
    """How many columns a line takes; combining marks take none."""
    return len(line) if line.isascii() else sum(not unicodedata.combining(c) for c in line)


def padded(line: str, width: int, align: str = "left") -> str:
    """The line with spaces up to the width; `align` is left, right or centre."""
    room = width - columns(line)
    left = {"left": 0, "right": room, "centre": room // 2}[align]
    return " " * left + line + " " * (room - left)


class Block(Struct, frozen=True):
    """Lines of equal width; `baseline` is the number of lines above the one it is read on."""

    lines: tuple[str, ...]
    baseline: int = 0

    @property
    def width(self) -> int:
        return columns(self.lines[0])

    @property
    def height(self) -> int:
        return len(self.lines)

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)


def line(text: str) -> Block:
    """A block of one line."""
    return Block((text,))


def beside(blocks: Iterable[Block]) -> Block:
    """The blocks side by side on one baseline."""
    parts = [block for block in blocks if block.lines[0] or block.height > 1]
    if all(block.height == 1 for block in parts):
        return Block(("".join(block.lines[0] for block in parts),))
    above = max(block.baseline for block in parts)
    below = max(block.height - block.baseline for block in parts)
    lines = [""] * (above + below)
    for block in parts:
        blank = " " * block.width
        first = above - block.baseline
        for k in range(len(lines)):
            inside = first <= k < first + block.height
            lines[k] += block.lines[k - first] if inside else blank
    return Block(tuple(lines), above)


def stacked(blocks: Sequence[Block], baseline: int, align: str = "centre") -> Block:
    """The blocks below one another; `baseline` counts the lines from the top."""
    width = max(block.width for block in blocks)
    lines = tuple(padded(text, width, align) for block in blocks for text in block.lines)
    return Block(lines, baseline)


def fraction(over: Block, under: Block) -> Block:
    width = max(over.width, under.width) + 2
    return stacked((over, line("─" * width), under), over.height)


def raised(base: Block, script: Block) -> Block:
    """The script above and to the right of the base."""
    return beside(
        (
            base,
            Block(
                script.lines + (" " * script.width,) * base.height, script.height + base.baseline
            ),
        )
    )


def lowered(base: Block, script: Block) -> Block:
    """The script below and to the right of the base."""
    blank = (" " * script.width,) * base.height
    return beside((base, Block(blank + script.lines, base.baseline)))


def fenced(opening: str, closing: str, body: Block) -> Block:
    """The body between two signs as tall as itself."""
    signs = (_fence(opening, body), body, _fence(closing, body))
    return beside(block for block in signs if block is not None)


def _fence(sign: str, body: Block) -> Block | None:
    if not sign:
        return None
    height = body.height
    if height == 1:
        return line(sign)
    if sign in _BRACES:
        top, middle, waist, bottom = _BRACES[sign]
        if height == 2:
            return Block((top, bottom), body.baseline)
        lines = [top, *[middle] * (height - 2), bottom]
        lines[height // 2] = waist
        return Block(tuple(lines), body.baseline)
    top, middle, bottom, _ = _GROWING[sign]
    return Block((top, *[middle] * (height - 2), bottom), body.baseline)


def root(body: Block, degree: str) -> Block:
    """The body under a root sign."""
    sign = [" " * len(degree) + " │"] * body.height
    sign[-1] = degree + "╲│"
    top = Block((" " * (len(degree) + 1) + "┌" + "─" * body.width,))
    lines = [a + b for a, b in zip(sign, body.lines, strict=True)]
    return Block((top.lines[0], *lines), body.baseline + 1)


def grid(rows: Sequence[Sequence[Block]], aligns: Sequence[str], gap: int, bar: int = 0) -> Block:
    """A table of blocks; before the last `bar` columns a line is drawn."""
    count = len(rows[0])
    widths = [max(row[k].width for row in rows) for k in range(count)]
    spread = any(block.height > 1 for row in rows for block in row)
    lines: list[str] = []
    for row in rows:
        if spread and lines:
            lines.append(" " * columns(lines[0]))
        cells: list[Block] = []
        for k, cell in enumerate(row):
            if k:
                cells.append(line(" │ " if bar and k == count - bar else " " * gap))
            shifted = tuple(padded(text, widths[k], aligns[k]) for text in cell.lines)
            cells.append(Block(shifted, cell.baseline))
        lines += beside(cells).lines
    return Block(tuple(lines), (len(lines) - 1) // 2)


def ruled(rows: Sequence[Sequence[Block]], align: str) -> Block:
    """A table with a line below its first row and another after its first column."""
    widths = [max(row[k].width for row in rows) for k in range(len(rows[0]))]
    lines: list[str] = []
    for number, row in enumerate(rows):
        if number == 1:
            lines.append(
                "─" * (widths[0] + 1) + "┼" + "─" * (sum(widths[1:]) + 2 * len(widths) - 3)
            )
        height = max(cell.height for cell in row)
        between = Block((" │ ",) * height, max(cell.baseline for cell in row))
        cells: list[Block] = []
        for k, (cell, width) in enumerate(zip(row, widths, strict=True)):
            cells += [between if k == 1 else line("  ")] if k else []
            shifted = tuple(padded(text, width, align) for text in cell.lines)
            cells.append(Block(shifted, cell.baseline))
        lines += beside(cells).lines
    return Block(tuple(lines), (len(lines) - 1) // 2)
