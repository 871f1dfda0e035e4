"""The letters that a value depends on."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Basic, Symbol


def letters_of(value: Basic, definitions: Mapping[Basic, Basic] | None = None) -> set[Symbol]:
    """The letters that a value depends on, also through what its names stand for."""
    found: set[Symbol] = set()
    ahead = [value]
    while ahead:
        for name in ahead.pop().free_symbols - found:
            if isinstance(name, Symbol):
                found.add(name)
                if definitions and name in definitions:
                    ahead.append(definitions[name])
    return found
