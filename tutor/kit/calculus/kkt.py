"""An extreme value problem under inequalities, and its cases by active constraints.

Every inequality is brought to the form g <= 0.  At an extreme point each one is
either active, so that it holds as an equation, or it has the multiplier 0.  Each
choice is a problem of Lagrange.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import sympy as sp
from sympy import Basic, Eq, Expr, Ge, Symbol, Tuple

from tutor.core.claims import Conditions
from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.written import written
from tutor.kit.calculus import demands
from tutor.kit.calculus.lagrangian import Lagrange
from tutor.kit.polynomial_systems import Values
from tutor.kit.real_roots import tidied
from tutor.kit.signs import sign
from tutor.kit.unevaluated import ZERO, added, equation, negated, times

MOST_INEQUALITIES, MOST_EQUATIONS = 6, 1


@dataclass(frozen=True)
class Program:
    """An objective under equations, `<=` and `>=`, as typed; `sense` is minimum, maximum or both.

    The Lagrangian is f + mu g for a minimum, and f - mu g for a maximum or both.
    """

    f: Expr
    constraints: Tuple
    unknowns: tuple[Symbol, ...]
    sense: str

    @cached_property
    def inequalities(self) -> tuple[Basic, ...]:
        return tuple(c for c in self.constraints if not isinstance(c, Eq))

    @cached_property
    def equations(self) -> tuple[Eq, ...]:
        return tuple(c for c in self.constraints if isinstance(c, Eq))

    @cached_property
    def sides(self) -> list[Expr]:
        """What is at most 0 for each inequality, written as the right side minus the left, or reversed."""
        return [_difference(c.lts, c.gts) for c in self.inequalities]

    @cached_property
    def names(self) -> list[Symbol]:
        """The letters of these sides."""
        return numbered("g", len(self.sides), self.unknowns)

    @cached_property
    def multipliers(self) -> list[Symbol]:
        return numbered("mu", len(self.sides), self.unknowns)

    @cached_property
    def of_equations(self) -> list[Symbol]:
        return numbered("lambda", len(self.equations), self.unknowns)

    @cached_property
    def given(self) -> Conditions:
        """Where the objective has derivatives."""
        return Lagrange(self.f, Tuple(), self.unknowns).given

    @cached_property
    def feasible(self) -> Conditions:
        """The conditions on a point besides the equations."""
        return (*self.inequalities, *self.given)

    @cached_property
    def is_linear(self) -> bool:
        """Whether all constraints are linear: then every extreme point satisfies the conditions."""
        sides = (*self.sides, *(e.lhs - e.rhs for e in self.equations))
        return all(
            g.is_polynomial(*self.unknowns) and sp.Poly(g, *self.unknowns).total_degree() <= 1
            for g in sides
        )

    @cached_property
    def whole(self) -> Lagrange:
        """The problem as if all constraints were equations."""
        rows = Tuple(*(equation(g, ZERO) for g in self.sides), *self.equations)
        return self._lagrange(rows, (*self.multipliers, *self.of_equations))

    def _lagrange(self, rows: Tuple, letters: tuple[Symbol, ...]) -> Lagrange:
        return Lagrange(self.f, rows, self.unknowns, letters, plus=self.sense == "minimum")

    @cached_property
    def lagrangian(self) -> Expr:
        """The objective with the constraints by name."""
        factors = [*zip(self.multipliers, self.names, strict=True)]
        terms = [times(m, g) for m, g in factors]
        rest = zip(self.of_equations, self.whole.sides[len(self.sides) :], strict=True)
        terms += [times(m, h) for m, h in rest]
        return added(self.f, *(t if self.whole.plus else negated(t) for t in terms))

    @cached_property
    def slackness(self) -> list[Eq]:
        """Each multiplier times its constraint is zero."""
        pairs = zip(self.multipliers, self.sides, strict=True)
        return [equation(times(m, g), ZERO) for m, g in pairs]

    @cached_property
    def system(self) -> Tuple:
        """All equations that a candidate satisfies with its multipliers."""
        slopes = (equation(d, ZERO) for _, d in self.whole.partials())
        return Tuple(*slopes, *self.slackness, *self.equations)

    @cached_property
    def everything(self) -> Tuple:
        """The variables and all multipliers."""
        return Tuple(*self.unknowns, *self.whole.multipliers)

    @cached_property
    def dual(self) -> Conditions:
        """The signs that the multipliers must have: for both kinds, no two different ones."""
        if self.sense == "both":
            return tuple(Ge(m * n, ZERO) for m, n in combinations(self.multipliers, 2))
        return tuple(Ge(m, ZERO) for m in self.multipliers)

    def cases(self) -> Iterator[Case]:
        """All choices of active inequalities, few ones first."""
        size = len(self.sides)
        for count in range(size + 1):
            for active in combinations(range(size), count):
                yield Case(self, active)

    def parallel_pairs(self) -> Iterator[tuple[int, int]]:
        """Two inequalities whose borders are parallel lines or planes with nothing in common."""
        size = range(len(self.sides))
        for i, j in combinations(size, 2):
            borders = [sp.Poly(self.sides[k], *self.unknowns) for k in (i, j)]
            if all(p.total_degree() == 1 for p in borders):
                rows = [[p.coeff_monomial(u) for u in (*self.unknowns, 1)] for p in borders]
                if sp.Matrix(rows).rank() == 2 > sp.Matrix(rows)[:, :-1].rank():
                    yield i, j

    def violated(self, point: Values) -> Expr | None:
        """The first left side that is positive at a point, though it should not."""
        return next((g for g in self.sides if value(g, point) > 0), None)

    def is_accepted(self, multipliers: Sequence[Expr]) -> bool:
        """Whether the multipliers of the inequalities have the signs that an extreme point needs."""
        signs = {m > 0 for m in multipliers[: len(self.sides)] if m != 0}
        return len(signs) < 2 if self.sense == "both" else False not in signs


@dataclass(frozen=True)
class Case:
    """The inequalities with the numbers `active` hold as equations; the others have the multiplier 0."""

    program: Program
    active: tuple[int, ...]

    @cached_property
    def task(self) -> Lagrange:
        program = self.program
        rows = (equation(program.sides[k], ZERO) for k in self.active)
        letters = (*(program.multipliers[k] for k in self.active), *program.of_equations)
        return program._lagrange(Tuple(*rows, *program.equations), letters)

    @cached_property
    def inactive(self) -> list[Symbol]:
        """The multipliers that are 0."""
        found = enumerate(self.program.multipliers)
        return [m for k, m in found if k not in self.active]

    @cached_property
    def choices(self) -> Tuple:
        """Of each product that must be zero, the factor that is: active constraints first."""
        factors = [*(self.program.sides[k] for k in self.active), *self.inactive]
        return Tuple(*(equation(factor, ZERO) for factor in factors))

    @cached_property
    def system(self) -> Tuple:
        slopes = (equation(d, ZERO) for _, d in self.program.whole.partials())
        return Tuple(*self.choices, *slopes, *self.program.equations)

    @cached_property
    def equations(self) -> Tuple:
        """The same without the multipliers that are 0, and without what is always true."""
        slopes = (equation(d, ZERO) for _, d in self.task.partials() if d != 0)
        return Tuple(*slopes, *self.task.constraints)

    def solutions(self, point: Values) -> list[tuple[Expr, ...]]:
        """The multipliers, of all constraints, that belong to a point of the case."""
        zeros = dict.fromkeys(self.inactive, ZERO)
        found = []
        for values in self.multipliers_at(point):
            known = {**zeros, **dict(zip(self.task.multipliers, values, strict=True))}
            found.append(tuple(known[m] for m in self.program.whole.multipliers))
        return found

    def multipliers_at(self, point: Values) -> list[tuple[Expr, ...]]:
        return self.task.multipliers_at(point) if self.task.constraints else [()]


def _difference(small: Expr, large: Expr) -> Expr:
    """One side minus the other, with a number in front where all else is subtracted."""
    whole = sp.expand(small - large)
    plus = [t for t in sp.Add.make_args(sp.expand(small)) if t != 0]
    minus = [negated(t) for t in sp.Add.make_args(sp.expand(large)) if t != 0]
    terms = [*plus, *minus]
    return added(*terms) if len(terms) == len(sp.Add.make_args(whole)) else whole


def value(expr: Expr, point: Values) -> Expr:
    """The exact value at a point."""
    return tidied(expr.xreplace(point))


def numbered(letter: str, count: int, taken: Sequence[Symbol]) -> list[Symbol]:
    """So many names: the letter alone for one, else with numbers; none of them is taken."""
    names = [letter] if count == 1 else [f"{letter}_{k + 1}" for k in range(count)]
    if any(Symbol(name) in taken for name in names):
        names = [f"{letter}_{k}" for k in range(10, 10 + count)]
    return [Symbol(name) for name in names]


def check(program: Program) -> None:
    """Refuse a problem that is too large, or that cannot be treated exactly."""
    counts = len(program.inequalities), len(program.equations)
    if len(program.unknowns) > 3 or counts[0] > MOST_INEQUALITIES or counts[1] > MOST_EQUATIONS:
        raise OverLimit(
            "problem-size",
            f"The problem has {counted(len(program.unknowns), 'variable', 'variables')}, "
            f"{counted(counts[0], 'inequality', 'inequalities')} and {counted(counts[1], 'equation', 'equations')}. "
            "Two or three variables, six inequalities and one equation can be treated.",
            fix="Leave out a variable or a constraint.",
        )
    if len(program.unknowns) < 2:
        raise NotUnderstood(
            "one-variable",
            "The problem has one variable.",
            fix="Ask for extreme values on an interval, for example: "
            "maximum of x^3 - 3x on 0 <= x <= 2.",
        )
    for g in program.sides:
        if not g.free_symbols:
            raise Undefined(
                "constant-constraint",
                "One of the inequalities has no variable in it, so it is always true or never.",
                fix="Leave it out, or give one with the variables in it.",
            )
        if sign(g) == "not negative":
            raise Undefined(
                "equation-in-disguise",
                f"{written(g)} is never negative, so this inequality says that it is 0.",
                fix="Write it as an equation.",
            )
    demands.check_functions(program.whole)
    if not program.f.free_symbols:
        raise Undefined(
            "constant-objective",
            f"The function is {written(program.f)} everywhere, so every point that satisfies the "
            "constraints is a minimum and a maximum.",
            fix="Give a function of the variables.",
        )
