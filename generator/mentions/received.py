"""What a receiver of webmentions has kept for a site, in the forms of webmention.io: JF2, and the older one."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.base.text import clip
from generator.edit.kept_out import NOBODY, name_of, without_addresses
from generator.schema.addresses import as_url

_ZONE = ZoneInfo("UTC")
Kind = Literal["mention", "reply", "like", "repost"]

_KINDS: Mapping[str, Kind] = {
    "in-reply-to": "reply",
    "reply": "reply",
    "rsvp": "reply",
    "like-of": "like",
    "like": "like",
    "repost-of": "repost",
    "repost": "repost",
}
#: Sites that hand on what others said: a reader wants the page that it was said on.
_HANDS_ON = re.compile(r"https?://(?:[\w-]+\.)?brid\.gy/", re.IGNORECASE)
_TAGS = re.compile(
    r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
_FORMAT = dict.fromkeys((*range(8203, 8208), *range(8234, 8239), *range(8288, 8304), 65279))
#: How long a title is, and how much of what is given is looked at.
_TITLE, _LOOKED_AT, _LONGEST_URL = 200, 20_000, 2000


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A mention as a receiver has it, cleaned. ``page`` is what links, ``source`` what a reader is to see of it."""

    page: str
    source: str
    target: str
    kind: Kind = "mention"
    author: str = ""
    title: str = ""
    date: dt.datetime | None = None
    number: int = 0
    private: bool = False


class NotAListError(Exception):
    """What was given is none of the known forms, in a few words."""


def read(data: bytes) -> list[Received | None]:
    """Return what a receiver gave; None for each that names no page or no target. Raises :class:`NotAListError`."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise NotAListError("it is no JSON") from None
    found = value
    if isinstance(value, dict):
        found = next((value[key] for key in ("children", "links", "items") if isinstance(value.get(key), list)), None)
    if not isinstance(found, list):
        said = value.get("error_description") or value.get("error") if isinstance(value, dict) else ""
        raise NotAListError(plain(said, 200) if isinstance(said, str) and said else "it is no list of mentions")
    return [_one(each) for each in found]


def _one(value: Any) -> Received | None:
    if not isinstance(value, dict):
        return None
    old = isinstance(value.get("data"), dict) or "source" in value
    data: Mapping[str, Any] = _mapping(value.get("data")) if old else value
    page = address_of(value.get("source") if old else value.get("wm-source"))
    target = address_of(value.get("target") if old else value.get("wm-target"))
    if not page or not target:
        return None
    shown = address_of(data.get("url"))
    kind = _mapping(value.get("activity")).get("type") if old else value.get("wm-property")
    number = value.get("id") if old else value.get("wm-id")
    content = data.get("content")
    said = (
        content
        if isinstance(content, str)
        else _first(content, "text", "value", "html") or _first(data.get("summary"), "value")
    )
    author = _mapping(data.get("author")).get("name")
    return Received(
        page=page,
        source=shown if shown and _HANDS_ON.match(page) else page,
        target=target,
        kind=_KINDS.get(kind, "mention") if isinstance(kind, str) else "mention",
        author=author_of(author),
        title=title_of(data.get("name"), said),
        date=moment_of(data.get("published"), value.get("wm-received"), value.get("verified_date")),
        number=number if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**62 else 0,
        private=bool(value.get("wm-private") or value.get("private")),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(value: Any, *keys: str) -> Any:
    found = _mapping(value)
    return next((found[key] for key in keys if isinstance(found.get(key), str) and found[key].strip()), None)


def address_of(value: Any) -> str:
    """Return an address of the web as it may stand in a file, or an empty string."""
    if not isinstance(value, str) or len(value) > _LONGEST_URL or not value.strip().isprintable():
        return ""
    try:
        url = as_url(value.strip(), _ZONE)
    except ValueError:
        return ""
    # A name before the host is a secret, or an e-mail address.
    return (
        ""
        if "@" in url.split("/", 3)[2] or without_addresses(url.partition("//")[2]) != url.partition("//")[2]
        else url
    )


def author_of(value: Any) -> str:
    """Return a name, or an empty string."""
    name = name_of(_words(value)) if isinstance(value, str) else NOBODY
    return "" if name == NOBODY else name


def title_of(name: Any, said: Any) -> str:
    """Return what a mention is called: its name, else how its text begins."""
    title = plain(name, _TITLE) if isinstance(name, str) else ""
    return title or (plain(said, _TITLE) if isinstance(said, str) else "")


def plain(text: str, longest: int) -> str:
    """Return HTML or text as one line of plain text: no tags, nothing that is not seen, no e-mail address."""
    return clip(" ".join(without_addresses(_words(text)).split()), longest)


def _words(text: str) -> str:
    words = _TAGS.sub(" ", text[:_LOOKED_AT])
    # What is left of tags may have been written in references.
    words = _TAGS.sub(" ", unescape(words)).translate(_FORMAT)
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())


def moment_of(*values: Any) -> dt.datetime | None:
    """Return the first of some values that is a moment, or None."""
    for value in values:
        if not isinstance(value, str) or len(value) > 40:
            continue
        try:
            found = dt.datetime.fromisoformat(value.strip())
            return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            continue
    return None
