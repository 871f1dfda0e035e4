"""Limits and integrals, plain or in LaTeX, and limits of functions given by cases."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sympy import Expr, Integral, Limit

from tutor.core.errors import TutorError
from tutor.reading import cases, operators, plain
from tutor.reading.notation import is_latex
from tutor.reading.tokens import refuse

_SIGN: Final = re.compile(r"\\(?:lim|int)(?![A-Za-z])")
_BARE_SIGN: Final = re.compile(r"[\s$]*(?:lim|int)(?![A-Za-z])")


def limit(text: str) -> Expr:
    """A limit as typed, not worked out."""
    if "{cases}" in text:
        from tutor.reading.latex import cases as in_latex

        function, rest = in_latex.taken_out(text)
        return Limit(function, *limit(rest).args[1:])
    return _operator(text, Limit) if _is_operator(text) else _in_words(text, operators.limit)


def integral(text: str) -> Expr:
    """An integral as typed, not worked out."""
    if "\\" in text:
        text = text.replace("∫", r"\int ")
    try:
        if _is_operator(text):
            return _operator(text, Integral)
        return _in_words(text, operators.integral)
    except TutorError:
        cases.refuse_cases(text)
        raise


def _is_operator(text: str) -> bool:
    """Whether the text is LaTeX with the sign of a limit or an integral, and not formulas in words."""
    if _SIGN.search(text):
        return True
    return _BARE_SIGN.match(text) is not None and ("\\" in text or "$" in text)


def _in_words(text: str, read: Callable[[str, Callable[[str], Expr]], Expr]) -> Expr:
    """What `read` makes of words with formulas between them.

    Commands or dollar signs anywhere make all formulas LaTeX; braces, as in x^{2}, only the one they stand in.
    """
    from tutor.reading import latex

    def mixed(part: str) -> Expr:
        return latex.expression(part) if is_latex(part) else plain.expression(part)

    in_latex = "\\" in text or "$" in text
    return read(text.replace("$", " "), latex.expression if in_latex else mixed)


def _operator(text: str, head: type[Expr]) -> Expr:
    """A limit or an integral in LaTeX, with nothing around it."""
    from tutor.reading import latex

    value: Expr = latex.expression(text)
    if not isinstance(value, head):
        sign = r"\lim_{x \to 0}" if head is Limit else r"\int_0^1 ... \, dx"
        name = head.__name__.lower()
        refuse(
            text,
            name,
            f"This is not one {name}.",
            f"Begin with {sign}, and put the rest in brackets.",
            0,
        )
    return value
