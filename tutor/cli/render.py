"""`tutor render`: write a saved trace in another format."""

from __future__ import annotations

from pathlib import Path

import click

from tutor.cli.output import deliver, detail_option, output_options
from tutor.cli.verify import load


@click.command("render")
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path, allow_dash=True))
@output_options
@detail_option
def command(path: Path, to: str | None, output: Path | None, opened: bool, detail: str) -> None:
    """Write a trace that was saved with `--to json` in another format, with its verification."""
    from tutor.cli.solve import form_of
    from tutor.core.step import Trace
    from tutor.verify import verify

    trace = Trace.from_json(load(path))
    form = to or form_of(output)
    deliver(trace, verify(trace), form, output, detail=detail, opened=opened)
