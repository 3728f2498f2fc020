"""``goodword status``: what is out, what is to come, what waits, and when the next build is due."""

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from generator.base.problems import Report
from generator.build.contents import Contents, read_contents
from generator.build.last_build import LastBuild, last_build
from generator.build.overview import Overview, Row, overview
from generator.build.verdict import Verdict, by_note
from generator.checks.base import FilesMade
from generator.checks.host_limits.limits import Budget, budgets
from generator.cli.console import say
from generator.cli.faults import CONTENT
from generator.cli.main import Session
from generator.cli.options import moment
from generator.hosts.base import known_hosts
from generator.site.project import Project

#: The form of what ``--json`` prints. A new key leaves it as it is; another meaning or a key less makes it one more.
FORM = 1


class Status(msgspec.Struct, frozen=True):
    """All that the command shows."""

    now: dt.datetime
    zone: str
    contents: Contents
    overview: Overview
    verdict: Verdict
    last: LastBuild | None
    budgets: tuple[Budget, ...]


@click.command("status", short_help="Show what is out, what is to come, and what waits.")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.option("--all", "every", is_flag=True, help="Cut no list.")
@click.option("--now", metavar="TIME", help='Look as if it were this time, such as "2026-11-02 07:30" (UTC).')
@click.pass_obj
def command(session: Session, *, as_json: bool, every: bool, now: str | None) -> int:
    """Show what is out, scheduled, expired, a draft, or waits for you.

    With it come the tips of the next weeks, when the next build is due, and how much of what the host allows is used.
    Nothing is written.
    """
    project, here = session.project(), moment(now)
    status = status_of(project, here)
    if as_json:
        say(json.dumps(told(status), ensure_ascii=True, indent=2))
    else:
        from generator.cli.status_text import lines

        for line in lines(status, every=every):
            say(line)
    return CONTENT if status.contents.errors else 0


def status_of(project: Project, here: dt.datetime) -> Status:
    """Return how a project stands at a moment."""
    contents = read_contents(project)
    found, last = overview(contents, here), last_build(project)
    facts = FilesMade(
        root=project.root,
        sizes=lambda: last.files if last else (),
        rules=lambda: last.rules if last else {},
        moments=found.moments,
        source=lambda _: "",
        report=Report(),
    )
    zone = contents.site.timezone if contents.site else "UTC"
    known = budgets(known_hosts(str(project.root)), facts)
    return Status(here, zone, contents, found, by_note(project, here), last, known)


def told(status: Status) -> dict[str, Any]:
    """Return the status as JSON values. Its form is documented, and stays."""
    zone, found, last = ZoneInfo(status.zone), status.overview, status.last
    next_change = found.changes[0] if found.changes else None

    def iso(at: dt.datetime | None) -> str | None:
        return at.astimezone(zone).isoformat(timespec="seconds") if at else None

    def row(one: Row) -> dict[str, Any]:
        part = {"id": one.id} if one.id else {}
        return {"at": iso(one.at), "kind": one.kind, "title": one.title, "path": one.path, **part}

    return {
        "form": FORM,
        "now": iso(status.now),
        "timezone": status.zone,
        "errors": len(status.contents.errors),
        "build": {
            "due": status.verdict.due,
            "why": status.verdict.why,
            "next": {"at": iso(next_change[0]), "path": next_change[1]} if next_change else None,
        },
        "counts": dict(found.counts),
        "live": [row(one) for one in found.live],
        "scheduled": [row(one) for one in found.scheduled],
        "drafts": [row(one) for one in found.drafts],
        "expired": [row(one) for one in found.expired],
        "waiting": [{"kind": one.kind, "path": one.path, "count": one.count} for one in found.undecided],
        "closing": [row(one) for one in found.closing],
        "queues": [
            {
                "title": one.title,
                "path": one.path,
                "rhythm": one.facts.rhythm,
                "coming": [row(tip) for tip in one.coming],
                "pauses": [{"from": f"{pause.begin}", "to": f"{pause.end}"} for pause in one.facts.pauses],
            }
            for one in found.queues
        ],
        "hosts": [
            {
                "name": one.host.name,
                "label": one.host.label,
                "limits": [{"what": use.what, "used": use.used, "allowed": use.of} for use in one.uses],
            }
            for one in status.budgets
        ],
        "last_build": {"at": iso(last.at), "files": len(last.files), "bytes": last.size} if last else None,
    }
