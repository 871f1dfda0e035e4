"""Random values for letters and data, drawn when they are first asked for."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from sympy import Symbol


class Draws:
    """Random fractions for symbols and data, drawn when they are first asked for.

    `ranges` maps a symbol to the interval it is drawn from.  Other symbols are
    drawn between 0 and `reach`; eight consecutive attempts give three symbols
    every combination of signs.  Data are positive.  Symbols in `whole` are counts.
    The numbers depend on `seed`, which nobody can choose who writes the claims.
    """

    def __init__(
        self,
        attempt: int,
        ranges: Mapping[Symbol, tuple[Fraction, Fraction]] | None = None,
        whole: frozenset[Symbol] = frozenset(),
        reach: Fraction = Fraction(3),
        seed: int = 0,
    ) -> None:
        self.seed = (seed << 16) + attempt
        self.random = random.Random(self.seed)
        self.signs = attempt
        self.ranges = ranges or {}
        self.whole = whole
        self.reach = reach
        self.symbols: dict[Symbol, Fraction] = {}
        self.data: dict[tuple[str, int], Fraction] = {}

    def symbol(self, symbol: Symbol) -> Fraction:
        if symbol not in self.symbols:
            sign = -1 if self.signs >> len(self.symbols) % 3 & 1 else 1
            low, high = self.ranges.get(symbol, (Fraction(0), sign * self.reach))
            if symbol in self.whole:
                drawn = Fraction(self.random.randint(2, 6))
                if symbol in self.ranges and not low <= drawn <= high:
                    drawn = Fraction(self.random.randint(ceil(low), max(ceil(low), floor(high))))
            else:
                drawn = low + (high - low) * Fraction(self.random.randint(1, 9_999), 10_000)
            self.symbols[symbol] = drawn
        return self.symbols[symbol]

    def datum(self, base: str, index: int) -> Fraction:
        key = (base, index)
        if key not in self.data:
            most = (3, 1, 10, 3)[self.signs % 4]
            self.data[key] = Fraction(most * self.random.randint(1, 9_999), 10_000)
        return self.data[key]

    def share(self) -> Fraction:
        """A fraction between 1/5 and 4/5 that depends on the seed alone."""
        return Fraction(200 + random.Random(self.seed).randint(1, 599), 1000)

    def described(self) -> str:
        """The drawn values, for a counter-example."""
        shown = [f"{s} = {_shown(v)}" for s, v in self.symbols.items()]
        shown += [f"{b}[{i}] = {_shown(v)}" for (b, i), v in self.data.items()]
        return ", ".join(shown)


def _shown(drawn: Fraction) -> str:
    return f"{float(drawn):.6g}"
