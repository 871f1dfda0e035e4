"""A formula in matrices that are written out: `2[1 2; 3 4] - 3[0 1; 1 0]^T`, plain or LaTeX.

Each matrix or vector gets a capital letter, so that what is left, `2A-3B^T`, is a formula of
`core.matrix_formula`; then the letters are replaced again.  I is the identity matrix.
"""

from __future__ import annotations

import re
from typing import Final

from sympy import Basic, Symbol, Tuple

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Identity, Inverse
from tutor.core.matrix_formula import matrix_sum
from tutor.reading import matrices
from tutor.reading.determinants import in_one_notation
from tutor.reading.matrix_notation import MATRIX, table
from tutor.reading.notation import is_latex
from tutor.reading.tokens import placed, refuse

_WRITTEN_OUT: Final = re.compile(
    rf"{MATRIX}|\([^()\[\]]*,[^()\[\]]*\)|\\begin\{{array\}}.*?\\end\{{array\}}", re.DOTALL
)
_IDENTITY: Final = re.compile(r"\bI(?:_\{?(?:\d|n)\}?|(?=\d))?")
_HEADING: Final = re.compile(r"^[\s$]*[A-Z]\s*=")
_NAMES: Final = "ABCDEFGHJKLMNOPQRSUVWXYZ"
_EXAMPLE: Final = "For example 2[1 2; 3 4] - 3[0 1; 1 0]."


def formula_in_matrices(text: str) -> Basic:
    """The formula, with every matrix and vector in its place.

    Raises `NotUnderstood` for a name without a value, for an inverse, and for what is no formula.
    """
    text = _HEADING.sub("", text)
    values: dict[str, Matrix | Tuple] = {}
    letters: dict[str, str] = {}

    def lettered(found: re.Match[str]) -> str:
        written = found[0]
        if written not in letters:
            if len(letters) == len(_NAMES):
                refuse(
                    text, "matrix-formula", "These are too many matrices.", _EXAMPLE, found.start()
                )
            letters[written] = _NAMES[len(letters)]
            try:
                values[letters[written]] = _value(written)
            except TutorError as error:
                raise placed(error, text, found.start(), found.end()) from None
        return f" {letters[written]} "

    for name in re.finditer(
        r"(?<![A-Za-z\\{])([A-HJ-SU-Z])(?![A-Za-z])", _WRITTEN_OUT.sub(_blank, text)
    ):
        refuse(
            text,
            "no-entries",
            f"{name[1]} is a name. Its entries are needed.",
            _EXAMPLE,
            name.start(),
        )
    skeleton = _IDENTITY.sub("I", in_one_notation(_WRITTEN_OUT.sub(lettered, text)))
    try:
        formula = matrix_sum(" ".join(skeleton.replace("−", "-").split()))
    except TutorError as error:
        raise placed(error, text, 0, len(text)) from None
    if formula.atoms(Inverse):
        refuse(
            text,
            "inverse-in-formula",
            "There is an inverse in this formula.",
            'Find it first, for example "inverse of [2 1; 1 1]", and put it in.',
            0,
            len(text),
        )
    if Symbol("I") in formula.free_symbols:
        values["I"] = _identity(text, values)
    return formula.xreplace({Symbol(name): value for name, value in values.items()})


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _value(written: str) -> Matrix | Tuple:
    if written.startswith("("):
        return matrices.vector(written)
    if not is_latex(written) or "\\" not in written:
        return matrices.matrix(table(written))
    from tutor.reading import latex

    return latex.matrix(written)


def _identity(text: str, values: dict[str, Matrix | Tuple]) -> Basic:
    """The identity matrix of the one size that all matrices have."""
    sizes = {size for M in values.values() if isinstance(M, Matrix) for size in M.shape}
    if len(sizes) != 1:
        refuse(
            text,
            "identity-size",
            "I is the identity matrix, and its size cannot be told here.",
            "Write it out, for example [1 0; 0 1].",
            max(0, text.find("I")),
        )
    return Identity(sizes.pop())
