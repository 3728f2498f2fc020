"""``goodword share``: a page as text for social networks."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from generator.base.problems import suggestion
from generator.base.text import clip
from generator.build.lookup import Lookup, look_up
from generator.build.share import Faulty, Hidden, Target, named, post_of, targets
from generator.cli.clipboard import copy_and_tell
from generator.cli.console import is_utf_8, say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import clock
from generator.cli.values import pages
from generator.networks.base import Network, networks
from generator.networks.compose import Draft, Post, draft
from generator.pages.kind import Kind
from generator.site.settings import SOURCE, Site, is_placeholder
from generator.site.visibility import Clock, public

#: How many are listed where none is named.
_LISTED = 10


def share_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command with the options of all that share something."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the texts and counts for programs."),
        click.option("--copy", "copied", is_flag=True, help="Copy the text; it needs a --network."),
        click.option("--future", is_flag=True, help="Also what is scheduled."),
        click.option("--drafts", is_flag=True, help="Also what is a draft."),
        click.option(
            "--network",
            "wanted",
            multiple=True,
            type=click.Choice(list(networks()), case_sensitive=False),
            metavar="NAME",
            help=f"Only for this one: {', '.join(networks())}.",
        ),
    ):
        function = option(function)
    return function


@click.command(
    "share",
    cls=Command,
    examples=(
        "goodword share",
        "goodword share article/give-before-you-ask",
        "goodword share episode/one --network mastodon --copy",
    ),
)
@click.argument("name", metavar="[KIND/NAME]", default="", shell_complete=pages)
@share_options
@click.pass_obj
def command(session: Session, /, *, name: str, **options: Any) -> int:
    """Turn a page into a post for each social network.

    Each has the title, the summary, the address and tags, is made to fit, and is counted as that network
    counts. An address or a file's path will do as well. Without a name, the newest are listed. Nothing is
    written, and nothing is sent.
    """
    return run(session, name, lambda kind: kind.is_markdown or kind.parts_have_pages, **options)


def run(  # noqa: PLR0913 (options)
    session: Session,
    name: str,
    of: Callable[[Kind], bool],
    *,
    wanted: tuple[str, ...],
    drafts: bool,
    future: bool,
    copied: bool,
    as_json: bool,
) -> int:
    """Return the exit code after printing a page of some kinds for the networks."""
    chosen = [networks()[one] for one in dict.fromkeys(wanted)] or list(networks().values())
    if copied and len(chosen) > 1:
        raise click.UsageError(f"--copy copies one text; say for which network, as in --network {chosen[0].name}")
    project = session.project()
    found = look_up(project, of)
    if found.site is None:
        show(found.problems, project.root)
        return CONTENT
    moment = clock(None, drafts=drafts, future=future)
    if not name.strip():
        _list(found, found.site, moment)
        return 0
    target = _target(name, found, found.site)
    if target is None:
        show([problem for problem in found.problems if problem.severity == "error"], project.root)
        return CONTENT
    post = post_of(project, target, found, found.site, moment)
    if isinstance(post, Faulty):
        show(post.problems, project.root)
        return CONTENT
    if isinstance(post, Hidden):
        raise click.UsageError(_refusal(target, post.reason))
    if is_placeholder(found.site.url):
        say(f'The site has no address of its own yet: set "url" in {SOURCE} before you post this.', err=True)
    closed = getattr(target.entry.fields, "expires", None)
    if closed and closed <= moment.now:
        say(f"{target.name} is closed since {closed.astimezone(found.site.zone):%Y-%m-%d}.", err=True)
    made = [(network, draft(post, network)) for network in chosen]
    say(_as_json(target, post, made) if as_json else "\n\n".join(_text(*one) for one in made))
    return copy_and_tell(made[0][1].text) if copied else 0


def _target(name: str, found: Lookup, site: Site) -> Target | None:
    """Return what a name means, or None where it may be in a file that cannot be read."""
    every = targets(found)
    meant = named(name, every, site)
    if len(meant) == 1:
        return meant[0]
    if meant:
        some = " or ".join(target.name for target in meant[:5]) + (" …" if len(meant) > 5 else "")
        raise click.UsageError(f'"{name}" may be {some}; say which')
    if any(problem.severity == "error" for problem in found.problems):
        return None
    near = suggestion(name, [target.name for target in every])
    raise click.UsageError(f'there is no "{name}" to share{near or "; without a name, this lists the newest"}')


def _refusal(target: Target, reason: str) -> str:
    """Return why something cannot be shared now, and how to see its text nevertheless."""
    option = "--drafts" if reason == "a draft" else "--future" if reason.startswith("scheduled") else ""
    hint = f", so nobody can open its address yet; to see its text now, add {option}" if option else ""
    return f"{target.name} is {reason}{hint}"


def _list(found: Lookup, site: Site, moment: Clock) -> None:
    """Print what is out: the newest pages, and the last of a library's tips."""
    shown = public(found.entries, found.kinds, site, moment).entries
    ordered = sorted(shown, key=lambda entry: entry.date.timestamp() if entry.date else 0)
    listed = targets(Lookup(site, found.kinds, tuple(ordered)))[: -_LISTED - 1 : -1]
    wide = max((len(target.name) for target in listed), default=0)
    for target in listed:
        say(f"{target.name:<{wide}}  {clip(target.title, 70)}")
    if not listed:
        say("Nothing of it is out yet.")


def _as_json(target: Target, post: Post, made: Iterable[tuple[Network, Draft]]) -> str:
    """Return the texts for programs."""
    values = {
        "name": target.name,
        "title": post.title or post.text,
        "address": post.address,
        "networks": [
            {
                "network": network.name,
                "label": network.label,
                "text": one.text,
                "counts": [{"used": count.used, "limit": count.limit, "what": count.what} for count in one.counts],
                "fits": one.fits,
                "shortened": one.shortened,
                "folded": network.folded,
                "source": network.source,
                "looked_up": network.looked_up.isoformat(),
            }
            for network, one in made
        ],
    }
    return json.dumps(values, indent=2, ensure_ascii=not is_utf_8(sys.stdout))


def _text(network: Network, one: Draft) -> str:
    """Return a text for people, below a line with its counts."""
    counts = ", ".join(f"{count.used:,} of {count.limit:,} {count.what}" for count in one.counts)
    notes = [
        *(["shortened"] if one.shortened else []),
        *([f"folded after about {network.folded}"] if 0 < network.folded < len(one.text) else []),
        *([] if one.fits else ["TOO LONG"]),
    ]
    return f"--- {network.label}: {'; '.join((counts, *notes))} ---\n\n{one.text}"
