"""The worked examples are solved again, verified and compared with the files, line by line.

`pytest --update` writes them anew; the difference is then reviewed like any other change.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.catalogue import TOPICS, example
from tutor.core.resources import resource
from tutor.render.prose import title
from tutor.solution import solve

FOLDER = resource("worked_examples")
PROBLEM = re.compile(r"^```problem\n(.*?)\n```\n", re.MULTILINE | re.DOTALL)


def path_of(topic_id: str) -> Path:
    return FOLDER / f"{topic_id.replace('.', '/')}.md"


def problems_in(text: str) -> list[str]:
    return [match[1] for match in PROBLEM.finditer(text)]


def written(topic_id: str, problems: list[str]) -> str:
    """The file that these problems should have."""
    parts = [f"# {title(topic_id)}\n"]
    for number, stated in enumerate(problems, start=1):
        text, _, method = stated.partition("\nmethod: ")
        solution = solve(text, method=method)
        assert solution.verified, solution.report.faults
        assert solution.trace.topic == topic_id, f"{text!r} is read as {solution.trace.topic}"
        body = str(solution.to("markdown", detail="why")).strip()
        body = re.sub(r"^(#+) ", r"##\1 ", body, flags=re.MULTILINE)
        parts.append(f"## Example {number}\n\n```problem\n{stated}\n```\n\n{body}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("topic_id", TOPICS)
def test_worked_example_is_what_the_solver_writes(
    topic_id: str, request: pytest.FixtureRequest
) -> None:
    path = path_of(topic_id)
    update = request.config.getoption("--update")
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    problems = problems_in(old)
    if update and not problems:
        problems = [example(TOPICS[topic_id])]
    assert problems, f"{path.name} has no problem; `pytest --update` starts the file"
    new = written(topic_id, problems)
    if update and new != old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new, encoding="utf-8")
    else:
        assert new == old


def test_every_worked_example_belongs_to_a_topic() -> None:
    files = {
        p.relative_to(FOLDER).with_suffix("").as_posix().replace("/", ".")
        for p in FOLDER.rglob("*.md")
    }
    assert files == set(TOPICS)


def test_every_topic_has_a_module_answers_words_and_an_example_at_one_path() -> None:
    root = resource("templates").parent
    names = {t.replace(".", "/") for t in TOPICS}
    for tree in ("tutor/topics", "tutor/verify/answers", "templates/words/en"):
        paths = (p.relative_to(root / tree).with_suffix("") for p in (root / tree).glob("*/*.*"))
        found = {p.as_posix() for p in paths if p.parent.name not in ("shared", "__pycache__")}
        assert {path for path in found if "/_" not in path} == names, tree
