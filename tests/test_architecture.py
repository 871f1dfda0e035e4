"""The order of the house: who may import whom, and how large a file may grow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "tutor").rglob("*.py"))


def test_imports_point_to_the_right_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_outgrows_a_reader(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_names_say_what_is_inside(path: Path) -> None:
    assert path.stem not in {
        "utils",
        "util",
        "helpers",
        "helper",
        "base",
        "manager",
        "misc",
        "common",
    }


@pytest.mark.parametrize(
    "module", ["matplotlib", "weasyprint", "scipy", "latex2sympy2", "py_mini_racer", "rich", "yaml"]
)
def test_heavy_libraries_are_loaded_only_where_they_are_used(module: str) -> None:
    code = (
        "import sys; from tutor.solution import solve;"
        "str(solve('determinant of [2 1; 4 3]'));"
        f"sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
