"""The shelf of kinds: a package adds one with its template, and a site declares one in its settings."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import Build, Project
from tests.shelves.installing import install_files, run_with
from tests.support import NOW, ROOT, SITE, Result, run_here, write_files
from tests.test_architecture import lint_imports
from tests.test_docs import examples
from tests.trees import differing, tree

EVENT = """\
---
title: The coffee round
date: 2027-05-03 18:30
announced: 2026-11-02
place: Larkmoor library
address: 2 Mill Lane
tags: [meeting]
aliases: [/old/coffee/]
---
Bring one question.
"""
ARTICLE = """\
---
title: Of {name}
date: {date}
tags: [meeting]
---
See [the round](../events/coffee-round.md).
"""
CONTENT: dict[str, str | bytes] = {
    "content/events/coffee-round.md": EVENT,
    "content/events/unsaid.md": "---\ntitle: Not said when\ndate: 2027-06-01\nplace: Anywhere\ntags: [meeting]\n---\nX\n",
    "content/events/draft.md": "---\ntitle: A draft\ndate: 2026-11-05\nplace: Here\ndraft: true\n---\nX\n",
    "content/events/over.md": "---\ntitle: Long over\ndate: 2026-01-05\nplace: H\nexpires: 2026-01-06\n---\nX\n",
    "content/events/later.md": "---\ntitle: Told later\ndate: 2027-09-01\nannounced: 2026-12-24 08:00\nplace: H\n---\nX\n",
    "content/articles/newer.md": ARTICLE.format(name="newer", date="2026-11-20"),
    "content/articles/older.md": ARTICLE.format(name="older", date="2026-10-20"),
}


@pytest.fixture(scope="module")
def package() -> dict[str, str]:
    """The files of the package that docs/kinds.md shows, by path."""
    found = [(what, text) for what, text in examples(ROOT / "docs/kinds.md") if what.startswith("events/")]
    return {what.removeprefix("events/"): text for what, text in found}


@pytest.fixture(scope="module")
def installed(package: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_files(tmp_path_factory.mktemp("package"), package)


@pytest.fixture(scope="module")
def events(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a site with events."""
    root = tmp_path_factory.mktemp("events")
    write_files(root, {"content/site.yaml": SITE, **CONTENT})
    made = run_with(installed, "build", "--strict", "--now", NOW, root=root)
    assert made.code == 0, made.output
    assert "Not out: 1 scheduled, on 24 December; 1 draft; 1 expired." in made.out
    return root / "site"


def read(folder: Path, path: str) -> str:
    return (folder / path).read_text(encoding="utf-8")


def items(feed: str) -> list[tuple[str | None, str | None]]:
    """The titles and dates of a feed's items in RSS."""
    return [(item.findtext("title"), item.findtext("pubDate")) for item in etree.fromstring(feed.encode()).iter("item")]


def graph(page: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    graph: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return graph


# --- a package ---


def test_package_is_one_file_and_a_template(package: dict[str, str]) -> None:
    assert sorted(package) == [
        "goodword_events/__init__.py",
        "goodword_events/templates/event.html",
        "pyproject.toml",
    ]


def test_event_to_come_has_a_page_by_its_template_and_is_listed(events: Path) -> None:
    page = read(events, "events/coffee-round/index.html")
    assert '<time class="dt-start" datetime="2027-05-03T18:30:00+00:00">3 May 2027, 18:30</time>' in page
    assert "<dd>Larkmoor library<br>2 Mill Lane</dd>" in page
    assert '<time class="dt-published" datetime="2026-11-02T00:00:00+00:00">' in page
    (event,) = [one for one in graph(page) if one["@type"] == "Event"]
    assert (event["startDate"], event["location"]["address"]) == ("2027-05-03T18:30:00+00:00", "2 Mill Lane")
    for path in ("events", "archive", "tags/meeting", "authors/ann", ""):
        assert 'href="/events/coffee-round/"' in read(events, f"{path}/index.html".lstrip("/")), path
    assert "http-equiv" in read(events, "old/coffee/index.html")
    assert 'href="/events/coffee-round/"' in read(events, "articles/newer/index.html")
    assert list(events.glob("images/share/event.*.png"))


def test_what_is_not_out_is_nowhere(events: Path) -> None:
    for path in events.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"}:
            assert not re.search("A draft|Long over|Told later", path.read_text(encoding="utf-8")), path


def test_card_shows_the_day_of_the_event_and_does_not_say_that_it_came_out_then(events: Path) -> None:
    page = read(events, "events/index.html")
    assert '<time datetime="2027-05-03T18:30:00+00:00">3 May 2027</time> <span>Larkmoor library</span>' in page
    assert "dt-published" not in page


def test_feeds_go_by_what_is_new_and_have_no_date_to_come(events: Path) -> None:
    announced = ("The coffee round", "Mon, 02 Nov 2026 00:00:00 +0000")
    for path in ("feed.xml", "tags/meeting/feed.xml", "authors/ann/feed.xml"):
        found = items(read(events, path))
        assert [title for title, _ in found] == ["Of newer", "The coffee round", "Of older"], path
        assert found[1] == announced
    assert items(read(events, "events/feed.xml")) == [announced, ("Not said when", None)]
    for path in ("feed.xml", "atom.xml", "feed.json", "events/feed.xml"):
        assert "2027" not in re.sub("<content.*?</content", "", read(events, path)), path
    assert "Articles, episodes and events about one thing." in read(events, "subscribe/index.html")


def test_nothing_says_that_the_site_is_from_the_future(events: Path) -> None:
    sitemap = read(events, "sitemap.xml")
    assert "<loc>https://site.example/events/coffee-round/</loc><lastmod>2026-11-02T00:00:00+00:00</lastmod>" in sitemap
    assert "<lastmod>2027" not in sitemap
    assert "© 2026 Ann Example" in " ".join(read(events, "index.html").split())
    not_found = read(events, "404.html")
    assert not_found.index("Of newer") < not_found.index("The coffee round") < not_found.index("Of older")


def test_it_is_due_when_it_is_announced(installed: Path, tmp_path: Path) -> None:
    told = "---\ntitle: Told\ndate: 2999-09-01\nannounced: 2021-05-05 08:00\nplace: H\n---\nX\n"
    write_files(tmp_path, {"content/site.yaml": SITE, "content/events/told.md": told})
    found = run_with(installed, "due", "--since", "2021-05-01", root=tmp_path)
    assert "content/events/told.md has something that changed by itself on 2021-05-05 at 08:00" in found.output


def test_settings_know_it(installed: Path, tmp_path: Path) -> None:
    more = 'permalinks: {event: "/on/{year}/{slug}/"}\nfeeds: {include: [article]}\n'
    write_files(tmp_path, {"content/site.yaml": SITE + more, **CONTENT})
    made = run_with(installed, "build", "--strict", "--now", NOW, root=tmp_path)
    assert made.code == 0, made.output
    assert "dt-start" in read(tmp_path, "site/on/2027/coffee-round/index.html")
    assert [title for title, _ in items(read(tmp_path, "site/feed.xml"))] == ["Of newer", "Of older"]


def test_mistakes_in_it_are_told_as_in_any_other(installed: Path, tmp_path: Path) -> None:
    wrong = "---\ntitle: X\ndate: 2026-11-01\nplcae: Here\nannounced: soon\n---\nX\n"
    write_files(tmp_path, {"content/site.yaml": SITE, "content/events/wrong.md": wrong})
    found = run_with(installed, "check", root=tmp_path).output
    assert 'content/events/wrong.md:4:1: error: unknown key "plcae"; did you mean "place"?' in found
    assert 'content/events/wrong.md:5:12: error: "announced" must be a date, not "soon"' in found


def test_site_replaces_its_template(installed: Path, tmp_path: Path) -> None:
    own = '{# view: EventView #}\n{% extends "entry.html" %}\n{% block facts %}Ours: {{ view.place }}{% endblock %}\n'
    write_files(tmp_path, {"content/site.yaml": SITE, **CONTENT, "templates/event.html": own})
    assert run_with(installed, "build", "--now", NOW, root=tmp_path).code == 0
    assert "Ours: Larkmoor library" in read(tmp_path, "site/events/coffee-round/index.html")
    write_files(tmp_path, {"templates/event.html": own.replace("view.place", "viwe.place")})
    found = run_with(installed, "build", "--now", NOW, root=tmp_path)
    assert 'templates/event.html:3: error: "viwe" is not defined; did you mean "view"?' in found.err


#: Edits of an installed package, each in a file, and what they change on the page of an event or in the style sheet.
EDITS = {
    "its Python": ("goodword_events/__init__.py", "place=fields.place", "place=fields.place.upper()", "LARKMOOR"),
    "its template": ("goodword_events/templates/event.html", "<dt>Where</dt>", "<dt>At</dt>", "<dt>At</dt>"),
    "its style sheet": (
        "goodword_events/templates/assets/css/kinds/event.css",
        "color: red",
        "color: blue",
        "color:blue",
    ),
}


def test_edit_of_the_package_is_noticed_and_comes_to_what_a_clean_build_does(
    package: dict[str, str], tmp_path: Path
) -> None:
    """The version stays, as it does for a package that is installed to be edited."""
    sheet = "goodword_events/templates/assets/css/kinds/event.css"
    installed = install_files(tmp_path / "package", {**package, sheet: ".card-event {\n  color: red;\n}\n"})
    root = tmp_path / "site"
    write_files(root, {"content/site.yaml": SITE, **CONTENT})

    def build(*options: str) -> Result:
        made = run_with(installed, "build", "--now", NOW, *options, root=root)
        assert made.code == 0, made.output
        return made

    def shown() -> str:
        output = root / "site"
        return read(output, "events/coffee-round/index.html") + next(output.glob("assets/site.*.css")).read_text()

    build()
    assert ".card-event" in shown()
    for name, (path, before, after, seen) in EDITS.items():
        assert seen not in shown(), name
        build()
        assert "nothing changed" in build().out, name
        file = installed / path
        text = file.read_text(encoding="utf-8")
        assert before in text, name
        file.write_text(text.replace(before, after), encoding="utf-8")
        assert "nothing changed" not in build().out, name
        assert seen in shown(), name
        build("--clean", "--output", str(tmp_path / name))
        assert differing(tree(root / "site"), tree(tmp_path / name)) == [], name


#: As `goodword build` is where processes cannot be forked, and with as little work as there can be for several.
SPAWN = """
import sys
from generator.base import pool
from generator.start import run
pool.forks = lambda: False
pool.READINGS = pool.RENDERINGS = 1
sys.argv = ["goodword", *sys.argv[1:]]
sys.exit(run())
"""


def spawned(installed: Path | None, root: Path, output: Path) -> None:
    paths = [str(ROOT), *([str(installed)] if installed else [])]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            SPAWN,
            *f"--root {root} build --clean --jobs 2".split(),
            "--now",
            NOW,
            "--output",
            output,
        ],
        env={"PYTHONPATH": ":".join(paths), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_several_processes_make_the_same(installed: Path, events: Path, tmp_path: Path) -> None:
    spawned(installed, events.parent, tmp_path / "spawned")
    assert differing(tree(events), tree(tmp_path / "spawned")) == []


def test_fault_in_its_template_is_named_by_its_place(package: dict[str, str], tmp_path: Path) -> None:
    path = "goodword_events/templates/event.html"
    installed = install_files(
        tmp_path / "package", {**package, path: package[path].replace("view.place", "veiw.place")}
    )
    root = tmp_path / "site"
    write_files(root, {"content/site.yaml": SITE, **CONTENT})
    found = run_with(installed, "build", "--now", NOW, root=root)
    assert found.code == 1
    assert f'{path}:9: error: "veiw" is not defined; did you mean "view"?' in found.err


def test_templates_outside_the_package_are_an_error(package: dict[str, str], tmp_path: Path) -> None:
    path = "goodword_events/__init__.py"
    elsewhere = package[path].replace("Path(__file__).parent /", "Path(__file__).parent.parent /")
    installed = install_files(tmp_path / "package", {**package, path: elsewhere})
    root = tmp_path / "site"
    write_files(root, {"content/site.yaml": SITE, **CONTENT})
    found = run_with(installed, "build", "--now", NOW, root=root)
    assert found.code == 1
    assert 'the templates of the kind "event" lie outside the package that adds it' in found.err


def lint(path: Path) -> None:
    """What `make lint` says of a file that lies elsewhere."""
    for tool in (
        ["ruff", "format", "--check", "--config", "pyproject.toml"],
        ["ruff", "check", "--config", "pyproject.toml"],
        ["mypy", "--config-file", "pyproject.toml"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *tool, str(path)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow(reason="mypy reads all of Goodword for it")
def test_package_keeps_our_own_rules(package: dict[str, str], tmp_path: Path) -> None:
    write_files(tmp_path, {**package})
    lint(tmp_path / "goodword_events/__init__.py")


# --- a kind that a site declares ---

DECLARED = """\
title: A test site
url: https://site.example
timezone: Europe/Berlin
language: de
author: ann
authors:
  ann: {name: Ann Example}
kinds:
  event:
    label: Event
    plural: Events
    fields:
      starts: datetime
      until: date
      place: text
      link: url
      seats: number
      free: yes/no
      with: list
      audio: text
    required: [starts, place]
    card: [starts, place]
"""
MEETING = """\
---
title: The coffee round
date: 2026-11-02
starts: 2026-12-08 18:30
until: 2026-12-09
place: "Petra's kitchen"
link: https://library.example/rooms/2/
seats: 12.50
free: true
with: [Petra, Gus]
audio: none
tags: [meeting]
---
Bring one question. See [another](other.md).
"""
OTHER = "---\ntitle: Another\ndate: 2026-10-02\nstarts: 2026-12-24\nplace: Here\ntags: [meeting]\n---\nText.\n"
MEETINGS: dict[str, str | bytes] = {
    "content/site.yaml": DECLARED,
    "content/events/coffee-round.md": MEETING,
    "content/events/other.md": OTHER,
    "content/articles/newer.md": ARTICLE.format(name="newer", date="2026-11-20"),
}


def test_declared_kind_needs_no_file_of_python_and_its_keys_are_facts(project: Project, build: Build) -> None:
    site = build(project(MEETINGS), "--strict")
    facts = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", read(site, "events/coffee-round/index.html"))
    assert facts == [
        ("Starts", '<time datetime="2026-12-08T18:30:00+01:00">8 Dezember 2026, 18:30</time>'),
        ("Until", '<time datetime="2026-12-09">9. Dezember 2026</time>'),
        ("Place", "Petra’s kitchen"),
        ("Link", '<a href="https://library.example/rooms/2/">library.example/rooms/2</a>'),
        ("Seats", "12.50"),
        ("Free", "Yes"),
        ("With", "Petra, Gus"),
        ("Audio", "none"),
    ]
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", read(site, "events/other/index.html")) == [
        ("Starts", '<time datetime="2026-12-24T00:00:00+01:00">24. Dezember 2026</time>'),
        ("Place", "Here"),
    ]


def test_declared_kind_is_listed_and_in_feeds(project: Project, build: Build) -> None:
    site = build(project(MEETINGS), "--strict")
    for path in ("events", "archive", "tags/meeting", "authors/ann", "."):
        assert 'href="/events/coffee-round/"' in read(site, f"{path}/index.html"), path
    assert "<span>Starts: 8 Dezember 2026, 18:30 · Petra’s kitchen</span>" in read(site, "events/index.html")
    for path in ("feed.xml", "tags/meeting/feed.xml", "authors/ann/feed.xml"):
        assert [title for title, _ in items(read(site, path))] == ["Of newer", "The coffee round", "Another"], path
    assert [title for title, _ in items(read(site, "events/feed.xml"))] == ["The coffee round", "Another"]
    content = etree.fromstring(read(site, "events/feed.xml").encode()).findtext(
        ".//{http://purl.org/rss/1.0/modules/content/}encoded"
    )
    assert content
    assert content.startswith("<ul><li>Starts: 8 Dezember 2026, 18:30</li><li>Until: 9. Dezember 2026</li>")
    assert "/events/coffee-round/" in read(site, "sitemap.xml")
    assert list(site.glob("images/share/event.*.png"))
    assert 'href="/events/other/"' in read(site, "events/coffee-round/index.html")
    assert "I thought of you because" in read(site, "events/coffee-round/index.html")


def test_what_a_declared_kind_can_be_told(project: Project, build: Build) -> None:
    more = (
        "    publishes: starts\n    feeds: none\n    home: 0\n    folder: dates\n    index: /when/\n    sent: false\n"
    )
    text = DECLARED + more + '    permalink: "/when/{year}/{slug}/"\n'
    files = {path.replace("events/", "dates/"): content for path, content in MEETINGS.items()}
    article = str(files["content/articles/newer.md"]).replace("../events/coffee-round.md", "../dates/early.md")
    early = MEETING.replace("starts: 2026-12-08 18:30", "starts: 2026-11-10 18:30").replace("[another](other.md)", "no")
    root = project({**files, "content/site.yaml": text, "content/articles/newer.md": article})
    site = build(project({"content/dates/early.md": early}), "--strict")
    assert root / "site" == site
    assert sorted(path.parent.name for path in site.glob("when/**/index.html")) == ["early", "when"]
    assert not list(site.glob("when/**/*.xml"))
    assert [title for title, _ in items(read(site, "feed.xml"))] == ["Of newer"]
    assert "/when/2026/early/" not in read(site, "index.html")
    assert "I thought of you because" not in read(site, "when/2026/early/index.html")


def test_changed_declaration_is_read_again_and_comes_to_what_a_clean_build_does(
    project: Project, tmp_path: Path
) -> None:
    root = project(MEETINGS)

    def build(*options: str) -> Result:
        made = run_here("build", "--now", NOW, *options, root=root)
        assert made.code == 0, made.output
        return made

    build()
    assert "nothing changed" in build().out
    page = "site/events/coffee-round/index.html"
    for number, (before, after, seen) in enumerate(
        (
            ("until: date", "until: text", "<dt>Until</dt><dd>2026-12-09</dd>"),
            ("label: Event", "label: Meeting", '<p class="kicker">Meeting</p>'),
            ("    card: [starts, place]\n", "", "<dt>Starts</dt>"),
            ("home: 0", "home: 1", ""),
        )
    ):
        settings = root / "content/site.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace(before, after) if before in text else text + f"    {after}\n", "utf-8")
        assert "nothing changed" not in build().out
        assert seen in read(root, page)
        clean = tmp_path / f"clean-{number}"
        build("--clean", "--output", str(clean))
        assert differing(tree(root / "site"), tree(clean)) == [], before
    settings.write_text(text.replace("place: text", "place: number"), "utf-8")
    wrong = run_here("build", "--now", NOW, root=root)
    assert 'content/events/coffee-round.md:6:8: error: "place" must be a number, not "Petra\'s kitchen"' in wrong.err


def test_several_processes_know_declared_kinds(project: Project, build: Build, tmp_path: Path) -> None:
    root = project(MEETINGS)
    site = build(root)
    spawned(None, root, tmp_path / "spawned")
    assert differing(tree(site), tree(tmp_path / "spawned")) == []


def test_due_knows_declared_kinds(project: Project) -> None:
    later = OTHER.replace("date: 2026-10-02", "date: 2021-05-05 08:00")
    root = project({"content/site.yaml": DECLARED, "content/events/later.md": later})
    found = run_here("due", "--since", "2021-05-01", root=root)
    assert "content/events/later.md has something that changed by itself on 2021-05-05 at 08:00" in found.output


# --- a kind in Goodword itself ---


@pytest.fixture(scope="module")
def chapter() -> dict[str, str]:
    """The files that CONTRIBUTING.md tells to write for a new kind, by path."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    chapter = text[text.index("## Add a kind") : text.index("## Add a feed")]
    found = re.findall(r"^   <!-- (\S+) -->\n   ```\w+\n(.*?)^   ```$", chapter, re.MULTILINE | re.DOTALL)
    return {path: re.sub(r"^   ", "", code, flags=re.MULTILINE) for path, code in found}


def test_chapter_on_kinds_followed_to_the_letter(chapter: dict[str, str], tmp_path: Path) -> None:
    assert list(chapter) == ["generator/kinds/recipe.py", "templates/recipe.html"]
    for folder in ("generator", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    recipe = "---\ntitle: Bread\ndate: 2026-11-02\nserves: 4\ntags: [flour]\n---\nBake it.\n"
    root = tmp_path / "site"
    write_files(root, {"content/site.yaml": SITE, "content/recipes/bread.md": recipe})

    def build() -> str:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "--root", str(root), "build", "--strict", "--now", NOW],
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path), "PATH": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return read(root, "site/recipes/bread/index.html")

    code, template = chapter.items()
    write_files(tmp_path, dict([code]))
    page = build()
    assert "<dt>Serves</dt><dd>4</dd>" in page
    assert '<p class="kicker">Recipe</p>' in page
    for path in ("recipes", "archive", "tags/flour", "authors/ann"):
        assert 'href="/recipes/bread/"' in read(root, f"site/{path}/index.html"), path
    assert list(root.glob("site/images/share/recipe.*.png"))
    told = code[1].replace("    view=view,\n", '    template="recipe.html",\n    view=view,\n')
    write_files(tmp_path, {code[0]: told, template[0]: template[1]})
    assert '<p class="kicker">From the kitchen</p>' in build()


@pytest.mark.slow(reason="mypy reads all of Goodword for it")
def test_chapter_on_kinds_keeps_our_own_rules(chapter: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    name = "generator/kinds/recipe.py"
    write_files(tmp_path, {name: chapter[name], "pyproject.toml": (ROOT / "pyproject.toml").read_bytes()})
    done = lint_imports(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    write_files(tmp_path / "apart", {"recipe.py": chapter[name], "__init__.py": ""})
    lint(tmp_path / "apart/recipe.py")
