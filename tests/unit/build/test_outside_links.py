"""Which addresses of a site are links to others, and where each is written."""

import pytest

from generator.base.model import Entry, Placeholder, Prose, Text
from generator.build.outside_links import outside_links
from generator.content.kind import Fields
from generator.site.settings import Site


def links(
    fields: Fields, *, url: str = "https://site.example/blog", body: str = "", video: str = ""
) -> dict[str, list[tuple[str, str]]]:
    text = Text("1", placeholders=(Placeholder("video", video),) if video else ())
    entry = Entry("article", "content/articles/a.md", "a", fields, texts={"": text})
    found = outside_links(Site(title="S", url=url), [entry], {"1": Prose((body,))})
    return {address: list(uses) for address, uses in found.items()}


@pytest.mark.parametrize(
    "own",
    [
        "https://site.example/blog",
        "https://site.example/blog/",
        "https://SITE.example/blog/x",
        "https://site.example/blog?x",
    ],
)
def test_the_site_itself_is_no_other(own: str) -> None:
    assert links(Fields(title="A", syndicated=(own,))) == {}


@pytest.mark.parametrize("other", ["https://site.example/", "https://site.example/blogs", "http://site.example/blog/"])
def test_what_is_beside_it_is_another(other: str) -> None:
    assert list(links(Fields(title="A", syndicated=(other,)))) == [other]


def test_a_video_alone_in_its_paragraph_is_a_link() -> None:
    address = "https://video.example/watch?v=1"
    assert links(Fields(title="A"), video=address) == {address: [(address, "content/articles/a.md")]}


def test_fragments_lead_to_one_page_and_are_kept_for_their_places() -> None:
    body = (
        '<a href="https://b.example/x#one">1</a> <a href="https://b.example/x#two">2</a> <a href="//b.example/x">3</a>'
    )
    found = links(Fields(title="A", id="https://old.example/1", aliases=("/old/",)), body=body)
    assert found == {
        "https://b.example/x": [
            ("https://b.example/x#one", "content/articles/a.md"),
            ("https://b.example/x#two", "content/articles/a.md"),
            ("//b.example/x", "content/articles/a.md"),
        ]
    }


def test_a_title_that_begins_like_an_address_is_none() -> None:
    assert links(Fields(title="https://b.example/ is a good site", summary="//b.example or so")) == {}
