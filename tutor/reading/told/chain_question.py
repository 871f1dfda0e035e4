"""A Markov chain by its matrix, with a start and a number of steps in any order: `Markov chain [..], start (1, 0), 3 steps`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tutor.reading.matrices import matrix
from tutor.reading.matrix_notation import MATRIX
from tutor.reading.number_words import in_digits
from tutor.reading.told.clauses import Question, clause, words

_CHAIN: Final = re.compile(r"\b(?:markov|transition|stochastic)\b", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"\b(?:start\w*|begin\w*|initial\w*|steps?|after|long|steady|stationary|equilibrium|limit\w*|next)\b|_?0 ?=",
    re.IGNORECASE,
)
_IS: Final = " ?(?:is |are |of |at |in |from |with |=|:)? ?"
_STATE: Final = "(?:state|vector|distribution|probabilit(?:y|ies))"
_STEPS: Final = "(?:time )?(?:steps?|transitions?|periods?|iterations?|stages?|moves?|years?|months?|weeks?|days?|hours?|generations?)"
_VECTOR: Final = r"(?P<x0>\([^()]*,[^()]*\)|<[^<>]*,[^<>]*>|\[[^][;]*,[^][;]*\])"


@cache
def _question() -> Question:
    """The clauses, compiled when the first text of this kind is read."""
    return Question(
        clauses=(
            clause(rf"(?:[A-Z] ?= ?)?(?P<P>{MATRIX})"),
            clause(
                rf"(?:(?:start(?:s|ing)?|begin(?:s|ning)?|initial|initially)(?: {_STATE})*|from|(?:with )?(?:[a-z]|π)_?(?:0|\(0\)))"
                rf"(?:{_IS}(?:the )?(?:initial )?{_STATE}*)?{_IS}(?:(?:[a-z]|π)_?(?:0|\(0\))? ?= ?)?{_VECTOR}"
            ),
            clause(r"(?:start(?:s|ing)?|begin(?:s|ning)?) (?:in|from|at) state (?P<first>[1-8])"),
            clause(rf"(?P<n>\d+) {_STEPS}"),
            clause(r"(?:(?:in|after) )?step (?P<n>\d+)"),
            clause(r"n ?= ?(?P<n>\d+)"),
            clause(r"(?:find|compute|calculate|determine|what is) [a-z]_?(?P<n>[1-9]\d?)"),
        ),
        fillers=words(
            "a an the I we you its this that as of with has have is are by for and from in on at to if then given let suppose consider it where",
            "find compute calculate determine give what where will be does go happens do apply starting",
            "markov chain process transition stochastic matrix probability probabilities state states vector distribution",
            "after long run long-run long-term term behaviour behavior steady steady-state stationary equilibrium limiting limit next",
        ),
        refusals=(),
        example="Markov chain [0.9 0.2; 0.1 0.8], start (1, 0), 3 steps",
    )


def chain_question(text: str) -> tuple[str, dict[str, str]] | None:
    """The matrix of the chain with what is said of its start, or None if the text asks for no such thing.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if (
        "\\" in text
        or not re.search(MATRIX, text)
        or not _CHAIN.search(text)
        or not _ASKED.search(text)
    ):
        return None
    fields = _question().fields(in_digits(text))
    if "P" not in fields:
        return None
    if first := fields.pop("first", ""):
        count = matrix(fields["P"]).shape[0]
        fields["x0"] = f"({', '.join(str(int(k == int(first))) for k in range(1, count + 1))})"
    return "markov story", fields
