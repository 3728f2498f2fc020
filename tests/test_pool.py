"""Work in several processes: the same site however they are started, and clear words when one dies."""

import os
import signal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.base import pool
from generator.content.entry_reader import Reading, read_entry
from generator.content.kind import ContentType
from tests.conftest import Project
from tests.support import NOW, run_here
from tests.trees import tree

#: More than one process is used from this many files on.
ARTICLES = pool.READINGS + 10


def many_articles() -> dict[str, str | bytes]:
    """Articles that link to each other, with tags, a footnote and a comment."""
    files: dict[str, str | bytes] = {
        "content/comments/a3.yaml": "- {id: c1, author: Bo, date: 2026-02-01, body: Yes., status: approved}\n"
    }
    for number in range(ARTICLES):
        after = (number + 1) % ARTICLES
        files[f"content/articles/a{number}.md"] = (
            f"---\ntitle: Article {number}\ndate: 2026-01-{1 + number % 28:02}\ntags: [t{number % 7}]\n---\n\n"
            f"Text {number} [next](a{after}.md) and a note.[^1]\n\n[^1]: A note.\n"
        )
    return files


@pytest.mark.parametrize("forks", [True, False])
def test_however_workers_are_started_the_site_is_the_same(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, forks: bool
) -> None:
    root = project(many_articles())
    alone, together = tmp_path / "alone", tmp_path / "together"
    assert run_here("build", "--now", NOW, "--jobs", "1", "--output", str(alone), root=root).code == 0
    monkeypatch.setattr(pool, "forks", lambda: forks)
    result = run_here("build", "--now", NOW, "--jobs", "2", "--clean", "--output", str(together), root=root)
    assert result.code == 0, result.output
    assert tree(together) == tree(alone)


@pytest.mark.posix
def test_a_worker_that_dies_is_told_in_a_line(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(many_articles())
    parent = os.getpid()

    def die(path: str, data: bytes, kind: ContentType, zone: ZoneInfo, longest: int) -> Reading:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return read_entry(path, data, kind, zone, longest)

    monkeypatch.setattr("generator.build.load.read_entry", die)
    result = run_here("build", "--now", NOW, "--jobs", "2", root=root)
    assert (result.code, "a worker process died" in result.err) == (3, True), result.output
    assert not (root / "site").exists() or not any((root / "site").iterdir())
