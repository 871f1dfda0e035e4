"""What a topic may be given: one small record for each kind of input.

The record says what is accepted; `reading` turns text into the value, the
command line makes an option of it and a form makes a field.  The values are
exact: rationals, symbols, expressions, matrices, never a float.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sympy import Basic, Expr, Integer, Interval, Limit, Product, Rational, Sum, Tuple, nan, oo, zoo
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.functions import Piecewise

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted, short_decimal
from tutor.core.layer_sizes import layer_sizes
from tutor.core.matrix import Matrix
from tutor.core.matrix_formula import check_size, matrix_formula
from tutor.core.named_functions import named_functions
from tutor.core.named_map import named_map
from tutor.core.real_entries import real_entries
from tutor.core.row_operation import row_operation


class Input(Struct, frozen=True, kw_only=True):
    """One named input of a topic.

    `about` completes "A is ..."; `example` is text that reads correctly;
    `default` is the value taken when the input is left out, and an input
    without one is required unless `optional`.
    """

    name: str
    about: str
    example: str
    optional: bool = False
    default: Any = None

    @property
    def required(self) -> bool:
        return not self.optional and self.default is None

    def check(self, value: Any) -> Any:
        """Return `value`, or raise the error that says what is wrong with it."""
        return value


class MatrixInput(Input, frozen=True, kw_only=True):
    """A matrix; read as `core.matrix.Matrix`, exact.

    With `form` it may be told by its quadratic form, such as x^2 + 4xy + y^2.
    """

    form: bool = False
    square: bool = False
    largest: int = limits.MATRIX
    letters: int = limits.LETTERS_IN_MATRIX

    def check(self, value: Matrix) -> Matrix:
        rows, columns = value.shape
        if self.square and rows != columns:
            raise Undefined(
                "not-square",
                f"{self.name} has {counted(rows, 'row', 'rows')} and "
                f"{counted(columns, 'column', 'columns')}. It must be square.",
                fix="Give as many columns as rows.",
            )
        largest = self.letters if value.free_symbols else self.largest
        if max(rows, columns) > largest:
            kind = "a matrix with letters" if value.free_symbols else "a matrix"
            raise OverLimit(
                "matrix-size",
                f"{self.name} is {rows} by {columns}. The limit for {kind} is {largest} by {largest}.",
                fix="Use a smaller matrix.",
            )
        return real_entries(value)


class VectorInput(Input, frozen=True, kw_only=True):
    """A vector `(1, 2)`, `[1, 2]`, `<1, 2>` or a column `[1; 2]`; a `Tuple` of its components."""


class VectorsInput(Input, frozen=True, kw_only=True):
    """Vectors of one length, such as `(1, 2), (3, 4)`; a `Tuple` of `Tuple`s.

    The rows of a matrix `[[1, 2], [3, 4]]` are accepted as well.
    """

    smallest: int = 1

    def check(self, value: Tuple) -> Tuple:
        if len(value) < self.smallest:
            raise Undefined(
                "too-few-vectors",
                f"{self.name} has {counted(len(value), 'vector', 'vectors')}. "
                f"At least {self.smallest} are needed here.",
                fix=f"For example {self.name} = {self.example}.",
            )
        return value


class TableInput(Input, frozen=True, kw_only=True):
    """Observations by variables; a rational `Matrix` with a row for each observation.

    Read from a matrix, a list of points, named columns `x = 1, 2; y = 3, 4`, or CSV text.
    """

    smallest: int = 1

    def check(self, value: Matrix) -> Matrix:
        rows = value.shape[0]
        if rows < self.smallest:
            raise Undefined(
                "too-few-data",
                f"{self.name} has {counted(rows, 'observation', 'observations')}. "
                f"At least {self.smallest} are needed here.",
                fix=f"For example {self.name} = {self.example}.",
            )
        return value


class MapInput(Input, frozen=True, kw_only=True):
    """The rule of a map, `T(x, y) = (x + y, 2x)`; a `Tuple` of its letters and of its components."""


class SystemInput(Input, frozen=True, kw_only=True):
    """Linear equations; read as a `Tuple` of `Eq`, as typed.

    An augmented matrix `[1 2 | 3; 4 5 | 6]`, or lines of numbers with the right
    side at the end, is accepted and written out as equations in x1, x2, ...
    """


class EquationsInput(Input, frozen=True, kw_only=True):
    """One or more equations of any kind, for example constraints; a `Tuple` of `Eq`."""

    largest: int = 3


class FunctionsInput(Input, frozen=True, kw_only=True):
    """Functions by name, `z = x^2*y, x = cos(t)`; a `Tuple` of `Eq` with a letter on the left of each."""

    largest: int = 8

    def check(self, value: Tuple) -> Tuple:
        return named_functions(value, self.largest, self.example)


class ConstraintsInput(Input, frozen=True, kw_only=True):
    """Inequalities, perhaps with equations: `x + y >= 4, 0 <= x <= 3`; a `Tuple` of `Eq`, `Le` and `Ge`.

    A chain is read as its parts, and `x, y >= 0` says the same of both letters.
    """


class ExpressionInput(Input, frozen=True, kw_only=True):
    """A formula in any letters; a SymPy expression that is not evaluated beyond reading.

    With `cases` it may be a function given by cases, a `Piecewise` as typed.
    """

    cases: bool = False

    def check(self, value: Expr) -> Expr:
        """Refuse infinity as a number, and sums too long to be worked out term by term."""
        if value.has(Piecewise) and not self.cases:
            raise NotUnderstood(
                "cases",
                "A function given by cases is not taken here.",
                fix="Give one formula. Limits, and whether there is a derivative at a point, "
                "can be asked of cases.",
            )
        for part in value.atoms(Sum, Product):
            for _, first, last in part.limits:
                if (last - first).is_number and last - first > limits.SUM:
                    raise OverLimit(
                        "sum-length",
                        f"A sum or product here has more than {limits.SUM:,} terms.",
                        fix="Use a letter for the last term, or fewer terms.",
                    )
        outside = value.replace(
            lambda e: isinstance(e, ExprWithLimits | Limit), lambda e: Integer(0)
        )
        if outside.has(oo, -oo, zoo, nan):
            raise Undefined(
                "infinite",
                f"{self.name} contains infinity, which is not a number.",
                fix=f"For example {self.name} = {self.example}.",
            )
        return value


class LimitInput(Input, frozen=True, kw_only=True):
    """A limit such as `sin(x)/x as x -> 0` or `lim x->0+ 1/x`; a SymPy `Limit`, not worked out."""


class IntegralInput(Input, frozen=True, kw_only=True):
    """An integral such as `x^2 from 0 to 1` or `x^2 dx`; a SymPy `Integral`, not worked out."""


class SymbolsInput(Input, frozen=True, kw_only=True):
    """Names of variables; a `Tuple` of `Symbol`."""


class NumberInput(Input, frozen=True, kw_only=True):
    """An exact number, with the range in which it makes sense.

    A percentage such as `5%` is read as the fraction.  The bounds belong to
    the range unless `open_below` or `open_above`.
    """

    minimum: Expr | None = None
    maximum: Expr | None = None
    open_below: bool = False
    open_above: bool = False
    whole: bool = False

    def check(self, value: Expr) -> Expr:
        _check_size(self.name, value)
        if self.whole and not isinstance(value, Integer):
            raise Undefined(
                "not-whole",
                f"{self.name} is {self.about}. It must be a whole number, not {value}.",
                fix=f"For example {self.name} = {self.example}.",
            )
        if value.free_symbols:
            raise NotUnderstood(
                "letter-for-number",
                f"{self.name} must be a number. {value} has a letter in it.",
                fix=f"For example {self.name} = {self.example}.",
            )
        low, high = self.minimum, self.maximum
        below = low is not None and (value < low or (self.open_below and value == low))
        above = high is not None and (value > high or (self.open_above and value == high))
        if below or above:
            raise Undefined(
                "out-of-range",
                f"{self.name} = {value} is out of range. It is {self.about}, {self.range_in_words()}.",
                fix=f"Did you mean {value}%?"
                if high is not None and high <= 1 < value < 100 and value.is_Integer
                else f"For example {self.name} = {self.example}.",
            )
        return value

    def range_in_words(self) -> str:
        low = "above" if self.open_below else "at least"
        high = "below" if self.open_above else "at most"
        bounds = ((low, self.minimum), (high, self.maximum))
        return " and ".join(f"{word} {short_decimal(b)}" for word, b in bounds if b is not None)


class IntervalInput(Input, frozen=True, kw_only=True):
    """An interval with or without its ends, perhaps without end; a SymPy `Interval` of exact numbers."""

    def check(self, value: Interval) -> Interval:
        if not isinstance(value, Interval) or not all(
            end.is_extended_real and not end.free_symbols for end in (value.start, value.end)
        ):
            raise NotUnderstood(
                "interval",
                f"{self.name} must be an interval between two numbers.",
                fix=f"For example {self.name} = {self.example}.",
            )
        return value


def _check_size(name: str, value: Expr) -> None:
    """Refuse a number with more digits than anything that is measured or counted."""
    for number in value.atoms(Rational):
        if max(int(number.p).bit_length(), int(number.q).bit_length()) > limits.VALUE_BITS:
            raise OverLimit(
                "value-size",
                f"A number of {name} has more than {limits.VALUE_BITS:,} binary digits.",
                fix="Round it, or change the unit.",
            )


class DataInput(Input, frozen=True, kw_only=True):
    """A list of exact numbers, or a column of a CSV file; a `Tuple` of rationals."""

    smallest: int = 1

    def check(self, value: Tuple) -> Tuple:
        for number in value:
            _check_size(self.name, number)
        if len(value) < self.smallest:
            found = counted(len(value), "value", "values")
            raise Undefined(
                "too-few-data",
                f"{self.name} has {found}. At least {self.smallest} are needed here.",
                fix=f"For example {self.name} = {self.example}.",
            )
        return value


class ProbabilitiesInput(Input, frozen=True, kw_only=True):
    """Statements such as `P(A) = 0.2, P(B|A) = 0.7`; a `Tuple` of `Eq` with `Probability` on the left.

    A question `P(B) = ?` is the `Probability` alone.
    """


class ChoiceInput(Input, frozen=True, kw_only=True):
    """One of a few words; a `str`.  `options` maps each accepted word to what it means."""

    options: dict[str, str] = {}

    def check(self, value: str) -> str:
        if value not in self.options:
            first = {meaning: word for word, meaning in reversed(self.options.items())}
            raise NotUnderstood(
                "choice",
                f"{self.name} cannot be {value!r}.",
                fix=f"It is one of: {', '.join(reversed(first.values()))}.",
            )
        return value


class LabelsInput(Input, frozen=True, kw_only=True):
    """Short names given by the user, such as hypotheses; a tuple of `str`."""

    longest: int = limits.NAME


def _check_number(value: tuple[str, ...], largest: int, things: str) -> None:
    """Refuse more things than are taken at once; their name is the code of the error too."""
    if len(value) > largest:
        raise OverLimit(
            things,
            f"There are {len(value)} {things.replace('-', ' ')}. The limit is {largest}.",
            fix="Ask for fewer at once.",
        )


class DeterminantsInput(Input, frozen=True, kw_only=True):
    """Determinants of formulas in matrices, such as `det(2A), det(A^-1)`; a tuple of `str`.

    Each is what stands inside the determinant, in the notation of `core.matrix_formula`.
    """

    largest: int = 4

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        _check_number(value, self.largest, "determinants")
        for text in value:
            matrix_formula(text)
        return value


class MatrixFormulaInput(Input, frozen=True, kw_only=True):
    """A formula in matrices that are written out, such as `2[1 2; 3 4] - 3[0 1; 1 0]^T`.

    It is made of the heads of `core.matrix_expression` for sums, multiples, products, powers and
    transposes; its value is a matrix or a vector.
    """

    def check(self, value: Basic) -> Basic:
        check_size(value)
        return value


class RowOperationsInput(Input, frozen=True, kw_only=True):
    """Operations on the rows of a matrix; a tuple of `str` in the wording of `core.row_operation`."""

    largest: int = 4

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        _check_number(value, self.largest, "row-operations")
        return tuple(str(row_operation(text)) for text in value)


class LayerSizesInput(Input, frozen=True, kw_only=True):
    """Numbers of units from the inputs to the last layer, `3-3-2-1`; a `Tuple` of whole numbers."""

    largest: int = 10

    def check(self, value: Tuple) -> Tuple:
        return layer_sizes(value, self.largest, f"For example {self.name} = {self.example}.")


class NamedMapsInput(Input, frozen=True, kw_only=True):
    """Maps of the plane by name, in the order in which they act; a tuple of `str` in the wording of `core.named_map`."""

    largest: int = 3

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        _check_number(value, self.largest, "named-maps")
        return tuple(str(named_map(text)) for text in value)


class TextInput(Input, frozen=True, kw_only=True):
    """A short phrase used in the closing sentence, such as "the mean sleep of New Yorkers"; a `str`."""


Value = Basic | Matrix | str | tuple[str, ...] | None
