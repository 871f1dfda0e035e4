"""Determinants that are told and others that are asked for: `A is a 3x3 matrix with det A = 5. Find det(2A).`

What is known of A and B may stand in any order, in front of the question or behind it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from tutor.reading.determinants import in_one_notation
from tutor.reading.quantities import pattern
from tutor.reading.told.clauses import NUMBER, Question, clause, refusal, words

_OF: Final = r"(?:\\?det(?:erminant)? ?(?:of )?(?:\( ?{0} ?\)|{0})|\| ?{0} ?\|)"
_IS: Final = " ?(?:=|is|equals|is equal to) ?"
_SIZE: Final = r"(?P<size>[1-9]) ?(?:x|by|×|\*) ?(?P=size)"
_ASK: Final = "(?:find|compute|calculate|determine|evaluate|what (?:is|are))"
_WANTED: Final = r"(?:the )?(?P<wanted>(?:\\?det|\|)(?:[^=.;?]|\.\d)*?)"
_BEHIND: Final = r" ?(?:[.;?]|\Z|,? (?:if|when|where|given|with|for|provided|knowing)\b)"

_KNOWN: Final = pattern(
    rf"{_OF.format('[A-Z]')}{_IS}{NUMBER}|\bdeterminants? (?:of |equal to )?{NUMBER}|\bdeterminant of an? .*? is {NUMBER}"
)


@cache
def _question() -> Question:
    """The clauses, compiled when the first text of this kind is read."""
    return Question(
        clauses=(
            clause(rf"(?:{_ASK} )?{_WANTED} ?= ?\?"),
            clause(rf"{_ASK} {_WANTED}(?={_BEHIND})"),
            clause(_SIZE),
            clause("(?:order|size) (?P<size>[1-9])"),
            *(
                clause(written.format(name, f"(?P<det_{name}>{NUMBER})"))
                for name in "AB"
                for written in (
                    f"(?:the )?{_OF}{_IS}{{1}}",
                    "{0} (?:has|with|having) (?:the |a )?determinant (?:of |equal to |= ?)?{1}",
                    f"(?:the )?determinant of an? {_SIZE} matrix {{0}} is {{1}}",
                )
            ),
            clause(
                rf"A and B have (?:the )?determinants (?P<det_A>{NUMBER}) and (?P<det_B>{NUMBER})(?:,? respectively)?"
            ),
            clause(
                rf"(?:has|with|having) (?:the |a )?determinant (?:of |equal to |= ?)?(?P<det>{NUMBER})"
            ),
        ),
        fillers=words(
            "a an the A B if and that with such where when for given let suppose assume consider knowing provided then we_know you_know",
            "is are be has have of matrix matrices square real invertible both two",
        ),
        refusals=(
            refusal(
                "(?-i:[C-HJ-SU-Z])(?![A-Za-z])",
                "Matrices of which the determinant is told are called A and B here.",
                "Write A for the first one, and B for the second.",
            ),
        ),
        example="A is a 3x3 matrix with det A = 5. Find det(2A)",
    )


def determinant_question(text: str) -> tuple[str, dict[str, str]] | None:
    """The determinants that are asked for and what is known, or None if the text tells no determinant.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    plain = in_one_notation(text)
    if "[" in plain or not _KNOWN.search(plain) or not pattern(rf"{_ASK}|= ?\?").search(plain):
        return None
    fields = _question().fields(plain)
    if "det" in fields:  # `a 3x3 matrix A with determinant 5`
        fields = {"det_A": fields.pop("det")} | fields
    if "wanted" not in fields:
        return None
    if "size" in fields:
        fields["size"] = f"{fields['size']}x{fields['size']}"
    return "told determinants", fields
