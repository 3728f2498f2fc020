"""What ``goodword export`` wrote, read back from its Markdown: texts of all kinds, and what was said of them."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import msgspec

from generator.base.paths import in_path
from generator.base.problems import Report
from generator.content.exported import MARK, Made, inner
from generator.importers.base import (
    Blog,
    Linked,
    MenuLink,
    Person,
    Picture,
    Place,
    Post,
    Said,
    UnreadableError,
)
from generator.importers.body.relinked import relinked
from generator.importers.folder.dates import moment
from generator.importers.folder.matter import Matter, matter
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import first, of_node, text, texts, within, yes
from generator.importers.links import to_text
from generator.importers.urls import split
from generator.schema.front_matter import read_yaml

_SETTINGS = "data/site.yaml"
_TALK = ("data/comments/", "data/mentions/")
#: What is a text or holds values. Of these, only what stands where an export puts it is read.
_TEXTS = (".md", ".markdown", ".yaml", ".yml")
_UTC = ZoneInfo("UTC")
#: A key at the left edge, with all lines that belong to it.
_KEY = re.compile(r"^(?P<key>[A-Za-z_][\w-]*):.*\n(?:(?:[ \t-].*)?\n)*", re.MULTILINE)
_STATUSES: Mapping[str, Any] = {one: one for one in ("approved", "spam", "removed")}
_KINDS: Mapping[str, Any] = {one: one for one in ("reply", "like", "repost")}


def looks_own(paths: Sequence[Path]) -> bool:
    """Return whether a folder looks like what ``goodword export`` wrote."""
    if len(paths) != 1:
        return False
    return (paths[0] / MARK).is_file() or all((paths[0] / name).is_file() for name in ("export.xml", _SETTINGS))


class Exported:
    """An export of a site made with Goodword."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Look through the folder. Raises :class:`UnreadableError`."""
        if len(paths) != 1 or not (paths[0] / MARK).is_file():
            raise UnreadableError(
                f"it must be one folder that goodword export wrote, with the file {MARK} in it, which copies may lack;"
                " or say --program plain, for the texts alone"
            )
        self._tree = tree = Tree(paths[0])
        try:
            self._made = msgspec.json.decode((paths[0] / MARK).read_bytes(), type=Made)
        except (OSError, msgspec.DecodeError) as fault:
            raise UnreadableError(f"{MARK} cannot be read: {fault}") from None
        self._sources = {path: source for path, source in self._made.sources.items() if _is_content(source)}
        self._settings = tree.settings(_SETTINGS)
        self._home = first(self._settings, "url").rstrip("/")
        self._base = split(self._home).path
        self._people = self._authors()
        self._kinds = {
            path: kind
            for path in tree.below("content")
            if (kind := self._kind(path)) and path.endswith((".md", ".markdown"))
        }
        if not self._kinds:
            raise UnreadableError("there are no texts in content/ of a kind that it names")
        self._places: dict[str, Place] = {}
        self._by_url: dict[str, str] = {}
        for path, kind in self._kinds.items():
            values = matter(tree.text(path)).values
            self._places[path] = self._place(path, kind, values)
            self._by_url.setdefault(unquote(text(values.get("url"))), path)
        self._slugs = {(path.split("/")[1], place.slug) for path, place in self._places.items()}
        self.blog = self._blog()

    def _kind(self, path: str) -> str:
        folder = path.removeprefix("content/").partition("/")[0]
        return self._made.kinds.get(folder, "")

    def _authors(self) -> tuple[Person, ...]:
        """Return the people of the settings. Texts name them as readers know them."""
        found = within(self._settings, "authors")
        return tuple(
            Person(
                key=name,
                name=name,
                bio=first(said, "bio"),
                url=first(said, "url"),
                id=id_,
                more={key: value for key in ("image", "fediverse") if (value := first(said, key))},
            )
            for id_, said in (found.items() if isinstance(found, Mapping) else ())
            if isinstance(said, Mapping) and (name := first(said, "name"))
        )

    def _place(self, path: str, kind: str, values: Mapping[str, Any]) -> Place:
        aliases = (
            *(f"{self._home}{one}" for one in texts(values.get("aliases"), "")),
            *texts(values.get("old_queries"), ""),
        )
        return Place(
            kind=kind,
            key=path,
            guid=text(values.get("id")),
            slug=text(values.get("slug")),
            link=self._home + text(values.get("url")),
            others=aliases,
            date=moment(text(values.get("date"))),
            path=path,
        )

    def _blog(self) -> Blog:
        tree = self._tree
        talk = [path for path in tree.files if path.startswith(_TALK) and not self._subject(path)]
        left = {"comments and mentions of what is not in content/": len(talk)} if talk else {}
        note = (
            f"the settings of the old site are in {_SETTINGS} of the export: what else you want of them, copy by hand"
        )
        return Blog(
            title=first(self._settings, "title"),
            url=self._home,
            language=first(self._settings, "language"),
            people=self._people,
            places=tuple(self._places.values()),
            menu=tuple(self._menu()),
            redirects=self._redirects(),
            whole=self._whole(),
            left=left,
            notes=("it was read as an export of Goodword", note, *tree.notes),
        )

    def _menu(self) -> Iterator[MenuLink]:
        lines = within(self._settings, "menu")
        for one in lines if isinstance(lines, list) else ():
            if isinstance(one, Mapping):
                url = first(one, "url")
                yield MenuLink(label=first(one, "label"), url=url, key=self._by_url.get(unquote(url), ""))

    def _redirects(self) -> dict[str, str]:
        found = within(self._settings, "redirects")
        return {self._base + old: text(to) for old, to in found.items()} if isinstance(found, Mapping) else {}

    def _whole(self) -> dict[str, Path]:
        """Return the files that come as they are: pictures as they were taken, recordings, all that is no text."""
        found: dict[str, Path] = {}
        small: dict[str, Path] = {}
        for path, file in self._tree.files.items():
            top, _, rest = path.partition("/")
            is_text = rest.endswith(_TEXTS)
            if (top == "originals" and not is_text) or (top == "data" and is_text and self._is_value(path)):
                found[f"content/{rest}"] = file
            elif top == "static" and rest != "_redirects":
                # What was made smaller is there as it was.
                small[self._sources.get(rest, f"content/static/{rest}")] = file
        return small | found

    def _is_value(self, path: str) -> bool:
        """Return whether a file of data is one of the content, that has a page beside it."""
        is_page = f"content/{path.removeprefix('data/').rpartition('.')[0]}.md" in self._tree.files
        return is_page and path != _SETTINGS and not path.startswith(_TALK)

    # --- the second reading ---------------------------------------------------------------

    def posts(self) -> Iterator[Post]:
        """Yield the texts one after the other."""
        said = {key: path for path in self._tree.files if path.startswith(_TALK) and (key := self._subject(path))}
        for path, kind in self._kinds.items():
            yield self._post(path, kind, said)

    def _subject(self, path: str) -> tuple[str, str, str] | None:
        """Return what a file of comments or mentions is about: which of both it is, a folder, and a name there."""
        _, what, folder, *rest = path.split("/")
        slug = "/".join(rest).removesuffix(".yaml")
        return (what, folder, slug) if (folder, slug) in self._slugs else None

    def _post(self, path: str, kind: str, said: Mapping[tuple[str, str, str], str]) -> Post:
        read = matter(self._tree.text(path))
        values, place = read.values, self._places[path]
        folder = path.split("/")[1]

        def link(url: str) -> str:
            return self._link(url, path)

        comments = self._rows(said.get(("comments", folder, place.slug), ""))
        mentions = self._rows(said.get(("mentions", folder, place.slug), ""))
        return Post(
            kind=kind,
            key=path,
            title=text(values.get("title")),
            date=place.date,
            updated=moment(text(values.get("lastmod"))),
            expires=moment(first(values, "expiryDate", "expires")),
            draft="a draft" if yes(values.get("draft")) else "",
            tags=tuple(texts(values.get("tags"), "")),
            authors=tuple(texts(values.get("authors"), "")),
            summary=text(values.get("summary")),
            image=self._image(values.get("image"), path),
            body=f"{body}\n" if (body := relinked(read.body, link, link).strip("\n")) else "",
            form="markdown",
            takes_comments=text(values.get("comments")) != "closed",
            silent=text(values.get("comments")) == "off",
            ask=text(values.get("ask")),
            syndicated=tuple(texts(values.get("syndicated"), "")),
            standard_site=text(values.get("standard_site")),
            lines=_own_lines(self._tree.text(path), kind, read),
            comments=tuple(_comments(comments)),
            mentions=tuple(_mentions(mentions)),
            notes=(read.fault,) if read.fault else (),
        )

    def _image(self, said: Any, path: str) -> Picture | None:
        if not isinstance(said, Mapping) or not (url := first(said, "path")):
            return None
        keys = ("alt", "credit", "credit_url", "license")
        return Picture(url=self._link(url, path), **{key: first(said, key) for key in keys})

    def _link(self, url: str, path: str) -> str:
        """Return a link of a text: to another by its name, to a file of the content as it was, else within the site."""
        if not url.startswith(f"{self._base}/") or url.startswith("//"):
            return url
        address, sign, fragment = url.removeprefix(self._base).partition("#")
        if key := self._by_url.get(unquote(address)):
            return to_text(key) + sign + fragment
        if source := self._sources.get(unquote(address).lstrip("/")):
            return in_path(posixpath.relpath(source, posixpath.dirname(path))) + sign + fragment
        return address + sign + fragment

    def _rows(self, path: str) -> list[Mapping[str, Any]]:
        """Return what a file of comments or mentions says, row by row; nothing where there is none."""
        node = read_yaml(self._tree.text(path), path, Report()) if path else None
        rows = of_node(node) if node is not None else []
        return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _is_content(path: str) -> bool:
    """Return whether a path is one of a file of the content other than a text."""
    top, *parts = path.split("/")
    return (
        top == "content"
        and bool(parts)
        and not path.endswith(_TEXTS)
        and not any(part[:1] in {"", ".", "~"} for part in parts)
    )


def _own_lines(whole: str, kind: str, read: Matter) -> str:
    """Return the lines of the keys that only a kind has, as they stand in the front matter."""
    if read.fault:
        return ""
    front = "\n".join(whole.split("\n")[1 : read.line - 1]).partition("\n---")[0] + "\n"
    made = ""
    for one in _KEY.finditer(front):
        if key := inner(kind, one["key"]):
            made += key + one[0].removeprefix(one["key"])
    return made


def _comments(rows: Sequence[Mapping[str, Any]]) -> Iterator[Said]:
    for row in rows:
        date, body = moment(text(row.get("date")), _UTC), row.get("body")
        if date is not None and isinstance(body, str) and first(row, "id"):
            yield Said(
                id=first(row, "id"),
                author=first(row, "author") or "Anonymous",
                date=date,
                body=body,
                form="markdown",
                url=first(row, "url"),
                reply_to=first(row, "reply_to"),
                status=_STATUSES.get(first(row, "status"), "pending"),
            )


def _mentions(rows: Sequence[Mapping[str, Any]]) -> Iterator[Linked]:
    for row in rows:
        date = moment(text(row.get("date")), _UTC)
        if date is not None and first(row, "source"):
            yield Linked(
                source=first(row, "source"),
                date=date,
                title=first(row, "title"),
                author=first(row, "author"),
                kind=_KINDS.get(first(row, "kind"), "mention"),
                status=_STATUSES.get(first(row, "status"), "pending"),
            )
