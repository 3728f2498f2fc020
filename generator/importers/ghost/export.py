"""A Ghost export as values: posts and pages, tags, authors, the menu, comments."""

import contextlib
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from generator.base.system import is_zone
from generator.base.text import slugify
from generator.importers.base import (
    Blog,
    MenuLink,
    Person,
    Picture,
    Place,
    Post,
    UnreadableError,
)
from generator.importers.ghost.cards import original, text_of
from generator.importers.ghost.editors import html_of
from generator.importers.ghost.said import said
from generator.importers.ghost.tables import Row, dated, joined, line, sound, tables, word

#: What stands for the blog's address in exports since version 4.
_HERE = "__GHOST_URL__"
_UPLOADS = re.compile(r"(https?://[\w.-]+(?::\d+)?)(?:/[\w-]+)*/content/(?:images|media|files)/", re.IGNORECASE)
_PATHS = re.compile(r"\b(?:src|href)=[\"']?(?=/content/(?:images|media|files)/)", re.IGNORECASE)
_DRAFTS = {"draft": "a draft", "sent": "sent by mail only"}
_AUDIENCES = {
    "members": "for members",
    "paid": "for paying members",
    "tiers": "for members of a tier",
    "filter": "for some members",
}
_NUMBER = re.compile(r"[0-9a-f]{24}")


class Ghost:
    """An export in one file, or in several."""

    def __init__(self, paths: Sequence[Path], address: str = "") -> None:
        """Look through the files; ``address`` is the blog's own. Raises :class:`UnreadableError`."""
        self._left: Counter[str] = Counter()
        self._notes: list[str] = []
        self._posts: dict[str, Row] = {}
        self._all = [tables(path) for path in paths]
        self._home = (address or self._guessed()).rstrip("/")
        for found in self._all:
            for row in found["posts"]:
                key = word(row, "id") or word(row, "uuid", "slug")
                if not key or key in self._posts:
                    self._left["there twice, or without a number"] += 1
                else:
                    self._posts[key] = row
        first = self._all[0]
        self._settings = {word(row, "key"): word(row, "value") for row in first.get("settings", ())}
        self._meta = {word(row, "post_id"): row for each in self._all for row in each.get("posts_meta", ())}
        self._tags = {word(row, "id"): row for each in self._all for row in each.get("tags", ())}
        self._of_posts = self._joined("posts_tags", "post_id", "tag_id")
        self._writers = self._joined("posts_authors", "post_id", "author_id")
        self._people = {
            word(row, "id"): Person(
                key=word(row, "id"),
                name=line(row, "name") or f"Author {number}",
                bio=line(row, "bio"),
                url=word(row, "website") if re.match(r"https?://", word(row, "website")) else "",
            )
            for number, row in enumerate((row for each in self._all for row in each.get("users", ())), 1)
            if word(row, "id")
        }
        self._comments = said(self._all, self._people, self._posts, self._left)
        self._zone = self._own_zone()
        if any(each.get("members") for each in self._all):
            self._left["members, with their addresses: not looked at"] = sum(
                len(each.get("members", ())) for each in self._all
            )
        self.blog = self._blog()

    def _own_zone(self) -> dt.tzinfo:
        """Return the blog's time zone, under the names that versions had for it; it is told if it is not UTC."""
        for key in ("timezone", "active_timezone", "activeTimezone"):
            name = self._settings.get(key, "")
            with contextlib.suppress(KeyError, ValueError, OSError):
                zone = ZoneInfo(name if is_zone(name) else "")
                if name not in {"Etc/UTC", "UTC"}:
                    self._notes.append(
                        f"the old blog's days were those of {name}: `timezone: {name}` in site.yaml makes them yours"
                    )
                return zone
        return dt.UTC

    def _joined(self, name: str, mine: str, other: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self._all:
            found |= joined(each, name, mine, other)
        return found

    def _guessed(self) -> str:
        """Return the blog's address: that of its own pictures. Raises :class:`UnreadableError` where that is none."""
        hosts: Counter[str] = Counter()
        for found in self._all:
            for row in found["posts"]:
                hosts.update(
                    one.lower() for one in _UPLOADS.findall(f"{word(row, 'feature_image')} {word(row, 'html')}")
                )
        if not hosts:
            raise UnreadableError(
                "it does not say where the blog was, which its pictures and links need:"
                " add --address https://blog.example.com"
            )
        home = hosts.most_common(1)[0][0]
        self._notes.append(f"the blog's address was taken to be {home}, where its pictures are")
        return home

    def _here(self, text: str) -> str:
        return text.replace(_HERE, self._home)

    def _blog(self) -> Blog:
        pictures: dict[str, Picture] = {}
        for row in self._posts.values():
            _, found, _ = self._text(row)
            for url in (*found, *filter(None, (original(self._feature(row)),))):
                pictures.setdefault(url, Picture(url=url))
        return Blog(
            title=self._settings.get("title", ""),
            url=f"{self._home}/",
            description=self._settings.get("description", ""),
            language=self._settings.get("locale", "")
            or self._settings.get("lang", "")
            or self._settings.get("default_locale", ""),
            people=tuple(self._people.values()),
            places=tuple(self._place(key, row) for key, row in self._posts.items()),
            menu=tuple(self._menu()),
            redirects=self._redirects(),
            pictures=pictures,
            left=self._left,
            notes=tuple(self._notes),
        )

    # --- addresses ---------------------------------------------------------------------

    def _place(self, key: str, row: Row) -> Place:
        when = dated(row, "published_at", "created_at")
        slug = word(row, "slug")
        is_page = _is_page(row)
        path = f"/{quote(slug, safe='%')}/"
        pattern = "" if is_page else self._settings.get("permalinks", "")
        if when is not None and ":year" in pattern:
            # Of versions before 1, by the blog's own days.
            day = when.astimezone(self._zone)
            parts = {
                ":year": f"{day:%Y}",
                ":month": f"{day:%m}",
                ":day": f"{day:%d}",
                ":slug": quote(slug, safe="%"),
            }
            path = re.sub(r":(?:year|month|day|slug)", lambda found: parts[found[0]], pattern)
        return Place(
            kind="page" if is_page else "article",
            key=key,
            guid=key if _NUMBER.fullmatch(key) else (word(row, "uuid") or f"{self._home}{path}"),
            slug=slug or slugify(line(row, "title")),
            link=f"{self._home}{path}" if slug else "",
            others=(f"{self._home}/p/{uuid}/",) if (uuid := word(row, "uuid")) and self._why(key, row) else (),
            date=when,
            is_out=not self._why(key, row),
        )

    def _redirects(self) -> dict[str, str]:
        found = {"/rss/": "feed:rss", "/feed/": "feed:rss", "/rss/index.rss": "feed:rss", "/page/2/": "/archive/"}
        for row in self._tags.values():
            slug, name = word(row, "slug"), line(row, "name")
            if slug and slugify(name) and not _is_internal(row):
                found[f"/tag/{quote(slug)}/"] = f"tag:{name}"
                found[f"/tag/{quote(slug)}/rss/"] = f"tag-feed:{name}"
        for each in self._all:
            for row in each.get("users", ()):
                if slug := slugify(word(row, "slug")):
                    found[f"/author/{slug}/"] = f"author:{word(row, 'id')}"
                    found[f"/author/{slug}/rss/"] = f"author-feed:{word(row, 'id')}"
        return found

    def _menu(self) -> Iterator[MenuLink]:
        """Yield the lines of the blog's first navigation."""
        try:
            lines = json.loads(self._settings.get("navigation", "") or "[]")
        except (ValueError, RecursionError):
            return
        keys = {f"/{word(row, 'slug')}/": key for key, row in self._posts.items()}
        for one in lines if isinstance(lines, list) else ():
            if isinstance(one, dict) and (label := line(one, "label")):
                url = self._here(word(one, "url"))
                path = url.removeprefix(self._home)
                if key := keys.get(path if path.endswith("/") else f"{path}/"):
                    yield MenuLink(label=label, key=key)
                elif re.match(r"https?://|/", url):
                    yield MenuLink(label=label, url=url)

    def _why(self, key: str, row: Row) -> str:
        """Return why not everybody was to read a post, or an empty string."""
        status, audience = (
            word(row, "status"),
            word(row, "visibility") or ("other" if row.get("visibility") else "public"),
        )
        if status not in {"published", "scheduled"}:
            return _DRAFTS.get(status, status or "a draft")
        if audience != "public":
            return _AUDIENCES.get(audience, "not for everyone")
        # Until its date comes, a letter that never gets a page is scheduled like all others.
        return _DRAFTS["sent"] if any(_is_yes(one.get("email_only")) for one in (row, self._meta.get(key, {}))) else ""

    # --- texts ------------------------------------------------------------------------

    def posts(self) -> Iterator[Post]:
        """Yield the posts and pages, each once."""
        for key, row in self._posts.items():
            yield self._post(key, row)

    def _post(self, key: str, row: Row) -> Post:
        html, _, told = self._text(row)
        notes = list(told)
        if html and not word(row, "html"):
            notes.append("it had no HTML: its text was made of what Ghost's editor keeps")
        if word(row, "codeinjection_head", "codeinjection_foot"):
            notes.append("code that was put into its page is left out")
        if row.get("featured") is True or row.get("featured") == 1:
            notes.append("it was featured: there is no such thing here; a link in the menu may do")
        canonical = self._here(word(row, "canonical_url"))
        return Post(
            kind="page" if _is_page(row) else "article",
            key=key,
            title=line(row, "title"),
            date=dated(row, "published_at", "created_at"),
            updated=dated(row, "updated_at"),
            draft=self._why(key, row),
            tags=self._tags_of(key),
            authors=tuple(one for one in self._authors_of(key, row) if one in self._people),
            summary=line(row, "custom_excerpt") or line(self._meta.get(key, {}), "custom_excerpt"),
            image=self._image(key, row),
            body=html,
            syndicated=(canonical,)
            if re.match(r"https?://", canonical) and not canonical.startswith(self._home)
            else (),
            comments=tuple(self._comments.get(key, ())),
            notes=tuple(notes),
        )

    def _text(self, row: Row) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        html = self._here(word(row, "html") or sound(html_of(row)))
        # Before version 4, what was uploaded is named by its path.
        return text_of(_PATHS.sub(lambda found: f"{found[0]}{self._home}", html))

    def _feature(self, row: Row) -> str:
        url = self._here(word(row, "feature_image", "image"))
        return f"{self._home}{url}" if url.startswith("/") else url

    def _image(self, key: str, row: Row) -> Picture | None:
        url = original(self._feature(row))
        meta: Row = self._meta.get(key, {})
        caption = " ".join(re.sub(r"<[^<>]*>", " ", word(meta, "feature_image_caption")).split())
        alt = line(meta, "feature_image_alt")
        return Picture(url=url, alt=alt, credit=caption) if re.match(r"https?://", url) else None

    def _tags_of(self, key: str) -> tuple[str, ...]:
        rows = (self._tags.get(one) for one in self._of_posts.get(key, ()))
        return tuple(dict.fromkeys(line(row, "name") for row in rows if row is not None and not _is_internal(row)))

    def _authors_of(self, key: str, row: Row) -> Sequence[str]:
        return self._writers.get(key) or [word(row, "author_id", "author")]


def _is_page(row: Row) -> bool:
    return word(row, "type") == "page" or row.get("page") in (1, True)


def _is_yes(value: object) -> bool:
    """Return whether a value is a yes; databases write 1 for it, and some text."""
    return value is True or str(value).strip().lower() in {"1", "true"}


def _is_internal(row: Row) -> bool:
    return word(row, "visibility") == "internal" or word(row, "name").startswith("#")
