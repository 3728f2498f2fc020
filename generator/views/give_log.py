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
    #: The page of its outcome.
    outcome_url: str = ""


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


class PlanWeek(Value, frozen=True, kw_only=True):
    """A week as a row of the table.

    ``day`` is its first one, and ``on`` the days on which something was given. ``state`` is ``ahead``, ``on-track``,
    ``behind``, ``paused`` or ``to-come``, and nothing outside a plan; ``standing`` says it in words.
    """

    day: str
    on: str = ""
    count: int = 0
    #: How many count towards the plan up to its end.
    so_far: int = 0
    state: str = ""
    standing: str = ""


class DayDots(Value, frozen=True, kw_only=True):
    """The days on which as much was given, 1 to 4, as the path of an SVG: each is a dot of a stroke with round ends."""

    level: int
    path: str


class MonthMark(Value, frozen=True, kw_only=True):
    """Where a month begins in a calendar, from the left."""

    x: int
    text: str


class GiveCalendar(Value, frozen=True, kw_only=True):
    """Some months or a year of the log: drawn, each week a column and each day a dot; and as a table."""

    #: The year, where there are several calendars.
    title: str = ""
    #: What it shows, in words: the name of the drawing.
    label: str
    width: int
    height: int
    #: The paths of all days in weeks that count, and of the weeks off.
    days: str
    off: str = ""
    dots: tuple[DayDots, ...] = ()
    months: tuple[MonthMark, ...] = ()
    #: Where the last entry is, if it is in here.
    last: tuple[int, int] | None = None
    weeks: tuple[PlanWeek, ...]


class GiveLogView(View, frozen=True, kw_only=True):
    """``give-log.html``."""

    title: str
    totals: GiveTotals
    kinds: tuple[GiveKind, ...] = ()
    weeks: tuple[Week, ...] = ()
    months: tuple[GiveMonth, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    #: The newest first.
    calendars: tuple[GiveCalendar, ...] = ()
    #: Where the plan stands as of the last entry: ``On track``.
    standing: str = ""
    #: The newest outcomes that are shown.
    outcomes: tuple[Give, ...] = ()
    #: How much there is of the most frequent kind, and in the fullest month.
    most: int = 0
    most_months: int = 0
    #: The site's time zone.
    zone: str = ""
    #: The addresses of the plan as a calendar, if there is one, and of the log as data.
    plan_url: str = ""
    data_url: str = ""


class OutcomeView(View, frozen=True, kw_only=True):
    """``outcome.html``: what came of a give, on a page that can be passed on."""

    give: Give
    log: str
    log_url: str


class GiveStrip(Value, frozen=True, kw_only=True):
    """The give-log on the home page."""

    title: str
    url: str
    totals: GiveTotals
    weeks: tuple[Week, ...]
