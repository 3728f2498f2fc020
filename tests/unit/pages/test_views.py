"""What pages show of a site that is larger than each of their limits."""

import datetime as dt
import json

from generator.pages.jobs import DrawnCard, SocialCardJob
from tests.incremental.spy import Site
from tests.unit.conftest import View, made

FULL = "Every key of “article” & more"


def test_home_has_the_newest_of_each_kind_and_no_more(view: View) -> None:
    home = view("/")
    assert home.lead_article.title == FULL
    assert [card.title for card in home.articles] == [f"Article {number}" for number in (8, 7, 6, 5, 4, 3)]
    assert [card.title for card in home.pitches] == ["Every key of “pitch” & more", "Pitch 0", "Pitch 1", "Pitch 2"]
    assert [card.title for card in home.leads] == ["Every key of “lead” & more", "Lead 3", "Lead 2"]
    assert home.episode.title == "Every key of “episode” & more"
    assert home.tip.text == "More 1."
    assert len(home.give_log.weeks) == 6


def test_a_list_is_cut_into_pages_that_know_each_other(view: View) -> None:
    third = view("/articles/page/3/")
    assert [card.title for card in third.cards] == ["Article 5", "Article 4"]
    assert (third.title, third.head.title) == ("Articles", "Articles, page 3")
    assert [(link.label, link.current) for link in third.pager.pages] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", False),
        ("5", False),
    ]
    assert (third.pager.newer, third.pager.older) == ("/articles/page/2/", "/articles/page/4/")
    first = view("/articles/")
    assert [(link.label, link.url) for link in first.pager.pages] == [
        ("1", "/articles/"),
        ("2", "/articles/page/2/"),
        ("3", "/articles/page/3/"),
        ("…", ""),
        ("5", "/articles/page/5/"),
    ]
    assert first.pager.newer == ""
    assert view("/articles/page/5/").pager.older == ""


def test_what_has_no_date_is_on_one_page(view: View) -> None:
    assert len(view("/pitches/").cards) == 6
    assert view("/pitches/").pager is None


def test_an_entry_stands_between_its_neighbours(view: View, site: Site) -> None:
    page = view("/articles/article-8/")
    assert (page.newer.title, page.older.title) == (FULL, "Article 7")
    assert (page.head.newer, page.head.older) == ("/articles/whole/", "/articles/article-7/")
    assert view("/articles/whole/").newer is None
    assert view("/articles/article-0/").older is None
    assert view("/pitches/pitch-1/").newer is None, "what has no date has no neighbours"
    # Article 8 is the older one, and is not said twice.
    assert [card.title for card in view("/articles/whole/").related] == ["Article 7", "Article 5"]
    assert site.plan.planned["/articles/whole/"].changed == dt.datetime(2026, 10, 20, 7, 30, tzinfo=dt.UTC)


def test_a_card_shows_an_entry_in_short(view: View) -> None:
    card = view("/").lead_article
    assert (card.kind, card.label, card.url) == ("article", "Article", "/articles/whole/")
    assert card.summary == "What the article is about."
    assert [(tag.label, tag.url) for tag in card.tags] == [("Giving", "/tags/giving/"), ("C++", "/tags/cplusplus/")]
    assert [(person.name, person.bio) for person in card.authors] == [("Ann Example", ""), ("Ben Beispiel", "")]
    assert (card.image.alt, card.image.credit, card.image.license) == ("A colour", "Ann", "CC BY 4.0")
    assert (card.note, card.status, card.minutes) == ("Beginnings", "", 1)
    assert view("/articles/page/5/").cards[0].summary == "The first paragraph of 1."


def test_tags_gather_entries_and_tips(view: View) -> None:
    page = view("/tags/giving/")
    assert [year.year for year in page.years] == ["2026"]
    titles = [row.title for row in page.years[0].rows]
    assert titles[:4] == ["Every key of “lead” & more", FULL, "Every key of “episode” & more", "Article 8"]
    assert titles[-1] == "Give first.", "tips come after the entries of their year"
    assert page.count == len(titles) == 13
    assert page.title == "Giving", "the most frequent spelling"
    assert [(tag.label, tag.count) for tag in view("/tags/").tags] == [("asking", 13), ("C++", 6), ("Giving", 13)]


def test_authors_have_pages_with_all_they_wrote(view: View) -> None:
    assert [(one.id, one.count) for one in view("/authors/").people] == [("ann", 18), ("ben", 8), ("cleo", 1)]
    cleo = view("/authors/cleo/")
    assert [row.title for year in cleo.years for row in year.rows] == ["Article 4"]
    assert cleo.head.description == "What Cleo Exemple wrote here."
    assert cleo.feed.url == "/authors/cleo/feed.xml"


def test_the_archive_has_everything_with_a_date(view: View) -> None:
    page = view("/archive/")
    assert page.count == 22
    labels = {row.label for year in page.years for row in year.rows}
    assert labels == {"Article", "Episode", "Lead", "Page", "Pitch"}


def test_the_page_for_missing_addresses_leads_to_the_newest(view: View) -> None:
    page = view("/404.html")
    assert [card.title for card in page.newest] == [
        FULL,
        "Every key of “episode” & more",
        "Article 8",
        "Article 7",
        "Article 6",
    ]
    assert page.head.noindex
    assert page.head.canonical == ""


def test_the_feeds_to_follow_stand_in_their_order(view: View) -> None:
    page = view("/subscribe/")
    groups = [one.group for one in (page.main, *page.others)] + [*page.more]
    assert [(group.title, group.rank, len(group.feeds)) for group in groups] == [
        ("Everything new", "main", 3),
        ("The weekly digest", "main", 1),
        ("The show", "main", 1),
        ("Tips", "main", 1),
        ("The log", "main", 3),
        ("Open leads", "main", 1),
        ("All comments", "main", 1),
        ("Tip libraries", "more", 3),
        ("Tags", "more", 3),
        ("Authors", "more", 3),
    ]


def test_every_page_has_the_site_around_it(view: View) -> None:
    site = view("/about/").site
    assert [(item.label, item.url, item.note) for item in site.menu] == [
        ("Articles", "/articles/", ""),
        ("Tips", "/tips/", "all"),
    ]
    assert list(site.parts) == [
        "articles",
        "tips",
        "pitches",
        "episodes",
        "leads",
        "give-log",
        "digest",
        "plan",
        "archive",
        "tags",
        "authors",
        "search",
        "subscribe",
    ]
    assert (site.years, site.copyright, site.moved) == ("2026", "Ann Example", "/moved.json")
    assert (view("/articles/whole/").here, view("/articles/whole/").section) == ("/articles/whole/", "/articles/")


def test_a_site_below_a_path_has_it_in_all_addresses(carded: Site) -> None:
    page = made(carded, "/2026/10/whole/").view
    assert page.here == "/blog/2026/10/whole/"
    assert page.head.canonical == "https://large.example/blog/2026/10/whole/"
    assert page.site.url == "/blog/"
    assert page.date.text == "1. Oktober 2026"


def test_a_social_card_is_drawn_for_what_has_no_picture(carded: Site, site: Site) -> None:
    shares = carded.plan.context.shares
    assert "article/article-1" in shares
    assert "tip/small/t1" in shares
    assert "article/whole" not in shares, "it has a picture of its own"
    drawn = [made(carded, url) for url in carded.plan.planned if url.startswith("/images/share/article-article-4.")]
    assert drawn == [DrawnCard(SocialCardJob("Article 4", "Article", "Cleo Exemple", "A large site"))]
    assert site.plan.context.settings.share_images is None
    assert shares.keys() == site.plan.context.shares.keys(), "a small site has one for each page if it says nothing"


def test_what_readers_said(view: View, carded: Site) -> None:
    talk = view("/articles/whole/").conversation
    assert (talk.state, talk.count, talk.ask) == ("open", 2, "What did you give?")
    (first,) = talk.comments
    assert (first.author, first.by_author) == ("Dora", False)
    assert [(reply.author, reply.by_author) for reply in first.replies] == [("Ann Example", True)]
    assert first.replies[0].date.full == "", "a day without a time"
    assert [mention.title for mention in talk.mentions] == ["other.example", "A post"]
    assert talk.embed is not None
    assert view("/articles/article-0/").conversation.state == "closed", "too old"
    assert view("/articles/article-5/").conversation.state == "off"
    other = made(carded, "/2026/10/whole/").view.conversation
    assert (other.embed, [place.label for place in other.places]) == (None, ["The group"])


def test_search_engines_are_told_what_an_entry_is(view: View) -> None:
    article, way = json.loads(view("/articles/whole/").head.json_ld)["@graph"]
    assert (article["@type"], article["headline"], article["keywords"]) == ("Article", FULL, "Giving, C++")
    assert (article["datePublished"], article["dateModified"]) == (
        "2026-10-01T06:00:00+00:00",
        "2026-10-20T07:30:00+00:00",
    )
    assert [person["name"] for person in article["author"]] == ["Ann Example", "Ben Beispiel"]
    assert [said["text"] for said in article["comment"]] == ["Thank you, as here.", "Me too."]
    assert [step["name"] for step in way["itemListElement"]] == ["Home", "Articles", FULL]
    (pitch_way,) = json.loads(view("/pitches/pitch-0/").head.json_ld)["@graph"]
    assert pitch_way["@type"] == "BreadcrumbList", "they know no pitches"
    assert json.loads(view("/").head.json_ld)["@graph"][0]["@type"] == "WebSite"


def test_feeds_hold_the_newest_of_all_kinds(site: Site) -> None:
    feed = made(site, "/feed.xml").feed
    assert [item.guid for item in feed.items] == [
        "tag:large.example,2026:site:tip:more-1/t1",
        "tag:large.example,2026:lead",
        "tag:large.example,2026:site:tip:more-0/t1",
    ]
    assert feed.id == "tag:large.example,2026:site:feed:/feed.xml"
    item = made(site, "/authors/ann/feed.xml").feed.items[0]
    assert (item.title, item.comments_count) == (FULL, 2)
    assert item.comments_feed_url == "https://large.example/articles/whole/comments.xml"
    assert [person.url for person in item.authors] == ["https://ann.example/", "https://large.example/authors/ben/"]
