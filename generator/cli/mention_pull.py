"""``goodword mention pull``: who links here, as a receiver has kept it, into files."""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from generator.base.problems import Report
from generator.build.contents import read_contents
from generator.cli.console import Bar, say, show
from generator.cli.faults import CONTENT, MACHINE
from generator.cli.help import Command
from generator.cli.main import Session, installed_version
from generator.cli.options import moment
from generator.edit.files import editing
from generator.mentions.archive import Archive, Outcome
from generator.mentions.memory import Memory
from generator.mentions.received import NotAListError, read
from generator.mentions.receiver import TOKEN, ReceiverError, asked, bytes_of, default
from generator.site.settings import Site
from generator.web.fetch import Fetcher
from generator.web.visit import Visitor

FORM = 1
_MANY = 10


class _Wishes(msgspec.Struct, frozen=True, kw_only=True):
    since: str
    new: bool
    no_look: bool
    check: bool
    private: bool
    dry: bool
    as_json: bool


@click.command(
    "pull",
    cls=Command,
    short_help="Bring home who links here, to be looked at.",
    examples=("goodword mention pull --dry-run", "goodword mention pull", "goodword mention pull --from mentions.json"),
)
@click.option("--from", "source", metavar="URL|FILE", help="Where they are, if not at webmention.io.")
@click.option("--new", is_flag=True, help="Ask only for what came since the last time.")
@click.option("--since", metavar="DATE", default="", help="Ask only for what came since then.")
@click.option("--no-look", is_flag=True, help="Believe the receiver: look at no page that mentions you.")
@click.option("--check", is_flag=True, help="Look again at all pages that mentioned you.")
@click.option("--allow-private", "private", is_flag=True, help="Ask this computer and private networks as well.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would come.")
@click.option("--json", "as_json", is_flag=True, help="Print what came for programs.")
@click.pass_obj
def pull(session: Session, /, *, source: str | None, **options: object) -> int:
    """Bring mentions into content/mentions/. They wait there: you decide which are shown.

    A page that does not link here is refused. Of one that is gone, the words go. Those of a FILE are looked at only
    with --check. A token is read from the variable WEBMENTION_TOKEN.
    """
    wishes = msgspec.convert(options, _Wishes)
    if wishes.since:
        if wishes.new:
            raise click.UsageError("--since and --new are two ways to say since when; take one")
        moment(wishes.since, "--since")
    if wishes.check and wishes.no_look:
        raise click.UsageError("--check looks at pages, and --no-look looks at none; take one")
    project = session.project()
    with editing(project):
        contents = read_contents(project)
        if contents.site is None or contents.errors:
            report = Report()
            report.add(contents.errors)
            show(report, project.root)
            say("Nothing was brought. Mend these first: goodword check", err=True)
            return CONTENT
        url, file = _where(source, contents.site)
        look = (file is None or wishes.check) and not wishes.no_look
        memory = Memory(project.work / "mentions")
        agent = f"Goodword/{installed_version() or '0'} (Webmention)"
        visitor = Visitor(agent, allow_private=wishes.private, pause=0.5) if look else None
        with contextlib.closing(visitor) if visitor else contextlib.nullcontext():
            archive = Archive(project, contents, contents.site, memory, visitor, moment(None))
            return _carried_out(contents.site, archive, memory, url, file, wishes)


def _where(source: str | None, site: Site) -> tuple[str, Path | None]:
    """Return the address of the receiver, or the file."""
    if source is None:
        if url := default(site):
            return url, None
        raise click.UsageError(
            'nobody is known who has them: set "webmention" of "comments" in site.yaml to an endpoint at webmention.io,'
            f" and the variable {TOKEN} to its token; or name another receiver or a file: --from URL|FILE"
        )
    if source.lower().startswith(("http://", "https://")):
        return source, None
    file = Path(source)
    try:
        if not file.is_file():
            raise click.UsageError(f"--from {source}: there is no such file, and it is no address")
    except (OSError, ValueError):
        raise click.UsageError(f"--from {source}: that is neither a file nor an address") from None
    return "", file


def _carried_out(site: Site, archive: Archive, memory: Memory, url: str, file: Path | None, wishes: _Wishes) -> int:
    made, bar = archive.made, Bar()
    failed = 0
    whole = not wishes.new and not wishes.since
    try:
        if file is not None:
            archive.take(read(bytes_of(file)), lambda done: bar(f"{done} pages", 0, 1))
        else:
            origin = url.partition("?")[0]
            since = memory.kept.last.get(origin, 0) if wishes.new else 0
            web = Fetcher("Goodword (brings mentions home for a site's owner)", private=wishes.private, pause=0.2)
            highest = 0
            with contextlib.closing(web):
                for page in asked(url, site, web, since, wishes.since):
                    highest = max(highest, archive.take(page, lambda done: bar(f"{done} pages", 0, 1)))
            if not wishes.since:
                archive.reached(origin, highest)
        if whole or wishes.check:
            archive.look_again(everything=wishes.check)
    except ReceiverError as fault:
        made.faults.append(str(fault))
        failed = MACHINE
    except NotAListError as fault:
        made.faults.append(f"{file}: {fault}")
        failed = CONTENT
    finally:
        bar.close()
    archive.write(dry=wishes.dry)
    if wishes.as_json:
        say(json.dumps({"form": FORM, "written": not wishes.dry, **_values(made)}, indent=2))
    else:
        _tell(made, dry=wishes.dry)
    for one in made.faults:
        say(f"goodword: {one}", err=True)
    return failed or (CONTENT if made.faults else 0)


def _values(made: Outcome) -> dict[str, object]:
    return {
        "new": [{"article": slug, "source": source, "kind": kind} for slug, source, kind in made.new],
        "removed": [{"article": slug, "source": source} for slug, source in made.removed],
        "refused": [{"page": page, "why": why} for page, why in made.refused],
        "known": made.known,
        "left": made.left,
        "files": made.files,
        "faults": made.faults,
    }


def _tell(made: Outcome, *, dry: bool) -> None:
    _some([f"{slug}: {kind} by {source}" for slug, source, kind in made.new])
    _some(
        [
            f"{slug}: {source} is gone at its source; its words are gone here, its place stays"
            for slug, source in made.removed
        ]
    )
    _some([f"refused: {page}: {why}" for page, why in made.refused])
    _some(made.notes)
    if made.left:
        say(f"Left out: {', '.join(f'{count:,} {what}' for what, count in made.left.items())}.")
    parts = [f"{len(made.new):,} new mention{'s' * (len(made.new) != 1)}"] if made.new else ["Nothing is new"]
    parts += [f"{len(made.removed):,} gone"] if made.removed else []
    say(f"{', '.join(parts)}{f'; {made.known:,} were here already' if made.known else ''}.")
    if dry:
        say("Nothing was written.")
    elif made.new:
        say("They wait. To decide: goodword comments review")


def _some(lines: Sequence[str]) -> None:
    for line in lines[:_MANY]:
        say(line)
    if len(lines) > _MANY:
        say(f"… and {len(lines) - _MANY:,} more")
