"""The shelf of social networks: each keeps the contract, and another package can add one."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.networks.base import Network, networks
from generator.networks.compose import Post, draft, hashtags
from tests.conftest import Project
from tests.shelves.installing import install, run_with
from tests.support import ROOT

every = pytest.mark.parametrize("network", networks().values(), ids=networks())
ADDRESS = "https://site.example/articles/x/"


def test_every_file_of_the_shelf_is_named_like_its_network() -> None:
    assert {"bluesky", "linkedin", "mastodon", "threads", "x"} <= set(networks())
    for name in networks():
        assert (ROOT / "generator/networks" / f"{name.replace('-', '_')}.py").is_file()


@every
def test_network_says_where_its_rules_are_and_when_they_were_looked_up(network: Network) -> None:
    assert isinstance(network, Network)
    assert network.label
    assert network.rule.endswith(".")
    assert network.source.startswith("https://")
    assert network.looked_up >= dt.date(2026, 11, 1)
    assert network.hashtags >= 0
    assert network.folded >= 0


@every
def test_every_network_is_in_the_table_of_the_docs(network: Network) -> None:
    table = (ROOT / "docs/tips.md").read_text(encoding="utf-8")
    if network.name != "pinboard":
        (row,) = [line for line in table.splitlines() if line.startswith(f"| [{network.label}]({network.source})")]
        assert f"{network.count('')[0].limit:,} " in row
        assert f"| {network.looked_up} |" in row


@every
def test_plain_letters_count_one_each(network: Network) -> None:
    assert [count.used for count in network.count("")] == [0] * len(network.count(""))
    for count in network.count("a" * 70):
        assert count.used in {0, 70}
        assert count.limit > 0
        assert count.what
    assert network.count("a" * 70)[0].used == 70


@every
@given(text=st.text(max_size=60))
@example(text="\ud800")
@example(text="\U0001f1e9")
def test_any_text_is_counted_the_same_each_time(network: Network, text: str) -> None:
    counts = network.count(text)
    assert counts == network.count(text)
    assert all(count.used >= 0 for count in counts)


@every
@given(title=st.text(max_size=40), text=st.text(max_size=6_000), tags=st.lists(st.text(max_size=12), max_size=5))
def test_post_fits_and_keeps_its_address(network: Network, title: str, text: str, tags: list[str]) -> None:
    made = draft(Post(title=title, text=text, address=ADDRESS, tags=tuple(tags)), network)
    assert ADDRESS in made.text.split("\n\n")
    assert made.counts == network.count(made.text)
    assert made.fits
    assert len([word for word in made.text.split("\n\n")[-1].split() if word in hashtags(tags)]) <= network.hashtags


OUTSIDE = '''\
"""Telegrams."""

import datetime as dt

from generator.networks.base import Count, Network

NETWORK = Network(
    name="telegram",
    label="Telegram",
    count=lambda text: (Count(len(text.split()), 20, "words"),),
    hashtags=0,
    rule="Words are counted.",
    source="https://telegram.example/",
    looked_up=dt.date(2026, 11, 27),
)
'''


def test_installed_package_adds_a_network(tmp_path: Path, project: Project) -> None:
    root = project({"content/articles/2020-01-01-a.md": f"---\ntitle: A title\nsummary: {'word ' * 40}\n---\nText.\n"})
    installed = install(tmp_path, "networks", {"telegram": OUTSIDE})
    found = run_with(installed, "share", "article/a", "--network", "telegram", "--json", root=root)
    assert found.code == 0, found.output
    (told,) = json.loads(found.out)["networks"]
    assert told["counts"] == [{"used": 20, "limit": 20, "what": "words"}]
    assert told["text"] == f"A title\n\n{'word ' * 17}".strip() + "…\n\nhttps://site.example/articles/a/"
    assert run_with(None, "share", "article/a", "--network", "telegram", root=root).code == 2
