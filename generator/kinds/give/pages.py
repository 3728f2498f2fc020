"""The give-log's page: totals, weeks and months, as of its last entry."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from generator import views
from generator.base.model import Entry, holds
from generator.kinds.give.calendar import calendars, standing
from generator.kinds.give.log import (
    LABELS,
    URL,
    begun_log,
    days,
    log_feeds,
    log_of,
    log_title,
    newest_first,
    receiver,
    span,
)
from generator.kinds.give.log_file import JSON_URL, people
from generator.kinds.give.outcome import outcome_pages, outcome_url, outcomes
from generator.kinds.give.plan import is_off, monday, planned
from generator.kinds.give.plan_calendar import ICS_URL, plan_calendar
from generator.kinds.give.schema import Give, GiveLogFields, PublicGiveLog
from generator.media.social_card import Figures
from generator.pages.context import Chrome, Context, Values
from generator.pages.dates import show_month
from generator.pages.entry import crumbs
from generator.pages.metadata import head
from generator.pages.planned import Planned, page
from generator.pages.selection import Selection, Whole


class GiveLog(Selection, frozen=True, kw_only=True):
    """What the give-log's page shows."""

    log: Whole[PublicGiveLog]


def pages(chrome: Chrome, _entries: tuple[Entry[GiveLogFields], ...]) -> Iterator[Planned]:
    """Return the give-log's page, if there is anything to show, and those of outcomes."""
    if (log := log_of(chrome)) is not None:
        yield page(URL, "pages", "give-log.html", give_log, GiveLog(log=log), source=log.source)
        yield from outcome_pages(chrome, log)


def started(values: Values, _entries: tuple[Entry[GiveLogFields], ...]) -> tuple[Entry[PublicGiveLog], ...]:
    """Return the give-log, if anything was given."""
    log = begun_log(values)
    return (log,) if log else ()


def home_strip(context: Context, shown: tuple[Entry[GiveLogFields], ...]) -> views.GiveStrip | None:
    """Return the give-log as a strip of weeks for the home page."""
    return strip(context, shown[0]) if shown and holds(shown[0], PublicGiveLog) else None


def figures(values: Values, _entries: tuple[Entry[GiveLogFields], ...]) -> Figures | None:
    """Return what the give-log's social card shows: how much was given, and the weeks."""
    log = begun_log(values)
    if log is None:
        return None
    counts = Counter(monday(day) for day in days(values, log))
    first, last = span(values, log)
    each = tuple(min(counts[first + dt.timedelta(weeks=at)], 4) for at in range((last - first).days // 7 + 1))
    given, long = len(log.fields.gives), len(each)
    words = f"{'thing' if given == 1 else 'things'} given in {long} {'week' if long == 1 else 'weeks'}"
    return Figures(str(given), words, each[-26:])


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
        outcome_url=context.href(outcome_url(known)) if known.outcome else "",
    )


def give_log(context: Context, shown: GiveLog) -> views.GiveLogView:
    """Return the view of the give-log."""
    entry = shown.log
    gives = newest_first(entry)
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
            views.GiveKind(kind=kind, label=LABELS[kind][1], count=kinds[kind])
            for kind in sorted(kinds, key=lambda kind: (-kinds[kind], LABELS[kind][1]))
        ),
        weeks=weeks(context, entry),
        months=tuple(
            views.GiveMonth(
                title=show_month(*month, context.settings.language), iso=f"{month[0]}-{month[1]:02}", gives=tuple(found)
            )
            for month, found in months.items()
        ),
        feeds=links,
        calendars=calendars(context, entry),
        standing=standing(context, entry),
        outcomes=tuple(give_view(context, give) for give in outcomes(entry)[:3]),
        most=max(kinds.values(), default=0),
        most_months=max(map(len, months.values()), default=0),
        zone=context.settings.timezone,
        plan_url=context.href(ICS_URL) if plan_calendar(context, entry) else "",
        data_url=context.href(JSON_URL),
    )


def strip(values: Values, entry: Entry[PublicGiveLog]) -> views.GiveStrip:
    """Return the give-log as a strip of weeks."""
    return views.GiveStrip(
        title=log_title(entry), url=values.href(URL), totals=totals(values, entry), weeks=weeks(values, entry)[-26:]
    )


def weeks(values: Values, entry: Entry[PublicGiveLog]) -> tuple[views.Week, ...]:
    """Return each week with its gives."""
    counts = Counter(monday(day) for day in days(values, entry))
    week, last = span(values, entry)
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
    first, last = span(values, entry)
    plan = fields.plan
    wanted = plan.weeks * plan.per_week if plan else 0
    done = planned(plan, days(values, entry)) if plan else 0
    dates = sorted(give.date for give in gives)
    return views.GiveTotals(
        gives=len(gives),
        weeks=(last - first).days // 7 + 1,
        people=people(entry),
        outcomes=fields.outcomes,
        first=values.date(dates[0]) if dates else None,
        last=values.date(dates[-1]) if dates else None,
        planned_weeks=plan.weeks if plan else 0,
        planned_gives=wanted,
        done=done,
        percent=min(100, round(100 * done / wanted)) if wanted else 0,
    )
