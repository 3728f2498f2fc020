"""Mentions from a receiver into the site's files: what is new waits there; what is there stays as it is."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

import msgspec

from generator.base.problems import Report
from generator.build.contents import Contents
from generator.content.find import MAX_BYTES
from generator.content.kind import Fields, id_of, subject_of
from generator.content.said import MENTION, REMOVED, MentionFields
from generator.edit.files import bytes_of, write
from generator.edit.yaml_list import appended
from generator.edit.yaml_scalars import date, scalar
from generator.importers.front import moment
from generator.mentions.memory import Memory, key
from generator.mentions.received import Received
from generator.mentions.source import Seen, look
from generator.moderation.decide import decided
from generator.pulls.articles import Article, Articles
from generator.site.project import Project
from generator.site.settings import Site
from generator.web.visit import Visit, Visitor

#: So many pages are looked at in one run.
MOST = 500
_LATER = "for another time, as no more pages are looked at in one run"
_FIRST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
_STANDING = frozenset(("approved", "pending"))

Progress = Callable[[int], None]


class Outcome(msgspec.Struct, kw_only=True):
    """All that is told. A mention is its article's slug and its address."""

    new: list[tuple[str, str, str]] = []
    removed: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    notes: list[str] = []
    faults: list[str] = []
    files: list[str] = []
    known: int = 0
    left: dict[str, int] = {}


class _Place(msgspec.Struct):
    """An article with its file of mentions, and what is new for that."""

    article: Article
    path: str
    there: dict[str, MentionFields]
    new: dict[str, tuple[Received, Seen]] = {}


class Archive:
    """The mentions of a site."""

    def __init__(
        self,
        project: Project,
        contents: Contents,
        site: Site,
        memory: Memory,
        visitor: Visitor | None,
        now: dt.datetime,
    ) -> None:
        """Take up what is there. Without a visitor, pages are not looked at."""
        self._project, self._site, self._memory, self._visitor, self._now = project, site, memory, visitor, now
        self._articles = Articles(contents, site)
        self._host = _host(site.url)
        self._places = {one.article.guid: one for one in _places(contents, site, self._articles)}
        self._looked = 0
        self._told: set[str] = set()
        self._gone: list[tuple[_Place, str]] = []
        #: The receiver of which all came that was asked for, with the highest number there.
        self._reached = ("", 0)
        self.made = Outcome()

    # --- what is new --------------------------------------------------------------------

    def take(self, found: Iterable[Received | None], progress: Progress) -> int:
        """Take up a page of what a receiver gave; return the highest of its numbers."""
        highest = 0
        for one in found:
            if one is None:
                self._leave("that name no page, or none of the web")
                continue
            highest = max(highest, one.number)
            self._take(one)
            progress(self._looked)
        return highest

    def reached(self, receiver: str, highest: int) -> None:
        """Take up that all came, up to a number: another time, only what is newer is to be asked for."""
        self._reached = (receiver, highest)

    def _take(self, one: Received) -> None:
        if one.private:
            self._leave("that are private")
            return
        place = self._place(one.target)
        if place is None:
            self._leave("about pages that are not here")
            return
        if _host(one.page) == self._host:
            self._leave("from this site itself")
            return
        name = key(place.article.guid, one.source)
        self._told.add(name)
        if one.source in place.there or one.source in place.new:
            self.made.known += one.source in place.there
            self._memory.kept.came.setdefault(name, one.page)
            return
        if key(one.page, one.target) in self._memory.kept.refused:
            self._leave("that were refused before")
            return
        seen = self._look(one, place.article)
        if seen is not None:
            place.new[one.source] = (one, seen)
            self._memory.kept.came[name] = one.page

    def _place(self, target: str) -> _Place | None:
        if _host(target) != self._host:
            return None
        article = self._articles.find(target)
        return self._places.get(article.guid) if article else None

    def _look(self, one: Received, article: Article) -> Seen | None:
        """Return what a mention's page says, nothing where it is not looked at; None where it is refused."""
        if self._visitor is None:
            return Seen()
        if self._looked >= MOST:
            self._leave(_LATER)
            return None
        self._looked += 1
        visit = self._visitor.get(one.page)
        why = _why_gone(visit)
        if not why and visit.is_good:
            seen = self._seen(visit, article)
            if seen is not None:
                return seen
            why = "it does not link here" if visit.whole else ""
        if why:
            self.made.refused.append((one.page, why))
            if visit.kind != "private":
                self._memory.kept.refused[key(one.page, one.target)] = why
            return None
        self.made.notes.append(f"{one.page} could not be looked at, so the receiver is believed")
        return Seen()

    def _seen(self, visit: Visit, article: Article) -> Seen | None:
        return look(visit.url, visit.body, lambda url: _host(url) == self._host and self._articles.find(url) is article)

    def _leave(self, what: str) -> None:
        self.made.left[what] = self.made.left.get(what, 0) + 1

    # --- what is gone -------------------------------------------------------------------

    def look_again(self, *, everything: bool) -> None:
        """Look at pages whose mentions the receiver no longer has; with ``everything``, at all of them."""
        if self._visitor is None:
            return
        looked = self._memory.kept.looked
        # Those first at which nobody looked for the longest time: so all have their turn.
        for name, place, source, page in sorted(
            self._standing(everything=everything), key=lambda one: looked.get(one[0], 0)
        ):
            if self._looked >= MOST:
                self.made.notes.append("not all pages were looked at again; run this once more")
                return
            self._looked += 1
            looked[name] = int(self._now.timestamp())
            visit = self._visitor.get(page)
            is_gone = visit.kind == "answer" and bool(_why_gone(visit))
            if is_gone or (visit.is_good and visit.whole and self._seen(visit, place.article) is None):
                self._gone.append((place, source))

    def _standing(self, *, everything: bool) -> Iterable[tuple[str, _Place, str, str]]:
        """Yield mentions that may be gone: how they are remembered, where they stand, their source and their page."""
        for place in self._places.values():
            for source, fields in place.there.items():
                name = key(place.article.guid, source)
                page = self._memory.kept.came.get(name, source if everything else "")
                if fields.status in _STANDING and page and (everything or name not in self._told):
                    yield name, place, source, page

    # --- files --------------------------------------------------------------------------

    def write(self, *, dry: bool) -> None:
        """Write what is new, and take off what is gone. Raises OSError."""
        gone: dict[str, list[str]] = {}
        for place, source in self._gone:
            gone.setdefault(place.article.guid, []).append(source)
        for place in self._places.values():
            removed = gone.get(place.article.guid, ())
            if place.new or removed:
                self._write(place, removed, dry=dry)
        if dry:
            return
        receiver, highest = self._reached
        # What was left for another time, or found no place, must come again.
        if receiver and _LATER not in self.made.left and not self.made.faults:
            last = self._memory.kept.last
            last[receiver] = max(last.get(receiver, 0), highest)
        self._memory.write()

    def _write(self, place: _Place, removed: Sequence[str], *, dry: bool) -> None:
        before = bytes_of(self._project.root, place.path)
        ordered = sorted(place.new.values(), key=lambda one: (self._date(*one), one[0].source))
        items = [(one.source, self._item(one, seen)) for one, seen in ordered]
        data: bytes | None = before or b""
        if removed and data is not None:
            data = decided(data, "source", dict.fromkeys(removed, REMOVED))
        count = 0
        if data is not None and items:
            data, count = appended(data, items, "source")
        if data is None or len(data) > MAX_BYTES:
            self.made.faults.append(
                f"{place.path} is written so that it cannot be changed safely, or too long: left alone"
            )
            return
        report = Report()
        if not dry and not write(self._project.root, place.path, data, before, report):
            self.made.faults += [f"{place.path}: {one.message}" for one in report]
            return
        self.made.files.append(place.path)
        self.made.removed += [(place.article.slug, one) for one in removed]
        if count:
            self.made.new += [(place.article.slug, one.source, self._kind(one, seen)) for one, seen in ordered]

    def _date(self, one: Received, seen: Seen) -> dt.datetime:
        found = seen.date or one.date
        return found if found and _FIRST <= found <= self._now else self._now

    def _kind(self, one: Received, seen: Seen) -> str:
        return seen.kind if seen.kind and (seen.kind != "mention" or one.kind == "mention") else one.kind

    def _item(self, one: Received, seen: Seen) -> str:
        """Return a mention as lines of YAML; it waits."""
        author, title, kind = seen.author or one.author, seen.title or one.title, self._kind(one, seen)
        pairs = [("source", scalar(one.source)), ("date", date(moment(self._date(one, seen), self._site.zone)))]
        pairs += [("author", scalar(author))] if author else []
        pairs += [("title", scalar(title))] if title and kind not in {"like", "repost"} else []
        pairs += [("kind", kind)] if kind != "mention" else []
        return "- " + "\n  ".join(f"{name}: {value}" for name, value in pairs) + "\n"


def _why_gone(visit: Visit) -> str:
    """Return why a page is certainly none that mentions an article, or an empty string."""
    if visit.kind == "private":
        return "it is in a private network"
    if visit.kind == "odd":
        return "its address leads nowhere"
    if visit.kind == "answer" and visit.status in {404, 410}:
        return f"there is no such page ({visit.status})"
    return ""


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port if parts.port not in {None, 80, 443} else None
    except ValueError:
        return ""
    return f"{(parts.hostname or '').removeprefix('www.')}{f':{port}' if port else ''}"


def _places(contents: Contents, site: Site, articles: Articles) -> Iterable[_Place]:
    about, folder = "article", "mentions"
    for one in contents.kinds.values():
        if one.name == MENTION:
            about, folder = one.about, one.folder
    there: dict[tuple[str, str], tuple[str, tuple[MentionFields, ...]]] = {}
    kinds: dict[str, str] = {}
    for entry in contents.entries:
        if entry.kind == MENTION and isinstance(entry.fields, tuple):
            there[subject_of(entry, contents.kinds), entry.slug] = (entry.source, entry.fields)
        elif contents.kinds[entry.kind].is_markdown and isinstance(entry.fields, Fields):
            kinds[id_of(entry) or site.guid(entry.kind, entry.slug)] = entry.kind
    for article in articles.all:
        kind = kinds[article.guid]
        place = "" if kind == about else f"{contents.kinds[kind].folder}/"
        path, fields = there.get((kind, article.slug), (f"content/{folder}/{place}{article.slug}.yaml", ()))
        yield _Place(article, path, {one.source: one for one in fields}, {})
