"""The page on adding a topic is executed: its files are written and its commands are run in a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "adding_a_topic.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = ("tutor", "templates", "worked_examples", "tests", "docs", "pyproject.toml")


def test_page_makes_a_topic_that_passes_the_laws(tmp_path: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    python = f'"{sys.executable}"'
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path),
        "PYTEST_ADDOPTS": "-p no:cacheprovider",
    }
    commands = 0
    for kind, file, content in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if file:
            made_by_command = not file.startswith("tests/")
            assert (tmp_path / file).exists() == made_by_command, file
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(content, encoding="utf-8")
        elif kind == "sh":
            for line in content.strip().splitlines():
                line = re.sub(
                    r"^tutor ", f"{python} -c 'from tutor.cli import main; main()' ", line
                )
                line = re.sub(r"^(pytest|ruff) ", rf"{python} -m \1 -q ", line)
                done = subprocess.run(
                    line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
                )
                assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
                commands += 1
    assert commands == 7
    example = tmp_path / "worked_examples" / "statistics" / "arithmetic_mean.md"
    assert "The mean is $6$" in example.read_text(encoding="utf-8")
