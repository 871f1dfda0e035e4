"""Linear systems with a letter in them, solved case by case.

Where the determinant of the coefficients is not zero, Cramer's rule gives the
one solution.  Every value of the letter that makes it zero is put into the
system, which is then solved by elimination.  If the letter stands on the right
sides alone, the rows without coefficients say for which values there are solutions.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Integer, Symbol, Tuple, factor

from tutor.core.claims import Claim, Compared, Equal, Equivalent, SolutionSet, Substituted
from tutor.core.errors import NotUnderstood
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Rank
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra import linear
from tutor.kit.linear_algebra.cramer import LARGEST, coefficients, divide_determinants
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.solutions import (
    conclude,
    conclude_no_solution,
    contradiction,
    substitute_back,
    write_augmented_matrix,
)
from tutor.kit.linear_algebra.special_values import (
    at,
    expand_determinant,
    find_zeros,
    inserted,
    others,
    the_letter,
    zeros,
)
from tutor.kit.real_roots import real_roots

Goals = tuple[tuple[str, Claim], ...]
Cases = Generator[Step, None, Goals]


def check_letter(augmented: Matrix) -> None:
    """Refuse a system whose cases cannot be told apart here."""
    letter = the_letter(augmented)
    A = coefficients(augmented)
    height, width = A.shape
    if A.free_symbols and (height != width or height > LARGEST):
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {letter} stands before an unknown. Cases are then told apart by a "
            f"determinant, which needs as many equations as unknowns, at most {LARGEST}.",
            fix=f"Give {letter} a value.",
        )


def solve_cases(system: Tuple, unknowns: Tuple) -> Cases:
    """One goal for the special values, one for all others, and one for each special value."""
    start = yield from write_augmented_matrix(system, unknowns)
    letter, A = the_letter(start), coefficients(start)
    pivots = len(collect(gauss(A))[1].pivots)
    if pivots == A.shape[0] == A.shape[1] <= LARGEST:
        determinant = yield from expand_determinant(A)
        return (yield from _by_determinant(system, unknowns, start, letter, determinant))
    if A.free_symbols:
        raise NotUnderstood(
            "always-singular",
            f"The determinant of the coefficients is zero for every value of {letter}.",
            fix=f"Give {letter} a value, or leave out an equation that follows from the others.",
        )
    return (yield from _by_right_sides(system, unknowns, start, letter))


def _by_determinant(
    system: Tuple, unknowns: Tuple, start: Matrix, letter: Symbol, determinant: Expr
) -> Cases:
    values: tuple[Expr, ...] = ()
    found: list[tuple[str, Claim]] = []
    if determinant.free_symbols:
        values = yield from find_zeros(coefficients(start), determinant, letter)
        found.append(("special", zeros(coefficients(start), determinant, letter)))
    given = others(letter, values)
    decision = Compared(Det(coefficients(start)), "!=", Integer(0), given)
    yield step("decide_exactly_one", decision)
    solved = yield from divide_determinants(system, unknowns, start, determinant, given)
    solution = SolutionSet(system, unknowns, Tuple(Tuple(*(solved[u] for u in unknowns))), given)
    yield step("state_solution", solution)
    found += [("singular", decision), ("solution", solution)]
    return (*found, *(yield from _special(system, unknowns, start, values)))


def _by_right_sides(system: Tuple, unknowns: Tuple, start: Matrix, letter: Symbol) -> Cases:
    echelon = yield from gauss(start)
    width = start.shape[1]
    below = range(len(echelon.pivots) + 1, len(start.rows) + 1)
    rests = [echelon.matrix[i, width] for i in below if echelon.matrix[i, width] != 0]
    if any(not rest.free_symbols for rest in rests) or not rests:
        raise NotUnderstood(
            "letter-does-not-matter",
            f"The number of solutions is the same for every value of {letter}.",
            fix=f"Give {letter} a value, or name all unknowns and {letter} among them.",
        )
    rows = Tuple(*(Eq(Integer(0), rest, evaluate=False) for rest in rests))
    equations = linear.equations_of(echelon.matrix, unknowns)
    yield step("read_equations", Equivalent(echelon.matrix, equations, unknowns))
    roots = [root for root in real_roots(rests[0], letter) if _all_zero(rests, letter, root)]
    special = SolutionSet(rows, Tuple(letter), Tuple(*map(Tuple, roots)))
    yield step("find_values_with_solutions", special)
    values = tuple(roots)
    nothing = SolutionSet(system, unknowns, Tuple(), others(letter, values))
    yield step("state_no_solution", nothing)
    found = (("special", special), ("solution", nothing))
    return (*found, *(yield from _special(system, unknowns, start, values)))


def _all_zero(rests: list[Expr], letter: Symbol, root: Expr) -> bool:
    return all(factor(rest.subs(letter, root)) == 0 for rest in rests)


def _special(system: Tuple, unknowns: Tuple, start: Matrix, values: tuple[Expr, ...]) -> Cases:
    """The system at each special value of the letter, by elimination."""
    found: list[tuple[str, Claim]] = []
    letter = the_letter(start)
    for number, value in enumerate(values, start=1):
        given = at(letter, value)
        here = inserted(start, letter, value)
        yield step("insert_special_value", Substituted(start, Tuple(*given), here))
        echelon = yield from gauss(here)
        bad = contradiction(echelon) is not None
        yield rank_comparison(here, len(echelon.pivots), bad)
        if bad:
            solutions = yield from conclude_no_solution(here, unknowns, echelon)
        else:
            solved = yield from substitute_back(echelon, unknowns)
            solutions = yield from conclude(here, unknowns, solved)
        claim = SolutionSet(system, unknowns, solutions, given)
        yield step("state_case", claim)
        found.append((f"solution_{number}", claim))
    return tuple(found)


def rank_comparison(start: Matrix, rank: int, bad: bool) -> Step:
    """The step that compares the rank of the coefficients with that of the augmented matrix."""
    A = coefficients(start)
    counted = (
        step("count_pivots_of_coefficients", Equal(Rank(A), Integer(rank))),
        step("count_pivots_with_right_sides", Equal(Rank(start), Integer(rank + bad))),
    )
    relation = "<" if bad else "="
    return step("compare_ranks", Compared(Rank(A), relation, Rank(start)), substeps=counted)


def generic_value(values: tuple[Expr, ...]) -> Integer:
    """A small whole number that is none of the special values, for a picture."""
    return next(Integer(n) for n in (0, 2, 1, 3, -1, 4) if n not in values)
