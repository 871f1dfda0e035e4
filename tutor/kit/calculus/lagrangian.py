"""The equations of Lagrange, with the multipliers eliminated without losing a point.

Where the gradients of the function and of the constraints depend on one
another, all determinants that they form are zero.  These are the points with
multipliers and, besides, the points where the constraints' own gradients
depend on one another, which the multipliers alone would miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import sympy as sp
from sympy import Add, Eq, Expr, Mul, Symbol, Tuple

from tutor.core.claims import Claim, Conditions, DerivativeOf, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.domain import combined
from tutor.kit.polynomial_systems import Values, polynomial_of
from tutor.kit.real_roots import tidied
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, added, equation, light, negated, times, without_ones


@dataclass(frozen=True)
class Lagrange:
    """An objective under equations; `unknowns` are its variables.

    The multipliers have the names `letters`, or else lambda, lambda_1 and so on.  The Lagrangian is
    the objective minus each multiplier times its constraint; with `plus` it is the sum.
    """

    f: Expr
    constraints: Tuple
    unknowns: tuple[Symbol, ...]
    letters: tuple[Symbol, ...] = ()
    plus: bool = False

    @cached_property
    def differences(self) -> list[Expr]:
        """Left minus right side of each constraint."""
        return [sp.expand(e.lhs - e.rhs) for e in self.constraints]

    @cached_property
    def sides(self) -> list[Expr]:
        """The differences as the Lagrangian shows them."""
        return [e.lhs if e.rhs == 0 else e.lhs - e.rhs for e in self.constraints]

    @cached_property
    def multipliers(self) -> tuple[Symbol, ...]:
        if self.letters:
            return self.letters
        count = len(self.constraints)
        names = ["lambda"] if count == 1 else [f"lambda_{k + 1}" for k in range(count)]
        return tuple(map(Symbol, names))

    @cached_property
    def name(self) -> Symbol:
        """The letter of the Lagrangian."""
        return Symbol("L" if Symbol("L") not in self.unknowns else "L_0")

    @cached_property
    def given(self) -> Conditions:
        """Where the objective and its derivatives exist."""
        trees = [Differentiation(u, self.f).of(self.f) for u in self.unknowns]
        return combined(*map(conditions_of, trees))

    @cached_property
    def function(self) -> Expr:
        """f minus each multiplier times its constraint, or plus them."""
        pairs = zip(self.multipliers, self.sides, strict=True)
        return added(self.f, *(self._counted(times(m, g)) for m, g in pairs))

    def _counted(self, term: Expr) -> Expr:
        """What belongs to a multiplier, with the sign that it has in the Lagrangian."""
        return term if self.plus else negated(term)

    @cached_property
    def fixed(self) -> set[Symbol]:
        """The variable of a single constraint that has no other one and no double root, else none.

        Its derivative is not zero where the constraint holds, and no other derivative of the
        Lagrangian has the multiplier.
        """
        if len(self.constraints) != 1 or len(self.unknowns) == 1:
            return set()
        (side,) = self.differences
        alone = len(side.free_symbols) == 1 and side.is_polynomial()
        return side.free_symbols if alone and sp.Poly(side).is_sqf else set()

    @cached_property
    def gradient(self) -> list[Expr]:
        return [partial(self.f, u) for u in self.unknowns]

    @cached_property
    def normals(self) -> list[list[Expr]]:
        """The gradient of each constraint."""
        return [[partial(g, u) for u in self.unknowns] for g in self.differences]

    def partials(self) -> list[tuple[Symbol, Expr]]:
        """The derivatives of the Lagrangian by each variable."""
        found = []
        for k, u in enumerate(self.unknowns):
            terms = [self.gradient[k], *map(self._counted, self._multiples(k))]
            found.append((u, added(*(t for t in terms if t != 0))))
        return found

    def _multiples(self, k: int) -> list[Expr]:
        """The multipliers times the k-th derivatives of their constraints."""
        pairs = zip(self.multipliers, self.normals, strict=True)
        return [light(times(m, normal[k])) for m, normal in pairs if normal[k] != 0]

    @cached_property
    def derivatives_zero(self) -> Tuple:
        return Tuple(*(equation(d, ZERO) for _, d in self.partials()), *self.constraints)

    @cached_property
    def system(self) -> Tuple:
        """grad f = multipliers times grad g, and the constraints."""
        moved = negated if self.plus else lambda term: term
        rows = (
            equation(d, added(*map(moved, self._multiples(k)))) for k, d in enumerate(self.gradient)
        )
        return Tuple(*rows, *self.constraints)

    @cached_property
    def eliminations(self) -> list[Equal]:
        """Combinations of the equations in which the multipliers cancel.

        With one multiplier, one equation times the other's factor minus the
        reverse; with two, the determinant of the three gradients.  None is needed where the
        constraint has one variable.
        """
        size = len(self.multipliers) + 1
        found = list[Equal]()
        if self.fixed:
            return found
        for chosen in combinations(range(len(self.unknowns)), size):
            if size == 2:
                found.append(self._combination(*chosen))
            else:
                rows = [[row[k] for k in chosen] for row in (self.gradient, *self.normals)]
                value = tidy(sp.Matrix(rows).det())
                found.append(Equal(Det(Matrix.of(rows)), value, self.given))
        return found

    def _combination(self, i: int, j: int) -> Equal:
        """(f_i - lambda g_i) g_j - (f_j - lambda g_j) g_i = f_i g_j - f_j g_i."""
        (normal,) = self.normals
        rows = [d for _, d in self.partials()]
        before = _difference((rows[i], normal[j]), (rows[j], normal[i]))
        after = _difference((self.gradient[i], normal[j]), (self.gradient[j], normal[i]))
        return Equal(before, after, self.given)

    @cached_property
    def eliminated(self) -> Tuple:
        """The equations that are left when the multipliers are eliminated."""
        left = [e.after for e in self.eliminations]
        if self.fixed:
            rows = zip(self.unknowns, self.gradient, strict=True)
            left = [d for u, d in rows if u not in self.fixed]
        return Tuple(*(equation(d, ZERO) for d in left if d != 0), *self.constraints)

    def polynomials(self) -> list[Expr]:
        """The eliminated equations as polynomials."""
        return [p for p in dict.fromkeys(self._as_polynomials) if p is not None and p != 0]

    @cached_property
    def _as_polynomials(self) -> list[Expr | None]:
        sides = [e.lhs - e.rhs for e in self.eliminated]
        return [
            polynomial_of(_without_exponentials(_without_logarithms(side)), self.unknowns)
            for side in sides
        ]

    def check(self, *, logarithms: bool = False, exponentials: bool = False) -> None:
        """Raises `Undefined` if the equations for the candidates would not be polynomial.

        Logarithms in them may be allowed, where the multiplier is eliminated and they can be compared,
        and powers of e, where they are common factors then.
        """
        rational = all(d.is_rational_function(*self.unknowns) for d in self.gradient)
        without = exponentials or not self.f.has(sp.exp)
        comparable = logarithms and without and None not in self._as_polynomials
        if not rational and not comparable:
            raise Undefined(
                "no-exact-solution",
                "The equations for the candidates are not polynomial, so they cannot be solved exactly.",
                fix="Use polynomials, fractions or logarithms. A function e^u or sqrt(u) is extreme where u is.",
            )

    @cached_property
    def normal_sizes(self) -> Tuple:
        """Numbers that are all zero where the gradients of the constraints depend on one another.

        With one constraint these are its derivatives, with two the determinants
        of two columns of their gradients.
        """
        size = len(self.multipliers)
        if size == 1:
            return Tuple(*self.normals[0])
        return Tuple(
            *(
                tidy(sp.Matrix([[n[k] for k in c] for n in self.normals]).det())
                for c in combinations(range(len(self.unknowns)), size)
            )
        )

    def derivatives_in(self, combined: Equal) -> tuple[DerivativeOf, ...]:
        """The derivatives that a determinant of gradients is made of."""
        if not isinstance(combined.before, Det):
            return ()
        of_constraints = zip(self.sides, self.normals, strict=True)
        return tuple(
            DerivativeOf(function, u, derivative, self.given)
            for function, row in ((self.f, self.gradient), *of_constraints)
            for u, derivative in zip(self.unknowns, row, strict=True)
        )

    @cached_property
    def origins_of_sizes(self) -> tuple[Claim, ...]:
        """Why `normal_sizes` are what they are."""
        derivatives = tuple(
            DerivativeOf(g, u, derivative)
            for g, row in zip(self.sides, self.normals, strict=True)
            for u, derivative in zip(self.unknowns, row, strict=True)
        )
        if len(self.multipliers) == 1:
            return derivatives
        columns = combinations(range(len(self.unknowns)), len(self.multipliers))
        minors = (Det(Matrix.of([[n[k] for k in c] for n in self.normals])) for c in columns)
        return (*derivatives, *map(Equal, minors, self.normal_sizes))

    @property
    def multipliers_are_determined(self) -> bool:
        """Whether the gradients of the constraints are independent numbers everywhere."""
        if any(d.free_symbols for normal in self.normals for d in normal):
            return False
        return bool(self.normals) and sp.Matrix(self.normals).rank() == len(self.normals)

    def normals_at(self, point: Values) -> sp.Matrix:
        """The gradients of the constraints at a point, one in each row."""
        return sp.Matrix([[tidied(d.xreplace(point)) for d in n] for n in self.normals])

    def is_degenerate(self, point: Values) -> bool:
        return bool(self.normals_at(point).rank(simplify=True) < len(self.normals))

    def multipliers_at(self, point: Values) -> list[tuple[Expr, ...]]:
        """The values of the multipliers that belong to a point: one, none, or free ones."""
        table = self.normals_at(point).T
        right = sp.Matrix([tidied(d.xreplace(point)) for d in self.gradient])
        right = -right if self.plus else right
        found = sp.linsolve((table, right), *self.multipliers)
        return [tuple(map(tidied, values)) for values in found]


def partial(expr: Expr, u: Symbol) -> Expr:
    """The derivative by the rules, tidied."""
    return tidy(derivative_of(Differentiation(u, expr).of(expr)))


def _without_exponentials(side: Expr) -> Expr:
    """The side without common factors that are powers of e, which are never zero."""
    factors = Mul.make_args(sp.factor_terms(sp.expand(side)))
    return Mul(*(f for f in factors if not isinstance(f, sp.exp)))


def _without_logarithms(side: Expr) -> Expr:
    """a - b for a multiple of ln(a) - ln(b), which is zero where a and b are equal; else the side as it is."""
    terms = dict(t.as_coeff_Mul()[::-1] for t in Add.make_args(sp.expand(side, log=False)))
    if len(terms) != 2 or sum(terms.values()) != 0 or not all(isinstance(t, sp.log) for t in terms):
        return side
    (a,), (b,) = (t.args for t in terms)
    return a - b


def _difference(first: tuple[Expr, Expr], second: tuple[Expr, Expr]) -> Expr:
    """One product minus another, as written; products with a factor 0 are left out."""
    terms = [] if ZERO in first else [without_ones(*first)]
    return added(*terms, *([] if ZERO in second else [negated(without_ones(*second))]))


def tuple_of(point: Values, unknowns: Sequence[Symbol]) -> Tuple:
    """The coordinates in order."""
    return Tuple(*(point[u] for u in unknowns))


def pairs(point: Values, unknowns: Sequence[Symbol]) -> tuple[Eq, ...]:
    """The coordinates as equations."""
    return tuple(equation(u, point[u]) for u in unknowns)


def inserted(row: Eq, point: Values, unknowns: Sequence[Symbol]) -> Substituted:
    """The equation with those coordinates of the point put in that it has."""
    used = Tuple(*(e for e in pairs(point, unknowns) if row.has(e.lhs)))
    sides = (tidied(side.xreplace(point)) for side in row.args)
    return Substituted(row, used, equation(*sides))


def value_of(f: Expr, point: Values) -> Expr:
    """The exact value of f at a point."""
    return (
        tidied(f.xreplace(point))
        if not isinstance(f, Add)
        else tidied(Add(*(t.xreplace(point) for t in f.args)))
    )
