"""From a problem set to a student sheet and an answer key with the full derivations.

A process of its own solves the problems one after the other.  A problem that is not solved in time
is left out of both pages, and the others are still made.  Variants of a sheet share the typed
problems; those that topics make are made anew for each.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from typing import TypeVar

from msgspec import Struct

from tutor import catalogue
from tutor.core import limits
from tutor.core.errors import NotUnderstood, TookTooLong, TutorError, raise_any
from tutor.core.topic import Problem
from tutor.reading.told import is_story
from tutor.render import FORMATS, figure_files, prose, write
from tutor.render.document import Item, sheet
from tutor.render.typeset import Typesetter
from tutor.solution import Solution, problem
from tutor.worker import Worker
from tutor.worksheet.drawing import draw
from tutor.worksheet.problem_set import Drawn, ProblemSet
from tutor.worksheet.problem_set import Item as Entry

Error = TypeVar("Error", bound=TutorError)
SHEET_FORMATS = ("html", "latex", "pdf")


class Posed(Struct, frozen=True):
    """A problem of a sheet; `place` says where it stands in the set and in the file."""

    problem: Problem
    method: str
    place: str
    story: str = ""


class Doubtful(Struct, frozen=True):
    """A solution of which not every claim could be verified; `question` is its number on the sheet."""

    question: int
    posed: Posed

    def __str__(self) -> str:
        asked = prose.ask(self.posed.problem.topic, self.posed.problem.values)
        told = prose.clean(self.posed.story).strip()
        words = told or prose.plain_words(asked, Typesetter().plain)
        return f"Question {self.question}, {self.posed.place}: {words}"


class Built(Struct, frozen=True):
    """The files that were written, an error for each problem that was left out, and what the keys mark."""

    files: tuple[Path, ...]
    left_out: tuple[TookTooLong, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


def posed(problems: ProblemSet, variant: str = "") -> tuple[Posed, ...]:
    """The problems of a sheet; raises a `TutorError` that names each one which cannot be read.

    So a teacher corrects a set in one go, before anything is solved.
    """
    read: list[Posed] = []
    wrong: list[TutorError] = []
    number = 1
    of = f" of variant {variant}" if variant else ""
    for item in problems.items:
        places = [f"Problem {number + k}{of} (line {item.line})" for k in range(item.count)]
        number += item.count
        try:
            read += _posed(item, variant, places)
        except TutorError as error:
            wrong.append(_named(error, places[0]))
    raise_any(wrong)
    return tuple(read)


def _posed(item: Entry | Drawn, variant: str, places: Sequence[str]) -> list[Posed]:
    if isinstance(item, Drawn):
        drawn = zip(draw(item, variant), places, strict=True)
        return [Posed(found, item.method, place) for found, place in drawn]
    found = problem(item.problem)
    catalogue.topic(found.topic).method(found, item.method)
    return [Posed(found, item.method, places[0], item.problem if is_story(item.problem) else "")]


def _named(error: Error, place: str) -> Error:
    error.message = f"{place}: {error.message}"
    return error


def solutions(
    read: tuple[Posed, ...], timeout: float
) -> Generator[Solution | TookTooLong, None, None]:
    """Solve the problems one after the other, each within `timeout` seconds or not at all.

    An error names the problem and its line.
    """
    with Worker() as worker:
        for item in read:
            try:
                yield Solution(*worker.solve(item.problem, item.method, timeout))
            except TookTooLong as error:
                yield _named(error, item.place)
            except TutorError as error:
                raise _named(error, item.place) from error


def build(
    problems: ProblemSet,
    directory: Path,
    formats: tuple[str, ...] = SHEET_FORMATS,
    *,
    variants: int = 0,
    timeout: float = limits.SECONDS,
    watch: Callable[[Solution | TookTooLong], None] = lambda found: None,
) -> Built:
    """Write `sheet` and `key` into the directory in each format.

    With `variants` there are that many of each, `sheet-A` and so on.  LaTeX files have their figures
    beside them.  `watch` is called with what became of each problem when it is known.  A sheet of
    which no problem is solved is not written.
    """
    letters = _letters(problems, variants)
    sheets = [(letter, posed(problems, letter)) for letter in letters]
    everything = tuple(chain(*(read for _, read in sheets)))
    made: list[Path] = []
    left_out: list[TookTooLong] = []
    doubtful: list[Doubtful] = []
    with closing(solutions(everything, timeout)) as solved:
        for letter, read in sheets:
            items: list[Item] = []
            for entry, found in zip(read, solved, strict=False):
                watch(found)
                if isinstance(found, Solution):
                    method = entry.method or entry.problem.method
                    asked = Item(found.trace, found.report, story=entry.story, method=method)
                    items.append(asked)
                    if not found.verified:
                        doubtful.append(Doubtful(len(items), entry))
                else:
                    left_out.append(found)
            if items:
                made += _written(problems, letter, items, directory, formats)
    return Built(tuple(made), tuple(left_out), tuple(doubtful))


def _letters(problems: ProblemSet, variants: int) -> tuple[str, ...]:
    """The names of the variants; without variants one sheet has none."""
    if not variants:
        return ("",)
    if not any(isinstance(item, Drawn) for item in problems.items):
        raise NotUnderstood(
            "set-variants",
            "All problems of this set are typed, so its variants would be the same.",
            fix="Let topics make some of them, with entries such as topic: linear_algebra.determinant.",
        )
    return tuple(ascii_uppercase[:variants])


def _written(
    problems: ProblemSet, letter: str, items: list[Item], directory: Path, formats: tuple[str, ...]
) -> Iterator[Path]:
    """The files of one sheet and its key."""
    directory.mkdir(parents=True, exist_ok=True)
    title = f"{problems.title} ({letter})" if letter else problems.title
    pages = {
        name: sheet(title, items, answers=answers, instructions=problems.instructions)
        for name, answers in (("sheet", False), ("key", True))
    }
    for form in formats:
        for name, page in pages.items():
            stem = f"{name}-{letter}" if letter else name
            files = {f"{stem}.{FORMATS[form]}": write(page, form, stem)}
            for file, content in {**files, **figure_files(page, form, stem)}.items():
                path = directory / file
                path.write_bytes(content.encode() if isinstance(content, str) else content)
                yield path
