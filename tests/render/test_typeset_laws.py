"""What holds for every formula: it is well formed, unambiguous, escaped, and its rows are shared."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol

from tutor.core import expr
from tutor.core.claims import Choice
from tutor.core.expr import Det, Probability
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra import rows
from tutor.render.typeset import (
    Style,
    Typesetter,
    arithmetic,
    calculus,
    functions,
    linear_algebra,
    structures,
)

NAMES = ("x", "y", "n", "mu", "x1", "p_hat", "rate", "sigma_n", "Gamma")
NUMBERS = (-3, -1, 0, 1, 2, 12)
HEADS = (sp.sin, sp.exp, sp.log, sp.Abs, sp.factorial, sp.floor)


def _unevaluated(head: Callable[..., Expr]) -> Callable[..., Expr]:
    return lambda *parts: head(*parts, evaluate=False)


def expressions(leaves: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    def grow(smaller: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        x = Symbol("x")
        few = st.lists(smaller, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            few.map(lambda parts: sp.Add(*parts, evaluate=False)),
            few.map(lambda parts: sp.Mul(*parts, evaluate=False)),
            st.builds(_unevaluated(sp.Pow), smaller, smaller),
            st.builds(
                _unevaluated(sp.Pow), smaller, st.sampled_from([Integer(-1), Rational(1, 2)])
            ),
            st.builds(
                lambda head, part: head(part, evaluate=False), st.sampled_from(HEADS), smaller
            ),
            st.builds(lambda part: sp.Derivative(part, x, evaluate=False), smaller),
            st.builds(lambda part: sp.Integral(part, (x, 0, 1)), smaller),
            st.builds(lambda part: sp.Sum(part, (Symbol("i"), 1, Symbol("n"))), smaller),
            st.builds(lambda part: sp.Limit(part, x, 0), smaller),
            st.builds(lambda part: sp.Piecewise((part, x > 0), (0, True), evaluate=False), smaller),
        )

    # SymPy may work out a part that divides by zero; no such value reaches a trace.
    undefined = (sp.zoo, sp.nan)
    return st.recursive(leaves, grow, max_leaves=8).filter(lambda e: not e.has(*undefined))


LEAVES = st.one_of(
    st.sampled_from(NAMES).map(Symbol),
    st.sampled_from(NUMBERS).map(Integer),
    st.sampled_from([Rational(1, 2), Rational(-7, 4), sp.pi, sp.oo, sp.E]),
)


@settings(max_examples=150, deadline=None)
@given(expressions(LEAVES), st.booleans())
def test_mathml_is_well_formed_and_every_writer_writes(value: Expr, decimals: bool) -> None:
    typesetter = Typesetter(Style(decimals=decimals))
    root = ElementTree.fromstring(typesetter.mathml(value))
    assert root.tag == "{http://www.w3.org/1998/Math/MathML}math"
    counts = {
        "mfrac": 2,
        "msup": 2,
        "msub": 2,
        "mroot": 2,
        "msubsup": 3,
        "munderover": 3,
        "mover": 2,
    }
    for element in root.iter():
        needed = counts.get(element.tag.partition("}")[2])
        assert needed is None or len(element) == needed
    latex = typesetter.latex(value)
    assert latex.count("{") - latex.count(r"\{") == latex.count("}") - latex.count(r"\}")
    assert latex.count(r"\left") - latex.count(r"\leftarrow") == latex.count(
        r"\right"
    ) - latex.count(r"\rightarrow")
    assert "\n" not in typesetter.plain(value)
    drawing = typesetter.plain(value, display=True)
    assert all(line == line.rstrip() for line in drawing.split("\n"))
    assert typesetter.spoken(value) == root.get("alttext")


@settings(max_examples=150, deadline=None)
@given(expressions(LEAVES))
def test_no_two_signs_meet(value: Expr) -> None:
    plain = Typesetter().plain(value).replace(" ", "")
    assert not re.search(r"[+−·][+−·]", plain)


def combined(left: list[Expr], right: list[Expr]) -> list[Expr]:
    """Every operation on a part of the left list and a part of the right list, as written."""
    x, y = Symbol("x"), Symbol("y")
    made: list[Expr] = []
    for one, other in itertools.product(left, right):
        for a, b in ((one, other), (other, one)):
            made += [
                sp.Add(a, b, evaluate=False),
                sp.Add(a, sp.Mul(-1, b, evaluate=False), evaluate=False),
                sp.Mul(a, b, evaluate=False),
                sp.Mul(a, sp.Pow(b, -1, evaluate=False), evaluate=False),
                sp.Pow(a, b, evaluate=False),
            ]
    for a in left:
        made += [head(a, evaluate=False) for head in (sp.sin, sp.exp, sp.Abs, sp.factorial)]
        made += [sp.Pow(a, Rational(1, 2), evaluate=False), sp.Mul(-1, a, evaluate=False)]
        made += [sp.Derivative(a, x, evaluate=False), sp.Limit(a, x, 0), sp.Integral(a, x)]
        made += [sp.Sum(a, (x, 1, y)), sp.Integral(a, (x, 0, 1))]
    return made


def small_expressions() -> list[Expr]:
    """About 13,000 expressions of one or two operations."""
    x, y = Symbol("x"), Symbol("y")
    leaves: list[Expr] = [x, y, Integer(2), Integer(-3), Rational(1, 2)]
    once = combined(leaves, leaves)
    return leaves + once + combined(once, leaves[:3])


@pytest.mark.parametrize("form", ["plain", "spoken"])
def test_different_formulas_are_read_differently(form: str) -> None:
    """What LaTeX tells apart by place and size, one line of text and speech tell apart by words."""
    typesetter = Typesetter()
    seen: dict[str, str] = {}
    for value in small_expressions():
        formula = typesetter.latex(value)
        written = getattr(typesetter, form)(value)
        assert seen.setdefault(written, formula) == formula, written


HOSTILE = (
    "<script>alert(1)</script>",
    r"\input{/etc/passwd}",
    r"\end{document}",
    "$x$",
    "100%",
    "a_b & c",
    "a#b~c^d",
    '" onclick="x',
    "}{",
    "\\",
    "\x1b[31mred",
    "a\nb",
    "Übung ß ç",
    "学",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("wrap", [Symbol, Probability, lambda text: Probability("A", text)])
def test_text_of_users_is_escaped(text: str, wrap: Callable[[str], Any]) -> None:
    typesetter = Typesetter()
    value = wrap(text)
    root = ElementTree.fromstring(typesetter.mathml(value))
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        *("math", "mrow", "mi", "mo", "mtext", "mn", "msub", "msup"),
    }
    latex = typesetter.latex(value)
    assert latex.isascii()
    assert latex.isprintable()
    known = r"\\(text|mathrm|backslash|mid|ddot|wedge|sim|[{}$%&#_])"
    rest = re.sub(known, "", latex)
    assert not set(rest) & set("\\$%&#~")
    assert rest.count("{") == rest.count("}")
    assert typesetter.plain(value).isprintable()


def test_rows_that_states_share_are_written_once() -> None:
    first = Matrix.of([[1, 2], [3, 4], [5, 6]])
    second = rows.add(first, 3, 1, Integer(-5))
    typesetter = Typesetter()
    before, after = typesetter.layout(first), typesetter.layout(second)
    assert before.rows[0] is after.rows[0]
    assert before.rows[1] is after.rows[1]
    assert before.rows[2] is not after.rows[2]
    assert typesetter.layout(Choice(first)).rows[0] is before.rows[0]


def test_an_expression_is_laid_out_once() -> None:
    typesetter = Typesetter()
    value = Symbol("x") ** 2 + 1
    assert typesetter.layout(value) is typesetter.layout(value)


def test_what_is_no_mathematics_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no layout"):
        Typesetter().layout(object())


def test_wide_matrices_fit_the_environments_of_latex() -> None:
    wide = Matrix.of([list(range(12))])
    assert "bmatrix" not in Typesetter().latex(wide)
    assert r"\begin{array}{cccccccccccc}" in Typesetter().latex(wide)


def test_every_head_and_constant_of_a_trace_has_a_layout() -> None:
    themes = (arithmetic, calculus, functions, linear_algebra, structures)
    made = {kind for theme in themes for kind in theme.MAKERS} | set(linear_algebra.SIGNED)
    assert {head.__name__ for head in expr.HEADS.values() if head not in made} == set()
    assert all(Typesetter().latex(constant) for constant in expr.CONSTANTS.values())


@pytest.mark.tex
def test_latex_compiles(tmp_path: Path) -> None:
    """Random expressions and hostile names, all in one document, inline and in display."""
    random = Random(1)
    typesetter = Typesetter()
    values: list[Any] = [Symbol(text) for text in HOSTILE]
    values += [Probability("A", text) for text in HOSTILE]
    values += random.sample(small_expressions(), 120)
    values += [Matrix.of([[Rational(k, 3), Symbol("a")] * 6]) for k in range(3)]
    values += [Det(Matrix.of([[1, 2], [3, 4]])), Matrix.of([[1, 2, 3]], bar=1)]
    values += [head(Symbol("x")) for head in HEADS]
    body = "\n".join(rf"${latex}$ \[{latex}\]" for latex in map(typesetter.latex, values))
    document = (
        rf"\documentclass{{article}}\usepackage{{amsmath}}\begin{{document}}{body}\end{{document}}"
    )
    (tmp_path / "formulas.tex").write_text(document)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "formulas.tex"]
    run = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
    )
    assert run.returncode == 0, run.stdout[-2000:]
    assert (tmp_path / "formulas.pdf").stat().st_size > 10_000
