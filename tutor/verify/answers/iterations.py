"""What the table of an iteration has to say: its rule, its start, how far it goes, and why no further.

The rule comes from SymPy's derivative of the function that was given; that each row
follows from the start by the rule is bound by the claim itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import (
    Approximates,
    Compared,
    DerivativeOf,
    Equal,
    Extremum,
    Recurrence,
    SolutionSet,
)
from tutor.verify.answers import Answer, Follows, Perhaps, Says, Value, Wherever
from tutor.verify.answers.exact_signs import sign
from tutor.verify.report import Misfit
from tutor.verify.values.real_derivative import off_breaks, real_derivative

FAR = 10**9
WIDEST = Rational(1, 10**5)  # tolerance of a table
Goals = Mapping[str, Any]


def table(
    name: str,
    names: Sequence[Symbol],
    step: Sequence[Expr],
    columns: Sequence[Expr],
    start: Sequence[Expr],
    last: Callable[[Goals], int | None],
    calls_for: Sequence[str] = (),
) -> Says:
    """The goal of this name is the table of this iteration; `last` says how far it goes, if that is fixed.

    The goals that it `calls_for` must be there.
    """

    def rows(goals: Goals) -> Tuple:
        found: Tuple = goals[name].rows
        first, end = found.args[0], found.args[-1]
        if first.args[1 : 1 + len(names)] != tuple(start):
            raise Misfit("it starts from another point")
        demand(goals, *calls_for)
        wanted = last(goals)
        if wanted is not None and end.args[0] != wanted:
            raise Misfit(f"it goes to step {end.args[0]}, not to step {wanted}")
        return found

    def tolerance(goals: Goals) -> Rational:
        found: Rational = goals[name].tolerance
        if found > WIDEST:
            raise Misfit(f"{found} is a wide tolerance")
        return found

    off = off_breaks(Tuple(*step, *columns))
    return Says(
        Recurrence,
        variables=Tuple(*names),
        step=Value(Tuple(*step), given=off),
        columns=Value(Tuple(*columns), given=off),
        rows=Follows(rows),
        tolerance=Follows(tolerance),
        given=(),
    )


def outcomes(
    names: Sequence[Symbol],
    step: Sequence[Expr],
    columns: Sequence[Expr],
    start: Sequence[Expr],
    steps: int | None,
    f: Expr,
    needed: Sequence[Expr],
    begin: Says,
    exact: Mapping[str, Answer],
    calls_for: Sequence[str] = (),
) -> tuple[dict[str, Answer], ...]:
    """The forms of an iteration that is to take so many steps; without a number it stops by itself.

    It goes all the way, or it stops early; it stands where f or another of the formulas that
    are `needed` has no value, or it went there from the start at once.  `begin` is the value at
    the start, told when there is no table.
    """
    whole = table("iterates", names, step, columns, start, lambda goals: steps, calls_for)
    part = table("iterates", names, step, columns, start, lambda goals: None, calls_for)
    left: dict[str, Answer] = {
        "beyond": table("beyond", names, step, (), start, lambda goals: None),
        "outside": outside("outside", names, f, needed),
        "no_derivative": outside("no_derivative", names, f, needed),
    }
    if steps is None:
        return (
            {"iterates": part, **exact},
            {"iterates": part, **left, **exact},
            {"start": begin, **left, **exact},
        )
    early = ended(names, step, needed, steps)
    return (
        {"iterates": whole, **exact},
        {"iterates": part, **early, **exact},
        {"iterates": part, **left, **exact},
        {"iterates": part, **left, **early, **exact},
        {"start": begin, **left, **exact},
        {"start": begin, **left, **early, **exact},
    )


def ended(
    names: Sequence[Symbol], step: Sequence[Expr], columns: Sequence[Expr], steps: int
) -> dict[str, Answer]:
    """The goals of an iteration that cannot go on, `early` and perhaps `beyond`, and that it cannot."""

    def early(goals: Goals) -> Integer:
        if "beyond" in goals:
            end = goals["beyond"].rows.args[-1]
            state = dict(zip(names, end.args[1:], strict=True))
            if all(_real(e, state) for e in columns):
                raise Misfit("the iteration could go on")
            reached: Integer = end.args[0]
            return reached
        if "iterates" not in goals:  # not even one step
            if all(
                _real(e, dict(goals["start"].values.args[k].args for k in range(len(names))))
                for e in step
            ):
                raise Misfit("the iteration could begin")
            return Integer(0)
        rows = goals["iterates"].rows.args
        end = rows[-1].args[: 1 + len(names)]
        state = dict(zip(names, end[1:], strict=True))
        again = any(row.args[1 : 1 + len(names)] == end[1:] for row in rows[:-1])
        far = any(abs(v) > FAR for v in end[1:])
        if not again and not far and all(_real(e, state) for e in step):
            raise Misfit("the iteration could go on")
        return end[0]

    return {
        "early": Says(Compared, left=Follows(early), relation="<", right=Integer(steps), given=())
    }


def outside(name: str, names: Sequence[Symbol], f: Expr, needed: Sequence[Expr]) -> Perhaps:
    """A state at which the iteration cannot go on, and the condition that fails there.

    The function has no value there, or it has one and `no_derivative`.
    """

    def left(goals: Goals) -> Expr:
        claim, end = goals[name], goals["beyond"].rows.args[-1]
        state = dict(zip(names, end.args[1:], strict=True))
        if all(_real(e, state) for e in needed):
            raise Misfit("the iteration could go on")
        if _real(f, state) != (name == "no_derivative"):
            raise Misfit(f"the function has {'no' if name == 'no_derivative' else 'a'} value there")
        value: Expr = claim.left
        return value

    return Perhaps(Says(Compared, left=Follows(left), given=()))


def slopes(f: Expr, names: Sequence[Symbol]) -> dict[str, Answer]:
    """The derivatives that the steps are made with: `slope`, or `slope_1`, `slope_2` and so on."""
    found: list[Answer] = [derivative(f, x, f) for x in names]
    if len(found) == 1:
        return {"slope": found[0]}
    return {f"slope_{k}": answer for k, answer in enumerate(found, start=1)}


def derivative(g: Expr, x: Symbol, f: Expr) -> Says:
    """The derivative of g, which is f or a derivative of it."""
    off = off_breaks(f)
    function = f if g == f else Value(g, given=off)
    slope = Value(real_derivative(g, x), given=off)
    return Says(DerivativeOf, function=function, variable=x, result=slope, given=Wherever(f))


def exact_points(
    f: Expr, x: Symbol, near: Callable[[Goals], Expr], more: Callable[[Goals], Sequence[str]]
) -> dict[str, Answer]:
    """The goals `stationary` and `extremum`: one calls for the other, and for those that `more` names.

    A start or a last state says which of several points is the nearest.  The goal `level_start` names a place of
    slope zero too; and `one_way` says that the slope has no change of sign.
    """
    slope, second = real_derivative(f, x), real_derivative(f, x, x)

    def stationary(goals: Goals) -> Says:
        found = [s.args[0] for s in goals["stationary"].solutions]
        if found:
            point = min(found, key=lambda z: sp.Abs(z - near(goals)).evalf(20))
            if sign(second.subs(x, point)) != 0:
                demand(goals, "extremum")
        system = Tuple(sp.Eq(slope, Integer(0), evaluate=False))
        return Says(
            SolutionSet,
            system=Value(system, given=off_breaks(f)),
            unknowns=Tuple(x),
            given=Wherever(f),
        )

    def extremum(goals: Goals) -> Says:
        demand(goals, *(() if "level_start" in goals else ("stationary",)), *more(goals))
        return Says(
            Extremum, objective=f, variables=Tuple(x), constraints=Tuple(), given=Wherever(f)
        )

    return {
        "stationary": Perhaps(Follows(stationary)),
        "extremum": Perhaps(Follows(extremum)),
        "one_way": Perhaps(
            Says(
                Compared,
                left=Value(slope, given=off_breaks(f)),
                right=Integer(0),
                given=Wherever(f),
            )
        ),
    }


def point_of_quadratic(
    f: Expr, names: Sequence[Symbol], gradient: Sequence[Expr], H: sp.MatrixBase, kind: str
) -> dict[str, Answer]:
    """The goals `stationary` and `extremum` of a quadratic function whose Hessian has an inverse."""
    shift = sp.Matrix([g.subs(dict.fromkeys(names, 0)) for g in gradient])
    point = Tuple(*(-H.inv() * shift))
    system = Tuple(*(sp.Eq(g, Integer(0), evaluate=False) for g in gradient))
    return {
        "stationary": Says(
            SolutionSet,
            system=Value(system),
            unknowns=Tuple(*names),
            solutions=Tuple(point),
            given=(),
        ),
        "extremum": Says(
            Extremum,
            objective=f,
            variables=Tuple(*names),
            constraints=Tuple(),
            point=point,
            kind=kind,
            given=(),
        ),
    }


def demand(goals: Goals, *names: str) -> None:
    """Raise `ValueError` if a goal is missing."""
    for name in names:
        if name not in goals:
            raise Misfit(f"the goal {name} is missing")


def is_easy(g: Expr, x: Symbol) -> bool:
    """Whether g = 0 has a closed form without doubt: of degree two, or linear in a power of e or a logarithm."""
    return _easy_form(g, x) is not None


def is_without_zero(g: Expr, x: Symbol) -> bool:
    """Whether an easy equation g = 0 has no real solution: by its discriminant, or as e^x is positive."""
    form = _easy_form(g, x)
    if form is None:
        return False
    if g.is_polynomial(x):
        return sp.degree(form) == 2 and sign(form.discriminant()) < 0
    return g.has(sp.exp(x)) and sign(form.nth(1) * form.nth(0)) >= 0


def _easy_form(g: Expr, x: Symbol) -> sp.Poly | None:
    """The polynomial that an easy g is, in x or in the one function of x that stands in it."""
    if g.is_polynomial(x):
        form = sp.Poly(g, x)
        return form if form.degree() in (1, 2) else None
    for function in (sp.exp(x), sp.log(x)):
        u = Symbol("_u")
        rest = g.subs(function, u)
        if not rest.has(x) and rest.is_polynomial(u) and sp.degree(rest, u) == 1:
            return sp.Poly(rest, u)
    return None


def distance(name: str, target: Callable[[Goals], Expr]) -> Perhaps:
    """The distance of a state from a place, exact or rounded."""

    def says(goals: Goals) -> Says:
        number = Value(sp.Abs(target(goals)))
        if isinstance(goals[name], Equal):
            return Says(Equal, before=number, given=())
        return Says(Approximates, exact=number)

    return Perhaps(Follows(says))


def _real(formula: Expr, state: Mapping[Symbol, Expr]) -> bool:
    value = formula.subs(state).evalf(20)
    return bool(value.is_number and value.is_real and value.is_finite)
