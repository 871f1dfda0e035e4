"""A topic that exists only for these tests, so that they do not depend on the real ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sympy import Expr, Integer, Mul, Symbol, Tuple, cos, sin
from sympy.core.symbol import Str

from tutor.core import cache_folder
from tutor.core.claims import Added, Choice, Claim, DerivativeOf, Equal
from tutor.core.expr import Det
from tutor.core.figure import Curve, Figure
from tutor.core.matrix import Matrix
from tutor.core.step import Trace, step
from tutor.render import prose, templates

WORDS = """\
{% macro title() %}Sample problem{% endmacro %}
{% macro ask(A, f, about, names) %}Find what belongs to {{ A|m }} and {{ f|m }}
{%- if about is not none %} for {{ about }}{% endif %}{% if names is not none %} ({{ names|listed }}){% endif %}.{% endmacro %}
{% macro add_row(before, target, source, factor, after) %}Add {{ factor|m }} times row {{ source }} to row {{ target }}.{% endmacro %}
{% macro add_row_why(before, target, source, factor, after) %}The entry {{ before[target, source]|m }} goes away.{% endmacro %}
{% macro add_row_hint(before, target, source, factor, after) %}Which multiple of row {{ source }} helps?{% endmacro %}
{% macro multiply_diagonal(before, after, given) %}Multiply the diagonal.{% endmacro %}
{% macro multiply_diagonal_why(before, after, given) %}The matrix is triangular.{% endmacro %}
{% macro multiply_diagonal_hint(before, after, given) %}Look at the diagonal.{% endmacro %}
{% macro differentiate(function, variable, result, given) %}Differentiate {{ function|m }} with respect to {{ variable|m }}.{% endmacro %}
{% macro differentiate_why(function, variable, result, given) %}The product rule fits.{% endmacro %}
{% macro differentiate_hint(function, variable, result, given) %}Which rule fits?{% endmacro %}
{% macro name_it(shown) %}Call it {{ shown|m }}.{% endmacro %}
{% macro name_it_why(shown) %}A name helps.{% endmacro %}
{% macro name_it_hint(shown) %}Find a name.{% endmacro %}
{% macro answer(determinant, derivative) %}The determinant is {{ determinant.after|m }}{% if derivative is not none %} and the derivative {{ derivative|claim }}{% endif %}.{% endmacro %}
{% macro line(before, after, given) %}A line for {{ after|m }}.{% endmacro %}
"""

x = Symbol("x")


@dataclass
class SampleVerdict:
    status: str
    why: str = ""

    @property
    def passes(self) -> bool:
        return self.status in ("proved", "supported", "no claim")


@dataclass
class SampleFinding:
    path: tuple[Any, ...]
    verdict: SampleVerdict


@dataclass
class SampleReport:
    verdicts: tuple[SampleFinding, ...]

    @property
    def ok(self) -> bool:
        return all(f.verdict.passes for f in self.verdicts)

    @property
    def counts(self) -> dict[str, int]:
        found = [f.verdict.status for f in self.verdicts]
        return {status: found.count(status) for status in found}


def sample_report(*statuses: tuple[tuple[Any, ...], str, str]) -> SampleReport:
    return SampleReport(
        tuple(SampleFinding(path, SampleVerdict(status, why)) for path, status, why in statuses)
    )


def sample_trace(
    *, about: str | None = None, names: tuple[str, ...] = (), repeat: int = 0, figure: bool = False
) -> Trace:
    """A small derivation with a matrix and a tree; `about` and `names` are what a user typed."""
    A = Matrix.of([[Integer(2), Integer(1)], [Integer(4), Integer(3)]])
    B = Matrix.of([[Integer(2), Integer(1)], [Integer(0), Integer(1)]])
    f: Expr = x * sin(x)
    result = sin(x) + x * cos(x)
    parts = (
        step("differentiate", DerivativeOf(x, x, Integer(1))),
        step("differentiate", DerivativeOf(sin(x), x, cos(x), (x > 0,))),
    )
    steps = [
        step("add_row", Added(A, 2, 1, Integer(-2), B)),
        step("multiply_diagonal", Equal(Det(B), Mul(2, 1, evaluate=False))),
        step("differentiate", DerivativeOf(f, x, result), substeps=parts),
        *(step("name_it", Choice(Str(name))) for name in names),
        *(step("multiply_diagonal", Equal(Det(B), Integer(2))) for _ in range(repeat)),
    ]
    goals: tuple[tuple[str, Claim], ...] = (
        ("determinant", Equal(Det(A), Integer(2))),
        ("derivative", DerivativeOf(f, x, result)),
    )
    inputs = [("A", A), ("f", f)]
    if about is not None:
        inputs.append(("about", about))
    if names:
        inputs.append(("names", Tuple(*map(Str, names))))
    line = Curve(((0.0, 0.0), (1.0, 2.0)), label=about or "line")
    figures = (Figure("line", Equal(Det(A), Integer(2)), (line,), "x", "y"),) if figure else ()
    return Trace("sample.problem", "by_hand", tuple(inputs), tuple(steps), goals, figures)


@pytest.fixture(scope="session")
def templates_with_a_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the templates, so that what is compiled of them serves all tests."""
    root = tmp_path_factory.mktemp("sample") / "templates"
    shutil.copytree(templates.ROOT, root)
    (root / "words" / "en" / "sample").mkdir()
    return root


@pytest.fixture
def sample(templates_with_a_sample: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Installs the words of the sample topic; gives the functions that make traces and reports."""
    root = templates_with_a_sample
    words = root / "words" / "en" / "sample" / "problem.j2"
    words.write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr(templates, "ROOT", root)
    monkeypatch.setattr(cache_folder, "directory", lambda: root.parent / "cache")
    cached = (
        prose._environment,
        prose.macros,
        prose.macro,
        prose.shared_files,
        prose._shared_sources,
        prose.answered,
    )
    for function in cached:
        function.cache_clear()
    yield Sample(words)
    for function in cached:
        function.cache_clear()


@dataclass
class Sample:
    """What the tests need of the sample topic; `words` is its file of wording."""

    words: Path
    trace = staticmethod(sample_trace)
    report = staticmethod(sample_report)

    def reword(self, old: str, new: str) -> None:
        text = self.words.read_text(encoding="utf-8")
        assert old in text
        self.words.write_text(text.replace(old, new), encoding="utf-8")
