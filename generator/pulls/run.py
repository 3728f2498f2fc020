"""Comments from a source to the site's files: the same for all of them.

The story: a source says what was said, article by article; what is not in the article's file is cleaned and written
at its end. What is there stays, whatever a person made of it; only what was deleted at its source loses its text.
"""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from generator.base.problems import Report
from generator.content.find import MAX_BYTES
from generator.content.said import REMOVED, CommentFields
from generator.edit.files import bytes_of, write
from generator.edit.kept_out import name_of, website_of
from generator.edit.yaml_list import appended
from generator.moderation.decide import decided
from generator.moderation.spam import Words
from generator.pulls.articles import Article
from generator.pulls.base import CONTENT, Errand, Heard, Pull, PullError, Thread
from generator.pulls.clean import body_of
from generator.pulls.items import UNASKED, New, answered, dated, id_of, item
from generator.pulls.remembered import Remembered
from generator.site.project import Project

#: So many may be gone at once without a question, and so large a part of all.
_FEW, _PART = 5, 0.5


class Outcome(msgspec.Struct, kw_only=True):
    """All that is told of one source. Comments are named ``{article slug}/{id}``."""

    name: str
    label: str
    new: list[str] = []
    removed: list[str] = []
    changed: list[str] = []
    #: What is new, as the rules for spam look at it, and what they found.
    words: dict[str, Words] = {}
    looks_like_spam: dict[str, tuple[str, ...]] = {}
    known: int = 0
    left: dict[str, int] = {}
    notes: list[str] = []
    faults: list[str] = []
    files: list[str] = []
    code: int = 0


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How to pull. ``as_there`` keeps what is approved at the source approved, and takes nothing off: an import."""

    now: dt.datetime
    dry: bool = False
    as_there: bool = False
    #: Whether also most of what is known may be gone.
    all_gone: bool = False
    told: Callable[[int], None] = lambda _count: None


def carry_out(project: Project, source: Pull, errand: Errand, remembered: Remembered, ways: Ways) -> Outcome:
    """Write what is new, and return what is to be told. Raises OSError."""
    return _Run(project, source, errand, remembered, ways).outcome()


class _Run:
    def __init__(self, project: Project, source: Pull, errand: Errand, remembered: Remembered, ways: Ways) -> None:
        self._project, self._source, self._errand, self._ways = project, source, errand, ways
        self._remembered = remembered
        self._made = Outcome(name=source.name, label=source.label)
        self._gone: list[tuple[Article, list[str]]] = []
        self._count = 0

    def outcome(self) -> Outcome:
        made = self._made
        try:
            for thread in self._source.pull(self._errand):
                self._thread(thread)
        except PullError as fault:
            self._errand.fail(str(fault), fault.code)
        if not self._ways.as_there:
            self._take_off()
        made.left, made.notes, made.faults = self._errand.left, self._errand.notes, self._errand.faults
        made.code = self._errand.code
        return made

    # --- what is new --------------------------------------------------------------------

    def _thread(self, thread: Thread) -> None:
        """Write what is new in a thread, and remember what is gone."""
        article = thread.article
        known = {one.id: one for one in article.said}
        twins = self._twins(article)
        fresh: dict[str, Heard] = {}
        parents: dict[str, str] = {}
        gone: set[str] = set()
        for heard in thread.heard:
            name = id_of(self._source.name, heard.id)
            if not heard.id or name in parents:
                continue
            self._count += 1
            self._ways.told(self._count)
            parents[name] = id_of(self._source.name, heard.reply_to) if heard.reply_to else ""
            if heard.gone:
                gone.add(name)
            elif name in known:
                self._made.known += 1
                if self._remembered.is_changed(article.guid, name, heard) and known[name].status != REMOVED:
                    self._made.changed.append(f"{article.slug}/{name}")
            else:
                fresh[name] = heard
        new = self._cleaned(article, fresh, twins, parents)
        targets = answered(parents, known.keys() | new.keys())
        named = [msgspec.structs.replace(one, reply_to=targets[one.name]) for one in new.values()]
        self._write(article, sorted(named, key=lambda one: (one.date, one.name)))
        standing = (one for one in known if known[one].status in _STANDING and self._is_own(one))
        untold = [
            one for one in standing if one not in parents and not _is_part(one, known) and self._was_told(thread, one)
        ]
        asked = thread.gone([one.removeprefix(f"{self._source.name}-") for one in untold]) if untold else ()
        gone |= {id_of(self._source.name, one) for one in asked}
        if found := [one for one in known if _whole(one, known) in gone and known[one].status in _STANDING]:
            self._gone.append((article, found))

    def _was_told(self, thread: Thread, name: str) -> bool:
        """Return whether a comment came from a server of the thread, as far as that is known."""
        server = self._remembered.server_of(thread.article.guid, name)
        return not server or not thread.servers or server in thread.servers

    def _is_own(self, name: str) -> bool:
        begin = f"{self._source.name}-"
        return name.startswith(begin) and not name.startswith(begin + UNASKED)

    def _twins(self, article: Article) -> dict[tuple[str, str, str], str]:
        """Return the comments that came another way, by what tells that two are one."""
        begin = f"{self._source.name}-"
        return {_same(one.author, one.date, one.body): one.id for one in article.said if not one.id.startswith(begin)}

    def _cleaned(
        self,
        article: Article,
        fresh: dict[str, Heard],
        twins: dict[tuple[str, str, str], str],
        parents: dict[str, str],
    ) -> dict[str, New]:
        new = {}
        for name, heard in fresh.items():
            body = body_of(heard)
            if not body:
                self._errand.leave("that say nothing")
                continue
            author, when = self._author(article, heard), dated(heard, self._ways.now)
            if twin := twins.get(_same(author, when, body)):
                self._errand.leave("that are here already, under another id")
                # What answers this one answers that one.
                parents[name] = twin
                continue
            self._remembered.is_changed(article.guid, name, heard)
            status = "approved" if self._ways.as_there and heard.approved else "pending"
            url = website_of(heard.url)
            new[name] = New(name=name, author=author, date=when, body=body, url=url, status=status)
        return new

    def _author(self, article: Article, heard: Heard) -> str:
        """Return a name. Where it is proved who the author of the article is, nobody else has their name."""
        name = name_of(heard.author)
        if heard.own and article.authors:
            return article.authors[0]
        taken = {one.casefold() for one in article.authors}
        return f"{name} ({self._source.label})" if self._source.proves and name.casefold() in taken else name

    def _write(self, article: Article, new: Sequence[New]) -> None:
        """Write comments at the end of an article's file."""
        if not new:
            return
        site, path = self._errand.site, article.file
        items = [pair for one in new for pair in item(one, site.zone, site.comments.longest_body)]
        before = bytes_of(self._project.root, path)
        data, count = appended(before or b"", items, "id")
        if data is None:
            why = "is written in a way in which nothing can be added to it safely: left alone"
            self._errand.fail(f"{path} {why}", CONTENT)
            return
        if len(data) > MAX_BYTES:
            megabytes = MAX_BYTES // (1024 * 1024)
            self._errand.fail(f"{path} would be larger than {megabytes} MB, the most that is read: left alone", CONTENT)
            return
        if count and self._put(path, data, before):
            words = {f"{article.slug}/{one.name}": Words(one.author, one.body, one.url, one.status) for one in new}
            self._made.new += words
            self._made.words |= words

    def _put(self, path: str, data: bytes, before: bytes | None) -> bool:
        if not self._ways.dry:
            report = Report()
            if not write(self._project.root, path, data, before, report):
                for problem in report:
                    self._errand.fail(f"{path}: {problem.message}", CONTENT)
                return False
        if path not in self._made.files:
            self._made.files.append(path)
        return True

    # --- what is gone -------------------------------------------------------------------

    def _take_off(self) -> None:
        """Take the text of what was deleted at its source away; not of most of all, since that is another file."""
        count = sum(len(names) for _, names in self._gone)
        every = sum(
            self._is_own(one.id) and one.status in _STANDING for each in self._errand.articles.all for one in each.said
        )
        if count > _FEW and count > _PART * every and not self._ways.all_gone:
            self._errand.fail(
                f"{count} of {every} comments are not there any more: is it the right server, or the right file?"
                " Nothing was taken off. If they are to go: --all-gone",
                CONTENT,
            )
            return
        for article, names in self._gone:
            before = bytes_of(self._project.root, article.file)
            data = decided(before, "id", dict.fromkeys(names, REMOVED)) if before else None
            if data is None or before is None:
                self._errand.fail(
                    f"{article.file}: {', '.join(names)} cannot be taken off safely; do it by hand", CONTENT
                )
            elif self._put(article.file, data, before):
                self._made.removed += [f"{article.slug}/{name}" for name in names]


#: What is taken off when it is deleted at its source.
_STANDING = frozenset(("approved", "pending"))


def _whole(name: str, known: dict[str, CommentFields]) -> str:
    """Return the comment of which another one is a further part; itself, if it is whole."""
    first, _, number = name.rpartition("-")
    return first if number.isdecimal() and first in known and known[name].reply_to == first else name


def _is_part(name: str, known: dict[str, CommentFields]) -> bool:
    return _whole(name, known) != name


def _same(author: str, when: dt.datetime, body: str) -> tuple[str, str, str]:
    """Return what two comments have in common that are one: who, in which minute, and the words."""
    return author.casefold(), f"{when.astimezone(dt.UTC):%Y%m%d%H%M}", "".join(filter(str.isalnum, body)).casefold()


def code_of(outcomes: Sequence[Outcome]) -> int:
    """Return the exit code of all sources together."""
    return max((one.code for one in outcomes), default=0)
