"""From a problem set to a student sheet and an answer key with the full derivations.

A process of its own solves the problems one after the other.  A problem that is not solved in time
is left out of both pages, and the others are still made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from tutor.core import limits
from tutor.core.errors import TookTooLong, TutorError
from tutor.render import FORMATS, figure_files, write
from tutor.render.document import Item, sheet
from tutor.solution import Solution, problem
from tutor.worker import Worker
from tutor.worksheet.problem_set import ProblemSet

SHEET_FORMATS = ("html", "latex", "pdf")


class Built(Struct, frozen=True):
    """The files that were written, and an error for each problem that was left out."""

    files: tuple[Path, ...]
    left_out: tuple[TookTooLong, ...] = ()


def solutions(problems: ProblemSet, timeout: float) -> Iterator[Solution | TookTooLong]:
    """Solve the problems one after the other, each within `timeout` seconds or not at all.

    An error names the problem and its line.
    """
    with Worker() as worker:
        for number, item in enumerate(problems.items, start=1):
            try:
                yield Solution(*worker.solve(problem(item.problem), item.method, timeout))
            except TutorError as error:
                error.message = f"Problem {number} (line {item.line}): {error.message}"
                if not isinstance(error, TookTooLong):
                    raise
                yield error


def build(
    problems: ProblemSet,
    directory: Path,
    formats: tuple[str, ...] = SHEET_FORMATS,
    *,
    timeout: float = limits.SECONDS,
    watch: Callable[[Solution | TookTooLong], None] = lambda found: None,
) -> Built:
    """Write `sheet` and `key` into the directory in each format.

    LaTeX files have their figures beside them.  `watch` is called with what
    became of each problem when it is known.  If none is solved, nothing is
    written.
    """
    items, left_out = [], []
    for found in solutions(problems, timeout):
        watch(found)
        if isinstance(found, Solution):
            items.append(Item(found.trace, found.report))
        else:
            left_out.append(found)
    if not items:
        return Built((), tuple(left_out))
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
    return Built(tuple(made), tuple(left_out))
