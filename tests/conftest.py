"""What every test may rely on: a test whose tool is absent skips and names the tool."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections import Counter

import pytest

OBJECTS_BETWEEN_COLLECTIONS = 50_000

# SymPy keeps 1,000 results of each function; one process that solves thousands of problems works a
# twelfth less with more of them.  SymPy reads this when it is imported, so it stands before all tests.
os.environ.setdefault("SYMPY_CACHE_SIZE", "20000")

# One program of each alternative has to be there.
TOOLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tex": (("pdflatex",), ("lualatex",)),
    "browser": (("chromium", "chromium-browser", "google-chrome"), ("chromedriver",)),
}


def pytest_collection_finish() -> None:
    """Thousands of collected tests live to the end; to search them and what SymPy makes for garbage
    again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, needed in TOOLS.items():
        if item.get_closest_marker(marker) is None:
            continue
        for alternatives in needed:
            if not any(map(shutil.which, alternatives)):
                pytest.skip(f"{' or '.join(alternatives)} is not installed")


LAW = re.compile(r"tests/laws/.*?([a-z_]+\.[a-z0-9_]+)\]$")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """With `--durations N`, also the N topics that take the longest over all laws."""
    spent: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and (found := LAW.match(report.nodeid)):
                spent[found[1]] += report.duration
    if spent and (shown := config.getoption("durations")):
        terminalreporter.section(f"slowest {shown} topics over all laws")
        for topic, seconds in spent.most_common(shown):
            terminalreporter.line(f"{seconds:.2f}s {topic}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew")
