"""What is to be told: published pages compared with what was told of them before. Nothing is asked here."""

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Literal

import msgspec

from generator.mentions.ledger import Known, Ledger, Told
from generator.mentions.pages import Page, Pages, Texts

#: Without ``--since``, links of pages that are older than this when they are first seen are left alone.
DAYS = 30
#: After so many tries it is given up.
TRIES = 8
#: Before all dates.
NEVER = float("-inf")

#: ``new``, ``changed`` (the page's text did), ``gone`` (the link is, or the whole page).
Why = Literal["new", "changed", "gone"]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A link that is to be told to the site that it leads to. ``told`` is what came of it before."""

    path: str
    page: str
    target: str
    why: Why
    digest: str = ""
    told: Told | None = None
    title: str = ""
    excerpt: str = ""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """From which date on links are told that were never told, as far as they are older than the usual."""

    now: int
    since: float
    private: bool


class Found(msgspec.Struct):
    """What is to be told, what is known of each page so far, and what is told another time."""

    tasks: list[Task]
    known: dict[str, Known]
    #: Links that are left alone for their age, by page; pages that are not built as they are; what waits.
    left: dict[str, int]
    unbuilt: list[str]
    waiting: int = 0
    #: Paths of pages that are gone, with nobody to tell.
    forgotten: list[str] = msgspec.field(default_factory=list)


def terms(ledger: Ledger, now: dt.datetime, since: dt.datetime | None, *, everything: bool, private: bool) -> Terms:
    """Return from when on pages are told: the last days, and all since the last time."""
    usual = (now - dt.timedelta(days=DAYS)).timestamp()
    if everything:
        start = NEVER
    elif since is not None:
        start = since.timestamp()
    else:
        start = usual if ledger.is_new else min(usual, float(ledger.last))
    return Terms(now=int(now.timestamp()), since=start, private=private)


class Planner:
    """Compares the pages with the ledger."""

    def __init__(self, pages: Pages, ledger: Ledger, terms_: Terms) -> None:
        """Begin with nothing to be told."""
        self._pages, self._ledger, self._terms = pages, ledger, terms_
        self.found = Found([], {}, {}, [])

    def compare(self, every: Iterator[Page]) -> Found:
        """Return what is to be told."""
        shown = {page.path: page for page in every}
        gone = {path: one for path, one in self._ledger.pages.items() if path not in shown}
        for page in shown.values():
            known = self._ledger.pages.get(page.path) or _moved(page, gone)
            self._page(page, known)
        for known in gone.values():
            self._gone(known)
        return self.found

    def _page(self, page: Page, known: Known | None) -> None:
        links: dict[str, Told] = known.links if known else {}
        same = known is not None and known.digest == page.digest
        if known and known.path != page.path:
            self.found.forgotten.append(known.path)
            self.found.known[page.path] = known = msgspec.structs.replace(
                known, path=page.path, source=page.entry.source
            )
        if same and not any(self._is_open(one, page) for one in links.values()):
            self._left(page.path, links)
            return
        texts = self._pages.texts(page)
        built = self._pages.built(page.path)
        wanted = dict.fromkeys(texts.links)
        gone = [one for one in links if one not in wanted]
        if built is None or any(one not in built for one in wanted) or any(one in built for one in gone):
            if wanted or gone:
                self.found.unbuilt.append(page.path)
            return
        fresh = {one: links.get(one) or self._first(page, known) for one in wanted}
        kept = {one: told for one, told in fresh.items() if told is not None}
        before = len(self.found.tasks)
        for target, told in fresh.items():
            self._link(page, texts, target, told)
        for target in gone:
            told = links[target]
            if self._withdraw(page.path, target, told):
                kept[target] = told
        made = Known(path=page.path, source=page.entry.source, digest=page.digest, links=kept)
        self.found.known[page.path] = made
        self._left(page.path, kept, {task.target for task in self.found.tasks[before:]})

    def _first(self, page: Page, known: Known | None) -> Told | None:
        """Return what is to be kept of a link that was never seen: nothing where it is to be told."""
        # A new link in an old page is news; an old page that is new here is not.
        return Told(state="left") if known is None and self._is_old(page) else None

    def _is_old(self, page: Page) -> bool:
        """Return whether a page is older than what is told; one without a date is, unless all is told."""
        moment = page.entry.date.timestamp() if page.entry.date else NEVER
        return moment < self._terms.since

    def _is_open(self, told: Told, page: Page) -> bool:
        """Return whether something is to be done about a link though its page is as it was."""
        if told.state == "left":
            return not self._is_old(page)
        if told.state == "private":
            return self._terms.private
        return told.state in {"later", "going"}

    def _link(self, page: Page, texts: Texts, target: str, told: Told | None) -> None:
        why: Why = "new"
        if told is not None:
            changed = told.digest != page.digest
            if told.state in {"sent", "none", "refused"} and not changed:
                return
            if told.state in {"left", "private"} and not self._is_open(told, page):
                return
            if told.state == "later" and told.after > self._terms.now:
                self.found.waiting += 1
                return
            if told.state == "sent":
                if told.way == "trackback":
                    # It knows of no changes, and a second one would stand there twice.
                    return
                why = "changed"
        task = Task(
            path=page.path,
            page=page.url,
            target=target,
            why=why,
            digest=page.digest,
            told=told,
            title=texts.title,
            excerpt=texts.excerpt,
        )
        self.found.tasks.append(task)

    def _withdraw(self, path: str, target: str, told: Told) -> bool:
        """Take up that a link is gone; return whether its receiver is still to be told."""
        if not told.heard or told.way != "webmention":
            return False
        if told.state == "going" and told.after > self._terms.now:
            self.found.waiting += 1
            return True
        self.found.tasks.append(Task(path=path, page=told.page, target=target, why="gone", told=told))
        return True

    def _gone(self, known: Known) -> None:
        """Take up that a page is gone."""
        if self._pages.built(known.path) is not None:
            if any(one.heard for one in known.links.values()):
                self.found.unbuilt.append(known.path)
            return
        kept = {target: told for target, told in known.links.items() if self._withdraw(known.path, target, told)}
        if kept:
            self.found.known[known.path] = msgspec.structs.replace(known, links=kept, digest="")
        else:
            self.found.forgotten.append(known.path)

    def _left(self, path: str, links: dict[str, Told], now: AbstractSet[str] = frozenset()) -> None:
        """Count the links of a page that are left alone for its age."""
        count = sum(one.state == "left" and target not in now for target, one in links.items())
        if count:
            self.found.left[path] = count


def _moved(page: Page, gone: dict[str, Known]) -> Known | None:
    """Return what is known of a page by its old path, which now leads to the new one; it is no longer gone."""
    for old in page.aliases:
        for path in (old, f"{old.rstrip('/')}/"):
            if (known := gone.get(path)) is not None:
                del gone[path]
                return known
    return None
