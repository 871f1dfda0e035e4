"""The written formats: what only one of them has to get right."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import Integer

from tutor.core.claims import Equal
from tutor.core.errors import NotUnderstood
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Trace, step
from tutor.render import (
    FORMATS,
    figure_files,
    formulas_in_latex,
    html,
    latex,
    markdown,
    render,
    sheet,
    text,
)
from tutor.render.document import document
from tutor.render.typeset.block import columns
from tutor.solution import solve


def wide_trace(sample: Any, size: int) -> Trace:
    trace = sample.trace()
    A = Matrix.of([[Integer(10**6 + i * j) for i in range(size)] for j in range(size)])
    wide = step("multiply_diagonal", Equal(Det(A), Integer(0)))
    return Trace(trace.topic, "", trace.inputs, (*trace.steps, wide), trace.goals)


@pytest.mark.parametrize("form", [f for f in FORMATS if f not in ("json", "pdf")])
@pytest.mark.parametrize("detail", ["brief", "normal", "why"])
def test_every_format_says_the_steps_and_the_answer(sample: Any, form: str, detail: str) -> None:
    page = str(render(sample.trace(), form, detail=detail))
    if form == "html":
        page = re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)
    visible = " ".join(page.split())
    assert "Multiply the diagonal." in visible
    assert "The determinant is" in visible
    assert ("The matrix is triangular." in visible) is (
        detail == "why" or (detail == "normal" and form == "html")
    )
    assert ("3.2" in visible) is (detail != "brief")


def test_json_is_the_trace(sample: Any) -> None:
    trace = sample.trace()
    assert Trace.from_json(str(render(trace, "json"))) == trace


def test_unknown_format_is_an_error(sample: Any) -> None:
    with pytest.raises(NotUnderstood, match="no format named 'docx'"):
        render(sample.trace(), "docx")


def test_the_same_trace_gives_the_same_page(sample: Any) -> None:
    for form in ("text", "markdown", "html", "latex"):
        assert render(sample.trace(), form) == render(sample.trace(), form)


def test_decimals_are_written_as_decimals(sample: Any) -> None:
    trace = sample.trace()
    half = step("name_it", type(sample.trace(names=("a",)).steps[3].claims[0])(Integer(1) / 2))
    for decimals, words in ((True, "Call it 0.5."), (False, "Call it 1/2.")):
        made = Trace(trace.topic, "", trace.inputs, (half,), trace.goals, decimals=decimals)
        assert words in str(render(made, "text"))


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_text_keeps_to_the_width(sample: Any, width: int) -> None:
    page = text.write(document(sample.trace(), detail="why"), width)
    assert max(map(columns, page.splitlines())) <= width


def test_text_writes_a_matrix_that_is_too_wide_on_wrapped_lines(sample: Any) -> None:
    page = text.write(document(wide_trace(sample, 10)), 60)
    assert max(map(columns, page.splitlines())) <= 60
    assert "1000081" in page


def test_text_has_styles_on_a_terminal_only(sample: Any) -> None:
    from rich.console import Console

    made = document(sample.trace())
    plain, coloured = StringIO(), StringIO()
    text.show(made, Console(file=plain, width=70))
    text.show(made, Console(file=coloured, width=70, force_terminal=True, color_system="standard"))
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[1" in coloured.getvalue()
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured.getvalue())
    lines = [line.rstrip() for line in without.splitlines()]
    assert lines == text.write(made, 70).splitlines()


def test_markdown_formulas_are_paragraphs_of_their_own(sample: Any) -> None:
    page = markdown.write(document(sample.trace(), detail="why"))
    for paragraph in page.split("\n\n"):
        if "$$" in paragraph:
            assert re.fullmatch(r"\$\$\n.+\n\$\$\n?", paragraph)
    assert "Find what belongs to $\\begin{bmatrix}" in page


def test_a_tall_matrix_of_a_question_stands_alone(sample: Any) -> None:
    tall = Matrix.of([[2, 1, 0], [4, 3, 0], [0, 0, 1]])
    trace = sample.trace()
    trace = replace(trace, inputs=(("A", tall), *trace.inputs[1:]))
    assert "Find what belongs to\n\n$$\n\\begin{bmatrix}" in markdown.write(document(trace))


def test_markdown_leaves_round_brackets_alone_where_they_begin_no_list() -> None:
    """Some readers take an escaped round bracket for the start of a formula."""
    assert markdown.escape("1) the value f(2) [of f](x)") == "1\\) the value f(2) \\[of f\\](x)"


def test_markdown_formulas_are_told_from_prices(sample: Any) -> None:
    sample.reword("Call it {{ shown|m }}.", "So{{ shown|m }}{{ shown|m }}2 it is.")
    page = markdown.write(document(sample.trace(names=("k",))))
    assert "$\\text{k}$ $\\text{k}$&#8203;2" in page or "$k$ $k$&#8203;2" in page


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br", "path", "use"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "use"):
            assert self.open.pop() == tag


def test_html_is_one_file_that_asks_for_nothing(sample: Any) -> None:
    page = str(render(sample.trace(), "html", detail="why"))
    parsed = Page(page)
    names = {tag for tag, _ in parsed.tags}
    assert {"main", "article", "h1", "h2", "ol", "li", "math", "details", "summary"} <= names
    assert not names & {"script", "link", "iframe", "object", "form"}
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|(?:src|href)=", page)
    assert ("html", {"class": "page", "lang": "en"}) in parsed.tags


def test_html_heading_levels_do_not_jump(sample: Any) -> None:
    for page in (
        render(sample.trace(), "html"),
        sheet("Week 1", [(sample.trace(), None)] * 2, answers=True),
    ):
        levels = [int(t[1]) for t, _ in Page(str(page)).tags if re.fullmatch("h[1-6]", t)]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))
        assert levels.count(1) == 1


@pytest.mark.parametrize(("detail", "is_open"), [("normal", False), ("why", True)])
def test_html_folds_reasons_and_smaller_steps(sample: Any, detail: str, is_open: bool) -> None:
    page = Page(str(render(sample.trace(), "html", detail=detail)))
    folds = [attributes for tag, attributes in page.tags if tag == "details"]
    assert {a["class"] for a in folds} == {"why", "more"}
    assert all(("open" in a) is is_open for a in folds)


def test_html_of_a_long_derivation_folds_its_middle(sample: Any) -> None:
    page = str(render(sample.trace(repeat=60), "html"))
    assert "43 more steps: multiply the entries on the diagonal (43 times)" in page
    assert page.count("Multiply the diagonal.") == 61


def test_pdf_is_the_page_with_formulas_read_aloud(sample: Any) -> None:
    import io

    import pikepdf

    data = render(sample.trace(), "pdf", detail="why")
    assert isinstance(data, bytes)
    pdf = pikepdf.open(io.BytesIO(data))
    assert str(pdf.docinfo["/Title"]) == "Sample problem"
    assert pdf.Root.Lang == "en"
    assert b"/S /Formula" in data or any(
        isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Formula" for o in pdf.objects
    )


def test_formulas_for_notebooks(sample: Any) -> None:
    written = formulas_in_latex(sample.trace())
    assert written.startswith(r"$\displaystyle \begin{gathered}")
    assert written.count(r"\xrightarrow") == 1


def test_figures_have_files_beside_latex_and_markdown(sample: Any) -> None:
    made = document(sample.trace(figure=True))
    files = figure_files(made, "latex", "week1")
    assert list(files) == ["week1-figure-1.pdf"]
    assert files["week1-figure-1.pdf"].startswith(b"%PDF")
    assert "week1-figure-1.pdf" in latex.write(made, "week1")
    files = figure_files(made, "markdown", "week1")
    assert list(files) == ["week1-figure-1.svg"]
    assert b"<svg" in files["week1-figure-1.svg"]
    assert "](week1-figure-1.svg)" in markdown.write(made, "week1")
    assert figure_files(made, "html", "week1") == {}


def test_figures_without_files_are_told_in_words(sample: Any) -> None:
    made = document(sample.trace(figure=True))
    assert "*Figure 1.* A line for $2$." in markdown.write(made)
    assert r"{Figure 1}{A line for \(2\).}" in latex.write(made)
    assert "![" not in markdown.write(made)
    assert r"\Drawing{" not in latex.write(made)


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("detail", ["brief", "why"])
def test_latex_compiles(sample: Any, engine: str, detail: str, tmp_path: Path) -> None:
    made = document(wide_trace(sample, 10), detail=detail)
    (tmp_path / "derivation.tex").write_text(latex.write(made), encoding="utf-8")
    compile_twice(engine, tmp_path)


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_latex_compiles_with_its_figure_and_without(
    sample: Any, engine: str, tmp_path: Path
) -> None:
    made = document(sample.trace(figure=True))
    (tmp_path / "derivation.tex").write_text(latex.write(made, "derivation"), encoding="utf-8")
    without = compile_twice(engine, tmp_path)
    for name, data in figure_files(made, "latex", "derivation").items():
        (tmp_path / name).write_bytes(data)
    assert len(compile_twice(engine, tmp_path)) > len(without)


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_line_before_an_unbroken_formula_ends_early(engine: str, tmp_path: Path) -> None:
    asked = "minimize (x-1)^2 + (y-2)^2 + (z-3)^2 subject to x + y + z = 1; x - y = 2"
    (tmp_path / "derivation.tex").write_text(str(solve(asked).to("latex")), encoding="utf-8")
    compile_twice(engine, tmp_path)


def compile_twice(engine: str, folder: Path) -> bytes:
    for _ in range(2):
        done = subprocess.run(
            [
                engine,
                "-interaction=nonstopmode",
                "-halt-on-error",
                "-no-shell-escape",
                "derivation",
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=180,
        )
        assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout
    assert "Missing character" not in done.stdout
    return (folder / "derivation.pdf").read_bytes()


def test_fragment_is_the_page_without_its_head(sample: Any) -> None:
    made = document(sample.trace())
    fragment, page = html.fragment(made), html.write(made)
    Page(fragment)
    assert fragment.startswith('<div class="tutor">')
    assert not re.search("<(html|head|body|title|meta)", fragment)
    article = re.compile("<article>.*</article>", re.DOTALL)
    assert article.findall(fragment) == article.findall(page)


def test_formulas_of_question_and_answer_are_large(sample: Any) -> None:
    class Latex:
        def formula(self, typesetter: Any, value: Any, display: bool, large: bool = False) -> str:
            return "[large]" if large else "[small]"

        def figure(self, svg: str, description: str) -> str:
            return ""

    made = html.page(document(sample.trace()), Latex(), folds=False)
    assert made.count("[large]") == 4  # two in the question, two in the answer
    assert re.search("The determinant is (<[^>]*>)?.large", made)
    assert "Add [small] times row 1" in made


def test_sign_after_a_formula_stays_on_its_line(sample: Any) -> None:
    page = str(render(sample.trace(), "html"))
    assert re.search(r'<span class="tied"><math.*?</math>\.</span>', page)
    assert not re.search(r"</math>[.,;:]", re.sub(r'<span class="tied">.*?</span>', "", page))


def test_prime_in_a_sentence_is_a_prime_in_latex() -> None:
    assert latex.escape("u\u2032") == r"u\ensuremath{{}'}"
    assert latex.escape("P⁻¹ Lᵀ") == r"P\ensuremath{^-}\ensuremath{^1} L\ensuremath{^T}"
