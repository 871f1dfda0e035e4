"""Expressions: the heads a trace may contain and their lossless JSON form.

An expression is written as a tree of allow-listed heads, never as text to be
evaluated; what is not on the list has no JSON form.  Unevaluated expressions
survive, and matrices that share rows are stored once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Rational, Symbol
from sympy.core.symbol import Str
from sympy.polys.domains import ZZ
from sympy.tensor.indexed import IndexException

from tutor.core import matrix_expression
from tutor.core.errors import NotUnderstood
from tutor.core.limits import SYMBOL_EXPONENT
from tutor.core.matrix import Matrix, Row
from tutor.core.matrix_expression import Det as Det

OUTCOMES = (
    ("+", "-"),
    ("positive", "negative"),
    ("pos", "neg"),
)  # names of events that exclude each other


class Probability(Expr):
    """P(event), or P(event | given, ...); events are short names."""

    is_commutative = True

    def __new__(cls, event: str | Str, *given: str | Str) -> Probability:
        return Expr.__new__(cls, *(Str(str(e)) for e in (event, *given)))

    @property
    def event(self) -> str:
        return str(self.args[0])

    @property
    def given(self) -> tuple[str, ...]:
        return tuple(str(e) for e in self.args[1:])


class Distribution(Basic):
    """A named family with its parameters.

    `t(df)`, `normal(mean, variance)`, `chi2(df)`, `exponential(rate)`,
    `poisson(mean)` and `bernoulli(p)`, with the parameters in this order.
    """

    def __new__(cls, family: str | Str, *parameters: Expr) -> Distribution:
        return Basic.__new__(
            cls, Str(str(family)), *(sp.sympify(p, strict=True) for p in parameters)
        )

    @property
    def family(self) -> str:
        return str(self.args[0])

    @property
    def parameters(self) -> tuple[Expr, ...]:
        return tuple(self.args[1:])


class Hypothesis(Basic):
    """A statement under the name that a test gives it, such as H_0: mu = 8."""

    def __new__(cls, name: str | Str, statement: Basic) -> Hypothesis:
        return Basic.__new__(cls, Str(str(name)), statement)

    @property
    def name(self) -> str:
        return str(self.args[0])

    @property
    def statement(self) -> Basic:
        return self.args[1]


_FUNCTIONS = (
    *(sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc),
    *(sp.asin, sp.acos, sp.atan, sp.acot, sp.asec, sp.acsc),
    *(sp.sinh, sp.cosh, sp.tanh, sp.asinh, sp.acosh, sp.atanh),
    *(sp.exp, sp.log, sp.Abs, sp.sign, sp.floor, sp.ceiling),
    *(sp.factorial, sp.binomial, sp.gamma, sp.erf, sp.Max, sp.Min),
)
_RELATIONS = (sp.Eq, sp.Ne, sp.Lt, sp.Le, sp.Gt, sp.Ge, sp.And, sp.Or)
_OPERATORS = (sp.Derivative, sp.Integral, sp.Limit, sp.Sum, sp.Product)
_SETS = (sp.FiniteSet, sp.Interval, sp.Union)
_STRUCTURES = (
    *(sp.Tuple, sp.Indexed, sp.IndexedBase, sp.Piecewise),
    *(Probability, Distribution, Hypothesis),
)
_ROOTS = (sp.CRootOf,)

HEADS: dict[str, Callable[..., Basic]] = {
    c.__name__: c
    for c in (
        *(*_FUNCTIONS, *_RELATIONS, *_OPERATORS, *_SETS, *_STRUCTURES, *_ROOTS),
        *matrix_expression.HEADS,
    )
}
CONSTANTS: dict[str, Basic] = {
    "pi": sp.pi,
    "E": sp.E,
    "I": sp.I,
    "oo": sp.oo,
    "-oo": -sp.oo,
    "true": sp.true,
    "false": sp.false,
    "EmptySet": sp.S.EmptySet,
    "Reals": sp.S.Reals,
}
_CONSTANT_NAMES = {value: name for name, value in CONSTANTS.items()}


class Encoder:
    """Turns values into JSON; `rows` and `states` are the tables the JSON refers to."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.states: list[Any] = []
        self._row_at: dict[int, int] = {}
        self._state_at: dict[int, int] = {}
        self._place_of: dict[tuple[int, str], int] = {}
        self._kept: list[object] = []  # an id stands for its object only while that lives

    def encode(self, value: Any) -> Any:
        """The JSON form of an expression, a matrix, a name, a tuple of these, or None."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return {"text": value}
        if isinstance(value, int):
            return {"int": value}
        if isinstance(value, tuple):
            return {"tuple": [self.encode(v) for v in value]}
        if isinstance(value, Matrix):
            return {"matrix": self._state(value)}
        if isinstance(value, Rational):
            return f"{value.p}" if value.q == 1 else f"{value.p}/{value.q}"
        if isinstance(value, Symbol):
            return {"symbol": value.name}
        if isinstance(value, Str):
            return {"name": value.name}
        if value in _CONSTANT_NAMES:
            return {"constant": _CONSTANT_NAMES[value]}
        head = _head(value)
        return [head, *(self.encode(a) for a in value.args)]

    def _state(self, matrix: Matrix) -> int:
        if id(matrix) not in self._state_at:
            self._kept.append(matrix)
            found = _over_fractions(matrix)
            self._kept.append(found)
            rows = [self._row(found, k) for k in range(len(found.rows))]
            state: dict[str, Any] = {"rows": rows}
            if matrix.bar:
                state["bar"] = matrix.bar
            self._state_at[id(matrix)] = self._place(state, self.states)
        return self._state_at[id(matrix)]

    def _row(self, matrix: Matrix, k: int) -> int:
        row = matrix.rows[k]
        if id(row) not in self._row_at:
            self._kept.append(row)
            if matrix.domain is ZZ:
                small = row.reduced()
                form: Any = {"over": str(small.over), "numbers": [str(n) for n in small.numbers]}
            else:
                form = [self.encode(e) for e in matrix.row(k + 1)]
            self._row_at[id(row)] = self._place(form, self.rows)
        return self._row_at[id(row)]

    def _place(self, form: Any, table: list[Any]) -> int:
        """Where a form stands in its table; equal ones stand there once, whoever made them."""
        known = self._place_of.setdefault((id(table), repr(form)), len(table))
        if known == len(table):
            table.append(form)
        return known


def _over_fractions(matrix: Matrix) -> Matrix:
    """The same matrix as it will be read: over the fractions if all its entries are fractions."""
    if matrix.domain is ZZ:
        return matrix
    entries = matrix.entries()
    rational = all(isinstance(e, Rational) for line in entries for e in line)
    return Matrix.of(entries, matrix.bar) if rational else matrix


class Decoder:
    """Reads what `Encoder` wrote; raises `NotUnderstood` at anything it does not know."""

    def __init__(self, rows: list[Any], states: list[Any]) -> None:
        self._rows: list[Row | list[Expr]] = [self._read_row(form) for form in rows]
        self._states = [self._read_state(form) for form in states]

    def decode(self, form: Any) -> Any:
        match form:
            case None | bool():
                return form
            case str():
                return _rational(form)
            case {"text": str(text)}:
                return text
            case {"int": int(number)}:
                return number
            case {"tuple": list(items)}:
                return tuple(self.decode(i) for i in items)
            case {"matrix": int(k)} if 0 <= k < len(self._states):
                return self._states[k]
            case {"symbol": str(name)}:
                return Symbol(name)
            case {"name": str(name)}:
                return Str(name)
            case {"constant": str(name)} if name in CONSTANTS:
                return CONSTANTS[name]
            case [str(head), *args]:
                return _build(head, [self.decode(a) for a in args])
        raise unknown_form(form)

    def _read_row(self, form: Any) -> Row | list[Expr]:
        match form:
            case {"over": str(over), "numbers": list(numbers)}:
                return Row(tuple(_integer(n) for n in numbers), _integer(over))
            case list():
                return [self.decode(e) for e in form]
        raise unknown_form(form)

    def _read_state(self, form: Any) -> Matrix:
        match form:
            case {"rows": [_, *_] as places}:
                rows = [self._rows[k] for k in places]
                bar = form.get("bar", 0)
                if type(bar) is not int or bar < 0:
                    raise unknown_form(form)
                shared = [r for r in rows if isinstance(r, Row)]
                if len(shared) == len(rows):
                    return Matrix(tuple(shared), ZZ, bar)
                if shared:
                    raise unknown_form(form)
                matrix = Matrix.of([r for r in rows if not isinstance(r, Row)], bar)
                if any(e.has(sp.zoo, sp.nan) for line in matrix.entries() for e in line):
                    raise unknown_form(form)
                return matrix
        raise unknown_form(form)


def _head(value: Basic) -> str:
    name = type(value).__name__
    if isinstance(value, sp.Add | sp.Mul | sp.Pow):
        return name
    if HEADS.get(name) is not type(value) and name != "ExprCondPair":
        raise TypeError(f"{name} has no place in a trace")
    return name


def with_parts(value: Basic, parts: list[Basic]) -> Basic:
    """An expression of the same head with other parts, as written; nothing is worked out."""
    made: Basic = _put_together(_head(value), parts)
    return made


_MISUSED = (TypeError, ValueError, AttributeError, IndexError, ArithmeticError, IndexException)


def _build(head: str, args: list[Any]) -> Any:
    if not all(isinstance(a, Basic) for a in args):  # SymPy would evaluate a text
        raise unknown_form(head)
    if head in ("Add", "Mul", "Pow") and not all(isinstance(a, Expr) for a in args):
        raise unknown_form(head)
    try:
        return _put_together(head, args)
    except _MISUSED as bad:
        raise unknown_form(head) from bad  # what SymPy says to arguments of another kind


def _put_together(head: str, args: list[Any]) -> Any:
    if head == "Add" and len(args) > 1:
        return sp.Add._from_args(args)
    if head == "Mul" and len(args) > 1:
        return sp.Mul._from_args(args)
    if head == "Pow" and len(args) == 2:
        return sp.Pow(*args, evaluate=False)
    if head == "ExprCondPair" and len(args) == 2:
        return sp.functions.elementary.piecewise.ExprCondPair(*args)
    maker = HEADS.get(head)
    if maker is None:
        raise unknown_form(head)
    if maker in _FUNCTIONS or maker in _RELATIONS or maker is sp.Piecewise:
        return maker(*args, evaluate=False)
    return _root(args) if maker in _ROOTS else maker(*args)


def _root(args: list[Any]) -> Any:
    """The k-th root of an irreducible polynomial, real roots first; k counts from 0."""
    match args:
        case [sp.Expr() as polynomial, sp.Integer() as index]:
            letters = polynomial.free_symbols
            powers = polynomial.atoms(sp.Pow)
            if (
                len(letters) == 1
                and polynomial.is_polynomial(*letters)
                and all(power.exp <= SYMBOL_EXPONENT for power in powers)
                and 0 <= index < sp.degree(polynomial)
            ):
                return sp.CRootOf(polynomial, int(index))
    raise unknown_form(args)


def _integer(text: Any) -> int:
    if isinstance(text, str) and text.removeprefix("-").isdigit() and text.isascii():
        return int(text)
    raise unknown_form(text)


def _rational(text: str) -> Rational:
    numerator, _, denominator = text.partition("/")
    below = _integer(denominator) if denominator else 1
    if below == 0:
        raise unknown_form(text)
    return Rational(_integer(numerator), below)


def unknown_form(form: Any) -> NotUnderstood:
    """The error for a piece of JSON that is no part of a trace."""
    shown = str(form)
    return NotUnderstood(
        "trace-form",
        f"This trace holds something that is not known here: {shown[:60]}.",
        fix="Make the trace again with this version of Tutor.",
    )
