"""What SymPy's own solvers say about claims on the solutions of equations."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

import sympy as sp
from sympy import Expr, Rational, Symbol, Tuple
from sympy.solvers.solveset import NonlinearError

from tutor.core.claims import Equivalent, Implies, Roots, SolutionSet
from tutor.core.matrix import Matrix

from .oracle_matrices import dense
from .values import Definitions, Unknown, written_out, zero

DIGITS, TINY = 40, 1e-15
PATIENCE = 3  # seconds; with nested roots SymPy may not come to an end


@contextmanager
def processor_seconds(limit: float) -> Iterator[None]:
    """Raise `Unknown` when the block has used so much time of the processor."""

    def over(*_: object) -> None:
        raise Unknown

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _solutions(system: Any, unknowns: Tuple, d: Definitions) -> Any:
    """The solutions of a system as SymPy gives them, comparable with ==."""
    if isinstance(system, Matrix):
        table = dense(system)
        width = len(unknowns)
        if table.cols - system.bar != width or system.bar > 1:
            return "misfit"
        if not system.bar:
            table = table.row_join(sp.zeros(table.rows, 1))
        return sp.linsolve(table, *unknowns)
    equations = [written_out(e.lhs - e.rhs, d) if isinstance(e, sp.Eq) else e for e in system.args]
    if any(e in (sp.true, sp.false) for e in equations):
        raise Unknown
    try:
        return sp.linsolve(equations, *unknowns)
    except NonlinearError:
        if any(e.free_symbols - set(unknowns) for e in equations):
            raise Unknown from None  # with a letter as coefficient SymPy may not come to an end
        with processor_seconds(PATIENCE):
            found = sp.solve(equations, *unknowns, dict=True, check=False)
        if any(set(s) != set(unknowns) for s in found):
            raise Unknown from None
        solved = [{u: sp.N(v, DIGITS) for u, v in s.items()} for s in found]
        held = (s for s in solved if all(abs(e.evalf(DIGITS, subs=s)) < TINY for e in equations))
        return {
            tuple(s[u] for u in unknowns) for s in held if all(sp.im(v) == 0 for v in s.values())
        }


def _solution_set(c: SolutionSet, d: Definitions) -> bool | None:
    if c.given:
        return _solutions_hold(c, d)
    if any(len(s.args) != len(c.unknowns) for s in c.solutions.args):
        return False
    if len(set(c.unknowns.args)) != len(c.unknowns.args) or not c.unknowns.args:
        return False
    found = _solutions(c.system, c.unknowns, d)
    if found == "misfit":
        return False
    claimed = {tuple(sp.sympify(v) for v in s.args) for s in c.solutions.args}
    found = set() if found == sp.S.EmptySet else {tuple(s) for s in found}
    if any(s.free_symbols & set(c.unknowns.args) for t in found | claimed for s in t):
        if len(found) != 1 or len(claimed) != 1:
            return False
        return _same_family(found.pop(), claimed.pop(), c.unknowns.args)
    if len(found) != len(claimed):
        return False
    return all(any(_near(f, s) for s in claimed) for f in found)


def _near(one: tuple[Expr, ...], other: tuple[Expr, ...]) -> bool:
    return all(
        abs(sp.N(a, DIGITS) - sp.N(b, DIGITS)) < TINY for a, b in zip(one, other, strict=True)
    )


def _same_family(
    one: tuple[Expr, ...], other: tuple[Expr, ...], unknowns: tuple[Symbol, ...]
) -> bool:
    """Two parametric solutions with the unknowns as parameters: each must contain the other."""

    def contains(family: tuple[Expr, ...], point: tuple[Expr, ...]) -> bool:
        free = {u: p for u, v, p in zip(unknowns, family, point, strict=True) if u == v}
        if any(v.free_symbols & set(unknowns) - set(free) for v in family):
            return False
        return all(sp.expand(v.xreplace(free) - p) == 0 for v, p in zip(family, point, strict=True))

    values = {u: Rational(7 * k + 3, 5) for k, u in enumerate(unknowns)}
    others = {u: Rational(11 * k - 4, 3) for k, u in enumerate(unknowns)}
    for at in (values, others):
        for a, b in ((one, other), (other, one)):
            if not contains(a, tuple(v.xreplace(at) for v in b)):
                return False
    return True


def _solutions_hold(c: SolutionSet, d: Definitions) -> bool | None:
    """False if a claimed solution does not solve the system; otherwise it cannot be told."""
    for solution in c.solutions.args:
        if len(solution.args) != len(c.unknowns.args):
            return False
        at = dict(zip(c.unknowns.args, solution.args, strict=True))
        for equation in c.system.args:
            if zero((equation.lhs - equation.rhs).xreplace(at), d) is False:
                return False
    raise Unknown


def _equivalent(c: Equivalent | Implies, d: Definitions) -> bool | None:
    if c.given or len(set(c.unknowns.args)) != len(c.unknowns.args):
        raise Unknown
    before, after = (_solutions(s, c.unknowns, d) for s in (c.before, c.after))
    if "misfit" in (before, after):
        return False
    if isinstance(c, Equivalent):
        empty = [not isinstance(s, str) and len(s) == 0 for s in (before, after)]
        if any(empty):
            return all(empty)
        one, other = ([tuple(t) for t in s] for s in (before, after))
        if len(one) == len(other) == 1:
            return _same_family(one[0], other[0], c.unknowns.args)
        return len(one) == len(other) and all(any(_near(a, b) for b in other) for a in one)
    for solution in before:
        at = dict(zip(c.unknowns.args, solution, strict=True))
        for equation in c.after.args:
            if not zero((equation.lhs - equation.rhs).xreplace(at), d):
                return False
    return True


def _roots(c: Roots, d: Definitions) -> bool | None:
    often = [int(m) if m.is_Integer else 0 for m in c.multiplicities.args]
    if len(often) != len(c.roots.args) or any(m < 1 for m in often):
        return False
    equal_to_zero = written_out(c.polynomial, d)
    if equal_to_zero.free_symbols - {c.unknown}:
        return None  # numbers tell nothing of letters
    polynomial = sp.Poly(equal_to_zero, c.unknown)
    if polynomial.is_zero or polynomial.degree() != sum(often):
        return False
    claimed = [complex(sp.N(written_out(r, d), 20)) for r in c.roots.args]
    found = [complex(z) for z in sp.Poly(polynomial).nroots(n=25, maxsteps=500)]
    if any(abs(a - b) < 1e-9 for a, b in combinations(claimed, 2)):
        return False
    near = [sum(abs(z - r) < 1e-6 for z in found) for r in claimed]
    return near == often and sum(near) == len(found)


JUDGES: dict[type, Any] = {
    SolutionSet: _solution_set,
    Roots: _roots,
    Equivalent: _equivalent,
    Implies: _equivalent,
}
