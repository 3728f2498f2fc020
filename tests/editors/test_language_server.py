"""The schemas in a real language server for YAML, as editors have it: what it offers, says and finds in files."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

from generator.kinds.declared import known
from generator.scaffold.new_file import new_file
from generator.site.settings import Site
from tests.editors.language_server import LanguageServer, missing
from tests.support import run_here

TIPS = "# yaml-language-server: $schema=../../.schemas/tip.json\n"
ARTICLE = "# yaml-language-server: $schema=../../.schemas/article.json\n"
SETTINGS = "# yaml-language-server: $schema=../.schemas/site.json\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site, with a kind of its own."""
    root = tmp_path_factory.mktemp("editors") / "site"
    assert run_here("init", str(root), "--yes").code == 0
    settings = root / "content/site.yaml"
    more = "kinds:\n  event: {label: Event, plural: Events, fields: {place: text}, required: [place]}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert run_here("schema", "--all", root=root).code == 0
    return root


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[LanguageServer]:
    if why := missing():
        pytest.skip(why)
    running = LanguageServer(site)
    yield running
    running.close()


def front_matter(path: Path) -> str:
    """What an editor that looks into Markdown hands to the server."""
    return path.read_text(encoding="utf-8").split("---\n")[1]


def test_nothing_is_wrong_with_a_new_site(server: LanguageServer, site: Path) -> None:
    opened = 0
    for path in sorted((site / "content").rglob("*.*")):
        if path.suffix == ".yaml":
            assert server.diagnostics(path, path.read_text(encoding="utf-8")) == [], path
        elif path.suffix == ".md" and path.stem != "README":
            assert server.diagnostics(path.with_suffix(".yaml"), front_matter(path)) == [], path
        else:
            continue
        opened += 1
    assert opened == 9


def test_nothing_is_wrong_with_a_new_file_of_any_kind(server: LanguageServer, site: Path) -> None:
    settings = Site(title="A", url="https://site.example")
    for name, kind in known().items():
        if kind.about or "." in kind.folder:
            continue
        made = new_file(site, kind, "Why: it is #1", settings, dt.date(2026, 11, 27))
        text = made.text.split("---\n")[1] if kind.is_markdown else made.text
        assert server.diagnostics(site / f"{made.path}-{name}.yaml", text) == [], made.text


def test_keys_are_offered_with_what_they_are_for(server: LanguageServer, site: Path) -> None:
    path = site / "content/tips/offered.yaml"
    assert server.diagnostics(path, TIPS + "title: A\ntips:\n  - id: a\n    text: B\n    \n") == []
    offered = server.completions(path, 6, 5)
    assert {"date", "topic", "tags", "source", "more"} <= offered.keys()
    assert offered["more"] == "More about it, in Markdown."
    assert "text" not in offered, "it is there"


def test_choices_are_offered(server: LanguageServer, site: Path) -> None:
    path = site / "content/tips/choices.yaml"
    server.diagnostics(path, TIPS + "title: A\nqueue:\n  start: 2026-11-02\n  every: \n")
    assert {"day", "weekday", "week"} <= server.completions(path, 5, 10).keys()
    path = site / "content/articles/choices.yaml"
    server.diagnostics(path, ARTICLE + "title: A\ndraft: \n")
    assert {"true", "false"} <= server.completions(path, 3, 8).keys()


def test_a_kind_of_the_site_has_its_own_keys(server: LanguageServer, site: Path) -> None:
    path = site / "content/events/x.yaml"
    text = ARTICLE.replace("article", "event") + "title: A\n\n"
    assert server.diagnostics(path, text) == [(2, 'Missing property "place".')]
    assert {"place", "tags"} <= server.completions(path, 3, 1).keys()


def test_a_comment_system_has_its_own_keys(server: LanguageServer, site: Path) -> None:
    path = site / "content/isso.yaml"
    text = SETTINGS + "title: A\nurl: https://a.example\ncomments:\n  provider: isso\n  hots: https://b.example\n"
    assert (6, "Property hots is not allowed.") in server.diagnostics(path, text)
    assert {"host", "close_after_days"} <= server.completions(path, 6, 3).keys()
    assert "shortname" not in server.completions(path, 6, 3)


def test_hover_says_what_a_key_is_for(server: LanguageServer, site: Path) -> None:
    path = site / "content/tips/hover.yaml"
    server.diagnostics(path, TIPS + "title: A\nqueue: {start: 2026-11-02, every: day}\n")
    assert "When tips without a date come out; without it, at once." in server.hover(path, 3, 3)
    assert "On which days. One of: day, weekday, week." in server.hover(path, 3, 29)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("titel: A", "Property titel is not allowed."),
        ("comments: Open", 'Value is not accepted. Valid values: "open", "closed", "off".'),
        ("draft: no", "It must be true or false."),
        ("date: 2026-13-01", "It must be a day, or a day and a time: 2026-11-02 07:30."),
        ("tags: networking", "Incorrect type."),
        ("image: {src: a.jpg}", 'Missing property "alt".'),
        ("id: x", "It must be a URI, kept for ever."),
    ],
)
def test_what_is_wrong_is_marked(line: str, words: str, server: LanguageServer, site: Path) -> None:
    path = site / f"content/articles/wrong-{crc32(line.encode())}.yaml"
    found = server.diagnostics(path, f"{ARTICLE}title: A\n{line}\n")
    assert [number for number, _ in found] == [3]
    assert words in found[0][1]


@pytest.mark.parametrize(
    "line",
    ["series: 2026", "series: no", "season: '3'", "date: 2026-11-02 07:30", "expires: 2026-11-02T07:30:00+01:00", "draft: 'true'", "draft:", "slug: 12", "summary: 12:30", "transcript: 0123"],
)  # fmt: skip
def test_what_goodword_takes_is_not_marked(line: str, server: LanguageServer, site: Path) -> None:
    path = site / f"content/episodes/right-{crc32(line.encode())}.yaml"
    schema = ARTICLE.replace("article", "episode") if line.startswith(("season", "transcript")) else ARTICLE
    more = "audio: {src: a.mp3}\n" if schema != ARTICLE else ""
    assert server.diagnostics(path, f"{schema}title: 7\n{more}{line}\n") == []


def test_the_schema_is_named_in_what_is_written(site: Path) -> None:
    """Each file that `init` writes names a schema that is there."""
    named = 0
    for path in (site / "content").rglob("*.*"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# yaml-language-server: $schema="):
                assert (path.parent / line.partition("=")[2]).is_file(), path
                named += 1
    assert named == 9
