"""The closed vocabulary of what a step may assert.

Each docstring says exactly when the claim is true; the verifier decides by it
and nothing else.  Rows and columns are numbered from 1.  `given` lists the
conditions under which a claim is asserted; it is silent where they fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sympy import Basic, Expr, Rational, Symbol, Tuple

from tutor.core.expr import Distribution
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Space

Conditions = tuple[Basic, ...]


class Equal(Struct, frozen=True):
    """`before` and `after` have the same value wherever `given` holds.

    Both sides are expressions, or both are tuples or matrices of the same shape.
    Where one side has no value the other has none either: x/x is 1 given that
    x is not 0.
    """

    before: Basic
    after: Basic
    given: Conditions = ()


class Equivalent(Struct, frozen=True):
    """The systems `before` and `after` have the same solutions in `unknowns` wherever `given` holds.

    A system is a tuple of equations or an augmented matrix whose columns
    belong to the unknowns in order.
    """

    before: Tuple | Matrix
    after: Tuple | Matrix
    unknowns: Tuple
    given: Conditions = ()


class Implies(Struct, frozen=True):
    """Every solution of the system `before` in `unknowns` solves `after`, wherever `given` holds."""

    before: Tuple
    after: Tuple
    unknowns: Tuple
    given: Conditions = ()


class Swapped(Struct, frozen=True):
    """`after` is `before` with rows `i` and `j` exchanged."""

    before: Matrix
    i: int
    j: int
    after: Matrix


class Scaled(Struct, frozen=True):
    """`after` is `before` with row `i` multiplied by `factor`, which is not zero.

    Nor may it be zero, or lack a value, for any value of a letter in it.
    """

    before: Matrix
    i: int
    factor: Expr
    after: Matrix


class Added(Struct, frozen=True):
    """`after` is `before` with `factor` times row `source` added to row `target`, another row."""

    before: Matrix
    target: int
    source: int
    factor: Expr
    after: Matrix


class Cleared(Struct, frozen=True):
    """`after` is `before` with `factors[1, i]` times row `source` added to row i, for all rows at once.

    `factors` is one row.  The factor of row `source` itself is 0: it stays.
    """

    before: Matrix
    source: int
    factors: Matrix
    after: Matrix


class Echelon(Struct, frozen=True):
    """`after` is an echelon form of `before`, with its pivots in the columns `pivots`.

    The rows of the two have the same span.  The first nonzero entry of row k
    of `after` stands in column `pivots[k]`, further right in each row than in
    the one above, and rows without a pivot are zero.  With an augmentation bar
    this is said of the columns to its left.
    """

    before: Matrix
    after: Matrix
    pivots: Tuple
    given: Conditions = ()


class RowReduced(Struct, frozen=True):
    """`after` is the reduced row echelon form of `before`, with its pivots in the columns `pivots`.

    It is an echelon form, every pivot is 1, and all else in a pivot's column is zero.
    """

    before: Matrix
    after: Matrix
    pivots: Tuple
    given: Conditions = ()


class Basis(Struct, frozen=True):
    """`vectors` are a basis of `space`: independent, inside it, and as many as its dimension.

    No vectors are the basis of a space that holds the zero vector alone.
    Vectors are independent if they are a basis of their own span.
    """

    space: Space
    vectors: Tuple
    given: Conditions = ()


class Factored(Struct, frozen=True):
    """The product of `factors`, in this order, is `matrix`, and each factor is of its kind.

    A kind is `any`, `lower`, `unit lower` (ones on the diagonal), `upper`,
    `unit upper`, `diagonal`, `singular values` (diagonal, and along it no
    number negative and none larger than the one before), `permutation`,
    `invertible`, `orthogonal` (square, with orthonormal columns) or
    `orthonormal columns`.  All but the last four may be rectangular.
    """

    matrix: Basic
    factors: Tuple
    kinds: tuple[str, ...]
    given: Conditions = ()


class Definite(Struct, frozen=True):
    """The real matrix is symmetric, and `kind` says which signs x^T A x takes for x other than 0.

    `positive definite` is only positive, `negative definite` only negative,
    `positive semidefinite` never negative and zero for some x, `negative
    semidefinite` never positive and zero for some x, `indefinite` both signs.
    """

    matrix: Basic
    kind: str
    given: Conditions = ()


class Substituted(Struct, frozen=True):
    """`after` is `before` with the left sides of `values` replaced by their right sides.

    Equality is of values, wherever what is put in has values: both sides may be worked out.
    `before` may be an expression or an equation; an equation stands for both of its sides.
    Where it becomes an equation between numbers, both sides are equal.
    """

    before: Basic
    values: Tuple
    after: Basic


class SolutionSet(Struct, frozen=True):
    """`solutions` are all real solutions of `system` in `unknowns` wherever `given` holds.

    Each solution is a tuple of values in the order of `unknowns`.  A value
    that contains unknowns is parametric: those unknowns are free and stand
    for themselves.  No solution is the empty tuple.
    """

    system: Tuple | Matrix
    unknowns: Tuple
    solutions: Tuple
    given: Conditions = ()


class Roots(Struct, frozen=True):
    """`roots` are the different roots of `polynomial` in `unknown`, real or not.

    `multiplicities` says how often each is a root, in the same order; together
    they are the degree.  The polynomial is not zero wherever `given` holds.
    """

    polynomial: Expr
    unknown: Symbol
    roots: Tuple
    multiplicities: Tuple
    given: Conditions = ()


class Signs(Struct, frozen=True):
    """The sign of `expression` along the whole line of `variable`, as far as `given` holds.

    `places` are numbers in increasing order, and `at` says of each whether the
    expression is `zero` or `undefined` there, or `positive` or `negative` if it jumps.
    Between two neighbours, before the first and after the last place it is
    `positive`, `negative` or `undefined` throughout; `signs` says which, from
    left to right, so it has one entry more.  Conditions may cut the line off;
    they hold at every place and somewhere in each interval.
    """

    expression: Expr
    variable: Symbol
    places: Tuple
    at: tuple[str, ...]
    signs: tuple[str, ...]
    given: Conditions = ()


class DerivativeOf(Struct, frozen=True):
    """`result` is the derivative of `function` with respect to `variable`.

    It is wherever `given` holds and the function has a derivative; elsewhere
    the result may have a value or none.
    """

    function: Expr
    variable: Symbol
    result: Expr
    given: Conditions = ()


class AntiderivativeOf(Struct, frozen=True):
    """The derivative of `result` with respect to `variable` is `function`, wherever `given` holds.

    `result` has a value wherever the function has one.  Integrals without
    bounds in it, multiplied with constants, are what is left to be found.
    """

    function: Expr
    variable: Symbol
    result: Expr
    given: Conditions = ()


class Extremum(Struct, frozen=True):
    """`objective` has at `point` the value `value`, an extremum of the given `kind`.

    Compared are the points that satisfy `constraints` (equations, perhaps
    none) and `given`.  `kind` is `minimum` or `maximum` (over all of them),
    `local minimum`, `local maximum`, or `saddle` (larger and smaller values
    occur as near as you like).
    """

    objective: Expr
    variables: Tuple
    constraints: Tuple
    point: Tuple
    value: Expr
    kind: str
    given: Conditions = ()


class Approximates(Struct, frozen=True):
    """`value` differs from `exact` by at most `tolerance`.

    Of a vector or a matrix each entry does, of a complex number a + b i with fractions a and b the
    real and the imaginary part.
    Here and below a tolerance is at most a hundredth of the value, or 1/1000;
    of several values the largest counts.
    """

    exact: Basic
    value: Expr | Tuple | Matrix
    tolerance: Rational


class Recurrence(Struct, frozen=True):
    """`rows` are states of an iteration that puts `step` in the place of `variables`, again and again.

    A row holds the number k of steps taken, the values of the variables then,
    and the values that `columns` have there.  The first row has the number 0
    and is the start; the numbers grow, and states between two rows may be left
    out.  With tolerance 0 all values are exact.  Otherwise each one, after the
    start, differs from the true one, found from the start without rounding, by
    at most `tolerance`, or by that share of it where it is larger than 1.
    """

    variables: Tuple
    step: Tuple
    columns: Tuple
    rows: Tuple
    tolerance: Rational
    given: Conditions = ()


class TailProbability(Struct, frozen=True):
    """`value` is the probability of the tail at `statistic`, within `tolerance`.

    `tail` is `left` (at most the statistic), `right` (at least the statistic)
    or `two` (at least as far from zero, on both sides, of a distribution that
    is symmetric about zero).
    """

    distribution: Distribution
    statistic: Expr
    tail: str
    value: Rational
    tolerance: Rational


class Quantile(Struct, frozen=True):
    """`value` is the point with probability `level` at or below it, within `tolerance`."""

    distribution: Distribution
    level: Expr
    value: Rational
    tolerance: Rational


class Normalised(Struct, frozen=True):
    """`total` is the sum of `weights`, none negative, and each share is its weight divided by it."""

    weights: Tuple
    total: Expr
    shares: Tuple


class Compared(Struct, frozen=True):
    """`left` stands in `relation` to `right`: one of `<`, `<=`, `=`, `!=`, `>=`, `>`.

    Matrices and vectors have no order; they are `=` or `!=`.
    """

    left: Basic
    relation: str
    right: Basic
    given: Conditions = ()


class Defines(Struct, frozen=True):
    """From here on `name` stands for `value`."""

    name: Basic
    value: Basic


class Choice(Struct, frozen=True):
    """Nothing is asserted: the step announces what will be tried, and on what."""

    shown: Basic


Claim = (
    Equal
    | Equivalent
    | Implies
    | Swapped
    | Scaled
    | Added
    | Cleared
    | Echelon
    | RowReduced
    | Basis
    | Factored
    | Definite
    | Substituted
    | SolutionSet
    | Roots
    | Signs
    | DerivativeOf
    | AntiderivativeOf
    | Extremum
    | Approximates
    | Recurrence
    | TailProbability
    | Quantile
    | Normalised
    | Compared
    | Defines
    | Choice
)
KINDS: dict[str, type[Claim]] = {kind.__name__: kind for kind in Claim.__args__}
FIELDS: dict[type, tuple[str, ...]] = {kind: kind.__struct_fields__ for kind in KINDS.values()}


def values(claim: Claim) -> Iterator[tuple[str, Any]]:
    """The fields of a claim with their values, in order."""
    return ((name, getattr(claim, name)) for name in FIELDS[type(claim)])
