"""``goodword tip share``: a tip as text for social networks."""

from typing import Any

import click

from generator.cli.help import Command, Group
from generator.cli.main import Session
from generator.cli.share import run, share_options
from generator.cli.values import tips


@click.group("tip", cls=Group, examples=("goodword tip share", "goodword tip share first-gives/say-thanks"))
def command() -> None:
    """Turn a tip into posts for social networks."""


@command.command(
    "share",
    cls=Command,
    examples=(
        "goodword tip share",
        "goodword tip share first-gives/say-thanks",
        "goodword tip share first-gives/say-thanks --network x --copy",
    ),
)
@click.argument("name", metavar="[LIBRARY/ID]", default="", shell_complete=tips)
@share_options
@click.pass_obj
def share(session: Session, /, *, name: str, **options: Any) -> int:
    """Turn a tip into a post for each social network.

    Each has the tip, its address and tags, is made to fit, and is counted as that network counts. Without a
    name, the last ones are listed. Nothing is written, and nothing is sent.
    """
    return run(session, name, lambda kind: kind.parts_have_pages, **options)
