"""Functions by name, `z = x^2*y, x = cos(t), y = t^2`, in plain text or LaTeX.

Words such as "with" and "where" separate them like a comma, and what a function depends on may
stand behind its name, as in `x(t) = cos(t)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sympy import Tuple

from tutor.core.errors import TutorError
from tutor.reading import plain
from tutor.reading.notation import is_latex
from tutor.reading.tokens import placed

_BETWEEN: Final = re.compile(
    r"\\text\s*\{\s*(?:with|where|when|and|if|for)\s*\}|\\qquad|\\quad"
    r"|(?<![\w\\])(?:with|where|when|and|if|for|let)(?!\w)"
)
_ARGUMENTS: Final = re.compile(
    r"(?:^|[,;\n])\s*[A-Za-zα-ω]\w*\s*(\(\s*[A-Za-zα-ω]\w*(?:\s*,\s*[A-Za-zα-ω]\w*)*\s*\))(?=\s*=)"
)


def functions(text: str, *, names: Iterable[str] = ()) -> Tuple:
    """The functions as equations with the name on the left; errors have their place in `text`."""
    plainer = _BETWEEN.sub(lambda found: ",".ljust(len(found[0])), text).replace("$", " ")
    plainer = _ARGUMENTS.sub(_without_arguments, plainer)
    try:
        if not is_latex(plainer):
            return plain.equations(plainer, names=names)
        from tutor.reading import latex

        return latex.equations(plainer)
    except TutorError as error:
        if error.at is None:
            raise
        raise placed(error, text, error.at, error.at + error.length) from None


def _without_arguments(found: re.Match[str]) -> str:
    start, end = found.start(1) - found.start(), found.end(1) - found.start()
    return found[0][:start] + " " * (end - start) + found[0][end:]
