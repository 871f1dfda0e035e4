"""What a question about determinants of formulas must give: for each letter a matrix or its determinant."""

from __future__ import annotations

from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.matrix_expression import ScalarMultiple
from tutor.core.matrix_formula import matrix_formula
from tutor.core.topic import Problem
from tutor.kit.linear_algebra.determinant_formulas import rows_of, used_letters, value_of


def checked_size(problem: Problem) -> str | None:
    """The size of matrices of which the determinant alone is given; raises an error for what does not fit."""
    for letter in used_letters(problem):
        if str(letter) not in ("A", "B"):
            raise NotUnderstood(
                "unknown-matrix",
                f"The matrix {letter} is not given.",
                fix="Use the names A and B.",
            )
        M, number = problem.values[str(letter)], problem.values[f"det_{letter}"]
        if (M is None) == (number is None):
            raise NotUnderstood(
                "which-determinant",
                f"Of {letter} either the matrix or the determinant is needed.",
                fix=f"Give {letter} = [1 2; 3 4] or det_{letter} = 5.",
            )
        if M is not None and M.free_symbols:
            raise Undefined(
                "letter-for-number",
                f"The matrix {letter} has a letter in it.",
                fix="Give numbers.",
            )
    if problem.A is not None and problem.B is not None and problem.A.shape != problem.B.shape:
        raise Undefined(
            "lengths", "A and B have different sizes.", fix="Give two matrices of one size."
        )
    multiples = any(matrix_formula(text).atoms(ScalarMultiple) for text in problem.wanted)
    if problem.size is None and problem.A is None and problem.B is None and multiples:
        raise NotUnderstood(
            "missing-size",
            "A number in front of a matrix counts once for each row, so the size is needed.",
            fix="Say for example that A is 3x3.",
        )
    rows = (problem.size or "3x3")[0]
    size = f"{rows}x{rows}"
    filled = Problem(problem.topic, {**problem.values, "size": size})
    for text in problem.wanted:
        value_of(filled, matrix_formula(text), rows_of(filled))
    unnamed = {str(a) for a in used_letters(problem)}
    for name in ("A", "B"):
        if name not in unnamed and (
            problem.values[name] is not None or problem.values[f"det_{name}"] is not None
        ):
            raise NotUnderstood(
                "unused-matrix",
                f"{name} is given and not asked for.",
                fix=f"Leave {name} out.",
            )
    return size if problem.A is None and problem.B is None else None
