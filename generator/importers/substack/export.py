"""A Substack export: ``posts.csv``, and a file of HTML for each text. What it has of readers is never opened."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.base.text import slugify
from generator.importers.archive import Archive, Packed, shown
from generator.importers.base import Blog, Picture, Place, Post, UnreadableError
from generator.importers.body.making import player
from generator.importers.substack.address import home_of
from generator.importers.substack.body import Text, own_links, text_of
from generator.importers.substack.rows import Row, rows

_OWN = frozenset(("posts",))
_POSTS = "posts.csv"
_MOST_TEXT = 32 * 2**20
#: What is about readers, with its name for the report.
_READERS = {
    "lists of your readers and their addresses: not opened": re.compile(r"(?i)(?:^|/)(?:email_?list|subscribers?)"),
    "lists of who got or opened a post: not opened": re.compile(r"(?i)\.(?:delivers|opens|clicks|unsubscribes)\.csv$"),
}


class Substack(Packed):
    """The export in one zip file or folder, or in several."""

    def __init__(self, paths: Sequence[Path], address: str = "") -> None:
        """Look through the files; ``address`` is the newsletter's own. Raises :class:`UnreadableError`."""
        super().__init__(paths, _OWN)
        self._left: Counter[str] = Counter()
        self._notes = [note for one in self._archives for note in one.notes]
        self._rows: dict[str, tuple[Row, Archive]] = {}
        for archive in self._archives:
            self._look_through(archive)
        texts = (self._raw(row, archive) for row, archive in self._rows.values())
        slugs = frozenset(row.slug for row, _ in self._rows.values() if row.slug)
        names = [name for one in self._archives for name in one.names]
        self._home, hosts = home_of(address, texts, slugs, names)
        self._own = own_links(self._home, hosts)
        if not address:
            self._notes.append(
                f"the newsletter's address was taken to be {self._home}, of which the names in feeds are made. "
                "If it is another, take all of this away, and import with --address"
            )
        self.blog = self._blog()

    def _look_through(self, archive: Archive) -> None:
        if _POSTS not in archive:
            raise UnreadableError(_missing(archive.names))
        for row in rows(archive.text(_POSTS, _MOST_TEXT)):
            if row.file in self._rows:
                self._left["there twice"] += 1
                continue
            self._rows[row.file] = (row, archive)
        for name in archive.names:
            if name == _POSTS:
                continue
            about = next((what for what, pattern in _READERS.items() if pattern.search(name)), "")
            stem = name.removeprefix("posts/").removesuffix(".html")
            if about:
                self._left[about] += 1
            elif not name.endswith(".html"):
                self._left["other files: not opened"] += 1
            elif stem not in self._rows:
                self._left["texts of which posts.csv does not say whom they were for"] += 1

    def _blog(self) -> Blog:
        pictures: dict[str, Picture] = {}
        for row, archive in self._rows.values():
            for url in (*self._text(row, archive).pictures, *filter(None, (row.sound,))):
                pictures.setdefault(url, Picture(url=url))
        return Blog(
            title=re.sub(r"^https?://", "", self._home),
            url=self._home,
            places=tuple(self._place(row) for row, _ in self._rows.values()),
            redirects={"/feed/": "feed:rss"},
            pictures=pictures,
            left=self._left,
            notes=tuple(self._notes),
        )

    def _place(self, row: Row) -> Place:
        address = f"{self._home}/p/{row.slug}" if row.slug else ""
        is_page = row.kind == "page"
        return Place(
            kind="page" if is_page else "article",
            key=row.file,
            guid=address,
            slug=row.slug or slugify(row.title),
            link=f"{address}/" if address and not is_page else "",
            others=(f"{address}/",) if address and is_page else (),
            date=row.date,
            is_out=row.is_published and not row.audience,
        )

    def _raw(self, row: Row, archive: Archive) -> str:
        name = f"posts/{row.file}.html"
        return archive.text(name, _MOST_TEXT) if name in archive else ""

    def _text(self, row: Row, archive: Archive) -> Text:
        return text_of(self._raw(row, archive), self._own)

    def posts(self) -> Iterator[Post]:
        """Yield the posts and pages, each once. Raises :class:`UnreadableError`."""
        for row, archive in self._rows.values():
            yield self._post(row, self._text(row, archive), is_there=f"posts/{row.file}.html" in archive)

    def _post(self, row: Row, text: Text, *, is_there: bool) -> Post:
        notes = list(text.notes)
        if text.asks:
            what = "button or form" if text.asks == 1 else "buttons and forms"
            notes.append(f"{text.asks} {what} to subscribe, share or comment left out")
        if row.kind == "thread":
            notes.append("it was a thread: what readers said in it is not in the export")
        body = text.html
        if row.sound:
            body = player("audio", row.sound) + body
            notes.append(f"it was an episode of a podcast, with the recording {row.sound}")
        return Post(
            kind="page" if row.kind == "page" else "article",
            key=row.file,
            title=row.title,
            date=row.date,
            draft=_draft(row, text, is_there=is_there or bool(row.sound)),
            summary=row.subtitle,
            body=body,
            notes=tuple(notes),
        )


def _draft(row: Row, text: Text, *, is_there: bool) -> str:
    """Return why not everybody was to read a text, or an empty string."""
    if not row.is_published:
        return "a draft"
    if row.audience:
        return row.audience
    if text.is_walled:
        return "a part of it was for paying readers"
    return "" if is_there else "its text is not in the export"


def _missing(names: Sequence[str]) -> str:
    if inside := next((name for name in names if name.endswith(".zip")), ""):
        return f"there is no posts.csv in it, but another zip file, {shown(inside)}: unpack it, and give that one"
    if any(name.endswith(".html") for name in names):
        return "there is no posts.csv in it, which says what was for whom: give the whole export, not the folder posts"
    return "it is no export of Substack: there is no posts.csv in it"
