"""Which letters are the variables of a function of several variables, and points among them."""

from __future__ import annotations

from sympy import Expr, Symbol, Tuple

from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted

MOST = 6
USUAL = "rstuvwxyz"  # letters that are variables where others are constants


def the_variables(f: Expr, named: Tuple | None) -> Tuple:
    """The named letters, or all letters in alphabetical order.

    Raises `NotUnderstood` where some letters look like constants.
    """
    letters = sorted(f.free_symbols, key=str)
    usual = [s for s in letters if str(s)[0] in USUAL]
    if named is None and 0 < len(usual) < len(letters):
        raise NotUnderstood(
            "which-variables",
            f"There are the letters {', '.join(map(str, letters))}. Which of them are variables?",
            fix=f"Name the variables, for example variables = {', '.join(map(str, usual))}.",
        )
    variables = named or Tuple(*letters)
    if not variables:
        raise Undefined(
            "constant-objective",
            "The function is constant: no letter in it can vary.",
            fix="Give a function of x and y, or name the variables.",
        )
    if len(variables) > MOST:
        raise OverLimit(
            "variables",
            f"There are {len(variables)} variables. The limit here is {MOST}.",
            fix="Use fewer variables.",
        )
    return variables


def numbers_only(f: Expr, variables: Tuple) -> None:
    """Refuse letters that are no variables, where the values of the function are needed."""
    if strangers := sorted(f.free_symbols - set(variables), key=str):
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {strangers[0]} stands where a number is needed.",
            fix=f"Give {strangers[0]} a value, or name it as a variable.",
        )


def point_of(point: Tuple | None, variables: Tuple, what: str) -> Tuple:
    """The point, if it has one coordinate for each variable."""
    names = ", ".join(str(v) for v in variables)
    if point is None:
        raise NotUnderstood(
            "missing-point",
            f"A point is missing for {what}.",
            fix=f"Add at = ({', '.join('1' for _ in variables)}), with the values of {names}.",
        )
    if len(point) != len(variables):
        raise Undefined(
            "different-lengths",
            f"The point has {counted(len(point), 'coordinate', 'coordinates')}, and the variables "
            f"are {names}.",
            fix="Give one coordinate for each variable.",
        )
    if letters := sorted(set().union(*(c.free_symbols for c in point)), key=str):
        letter: Symbol = letters[0]
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {letter} stands where a number is needed.",
            fix="Give the coordinates as numbers.",
        )
    return point


def refuse_zero(direction: Tuple) -> None:
    """Refuse a direction without length."""
    if not any(direction):
        raise Undefined(
            "zero-direction",
            "The zero vector points nowhere, so there is no slope in its direction.",
            fix="Give a direction with a component that is not zero.",
        )
