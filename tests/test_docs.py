"""The documentation is true: its links lead somewhere, its examples build, and it names every key, command and option.

An example is a fenced block after a comment: `<!-- content/articles/x.md -->` is a file of the page's own site,
`<!-- add to content/site.yaml -->` goes below a minimal one, and `… of its own -->` is a site by itself.
"""

import io
import re
import subprocess
import sys
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import click
import msgspec
import pytest
from PIL import Image

from generator.base.shelf import shelf
from generator.cli.main import cli
from generator.comments.choose import providers
from generator.hosts import cloudflare, github_pages
from generator.hosts.base import hosts
from generator.hosts.setup.workflows import SCHEDULED
from generator.kinds.base import Fields, Kind
from generator.markup.markdown import OPTIONS
from generator.site import settings as site_settings
from generator.theme import page_templates, skins
from tests.support import NOW, ROOT, SITE, run_here, write_files

DOCS = ROOT / "docs"
TEXTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "SECURITY.md",
    *sorted(DOCS.glob("*.md")),
]
KINDS: dict[str, Kind] = shelf("generator.kinds", "KIND")
_FENCE = re.compile(r"^(?P<ticks>`{3,})\w*\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(
    r"^<!-- (?P<what>[^\n]+) -->\n(?P<ticks>`{3,})\w*\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_MEDIUM = re.compile(r"(?<![\w/:.])/?[\w-][\w./-]*\.(?:jpg|png|svg|mp3)\b")

texts = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def without_examples(text: str) -> str:
    """The text without its fenced blocks."""
    return _FENCE.sub("", text)


def quoted(text: str) -> set[str]:
    """All that stands between backticks, but for blocks of code."""
    return set(re.findall(r"`([^`\n]+)`", without_examples(text)))


# --- links ---


def anchors(text: str) -> set[str]:
    """The fragments of a text's headings, as GitHub and most others make them."""
    titles = re.findall(r"^#{1,6} +(.+?) *$", without_examples(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(path: Path) -> Iterator[str]:
    text = re.sub(r"`[^`\n]+`", "", without_examples(path.read_text(encoding="utf-8")))
    for target in _LINK.findall(text):
        if re.match(r"[a-z]+:", target) or "://" in target:
            continue
        name, _, fragment = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists():
            yield f"{target}: no such file"
        elif fragment and fragment not in anchors(file.read_text(encoding="utf-8")):
            yield f"{target}: no such heading"


@texts
def test_links_lead_somewhere(path: Path) -> None:
    assert list(broken_links(path)) == []


def test_broken_links_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A head-line, *yes*\n[a](page.md#a-head-line-yes) [b](#no) [c](none.md) [d](https://x.example/#y)\n"
    )
    assert list(broken_links(page)) == ["#no: no such heading", "none.md: no such file"]


def test_every_page_is_in_the_index() -> None:
    linked = set(_LINK.findall(read("index.md")))
    assert {path.name for path in DOCS.glob("*.md")} - linked == {"index.md"}


@texts
def test_files_of_the_program_that_are_named_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:generator|tests|templates)/[\w./-]+\.(?:py|html|css|js|svg))`", text))
    # What a reader is to write is told by examples, and by what one finds under these names.
    own = {what["what"] for what in _EXAMPLE.finditer(text)} | {
        "generator/comments/wall.py",
        "generator/kinds/recipe.py",
    }
    own |= {"generator/feeds/rdf.py", "templates/recipe.html"}
    assert [name for name in sorted(named - own) if not (ROOT / name).is_file()] == []


def test_pictures_are_used_and_small() -> None:
    used = {target for path in TEXTS for target in _LINK.findall(path.read_text(encoding="utf-8"))}
    for picture in (DOCS / "images").iterdir():
        assert {f"images/{picture.name}", f"docs/images/{picture.name}"} & used, picture.name
        assert picture.stat().st_size <= 250_000, picture.name


# --- examples ---


class Example(typing.NamedTuple):
    what: str
    text: str


def examples(path: Path) -> list[Example]:
    return [Example(match["what"], match["text"]) for match in _EXAMPLE.finditer(path.read_text(encoding="utf-8"))]


def sites(path: Path) -> Iterator[dict[str, str | bytes]]:
    """The files of each site that a page's examples make."""
    together: dict[str, str | bytes] = {}
    for what, text in examples(path):
        if what.endswith(" of its own"):
            yield {what.removesuffix(" of its own"): text}
        elif what == "add to content/site.yaml":
            yield {"content/site.yaml": SITE + text}
        elif what.split("/")[0] in {"content", "templates", "private"}:
            assert what not in together, f"{what} stands twice"
            together[what] = text
    if together:
        yield {"content/site.yaml": SITE, **together}


def media(files: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """The pictures and sounds that the files name, for real."""
    picture = io.BytesIO()
    Image.new("RGB", (1400, 1400), "#2f6b4f").save(picture, "JPEG")
    data = {
        ".jpg": picture.getvalue(),
        ".svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>',
        ".mp3": next((ROOT / "content/episodes").glob("*.mp3")).read_bytes(),
    }
    found: dict[str, str | bytes] = {}
    for path, text in files.items():
        for name in _MEDIUM.findall(str(text)) if path.startswith("content/") else ():
            folder = "content/static" if name.startswith("/") else path.rpartition("/")[0]
            found[f"{folder}/{name.lstrip('/')}"] = data[Path(name).suffix]
    return found


@pytest.mark.parametrize("path", [path for path in TEXTS if examples(path)], ids=lambda path: path.name)
def test_examples_build_without_a_warning(path: Path, tmp_path: Path) -> None:
    made = list(sites(path))
    for number, files in enumerate(made):
        root = tmp_path / str(number)
        write_files(root, {**files, **media(files)})
        result = run_here("build", "--strict", "--future", "--jobs", "1", "--now", NOW, root=root)
        assert result.code == 0, result.output


def test_wrong_example_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Words.\n\n<!-- add to content/site.yaml -->\n```yaml\ncolour: red\n```\n")
    (files,) = sites(page)
    write_files(tmp_path / "site", files)
    assert 'unknown key "colour"' in run_here("build", "--jobs", "1", root=tmp_path / "site").err


# --- keys ---


def keys(schema: Any) -> Iterator[tuple[str, Any]]:
    """Each key of a schema and of the structs in it, with its type."""
    hints = typing.get_type_hints(schema)
    for field in msgspec.structs.fields(schema):
        if field.name == "others":
            continue
        yield field.encode_name, hints[field.name]
        for part in parts(hints[field.name]):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from keys(part)


def parts(hint: Any) -> Iterator[Any]:
    """A type and all that it is made of."""
    yield hint
    if typing.get_origin(hint) is not Literal:
        for argument in typing.get_args(hint):
            yield from parts(argument)


def words(schema: Any) -> set[str]:
    """The names of a schema's keys, and the words that some of them choose from."""
    found = set()
    for name, hint in keys(schema):
        found.add(name)
        found |= {word for part in parts(hint) if typing.get_origin(part) is Literal for word in typing.get_args(part)}
    return found


def rows(text: str) -> set[str]:
    """The names in the first column of a page's tables of keys."""
    found: set[str] = set()
    for table in re.findall(r"^\| Key.*\n\|[-| :]+\n((?:\|.*\n)+)", text, re.MULTILINE):
        for row in table.splitlines():
            found |= set(re.findall(r"`([^`]+)`", row.split("|")[1]))
    return found


SHARED = words(Fields)
#: The page of each place below content/, as the table of docs/index.md says.
PAGE_AT = dict(
    re.findall(r"^\| .* \| `content/([^`]+?)/?` \| \[.*\]\(([\w-]+\.md)\) \|$", read("index.md"), re.MULTILINE)
)
PAGE_OF = {name: PAGE_AT.get(kind.folder, "") for name, kind in KINDS.items()}


def test_every_kind_has_its_page() -> None:
    assert [name for name, page in PAGE_OF.items() if not page] == [], "in the table of docs/index.md"
    assert (PAGE_OF["article"], PAGE_OF["mention"]) == ("articles.md", "comments-and-mentions.md")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_page_of_a_kind_names_its_keys_and_addresses(kind: Kind) -> None:
    page = quoted(read(PAGE_OF[kind.name]))
    wanted = words(kind.schema) - (SHARED if issubclass(kind.schema, Fields) else set())
    assert wanted - page == set()
    where = kind.folder if "." in kind.folder else f"{kind.folder}/"
    assert f"content/{where}" in " ".join(page)


@pytest.mark.parametrize("name", sorted(set(PAGE_OF.values()) - {""}))
def test_page_of_a_kind_names_no_key_that_is_not_there(name: str) -> None:
    known = {word for kind, page in PAGE_OF.items() if page == name for word in words(KINDS[kind].schema)}
    assert rows(read(name)) - known == set()


def test_writing_names_the_shared_keys_and_no_others() -> None:
    assert SHARED - quoted(read("writing.md")) == set()
    assert rows(read("writing.md")) - SHARED == set()


def test_writing_names_every_extension_of_markdown() -> None:
    assert set(OPTIONS.extensions) - quoted(read("writing.md")) == set()


def test_settings_are_all_named_and_no_others() -> None:
    known = words(site_settings.Site)
    assert known - quoted(read("settings.md")) == set()
    assert rows(read("settings.md")) - known == set()


def test_tables_of_keys_are_read() -> None:
    assert rows("| Key of x | |\n|---|---|\n| `a`, `b` | not `c` |\n\n| Other | |\n|---|---|\n| `d` | |\n") == {
        "a",
        "b",
    }


# --- the command line ---


def leaves(command: click.Command, words: str) -> Iterator[tuple[str, click.Command]]:
    """A command with the words that call it, or all those of a group."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner
            yield from leaves(inner, f"{words} {name}")
    else:
        yield words, command


def test_commands_names_every_command_and_option_and_no_others() -> None:
    page = read("commands.md")
    context = click.Context(cli)
    options = {name for option in cli.params for name in option.opts} | {"--help", "-h"}
    for name in cli.list_commands(context):
        assert f"`goodword {name}" in page, name
        command = cli.get_command(context, name)
        assert command
        section = re.split(r"^## ", page[page.index(f"## goodword {name}\n") :], flags=re.MULTILINE)[1]
        own = set()
        for words, one in leaves(command, name):
            assert f"`goodword {words}" in section or f"\ngoodword {words}" in section, words
            own |= {name for option in one.params for name in option.opts if isinstance(option, click.Option)}
        assert own - set(re.findall(r"`(-[-\w]+)", section)) == set(), name
        options |= own
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", without_examples(page))) - options == set()


@texts
def test_commands_in_examples_are_there(path: Path) -> None:
    context = click.Context(cli)
    for match in _FENCE.finditer(path.read_text(encoding="utf-8")):
        for line in re.findall(r"(?:^|bin/|&& |Scripts\\)goodword ([^\n#&]*)", match["text"], re.MULTILINE):
            words = [word for word in line.split() if word != "--version"]
            command = cli.get_command(context, words[0]) if words else cli
            assert command, line
            for word in words[1:]:
                if not isinstance(command, click.Group):
                    break
                command = command.get_command(context, word)
                assert command, line
            known = {name for option in (*cli.params, *command.params) for name in option.opts}
            assert set(re.findall(r"(?<!\w)--[a-z-]+", line)) - known == set(), line


@texts
def test_targets_of_make_are_there(path: Path) -> None:
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - there == set()


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("commands.md", {"content/articles/x.md": "---\ntitle: X\ndaet: 2026-11-02\n---\n"}),
        ("themes.md", {"templates/partials/site-footer.html": "<footer>\n{{ view.site.yeers }}\n</footer>\n"}),
    ],
)
def test_errors_that_are_shown_are_what_is_said(page: str, files: dict[str, str | bytes], tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": SITE, **files})
    (shown,) = [match["text"] for match in _FENCE.finditer(read(page)) if ": error: " in match["text"]]
    assert shown.strip() in run_here("build", "--jobs", "1", root=tmp_path).err


# --- the shelves, the feeds, the theme, the layers ---


def section(page: str, title: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    match = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,2}} |\Z)", page, re.MULTILINE | re.DOTALL)
    assert match, title
    return match[2]


@pytest.mark.parametrize("name", sorted(providers()))
def test_comments_tells_of_every_provider(name: str) -> None:
    provider = providers()[name]
    text = re.split(r"^###? ", section(read("comments.md"), "The systems") + "", flags=re.MULTILINE)
    (own,) = [part for part in text if part.startswith(f"{provider.label}\n")]
    assert f"provider: {name}\n" in own
    assert {key for key, _ in keys(provider.settings)} - quoted(own) == set()
    assert rows(own) - {key for key, _ in keys(provider.settings)} == set()


def test_hosts_tells_of_every_host() -> None:
    for host in hosts().values():
        assert section(read("hosts.md"), host.label).count("\n1. ") == 1


def test_hosts_shows_the_workflow_and_the_limits_that_the_program_knows() -> None:
    shown = dict(examples(DOCS / "hosts.md"))
    assert shown[github_pages.WORKFLOW] == github_pages.workflow()
    assert shown[SCHEDULED] == hosts()["netlify"].setup.files()[SCHEDULED]
    plans = section(read("hosts.md"), "The free plans")
    for host in hosts().values():
        if plan := host.plan:
            assert f"[{host.label}]({plan.source})" in plans
            counts = (plan.files, plan.files_together, plan.deploys, plan.file_size // 1024**2)
            assert {f"{number:,}" for number in counts if number} <= set(re.findall(r"[\d,]+\d|\d", plans))
    text = section(read("hosts.md"), "Cloudflare Pages")
    for number in (cloudflare.MAX_HEADER_RULES, 2 * cloudflare.MAX_REDIRECTS, cloudflare.MAX_REDIRECTS):
        assert f"{number:,}" in text


def feed_patterns(page: str) -> set[str]:
    return {name for name in quoted(page) if re.fullmatch(r"/\S*(?:\.xml|\.json|\.opml)", name)}


def test_feeds_names_every_feed_of_the_demo_site_and_no_others(demo_site: Path) -> None:
    found = {
        f"/{path.relative_to(demo_site).as_posix()}"
        for path in demo_site.rglob("*")
        if path.suffix in {".xml", ".json", ".opml"}
    }
    others = {"/sitemap.xml", "/speculation-rules.json", "/tips/day.json"}
    found -= others | {"/give-log/log.json", "/give-log/log.schema.json"}
    found -= {"/pagefind/pagefind-entry.json"}
    found = {path for path in found if not path.endswith("/chapters.json")}
    patterns = {
        name: re.compile(re.sub(r"\\\{\w+\\\}", r"[^/]+", re.escape(name))) for name in feed_patterns(read("feeds.md"))
    }
    assert {path for path in found if not any(pattern.fullmatch(path) for pattern in patterns.values())} == set()
    assert {name for name, pattern in patterns.items() if not any(pattern.fullmatch(path) for path in found)} == set()


def test_themes_names_every_page_with_its_view_and_every_skin() -> None:
    page = read("themes.md")
    table = dict(re.findall(r"^\| `([\w-]+\.html)` \| `(\w+)`", page, re.MULTILINE))
    views = {name: (ROOT / "templates" / name).read_text(encoding="utf-8").split()[2] for name in page_templates()}
    assert table == views
    assert set(skins([ROOT / "templates"])) - {"default"} - quoted(page) == set()


def test_architecture_shows_the_layers_that_hold() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "layers"]
    shown = [
        [name.strip() for name in line.split("|")]
        for line in section(read("architecture.md"), "Rooms").split("```")[1].split("\n")[1:-1]
    ]
    there = {
        path.stem for path in (ROOT / "generator").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    wanted = [[name.strip(" ()") for name in line.split("|")] for line in layers]
    wanted = [[name for name in line if name in there] for line in wanted]
    wanted = [line for line in wanted if line]
    assert shown == wanted, "in docs/architecture.md:\n" + "\n".join(" | ".join(line) for line in wanted)
    assert len(read("architecture.md").split()) < 1400, "two pages at most"


def test_added_comment_system_of_the_docs_works(tmp_path: Path) -> None:
    files = {
        what.removeprefix("wall/"): text for what, text in examples(DOCS / "comments.md") if what.startswith("wall/")
    }
    assert set(files) == {"pyproject.toml", "goodword_wall.py"}
    write_files(tmp_path / "wall", dict(files))
    install = ["-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--target"]
    subprocess.run([sys.executable, *install, str(tmp_path / "installed"), str(tmp_path / "wall")], check=True)
    settings = SITE + section(read("comments.md"), "Add one").split("```yaml\n")[1].split("```")[0]
    write_files(
        tmp_path / "site",
        {"content/site.yaml": settings, "content/articles/2026-01-01-x.md": "---\ntitle: X\n---\nX\n"},
    )
    env = {"PYTHONPATH": f"{ROOT}:{tmp_path / 'installed'}", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(tmp_path / "site"), "build", "--strict"],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/site/articles/x/index.html").read_text(encoding="utf-8")
    assert "https://wall.example/write?about=" in page
