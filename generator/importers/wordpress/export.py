"""A WordPress export, read twice: for what is known of the whole blog, and for its posts one by one."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from generator.content.exported import FACTS
from generator.edit.kept_out import bare_name
from generator.importers.base import Blog, Person, Picture, Place, Post, UnreadableError
from generator.importers.urls import NO_CALENDARS
from generator.importers.wordpress.addresses import redirects
from generator.importers.wordpress.item import Item, item, tags_of, zoned
from generator.importers.wordpress.menu import menu
from generator.importers.wordpress.own import own_of, placed, within
from generator.importers.wordpress.said import said
from generator.importers.wordpress.texts import Source, summary_of
from generator.importers.xml_stream import Stream, local, text_of
from generator.schema.addresses import slug_problem

_WANTED = frozenset(
    (
        "item",
        "author",
        "category",
        "tag",
        "term",
        "title",
        "link",
        "description",
        "generator",
        "language",
        "base_blog_url",
        "wxr_version",
        "pubDate",
    )
)
_KINDS: Mapping[str, Any] = {"post": "article", "page": "page"}
#: Statuses of what nobody was to read yet, or not everybody.
_DRAFTS = {"draft": "a draft", "pending": "waiting for review", "private": "private"}
_LEFT = {"trash": "in the bin", "auto-draft": "empty drafts that the editor had begun", "inherit": "older versions"}
#: Statuses of pictures whose pages nobody saw.
_HIDDEN = frozenset(("trash", "private", "auto-draft"))
#: What the editor keeps beside texts, and nobody reads: it is not even named.
_SILENT = frozenset(("revision", "nav_menu_item", "attachment", "wp_block"))
#: Stands for the date of a comment that has none, below a text that has none.
_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class WordPress:
    """The export in one or several files: WordPress.com parts large ones."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Look through the files. Raises :class:`UnreadableError`."""
        self._paths = paths
        self._people: dict[str, Person] = {}
        self._numbers: dict[str, str] = {}
        self._attachments: dict[str, Picture] = {}
        self._attached: dict[str, list[str]] = {}
        self._pages: dict[str, list[str]] = {}
        self._menu: list[Item] = []
        self._reused: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._head: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._left: Counter[str] = Counter()
        self._places: dict[str, Place] = {}
        #: The numbers of what is left out: the pages of its pictures were gone with it.
        self._gone: set[str] = set()
        self._notes: list[str] = []
        self._whole: dict[str, bytes] = {}
        for path in paths:
            self._look_through(path)
        if not self._head and not self._places:
            raise UnreadableError("it is no export of WordPress: there is nothing of a blog in it")
        self.blog = self._blog()
        self._source = Source(self._reused, self._attachments, self._attached)
        self._urls = {one.url for one in self._attachments.values()} | {one.link for one in self._places.values()}

    # --- the first reading -----------------------------------------------------------

    def _look_through(self, path: Path) -> None:
        stream = Stream(path, _WANTED)
        for element in stream:
            name = local(element.tag)
            if name == "item":
                self._place(element)
            elif name == "author" and len(element):
                self._person(element)
            elif name in {"category", "tag", "term"}:
                self._term(element)
            elif name != "author" and element.getparent() is not None and local(element.getparent().tag) == "channel":
                self._head.setdefault(name, "".join(element.itertext()).strip())
        if local(stream.root) not in {"rss", "RDF"}:
            raise UnreadableError(f"it is no export of WordPress: it begins with <{local(stream.root)}>")
        if stream.cut_off:
            self._notes.append(f"{path.name} ends before its end: what was in the rest is missing. Export it again")

    def _person(self, element: Any) -> None:
        login = text_of(element, "author_login").strip()
        first, last = (text_of(element, f"author_{one}_name").strip() for one in ("first", "last"))
        shown = bare_name(text_of(element, "author_display_name"))
        name = shown or bare_name(f"{first} {last}") or bare_name(login)
        if login and login not in self._people:
            self._people[login] = Person(key=login, name=name or f"Author {len(self._people) + 1}")
            if number := text_of(element, "author_id").strip():
                self._numbers[number] = login

    def _term(self, element: Any) -> None:
        kind = local(element.tag)
        slug = text_of(element, {"category": "category_nicename", "tag": "tag_slug", "term": "term_slug"}[kind]).strip()
        name = text_of(element, {"category": "cat_name", "tag": "tag_name", "term": "term_name"}[kind]).strip()
        if slug and name and kind != "term":
            self._terms[f"{'category' if kind == 'category' else 'post_tag'} {unquote(slug)}"] = name

    def _place(self, element: Any) -> None:
        one = item(element)
        if one.type == "attachment":
            self._attachment(one, element)
        elif one.type == "nav_menu_item":
            self._menu.append(one)
        elif one.type == "wp_block":
            self._reused[one.id] = text_of(element, "encoded", "content")
        if one.type not in _KINDS:
            if one.type not in _SILENT:
                self._left[f"of the type {one.type}"] += 1
            return
        if one.status in _LEFT:
            self._left[_LEFT[one.status]] += 1
            self._gone.add(one.id)
            return
        if one.author and one.author not in self._people:
            # Exports of version 1.0 do not list their authors.
            self._people[one.author] = Person(
                key=one.author, name=bare_name(one.author) or f"Author {len(self._people) + 1}"
            )
        key, own = _key(one), own_of(one.meta)
        if own.values:
            self._whole[own.path] = own.values.encode()
            return
        if key in self._places:
            self._left["there twice"] += 1
            return
        place = Place(
            kind=_KINDS[one.type],
            key=key,
            guid=one.guid or one.link,
            slug=one.slug,
            link=one.link,
            others=self._others(one),
            date=zoned(one),
            is_out=not _draft(one),
        )
        self._places[key] = placed(place, own)

    def _others(self, one: Item) -> tuple[str, ...]:
        """Return the other addresses of an item; a site made with Goodword has none by numbers."""
        home = self._home().rstrip("/")
        numbered = () if self._is_own() else (_numbered(one),)
        aliases = own_of(one.meta).aliases
        return (*numbered, *(alias if alias.startswith("/?") else home + alias for alias in aliases))

    def _home(self) -> str:
        return self._head.get("base_blog_url") or self._head.get("link") or ""

    def _is_own(self) -> bool:
        """Return whether the export is of ``goodword export``."""
        return self._head.get("generator") == "Goodword"

    def _attachment(self, one: Item, element: Any) -> None:
        url = one.attachment or (one.guid if re.match(r"https?://\S+\.\w{2,4}$", one.guid) else "")
        if not url:
            return
        caption = " ".join(text_of(element, "encoded", "excerpt").split())
        alt = " ".join(one.meta.get("_wp_attachment_image_alt", "").split())
        self._attachments[one.id] = Picture(url=url, alt=alt, credit=caption)
        self._attached.setdefault(one.parent, []).append(one.id)
        if one.link and one.status not in _HIDDEN:
            self._links[one.link] = url
            self._pages.setdefault(one.parent, []).append(one.link)

    def _blog(self) -> Blog:
        url = self._home()
        logins = {login: person.name for login, person in self._people.items()}
        beside = self._gone | self._places.keys()
        loose = [link for parent, links in self._pages.items() if parent not in beside for link in links]
        return Blog(
            title=self._head.get("title", ""),
            url=url,
            description=self._head.get("description", ""),
            language=self._head.get("language", ""),
            people=tuple(
                msgspec.structs.replace(one, id=login) if self._is_own() and not slug_problem(login) else one
                for login, one in self._people.items()
            ),
            places=tuple(
                msgspec.structs.replace(one, others=(*self._pages.get(one.key, ()), *filter(None, one.others)))
                for one in self._places.values()
            ),
            menu=menu(self._menu, self._notes),
            redirects={}
            if self._is_own()
            else redirects(self._terms, logins, {link: self._links[link] for link in loose}),
            pictures={one.url: one for one in self._attachments.values()},
            picture_pages=self._links,
            whole=self._whole,
            left=self._left,
            notes=(*self._notes, NO_CALENDARS),
        )

    # --- the second -------------------------------------------------------------------

    def posts(self) -> Iterator[Post]:
        """Yield the posts and pages, each once. Raises :class:`UnreadableError`."""
        seen: set[str] = set()
        for path in self._paths:
            for element in Stream(path, frozenset(("item",))):
                one = item(element)
                key = _key(one)
                if one.type in _KINDS and one.status not in _LEFT and key in self._places and key not in seen:
                    seen.add(key)
                    yield self._post(one, element)

    def _post(self, one: Item, element: Any) -> Post:
        own = own_of(one.meta)
        body, _, facts = text_of(element, "encoded", "content").partition(FACTS if own.kind else "\0")
        excerpt = text_of(element, "encoded", "excerpt")
        when = one.date or one.modified or _LONG_AGO
        comments, mentions, binned = said(element, self._numbers, when)
        if self._is_own():
            body = within(body, self._home().rstrip("/"), self._urls)
        html, unknown = self._source.html(body, one.id)
        notes = [f"[{name}] was not understood, and stays in the text" for name in sorted(set(unknown.words))]
        makes = "shows what the blog makes itself, and is left out"
        notes += [f"the block {name} {makes}" for name in sorted(set(unknown.blocks))]
        if one.sticky:
            notes.append("it was sticky: there is no such thing here; a link in the menu may do")
        if binned:
            notes.append(f"{binned} comment{'s were' if binned > 1 else ' was'} in the bin, and left out")
        if one.date is None and one.type != "page":
            notes.append("it has no date that exists")
        terms = [term for term in one.terms if not own.kind or term.taxonomy != "category"]
        image = self._attachments.get(one.meta.get("_thumbnail_id", "").strip())
        if image is not None:
            image = msgspec.structs.replace(image, credit_url=own.image.credit_url, license=own.image.license)
        return Post(
            kind=self._places[_key(one)].kind,
            key=_key(one),
            title=one.title,
            date=one.date,
            updated=one.modified,
            draft="" if own.is_over and one.status == "draft" else _draft(one),
            tags=tags_of(terms),
            authors=own.authors or ((one.author,) if one.author else ()),
            summary=summary_of(excerpt, body),
            image=image,
            body=html,
            takes_comments=one.comments_open,
            series=own.series,
            ask=own.ask,
            syndicated=own.syndicated,
            standard_site=own.standard_site,
            silent=own.comments == "off",
            expires=own.expires,
            lines=own.lines,
            rest=self._source.html(facts, one.id)[0] if facts else "",
            comments=comments,
            mentions=mentions,
            notes=tuple(notes),
        )


def _key(one: Item) -> str:
    return one.id or one.guid or one.link or f"{one.title} {one.date}"


def _numbered(one: Item) -> str:
    """Return the address by its number, which every WordPress answers."""
    if not one.id.isdecimal():
        return ""
    return f"/?{'page_id' if one.type == 'page' else 'p'}={one.id}"


def _draft(one: Item) -> str:
    """Return why nobody was to read an item, or an empty string."""
    if one.password:
        return "protected by a password"
    if one.status in {"publish", "future", "static", "object"}:
        return ""
    return _DRAFTS.get(one.status, one.status)
