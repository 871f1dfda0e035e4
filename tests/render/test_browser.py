"""The page in a browser: it fits a phone, opens without script, and prints with everything open."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sympy import Integer

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Trace, step
from tutor.render import html, render, sheet
from tutor.render.document import document
from tutor.solution import solve

pytestmark = pytest.mark.browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Browser:
    """Chromium, driven over WebDriver's plain HTTP."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        binary = next(filter(None, map(shutil.which, CHROMIUM)))
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        options = {"args": arguments, "binary": binary}
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self.root += f"/session/{self.call('POST', '/session', wanted)['sessionId']}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def cdp(self, command: str, **parameters: Any) -> Any:
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def show(self, page: Path, width: int) -> None:
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.call("POST", "/url", {"url": page.as_uri()})

    def run(self, script: str) -> Any:
        return self.call("POST", "/execute/sync", {"script": script, "args": []})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        made = Browser(port)
        yield made
        made.call("DELETE", "")
    finally:
        driver.terminate()
        driver.wait(20)


@pytest.fixture
def pages(sample: Any, tmp_path: Path) -> dict[str, Path]:
    """A derivation with a formula much wider than a phone, and a worksheet with a long word."""
    trace = sample.trace(about="w" * 60, figure=True)
    A = Matrix.of([[Integer(10**9 + i * j) for i in range(10)] for j in range(10)])
    wide = step("multiply_diagonal", Equal(Det(A), Integer(0)))
    named = step("name_it", type(sample.trace(names=("a",)).steps[3].claims[0])(A))
    trace = Trace(
        trace.topic, "", trace.inputs, (*trace.steps, wide, named), trace.goals, trace.figures
    )
    made = {
        "normal": render(trace, "html"),
        "why": render(trace, "html", detail="why"),
        "key": sheet("W" * 50, [(trace, None)] * 2, answers=True),
        "sheet": sheet("Week 1", [(trace, None)] * 2),
    }
    for name, page in made.items():
        (tmp_path / f"{name}.html").write_text(str(page), encoding="utf-8")
    return {name: tmp_path / f"{name}.html" for name in made}


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["normal", "why", "key", "sheet"])
def test_page_never_scrolls_sideways(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    browser.show(pages[name], width)
    room, page = browser.run(
        "return [document.documentElement.clientWidth, document.documentElement.scrollWidth]"
    )
    assert room == width
    assert page <= width


def test_wide_matrix_scrolls_in_its_own_box(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["why"], 390)
    boxes = browser.run(
        "return [...document.querySelectorAll('.shown')].map(b => "
        "[b.clientWidth, b.scrollWidth, b.clientHeight, b.scrollHeight])"
    )
    assert any(inside > room + 100 for room, inside, _, _ in boxes)
    assert all(inside <= room + 1 for _, _, room, inside in boxes)


@pytest.mark.parametrize(
    "typed",
    ["differentiate x(5 - 2x)(8 - 2x)(3 - x)", "jacobian of (x^2 y z, 5x + sin(y z), x z cos(y))"],
)
def test_formula_a_little_wider_than_a_phone_is_made_smaller(
    browser: Browser, tmp_path: Path, typed: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(str(solve(typed).to("html", detail="why")), encoding="utf-8")
    sizes = (
        "return [...document.querySelectorAll('.steps .steps .shown, .steps > .step > .shown')].map(b => "
        "[b.scrollWidth - b.clientWidth, parseFloat(getComputedStyle(b.querySelector('math')).fontSize)"
        " / parseFloat(getComputedStyle(b).fontSize)])"
    )
    browser.show(page, 390)
    boxes = browser.run(sizes)
    assert all(over <= 1 for over, _ in boxes)
    assert min(size for _, size in boxes) < 0.95
    browser.show(page, 1280)
    assert all(over <= 1 and size == 1 for over, size in browser.run(sizes))


def test_what_scrolls_is_reached_by_the_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["why"], 320)
    boxes = browser.run(
        "return [...document.querySelectorAll('.shown, .wide')].map(b => "
        "[b.scrollWidth > b.clientWidth + 1, b.getAttribute('tabindex')])"
    )
    assert {reached for scrolls, reached in boxes if scrolls} == {"0"}
    assert None in {reached for scrolls, reached in boxes if not scrolls}


def test_wide_formula_starts_at_the_left_of_its_box(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.show(pages["why"], 390)
    starts = browser.run(
        "return [...document.querySelectorAll('.shown')].map(b => "
        "b.querySelector('math').getBoundingClientRect().left - b.getBoundingClientRect().left)"
    )
    assert all(-1 <= start <= 12 for start in starts)


def test_lines_have_the_length_that_reads_well(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["why"], 1280)
    width, size = browser.run(
        "const p = document.querySelector('article'); "
        "return [p.clientWidth, parseFloat(getComputedStyle(p).fontSize)]"
    )
    letters = width / size / 0.47  # a serif letter is a bit narrower than half of its size
    assert 60 <= letters <= 90


def test_reasons_fold_without_script(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["normal"], 390)
    visible = "return document.querySelector('details.why p').checkVisibility()"
    assert browser.run(visible) is False
    found = browser.call(
        "POST", "/element", {"using": "css selector", "value": "details.why summary"}
    )
    browser.call("POST", f"/element/{next(iter(found.values()))}/click", {})
    assert browser.run(visible) is True


def test_printed_page_has_everything_open(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    import pikepdf

    browser.show(pages["normal"], 1280)
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(base64.b64decode(browser.call("POST", "/print", {})))
    with pikepdf.open(printed) as pdf:
        assert len(pdf.pages) >= 1
    browser.cdp("Emulation.setEmulatedMedia", media="print")
    visible = browser.run(
        "return [...document.querySelectorAll('details > :not(summary)')]"
        ".map(part => part.checkVisibility())"
    )
    browser.cdp("Emulation.setEmulatedMedia", media="")
    assert visible
    assert all(visible)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(browser: Browser, pages: dict[str, Path], scheme: str) -> None:
    """The contrast of WCAG level AA, for every colour of text on what is behind it."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.cdp("Emulation.setEmulatedMedia", features=features)
    browser.show(pages["why"], 1280)
    pairs = browser.run("""
        const behind = e => { for (; e; e = e.parentElement) {
            const c = getComputedStyle(e).backgroundColor;
            if (c !== 'rgba(0, 0, 0, 0)') return c; } };
        return [...document.querySelectorAll('p, summary, h1, h2, .number, math, figcaption')]
            .map(e => [getComputedStyle(e).color, behind(e)])""")
    browser.cdp("Emulation.setEmulatedMedia", features=[])
    assert len({tuple(pair) for pair in pairs}) >= 4
    for ink, paper in pairs:
        assert contrast(ink, paper) >= 4.5, (ink, paper)


def contrast(*colours: str) -> float:
    """The contrast ratio of two CSS colours, as WCAG 2 defines it."""
    low, high = sorted(map(luminance, colours))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    numbers = [int(n) / 255 for n in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (
        n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in numbers
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_request_and_no_script(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["why"], 1280)
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.run("return document.scripts.length") == 0


def test_fragment_is_styled_and_leaves_the_page_around_it_alone(
    browser: Browser, sample: Any, tmp_path: Path
) -> None:
    look = (
        "return ['h1', 'p', 'math'].map(name => { const s = getComputedStyle(document.querySelector("
        "'.host > ' + name)); return [s.fontSize, s.fontFamily, s.color, s.margin, s.lineHeight]; })"
    )
    host = (
        "<!doctype html><div class='host'><h1>Host</h1><p>Words</p><math><mi>x</mi></math></div>{}"
    )
    found = []
    for name, part in (("without", ""), ("with", html.fragment(document(sample.trace())))):
        page = tmp_path / f"{name}.html"
        page.write_text(host.format(part), encoding="utf-8")
        browser.show(page, 1280)
        found.append(browser.run(look))
    assert found[0] == found[1]
    position = "return getComputedStyle(document.querySelector('.tutor .number')).position"
    assert browser.run(position) == "absolute"
