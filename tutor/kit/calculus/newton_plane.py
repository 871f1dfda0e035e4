"""Newton's method for a stationary point of a function of two variables.

The gradient divided by the Hessian, that is the solution d of H d = gradient,
is subtracted from the point.  With two unknowns Cramer's rule gives d in a
formula; at the start the system is also solved with numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from sympy import Add, Expr, Rational, Symbol, Tuple

from tutor.core.claims import Defines, Definite, Equal, SolutionSet, Substituted
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct
from tutor.core.step import Step, collect, step
from tutor.kit.calculus.descent import Slopes, write_first_step
from tutor.kit.calculus.iteration_ends import Goals, endings, repeat
from tutor.kit.calculus.iterations import Iteration, Number, Run, run, table
from tutor.kit.calculus.newton_step import MOST
from tutor.kit.calculus.quadratic import HESSIAN
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.signs import kind_of
from tutor.kit.linear_algebra.solutions import substitute_back
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import MINUS, added, divided, equation, negated, power, times

PLACES = 7
CLOSE = 1e-10
TWO = Rational(2)
KINDS = {
    "positive definite": "note_upward_bend",
    "negative definite": "note_downward_bend",
    "indefinite": "note_bend_of_both_signs",
}
Direction = Callable[[Matrix, Tuple, Sequence[Symbol]], Generator[Step, None, Tuple]]


@dataclass(frozen=True)
class Second:
    """The names f_x, f_y, f_xx, f_xy, f_yy and what they stand for."""

    names: tuple[Symbol, ...]
    values: tuple[Expr, ...]

    @classmethod
    def of(cls, slopes: Slopes, bend: Matrix) -> Second:
        x, y = slopes.names
        ends = (f"{x}", f"{y}", f"{x}{x}", f"{x}{y}", f"{y}{y}")
        values = (*slopes.partials, bend[1, 1], bend[1, 2], bend[2, 2])
        return cls(tuple(Symbol(f"f_{end}") for end in ends), values)

    def at(self, start: dict[Symbol, Expr]) -> list[Expr]:
        """The values at a point that was checked to have them."""
        found = [value_at(v, start) for v in self.values]
        return [v for v in found if v is not None]

    def matrix(self, values: Sequence[Expr]) -> Matrix:
        return Matrix.of([[values[2], values[3]], [values[3], values[4]]])

    def determinant(self) -> Expr:
        _, _, xx, xy, yy = self.names
        return added(times(xx, yy), negated(power(xy, TWO)))


def write_rule(
    slopes: Slopes, second: Second, damping: Expr | None, reasons: Sequence[Step]
) -> Generator[Step, None, tuple[Expr, ...]]:
    """Names for the derivatives, the second ones with the steps that find them, the determinant of the Hessian, and the rule for both variables."""
    pairs = [Defines(n, v) for n, v in zip(second.names, second.values, strict=True)]
    for pair in pairs[:2]:
        yield step("name_partial_derivative", pair)
    matrix = second.matrix(second.values)
    by_name = Defines(HESSIAN, second.matrix(second.names))
    yield step("collect_second_derivatives", by_name, *pairs[2:], substeps=reasons)
    yield step("insert_second_derivatives", Equal(HESSIAN, matrix))
    below = second.determinant()
    yield step("find_determinant_of_hessian", Equal(Det(HESSIAN), below))
    fx, fy, xx, xy, yy = second.names
    updates = []
    for x, above in zip(
        slopes.names,
        (
            added(times(yy, fx), negated(times(xy, fy))),
            added(times(xx, fy), negated(times(xy, fx))),
        ),
        strict=True,
    ):
        part = divided(above, below)
        moved = part if damping is None else times(damping, part)
        update = added(x, negated(moved))
        yield step("write_newton_update", Defines(Symbol(f"{x}_next"), update))
        updates.append(update)
    return tuple(updates)


def iterate(
    f: Expr,
    slopes: Slopes,
    second: Second,
    updates: tuple[Expr, ...],
    start: Tuple,
    count: int | None,
    damping: Expr | None,
    direction: Direction,
) -> Generator[Step, None, tuple[Run, Goals]]:
    """The first step with numbers, and the table of all of them."""
    known = dict(zip(second.names, second.values, strict=True))
    if damping is not None:
        known[Symbol("t")] = damping

    def near(before: Sequence[Number], after: Sequence[Number]) -> bool:
        return all(abs(float(a - b)) < CLOSE for a, b in zip(before, after, strict=True))

    iteration = Iteration(slopes.names, updates, (f,), known)
    found = run(iteration, tuple(start), count or MOST, None if count else near)
    first, goals = yield from _first_step(slopes, second, start, damping, direction, found)
    if found.last:
        made = table(found, PLACES, exact=first)
        yield step(repeat(found), made)
        goals += (("iterates", made),)
    goals += yield from endings(f, found, slopes.given, count, PLACES)
    return found, goals


def _first_step(
    slopes: Slopes,
    second: Second,
    start: Tuple,
    damping: Expr | None,
    direction: Direction,
    found: Run,
) -> Generator[Step, None, tuple[list[Expr] | None, Goals]]:
    at = dict(zip(slopes.names, start, strict=True))
    values = second.at(at)
    if not all(isinstance(v, Rational) for v in values):
        return None, ()
    H, gradient = second.matrix(values), Tuple(*values[:2])
    if used := _used(at, slopes.partials):
        found_there = Substituted(Tuple(*slopes.partials), used, gradient)
        yield step("find_first_gradient", found_there)
    if used := _used(at, second.values[2:]):
        yield step("find_first_hessian", Substituted(second.matrix(second.values), used, H))
    bend = Definite(H, kind_of(H))
    yield step(KINDS[bend.kind], bend)
    if not found.last:
        return None, (("bend", bend),)
    d = yield from direction(H, gradient, slopes.names)
    factor = 1 if damping is None else damping
    exact = [Add(x0, -factor * v) for x0, v in zip(start, d, strict=True)]
    for k, x in enumerate(slopes.names):
        moved = times(MINUS if damping is None else -damping, d[k])
        yield from write_first_step(x, added(start[k], moved), exact[k], found.states[1][k], PLACES)
    return exact, (("bend", bend),)


def _used(at: dict[Symbol, Expr], values: Sequence[Expr]) -> Tuple:
    """The coordinates of a point as equations, for the variables that occur in the values."""
    return Tuple(*(equation(x, v) for x, v in at.items() if any(part.has(x) for part in values)))


def by_elimination(
    H: Matrix, gradient: Tuple, names: Sequence[Symbol]
) -> Generator[Step, None, Tuple]:
    """d from the augmented matrix of H d = gradient."""
    lines = [[*H.row(k), gradient[k - 1]] for k in (1, 2)]
    whole = Matrix.of(lines, 1)
    unknowns = Tuple(*(Symbol(f"d_{x}") for x in names))
    named = step("write_newton_system", Defines(Symbol("A"), whole))
    reduced, echelon = collect(gauss(whole))
    back, values = collect(substitute_back(echelon, unknowns))
    d = Tuple(*(values[u] for u in unknowns))
    solved = SolutionSet(whole, unknowns, Tuple(d))
    yield step("solve_newton_system", solved, substeps=(named, *reduced, *back))
    return d


def by_inverse(H: Matrix, gradient: Tuple, names: Sequence[Symbol]) -> Generator[Step, None, Tuple]:
    """d as the inverse of the Hessian times the gradient."""
    (a, b), (c, e) = (H.row(k) for k in (1, 2))
    below = a * e - b * c
    inverse = Matrix.of([[e / below, -b / below], [-c / below, a / below]])
    yield step("invert_hessian", Equal(Inverse(H), inverse))
    d = Tuple(*(r[0] * gradient[0] + r[1] * gradient[1] for r in (inverse.row(1), inverse.row(2))))
    yield step("multiply_gradient", Equal(MatrixProduct(inverse, gradient), d))
    return d
