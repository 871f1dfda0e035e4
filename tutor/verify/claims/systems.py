"""Checks of systems of equations: equivalent, implied, solved.

Linear systems are compared by rank.  For others every claimed solution is
inserted, and the rest are looked for by another route than a solver's:
elimination polynomials with their real roots isolated, or else a search for
sign changes and Newton's method from many starting points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import sympy as sp
from sympy import Basic, Symbol, Tuple

from tutor.core.claims import Conditions, Equivalent, Implies, SolutionSet, values
from tutor.core.matrix import Matrix
from tutor.verify.claims.same_systems import are_multiples, are_squares, have_same_factors
from tutor.verify.claims.solutions import System, equations_of
from tutor.verify.points.critical import critical_points
from tutor.verify.points.places import FEWEST, POINTS, Check, Places, shown
from tutor.verify.points.search import Values, at_values, near
from tutor.verify.report import PROVED, Verdict, refuted, unchecked
from tutor.verify.values import linear
from tutor.verify.values.exact import identical, rational
from tutor.verify.values.letters import letters_of
from tutor.verify.values.linear import NotLinear, Table
from tutor.verify.values.numeric import NoValue, Point, context

Test = Callable[[Point], str]
MANY_DIGITS = 400
TRIALS = 4  # members of a family of solutions that are inserted
LISTED_DIGITS = 25  # to which a claimed solution has to satisfy the equations


class Undecided(Exception):
    """The claim can be neither refuted nor confirmed here."""


def solution_set(claim: SolutionSet, places: Places) -> Verdict:
    unknowns = claim.unknowns.args
    if fault := _misfit((claim.system,), unknowns):
        return refuted(fault)
    for solution in claim.solutions.args:
        if not isinstance(solution, Tuple) or len(solution.args) != len(unknowns):
            return refuted(f"{solution} is no tuple of {len(unknowns)} values")
        free = free_unknowns(solution, unknowns)
        if letters_of(solution) & set(unknowns) - set(free):
            return refuted(f"{solution} contains an unknown that is not free")
    return _decide(claim, places, lambda at: _solved(claim, at))


def equivalent(claim: Equivalent, places: Places) -> Verdict:
    return _compare(claim, places, linear.same_solutions, both=True)


def implies(claim: Implies, places: Places) -> Verdict:
    return _compare(claim, places, linear.follows, both=False)


def _compare(
    claim: Equivalent | Implies,
    places: Places,
    rule: Callable[[Table, Table], bool],
    both: bool,
) -> Verdict:
    unknowns = claim.unknowns.args
    if fault := _misfit((claim.before, claim.after), unknowns):
        return refuted(fault)
    several = places.varies((claim.before, claim.after), unknowns)

    def test(at: Point) -> str:
        inner, _ = _split(claim.given, unknowns)
        try:
            one = linear.table(claim.before, unknowns, at)
            other = linear.table(claim.after, unknowns, at)
        except NotLinear:
            return _same_points(claim, inner, at, both)
        if not rule(one, other):
            return "the systems have different solutions"
        if not one.consistent and several:
            _not_by_accident(claim, at, rule)
        return ""

    return _decide(claim, places, test)


def _decide(claim: SolutionSet | Equivalent | Implies, places: Places, test: Test) -> Verdict:
    """Try the test at random values of the letters, and at those where a rank or a degree drops."""
    unknowns = claim.unknowns.args
    _, outer = _split(claim.given, unknowns)
    about = tuple(v for name, v in values(claim) if name not in ("unknowns", "given"))
    several = places.varies(about, unknowns)
    exact: list[bool] = []

    def tried(at: Point) -> str:
        wrong = test(at)
        if wrong and _is_rounded(claim, at):  # it counts where two precisions agree
            with context.workdps(MANY_DIGITS):
                wrong = test(at.anew())
        exact.append(not several and _is_exact(claim, at))
        return wrong

    try:
        verdict = places.everywhere(tried, outer, about if several else (), POINTS)
        if verdict.status != "supported":
            return verdict
        if all(exact):
            return PROVED
        if not several:
            return verdict
        for point, where in critical_points(claim, unknowns, places, outer):
            try:
                wrong = _rank_fault(claim, point) if point.fixed else test(point)
            except NoValue:
                continue
            if wrong:
                return refuted(f"{wrong} at {where}")
    except Undecided as why:
        return unchecked(str(why))
    return verdict


def _is_exact(claim: SolutionSet | Equivalent | Implies, at: Point) -> bool:
    """Whether ranks of fractions, and families of solutions inserted with their letters, prove it."""
    try:
        if not all(table.exact for table in _tables(claim, at)):
            return False
    except NotLinear:
        return False
    return not isinstance(claim, SolutionSet) or all(
        _solves_with_letters(claim, solution, at) for solution in claim.solutions.args
    )


def _is_rounded(claim: SolutionSet | Equivalent | Implies, at: Point) -> bool:
    """Whether ranks are counted with decimals."""
    try:
        return not all(table.exact for table in _tables(claim, at))
    except (NotLinear, NoValue):
        return False


def _solves_with_letters(claim: SolutionSet, solution: Tuple, at: Point) -> bool:
    """Whether a family of solutions makes every equation an identity in its free unknowns."""
    unknowns = claim.unknowns.args
    if not free_unknowns(solution, unknowns):
        return True
    values = dict(zip(unknowns, solution.args, strict=True))
    sides = (e.args for e in equations_of(claim.system, unknowns))
    return all(
        a == b or identical(a, b, at.definitions)
        for a, b in ((left.xreplace(values), right.xreplace(values)) for left, right in sides)
    )


def _rank_fault(claim: SolutionSet | Equivalent | Implies, at: Point) -> str:
    """What a rank says against the claim where a letter is known to thirty digits only."""
    try:
        tables = [table.rounded() for table in _tables(claim, at)]
    except NotLinear:
        return ""
    if isinstance(claim, SolutionSet):
        return _rank_fits(tables[0], claim.solutions.args, claim.unknowns.args)
    rule = linear.same_solutions if isinstance(claim, Equivalent) else linear.follows
    return "" if rule(*tables) else "the systems have different solutions"


def _tables(claim: SolutionSet | Equivalent | Implies, at: Point) -> list[Table]:
    systems = (claim.system,) if isinstance(claim, SolutionSet) else (claim.before, claim.after)
    return [linear.table(s, claim.unknowns.args, at) for s in systems]


def _misfit(systems: Sequence[Basic], unknowns: Sequence[Basic]) -> str:
    if not unknowns or len(set(unknowns)) != len(unknowns):
        return "the unknowns must be different, and at least one"
    if not all(isinstance(u, Symbol) for u in unknowns):
        return "an unknown must be a letter"
    for system in systems:
        if isinstance(system, Matrix):
            if system.bar > 1 or system.shape[1] - system.bar != len(unknowns):
                return "the columns of the matrix do not belong to the unknowns"
        elif not isinstance(system, Tuple) or not system.args:
            return "this is no system of equations"
        elif not all(isinstance(e, sp.Eq) or e in (sp.true, sp.false) for e in system.args):
            return "a system consists of equations"
    if not any(isinstance(s, Matrix) or letters_of(s) & set(unknowns) for s in systems):
        return "no unknown occurs in the system"
    return ""


def free_unknowns(solution: Tuple, unknowns: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """The unknowns that stand for themselves in a solution."""
    return tuple(u for u, value in zip(unknowns, solution.args, strict=True) if value == u)


def _split(given: Conditions, unknowns: Sequence[Basic]) -> tuple[Conditions, Conditions]:
    """The conditions on the unknowns, and the others."""
    inner = tuple(c for c in given if letters_of(c) & set(unknowns))
    return inner, tuple(c for c in given if c not in inner)


def _solved(claim: SolutionSet, at: Point) -> str:
    unknowns, solutions = claim.unknowns.args, claim.solutions.args
    inner, _ = _split(claim.given, unknowns)
    system = System(claim.system, unknowns, inner, at)
    for solution in solutions:
        members = _members(solution, unknowns, at)
        if not members:
            return f"{solution} has no real value"
        for point in members:
            wrong = system.wrong(point, LISTED_DIGITS)
            if wrong and (inner or not _fractions_solve(claim.system, unknowns, solution, at)):
                return f"{_written(unknowns, point)} is no solution: {wrong}"
    try:
        table = linear.table(claim.system, unknowns, at)
    except NotLinear:
        return _all_found(system, solutions)
    fault = _rank_fits(table, solutions, unknowns)
    return _all_found(system, solutions) if fault and inner else fault


def _fractions_solve(system: Basic, unknowns: Sequence[Symbol], solution: Tuple, at: Point) -> bool:
    """Whether a solution in fractions is exact where its terms differ too much in size for digits."""
    if not isinstance(system, Tuple) or not all(v.is_Rational for v in solution.args):
        return False
    known = {**at.definitions, **dict(zip(unknowns, solution.args, strict=True))}
    for equation in system.args:
        if not isinstance(equation, sp.Eq):
            return False
        try:
            left, right = (rational(side, known) for side in equation.args)
        except ZeroDivisionError:
            return False
        if left is None or left != right:
            return False
    return True


def _members(solution: Tuple, unknowns: Sequence[Symbol], at: Point) -> list[Values]:
    """The solution as numbers; several of them, not to be foreseen, if it has free unknowns."""
    free = free_unknowns(solution, unknowns)
    random = Random(at.draws.seed)
    points = []
    for _ in range(TRIALS if free else 1):
        chosen = [context.mpf(random.randint(-7_000, 7_000)) / 1_000 for _ in free]
        there = at_values(at, free, tuple(chosen))
        try:
            points.append(tuple(there.of(value) for value in solution.args))
        except NoValue:
            continue
    return points


def _rank_fits(table: Table, solutions: Sequence[Tuple], unknowns: Sequence[Symbol]) -> str:
    """All listed solutions hold; whether a linear system has no others."""
    if not solutions:
        return "the system has a solution" if table.consistent else ""
    if len(solutions) > 1:
        return "a linear system has one solution, none, or one family of them"
    free = len(free_unknowns(solutions[0], unknowns))
    if table.rank_of_coefficients() != len(unknowns) - free:
        return f"the solutions have not {free} free unknowns"
    return ""


def _all_found(system: System, solutions: Sequence[Tuple]) -> str:
    found, complete = system.real_solutions()
    if not complete and not system.searched:
        raise Undecided("no route decides whether there are more solutions")
    return _missing(found, system, solutions)


def _missing(found: Sequence[Values], system: System, solutions: Sequence[Tuple]) -> str:
    for point in found:
        if not any(_belongs(point, s, system.unknowns, system.at) for s in solutions):
            return f"{_written(system.unknowns, point)} is a solution that is missing"
    return ""


def _belongs(point: Values, solution: Tuple, unknowns: Sequence[Symbol], at: Point) -> bool:
    free = free_unknowns(solution, unknowns)
    there = at_values(at, free, tuple(point[unknowns.index(u)] for u in free))
    try:
        return all(near(there.of(v), p) for v, p in zip(solution.args, point, strict=True))
    except NoValue:
        return False


def _same_points(claim: Equivalent | Implies, inner: Conditions, at: Point, both: bool) -> str:
    """Nonlinear systems: the solutions that are found of one must solve the other."""
    unknowns = claim.unknowns.args
    before = System(claim.before, unknowns, inner, at)
    after = System(claim.after, unknowns, inner, at)
    seen, whole = 0, True
    if are_multiples(before, after) or have_same_factors(before, after):
        return ""
    if both and are_squares(before, after):
        return ""
    for one, other in ((before, after), (after, before))[: 2 if both else 1]:
        found, complete = one.real_solutions()
        seen, whole = seen + len(found), whole and complete
        for point in found:
            if wrong := other.wrong(point):
                return f"{_written(unknowns, point)} solves only one of the systems: {wrong}"
    if not whole and seen < FEWEST and not (seen and _few(before, after)):
        raise Undecided("too few solutions were found to compare the systems")
    return ""


def _few(before: System, after: System) -> bool:
    """Whether a search found the same few solutions of both systems."""
    return len(before.real_solutions()[0]) == len(after.real_solutions()[0])


def _not_by_accident(
    claim: Equivalent | Implies, at: Point, rule: Callable[[Table, Table], bool]
) -> None:
    """Systems without a solution at random letters may have one at special letters.

    They are compared once more with the letters among the unknowns.
    """
    more = (*claim.unknowns.args, *sorted(at.draws.symbols, key=str))
    if isinstance(claim.before, Matrix) or isinstance(claim.after, Matrix):
        return  # the critical points take care of letters in a matrix
    try:
        one, other = linear.table(claim.before, more, at), linear.table(claim.after, more, at)
    except (NotLinear, NoValue) as bad:
        raise Undecided("neither system has a solution at random letters") from bad
    if not rule(one, other):
        raise Undecided("neither system has a solution at random letters")


def _written(unknowns: Sequence[Symbol], point: Values) -> str:
    return ", ".join(f"{u} = {shown(v)}" for u, v in zip(unknowns, point, strict=True))


def confirm_solution_set(claim: SolutionSet, places: Places) -> Verdict:
    """Once more by decimals: elimination with full pivoting, or a search of its own."""
    unknowns, solutions = claim.unknowns.args, claim.solutions.args
    inner, outer = _split(claim.given, unknowns)

    def test(at: Point) -> str:
        try:
            table = linear.table(claim.system, unknowns, at)
        except NotLinear:
            system = System(claim.system, unknowns, inner, at)
            return _missing(system.search(), system, solutions)
        if inner and not solutions:
            return ""  # the first check has found no solution inside the conditions
        if _rank_fits(table.numeric(), solutions, unknowns):  # it counts where two precisions agree
            with context.workdps(MANY_DIGITS):
                table = linear.table(claim.system, unknowns, at.anew())
                return _rank_fits(table.numeric(), solutions, unknowns)
        return ""

    several = places.varies((claim.system, claim.solutions), unknowns)
    about = (claim.system, claim.solutions) if several else ()
    return places.everywhere(test, outer, about, POINTS)


CONFIRMATIONS: dict[type, Check] = {SolutionSet: confirm_solution_set}
CHECKS: dict[type, Check] = {
    Equivalent: equivalent,
    Implies: implies,
    SolutionSet: solution_set,
}
