"""`goodword comments`: what waits is listed, decided, answered, taken back; on the page a removed one keeps its place."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.cli.terminal import on_terminal
from tests.conftest import Project, Run
from tests.support import run_apart, write_files

SITE = """\
title: A
url: https://a.example
timezone: Europe/Berlin
author: ann
authors:
  ann: {name: Ann Example}
"""
COMMENTS = """\
# Below the first.
- id: c1
  author: Gus
  date: 2026-11-02 08:12
  status: approved
  body: It was two hips.
- id: c2
  author: Lottie
  date: 2026-11-02 09:00
  reply_to: c1
  body: |
    And the goose?

    Was for *both*.
- {id: c3, author: "Cheap\\u202e", date: 2026-11-02 10:00, body: "Buy https://x.example"}
"""
MENTIONS = "- source: https://b.example/links\n  date: 2026-11-03\n  author: Bea\n  title: A list\n"
ENTRIES = "---\ntitle: The {}\ndate: 2026-11-01\n---\nText.\n"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793748600")


@pytest.fixture
def root(project: Project) -> Path:
    return project(
        {
            "content/site.yaml": SITE,
            "content/articles/first.md": ENTRIES.format("first"),
            "content/comments/first.yaml": COMMENTS,
            "content/mentions/first.yaml": MENTIONS,
        }
    )


def comments(root: Path) -> str:
    return (root / "content/comments/first.yaml").read_text(encoding="utf-8")


def ids(root: Path, run: Run, status: str = "pending") -> list[str]:
    done = run("comments", "list", "--status", status, "--json", root=root)
    assert done.code == 0, done.err
    return [one["id"] for one in json.loads(done.out)["said"]]


def test_what_waits_is_listed_with_why_it_looks_like_spam(root: Path, run: Run) -> None:
    done = run("comments", "list", root=root)
    assert done.code == 0
    assert "The first\n" in done.out
    assert "  first/c2\n  Lottie, 2 November 2026\n    And the goose?\n\n    Was for *both*.\n" in done.out
    assert "Looks like spam: a link, and nothing else." in done.out
    assert done.out.endswith("3 wait. Go through them: goodword comments review\n")
    assert "\x1b" not in done.out
    value = json.loads(run("comments", "list", "--json", root=root).out)["said"][0]
    assert value == {
        "id": "first/c2",
        "kind": "comment",
        "status": "pending",
        "about": "The first",
        "author": "Lottie",
        "date": "2026-11-02T09:00:00+01:00",
        "text": "And the goose?\n\nWas for *both*.",
        "url": "",
        "file": "content/comments/first.yaml",
        "answers": "Gus",
        "as_author": False,
        "looks_like_spam": [],
    }


def test_who_has_the_name_of_an_author_is_remarked_on_while_it_waits(root: Path, run: Run) -> None:
    later = COMMENTS.replace("author: Lottie", "author: Ann Example").replace("author: Gus", "author: Ann Example")
    write_files(root, {"content/comments/first.yaml": later})
    words = "  Ann Example is an author's name: approved, this is shown as theirs.\n"
    assert run("comments", "list", root=root).out.count(words) == 1
    assert words not in run("comments", "list", "--status", "approved", root=root).out
    said = json.loads(run("comments", "list", "--json", "--status", "all", root=root).out)["said"]
    assert [one["id"] for one in said if one["as_author"]] == ["first/c2"]


def test_two_articles_of_one_title_are_two(root: Path, run: Run) -> None:
    later = "- {id: d1, author: Dora, date: 2026-11-02 09:30, body: Of another week.}\n"
    write_files(root, {"content/articles/second.md": ENTRIES.format("first"), "content/comments/second.yaml": later})
    out = run("comments", "list", root=root).out
    assert out.count("The first\n") == 2
    assert [one.partition("/")[0] for one in ids(root, run)] == ["first", "first", "first", "second"]


def test_a_decision_is_one_line_in_the_file(root: Path, run: Run) -> None:
    done = run("comments", "approve", "first/c2", root=root)
    assert (done.code, done.out) == (0, "first/c2: will be shown\nTo publish that: goodword build\n")
    assert comments(root) == COMMENTS.replace("  body: |", "  status: approved\n  body: |")
    again = run("comments", "approve", "first/c2", root=root)
    assert (again.code, again.out) == (0, "first/c2: it was so already\n")
    assert run("comments", "spam", "first/c3", root=root).code == 0
    assert 'status: spam, body: "Buy' in comments(root)
    assert ids(root, run, "spam") == ["first/c3"]


@pytest.mark.parametrize("name", ["first/mention-", "first/https://b.example/links"])
def test_a_mention_has_a_short_name_and_its_address(root: Path, run: Run, name: str) -> None:
    (short,) = [one for one in ids(root, run) if "mention" in one]
    assert run("comments", "approve", short if name.endswith("-") else name, root=root).code == 0
    assert "  status: approved\n" in (root / "content/mentions/first.yaml").read_text()


def test_an_unknown_id_changes_nothing(root: Path, run: Run) -> None:
    done = run("comments", "approve", "first/c2", "first/c9", root=root)
    assert done.code == 2
    assert 'nothing was said that is called "first/c9"; did you mean "first/c' in done.err
    assert comments(root) == COMMENTS


def test_files_with_errors_are_left_alone(root: Path, run: Run) -> None:
    write_files(root, {"content/comments/first.yaml": COMMENTS + "- id: c4\n"})
    for words in (["list"], ["review"], ["approve", "first/c2"]):
        done = run("comments", *words, root=root)
        assert done.code == 1
        assert "content/comments/first.yaml:16" in done.err
    assert comments(root) == COMMENTS + "- id: c4\n"
    # What is wrong elsewhere does not matter here.
    write_files(root, {"content/comments/first.yaml": COMMENTS, "content/articles/x.md": "---\nx: y\n---\n"})
    assert run("comments", "approve", "first/c2", root=root).code == 0


def test_a_removed_comment_keeps_its_place_where_it_is_answered(root: Path, run: Run) -> None:
    assert run("comments", "approve", "first/c2", "first/c3", root=root).code == 0
    assert run("comments", "remove", "first/c1", "first/c3", root=root).code == 0
    assert "hips" not in comments(root)
    assert "Gus" not in comments(root)
    again = run("comments", "approve", "first/c1", root=root)
    assert (again.code, "removed already, and without a text: first/c1" in again.err) == (2, True)
    assert run("build", "--strict", root=root).code == 0
    page: Any = html.fromstring((root / "site/articles/first/index.html").read_bytes())
    (place,) = page.xpath("//*[contains(@class, 'comment-removed')]")
    assert (place.get("id"), place.text) == ("comment-c1", "This comment was removed.")
    (answer,) = place.getparent().xpath("./ol/li/article")
    assert answer.get("id") == "comment-c2"
    assert page.xpath("//h2[@id='page--conversation']/text()") == ["1 comment"]
    for name in ("comments.xml", "articles/first/comments.xml"):
        feed = (root / "site" / name).read_text()
        assert feed.count("<item>") == 1
        assert "c1" not in feed
        assert "removed" not in feed


def test_a_removed_comment_without_answers_leaves_nothing(root: Path, run: Run) -> None:
    assert run("comments", "remove", "first/c1", root=root).code == 0
    assert run("build", root=root).code == 0
    assert "comment-c1" not in (root / "site/articles/first/index.html").read_text()


def review(root: Path, answers: str, **env: str) -> tuple[int, str]:
    done = run_apart("comments", "review", root=root, typed=answers, env=env)
    return done.code, done.out


def test_review_asks_for_each_and_writes_each_answer_at_once(root: Path, run: Run) -> None:
    code, screen = review(root, "help\na\ns\n")
    assert code == 0
    assert "1 of 3: The first\nLottie, 2 November 2026\n  > answers Gus: It was two hips." in screen
    assert "Type one of these letters" in screen
    assert "Looks like spam: a link, and nothing else." in screen
    assert screen.endswith("\n1 approved, 1 spam; 1 still wait.\nTo publish that: goodword build\n")
    assert ids(root, run) == [one for one in ids(root, run) if "mention" in one]


def test_a_narrow_terminal_gets_narrow_lines(root: Path) -> None:
    code, screen = review(root, "l\nl\n", COLUMNS="40")
    assert code == 0
    assert "Looks like spam: a link, and nothing\nelse.\n\na s r p l u q" in screen.replace("\r", "")
    assert max(map(len, screen.replace("\r", "").splitlines())) <= 40


def test_what_was_decided_last_is_taken_back(root: Path) -> None:
    code, screen = review(root, "remove\nu\nu\nlater\nu\nq\n")
    assert code == 0
    assert "Taken back: it was removed.\n" in screen
    assert "There is nothing to undo." in screen
    assert screen.endswith("\nNothing was changed; 3 still wait.\n")
    assert comments(root) == COMMENTS


def test_an_answer_is_the_authors_and_approves_the_comment(root: Path, run: Run) -> None:
    code, screen = review(root, "p\nThe goose: was for #both.\n")
    assert code == 0
    assert "Your answer, as Ann Example." in screen
    assert comments(root) == COMMENTS.replace("  body: |", "  status: approved\n  body: |") + (
        "- id: answer-1\n  author: Ann Example\n  date: 2026-11-04 00:30\n  reply_to: c2\n  status: approved\n"
        '  body: "The goose: was for #both."\n'
    )
    assert run("build", "--strict", root=root).code == 0
    page: Any = html.fromstring((root / "site/articles/first/index.html").read_bytes())
    assert page.xpath("//article[@id='comment-answer-1']//*[contains(@class, 'chip')]//text()")


def test_each_answer_has_a_name_of_its_own(root: Path) -> None:
    code, _ = review(root, "p\nOne.\np\nTwo.\n")
    assert code == 0
    assert [line for line in comments(root).splitlines() if "id: answer-" in line] == [
        "- id: answer-1",
        "- id: answer-2",
    ]


def test_an_answer_is_written_in_the_editor(root: Path) -> None:
    write_files(root, {"editor.py": "import sys\nopen(sys.argv[1], 'w').write('One.\\n\\nTwo.\\n')\n"})
    code, _ = review(root, "p\n\n", VISUAL=f'"{sys.executable}" "{root / "editor.py"}"')
    assert code == 0
    assert comments(root).endswith("  body: |\n    One.\n\n    Two.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_ctrl_c_loses_nothing_that_was_decided(root: Path) -> None:
    code, screen = on_terminal(["--root", str(root), "comments", "review"], ["a\n", "\x03"], ("> ",))
    assert code == 130
    assert "1 approved; 2 still wait." in screen
    assert "status: approved\n  body: |" in comments(root)


def test_nobody_to_ask_is_no_fault(root: Path) -> None:
    code, screen = review(root, "")
    assert (code, screen.endswith("\nNothing was changed; 3 still wait.\n")) == (0, True)
    assert comments(root) == COMMENTS


def test_nothing_waits(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE})
    assert run("comments", "list", root=root).out == "Nothing waits.\n"
    assert run("comments", "review", root=root).out == "Nothing waits.\n"
