r"""Formulas in PDF files: the compiled drawing is the drawing that the layout program makes itself.

Both ways draw every formula of the table on a page of its own; the painted paths must be the same
in order, place, colour and width.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tutor.core import cache_folder
from tutor.render.mathjax import engine
from tutor.render.pdf import PdfPage
from tutor.render.pdf_operators import compile_svg

Matrix = tuple[float, float, float, float, float, float]

FORMULAS = [
    r"x",
    r"x_1^2",
    r"-\frac{1}{2}",
    r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
    r"\dfrac{\frac{a}{b}}{\frac{c}{d}}",
    r"\sqrt{2}",
    r"\sqrt[3]{x+1}",
    r"\sqrt{1+\sqrt{1+\sqrt{1+\frac{1}{x}}}}",
    r"\sqrt{\begin{pmatrix}1\\2\\3\\4\\5\end{pmatrix}}",
    r"\left[\begin{array}{cc|c}1&2&3\\4&5&6\end{array}\right]",
    r"\left[\begin{array}{ccc|ccc}1&0&0&a&b&c\\0&1&0&d&e&f\\0&0&1&g&h&-\frac{7}{3}\end{array}\right]",
    r"\left(\begin{array}{r|r}10&2\\ \hline -3&4\end{array}\right)",
    r"\begin{array}{c:c|c}1&2&3\\ \hline 4&5&6\end{array}",
    r"\begin{pmatrix}1\\2\end{pmatrix}",
    r"\begin{bmatrix}1&2\\3&4\\5&6\\7&8\\9&10\\11&12\end{bmatrix}",
    r"\begin{vmatrix}a&b\\c&d\end{vmatrix}=ad-bc",
    r"\begin{Vmatrix}a&b\\c&d\end{Vmatrix}",
    r"\det\left(\begin{matrix}1&2\\3&4\end{matrix}\right)",
    r"f(x)=\begin{cases}x^2&\text{if }x\ge 0\\-x&\text{otherwise}\end{cases}",
    r"\begin{aligned}2x+y&=5\\x-3y&=-1\end{aligned}",
    r"\left\{\begin{aligned}2x+y&=5\\x-3y&=-1\end{aligned}\right.",
    r"\sum_{i=1}^{n}x_i",
    r"\prod_{k=1}^{\infty}\left(1-\frac{1}{k^2}\right)",
    r"\int_0^1 x^2\,dx=\left[\frac{x^3}{3}\right]_0^1",
    r"\iint_D f(x,y)\,dA",
    r"\oint_\gamma \frac{dz}{z}=2\pi i",
    r"\lim_{x\to 0}\frac{\sin x}{x}",
    r"\frac{d}{dx}\left(x^2\right)\bigg|_{x=3}",
    r"\frac{\partial^2 f}{\partial x\,\partial y}",
    r"\nabla f=\lambda\nabla g",
    r"\hat{\theta}",
    r"\bar{x}=\frac{1}{n}\sum_{i=1}^n x_i",
    r"\overline{A\cup B}",
    r"\underline{x+y}",
    r"\widehat{xyz}\quad\widetilde{abc}",
    r"\vec{v}\cdot\overrightarrow{AB}",
    r"\dot{x}+\ddot{x}",
    r"\overbrace{a+b}^{n}\underbrace{c+d}_{m}",
    r"\boxed{x=\frac{1}{2}}",
    r"\fbox{answer}",
    r"{\color{red}x}+\textcolor{#00aa66}{\frac{a}{b}}",
    r"\colorbox{yellow}{$x$}",
    r"\fcolorbox{red}{white}{$x$}",
    r"\cancel{x}+\bcancel{y}+\xcancel{z}",
    r"\boldsymbol{\beta}=(\mathbf{X}^\top\mathbf{X})^{-1}\mathbf{X}^\top\mathbf{y}",
    r"\mathbb{R}^n\supset\mathcal{L}\ni\mathfrak{g}",
    r"\mathrm{E}[X]=\mathsf{s}+\mathtt{t}+\mathit{it}",
    r"P(A\mid B)=\frac{P(B\mid A)\,P(A)}{P(B)}",
    r"X\sim\mathcal{N}(\mu,\sigma^2)",
    r"\ell(\mu)=-\frac{n}{2}\ln(2\pi\sigma^2)-\frac{1}{2\sigma^2}\sum_{i=1}^n(x_i-\mu)^2",
    r"\exp\!\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)",
    r"\binom{n}{k}p^k(1-p)^{n-k}",
    r"R_2\to R_2-4R_1",
    r"A\xrightarrow{R_1\leftrightarrow R_2}B",
    r"\underset{x\in\mathbb{R}}{\operatorname{arg\,max}}\;f(x)",
    r"\left\lfloor\frac{n}{2}\right\rfloor+\left\lceil x\right\rceil",
    r"\left\langle u,v\right\rangle\le\lVert u\rVert\,\lVert v\rVert",
    r"\left|\frac{a}{b}\right|",
    r"a<b\le c\ne d\approx e\equiv f\implies g\iff h",
    r"\alpha\beta\gamma\delta\varepsilon\theta\lambda\mu\pi\rho\sigma\varphi\chi\psi\omega\Gamma\Delta\Omega",
    r"\{x\mid x\notin A\}\cap\emptyset\setminus\forall\exists",
    r"1{,}234.5\%\ \$5\ \&\ \#",
    r"a\phantom{xxx}b\rule{1em}{0.5em}c",
    r"y'=y''\cdot 2^{2^{2}}_{i_{j}}",
]


@dataclass(frozen=True)
class Shape:
    """A painted path: how, in which colours and width, and its points on the page."""

    paint: str
    fill: tuple[float, ...]
    stroke: tuple[float, ...]
    width: float
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: tuple[float, ...] = (0, 0, 0)
    stroke: tuple[float, ...] = (0, 0, 0)
    width: float = 1


@dataclass
class _Painter:
    shapes: list[Shape] = field(default_factory=list)

    def painted(self, name: str, state: _State, path: list[tuple[float, float]]) -> None:
        if len(path) < 2:
            return  # a space
        if len(path) == 2:
            name = "S"  # a line has nothing to fill
        a, b, *_ = state.matrix
        strokes = name in "SB"
        self.shapes.append(
            Shape(
                name,
                state.fill if name != "S" else (),
                state.stroke if strokes else (),
                state.width * abs(complex(a, b)) if strokes else 0,
                tuple(path),
            )
        )

    def run(self, stream: Any, resources: Any, state: _State) -> None:
        stack: list[_State] = []
        path: list[tuple[float, float]] = []
        last = ""
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name == "Do":
                form = resources.XObject[str(operands[0])]
                self.run(form, form.get("/Resources", resources), state)
                continue
            numbers = [float(x) for x in operands] if name in _NUMERIC else []
            match name:
                case "q":
                    stack.append(state)
                case "Q":
                    state = stack.pop()
                case "cm":
                    state = replace(state, matrix=_times(numbers, state.matrix))
                case "rg":
                    state = replace(state, fill=tuple(numbers))
                case "RG":
                    state = replace(state, stroke=tuple(numbers))
                case "w":
                    state = replace(state, width=numbers[0])
                case "m" | "l" | "c":
                    if name == last == "m":  # the pen was lifted and moved again
                        path.pop()
                    pairs = zip(numbers[::2], numbers[1::2], strict=True)
                    path += [_at(x, y, state.matrix) for x, y in pairs]
                case "re":
                    x, y, w, h = numbers
                    corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
                    path += [_at(*corner, state.matrix) for corner in corners]
                case "f" | "S" | "B":
                    self.painted(name, state, path)
                    path = []
                case "n":
                    path = []
            last = name


_NUMERIC = {"cm", "rg", "RG", "w", "m", "l", "c", "re"}


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: list[float], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    (p, q), (r, s) = _at(a, b, (*outer[:4], 0, 0)), _at(c, d, (*outer[:4], 0, 0))
    return (p, q, r, s, *_at(e, f, outer))


def shapes(pdf: pikepdf.Pdf, number: int = 0) -> list[Shape]:
    """The paths that are painted on a page, in order and in points from its lower left corner."""
    painter, page = _Painter(), pdf.pages[number]
    painter.run(page, page.Resources, _State())
    return painter.shapes


@pytest.fixture(scope="module")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _no_traces_at_home(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_folder, "directory", lambda: own_cache)


def both_ways(formulas: list[str]) -> tuple[pikepdf.Pdf, pikepdf.Pdf]:
    page = PdfPage("Formulas", "en")
    body = "".join(f"<p>{page.formula(latex, True, 'words')}</p>" for latex in formulas)
    style = "p { break-after: page }"
    text = f"<!doctype html><html lang=en><title>t</title><style>{style}</style>{body}"
    compiled, plain = page.write(text), page.write(text, formulas_as_svg=True)
    return pikepdf.open(io.BytesIO(compiled)), pikepdf.open(io.BytesIO(plain))


@pytest.fixture(scope="module")
def drawn(own_cache: Path) -> tuple[pikepdf.Pdf, pikepdf.Pdf]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache_folder, "directory", lambda: own_cache)
        return both_ways(FORMULAS)


@pytest.mark.parametrize("latex", FORMULAS)
def test_compiled_formula_is_drawn_as_weasyprint_draws_its_svg(
    latex: str, drawn: tuple[pikepdf.Pdf, pikepdf.Pdf]
) -> None:
    number = FORMULAS.index(latex)
    ours, theirs = (shapes(pdf, number) for pdf in drawn)
    assert ours
    assert [shape.paint for shape in ours] == [shape.paint for shape in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.fill == pytest.approx(other.fill, abs=1e-3)
        assert mine.stroke == pytest.approx(other.stroke, abs=1e-3)
        assert mine.width == pytest.approx(other.width, abs=1e-3)
        flat = [[x for point in shape.points for x in point] for shape in (mine, other)]
        assert flat[0] == pytest.approx(flat[1], abs=0.01)


def test_formula_takes_the_colour_and_the_size_of_the_text() -> None:
    page = PdfPage("Formulas", "en")
    x = page.formula("x", False, "x")
    text = (
        f'<!doctype html><html lang=en><title>t</title>{x}<b style="color:#f00;font-size:2em">{x}'
    )
    small, large = shapes(pikepdf.open(io.BytesIO(page.write(text))))
    assert small.fill == (0, 0, 0)
    assert large.fill == (1, 0, 0)
    sizes = [
        max(x for x, _ in shape.points) - min(x for x, _ in shape.points)
        for shape in (small, large)
    ]
    assert sizes[1] == pytest.approx(2 * sizes[0])


@pytest.mark.parametrize("latex", ["x", r"\frac{1}{2}", "y_{i_j}", r"\sqrt{2}"])
def test_formula_stands_on_the_baseline(latex: str) -> None:
    """The lowest point of a formula is as far below that of a letter without depth as it is deep."""
    page = PdfPage("Formulas", "en")
    formulas = page.formula("A", False, "A") + page.formula(latex, False, "words")
    text = f"<!doctype html><html lang=en><title>t</title><p style='font-size:12pt'>{formulas}"
    letter, *others = shapes(pikepdf.open(io.BytesIO(page.write(text))))
    lowest = min(y for shape in others for _, y in shape.points)
    letter_lowest = min(y for _, y in letter.points)
    depth = compile_svg(engine.svg([(latex, False)])[0]).depth
    assert letter_lowest - lowest == pytest.approx(12 * depth, abs=0.15)


def test_formula_wider_than_the_page_shrinks_in_proportion() -> None:
    page = PdfPage("Formulas", "en")
    latex = "+".join(f"x_{{{i}}}" for i in range(100))
    text = f"<!doctype html><html lang=en><title>t</title><p>{page.formula(latex, True, 'a sum')}"
    pdf = pikepdf.open(io.BytesIO(page.write(text)))
    points = [point for shape in shapes(pdf) for point in shape.points]
    margin = 22 / 25.4 * 72
    assert min(x for x, _ in points) >= margin - 1
    assert max(x for x, _ in points) <= float(pdf.pages[0].mediabox[2]) - margin + 1
    width, height = (max(values) - min(values) for values in zip(*points, strict=True))
    _, _, wide, high = compile_svg(engine.svg([(latex, True)])[0]).box
    assert width / height == pytest.approx(wide / high, rel=0.02)


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\frac{1}{", "Missing close brace"),
        (r"\unheardof", "Undefined control sequence"),
        (r"\newcommand{\x}{y}\x", "Undefined control sequence"),
        (r"\text{für}", "no glyph"),
        (r"\color{nocolour}{x}", "not a colour"),
    ],
)
def test_formula_that_cannot_be_set_is_an_error_that_names_it(latex: str, reason: str) -> None:
    page = PdfPage("Formulas", "en")
    text = page.formula("x", False, "x") + page.formula(latex, False, "words")
    with pytest.raises(ValueError, match=reason):
        page.write(f"<!doctype html><html lang=en><title>t</title>{text}")
