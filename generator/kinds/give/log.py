"""The give-log as it is shown: its title, its days and weeks, and who received what."""

import datetime as dt

from generator import views
from generator.base.model import Entry
from generator.kinds.give.plan import monday
from generator.kinds.give.schema import Give, GiveKindName, PublicGiveLog
from generator.pages.context import Values
from generator.pages.feed_links import feed_links

#: What each kind is called: one, and many.
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
    """Return the give-log, if anything was given, or is planned to be."""
    found = values.index.all_of("give", PublicGiveLog)
    return found[0] if found and (found[0].fields.gives or found[0].fields.plan) else None


def begun_log(values: Values) -> Entry[PublicGiveLog] | None:
    """Return the give-log, if anything was given."""
    log = log_of(values)
    return log if log is not None and log.fields.gives else None


def log_title(entry: Entry[PublicGiveLog]) -> str:
    """Return the give-log's title."""
    return entry.fields.title or "Give-log"


def log_feeds(values: Values, entry: Entry[PublicGiveLog]) -> tuple[views.FeedLink, ...]:
    """Return the give-log's feeds, in the site's formats; none before anything was given."""
    return feed_links(values, URL, log_title(entry)) if entry.fields.gives else ()


def newest_first(entry: Entry[PublicGiveLog]) -> list[Give]:
    """Return the gives, the newest first."""
    return sorted(entry.fields.gives, key=lambda give: (give.date, give.id), reverse=True)


def receiver(values: Values, give: Give) -> str:
    """Return who received a give, as far as that is public."""
    return give.to or (values.people_shown.get(give.person, "") if give.person else "")


def day_of(values: Values, give: Give) -> dt.date:
    """Return the day of a give, in the site's zone."""
    return give.date.astimezone(values.zone).date()


def days(values: Values, entry: Entry[PublicGiveLog]) -> list[dt.date]:
    """Return the day of each give, in the site's zone, sorted."""
    return sorted(day_of(values, give) for give in entry.fields.gives)


def span(values: Values, entry: Entry[PublicGiveLog]) -> tuple[dt.date, dt.date]:
    """Return the Mondays of the first and last week: from the plan's start or the first give, to the last give."""
    known = days(values, entry)
    plan = [entry.fields.plan.start] if entry.fields.plan else []
    first = min([*known[:1], *plan])
    return monday(first), monday(max([*known[-1:], first]))
