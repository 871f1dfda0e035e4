"""The command line: `tutor solve`, `topics`, `verify`, `render`, `worksheet`, `new`.

Exit status: 0 done; 1 a claim is refuted or unchecked; 2 not understood;
3 over a limit; 4 mathematically undefined; 5 took too long; 6 a part of the
system is missing.  A command is loaded when it is called, so help is quick.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "solve": "Solve a problem step by step.",
    "topics": "List the topics, or show one.",
    "verify": "Check a trace that was saved as JSON.",
    "render": "Write a saved trace in another format.",
    "worksheet": "Make worksheets and answer keys.",
    "new": "Start a new topic: module, answers, words, place in the list.",
    "completion": "Print the completion script of a shell.",
}
OBJECTS_BETWEEN_COLLECTIONS = 500_000


class Commands(click.Group):
    """A group that imports a command's module only when it is needed."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tutor.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = (
                f"Did you mean {near[0]}?"
                if near
                else 'Try: tutor solve "determinant of [2 1; 4 3]"'
            )
            raise click.UsageError(f"There is no command {args[0]!r}. {hint}", context)
        return super().resolve_command(context, args)


def _version(context: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        from tutor import __version__

        click.echo(f"tutor {__version__}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Print the version.",
)  # fmt: skip
def tutor() -> None:
    """Worked mathematics: a typed problem becomes a derivation, every step verified.

    \b
    tutor solve "determinant of [2 1; 4 3]"
    tutor solve "x + 2y = 5; 3x - y = 1" --to pdf -o system.pdf
    tutor solve linear_algebra.determinant --A "[1 2; 3 4]" --method cofactors
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a problem that cannot be answered ends with a message, not a traceback.

    Without `arguments` those of the program are taken, and its limits of time and memory hold.
    """
    if arguments is None:
        _collect_garbage_rarely()
    from tutor.core.errors import TookTooLong, TutorError
    from tutor.core.stopping import Cause, told

    try:
        tutor.main(args=arguments, prog_name="tutor", standalone_mode=True, obj=arguments is None)
    except TutorError as error:
        complain(error)
        sys.exit(error.exit_status)
    except MemoryError:
        code, message, fix = told(Cause.MEMORY, 0)
        complain(TookTooLong(code, message, fix=fix))
        sys.exit(TookTooLong.exit_status)


def _collect_garbage_rarely() -> None:
    """SymPy makes some 300,000 objects that live to the end; to search them for garbage again and
    again, and once more at the end, takes a sixth of a short run."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)


def complain(error: Any) -> None:
    """Write an error to standard error: message, place, fix; an empty line behind each of several."""
    from tutor.core.errors import Several

    if isinstance(error, Several):
        for each in error.errors:
            complain(each)
            click.echo(err=True)
    click.secho(error.message, err=True, fg="red")
    if marked := error.mark():
        click.echo(f"  {marked[0]}", err=True)
        click.secho(f"  {marked[1]}", err=True, fg="yellow")
    if error.fix:
        click.echo(error.fix, err=True)
