"""`tutor solve`: from a typed problem to a derivation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tutor.cli.output import FORMATS, deliver, detail_option, output_options
from tutor.core.resources import topic_ids


def _complete_topic(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    return [t for t in topic_ids() if t.startswith(begun)]


@click.command("solve", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("problem", nargs=-1, type=click.UNPROCESSED, shell_complete=_complete_topic)
@click.option(
    "--file", "source", type=click.Path(path_type=Path), help="Read the problem from a file."
)
@output_options
@click.option(
    "--method", default="", help="How to solve it; `tutor topics TOPIC` lists the methods."
)
@detail_option
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds after which the work is stopped.")  # fmt: skip
def command(
    problem: tuple[str, ...],
    source: Path | None,
    to: str | None,
    output: Path | None,
    opened: bool,
    method: str,
    detail: str,
    timeout: float | None,
) -> None:
    """Solve PROBLEM step by step and verify every step.

    PROBLEM is a sentence, bare mathematics (plain or LaTeX), `-` for standard
    input, or the name of a topic followed by its inputs as options:

    \b
    tutor solve "Find the determinant of [2 1; 4 3]"
    tutor solve "\\frac{d}{dx} x^2 \\sin x"
    tutor solve statistics.t_test --data "@sleep.csv" --mu0 8

    An input that starts with @ is read from the file of that name.
    """
    words, inputs = _sort_out(problem)
    text = _problem_text(words, source)
    form = to or form_of(output)
    from tutor.core.errors import TutorError
    from tutor.solution import solve

    try:
        solution = solve(text, method=method, timeout=timeout, **inputs)
    except TutorError as error:
        partial = getattr(error, "trace", None)
        if partial is not None:
            deliver(partial, None, form, output, detail=detail)
        raise
    deliver(solution.trace, solution.report, form, output, detail=detail, opened=opened)
    if not solution.verified:
        click.secho("Some claims could not be verified; they are marked.", err=True, fg="red")
        sys.exit(1)


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
        inputs[name] = _contents(Path(value[1:])) if value.startswith("@") else value
    if inputs and (len(words) != 1 or " " in words[0].strip()):
        unknown = f"--{next(iter(inputs))}"
        raise click.UsageError(
            f"There is no option {unknown}. Inputs as options go with the name of a topic: "
            'tutor solve linear_algebra.determinant --A "[1 2; 3 4]"'
        )
    return words, inputs


def _problem_text(words: list[str], source: Path | None) -> str:
    if source is not None:
        return _contents(source)
    if words == ["-"] or (not words and not sys.stdin.isatty()):
        return sys.stdin.read()
    if not words:
        raise click.UsageError('What is the problem? For example: tutor solve "det [1 2; 3 4]"')
    return " ".join(words)


def _contents(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as bad:
        raise click.UsageError(f"The file {path} cannot be read: {bad}") from bad


def form_of(output: Path | None) -> str:
    """The format that the ending of a file asks for; text without one."""
    endings: dict[str, Any] = {".tex": "latex", ".md": "markdown", ".txt": "text", ".htm": "html"}
    if output is None:
        return "text"
    form: str = endings.get(output.suffix, output.suffix.removeprefix("."))
    return form if form in FORMATS else "text"
