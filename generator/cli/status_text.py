"""The screen of ``goodword status``."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from generator.base.text import clip
from generator.build.overview import Line, Row, Undecided
from generator.build.status import Status
from generator.cli.console import counted

#: How many rows of a list are shown, how long a title may be, and how far ahead what closes is told.
_ROWS, _TITLE, _SOON = 4, 58, dt.timedelta(days=14)
_Item = TypeVar("_Item")


def lines(status: Status, *, every: bool) -> Iterator[str]:
    """Return the lines of the screen; with ``every``, no list is cut."""
    yield from _Screen(status, every=every).lines()


class _Screen:
    """The parts of the screen, each as lines."""

    def __init__(self, status: Status, *, every: bool) -> None:
        self.status, self.every = status, every
        self.zone = ZoneInfo(status.zone)
        self.kinds = status.contents.kinds

    def lines(self) -> Iterator[str]:
        """Return all lines."""
        found = self.status.overview
        if errors := self.status.contents.errors:
            paths = sorted({problem.place.path for problem in errors})
            some = ", ".join(paths[:3]) + (" …" if len(paths) > 3 else "")
            yield f"{counted(errors)} in {_printable(some)}: nothing can be published. See goodword check."
            yield "What could be read:"
        counts = ", ".join(f"{self.kinds[name].plural} {count:,}" for name, count in found.counts.items())
        yield f"Live: {counts or 'nothing yet'}"
        if self.every:
            yield from self.rows(found.live)
        yield from self.build()
        yield from self.list("Scheduled", found.scheduled)
        yield from self.list("Drafts", found.drafts)
        yield from self.list("Expired", found.expired)
        yield from self.waiting()
        for queue in found.queues:
            yield from self.queue(queue)
        soon = found.closing if self.every else [row for row in found.closing if self.soon(row)]
        yield from self.list("Closing soon" if not self.every else "Closing", soon)
        for path, words in found.standing:
            yield f"{path}: {words}"
        yield from self.hosts()

    def build(self) -> Iterator[str]:
        """Return when the next build is due, and what the last one made."""
        verdict, changes = self.status.verdict, self.status.overview.changes
        if verdict.due:
            yield f"A build is due now: {_printable(verdict.why)}."
        then = " after that" if verdict.due else ""
        if changes:
            when, source = changes[0]
            yield f"Next build due{then} {self.at(when)} {self.status.zone}, by {_printable(source)}"
        else:
            yield f"Nothing is scheduled{then}."
        if last := self.status.last:
            yield f"Last build that changed site/: {self.at(last.at)}, {len(last.files):,} files, {_size(last.size)}"

    def list(self, name: str, found: Sequence[Row]) -> Iterator[str]:
        """Return a list under its name, or nothing."""
        if found:
            yield f"{name} ({len(found):,})"
            yield from self.rows(found)

    def rows(self, found: Sequence[Row]) -> Iterator[str]:
        """Return rows with date, title and file."""
        yield from self.cut(found, lambda row: f"  {self.at(row.at):16}  {_title(row)}  {_printable(row.path)}")

    def cut(self, found: Sequence[_Item], line: Callable[[_Item], str]) -> Iterator[str]:
        """Return the first of many things as lines, and how many more there are."""
        # A line that says "1 more" would take the place of that one.
        few = len(found) if self.every or len(found) <= _ROWS + 1 else _ROWS
        for one in found[:few]:
            yield line(one)
        if len(found) > few:
            yield f"  … and {len(found) - few:,} more"

    def waiting(self) -> Iterator[str]:
        """Return what waits for the owner."""
        found = self.status.overview.undecided
        if found:
            yield f"Waiting for you ({sum(one.count for one in found):,})"
            yield from self.cut(found, lambda one: f"  {self.count(one)}  {_printable(one.path)}")

    def count(self, one: Undecided) -> str:
        """Return how many things of a kind wait in a file."""
        kind = self.kinds[one.kind]
        return f"{one.count:,} {(kind.label if one.count == 1 else kind.plural).lower()}"

    def queue(self, queue: Line) -> Iterator[str]:
        """Return what comes out of a queue, and when it runs dry."""
        coming, name = queue.coming, f"{_printable(clip(queue.title, _TITLE))}: {_printable(queue.path)}"
        if not coming:
            yield f"{name}: the queue is empty"
            return
        last = self.at(coming[-1].at)
        yield f"{name}: {len(coming):,} to come, {queue.facts.rhythm}; runs dry after {last}"
        yield from self.cut(coming, lambda row: f"  {self.at(row.at):16}  {_title(row)}")
        today = self.status.now.astimezone(self.zone).date()
        pauses = sorted(
            (pause for pause in queue.facts.pauses if pause.end >= today), key=lambda pause: (pause.begin, pause.end)
        )
        yield from self.cut(pauses, lambda pause: f"  {'paused':16}  {pause.begin} to {pause.end}")

    def hosts(self) -> Iterator[str]:
        """Return how much of what the hosts allow is used."""
        for one in self.status.budgets:
            uses = "; ".join(f"{use.used:,} of {use.of:,} {use.what}" for use in one.uses)
            if uses:
                yield f"{one.host.label}: {uses}"
            elif one.host.plan:
                yield f"{one.host.label}: not known before a build"

    def soon(self, row: Row) -> bool:
        """Return whether a row's moment is near."""
        return row.at is not None and row.at <= self.status.now + _SOON

    def at(self, moment: dt.datetime | None) -> str:
        """Return a moment in the site's time zone, or nothing."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}" if moment else ""


def _title(row: Row) -> str:
    return _printable(clip(row.title, _TITLE))


def _size(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB" if number >= 100_000 else f"{-(-number // 1000)} kB"


def _printable(text: str) -> str:
    """Return a text without characters that a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)
