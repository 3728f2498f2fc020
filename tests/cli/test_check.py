"""`goodword check`: what it prints in each format, what it counts as a failure, and that it writes nothing."""

import json
from pathlib import Path

import pytest

from tests.conftest import Project, Run
from tests.sounds import mp3
from tests.support import ROOT, run_apart

CASES = ROOT / "tests" / "cases" / "cli"
MOMENT = {"SOURCE_DATE_EPOCH": "1796126400"}  # 2026-12-01

HELLO = "---\ntitle: Hello\ndate: 2026-11-02\nid: tag:site.example,2026:hello\nsummary: A start.\n---\nGive first.\n"

#: By name: the files of a project, and the exit code of `check`.
PROJECTS: dict[str, tuple[dict[str, str | bytes], int]] = {
    "errors": (
        {
            "content/articles/typo.md": "---\ntitle: Typo\ndaet: 2026-11-02\n---\nText.\n",
            "content/articles/a, b: 100%.md": "---\ntitle: Odd name\ndate: 2026-02-30\n---\nText.\n",
            "content/comments/nobody.yaml": "- {id: c1, author: Bo, date: 2026-11-02, body: Hello}\n",
        },
        1,
    ),
    "warnings": (
        {
            "content/articles/hello.md": HELLO + "\nSee [the other one](/articles/helo/) and [the draft](later.md).\n",
            "content/articles/later.md": "---\ntitle: Later\ndate: 2026-11-03\ndraft: true\n---\nNot yet.\n",
        },
        1,
    ),
    "advice": (
        {
            "content/site.yaml": "title: A test site\nurl: https://site.example\nauthor: ann\n"
            "authors:\n  ann: {name: Ann}\n  bo: {name: Bo}\n",
            "content/articles/hello.md": HELLO,
            "content/articles/one.md": "---\ntitle: One\ndate: 2026-11-03\n---\nText.\n",
            "content/articles/two.md": "---\ntitle: Two\ndate: 2026-11-04\nsummary: " + "word " * 50 + "\n---\nText.\n",
        },
        0,
    ),
    "curly": ({"content/articles/hello.md": HELLO.replace("Hello", "“Hello”")}, 0),
    "nothing": ({"content/articles/hello.md": HELLO}, 0),
}


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("name", PROJECTS)
def test_check_prints(name: str, form: str, project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT["SOURCE_DATE_EPOCH"])
    files, code = PROJECTS[name]
    result = run("check", "--format", form, root=project(files))
    expected = (CASES / f"check-{name}.{form}").read_text(encoding="utf-8")
    assert result.out == expected
    assert result.err == ""
    assert result.code == code


def test_a_show_of_which_directories_are_told_nothing(project: Project, run: Run) -> None:
    """It is advice, and no warning: not every show is meant for directories."""
    episode = "---\ntitle: One\ndate: 2026-11-02\nid: tag:site.example,2026:one\nsummary: A talk.\naudio: {src: one.mp3}\n---\nHello.\n"
    root = project({"content/episodes/one.md": episode, "content/episodes/one.mp3": mp3(2)})
    result = run("check", root=root)
    assert result.code == 0
    assert "advice: nothing tells podcast directories about the talk show (content/site.yaml)\n" in result.out
    assert "warning" not in run("build", root=root).output


def test_json_keeps_its_keys(project: Project, run: Run) -> None:
    found = json.loads(run("check", "--format", "json", root=project(PROJECTS["errors"][0])).out)
    assert list(found) == ["counts", "problems"]
    assert list(found["counts"]) == ["error", "warning", "advice"]
    assert found["counts"]["error"] == sum(row["severity"] == "error" for row in found["problems"]) > 0
    for row in found["problems"]:
        assert list(row) == ["path", "line", "column", "severity", "message", "hint", "fixable"]


def test_github_is_told_the_path_in_the_repository(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(PROJECTS["errors"][0])
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root.parent))
    assert (
        "::error file=project/content/articles/typo.md,line=3,col=1::"
        in run("check", "--format", "github", root=root).out
    )


def test_the_repository_is_found_without_a_workflow(project: Project, run: Run) -> None:
    root = project(PROJECTS["errors"][0], name="sites/one")
    above = root.parent.parent
    (above / ".git").mkdir()
    found = run("check", "--format", "github", root=root).out
    assert "::error file=sites/one/content/articles/typo.md,line=3,col=1::" in found
    # A work tree has a file in the place of the folder.
    (root / ".git").write_text("gitdir: elsewhere\n")
    assert "::error file=content/articles/typo.md,line=3,col=1::" in run("check", "--format", "github", root=root).out


@pytest.mark.parametrize("name", PROJECTS)
def test_check_writes_nothing(name: str, project: Project, run: Run) -> None:
    root = project(PROJECTS[name][0])
    before = listing(root)
    run("check", root=root)
    assert listing(root) == before


def test_check_leaves_a_site_alone(project: Project, run: Run) -> None:
    root = project(PROJECTS["nothing"][0])
    assert run("build", root=root).code == 0
    before = listing(root)
    (root / "content" / "articles" / "bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert run("check", root=root).code == 1
    (root / "content" / "articles" / "bad.md").unlink()
    assert listing(root) == before


def test_check_works_while_a_build_holds_the_lock(project: Project) -> None:
    from generator.build.lock import locked

    root = project(PROJECTS["nothing"][0])
    with locked(root / ".goodword"):
        result = run_apart("check", root=root, timeout=30)
    assert result.code == 0, result.output


def test_advice_about_authors_waits_until_all_can_be_read(project: Project, run: Run) -> None:
    files = {**PROJECTS["advice"][0], "content/articles/bad.md": "---\ntitel: x\n---\n"}
    result = run("check", "--format", "json", root=project(files))
    assert "unused author" not in result.out
    assert result.code == 1


def listing(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below root with its time of change and bytes."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_link_to_a_give_log_without_gives_is_told_as_that(project: Project, run: Run) -> None:
    """The file is there; there is only nothing to show of it yet."""
    files = {
        "content/give-log.yaml": "title: My log\ngives: []\n",
        "content/articles/a.md": "---\ntitle: A\ndate: 2026-01-02\nid: tag:a.example,2026:a\n---\n[Log](../give-log.yaml)\n",
    }
    result = run("check", root=project(files))
    assert '"../give-log.yaml" has no page yet, since there is nothing in it to show' in result.out
    assert "there is no file" not in result.out
