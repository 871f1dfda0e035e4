"""The least squares solution from the pseudo-inverse, by a rank factorisation of A.

A = C F with independent columns in C and rows in F gives b's nearest point C y,
where y solves the equations of C alone; SymPy finds y from an orthogonal
complement, so the normal equations are written down only to name the system.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Poly, Pow, Symbol, Tuple, radsimp
from sympy import Matrix as Dense

from tutor.core.claims import Choice, Compared, Equal, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, Norm
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.values.real_derivative import real_derivative

DEGREES = {"1": 1, "2": 2, "3": 3, "4": 4, "parabola": 2, "quadratic": 2, "cubic": 3, "quartic": 4}


def answers(given: Mapping[str, Any]) -> Answers:
    table, right = _equations(given)
    inside, outside = table.columnspace(simplify=True), table.T.nullspace(simplify=True)
    parts = Dense.hstack(*inside, *outside).solve(right)
    fitted = (Dense.hstack(*inside) * parts[: len(inside), :]).applyfunc(radsimp)
    r = Tuple(*(radsimp(e).expand() for e in right - fitted))
    square = radsimp(sum((e**2 for e in r), Integer(0)).expand())
    found: dict[str, Any] = {
        "residual": Value(r),
        "squares": Says(
            Equal, before=Pow(Norm(r), 2, evaluate=False), after=Value(square), given=()
        ),
    }
    names = given.get("unknowns", Tuple(*(Symbol(f"x{k + 1}") for k in range(table.cols))))
    if "system" in given:
        found["unknowns"] = Says(Choice, shown=names)
    if len(inside) == table.cols:
        best = parts[: len(inside), :].applyfunc(radsimp)
        if "points" in given:
            found["polynomial"] = Value(Poly(list(best), Symbol("x")).as_expr())
        return {"solution": Value(Tuple(*best)), **found}
    if "points" in given and table.cols == 2:
        column = Tuple(*[table[0, 0]] * table.rows)
        first = MatrixProduct(Symbol("A"), Tuple(Integer(1), Integer(0)))
        found["one_place"] = Says(Compared, left=first, relation="=", right=column, given=())
    normal = Dense.hstack(table.T * table, table.T * right).applyfunc(radsimp)
    system = Matrix.of(normal.tolist(), bar=1)
    return {"solutions": Says(SolutionSet, system=system, unknowns=names, given=()), **found}


def _equations(given: Mapping[str, Any]) -> tuple[Dense, Dense]:
    """A and b; an equation gives its coefficients as derivatives, a point its powers."""
    if "points" in given:
        points = given["points"].entries()
        powers = range(DEGREES[given.get("degree", "1")], -1, -1)
        return Dense([[x**k for k in powers] for x, _ in points]), Dense([y for _, y in points])
    if "system" in given:
        sides = [e.lhs - e.rhs for e in given["system"]]
        zeros = dict.fromkeys(given["unknowns"], 0)
        table = Dense([[real_derivative(side, u) for u in given["unknowns"]] for side in sides])
        return table, Dense([-side.xreplace(zeros) for side in sides])
    return Dense([list(line) for line in given["A"].entries()]), Dense(list(given["b"]))
