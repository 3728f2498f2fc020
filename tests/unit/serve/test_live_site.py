"""A site in memory: what is served after edits, faults, with private names, at which moment, and from several threads."""

import datetime as dt
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.serve.base import Ribbon, ServeOptions
from generator.serve.live import sources
from generator.serve.live.site import LiveSite
from generator.site.project import Project as Folder
from tests.conftest import Build, Project
from tests.small import small_site
from tests.support import NOW, ROOT
from tests.trees import tree

MOMENT = dt.datetime.fromisoformat(NOW)
DANA = "dana:\n  name: Dana Whitfield\n  consent: none\n"

Live = Callable[..., LiveSite]


@pytest.fixture
def live() -> Live:
    """`live(root, drafts=…, future=…, now=…)`: the live site of a project, read once."""

    def begin(root: Path, now: dt.datetime | None = MOMENT, *, drafts: bool = False, future: bool = False) -> LiveSite:
        options = ServeOptions(now=now, drafts=drafts, future=future)
        found = LiveSite(Folder(root), options, lambda *_: None)
        found.refresh(None)
        return found

    return begin


def article(title: str, body: str = "Words.", **keys: object) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\n{more}---\n{body}\n"


THREE = {
    f"content/articles/2026-0{month}-01-{name}.md": article(f"The {name}", tags="[giving]")
    for month, name in enumerate(("first", "second", "third"), 1)
}
SECOND = "content/articles/2026-02-01-second.md"


def text(site: LiveSite, path: str) -> str:
    data = site.file(path)
    assert data is not None, f"{path}: {site.state().problems}"
    return data.decode()


def write(root: Path, path: str, words: str | bytes) -> frozenset[str]:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(words.encode() if isinstance(words, str) else words)
    return frozenset([path])


def faults(site: LiveSite) -> list[str]:
    return [f"{one.place.path}: {one.message}" for one in site.state().problems if one.severity == "error"]


def test_all_files_are_those_of_a_build(project: Project, build: Build, live: Live, tmp_path: Path) -> None:
    root = project(small_site())
    site = live(root)
    while site.idle():
        pass
    wanted = tree(build(root, "--output", str(tmp_path / "built")))
    assert {path: site.file(path) for path in wanted} == wanted
    assert site.file("articles/nothing/index.html") is None
    assert not (root / "site").exists()
    assert site.state().good
    assert site.state().pages > 10


def test_a_new_title_is_on_its_page_on_those_beside_it_and_in_lists(project: Project, live: Live) -> None:
    root = project(THREE)
    site = live(root)
    was = text(site, "articles/third/index.html")
    before = site.state().number
    state = site.refresh(write(root, SECOND, article("Another", tags="[giving]")))
    assert (state.number, state.good) == (before + 1, True)
    for path in ("articles/second", "articles/first", "articles/third", "articles", "tags/giving", "archive"):
        assert "Another" in text(site, f"{path}/index.html"), path
        assert "The second" not in text(site, f"{path}/index.html"), path
    assert was != text(site, "articles/third/index.html")


def test_a_new_sentence_leaves_other_files_the_same_objects(project: Project, live: Live) -> None:
    root = project(THREE | {SECOND: article("The second", tags="[giving]", summary="In short.")})
    site = live(root)
    kept = {path: site.file(path) for path in ("_headers", "articles/index.html", "archive/index.html", "404.html")}
    site.refresh(write(root, SECOND, article("The second", "Words. More.", tags="[giving]", summary="In short.")))
    assert "Words. More." in text(site, "articles/second/index.html")
    assert "Words. More." in text(site, "feed.xml")
    for path, data in kept.items():
        assert data is not None
        assert site.file(path) is data, path


def test_a_page_goes_at_once_and_comes_under_another_name(project: Project, live: Live) -> None:
    root = project(THREE)
    site = live(root)
    assert site.file("articles/second/index.html")
    new = "content/articles/2026-02-01-renamed.md"
    (root / SECOND).rename(root / new)
    site.refresh(frozenset([SECOND, new]))
    assert site.file("articles/second/index.html") is None
    assert "The second" in text(site, "articles/renamed/index.html")
    (root / new).unlink()
    site.refresh(frozenset([new]))
    assert site.file("articles/renamed/index.html") is None


def test_many_files_at_once_by_the_name_of_their_folder(project: Project, live: Live) -> None:
    root = project(THREE)
    site = live(root)
    (root / "content/articles").rename(root / "away")
    site.refresh(frozenset(["content/articles"]))
    assert site.file("articles/first/index.html") is None
    (root / "away").rename(root / "content/articles")
    site.refresh(frozenset(["content/articles"]))
    assert "The third" in text(site, "articles/third/index.html")


@pytest.mark.parametrize(
    "broken", [article("[never closed"), b"\xff\xfe\x00", "---\ntitel: Wrong\n---\n", article("Ok", authors="[nobody]")]
)
def test_a_broken_file_shows_the_last_good_pages_until_it_is_mended(
    broken: str | bytes, project: Project, live: Live
) -> None:
    root = project(THREE)
    site = live(root)
    state = site.refresh(write(root, SECOND, broken))
    assert not state.good
    assert {one.place.path for one in state.problems} == {SECOND}
    for name in ("first", "second", "third"):
        assert f"The {name}" in text(site, f"articles/{name}/index.html")
    state = site.refresh(write(root, SECOND, article("Mended")))
    assert (state.good, state.problems) == (True, ())
    assert "Mended" in text(site, "articles/second/index.html")


def test_settings_templates_assets_and_static_files(project: Project, live: Live) -> None:
    root = project(THREE)
    site = live(root)
    settings = (root / "content/site.yaml").read_text(encoding="utf-8")
    site.refresh(write(root, "content/site.yaml", settings.replace("A test site", "Renamed whole")))
    assert "Renamed whole" in text(site, "articles/first/index.html")
    site.refresh(write(root, "templates/partials/site-footer.html", "<footer>Our own</footer>\n"))
    assert "Our own" in text(site, "articles/first/index.html")
    before = text(site, "index.html")
    site.refresh(write(root, "templates/assets/skins/own.css", ":root { --accent: #123456; }\n"))
    assert text(site, "index.html") == before
    site.refresh(write(root, "content/site.yaml", settings + "theme: {skin: own}\n"))
    assert text(site, "index.html") != before
    site.refresh(write(root, "content/static/robots.txt", "User-agent: *\n"))
    assert text(site, "robots.txt") == "User-agent: *\n"
    (root / "content/static/robots.txt").unlink()
    site.refresh(frozenset(["content/static/robots.txt"]))
    assert "Sitemap" in text(site, "robots.txt")


def test_settings_that_are_missing_at_first(project: Project, live: Live) -> None:
    root = project(THREE)
    settings = (root / "content/site.yaml").read_bytes()
    (root / "content/site.yaml").unlink()
    site = live(root)
    assert faults(site) == ["content/site.yaml: the file is missing"]
    assert (site.file("index.html"), site.state().site, site.idle()) == (None, None, False)
    site.refresh(write(root, "content/site.yaml", settings))
    assert "The first" in text(site, "index.html")


def test_litter_of_editors_and_nothing_at_all_change_nothing(project: Project, live: Live) -> None:
    root = project(THREE)
    site = live(root)
    before = site.state()
    for name in ("content/articles/4913", "content/articles/.x.md.swp", "content/articles/x.md~", "notes.bin"):
        if not name.endswith("4913"):
            write(root, name, "junk")
        assert site.refresh(frozenset([name])) is before, name
    assert site.refresh(frozenset()) is before
    os.utime(root / SECOND)
    assert site.refresh(frozenset([SECOND])) is before
    assert site.refresh(None) is before


# --- what cannot be made ---


def test_a_template_that_fails_on_one_page(project: Project, live: Live) -> None:
    """Others are shown as they are now, this one as it was last, and the problem is told when somebody asks for it."""
    root = project(THREE)
    site = live(root)
    was = text(site, "tags/giving/index.html")
    template = "{# view: TagView #}\n{% extends 'base.html' %}{% block main %}{{ 1 // (view.title | length - 6) }}{% endblock %}\n"
    state = site.refresh(write(root, "templates/tag.html", template))
    assert state.good
    assert text(site, "tags/giving/index.html") == was
    assert "The first" in text(site, "articles/first/index.html")
    assert faults(site) == [
        "templates/tag.html: the template fails: ZeroDivisionError: integer division or modulo by zero"
    ]
    (root / "templates/tag.html").unlink()
    state = site.refresh(frozenset(["templates/tag.html"]))
    assert (state.good, state.problems) == (True, ())
    assert text(site, "tags/giving/index.html") == was


def test_idle_finds_what_nobody_asked_for(project: Project, live: Live) -> None:
    root = project(THREE | {"templates/tag.html": "{# view: TagView #}\n{{ 1 // 0 }}\n"})
    site = live(root)
    assert site.state().good
    while site.idle():
        pass
    assert [fault.partition(":")[0] for fault in faults(site)] == ["templates/tag.html"]
    assert not site.idle()


def test_a_private_name_is_not_served(project: Project, live: Live) -> None:
    root = project(THREE | {"private/people.yaml": DANA})
    site = live(root)
    assert site.file("articles/second/index.html")
    # In the content, where the sources are refused, and the page stays as it was.
    site.refresh(write(root, SECOND, article("The second", "Thank you, Dana Whitfield.")))
    assert "Dana" not in text(site, "articles/second/index.html")
    assert not site.state().good
    # In the output alone, where nobody scans the sources.
    site.refresh(write(root, SECOND, article("The second")))
    site.refresh(write(root, "templates/partials/site-footer.html", "<p>By Dana Whitfield</p>\n"))
    assert site.file("articles/second/index.html") is None
    assert 'the name of "dana" would be published' in faults(site)[0]
    (root / "templates/partials/site-footer.html").unlink()
    site.refresh(frozenset(["templates/partials/site-footer.html"]))
    assert site.state().good
    assert "The second" in text(site, "articles/second/index.html")


def test_a_name_that_becomes_private_is_not_served_any_more(project: Project, live: Live) -> None:
    """The sources are refused, and then the last good pages are shown: but not those with the name."""
    root = project(THREE | {SECOND: article("The second", "Thank you, Dana Whitfield.")})
    site = live(root)
    assert "Dana" in text(site, "articles/second/index.html")
    site.refresh(write(root, "private/people.yaml", DANA))
    assert not site.state().good
    assert site.file("articles/second/index.html") is None
    assert site.file("feed.xml") is None
    assert "The first" in text(site, "articles/first/index.html")
    site.refresh(write(root, "private/people.yaml", DANA.replace("none", "name")))
    assert site.state().good
    assert "Dana" in text(site, "articles/second/index.html")


def test_who_asked_before_a_name_became_private_leaves_no_page_with_it(project: Project, live: Live) -> None:
    """A page may take a moment to make, and the list of names may change in it."""
    root = project(THREE | {SECOND: article("The second", "Thank you, Dana Whitfield.")})
    site = live(root)
    before = site._taken
    assert before is not None
    assert before.shown is not None
    site.refresh(write(root, "private/people.yaml", DANA))
    assert site._files.data(before.shown, "articles/second/index.html") is None
    assert site.file("articles/second/index.html") is None
    assert "The first" in text(site, "articles/first/index.html")


# --- moments ---


def test_drafts_and_what_is_to_come_have_a_ribbon(project: Project, live: Live) -> None:
    later = dt.datetime(2026, 12, 24, 7, 30, tzinfo=dt.UTC)
    files = {
        "content/articles/2026-01-01-draft.md": article("A draft", draft="true"),
        "content/articles/later.md": article("Later", date="2026-12-24 07:30"),
    }
    root = project(THREE | files)
    plain = live(root)
    assert plain.file("articles/draft/index.html") is None
    assert plain.state().next == (later, "content/articles/later.md")
    site = live(root, drafts=True, future=True)
    assert "A draft" in text(site, "articles/draft/index.html")
    assert site.ribbon("articles/draft/index.html") == Ribbon("draft", None, "content/articles/2026-01-01-draft.md")
    assert site.ribbon("articles/later/index.html") == Ribbon("scheduled", later, "content/articles/later.md")
    assert site.ribbon("articles/first/index.html") is None
    assert site.ribbon("articles/index.html") is None
    assert site.ribbon("_headers") is None


def test_a_tip_that_is_not_out_has_a_ribbon(project: Project, live: Live) -> None:
    library = (
        "title: Small tips\ntips:\n  - {id: one, text: Ask today., date: 2026-01-01}\n"
        "  - {id: two, text: Ask tomorrow., date: 2027-01-01}\n"
    )
    site = live(project(THREE | {"content/tips/small.yaml": library}), future=True)
    assert site.ribbon("tips/small/one/index.html") is None
    assert site.ribbon("tips/small/two/index.html") == Ribbon("scheduled", None, "content/tips/small.yaml")


def test_what_is_due_comes_out_and_goes_by_itself(project: Project, live: Live) -> None:
    soon = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=400)
    files = {
        "content/articles/later.md": article("Later", date=f"{soon:%Y-%m-%d %H:%M:%S}"),
        "content/articles/2026-01-01-gone.md": article(
            "Gone", expires=f"{soon + dt.timedelta(hours=1):%Y-%m-%d %H:%M:%S}"
        ),
    }
    site = live(project(THREE | files), now=None)
    before = site.state()
    assert before.next == (soon, "content/articles/later.md")
    assert site.tick(soon - dt.timedelta(seconds=1)) is before
    assert site.file("articles/later/index.html") is None
    assert site.tick(soon).number == before.number + 1
    assert "Later" in text(site, "articles/later/index.html")
    assert site.file("articles/gone/index.html")
    site.tick(soon + dt.timedelta(hours=1))
    assert site.file("articles/gone/index.html") is None
    assert "Later" in text(site, "articles/later/index.html")


def test_a_fixed_moment_stands_still(project: Project, live: Live) -> None:
    site = live(project(THREE | {"content/articles/later.md": article("Later", date="2026-12-24")}))
    assert site.tick(MOMENT + dt.timedelta(days=90)) is site.state()
    assert site.file("articles/later/index.html") is None


# --- the cache, builds at the same time, threads ---


def test_the_cache_of_builds_is_used_and_not_harmed(project: Project, build: Build, live: Live) -> None:
    root = project(small_site())
    built = tree(build(root))
    stamps = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*") if path.is_file()}
    site = live(root)
    site.refresh(write(root, "content/articles/new.md", article("New", date="2026-01-05")))
    # A build puts other files of texts into the cache, and takes the old ones away.
    build(root, "--clean")
    assert "New" in text(site, "articles/new/index.html")
    (root / "content/articles/new.md").unlink()
    site.refresh(None)
    assert {path: site.file(path) for path in built} == built
    build(root)
    assert tree(root / "site") == built
    assert {path for path in stamps if path.stat().st_mtime_ns == stamps[path]}, "pages that did not change stay"


def test_a_damaged_cache_is_read_anew(project: Project, build: Build, live: Live) -> None:
    root = project(THREE)
    build(root)
    site = live(root)
    texts = next((root / ".goodword/cache").glob("texts-*"))
    texts.write_bytes(bytes(texts.stat().st_size))
    assert "Words." in text(site, "articles/first/index.html")
    assert site.state().good


def test_a_damaged_cache_is_noticed_at_leisure(project: Project, build: Build, live: Live) -> None:
    root = project(THREE)
    built = tree(build(root))
    site = live(root)
    texts = next((root / ".goodword/cache").glob("texts-*"))
    texts.write_bytes(bytes(texts.stat().st_size))
    while site.idle():
        pass
    assert site.state().good
    assert {path: site.file(path) for path in built} == built


def test_a_folder_where_nothing_can_be_kept(project: Project, live: Live) -> None:
    root = project(THREE)
    (root / ".goodword").write_text("in the way", encoding="utf-8")
    site = LiveSite(Folder(root), ServeOptions(now=MOMENT), lambda *_: None)
    assert not site.refresh(None).good
    assert len(faults(site)) == 1
    assert faults(site)[0].startswith(".goodword")
    (root / ".goodword").unlink()
    assert site.refresh(None).good
    assert "The first" in text(site, "articles/first/index.html")


def test_a_build_that_runs_just_now_is_not_disturbed(
    project: Project, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(THREE)
    monkeypatch.setattr(sources, "_PATIENCE", 0.0)
    holder = (
        "import sys\nfrom pathlib import Path\nfrom generator.build.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holder, str(root / ".goodword")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        site = live(root)
        assert "The first" in text(site, "articles/first/index.html")
        site.refresh(write(root, SECOND, article("Another")))
        assert "Another" in text(site, "articles/second/index.html")
        assert not (root / ".goodword/cache/index").exists()
        other.communicate()


def test_pages_are_whole_while_the_site_changes(project: Project, live: Live) -> None:
    """Whoever asks gets one of the versions, and after a refresh only the new one."""
    root = project(THREE)
    site = live(root)
    stop, wrong = threading.Event(), list[str]()

    def ask() -> None:
        while not stop.is_set():
            page = text(site, "articles/second/index.html")
            titles = {f"Version {number} of" for number in range(30) if f"Version {number} of" in page}
            if not page.endswith("</html>\n") or len(titles) > 1:
                wrong.append(f"{titles} {page[-40:]}")

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    try:
        for number in range(30):
            site.refresh(write(root, SECOND, article(f"Version {number} of it", f"Text {number}.")))
            page = text(site, "articles/second/index.html")
            assert f"Version {number} of" in page
            assert f"Text {number}." in page
    finally:
        stop.set()
        for asker in askers:
            asker.join()
    assert wrong == []


FAR = [f"content/articles/2026-0{month}-01-{name}.md" for month, name in enumerate("abcdefg", 1)]


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        # The pages before and after it, those related to it, the other parts of its series, and those that link to it.
        ({"d": {}}, "Words."),
        ({"a": {"tags": "[asking]"}, "d": {"tags": "[asking]"}, "g": {"tags": "[asking]"}}, "Words."),
        ({"a": {"series": "Asking"}, "d": {"series": "Asking"}, "g": {"series": "Asking"}}, "Words."),
        ({"d": {}}, "## Part\n\nWords."),
        ({"d": {}}, "[Lost](no-such-page.md)"),
        ({"d": {}}, "![A dot](dot.png)"),
    ],
)
def test_every_page_that_shows_an_edited_one_is_as_one_who_starts_now_sees_it(
    keys: dict[str, dict[str, object]], body: str, project: Project, live: Live
) -> None:
    files: dict[str, str | bytes] = dict(small_site())
    for path in FAR:
        name = path[-4]
        files[path] = article(f"The {name}", "[There](2026-04-01-d.md)", **keys.get(name, {}))
    root = project(files)
    site = live(root)
    for _ in range(2):
        for title, words in (("Another", body), ("Once more", "Plain."), ("Once more", body)):
            site.refresh(write(root, FAR[3], article(title, words, **keys["d"])))
            fresh = live(root)
            assert site.state().problems == fresh.state().problems
            assert fresh._taken is not None
            if fresh._taken.shown is not None:
                paths = fresh._taken.shown.plan.files
                assert [path for path in paths if site.file(path) != fresh.file(path)] == []
