"""From a problem set to a student sheet and an answer key with the full derivations.

A process of its own solves the problems one after the other.  A problem that is not solved in time
is left out of both pages, and the others are still made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from tutor import catalogue
from tutor.core import limits
from tutor.core.errors import TookTooLong, TutorError, raise_any
from tutor.core.topic import Problem
from tutor.reading.told import is_story
from tutor.render import FORMATS, figure_files, write
from tutor.render.document import Item, sheet
from tutor.solution import Solution, problem
from tutor.worker import Worker
from tutor.worksheet.problem_set import Item as Entry
from tutor.worksheet.problem_set import ProblemSet

SHEET_FORMATS = ("html", "latex", "pdf")


class Built(Struct, frozen=True):
    """The files that were written, and an error for each problem that was left out."""

    files: tuple[Path, ...]
    left_out: tuple[TookTooLong, ...] = ()


def posed(problems: ProblemSet) -> tuple[Problem, ...]:
    """The problems of a set; raises a `TutorError` that names each one which cannot be read.

    So a teacher corrects a set in one go, before anything is solved.
    """
    read: list[Problem] = []
    wrong: list[TutorError] = []
    for number, item in enumerate(problems.items, start=1):
        try:
            found = problem(item.problem)
            catalogue.topic(found.topic).method(found, item.method)
            read.append(found)
        except TutorError as error:
            wrong.append(_named(error, number, item))
    raise_any(wrong)
    return tuple(read)


def _named(error: TutorError, number: int, item: Entry) -> TutorError:
    error.message = f"Problem {number} (line {item.line}): {error.message}"
    return error


def solutions(problems: ProblemSet, timeout: float) -> Iterator[Solution | TookTooLong]:
    """Solve the problems one after the other, each within `timeout` seconds or not at all.

    An error names the problem and its line.
    """
    read = posed(problems)
    with Worker() as worker:
        for number, (item, found) in enumerate(zip(problems.items, read, strict=True), start=1):
            try:
                yield Solution(*worker.solve(found, item.method, timeout))
            except TookTooLong as error:
                _named(error, number, item)
                yield error
            except TutorError as error:
                raise _named(error, number, item) from error


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
    for entry, found in zip(problems.items, solutions(problems, timeout), strict=True):
        watch(found)
        if isinstance(found, Solution):
            story = entry.problem if is_story(entry.problem) else ""
            items.append(Item(found.trace, found.report, story=story))
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
