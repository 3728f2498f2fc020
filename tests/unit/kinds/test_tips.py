"""A tip as posts, and topics as anchors."""

import pytest

from generator.kinds.tip.pages import topic_anchor
from generator.kinds.tip.posts import posts
from generator.kinds.tip.schema import Tip
from generator.networks.base import networks
from generator.networks.compose import Post, draft

ADDRESS = "https://a.example/tips/first/one/"


@pytest.mark.parametrize(
    "text",
    ["Give first.", "Danke — “schön” 🎁, see other.example.", "One sentence. " * 30, "👨‍👩‍👧‍👦 " * 140],
    ids=["plain", "signs", "long", "emoji"],
)
def test_posts_are_those_of_the_command(text: str) -> None:
    tip = Tip(id="one", text=text, tags=("Giving", "Career change", "Leads"))
    made = posts(tip, ADDRESS)
    found = {count.label: (one.text, count.used, count.limit) for one in made for count in one.networks}
    expected = {}
    for network in networks().values():
        written = draft(Post(text=tip.text, address=ADDRESS, tags=tip.tags), network)
        expected[network.label] = (written.text, written.counts[0].used, written.counts[0].limit)
    assert found == expected
    assert len({one.text for one in made}) == len(made), "each text once"


def test_a_post_says_that_it_is_shortened() -> None:
    made = posts(Tip(id="one", text="A sentence of some length. " * 14), ADDRESS)
    said = {count.label: (one.shortened, count.fits) for one in made for count in one.networks}
    assert said["X"] == (True, True)
    assert said["LinkedIn"] == (False, True)


def test_an_address_that_fits_nowhere_is_said_to_be_too_long() -> None:
    made = posts(Tip(id="one", text="Give."), f"https://a.example/{'a' * 3000}/")
    said = {count.label: count for one in made for count in one.networks}
    assert not said["LinkedIn"].fits
    assert said["LinkedIn"].used > said["LinkedIn"].limit


def test_topics_have_an_anchor() -> None:
    assert topic_anchor("Finding things to give") == "topic-finding-things-to-give"
    assert topic_anchor("🎁") != topic_anchor("🎉")
