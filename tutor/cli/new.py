"""`tutor new`: the files of a new topic."""

from __future__ import annotations

import re
from pathlib import Path

import click

from tutor.core.resources import PACKAGE, resource


@click.command("new")
@click.argument("path", metavar="FIELD/NAME")
def command(path: str) -> None:
    """Write the module, the answers and the words of a new topic, and its line in the list of its field.

    \b
    tutor new linear_algebra/trace_of_matrix

    docs/adding_a_topic.md says how to go on.
    """
    from tutor.topics.index import FIELDS

    match = re.fullmatch(r"([a-z_]+)/([a-z][a-z0-9_]*)", path)
    if match is None or match[1] not in FIELDS:
        raise click.UsageError(
            f"Give FIELD/NAME in small letters, FIELD one of {', '.join(FIELDS)}."
        )
    field, name = match.groups()
    checkout = PACKAGE.parent
    if not (checkout / "templates").is_dir():
        raise click.UsageError("New topics are written in a checkout of the project.")
    files = {
        checkout / "tutor" / "topics" / field / f"{name}.py": "module.py.j2",
        checkout / "tutor" / "verify" / "answers" / field / f"{name}.py": "answers.py.j2",
        checkout / "templates" / "words" / "en" / field / f"{name}.j2": "words.j2",
    }
    for file in files:
        if file.exists():
            raise click.UsageError(f"{file.relative_to(checkout)} is there already.")
    title = name.replace("_", " ").capitalize()
    for file, stub in files.items():
        text = (resource("templates") / "new_topic" / stub).read_text(encoding="utf-8")
        for mark, word in (("FIELD", field), ("NAME", name), ("TITLE", title)):
            text = text.replace(mark, word)
        file.write_text(text, encoding="utf-8")
        click.echo(file.relative_to(checkout))
    listing = checkout / "tutor" / "topics" / field / "__init__.py"
    _add_to_list(listing, name)
    click.echo(f"{listing.relative_to(checkout)} (one entry)")
    click.echo("Next: docs/adding_a_topic.md")


def _add_to_list(listing: Path, name: str) -> None:
    """Write the list of a field anew, with the topic last and the lines as the formatter wants them."""
    text = listing.read_text(encoding="utf-8")
    start, marker, names = text.partition("TOPICS = (")
    if not marker:
        raise click.UsageError(f"{listing.name} has no list of topics.")
    topics = [f'"{t}"' for t in (*re.findall(r'"(\w+)"', names), name)]
    line = f"TOPICS = ({', '.join(topics)}{',' if len(topics) == 1 else ''})"
    if len(line) > 100:
        line = "\n".join(["TOPICS = (", *(f"    {topic}," for topic in topics), ")"])
    listing.write_text(f"{start}{line}\n", encoding="utf-8")
