"""`tutor verify`: check a trace that somebody saved."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tutor.cli.limit import hold, timeout_option
from tutor.cli.sources import contents
from tutor.core import limits


@click.command("verify")
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--all", "everything", is_flag=True, help="List every claim, not only the faults.")
@timeout_option
def command(path: Path, everything: bool, timeout: float) -> None:
    """Check every claim of a trace; exit status 1 if one is refuted or unchecked."""
    hold(timeout)
    from tutor.catalogue import load
    from tutor.verify import verify

    report = verify(load(contents(path, limits.TRACE)))
    listed = report.verdicts if everything else report.faults
    places = [".".join(map(str, finding.path)) for finding in listed]
    width = max(map(len, places), default=0)
    for finding, place in zip(listed, places, strict=True):
        verdict = finding.verdict
        counted = "1 point" if verdict.points == 1 else f"{verdict.points} points"
        note = verdict.why or (counted if verdict.points else "")
        colour = None if verdict.passes else "red"
        click.secho(f"{place:<{width}} {finding.rule:<28} {verdict.status:<10} {note}", fg=colour)
    counts = ", ".join(f"{number} {status}" for status, number in report.counts.items())
    click.secho(counts + ".", bold=True)
    if not report.ok:
        sys.exit(1)
