"""``goodword status``: what is out, what is to come, what waits, and when the next build is due."""

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import click

from generator.build.overview import Row
from generator.build.status import Status, status_of
from generator.cli.console import say
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment

#: The form of what ``--json`` prints. A new key leaves it as it is; another meaning or a key less makes it one more.
FORM = 1


@click.command("status", cls=Command, examples=("goodword status", "goodword status --all", "goodword status --json"))
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
        "standing": [{"path": path, "words": words} for path, words in found.standing],
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
