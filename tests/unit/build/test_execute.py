"""Making: what is as it was is left alone, what cannot be made is told, and the rest is made all the same."""

from pathlib import Path

from generator.base.problems import Problem
from generator.build.pipeline import build
from generator.build.terms import Options, Outcome
from generator.cli.options import moment
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.support import NOW, SITE, write_files

ARTICLE = "---\ntitle: {0}\ndate: 2026-01-02\n---\nThe text.\n"


def built(root: Path, jobs: int = 1) -> tuple[Outcome, list[tuple[int, int]]]:
    """The outcome of a build, and how its making went on."""
    steps: list[tuple[int, int]] = []

    def progress(step: str, done: int, of: int) -> None:
        if step == "Making":
            steps.append((done, of))

    options = Options(clock=Clock(moment(NOW), drafts=False, future=False), output=root / "site", jobs=jobs)
    return build(Project(root), options, progress), steps


def site(root: Path) -> Path:
    write_files(root, {"content/site.yaml": SITE, "content/articles/a.md": ARTICLE.format("One")})
    return root


def test_what_is_as_it_was_is_left_alone(tmp_path: Path) -> None:
    site(tmp_path)
    first, steps = built(tmp_path)
    assert steps == [(one + 1, len(steps)) for one in range(len(first.made))]
    assert built(tmp_path)[0].made == ()


def test_what_was_changed_in_the_output_is_made_again(tmp_path: Path) -> None:
    page = site(tmp_path) / "site/articles/a/index.html"
    built(tmp_path)
    right = page.read_bytes()
    page.write_bytes(right + b"<!-- by hand -->")
    assert built(tmp_path)[0].made == ("articles/a/index.html",)
    assert page.read_bytes() == right
    page.unlink()
    assert built(tmp_path)[0].made == ("articles/a/index.html",)
    assert page.read_bytes() == right


def test_a_page_that_cannot_be_made_is_told_and_nothing_is_published(tmp_path: Path) -> None:
    site(tmp_path)
    built(tmp_path)
    page = tmp_path / "site/articles/a/index.html"
    right = page.read_bytes()
    write_files(
        tmp_path,
        {
            "templates/tags.html": "{# view: TagsView #}\n{{ 1 // 0 }}\n",
            "content/articles/a.md": ARTICLE.format("Two\ntags: [x]"),
        },
    )
    problems: tuple[Problem, ...] = built(tmp_path)[0].problems
    assert [(one.place.path, one.place.line, one.severity) for one in problems] == [("templates/tags.html", 2, "error")]
    assert page.read_bytes() == right


def test_what_is_made_is_checked(tmp_path: Path) -> None:
    site(tmp_path)
    write_files(tmp_path, {"content/static/big.bin": b"x" * (25 * 1024 * 1024 + 1), "wrangler.toml": 'name = "x"\n'})
    (problem,) = built(tmp_path)[0].problems
    assert problem.place.path == "content/static/big.bin"
    assert "takes files of at most 25 MiB" in problem.message
