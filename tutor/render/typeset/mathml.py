"""Writes a layout tree as Presentation MathML, which browsers draw without JavaScript.

Browsers follow MathML Core, where borders and alignment of table cells come from style sheets: a page
has to hold `STYLE_SHEET`.  The attributes of MathML 3 are written as well, for other readers.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from tutor.render.typeset.layout import (
    RULED,
    TIMES,
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
    is_function,
    is_tall,
)

STYLE_SHEET = """\
math .tutor-bar { border-left: 0.06em solid currentColor }
math .tutor-head { border-bottom: 0.06em solid currentColor }
math .tutor-right { text-align: right; text-align: -webkit-right; padding-right: 0.1em }
math .tutor-left { text-align: left; text-align: -webkit-left; padding-left: 0.1em }
math .tutor-values { text-align: right; text-align: -webkit-right }
math .tutor-small { padding-left: 0.8em }
"""

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_SPACES = {"\N{THIN SPACE}": "0.167em", "\N{EM SPACE}": "1em"}
_ACCENTS = {"bar": "¯", "hat": "ˆ", "tilde": "˜"}
_FENCES = {"matrix": ("[", "]"), "determinant": ("|", "|")}


class MathMLWriter:
    """Writes nodes; the rows of tables are written once and kept."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, str, int], tuple[TableRow, str]] = {}

    def document(self, node: Node, spoken: str, display: bool) -> str:
        """A whole `math` element; `spoken` is read in its place by readers without mathematics."""
        return (
            f'<math xmlns="{_NAMESPACE}" display="{"block" if display else "inline"}" '
            f'alttext="{escape(_printable(spoken))}">{self.write(node)}</math>'
        )

    def write(self, node: Node) -> str:
        return _WRITERS[type(node)](self, node)

    def ident(self, node: Ident) -> str:
        name = node.name
        upright = len(name) == 1 and ((name.isupper() and not name.isascii()) or name in "∞ℝ")
        attribute = ' mathvariant="normal"' if upright else ""
        return f"<mi{attribute}>{escape(_printable(name))}</mi>"

    def number(self, node: Number) -> str:
        return f"<mn>{node.text}</mn>"

    def operator(self, node: Operator) -> str:
        if node.symbol in _SPACES:
            return f'<mspace width="{_SPACES[node.symbol]}"></mspace>'
        if node.symbol == "∅":
            return '<mi mathvariant="normal">∅</mi>'
        form = ' form="prefix"' if node.prefix else ""
        if node.symbol == "|":
            form = ' stretchy="false" lspace="0.28em" rspace="0.28em"'
        return f"<mo{form}>{escape(node.symbol)}</mo>"

    def words(self, node: Words) -> str:
        words = _printable(node.text)
        # A text counts as space around the operator beside it, so only words between spaces are one.
        tag = "mtext" if words != words.strip() else "mi"
        upright = ' mathvariant="normal"' if tag == "mi" and len(words) == 1 else ""
        words = escape(words.replace(" ", "\N{NO-BREAK SPACE}"))
        return f"<{tag}{upright}>{words}</{tag}>"

    def row(self, node: Row) -> str:
        parts = [self.write(child) for child in node.children]
        if goes_on(node):
            parts[0] = parts[0].replace("<mo>", '<mo form="infix">')
        for k, child in enumerate(node.children):
            if child is TIMES and is_function(node.children[k + 1]):
                parts[k] += '<mspace width="0.167em"></mspace>'
        return f"<mrow>{''.join(parts)}</mrow>"

    def fraction(self, node: Fraction) -> str:
        over, under = self.write(node.over), self.write(node.under)
        if node.line == "slash":
            over, under = _bracketed(node.over, over), _bracketed(node.under, under)
            return f'<mrow>{over}<mo lspace="0" rspace="0">/</mo>{under}</mrow>'
        if node.line == "none":
            fraction = f'<mfrac linethickness="0">{over}{under}</mfrac>'
            return f"<mrow>{_fence('(', 'prefix', True)}{fraction}{_fence(')', 'postfix', True)}</mrow>"
        size = ' displaystyle="true"' if node.line == "large bar" else ""
        return f"<mfrac{size}>{over}{under}</mfrac>"

    def superscript(self, node: Superscript) -> str:
        exponent = self.write(node.exponent)
        if isinstance(node.base, Subscript):
            base, index = self.write(node.base.base), self.write(node.base.index)
            return f"<msubsup>{base}{index}{exponent}</msubsup>"
        return f"<msup>{self.write(node.base)}{exponent}</msup>"

    def subscript(self, node: Subscript) -> str:
        index = self.write(node.index)
        if isinstance(node.base, Superscript):
            base, exponent = self.write(node.base.base), self.write(node.base.exponent)
            return f"<msubsup>{base}{index}{exponent}</msubsup>"
        return f"<msub>{self.write(node.base)}{index}</msub>"

    def root(self, node: Root) -> str:
        if node.degree is None:
            return f"<msqrt>{self.write(node.body)}</msqrt>"
        return f"<mroot>{self.write(node.body)}{self.write(node.degree)}</mroot>"

    def fenced(self, node: Fenced) -> str:
        grows = is_tall(node.body) or not node.open or not node.close
        left = _fence(node.open, "prefix", grows) if node.open else ""
        right = _fence(node.close, "postfix", grows) if node.close else ""
        return f"<mrow>{left}{self.write(node.body)}{right}</mrow>"

    def accent(self, node: Accent) -> str:
        mark = f'<mo stretchy="{"false" if _is_letter(node.body) else "true"}">{_ACCENTS[node.mark]}</mo>'
        # As an accent, browsers set a bar so low that it touches the letter.
        attribute = "" if node.mark == "bar" else ' accent="true"'
        return f"<mover{attribute}>{self.write(node.body)}{mark}</mover>"

    def big(self, node: BigOperator) -> str:
        sign = f"<mo>{node.symbol}</mo>"
        if node.symbol == "lim":
            sign = '<mo movablelimits="true" form="prefix">lim</mo>'
        kind = ("sub", "sup") if node.symbol == "∫" else ("under", "over")
        scripts = [(kind[k], part) for k, part in enumerate((node.under, node.over)) if part]
        if scripts:
            tag = "m" + "".join(where for where, _ in scripts)
            sign = f"<{tag}>{sign}{''.join(self.write(part) for _, part in scripts)}</{tag}>"
        return f"<mrow>{sign}{self.write(node.body)}</mrow>"

    def table_row(self, node: TableRow, kind: str = "matrix", bar: int = 0) -> str:
        known = self._rows.get((id(node), kind, bar))
        if known is None:
            split = len(node.cells) - bar if bar else -1
            cells = [
                f"<mtd{_place(kind, k, k == split)}>{self.write(cell)}</mtd>"
                for k, cell in enumerate(node.cells)
            ]
            known = self._rows[id(node), kind, bar] = node, f"<mtr>{''.join(cells)}</mtr>"
        return known[1]

    def table(self, node: Table) -> str:
        kinds = [
            "head" if node.kind in RULED and not k else node.kind for k in range(len(node.rows))
        ]
        rows = "".join(
            [self.table_row(row, k, node.bar) for row, k in zip(node.rows, kinds, strict=True)]
        )
        columns = len(node.rows[0].cells)
        attributes = ""
        if node.bar and columns > 1:
            lines = ["solid" if k + 1 == columns - node.bar else "none" for k in range(columns - 1)]
            attributes = f' columnlines="{" ".join(lines)}"'
        if node.kind == "aligned":
            attributes = ' displaystyle="true" columnalign="right left"'
        elif node.kind == "system":
            attributes = ' columnalign="right left"'
        elif node.kind == "lines":
            attributes = ' displaystyle="true" columnalign="left"'
        elif node.kind == "values":
            attributes += ' columnalign="right"'
        elif node.kind == "cases":
            attributes = ' columnalign="left left"'
        table = f"<mtable{attributes}>{rows}</mtable>"
        left, right = _FENCES.get(
            node.kind, ("{", "") if node.kind in ("cases", "system") else ("", "")
        )
        opening = _fence(left, "prefix", True) if left else ""
        closing = _fence(right, "postfix", True) if right else ""
        return f"<mrow>{opening}{table}{closing}</mrow>" if opening else table

    def arrow(self, node: Arrow) -> str:
        if isinstance(node.label, Table):  # browsers do not stretch an arrow under several lines
            rows = "".join(self.table_row(row, "lines") for row in node.label.rows)
            lines = f'<mtable columnalign="left" scriptlevel="1">{rows}</mtable>'
            return f'<mrow>{lines}<mo lspace="0.5em" rspace="0.5em">⟶</mo></mrow>'
        space = '<mspace width="0.6em"></mspace>'
        label = f"<mrow>{space}{self.write(node.label)}{space}</mrow>"
        return f'<mover><mo stretchy="true">→</mo>{label}</mover>'

    def said(self, node: Said) -> str:
        return self.write(node.shown)


def _fence(sign: str, form: str, grows: bool) -> str:
    return f'<mo fence="true" form="{form}" stretchy="{"true" if grows else "false"}">{sign}</mo>'


def _bracketed(node: Node, written: str) -> str:
    if not isinstance(node, Row):
        return written
    return f"<mrow>{_fence('(', 'prefix', False)}{written}{_fence(')', 'postfix', False)}</mrow>"


def _is_letter(node: Node) -> bool:
    return isinstance(node, Ident) and len(node.name) == 1


def _place(kind: str, column: int, after_bar: bool) -> str:
    names = ["tutor-bar"] if after_bar else []
    if kind in ("aligned", "system"):
        names.append("tutor-left" if column else "tutor-right")
    elif kind in ("head", "values"):
        names.append(f"tutor-{kind}")
    elif kind == "lines":
        names.append("tutor-left")
    elif kind == "cases":
        names += ["tutor-left", "tutor-small"] if column else ["tutor-left"]
    return f' class="{" ".join(names)}"' if names else ""


def _printable(words: str) -> str:
    """The words without characters that XML does not allow."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


_WRITERS: dict[type, Callable[[MathMLWriter, Any], str]] = {
    Ident: MathMLWriter.ident,
    Number: MathMLWriter.number,
    Operator: MathMLWriter.operator,
    Words: MathMLWriter.words,
    Row: MathMLWriter.row,
    Fraction: MathMLWriter.fraction,
    Superscript: MathMLWriter.superscript,
    Subscript: MathMLWriter.subscript,
    Root: MathMLWriter.root,
    Fenced: MathMLWriter.fenced,
    Accent: MathMLWriter.accent,
    BigOperator: MathMLWriter.big,
    TableRow: MathMLWriter.table_row,
    Table: MathMLWriter.table,
    Arrow: MathMLWriter.arrow,
    Said: MathMLWriter.said,
}
