"""Functions by name: equations with a letter on the left, each letter once."""

from __future__ import annotations

from sympy import Basic, Eq, Symbol, Tuple

from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.written import written


def named_functions(equations: Tuple, largest: int, example: str) -> Tuple:
    """The equations, if each of them names a function; raises a `TutorError` if one does not."""
    if len(equations) > largest:
        raise OverLimit(
            "functions",
            f"There are {len(equations)} functions. The limit here is {largest}.",
            fix="Use fewer functions.",
        )
    names: set[Basic] = set()
    for function in equations:
        name = function.args[0]
        if not isinstance(function, Eq) or not isinstance(name, Symbol):
            raise NotUnderstood(
                "not-a-function",
                f"{written(name)} does not name a function.",
                fix=f"Write the name, then its formula, for example {example}.",
            )
        if name in names:
            raise NotUnderstood(
                "given-twice",
                f"There are two formulas for {name}.",
                fix="Give every function one formula and a name of its own.",
            )
        names.add(name)
    return equations
