"""Reading: what changed is read, once; what did not is as it was, its problems as well."""

from pathlib import Path

from generator.build.pipeline import build
from generator.build.terms import Options, Outcome
from generator.cli.options import moment
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.support import NOW, SITE, write_files

BODY = "---\ntitle: Article {0}\ndate: 2026-01-02\n---\nThe text of article {0}.\n"


def articles(root: Path, count: int) -> Path:
    write_files(root, {"content/site.yaml": SITE})
    write_files(root, {f"content/articles/a{one:03}.md": BODY.format(one) for one in range(count)})
    return root


def built(root: Path, jobs: int = 1) -> tuple[Outcome, list[tuple[int, int]]]:
    """The outcome of a build, and how its reading went on."""
    steps: list[tuple[int, int]] = []

    def progress(step: str, done: int, of: int) -> None:
        if step == "Reading":
            steps.append((done, of))

    options = Options(clock=Clock(moment(NOW), drafts=False, future=False), output=root / "site", jobs=jobs)
    return build(Project(root), options, progress), steps


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    articles(tmp_path, 3)
    assert built(tmp_path)[1] == [(1, 3), (2, 3), (3, 3)]
    assert built(tmp_path)[1] == []
    (tmp_path / "content/articles/a001.md").write_text(BODY.format("one"), encoding="utf-8")
    assert built(tmp_path)[1] == [(1, 1)]


def test_problems_of_what_is_not_read_again_are_told_again(tmp_path: Path) -> None:
    articles(tmp_path, 2)
    (tmp_path / "content/articles/a001.md").write_text("---\ntitel: x\n---\n", encoding="utf-8")
    first = built(tmp_path)[0].problems
    assert {one.place.path for one in first} == {"content/articles/a001.md"}
    outcome, steps = built(tmp_path)
    assert (outcome.problems, steps) == (first, [])


def test_a_file_that_cannot_be_read_leaves_the_others_in_their_places(tmp_path: Path) -> None:
    articles(tmp_path, 3)
    (tmp_path / "content/articles/a001.md").write_bytes(b"x" * 11_000_000)
    (tmp_path / "content/articles/a002.md").write_text("---\ntitle: 1\nwrong: 2\n---\n", encoding="utf-8")
    found = [(one.place.path, one.message.partition(";")[0]) for one in built(tmp_path)[0].problems]
    assert ("content/articles/a001.md", "the file has 10.5 MB") in found
    assert {path for path, _ in found} == {"content/articles/a001.md", "content/articles/a002.md"}
    (tmp_path / "content/articles/a002.md").write_text(BODY.format(2), encoding="utf-8")
    assert built(tmp_path)[1] == [(1, 2), (2, 2)], "what could not be read is tried again"


def test_texts_that_were_just_read_are_there_for_every_process(tmp_path: Path) -> None:
    articles(tmp_path, 60)
    assert built(tmp_path, jobs=2)[0].problems == ()
    for one in range(60):
        page = (tmp_path / f"site/articles/a{one:03}/index.html").read_text(encoding="utf-8")
        assert f"<p>The text of article {one}.</p>" in page
