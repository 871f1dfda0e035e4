"""Options that several commands share, and where their results go."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutor.render.formats import DETAILS, FORMATS

if TYPE_CHECKING:
    from tutor.core.step import Trace
    from tutor.verify import Report

_FORMATS_OF_ENDINGS = {f".{ending}": f for f, ending in FORMATS.items()} | {".htm": "html"}

detail_option = click.option(
    "--detail",
    type=click.Choice(DETAILS),
    default="normal",
    show_default=True,
    help="How much is said: brief leaves out the smaller steps, why adds the reasons.",
)


def complete_topic(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The names of topics that begin like this, for the completion of a shell."""
    from tutor.catalogue import TOPICS

    return [name for name in TOPICS if name.startswith(begun)]


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--to`, `-o` and `--open`."""
    for option in (
        click.option("--open", "opened", is_flag=True, help="Show the result in its program."),
        click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file."),
        click.option(
            "--to",
            type=click.Choice(FORMATS),
            help="Format; without it the ending of the output file decides, or text.",
        ),
    ):
        command = option(command)
    return command


def form_of(to: str | None, output: Path | None) -> str:
    """The format that is asked for by name, or by the ending of a file; text without either.

    A file whose ending stands for another format is refused; `.txt` may hold any but PDF.
    """
    form = _FORMATS_OF_ENDINGS.get(output.suffix.lower()) if output is not None else "text"
    if to is not None:
        fits = form in (None, to) or (form == "text" and to != "pdf")
        if output is not None and not fits:
            raise click.UsageError(
                f"{output} has the ending of {form}, and --to asks for {to}. "
                f"Use -o {output.with_suffix('.' + FORMATS[to])}, or --to {form}."
            )
        return to
    if form is None:
        raise click.UsageError(
            f"The ending of {output} stands for no format. "
            f"Use {', '.join(f'.{e}' for e in FORMATS.values())}, or name the format with --to."
        )
    return form


def deliver(
    trace: Trace,
    report: Report | None,
    form: str,
    output: Path | None,
    *,
    detail: str,
    opened: bool = False,
) -> None:
    """Write a derivation to a file or to standard output, and show it if that is wanted.

    Figures of LaTeX and Markdown become files beside the output file.
    """
    if output is None and opened:
        import tempfile

        output = Path(tempfile.mkdtemp(prefix="tutor-")) / f"solution.{FORMATS[form]}"
    if output is None and form == "text" and sys.stdout.isatty():
        _show(trace, report, detail)
        return
    from tutor.render import WITH_FIGURE_FILES
    from tutor.solution import written

    stem = output.stem if output else None
    content, figures = written(trace, report, form, detail=detail, stem=stem)
    if output is None:
        if isinstance(content, bytes):
            if sys.stdout.isatty():
                raise click.UsageError(f"{form} is not for a terminal. Name a file with -o.")
            sys.stdout.buffer.write(content)
        else:
            click.echo(content.rstrip("\n"))
        if trace.figures and form in WITH_FIGURE_FILES:
            click.echo(
                "The figures are here in words. Name a file with -o to have them drawn beside it.",
                err=True,
            )
        return
    try:
        if isinstance(content, bytes):
            output.write_bytes(content)
        else:
            output.write_text(content, encoding="utf-8")
        for name, figure in figures.items():
            (output.parent / name).write_bytes(figure)
    except OSError as bad:
        raise click.UsageError(f"The file {output} cannot be written: {bad.strerror}") from bad
    click.echo(f"Wrote {output}", err=True)
    if opened:
        click.launch(str(output))


def exit_unless_verified(verified: bool) -> None:
    """Say that a page holds marked claims, and end with exit status 1."""
    if not verified:
        click.secho("Some claims could not be verified; they are marked.", err=True, fg="red")
        sys.exit(1)


def _show(trace: Trace, report: Report | None, detail: str) -> None:
    """Print a derivation on a terminal, in its width and with its colours."""
    from rich.console import Console

    from tutor.render import text
    from tutor.render.document import document
    from tutor.render.report import blaming_the_trace

    with blaming_the_trace(report):
        text.show(document(trace, report, detail=detail), Console(highlight=False))
