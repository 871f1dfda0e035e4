"""Python values as inputs: numbers, lists of numbers, SymPy expressions and matrices.

A float is read as the decimal that Python prints for it, so 0.1 is one tenth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from sympy import Basic, Expr, Integer, MatrixBase, Rational, Tuple

from tutor.core.errors import NotUnderstood
from tutor.core.inputs import (
    ConstraintsInput,
    EquationsInput,
    ExpressionInput,
    Input,
    MapInput,
    MatrixInput,
    NumberInput,
    SymbolsInput,
    TableInput,
)
from tutor.core.matrix import Matrix
from tutor.core.topic import Topic
from tutor.reading.inputs import read
from tutor.reading.letter_products import COORDINATES, letters_alone

_HEIGHT = re.compile(r"\s*\$?\s*y\s*=")
FORMULAS = (ExpressionInput, EquationsInput, ConstraintsInput)


def values_of(topic: Topic, texts: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the inputs of a topic, given by name as text or as exact values.

    Variables are read first, so that e can be one of them.  A letter that stands alone in one formula
    is a letter in the others too: in xy subject to x + y = 10 the product is meant.  So it is in the
    gradient of xy, since a function of several variables is asked for.
    """
    kinds = topic.inputs_by_name
    formulas = {
        name: letters_alone(text)
        for name, text in texts.items()
        if isinstance(text, str) and isinstance(kinds.get(name), FORMULAS)
    }
    several = "variables" in kinds or any(isinstance(kind, MapInput) for kind in topic.inputs)
    values: dict[str, Any] = {}
    variables: list[str] = []
    for name in sorted(texts, key=lambda n: not isinstance(kinds.get(n), SymbolsInput)):
        text, kind = texts[name], kinds.get(name)
        if kind is None:
            raise NotUnderstood(
                "unknown-input",
                f"{topic.id} has no input named {name}.",
                fix=f"Its inputs are {', '.join(kinds)}.",
            )
        if isinstance(text, str) and not text.strip():
            raise NotUnderstood(
                "empty-input",
                f"{name} is empty. It is {kind.about}.",
                fix=f"For example {name} = {kind.example}.",
            )
        beside = set().union(*(found for other, found in formulas.items() if other != name))
        beside |= COORDINATES if several else set()
        values[name] = value_of(kind, text, [*variables, *beside])
        if isinstance(kind, SymbolsInput):
            variables.extend(map(str, values[name]))
    _refuse_height(kinds, texts, values)
    return values


def _refuse_height(
    kinds: Mapping[str, Input], texts: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Raise `NotUnderstood` for `y = 4` where a number is needed, beside formulas in which y is no letter."""
    letters = {
        str(letter)
        for name, value in values.items()
        if isinstance(kinds[name], ExpressionInput)
        for letter in value.free_symbols
    }
    for name, text in texts.items():
        given = isinstance(kinds[name], NumberInput) and isinstance(text, str)
        if given and letters and "y" not in letters and _HEIGHT.match(text):
            raise NotUnderstood(
                "height-for-place",
                "y is the height of the graph, and a place is needed.",
                fix=f"Give the place, for example {min(letters)} = 2.",
            )


def value_of(kind: Input, value: Any, names: Iterable[str] = ()) -> Any:
    """The exact value for an input; text is read, anything else is converted or refused.

    `names` are the letters that are variables in a text, whatever else they may mean.
    """
    if isinstance(value, str):
        return read(kind, value, names=names)
    if isinstance(kind, MatrixInput | TableInput):
        return kind.check(_matrix(kind, value))
    if isinstance(value, tuple) and all(isinstance(v, str) for v in value):
        return kind.check(value)
    return kind.check(_exact(kind, value))


def _matrix(kind: Input, value: Any) -> Matrix:
    if isinstance(value, Matrix):
        return value
    if isinstance(value, MatrixBase):
        value = value.tolist()
    lines = _items(value)
    if not lines or not all(_items(line) for line in lines):
        raise _refused(kind, value)
    if len({len(_items(line)) for line in lines}) > 1:
        raise NotUnderstood(
            "ragged",
            f"The rows of {kind.name} differ in length.",
            fix="Give every row the same number of entries.",
        )
    return Matrix.of([[_number(kind, entry) for entry in _items(line)] for line in lines])


def _exact(kind: Input, value: Any) -> Basic:
    if isinstance(value, Basic):
        return value
    if items := _items(value):
        return Tuple(*(_exact(kind, item) for item in items))
    return _number(kind, value)


def _number(kind: Input, value: Any) -> Expr:
    match value:
        case str():
            from tutor.reading.data import number

            return number(value)
        case Expr():
            return value
        case bool():
            pass
        case int():
            return Integer(value)
        case Fraction():
            return Rational(value.numerator, value.denominator)
        case Decimal() if value.is_finite():
            return Rational(str(value))
        case float() if isfinite(value):
            return Rational(repr(value))
    raise _refused(kind, value)


def _items(value: Any) -> Sequence[Any]:
    """The parts of a list, a tuple or an array; none for anything else."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return value if isinstance(value, list | tuple | Tuple) else ()


def _refused(kind: Input, value: Any) -> NotUnderstood:
    return NotUnderstood(
        "value",
        f"{kind.name} cannot be {str(value)[:40]}. It is {kind.about}.",
        fix=f"For example {kind.name} = {kind.example}.",
    )
