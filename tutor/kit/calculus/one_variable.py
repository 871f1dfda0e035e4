"""Which letter is the variable of a function of one variable."""

from __future__ import annotations

from sympy import Basic, Expr, Symbol, Tuple

from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.written import written

VARIABLES = "stuvwxyz"  # other letters are constants as a rule
NAMES = ("f", "g", "h", "F", "y")  # of functions; alone they are no formula


def the_variable(f: Basic, named: Symbol | Tuple | None) -> Symbol:
    """The named letter, or the only one; raises `NotUnderstood` if there are several.

    Other letters are refused: where the sign of a number matters, it has to be known.
    """
    letters = sorted(f.free_symbols, key=str)
    if isinstance(named, Tuple):
        if len(named) != 1:
            raise NotUnderstood(
                "several-variables", "One variable is meant.", fix="Give one letter, such as x."
            )
        named = named[0]
    if named is None and len(letters) > 1:
        raise NotUnderstood(
            "which-variable",
            f"The function has the letters {', '.join(map(str, letters))}. One variable is meant.",
            fix="Give numbers for the other letters.",
        )
    x = named or (letters[0] if letters else Symbol("x"))
    strangers = [s for s in letters if s != x]
    if strangers and x not in letters:
        raise NotUnderstood(
            "other-letter",
            f"The function is one of {strangers[0]}, and {x} does not occur in it.",
            fix=f"Give the place as a value of {strangers[0]}.",
        )
    if strangers:
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {strangers[0]} stands where a number is needed.",
            fix=f"Give {strangers[0]} a value.",
        )
    if not letters:
        raise Undefined(
            "constant-objective",
            "The function is constant, so every point is a minimum and a maximum.",
            fix=f"Give a function of {x}.",
        )
    return x


def the_only_letter(f: Expr, named: Tuple | None) -> Symbol:
    """The first named letter, or the only one of f; raises `NotUnderstood` if there is none or are several."""
    letters = sorted(f.free_symbols, key=str)
    if named is None and len(letters) != 1:
        raise NotUnderstood(
            "which-variable",
            "It is not plain which letter is the variable.",
            fix="Add, for example, x = t.",
        )
    return named[0] if isinstance(named, Tuple) else letters[0]


def letter_to_differentiate(f: Expr, named: Symbol | Tuple | None) -> Symbol:
    """The named letter, or the only one; the other letters are constants.

    Raises `NotUnderstood` if there are several and none is named, and where f is the name of a
    function alone; `Undefined` where another letter is the usual variable, which may depend on the
    named one.
    """
    if isinstance(named, Tuple):
        if len(named) != 1:
            raise NotUnderstood(
                "several-variables",
                "A derivative is taken with respect to one variable.",
                fix="Give one letter, for example x = t.",
            )
        named = named[0]
    if isinstance(f, Symbol) and f.name in NAMES and named != f:
        raise NotUnderstood(
            "no-formula",
            f"There is no formula for {f}.",
            fix="Write the formula in its place, for example: derivative of x^2.",
        )
    letters = sorted(f.free_symbols, key=str)
    if named is None and len(letters) > 1:
        raise NotUnderstood(
            "which-variable",
            f"The function has the letters {', '.join(map(str, letters))}. Which one is the variable?",
            fix=f'Add "with respect to {letters[-1]}". The other letters are then constants.',
        )
    usual = [s for s in letters if str(s)[0] in VARIABLES]
    if named is not None and usual and named not in letters:
        shown, u = written(f), usual[-1]
        name = next(n for n in "zwuv" if Symbol(n) not in (named, u))
        further = f", or say how {u} depends on {named}: find d{name}/d{named} if {name} = {shown} and {u} = {named}^2"
        raise Undefined(
            "letter-not-in-function",
            f"{shown} does not contain {named}. With {' and '.join(map(str, letters))} constant, its "
            f"derivative with respect to {named} is 0.",
            fix=f"Differentiate with respect to {u}{further if len(letters) == 1 else ''}.",
        )
    return named or (letters[0] if letters else Symbol("x"))
