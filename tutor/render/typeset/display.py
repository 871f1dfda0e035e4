"""The formula that a reader sees for each kind of claim.

The formula shows what is asserted and nothing else; the conditions under which it is asserted are a
formula of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sympy import Basic, Eq, Expr, Integer, Integral, Rational, Symbol, Tuple

from tutor.core import claims
from tutor.core.claims import Claim
from tutor.core.expr import Distribution
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, Span
from tutor.render.typeset import calculus, numbers, row_operations
from tutor.render.typeset.breaking import lines, stacked
from tutor.render.typeset.composer import Composer
from tutor.render.typeset.condensing import DOTS
from tutor.render.typeset.conditions import chained
from tutor.render.typeset.iterations import recurrence
from tutor.render.typeset.layout import (
    APPLY,
    COMMA,
    EQUALS,
    PLUS,
    PRODUCT,
    RELATION,
    SUM,
    TIMES,
    WIDE_SPACE,
    Arrow,
    Fenced,
    Fraction,
    Ident,
    Node,
    Number,
    Operator,
    Row,
    Said,
    Subscript,
    Superscript,
    Table,
    TableRow,
    barred,
    binding,
    negative,
    parenthesized,
    separated,
    side,
    width,
)
from tutor.render.typeset.linear_algebra import column, decimals, has_columns, vector_or_matrix
from tutor.render.typeset.order import as_before
from tutor.render.typeset.sign_table import sign_table
from tutor.render.typeset.structures import (
    alone,
    distribution,
    probability,
    related,
    system,
    word,
)
from tutor.render.typeset.style import Style

_SIGNS = {"<": "<", "<=": "≤", "=": "=", "!=": "≠", ">=": "≥", ">": ">"}
_APPROXIMATELY = Operator("≈")
_EMPTY = Row(())
# The letter of a random variable with this distribution.
_VARIABLES = {"t": "T", "normal": "Z", "chi2": "χ"}


def display(claim: Claim, composer: Composer) -> Node:
    """The formula of a claim, over several lines if it is long."""
    formula = _FORMULAS[type(claim)](claim, composer)
    return stacked(lines(formula, composer.style.width))


def conditions(claim: Claim, composer: Composer) -> Node | None:
    """The conditions of a claim, separated by commas; for a probability, the distribution."""
    if isinstance(claim, claims.TailProbability):
        variable = _variable(claim.distribution)
        law = distribution(composer, claim.distribution)
        return Said(related(variable, "∼", law), "distributed", (variable, law))
    given: Sequence[Basic] = getattr(claim, "given", ())
    return separated(chained(given, composer), COMMA) if given else None


def _equal(claim: claims.Equal, composer: Composer) -> Node:
    left, right = sides(claim.before, claim.after, composer)
    return _equation(left, EQUALS, right, composer)


def sides(before: Basic, after: Basic, composer: Composer) -> tuple[Node, Node]:
    """Two values that are set equal: vectors are columns on both sides, or on neither."""
    columns = has_columns(before) or has_columns(after)
    if not columns:
        return composer.node(before), composer.node(after)
    return (
        vector_or_matrix(composer, before, columns),
        vector_or_matrix(composer, after, columns),
    )


def _equation(left: Node, sign: Operator, right: Node, composer: Composer) -> Node:
    """Two sides of an equation, over two lines if it is long; sides that look alike are shown once."""
    if left == right:
        return left
    left, right = side(left), side(right)
    room = composer.style.width
    whole = Row((left, sign, right), RELATION)
    if width(whole) <= room:
        return whole
    beside = width(left) * 2 <= room
    first, *others = lines(right, room - 3 - (width(left) if beside else 0))
    if beside and not others:
        return Row((left, sign, first), RELATION)
    second = Row((sign, first), RELATION)
    if beside:
        rows = [TableRow((left, second))]
    else:
        top, *more = lines(left, room)
        rows = [TableRow((_EMPTY, top)), *map(_continued, more), TableRow((_EMPTY, second))]
    return Table((*rows, *map(_continued, others)), "aligned")


def _continued(line: Node) -> TableRow:
    """A further line of one side of an equation, moved to the right."""
    return TableRow((_EMPTY, Row((WIDE_SPACE, line), RELATION)))


def _systems(sign: str) -> Callable[[Any, Composer], Node]:
    def formula(claim: claims.Equivalent | claims.Implies, composer: Composer) -> Node:
        before, after = (_system(side, composer) for side in (claim.before, claim.after))
        relation = "∼" if isinstance(claim.after, Matrix) else sign
        return Row((before, Operator(relation), after), RELATION)

    return formula


def _system(value: Tuple | Matrix, composer: Composer) -> Node:
    return composer.node(value) if isinstance(value, Matrix) else system(composer, value.args)


def _reduced(claim: claims.Echelon | claims.RowReduced, composer: Composer) -> Node:
    """The matrix, an arrow and its echelon form; the reduced form is named over the arrow."""
    before, after = composer.node(claim.before), composer.node(claim.after)
    kind = "reduced form" if isinstance(claim, claims.RowReduced) else "echelon form"
    shown = Row((before, Arrow(word(composer, kind)), after), RELATION)
    return Said(shown, kind, (before, after))


def _basis(claim: claims.Basis, composer: Composer) -> Node:
    space, vectors = composer.node(claim.space), claim.vectors.args
    if not vectors:
        return related(space, "=", Fenced("{", "}", Number("0")))
    members = separated([composer.node(v) for v in vectors], COMMA)
    if isinstance(claim.space, Span) and claim.space.args == vectors:
        return Row((members, word(composer, "independent")), RELATION)
    shown = Said(Fenced("{", "}", members), "set", (members,))
    return Row((shown, word(composer, "basis"), space), RELATION)


def _factored(claim: claims.Factored, composer: Composer) -> Node:
    matrix, product = composer.node(claim.matrix), MatrixProduct(*claim.factors.args)
    return _equation(matrix, EQUALS, composer.node(product), composer)


def _substituted(claim: claims.Substituted, composer: Composer) -> Node:
    before = composer.node(alone(claim.before))
    put_in = {value.lhs: value.rhs for value in claim.values.args}
    after = composer.node(alone(as_before(claim.before, claim.after, put_in)))
    values = separated(composer.ends([composer.node(v) for v in claim.values.args], DOTS), COMMA)
    if binding(before) == RELATION:
        return Row((before, Arrow(values), after), RELATION)
    return _equation(_evaluated(before, values), EQUALS, after, composer)


def _evaluated(function: Node, place: Node) -> Node:
    return Said(Subscript(barred(function), place), "evaluated", (function, place))


def _solution_set(claim: claims.SolutionSet, composer: Composer) -> Node:
    unknowns = claim.unknowns.args
    solutions = claim.solutions.args
    if not solutions:
        return word(composer, "no solution")
    free = set(unknowns)
    if len(solutions) == 1 and solutions[0].free_symbols & free:
        return _parametric(unknowns, solutions[0].args, composer)
    written = [
        _assignment(unknowns, solution.args, composer, len(solutions) > 1) for solution in solutions
    ]
    return written[0] if len(written) == 1 else separated(written, word(composer, "or"))


def _assignment(
    unknowns: Sequence[Symbol], values: Sequence[Expr], composer: Composer, as_tuple: bool
) -> Node:
    """x = 1, y = 2; one of several solutions is written (x, y) = (1, 2)."""
    if as_tuple and len(unknowns) > 1:
        return related(composer.node(Tuple(*unknowns)), "=", composer.node(Tuple(*values)))
    pairs: list[Node] = [
        related(composer.node(unknown), "=", composer.node(value))
        for unknown, value in zip(unknowns, values, strict=True)
    ]
    return separated(composer.ends(pairs, DOTS), COMMA, WIDE_SPACE)


def _parametric(unknowns: Sequence[Symbol], values: Sequence[Expr], composer: Composer) -> Node:
    """A particular solution plus multiples of directions; the free unknowns are any numbers."""
    free = [unknown for unknown, value in zip(unknowns, values, strict=True) if unknown == value]
    freely = Row(
        (separated([composer.node(unknown) for unknown in free], COMMA), Operator("∈"), Ident("ℝ")),
        RELATION,
    )
    directions = [[value.diff(unknown) for value in values] for unknown in free]
    if any(entry.free_symbols & set(unknowns) for line in directions for entry in line):
        assignment = _assignment(unknowns, values, composer, False)
        return Row((assignment, COMMA, WIDE_SPACE, freely), RELATION)
    particular = [value.subs(dict.fromkeys(free, Integer(0))) for value in values]
    terms: list[Node] = [] if not any(particular) else [column(composer, particular)]
    for unknown, direction in zip(free, directions, strict=True):
        terms += [PLUS] if terms else []
        terms.append(Row((composer.node(unknown), TIMES, column(composer, direction)), PRODUCT))
    return Row(
        (column(composer, unknowns), EQUALS, Row(tuple(terms), SUM), COMMA, WIDE_SPACE, freely),
        RELATION,
    )


def _roots(claim: claims.Roots, composer: Composer) -> Node:
    """x = 1 (twice), x = 3: the roots, with the multiplicities that are not 1."""
    unknown = composer.node(claim.unknown)
    written = []
    for root, often in zip(claim.roots.args, claim.multiplicities.args, strict=True):
        shown = related(unknown, "=", composer.node(root))
        if often != 1:
            times = Row((composer.node(often), word(composer, "times")))
            shown = Row((shown, WIDE_SPACE, parenthesized(times)), RELATION)
        written.append(shown)
    if not written:
        return word(composer, "no solution")
    return separated(written, COMMA, WIDE_SPACE)


def _derivative_of(claim: claims.DerivativeOf, composer: Composer) -> Node:
    function = composer.node(claim.function)
    partial = len(claim.function.free_symbols | {claim.variable}) > 1
    operator = calculus.derivative(function, [(composer.node(claim.variable), 1)], partial)
    for place in claim.given:
        if isinstance(place, Eq) and place.lhs == claim.variable:
            operator = _evaluated(operator, composer.node(place))
    return _equation(operator, EQUALS, composer.node(claim.result), composer)


def _antiderivative_of(claim: claims.AntiderivativeOf, composer: Composer) -> Node:
    integral = composer.node(Integral(claim.function, claim.variable))
    result = composer.node(calculus.up_to_a_constant(claim.result))
    return _equation(integral, EQUALS, result, composer)


def _extremum(claim: claims.Extremum, composer: Composer) -> Node:
    kind = word(composer, claim.kind)
    place = _assignment(claim.variables.args, claim.point.args, composer, True)
    return Row((kind, composer.node(claim.value), word(composer, "at"), place), RELATION)


def _approximates(claim: claims.Approximates, composer: Composer) -> Node:
    columns = has_columns(claim.exact)
    exact = vector_or_matrix(composer, claim.exact, columns)
    about = decimals(claim.value, claim.tolerance, columns)
    return _equation(exact, _APPROXIMATELY, about, composer)


def _variable(law: Distribution) -> Node:
    if law.family == "chi2":
        return Superscript(Ident("χ"), Number("2"))
    if law.family == "normal" and law.parameters != (0, 1):
        return Ident("X")
    return Ident(_VARIABLES.get(law.family, "X"))


def _tail_probability(claim: claims.TailProbability, composer: Composer) -> Node:
    variable, place = _variable(claim.distribution), composer.node(claim.statistic)
    if claim.tail == "two" and not claim.statistic.is_nonnegative:
        place = Said(Fenced("|", "|", place), "absolute value", (place,))
    chance = probability(related(variable, "≤" if claim.tail == "left" else "≥", place))
    if claim.tail == "two":
        chance = Row((Number("2"), TIMES, chance), PRODUCT)
    if claim.value == 0:  # too small for a number: all that is known is the tolerance
        return related(chance, "≤", decimals(claim.tolerance, claim.tolerance))
    return Row((chance, _APPROXIMATELY, decimals(claim.value, claim.tolerance)), RELATION)


def _quantile(claim: claims.Quantile, composer: Composer) -> Node:
    law = claim.distribution
    level = _level(claim.level, composer)
    if law.family in ("t", "chi2"):
        indices = separated([level, composer.node(law.parameters[0])], COMMA)
        letter: Node = Ident("t") if law.family == "t" else _variable(law)
        shown: Node = Subscript(letter, indices)
    elif law.family == "normal" and law.parameters == (0, 1):
        shown = Subscript(Ident("z"), level)
    else:
        inverse = Superscript(Ident("F"), negative(Number("1")))
        shown = Row((inverse, APPLY, parenthesized(level)))
    said = Said(shown, "quantile", (distribution(composer, law), level))
    return Row((said, _APPROXIMATELY, decimals(claim.value, claim.tolerance)), RELATION)


def _level(level: Expr, composer: Composer) -> Node:
    if isinstance(level, Rational):
        return numbers.signed(int(level.p), int(level.q), Style(decimals=True), small=True)
    return composer.node(level, True)


def _normalised(claim: claims.Normalised, composer: Composer) -> Node:
    factor = Fraction(Number("1"), composer.node(claim.total, small=True))
    weights, shares = composer.node(claim.weights), composer.node(claim.shares)
    return _equation(Row((factor, TIMES, weights), PRODUCT), EQUALS, shares, composer)


def _compared(claim: claims.Compared, composer: Composer) -> Node:
    left, right = sides(claim.left, claim.right, composer)
    return related(left, _SIGNS[claim.relation], right)


_FORMULAS: dict[type, Callable[[Any, Composer], Node]] = {
    claims.Equal: _equal,
    claims.Equivalent: _systems("⟺"),
    claims.Implies: _systems("⟹"),
    claims.Swapped: row_operations.swapped,
    claims.Scaled: row_operations.scaled,
    claims.Added: row_operations.added,
    claims.Cleared: row_operations.cleared,
    claims.Echelon: _reduced,
    claims.RowReduced: _reduced,
    claims.Basis: _basis,
    claims.Factored: _factored,
    claims.Definite: lambda claim, composer: Row(
        (composer.node(claim.matrix), word(composer, claim.kind)), RELATION
    ),
    claims.Substituted: _substituted,
    claims.SolutionSet: _solution_set,
    claims.Roots: _roots,
    claims.Signs: sign_table,
    claims.DerivativeOf: _derivative_of,
    claims.AntiderivativeOf: _antiderivative_of,
    claims.Extremum: _extremum,
    claims.Approximates: _approximates,
    claims.Recurrence: recurrence,
    claims.TailProbability: _tail_probability,
    claims.Quantile: _quantile,
    claims.Normalised: _normalised,
    claims.Compared: _compared,
    claims.Defines: lambda claim, composer: _equation(
        composer.node(claim.name), EQUALS, composer.node(claim.value), composer
    ),
    claims.Choice: lambda claim, composer: composer.node(alone(claim.shown)),
}
