"""Text, plain or LaTeX, read as the value of a topic's input.

`read` chooses the reader by the kind of the input and lets the input check the value.  Every
error is a `TutorError` with its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from types import ModuleType
from typing import Any, Final

from sympy import Basic, E, Eq, Expr, Integer, Interval, Symbol, Tuple

from tutor.core import inputs, limits
from tutor.core.errors import NotUnderstood, OverLimit, TutorError
from tutor.core.inputs import Input, Value
from tutor.core.matrix import Matrix
from tutor.core.written import written
from tutor.reading import (
    cases,
    events,
    matrices,
    matrix_notation,
    names,
    number_words,
    plain,
    quadratic_forms,
    vectors,
)
from tutor.reading import data as samples
from tutor.reading.augmented import beside, table_of_numbers, written_out
from tutor.reading.determinants import determinants
from tutor.reading.domain import check_shortened, worked_out
from tutor.reading.intervals import interval
from tutor.reading.layer_sizes import layer_sizes
from tutor.reading.notation import is_latex
from tutor.reading.tokens import describe, placed, refuse, tokens

_MATRIX: Final = re.compile(r"\s*(?:[A-Za-z]\w*\s*=\s*)?\[|[^=<>]*\|[^=<>]*\Z")
_PRODUCT: Final = re.compile(
    r"[\s$]*(?P<A>\[.*\]|\\begin\{[bp]?matrix\}.*?\\end\{[bp]?matrix\})\s*(?:\*|·|\\cdot|\\,)?\s*"
    r"(?:[xX]|\\(?:mathbf|vec|boldsymbol|bm)(?:\{x\}|\s*x)"
    r"|(?P<x>[\[(]\s*[a-z]\w?(?:\s*[;,]\s*[a-z]\w?)*\s*[\])]"
    r"|\\begin\{[bp]?matrix\}\s*[a-z](?:_\{?\d\}?)?(?:\s*\\\\\s*[a-z](?:_\{?\d\}?)?)*\s*\\end\{[bp]?matrix\}))"
    r"\s*=\s*(?P<b>[\[(<\\].*)",
    re.DOTALL,
)
_TABLE: Final = re.compile(r"[-+−\d.,;|/eE\s]+")
_LATEX_E: Final = re.compile(r"(?<![A-Za-z\\{_])e(?![A-Za-z_]|\s*\^)")
_ALONE: Final = r"(?=.*(?<![A-Za-z\\{{_]){}(?![A-Za-z_]))"
_E_AMONG_LETTERS: Final = re.compile(  # between d and f, or behind a, b, c and d
    rf"(?!.*e\s*\^)(?:{''.join(map(_ALONE.format, 'df'))}|{''.join(map(_ALONE.format, 'abcd'))})",
    re.DOTALL,
)
_TEXT_CHARACTERS: Final = 120


def read(kind: Input, text: str, *, names: Iterable[str] = ()) -> Value:
    """The value of the input `kind` that `text` stands for, checked by the input.

    `names` are names of variables that formulas may use besides single letters.
    """
    try:
        value = _READERS[type(kind)](kind, text, tuple(map(str, names)))
        return kind.check(value)
    except TutorError as error:
        if error.at is not None and error.text is not None:
            raise
        raise placed(error, text, 0, max(1, len(text.rstrip()))) from None


def _latex() -> ModuleType:
    from tutor.reading import latex

    return latex


def _matrix(kind: Input, text: str, names: Iterable[str]) -> Matrix:
    if getattr(kind, "form", False) and quadratic_forms.is_form(text):
        return quadratic_forms.matrix_of(_expression(kind, text, names))
    if is_latex(text) and "\\" in text:
        return _latex().matrix(text)
    return matrices.matrix(matrix_notation.table(text.replace("$", " ")))


def _vector(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    if kind.name == "direction" and re.match(r"\s*[A-Z] ?\(", text):
        raise NotUnderstood(
            "point-for-direction",
            "A direction is a vector, and this is a point.",
            fix="Subtract the coordinates of the point from which you go.",
        )
    text = re.sub(r"^(\s*)[A-Z](?= ?\()", r"\1 ", text)  # the name of a point, as in P(1, 2)
    return _latex().vector(text) if is_latex(text) else matrices.vector(text)


def _vectors(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    return _latex().vectors(text) if is_latex(text) else vectors.vectors(text)


def _table(kind: Input, text: str, names: Iterable[str]) -> Matrix:
    return _latex().table(text) if is_latex(text) else vectors.table(text)


def _rule(kind: Input, text: str, names: tuple[str, ...]) -> Tuple:
    return _latex().rule(text) if is_latex(text) else vectors.rule(text, names)


def _expression(kind: Input, text: str, names: Iterable[str]) -> Value:
    if not is_latex(text):
        if cases.has_cases(text):
            return cases.cases(text, names=names)
        return plain.expression(text, names=names)
    if "{cases}" in text:
        from tutor.reading.latex import cases as in_latex

        return in_latex.cases(text)
    return _latex().expression(text)


def _limit(kind: Input, text: str, names: Iterable[str]) -> Expr:
    from tutor.reading import limit_notation

    return limit_notation.limit(text)


def _integral(kind: Input, text: str, names: Iterable[str]) -> Expr:
    from tutor.reading import limit_notation

    return limit_notation.integral(text)


def _number(kind: Input, text: str, names: Iterable[str]) -> Value:
    assert isinstance(kind, inputs.NumberInput)
    if kind.whole and (counted := number_words.count(text)) is not None:
        return Integer(counted)
    return _latex().number(text) if is_latex(text) else samples.number(text)


def _interval(kind: Input, text: str, names: Iterable[str]) -> Interval:
    number = _latex().expression if is_latex(text) else plain.expression
    try:
        return interval(text, number)
    except TutorError:
        cases.refuse_cases(text)
        raise


def _data(kind: Input, text: str, names: Iterable[str]) -> Value:
    if is_latex(text):
        return _latex().data(text)
    return samples.column(text) if samples.has_header(text) else samples.data(text)


def _probabilities(kind: Input, text: str, names: Iterable[str]) -> Value:
    found = _latex().probabilities(text) if is_latex(text) else events.probabilities(text)
    for statement in found if is_latex(text) else ():
        if isinstance(statement, Eq):
            events.check_probability(statement.rhs)
    return events.with_opposites(found)


def _equations(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    if is_latex(text):
        found = _latex().equations(text)
        if "e" in names:
            found = found.xreplace({E: Symbol("e")})
    else:
        found = plain.equations(text, names=names)
    for relation in found:
        if not isinstance(relation, Eq):
            raise NotUnderstood(
                "not-an-equation",
                f"{kind.name} needs equations. {written(relation)} is no equation.",
                fix=f"For example {kind.example}.",
            )
        for side in relation.args:
            check_shortened(worked_out(side), side)
    if isinstance(kind, inputs.EquationsInput) and len(found) > kind.largest:
        raise OverLimit(
            "equations",
            f"There are {len(found)} equations. The limit here is {kind.largest}.",
            fix="Use fewer equations.",
        )
    return found


def _functions(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    from tutor.reading.functions import functions

    found = functions(text, names=names)
    for relation in found:
        for side in relation.args:
            check_shortened(worked_out(side), side)
    return found


def _constraints(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    from tutor.reading.constraints import constraints

    return constraints(text, names)


def _system(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    if (product := _PRODUCT.fullmatch(text)) is not None:
        b = product["b"].strip(" $")
        unknowns = _vector(kind, product["x"], names) if product["x"] else None
        A = _matrix(kind, product["A"], names)
        return written_out(beside(A, _vector(kind, b, names), unknowns, text), unknowns)
    if _E_AMONG_LETTERS.match(text) or _needs_e(text):
        names = (*names, "e")
    _ask_about_e(text, names)
    if is_latex(text):
        latex = _latex()
        statement = latex.statement(text)
        if statement is None or statement[0] != "matrix":
            return _equations(kind, text, names)
        return written_out(latex.matrix(text))
    if _TABLE.fullmatch(text) and "\n" in text.strip():
        return written_out(table_of_numbers(text))
    if _MATRIX.match(text):
        return written_out(matrices.matrix(text))
    return _equations(kind, text, names)


def _needs_e(text: str) -> bool:
    """Whether e stands among equations that are more than the other letters, so that it is an unknown."""
    letters = set(re.findall("[A-Za-z]", re.sub(r"\\[A-Za-z]+|\band\b", "", text))) - {"e"}
    alone = _LATEX_E.search(text) is not None and re.search(r"e\s*\^", text) is None
    return alone and 0 < len(letters - {"i"}) == len(letters) < text.count("=")


def _ask_about_e(text: str, unknowns: Iterable[str]) -> None:
    """Ask back where e may be the number or an unknown: unless it is named or has an exponent."""
    if "e" in unknowns:
        return
    if is_latex(text):
        places = [match.start() for match in _LATEX_E.finditer(text)]
    else:
        found = tokens(text, characters=20 * limits.MATRIX**2, most=10 * limits.MATRIX**2)
        lone = (a for a, b in pairwise(found) if a.value == "e" and not b.is_sign("^"))
        places = [token.at for token in lone]
    if places:
        refuse(
            text,
            "ambiguous",
            "Here e can be the number 2.718... or an unknown.",
            "Write e^1 for the number, or name all unknowns, for example: solve ... for e, x.",
            places[0],
        )


def _symbols(kind: Input, text: str, declared: Iterable[str]) -> Tuple:
    text = re.sub(r"\\([A-Za-z]+)", r" \1", text).replace("$", " ") if is_latex(text) else text
    found = [t for t in tokens(text)[:-1] if not t.is_sign(",", ";", "(", ")")]
    found = [t for t in found if t.value != "and"]
    for token in found:
        known = names.is_variable(token.value) or token.value in declared
        if token.kind != "name" or not known:
            refuse(
                text,
                "variable",
                f"{text[token.at : token.end]} is no name of a variable.",
                "A variable is one letter, perhaps with an index such as x1.",
                token.at,
                token.end,
            )
    if not found:
        refuse(text, "empty", "No variable is named.", f"For example {kind.example}.", 0)
    return Tuple(*(Symbol(name) for name in dict.fromkeys(t.value for t in found)))


def _choice(kind: Input, text: str, names: Iterable[str]) -> str:
    assert isinstance(kind, inputs.ChoiceInput)
    wanted = _comparable(text)
    options = {_comparable(option): option for option in kind.options}
    if wanted in options:
        return options[wanted]
    longer = [option for short, option in options.items() if wanted and short.startswith(wanted)]
    return longer[0] if len(longer) == 1 else text.strip()[:40]


def _comparable(word: str) -> str:
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())


def _labels(kind: Input, text: str, names: Iterable[str]) -> tuple[str, ...]:
    assert isinstance(kind, inputs.LabelsInput)
    return events.labels(text, kind.longest)


def _determinants(kind: Input, text: str, names: Iterable[str]) -> tuple[str, ...]:
    return determinants(text)


def _formula_in_matrices(kind: Input, text: str, names: Iterable[str]) -> Basic:
    from tutor.reading.matrix_formulas import formula_in_matrices

    return formula_in_matrices(text)


def _row_operations(kind: Input, text: str, names: Iterable[str]) -> tuple[str, ...]:
    from tutor.reading.row_operations import row_operations

    return row_operations(text)


def _layer_sizes(kind: Input, text: str, names: Iterable[str]) -> Tuple:
    return layer_sizes(text, kind.example)


def _named_maps(kind: Input, text: str, names: Iterable[str]) -> tuple[str, ...]:
    from tutor.reading.named_maps import named_maps

    return named_maps(text)


def _phrase(kind: Input, text: str, names: Iterable[str]) -> str:
    phrase = text.strip()
    if len(phrase) > _TEXT_CHARACTERS:
        raise OverLimit(
            "characters",
            f"{kind.name} has {len(phrase)} characters. The limit is {_TEXT_CHARACTERS}.",
            fix="Shorten the text.",
        )
    for at, character in enumerate(text):
        if not character.isprintable() and character.strip():
            refuse(
                text,
                "character",
                f"Character {at + 1} is {describe(character)}. It cannot be printed.",
                "Take it out.",
                at,
            )
    if not phrase:
        refuse(text, "empty", f"{kind.name} is empty.", f"For example {kind.example}.", 0)
    return " ".join(phrase.split())


_READERS: Final[dict[type[Input], Callable[[Any, str, tuple[str, ...]], Value]]] = {
    inputs.MatrixInput: _matrix,
    inputs.VectorInput: _vector,
    inputs.VectorsInput: _vectors,
    inputs.TableInput: _table,
    inputs.MapInput: _rule,
    inputs.SystemInput: _system,
    inputs.EquationsInput: _equations,
    inputs.FunctionsInput: _functions,
    inputs.ConstraintsInput: _constraints,
    inputs.ExpressionInput: _expression,
    inputs.LimitInput: _limit,
    inputs.IntegralInput: _integral,
    inputs.SymbolsInput: _symbols,
    inputs.NumberInput: _number,
    inputs.IntervalInput: _interval,
    inputs.DataInput: _data,
    inputs.ProbabilitiesInput: _probabilities,
    inputs.ChoiceInput: _choice,
    inputs.LabelsInput: _labels,
    inputs.DeterminantsInput: _determinants,
    inputs.MatrixFormulaInput: _formula_in_matrices,
    inputs.RowOperationsInput: _row_operations,
    inputs.LayerSizesInput: _layer_sizes,
    inputs.NamedMapsInput: _named_maps,
    inputs.TextInput: _phrase,
}
