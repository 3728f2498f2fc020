"""``goodword comments``: what readers say."""

import click

from generator.cli import comments_decide, comments_list, comments_pull, comments_review
from generator.cli.help import Group


@click.group(
    "comments",
    cls=Group,
    examples=(
        "goodword comments pull",
        "goodword comments review",
        "goodword comments approve how-to-ask/c7",
    ),
)
def command() -> None:
    """Bring home what readers say, and decide what is shown.

    Comments and mentions are files of yours, below content/comments/ and content/mentions/. An ID is the article's
    slug and the comment's id, as "list" shows it: how-to-ask/c7.
    """


for one in (
    comments_pull.command,
    comments_list.command,
    comments_review.command,
    *comments_decide.commands,
):
    command.add_command(one)
