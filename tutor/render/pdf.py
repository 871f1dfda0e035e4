"""Writes a page as a PDF file that screen readers can read.

WeasyPrint lays out the HTML page and tags its parts; it cannot set mathematics.  So the page holds an
image element for each formula, all formulas are typeset by MathJax at once when the page is written,
and WeasyPrint is handed the compiled drawings in place of images.  In the tags of the file each of
them becomes a formula with its words.
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tutor.render import fonts
from tutor.render.mathjax import engine
from tutor.render.pdf_operators import EM, Formula, compile_svg
from tutor.render.system import require_pdf_libraries

if TYPE_CHECKING:
    from types import ModuleType

# The series of WeasyPrint for whose images `Formula` was written.
_SERIES = "70."

# PDF/UA-1 and not -2: the second part wants every jump inside the file, bookmarks included, to name a
# tag instead of a place on a page, and WeasyPrint does not write these.
_VARIANT = "pdf/ua-1"

# An invisible separator before the words of a formula tells it from a figure among the tags.
# Where the words before a formula fill their line, WeasyPrint counts the space after them too, finds
# them too long and breaks after the first word.  A space of no width keeps the other one inside.
_BEFORE_FORMULA = re.compile(r' (?=(?:<span class="(?:tied|wide)">)*<img class="formula m)')
_TALL, _GAP = 1.8 * EM, 0.2  # what counts as tall, and the distance in em
_MARK = "\N{INVISIBLE SEPARATOR}"

_STYLE = f"""
@page {{ size: A4; margin: 24mm 22mm; font-family: {fonts.SERIF} }}
html {{ font-family: {fonts.SERIF} }}
code, kbd, pre, samp {{ font-family: {fonts.MONO} }}
img.formula {{ max-width: 100% }}
img.formula.display {{ display: block; margin: 0.7em auto }}
[data-bookmark] {{ bookmark-label: attr(data-bookmark) }}
"""


class PdfPage:
    """One PDF file in the making: ask for its formulas and figures, then write the page they are in.

    `title` and `language` (a BCP 47 tag such as "en") go into the file whatever the page says.
    Headings become bookmarks; an attribute `data-bookmark` gives the words for a heading that
    contains a formula.
    """

    def __init__(self, title: str, language: str) -> None:
        if not title.strip() or not language.strip():
            raise ValueError("a PDF file needs a title and a language")
        self.title = title
        self.language = language
        self._formulas: dict[str, tuple[str, bool]] = {}
        self._figures: dict[str, bytes] = {}

    def formula(self, latex: str, display: bool, spoken: str) -> str:
        """The HTML element that stands for a formula.

        It has the size of the surrounding text, its colour and its baseline; with `display` it is a
        block of its own, set in TeX's display style.  `spoken` is read aloud in its place.
        """
        if not spoken.strip():
            raise ValueError(f"the formula {latex!r} has no words")
        key = _key(latex, display)
        self._formulas[key] = latex, display
        kind = "formula display" if display else "formula"
        alt = html.escape(_MARK + spoken)
        return f'<img class="{kind} m{key}" src="math:{key}" alt="{alt}">'

    def figure(self, svg: str, description: str) -> str:
        """The HTML element that stands for a figure; `description` is read aloud in its place."""
        if not description.strip():
            raise ValueError("a figure has no description")
        key = _key(svg)
        self._figures[key] = svg.encode()
        return f'<img class="figure" src="figure:{key}" alt="{html.escape(description)}">'

    def write(self, page: str, *, formulas_as_svg: bool | None = None) -> bytes:
        """The PDF file for an HTML page that contains the elements made before.

        The same page gives the same bytes.  Nothing outside the page is read: a page that asks for
        a file or an address raises ValueError.  A machine without Pango raises
        `tutor.render.system.MissingPart`.

        With `formulas_as_svg` WeasyPrint reads formulas as ordinary SVG images, which takes five
        times as long and makes files six times as large.  It is the way that an unknown version of
        WeasyPrint is sure to understand, and by default it is taken for such a version only.
        """
        weasyprint = _weasyprint()
        if formulas_as_svg is None:
            formulas_as_svg = not weasyprint.VERSION.startswith(_SERIES)
        drawings = engine.svg(list(self._formulas.values()))
        formulas = dict(zip(self._formulas, map(compile_svg, drawings), strict=True))
        files = {f"font:{face.file}": (face.unpacked(), "font/sfnt") for face in fonts.FACES}
        for key, svg in self._figures.items():
            files[f"figure:{key}"] = svg, "image/svg+xml"
        cache: dict[str, Any] = {}
        if formulas_as_svg:
            for (key, formula), svg_text in zip(formulas.items(), drawings, strict=True):
                files[f"math:{key}"] = _sized(svg_text, formula).encode(), "image/svg+xml"
        else:
            cache = {f"math:{key}": formula for key, formula in formulas.items()}

        denied: list[str] = []
        fetcher = _only(files, denied)
        try:
            from weasyprint.text.fonts import FontConfiguration

            font_config = FontConfiguration()
            style = weasyprint.CSS(
                string="\n".join([fonts.css(lambda face: f"font:{face.file}"), _STYLE]),
                url_fetcher=fetcher,
                font_config=font_config,
            )
            baselines = weasyprint.CSS(string=_baselines(formulas))
            words = _BEFORE_FORMULA.sub(" \u200b", page)
            document = weasyprint.HTML(string=words, url_fetcher=fetcher).render(
                font_config=font_config, stylesheets=[style, baselines], cache=cache
            )
            document.metadata.title = self.title
            document.metadata.lang = self.language
            data: bytes = document.write_pdf(
                pdf_variant=_VARIANT, pdf_identifier=True, finisher=_tag_formulas
            )
        except _fatal() as error:
            raise _outside(denied) from error
        if denied:  # inside a figure WeasyPrint goes on without what it was denied
            raise _outside(denied)
        return data


def _key(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]


def _sized(svg: str, formula: Formula) -> str:
    """The same SVG with its size, which as an image of its own it needs."""
    _, _, width, height = formula.box
    return svg.replace("<svg", f'<svg width="{width / EM}em" height="{height / EM}em"', 1)


def _baselines(formulas: Mapping[str, Formula]) -> str:
    """CSS rules that let each formula reach below the line as far as it is deep.

    Tall ones, such as matrices in a sentence, keep some distance from those in the next line.
    """
    alike: dict[tuple[float, float], list[str]] = {}
    for key, formula in formulas.items():
        gap = _GAP if formula.box[3] > _TALL else 0.0
        alike.setdefault((gap, -formula.depth - gap), []).append(f".m{key}")
    return "\n".join(
        f"{', '.join(selectors)} {{ margin: {gap}em 0; vertical-align: {depth:.4f}em }}"
        for (gap, depth), selectors in alike.items()
    )


def _tag_formulas(document: object, pdf: Any) -> None:
    """Tag formulas as such: WeasyPrint takes every image for a figure."""
    import pydyf

    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Figure" and "Alt" in item:
            words = item["Alt"].string
            if words.startswith(_MARK):
                item["S"] = "/Formula"
                item["Alt"] = pydyf.String(words.removeprefix(_MARK))


def _weasyprint() -> ModuleType:
    require_pdf_libraries()
    with warnings.catch_warnings():
        # On a machine without fonts it expects ugly output, not knowing that we bring our own.
        warnings.simplefilter("ignore")
        import weasyprint
    return weasyprint  # type: ignore[no-any-return,unused-ignore]


def _fatal() -> type[BaseException]:
    from weasyprint.urls import FatalURLFetchingError

    return FatalURLFetchingError  # type: ignore[no-any-return,unused-ignore]


def _outside(urls: Iterable[str]) -> ValueError:
    return ValueError(
        "the page asks for what is not part of it: " + ", ".join(url[:100] for url in urls)
    )


def _only(files: Mapping[str, tuple[bytes, str]], denied: list[str]) -> Any:
    """A fetcher that knows these files and nothing else; what it is asked in vain goes to `denied`."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc,unused-ignore]
        def fetch(self, url: str, headers: object = None) -> Any:
            if url not in files:
                denied.append(url)
                raise FatalURLFetchingError(url)
            data, kind = files[url]
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return OwnFiles()
