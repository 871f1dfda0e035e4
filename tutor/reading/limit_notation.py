"""Limits and integrals, plain or in LaTeX, and limits of functions given by cases."""

from __future__ import annotations

from sympy import Expr, Integral, Limit

from tutor.core.errors import TutorError
from tutor.reading import cases, operators
from tutor.reading.tokens import refuse


def limit(text: str) -> Expr:
    """A limit as typed, not worked out."""
    if "{cases}" in text:
        from tutor.reading.latex import cases as in_latex

        function, rest = in_latex.taken_out(text)
        return Limit(function, *limit(rest).args[1:])
    return _operator(text, Limit) if _has_commands(text) else operators.limit(text)


def integral(text: str) -> Expr:
    """An integral as typed, not worked out."""
    try:
        return _operator(text, Integral) if _has_commands(text) else operators.integral(text)
    except TutorError:
        cases.refuse_cases(text)
        raise


def _has_commands(text: str) -> bool:
    """Whether the text is LaTeX for certain; braces around a place are typed in plain text too."""
    return "\\" in text or "$" in text


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
