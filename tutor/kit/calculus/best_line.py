"""The best line through points: its cost, and two ways to it besides solving for zero slopes by hand.

The sums of the products of the deviations from the means, Sxx, Sxy and Syy, turn the cost into two
squares and a rest, so that the line can be read off.  The normal equations say with one matrix
product that both partial derivatives are zero.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import sympy as sp
from sympy import Eq, Expr, IndexedBase, Integer, Sum, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Defines,
    Definite,
    DerivativeOf,
    Equal,
    Equivalent,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, Transpose
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.products import applied, multiplied, transposed
from tutor.kit.polynomial_systems import Solver
from tutor.kit.unevaluated import ZERO, added, equation, negated, over, power, times, without_ones

m, b, E, i = Symbol("m"), Symbol("b"), Symbol("E"), Symbol("i")
xs, ys, A = IndexedBase("x"), IndexedBase("y"), Symbol("A")
xbar, ybar = Symbol("xbar"), Symbol("ybar")
Sxx, Sxy, Syy = Symbol("S_xx"), Symbol("S_xy"), Symbol("S_yy")
TWO = Integer(2)
Points = Sequence[Sequence[Expr]]
Best = Generator[Step, None, Tuple]


def cost_of(points: Points) -> Expr:
    """The sum of the squared vertical distances, multiplied out."""
    return sp.expand(sum(((m * x + b - y) ** 2 for x, y in points), ZERO))


def write_cost(points: Points) -> Generator[Step, None, Expr]:
    """Name the coordinates and the cost, and multiply it out."""
    yield step("name_abscissas", Defines(xs, Tuple(*(x for x, _ in points))))
    yield step("name_ordinates", Defines(ys, Tuple(*(y for _, y in points))))
    residual = added(times(m, xs[i]), b, negated(ys[i]))
    yield step("write_cost_of_line", Defines(E, Sum(power(residual, TWO), (i, 1, len(points)))))
    inserted = added(*(power(_residual(x, y), TWO) for x, y in points))
    yield step("insert_points_in_cost", Equal(E, inserted))
    cost = cost_of(points)
    yield step("multiply_out_cost_of_line", Equal(inserted, cost))
    return cost


def _residual(x: Expr, y: Expr) -> Expr:
    """What the line gives at x, minus y, without terms that are zero."""
    terms = (without_ones(x, m) if x != 0 else ZERO, b, negated(y))
    return added(*(term for term in terms if term != 0))


def conclude(cost: Expr, best: Tuple) -> Generator[Step, None, Extremum]:
    """Put the line into its cost, and say that it is the best one."""
    here = Tuple(Eq(m, best[0], evaluate=False), Eq(b, best[1], evaluate=False))
    value = cost.xreplace(dict(zip((m, b), best, strict=True)))
    yield step("compute_cost_of_line", Substituted(cost, here, value))
    claim = Extremum(cost, Tuple(m, b), Tuple(), best, value, "minimum")
    yield step("state_best_line", claim)
    return claim


def by_deviations(points: Points) -> Best:
    """The line from the means and the sums of products of deviations, by completing squares."""
    size = Integer(len(points))
    means = []
    for name, data, values in ((xbar, xs, 0), (ybar, ys, 1)):
        mean = sum((point[values] for point in points), ZERO) / size
        total = Sum(data[i], (i, 1, len(points)))
        yield step("name_mean", Defines(name, over(total, size)))
        yield step("work_out_mean", Equal(name, mean))
        means.append(mean)
    left = (added(xs[i], negated(xbar)), added(ys[i], negated(ybar)))
    sums = []
    for name, one, other, rule in (
        (Sxx, 0, 0, "name_spread"),
        (Sxy, 0, 1, "name_joint_spread"),
        (Syy, 1, 1, "name_spread"),
    ):
        inner = power(left[one], TWO) if one == other else times(left[one], left[other])
        yield step(rule, Defines(name, Sum(inner, (i, 1, len(points)))))
        deviations = [(p[one] - means[one], p[other] - means[other]) for p in points]
        sums.append(sum((u * v for u, v in deviations), ZERO))
        away = [[added(p[k], negated(means[k])) for k in (one, other)] for p in points]
        terms = [power(u, TWO) if one == other else times(u, v) for u, v in away]
        inserted = step("insert_deviations", Equal(name, added(*terms)))
        yield step(
            "work_out_spread",
            Equal(name, sums[-1]),
            substeps=(inserted, step("add_deviations", Equal(added(*terms), sums[-1]))),
        )
    slope, rest = over(Sxy, Sxx), added(Syy, negated(over(power(Sxy, TWO), Sxx)))
    squares = added(
        times(Sxx, power(added(m, negated(slope)), TWO)),
        times(size, power(added(b, negated(ybar), times(m, xbar)), TWO)),
        rest,
    )
    yield step("complete_squares_of_line", Equal(E, squares))
    found = sums[1] / sums[0]
    yield step("divide_spreads", Equal(slope, found), Choice(equation(m, found)))
    height = means[1] - found * means[0]
    through = added(ybar, negated(times(found, xbar)))
    yield step("go_through_means", Equal(through, height), Choice(equation(b, height)))
    yield step("work_out_rest", Equal(rest, sums[2] - sums[1] ** 2 / sums[0]))
    return Tuple(found, height)


def by_normal_equations(points: Points, cost: Expr) -> Best:
    """The line from A^T A (m, b) = A^T y, where A has the row (x, 1) for each point."""
    table = Matrix.of([[x, Integer(1)] for x, _ in points])
    heights = Tuple(*(y for _, y in points))
    yield step("name_table_of_line", Defines(A, table))
    gram = multiplied(transposed(table), table)
    yield step("multiply_table", Equal(MatrixProduct(Transpose(A), A), gram))
    side = applied(transposed(table), heights)
    yield step("multiply_ordinates", Equal(MatrixProduct(Transpose(A), heights), side))
    rows = [_terms(p * m, q * b) for p, q in gram.entries()]
    slopes = [times(TWO, added(*row, *_terms(-c))) for row, c in zip(rows, side, strict=True)]
    for letter, slope in zip((m, b), slopes, strict=True):
        yield step("differentiate_cost_of_line", DerivativeOf(cost, letter, slope))
    level = Tuple(*(equation(slope, ZERO) for slope in slopes))
    normal = Tuple(*(equation(added(*row), c) for row, c in zip(rows, side, strict=True)))
    yield step("write_normal_equations", Equivalent(level, normal, Tuple(m, b)))
    polynomials = [sp.expand(added(*row) - c) for row, c in zip(rows, side, strict=True)]
    made, found = collect(Solver((m, b)).solve(polynomials))
    best = Tuple(found[0][m], found[0][b])
    simpler = Tuple(*(equation(p, ZERO) for p in polynomials))
    before = step("tidy_equations", Equivalent(normal, simpler, Tuple(m, b)))
    solved = SolutionSet(normal, Tuple(m, b), Tuple(best))
    yield step("solve_normal_equations", solved, substeps=(before, *made))
    yield step("see_independent_columns", Definite(gram, "positive definite"))
    return best


def _terms(*several: Expr) -> tuple[Expr, ...]:
    return tuple(term for term in several if term != 0)
