"""A year of schedules: how often each host's workflow would publish a site that changes by itself.

`python -m tests.deploys` prints the table of docs/hosts.md.
"""

import datetime as dt
from collections import Counter
from functools import cache
from zoneinfo import ZoneInfo

from generator.base.model import Entry
from generator.base.shelf import shelf
from generator.checks.host_limits.build_schedule import Rhythm, rhythm_of
from generator.content.entry_reader import read_entry
from generator.hosts.base import hosts
from generator.hosts.github_pages import workflow
from generator.hosts.setup.workflows import SCHEDULED
from generator.kinds.base import Kind
from generator.site.settings import Site
from generator.site.visibility import Clock, public

KINDS: dict[str, Kind] = shelf("generator.kinds", "KIND")
SITE = Site(title="A", url="https://a.example", timezone="Europe/Berlin")
START = dt.date(2027, 1, 1)
DAYS = 365


def tips(every: str) -> dict[str, str]:
    """A library that does not run dry within the year."""
    queue = f"queue: {{start: {START}, every: {every}, at: 07:30}}\n"
    return {
        "content/tips/small.yaml": f"title: Small\n{queue}tips:\n"
        + "".join(f"  - {{id: t{number}, text: Say thanks.}}\n" for number in range(400))
    }


def others() -> dict[str, str]:
    """An article every ten days, and a lead every six that closes after three weeks."""
    found = {}
    for number, day in enumerate(range(0, DAYS, 10)):
        date = START + dt.timedelta(days=day)
        found[f"content/articles/a{number}.md"] = f'---\ntitle: A\ndate: "{date} 09:00"\n---\nText.\n'
    for number, day in enumerate(range(0, DAYS, 6)):
        end = START + dt.timedelta(days=day + 21)
        keys = f"title: L\nemployer: Mill\ndate: 2026-01-01\nexpires: {end}"
        found[f"content/leads/l{number}.md"] = f"---\n{keys}\n---\nText.\n"
    return found


SITES = {
    "a tip a day": tips("day"),
    "a tip each weekday": tips("weekday"),
    "a tip a week": tips("week"),
    "an article every ten days, a lead that closes every six": others(),
    "a tip each weekday, and those articles and leads": {**tips("weekday"), **others()},
    "a tip a day, and those articles and leads": {**tips("day"), **others()},
}


def rhythms() -> dict[str, Rhythm]:
    """When the workflow of each host looks, as its text says."""
    texts = {name: hosts()[name].setup.files()[SCHEDULED] for name in ("netlify", "cloudflare")}
    return {name: rhythm_of(text) for name, text in {**texts, "github-pages": workflow()}.items()}


@cache
def entries(site: str) -> tuple[Entry, ...]:
    """The entries of a site, read as a build would."""
    found = []
    for path, text in SITES[site].items():
        kind = next(kind for kind in KINDS.values() if path.startswith(f"content/{kind.folder}/"))
        reading = read_entry(path, text.encode(), kind, ZoneInfo(SITE.timezone), texts=False)
        assert reading.entry is not None, reading.problems
        found.append(reading.entry)
    return tuple(found)


def deploys(site: str, rhythm: Rhythm) -> list[dt.date]:
    """The days of the year on which the workflow publishes: each time it asks, since it last did."""
    days: list[dt.date] = []
    last = dt.datetime.combine(START, dt.time(), dt.UTC)
    for run in rhythm.runs(START):
        if run.date() >= START + dt.timedelta(days=DAYS):
            return days
        due = public(entries(site), KINDS, SITE, Clock(last)).due
        if due is not None and due <= run:
            days.append(run.date())
        last = run
    raise AssertionError


def busiest(days: list[dt.date]) -> int:
    """How many of the days the fullest month has."""
    return max(Counter((day.year, day.month) for day in days).values(), default=0)


def table() -> str:
    """The table of docs/hosts.md."""
    columns = ("netlify", "cloudflare", "github-pages")
    lines = [
        "| What comes out or goes by itself | " + " | ".join(hosts()[name].label for name in columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for site in SITES:
        counts = [str(busiest(deploys(site, rhythms()[name]))) for name in columns]
        lines.append(f"| {site} | {' | '.join(counts)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())  # noqa: T201 (what it is for)
