"""A year of schedules: no host's free plan is used up by what comes out by itself, and what would is told."""

import datetime as dt
import time
from itertools import islice
from pathlib import Path

import pytest

from generator.checks.host_limits.build_schedule import DAILY, Rhythm, fullest, most_deploys, rhythm_of
from generator.hosts.base import hosts
from generator.hosts.setup.workflows import SCHEDULED
from generator.site.visibility import Clock, public
from tests.conftest import Project, Run
from tests.deploys import DAYS, KINDS, SITE, SITES, START, busiest, deploys, entries, rhythms, table, tips
from tests.support import ROOT

every_site = pytest.mark.parametrize("site", SITES)


@every_site
@pytest.mark.parametrize("host", rhythms())
def test_a_year_of_mornings_stays_within_the_hosts_month(site: str, host: str) -> None:
    days = deploys(site, rhythms()[host])
    plan = hosts()[host].plan
    assert plan
    assert days
    assert not plan.deploys or max(busiest(days), fullest(days)) <= plan.deploys
    if host == "netlify":
        assert fullest(days) <= plan.deploys // 2, "half is for the owner's own changes"


def test_netlify_every_morning_would_be_too_much() -> None:
    months = {site: busiest(deploys(site, DAILY)) for site in SITES}
    plan = hosts()["netlify"].plan
    assert plan
    assert {site for site, count in months.items() if count > plan.deploys} == {
        "a tip a day",
        "a tip each weekday",
        "a tip each weekday, and those articles and leads",
        "a tip a day, and those articles and leads",
    }


def test_the_docs_have_the_table() -> None:
    assert table() in (ROOT / "docs/hosts.md").read_text(encoding="utf-8")


@every_site
def test_what_is_told_before_is_what_the_year_shows(site: str) -> None:
    """The figure that a build works out from its plan is that of the simulated mornings."""
    start = dt.datetime.combine(START, dt.time(), dt.UTC)
    end = start + dt.timedelta(days=DAYS - 1)
    moments = [one for one in public(entries(site), KINDS, SITE, Clock(start)).moments if one < end]
    for rhythm in (DAILY, rhythms()["netlify"]):
        assert most_deploys(moments, rhythm) == fullest(deploys(site, rhythm))


def test_nothing_is_lost_between_two_mornings(project: Project, run: Run) -> None:
    """The command itself, morning after morning: each tip is out after the first run that follows its moment."""
    root = project(
        {**tips("weekday"), "content/site.yaml": "title: A\nurl: https://a.example\ntimezone: Europe/Berlin\n"}
    )
    first, published, last = dt.date(2027, 3, 4), [], "2027-03-01T05:17:00Z"
    for at in islice(rhythms()["netlify"].runs(first), 12):
        result = run("due", "--since", last, "--now", at.isoformat(), root=root)
        assert result.code in {0, 1}, result.output
        if result.code == 0:
            published.append(at.date())
        last = at.isoformat()
    wanted = deploys("a tip each weekday", rhythms()["netlify"])
    assert published == [day for day in wanted if day >= first][:12]


@pytest.mark.parametrize(
    ("cron", "at", "days"),
    [
        ("17 5 * * *", dt.time(5, 17), "0123456"),
        ("0 0 * * 1,4", dt.time(0, 0), "03"),
        ("30 6 * * MON-FRI", dt.time(6, 30), "01234"),
        ("30 6 * * 0", dt.time(6, 30), "6"),
        ("30 6 * * 7", dt.time(6, 30), "6"),
        ("30 6 * * 5-7", dt.time(6, 30), "456"),
        # What is not understood counts as every morning: nothing is promised by it.
        ("30 6 1 * *", dt.time(5, 17), "0123456"),
        ("30 6 * * 5-1", dt.time(5, 17), "0123456"),
        ("*/5 * * * 1", dt.time(5, 17), "0123456"),
        ("30 6 * * 1#2", dt.time(5, 17), "0123456"),
        ("30 6 * *", dt.time(5, 17), "0123456"),
        ("30 6 * * 9", dt.time(5, 17), "0123456"),
    ],
)
def test_a_workflow_says_on_which_days_it_looks(cron: str, at: dt.time, days: str) -> None:
    text = f'on:\n  schedule:\n    - cron: "{cron}"\n'
    assert rhythm_of(text) == Rhythm(at, frozenset(map(int, days)))


def test_two_schedules_or_none_count_as_every_morning() -> None:
    assert rhythm_of("") == DAILY
    assert rhythm_of("schedule:\n  - cron: '0 6 * * 1'\n  - cron: '0 6 * * 2'\n") == DAILY


def test_most_days_in_any_month() -> None:
    first = dt.date(2027, 1, 1)
    assert fullest([]) == 0
    assert fullest([first]) == 1
    assert fullest([first, first + dt.timedelta(days=30)]) == 2
    assert fullest([first, first + dt.timedelta(days=31)]) == 1
    # Two moments before one morning are one deploy.
    night = dt.datetime(2027, 1, 1, 20, tzinfo=dt.UTC)
    assert most_deploys([night, night + dt.timedelta(hours=3)]) == 1
    assert most_deploys([night, night + dt.timedelta(hours=10)]) == 2


@pytest.mark.parametrize(("host", "said"), [("netlify", True), ("cloudflare", False), ("github", False)])
def test_init_says_that_a_tip_a_day_is_not_for_netlify(host: str, said: bool, tmp_path: Path, run: Run) -> None:
    result = run("init", str(tmp_path / "site"), "--yes", "--host", host)
    assert result.code == 0, result.output
    words = " ".join(result.out.split())
    assert ("something new each day is more than the free plan publishes" in words) is said
    readme = (tmp_path / "site/README.md").read_text(encoding="utf-8")
    assert ("A tip on each day needs another host" in readme) is said


# --- as a build says it ---

TOML = {"netlify.toml": '[build]\n  command = "goodword build"\n  publish = "site"\n'}
OVER = (
    "What comes out by itself makes 31 deploys in a month, and Netlify's free plan has 20: after the last one all "
    "your sites there are paused until the next month."
)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_queue_that_needs_another_host_is_told_of_and_stops_nothing(command: str, project: Project, run: Run) -> None:
    root = project({**tips("day"), **TOML})
    strict = ("--strict",) if command == "build" else ()
    result = run(command, *strict, root=root)
    assert result.code == 0, result.output
    assert f"{OVER} Let it be built on fixed days only" in result.out
    if command == "build":
        assert run(command, *strict, root=root).out.partition("\n")[2] == result.out.partition("\n")[2]


@pytest.mark.parametrize(
    "files",
    [
        tips("day"),
        {**tips("week"), **TOML},
        {**tips("day"), **TOML, SCHEDULED: hosts()["netlify"].setup.files()[SCHEDULED]},
        {**tips("day"), ".github/workflows/pages.yml": "x"},
        {**tips("day"), "wrangler.toml": 'name = "a"\n'},
    ],
    ids=["no host known", "a tip a week", "the workflow of fixed days", "GitHub Pages", "Cloudflare"],
)
def test_what_a_host_takes_is_not_spoken_of(files: dict[str, str | bytes], project: Project, run: Run) -> None:
    result = run("build", root=project(files))
    assert result.code == 0, result.output
    assert "deploys" not in result.output


def test_a_queue_that_ended_is_not_counted(project: Project, run: Run) -> None:
    root = project({**tips("day"), **TOML})
    assert "deploys" in run("build", "--now", "2028-01-01", root=root).out
    assert "deploys" not in run("build", "--now", "2028-03-01", root=root).out


def test_near_the_limit_own_changes_are_thought_of(project: Project, run: Run) -> None:
    dates = [START + dt.timedelta(days=day) for day in range(16)]
    root = project({f"content/articles/a{day}.md": f"---\ntitle: A\ndate: {day}\n---\nText.\n" for day in dates} | TOML)
    assert (
        "makes 17 deploys in a month, and Netlify's free plan has 20, which your own changes use as well. "
        in run("build", "--now", "2026-12-01", root=root).out
    )
    assert "deploys" not in run("build", "--now", "2027-01-01 12:00", root=root).out


def test_a_host_that_comes_or_goes_is_seen_where_nothing_else_changed(project: Project, run: Run) -> None:
    root = project({**tips("day"), **TOML})
    time.sleep(0.06)
    assert OVER in run("build", root=root).out
    assert "nothing changed" in run("build", root=root).out
    assert OVER in run("build", root=root).out
    (root / "netlify.toml").unlink()
    gone = run("build", root=root).out
    assert "nothing changed" not in gone
    assert "deploys" not in gone
