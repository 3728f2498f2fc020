"""What every feed format on the shelf keeps to; a new file on the shelf is tested without a word here."""

import importlib
import pkgutil
import re
import subprocess
import sys

import msgspec
import pytest

import generator.feeds
from generator.feeds.base import Feed, FeedFormat
from tests.unit.feeds.samples import ARTICLES, COMMENTS, SHOW

MODULES = [
    importlib.import_module(f"generator.feeds.{one.name}") for one in pkgutil.iter_modules(generator.feeds.__path__)
]
FORMATS = [module.FORMAT for module in MODULES if hasattr(module, "FORMAT")]
EMPTY = Feed(id="tag:x", title="Empty", home_url="https://example.org/", self_url="https://example.org/feed")


def test_the_shelf_holds_the_formats_people_may_ask_for() -> None:
    assert {"rss", "atom", "json", "podcast"} <= {each.name for each in FORMATS}


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")],
)
def test_the_known_ones_are_what_readers_ask_for(name: str, media_type: str) -> None:
    assert [each.media_type for each in FORMATS if each.name == name] == [media_type]


def test_names_and_file_names_are_taken_once() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    assert len({each.filename for each in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
class TestEveryFormat:
    def test_it_says_what_it_is(self, form: FeedFormat) -> None:
        assert form.name.isidentifier()
        assert form.filename.endswith(form.suffix)
        assert re.fullmatch(r"(application|text)/[\w.-]+(\+(xml|json))?", form.media_type)

    @pytest.mark.parametrize("feed", [ARTICLES, SHOW, COMMENTS, EMPTY], ids=lambda feed: feed.title)
    def test_the_same_feed_is_the_same_bytes(self, form: FeedFormat, feed: Feed) -> None:
        before = msgspec.json.encode(feed)
        first = form.write(feed)
        assert first == form.write(feed)
        assert msgspec.json.encode(feed) == before

    def test_ids_titles_and_addresses_are_in_it(self, form: FeedFormat) -> None:
        document = form.write(SHOW).decode()
        for text in (SHOW.items[0].guid, SHOW.items[0].title, SHOW.items[0].url, SHOW.home_url, SHOW.self_url):
            assert text in document

    def test_no_control_character_comes_through(self, form: FeedFormat) -> None:
        item = msgspec.structs.replace(
            ARTICLES.items[0], title="a\x00\x1b", content="<p>\x08\ud800</p>", tags=("\x0c",)
        )
        document = form.write(msgspec.structs.replace(ARTICLES, title="b\x07", items=(item,)))
        assert not set(document) & (set(range(32)) - {9, 10, 13})

    def test_hash_seed_zone_and_locale_do_not_matter(self, form: FeedFormat) -> None:
        module = next(one.__name__ for one in MODULES if getattr(one, "FORMAT", None) is form)
        code = f"import sys, {module} as m, tests.unit.feeds.samples as s; sys.stdout.buffer.write(m.write(s.ARTICLES))"
        for seed, zone in (("1", "Asia/Kathmandu"), ("2", "America/St_Johns")):
            environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8", "PYTHONPATH": ":".join(sys.path)}
            done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
            assert done.stdout == form.write(ARTICLES)


def test_the_shelf_costs_no_import_of_feedgen_or_lxml() -> None:
    names = ", ".join(module.__name__ for module in MODULES)
    code = f"import sys, {names}; print({{'feedgen', 'lxml', 'dateutil'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"
