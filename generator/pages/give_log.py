"""The give-log: numbers, weeks and months, as of its last entry."""

import datetime as dt
from collections import Counter
from typing import Any

from generator import views
from generator.base.model import Entry
from generator.kinds.library import paused
from generator.pages.context import Presenter
from generator.pages.dates import show_month
from generator.pages.entry import crumbs
from generator.pages.metadata import head

LABELS = {
    "referral": ("Referral", "Referrals"),
    "introduction": ("Introduction", "Introductions"),
    "pitch": ("Pitch help", "Pitch help"),
    "tip": ("Tip", "Tips"),
    "resource": ("Resource", "Resources"),
    "mentoring": ("Mentoring", "Mentoring"),
    "endorsement": ("Endorsement", "Endorsements"),
    "other": ("Other", "Other"),
}
URL = "/give-log/"


def log_of(stage: Presenter) -> Entry | None:
    """Return the give-log, if anything was given."""
    found = stage.library.all("give")
    return found[0] if found and found[0].fields.gives else None


def log_title(entry: Entry) -> str:
    """Return the give-log's title."""
    return entry.fields.title or "Give-log"


def feeds(stage: Presenter, entry: Entry) -> tuple[views.FeedLink, ...]:
    """Return the give-log's feeds, in the site's formats."""
    return stage.feed_links(URL, log_title(entry))


def resolve_links(stage: Presenter) -> None:
    """Find where the gives' links lead, into ``stage.links``: nowhere where that is not out yet. Report that."""
    log = log_of(stage)
    for give in log.fields.gives if log else ():
        target = stage.addresses.site(give.link)
        if target.wrong and log:
            stage.report.warning(stage.where.target(log.source, give.link), target.wrong, target.hint)
        stage.links[give.link] = target.url


def give_view(stage: Presenter, known: Any) -> views.Give:
    """Return a give as it is shown."""
    return views.Give(
        id=known.id,
        url=stage.href(f"{URL}#{known.id}"),
        kind=known.kind,
        label=LABELS[known.kind][0],
        what=known.what,
        date=stage.dated(known.date),
        to=known.to or stage.people_shown.get(known.person, ""),
        link=stage.href(stage.links[known.link]),
        outcome=known.outcome,
    )


def page(stage: Presenter, entry: Entry) -> views.GiveLogView:
    """Return the view of the give-log."""
    gives = sorted(entry.fields.gives, key=lambda give: (give.date, give.id), reverse=True)
    kinds = Counter(give.kind for give in gives)
    months: dict[tuple[int, int], list[views.Give]] = {}
    for give in gives:
        local = give.date.astimezone(stage.zone)
        months.setdefault((local.year, local.month), []).append(give_view(stage, give))
    links = feeds(stage, entry)
    title = log_title(entry)
    counted = totals(stage, entry)
    return views.GiveLogView(
        site=stage.site,
        head=head(
            stage, title, f"{counted.gives} things given in {counted.weeks} weeks.", URL, kind="give", feeds=links
        ),
        crumbs=crumbs(stage, (("Home", "/"), (title, URL))),
        **stage.standing(URL),
        title=title,
        totals=counted,
        kinds=tuple(
            views.GiveKind(kind=kind, label=LABELS[kind][1], count=kinds[kind]) for kind in LABELS if kinds[kind]
        ),
        weeks=weeks(stage, entry),
        months=tuple(
            views.GiveMonth(
                title=show_month(*month, stage.settings.language), iso=f"{month[0]}-{month[1]:02}", gives=tuple(found)
            )
            for month, found in months.items()
        ),
        feeds=links,
    )


def strip(stage: Presenter, entry: Entry) -> views.GiveStrip:
    """Return the give-log as a strip of weeks."""
    return views.GiveStrip(
        title=log_title(entry), url=stage.href(URL), totals=totals(stage, entry), weeks=weeks(stage, entry)[-26:]
    )


def _days(stage: Presenter, entry: Entry) -> list[dt.date]:
    """Return the day of each give, in the site's zone, sorted."""
    return sorted(give.date.astimezone(stage.zone).date() for give in entry.fields.gives)


def _span(stage: Presenter, entry: Entry) -> tuple[dt.date, dt.date]:
    """Return the Mondays of the first and last week: from the plan's start or the first give, to the last give."""
    days = _days(stage, entry)
    first = min([days[0], *([entry.fields.plan.start] if entry.fields.plan else [])])
    return _monday(first), _monday(days[-1])


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def weeks(stage: Presenter, entry: Entry) -> tuple[views.Week, ...]:
    """Return each week with what was given in it."""
    counts = Counter(_monday(day) for day in _days(stage, entry))
    week, last = _span(stage, entry)
    pauses = entry.fields.plan.pauses if entry.fields.plan else ()
    found = []
    while week <= last:
        count = counts[week]
        stop = all(paused(week + dt.timedelta(days=day), pauses) for day in range(5))
        said = "a pause" if stop and not count else f"{count} given" if count else "nothing given"
        label = (
            f"Week of {stage.dated(dt.datetime(week.year, week.month, week.day, 12, tzinfo=stage.zone)).text}: {said}"
        )
        found.append(views.Week(label=label, count=count, level=min(count, 4), paused=stop))
        week += dt.timedelta(days=7)
    return tuple(found)


def totals(stage: Presenter, entry: Entry) -> views.GiveTotals:
    """Return the give-log in numbers. Who received is counted by person, else by what ``to`` says."""
    fields, gives = entry.fields, entry.fields.gives
    first, last = _span(stage, entry)
    plan = fields.plan
    planned = plan.weeks * plan.per_week if plan else 0
    dates = sorted(give.date for give in gives)
    return views.GiveTotals(
        gives=len(gives),
        weeks=(last - first).days // 7 + 1,
        people=len({give.person or give.to.casefold() for give in gives} - {""}),
        outcomes=stage.library.outcomes,
        first=stage.date(dates[0]),
        last=stage.date(dates[-1]),
        planned_weeks=plan.weeks if plan else 0,
        planned_gives=planned,
        percent=min(100, round(100 * len(gives) / planned)) if planned else 0,
    )
