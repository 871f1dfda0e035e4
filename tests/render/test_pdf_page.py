"""PDF files: what they say to a reader and to a screen reader, and what they may not read."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tutor.core import cache_folder
from tutor.render import fonts, sheet
from tutor.render.document import Item
from tutor.render.pdf import PdfPage
from tutor.solution import solve

ROOT = Path(__file__).parents[2]

FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" viewBox="0 0 60 40">
<path d="M0 40L60 0" stroke="#00f" fill="none"/></svg>"""


def text(pdf: pikepdf.Pdf) -> str:
    """The characters that the glyphs stand for, page by page, in the order they are shown."""
    return "".join(shown(pdf))


def shown(pdf: pikepdf.Pdf) -> list[str]:
    """The same, a string for each run of glyphs."""
    runs = []
    for page in pdf.pages:
        maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
        glyphs: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "Tf":
                    glyphs = maps[str(operands[0])]
                case "TJ":
                    codes = b"".join(bytes(p) for p in operands[0] if isinstance(p, pikepdf.String))
                    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
                    runs.append("".join(glyphs[int.from_bytes(pair, "big")] for pair in pairs))
    return runs


def _to_unicode(font: Any) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes())
    return {
        int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be")
        for code, to in pairs
        if (code, to) != (b"0000", b"ffff")  # the range of codes, not a glyph
    }


def tags(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str | None]]:
    """Every tag of the document with its alternative text, in reading order."""

    def walk(element: Any) -> Iterator[tuple[str, str | None]]:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                yield from walk(kid)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield str(element.S), str(element.Alt) if "/Alt" in element else None
            yield from walk(element.get("/K"))

    yield from walk(pdf.Root.StructTreeRoot.K)


def headings(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        found: list[str] = []

        def walk(items: Any) -> None:
            for item in items:
                found.append(item.title)
                walk(item.children)

        walk(outline.root)
        return found


@pytest.fixture(autouse=True)
def _no_traces_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_folder, "directory", lambda: tmp_path)


def whole(body: str) -> str:
    return (
        f"<!doctype html><html lang=en><head><title>page</title></head><body>{body}</body></html>"
    )


def sample() -> bytes:
    page = PdfPage("Solving & checking", "en-GB")
    x = page.formula("x^2", False, "x squared")
    half = page.formula(r"\frac{1}{2}", True, 'one "half" < one')
    again = page.formula("x^2", False, "the square of x")
    line = page.figure(FIGURE, "A rising line")
    return page.write(
        whole(
            f"<h1>Größe</h1><p>Take {x} and halve: {half} Then {again}.</p><h2 data-bookmark='Plot of x'>"
            f"Plot of {x}</h2><p>{line}</p><p>«Ωμέγα» — ≤ ≥ ∈ ⇒ ✓ ½ “ß” <code>[1 2]</code> <i>fi</i></p>"
        )
    )


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(sample())) as opened:
        yield opened


def test_text_can_be_read_back(pdf: pikepdf.Pdf) -> None:
    shown = text(pdf)
    for words in ("Größe", "Take  and halve:", "«Ωμέγα»", "≤", "∈", "⇒", "✓", "½", "“ß”", "[1 2]"):
        assert words in shown


def test_formulas_and_figures_are_tagged_with_their_words(pdf: pikepdf.Pdf) -> None:
    spoken = [(tag, words) for tag, words in tags(pdf) if words is not None]
    assert spoken == [
        ("/Formula", "x squared"),
        ("/Formula", 'one "half" < one'),
        ("/Formula", "the square of x"),
        ("/Formula", "x squared"),
        ("/Figure", "A rising line"),
    ]
    names = [tag for tag, _ in tags(pdf)]
    assert {"/Document", "/H1", "/H2", "/P"} <= set(names)


def test_file_says_that_it_is_accessible(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/Title"]) == "Solving & checking"
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Solving & checking"


def test_everything_shown_is_tagged_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        marked = 0
        for _, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    marked += 1
                case "EMC":
                    marked -= 1
                case "TJ" | "Tj" | "Do" | "f" | "S" | "B":
                    assert marked, operator


def test_fonts_are_embedded_with_their_characters(pdf: pikepdf.Pdf) -> None:
    names = set()
    for font in pdf.pages[0].Resources.Font.values():
        [inner] = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
        assert "/ToUnicode" in font
        names.add(str(font.BaseFont).partition("+")[2])
    assert names == {
        "Tutor-Serif",
        "Tutor-Serif-Bold",
        "Tutor-Serif-Italic",
        "Tutor-Signs",
        "Tutor-Mono",
    }


def test_headings_are_bookmarks(pdf: pikepdf.Pdf) -> None:
    assert headings(pdf) == ["Größe", "Plot of x"]


def test_rules_of_the_page_come_before_ours() -> None:
    page = PdfPage("Size", "en")
    data = page.write(whole("<style>@page { size: A5; margin: 1cm }</style>text"))
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert float(opened.pages[0].mediabox[2]) == pytest.approx(148 / 25.4 * 72, abs=0.1)


def test_the_same_page_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """In any process, at any time, and on a machine without a single font."""
    bare = tmp_path / "fonts.conf"
    bare.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('page', {str(Path(__file__))!r})\n"
        "page = importlib.util.module_from_spec(spec); spec.loader.exec_module(page)\n"
        "sys.stdout.buffer.write(page.sample())\n",
        encoding="utf-8",
    )
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "2", "FONTCONFIG_FILE": str(bare), "LC_ALL": "C"},
    ]
    for more in surroundings:
        environment = {**os.environ, **more, "TUTOR_CACHE": "off", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-W", "error", str(script)]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=120)
        assert done.stderr == b""
        assert done.stdout == sample()


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://localhost:9/x.png" alt="x">',
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="ftp://example.org/x.png" alt="x">',
        '<img src="data:image/svg+xml,%3Csvg/%3E" alt="x">',
        '<img src="math:0123456789abcdef" alt="x">',
        '<img src="figure:0123456789abcdef" alt="x">',
        '<img src="font:../../pyproject.toml" alt="x">',
        '<base href="file:///etc/"><img src="passwd" alt="x">',
        '<object data="file:///etc/passwd">x</object>',
        '<embed src="file:///etc/passwd" type="text/plain">',
        '<link rel="stylesheet" href="http://localhost:9/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import "file:///etc/passwd";</style>',
        "<style>@import url(http://localhost:9/x.css);</style>",
        "<style>body { background: url(file:///etc/passwd) }</style>",
        "<style>li { list-style-image: url(file:///etc/passwd) }</style><ul><li>x</ul>",
        "<style>p::before { content: url(file:///etc/passwd) }</style><p>x",
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style><p>x",
        '<svg width="9" height="9"><title>x</title><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_page_may_not_read_anything_outside_itself(body: str) -> None:
    with pytest.raises(ValueError, match="not part of it"):
        PdfPage("Attack", "en").write(whole(body))


def test_figure_may_not_read_anything_outside_itself() -> None:
    page = PdfPage("Attack", "en")
    inner = '<image href="file:///etc/passwd" width="9" height="9"/>'
    figure = page.figure(FIGURE.replace("</svg>", inner + "</svg>"), "A picture")
    with pytest.raises(ValueError, match="etc/passwd"):
        page.write(whole(figure))


def test_what_has_no_words_is_refused() -> None:
    page = PdfPage("Words", "en")
    with pytest.raises(ValueError, match="words"):
        page.formula("x", False, " ")
    with pytest.raises(ValueError, match="description"):
        page.figure(FIGURE, "")
    with pytest.raises(ValueError, match="title"):
        PdfPage("", "en")


def test_plain_images_say_the_same_as_compiled_formulas() -> None:
    page = PdfPage("Two ways", "en")
    body = whole(f"<p>{page.formula('x', False, 'x')} and {page.formula('y', True, 'y')}")
    said = []
    for as_svg in (False, True):
        with pikepdf.open(io.BytesIO(page.write(body, formulas_as_svg=as_svg))) as opened:
            said.append((list(tags(opened)), text(opened)))
    assert said[0] == said[1]


def test_an_unknown_version_of_weasyprint_gets_plain_images(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import weasyprint

    page = PdfPage("Later", "en")
    body = whole(page.formula("x", False, "x"))
    plain = page.write(body, formulas_as_svg=True)
    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    assert page.write(body) == plain


def test_fonts_hold_the_letters_and_signs_of_a_page() -> None:
    from fontTools.ttLib import TTFont

    letters = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "–—‘’“”„…•ﬁ"
    greek = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω"
    signs = "≤≥≠≈∈∉∞∑∏∫√→⇒⇔↔∅∩∪⊂⊆∀∃∂∇±×·−′″ℝℤ✓⟨⟩"
    maps = {face.file: set(TTFont(io.BytesIO(face.data())).getBestCmap()) for face in fonts.FACES}
    for face in fonts.FACES:
        if face.family != "Tutor Signs":
            assert set(map(ord, letters + greek)) <= maps[face.file], face
    assert set(map(ord, signs)) <= maps["signs-regular.woff"] | maps["serif-regular.woff"]


def test_font_rules_can_stand_in_a_page_of_their_own() -> None:
    rules = fonts.css()
    assert rules.count("@font-face") == len(fonts.FACES)
    assert rules.count('url("data:font/woff;base64,') == len(fonts.FACES)
    assert "<" not in rules


@pytest.mark.parametrize(
    ("folder", "sums"),
    [
        ("tutor/render/fonts", "fonts.sha256"),
        ("tutor/render/mathjax/bundle", "mathjax.js.sha256"),
    ],
)
def test_bundled_files_are_the_ones_that_were_built(folder: str, sums: str) -> None:
    lines = (ROOT / folder / sums).read_text(encoding="ascii").splitlines()
    expected = dict(reversed(line.split()) for line in lines)
    bundled = [path for path in (ROOT / folder).iterdir() if path.suffix in (".woff", ".js")]
    assert expected == {path.name: sha256(path.read_bytes()).hexdigest() for path in bundled}
    assert any(path.name.startswith("LICENSE") for path in (ROOT / folder).iterdir())
    assert sum(path.stat().st_size for path in bundled) < 2_000_000


def test_a_key_has_small_figures() -> None:
    solution = solve("derivative of x^2")
    key = sheet("Key", [(solution.trace, solution.report)] * 4, to="pdf", answers=True)
    assert isinstance(key, bytes)
    assert len(pikepdf.open(io.BytesIO(key)).pages) <= 3  # at full height each needs a page


def test_a_question_stands_on_the_page_of_its_room() -> None:
    solution = solve("derivative of x^2")
    asked = [Item(solution.trace, solution.report, 25)] * 2
    made = sheet("Sheet", asked, to="pdf")
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        first, second = (question.destination[0] for question in title.children)
        pages = [page.objgen for page in pdf.pages]
    assert [first.objgen, second.objgen] == pages


def test_words_before_a_formula_fill_their_line() -> None:
    """At some widths WeasyPrint would leave the first word alone on the first line."""
    page = PdfPage(title="Lines", language="en")
    tied = f'<span class="tied">{page.formula("x", False, "x")}.</span>'
    said = f"The second square is zero if the line goes through the point of the means, at {tied}"
    lines = "".join(f'<p style="width: {w}px">{said}</p>' for w in range(520, 560, 2))
    with pikepdf.open(
        io.BytesIO(page.write(f'<html lang="en"><body>{lines}</body></html>'))
    ) as pdf:
        starts = [line for line in shown(pdf) if line.startswith("The")]
    assert len(starts) == 20
    assert all(len(line) > 20 for line in starts)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_no_page_holds_a_figure_alone() -> None:
    """The answer of this derivation would fit below its steps, and the figure would not."""
    jump = solve("is f(x) = 2x^2 + x for x < 1, x + 2 for x >= 1 continuous at x = 1")
    *_, last = pages(jump.to("pdf"))
    assert "Figure 1" in last
    assert "Answer" in last


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_no_page_begins_with_a_reason() -> None:
    """A reason stands on the page of the step that it is given for."""
    _, *others = pages(solve("extrema of x + 1/x").to("pdf", detail="why"))
    assert len(others) >= 2
    assert not any(page.lstrip().startswith("Why?") for page in others)


def pages(pdf: str | bytes) -> list[str]:
    """The text of each page, from its top to its bottom."""
    assert isinstance(pdf, bytes)
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return read.stdout.decode().rstrip("\f").split("\f")
