"""Whatever a user calls things, on the page it is words: never markup, a command or a request."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tutor.render import prose, render, sheet
from tutor.render.document import Document, Part, Statement
from tutor.render.latex import escape

CASES = Path(__file__).parents[1] / "cases" / "attacks.jsonl"
MORE = [
    "</title><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "</math><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "\\end{document}\\input{/etc/passwd}",
    "$\\input{/etc/passwd}$",
    "^^5cinput{/etc/passwd}",
    "% comment",
    "<% raw %> << x >> <# note #>",
    "```\n# x\n```",
    "![x](file:///etc/passwd)",
    "<https://evil.example>",
    "https://evil.example/x www.evil.example a@evil.example",
    "$x$ and $$y$$",
    "{eval}`1+1` [^1] [@key] :::{include} x",
    "- item\n1. item\n> quote\n| a | b |\n|---|---|",
    "\x1b[2J\x1b]0;title\x07",
    "a\x00b\x02" + "0\x03\u202e\u200b\ufeff",
    "Größe, č, ł, α and Ω, 10 ≤ x, naïve – “quoted”",
    "漢字 и кириллица 🙂",
]


def _rows() -> list[str]:
    rows = map(json.loads, CASES.read_text(encoding="utf-8").splitlines())
    return [row["input"] for row in rows if row["surface"] in ("web", "title")]


HOSTILE = [*_rows(), *MORE]
BENIGN = "plain words"


def shown(words: str) -> str:
    """What a reader may see of the words."""
    return " ".join(prose.clean(words).split())


class Structure(HTMLParser):
    """The elements with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(("/" + tag, ()))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", ((data, None),)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page_with(sample: Any, words: str, form: str) -> str:
    """A worksheet key in which every place that a user can name something holds the words."""
    items = [(sample.trace(about=words), None)]
    made = sheet(f"t {words}", items, to=form, answers=True, instructions=f"i {words}")
    assert isinstance(made, str)
    return made


@pytest.mark.parametrize("words", HOSTILE)
def test_html_has_the_same_elements_as_with_plain_words(sample: Any, words: str) -> None:
    page = Structure(page_with(sample, words, "html"))
    assert page.tags == Structure(page_with(sample, BENIGN, "html")).tags
    assert " ".join(page.text.split()).count(shown(words)) >= 3


@pytest.mark.parametrize("words", HOSTILE)
def test_names_in_formulas_are_text_of_the_formula(sample: Any, words: str) -> None:
    usual = {
        tag for tag, _ in Structure(str(render(sample.trace(names=("a_1 b", "P(c)")), "html"))).tags
    }
    page = Structure(str(render(sample.trace(names=(words, words)), "html")))
    allowed = usual | {f"{end}{tag}" for tag in ("mtext", "msub", "mrow", "mi", "mn", "mo", "msup", "mover", "mspace", "mfrac") for end in ("", "/")}  # fmt: skip
    assert {tag for tag, _ in page.tags} <= allowed
    assert not [a for _, attributes in page.tags for a, _ in attributes if a.startswith("on")]


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_is_read_as_the_words(sample: Any, words: str) -> None:
    read: Callable[[str], str] = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
    page = Structure(read(page_with(sample, words, "markdown")))
    assert page.tags == Structure(read(page_with(sample, BENIGN, "markdown"))).tags
    assert " ".join(page.text.split()).count(shown(words)) == 3


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_holds_no_address_and_no_formula_of_a_user(sample: Any, words: str) -> None:
    page = page_with(sample, words, "markdown")
    usual = page_with(sample, BENIGN, "markdown")
    assert "://" not in page
    assert "www." not in page.lower()
    assert "@" not in page
    unescaped = re.compile(r"(?<!\\)\$")
    assert len(unescaped.findall(page)) == len(unescaped.findall(usual))


@pytest.mark.parametrize("words", HOSTILE)
def test_text_moves_no_cursor(sample: Any, words: str) -> None:
    page = page_with(sample, words, "text") + str(render(sample.trace(names=(words,)), "text"))
    assert all(c.isprintable() or c == "\n" for c in page)


@pytest.mark.parametrize("words", HOSTILE)
def test_latex_words_start_no_command(words: str) -> None:
    """Only commands of the table of signs are left, every brace is one of them, and none is active."""
    written = escape(prose.clean(words))
    rest = re.sub(r"\\(text[a-z]+|dots)\{\}|\\[{}$%&#_]|\\ensuremath\{(\\[A-Za-z]+|[-^][\\a-z0-9]*|\\mathrm\{[A-Za-z]\})\}", "", written)  # fmt: skip
    assert not re.search(r"[\\{}$%&#_^]", rest)


def test_words_are_not_a_template(sample: Any) -> None:
    for form in ("text", "markdown", "html", "latex"):
        assert "49" not in page_with(
            sample, "{{7*7}} ${7*7} <%= 7*7 %> <<7*7>> {0.__class__}", form
        )


def _hostile_document() -> Document:
    parts = [
        Part(
            shown(words) or "empty",
            (Statement(shown(words), (prose.Text(prose.clean(words) or "empty"),)),),
            str(k),
        )
        for k, words in enumerate(HOSTILE)
    ]
    return Document("\\input{/etc/passwd} $(touch x)", "en", tuple(parts), "% {{7*7}} #")


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_latex_with_hostile_words_compiles(engine: str, sample: Any, tmp_path: Path) -> None:
    from tutor.render import latex

    names = sample.trace(names=tuple(w for w in HOSTILE if shown(w)), about="{\\x} % 漢")
    for name, text in (
        ("words", latex.write(_hostile_document())),
        ("names", str(render(names, "latex", detail="why"))),
    ):
        (tmp_path / f"{name}.tex").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=180,
        )
        assert done.returncode == 0, done.stdout[-2000:]
        assert "Missing character" not in done.stdout
        assert (tmp_path / f"{name}.pdf").stat().st_size > 1000


def test_pdf_with_hostile_words_reads_no_file() -> None:
    import io

    import pikepdf

    from tutor.render import write

    data = write(_hostile_document(), "pdf")
    assert isinstance(data, bytes)
    pdf = pikepdf.open(io.BytesIO(data))
    assert not pdf.attachments
    assert "/OpenAction" not in pdf.Root
    assert not any("/Annots" in page for page in pdf.pages)
