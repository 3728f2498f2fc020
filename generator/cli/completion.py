"""``goodword completion``: what a shell needs to complete commands, options and names."""

import click

from generator.cli.console import say
from generator.cli.help import Command
from generator.cli.main import cli
from generator.cli.shells import HOW, SCRIPTS


@click.command(
    "completion",
    cls=Command,
    examples=("goodword completion bash >> ~/.bashrc", "goodword completion powershell >> $PROFILE"),
)
@click.argument("shell", type=click.Choice(list(SCRIPTS)))
def command(shell: str) -> int:
    """Print the script that lets your shell complete commands, options and names.

    The key Tab then completes what you type: commands, kinds, pitches, tips, hosts. The script's last line says
    where to put it. It begins to work in the next shell that you open.
    """
    say(f"{SCRIPTS[shell](cli).rstrip()}\n\n# {HOW[shell]}")
    return 0
