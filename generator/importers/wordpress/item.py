"""An item of a WordPress export (WXR 1.0 to 1.2): a post, a page, a picture, a line of a menu."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import unquote

import msgspec

from generator.importers.xml_stream import children, text_of

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
#: How far a clock on earth may be from UTC.
_FARTHEST = dt.timedelta(hours=15)
#: Years in which a blog may have been written. Exports have 0000, 1969 and 20081.
_YEARS = range(1970, 2101)
#: Categories that are none.
_IGNORED_TERMS = frozenset(("uncategorized", "uncategorised"))


class Term(msgspec.Struct, frozen=True):
    """A category or a tag of a post: its taxonomy, its name, and its part of an address."""

    taxonomy: str
    name: str
    slug: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What an item says, dates as UTC, addresses as they stand. ``local`` is its date in the blog's own zone."""

    id: str
    type: str
    status: str
    title: str
    link: str
    guid: str
    slug: str
    author: str
    parent: str
    password: bool
    date: dt.datetime | None
    local: dt.datetime | None
    modified: dt.datetime | None
    sticky: bool
    comments_open: bool
    attachment: str
    order: int
    terms: tuple[Term, ...]
    meta: Mapping[str, str]


def item(element: Any) -> Item:
    """Return what an ``<item>`` says, without its texts and comments."""

    def text(name: str) -> str:
        return text_of(element, name).strip()

    naive = moment(text("post_date"))
    aware = moment(text("post_date_gmt"))
    return Item(
        id=text("post_id"),
        type=text("post_type") or "post",
        status=text("status") or "publish",
        title=plain(text_of(element, "title")),
        link=text("link"),
        guid=text("guid"),
        # Names in other scripts are stored encoded, and cut at 200 bytes, perhaps within a character.
        slug=unquote(text("post_name"), errors="ignore"),
        author=text("creator"),
        parent=text("post_parent").lstrip("0"),
        password=bool(text("post_password")),
        date=aware or _sent(text("pubDate")) or naive,
        local=naive or aware,
        modified=moment(text("post_modified_gmt")) or moment(text("post_modified")),
        sticky=text("is_sticky") == "1",
        comments_open=text("comment_status") != "closed",
        attachment=text("attachment_url"),
        order=int(order) if (order := text("menu_order")).isdecimal() and len(order) < 10 else 0,
        terms=tuple(_terms(element)),
        meta=_meta(element),
    )


def zoned(one: Item) -> dt.datetime | None:
    """Return an item's date in the blog's own zone, as far as its two dates tell which that is."""
    if one.local is None or one.date is None:
        return one.local or one.date
    apart = one.local - one.date
    if abs(apart) > _FARTHEST:
        return one.local
    return one.date.astimezone(dt.timezone(apart))


def plain(text: str) -> str:
    """Return a title without the tags and entities of HTML that it is stored with."""
    return " ".join(unescape(_TAG.sub("", text)).split())


def moment(text: str) -> dt.datetime | None:
    """Return a date of the database as if it were UTC, or None for one that is none."""
    match = _DATE.fullmatch(text.strip())
    if match is None or int(match[1]) not in _YEARS:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)
    except ValueError:
        return None


def _sent(text: str) -> dt.datetime | None:
    """Return a feed's date in UTC."""
    try:
        found = parsedate_to_datetime(text).astimezone(dt.UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.year in _YEARS else None


def _terms(element: Any) -> Iterator[Term]:
    for child in children(element, "category"):
        name = " ".join((child.text or "").split())
        slug = unquote(child.get("nicename") or "", errors="ignore")
        if name or slug:
            yield Term(child.get("domain") or "category", name or slug, slug or name)


def _meta(element: Any) -> dict[str, str]:
    """Return the custom fields; of several of one name the last."""
    return {text_of(one, "meta_key").strip(): text_of(one, "meta_value") for one in children(element, "postmeta")}


def tags_of(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the names of categories and tags, each once; formats and the category that is none are left out."""
    found: dict[str, str] = {}
    for term in terms:
        if term.taxonomy not in {"category", "post_tag", "tag"} or term.slug.lower() in _IGNORED_TERMS:
            continue
        found.setdefault(term.slug.lower(), term.name)
    return tuple(found.values())
