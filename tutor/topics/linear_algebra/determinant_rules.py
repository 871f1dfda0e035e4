"""Determinants of products, inverses, transposes and multiples, from the determinants of the parts.

The determinant of a product is the product of the determinants.  So an inverse
has the reciprocal and a power the power; a transpose has the same determinant,
and a number in front counts once for each row.  Where only determinants are
given, the rules are checked on examples that have them.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Basic, Expr, Integer, Pow, Symbol

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, DeterminantsInput, MatrixInput, NumberInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Inverse,
    MatrixPower,
    MatrixProduct,
    ScalarMultiple,
)
from tutor.core.matrix_formula import matrix_formula
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit import nice
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.multiply_first import multiply_first
from tutor.kit.linear_algebra.pictures_of_matrices import area_in_two_steps, two_steps
from tutor.kit.unevaluated import power, times

LARGEST = 5
SIZES = {
    f"{n}{by}{n}": f"{n} rows and {n} columns"
    for by in ("x", " x ", " by ", r"\times")
    for n in range(1, 6)
}


Solution = Generator[Step, None, tuple[Expr, ...]]


def by_rules(problem: Problem) -> Solution:
    yield from name_matrices(problem)
    found, numbers = [], list[Expr]()
    for formula in map(matrix_formula, problem.wanted):
        found.append((yield from evaluate(problem, formula, numbers)))
    return tuple(found)


def by_multiplying_first(problem: Problem) -> Solution:
    yield from name_matrices(problem)
    matrices = {letter: problem.values[str(letter)] for letter in used_letters(problem)}
    found = []
    for formula in map(matrix_formula, problem.wanted):
        found.append((yield from multiply_first(formula, matrices)))
    return tuple(found)


def suits(problem: Problem) -> tuple[str, ...]:
    known = all(problem.values[str(letter)] is not None for letter in used_letters(problem))
    return ("rules", *(["multiply_first"] if known else []))


def name_matrices(problem: Problem) -> Generator[Step, None, None]:
    size = rows_of(problem)
    for letter in used_letters(problem):
        M = problem.values[str(letter)]
        if M is None:
            known = given(problem, letter)
            yield step("take_example", Defines(letter, example(size, known)))
            yield step("note_determinant", Equal(Det(letter), known))
        else:
            yield step("name_matrix", Defines(letter, M))
            parts, value = collect(determinant_of(letter, M))
            yield step("find_determinant", Equal(Det(letter), value), substeps=parts)


def evaluate(problem: Problem, formula: Basic, named: list[Expr]) -> Generator[Step, None, Expr]:
    """Split the determinant of a formula, evaluate those of the parts, and put the values in."""
    if isinstance(formula, Symbol):
        return given(problem, formula)
    rule, written = split(formula, rows_of(problem))
    yield step(rule, Equal(Det(formula), written), *name_numbers(formula, named))
    values: dict[Basic, Expr] = {}
    for determinant in sorted(written.atoms(Det), key=str):
        values[determinant] = yield from evaluate(problem, determinant.args[0], named)
    value: Expr = written.xreplace(values)
    yield step("insert_values", Equal(written, value), Equal(Det(formula), value))
    return value


def name_numbers(formula: Basic, named: list[Expr]) -> tuple[Defines, ...]:
    """Names for the numbers in front of matrices, which the problem gives within a formula."""
    found = {part.args[0] for part in formula.atoms(ScalarMultiple)} - {Integer(-1), *named}
    new = sorted(found, key=str)
    named.extend(new)
    start = len(named) - len(new) + 1
    return tuple(Defines(Symbol(f"c{k}"), number) for k, number in enumerate(new, start=start))


def determinant_of(letter: Symbol, M: Matrix) -> Generator[Step, None, Expr]:
    yield step("insert_matrix", Equal(Det(letter), Det(M)))
    return (yield from expand_along_emptiest_line(M))


def split(formula: Basic, size: int) -> tuple[str, Expr]:
    """The rule that splits the determinant of a formula, and what it makes of it."""
    first, *others = formula.args
    match formula:
        case ScalarMultiple():
            return "take_out_factor", times(Pow(first, size, evaluate=False), Det(others[0]))
        case MatrixProduct():
            return "split_product", times(*map(Det, formula.args))
        case Inverse():
            return "take_reciprocal", power(Det(first), Integer(-1))
        case MatrixPower():
            return "raise_determinant", power(Det(first), others[0])
    return "drop_transpose", Det(first)


def value_of(problem: Problem, formula: Basic, size: int) -> Expr:
    """The determinant of a formula in numbers; raises `Undefined` for the inverse of a singular matrix."""
    if isinstance(formula, Symbol):
        return given(problem, formula)
    parts = [
        value_of(problem, p, size) for p in formula.args if not isinstance(p, Expr) or p.is_Symbol
    ]
    match formula:
        case ScalarMultiple(args=(number, _)):
            return number**size * parts[0]
        case MatrixProduct():
            product = Integer(1)
            for part in parts:
                product *= part
            return product
        case Inverse() | MatrixPower(args=(_, Integer(is_negative=True))) if parts[0] == 0:
            inside = "".join(sorted(map(str, formula.args[0].free_symbols)))
            zero = ", ".join(
                f"det {a} = 0"
                for a in sorted(formula.args[0].free_symbols, key=str)
                if given(problem, a) == 0
            )
            raise Undefined(
                "singular-matrix",
                f"{zero}{f', so det({inside}) = 0' if len(inside) > 1 else ''}: "
                f"{inside} is singular and has no inverse.",
                fix="Ask for the determinant without the inverse.",
            )
        case Inverse():
            return 1 / parts[0]
        case MatrixPower(args=(_, exponent)):
            return parts[0] ** exponent
    return parts[0]


def given(problem: Problem, letter: Symbol) -> Expr:
    """The determinant of a letter."""
    M = problem.values[str(letter)]
    if M is None:
        number: Expr = problem.values[f"det_{letter}"]
        return number
    return collect(expand_along_emptiest_line(M))[1]


def example(size: int, determinant: Expr) -> Matrix:
    """A matrix with this determinant: ones below the diagonal times ones above it, and one pivot."""
    places = range(1, size + 1)
    table = [[Integer(min(i, j)) for j in places] for i in places]
    table[-1][-1] += determinant - 1
    return Matrix.of(table)


def used_letters(problem: Problem) -> list[Symbol]:
    found = set().union(*(matrix_formula(text).free_symbols for text in problem.wanted))
    return sorted(found, key=str)


def rows_of(problem: Problem) -> int:
    sizes = [M.shape[0] for M in (problem.A, problem.B) if M is not None]
    return sizes[0] if sizes else int(problem.size[0])


def complete(problem: Problem) -> dict[str, Any]:
    for letter in used_letters(problem):
        if str(letter) not in ("A", "B"):
            raise NotUnderstood(
                "unknown-matrix", f"The matrix {letter} is not given.", fix="Use the names A and B."
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
                "unused-matrix", f"{name} is given and not asked for.", fix=f"Leave {name} out."
            )
    return {} if problem.A is not None or problem.B is not None else {"size": size}


def make(rng: Random, level: int) -> dict[str, Any]:
    one = ("{c}A", "A^T", "A^-1", "A^2", "A^3", "{c}A^T")
    two = ("A*B", "A^-1*B", "{c}A*B", "(A*B)^T", "A^2*B", "A^T*B^-1")
    asked = rng.sample(one if level == 1 else two, 2)
    wanted = tuple(text.format(c=rng.choice((2, 3, -1, -2))) for text in asked)
    if level < 3:
        made: dict[str, Any] = {"wanted": wanted, "size": f"{rng.choice((2, 3))}x"}
        made["size"] += made["size"][0]
        names = ("A",) if level == 1 else ("A", "B")
        return made | {f"det_{name}": Integer(nice.nonzero(rng, 6)) for name in names}
    size = rng.choice((2, 2, 3))
    return {"wanted": wanted} | {
        name: nice.square_matrix(rng, size, largest_pivot=2) for name in "AB"
    }


def goals(problem: Problem, found: tuple[Expr, ...]) -> tuple[tuple[str, Claim], ...]:
    asked = (Det(matrix_formula(text)) for text in problem.wanted)
    known = ((f"given_{a}", Equal(Det(a), given(problem, a))) for a in used_letters(problem))
    pairs = enumerate(zip(asked, found, strict=True), start=1)
    return *known, *((f"value_{k}", Equal(one, value)) for k, (one, value) in pairs)


def figures(problem: Problem, found: tuple[Expr, ...]) -> tuple[Figure, ...]:
    """How the first formula with two steps scales an area, where the matrices are 2 x 2."""
    if rows_of(problem) != 2:
        return ()
    values: dict[Basic, Matrix] = {
        a: problem.values[str(a)] or example(2, given(problem, a)) for a in used_letters(problem)
    }
    for text, value in zip(problem.wanted, found, strict=True):
        formula = matrix_formula(text)
        if (maps := two_steps(formula, values)) is not None:
            claim = Equal(Det(formula), value)
            return (Figure("two_steps", claim, area_in_two_steps(*maps), "x", "y", equal=True),)
    return ()


TOPIC = Topic(
    id="linear_algebra.determinant_rules",
    covers=("linalg.det_props",),
    inputs=(
        DeterminantsInput(
            name="wanted", about="the determinants that are asked for", example="det(2A)"
        ),
        MatrixInput(
            name="A",
            about="the matrix A",
            example="[2 1; 4 3]",
            square=True,
            largest=LARGEST,
            optional=True,
        ),
        MatrixInput(
            name="B",
            about="the matrix B",
            example="[1 0; 2 5]",
            square=True,
            largest=LARGEST,
            optional=True,
        ),
        NumberInput(
            name="det_A",
            about="the determinant of A, if A is not given",
            example="5",
            optional=True,
        ),
        NumberInput(
            name="det_B",
            about="the determinant of B, if B is not given",
            example="3",
            optional=True,
        ),
        ChoiceInput(
            name="size",
            about="the size of the matrices",
            example="3x3",
            options=SIZES,
            optional=True,
        ),
    ),
    phrases=(
        "A is [a] {size} [matrix] with {determinant|det A =|det} {det_A}[.|,|:] [find|compute] {wanted}",
        "A is [a] {size} [matrix] and det A = {det_A}[.|,|:] [find|compute] {wanted}",
        "A and B are {size} [matrices] with det A = {det_A} and det B = {det_B}[.|,|:] [find|compute] {wanted}",
        "if det A = {det_A} and det B = {det_B}[,] [find|compute|what is] {wanted}",
        "[find|compute] {wanted} {with|for|where} A={A}, B={B}",
        "[find|compute] {wanted} {with|for|where} A = {A}, B = {B}",
        "A={A}, B={B}. [find|compute] {wanted}",
        "[let] A = {A}{,| and|;} B = {B}{,|.|;} {find|compute|what is} {wanted}",
        r"{wanted},\\ A={A},\\ B={B}",
        r"A\\in\\mathbb R^\{{size}\},\\ \\det A={det_A}:\\ {wanted}",
    ),
    methods={"rules": by_rules, "multiply_first": by_multiplying_first},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
