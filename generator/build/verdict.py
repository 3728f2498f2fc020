"""Whether a build is due, as the last one on this machine left word of it. Nothing of the content is read for that."""

import datetime as dt
import os
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.incremental.up_to_date import Before, noted
from generator.site.project import Project
from generator.site.visibility import Change


class Verdict(msgspec.Struct, frozen=True):
    """Whether a build is due and why; if none is, the next change, or None where nothing is scheduled."""

    due: bool
    why: str = ""
    next: Change | None = None
    zone: str = "UTC"


def by_note(project: Project, here: dt.datetime) -> Verdict:
    """Return whether a build is due at a moment, by what the last one on this machine stored."""
    note = noted(str(project.root))
    # A .gitignore keeps an empty folder in Git, so it is no output.
    if note is None or not any(path.name != ".gitignore" for path in project.output.glob("*")):
        return Verdict(due=True, why="no earlier one is known here")
    inputs, due, source, zone = note
    if inputs != Before(os.path.abspath(project.root), []).inputs:  # noqa: PTH100 (as a build writes it)
        return Verdict(due=True, why="something in the project changed since the last one, or Goodword did")
    return by_changes([(dt.datetime.fromtimestamp(due, dt.UTC), source)] if due else [], zone, here)


def by_changes(changes: Sequence[Change], zone: str, here: dt.datetime) -> Verdict:
    """Return whether any of the changes since the last build is due at a moment, else which is the next."""
    come = [change for change in changes if change[0] <= here]
    if come:
        more = f", and {len(come) - 1} more after it" if len(come) > 1 else ""
        when = f"on {come[0][0].astimezone(ZoneInfo(zone)):%Y-%m-%d at %H:%M} ({zone})"
        return Verdict(due=True, why=f"{come[0][1]} has something that changed by itself {when}{more}", zone=zone)
    return Verdict(due=False, next=changes[0] if changes else None, zone=zone)
