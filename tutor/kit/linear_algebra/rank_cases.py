"""The rank of a matrix with a letter in it, told case by case.

A largest minor that is not zero for every value of the letter has the order of the rank,
except perhaps where it is zero.  Each of these values is put into the matrix, which is then
reduced; where the rank stays, the value is no exception after all.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import combinations

from sympy import Expr, Integer, Symbol, Tuple, degree

from tutor.core.claims import Claim, Compared, Conditions, Echelon, Equal, Substituted
from tutor.core.errors import OverLimit, Undefined
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dimension, NullSpace, Rank
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra import special_values
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.minors import Lines, bordered
from tutor.kit.real_roots import real_roots

MOST_CASES = 6  # values at which the rank is smaller

Goals = tuple[tuple[str, Claim], ...]


def tell_ranks_apart(A: Matrix) -> Generator[Step, None, Goals]:
    """The rank and the nullity for all values but a few, and for each value where the rank is smaller."""
    letter = special_values.the_letter(A)
    rows, columns = _simplest_minor(A, letter)
    minor, rank = part(A, rows, columns), len(rows)
    determinant = yield from special_values.expand_determinant(minor)
    for more_rows, more_columns in bordered(A, rows, columns):
        larger = part(A, more_rows, more_columns)
        work, _ = collect(expand_along_emptiest_line(larger))
        yield step("find_zero_minor", Compared(Det(larger), "=", Integer(0)), substeps=work)
    tried: tuple[Expr, ...] = ()
    if determinant.free_symbols:
        tried = yield from special_values.find_zeros(minor, determinant, letter)
    yield _state("decide_rank", A, rank, special_values.others(letter, tried))
    smaller: list[tuple[Expr, int]] = []
    for value in tried:
        given = special_values.at(letter, value)
        here = special_values.inserted(A, letter, value)
        yield step("insert_special_value", Substituted(A, Tuple(*given), here))
        echelon = yield from gauss(here)
        found = len(echelon.pivots)
        pivots = Tuple(*map(Integer, echelon.pivots))
        counted = Equal(Rank(here), Integer(found))
        yield step("reach_echelon_form", Echelon(here, echelon.matrix, pivots), counted)
        yield _state("state_case" if found < rank else "keep_rank", A, found, given)
        if found < rank:
            smaller.append((value, found))
    if len(smaller) > MOST_CASES:
        raise OverLimit(
            "cases",
            f"The rank is smaller for {len(smaller)} values of {letter}. The limit is {MOST_CASES} cases.",
            fix=f"Give {letter} a value, or use lower powers of it.",
        )
    left = special_values.others(letter, tuple(value for value, _ in smaller))
    if len(smaller) < len(tried):
        yield _state("join_cases", A, rank, left)
    goals = _goals(A, rank, left, "")
    for number, (value, found) in enumerate(smaller, start=1):
        goals += _goals(A, found, special_values.at(letter, value), f"_{number}")
    return goals


def part(A: Matrix, rows: Lines, columns: Lines) -> Matrix:
    """What is left when all other rows and columns are crossed out."""
    return Matrix.of([[A[i, j] for j in columns] for i in rows])


def _simplest_minor(A: Matrix, letter: Symbol) -> tuple[Lines, Lines]:
    """The rows and columns of a largest minor that is not always zero, with as few zeros as can be."""
    height, width = A.shape
    rank = len(collect(gauss(A))[1].pivots)

    def minors() -> Iterator[tuple[int, Expr, tuple[Lines, Lines]]]:
        for rows in combinations(range(1, height + 1), rank):
            for columns in combinations(range(1, width + 1), rank):
                _, value = collect(expand_along_emptiest_line(part(A, [*rows], [*columns])))
                zeros = _zeros(value, letter)
                if value != 0 and zeros is not None:
                    yield len(zeros), value, ([*rows], [*columns])

    found = sorted(minors(), key=lambda m: (m[0], degree(m[1], letter), m[2]))
    if not found:
        raise Undefined(
            "no-exact-solution",
            f"The values of {letter} for which the rank drops have no simple exact form.",
            fix=f"Give {letter} a value, or change the numbers.",
        )
    return found[0][2]


def _zeros(value: Expr, letter: Symbol) -> list[Expr] | None:
    try:
        return real_roots(value, letter) if value != 0 else None
    except Undefined:
        return None


def _state(rule: str, A: Matrix, rank: int, given: Conditions) -> Step:
    return step(rule, *(claim for _, claim in _goals(A, rank, given, "")))


def _goals(A: Matrix, rank: int, given: Conditions, ending: str) -> Goals:
    nullity = Integer(A.shape[1] - rank)
    return (
        (f"rank{ending}", Equal(Rank(A), Integer(rank), given)),
        (f"nullity{ending}", Equal(Dimension(NullSpace(A)), nullity, given)),
    )
