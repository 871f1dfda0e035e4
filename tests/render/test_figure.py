"""Figures: every mark is drawn, says in words what it shows, and no label can do harm."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pytest
from sympy import Eq, Integer, Rational, Tuple, symbols

from tutor.core.figure import (
    MARKS,
    ROLES,
    Curve,
    Dots,
    Figure,
)
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra import pictures
from tutor.render import figure
from tutor.render.figure import boxes, style
from tutor.topics.linear_algebra import determinant, linear_system
from tutor.topics.statistics import t_interval, t_test

from .figures import ONE_OF_EACH, ROOT, SVG, parsed


def of_topics() -> Iterator[Figure]:
    """The figures of topics: crossing, parallel and equal lines, planes, an image, tails."""
    x, y, z = symbols("x y z")
    for sides in (
        ((x + 2 * y, 5), (3 * x - y, 1)),
        ((x + 2 * y, 5), (x + 2 * y, 1)),
        ((x + 2 * y, 5), (2 * x + 4 * y, 10)),
        ((x + y, 30), (x - y, 2), (x + 3 * y, 40)),
        ((x + y + z, 6), (2 * x - y + z, 3), (x + 2 * y - z, 2)),
        ((x + y + z, 6), (x + y + z, 3), (x - z, 9)),
    ):
        system = Tuple(*(Eq(a, b, evaluate=False) for a, b in sides))
        yield from linear_system.TOPIC.trace(linear_system.TOPIC.problem(system=system)).figures
    for rows in (((2, 1), (4, 3)), ((2, 4), (1, 2)), ((0, 0), (0, 0))):
        matrix = Matrix.of([[Integer(v) for v in row] for row in rows])
        yield from determinant.TOPIC.trace(determinant.TOPIC.problem(A=matrix)).figures
    sample = {"n": Integer(10), "xbar": Rational(73, 10), "s": Rational(6, 5)}
    for tail in ("two", "left", "right"):
        problem = t_test.TOPIC.problem(mu0=Integer(8), tail=tail, **sample)
        yield from t_test.TOPIC.trace(problem).figures
    problem = t_interval.TOPIC.problem(**t_interval.make(Random(1), 2))
    yield from t_interval.TOPIC.trace(problem).figures


def colours(text: str) -> set[str]:
    return set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', text))


def test_every_kind_of_mark_has_a_figure_here() -> None:
    assert set(ONE_OF_EACH) == set(MARKS)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_every_mark_is_drawn(name: str) -> None:
    made = ONE_OF_EACH[name]
    kept = tuple(mark for mark in made.marks if type(mark).__name__ != name)
    drawn = figure.svg(made, words="All of it.")
    assert parsed(drawn).attrib["role"] == "img"
    if kept:
        rest = figure.svg(Figure("", made.claim, kept, made.x, made.y, made.z), words="All of it.")
        assert len(drawn) > len(rest)
    assert figure.pdf(made).startswith(b"%PDF")


def test_figures_of_topics_are_drawn_in_space_and_in_the_plane() -> None:
    made = list(of_topics())
    assert len(made) == 13
    for part in made:
        root = parsed(figure.svg(part, words="Something."))
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert 100 < width < 420
        assert 80 < height < 420
        with pikepdf.open(BytesIO(figure.pdf(part))) as file:
            assert [abs(float(v)) > 80 for v in file.pages[0].MediaBox[2:]] == [True, True]
            assert not file.pages[0].Resources.Font  # text is outlines
            assert "/CreationDate" not in file.docinfo


def test_words_are_the_title_and_the_description() -> None:
    text = figure.svg(ONE_OF_EACH["Dots"], words="Points A & B.  They lie <far> apart. So be it.")
    root = parsed(text)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Points A & B."
    assert description.text == "They lie <far> apart. So be it."
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == description.attrib["id"]
    with pytest.raises(ValueError, match="words"):
        figure.svg(ONE_OF_EACH["Dots"], words=" ")


def test_a_figure_fits_light_and_dark_pages() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        high, low = sorted((luminance(a), luminance(b)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    roles = {look.colour for look in style.LOOKS.values()}
    for colour in roles:
        assert contrast(colour, "#ffffff") >= 3, colour
        assert contrast(colour, "#16181d") >= 3, colour
    for made in ONE_OF_EACH.values():
        text = figure.svg(made, words="Shown.")
        assert colours(text) <= roles
        assert "currentColor" in text
    assert colours(figure.svg(made, words="Shown.", paper=True)) <= roles | {"#ffffff"}


def test_roles_differ_by_more_than_colour() -> None:
    assert set(style.LOOKS) == set(ROLES)
    looks = style.LOOKS.values()
    assert len({(str(look.dash), look.width) for look in looks}) == len(ROLES)
    assert len({look.marker for look in looks}) == len(ROLES)
    assert len({look.hatch for look in looks}) == len(ROLES)


def test_nothing_of_a_figure_reaches_the_page_around_it() -> None:
    names: set[str] = set()
    for made in ONE_OF_EACH.values():
        root = parsed(figure.svg(made, words="Shown."))
        for element in root.iter():
            assert element.tag != f"{SVG}style"
            assert "style" not in element.attrib
            for value in element.attrib.values():
                assert "://" not in value
            if (name := element.get("id")) is not None:
                assert name not in names
                names.add(name)
        for element in root.iter():
            if (target := element.get("href")) is not None:
                assert target[1:] in names


ONCE = """
import sys
sys.path.insert(0, {tests!r})
from hashlib import sha256
import importlib.util
from tutor.render import figure
spec = importlib.util.spec_from_file_location("figures", {file!r})
rows = importlib.util.module_from_spec(spec)
spec.loader.exec_module(rows)
for made in rows.ONE_OF_EACH.values():
    print(sha256(figure.svg(made, words="Shown.").encode()).hexdigest())
    print(sha256(figure.pdf(made)).hexdigest())
"""


def test_the_same_figure_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, with other settings, another order of sets and no cache."""
    (tmp_path / "matplotlibrc").write_text(
        "lines.linewidth: 9\nfont.size: 30\nsvg.fonttype: none\n"
    )
    code = ONCE.format(tests=str(ROOT / "tests"), file=str(Path(__file__).with_name("figures.py")))
    found = set()
    for seed, changed in (("1", {}), ("2", {"MATPLOTLIBRC": str(tmp_path), "TUTOR_CACHE": "off"})):
        environment = {**os.environ, "PYTHONHASHSEED": seed, **changed}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert "font" not in done.stderr.lower().replace("font cache", ""), done.stderr
        found.add(done.stdout)
    assert len(found) == 1
    assert len(found.pop().split()) == 2 * len(ONE_OF_EACH)


def test_lines_end_at_boxes() -> None:
    line = [(0.0, 0.0), (10.0, 0.0)]
    assert boxes.outside(line, [(4.0, -1.0, 6.0, 1.0)]) == [
        [(0.0, 0.0), (4.0, 0.0)],
        [(6.0, 0.0), (10.0, 0.0)],
    ]
    assert boxes.outside(line, [(-1.0, -1.0, 11.0, 1.0)]) == []
    assert boxes.outside(line, [(4.0, 1.0, 6.0, 2.0)]) == [line]
    assert boxes.outside([*line, (math.nan, math.nan), (0.0, 1.0)], []) == [line, [(0.0, 1.0)]]


def test_lines_of_a_system_cross_the_whole_picture() -> None:
    matrix = Matrix.of([[Integer(v) for v in row] for row in ((1, 2, 5), (3, -1, 1), (0, 1, 2))])
    marks = pictures.lines(matrix, Tuple(Tuple(Integer(1), Integer(2))))
    *lines, solution = marks
    assert isinstance(solution, Dots)
    assert solution.points == ((1.0, 2.0),)
    for mark, (a, b, c) in zip(lines, ((1, 2, 5), (3, -1, 1), (0, 1, 2)), strict=True):
        assert isinstance(mark, Curve)
        assert len(mark.points) == 2
        for at in mark.points:
            assert a * at[0] + b * at[1] == pytest.approx(c)
            assert max(abs(at[0] - 0.5), abs(at[1] - 1.0)) == pytest.approx(2.25)


def test_figures_in_a_pdf_page_keep_their_colours() -> None:
    """WeasyPrint understands every part of the drawing; it would warn of what it leaves out."""
    from tutor.render.pdf import PdfPage

    page = PdfPage("Figures", "en")
    shown = "".join(
        page.figure(figure.svg(made, words=name), name) for name, made in ONE_OF_EACH.items()
    )
    data = page.write(f"<html lang=en><title>Figures</title><body>{shown}</body></html>")
    with pikepdf.open(BytesIO(data)) as pdf:
        painted = {
            tuple(round(float(v) * 255) for v in operands)
            for stream in _streams(pdf)
            for operands, operator in pikepdf.parse_content_stream(stream)
            if str(operator) in ("rg", "RG", "scn", "SCN") and len(operands) == 3
        }
    for look in style.LOOKS.values():
        assert tuple(bytes.fromhex(look.colour[1:])) in painted


def _streams(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    forms = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/BBox") is not None]
    return [*pdf.pages, *forms]


def test_text_output_needs_no_matplotlib() -> None:
    code = (
        "import sys, tutor.render.text, tutor.render.document, tutor.render.figure\n"
        "assert 'matplotlib' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


@pytest.mark.tex
def test_pdflatex_takes_the_files(tmp_path: Path) -> None:
    for k, made in enumerate(ONE_OF_EACH.values()):
        (tmp_path / f"{k}.pdf").write_bytes(figure.pdf(made))
    pictures_in_tex = "".join(rf"\includegraphics{{{k}.pdf}}" for k in range(len(ONE_OF_EACH)))
    (tmp_path / "page.tex").write_text(
        rf"\documentclass{{article}}\usepackage{{graphicx}}\begin{{document}}{pictures_in_tex}\end{{document}}"
    )
    program = shutil.which("pdflatex") or "lualatex"
    done = subprocess.run(
        [program, "-interaction=nonstopmode", "page.tex"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
