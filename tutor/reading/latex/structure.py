r"""What kind of statement a piece of LaTeX is, before any formula in it is read.

Relations, lists, environments, `P(A \mid B)` and operators are recognised by their signs
outside all brackets.  `statement` names the kind and returns the parts as LaTeX.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tutor.reading.latex import operators, pieces
from tutor.reading.latex.pieces import Piece
from tutor.reading.latex.tokens import Token
from tutor.reading.latex.vocabulary import LINES, MATRICES

_CONSTRAINT = re.compile(r"(?:s\.? ?t\.?|such that|subject to|under|with)[ :]*", re.IGNORECASE)
_SEPARATORS = ("comma", "semicolon", "newline", "gap", "separator")


def statement(text: str) -> tuple[str, dict[str, str]] | None:
    """The kind of statement and its parts, each a piece of the LaTeX text.

    The kinds and their parts are: determinant (A), derivative (f, x, and order above 1), gradient (f),
    integral (f), limit (f), optimisation (sense, f, g), extremum (sense, f), extremum on interval (the same and interval), probabilities
    (statements), function (f, x: its variables), matrix (A), system (system), equation (equation) and
    expression (f).  None if the text is something else, such as several formulas.
    Raises `NotUnderstood` or `OverLimit` if the text is not even tokens.
    """
    piece = without_question(pieces.whole(text))
    for recognise in (
        *(_determinant, _optimisation, _probabilities, _matrix, _system),
        *(_function, _operator, _gradient, _equation),
    ):
        found = recognise(piece)
        if found is not None:
            return found
    listed = piece.is_group("open") and piece.inside().find("comma") is not None
    if listed or len(items(piece)) > 1 or piece.find("relation") is not None:
        return None
    return "expression", {"f": piece.source}


def without_question(piece: Piece) -> Piece:
    """Without the `=?` at the end that asks for a value."""
    short = piece.trimmed("question", "gap")
    if short.tokens and short.tokens[-1].value == "=":
        short = short.cut(0, len(short.tokens) - 1).trimmed("gap")
    if not short.tokens:
        piece.refuse("empty", "There is no formula in front of the sign.", "Type a formula.")
    return short


def items(piece: Piece) -> list[Piece]:
    """The parts of a list, separated by commas, semicolons, new lines, wide spaces or `and`."""
    piece = lines_of(piece)
    parts = [p.trimmed("gap", "column") for p in piece.split(*_SEPARATORS)]
    return [p for p in parts if p.tokens]


def lines_of(piece: Piece) -> Piece:
    """The lines inside `cases`, `aligned` or an array of equations, else the piece itself."""
    if piece.is_group("open"):
        within = piece.inside().trimmed("gap")
        if within.is_group("begin"):
            piece = within
    if not piece.is_group("begin"):
        return piece
    body = piece.inside()
    named = piece.tokens[0].value.split()[0]
    if named in LINES or (named in ("array", "matrix") and "relation" in body.kinds()):
        kinds = [_kind_of_column(body, k, named) for k in range(len(body.tokens))]
        kept = zip(body.tokens, kinds, strict=True)
        return Piece(body.text, tuple(replace(t, kind=k) for t, k in kept if k), body.at)
    return piece


def _kind_of_column(body: Piece, k: int, environment: str) -> str:
    """The kind of token k; an & that only aligns has none, and one between equations is a gap.

    What is left is a real column, such as the condition of a function given by cases.
    """
    kind = body.tokens[k].kind
    if kind != "column":
        return kind
    line_before = body.cut(0, k).split("newline")[-1]
    line_after = body.cut(k + 1).split("newline")[0]
    if all(_is_relation(p) for p in (line_before, line_after)):
        return "gap"
    aligned = {"relation", "column"} | ({"sign"} if environment != "cases" else set())
    beside = {*line_before.kinds()[-1:], *line_after.kinds()[:1]}
    at_an_end = not line_before.tokens or not line_after.tokens
    return "" if at_an_end or beside & aligned else kind


def _is_relation(piece: Piece) -> bool:
    return piece.find("relation") not in (None, 0, len(piece.tokens) - 1)


def is_matrix(piece: Piece) -> bool:
    """Whether the piece is one environment with rows and columns, perhaps in brackets."""
    if piece.is_group("open"):
        piece = piece.inside().trimmed("gap")
    return (
        piece.is_group("begin")
        and piece.tokens[0].value.split()[0] in MATRICES
        and lines_of(piece) is piece
    )


def without_transpose(piece: Piece) -> tuple[Piece, bool]:
    """What stands in front of an exponent T, and whether there was one."""
    at = piece.find("power")
    if at is None:
        return piece, False
    exponent = [t.value for t in piece.tokens[at + 1 :] if t.kind not in ("brace", "unbrace")]
    transposed = exponent in (["T"], ["transpose"], ["t"])
    return (piece.cut(0, at) if transposed else piece), transposed


def right_of_name(piece: Piece) -> Piece:
    r"""What follows `A =`, `x_1 =` or `f(x) =` at the beginning, else the piece itself."""
    at = piece.find("relation")
    if at is None or piece.tokens[at].value != "=" or piece.tokens[0].kind not in _NAMING:
        return piece
    left = piece.cut(0, at)
    names = all(k in (*_NAMING, "sub", "brace", "unbrace", "number") for k in left.kinds())
    return piece.cut(at + 1).trimmed("gap") if names else piece


_NAMING = ("letter", "accent")


def _determinant(piece: Piece) -> tuple[str, dict[str, str]] | None:
    if [t.value for t in piece.tokens[:1]] == ["det"]:
        rest = piece.cut(1).trimmed("gap")
        return ("determinant", {"A": rest.source}) if is_matrix(rest) else None
    barred = piece.is_group("open") and piece.tokens[0].value == "|"
    if barred and is_matrix(piece.inside()):
        return "determinant", {"A": piece.inside().source}
    if piece.is_group("begin") and piece.tokens[0].value == "vmatrix":
        return "determinant", {"A": piece.source}
    if piece.kinds()[:1] == ("bar",) == piece.kinds()[-1:] and is_matrix(piece.inside()):
        return "determinant", {"A": piece.inside().source}
    return None


def _matrix(piece: Piece) -> tuple[str, dict[str, str]] | None:
    value = right_of_name(piece)
    return ("matrix", {"A": value.source}) if is_matrix(without_transpose(value)[0]) else None


_RELATION = re.compile(r"[<>=≤≥]|\\(?:le|ge|leq|geq|lt|gt|leqslant|geqslant)(?![A-Za-z])")


def _optimisation(piece: Piece) -> tuple[str, dict[str, str]] | None:
    first = piece.tokens[0]
    if first.kind not in ("function", "text"):
        return None
    sense = {"min": "min", "max": "max", "minimize": "min", "maximize": "max"}.get(
        first.value.lower().replace("ise", "ize")
    )
    if sense is None:
        return None
    start, below = 1, ""
    if piece.kinds()[1:2] == ("sub",):
        grouped = piece.tokens[2].kind == "brace"
        start = piece.closing(2) + 1 if grouped else 3
        below = piece.cut(3, start - 1).source if grouped else ""
    elif first.kind == "function" and piece.cut(1).is_group("open"):
        return None  # the largest or smallest of several numbers
    parts = {"sense": sense}
    at = next(
        (
            k
            for k, t in enumerate(piece.tokens)
            if t.kind in ("text", "separator") and k >= start and _CONSTRAINT.fullmatch(t.value)
        ),
        None,
    )
    if at is not None:
        parts["g"] = piece.cut(at + 1).trimmed("gap").source
    elif start == 1 and first.kind == "function":
        return None
    parts["f"] = piece.cut(start, at).trimmed("gap", "comma").source
    if _RELATION.search(below):
        letters = set(re.findall(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])", below)) - {"e"}
        if len(letters) == 1 and "," not in below and at is None:
            return "extremum on interval", parts | {"interval": below}
        parts["g"] = f"{below}, {parts['g']}" if at is not None else below
    return "optimisation" if "g" in parts else "extremum", parts


def _probabilities(piece: Piece) -> tuple[str, dict[str, str]] | None:
    parts = items(piece)
    if not parts or not all(is_probability(p) for p in parts):
        return None
    values = [p.cut(at + 1) for p in parts if (at := p.find("relation")) is not None]
    if not values or not all(set(v.kinds()) <= _NUMERIC for v in values):
        return None
    return "probabilities", {"statements": piece.source}


_NUMERIC = frozenset({"number", "frac", "brace", "unbrace", "over", "percent", "question", "sign"})


def is_probability(piece: Piece) -> bool:
    """Whether the piece begins with `P(...)`."""
    return [t.value for t in piece.tokens[:1]] == ["P"] and piece.kinds()[1:2] == ("open",)


def _system(piece: Piece) -> tuple[str, dict[str, str]] | None:
    parts = items(piece)
    if lines_of(piece) is piece and len(parts) < 2:
        return None
    relations = all(p.find("relation") is not None for p in parts)
    functions = any(heading(p) is not None for p in parts)
    settings = any(p.find("begin") is not None for p in parts)
    if not relations or functions or settings:
        return None
    return "system", {"system": piece.source}


def heading(piece: Piece) -> tuple[Piece, str] | None:
    """The right side and the variables if the piece begins with `f(x, y) =`."""
    at = piece.find("relation")
    if at is None or piece.tokens[at].value != "=" or piece.tokens[0].kind != "letter":
        return None
    bracket = piece.cut(1, at)
    if not bracket.is_group("open") or bracket.tokens[0].value != "(":
        return None
    variables = [p.trimmed("gap") for p in bracket.inside().split("comma")]
    if not all(_is_name(p) for p in variables):
        return None
    return piece.cut(at + 1).trimmed("gap"), bracket.inside().source


def without_heading(piece: Piece) -> Piece:
    """What follows `f(x) =`, or `y =` where y is the name of a function, else the piece itself."""
    if (found := heading(piece)) is not None:
        return found[0]
    named = piece.kinds()[:2] == ("letter", "relation") and piece.tokens[0].value in "fghyz"
    if not named or piece.tokens[1].value != "=":
        return piece
    right = piece.cut(2).trimmed("gap")
    return piece if any(t.value == piece.tokens[0].value for t in right.tokens) else right


def _is_name(piece: Piece) -> bool:
    kinds = [k for k in piece.kinds() if k not in ("brace", "unbrace")]
    return kinds == ["letter"] or kinds in (
        ["letter", "sub", "number"],
        ["letter", "sub", "letter"],
    )


def _function(piece: Piece) -> tuple[str, dict[str, str]] | None:
    found = heading(piece)
    if found is None or len(piece.split("relation")) != 2 or len(items(found[0])) != 1:
        return None
    return "function", {"f": found[0].source, "x": found[1]}


def _operator(piece: Piece) -> tuple[str, dict[str, str]] | None:
    first: Token = piece.tokens[0]
    if piece.find("relation") is not None or len(items(piece)) != 1:
        return None
    if first.value in ("int", "lim"):
        return ("integral" if first.value == "int" else "limit"), {"f": piece.source}
    found = operators.operator(piece)
    if found is None or found[1] == 0:
        return None
    rest = piece.cut(piece.closing(piece.closing(1) + 1) + 1).trimmed("gap")
    if not rest.tokens or _goes_on(rest):
        return None  # how far the operator reaches is asked when the expression is read
    content = rest.inside() if rest.is_group("open", "brace") else rest
    parts = {"f": content.source, "x": _variable(piece)}
    if found[1] > 1:
        return "higher derivative", parts | {"order": str(found[1])}
    return "derivative", parts


def _goes_on(rest: Piece) -> bool:
    """Whether a second term follows what an operator stands in front of; a sign may come first."""
    signed = rest.tokens[0].kind == "sign"
    return rest.find("sign", start=1 if signed else 0) is not None


def _gradient(piece: Piece) -> tuple[str, dict[str, str]] | None:
    r"""`\\nabla` or `\\partial_x` in front of a formula; in front of a letter alone it asks for no formula."""
    first = piece.tokens[0].value
    rest, variable = piece.cut(1).trimmed("gap"), ""
    if piece.find("relation") is not None or len(items(piece)) != 1:
        return None
    if first == "partial" and rest.tokens and rest.tokens[0].kind == "sub":
        end = rest.closing(1) + 1 if rest.tokens[1:2] and rest.tokens[1].kind == "brace" else 2
        below = rest.cut(1, end)
        variable = (below.inside() if below.is_group("brace") else below).source
        rest = rest.cut(end).trimmed("gap")
    elif first != "nabla":
        return None
    if len(rest.tokens) < 2 or rest.tokens[0].kind == "sub":
        return None
    if _goes_on(rest):
        return None  # how far the operator reaches is not said
    content = rest.inside() if rest.is_group("open", "brace") else rest
    parts = {"f": content.source}
    return ("derivative", {**parts, "x": variable}) if variable else ("gradient", parts)


def _variable(piece: Piece) -> str:
    r"""The variable below the line of `\frac{d^n}{dx^n}`."""
    below = piece.cut(piece.closing(1) + 2, piece.closing(piece.closing(1) + 1))
    variable = below.cut(1, below.find("power"))
    return variable.source


def _equation(piece: Piece) -> tuple[str, dict[str, str]] | None:
    if len(items(piece)) != 1 or len(piece.split("relation")) != 2:
        return None
    return "equation", {"equation": piece.source}
