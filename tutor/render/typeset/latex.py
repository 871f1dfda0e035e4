"""Writes a layout tree as LaTeX that pdflatex with amsmath and MathJax 3 both read.

No text of a user reaches the output unescaped: letters and digits stand in `\\mathrm` or `\\text`,
every other character is a command from the tables below, and what is in no table is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from tutor.render.typeset.layout import (
    APPLY,
    RULED,
    Accent,
    Arrow,
    BigOperator,
    Fenced,
    Fraction,
    Ident,
    Node,
    Number,
    Operator,
    Root,
    Row,
    Said,
    Subscript,
    Superscript,
    Table,
    TableRow,
    Words,
    goes_on,
    is_tall,
)
from tutor.render.typeset.names import GREEK

OPERATORS: dict[str, str] = {
    "+": "+",
    "−": "-",
    "·": r" \cdot ",
    "×": r" \times ",
    "\N{INVISIBLE TIMES}": "",
    "\N{FUNCTION APPLICATION}": "",
    "=": " = ",
    "≠": r" \ne ",
    "<": " < ",
    "≤": r" \le ",
    ">": " > ",
    "≥": r" \ge ",
    "≈": r" \approx ",
    "→": r" \to ",
    "←": r" \leftarrow ",
    "↔": r" \leftrightarrow ",
    "⟺": r" \iff ",
    "⟹": r" \implies ",
    "∼": r" \sim ",
    "|": r" \mid ",
    "∈": r" \in ",
    "∪": r" \cup ",
    ",": ", ",
    "!": "!",
    "′": "'",
    "∅": r"\emptyset",
    "\N{THIN SPACE}": r"\,",
    "\N{EM SPACE}": r"\quad ",
}
_SPACED = {"+": " + ", "−": " - "}
# The small omicron and the capitals that look like Latin letters have no command.
_LATIN = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΧ", "oABEZHIKMNOPTX", strict=True))
_VARIANTS = {"ε": r"\varepsilon", "φ": r"\varphi"}
LETTERS: dict[str, str] = {
    **{letter: rf"\mathrm{{{latin}}}" for letter, latin in _LATIN.items()},
    **{
        letter: "\\" + name
        for name, letter in GREEK.items()
        if letter not in _LATIN and name.lower() != "lamda"
    },
    **_VARIANTS,
    "ο": "o",
    "∞": r"\infty",
    "∂": r"\partial",
    "ℝ": r"\mathbf{R}",
    "⋯": r"\cdots",
    "⋮": r"\vdots",
    "⋱": r"\ddots",
}
_FUNCTIONS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "arcsin",
        "arccos",
        "arctan",
        "ln",
        "exp",
        "max",
        "min",
        "det",
        "dim",
    ]
)
_BIG = {"∑": r"\sum", "∏": r"\prod", "∫": r"\int", "lim": r"\lim"}
_ACCENTS = {
    "bar": (r"\bar", r"\overline"),
    "hat": (r"\hat", r"\widehat"),
    "tilde": (r"\tilde", r"\widetilde"),
}
# Opening and closing signs, small and growing.
_FENCES = {
    "(": ("(", "("),
    ")": (")", ")"),
    "[": ("[", "["),
    "]": ("]", "]"),
    "{": (r"\{", r"\{"),
    "}": (r"\}", r"\}"),
    "‖": (r"\|", r"\|"),
    "⌊": (r"\lfloor ", r"\lfloor "),
    "⌋": (r"\rfloor ", r"\rfloor "),
    "⌈": (r"\lceil ", r"\lceil "),
    "⌉": (r"\rceil ", r"\rceil "),
    "": (".", "."),
}
_SIGNS = {
    "\\": r"\backslash ",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "^": r"{\wedge}",
    "~": r"{\sim}",
    "<": "{<}",
    ">": "{>}",
    "|": "{|}",
    "=": "{=}",
    "+": "{+}",
    "*": "{*}",
    "/": "/",
    "−": "{-}",
    "≤": r"{\le}",
    "≥": r"{\ge}",
    "≠": r"{\ne}",
}
_MARKS = {
    "\N{COMBINING GRAVE ACCENT}": r"\grave",
    "\N{COMBINING ACUTE ACCENT}": r"\acute",
    "\N{COMBINING CIRCUMFLEX ACCENT}": r"\hat",
    "\N{COMBINING TILDE}": r"\tilde",
    "\N{COMBINING MACRON}": r"\bar",
    "\N{COMBINING DIAERESIS}": r"\ddot",
    "\N{COMBINING CARON}": r"\check",
    "\N{COMBINING BREVE}": r"\breve",
}
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:!?()\[\]'-]+")
_SMALL_SPACE = re.compile(r" (\\leftarrow|\\leftrightarrow|=|[+-]) ")
_COMMAND = re.compile(r"\\[A-Za-z]+\Z")
# Between rows of a table, more where a fraction would touch the row above.
_LOOSE = r" \\[0.4em] "
_MOST_COLUMNS = 10  # of amsmath's matrix environments


class LatexWriter:
    """Writes nodes; the rows of tables are written once and kept."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[TableRow, str]] = {}

    def write(self, node: Node) -> str:
        return _WRITERS[type(node)](self, node)

    def ident(self, node: Ident) -> str:
        name = node.name
        if len(name) == 1:
            if name.isascii() and name.isalpha():
                return name
            if name in LETTERS:
                return LETTERS[name]
        if node.function and name.isascii() and name.isalpha():
            return "\\" + name if name in _FUNCTIONS else rf"\operatorname{{{name}}}"
        if name.isascii() and name.isalnum():
            return rf"\mathrm{{{name}}}"
        return "{" + text(name) + "}"

    def number(self, node: Number) -> str:
        return node.text.replace("…", r"{\ldots}")

    def operator(self, node: Operator) -> str:
        if not node.prefix and node.symbol in _SPACED:
            return _SPACED[node.symbol]
        return OPERATORS[node.symbol]

    def words(self, node: Words) -> str:
        return text(node.text)

    def row(self, node: Row) -> str:
        parts = [self.write(child) for child in node.children]
        if goes_on(node):
            parts[0] = "{}" + parts[0]  # or else TeX takes the sign for that of a number
        for k in range(len(parts) - 1):
            following = next((part for part in parts[k + 1 :] if part), "")
            if isinstance(node.children[k], Words) and parts[k + 1].startswith("-"):
                parts[k + 1] = "{-}" + parts[k + 1][1:]  # or else it stands between two terms
            if node.children[k] is APPLY and following.startswith(r"\left"):
                parts[k] = (
                    r"\mathopen{}"  # or else TeX sets a gap between a function and its bracket
                )
            if following[:1].isalpha() and parts[k][-1:].isalpha() and _COMMAND.search(parts[k]):
                parts[k] += " "
        return "".join(parts)

    def fraction(self, node: Fraction) -> str:
        over, under = self.write(node.over), self.write(node.under)
        if node.line == "bar":
            return rf"\frac{{{over}}}{{{under}}}"
        if node.line == "large bar":
            return rf"\dfrac{{{over}}}{{{under}}}"
        if node.line == "none":
            return rf"\binom{{{over}}}{{{under}}}"
        return f"{self._bracketed(node.over, over)}/{self._bracketed(node.under, under)}"

    def _bracketed(self, node: Node, written: str) -> str:
        return f"({written})" if isinstance(node, Row) else written

    def superscript(self, node: Superscript) -> str:
        base = self.write(node.base)
        if isinstance(node.base, Superscript):
            base = "{" + base + "}"
        return f"{base}^{{{self.write(node.exponent)}}}"

    def subscript(self, node: Subscript) -> str:
        base = self.write(node.base)
        if isinstance(node.base, Subscript):
            base = "{" + base + "}"
        return f"{base}_{{{self.write(node.index)}}}"

    def root(self, node: Root) -> str:
        degree = "" if node.degree is None else f"[{self.write(node.degree)}]"
        return rf"\sqrt{degree}{{{self.write(node.body)}}}"

    def fenced(self, node: Fenced) -> str:
        body = self.write(node.body)
        if "|" in (node.open, node.close):
            left = node.open or "."
            right = node.close or "."
            if left == right == "|" and not is_tall(node.body):
                return rf"\lvert {body} \rvert "
            return rf"\left{left} {body} \right{right}"
        opening, closing = _FENCES[node.open][0], _FENCES[node.close][0]
        if is_tall(node.body):
            return rf"\left{opening} {body} \right{closing}"
        return f"{opening}{body}{closing}"

    def accent(self, node: Accent) -> str:
        narrow, wide = _ACCENTS[node.mark]
        single = isinstance(node.body, Ident) and len(node.body.name) == 1
        return f"{narrow if single else wide}{{{self.write(node.body)}}}"

    def big(self, node: BigOperator) -> str:
        under = "" if node.under is None else f"_{{{self.write(node.under)}}}"
        over = "" if node.over is None else f"^{{{self.write(node.over)}}}"
        return f"{_BIG[node.symbol]}{under}{over} {self.write(node.body)}"

    def table_row(self, node: TableRow) -> str:
        known = self._rows.get(id(node))
        if known is None:
            written = " & ".join([self.write(cell) for cell in node.cells])
            known = self._rows[id(node)] = node, written
        return known[1]

    def table(self, node: Table) -> str:
        rows = [self.table_row(row) for row in node.rows]
        if node.kind == "lines":
            # Behind the mark of a column, TeX takes a sign for one between two terms.
            rows = ["& " + re.sub("^-", "{-}", row) for row in rows]
        body = (_LOOSE if any("frac{" in row for row in rows[1:]) else r" \\ ").join(rows)
        if node.kind in ("matrix", "determinant"):
            columns = len(node.rows[0].cells)
            left, right = ("[", "]") if node.kind == "matrix" else ("|", "|")
            if node.bar or columns > _MOST_COLUMNS:
                split = columns - node.bar
                shape = "c" * split + ("|" + "c" * node.bar if node.bar else "")
                return rf"\left{left}\begin{{array}}{{{shape}}} {body} \end{{array}}\right{right}"
            name = "bmatrix" if node.kind == "matrix" else "vmatrix"
            return rf"\begin{{{name}}} {body} \end{{{name}}}"
        if node.kind in RULED:
            letter = "c" if node.kind == "ruled" else "r"
            shape = f"{letter}|" + letter * node.bar
            below = (_LOOSE if any("frac{" in row for row in rows[2:]) else r" \\ ").join(rows[1:])
            return rf"\begin{{array}}{{{shape}}} {rows[0]} \\ \hline {below} \end{{array}}"
        if node.kind == "cases":
            return rf"\begin{{cases}} {body} \end{{cases}}"
        if node.kind == "system":
            return rf"\left\{{\begin{{aligned}} {body} \end{{aligned}}\right."
        return rf"\begin{{aligned}} {body} \end{{aligned}}"

    def arrow(self, node: Arrow) -> str:
        written = self.write(node.label)
        if isinstance(node.label, Table):  # `aligned` would set it in large type
            rows = [rf"\scriptstyle {self.table_row(row)}" for row in node.label.rows]
            body = r" \\ ".join(rows)
            written = rf"\begin{{array}}{{l}} {body} \end{{array}}"
        # TeX sets no space around relations in such small type, so it is written out.
        label = _SMALL_SPACE.sub(r"\\,\1\\,", written)
        return rf"\xrightarrow{{\;{label}\;}} "

    def said(self, node: Said) -> str:
        return self.write(node.shown)


def text(words: str) -> str:
    """Any text as part of a formula: upright, every special character escaped."""
    parts: list[str] = []
    at = 0
    while at < len(words):
        if match := _PLAIN.match(words, at):
            parts.append(rf"\text{{{match.group()}}}")
            at = match.end()
            continue
        parts.append(_sign(words[at]))
        at += 1
    return "".join(parts)


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character in LETTERS:
        return "{" + LETTERS[character] + "}"
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    if not (base.isascii() and base.isalnum()):
        return ""
    written = rf"\mathrm{{{base}}}"
    for mark in marks:
        if mark in _MARKS:
            written = f"{_MARKS[mark]}{{{written}}}"
    return written


_WRITERS: dict[type, Callable[[LatexWriter, Any], str]] = {
    Ident: LatexWriter.ident,
    Number: LatexWriter.number,
    Operator: LatexWriter.operator,
    Words: LatexWriter.words,
    Row: LatexWriter.row,
    Fraction: LatexWriter.fraction,
    Superscript: LatexWriter.superscript,
    Subscript: LatexWriter.subscript,
    Root: LatexWriter.root,
    Fenced: LatexWriter.fenced,
    Accent: LatexWriter.accent,
    BigOperator: LatexWriter.big,
    TableRow: LatexWriter.table_row,
    Table: LatexWriter.table,
    Arrow: LatexWriter.arrow,
    Said: LatexWriter.said,
}
