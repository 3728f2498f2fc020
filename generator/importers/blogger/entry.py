"""An entry of a Blogger export: a post, a page, a comment or a setting. Addresses of mail are not even read."""

import datetime as dt
import re
from typing import Any

import msgspec

from generator.edit.kept_out import bare_name
from generator.importers.moments import moment
from generator.importers.xml_stream import children, local, text_of

_KIND = re.compile(r"kind#(\w+)$")
#: Names that are schemes and no labels.
_NO_LABEL = re.compile(r"^https?://schemas\.google\.com/")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is written. ``kind`` is ``post page comment settings``, ``status`` ``LIVE`` and others."""

    id: str
    kind: str
    status: str
    title: str
    date: dt.datetime | None
    updated: dt.datetime | None
    labels: tuple[str, ...]
    #: Its address, or the path of it.
    link: str
    author: str
    author_url: str
    #: Of a comment: the entry that it is about, and the comment that it answers.
    about: str
    answers: str
    is_html: bool

    @property
    def number(self) -> str:
        """Return what ends its id."""
        return re.split(r"[-.:/]", self.id)[-1]


def entry(element: Any) -> Entry:
    """Return what an entry says, but for its text."""
    kind, labels = text_of(element, "type", "blogger").strip().lower(), []
    for one in children(element, "category"):
        term = (one.get("term") or "").strip()
        if found := _KIND.search(term):
            kind = kind or found[1].lower()
        elif term and not _NO_LABEL.match(term):
            labels.append(" ".join(term.split()))
    draft = any(text_of(one, "draft").strip().lower() == "yes" for one in children(element, "control"))
    author = next(children(element, "author"), None)
    name = bare_name(text_of(author, "name")) if author is not None else ""
    content = next(children(element, "content"), None)
    return Entry(
        id=" ".join(text_of(element, "id").split()),
        kind=kind,
        status=text_of(element, "status", "blogger").strip().upper() or ("DRAFT" if draft else "LIVE"),
        title=" ".join(text_of(element, "title").split()),
        date=moment(text_of(element, "published")) or moment(text_of(element, "created", "blogger")),
        updated=moment(text_of(element, "updated")),
        labels=tuple(dict.fromkeys(labels)),
        link=_link(element, "alternate") or text_of(element, "filename", "blogger").strip(),
        author=name,
        author_url=_web(text_of(author, "uri") if author is not None else ""),
        about=text_of(element, "parent", "blogger").strip() or _replied(element),
        answers=text_of(element, "inReplyTo", "blogger").strip() or _link(element, "related"),
        is_html=content is None or (content.get("type") or "html") != "text",
    )


def _link(element: Any, rel: str) -> str:
    for one in children(element, "link"):
        if one.get("rel") == rel:
            return (one.get("href") or "").strip()
    return ""


def _replied(element: Any) -> str:
    """Return the id of the entry that a comment is about, in the older form."""
    return next(((one.get("ref") or "").strip() for one in element if _is(one, "in-reply-to")), "")


def _is(element: Any, name: str) -> bool:
    return isinstance(element.tag, str) and local(element.tag) == name


def _web(url: str) -> str:
    """Return an address of the web; not that of a profile at Blogger, which is none of the person's own."""
    url = url.strip()
    own = re.match(r"https?://(?:www\.)?blogger\.com/profile/", url) is None
    return url if own and re.match(r"https?://[^\s<>\"]+$", url) else ""
