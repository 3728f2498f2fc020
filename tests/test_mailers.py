"""Services that mail a feed, by their published rules, against sixty builds of a growing site.

The site is really built, each time for a later moment and with more files, and what they would mail is counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest

from tests.growing import article
from tests.support import run_here, write_files

DEPLOYS = 60
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BEGIN = dt.datetime(2026, 11, 2, 6, 17, tzinfo=dt.UTC)
SITE = "title: T\nurl: https://site.example\nid: 'tag:site.example,2026:site'\ntimezone: America/Chicago\n"
QUEUE = "queue: {start: 2026-11-04, every: weekday, at: 07:30, pauses: [{from: 2026-11-23, to: 2026-12-06}]}\n"
#: Written long before, and out at the hour; what follows it is out when a build runs, mostly hours later.
SCHEDULED = {f"s{day}": BEGIN + dt.timedelta(days=day, hours=3) for day in (1, 6, 13, 20, 34, 41, 55, 59)}
#: A build was due at the hour of this one, and none ran for three days: it appears with an old date.
LATE = {"late": BEGIN + dt.timedelta(days=26, hours=1)}


def deploys() -> Iterator[dt.datetime]:
    """Sixty builds, about a day apart, at other hours each day, with a gap of three days after the 25th."""
    for number in range(DEPLOYS):
        days = number + (3 if number > 25 else 0)
        yield BEGIN + days * DAY + (number * 7 % 11) * HOUR


def moment(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Item = tuple[str, dt.datetime, str]


def items(root: Path, feed: str) -> list[Item]:
    """A feed's items: each one's GUID, date, and all that is in it."""
    path = root / "site" / feed
    if not path.is_file():
        return []
    found = feedparser.parse(path.read_bytes())
    return [
        (one.id, parsedate_to_datetime(one.published), f"{one.link} {one.content[0].value}") for one in found.entries
    ]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[tuple[dt.datetime, list[Item]]]], set[str]]:
    """What both feeds held after each build, and the names of all that came out."""
    root = tmp_path_factory.mktemp("grown")
    files = {"content/site.yaml": SITE, "content/articles/old.md": article("Old", date="2026-01-05")}
    for name, when in {**SCHEDULED, **LATE}.items():
        files[f"content/articles/{name}.md"] = article(name, date=moment(when))
    tips = "".join(f"  - {{id: t{number}, text: Tip number {number}}}\n" for number in range(60))
    files["content/tips/all.yaml"] = f"title: Tips\n{QUEUE}tips:\n{tips}"
    write_files(root, {**files})
    seen: dict[str, list[tuple[dt.datetime, list[Item]]]] = {"digest/feed.xml": [], "feed.xml": []}
    for number, now in enumerate(deploys()):
        if number % 4 == 1:
            # Written and pushed at once.
            write_files(root, {f"content/articles/n{number}.md": article(f"n{number}", date=moment(now - HOUR))})
        if number == 40:
            # A draft of five weeks ago, published with its old date.
            draft = article("draft", date="2026-11-05")
            write_files(root, {"content/articles/draft.md": draft})
        done = run_here("build", "--jobs", "1", "--now", moment(now), root=root)
        assert done.code == 0, done.output
        for feed, at in seen.items():
            at.append((now, items(root, feed)))
    names = {path.parent.name for path in root.glob("site/articles/*/index.html")} - {"old", "page"}
    names |= {f"all/{path.parent.name}" for path in root.glob("site/tips/all/*/index.html")}
    return seen, names


def at_time(states: list[tuple[dt.datetime, list[Item]]], when: dt.datetime) -> list[Item]:
    """What a feed holds at a moment."""
    return next((held for built, held in reversed(states) if built <= when), [])


def hourly(states: list[tuple[dt.datetime, list[Item]]]) -> list[Item]:
    """Buttondown's rule: each hour, what has a GUID that was not seen. What is there at first is not mailed."""
    known = {guid for guid, _, _ in states[0][1]}
    mailed: list[Item] = []
    when, end = states[0][0], states[-1][0] + HOUR
    while when <= end:
        for item in at_time(states, when):
            if item[0] not in known:
                known.add(item[0])
                mailed.append(item)
        when += HOUR
    return mailed


def dated(every: dt.timedelta, first: dt.datetime) -> Callable[[list[tuple[dt.datetime, list[Item]]]], list[Item]]:
    """Mailchimp's rule: at a set time, what is dated within the last day or week."""

    def mail(states: list[tuple[dt.datetime, list[Item]]]) -> list[Item]:
        mailed: list[Item] = []
        when = first
        while when <= states[-1][0] + every:
            mailed += [item for item in at_time(states, when) if when - every < item[1] <= when]
            when += every
        return mailed

    return mail


#: On Fridays, in the morning: after the first build of each week, also where none ran for three days.
WEEKLY = dated(7 * DAY, dt.datetime(2026, 11, 6, 14, tzinfo=dt.UTC))


def counted(mailed: list[Item], names: set[str]) -> Counter[str]:
    return Counter({name: sum(f"/{name}/" in text for _, _, text in mailed) for name in names})


pytestmark = pytest.mark.slow(reason="it builds a site sixty times")


@pytest.mark.parametrize("mailer", [hourly, WEEKLY], ids=["hourly by GUID", "weekly by date"])
def test_the_digest_mails_each_thing_once(
    mailer: Callable[[list[tuple[dt.datetime, list[Item]]]], list[Item]],
    grown: tuple[dict[str, list[tuple[dt.datetime, list[Item]]]], set[str]],
) -> None:
    seen, names = grown
    mailed = mailer(seen["digest/feed.xml"])
    assert len({guid for guid, _, _ in mailed}) == len(mailed) == 8
    # What came out in the last days is in a week that goes on; the draft belongs to a week that was over.
    last = max(date for _, date, _ in mailed)
    coming = {name for name, when in SCHEDULED.items() if when >= last}
    coming |= {name for name in names if name[0] == "n" and list(deploys())[int(name[1:])] - HOUR >= last}
    tips = {name for name in names if name.startswith("all/")}
    counts = counted(mailed, names)
    assert "late" in names
    assert {name: counts[name] for name in names - tips - coming - {"draft"}} == dict.fromkeys(
        names - tips - coming - {"draft"}, 1
    )
    assert counts["draft"] == 0
    assert {counts[name] for name in coming} <= {0}
    # All but those of the last days.
    assert {counts[name] for name in tips} == {0, 1}
    assert sum(counts[name] == 0 for name in tips) <= 5


def test_a_week_without_news_has_no_item_and_weeks_keep_their_names(
    grown: tuple[dict[str, list[tuple[dt.datetime, list[Item]]]], set[str]],
) -> None:
    states = grown[0]["digest/feed.xml"]
    guids = [[guid for guid, _, _ in held] for _, held in states]
    for before, after in pairwise(guids):
        assert after[len(after) - len(before) :] == before
    dates = [date for _, date, _ in states[-1][1]]
    assert dates == sorted(dates, reverse=True)
    # Midnight in Chicago, which is one or the other hour in UTC.
    assert {(date.weekday(), date.hour) for date in dates} <= {(0, 5), (0, 6)}


def test_what_holds_for_the_main_feed_is_what_the_documentation_says(
    grown: tuple[dict[str, list[tuple[dt.datetime, list[Item]]]], set[str]],
) -> None:
    """A mailer that knows GUIDs mails all of it once; a daily one that goes by dates leaves out what came late."""
    states, names = grown[0]["feed.xml"], {name for name in grown[1] if not name.startswith("all/")}
    assert set(counted(hourly(states), names - {"n1"}).values()) == {1}
    daily = counted(dated(DAY, dt.datetime(2026, 11, 2, 14, tzinfo=dt.UTC))(states), names)
    assert max(daily.values()) == 1
    assert (daily["late"], daily["draft"]) == (0, 0)
