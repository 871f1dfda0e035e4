"""Operations on the rows of a matrix as people write them: `R1 <-> R2`, `doubling row 1`, `R3 + 10 R1`.

Several stand one after another, between commas, semicolons or "and".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sympy import Integer, Rational

from tutor.core.row_operation import RowOperation
from tutor.reading.tokens import refuse

_N: Final = r"([+-]?\s*\d{1,9}(?:\.\d{1,9}|\s*/\s*\d{1,9})?)"
_R: Final = r"(?:rows?\s*|R_?)\{?(\d{1,2})\}?"
_TIMES: Final = r"\s*(?:\*|times|·|\\cdot)?\s*"
_WORDS: Final = {"doubl": 2, "tripl": 3, "halv": Rational(1, 2), "negat": -1}
_BETWEEN: Final = re.compile(
    r"(?:\s|[,;:.]|\band\b|\bor\b|\bafter\b|\(?starting again from [A-Z]\)?|\(again from [A-Z]\))*",
    re.I,
)
Make = Callable[[re.Match[str]], RowOperation]


def _number(text: str | None, sign: str | None = "+") -> Rational:
    value = Rational(re.sub(r"\s", "", text)) if text else Integer(1)
    return -value if sign == "-" else value


def _add(row: str, other: str, number: Rational) -> RowOperation:
    return RowOperation("add", int(row), int(other), number)


_FORMS: Final[tuple[tuple[str, Make], ...]] = (
    (
        r"(?:swap|exchang|interchang)(?:e|ing|ping)?\s+(?:the\s+)?(?:rows?\s*|R_?)(\d{1,2})\s*"
        r"(?:and|with|,|<->)\s*(?:row\s*|R_?)?(\d{1,2})",
        lambda m: RowOperation("swap", int(m[1]), int(m[2])),
    ),
    (
        rf"{_R}\s*(?:<->|↔|\\leftrightarrow)\s*{_R}",
        lambda m: RowOperation("swap", int(m[1]), int(m[2])),
    ),
    (
        rf"(doubl|tripl|halv|negat)(?:e|ing)\s+{_R}",
        lambda m: RowOperation("multiply", int(m[2]), number=Rational(_WORDS[m[1].lower()])),
    ),
    (
        rf"(?:multiply|multiplying|scale|scaling)\s+{_R}\s+(?:by|with)\s+{_N}",
        lambda m: RowOperation("multiply", int(m[1]), number=_number(m[2])),
    ),
    (
        rf"add(?:ing)?\s+(?:{_N}{_TIMES})?{_R}\s+to\s+{_R}",
        lambda m: _add(m[3], m[2], _number(m[1])),
    ),
    (
        rf"subtract(?:ing)?\s+(?:{_N}{_TIMES})?{_R}\s+from\s+{_R}",
        lambda m: _add(m[3], m[2], -_number(m[1])),
    ),
    (
        rf"add(?:ing)?\s+{_N}\s+to\s+(?:(?:each|every)\s+entry\s+of\s+|all\s+entries\s+of\s+)?{_R}",
        lambda m: RowOperation("shift", int(m[2]), number=_number(m[1])),
    ),
    (
        r"(?:rows?\s*|R_?)(\d{1,2})\s*(?:and|with|,)\s*(?:row\s*|R_?)?(\d{1,2})\s+(?:are|is)\s+(?:swapped|exchanged|interchanged)",
        lambda m: RowOperation("swap", int(m[1]), int(m[2])),
    ),
    (
        rf"{_R}\s+(?:is|gets)\s+(?:multiplied|scaled)\s+(?:by|with)\s+{_N}",
        lambda m: RowOperation("multiply", int(m[1]), number=_number(m[2])),
    ),
    (
        rf"{_R}\s+(?:is|gets)\s+(doubl|tripl|halv|negat)ed",
        lambda m: RowOperation("multiply", int(m[1]), number=Rational(_WORDS[m[2].lower()])),
    ),
    (
        rf"(?:{_N}{_TIMES})?{_R}\s+(?:is|gets)\s+added\s+to\s+{_R}",
        lambda m: _add(m[3], m[2], _number(m[1])),
    ),
    (
        rf"(?:{_N}{_TIMES})?{_R}\s+(?:is|gets)\s+subtracted\s+from\s+{_R}",
        lambda m: _add(m[3], m[2], -_number(m[1])),
    ),
    (
        rf"{_N}\s+(?:is|gets)\s+added\s+to\s+(?:(?:each|every)\s+entry\s+of\s+|all\s+entries\s+of\s+)?{_R}",
        lambda m: RowOperation("shift", int(m[2]), number=_number(m[1])),
    ),
    (
        rf"(?:{_R}\s*(?:<-|←|=|->|→|\\leftarrow|\\to)\s*)?{_R}\s*([+-])\s*(?:(\d{{1,9}}(?:/\d{{1,9}})?){_TIMES})?{_R}",
        lambda m: _add(m[1] or m[2], m[5], _number(m[4], m[3])),
    ),
    (
        rf"{_R}\s*(?:<-|←|=|->|→|\\leftarrow|\\to)\s*{_N}{_TIMES}{_R}",
        lambda m: RowOperation("multiply", int(m[1]), number=_number(m[2])),
    ),
)
_PATTERNS: Final = tuple((re.compile(pattern, re.I), make) for pattern, make in _FORMS)


def row_operations(text: str) -> tuple[str, ...]:
    """The operations, in the wording of `core.row_operation`."""
    found: list[str] = []
    at = _skipped(text, 0)
    while at < len(text):
        matches = ((p.match(text, at), make) for p, make in _PATTERNS)
        chosen = next(((m, make) for m, make in matches if m is not None), None)
        if chosen is None:
            refuse(
                text,
                "row-operation",
                "This is no operation on rows that is known here.",
                "For example: swap rows 1 and 2; multiply row 1 by 2; add 10 times row 1 to row 3.",
                at,
                len(text),
            )
        found.append(str(chosen[1](chosen[0])))
        at = _skipped(text, chosen[0].end())
    if not found:
        refuse(text, "empty", "No operation is named.", "For example: swap rows 1 and 2.", 0)
    return tuple(found)


def _skipped(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found is not None else at
