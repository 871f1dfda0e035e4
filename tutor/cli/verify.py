"""`tutor verify`: check a trace that somebody saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli.limit import hold, timeout_option
from tutor.cli.sources import contents
from tutor.core import limits

if TYPE_CHECKING:
    from tutor.core.claims import Claim
    from tutor.core.step import Step, Trace
    from tutor.verify.report import Finding, Verdict


@click.command("verify")
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--all", "everything", is_flag=True, help="List every claim, not only the faults.")
@timeout_option
def command(path: Path, everything: bool, timeout: float) -> None:
    """Check every claim of a trace; exit status 1 if one is refuted or unchecked."""
    hold(timeout)
    from tutor.catalogue import load
    from tutor.render import prose
    from tutor.verify import verify

    trace = load(contents(path, limits.TRACE))
    report = verify(trace)
    listed = report.verdicts if everything else report.faults
    places = [_place(trace, finding) for finding in listed]
    said = [prose.label("verdict", status=finding.verdict.status) for finding in listed]
    width, wide = (max(map(len, column), default=0) for column in (places, said))
    for finding, place, found in zip(listed, places, said, strict=True):
        verdict = finding.verdict
        counted = "1 point" if verdict.points == 1 else f"{verdict.points} points"
        note = _reason(verdict) or (counted if verdict.points else "")
        colour = None if verdict.passes else "red"
        click.secho(f"{place:<{width}} {finding.rule:<28} {found:<{wide}} {note}", fg=colour)
        if not verdict.passes and (claim := _claim(trace, finding)) is not None:
            click.echo(f"{'':<{width}} in {_plain(claim)}")
    counts = {
        name: report.counts.get(name, 0) for name in ("proved", "supported", "unchecked", "refuted")
    }
    counts |= {"total": len(report.verdicts), "nothing": report.counts.get("no claim", 0)}
    click.secho(prose.label("claims", **counts), bold=True)
    if not report.ok:
        sys.exit(1)


def _step(trace: Trace, finding: Finding) -> Step | None:
    """The step that a finding is about; goals, figures and the whole line have none."""
    if not all(isinstance(k, int) for k in finding.path):
        return None
    first, *below = finding.path
    found = trace.steps[first - 1]
    for k in below:
        found = found.substeps[k - 1]
    return found


def _place(trace: Trace, finding: Finding) -> str:
    """The number of the step and, if it makes several claims, of the claim."""
    place = ".".join(map(str, finding.path))
    step = _step(trace, finding)
    several = step is not None and len(step.claims) > 1
    return f"{place} claim {finding.claim_index + 1}" if several else place


def _claim(trace: Trace, finding: Finding) -> Claim | None:
    """The claim that a finding is about."""
    if (step := _step(trace, finding)) is not None:
        return step.claims[finding.claim_index]
    kind, *name = finding.path
    return trace.answer.get(name[0]) if kind == "goal" else None


def _reason(verdict: Verdict) -> str:
    """Why a claim does not pass, with its values written as a derivation writes them."""
    if not verdict.values:
        return verdict.why
    return verdict.words.format(*map(_plain, verdict.values))


def _plain(value: object) -> str:
    from tutor.render.typeset import Typesetter

    try:
        return " ".join(Typesetter().plain(value).split())
    except Exception:  # a file may hold what no derivation writes
        return str(value)
