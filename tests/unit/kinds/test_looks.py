"""How each kind looks: what its view, its card, its items and its data for search engines say."""

import datetime as dt
import json
from typing import Literal

import pytest

from generator.base.model import holds
from generator.base.shelf import shelf
from generator.content.said import CommentFields
from generator.kinds.base import Kind
from generator.kinds.comment.schema import texts
from generator.kinds.episode import transcript
from generator.kinds.give.schema import GiveLogFields
from generator.kinds.lead.schema import LeadFields, is_example
from generator.kinds.pitch import PitchFields, Slot, filled
from generator.kinds.tip.part import newest_tips
from generator.kinds.tip.schema import LibraryFields
from generator.pages.comments import comments_on
from tests.incremental.spy import Site
from tests.unit.conftest import View, made


def test_an_article_knows_its_place_in_a_series(view: View) -> None:
    series = view("/articles/article-1/").series
    assert (series.title, series.number) == ("Beginnings", 2)
    assert [(link.url, link.current) for link in series.entries] == [
        ("/articles/article-0/", False),
        ("/articles/article-1/", True),
        ("/articles/whole/", False),
    ]
    assert view("/articles/article-4/").series is None


def test_a_page_is_signed_only_by_those_it_names(view: View) -> None:
    assert [person.name for person in view("/full/").authors] == ["Ann Example", "Ben Beispiel"]
    assert view("/about/").authors == ()
    assert [person.name for person in view("/articles/article-1/").authors] == ["Ann Example"]


def test_an_episode_plays(view: View) -> None:
    page = view("/episodes/full/")
    assert (page.audio.url, page.audio.media_type) == ("/episodes/full/talk-0.mp3", "audio/mpeg")
    assert (page.audio.duration, page.audio.duration_iso, page.audio.size) == ("1:05", "PT65S", "16 kB")
    assert page.number == "Season 2, Episode 5"
    assert [(chapter.at, chapter.title) for chapter in page.chapters] == [("0:00", "Begin"), ("0:01", "End")]
    assert page.transcript == (("Ann", "Hello."), ("Dora", "Goodbye."))
    assert [card.note for card in view("/episodes/").cards] == ["1:05", "0:04"]


def test_an_episode_is_an_item_of_the_podcast(site: Site) -> None:
    feed = made(site, "/podcast.xml").feed
    assert [item.title for item in feed.items][1:] == ["Talk 3", "Talk 2", "Talk 1", "Talk 0"], "all of them"
    assert feed.image_url == "https://large.example/cover.jpg", "in its own size"
    item = feed.items[0]
    assert item.enclosure.url == "https://large.example/episodes/full/talk-0.mp3"
    assert (item.enclosure.length, item.enclosure.duration) == (16263, 65)
    assert (item.episode.season, item.episode.episode, item.episode.explicit) == (2, 5, True)
    assert item.episode.transcript_url == "https://large.example/episodes/full/transcript.txt"
    assert item.episode.image_url == "", "a picture that is too small is no cover"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),
        ("No name here.", (("", "No name here."),)),
        ("Ann: One\nmore.\nBen B.: Two.", (("Ann", "One more."), ("Ben B.", "Two."))),
        ("ann: not a name", (("", "ann: not a name"),)),
    ],
)
def test_a_transcript_has_speakers(text: str, said: tuple[tuple[str, str], ...]) -> None:
    assert transcript(text) == said


def test_leads_close(view: View) -> None:
    page = view("/leads/")
    assert [card.title for card in page.open] == ["Every key of “lead” & more", "Lead 3", "Lead 2", "Lead 1"]
    assert [(card.title, card.status) for card in page.closed] == [("Lead 0", "Closed")]
    assert page.open[0].note == "Mill · Leeds · remote"
    assert view("/leads/lead-0/").closed
    assert not view("/leads/full/").closed


def test_search_engines_are_told_of_open_leads_alone(view: View) -> None:
    def kinds(url: str) -> list[str]:
        return [one["@type"] for one in json.loads(view(url).head.json_ld)["@graph"]]

    assert kinds("/leads/full/") == ["JobPosting", "BreadcrumbList"]
    assert kinds("/leads/lead-0/") == ["BreadcrumbList"]
    job = json.loads(view("/leads/full/").head.json_ld)["@graph"][0]
    assert (job["employmentType"], job["jobLocationType"]) == ("FULL_TIME", "TELECOMMUTE")
    assert job["hiringOrganization"]["name"] == "Mill"
    example = site_lead("Example: a baker")
    assert is_example(example)
    assert not is_example(site_lead("A baker: example"))


def site_lead(title: str) -> LeadFields:
    return LeadFields(title=title, employer="Mill", expires=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))


def test_a_pitch_has_gaps(view: View) -> None:
    page = view("/pitches/full/")
    assert [[(piece.text, piece.slot) for piece in paragraph] for paragraph in page.pieces] == [
        [("I am ", ""), ("Ann", "name"), (".", "")],
        [("I want ", ""), ("work", "wish"), (".", "")],
    ]
    assert (page.example_words, page.example_seconds, page.words_per_minute) == (6, 3, 140)
    assert (page.seconds, page.audience) == (40, "employers")
    assert [(slot.name, slot.max_words, slot.optional) for slot in page.slots] == [
        ("name", 3, False),
        ("wish", 0, True),
    ]
    assert view("/pitches/").cards[0].note == "40 seconds · about 6 words"


def test_a_gap_without_a_slot_stays_as_it_is() -> None:
    fields = PitchFields(
        title="A", template="I am { name } {other}.", slots=(Slot(name="name", label="Name", example="Ann"),)
    )
    assert filled(fields) == "I am Ann {other}."


def test_tips_stand_in_their_library(view: View, site: Site) -> None:
    page = view("/tips/small/t2/")
    assert (page.newer.url, page.older.url) == ("/tips/small/t3/", "/tips/small/t1/")
    assert view("/tips/small/t1/").older is None
    assert page.share_text == "Tip 2.\nhttps://large.example/tips/small/t2/"
    assert [(card.title, card.count, [tip.text for tip in card.tips]) for card in view("/tips/").libraries] == [
        ("More tips 0", 1, ["More 0."]),
        ("More tips 1", 1, ["More 1."]),
        ("Small tips", 6, ["Give first.", "Tip 6.", "Tip 5."]),
    ]
    assert "/tips/later/" not in site.plan.planned, "no tip of it is out"
    assert view("/tips/").tip.text == view("/").tip.text == "More 1.", "the newest"
    assert (view("/tips/").tip.ids, page.tip.ids) == ("/tips/day.json", "")
    assert json.loads(made(site, "/tips/day.json").data) == {
        "more-0": {"url": "/tips/more-0/", "tips": ["t1"]},
        "more-1": {"url": "/tips/more-1/", "tips": ["t1"]},
        "small": {"url": "/tips/small/", "tips": [f"t{number}" for number in range(1, 7)]},
    }, "what is not out has no day"
    assert [(one.topic, one.anchor) for one in view("/tips/small/").topics] == [("Giving", "topic-giving"), ("", "")]
    assert view("/tips/small/t1/").tip.topic_url == "/tips/small/#topic-giving"
    newest = newest_tips(site.values.index.all_of("tip", LibraryFields), 3)
    assert [(library.slug, tip.id) for library, tip in newest] == [("more-1", "t1"), ("more-0", "t1"), ("small", "t1")]


def test_the_log_is_counted(view: View) -> None:
    page = view("/give-log/")
    totals = page.totals
    assert (totals.gives, totals.weeks, totals.people, totals.outcomes) == (4, 6, 2, 2)
    assert (totals.planned_weeks, totals.planned_gives, totals.percent) == (4, 8, 50)
    assert [(week.count, week.level, week.paused) for week in page.weeks] == [
        (1, 1, False),
        (1, 1, False),
        (0, 0, True),
        (0, 0, False),
        (0, 0, False),
        (2, 2, False),
    ]
    assert [(kind.label, kind.count) for kind in page.kinds] == [("Other", 2), ("Referrals", 1), ("Tips", 1)]
    months = {month.title: [(give.id, give.to, give.outcome) for give in month.gives] for month in page.months}
    assert months == {
        "June 2026": [("g4", "G. N.", ""), ("g3", "", "")],
        "May 2026": [("g2", "a baker", "Hired."), ("g1", "a friend", "")],
    }


def test_only_approved_comments_have_a_text_and_only_what_is_out_is_seen(site: Site) -> None:
    when = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    every: tuple[Literal["approved", "pending", "spam"], ...] = ("approved", "pending", "spam")
    said = tuple(CommentFields(id=one, author="Ann", date=when, body=f"I am {one}", status=one) for one in every)
    assert texts(said) == {"approved": "I am approved"}
    entry = site.entries["content/comments/whole.yaml"]
    whole = next(one for one in site.entries.values() if (one.kind, one.slug) == ("article", "whole"))
    comments = comments_on(site.values, whole)
    assert comments is entry
    assert comments is not None
    assert [comment.id for comment in comments.fields] == list(entry.texts) == ["c1", "c2"]
    log = site.entries["content/give-log.yaml"]
    assert holds(log, GiveLogFields)
    assert [give.id for give in log.fields.gives] == ["g1", "g2", "g3", "g4"]
    assert log.fields.gives[2].outcome == "", "nobody agreed to show it"


def test_comments_answer_each_other_in_their_feed(site: Site) -> None:
    feed = made(site, "/articles/whole/comments.xml").feed
    assert [(item.title, item.summary) for item in feed.items] == [
        ("Ann Example", "Me too."),
        ("Dora", "Thank you, as here."),
    ]
    answer, first = feed.items
    assert answer.in_reply_to.guid == first.guid == "tag:large.example,2026:article:comment:c1"
    assert first.in_reply_to.url == "https://large.example/articles/whole/"
    every = [item.title for item in made(site, "/comments.xml").feed.items]
    assert every[-1] == "Dora on “Article 8”"


@pytest.mark.parametrize("name", sorted(shelf("generator.kinds", "KIND")))
def test_what_a_kind_says_of_itself_fits_together(name: str) -> None:
    kinds: dict[str, Kind] = shelf("generator.kinds", "KIND")
    kind = kinds[name]
    assert kind.about in {"", *kinds}
    assert kind.is_markdown or kind.pages or kind.about, "else nothing would show it"
    assert not kind.parts_have_pages or kind.permalink
    assert kind.own_page <= set(getattr(kind.schema, "__struct_fields__", ()))
