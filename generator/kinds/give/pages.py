"""The give-log's page: totals, weeks and months, as of its last entry."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from generator import views
from generator.base.model import Entry, holds
from generator.kinds.give.plan import is_off, monday, planned
from generator.kinds.give.schema import Give, GiveKindName, GiveLogFields, PublicGiveLog
from generator.media.social_card import Figures
from generator.pages.context import Chrome, Context, Values
from generator.pages.dates import show_month
from generator.pages.entry import crumbs
from generator.pages.feed_links import feed_links
from generator.pages.metadata import head
from generator.pages.planned import Planned, page
from generator.pages.selection import Selection, Whole

LABELS: dict[GiveKindName, tuple[str, str]] = {
    "referral": ("Referral", "Referrals"),
    "introduction": ("Introduction", "Introductions"),
    "lead": ("Lead", "Leads"),
    "pitch": ("Pitch help", "Pitch help"),
    "tip": ("Tip", "Tips"),
    "resource": ("Resource", "Resources"),
    "mentoring": ("Mentoring", "Mentoring"),
    "endorsement": ("Endorsement", "Endorsements"),
    "other": ("Other", "Other"),
}
URL = "/give-log/"


def log_of(values: Values) -> Entry[PublicGiveLog] | None:
    """Return the give-log, if anything was given."""
    found = values.index.all_of("give", PublicGiveLog)
    return found[0] if found and found[0].fields.gives else None


class GiveLog(Selection, frozen=True, kw_only=True):
    """What the give-log's page shows."""

    log: Whole[PublicGiveLog]


def pages(chrome: Chrome, _entries: tuple[Entry[GiveLogFields], ...]) -> Iterator[Planned]:
    """Return the give-log's page, if it has any gives."""
    if (log := log_of(chrome)) is not None:
        yield page(URL, "pages", "give-log.html", give_log, GiveLog(log=log), source=log.source)


def started(values: Values, _entries: tuple[Entry[GiveLogFields], ...]) -> tuple[Entry[PublicGiveLog], ...]:
    """Return the give-log, if anything was given."""
    log = log_of(values)
    return (log,) if log else ()


def home_strip(context: Context, shown: tuple[Entry[GiveLogFields], ...]) -> views.GiveStrip | None:
    """Return the give-log as a strip of weeks for the home page."""
    return strip(context, shown[0]) if shown and holds(shown[0], PublicGiveLog) else None


def figures(values: Values, _entries: tuple[Entry[GiveLogFields], ...]) -> Figures | None:
    """Return what the give-log's social card shows: how much was given, and the weeks."""
    log = log_of(values)
    if log is None:
        return None
    counts = Counter(monday(day) for day in _days(values, log))
    first, last = _span(values, log)
    each = tuple(min(counts[first + dt.timedelta(weeks=at)], 4) for at in range((last - first).days // 7 + 1))
    given, span = len(log.fields.gives), len(each)
    words = f"{'thing' if given == 1 else 'things'} given in {span} {'week' if span == 1 else 'weeks'}"
    return Figures(str(given), words, each[-26:])


def log_title(entry: Entry[PublicGiveLog]) -> str:
    """Return the give-log's title."""
    return entry.fields.title or "Give-log"


def log_feeds(values: Values, entry: Entry[PublicGiveLog]) -> tuple[views.FeedLink, ...]:
    """Return the give-log's feeds, in the site's formats."""
    return feed_links(values, URL, log_title(entry))


def receiver(values: Values, give: Give) -> str:
    """Return who received a give, as far as that is public."""
    return give.to or (values.people_shown.get(give.person, "") if give.person else "")


def give_view(context: Context, known: Give) -> views.Give:
    """Return the view of a give."""
    return views.Give(
        id=known.id,
        url=context.href(f"{URL}#{known.id}"),
        kind=known.kind,
        label=LABELS[known.kind][0],
        what=known.what,
        date=context.dated(known.date),
        to=receiver(context, known),
        link=context.href(context.links[known.link]),
        outcome=known.outcome,
    )


def give_log(context: Context, shown: GiveLog) -> views.GiveLogView:
    """Return the view of the give-log."""
    entry = shown.log
    gives = sorted(entry.fields.gives, key=lambda give: (give.date, give.id), reverse=True)
    kinds = Counter(give.kind for give in gives)
    months: dict[tuple[int, int], list[views.Give]] = {}
    for give in gives:
        local = give.date.astimezone(context.zone)
        months.setdefault((local.year, local.month), []).append(give_view(context, give))
    links = log_feeds(context, entry)
    title = log_title(entry)
    counted = totals(context, entry)
    return views.GiveLogView(
        site=context.site,
        head=head(
            context,
            title,
            f"{counted.gives} things given in {counted.weeks} weeks.",
            URL,
            kind="give",
            image=context.share_page(entry),
            feeds=links,
        ),
        crumbs=crumbs(context, (("Home", "/"), (title, URL))),
        **context.standing(URL),
        title=title,
        totals=counted,
        kinds=tuple(
            views.GiveKind(kind=kind, label=LABELS[kind][1], count=kinds[kind]) for kind in LABELS if kinds[kind]
        ),
        weeks=weeks(context, entry),
        months=tuple(
            views.GiveMonth(
                title=show_month(*month, context.settings.language), iso=f"{month[0]}-{month[1]:02}", gives=tuple(found)
            )
            for month, found in months.items()
        ),
        feeds=links,
    )


def strip(values: Values, entry: Entry[PublicGiveLog]) -> views.GiveStrip:
    """Return the give-log as a strip of weeks."""
    return views.GiveStrip(
        title=log_title(entry), url=values.href(URL), totals=totals(values, entry), weeks=weeks(values, entry)[-26:]
    )


def _days(values: Values, entry: Entry[PublicGiveLog]) -> list[dt.date]:
    """Return the day of each give, in the site's zone, sorted."""
    return sorted(give.date.astimezone(values.zone).date() for give in entry.fields.gives)


def _span(values: Values, entry: Entry[PublicGiveLog]) -> tuple[dt.date, dt.date]:
    """Return the Mondays of the first and last week: from the plan's start or the first give, to the last give."""
    days = _days(values, entry)
    first = min([days[0], *([entry.fields.plan.start] if entry.fields.plan else [])])
    return monday(first), monday(days[-1])


def weeks(values: Values, entry: Entry[PublicGiveLog]) -> tuple[views.Week, ...]:
    """Return each week with its gives."""
    counts = Counter(monday(day) for day in _days(values, entry))
    week, last = _span(values, entry)
    off = is_off(entry.fields.plan)
    found = []
    while week <= last:
        count = counts[week]
        stop = off(week)
        said = "a pause" if stop and not count else f"{count} given" if count else "nothing given"
        label = (
            f"Week of {values.dated(dt.datetime(week.year, week.month, week.day, 12, tzinfo=values.zone)).text}: {said}"
        )
        found.append(views.Week(label=label, count=count, level=min(count, 4), paused=stop))
        week += dt.timedelta(days=7)
    return tuple(found)


def totals(values: Values, entry: Entry[PublicGiveLog]) -> views.GiveTotals:
    """Return the give-log's totals. Receivers are counted by person, else by the text of ``to``."""
    fields, gives = entry.fields, entry.fields.gives
    first, last = _span(values, entry)
    plan = fields.plan
    wanted = plan.weeks * plan.per_week if plan else 0
    done = planned(plan, _days(values, entry)) if plan else 0
    dates = sorted(give.date for give in gives)
    return views.GiveTotals(
        gives=len(gives),
        weeks=(last - first).days // 7 + 1,
        people=len({give.person or give.to.casefold() for give in gives} - {""}),
        outcomes=fields.outcomes,
        first=values.date(dates[0]),
        last=values.date(dates[-1]),
        planned_weeks=plan.weeks if plan else 0,
        planned_gives=wanted,
        done=done,
        percent=min(100, round(100 * done / wanted)) if wanted else 0,
    )
