"""Linear equations and the augmented matrices that hold their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Add, Eq, Expr, Integer, Mul, Symbol, Tuple, degree, expand, linear_eq_to_matrix
from sympy.polys.solvers import PolyNonlinearError
from sympy.solvers.solveset import NonlinearError

from tutor.core.errors import OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.core.written import written
from tutor.kit.linear_algebra.numbers_only import refuse_letters


def unknowns_of(equations: Iterable[Eq]) -> Tuple:
    """The letters of the equations, by name; x2 comes before x10."""
    letters: set[Symbol] = set().union(*(e.free_symbols for e in equations))
    return Tuple(*sorted(letters, key=_natural))


def _natural(symbol: Symbol) -> tuple[str, int]:
    name = symbol.name.rstrip("0123456789")
    return name, int(symbol.name[len(name) :] or 0)


def augmented(equations: Tuple, unknowns: Tuple) -> Matrix:
    """The augmented matrix of the equations; raises `Undefined` if one is not linear."""
    try:
        A, b = linear_eq_to_matrix(list(equations), *unknowns)
    except (NonlinearError, PolyNonlinearError) as bad:
        alone = len(equations) == 1
        raise Undefined(
            "not-linear",
            f"This {'equation' if alone else 'system'} is not linear in "
            f"{', '.join(map(str, unknowns))}: {_why_not_linear(equations, unknowns)}.",
            fix="Give a linear equation, or look for a root of a function: Newton's method for x^2 - 2 from 1."
            if alone and len(unknowns) == 1
            else "Give equations such as 2x + 3y = 7. If a letter stands for a number, ask: "
            '"for which values of a does the system ... have solutions".',
        ) from bad
    return Matrix.of([[*A.row(i), b[i]] for i in range(A.rows)], bar=1)


def difference(equation: Eq) -> Expr:
    """Left side minus right side, with like terms added, also those that stand in nested brackets.

    SymPy expands a sum inside a sum without adding up, where nothing else is to be done.
    """
    return expand((equation.lhs - equation.rhs).doit())


def _why_not_linear(equations: Tuple, unknowns: Tuple) -> str:
    """The first term that is not linear, and what is wrong with it."""
    for found in equations:
        for term in Add.make_args(difference(found)):
            inside = [u for u in unknowns if term.has(u)]
            if not term.is_polynomial(*inside):
                return f"{inside[0]} is below a fraction line, under a root or inside a function"
            if len(inside) > 1:
                return f"{inside[0]} is multiplied by {inside[1]}"
            if inside and degree(term, inside[0]) > 1:
                return f"{inside[0]} is raised to the power {degree(term, inside[0])}"
    return "an unknown is multiplied by an unknown, raised to a power or inside a function"


def equation(coefficients: Iterable[Expr], unknowns: Tuple, right: Expr) -> Eq:
    """The equation with these coefficients, in the order of the unknowns, written and not solved."""
    terms = [c * u for c, u in zip(coefficients, unknowns, strict=True) if c != 0]
    return Eq(written_sum(terms), right, evaluate=False)


def equations_of(matrix: Matrix, unknowns: Tuple) -> Tuple:
    """The equations of the rows of an augmented matrix that are not all zero."""
    lines = [line for line in matrix.entries() if any(e != 0 for e in line)]
    return Tuple(*(equation(line[:-1], unknowns, line[-1]) for line in lines))


def written_sum(terms: Iterable[Expr]) -> Expr:
    """A sum whose terms stay in their order and are not added up."""
    kept = tuple(terms)
    return Add(*kept, evaluate=False) if len(kept) > 1 else (kept or (Integer(0),))[0]


def inserted(expr: Expr, values: dict[Symbol, Expr], unknowns: Tuple) -> Expr:
    """A linear expression with values in place of letters, as a sum that is not added up.

    The terms follow the order of the unknowns, numbers last.
    """
    place = {u: k for k, u in enumerate(unknowns)}
    last = len(place)
    terms = Add.make_args(expr)
    ordered = sorted(
        terms, key=lambda t: min((place.get(s, last) for s in t.free_symbols), default=last)
    )
    rest = [t for t in ordered if not place.keys() & t.free_symbols]
    kept = [_term(t, values) for t in ordered[: len(ordered) - len(rest)]]
    if (total := Add(*rest)) != 0:
        kept.append(_term(total, values))
    return written_sum(kept)


def _term(term: Expr, values: dict[Symbol, Expr]) -> Expr:
    coefficient, letter = term.as_coeff_Mul()
    if letter in values and coefficient != 1:
        return Mul(coefficient, values[letter], evaluate=False)
    return term.xreplace(values)


def table_of_numbers(matrix: Matrix) -> Matrix:
    """The whole matrix, without an augmentation bar; raises `NotUnderstood` if it has letters.

    Where a letter stands, a pivot may be zero for some of its values.
    """
    refuse_letters(
        matrix.free_symbols,
        "a number is needed. For some of its values a pivot may be zero, and then the echelon form "
        "and the rank are others.",
        ". The determinant of a square matrix says for which values its rank drops",
    )
    return Matrix(matrix.rows, matrix.domain)


def checked(system: Tuple, unknowns: Tuple) -> Matrix:
    """The augmented matrix; raises `Undefined` for equations without unknowns or without content."""
    if not any(e.has(u) for e in system for u in unknowns):
        raise no_unknown(system)
    matrix = augmented(system, unknowns)
    if all(entry == 0 for row in matrix.entries() for entry in row):
        raise Undefined(
            "always-true",
            f"Every value of {', '.join(map(str, unknowns))} is a solution: each equation has the "
            "same on both sides.",
            fix="Check the equations; an unknown cancels only if both sides have it equally often.",
        )
    return matrix


def as_curve(error: Undefined, system: Tuple, unknowns: Tuple) -> Undefined:
    """The error of one equation in two letters that is not linear, with what can be asked of a curve."""
    if error.code != "not-linear" or len(system) != 1 or len(unknowns) != 2:
        return error
    (curve,) = system
    x, y = unknowns
    if curve.lhs in unknowns and curve.rhs.free_symbols == set(unknowns) - {curve.lhs}:
        (letter,), f = curve.rhs.free_symbols, written(curve.rhs)
        fix = (
            f"This says how {curve.lhs} follows from {letter}. Say what to do with it, for example: "
            f"derivative of {f}; tangent line of {f} at {letter} = 1; integral of {f}."
        )
    else:
        fix = (
            "This describes a curve. Say what to do with it, for example: "
            f"find d{y}/d{x} for {written(curve)}."
        )
    return Undefined(error.code, f"It is not said what to find. {error.message}", fix=fix)


def refuse_large(matrix: Matrix, largest: int, instead: str) -> None:
    """Refuse a system with too many equations or unknowns, and say what can be done instead."""
    equations, width = matrix.shape
    if max(equations, width) > largest + 1:
        raise OverLimit(
            "system-size",
            f"The system has {equations} equations and {width - 1} unknowns. "
            f"The limit is {largest}.",
            fix=instead,
        )


def no_unknown(system: Tuple) -> Undefined:
    """The error for equations between numbers, which says what they say."""
    false = next((e for e in system if e.lhs != e.rhs), None)
    says = (
        "and it has no solution: one equation is false"
        if false is not None
        else "and every equation is true"
    )
    return Undefined(
        "no-unknown",
        f"No unknown is left in the system, {says}.",
        fix="Give equations with unknowns, such as x + y = 3; x - y = 1.",
    )
