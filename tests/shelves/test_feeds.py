"""What every feed format on the shelf keeps to; a new file on the shelf is tested without a word here."""

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import generator.feeds
from generator.feeds.base import Feed, FeedFormat, choices, format_named, formats, site_formats
from tests.conftest import Project
from tests.shelves.installing import install, run_with
from tests.support import NOW, ROOT, run_here
from tests.unit.feeds.samples import ARTICLES, COMMENTS, SHOW

MODULES = [
    importlib.import_module(f"generator.feeds.{one.name}") for one in pkgutil.iter_modules(generator.feeds.__path__)
]
FORMATS = list(formats().values())
EMPTY = Feed(id="tag:x", title="Empty", home_url="https://example.org/", self_url="https://example.org/feed")


def test_the_shelf_holds_the_formats_people_may_ask_for() -> None:
    assert {"rss", "atom", "json", "podcast"} <= {each.name for each in FORMATS}


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")],
)
def test_the_known_ones_are_what_readers_ask_for(name: str, media_type: str) -> None:
    assert [each.media_type for each in FORMATS if each.name == name] == [media_type]


def test_a_site_may_name_all_but_those_that_a_kind_plans() -> None:
    names = [form.name for form in choices()]
    assert names[:3] == ["rss", "atom", "json"]
    assert "podcast" not in names
    assert [form.name for form in site_formats()] == ["rss", "atom", "json"]
    assert site_formats(("json", "rss")) == (formats()["json"], formats()["rss"])


def test_feeds_that_come_in_one_format_are_in_one_that_every_reader_reads() -> None:
    assert format_named().name == "rss"
    assert (format_named().filename, format_named().suffix) == ("feed.xml", ".xml")


def test_nobody_else_tells_what_a_format_says_of_itself() -> None:
    told = {fact for form in FORMATS for fact in (form.filename, form.media_type)}
    # What many files are that are no feeds.
    told -= {"text/plain"}
    files = [path for path in (ROOT / "generator").rglob("*.py") if path.parent != ROOT / "generator/feeds"]
    files += (ROOT / "templates").rglob("*.html")
    assert len(files) > 200
    for path in files:
        text = path.read_text(encoding="utf-8")
        # What writes the rules of hosts has examples of paths in its docstring; importers know the feeds of old blogs.
        known = "importers" in path.parts or path.parts[-2:] == ("hosts", "rules.py")
        assert known or [fact for fact in told if fact in text] == [], path


def test_names_and_file_names_are_taken_once() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    assert len({each.filename for each in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
class TestEveryFormat:
    def test_it_says_what_it_is(self, form: FeedFormat) -> None:
        assert form.name.isidentifier()
        assert form.label
        assert form.use in {"always", "named", "never"}
        assert re.fullmatch(r"[a-z]+\.[a-z]+", form.filename)
        assert form.filename.endswith(form.suffix)
        assert (ROOT / "templates/assets/icons" / f"{form.icon}.svg").is_file()
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


# --- a format of another package ---

LINES = '''\
"""A feed as lines of text."""

from generator.feeds.base import Feed, FeedFormat


def write(feed: Feed) -> bytes:
    """Return a line for each item."""
    return "".join(f"{item.url} {item.title}\\n" for item in feed.items).encode()


FORMAT = FeedFormat(name="lines", label="Lines", filename="feed.txt", media_type="text/plain", write=write)
'''
ARTICLE = {"content/articles/2020-01-01-a.md": "---\ntitle: Of lines\n---\nA.\n"}


def test_installed_package_adds_a_format_that_a_site_names(tmp_path: Path, project: Project) -> None:
    root = project({**ARTICLE})
    installed = install(tmp_path, "feeds", {"lines": LINES})
    # Nobody has it who does not name it.
    assert run_with(installed, "build", "--strict", "--now", NOW, root=root).code == 0
    assert not (root / "site/feed.txt").exists()
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "feeds: {formats: [atom, lines]}\n", encoding="utf-8")
    done = run_with(installed, "build", "--strict", "--now", NOW, root=root)
    assert done.code == 0, done.output
    assert (root / "site/feed.txt").read_text(encoding="utf-8") == "https://site.example/articles/a/ Of lines\n"
    page = (root / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="text/plain" title="A test site" href="/feed.txt">' in page
    assert (root / "site/atom.xml").is_file()
    assert not (root / "site/feed.json").exists()
    headers = (root / "site/_headers").read_text(encoding="utf-8")
    assert "/feed.txt\n  Content-Type: text/plain; charset=utf-8" in headers
    assert "Lines" in (root / "site/subscribe/index.html").read_text(encoding="utf-8")
    # Where the package is gone, the name is unknown.
    gone = run_with(None, "build", "--now", NOW, root=root)
    assert gone.code == 1
    assert 'error: an item of "formats" cannot be "lines"\n' in gone.output
    assert "use one of: rss, atom, json\n" in gone.output


def test_a_format_that_is_nearly_right_is_suggested_and_one_of_a_kind_cannot_be_named(project: Project) -> None:
    root = project({**ARTICLE})
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "feeds: {formats: [Atm, podcast]}\n", encoding="utf-8")
    done = run_here("build", "--now", NOW, root=root)
    assert 'content/site.yaml:6:19: error: an item of "formats" cannot be "Atm"; did you mean "atom"?' in done.output
    assert 'content/site.yaml:6:24: error: an item of "formats" cannot be "podcast"' in done.output
