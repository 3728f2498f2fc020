"""What is out at a moment: drafts, dates to come, what has expired, tips in their queue."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.base.model import Entry, holds
from generator.base.shelf import shelf
from generator.content.entry_reader import read_entry
from generator.kinds.base import Kind
from generator.kinds.tip.schema import LibraryFields, dates, slots
from generator.schema.pauses import Pause, pausing
from generator.site.settings import Site
from generator.site.visibility import Clock, Waiting, public
from tests.conftest import Build, Project

KINDS: dict[str, Kind] = shelf("generator.kinds", "KIND")
CHICAGO = ZoneInfo("America/Chicago")
SITE = Site(title="A", url="https://a.example", timezone="America/Chicago")


def entry(kind: str, path: str, text: str) -> Entry:
    reading = read_entry(f"content/{path}", text.encode(), KINDS[kind], CHICAGO)
    assert reading.entry is not None, reading.problems
    return reading.entry


def library(path: str, text: str) -> Entry[LibraryFields]:
    found = entry("tip", path, text)
    assert holds(found, LibraryFields)
    return found


def shown(tips: Entry, clock: Clock) -> list[str]:
    """The ids of the tips of a library that are out."""
    found = public([tips], KINDS, SITE, clock).entries[0]
    assert holds(found, LibraryFields)
    return [tip.id for tip in found.fields.tips]


def article(keys: str, name: str = "x") -> Entry:
    return entry("article", f"articles/{name}.md", f"---\ntitle: X\n{keys}\n---\nText.\n")


def at(text: str, *, drafts: bool = False, future: bool = False) -> Clock:
    return Clock(dt.datetime.fromisoformat(text).replace(tzinfo=CHICAGO).astimezone(dt.UTC), drafts, future)


def why_not(found: Entry, clock: Clock) -> str:
    """Why an entry is not out, or nothing."""
    result = public([found], KINDS, SITE, clock)
    assert bool(result.entries) != bool(result.hidden)
    return result.hidden[0].reason if result.hidden else ""


@pytest.mark.parametrize(
    ("keys", "now", "reason"),
    [
        ("date: 2026-11-02", "2026-11-01 23:59:59", "scheduled for 2026-11-02 00:00"),
        ("date: 2026-11-02", "2026-11-02 00:00:00", ""),
        ("date: 2026-11-02 07:30", "2026-11-02 07:29:59", "scheduled for 2026-11-02 07:30"),
        ("date: 2026-11-02 07:30", "2026-11-02 07:30:00", ""),
        ("date: 2026-11-02T07:30:00+01:00", "2026-11-02 00:29:59", "scheduled for 2026-11-02 00:30"),
        ("date: 2026-11-02T07:30:00+01:00", "2026-11-02 00:30:00", ""),
        ("date: 2026-11-02\nexpires: 2026-11-05", "2026-11-05 23:59:58", ""),
        ("date: 2026-11-02\nexpires: 2026-11-05", "2026-11-06 00:00:00", "expired"),
        ("date: 2026-11-02\nexpires: 2026-11-05 12:00", "2026-11-05 12:00:00", "expired"),
        ("date: 2026-11-02\ndraft: true", "2026-12-01 00:00:00", "a draft"),
        ("date: 2027-11-02\ndraft: true", "2026-12-01 00:00:00", "a draft"),
    ],
)
def test_when_an_article_is_out(keys: str, now: str, reason: str) -> None:
    assert why_not(article(keys), at(now)) == reason


def test_drafts_and_what_is_to_come_are_shown_when_asked_for() -> None:
    draft, later = article("date: 2026-11-02\ndraft: true"), article("date: 2027-11-02")
    both = article("date: 2027-11-02\ndraft: true")
    now = "2026-12-01 00:00"
    assert not why_not(draft, at(now, drafts=True))
    assert not why_not(later, at(now, future=True))
    assert why_not(draft, at(now, future=True)) == "a draft"
    assert why_not(later, at(now, drafts=True)) == "scheduled for 2027-11-02 00:00"
    assert why_not(both, at(now, drafts=True)) == "scheduled for 2027-11-02 00:00"
    assert not why_not(both, at(now, drafts=True, future=True))


@pytest.mark.parametrize(
    ("name", "keys", "slug", "date"),
    [
        ("2026-11-02-hello", "", "hello", "2026-11-02T06:00:00+00:00"),
        ("2026-11-02_hello you", "", "hello-you", "2026-11-02T06:00:00+00:00"),
        ("2026-11-02-hello", "date: 2026-11-03", "hello", "2026-11-03T06:00:00+00:00"),
        ("2026-02-30-hello", "date: 2026-11-03", "hello", "2026-11-03T06:00:00+00:00"),
        ("2026-11-02", "date: 2026-11-03", "2026-11-02", "2026-11-03T06:00:00+00:00"),
        ("2026-11-02-hello", "slug: bye", "bye", "2026-11-02T06:00:00+00:00"),
    ],
)
def test_a_file_name_may_begin_with_its_date(name: str, keys: str, slug: str, date: str) -> None:
    found = article(keys, name)
    assert (found.slug, found.date and found.date.isoformat()) == (slug, date)


def test_a_lead_stays_when_it_has_expired() -> None:
    lead = entry(
        "lead", "leads/job.md", "---\ntitle: Job\ndate: 2026-11-02\nemployer: Mill\nexpires: 2026-11-05\n---\nText.\n"
    )
    result = public([lead], KINDS, SITE, at("2026-11-04 12:00"))
    assert result.entries == public([lead], KINDS, SITE, at("2027-11-04 12:00")).entries
    assert result.due == dt.datetime(2026, 11, 6, 5, 59, 59, tzinfo=dt.UTC)
    assert public([lead], KINDS, SITE, at("2027-11-04 12:00")).due is None


QUEUE = """\
title: Small things
queue: {start: 2026-10-30, every: weekday, at: 02:30, pauses: [{from: 2026-11-03, to: 2026-11-03}]}
tips:
  - {id: one, text: Friday}
  - {id: two, text: Monday}
  - {id: dated, text: Long ago, date: 2020-01-01}
  - {id: three, text: Wednesday}
"""


def test_tips_take_the_slots_of_their_queue_in_order() -> None:
    tips = library("tips/small.yaml", QUEUE)
    when = {
        name: moment and moment.astimezone(CHICAGO).strftime("%a %d %H:%M")
        for name, moment in dates(tips.fields, CHICAGO).items()
    }
    assert when == {"one": "Fri 30 02:30", "two": "Mon 02 02:30", "dated": "Wed 01 00:00", "three": "Wed 04 02:30"}
    assert shown(tips, at("2026-11-02 02:30")) == ["one", "two", "dated"]
    assert public([tips], KINDS, SITE, at("2026-11-02 02:30")).due == dt.datetime(2026, 11, 4, 8, 30, tzinfo=dt.UTC)


def test_without_a_queue_tips_are_out_at_once() -> None:
    tips = entry(
        "tip", "tips/small.yaml", "title: A\ntips: [{id: one, text: B}, {id: two, text: C, date: 2027-01-01}]\n"
    )
    assert shown(tips, at("2026-11-02 00:00")) == ["one"]


def test_a_queue_goes_on_through_the_days_on_which_clocks_change() -> None:
    tips = library("tips/small.yaml", "title: A\nqueue: {start: 2026-03-07, every: day, at: 02:30}\ntips: []\n")
    assert tips.fields.queue
    moments = slots(tips.fields.queue, CHICAGO)
    found = [next(moments) for _ in range(4)]
    assert found == sorted(found)
    assert [moment.astimezone(CHICAGO).day for moment in found] == [7, 8, 9, 10]


def test_a_queue_ends_before_the_calendar_does() -> None:
    tips = library("tips/small.yaml", "title: A\nqueue: {start: 9000-12-31, every: week}\ntips: [{id: one, text: B}]\n")
    assert tips.fields.queue
    assert len(list(slots(tips.fields.queue, CHICAGO))) < 60_000
    assert not shown(tips, at("2026-11-02 00:00"))


def test_what_is_not_out_is_nowhere_in_the_output(project: Project, build: Build) -> None:
    root = project(
        {
            "content/articles/out.md": "---\ntitle: Out\ndate: 2026-11-02\n---\n[a](quokka-draft.md) [b](/articles/quokka-later/) [c](quokka-old.md)\n",
            "content/articles/quokka-draft.md": "---\ntitle: quokka\ndate: 2026-11-02\ndraft: true\ntags: [quokka]\n---\nquokka\n",
            "content/articles/quokka-later.md": "---\ntitle: quokka\ndate: 2027-11-02\ntags: [quokka]\n---\nquokka\n",
            "content/articles/quokka-old.md": "---\ntitle: quokka\ndate: 2026-11-02\nexpires: 2026-11-03\naliases: [/quokka/]\n---\nquokka\n",
        }
    )
    site = build(root)
    assert not _with(site, b"quokka")
    assert _with(build(root, "--drafts", "--future"), b"quokka")
    assert not _with(build(root), b"quokka")


def _with(site: Path, word: bytes) -> list[str]:
    """The files that hold a word, in their names or in their bytes."""
    return [
        str(path)
        for path in site.rglob("*")
        if word in str(path.relative_to(site)).encode() or (path.is_file() and word in path.read_bytes())
    ]


def test_how_much_is_not_out() -> None:
    found = [
        article("date: 2026-11-03", "a"),
        article("date: 2026-11-02 08:00", "b"),
        article("date: 2026-11-01\ndraft: true", "c"),
        article("date: 2026-10-01\nexpires: 2026-10-31", "d"),
        article("date: 2026-10-01", "e"),
        entry("tip", "tips/a.yaml", "title: A\nqueue: {start: 2026-11-01, every: day}\ntips:\n" + "".join(
            f"  - {{id: t{number}, text: Say thanks.}}\n" for number in range(4))),
        entry("give", "give-log.yaml", "gives:\n  - {id: a, date: 2026-12-01, kind: tip, what: A tip}\n"),
        entry("comment", "comments/e.yaml", "".join(
            f"- {{id: c{number}, author: Bob, date: {date}, body: Hi, status: {status}}}\n"
            for number, (date, status) in enumerate(
                [("2026-10-02", "approved"), ("2026-10-02", "pending"), ("2026-10-02", "spam"), ("2026-12-02", "approved")]))),
        entry("mention", "mentions/e.yaml", "- {source: https://b.example/, date: 2026-10-02, kind: like}\n"),
    ]  # fmt: skip
    now = at("2026-11-02 07:30")
    assert public(found, KINDS, SITE, now).waiting == Waiting(
        scheduled=4,
        next=at("2026-11-02 08:00").now,
        tips=2,
        next_tip=at("2026-11-03 00:00").now,
        drafts=1,
        expired=1,
        undecided={"comment": 1, "mention": 1},
    )
    shown = public(found, KINDS, SITE, at("2026-11-02 07:30", drafts=True, future=True)).waiting
    assert shown == Waiting(expired=1, undecided={"comment": 1, "mention": 1})


def test_a_day_in_any_of_the_pauses_is_one_of_them() -> None:
    pauses = tuple(
        Pause(begin=dt.date(2026, 1, begin), end=dt.date(2026, 1, end))
        for begin, end in [(20, 22), (3, 9), (4, 5), (7, 6)]
    )
    paused = pausing(pauses)
    days = [dt.date(2026, 1, day) for day in range(1, 32)]
    assert [day.day for day in days if paused(day)] == [*range(3, 10), *range(20, 23)]
    assert not any(map(pausing(()), days))
