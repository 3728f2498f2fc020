"""``goodword comments list``: what waits, for people and for programs."""

import json
from typing import Any

import click

from generator.cli.console import say
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.said import Unreadable, head, looks, read, set_in
from generator.moderation.said import Said
from generator.site.settings import Site

#: The form of what ``--json`` prints. A new key leaves it as it is; another meaning or a key less makes it one more.
FORM = 1
_STATUSES = ("pending", "approved", "spam", "removed", "all")


@click.command(
    "list",
    cls=Command,
    short_help="List what waits for you.",
    examples=(
        "goodword comments list",
        "goodword comments list --status spam",
        "goodword comments list --status all --json",
    ),
)
@click.option(
    "--status", type=click.Choice(_STATUSES), default="pending", show_default=True, help="List those of a status."
)
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.pass_obj
def command(session: Session, *, status: str, as_json: bool) -> int:
    """List comments and mentions with their IDs, oldest first, by article.

    Those that look like spam say why. That is only a remark: what is shown is for you to decide.
    """
    try:
        site, said = read(session.project())
    except Unreadable as told:
        return told.code
    chosen = [one for one in said if status in {"all", one.status}]
    if as_json:
        say(json.dumps({"form": FORM, "said": [_value(one, site) for one in chosen]}, ensure_ascii=True, indent=2))
        return 0
    about = None
    for one in chosen:
        if one.about != about:
            about = one.about
            for line in set_in(one.title, ""):
                say(line)
        state = "" if status != "all" else f" [{one.status}]"
        say(f"\n  {one.id}{state}\n  {head(one, site)}")
        for line in set_in(one.body, most=4):
            say(line)
        if words := looks(one):
            say(f"  {words}")
        say()
    _sum_up(chosen, status)
    return 0


def _sum_up(chosen: list[Said], status: str) -> None:
    if status == "pending" and chosen:
        waits = "1 waits" if len(chosen) == 1 else f"{len(chosen)} wait"
        say(f"{waits}. Go through them: goodword comments review")
    elif status == "pending":
        say("Nothing waits.")
    else:
        say(f"{len(chosen)} in all." if status == "all" else f"{len(chosen)} with the status {status}.")


def _value(one: Said, site: Site) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "status": one.status,
        "about": one.title,
        "author": one.author,
        "date": one.date.astimezone(site.zone).isoformat(timespec="seconds"),
        "text": one.body,
        "url": one.url,
        "file": one.path,
        "answers": one.answers[0] if one.answers else "",
        "as_author": one.as_author,
        "looks_like_spam": list(one.reasons),
    }
