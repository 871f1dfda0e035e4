"""The least squares solution from the pseudo-inverse, by a rank factorisation of A.

A = C F with independent columns in C and rows in F gives b's nearest point C y,
where y solves the equations of C alone; SymPy finds y from an orthogonal
complement, so the normal equations are written down only to name the system.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Pow, Symbol, Tuple, radsimp
from sympy import Matrix as Dense

from tutor.core.claims import Equal, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Norm
from tutor.verify.answers import Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    if "points" in given:
        points = given["points"].entries()
        A, b = Matrix.of([[x, 1] for x, _ in points]), Tuple(*(y for _, y in points))
    else:
        A, b = given["A"], given["b"]
    table, right = Dense([list(line) for line in A.entries()]), Dense(list(b))
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
    if len(inside) == table.cols:
        return {"solution": Value(Tuple(*parts[: len(inside), :].applyfunc(radsimp))), **found}
    normal = Dense.hstack(table.T * table, table.T * right).applyfunc(radsimp)
    names = Tuple(*(Symbol(f"x{k + 1}") for k in range(table.cols)))
    system = Matrix.of(normal.tolist(), bar=1)
    return {"solutions": Says(SolutionSet, system=system, unknowns=names, given=()), **found}
