"""A Blogger export as values. It is read entry by entry: first what there is, with the comments, then the posts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from generator.base.text import slugify
from generator.content.said import Status
from generator.importers.base import Blog, Person, Picture, Place, Post, Said, UnreadableError
from generator.importers.blogger.body import text_of as body_of
from generator.importers.blogger.entry import Entry, entry
from generator.importers.urls import NO_CALENDARS, split
from generator.importers.xml_stream import Stream, local, text_of

_WANTED = frozenset(("entry",))
_POSTS = {"post": "article", "page": "page"}
#: What says something of the blog itself, or of how it looks.
_SILENT = frozenset(("settings", "template", ""))
_DRAFTS = {"DRAFT": "a draft", "SCHEDULED": ""}
_STATUSES: dict[str, Status] = {"LIVE": "approved", "PENDING": "pending"}
_FEEDS = {
    "/feeds/posts/default/": "feed:atom",
    "/rss.xml": "feed:rss",
    "/feeds/comments/default/": "comments-feed:",
}


class Blogger:
    """The export in one file, or in several."""

    def __init__(self, paths: Sequence[Path], address: str = "") -> None:
        """Look through the files; ``address`` is the blog's own. Raises :class:`UnreadableError`."""
        self._paths = paths
        self._left: Counter[str] = Counter()
        self._notes: list[str] = []
        self._settings: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self._comments: dict[str, list[Said]] = {}
        self._people: dict[str, Person] = {}
        self._pictures: dict[str, Picture] = {}
        self._labels: dict[str, None] = {}
        self._said: list[tuple[Entry, str]] = []
        for path in paths:
            self._look_through(path)
        self._home = (address or self._guessed()).rstrip("/")
        for one, body in self._said:
            self._comment(one, body)
        self.blog = self._blog()

    def _look_through(self, path: Path) -> None:
        stream = Stream(path, _WANTED)
        for element in stream:
            one = entry(element)
            if one.kind in _SILENT:
                self._setting(one, element)
            elif one.kind == "comment":
                self._said.append((one, text_of(element, "content")))
            elif one.kind not in _POSTS:
                self._left[f"of the kind {one.kind[:40]}"] += 1
            elif one.status == "SOFT_TRASHED":
                self._left["posts that were in the bin"] += 1
            elif not one.id or one.id in self._entries:
                self._left["there twice, or without a name"] += 1
            else:
                self._entries[one.id] = one
                self._labels |= dict.fromkeys(one.labels)
                if one.author:
                    self._people.setdefault(one.author, Person(key=one.author, name=one.author, url=one.author_url))
                for url in body_of(text_of(element, "content"))[2]:
                    self._pictures.setdefault(url, Picture(url=url))
        if local(stream.root) not in {"feed", "entry"}:
            raise UnreadableError("it is no export of Blogger: it does not begin with <feed>")
        if stream.cut_off:
            self._notes.append(f"{path.name} ends in the middle: what stands before that came; export it again")

    def _setting(self, one: Entry, element: Any) -> None:
        name = one.id.rpartition(".settings.")[2]
        if name in {"BLOG_NAME", "BLOG_DESCRIPTION", "BLOG_LOCALE"}:
            self._settings[name] = " ".join(text_of(element, "content").split())

    def _guessed(self) -> str:
        """Return where the blog was: where most posts are. Raises :class:`UnreadableError` if none says so."""
        homes: Counter[str] = Counter()
        for one in self._entries.values():
            if re.match(r"https?://[^/\s]+/", one.link):
                parts = split(one.link)
                homes[f"https://{parts.netloc.lower()}"] += 1
        if homes:
            return homes.most_common(1)[0][0]
        if not self._entries:
            return "https://old.invalid"
        raise UnreadableError(
            "it does not say where the blog was, which its links need: add --address https://NAME.blogspot.com"
        )

    def _blog(self) -> Blog:
        found = dict(_FEEDS)
        for label in self._labels:
            if slugify(label):
                found[f"/search/label/{quote(label)}/"] = f"tag:{label}"
                found[f"/feeds/posts/default/-/{quote(label)}/"] = f"tag-feed:{label}"
        return Blog(
            title=self._settings.get("BLOG_NAME", ""),
            url=f"{self._home}/",
            description=self._settings.get("BLOG_DESCRIPTION", ""),
            language=self._settings.get("BLOG_LOCALE", "").replace("_", "-"),
            people=tuple(self._people.values()),
            places=tuple(self._place(one) for one in self._entries.values()),
            redirects=found,
            pictures=self._pictures,
            left=self._left,
            notes=(*self._notes, NO_CALENDARS),
        )

    def _place(self, one: Entry) -> Place:
        path = urlsplit(one.link).path if _is_fine(one.link) else ""
        name = unquote(path.rpartition("/")[2]).removesuffix(".html")
        address = f"{self._home}{path}" if path.startswith("/") else ""
        return Place(
            kind="page" if one.kind == "page" else "article",
            key=one.id,
            guid=one.id,
            slug=slugify(name) or slugify(one.title),
            # Pages were below /p/ there, and are at the top here.
            link=address if one.kind != "page" else "",
            others=(address,) if address and one.kind == "page" else (),
            date=one.date,
            is_out=not _why(one),
        )

    def _comment(self, one: Entry, body: str) -> None:
        """Keep a comment with what it is about. Those in the bin are counted."""
        about = one.about
        if about not in self._entries:
            # The newer form may name a post by its number alone.
            about = next((key for key in (f"{one.id.rpartition('.')[0]}.{about}",) if key in self._entries), "")
        if not about or one.date is None or not body.strip() or one.status == "SOFT_TRASHED":
            self._left["comments without a post or a text, or in the bin"] += 1
            return
        post = self._entries[about]
        is_own = bool(one.author) and (one.author, one.author_url) == (post.author, post.author_url) and one.author_url
        answers = re.split(r"[-.:/]", one.answers)[-1]
        self._comments.setdefault(about, []).append(
            Said(
                id=one.number or f"c{len(self._comments)}",
                author=one.author,
                date=one.date,
                body=body if one.is_html else escape(body, quote=False),
                url=one.author_url,
                reply_to=answers,
                status=_STATUSES.get(one.status, "spam"),
                own=post.author if is_own else "",
            )
        )

    def posts(self) -> Iterator[Post]:
        """Yield the posts and pages, each once. Raises :class:`UnreadableError`."""
        seen: set[str] = set()
        for path in self._paths:
            for element in Stream(path, _WANTED):
                one = entry(element)
                if one.id in self._entries and one.kind in _POSTS and one.id not in seen:
                    seen.add(one.id)
                    yield self._post(self._entries[one.id], text_of(element, "content"))

    def _post(self, one: Entry, body: str) -> Post:
        html, summary, _ = body_of(body)
        return Post(
            kind="page" if one.kind == "page" else "article",
            key=one.id,
            title=one.title,
            date=one.date,
            updated=one.updated,
            draft=_why(one),
            tags=one.labels,
            authors=(one.author,) if one.author else (),
            summary=summary,
            body=html,
            comments=tuple(self._comments.get(one.id, ())),
        )


def _why(one: Entry) -> str:
    """Return why not everybody was to read a post, or an empty string."""
    return "" if one.status == "LIVE" else _DRAFTS.get(one.status, one.status.lower()[:40] or "a draft")


def _is_fine(url: str) -> bool:
    try:
        return bool(urlsplit(url).path)
    except ValueError:
        return False
