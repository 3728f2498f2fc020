"""`goodword status`: the whole screen, the JSON, what it says of a broken site, and that it writes nothing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, Run
from tests.support import write_files

NOW = "2026-11-27T08:00:00+01:00"
SITE = "title: A\nurl: https://a.example\ntimezone: Europe/Berlin\n"


def article(title: str, keys: str) -> str:
    return f"---\ntitle: {title}\n{keys}\n---\nText.\n"


FILES: dict[str, str | bytes] = {
    "content/site.yaml": SITE,
    "content/articles/one.md": article("One", "date: 2026-11-01"),
    "content/articles/later.md": article("For Christmas", "date: 2026-12-24 08:00"),
    "content/articles/rough.md": article("A rough one", "date: 2026-12-01\ndraft: true"),
    "content/articles/over.md": article("Was", "date: 2026-01-01\nexpires: 2026-02-01"),
    "content/articles/goes.md": article("A job fair", "date: 2026-11-01\nexpires: 2026-12-02 12:00"),
    "content/leads/baker.md": article("Baker", "employer: Mill\ndate: 2026-11-01\nexpires: 2026-12-05"),
    "content/leads/far.md": article("Miller", "employer: Mill\ndate: 2026-11-01\nexpires: 2027-12-05"),
    "content/leads/closed.md": article("Cook", "employer: Mill\ndate: 2026-01-01\nexpires: 2026-02-05"),
    "content/pages/about.md": article("About", ""),
    "content/tips/small.yaml": "title: Small\n"
    "queue: {start: 2026-11-26, every: weekday, at: '07:30', pauses: [{from: 2026-12-01, to: 2026-12-02}, {from: 2026-01-01, to: 2026-01-02}]}\n"
    "tips:\n"
    + "".join(f"  - {{id: t{number}, text: Tip number {number}}}\n" for number in range(1, 11))
    + "  - {id: dated, text: The dated one, date: 2027-01-01}\n",
    "content/tips/plain.yaml": "title: Plain\ntips:\n  - {id: a, text: At once}\n  - {id: b, text: Not yet, date: 2026-12-03 10:00}\n",
    "content/tips/dry.yaml": "title: Dry\nqueue: {start: 2026-01-01, every: day}\ntips:\n  - {id: a, text: Was}\n",
    "content/give-log.yaml": "plan: {start: 2026-11-02, weeks: 26, per_week: 3}\ngives:\n  - {id: a, date: 2026-11-02, kind: tip, what: A tip}\n  - {id: b, date: 2026-11-30, kind: tip, what: Another}\n",
    "content/comments/one.yaml": "- {id: a, author: Bo Secret, date: 2026-11-02, body: Hi, status: approved}\n"
    "- {id: b, author: Bo Secret, date: 2026-11-02, body: Hi}\n- {id: c, author: Bo, date: 2026-11-02, body: Buy, status: spam}\n"
    "- {id: d, author: Bo, date: 2026-11-29, body: Soon, status: approved}\n",
    "content/mentions/one.yaml": "- {source: 'https://b.example/', date: 2026-11-02}\n- {source: 'https://c.example/', date: 2026-11-03}\n",
}

SCREEN = """\
Live: Articles 2, Comments 1, Give-log 1, Leads 3, Pages 1, Tips 4
A build is due now: no earlier one is known here.
Next build due after that 2026-11-29 00:00 Europe/Berlin, by content/comments/one.yaml
Scheduled (4)
  2026-11-29 00:00  Comment d  content/comments/one.yaml
  2026-11-30 00:00  Another  content/give-log.yaml
  2026-12-03 10:00  Not yet  content/tips/plain.yaml
  2026-12-24 08:00  For Christmas  content/articles/later.md
Drafts (1)
  2026-12-01 00:00  A rough one  content/articles/rough.md
Expired (1)
  2026-02-01 23:59  Was  content/articles/over.md
Waiting for you (3)
  1 comment  content/comments/one.yaml
  2 mentions  content/mentions/one.yaml
Dry: content/tips/dry.yaml: the queue is empty
Small: content/tips/small.yaml: 9 to come, each weekday at 07:30; runs dry after 2027-01-01 00:00
  2026-11-30 07:30  Tip number 3
  2026-12-03 07:30  Tip number 4
  2026-12-04 07:30  Tip number 5
  2026-12-07 07:30  Tip number 6
  … and 5 more
  paused            2026-12-01 to 2026-12-02
Closing soon (2)
  2026-12-02 12:00  A job fair  content/articles/goes.md
  2026-12-05 23:59  Baker  content/leads/baker.md
content/give-log.yaml: 0 of 3 this week; week 4 of 26.
"""


def listing(root: Path) -> dict[str, int]:
    return {path.as_posix(): path.stat().st_mtime_ns for path in root.rglob("*")}


def told(run: Run, root: Path, code: int = 0) -> dict[str, Any]:
    result = run("status", "--json", "--now", NOW, root=root)
    assert (result.code, result.err) == (code, "")
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_the_screen(project: Project, run: Run) -> None:
    root = project(FILES)
    before = listing(root)
    result = run("status", "--now", NOW, root=root)
    assert (result.code, result.err, result.out) == (0, "", SCREEN)
    assert listing(root) == before


def test_the_cache_of_a_build_changes_no_word(project: Project, run: Run) -> None:
    """What a build has read is taken from its cache: the same is told, but for the build itself."""
    root = project(FILES)
    first = told(run, root)
    assert run("build", "--now", NOW, root=root).code == 0
    second = told(run, root)
    assert {key: value for key, value in second.items() if key not in {"last_build", "hosts"}} == {
        key: value for key, value in first.items() if key not in {"last_build", "hosts"}
    }
    # One file changes, another comes, a third goes.
    (root / "content/articles/one.md").write_text(article("One more", "date: 2026-11-01"), encoding="utf-8")
    (root / "content/articles/new.md").write_text(article("New", "date: 2026-11-05"), encoding="utf-8")
    (root / "content/articles/goes.md").unlink()
    rows = [row["title"] for row in told(run, root)["live"] if row["kind"] == "article"]
    assert rows == ["New", "One more"]


def test_all_cuts_nothing(project: Project, run: Run) -> None:
    out = run("status", "--all", "--now", NOW, root=project(FILES)).out
    assert "more\n" not in out
    assert "  2027-01-01 00:00  The dated one\n" in out
    assert "  2026-11-01 00:00  One  content/articles/one.md\n" in out
    assert "Closing (3)\n" in out


def test_a_long_list_is_cut(project: Project, run: Run) -> None:
    def drafts(count: int) -> str:
        root = project(
            {
                f"content/articles/d{number}.md": article(f"D{number}", f"date: 2026-12-{number:02}\ndraft: true")
                for number in range(1, count + 1)
            }
        )
        return run("status", "--now", NOW, root=root).out

    assert drafts(5).count("content/articles/d") == 5
    longer = drafts(16)
    assert "Drafts (16)\n" in longer
    assert longer.count("content/articles/d") == 4
    assert "  … and 12 more\n" in longer


def test_json_has_a_form_that_stays(project: Project, run: Run) -> None:
    found = told(run, project({**FILES, "netlify.toml": "[build]\n"}))
    keys = "form now timezone errors build counts live scheduled drafts expired waiting closing queues standing hosts last_build"
    assert list(found) == keys.split(" ")
    assert (found["form"], found["now"], found["timezone"], found["errors"]) == (1, NOW, "Europe/Berlin", 0)
    assert found["build"] == {
        "due": True,
        "why": "no earlier one is known here",
        "next": {"at": "2026-11-29T00:00:00+01:00", "path": "content/comments/one.yaml"},
    }
    assert found["counts"] == {"article": 2, "comment": 1, "give": 1, "lead": 3, "page": 1, "tip": 4}
    assert found["scheduled"][1] == {
        "at": "2026-11-30T00:00:00+01:00",
        "kind": "give",
        "title": "Another",
        "path": "content/give-log.yaml",
        "id": "b",
    }
    assert found["drafts"] == [
        {
            "at": "2026-12-01T00:00:00+01:00",
            "kind": "article",
            "title": "A rough one",
            "path": "content/articles/rough.md",
        }
    ]
    assert found["waiting"] == [
        {"kind": "comment", "path": "content/comments/one.yaml", "count": 1},
        {"kind": "mention", "path": "content/mentions/one.yaml", "count": 2},
    ]
    dry, small = found["queues"]
    assert (dry["coming"], dry["rhythm"]) == ([], "each day at 00:00")
    assert [row["id"] for row in small["coming"]] == [*(f"t{number}" for number in range(3, 11)), "dated"]
    assert small["pauses"][0] == {"from": "2026-12-01", "to": "2026-12-02"}
    assert found["hosts"][0]["limits"] == [
        {"what": "deploys a month, by what comes out by itself", "used": 17, "allowed": 20}
    ]
    assert found["standing"] == [{"path": "content/give-log.yaml", "words": "0 of 3 this week; week 4 of 26."}]
    assert found["last_build"] is None


def test_after_a_build_it_says_when_the_next_is_due(project: Project, run: Run) -> None:
    root = project({**FILES, "netlify.toml": "[build]\n", "wrangler.toml": ""})
    assert run("build", root=root).code == 0
    result = run("status", root=root)
    files = sum(path.is_file() for path in (root / "site").rglob("*"))
    assert "A build is due now" not in result.out
    assert re.search(
        rf"^Last build that changed site/: \d{{4}}-\d\d-\d\d \d\d:\d\d, {files} files, \S+ [kM]B$",
        result.out,
        re.MULTILINE,
    )
    assert re.search(
        rf"^Cloudflare Pages: {files} of 20,000 files; 1 of 25 MiB in the largest file; \d+ of 500 deploys",
        result.out,
        re.MULTILINE,
    )
    assert re.search(
        r"^Netlify: \d+ of 54,000 files in one folder; \d+ of 20 deploys a month", result.out, re.MULTILINE
    )
    found = told(run, root)
    assert found["last_build"]["files"] == files
    assert found["last_build"]["bytes"] == sum(
        path.stat().st_size for path in (root / "site").rglob("*") if path.is_file()
    )
    # The same reckoning as that of `due`.
    due, next_build = run("due", "--now", NOW, root=root), found["build"]
    assert next_build["due"] == (due.code == 0)
    (root / "content/articles/one.md").write_text(article("One more", "date: 2026-11-01"), encoding="utf-8")
    out = run("status", root=root).out
    assert "A build is due now: something in the project changed since the last one, or Goodword did.\n" in out


def test_a_kind_of_the_site_own_counts(project: Project, run: Run) -> None:
    kinds = "kinds:\n  recipe: {label: Recipe, plural: Recipes, fields: {serves: number}}\n"
    root = project(
        {
            "content/site.yaml": SITE + kinds,
            "content/recipes/soup.md": article("Soup", "date: 2026-01-01"),
            "content/recipes/stew.md": article("Stew", "date: 2027-01-01"),
        }
    )
    out = run("status", "--now", NOW, root=root).out
    assert "Live: Recipes 1\n" in out
    assert "  2027-01-01 00:00  Stew  content/recipes/stew.md\n" in out


@pytest.mark.parametrize(
    ("files", "errors"),
    [
        ({"content/articles/bad.md": "---\ntitel: x\ndate: 2026-01-01\n---\n"}, 1),
        ({"content/articles/bad.md": b"\xff\xfe\x00"}, 1),
        ({"content/tips/small.yaml": "tips: ["}, 1),
        ({"content/site.yaml": "title: [\n"}, 1),
        ({"content/site.yaml": "titel: A\nurl: nothing\ntimezone: Nowhere/Else\n"}, 3),
        ({"content/site.yaml": b"\x00\x01"}, 1),
    ],
)
def test_with_errors_it_shows_what_can_be_known(
    files: dict[str, str | bytes], errors: int, project: Project, run: Run
) -> None:
    root = project({**FILES, **files})
    result = run("status", "--now", NOW, root=root)
    assert (result.code, result.err) == (1, "")
    path = next(iter(files))
    count = f"{errors} error{'s' if errors > 1 else ''}"
    assert result.out.startswith(
        f"{count} in {path}: nothing can be published. See goodword check.\nWhat could be read:\nLive: "
    )
    assert "For Christmas" in result.out
    assert told(run, root, code=1)["errors"] == errors


def test_an_empty_site_is_in_order(project: Project, run: Run) -> None:
    result = run("status", "--now", NOW, root=project())
    assert (result.code, result.out) == (
        0,
        "Live: nothing yet\nA build is due now: no earlier one is known here.\nNothing is scheduled after that.\n",
    )


def test_nothing_of_readers_is_printed(project: Project, run: Run) -> None:
    root = project(FILES)
    write_files(root, {"private/people.yaml": "dana: {name: Dana Secret, email: dana@secret.example}\n"})
    for more in ((), ("--all",), ("--json",)):
        assert "secret" not in run("status", *more, root=root).out.lower()


def test_what_a_terminal_would_act_on_is_left_out(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": article('"A \\u202e B"', "date: 2027-01-01")})
    out = run("status", "--now", NOW, root=root).out
    assert "\u202e" not in out


@pytest.mark.parametrize("now", ["soon", "2026-13-01", ""])
def test_a_wrong_moment_is_a_usage_error(now: str, project: Project, run: Run) -> None:
    assert run("status", "--now", now, root=project()).code == (2 if now else 0)
