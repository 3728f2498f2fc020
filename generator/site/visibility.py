"""What is out at a moment, and what is not. Nothing that is left out here goes any further.

After this there are no drafts, no scheduled or expired entries, no pending comments, no tips or
gives of tomorrow, and no outcome without consent: no page, feed or index can show what it never
sees.
"""

import datetime as dt
from collections.abc import Iterable

import msgspec

from generator.base.digest import stamped
from generator.base.model import Entry
from generator.kinds.library import dates
from generator.site.settings import Site


class Clock(msgspec.Struct, frozen=True):
    """The moment a site is built for, in UTC, and what is shown before its time."""

    now: dt.datetime
    drafts: bool = False
    future: bool = False


class Hidden(msgspec.Struct, frozen=True):
    """An entry that is not out: ``a draft``, ``scheduled for …`` or ``expired``."""

    kind: str
    source: str
    reason: str


class Waiting(msgspec.Struct, frozen=True):
    """How much is not out: what has a date to come, and when the next of it comes out; drafts; what is over.

    ``tips`` are those to come, ``comments`` and ``mentions`` those that nobody has decided on.
    """

    scheduled: int = 0
    next: dt.datetime | None = None
    tips: int = 0
    next_tip: dt.datetime | None = None
    drafts: int = 0
    expired: int = 0
    comments: int = 0
    mentions: int = 0


#: A moment at which something comes out or goes, and the file that says so.
Change = tuple[dt.datetime, str]


class Public(msgspec.Struct, frozen=True):
    """All that may be seen, what may not, and when that changes by itself.

    ``outcomes`` counts the outcomes of gives, also those that are not shown.
    """

    entries: tuple[Entry, ...]
    hidden: tuple[Hidden, ...]
    #: What is to come.
    changes: tuple[Change, ...] = ()
    outcomes: int = 0
    waiting: Waiting = Waiting()
    #: The moments of changes in all, those that passed in queues that go on among them: how often a site changes.
    moments: tuple[dt.datetime, ...] = ()

    @property
    def next(self) -> Change | None:
        """Return the next change."""
        return min(self.changes, default=None)

    @property
    def due(self) -> dt.datetime | None:
        """Return the next moment at which something comes out or goes."""
        return self.next[0] if self.next else None


def public(entries: Iterable[Entry], site: Site, clock: Clock) -> Public:
    """Return what is out at the clock's moment."""
    sorter = _Sorter(site, clock)
    shown = tuple(kept for entry in entries if (kept := sorter.sort(entry)) is not None)
    moments = (*(moment for moment, _ in sorter.changes), *sorter.passed)
    return Public(shown, tuple(sorter.hidden), tuple(sorter.changes), sorter.outcomes, sorter.waiting(), moments)


class _Sorter:
    """Goes through the entries once, keeping what it learns of the rest."""

    def __init__(self, site: Site, clock: Clock) -> None:
        self.site, self.clock = site, clock
        self.hidden: list[Hidden] = []
        self.changes: list[Change] = []
        self.passed: list[dt.datetime] = []
        self.source = ""
        self.outcomes = 0
        self.scheduled: list[dt.datetime] = []
        self.tips: list[dt.datetime] = []
        self.pending = {"comment": 0, "mention": 0}

    def waiting(self) -> Waiting:
        """Return how much is not out."""
        reasons = [hidden.reason for hidden in self.hidden]
        return Waiting(
            len(self.scheduled),
            min(self.scheduled, default=None),
            len(self.tips),
            min(self.tips, default=None),
            reasons.count("a draft"),
            reasons.count("expired"),
            self.pending["comment"],
            self.pending["mention"],
        )

    def sort(self, entry: Entry) -> Entry | None:
        """Return the entry with what may be seen of it, or nothing."""
        self.source = entry.source
        if entry.kind == "tip":
            return stamped(self.library(entry))
        if entry.kind == "give":
            return stamped(self.give_log(entry))
        if entry.kind in {"comment", "mention"}:
            return stamped(self.approved(entry))
        return self.markdown(entry)

    def ahead(self, moment: dt.datetime | None, queue: list[dt.datetime] | None = None) -> bool:
        """Return whether a moment is still to come, and add it to the queue of what waits for its moment.

        Such moments are when the site changes.
        """
        if moment is None or moment <= self.clock.now:
            return False
        self.changes.append((moment, self.source))
        if self.clock.future:
            return False
        if queue is not None:
            queue.append(moment)
        return True

    def markdown(self, entry: Entry) -> Entry | None:
        """Return an entry that is out."""
        fields = entry.fields
        reason = ""
        if fields.draft and not self.clock.drafts:
            reason = "a draft"
        elif self.ahead(entry.date, self.scheduled) and entry.date:
            reason = f"scheduled for {entry.date.astimezone(self.site.zone):%Y-%m-%d %H:%M}"
        elif fields.expires is not None:
            # A lead stays, as closed; when that happens the site changes all the same.
            gone = not self.ahead(fields.expires) and fields.expires <= self.clock.now
            if gone and entry.kind != "lead":
                reason = "expired"
        if not reason:
            return entry
        self.hidden.append(Hidden(entry.kind, entry.source, reason))
        return None

    def library(self, entry: Entry) -> Entry:
        """Return a tip library with the tips that are out, each with its date."""
        when = dates(entry.fields, self.site.zone)
        tips = tuple(
            msgspec.structs.replace(tip, date=when[tip.id])
            for tip in entry.fields.tips
            if not self.ahead(when[tip.id], self.tips)
        )
        if entry.fields.queue and len(tips) < len(when):
            self.passed += [moment for moment in when.values() if moment and moment <= self.clock.now]
        texts = {tip.id: entry.texts[tip.id] for tip in tips if tip.id in entry.texts}
        return msgspec.structs.replace(
            entry, fields=msgspec.structs.replace(entry.fields, tips=tips, queue=None), texts=texts
        )

    def give_log(self, entry: Entry) -> Entry:
        """Return the give-log up to now, without outcomes that are not to be shown."""
        gives = [give for give in entry.fields.gives if not self.ahead(give.date, self.scheduled)]
        self.outcomes += sum(bool(give.outcome) for give in gives)
        shown = tuple(give if give.outcome_consent else msgspec.structs.replace(give, outcome="") for give in gives)
        return msgspec.structs.replace(entry, fields=msgspec.structs.replace(entry.fields, gives=shown))

    def approved(self, entry: Entry) -> Entry:
        """Return comments or mentions with the approved ones whose time has come."""
        self.pending[entry.kind] += sum(one.status == "pending" for one in entry.fields)
        approved = [one for one in entry.fields if one.status == "approved"]
        fields = tuple([one for one in approved if not self.ahead(one.date, self.scheduled)])
        texts = {one.id: entry.texts[one.id] for one in fields if entry.texts}
        return msgspec.structs.replace(entry, fields=fields, texts=texts)
