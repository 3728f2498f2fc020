"""``goodword mention``: tells other sites that they are linked to, and gets who links here."""

import click

from generator.cli.help import Group
from generator.cli.mention_pull import pull
from generator.cli.mention_send import send


@click.group("mention", cls=Group, examples=("goodword mention send", "goodword mention pull"))
def command() -> None:
    """Tell the sites that you link to, and get who links to you."""


command.add_command(send)
command.add_command(pull)
