"""What every test may rely on: a test whose tool is absent skips and names the tool."""

from __future__ import annotations

import shutil

import pytest

# One program of each alternative has to be there.
TOOLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tex": (("pdflatex",), ("lualatex",)),
    "browser": (("chromium", "chromium-browser", "google-chrome"), ("chromedriver",)),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, needed in TOOLS.items():
        if item.get_closest_marker(marker) is None:
            continue
        for alternatives in needed:
            if not any(map(shutil.which, alternatives)):
                pytest.skip(f"{' or '.join(alternatives)} is not installed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew")
