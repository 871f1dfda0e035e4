"""The solutions of a linear system, read from an echelon form.

A row 0 = c has no solution.  Otherwise every pivot belongs to one unknown,
which its row expresses by the unknowns to the right; unknowns without a pivot
are free and stand for themselves.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Integer, Symbol, Tuple, expand

from tutor.core.claims import Basis, Choice, Equivalent, SolutionSet, Substituted
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import NullSpace
from tutor.core.step import Step, step
from tutor.kit.linear_algebra import linear
from tutor.kit.linear_algebra.cramer import coefficients
from tutor.kit.linear_algebra.elimination import Reduced

Values = Generator[Step, None, dict[Symbol, Expr]]
Steps = Generator[Step, None, None]
Solutions = Generator[Step, None, Tuple]


def write_augmented_matrix(system: Tuple, unknowns: Tuple) -> Generator[Step, None, Matrix]:
    """The numbers of the equations as an augmented matrix."""
    matrix = linear.augmented(system, unknowns)
    yield step("write_augmented_matrix", Equivalent(system, matrix, unknowns))
    return matrix


def conclude_no_solution(system: Tuple | Matrix, unknowns: Tuple, reduced: Reduced) -> Solutions:
    """Name the row 0 = c, and say that there is no solution."""
    impossible = Tuple(Eq(Integer(0), contradiction(reduced), evaluate=False))
    yield step("find_contradiction", Equivalent(reduced.matrix, impossible, unknowns))
    yield step("state_no_solution", SolutionSet(system, unknowns, Tuple()))
    return Tuple()


def conclude(
    system: Tuple | Matrix,
    unknowns: Tuple,
    values: dict[Symbol, Expr],
    free_rule: str = "leave_free_unknowns",
) -> Solutions:
    """Collect the values of the unknowns; those without one are free, as the free rule says."""
    free = Tuple(*(u for u in unknowns if u not in values))
    if free:
        yield step(free_rule, Choice(free))
    solutions = Tuple(Tuple(*(values.get(u, u) for u in unknowns)))
    yield step("state_solution", SolutionSet(system, unknowns, solutions))
    return solutions


def contradiction(reduced: Reduced) -> Expr | None:
    """The number c of a row 0 = c, if there is one."""
    below = range(len(reduced.pivots) + 1, len(reduced.matrix.rows) + 1)
    width = reduced.matrix.shape[1]
    return next((reduced.matrix[i, width] for i in below if reduced.matrix[i, width] != 0), None)


def substitute_back(echelon: Reduced, unknowns: Tuple) -> Values:
    """Find the pivot unknowns from the last equation to the first."""
    equations = linear.equations_of(echelon.matrix, unknowns)
    yield step("read_equations", Equivalent(echelon.matrix, equations, unknowns))
    values: dict[Symbol, Expr] = {}
    for pivot, equation in reversed(list(zip(echelon.pivots, equations.args, strict=True))):
        unknown = unknowns[pivot - 1]
        known = {u: values[u] for u in unknowns if u in values and equation.has(u)}
        with_values = equation
        if known:
            with_values = Eq(
                linear.inserted(equation.lhs, known, unknowns), equation.rhs, evaluate=False
            )
            pairs = Tuple(*(Eq(u, v, evaluate=False) for u, v in known.items()))
            yield step("insert_known_values", Substituted(equation, pairs, with_values))
        values[unknown] = solved_for(unknown, with_values)
        solved = Tuple(Eq(unknown, values[unknown], evaluate=False))
        if solved.args[0] != with_values:
            yield step("solve_for_unknown", Equivalent(Tuple(with_values), solved, Tuple(unknown)))
    return values


def read_off(reduced: Reduced, unknowns: Tuple) -> Values:
    """Read the pivot unknowns from a reduced echelon form."""
    equations = linear.equations_of(reduced.matrix, unknowns)
    yield step("read_equations", Equivalent(reduced.matrix, equations, unknowns))
    values: dict[Symbol, Expr] = {}
    for pivot, equation in zip(reduced.pivots, equations.args, strict=True):
        unknown = unknowns[pivot - 1]
        values[unknown] = solved_for(unknown, equation)
        solved = Tuple(Eq(unknown, values[unknown], evaluate=False))
        if solved.args[0] != equation:
            yield step("move_free_unknowns", Equivalent(Tuple(equation), solved, Tuple(unknown)))
    return values


def solved_for(unknown: Symbol, equation: Eq) -> Expr:
    """The unknown of a linear equation, by the other letters."""
    left = linear.difference(equation)
    factor = left.coeff(unknown)
    return expand(-(left - factor * unknown) / factor)


def tell_solutions(
    system: Tuple,
    unknowns: Tuple,
    values: dict[Symbol, Expr],
    free_rule: str = "leave_free_unknowns",
) -> Solutions:
    """Collect the values; then check them, or split the solutions into a point and directions."""
    solutions = yield from conclude(system, unknowns, values, free_rule)
    (solution,) = solutions
    if free := Tuple(*(u for u in unknowns if u not in values)):
        yield from give_examples(solution, free)
        yield step("find_directions", directions(system, unknowns, solution))
    else:
        yield from check_equations(system, unknowns, values)
    return solutions


def directions(system: Tuple, unknowns: Tuple, solution: Tuple) -> Basis:
    """The solutions of the system with zeros on the right: what the free unknowns add."""
    A = coefficients(linear.augmented(system, unknowns))
    free = [u for u, value in zip(unknowns, solution, strict=True) if u == value]
    vectors = (Tuple(*(expand(value).coeff(u) for value in solution)) for u in free)
    return Basis(NullSpace(A), Tuple(*vectors))


def give_examples(solution: Tuple, free: Tuple) -> Steps:
    """The solutions in which all free unknowns are 0, and in which they are 1."""
    for number in (0, 1):
        chosen = Tuple(*(Eq(u, Integer(number), evaluate=False) for u in free))
        point = solution.xreplace(dict.fromkeys(free, Integer(number)))
        yield step("give_example", Substituted(solution, chosen, point))


def check_equations(system: Tuple, unknowns: Tuple, values: dict[Symbol, Expr]) -> Steps:
    """Put the values into every equation."""
    for k, equation in enumerate(system):
        used = {u: values[u] for u in unknowns if equation.has(u)}
        pairs = Tuple(*(Eq(u, v, evaluate=False) for u, v in used.items()))
        sides = (linear.inserted(expand(side), used, unknowns) for side in equation.args)
        rule = "check_next_equation" if k else "check_equation"
        yield step(rule, Substituted(equation, pairs, Eq(*sides, evaluate=False)))
