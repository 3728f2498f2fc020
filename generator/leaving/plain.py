"""Entries as Markdown with front matter that Hugo and Jekyll read, and what was said of them as YAML."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from generator.content.exported import outer
from generator.content.files import CONTENT
from generator.content.kind import authors_of, image_of, tags_of
from generator.leaving.facts import own_keys, values, values_of
from generator.leaving.links import Links
from generator.leaving.places import Place
from generator.leaving.said import Conversation
from generator.leaving.yaml_out import written


def path_of(place: Place) -> str:
    """Return the path of an entry's file in the export: as it is in the project."""
    source = place.entry.source
    return source if place.kind.is_markdown else f"{source.rpartition('.')[0]}.md"


def file_of(
    place: Place, body: str, zone: ZoneInfo, links: Links, authors: Sequence[str], now: dt.datetime, origin: str
) -> bytes:
    """Return an entry as a file. What Hugo and Jekyll call differently stands there twice."""
    entry, fields = place.entry, place.fields
    keys: dict[str, Any] = {"title": place.title}
    if entry.date:
        keys["date"] = _moment(entry.date, zone)
    keys |= {"slug": entry.slug, "url": place.url, "permalink": place.url, "id": place.guid}
    if tags := tags_of(entry):
        keys["tags"] = list(tags)
    if authors and (place.type == "post" or authors_of(entry)):
        # All that has no date is the site's own, unless it says whose it is.
        keys["authors"] = list(authors)
    if fields is not None:
        if fields.updated:
            keys["lastmod"] = _moment(fields.updated, zone)
        if fields.summary:
            keys |= {"summary": fields.summary, "description": fields.summary}
        if fields.expires:
            # What stays when it is over, as closed, must not go elsewhere: Hugo takes away what has an expiryDate.
            keys["expires" if place.kind.stays else "expiryDate"] = _moment(fields.expires, zone)
        if why := place.why_draft(now):
            # What has expired is no draft to Hugo, which goes by the date.
            keys |= {"draft": True, "published": False} if why == "draft" else {"published": False}
        # What is only a query, as WordPress has it, nobody can follow who has no server.
        if paths := [one for one in fields.aliases if one.startswith("/")]:
            keys |= {"aliases": paths, "redirect_from": paths}
        if queries := [f"/{one}" for one in fields.aliases if not one.startswith("/")]:
            keys["old_queries"] = queries
        keys |= {
            key: value
            for key in ("ask", "comments", "standard_site")
            if (value := getattr(fields, key)) not in {"", "open"}
        }
        if fields.syndicated:
            keys["syndicated"] = list(fields.syndicated)
    if image := image_of(entry):
        url = links.named(image.src, entry.source).removeprefix(origin)
        shown = {"path": url, "alt": image.alt, "credit": image.credit, "credit_url": image.credit_url}
        keys["image"] = {key: value for key, value in (shown | {"license": image.license}).items() if value}
        keys["images"] = [url]
    if place.kind.is_markdown:
        keys |= {outer(place.kind.name, key): value for key, value in own_keys(place, zone).items()}
    if "{{" in body or "{%" in body:
        # Jekyll would take it for its own language.
        keys["render_with_liquid"] = False
    return f"---\n{written(keys)}---\n\n{body.strip()}\n".encode()


def data_path(place: Place) -> str:
    """Return the path of the file with the values of an entry that is no Markdown."""
    return f"data/{place.entry.source.removeprefix(f'{CONTENT}/').rpartition('.')[0]}.yaml"


def data_of(place: Place, zone: ZoneInfo) -> bytes:
    """Return those values."""
    return written(values_of(place, zone)).encode()


def said_of(found: Conversation, zone: ZoneInfo) -> dict[str, bytes]:
    """Return what was said of an entry as files, by the folder that each belongs in."""
    made = {}
    for folder, every in (("comments", found.comments), ("mentions", found.mentions)):
        rows = [{**values(one, zone), "status": one.status} for one in every]
        if rows:
            made[folder] = written(rows).encode()
    return made


def _moment(when: dt.datetime, zone: ZoneInfo) -> str:
    return when.astimezone(zone).isoformat(timespec="seconds")
