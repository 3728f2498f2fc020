"""The page that mentions an article: whether it links there, and what its microformats say. The door to mf2py."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import msgspec

from generator.mentions.discovery import parsed
from generator.mentions.received import Kind, address_of, author_of, moment_of, title_of

#: How much of a page is read for its microformats; of a larger one, only whether it links is known.
_LARGEST = 400_000
_LINKS = (("a", "href"), ("area", "href"), ("link", "href"), ("img", "src"), ("video", "src"), ("audio", "src"))
_PROPERTIES: tuple[tuple[str, Kind], ...] = (("in-reply-to", "reply"), ("like-of", "like"), ("repost-of", "repost"))
#: How deep entries are nested in others.
_DEEPEST = 6


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself: nothing where it has no microformats. ``kind`` is None where it does not tell."""

    kind: Kind | None = None
    author: str = ""
    title: str = ""
    date: dt.datetime | None = None


def look(url: str, body: bytes, is_target: Callable[[str], bool]) -> Seen | None:
    """Return what a page says of itself; None if it does not link to the target."""
    tree = parsed(body)
    if tree is None or not any(is_target(one) for one in _linked(tree, url)):
        return None
    if len(body) > _LARGEST:
        return Seen()
    from mf2py import parse  # noqa: PLC0415 (200 ms, and only this needs it)

    try:
        # With a document it asks nobody.
        found = parse(doc=body.decode("utf-8", "replace"), url=url, html_parser="lxml")
        return _seen(found, is_target)
    except Exception:  # noqa: BLE001 (strangers' pages: whatever it stumbles over, the page has said nothing then)
        return Seen()


def _linked(tree: Any, url: str) -> Iterator[str]:
    wanted = dict(_LINKS)
    for element in tree.iter(*wanted):
        address = (element.get(wanted[element.tag]) or "").strip()
        try:
            yield urljoin(url, address)
        except ValueError:
            continue


def _seen(found: Mapping[str, Any], is_target: Callable[[str], bool]) -> Seen:
    entries = list(_entries(found.get("items") or [], 0))
    chosen, kind = next(
        ((one, kind) for one in entries for name, kind in _PROPERTIES if any(map(is_target, _addresses(one, name)))),
        (None, None),
    )
    if chosen is None:
        bookmarks = (one for one in entries if any(map(is_target, _addresses(one, "bookmark-of"))))
        chosen = next(bookmarks, None) or (entries[0] if entries else None)
        kind = "mention" if chosen is not None else None
    if chosen is None:
        return Seen()
    content = _first(chosen, "content")
    return Seen(
        kind=kind,
        author=author_of(_author(chosen)),
        title=title_of(_name(chosen, content), content or _first(chosen, "summary")),
        date=moment_of(_first(chosen, "published")),
    )


def _entries(items: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Return the properties of all entries, those in feeds as well, in order."""
    for item in items if isinstance(items, list) and depth < _DEEPEST else ():
        if not isinstance(item, dict):
            continue
        kinds = item.get("type") or []
        if "h-entry" in kinds and isinstance(item.get("properties"), dict):
            yield item["properties"]
        yield from _entries(item.get("children"), depth + 1)


def _addresses(entry: Mapping[str, Any], name: str) -> Iterator[str]:
    for value in entry.get(name) or []:
        if isinstance(value, dict):
            urls = [one for one in (value.get("properties") or {}).get("url") or [] if isinstance(one, str)]
            yield from (*urls, *(one for one in (value.get("value"),) if isinstance(one, str)))
        elif isinstance(value, str):
            yield value


def _first(entry: Mapping[str, Any], name: str) -> str:
    """Return a property's first value as text."""
    for value in entry.get(name) or []:
        text = value.get("value") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            return text
    return ""


def _name(entry: Mapping[str, Any], content: str) -> str:
    """Return an entry's name; one that was made of its text is none."""
    name = " ".join(_first(entry, "name").split())
    begin = " ".join(content.split())
    return "" if address_of(name) or (begin and (name.startswith(begin[:80]) or begin.startswith(name[:80]))) else name


def _author(entry: Mapping[str, Any]) -> str:
    for value in entry.get("author") or []:
        if isinstance(value, dict):
            names = (value.get("properties") or {}).get("name") or [value.get("value")]
            if names and isinstance(names[0], str):
                return names[0]
        elif isinstance(value, str) and not address_of(value):
            return value
    return ""
