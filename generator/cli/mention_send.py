"""``goodword mention send``: tells the sites that published pages link to."""

import contextlib
import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from generator.build.lock import locked
from generator.build.lookup import Lookup, look_up
from generator.cli.console import Bar, say, show
from generator.cli.faults import CONTENT, MACHINE
from generator.cli.help import Command
from generator.cli.main import Session, installed_version
from generator.cli.options import clock, moment
from generator.content.kind import ContentType
from generator.mentions.ledger import Ledger
from generator.mentions.pages import Pages
from generator.mentions.plan import DAYS, Found, Planner, Task, terms
from generator.mentions.send import Result, keep_known
from generator.mentions.send import send as send_all
from generator.mentions.tell import Blog
from generator.site.project import Project
from generator.site.settings import SOURCE, Site, is_placeholder
from generator.site.visibility import public
from generator.web.visit import Visitor

#: The form of what ``--json`` prints.
FORM = 1
#: How many pages are named in one line.
_NAMED = 3
_WHY = {"new": "tell", "changed": "tell of the change", "gone": "tell that the link is gone"}
_DONE = {"new": "told", "changed": "told of the change", "gone": "told that the link is gone"}


@click.command(
    "send",
    cls=Command,
    short_help="Tell the sites that your pages link to, each once.",
    examples=("goodword mention send --dry-run", "goodword mention send", "goodword mention send --since 2026-01-01"),
)
@click.option("--dry-run", "dry", is_flag=True, help="Only say who would be asked. Nobody is.")
@click.option("--since", metavar="DATE", help="Also links of older pages, from this date on, that nobody was told of.")
@click.option("--all", "everything", is_flag=True, help="Also links of all older pages.")
@click.option("--allow-private", is_flag=True, help="Tell this computer and private networks as well.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where the site is built; site/ by default."
)
@click.option("--json", "as_json", is_flag=True, help="Print what came of it for programs.")
@click.pass_obj
def send(
    session: Session,
    *,
    dry: bool,
    since: str | None,
    everything: bool,
    allow_private: bool,
    output: Path | None,
    as_json: bool,
) -> int:
    """Tell the sites that your pages link to, each once: by webmention, or TrackBack where an old blog has only that.

    Build and publish first: those who are told look at the page. Links of texts count, of pages that are out. Pages
    that are older than 30 days when this is first used are left alone. If a text changes or a link goes, that is
    told as well.
    """
    if since is not None and everything:
        raise click.UsageError("--since and --all are two ways to say which older pages; take one")
    start = moment(since, "--since") if since is not None else None
    project = session.project()
    found = look_up(project, _has_pages)
    errors = [problem for problem in found.problems if problem.severity == "error"]
    if found.site is None or errors:
        show(errors, project.root)
        say("Nobody was told. Mend these first: goodword check", err=True)
        return CONTENT
    if is_placeholder(found.site.url) and not allow_private:
        # In a private network, as for a trial, any name may be somebody's.
        say(f'The site has no address of its own yet: set "url" in {SOURCE} first.', err=True)
        if not dry:
            say("Nobody was told.", err=True)
            return CONTENT
    with contextlib.nullcontext() if dry else locked(project.work / "mentions", what="another goodword mention send"):
        return _Sending(project, found, found.site, (output or project.output).absolute()).carry_out(
            start, everything=everything, private=allow_private, dry=dry, as_json=as_json
        )


def _has_pages(kind: ContentType) -> bool:
    """Return whether entries of a kind have pages with a text of their own."""
    return kind.is_markdown and not kind.about


class _Sending:
    """One run."""

    def __init__(self, project: Project, found: Lookup, site: Site, output: Path) -> None:
        self._project, self._site = project, site
        self._clock = clock(None, drafts=False, future=False)
        shown = public(found.entries, found.kinds, site, self._clock)
        self._pages = Pages(project, found, site, shown.entries, output)
        self._ledger = Ledger(project.work / "mentions")

    def carry_out(self, since: dt.datetime | None, *, everything: bool, private: bool, dry: bool, as_json: bool) -> int:
        """Return the exit code."""
        ledger, now = self._ledger, dt.datetime.now(dt.UTC)
        terms_ = terms(ledger, now, since, everything=everything, private=private)
        found = Planner(self._pages, ledger, terms_).compare(self._pages.every())
        results: list[Result] = []
        if not dry:
            keep_known(ledger, found)
            results = self._sent(found, private=private)
            ledger.ran(int(now.timestamp()))
        offline = bool(results) and all(one.told.detail.startswith("there is no such host") for one in results)
        if as_json:
            say(json.dumps(_values(found, results, dry=dry), indent=2))
        elif dry:
            _would(found)
        else:
            _tell(found, results)
        if offline:
            say("goodword: no other site can be reached: this computer seems to have no network", err=True)
        return MACHINE if offline else 0

    def _sent(self, found: Found, *, private: bool) -> list[Result]:
        if not found.tasks:
            return []
        agent = f"Goodword/{installed_version() or '0'} (Webmention)"
        visitor, bar = Visitor(agent, allow_private=private), Bar()
        try:
            blog = Blog(self._site.title, self._pages.is_elsewhere)
            return send_all(found, self._ledger, visitor, blog, lambda done, of: bar("Telling other sites", done, of))
        finally:
            bar.close()


def _would(found: Found) -> None:
    """Print who would be told."""
    for task in found.tasks:
        say(f"{task.path} -> {task.target}: would {_WHY[task.why]}")
    _rest(found)
    count = len(found.tasks)
    if not count:
        say("Nothing is new: nobody would be asked.")
        return
    hosts = len({task.target.partition("//")[2].partition("/")[0] for task in found.tasks})
    say(f"{_links(count)} to {hosts} site{'' if hosts == 1 else 's'} would be looked at. Nobody was asked.")


def _tell(found: Found, results: Sequence[Result]) -> None:
    """Print what came of each link, and of all."""
    for result in results:
        if result.told.state != "none" or result.told.detail:
            say(f"{result.task.path} -> {result.task.target}: {_words(result)}")
    _rest(found)
    counts = Counter(result.told.state for result in results)
    silent = counts["none"]
    said = sum(result.told.state == "sent" for result in results)
    missed = len(found.tasks) - len(results) + counts["later"] + counts["going"]
    parts = [f"{_links(said)} told"] if said else []
    parts += [f"{silent} where nobody listens"] if silent else []
    parts += [f"{counts['refused']} refused"] if counts["refused"] else []
    parts += [f"{counts['private']} in private networks"] if counts["private"] else []
    parts += [f"{missed} to be tried again: run this again later"] if missed else []
    say(f"{', '.join(parts)}." if parts else "Nothing is new: nobody was asked.")


def _words(result: Result) -> str:
    """Return what came of a link."""
    told, task = result.told, result.task
    if told.state == "sent":
        by = " by TrackBack" if told.way == "trackback" else ""
        where = f"; how it stands: {told.location}" if told.location else ""
        return f"{_DONE[task.why]}{by} ({told.detail}){where}"
    if told.state in {"later", "going"}:
        if not told.after:
            return f"not told: {told.detail}; --allow-private tells it nevertheless"
        at = time.strftime("%Y-%m-%d %H:%M", time.localtime(told.after))
        return f"not told: {told.detail}; it is tried again after {at}"
    if told.state == "private":
        return f"not told: {told.detail}; --allow-private tells it nevertheless"
    return f"{'refused' if told.state == 'refused' else 'not told'}: {told.detail}"


def _rest(found: Found) -> None:
    """Print what is left for another time."""
    if found.unbuilt:
        say(f"{_some(found.unbuilt)}: not built as it is now, so left out. First: goodword build, and publish it")
    if found.waiting:
        say(f"{_links(found.waiting)} could not be told before; the time to try again has not come.")
    if found.left:
        count = sum(found.left.values())
        pages = len(found.left)
        older = f"{pages} older page{'' if pages == 1 else 's'}"
        say(f"{_links(count)} of {older} (over {DAYS} days) left alone. To tell these too: --since DATE, or --all")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _links(count: int) -> str:
    return f"{count:,} link{'' if count == 1 else 's'}"


def _values(found: Found, results: Iterable[Result], *, dry: bool) -> dict[str, object]:
    """Return all as JSON values. Its form is documented, and stays."""
    rows = [_row(result.task) | _came(result) for result in results] if not dry else [_row(one) for one in found.tasks]
    return {
        "form": FORM,
        "dry_run": dry,
        "links": rows,
        "older": sum(found.left.values()),
        "waiting": found.waiting,
        "not_built": found.unbuilt,
    }


def _row(task: Task) -> dict[str, object]:
    return {"page": task.page, "target": task.target, "why": task.why}


def _came(result: Result) -> dict[str, object]:
    told = msgspec.structs.asdict(result.told)
    return {name: told[name] for name in ("state", "way", "endpoint", "location", "detail", "after")}
