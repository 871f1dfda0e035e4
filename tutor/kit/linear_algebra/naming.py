"""Names for matrices and vectors that a derivation speaks of."""

from __future__ import annotations

from sympy import Basic, Symbol

SPARE = ("M", "N", "Q", "R", "S")


def name_for(wanted: str, *problem: Basic) -> Symbol:
    """The wanted name, or a spare one if it is a letter of the problem."""
    taken = {str(s) for value in problem for s in value.free_symbols}
    return Symbol(next(name for name in (wanted, *SPARE) if name not in taken))
