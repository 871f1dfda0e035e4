"""`tutor completion`: the script that teaches a shell the commands."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL.

    \b
    bash:  tutor completion bash > ~/.local/share/bash-completion/completions/tutor
    zsh:   tutor completion zsh > "${fpath[1]}/_tutor"
    fish:  tutor completion fish > ~/.config/fish/completions/tutor.fish
    """
    from click.shell_completion import get_completion_class

    from tutor.cli import tutor

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    click.echo(completion(tutor, {}, "tutor", "_TUTOR_COMPLETE").source())
