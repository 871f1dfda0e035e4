"""From a problem set to a student sheet and an answer key with the full derivations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tutor.core.errors import TutorError
from tutor.render import FORMATS, figure_files, write
from tutor.render.document import Item, sheet
from tutor.solution import Solution, solve
from tutor.worksheet.problem_set import ProblemSet

SHEET_FORMATS = ("html", "latex", "pdf")


def solutions(problems: ProblemSet) -> Iterator[Solution]:
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
    formats: tuple[str, ...] = SHEET_FORMATS,
    *,
    watch: Callable[[Solution], None] = lambda solution: None,
) -> list[Path]:
    """Write `sheet` and `key` into the directory in each format; returns the files.

    LaTeX files have their figures beside them.  `watch` is called with each
    solution as it is found.
    """
    items = []
    for solution in solutions(problems):
        watch(solution)
        items.append(Item(solution.trace, solution.report))
    directory.mkdir(parents=True, exist_ok=True)
    pages = {
        name: sheet(problems.title, items, answers=answers, instructions=problems.instructions)
        for name, answers in (("sheet", False), ("key", True))
    }
    made: list[Path] = []
    for form in formats:
        for name, page in pages.items():
            files = {f"{name}.{FORMATS[form]}": write(page, form, name)}
            for file, content in {**files, **figure_files(page, form, name)}.items():
                path = directory / file
                path.write_bytes(content.encode() if isinstance(content, str) else content)
                made.append(path)
    return made
