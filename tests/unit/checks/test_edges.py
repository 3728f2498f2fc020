"""Where checks begin to say something; what they say is in tests/cases/problems/."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from generator.base.model import Entry
from generator.base.problems import Report
from generator.base.shelf import shelf
from generator.checks import content, lengths
from generator.checks import podcast as podcast_check
from generator.checks.base import EntriesRead, MediaKnown
from generator.content.kind import Audio
from generator.content.locator import Locator
from generator.kinds.base import Fields
from generator.kinds.episode.schema import Chapter, EpisodeFields
from generator.kinds.pitch import PitchFields, Slot
from generator.kinds.tip.schema import LibraryFields, Tip
from generator.media.images import Probe, renditions
from generator.media.source_image import SourceImage
from generator.privacy.people import People
from generator.site.media_index import Media
from generator.site.settings import Author, Feeds, Podcast, Site

KINDS: dict[str, Any] = shelf("generator.kinds", "KIND")
#: A show with which nothing is wrong.
SHOW = Podcast(title="The show", category="Arts", subcategory="Books", image="/cover.jpg")


def said(run: Any, tmp_path: Path, *entries: Entry, **site: Any) -> list[str]:
    """What a check of entries says, without places."""
    report = Report()
    settings = Site(**{"title": "A", "url": "https://site.example", **site})
    where = Locator(tmp_path)
    run(EntriesRead(tmp_path, settings, KINDS, entries, where, report, False, (), People(), None, frozenset()))
    return [problem.message for problem in report]


def of(kind: str, slug: str, fields: Any, **more: Any) -> Entry:
    return Entry(kind=kind, source=f"content/{KINDS[kind].folder}/{slug}.md", slug=slug, fields=fields, **more)


def test_a_tip_may_have_as_many_characters_as_fit(tmp_path: Path) -> None:
    def library(length: int) -> Entry:
        return of("tip", "a", LibraryFields(title="A", tips=(Tip(id="one", text="x" * length),)))

    assert said(lengths.run, tmp_path, library(280)) == []
    assert said(lengths.run, tmp_path, library(281)) == [
        "the tip has 281 characters; at most 280 fit where tips are shared"
    ]


def test_a_pitch_may_take_as_long_as_it_says(tmp_path: Path) -> None:
    slot = Slot(name="name", label="Name", example="Ann Example")

    def pitch(words: int, seconds: int) -> Entry:
        text = " ".join(["word"] * (words - 2)) + " {name}"
        return of("pitch", "a", PitchFields(title="A", seconds=seconds, template=text, slots=(slot,)))

    assert said(lengths.run, tmp_path, pitch(70, 30)) == []
    assert said(lengths.run, tmp_path, pitch(72, 30)) == [
        "with its examples the pitch takes 31 seconds (72 words at 140 a minute); it is for 30"
    ]


def test_a_slug_is_that_of_one_entry_of_its_kind(tmp_path: Path) -> None:
    one, other = of("article", "a", Fields(title="A")), of("article", "b", Fields(title="B"))
    assert said(content.run, tmp_path, one, other, of("page", "a", Fields(title="A"))) == []
    again = Entry(kind="article", source="content/articles/2026-a.md", slug="a", fields=Fields(title="A"))
    assert said(content.run, tmp_path, one, again) == ['the slug "a" is that of content/articles/a.md too']


def test_an_id_is_that_of_one_entry_of_all(tmp_path: Path) -> None:
    one, page = of("article", "a", Fields(title="A", id="tag:a")), of("page", "b", Fields(title="B", id="tag:a"))
    assert said(content.run, tmp_path, one, page) == ['the id "tag:a" is that of content/articles/a.md too']
    assert said(content.run, tmp_path, of("article", "a", Fields(title="A")), of("page", "b", Fields(title="B"))) == []


def test_comments_are_about_an_article_that_is_there(tmp_path: Path) -> None:
    comments = Entry(kind="comment", source="content/comments/a.yaml", slug="a", fields=())
    assert said(content.run, tmp_path, comments, of("article", "a", Fields(title="A"))) == []
    assert said(content.run, tmp_path, comments, of("page", "a", Fields(title="A"))) == ['there is no article "a"']


def test_authors_and_kinds_are_known(tmp_path: Path) -> None:
    entry = of("article", "a", Fields(title="A", authors=("ann",)))
    assert said(content.run, tmp_path, entry, authors={"ann": Author(name="Ann")}) == []
    assert said(content.run, tmp_path, entry, authors={"anna": Author(name="Anna")}) == [
        'unknown author "ann"; did you mean "anna"?'
    ]
    assert said(content.run, tmp_path, feeds=Feeds(include=("article", "give"))) == []
    assert said(content.run, tmp_path, feeds=Feeds(include=("comment",))) == ['"include" cannot have "comment"']
    assert said(content.run, tmp_path, permalinks={"page": "/{year}/{slug}/"}) == [
        'the permalink of "page" cannot have a date'
    ]


def of_show(
    tmp_path: Path,
    podcast: Podcast,
    side: int = 1400,
    high: int = 0,
    at: int = 59,
    src: str = "https://media.radio.net/a.mp3",
    **more: Any,
) -> list[str]:
    """What is said of a show with a cover of a size, whose episode of a minute has a chapter at a second."""
    probe = Probe("jpeg", side, high or side)
    path = "content/static/cover.jpg"
    shot = SourceImage(path, "0" * 32, probe, renditions("cover", "0" * 32, probe))
    files: Any = {path: None}
    media = Media(shots={path: shot}, used=frozenset(), behind=frozenset(), audio={}, files=files)
    fields = EpisodeFields(
        title="A",
        audio=Audio(src=src, bytes=9, duration=60),
        chapters=(Chapter(at=at, title="End"),),
    )
    episode = of("episode", "a", fields, date=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    report = Report()
    settings = Site(title="A", url="https://site.example", podcast=podcast)
    known = MediaKnown(
        tmp_path, settings, KINDS, more.get("entries", [episode]), Locator(tmp_path), report, True, media
    )
    podcast_check.run(known)
    return [problem.message for problem in report]


@pytest.mark.parametrize(
    ("side", "high", "told"),
    [
        (1400, 1400, []),
        (3000, 3000, []),
        (1399, 1399, ["is too small: 1399 × 1399 pixels"]),
        (3001, 3001, ["is too large: 3001 × 3001 pixels"]),
        (1400, 1401, ["is not square: 1400 × 1401 pixels"]),
    ],
)
def test_a_cover_has_a_size(side: int, high: int, told: list[str], tmp_path: Path) -> None:
    found = of_show(tmp_path, SHOW, side, high)
    assert found == [f'the cover of the talk show, "/cover.jpg", {one}' for one in told]


def test_a_sound_at_an_example_host_is_nowhere(tmp_path: Path) -> None:
    told = ['there is no sound at "media.example": the name is kept for examples']
    assert of_show(tmp_path, SHOW, src="https://media.example/talk.mp3") == told
    assert of_show(tmp_path, SHOW, src="talk.mp3") == []
    assert of_show(tmp_path, SHOW, src="https://[/talk.mp3") == []


def test_a_chapter_begins_before_the_end(tmp_path: Path) -> None:
    assert of_show(tmp_path, SHOW, at=59) == []
    assert of_show(tmp_path, SHOW, at=60) == ['the chapter "End" begins at 1:00, and the episode ends at 1:00']


@pytest.mark.parametrize(
    ("category", "subcategory", "told"),
    [
        ("Arts", "", []),
        ("", "", ["the talk show has no category"]),
        ("Books", "", ['"Books" is a subcategory of "Arts"']),
        ("Art", "", ['Apple Podcasts has no category "Art"; did you mean "Arts"?']),
        ("Arts", "Careers", ['"Arts" has no subcategory "Careers"']),
    ],
)
def test_a_category_is_one_of_those_there_are(category: str, subcategory: str, told: list[str], tmp_path: Path) -> None:
    podcast = Podcast(title="The show", category=category, subcategory=subcategory, image="/cover.jpg")
    assert of_show(tmp_path, podcast) == told


def test_no_episodes_no_show(tmp_path: Path) -> None:
    assert of_show(tmp_path, Podcast(), entries=[]) == []
    assert of_show(tmp_path, Podcast()) == ["nothing tells podcast directories about the talk show"]
