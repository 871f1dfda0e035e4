"""`tutor topics`: what can be solved."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import click

from tutor.cli.output import complete_topic
from tutor.core.resources import resource


@click.command("topics")
@click.argument("name", required=False, shell_complete=complete_topic)
@click.option(
    "--json", "as_json", is_flag=True, help="Everything about the topics, or the coverage, as JSON."
)
@click.option("--schema", is_flag=True, help="The form of a saved derivation, as a JSON Schema.")
@click.option("--coverage", is_flag=True, help="Which rows of the curriculum have a topic.")
def command(name: str | None, as_json: bool, schema: bool, coverage: bool) -> None:
    """List the topics, or show the inputs, methods and phrases of one."""
    if name and (schema or coverage):
        raise click.UsageError(f"--{'schema' if schema else 'coverage'} is not about one topic.")
    if schema:
        from tutor.core.trace_schema import trace_schema

        click.echo(json.dumps(trace_schema(), indent=2, ensure_ascii=False))
        return
    from tutor.catalogue import TOPICS, topic
    from tutor.topics.index import FIELDS

    if coverage:
        _show_coverage(as_json)
    elif as_json:
        chosen = [topic(name)] if name else list(TOPICS.values())
        click.echo(json.dumps([_record(t) for t in chosen], indent=2, ensure_ascii=False))
    elif name:
        _show(topic(name))
    else:
        for field, names in FIELDS.items():
            click.secho(field.replace("_", " ").capitalize(), bold=True)
            for topic_id in (f"{field}.{name}" for name in names):
                click.echo(f"  {topic_id:<40} {_title(topic_id)}")
        click.echo("\nShow one with: tutor topics NAME")


def _title(topic_id: str) -> str:
    from tutor.render.prose import title

    return title(topic_id)


def _record(t: Any) -> dict[str, Any]:
    return {
        "id": t.id,
        "title": _title(t.id),
        "covers": list(t.covers),
        "phrases": list(t.phrases),
        "bare": list(t.bare),
        "methods": list(t.methods),
        "inputs": [
            {
                "name": i.name,
                "kind": type(i).__name__.removesuffix("Input").lower(),
                "about": i.about,
                "example": i.example,
                "required": i.required,
                "default": None if i.default is None else str(i.default),
                "options": dict(getattr(i, "options", {})),
            }
            for i in t.inputs
        ],
    }


def _show(t: Any) -> None:
    click.secho(_title(t.id), bold=True)
    click.echo(f"{t.id}, for {', '.join(t.covers)}\n")
    click.secho("Inputs", bold=True)
    for i in t.inputs:
        default = _default(i)
        needed = "" if i.required else f" (default {default})" if default else " (optional)"
        click.echo(f"  --{i.name:<14} {i.about}{needed}; for example {i.example}")
        for meaning, words in _choices(i).items():
            click.echo(f"    {'':<14} {meaning}{': ' if words else ''}{', '.join(words)}")
    click.echo(
        "  An input that starts with @ is read from the file of that name, such as " + _from_file(t)
    )
    click.secho("Methods", bold=True)
    click.echo("  " + ", ".join(t.methods))
    click.secho("Ways to ask ([...] may be left out, | separates alternatives)", bold=True)
    for phrase in t.phrases:
        click.echo(f"  {phrase}")


def _from_file(t: Any) -> str:
    """An option that reads an input from a file: the data of the topic, or its first input."""
    from tutor.core.inputs import DataInput, TableInput

    longest = max(t.inputs, key=lambda i: isinstance(i, DataInput | TableInput))
    column = isinstance(longest, DataInput)
    named = f", and one column of a CSV file as --{longest.name} @FILE:COLUMN" if column else ""
    return f"--{longest.name} @FILE{named}"


def _default(i: Any) -> str:
    """The default of an input as a person types it: 0.05 rather than 1/20."""
    text = "" if i.default is None else str(i.default)
    if "/" not in text:
        return text
    decimal = f"{float(i.default):g}"
    return decimal if Fraction(decimal) == Fraction(text) else text


def _choices(i: Any) -> dict[str, list[str]]:
    """What may be chosen for an input, each with the other words for it."""
    words: dict[str, list[str]] = {}
    for word, meaning in getattr(i, "options", {}).items():
        words.setdefault(meaning, []).extend([word] if word != meaning else [])
    return words


def _show_coverage(as_json: bool) -> None:
    from tutor.topics.index import entries

    rows = curriculum()
    # Of several topics for a row, the one that stands first in the list is the usual one.
    answered = {row: entry.id for entry in reversed(list(entries())) for row in entry.covers}
    if as_json:
        table = [{"row": row, "name": name, "topic": answered.get(row)} for row, name in rows]
        click.echo(json.dumps(table, indent=2, ensure_ascii=False))
        return
    for prefix in dict.fromkeys(row.split(".")[0] for row, _ in rows):
        part = [(row, name) for row, name in rows if row.startswith(prefix + ".")]
        done = sum(row in answered for row, _ in part)
        click.secho(f"{prefix}: {done} of {len(part)}", bold=True)
        for row, name in part:
            mark = answered.get(row, "-")
            click.echo(f"  {row:<28} {mark:<36} {name}")
    click.echo(f"{sum(r in answered for r, _ in rows)} of {len(rows)} problem types have a topic.")


def curriculum() -> list[tuple[str, str]]:
    """The ids and names of the curriculum table, in teaching order."""
    table = resource("docs/curriculum.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z]+\.\w+)` \| ([^|]+?) \|", table, re.MULTILINE)
