"""`goodword due`: 0 where a build is due or it cannot be told, 1 where none is, and a line that says why."""

import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import Build, Project, Run

SITE = "title: A\nurl: https://a.example\ntimezone: Europe/Berlin\n"


def article(keys: str) -> str:
    return f"---\ntitle: A\n{keys}\n---\nText.\n"


LEAD = "---\ntitle: L\nemployer: Mill\ndate: 2026-01-01\nexpires: 2027-03-04\n---\nText.\n"
TIPS = """\
title: Small
queue: {start: 2027-03-01, every: day, at: 07:30}
tips:
  - {id: a, text: One}
  - {id: b, text: Two}
  - {id: c, text: Three}
"""
GIVES = "gives:\n  - {id: a, date: 2027-03-04, kind: tip, what: A tip}\n"
COMMENTS = "- {id: a, author: Bob, date: 2027-03-04, body: Hi, status: approved}\n"
PENDING = COMMENTS.replace("approved", "pending")


def ask(run: Run, root: Path, since: str, now: str) -> tuple[int, str]:
    result = run("due", "--since", since, "--now", now, root=root)
    assert result.err == ""
    return result.code, result.out


@pytest.mark.parametrize(
    ("path", "text", "when"),
    [
        ("articles/a.md", article("date: 2027-03-04 09:00"), "2027-03-04 at 09:00"),
        ("articles/a.md", article("date: 2026-03-04\nexpires: 2027-03-04"), "2027-03-04 at 23:59"),
        ("leads/a.md", LEAD, "2027-03-04 at 23:59"),
        ("give-log.yaml", GIVES, "2027-03-04 at 00:00"),
        ("comments/x.yaml", COMMENTS, "2027-03-04 at 00:00"),
        ("tips/a.yaml", TIPS.replace("2027-03-01", "2027-03-04"), "2027-03-04 at 07:30"),
    ],
)
def test_all_that_changes_by_itself_counts(path: str, text: str, when: str, project: Project, run: Run) -> None:
    root = project(
        {"content/site.yaml": SITE, "content/articles/x.md": article("date: 2026-01-01"), f"content/{path}": text}
    )
    line = f"on {when} (Europe/Berlin)"
    assert ask(run, root, "2027-03-01", "2027-03-03 12:00") == (
        1,
        f"No build is due. The next is {line}, by content/{path}.\n",
    )
    code, out = ask(run, root, "2027-03-01", "2027-03-05")
    assert (code, out.startswith(f"A build is due: content/{path} has something that changed by itself {line}")) == (
        0,
        True,
    )
    if "date: 2027-03-04 09:00" in text:
        # The week in which it came out has a digest.
        assert ask(run, root, "2027-03-05", "2027-03-07") == (
            1,
            "No build is due. The next is on 2027-03-08 at 00:00 (Europe/Berlin), by /digest/2027-W09/.\n",
        )
        assert ask(run, root, "2027-03-05", "2027-03-08")[0] == 0
    elif path != "tips/a.yaml":
        assert ask(run, root, "2027-03-05", "2028-01-01") == (1, "No build is due, and nothing is scheduled.\n")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("articles/a.md", article("date: 2027-03-04\ndraft: true")),
        ("comments/x.yaml", PENDING),
        ("articles/a.md", article("date: 2026-03-04\nexpires: 2026-03-05")),
        ("articles/a.md", article("date: 2026-03-04")),
    ],
)
def test_what_nobody_will_see_does_not_count(path: str, text: str, project: Project, run: Run) -> None:
    root = project(
        {"content/site.yaml": SITE, "content/articles/x.md": article("date: 2026-01-01"), f"content/{path}": text}
    )
    assert ask(run, root, "2027-03-01", "2027-04-01") == (1, "No build is due, and nothing is scheduled.\n")


def test_the_moment_itself_is_due_and_a_build_at_it_had_it(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2027-03-04 09:00")})
    at = "2027-03-04T09:00:00+01:00"
    assert ask(run, root, "2027-03-01", "2027-03-04T07:59:59Z")[0] == 1
    assert ask(run, root, "2027-03-01", at)[0] == 0
    assert ask(run, root, at, "2027-03-05")[0] == 1


def test_several_changes_are_counted(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/tips/a.yaml": TIPS})
    assert ask(run, root, "2027-02-01", "2027-03-02 12:00")[1] == (
        "A build is due: content/tips/a.yaml has something that changed by itself "
        "on 2027-03-01 at 07:30 (Europe/Berlin), and 1 more after it.\n"
    )


def test_without_a_build_before_one_is_due(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE})
    assert ask(run, root, "", "2027-03-01") == (0, "A build is due: there was no build yet.\n")
    assert ask(run, root, " ", "2027-03-01")[0] == 0
    result = run("due", root=root)
    assert (result.code, result.out) == (0, "A build is due: no earlier one is known here.\n")


@pytest.mark.parametrize(
    "files",
    [
        {"content/articles/a.md": "---\ntitle: A\ndaet: 2027-03-04\n---\n"},
        {"content/site.yaml": "title: A\n"},
        {"content/site.yaml": "title: [\n"},
        {"content/tips/a.yaml": b"\xff\xfe\x00"},
    ],
)
def test_content_with_problems_is_no_no(files: dict[str, str | bytes], project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, **files})
    code, out = ask(run, root, "2027-03-01", "2027-04-01")
    assert code == 0
    assert out.startswith("A build is due: the content has problems (")


def test_a_last_build_that_is_still_to_come_is_no_no(project: Project, run: Run) -> None:
    """Somebody's clock was wrong; what came out before that moment must not wait for it."""
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2027-03-04")})
    said = "A build is due: the last one is said to be in the future, so nobody can tell.\n"
    assert ask(run, root, "2027-03-05", "2027-03-04T23:59:59Z") == (0, said)
    assert ask(run, root, "2027-03-05", "2027-03-05")[0] == 1


@pytest.mark.parametrize("option", ["--since", "--now"])
def test_a_time_that_is_none_is_a_wrong_command_line(option: str, project: Project, run: Run) -> None:
    result = run("due", "--since", "2027-01-01", option, "tomorrow", root=project())
    assert result.code == 2
    assert f"Invalid value for {option}" in result.err


def test_outside_a_project(tmp_path: Path, run: Run) -> None:
    assert run("due", root=tmp_path).code == 2


def test_it_is_due_when_a_build_would_write_other_bytes(project: Project, run: Run, build: Build) -> None:
    """Every kind of change at a day of its own: the answer is that of two whole builds."""
    root = project(
        {
            "content/site.yaml": SITE,
            "content/articles/x.md": article("date: 2026-01-01"),
            "content/articles/a.md": article("date: 2027-03-02"),
            "content/articles/b.md": article("date: 2026-03-02\nexpires: 2027-03-04"),
            "content/articles/c.md": article("date: 2027-03-03\ndraft: true"),
            "content/leads/a.md": LEAD.replace("2027-03-04", "2027-03-06"),
            "content/give-log.yaml": GIVES.replace("03-04", "03-09"),
            "content/comments/x.yaml": COMMENTS.replace("03-04", "03-11") + PENDING.replace("id: a", "id: b"),
            "content/tips/a.yaml": TIPS.replace("2027-03-01", "2027-03-13"),
        }
    )
    days = [f"2027-03-{day:02} 12:00" for day in range(1, 18)]
    sites = []
    for day in days:
        site = build(root, "--now", day, "--jobs", "1")
        sites.append({path: path.read_bytes() for path in site.rglob("*") if path.is_file()})
    changed = [before != after for before, after in pairwise(sites)]
    assert changed == [ask(run, root, since, now)[0] == 0 for since, now in pairwise(days)]
    assert sum(changed) == 9


# --- by what the last build left ---


def built(run: Run, root: Path, *options: str) -> None:
    time.sleep(0.06)  # a file that changed just now could change again unseen
    result = run("build", *options, root=root)
    assert result.code == 0, result.output


def test_the_last_build_here_is_known(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2999-03-04 09:00")})
    built(run, root)
    result = run("due", root=root)
    assert result.code == 1
    assert (
        result.out == "No build is due. The next is on 2999-03-04 at 09:00 (Europe/Berlin), by content/articles/a.md.\n"
    )
    late = run("due", "--now", "2999-03-05", root=root)
    assert (late.code, "content/articles/a.md has something" in late.out) == (0, True)
    # A build that has nothing to do leaves it as it is.
    built(run, root)
    assert run("due", root=root).code == 1


def test_a_change_of_the_project_is_seen(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2026-03-04")})
    built(run, root)
    assert run("due", root=root).out == "No build is due, and nothing is scheduled.\n"
    (root / "content/articles/b.md").write_text(article("date: 2026-03-05"), encoding="utf-8")
    result = run("due", root=root)
    assert (result.code, result.out) == (
        0,
        "A build is due: something in the project changed since the last one, or Goodword did.\n",
    )
    built(run, root)
    assert run("due", root=root).code == 1


def test_a_build_with_problems_is_due_until_they_are_mended(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2026-03-04")})
    built(run, root)
    (root / "content/articles/b.md").write_text("---\ntitle: A\ndaet: 2026\n---\n", encoding="utf-8")
    assert run("build", root=root).code == 1
    assert run("due", root=root).code == 0


@pytest.mark.parametrize(
    "options", [("--future",), ("--drafts",), ("--now", "2999-04-01"), ("--output", "../elsewhere")]
)
def test_a_look_at_what_is_to_come_is_no_build_of_the_site(
    options: tuple[str, ...], project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2999-03-04")})
    monkeypatch.chdir(root)
    built(run, root, *options)
    assert run("due", root=root).code == 0


@pytest.mark.parametrize("options", [("--clean",), ("--explain", "/"), ("--strict", "--base-url", "https://b.example")])
def test_other_options_do_not_matter(options: tuple[str, ...], project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2999-03-04")})
    built(run, root, *options)
    assert run("due", root=root).code == 1


def test_an_output_that_is_gone_is_built(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2026-03-04")})
    built(run, root)
    shutil.rmtree(root / "site")
    assert run("due", root=root).code == 0
    (root / "site").mkdir()
    (root / "site/.gitignore").write_text("*\n")
    assert run("due", root=root).code == 0


def test_nothing_is_written(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article("date: 2026-03-04")})
    before = sorted(root.rglob("*"))
    ask(run, root, "2027-03-01", "2027-04-01")
    run("due", root=root)
    assert sorted(root.rglob("*")) == before
