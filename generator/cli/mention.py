"""``goodword mention``: tells other sites that they are linked to."""

import click

from generator.cli.help import Group
from generator.cli.mention_send import send


@click.group("mention", cls=Group, examples=("goodword mention send --dry-run", "goodword mention send"))
def command() -> None:
    """Tell the sites that you link to."""


command.add_command(send)
