"""From a problem set to a student sheet and an answer key with the full derivations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tutor.core.errors import TutorError
from tutor.render import sheet
from tutor.solution import Solution, solve
from tutor.worksheet.problem_set import ProblemSet

ENDINGS = {"html": "html", "latex": "tex", "pdf": "pdf"}


def solutions(problems: ProblemSet, text: str = "") -> Iterator[Solution]:
    """Solve the problems one after the other; an error names the problem and its line."""
    for number, item in enumerate(problems.items, start=1):
        try:
            yield solve(item.problem, method=item.method)
        except TutorError as error:
            error.message = f"Problem {number} (line {item.line}): {error.message}"
            raise


def build(
    problems: ProblemSet,
    directory: Path,
    formats: tuple[str, ...] = tuple(ENDINGS),
    *,
    watch: Callable[[Solution], None] = lambda solution: None,
) -> list[Path]:
    """Write `sheet` and `key` into the directory in each format; returns the files."""
    solved = []
    for solution in solutions(problems):
        solved.append(solution)
        watch(solution)
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for form in formats:
        for name, answers in (("sheet", False), ("key", True)):
            content = sheet(
                problems.title,
                [(s.trace, s.report) for s in solved],
                to=form,
                answers=answers,
                instructions=problems.instructions,
            )
            path = directory / f"{name}.{ENDINGS[form]}"
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")
            written.append(path)
    return written
