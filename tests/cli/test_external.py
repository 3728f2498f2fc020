"""`goodword check --external`: which links are asked, what is said of them and where, and that little is asked twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.web.addresses import NoHostError, resolve
from tests.conftest import Project, Run
from tests.other_site import OtherSite, Reply, other_site
from tests.support import ROOT

ENDS = ("--external", "--allow-private")


@pytest.fixture
def site() -> Iterator[OtherSite]:
    with other_site({}) as found:
        yield found


def article(text: str, keys: str = "") -> str:
    return f"---\ntitle: A\nid: tag:a.example,2026:{len(text)}\nsummary: S\ndate: 2026-01-01\n{keys}---\n{text}\n"


def problems(run: Run, root: Path, *more: str) -> list[tuple[str, int, int, str, str]]:
    result = run("check", *ENDS, "--format", "json", *more, root=root)
    assert result.err == ""
    found = json.loads(result.out)["problems"]
    assert result.code == (1 if any(one["severity"] != "advice" for one in found) else 0)
    return [(one["path"], one["line"], one["column"], one["severity"], one["message"]) for one in found]


def test_each_place_of_a_broken_link_is_told(project: Project, run: Run, site: OtherSite) -> None:
    site.replies["/gone"] = Reply(404)
    root = project(
        {
            "content/articles/a.md": article(
                f"See [it]({site.url}/gone) and <{site.url}/gone#part>.\n\n[again]: {site.url}/gone\n\n[again]",
                f"syndicated: [{site.url}/gone]\n",
            ),
            "content/tips/t.yaml": f"title: T\ntips:\n  - {{id: a, text: A tip, more: 'Go [there]({site.url}/gone).'}}\n"
            f"  - {{id: b, text: Another, source: {{name: N, url: {site.url}/gone}}}}\n",
        }
    )
    message = f'the link leads to "{site.url}/gone", where there is no page (404)'
    long = len(f"See [it]({site.url}/gone) and <") + 1
    tip = len("  - {id: b, text: Another, source: {name: N, url: ") + 1
    assert problems(run, root) == [
        ("content/articles/a.md", 6, 14, "warning", message),
        ("content/articles/a.md", 8, 10, "warning", message),
        ("content/articles/a.md", 8, long, "warning", message),
        ("content/articles/a.md", 10, 10, "warning", message),
        ("content/tips/t.yaml", 3, len("  - {id: a, text: A tip, more: 'Go [there](") + 1, "warning", message),
        ("content/tips/t.yaml", 4, tip, "warning", message),
    ]
    assert site.lines() == ["HEAD /gone", "GET /gone"]


def test_links_of_all_kinds_are_asked_and_of_what_is_not_out_none(project: Project, run: Run, site: OtherSite) -> None:
    u = site.url
    root = project(
        {
            "content/site.yaml": "title: S\nurl: https://site.example/blog\nid: http://old.example/\nauthor: ann\n"
            f"authors: {{ann: {{name: Ann, url: {u}/author}}}}\nmenu: [{{label: M, url: {u}/menu}}]\n"
            f"feeds: {{hub: {u}/hub}}\ncomments: {{webmention: {u}/mention}}\n",
            "content/articles/a.md": article(
                f"[a]({u}/text?a=1&b=2 'A title') ![p]({u}/picture.png) <a href='{u}/html'>x</a> {u}/bare\n"
                f"[own](https://site.example/blog/x/) [mail](mailto:a@b.example) [path](/articles/a/)\n\n"
                f"`{u}/code` <!-- <a href='{u}/comment'>x</a> -->\n\n    [x]({u}/indented)\n",
                f"image: {{src: {u}/image.png, alt: A, credit: C, credit_url: {u}/credit}}\n",
            ),
            "content/articles/draft.md": article(f"[a]({u}/draft)", "draft: true\n"),
            "content/articles/later.md": article(f"[a]({u}/later)").replace("2026-01-01", "2099-01-01"),
            "content/articles/old.md": article(f"[a]({u}/old)", "expires: 2026-01-02\n"),
            "content/comments/a.yaml": f"- {{id: a, author: B, date: 2026-01-01, url: {u}/reader, body: '{u}/said', status: approved}}\n"
            f"- {{id: b, author: B, date: 2026-01-01, url: {u}/waits, body: Hi}}\n",
            "content/mentions/a.yaml": f"- {{source: {u}/source, date: 2026-01-01, status: approved}}\n",
        }
    )
    run("check", *ENDS, root=root)
    assert sorted(one.path for one in site.asked) == sorted(
        [
            *("/author", "/menu", "/text?a=1&b=2", "/picture.png", "/html", "/bare", "/image.png", "/credit"),
            *("/reader", "/said", "/source"),
        ]
    )


def test_what_has_moved_is_advice_in_full(project: Project, run: Run, site: OtherSite) -> None:
    site.replies["/a"] = Reply(301, "/new")
    root = project({"content/articles/a.md": article(f"[x]({site.url}/a)")})
    result = run("check", *ENDS, root=root)
    assert result.code == 0
    assert result.out.startswith(
        f'content/articles/a.md:7:5: advice: "{site.url}/a" has moved to "{site.url}/new"\n'
        f"    [x]({site.url}/a)\n        ^\n    write the new address\n"
    )
    assert "Nothing is wrong.\n" in result.out
    assert result.out.endswith("1 link to other sites looked at.\n")


def test_hosts_that_do_not_tell_are_one_line(project: Project, run: Run, site: OtherSite) -> None:
    site.replies.update({"/a": Reply(999), "/b": Reply(999)})
    root = project(
        {
            "content/articles/a.md": article(f"[x]({site.url}/a)"),
            "content/articles/b.md": article(f"More: [x]({site.url}/b)"),
        }
    )
    result = run("check", *ENDS, root=root)
    words = "localhost does not tell programs whether a page is there (999), so its links were not checked"
    assert f"advice: {words} (content/articles/a.md and 1 more)\n" in result.out
    assert result.code == 0


def test_only_what_failed_is_asked_again(project: Project, run: Run, site: OtherSite) -> None:
    site.replies.update({"/gone": Reply(404), "/moved": Reply(301, "/good")})
    root = project(
        {"content/articles/a.md": article(f"[a]({site.url}/gone) [b]({site.url}/good) [c]({site.url}/moved)")}
    )
    first = problems(run, root)
    site.asked.clear()
    assert problems(run, root) == first
    assert site.lines() == ["HEAD /gone", "GET /gone"]
    site.replies["/gone"] = Reply(200)
    assert [one[3] for one in problems(run, root)] == ["advice"]
    site.asked.clear()
    assert [one[3] for one in problems(run, root)] == ["advice"]
    assert site.asked == []
    assert sorted(path.name for path in (root / ".goodword").iterdir()) == ["links-private"]


def test_private_networks_are_not_asked_unless_that_is_allowed(project: Project, run: Run, site: OtherSite) -> None:
    root = project({"content/articles/a.md": article(f"[x]({site.url}/a)")})
    result = run("check", "--external", root=root)
    assert f'the link leads to "{site.url}/a", which is on this computer or in a private network' in result.out
    assert (result.code, result.err, site.asked) == (1, "", [])


def test_links_are_asked_where_the_content_has_errors_too(project: Project, run: Run, site: OtherSite) -> None:
    site.replies["/gone"] = Reply(404)
    root = project(
        {"content/articles/a.md": article(f"[x]({site.url}/gone)"), "content/articles/b.md": "---\ntitel: X\n---\n"}
    )
    found = problems(run, root)
    assert {one[3] for one in found} == {"error", "warning"}
    assert found == sorted(found, key=lambda one: one[:3])


def test_a_site_without_links_asks_nothing(project: Project, run: Run) -> None:
    result = run("check", "--external", root=project({"content/articles/a.md": article("Text.")}))
    assert (result.code, "other sites" in result.output) == (0, False)


def test_without_a_network_there_is_one_line(project: Project, run: Run) -> None:
    try:
        resolve("example.com", 443)
        online = True
    except NoHostError:
        online = False
    text = " ".join(f"[x](https://no{number}.invalid/{part})" for number in range(9) for part in range(9))
    result = run("check", "--external", root=project({"content/articles/a.md": article(text)}))
    if online:
        assert result.code == 1
        assert result.out.count("there is no host") == 81
    else:
        assert result.err == (
            "goodword: No other site can be reached: this computer seems to have no network. No link there was checked.\n"
        )
        assert (result.code, "invalid" in result.out) == (3, False)


def test_allow_private_alone_is_a_usage_error(project: Project, run: Run) -> None:
    result = run("check", "--allow-private", root=project())
    assert result.code == 2
    assert "--allow-private says which sites may be asked, so it needs --external" in result.err


@pytest.mark.posix
def test_ctrl_c_ends_it_at_once_and_keeps_what_was_found(project: Project, site: OtherSite, run: Run) -> None:
    site.replies["/slow"] = Reply(200, late=300)
    root = project({"content/articles/a.md": article(f"[a]({site.url}/quick) [b]({site.url}/slow)")})
    command = [sys.executable, "-m", "generator", "--root", str(root), "check", *ENDS]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as process:
        while "HEAD /slow" not in site.lines():
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"goodword: stopped.\n")
    site.replies["/slow"] = Reply(200)
    site.asked.clear()
    run("check", *ENDS, root=root)
    assert site.lines() == ["HEAD /slow"]
