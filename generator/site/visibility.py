"""What is published at a moment, and what is not. Nothing that is left out here goes any further.

After this step there are no drafts, no scheduled or expired entries, no pending comments, no tips or
gives with a date to come, and no outcome without consent: no page, feed or index can show what it
never receives.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.base.digest import with_digests
from generator.base.model import Entry, Prose
from generator.content.kind import ContentType, MarkdownEntry, no_moments
from generator.site.settings import Site
from generator.site.weeks import Week, digest_url, week_of

#: Gets the settings, what is published, and its texts.
Watch = Callable[[Site, Sequence[Entry], Mapping[str, Prose]], None]


class Clock(msgspec.Struct, frozen=True):
    """The moment a site is built for, in UTC, and whether drafts and future entries are included."""

    now: dt.datetime
    drafts: bool = False
    future: bool = False


class Hidden(msgspec.Struct, frozen=True):
    """An entry that is not published, with the reason: ``a draft``, ``scheduled for …`` or ``expired``."""

    kind: str
    source: str
    reason: str


class Waiting(msgspec.Struct, frozen=True):
    """Counts of what is not published: scheduled (and when the next comes out), drafts, expired.

    ``tips`` are the scheduled tips, ``undecided`` counts what waits for moderation, by kind.
    """

    scheduled: int = 0
    next: dt.datetime | None = None
    tips: int = 0
    next_tip: dt.datetime | None = None
    drafts: int = 0
    expired: int = 0
    undecided: Mapping[str, int] = {}


#: A moment at which something is published or expires, and its source file; for a digest its address.
Change = tuple[dt.datetime, str]


class Public(msgspec.Struct, frozen=True):
    """What is published, what is not, and when that changes without an edit."""

    entries: tuple[Entry, ...]
    hidden: tuple[Hidden, ...]
    #: The changes to come.
    changes: tuple[Change, ...] = ()
    waiting: Waiting = Waiting()
    #: The moments of all changes, including past ones of queues that continue: they tell how often the site changes.
    moments: tuple[dt.datetime, ...] = ()

    @property
    def next(self) -> Change | None:
        """Return the next change, or None."""
        return min(self.changes, default=None)

    @property
    def due(self) -> dt.datetime | None:
        """Return the next moment at which something is published or expires, or None."""
        return self.next[0] if self.next else None


def public(entries: Iterable[Entry], kinds: Mapping[str, ContentType], site: Site, clock: Clock) -> Public:
    """Return what is published at the clock's moment."""
    sorter = _Sorter(kinds, site, clock)
    shown = tuple(kept for entry in entries if (kept := sorter.sort(entry)) is not None)
    sorter.changes += [(week.end, digest_url(week.name)) for week in sorter.weeks]
    moments = (*(moment for moment, _ in sorter.changes), *sorter.over)
    return Public(shown, tuple(sorter.hidden), tuple(sorter.changes), sorter.waiting(), moments)


class _Sorter:
    """Sorts entries into public and hidden ones. It is the ``Gate`` for kinds that sort their own parts."""

    def __init__(self, kinds: Mapping[str, ContentType], site: Site, clock: Clock) -> None:
        self.kinds, self.clock = kinds, clock
        self.zone: ZoneInfo = site.zone
        self.hidden: list[Hidden] = []
        self.changes: list[Change] = []
        self.over: list[dt.datetime] = []
        self.source = ""
        self.queues: dict[str, list[dt.datetime]] = {"scheduled": [], "tips": []}
        self.pending: dict[str, int] = {}
        #: The week that goes on, and the weeks, from that one, in which something comes out: a digest follows each.
        self.week = week_of(clock.now, self.zone)
        self.latest = self.week
        #: Whether the parts of the entry that is being sorted are news.
        self.in_digest = False
        self.weeks: set[Week] = set()

    def waiting(self) -> Waiting:
        """Return the counts of what is not published."""
        reasons = [hidden.reason for hidden in self.hidden]
        scheduled, tips = self.queues["scheduled"], self.queues["tips"]
        return Waiting(
            len(scheduled),
            min(scheduled, default=None),
            len(tips),
            min(tips, default=None),
            reasons.count("a draft"),
            reasons.count("expired"),
            self.pending,
        )

    def sort(self, entry: Entry) -> Entry | None:
        """Return the entry with its public parts, or None."""
        self.source = entry.source
        kind = self.kinds[entry.kind]
        if kind.public:
            self.in_digest = kind.news is not no_moments
            return with_digests(kind.public(entry, self), kind.own_page)
        self.in_digest = False
        return self.whole(entry, kind) if kind.is_page(entry) else entry

    def news(self, moment: dt.datetime | None) -> None:
        """Note that something is published at a moment: the digest of its week is to come if the week is not over."""
        if moment is None or moment < self.week.start:
            return
        if not self.latest.start <= moment < self.latest.end:
            # Not for each moment, since the parts of a queue come one after the other.
            self.latest = week_of(moment, self.zone)
        self.weeks.add(self.latest)

    def ahead(self, moment: dt.datetime | None, queue: str = "") -> bool:
        """Return whether a moment is in the future; if so, it is recorded as a change, and counted in the queue."""
        if self.in_digest:
            self.news(moment)
        if moment is None or moment <= self.clock.now:
            return False
        self.changes.append((moment, self.source))
        if self.clock.future:
            return False
        if queue:
            self.queues[queue].append(moment)
        return True

    def passed(self, moments: tuple[dt.datetime, ...]) -> None:
        """Note the moments among these that have passed, in a queue that goes on."""
        self.over += [moment for moment in moments if moment <= self.clock.now]

    def undecided(self, kind: str, count: int) -> None:
        """Note how many things of a kind wait for a decision."""
        if count:
            self.pending[kind] = self.pending.get(kind, 0) + count

    def whole(self, entry: MarkdownEntry, kind: ContentType) -> Entry | None:
        """Return the entry if it is published as a whole, or None."""
        fields = entry.fields
        moment = kind.published(entry)
        reason = ""
        if fields.draft and not self.clock.drafts:
            reason = "a draft"
        elif self.ahead(moment, "scheduled") and moment:
            reason = f"scheduled for {moment.astimezone(self.zone):%Y-%m-%d %H:%M}"
        elif fields.expires is not None:
            # An entry that stays becomes closed then, which is a change of the site as well.
            gone = not self.ahead(fields.expires) and fields.expires <= self.clock.now
            if gone and not kind.stays:
                reason = "expired"
        if not reason:
            self.news(moment)
            return entry
        if reason not in {"a draft", "expired"}:
            self.news(moment)
        self.hidden.append(Hidden(entry.kind, entry.source, reason))
        return None
