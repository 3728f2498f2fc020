"""What was said, as items of a file below ``content/comments/``: one for each comment, with its permanent id."""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.edit.yaml_scalars import date, scalar
from generator.importers.conversation import block, parts_of
from generator.importers.front import moment
from generator.pulls.base import Heard
from generator.schema.addresses import slug_problem

#: Begins the part of an id that stands for one which cannot be part of an address; it cannot be asked for.
UNASKED = "x~"
#: Dates before this are no dates of comments.
_FIRST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)


class New(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as it is written."""

    name: str
    author: str
    date: dt.datetime
    body: str
    url: str = ""
    reply_to: str = ""
    status: str = "pending"


def id_of(source: str, name: str) -> str:
    """Return a comment's id in its file, by the source and its name there."""
    made = f"{source}-{name}"
    if re.fullmatch(r"[\w~.-]{1,100}", name) and not slug_problem(made) and not name.startswith(UNASKED):
        return made
    return f"{source}-{UNASKED}{hashlib.blake2b(name.encode(errors='replace'), digest_size=8).hexdigest()}"


def dated(heard: Heard, now: dt.datetime) -> dt.datetime:
    """Return when something was said. What has no date that can be was said now: nothing is to hide until it is."""
    return heard.date if heard.date and _FIRST <= heard.date <= now else now


def answered(parents: Mapping[str, str], there: Collection[str]) -> dict[str, str]:
    """Return which comment each one answers, of those that are there.

    An answer to what was deleted answers what that answered; one that answers itself, by way of others, nobody.
    """
    found: dict[str, str] = {}
    for start in parents:
        way = []
        here = parents[start]
        seen = {start}
        while here and here not in there and here not in found:
            if here in seen:
                here = ""
                break
            seen.add(here)
            way.append(here)
            here = parents.get(here, "")
        target = here if here in there or not here else found[here]
        for one in way:
            found[one] = target
        found[start] = target
    return _without_rings(found)


def _without_rings(found: dict[str, str]) -> dict[str, str]:
    done: set[str] = set()
    for start in found:
        way: set[str] = set()
        here = start
        while here in found and here not in done:
            if here in way:
                found[here] = ""
                break
            way.add(here)
            here = found[here]
        done |= way
    return found


def item(new: New, zone: ZoneInfo, longest: int) -> list[tuple[str, str]]:
    """Return a comment's id and its lines. One that is longer than the site takes goes on in others."""
    made = []
    for number, part in enumerate(parts_of(new.body, longest)):
        name = f"{new.name}-{number + 1}" if number else new.name
        answers = new.name if number else new.reply_to
        pairs = [("id", scalar(name)), ("author", scalar(new.author)), ("date", date(moment(new.date, zone)))]
        pairs += [("url", scalar(new.url))] if new.url else []
        pairs += [("reply_to", scalar(answers))] if answers else []
        pairs += [("status", new.status)] if new.status != "pending" else []
        pairs.append(("body", block(part)))
        made.append((name, "- " + "\n  ".join(f"{key}: {value}" for key, value in pairs) + "\n"))
    return made
