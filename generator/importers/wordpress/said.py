"""Comments of an item, and the pings among them. Addresses of mail and machines are not even read."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from generator.content.exported import OWN
from generator.content.said import Status
from generator.importers.base import Linked, Said
from generator.importers.urls import is_url
from generator.importers.wordpress.item import moment
from generator.importers.xml_stream import children, text_of
from generator.schema.addresses import slug_problem

_TAG = re.compile(r"<[^<>]*>")
#: A longer text is no title.
_LONGEST_TITLE = 200
_KINDS: Mapping[str, Any] = {"reply": "reply", "like": "like", "favorite": "like", "repost": "repost"}
_STATUS: Mapping[str, Status] = {
    "1": "approved",
    "approve": "approved",
    "approved": "approved",
    "spam": "spam",
    "trash": "removed",
}


def said(
    element: Any, logins: Mapping[str, str], when: dt.datetime
) -> tuple[tuple[Said, ...], tuple[Linked, ...], int]:
    """Return an item's comments and mentions, and how many of both were in the bin.

    ``logins`` has the logins of the blog's people by their numbers. ``when`` stands for a date that is none.
    """
    comments: list[Said] = []
    linked: list[Linked] = []
    binned = 0
    seen: set[str] = set()
    every = [(one, _meta(one)) for one in children(element, "comment")]
    # Comments of a site made with Goodword have their names there.
    names = {text_of(one, "comment_id").strip(): meta[OWN] for one, meta in every if not slug_problem(meta[OWN])}
    for number, (one, meta) in enumerate(every):
        fields = dict(_fields(one))
        status = fields.get("comment_approved", "")
        # Of what a site made with Goodword removed, the place is kept.
        if status in {"trash", "post-trashed"} and fields.get("comment_id", "") not in names:
            binned += 1
            continue
        id_ = fields.get("comment_id") or f"n{number + 1}"
        if id_ in seen:
            continue
        seen.add(id_)
        date = moment(fields.get("comment_date_gmt", "")) or moment(fields.get("comment_date", "")) or when
        url = fields.get("comment_author_url", "")
        if fields.get("comment_type") == "webmention":
            url = meta["webmention_source_url"] or url
            if is_url(url):
                linked.append(_mention(fields, meta, url, date))
            continue
        if fields.get("comment_type") in {"pingback", "trackback"}:
            if is_url(url):
                name = fields.get("comment_author", "")
                linked.append(Linked(source=url, date=date, title=name, status=_STATUS.get(status, "pending")))
            continue
        if fields.get("comment_type") not in {"", "comment", None} or not fields.get("comment_content", "").strip():
            continue
        comments.append(
            Said(
                id=names.get(id_, id_),
                author=fields.get("comment_author", ""),
                date=date,
                body=fields["comment_content"],
                url=url if is_url(url) else "",
                reply_to=names.get(parent := fields.get("comment_parent", "").lstrip("0"), parent),
                status=_STATUS.get(status, "pending"),
                own=logins.get(fields.get("comment_user_id", ""), ""),
            )
        )
    return tuple(comments), tuple(linked), binned


def _fields(element: Any) -> Iterator[tuple[str, str]]:
    """Yield what a comment says but for who its author is to the server."""
    for name in (
        "comment_id",
        "comment_author",
        "comment_author_url",
        "comment_date",
        "comment_date_gmt",
        "comment_content",
        "comment_approved",
        "comment_type",
        "comment_parent",
        "comment_user_id",
    ):
        text = text_of(element, name)
        yield name, text if name == "comment_content" else " ".join(text.split())


def _meta(element: Any) -> dict[str, str]:
    """Return what is said more of a comment, as far as it is read."""
    found = dict.fromkeys((OWN, "webmention_source_url", "semantic_linkbacks_type"), "")
    for one in children(element, "commentmeta"):
        if (key := text_of(one, "meta_key").strip()) in found:
            found[key] = " ".join(text_of(one, "meta_value").split())
    return found


def _mention(fields: Mapping[str, str], meta: Mapping[str, str], url: str, date: dt.datetime) -> Linked:
    """Return a webmention, as WordPress' plugins keep it."""
    title = " ".join(unescape(_TAG.sub("", fields.get("comment_content", ""))).split())
    return Linked(
        source=url,
        date=date,
        author=fields.get("comment_author", ""),
        title=title if len(title) <= _LONGEST_TITLE else "",
        kind=_KINDS.get(meta["semantic_linkbacks_type"], "mention"),
        status=_STATUS.get(fields.get("comment_approved", ""), "pending"),
    )
