"""Kinds whose date is not when they come out, and kinds that ask for what the theme does not have."""

import re
from pathlib import Path

import pytest

from generator.content.kind import Fields
from generator.kinds import declared
from generator.pages.kind import Home, Kind
from tests.conftest import Project
from tests.support import NOW, SITE, run_here

WALKS = """\
kinds:
  walk:
    label: Walk
    plural: Walks
    fields: {announced: datetime}
    publishes: announced
feeds: {items: 3}
"""


def built(root: Path) -> Path:
    done = run_here("build", "--jobs", "1", "--now", NOW, root=root)
    assert done.code == 0, done.output
    return root / "site"


def walks() -> dict[str, str | bytes]:
    """Five walks: the later one takes place, the earlier it was announced."""
    return {
        f"content/walks/walk-{number}.md": f"---\ntitle: Walk {number}\ndate: 2027-01-0{number}\n"
        f"announced: 2026-11-0{6 - number}\n---\nText.\n"
        for number in range(1, 6)
    }


def titles(feed: Path) -> list[str]:
    return re.findall(r"<title>(Walk \d)</title>", feed.read_text(encoding="utf-8"))


def test_the_feed_of_a_kind_holds_what_came_out_last(project: Project) -> None:
    site = built(project({"content/site.yaml": SITE + WALKS, **walks()}))
    assert titles(site / "walks/feed.xml") == ["Walk 1", "Walk 2", "Walk 3"]


def test_a_date_that_does_not_publish_stands_on_the_page(project: Project) -> None:
    site = built(project({"content/site.yaml": SITE + WALKS, **walks()}))
    page = (site / "walks/walk-1/index.html").read_text(encoding="utf-8")
    assert "1 January 2027" in re.sub(r"<head>.*</head>", "", page, flags=re.DOTALL)


def test_what_never_came_out_is_in_no_feed_of_a_tag(project: Project) -> None:
    """Whatever other kinds there are."""
    note = "kinds:\n  note: {label: Note, plural: Notes, fields: {}, dated: false}\n"
    other = "  walk: {label: Walk, plural: Walks, fields: {}, publishes: none}\n"
    files: dict[str, str | bytes] = {
        "content/notes/a.md": "---\ntitle: A note\ntags: [x]\n---\nText.\n",
        "content/articles/b.md": "---\ntitle: An article\ndate: 2026-11-02\ntags: [x]\n---\nText.\n",
    }
    alone = built(project({"content/site.yaml": SITE + note, **files}))
    beside = built(project({"content/site.yaml": SITE + note + other, **files}, "other"))
    for site in (alone, beside):
        feed = (site / "tags/x/feed.xml").read_text(encoding="utf-8")
        assert "An article" in feed
        assert "A note" not in feed


def test_a_place_that_the_theme_does_not_have_is_below_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = Kind(
        name="walk",
        folder="walks",
        schema=Fields,
        label="Walk",
        plural="Walks",
        permalink="/walks/{slug}/",
        index="/walks/",
        # A schema without a series, and a place of no theme of ours.
        series=True,
        home=Home("walks", 3),
        icon="home",
    )
    ours = declared.known()
    monkeypatch.setattr(declared, "known", lambda: {**ours, "walk": kind})
    root = project({"content/walks/a.md": "---\ntitle: A walk\ndate: 2026-11-02\n---\nText.\n"})
    home = (built(root) / "index.html").read_text(encoding="utf-8")
    section = home[home.index('id="home-walk"') :]
    assert section.index("Walks") < section.index("A walk") < section.index("All walks")
    assert "#home" in section[: section.index("A walk")]
