"""`goodword serve`: what it answers, what it says, and how it ends."""

import contextlib
import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import Build, Project, Run
from tests.serving import Served, serving
from tests.small import small_site
from tests.support import NOW, ROOT, SITE, write_files

pytestmark = pytest.mark.posix

ARTICLE = "---\ntitle: A page\ndate: 2026-01-02\n---\nSome text.\n"
#: What a browser says when it shows a page.
HTML = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_files(folder, small_site())
    write_files(folder, {"content/static/ten.txt": "0123456789", "content/static/plain.html": "<p>Plain.</p>\n"})
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[Served]:
    with serving(root, "--now", NOW) as served:
        yield served


# --- files ---


def test_programs_get_the_bytes_of_a_build(site: Served, root: Path, build: Build, tmp_path: Path) -> None:
    built = build(root, "--output", str(tmp_path / "built"))
    paths = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    assert len(paths) > 50
    for path in paths:
        address = "/" + (path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path)
        status, headers, body = site.get(quote(address))
        if status == 301:
            # An old address: its page is for hosts that have no such rules.
            assert headers["location"] != address
            status, _, body = site.get(quote(f"/{path}"))
        assert (status, body) == (200, (built / path).read_bytes()), path


def test_browsers_get_a_script_more(site: Served) -> None:
    _, _, plain = site.get("/articles/")
    status, headers, shown = site.get("/articles/", **HTML)
    assert status == 200
    script = shown[shown.index(b"<script") : shown.index(b"</script>") + len(b"</script>")]
    assert b'src="/.goodword/live.js"' in script
    origin = f"http://127.0.0.1:{site.port}/.goodword/"
    assert shown.count(origin.encode()) == 3
    assert headers["content-security-policy"].count(origin) == 3
    # Without both, it is what programs get; in the policy of the page only quotes are written in another way.
    without = shown.replace(script, b"").replace(b" " + origin.encode(), b"").replace(b"&#x27;", b"&#39;")
    assert without == plain
    assert b"/.goodword/" not in plain


def test_headers_are_those_of_the_site(site: Served) -> None:
    _, page, _ = site.get("/")
    assert page["content-type"] == "text/html; charset=utf-8"
    assert page["x-frame-options"] == "DENY"
    assert page["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
    _, feed, _ = site.get("/feed.xml")
    assert feed["content-type"] == "application/rss+xml; charset=utf-8"
    for headers in (page, feed):
        # Nothing is kept for long, nothing is for other origins, and nobody is sent to https.
        assert headers["cache-control"] == "no-cache"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control")]
        assert "strict-transport-security" not in headers


def test_addresses_lead_where_a_host_leads(site: Served) -> None:
    assert site.get("/articles")[:2][0] == 301
    assert site.get("/articles?a=b")[1]["location"] == "/articles/?a=b"
    assert site.get("/plain")[2] == b"<p>Plain.</p>\n"
    # An alias, by the rules that the build wrote, though there is a page as well.
    status, headers, _ = site.get("/old/first/")
    assert status == 301
    assert headers["location"].startswith("/articles/")
    assert headers["cache-control"] == "no-store"
    status, headers, body = site.get("/nowhere/")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert body == site.get("/404.html")[2]
    assert site.get("/nowhere/", **HTML)[0] == 404


def test_what_is_the_same_is_not_sent_again(site: Served) -> None:
    for headers in ({}, HTML):
        _, first, _ = site.get("/", **headers)
        tag = first["etag"]
        status, second, body = site.get("/", if_none_match=f'"x", W/{tag}', **headers)
        assert (status, second["etag"], body) == (304, tag, b"")
        assert site.get("/", if_none_match='"x"', **headers)[0] == 200


@pytest.mark.parametrize(
    ("part", "status", "where", "body"),
    [
        ("bytes=0-3", 206, "bytes 0-3/10", b"0123"),
        ("bytes=4-", 206, "bytes 4-9/10", b"456789"),
        ("bytes=-2", 206, "bytes 8-9/10", b"89"),
        ("bytes=10-", 416, "bytes */10", None),
        ("bytes=0-1,4-5", 200, None, b"0123456789"),
        ("lines=1-2", 200, None, b"0123456789"),
    ],
)
def test_parts_of_files(site: Served, part: str, status: int, where: str | None, body: bytes | None) -> None:
    got, headers, sent = site.get("/ten.txt", range=part)
    assert (got, headers.get("content-range")) == (status, where)
    assert body is None or sent == body
    assert site.get("/ten.txt")[1]["accept-ranges"] == "bytes"


def test_a_part_of_a_file_that_changed_is_not_sent(site: Served) -> None:
    _, headers, _ = site.get("/ten.txt")
    assert site.get("/ten.txt", range="bytes=0-1", if_range=headers["etag"])[0] == 206
    for other in ('"other"', "Wed, 21 Oct 2026 07:28:00 GMT", f"W/{headers['etag']}"):
        assert site.get("/ten.txt", range="bytes=0-1", if_range=other)[::2] == (200, b"0123456789")


# --- the bytes of HTTP ---


def test_connections_stay_open(site: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.connect()
    first = connection.sock
    for method, path, status in (
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/nowhere/", 404),
        ("HEAD", "/ten.txt", 200),
    ):
        connection.request(method, path)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == status
        assert bool(body) == (method == "GET")
        assert connection.sock is first
    assert answer.headers["Content-Length"] == "10"
    connection.close()


def test_two_requests_at_once(site: Served) -> None:
    one = b"GET /ten.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    got = site.raw(one + one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + b"GET /")
    assert got.count(b"HTTP/1.1 200 OK") == 2
    assert got.count(b"\r\n\r\n0123456789") == 2


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 403),
        (b"GET http://localhost/ten.txt HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /..%5c..%5cetc HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET //evil.example/.. HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET \x00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505),
        (b"GET / ETC\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", 405),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 10_000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET /content/site.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /private/people.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /.goodword/../content HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /.goodword/__init__.py HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /.goodword/page//evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ],
    ids=lambda value: value[:50].decode("latin-1") if isinstance(value, bytes) else str(value),
)
def test_requests_that_no_browser_sends(site: Served, data: bytes, status: int) -> None:
    got = site.raw(data)
    assert got.startswith(b"HTTP/1.1 %d " % status), got[:200]
    assert got.count(b"HTTP/1.1 ") == 1
    head, body = got.split(b"\r\n\r\n", 1)
    assert b"root:" not in body
    assert b"Traceback" not in got
    assert f"Content-Length: {len(body)}".encode() in head
    assert site.process.poll() is None


def test_a_body_is_not_taken_for_the_next_request(site: Served) -> None:
    inner = b"GET /ten.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for announced in (b"Content-Length: %d" % len(inner), b"Transfer-Encoding: chunked"):
        got = site.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + announced + b"\r\n\r\n" + inner)
        assert got.count(b"HTTP/1.1 ") == 1
        assert b"Connection: close" in got


def test_who_is_slow_holds_up_nobody(site: Served) -> None:
    with contextlib.ExitStack() as slow:
        for _ in range(30):
            half = slow.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            half.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            # One who asks and goes without reading.
            gone = socket.create_connection(("127.0.0.1", site.port))
            gone.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
            gone.close()
        assert site.get("/ten.txt")[0] == 200
    assert site.process.poll() is None


def test_other_origins(site: Served) -> None:
    for path in ("/", "/feed.xml", "/.goodword/events", "/.goodword/live.js", "/.goodword/page/"):
        assert site.get(path, origin="http://127.0.0.1:1")[0] == 403
        assert site.get(path, sec_fetch_site="same-site", sec_fetch_mode="cors", sec_fetch_dest="empty")[0] == 403
    # By name, too, on both kinds of loopback.
    with contextlib.suppress(OSError), socket.create_connection(("::1", site.port), timeout=30) as sixth:
        sixth.sendall(b"GET /ten.txt HTTP/1.1\r\nHost: [::1]:1\r\nConnection: close\r\n\r\n")
        assert sixth.recv(65536).startswith(b"HTTP/1.1 200 OK")


# --- what changes ---


def events(served: Served) -> Iterator[dict[str, Any]]:
    """The events of the stream, as they come."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", "/.goodword/events", headers={"Last-Event-ID": "long ago"})
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    with contextlib.closing(connection):
        name = ""
        for line in answer:
            if line.startswith(b"id: "):
                name = line.decode().removeprefix("id: ").strip()
            if line.startswith(b"data: "):
                yield {"id": name, **json.loads(line.decode().removeprefix("data: "))}


def test_each_change_is_an_event_and_site_is_not_touched(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE, "site/mine.txt": "mine"})
    with serving(root) as served:
        heard = events(served)
        first = next(heard)
        assert (first["problems"], first["count"]) == ([], 0)
        write_files(root, {"content/articles/a.md": ARTICLE.replace("date", "daet")})
        second = next(event for event in heard if event["problems"])
        assert second["id"] != first["id"]
        (problem,) = second["problems"]
        assert problem["where"] == "content/articles/a.md:3:1"
        assert served.line("until that") == "until that"
        assert b"Some text." in served.get("/articles/a/")[2]
        write_files(root, {"content/articles/a.md": ARTICLE.replace("Some", "Better")})
        assert next(event for event in heard if not event["problems"])
        served.line("Mended. All is well.")
        assert b"Better text." in served.get("/articles/a/")[2]
        # One who comes later hears the latest at once.
        assert next(events(served))["problems"] == []
        (root / "content/articles/a.md").unlink()
        served.until("/articles/a/", lambda status, _: status == 404)
        assert served.stop() == 0
    assert [path.name for path in (root / "site").iterdir()] == ["mine.txt"]
    assert sorted(path.name for path in root.iterdir()) == [".goodword", "content", "site"]


def test_a_path_that_comes_while_it_runs(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root) as served:
        write_files(root, {"content/site.yaml": SITE.replace("site.example", "site.example/blog")})
        served.until("/blog/articles/a/", lambda status, _: status == 200)
        assert served.get("/")[1]["location"] == "/blog/"
        assert served.get("/blog")[1]["location"] == "/blog/"
        assert served.get("/articles/a/")[0] == 404


def test_drafts_and_what_is_scheduled(project: Project) -> None:
    root = project(
        {
            "content/articles/a.md": ARTICLE,
            "content/articles/d.md": ARTICLE.replace("---\ntitle", "---\ndraft: true\ntitle"),
            "content/articles/l.md": ARTICLE.replace("2026-01-02", "2100-01-02"),
        }
    )
    with serving(root) as served:
        served.line(r"Not shown: 1 scheduled, on 2 January 2100; 1 draft\. See them with --drafts and --future\.")
        assert served.get("/articles/d/")[0] == served.get("/articles/l/")[0] == 404
    with serving(root, "--drafts") as served:
        assert served.get("/articles/d/")[0] == 200
        assert b"&quot;ribbon&quot;: &quot;Draft" in served.get("/articles/d/", **HTML)[2]
        # A program sees a page as it will be.
        assert b"ribbon" not in served.get("/articles/d/")[2]
        assert served.get("/articles/l/")[0] == 404
    with serving(root, "--future") as served:
        assert b"Scheduled for 2 January 2100, 00:00 UTC" in served.get("/articles/l/", **HTML)[2]


def test_what_is_due_comes_out_by_itself(project: Project) -> None:
    soon = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 6))
    root = project({"content/articles/a.md": ARTICLE.replace("2026-01-02", soon)})
    with serving(root) as served:
        assert served.get("/articles/a/")[0] == 404
        served.until("/articles/a/", lambda status, _: status == 200)


def test_another_address(project: Project, build: Build) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root, "--base-url", "http://127.0.0.1:8000/there/") as served:
        assert served.url.endswith("/there")
        assert b"http://127.0.0.1:8000/there/articles/a/" in served.get("/there/feed.xml")[2]


def test_another_branch(project: Project) -> None:
    """Git writes a hundred files one after the other: pages follow in a few steps, not in a hundred."""
    root = project({".gitignore": "/.goodword/\n", **{f"content/articles/{n}.md": ARTICLE for n in range(100)}})
    git = [
        "git",
        "-C",
        str(root),
        "-c",
        "user.name=Ann",
        "-c",
        "user.email=ann@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    for words in (
        ["init", "-q", "-b", "one"],
        ["add", "-A"],
        ["commit", "-q", "-m", "one"],
        ["checkout", "-q", "-b", "two"],
    ):
        subprocess.run([*git, *words], check=True)
    write_files(root, {f"content/articles/{n}.md": ARTICLE.replace("Some", "Other") for n in range(100)})
    (root / "content/articles/99.md").rename(root / "content/articles/100.md")
    for words in (["add", "-A"], ["commit", "-q", "-m", "two"], ["checkout", "-q", "one"]):
        subprocess.run([*git, *words], check=True)
    with serving(root) as served:
        heard = events(served)
        first = next(heard)["id"]
        subprocess.run([*git, "checkout", "-q", "two"], check=True)
        for n in (0, 50, 98, 100):
            served.until(f"/articles/{n}/", lambda _, body: b"Other text." in body)
        served.until("/articles/99/", lambda status, _: status == 404)
        last = next(events(served))["id"]
        assert int(last.split("-")[1]) - int(first.split("-")[1]) <= 10


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_letters(project: Project, encoding: str) -> None:
    root = project({"content/articles/größe.md": ARTICLE.replace("date", "däte 日本")})
    with serving(root, environment={"PYTHONIOENCODING": encoding, "LC_ALL": "C"}) as served:
        served.line("1 error; until that is mended, there is no page to show yet.")
        (root / "content/articles/größe.md").unlink()
        served.line("Mended. All is well.")
        assert served.stop() == 0


def test_a_build_meanwhile(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root) as served:
        for number in range(3):
            write_files(root, {"content/articles/a.md": ARTICLE.replace("Some", f"The {number}.")})
            done = subprocess.run(
                [sys.executable, "-m", "generator", "--root", str(root), "build"],
                cwd=ROOT,
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            page = served.until("/articles/a/", lambda _, body, number=number: b"The %d." % number in body)  # type: ignore[misc]  # the number of this round
            assert (root / "site/articles/a/index.html").read_bytes() == page
        assert served.stop() == 0


# --- the command ---


def test_it_says_what_there_is_to_say(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root) as served:
        assert served.stop() == 0
        assert served.said[0].startswith(f"{served.url}/  (")
        assert served.said[-1] == "The preview has ended."
        assert len(served.said) == 2


def test_a_taken_port_and_the_next_one(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root) as first, serving(root, "--port", str(first.port)) as second:
        assert second.port > first.port
        assert second.said[0] == f"Port {first.port} is taken, so it is {second.port}."
        assert first.get("/articles/a/")[0] == second.get("/articles/a/")[0] == 200


def test_ctrl_c_while_pages_are_open(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root) as served:
        streams = [events(served) for _ in range(3)]
        for stream in streams:
            next(stream)
        began = time.monotonic()
        assert served.stop() == 0
        assert time.monotonic() - began < 30
        for stream in streams:
            assert list(stream) == []
    assert "Traceback" not in "\n".join(served.said)


def test_polling_is_said(project: Project) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root, "--poll") as served:
        served.line("Changes are noticed within a second, not at once: as asked.")
        write_files(root, {"content/articles/a.md": ARTICLE.replace("Some", "Better")})
        served.until("/articles/a/", lambda _, body: b"Better text." in body)


def test_the_browser_is_opened(project: Project, tmp_path: Path) -> None:
    root = project({"content/articles/a.md": ARTICLE})
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    browser.chmod(0o755)
    with serving(root, "--open", environment={"BROWSER": str(browser)}) as served:
        end = time.monotonic() + 30
        while not (tmp_path / "opened").exists() or not (tmp_path / "opened").read_text(encoding="utf-8"):
            assert time.monotonic() < end
            time.sleep(0.05)
        assert (tmp_path / "opened").read_text(encoding="utf-8") == f"{served.url}/\n"


def test_a_phone_near_by(project: Project) -> None:
    from generator.serve.lan import own_address

    address = own_address()
    if not address:
        pytest.skip("this machine is in no network")
    root = project({"content/articles/a.md": ARTICLE})
    with serving(root, "--lan") as served:
        served.line(f"For a phone in the same network: http://{address}:{served.port}/")
        served.line("Everybody in this network can read it now")
        assert any("█" in line for line in served.said)
        for host, status in ((address, 200), ("evil.example", 403)):
            connection = http.client.HTTPConnection(address, served.port, timeout=30)
            connection.request("GET", "/articles/a/", headers={"Host": host})
            assert connection.getresponse().status == status
            connection.close()
    with serving(root) as served:
        # Without it, nobody near by gets there, and the name does not help on this machine either.
        with pytest.raises(OSError, match=r"."), socket.create_connection((address, served.port), timeout=5):
            pass
        assert served.get("/", host=address)[0] == 403


def test_a_wrong_command_line(project: Project, run: Run, tmp_path: Path) -> None:
    root = project({})
    for words in (["--port", "x"], ["--port", "99999"], ["--now", "soon"], ["--base-url", "x"], ["more"]):
        result = run("serve", *words, root=root)
        assert (result.code, result.out) == (2, ""), result.output
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("serve", root=empty).code == 2
    shutil.rmtree(root)


def test_help_fits_a_screen(run: Run) -> None:
    result = run("serve", "--help")
    lines = result.out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "goodword serve --drafts --future" in result.out
