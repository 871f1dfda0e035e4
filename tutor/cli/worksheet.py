"""`tutor worksheet`: sheets and keys from a problem set."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tutor.cli.limit import timeout_option
from tutor.cli.sources import contents


@click.group("worksheet")
def command() -> None:
    """Make worksheets and answer keys."""


@command.command("build")
@click.argument("path", metavar="SET.yaml", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="The directory to write to; it is made if it does not exist.",
)  # fmt: skip
@click.option(
    "--to", "formats", multiple=True, type=click.Choice(["html", "latex", "pdf"]),
    help="Only this format; may be given several times.",
)  # fmt: skip
@click.option(
    "--variants", type=click.IntRange(1, 26),
    help="That many sheets A, B, C ..., for which topics make problems anew.",
)  # fmt: skip
@timeout_option
def build(
    path: Path, output: Path, formats: tuple[str, ...], variants: int | None, timeout: float
) -> None:
    """Make a student sheet and an answer key with full derivations from SET.yaml.

    \b
    title: Week 1, determinants
    problems:
      - determinant of [2 1; 4 3]
      - problem: determinant of [1 2 3; 0 1 4; 5 6 0]
        method: cofactors
      - topic: linear_algebra.determinant
        level: 2
        count: 3
        seed: 7

    A text with a colon and a space behind it, or with a sign such as [ at its
    beginning, stands in quotes: 'Solve the system: x + y = 1'.

    A topic makes problems of level 1, 2 or 3, the same ones for the same
    seed. `tutor topics` lists the topics. The time limit holds for each problem. One that is not solved in time is
    left out and named, and the others are still made.
    """
    from tutor.cli import complain
    from tutor.core.errors import TookTooLong, counted
    from tutor.worksheet.build import SHEET_FORMATS
    from tutor.worksheet.build import build as build_set
    from tutor.worksheet.problem_set import load as load_set

    problems = load_set(contents(path))
    total = problems.size * (variants or 1)
    try:
        with click.progressbar(length=total, label="Solving", file=sys.stderr) as bar:
            built = build_set(
                problems,
                output,
                formats or SHEET_FORMATS,
                variants=variants or 0,
                timeout=timeout,
                watch=lambda _: bar.update(1),
            )
    except OSError as bad:
        raise click.UsageError(f"{bad.filename} cannot be written: {bad.strerror}") from bad
    for file in built.files:
        click.echo(file)
    for error in built.left_out:
        complain(error)
    if built.doubtful:
        said = counted(len(built.doubtful), "solution", "solutions")
        message = f"{said} could not be verified; the key marks the steps:"
        click.secho(message, err=True, fg="red")
        for doubt in built.doubtful:
            click.echo(f"  {doubt}", err=True)
    if built.left_out:
        left = f"{len(built.left_out)} of {counted(total, 'problem', 'problems')}"
        click.echo(f"Left out: {left}.", err=True)
        sys.exit(TookTooLong.exit_status)
    sys.exit(1 if built.doubtful else 0)
