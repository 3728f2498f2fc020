"""The search of a site: what is in its index, when that is made, and that it is as the rest of the output is."""

import datetime as dt
import re
import shutil
import zlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.search import pagefind
from generator.search.base import SCRIPT, Document
from generator.search.program import program
from generator.serve.base import ServeOptions
from generator.serve.live.site import LiveSite
from generator.site.project import Project as Folder
from tests.conftest import Build, Project, Run
from tests.small import SITE, small_site
from tests.support import NOW, run_here, write_files
from tests.trees import tree

ON = f"{SITE}search: pagefind\n"
#: Each is in a text that nobody may find, or that is no text of the site's.
CANARIES = {
    "content/articles/2026-04-01-draft.md": "---\ntitle: zqtitle\ndraft: true\n---\nzqdraft\n",
    "content/articles/2030-01-01-later.md": "---\ntitle: zqlater\n---\nzqscheduled\n",
    "content/articles/2026-04-02-gone.md": "---\ntitle: zqgone\nexpires: 2026-05-01\n---\nzqexpired\n",
    "content/leads/closed.md": "---\ntitle: zqclosed\nemployer: zqmill\ndate: 2026-01-01\nexpires: 2026-02-01\n---\nzqjob\n",
    "content/comments/second.yaml": "- {id: a, author: zqann, date: 2026-03-01, body: zqsaid, status: approved}\n"
    "- {id: b, author: zqben, date: 2026-03-01, body: zqwaits, status: pending}\n",
}


def files(**more: str) -> dict[str, str | bytes]:
    return {**small_site(), "content/site.yaml": ON, **more}


def words(site: Path) -> str:
    """All that the index says, decompressed."""
    found = []
    for path in sorted(site.glob("pagefind/**/*")):
        data = path.read_bytes() if path.is_file() and path.suffix != ".js" else b""
        found.append(zlib.decompress(data, 47) if data.startswith(b"\x1f\x8b") else data)
    return b"\n".join(found).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with a search."""
    root = tmp_path_factory.mktemp("search")
    write_files(root, files(**CANARIES))
    built = run_here("build", "--now", NOW, root=root)
    assert built.code == 0, built.output
    return root


def test_what_is_public_is_found_and_nothing_else(root: Path) -> None:
    said = words(root / "site")
    assert "The first paragraph" in said
    assert '"kind":["Articles"]' in said
    for kind in ("Articles", "Tips", "Pitches", "Episodes", "Leads", "Give-log", "Pages"):
        assert f'"kind":["{kind}"]' in said, kind
    assert "zq" not in said
    for path, text in (("search/index.html", "zq"), (SCRIPT, "zq")):
        assert text not in (root / "site" / path).read_text("utf-8")


def test_every_page_that_is_found_is_there(root: Path) -> None:
    urls = re.findall(r'"url":"([^"]+)"', words(root / "site"))
    assert len(urls) == len(set(urls)) > 8
    assert [url for url in urls if not (root / "site" / url.strip("/") / "index.html").is_file()] == []


def test_what_was_drafted_is_found_where_drafts_were_asked_for(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "content", tmp_path / "content")
    assert run_here("build", "--now", NOW, "--drafts", root=tmp_path).code == 0
    said = words(tmp_path / "site")
    assert "zqdraft" in said
    assert "zqscheduled" not in said


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The built site in a folder of the test's own."""
    shutil.copytree(root, tmp_path / "copy", symlinks=True)
    # Once, since a copy's files have other stamps.
    assert run_here("build", "--now", NOW, root=tmp_path / "copy").code == 0
    return tmp_path / "copy"


def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents were indexed, each time that was done."""
    done: list[int] = []
    real = pagefind._run

    def run(path: Path, language: str, documents: Sequence[Document], text: Callable[[str], str]) -> dict[str, bytes]:
        done.append(len(documents))
        return real(path, language, documents, text)

    monkeypatch.setattr(pagefind, "_run", run)
    return done


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8", newline="\n")


#: Edits by what they are, with whether other words are found then.
EDITS = {
    "nothing": (("content/site.yaml", "page_size: 2", "page_size: 2"), False),
    "menu": (("content/site.yaml", "label: Articles", "label: Texts"), False),
    "site's title": (("content/site.yaml", "Small & whole", "Small"), False),
    "tag": (("content/articles/2026-02-01-second.md", "[giving]", "[taking]"), False),
    "comment": (("content/comments/second.yaml", "zqsaid", "zqmore"), False),
    "draft": (("content/articles/2026-04-01-draft.md", "zqdraft", "zqother"), False),
    "text": (("content/articles/2026-02-01-second.md", "a download", "a file"), True),
    "title": (("content/articles/2026-02-01-second.md", "Zwölf Äpfel", "Elf Birnen"), True),
    "draft comes out": (("content/articles/2026-04-01-draft.md", "draft: true", "draft: false"), True),
    "language": (("content/site.yaml", "timezone:", "language: de\ntimezone:"), True),
    "kind's name": (("content/tips/small.yaml", "title:", "description: Small ones\ntitle:"), True),
}


@pytest.mark.parametrize("name", EDITS)
def test_index_is_made_when_words_changed_and_is_as_that_of_a_clean_build(
    copy: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, again = EDITS[name]
    if name == "kind's name" and "description:" in (copy / change[0]).read_text("utf-8"):
        pytest.skip("the library has a description")
    edit(copy, *change)
    done = indexed(monkeypatch)
    assert run_here("build", "--now", NOW, "--jobs", "1", root=copy).code == 0
    assert bool(done) is again
    now = tree(copy / "site")
    shutil.rmtree(copy / "site")
    assert run_here("build", "--now", NOW, "--clean", root=copy).code == 0
    assert tree(copy / "site") == now


def test_check_makes_no_index(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = indexed(monkeypatch)
    assert ": error: " not in run_here("check", root=root).output
    assert done == []


def test_without_search_its_files_go_and_others_stay(copy: Path) -> None:
    write_files(copy, {"site/pagefind/mine.txt": "mine"})
    edit(copy, "content/site.yaml", "search: pagefind", "search: none")
    assert run_here("build", "--now", NOW, root=copy).code == 0
    assert [path.name for path in (copy / "site/pagefind").rglob("*")] == ["mine.txt"]
    assert not (copy / "site/search").exists()
    assert "wasm" not in (copy / "site/_headers").read_text("utf-8")
    assert "slash." not in (copy / "site/index.html").read_text("utf-8")


def test_a_part_that_is_gone_or_changed_is_made_again(copy: Path) -> None:
    before = tree(copy / "site")
    parts = sorted((copy / "site/pagefind").rglob("*.pf_*"))
    parts[0].unlink()
    parts[1].write_bytes(b"other")
    assert run_here("build", "--now", NOW, root=copy).code == 0
    assert tree(copy / "site") == before


#: An answer of Pagefind's that is an error.
ERROR = (
    "printf %s, " + b64encode(b'{"payload": {"type": "Error", "message": "no room"}}').decode() + "; cat > /dev/null"
)


@pytest.mark.posix
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 7", "ended in the middle of its work (with code 7)"),
        ("kill -9 $$", "ended in the middle of its work (it was stopped by signal 9)"),
        (ERROR, "cannot go on: no room"),
    ],
)
def test_a_fault_of_pagefind_publishes_nothing(
    copy: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    fake = copy / "fake"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    before = tree(copy / "site")
    edit(copy, "content/articles/2026-02-01-second.md", "a download", "a file")
    monkeypatch.setattr(pagefind, "program", lambda: fake)
    told = run_here("build", "--now", NOW, "--jobs", "1", root=copy)
    assert told.code == 3
    assert told.err.splitlines()[-1] == f"goodword: Pagefind, which makes the search, {said}"
    assert "Traceback" not in told.output
    assert tree(copy / "site") == before
    monkeypatch.undo()
    assert run_here("build", "--now", NOW, root=copy).code == 0
    assert tree(copy / "site") != before


def test_where_pagefind_is_missing_it_is_said_and_titles_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, files())
    program.cache_clear()
    monkeypatch.setattr("generator.search.program.find_spec", lambda _: None)
    try:
        strict = run_here("build", "--now", NOW, "--strict", root=tmp_path)
        built = run_here("build", "--now", NOW, root=tmp_path)
    finally:
        program.cache_clear()
    place = f"content/site.yaml:{len(ON.splitlines())}:"
    assert strict.code == 1
    for told in (strict, built):
        assert f"{place}9: warning: Pagefind is not installed, so readers cannot search" in told.err
        assert 'pip install "goodword[search]", or write search: none' in told.err
    assert built.code == 0
    assert not (tmp_path / "site/pagefind").exists()
    page = (tmp_path / "site/search/index.html").read_text("utf-8")
    assert "<form" not in page
    assert "Zwölf Äpfel" in page
    assert "wasm" not in page + (tmp_path / "site/_headers").read_text("utf-8")


def test_the_folder_of_the_index_is_its_own(project: Project, run: Run) -> None:
    root = project(files(**{"content/static/pagefind/mine.txt": "mine"}))
    told = run("build", root=root)
    assert told.code == 1
    assert (
        'content/static/pagefind/mine.txt: error: the address "/pagefind/mine.txt" is taken by the site itself'
        in told.err
    )


def test_a_large_site_has_a_page_for_each_letter(
    project: Project, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pages.search.TITLES", 3)
    titles = ("Aaa", "Ább", "Bee", "acc", "Add", "42 ways", "“Quoted”", "Éa", "Жук", "…")
    root = project(
        {
            "content/site.yaml": "title: T\nurl: https://t.example/blog\nsearch: pagefind\n",
            **{
                f"content/articles/2026-01-{n + 1:02}-a{n}.md": f'---\ntitle: "{title}"\n---\nText.\n'
                for n, title in enumerate(titles)
            },
        }
    )
    site = build(root)
    first = (site / "search/index.html").read_text("utf-8")
    assert re.findall(r'<li><a href="(/blog/search/[^"]+)">([^<]+)</a></li>', first) == [
        ("/blog/search/other/", "#"),
        ("/blog/search/0-9/", "0–9"),
        ("/blog/search/a/", "A"),
        ("/blog/search/b/", "B"),
        ("/blog/search/e/", "E"),
        ("/blog/search/q/", "Q"),
        ("/blog/search/%D0%B6/", "Ж"),
    ]
    assert "Aaa" not in first

    def listed(path: str) -> list[str]:
        text = (site / path).read_text("utf-8")
        return re.findall(r'<li><a href="[^"]+" dir="auto">([^<]+)</a>', text.partition('class="titles"')[2])

    assert listed("search/a/index.html") == ["Aaa", "Ább", "acc"]
    assert listed("search/a/page/2/index.html") == ["Add"]
    assert listed("search/ж/index.html") == ["Жук"]


def test_headers_keep_what_is_named_by_its_contents(root: Path) -> None:
    rules = (root / "site/_headers").read_text("ascii")
    for folder in ("fragment", "index", "filter"):
        assert f"/pagefind/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n" in rules
    assert "/pagefind/*" not in rules
    assert rules.count("'wasm-unsafe-eval'") == 1
    for path in ("index.html", "search/index.html", "articles/first/index.html"):
        page = (root / "site" / path).read_text("utf-8")
        assert ("wasm-unsafe-eval" in page) is (path == "search/index.html")


def test_machines_are_told_how_to_search(root: Path) -> None:
    page = (root / "site/index.html").read_text("utf-8")
    assert '"urlTemplate":"https://small.example/search/?q={search_term_string}"' in page


def test_preview_shows_the_index_of_the_last_build(copy: Path) -> None:

    live = LiveSite(Folder(copy), ServeOptions(now=dt.datetime.fromisoformat(NOW)), lambda *_: None)
    live.refresh(None)
    entry = "pagefind/pagefind-entry.json"
    assert live.file(SCRIPT) == (copy / "site" / SCRIPT).read_bytes()
    assert live.file(entry) == (copy / "site" / entry).read_bytes()
    edit(copy, "content/articles/2026-02-01-second.md", "a download", "a file")
    live.refresh(frozenset({"content/articles/2026-02-01-second.md"}))
    while live.idle():
        pass
    assert live.file(entry) == (copy / "site" / entry).read_bytes()
    assert live.file("pagefind/../index.html") is None
    assert live.file("pagefind/none.js") is None
    shutil.rmtree(copy / "site")
    assert live.file(SCRIPT) is None
    assert b"Zw\xc3\xb6lf" in (live.file("search/index.html") or b"")
