"""`tutor worksheet`: sheets and keys from a problem set."""

from __future__ import annotations

import sys
from pathlib import Path

import click

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
def build(path: Path, output: Path, formats: tuple[str, ...]) -> None:
    """Make a student sheet and an answer key with full derivations from SET.yaml.

    \b
    title: Week 1, determinants
    problems:
      - determinant of [2 1; 4 3]
      - problem: determinant of [1 2 3; 0 1 4; 5 6 0]
        method: cofactors
    """
    from tutor.worksheet.build import SHEET_FORMATS
    from tutor.worksheet.build import build as build_set
    from tutor.worksheet.problem_set import load as load_set

    problems = load_set(contents(path))
    doubtful = 0
    with click.progressbar(length=len(problems.items), label="Solving", file=sys.stderr) as bar:

        def watch(solution: object) -> None:
            nonlocal doubtful
            doubtful += not solution.verified  # type: ignore[attr-defined]
            bar.update(1)

        written = build_set(problems, output, formats or SHEET_FORMATS, watch=watch)
    for file in written:
        click.echo(file)
    if doubtful:
        click.secho(
            f"{doubtful} solutions could not be verified; they are marked.", err=True, fg="red"
        )
        sys.exit(1)
