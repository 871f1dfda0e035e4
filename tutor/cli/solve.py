"""`tutor solve`: from a typed problem to a derivation."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from tutor.cli.limit import HAS_ALARM, hold, timeout_option
from tutor.cli.output import (
    complete_topic,
    deliver,
    detail_option,
    exit_unless_verified,
    form_of,
    output_options,
)
from tutor.cli.sources import contents, from_file, typed

if TYPE_CHECKING:
    from tutor.solution import Solution


@click.command("solve", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("problem", nargs=-1, type=click.UNPROCESSED, shell_complete=complete_topic)
@click.option(
    "--file", "source", type=click.Path(path_type=Path), help="Read the problem from a file."
)
@output_options
@click.option(
    "--method", default="", help="How to solve it; `tutor topics TOPIC` lists the methods."
)
@detail_option
@timeout_option
def command(
    problem: tuple[str, ...],
    source: Path | None,
    to: str | None,
    output: Path | None,
    opened: bool,
    method: str,
    detail: str,
    timeout: float,
) -> None:
    """Solve PROBLEM step by step and verify every step.

    PROBLEM is a sentence, bare mathematics (plain or LaTeX), `-` for standard
    input, or the name of a topic followed by its inputs as options:

    \b
    tutor solve "Find the determinant of [2 1; 4 3]"
    tutor solve "\\frac{d}{dx} x^2 \\sin x"
    tutor solve statistics.t_test --data "@sleep.csv" --mu0 8

    An input that starts with @ is read from the file of that name,
    and from one column of a CSV file as in @sleep.csv:hours.
    """
    form = form_of(to, output)

    def rescue(parts: list[str]) -> None:
        from tutor.worker import joined

        if (found := joined(parts)) is not None:
            deliver(found, None, form, output, detail=detail)

    steps = hold(timeout, rescue)
    words, inputs = _sort_out(problem)
    text = _problem_text(words, source)
    from tutor.core.errors import TutorError

    try:
        solution = _solved(text, inputs, method, timeout, steps)
    except TutorError as error:
        partial = getattr(error, "trace", None)
        if partial is not None:
            deliver(partial, None, form, output, detail=detail)
        raise
    deliver(solution.trace, solution.report, form, output, detail=detail, opened=opened)
    exit_unless_verified(solution.verified)


def _solved(
    text: str, inputs: dict[str, str], method: str, timeout: float, steps: IO[str] | None
) -> Solution:
    """The solution; its steps are kept in `steps` as they are found."""
    from tutor.cli.progress import Progress
    from tutor.solution import Solution, problem, solve
    from tutor.verify import verify

    posed = problem(text, **inputs)
    if steps is None:
        return solve(posed, method=method, timeout=None if HAS_ALARM else timeout)
    from tutor.worker import watched

    with Progress() as progress:

        def keep(part: str) -> None:
            print(part, file=steps, flush=True)
            progress.found(part)

        trace = watched(posed, method, keep)
        progress.checking()
        return Solution(trace, verify(trace))


def _sort_out(arguments: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """Separate the words of the problem from inputs given as `--name value`."""
    words: list[str] = []
    inputs: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or len(word) < 3:
            words.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not rest:
                raise click.UsageError(f"The option --{name} needs a value.")
            value = rest.pop(0)
        inputs[name] = from_file(value[1:]) if value.startswith("@") else value
    if inputs and (len(words) != 1 or " " in words[0].strip()):
        unknown = f"--{next(iter(inputs))}"
        raise click.UsageError(
            f"There is no option {unknown}. Inputs as options go with the name of a topic: "
            'tutor solve linear_algebra.determinant --A "[1 2; 3 4]"'
        )
    return words, inputs


def _problem_text(words: list[str], source: Path | None) -> str:
    if source is not None and words:
        raise click.UsageError(
            f"There are two problems, {words[0][:40]!r} and the one in {source}. Give one of them."
        )
    if source is not None:
        return contents(source)
    if words == ["-"] or (not words and not sys.stdin.isatty()):
        return typed()
    if not words:
        raise click.UsageError('What is the problem? For example: tutor solve "det [1 2; 3 4]"')
    if len(words) == 1 and os.path.isfile(words[0]):
        raise click.UsageError(
            f"{words[0]} is a file. To read the problem from it, type: "
            f"tutor solve --file {words[0]}"
        )
    return " ".join(words)
