"""``goodword mention``: tells other sites that they are linked to, and gets what they tell of this one."""

import click

from generator.cli.help import Group
from generator.cli.mention_send import send


@click.group("mention", cls=Group, examples=("goodword mention send --dry-run", "goodword mention send"))
def command() -> None:
    """Tell sites that you link to them, and get who links to you."""


command.add_command(send)
