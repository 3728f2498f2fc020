"""The give-log."""

from generator.views.page import View
from generator.views.parts import Date, FeedLink, Value


class Week(Value, frozen=True, kw_only=True):
    """A week of the give-log: ``count`` gives, and ``level`` 0 to 4 for how dark it is drawn."""

    label: str
    count: int
    level: int
    paused: bool = False


class Give(Value, frozen=True, kw_only=True):
    """A thing given. ``outcome`` only where it may be shown."""

    id: str
    url: str
    kind: str
    label: str
    what: str
    date: Date
    to: str = ""
    link: str = ""
    outcome: str = ""


class GiveMonth(Value, frozen=True, kw_only=True):
    """A month's gives, newest first."""

    title: str
    iso: str
    gives: tuple[Give, ...]


class GiveKind(Value, frozen=True, kw_only=True):
    """How often one kind of thing was given."""

    kind: str
    label: str
    count: int


class GiveTotals(Value, frozen=True, kw_only=True):
    """The give-log in numbers, as of its last entry."""

    gives: int
    weeks: int
    people: int
    outcomes: int
    first: Date | None = None
    last: Date | None = None
    #: Of the plan; zero without one.
    planned_weeks: int = 0
    planned_gives: int = 0
    #: The gives since the plan's start: those before it do not count towards it.
    done: int = 0
    percent: int = 0


class GiveLogView(View, frozen=True, kw_only=True):
    """``give-log.html``."""

    title: str
    totals: GiveTotals
    kinds: tuple[GiveKind, ...] = ()
    weeks: tuple[Week, ...] = ()
    months: tuple[GiveMonth, ...] = ()
    feeds: tuple[FeedLink, ...] = ()


class GiveStrip(Value, frozen=True, kw_only=True):
    """The give-log on the home page."""

    title: str
    url: str
    totals: GiveTotals
    weeks: tuple[Week, ...]
