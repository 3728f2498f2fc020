"""What keys of front matter mean, in all programs: dates, tags, authors, summaries, pictures."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.importers.base import Picture
from generator.importers.folder.dates import moment
from generator.importers.folder.values import Values, first, people, text, texts, yes
from generator.importers.names import words
from generator.importers.urls import is_url

#: Keys that become something, whatever the program.
KNOWN = words(
    "title date published pubdate publishdate created updated lastmod modified last_modified last_modified_at"
    " date_updated date_published expires expirydate unpublishdate draft drafts private summary description excerpt"
    " tags tag categories category author authors slug image images featured_image feature_image featuredimage"
    " thumbnail cover banner header hero teaser image_alt cover_alt alias aliases redirect_from permalink url id guid"
    " series comments layout type body ask syndicated"
)
_UPDATED = ("lastmod", "updated", "modified", "last_modified_at", "last_modified", "date_updated")
_DATES = ("date", "publishdate", "pubdate", "date_published", "created")
_EXPIRES = ("expires", "expirydate", "unpublishdate")
_PICTURES = ("image", "featured_image", "feature_image", "featuredimage", "cover", "banner", "header", "hero",
             "thumbnail", "teaser", "images")  # fmt: skip
#: Names of files that show no picture by themselves.
_SOURCES = ("src", "path", "url", "image", "file", "feature", "teaser", "relative_image", "overlay_image", "name")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says beside its words, its title and its place."""

    updated: dt.datetime | None
    expires: dt.datetime | None
    authors: tuple[str, ...]
    summary: str
    image: Picture | None
    series: str
    takes_comments: bool
    ask: str
    syndicated: tuple[str, ...]


def facts(values: Values, zone: ZoneInfo | None) -> Facts:
    """Return what the keys of a text say."""
    return Facts(
        updated=_dated(values, _UPDATED, zone),
        expires=_dated(values, _EXPIRES, zone),
        authors=tuple(dict.fromkeys((*people(values.get("author")), *people(values.get("authors"))))),
        summary=first(values, "summary", "description", "excerpt"),
        image=picture(values),
        series=next(iter(texts(values.get("series"), "")), ""),
        takes_comments=yes(values.get("comments"), without=True) and text(values.get("comments")) != "closed",
        ask=text(values.get("ask")),
        syndicated=tuple(url for url in texts(values.get("syndicated"), "") if is_url(url)),
    )


def date_of(values: Values, zone: ZoneInfo | None) -> dt.datetime | None:
    """Return the date of a text that its keys say."""
    return _dated(values, _DATES, zone)


def _dated(values: Values, keys: tuple[str, ...], zone: ZoneInfo | None) -> dt.datetime | None:
    return next((found for key in keys if (found := moment(text(values.get(key)), zone))), None)


def why_draft(values: Values) -> str:
    """Return why a text is not published, or an empty string."""
    if yes(values.get("draft")) or yes(values.get("drafts")):
        return "a draft"
    if yes(values.get("private")):
        return "private"
    published = text(values.get("published"))
    return "it was not published" if published.lower() in {"false", "no", "off"} else ""


def tags_of(values: Values, split: str, *more: str) -> tuple[str, ...]:
    """Return the tags and categories of a text, each once. Texts are divided at a pattern; at commas, if there are."""
    found: dict[str, str] = {}
    for key in ("categories", "category", "tags", "tag", *more):
        value = values.get(key)
        by = "," if isinstance(value, str) and "," in value else "" if key == "category" else split
        for one in texts(value, by):
            name = one.strip().lstrip("#").strip()
            if name and name.lower() not in {"uncategorized", "uncategorised"}:
                found.setdefault(name.lower(), name)
    return tuple(found.values())


def picture(values: Values) -> Picture | None:
    """Return the picture that a text begins with."""
    for key in _PICTURES:
        value = values.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and text(value):
            return Picture(url=text(value), alt=first(values, f"{key}_alt", "image_alt", "alt"))
        if isinstance(value, Mapping) and (source := first(value, *_SOURCES)):
            credit = first(value, "credit", "caption", "attribution", "thumbnail_credit")
            alt = first(value, "alt", "title", "image_description")
            more = {key: first(value, key) for key in ("credit_url", "license")}
            return Picture(url=source, alt=alt, credit=credit, **more)
    return None


def unknown(values: Mapping[str, Any], own: frozenset[str]) -> Iterator[str]:
    """Yield the keys that say something and mean nothing here."""
    for key, value in values.items():
        if key not in KNOWN and key not in own and (value if not isinstance(value, str) else yes(value)):
            yield key


def address(value: Any) -> str:
    """Return a path of the old blog as it stands in settings, with a slash before it; empty for what is none."""
    found = text(value)
    if not found or "://" in found:
        return ""
    return f"/{found.lstrip('/')}"
