"""The addresses with which a page is passed on."""

from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.networks.base import fits, networks
from generator.pages.sending import send

HERE = cast("Any", SimpleNamespace(absolute=lambda url: f"https://a.example{url}"))


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "y" * 110,
        "雪" * 110,
        "y" * 111,
        "雪" * 400,
        "A word. " * 90,
        "👩‍👩‍👧‍👧" * 60,
        "&=?#%+\u202e",
        "Ä\u0308" * 200,
    ],
)
@pytest.mark.parametrize("url", ["/a/", "/" + "b" * 140 + "/", "/" + "ä" * 200 + "/"])
def test_what_is_posted_fits_each_network(title: str, url: str) -> None:
    made = send(HERE, title, url)
    assert [one.label for one in made.places] == ["Bluesky", "LinkedIn", "Mastodon", "Threads", "X"]
    address = HERE.absolute(url)
    for one in made.places:
        network = next(found for found in networks().values() if found.label == one.label)
        parts = urlsplit(one.url)
        asked = parse_qs(parts.query or parts.fragment)
        text = asked.get("text", [""])[0]
        if "url" in asked:
            assert asked["url"] == [address]
            text = f"{text} {address}".strip()
        assert text.endswith(address)
        # A title may have no room at all beside an address that is longer than all that a network takes.
        assert fits(network, text) or not fits(network, f"A… {address}")
        assert one.copies is (one.label == "LinkedIn")


def test_each_network_says_where_its_address_is_written_down() -> None:
    for network in networks().values():
        assert bool(network.share) is bool(network.share_source)
        assert network.share.startswith("https://")
        assert "{url}" in network.share
