"""`tutor render`: write a saved trace in another format."""

from __future__ import annotations

from pathlib import Path

import click

from tutor.cli.limit import hold, timeout_option
from tutor.cli.output import deliver, detail_option, exit_unless_verified, form_of, output_options
from tutor.cli.sources import contents
from tutor.core import limits


@click.command("render")
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path, allow_dash=True))
@output_options
@detail_option
@timeout_option
def command(
    path: Path, to: str | None, output: Path | None, opened: bool, detail: str, timeout: float
) -> None:
    """Write a trace that was saved with `--to json` in another format, with its verification; exit status 1 as for `verify`."""
    form = form_of(to, output)
    hold(timeout)
    from tutor.catalogue import load
    from tutor.verify import verify

    trace = load(contents(path, limits.TRACE))
    report = verify(trace)
    deliver(trace, report, form, output, detail=detail, opened=opened)
    exit_unless_verified(report.ok)
