"""Which files are content, and what is reported about the others."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.decoding import decode
from generator.base.file_stamps import Stamp
from generator.base.problems import Report, nearest, suggestion
from generator.content.files import Sources, sort_files
from generator.content.find import MAX_BYTES, find_files, read_bytes
from generator.content.locator import Locator
from generator.incremental.up_to_date import Before
from tests.support import write_files

KINDS = {"articles": ".md", "tips": ".yaml", "give-log.yaml": ".yaml"}


_STAMP = re.compile(r"stamp=\([^)]*\)")


def scanned(root: Path) -> tuple[Sources, list[str]]:
    """What is found, and said of the rest; the same where the stamps were taken before, as by the quick look."""
    seen = Before(str(root), ["build"]).seen
    first, *others = [_scanned(root, stamps) for stamps in (None, seen)]
    # A stamp that is too young for one of them may be old enough for the other.
    assert [(_STAMP.sub("", repr(found)), said) for found, said in others] == [
        (_STAMP.sub("", repr(first[0])), first[1])
    ]
    return first


def _scanned(root: Path, seen: Mapping[str, Stamp] | None) -> tuple[Sources, list[str]]:
    report = Report()
    found = sort_files(find_files(root, report, seen), KINDS, report)
    return found, [f"{problem.severity}: {problem.place.path}: {problem.message}" for problem in report]


def test_files_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    names = [
        "site.yaml",
        "give-log.yaml",
        "articles/a.md",
        "articles/b/c.markdown",
        "articles/a.jpg",
        "tips/x.yaml",
        "tips/y.yml",
        "static/x.md",
        "static/.well-known/x",
        "static/a/.b",
    ]
    write_files(tmp_path, {f"content/{name}": "x" for name in names})
    assert Before(str(tmp_path), ["build"]).seen
    found, problems = scanned(tmp_path)
    assert not problems
    assert found.site is not None
    assert [source.path for source in found.entries["articles"]] == [
        "content/articles/a.md",
        "content/articles/b/c.markdown",
    ]
    assert [source.path for source in found.entries["tips"]] == ["content/tips/x.yaml", "content/tips/y.yml"]
    assert [source.path for source in found.entries["give-log.yaml"]] == ["content/give-log.yaml"]
    assert [source.path for source in found.beside] == ["content/articles/a.jpg"]
    assert [source.path for source in found.static] == [
        "content/static/.well-known/x",
        "content/static/a/.b",
        "content/static/x.md",
    ]


def test_what_editors_leave_is_not_content(tmp_path: Path) -> None:
    names = [
        "articles/.a.md.swp",
        "articles/a.md~",
        "articles/#a.md#",
        "articles/.DS_Store",
        "articles/README.md",
        "articles/.git/x.md",
        "Thumbs.db",
        "static/.DS_Store",
        "articles/a.md.orig",
    ]
    write_files(tmp_path, {f"content/{name}": "x" for name in names})
    found, problems = scanned(tmp_path)
    assert not problems
    assert not any(found.entries.values())
    assert not found.static
    assert not found.beside


def test_no_content_at_all(tmp_path: Path) -> None:
    found, problems = scanned(tmp_path)
    assert found.site is None
    assert not problems


@pytest.mark.posix
def test_what_cannot_be_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/articles/a.md": "x"})
    os.mkfifo(tmp_path / "content" / "articles" / "pipe.md")
    (tmp_path / "content" / "articles" / "up.md").symlink_to("../../../outside.md")
    (tmp_path / "content" / "articles" / "loop").symlink_to(".")
    name = os.fsdecode(b"content/articles/caf\xe9.md")
    (tmp_path / name).write_text("x", encoding="utf-8")
    found, problems = scanned(tmp_path)
    assert [source.path for source in found.entries["articles"]] == ["content/articles/a.md"]
    assert problems == [
        "error: content/articles/caf\\udce9.md: the file's name is not UTF-8",
        "error: content/articles/loop: a link to a folder",
        "error: content/articles/pipe.md: this is not a file that can be read",
        "error: content/articles/up.md: the link leads out of the project",
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/articles/a.md": b"x" * MAX_BYTES, "content/articles/b.md": b"x" * (MAX_BYTES + 1)})
    small, large = scanned(tmp_path)[0].entries["articles"]
    report = Report()
    assert len(read_bytes(tmp_path, small, report) or b"") == MAX_BYTES
    assert not len(report)
    assert read_bytes(tmp_path, large, report) is None
    assert len(report) == 1


@given(st.binary(max_size=60))
def test_bytes_are_text_or_a_problem(data: bytes) -> None:
    report = Report()
    text = decode(data, "x.md", report)
    assert (text is None) == report.failed
    if text is not None:
        assert "\r" not in text


@pytest.mark.parametrize(
    ("target", "count", "place"),
    [
        ("a", 0, (5, 7)),
        ("a", 1, (5, 15)),
        ("a", 9, (5, 15)),
        ("/b c/", 0, (6, 6)),
        ("http://x", 0, (7, 6)),
        ("nowhere", 0, (0, 0)),
    ],
)
def test_where_a_link_stands(tmp_path: Path, target: str, count: int, place: tuple[int, int]) -> None:
    write_files(tmp_path, {"x.md": "---\ntitle: a\nid: (a)\n---\na [a](a), [b](a 't')\n[c](</b c/>)\n[d]: http://x\n"})
    found = Locator(tmp_path).target("x.md", target, count)
    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("daet", ["date", "draft"], "date"),
        ("Date", ["date"], "date"),
        ("sumary", ["summary", "syndicated"], "summary"),
        ("series", ["expires", "aliases"], ""),
        ("xate", ["date"], ""),
        ("itle", ["title"], "title"),
        ("x", [], ""),
        ("", ["a"], ""),
    ],
)
def test_the_nearest_word(word: str, known: list[str], near: str) -> None:
    assert nearest(word, known) == near
    assert suggestion(word, known) == (f'; did you mean "{near}"?' if near else "")
