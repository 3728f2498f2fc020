"""``goodword comments``: what readers say."""

import click

from generator.cli import comments_pull
from generator.cli.help import Group


@click.group("comments", cls=Group, examples=("goodword comments pull",))
def command() -> None:
    """Bring home what readers say, and decide what is shown.

    Comments are files of yours, below content/comments/.
    """


command.add_command(comments_pull.command)
