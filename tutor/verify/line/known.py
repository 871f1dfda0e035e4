"""What may start from the facts that a derivation knows.

An expression may start a claim if it is known or built from what is known; an
equation, if it is known, is a case of a known product that is zero, or sets a
known expression to zero or to a value that was found for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sympy import (
    Add,
    Basic,
    Derivative,
    Eq,
    Expr,
    Function,
    I,
    Integer,
    Limit,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    Tuple,
    nan,
    oo,
    pi,
    zoo,
)
from sympy.core.relational import Relational

from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    CoordinateSpace,
    Eigenspace,
    Entry,
    Identity,
    MatrixExpression,
    MatrixPower,
    MatrixScalar,
    Norm,
    ScalarMultiple,
    Space,
)
from tutor.verify.line.facts import Facts
from tutor.verify.line.shapes import OPERATORS, composite, fits, is_part, letters, places_of

OF_MATRICES = (MatrixExpression, MatrixScalar, Space)
SIZED = (Identity, CoordinateSpace, MatrixPower, Entry, Norm)
FREE = (0, 1, -1, I, pi)  # numbers that need no origin
DEGREES = Mul(180, Pow(pi, -1), evaluate=False)  # of one radian


class Known(Facts):
    """The facts, and what they allow a claim to start from."""

    def stands(self, value: Any) -> bool:
        """Whether an expression with letters is known by itself."""
        return composite(value) and bool(letters(value)) and self.keys.of(value) in self.whole

    def function(self, value: Any) -> bool:
        """Whether a function is known, is some terms or factors of one, or is its shape.

        So sin(x) is the shape of sin(2x).
        """
        if self.keys.of(value) in self.parts or isinstance(value, Rational):
            return True
        others = self._shapes.get(value.func, ())
        functions = (other for other in others if letters(other))
        like = any(fits(value, other) and self._named_rightly(value, other) for other in functions)
        return like or self._some(value, others)

    def _named_rightly(self, shape: Basic, value: Basic) -> bool:
        """Whether the names in a shape stand for themselves in the value, or for a part of it."""
        inside: set[int] = set()
        whole = self.keys.of(value, inside)
        names = shape.free_symbols & self.names - value.free_symbols
        return all(self.keys.of(self._meanings[n]) in inside - {whole} for n in names)

    def _some(self, value: Basic, others: Iterable[Basic]) -> bool:
        if not isinstance(value, Add | Mul):
            return False
        mine = self.keys.members(value)
        return any(mine <= self.keys.members(other) for other in others)

    def composed(self, function: Basic, variable: Basic, parts: Sequence[Basic]) -> bool:
        """Whether a function is a sum, product, quotient, maximum, composition or the cases of these parts.

        Parts that do not occur in it belong to a way of their own, such as logarithms.
        """
        inside: set[int] = set()
        whole = self.keys.of(function, inside)
        keys = {self.keys.of(part) for part in parts if part.has(variable)} - {whole}
        others = [part for part in parts if self.keys.of(part) != whole]
        apart = [part for part in others if self.keys.of(part) not in inside]
        if not all(fits(p, function) or self._fits_inside(p, function) for p in apart):
            return True
        return self._covered(function, variable, keys, others)

    def _covered(self, value: Basic, variable: Basic, keys: set[int], parts: list[Basic]) -> bool:
        inside: set[int] = set()
        self.keys.of(value, inside)
        if value == variable or not value.has(variable) or self.keys.of(value) in keys:
            return True
        if any(fits(p, value) for p in parts) and not inside.isdisjoint(keys):
            return True
        if isinstance(value, Piecewise):
            return all(self._covered(case, variable, keys, parts) for case, _ in value.args)
        quotient = isinstance(value, Pow) and value.args[1] == -1
        if not isinstance(value, Add | Mul | Max | Min) and not quotient:
            return False
        return all(self._covered(part, variable, keys, parts) for part in value.args)

    def _fits_inside(self, shape: Basic, value: Basic) -> bool:
        return any(fits(shape, part) or self._fits_inside(shape, part) for part in value.args)

    def insertions(self, value: Basic, into: Basic) -> bool:
        """Whether an equation may be used to replace its left side in an expression or equation.

        Besides a known one, that is an announced one, a letter set to a value of the problem,
        in an expression also to 0, 1 or -1, and an unknown that a solution leaves free.
        """
        if self.equations(value) or self.announced(value):
            return True
        if not isinstance(value, Eq) or not value.args[0].is_Symbol:
            return False
        letter, number = value.args
        free = self.has(Eq(letter, letter, evaluate=False))
        simple = number in FREE and not isinstance(into, Relational)
        return free or simple or self.keys.of(number) in self._given

    def announced(self, value: Basic) -> bool:
        """Whether a step has said that it goes on with this equation, such as x = cos(t) for a curve."""
        return isinstance(value, Eq) and self.keys.of(value) in self._supposed

    def equations(self, value: Basic) -> bool:
        """Whether a system, a list of values or a single equation may start a claim."""
        if isinstance(value, Tuple):
            return all(map(self.equations, value.args))
        if self.has(value):
            return True
        if not isinstance(value, Eq):
            return not isinstance(value, Matrix | Relational) and self.function(value)
        left, right = value.args
        if right == 0 and self.keys.of(left) in self._factors:
            return True
        return self._sets(left, right) or self._sets(right, left)

    def _sets(self, side: Basic, value: Basic) -> bool:
        """Whether a known expression is set to zero, to a value it takes or that the problem gives, or to another result."""
        key = self.keys.of(side)
        fails = isinstance(side, Rational) and key in self._results  # such as 1 = 0
        if value == 0 and (fails or key in self.slopes):
            return True
        if isinstance(side, Rational):
            return False
        fresh = value.is_Symbol and self.keys.of(value) not in self.parts
        if fresh and key in self._given:
            return True  # a letter of its own for what the problem gives, be it a letter
        if side.is_Symbol and side not in self.names:  # a letter may be the value that came out
            came_out = {taken for _, taken in self._values}
            return key in came_out and (value == 0 or self.keys.of(value) in came_out)
        if key not in self.whole:
            return False
        if fresh:
            return True  # and for a known value
        both = key in self._results and self.keys.of(value) in self._results
        given = value.is_number and self.keys.of(value) in self._given
        return bool(value == 0) or both or given or self.takes(side, value)

    def formula(self, value: Any) -> bool:
        """Whether an expression is known or built from what is known.

        Built is a formula in defined names, a number worked out from known
        numbers, and, where letters are left open, what is made of a known
        expression: its multiple, a function of it, a sum of such terms.
        """
        if isinstance(value, Tuple) and (letters(value) or value.has(Matrix)):
            return all(self.formula(part) or self._shifted(part) for part in value.args)
        if self.has(value) or value in self.names:
            return True
        if self.slopes and isinstance(value, Expr) and self.keys.of(-value) in self.slopes:
            return True
        if isinstance(value, OF_MATRICES):
            return all(self._operand(value, part) for part in value.args)
        if isinstance(value, OPERATORS):
            return self._operator(value)
        if isinstance(value, Max | Min) and value.is_number and 0 not in value.args:
            return self._of_a_list(value)
        if isinstance(value, Derivative) and self.function(value.args[0]):
            return True
        if found := letters(value):
            if found <= self.names or self.made(value):
                return True
            return self._some(value, self._shapes.get(value.func, ()))
        return self._of_known_numbers(value)

    def _of_known_numbers(self, value: Basic) -> bool:
        """Whether a number, or each of several, is worked out from known ones."""
        return next(self.strangers(value), None) is None

    def _of_a_list(self, extreme: Basic) -> bool:
        """Whether the largest or smallest number is looked for among all numbers of a known list."""
        keys = set(map(self.keys.of, extreme.args))
        return any(keys == set(known) for known in self._lists)

    def is_column(self, value: Basic) -> bool:
        """Whether a list is a row or a column of a table of the problem."""
        return self.keys.of(value) in self._lines

    def unheard_of(self, term: Basic) -> bool:
        """Whether a term is a number that nothing gives, not even 1 or -1."""
        return isinstance(term, Rational) and not self._whole(term)

    def adds_up(self, value: Basic) -> bool:
        """Whether a calculation is the sum of a list that is known."""
        parts = sorted(map(self.keys.of, value.args)) if isinstance(value, Add) else ()
        return tuple(parts) in self._lists

    def has_lost_sign(self, number: Expr) -> bool:
        """Whether the problem gives the opposite of a number, perhaps in degrees, and nothing gives the number itself."""
        known = self.whole | self._entries
        return any(
            self.keys.of(-size) in self._given and self.keys.of(size) not in known
            for size in (number, number * DEGREES)
        )

    def trivial(self, value: Basic) -> bool:
        """Whether a sum is one of 0, 1 and -1 alone, which are always there."""
        alone = isinstance(value, Add) and value.atoms() <= set(FREE)
        return alone and not self.has(value)

    def _operator(self, value: Basic) -> bool:
        """Whether a limit or an integral is one of a known function, between known places.

        A limit may be one of what is made of a known function, such as a difference quotient.
        A place that was announced, or where the function has no value, needs no other origin.
        """
        function, places = value.args[0], places_of(value)
        variable = value.args[1] if isinstance(value, Limit) else value.args[1].args[0]
        ends = (
            p in (oo, -oo)
            or p.is_Symbol
            or self.has(p)
            or self._datum(p)
            or self.announced(Eq(variable, p, evaluate=False))
            or function.subs(variable, p).has(zoo, nan)
            for p in places
        )
        factors = (f for f in Mul.make_args(function) if letters(f) and not f.is_Symbol)
        known = self.function(function) or any(map(self.has, factors))
        if isinstance(value, Limit) and not known:
            known = self.made(function) or self._is_distance(function)
        return known and all(ends)

    def _is_distance(self, value: Basic) -> bool:
        """Whether a value is, but for factors, a known function without what a name stands for."""
        for factor in Mul.make_args(value):
            terms = [t for t in factor.args if letters(t)] if isinstance(factor, Add) else []
            names = [t for t in terms if -t in self.names]
            others = [t for t in terms if t not in names]
            if names and all(
                t in self.names or self.formula(t) or self.function(t) for t in others
            ):
                return True
        return False

    def _operand(self, value: Basic, part: Basic) -> bool:
        """Whether a part of a product, a norm or a span is known, or no more than its form."""
        if isinstance(value, SIZED) and (isinstance(part, Integer) or part is oo):
            return True  # a size, a place, an exponent
        if isinstance(value, ScalarMultiple | Eigenspace) and isinstance(part, Expr):
            return all(stranger.is_Symbol for stranger in self.strangers(part))
        if isinstance(part, Matrix):
            return self._table(part)
        if isinstance(part, Tuple):
            if self.has(part) or self.keys.of(part) in self._lines:
                return True
            return all(
                _is_power(e) or e in FREE or self._is_there(e) or self._shifted(e) for e in part
            )
        return self.formula(part)

    def _is_there(self, number: Basic) -> bool:
        """Whether a step has found a number, or the problem gives it."""
        key = self.keys.of(number)
        return key in self._found or key in self._given

    def _table(self, matrix: Matrix) -> bool:
        """Whether a matrix is known, made of known numbers, or left when lines are crossed out."""
        if self.has(matrix) or all(map(self._number, chain(*matrix.entries()))):
            return True
        return any(is_part(matrix, whole) for whole in self._tables)

    def strangers(self, value: Basic, allowed: Collection[Basic] = ()) -> Iterator[Basic]:
        """The numbers in an expression that are not known; exponents are part of its form."""
        if self._datum(value) or value in allowed or value == DEGREES:
            return
        if isinstance(value, (*OF_MATRICES, *OPERATORS)):
            yield from () if self.formula(value) else (value,)
            return
        inside = value.args[:1] if isinstance(value, Pow) else value.args
        if not inside:
            yield value
        for part in inside:
            yield from self.strangers(part, allowed)

    def _number(self, value: Basic) -> bool:
        return value in FREE or self._whole(value)

    def _datum(self, value: Basic) -> bool:
        """Whether a number is known, perhaps as an entry of a matrix of the problem."""
        signs = (value, -value) if isinstance(value, Rational) else (value,)
        return self._number(value) or any(self.keys.of(v) in self._entries for v in signs)

    def _whole(self, value: Basic) -> bool:
        signs = (value, -value) if isinstance(value, Rational) else (value,)
        return any(self.keys.of(v) in self.whole for v in signs)

    def made(self, value: Basic) -> bool:
        """Whether an expression with open letters is made of a known one, other than a letter."""
        if value.is_Symbol or value in FREE:
            return False
        if self.keys.of(value) in self.whole:
            return True
        if isinstance(value, Piecewise):
            return False
        opposite = -value  # of an expression: what is known of x and 6 says nothing of -x and -6
        if opposite.args and letters(opposite) and self.keys.of(opposite) in self.whole:
            return True
        if isinstance(value, Add):
            terms = [term for term in value.args if letters(term)]
            # Beside another term, lambda is the known -lambda, subtracted.
            negated = {t for t in terms if t.is_Symbol and self.keys.of(-t) in self.whole}
            rest = {*terms} - negated
            return not terms or (bool(rest) and all(map(self.made, rest)))
        if isinstance(value, Mul):
            return any(map(self.made, value.args)) and self._has_sums(value)
        if isinstance(value, Function) and value.args[0] in FREE:
            return True
        return isinstance(value, Function | Pow) and self.made(value.args[0])

    def _has_sums(self, product: Mul) -> bool:
        """Whether a product has one sum at most, or all in it are known or made of what is.

        A distance such as x - 3 does not count.
        """
        bases = [f.args[0] if isinstance(f, Pow) else f for f in Mul.make_args(product)]
        terms = {base: filter(letters, base.args) for base in bases if isinstance(base, Add)}
        sums = [base for base, found in terms.items() if not all(t.is_Symbol for t in found)]
        return len(sums) < 2 or all(self.has(one) or self.made(one) for one in sums)

    def _shifted(self, value: Basic) -> bool:
        """Whether a value is a letter, or its distance from a known number."""
        if not isinstance(value, Expr):
            return False
        factor, value = value.as_coeff_Mul()
        number, letter = value.as_independent(Symbol, as_Add=True)
        at_home = letter.is_Symbol and self.has(letter)
        return bool(factor in FREE and at_home and (number == 0 or self.has(-number)))


def _is_power(value: Basic) -> bool:
    """Whether this is a letter, or a whole power of one, as in the row (x^2, x, 1)."""
    whole = isinstance(value, Pow) and isinstance(value.args[1], Integer)
    return bool((value.args[0] if whole else value).is_Symbol)
