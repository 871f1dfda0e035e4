"""What a derivation knows at one of its lines: the inputs and what earlier claims established.

Every value is kept with all its parts, by key.  Besides that it is noted which
values stand for themselves, which of them were found for an expression, which
names are defined and which slopes were worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sympy import Add, Basic, Eq, Expr, Function, I, Mul, Pow, Rational, Tuple, fraction
from sympy.core.relational import Relational

from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Det,
    Dimension,
    Dot,
    Entry,
    FrobeniusNorm,
    MatrixExpression,
    Norm,
    Rank,
    Trace,
)
from tutor.verify.line.keys import Keys
from tutor.verify.line.shapes import (
    OPERATORS,
    composite,
    entries,
    letters,
    line_parts,
    numbers_in,
    places_of,
    zeros_of,
)

QUANTITIES = (Det, Dot, Norm, Rank, Trace, Dimension, FrobeniusNorm)
MINORS = 6  # rows or columns of a matrix whose minors are looked for


class Facts:
    """The values that are known.

    `parts` are the values and all their parts.  `whole` are those that stand
    for themselves: a value, an entry of a tuple, a side of an equation.
    `names` are the names that have been defined, `slopes` the derivatives.
    """

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.parts: set[int] = set()
        self.whole: set[int] = set()
        self.names: set[Basic] = set()
        self.slopes: set[int] = set()
        self.line = 0  # of the derivation; a step and each of its substeps has its own
        self._numbers: dict[Basic, Rational] = {}  # of names
        self._shapes: dict[type, list[Basic]] = {}
        self._values: set[tuple[int, int]] = set()  # an expression and a value it takes
        self._results: set[int] = set()
        self._entries: set[int] = set()  # of given matrices: numbers, but no other matrix of them
        self._lines: set[int] = set()  # their rows and columns
        self._found: set[int] = set()  # what claims established
        self._lists: set[tuple[int, ...]] = set()  # the entries of known tuples, in any order
        self._given: set[int] = set()  # the values of the problem
        self._tables: list[Matrix] = []  # matrices of the problem, or found for an expression
        self._supposed: set[int] = set()  # what is announced, to be inserted
        self._lefts: dict[int, int] = {}  # where a number is first written down to be worked out
        self._meanings: dict[Basic, Basic] = {}  # of names
        self._vectors: set[Basic] = set()  # names of those that a formula gives, from valued names
        self._worked_out: set[int] = set()  # names, determinants, norms ... with a value
        self._ways: dict[Basic, list[set[Basic]]] = {}  # what such a quantity was led back to
        self._written: set[Basic] = set()  # products and powers whose parts are known
        self._factors: set[int] = set()  # of products that are zero

    def give(self, value: Any) -> None:
        """Take a value of the problem as known; the sides of its equations are parts of these."""
        if not isinstance(value, Basic) or not value.has(Relational):
            self._given.update(map(self.keys.of, entries(value)))
        if isinstance(value, Basic):
            self._given.update(map(self.keys.of, places_of(value)))
        self._list(value)
        self._hold(value)
        for text in filter(lambda entry: isinstance(entry, str), entries(value)):
            for number in numbers_in(text):
                self.give(number)
        if isinstance(value, Matrix):
            self._entries.update(map(self.keys.of, chain(*value.entries())))
            self._cut(value.entries())
        if isinstance(value, Tuple) and all(isinstance(e, Tuple) for e in value.args):
            self._cut(value.args)

    def _cut(self, rows: Sequence[Iterable[Basic]]) -> None:
        """Note the rows and columns of a table."""
        columns = zip(*rows, strict=False)
        self._lines.update(self.keys.of(Tuple(*line)) for line in (*rows, *columns))

    def _list(self, value: Any) -> None:
        """Note a matrix whose minors may be looked for."""
        if isinstance(value, Matrix) and max(value.shape) <= MINORS and value not in self._tables:
            self._tables.append(value)

    def suppose(self, value: Any) -> None:
        """Take what is announced: it is not known, and may be inserted."""
        self._supposed.update(map(self.keys.of, entries(value)))

    def take_up(self, value: Any) -> None:
        """Let a known part stand for itself."""
        if self.has(value):
            self.whole.add(self.keys.of(value))

    def learn(self, value: Any) -> None:
        """Take what a claim established as known, with its parts."""
        self._found.update(map(self.keys.of, entries(value)))
        self._hold(value)

    def _hold(self, value: Any) -> None:
        for entry in entries(value):
            key = self.keys.of(entry)
            self.whole.add(key)
            if isinstance(entry, Tuple):
                self._lists.add(tuple(sorted(map(self.keys.of, entry.args))))
            if isinstance(entry, Expr) and entry.has(I) and not letters(entry):
                self.whole.update(map(self.keys.of, entry.as_real_imag()))
            if isinstance(entry, Matrix) and entry.bar:
                self.parts.add(self.keys.matrix(entry, left_of_bar=True))
            if isinstance(entry, Eq) and entry.args[1] == 0 and entry.args[0].is_Mul:
                bases = (f.args[0] if f.is_Pow else f for f in entry.args[0].args)
                self._factors.update(map(self.keys.of, bases))
            self._take(entry)

    def _take(self, value: Any) -> None:
        key = self.keys.of(value)
        if key in self.parts and not self._is_new_form(value):
            return
        self.parts.add(key)
        if isinstance(value, Basic):
            self.whole.update(map(self.keys.of, (*places_of(value), *zeros_of(value))))
            if isinstance(value, Function | Pow | Mul | Add):
                self._shapes.setdefault(value.func, []).append(value)
            for part in (*value.args, *line_parts(value)):
                self._take(part)

    def _is_new_form(self, value: Any) -> bool:
        """Whether a product or power stands here as it was not written before: sin(x)/(1/x) for x sin(x)."""
        if not isinstance(value, Mul | Pow) or value in self._written:
            return False
        self._written.add(value)
        return True

    def define(self, name: Basic, value: Basic) -> None:
        """Take a name as known; a part of its formula in numbers, such as n - 1, gives one."""
        self.names.add(name)
        self._meanings[name] = value
        self.evaluate(name, value)
        self.work_out(name, value)
        if isinstance(value, MatrixExpression) and next(self.lacking(name), None) is None:
            self._vectors.add(name)
        if isinstance(value, Rational):
            self._numbers[name] = value
        for part in chain(*((p, *fraction(p)) for p in value.atoms(Add, Mul))):
            if part.free_symbols and part.free_symbols <= self._numbers.keys():
                self.learn(part.xreplace(self._numbers))

    def backwards(self, value: Basic) -> bool:
        """Whether a line before this one starts from what this one would bring in."""
        written = isinstance(value, Tuple) or composite(value)
        return written and self._lefts.get(self.keys.of(value), self.line) < self.line

    def evaluate(self, expression: Basic, value: Basic) -> None:
        """Note a value that an expression takes somewhere."""
        self._values.add((self.keys.of(expression), self.keys.of(value)))
        self._list(value)

    def equate(self, before: Basic, after: Basic) -> None:
        """Note what an expression was found to be equal to."""
        self.evaluate(before, after)
        if not self.has(before) and not before.has(Det):
            self._lefts.setdefault(self.keys.of(before), self.line)
        self._results.update(map(self.keys.of, entries(after)))
        if before in self.names and not letters(after) and not after.has(Matrix, Tuple, *OPERATORS):
            value = after.doit()
            if isinstance(value, Rational):
                self._numbers[before] = value
        for factor in Mul.make_args(after) if isinstance(after, Mul | Pow) else ():
            base = factor.args[0] if isinstance(factor, Pow) else factor
            found = [term for term in base.args if term.is_Symbol]
            if isinstance(base, Add) and len(found) == 1:  # x - 3 says where it is zero
                self.learn(found[0] - base)
        self.work_out(before, after)

    def work_out(self, before: Basic, after: Basic) -> None:
        """Note that a name, or what is made of one quantity of matrices, has a value."""
        if isinstance(before, Tuple) and isinstance(after, Tuple):
            for one, value in zip(before.args, after.args, strict=False):
                self.work_out(one, value)
        elif before in self.names:
            listed = isinstance(after, Matrix | Tuple)
            if listed or self.valued(after) or not letters(after) & self.names:
                self._worked_out.add(self.keys.of(before))
        elif len(found := before.atoms(*QUANTITIES)) == 1:
            (quantity,) = found
            self._ways.setdefault(quantity, []).append(after.atoms(*QUANTITIES))

    def lacking(self, value: Basic) -> Iterator[Basic]:
        """The names in a formula that have no value yet.

        A name that is rounded itself has one if the names of its formula have, be it by formulas of vectors.
        """
        rounded = value in self.names and not self.valued(value)
        if rounded:
            value = self._meanings[value]
        found = letters(value) - {entry.args[0] for entry in value.atoms(Entry)}
        if found <= self.names:
            known = self._vectors if rounded else ()
            yield from (name for name in found if not self.valued(name) and name not in known)

    def has(self, value: Any) -> bool:
        """Whether a value is known, as a part at least; a number has to be known by itself."""
        key = self.keys.of(value)
        return key in (self.whole if isinstance(value, Rational) else self.parts)

    def takes(self, expression: Basic, value: Basic) -> bool:
        """Whether the expression is known to take the value."""
        return (self.keys.of(expression), self.keys.of(value)) in self._values

    def valued(self, quantity: Basic) -> bool:
        """Whether the value of a name, a determinant, a norm ... has been found."""
        if self.keys.of(quantity) in self._worked_out:
            return True
        ways = self._ways.pop(quantity, [])  # so that none is gone twice
        found = any(all(map(self.valued, way)) for way in ways)
        if found:
            self._worked_out.add(self.keys.of(quantity))
        elif ways:
            self._ways[quantity] = ways
        return found
