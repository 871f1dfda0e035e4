"""Whether a calculation that is done again is the same calculation.

A network that is run with other weights has names such as a1_new or a1_plus
beside a1, and formulas of its own.  Where a unit is off or a weight meets a
zero, no value would show a slip in one of them, so the formulas are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sympy import Basic, Symbol

from tutor.core.claims import Defines
from tutor.core.matrix import Matrix
from tutor.core.step import Trace

SHORTEST = 3  # letters of a word behind a name, such as new; x_k and u_10 are indices
Form = tuple[Any, ...] | str


def unlike(trace: Trace) -> Iterator[Symbol]:
    """Names whose formula is not that of the same name in another pass."""
    claims = (claim for part in trace.walk() for claim in part.claims)
    values = {c.name: c.value for c in claims if isinstance(c, Defines)}
    names = [name for name in values if isinstance(name, Symbol)]
    passes = Counter(map(_stem, names))
    first: dict[str, Form] = {}
    for name in names:
        inside = values[name].free_symbols
        again = [s for s in inside if s in values and passes[_stem(s)] > 1]
        alone = [s for s in inside if passes[_stem(s)] == 1 and _stem(s) != str(s)]
        if again and not alone:  # new weights have names where the first pass has numbers
            form = _form(values[name])
            if first.setdefault(_stem(name), form) != form:
                yield name


def _stem(name: Basic) -> str:
    """A name without the word behind it that tells one pass from another."""
    stem, _, word = str(name).rpartition("_")
    return stem if stem and word.isalpha() and len(word) >= SHORTEST else str(name)


def _form(value: Basic) -> Form:
    """A formula as nested tuples, with the stems of its names."""
    if isinstance(value, Symbol):
        return _stem(value)
    if isinstance(value, Matrix) or not value.args:
        return repr(value)
    return (type(value).__name__, *map(_form, value.args))
