"""Other ways to write a matrix, turned into `[[1, 2], [3, 4]]`.

Mathematica writes braces, Python may write round brackets, and a sentence may list the rows or the columns.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.tokens import refuse

MATRIX: Final = (  # written out; a pattern with one named group, so it may stand once in another
    r"(?:\\left\s*)?\[\s*\[.*?\]\s*\](?:\\right\s*)?(?:\^T)?|\[[^][]*\]"
    r"|\\begin\{(?P<kind>[bp]?matrix)\}.*?\\end\{(?P=kind)\}"
)
_BRACES: Final = re.compile(
    r"(?<![\w}^_\\])\{\s*\{(?=[^{}]*\}?\s*,)[^{}\\]*\}(?:\s*,\s*\{[^{}\\]*\})*\s*\}"
)
_ROUND: Final = re.compile(
    r"(?<![\w)])\(\s*\([^()\\]*,[^()\\]*\)(?:\s*,\s*\([^()\\]*,[^()\\]*\))*\s*\)(?=\s*(?:$|\^|[.?]))"
)
_LINE: Final = r"(?:\([^()]*\)|\[[^][]*\]|<[^<>]*>)"
_LISTED: Final = re.compile(
    r"(?:\b(?:the|an?)\s+)?(?:\b(?P<height>[0-9]{1,3})\s*(?:x|×|by)\s*(?P<width>[0-9]{1,3})\s+)?\bmatrix\s+"
    r"(?:[A-Z]\s+)?(?:with|having|whose|that has)\s+(?:the\s+)?(?P<lines>rows?|columns?)(?:\s+vectors?)?(?:\s+(?:are|is))?"
    rf"\s*:?\s*(?P<list>{_LINE}(?:\s*(?:,\s*and|,|;|and)\s*{_LINE})*)",
    re.IGNORECASE,
)
_DIAGONAL: Final = re.compile(r"\bdiag\s*\((?P<entries>[^()]*,[^()]*)\)", re.IGNORECASE)
_IDENTITY: Final = re.compile(
    r"\bthe\s+(?:(?P<size>[1-9])\s*(?:x|×|by)\s*(?P=size)\s+)?identity(?:\s+matrix)?(?:\s+of\s+(?:size|order|dimension)\s+(?P<order>[1-9]))?",
    re.IGNORECASE,
)
_PASTED: Final = re.compile(  # a question in one line, and in the next ones the rows
    r"\s*(?P<asked>[^\n\d\[]*\b(?:determinant|det|inverse|eigen\w+|rank|trace|matrix|form|space)\b[^\n\d\[]*?)\s*:?[ \t]*\n"
    r"(?P<rows>(?:[ \t]*[-−\d][-−\d./ \t,]*(?:\n|$)){2,})\s*",
    re.IGNORECASE,
)
_LEFT_DIVISION: Final = re.compile(  # A \ b of MATLAB
    r"(?:\b(?:find|compute|calculate|evaluate|what is)\s+)?(?:\b[A-Za-z]\s*=\s*)?"
    rf"(?P<A>{MATRIX}|\b[A-Z])\s*\\\s*(?P<b>\[\s*\[.*?\]\s*\]|\[[^][]*\]|\([^()]*,[^()]*\)|[A-Za-z]\b)(?=\s*(?:[.,;?]|$))"
)
_SQUARE: Final = str.maketrans("{}()", "[][]")


def in_square_brackets(text: str) -> str:
    """The text with the matrices in braces, in round brackets and in words written in square brackets."""
    if pasted := _PASTED.fullmatch(text):
        text = f"{pasted['asked']} [{'; '.join(pasted['rows'].strip().splitlines())}]"
    text = _BRACES.sub(lambda found: found[0].translate(_SQUARE), text)
    text = _DIAGONAL.sub(lambda found: _diagonal(found["entries"].split(",")), text)
    text = _IDENTITY.sub(_identity, text)
    return _LISTED.sub(_listed, text)


def divided_from_left(text: str) -> str:
    r"""The text with MATLAB's `A \ b` as the question that it is: solve A x = b."""
    if "$" in text or text.count("\\") > 1:
        return text  # LaTeX, where the sign begins a command or is a gap
    return _LEFT_DIVISION.sub(_as_equation, text)


def _as_equation(found: re.Match[str]) -> str:
    rows = re.split(r";|\],", found["b"])
    if len(rows) > 1 and any(re.search(r"[^\s\[][\s,]+[^\s\]]", row) for row in rows):
        refuse(
            found.string,
            "left-division",
            "The backslash asks for X with A X = B, and this B has several columns.",
            "Solve a system for each column, for example: solve [1 2; 3 4] x = (5, 7).",
            found.start("b"),
            found.end("b"),
        )
    b = f"({','.join(row.strip('[] ') for row in rows)})" if "]," in found["b"] else found["b"]
    return f"solve {found['A']} x = {b}"


def table(text: str) -> str:
    """A matrix alone, also `((1, 2), (3, 4))`, which elsewhere may be a list of vectors."""
    return in_square_brackets(_ROUND.sub(lambda found: found[0].translate(_SQUARE), text))


def _diagonal(entries: list[str]) -> str:
    rows = (
        ", ".join(entry.strip() if j == k else "0" for j, entry in enumerate(entries))
        for k in range(len(entries))
    )
    return f"[{', '.join(f'[{row}]' for row in rows)}]"


def _identity(found: re.Match[str]) -> str:
    size = found["size"] or found["order"]
    return _diagonal(["1"] * int(size)) if size else found[0]


def _listed(found: re.Match[str]) -> str:
    lines = [f"[{line[1:-1]}]" for line in re.findall(_LINE, found["list"])]
    by_rows = found["lines"].lower().startswith("row")
    if found["height"]:
        width = lines[0].count(",") + 1
        shape = (len(lines), width) if by_rows else (width, len(lines))
        if shape != (int(found["height"]), int(found["width"])):
            refuse(
                found.string,
                "matrix-shape",
                f"These make a matrix of {shape[0]} rows and {shape[1]} columns.",
                "Give as many rows and entries as the size says, or leave the size out.",
                found.start("list"),
                found.end("list"),
            )
    return f"[{', '.join(lines)}]{'' if by_rows else '^T'}"
