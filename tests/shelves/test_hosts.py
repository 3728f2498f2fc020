"""The shelf of hosts: each keeps the contract, and one output serves on all of them."""

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

from generator.base.layout import RECORD, beside, is_beside
from generator.hosts.base import Deployment, Host, host_files, hosts
from generator.hosts.policy import content_security_policy
from tests.conftest import Project
from tests.hosted import hosting, parse_headers, parse_redirects
from tests.shelves.installing import install, run_with
from tests.support import NOW, ROOT, write_files

SITE = Deployment(
    aliases=(
        ("/2019/old-name/", "/articles/new/"),
        ("/älter", "/articles/neu/"),
        ("/gone", "https://else.example/x?y=1#z"),
    ),
    queries=(("?p=12", "/articles/new/"), ("index.php?p=12&x=1", "/articles/neu/")),
    policy=content_security_policy(),
    feeds=(
        ("/feed.xml", "application/rss+xml"),
        ("/tags/a/feed.xml", "application/rss+xml"),
        ("/feed.json", "application/feed+json"),
    ),
)
UNDER_A_PATH = msgspec.structs.replace(SITE, base="/blog")
EMPTY = Deployment()

every = pytest.mark.parametrize("host", hosts().values(), ids=hosts())
each = pytest.mark.parametrize("deployment", [SITE, UNDER_A_PATH, EMPTY], ids=["root", "path", "empty"])


def test_every_file_of_the_shelf_is_named_like_its_host() -> None:
    assert {"cloudflare", "github-pages", "netlify"} <= set(hosts())
    for name in hosts():
        assert (ROOT / "generator/hosts" / f"{name.replace('-', '_')}.py").is_file()


@every
@each
def test_host_gives_the_same_files_each_time(host: Host, deployment: Deployment) -> None:
    files = host.files(deployment)
    assert files
    assert files == host.files(deployment)
    for path, data in files.items():
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert data.isascii()
        assert b"\r" not in data
    assert host.label


@each
def test_hosts_agree_on_a_file_that_several_read(deployment: Deployment) -> None:
    together = host_files(deployment)
    for host in hosts().values():
        assert host.files(deployment).items() <= together.items()
    assert list(together) == sorted(together)


@every
def test_ordinary_site_is_within_the_limits(host: Host) -> None:
    uses = host.limits(host.files(msgspec.structs.replace(SITE, queries=())))
    assert not [use for use in uses if use.used > 0.8 * use.of]


@every
def test_signs_and_free_plans_are_data(host: Host) -> None:
    # A build that has nothing to do asks no host: it looks whether a file came or went where signs can be.
    assert all(is_beside(sign) for sign in host.signs)
    if host.plan:
        assert host.plan.source.startswith("https://")
        assert re.fullmatch(r"20\d\d-\d\d", host.plan.read)
        assert bool(host.plan.deploys) == bool(host.plan.beyond)


# --- as it is served ---


@pytest.fixture(params=["", "/blog"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    deployment = msgspec.structs.replace(SITE, base=request.param)
    pages = (
        "index.html",
        "404.html",
        "articles/new/index.html",
        "2019/old-name/index.html",
        "assets/site.css",
        "feed.xml",
        "tags/a/feed.xml",
        "feed.json",
    )
    write_files(tmp_path, {**dict.fromkeys(pages, "x"), **host_files(deployment)})
    with hosting(tmp_path, request.param) as url:
        yield url


def ask(url: str) -> tuple[int, dict[str, str]]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
    answer = connection.getresponse()
    connection.close()
    return answer.status, dict(answer.getheaders())


def test_page_comes_with_its_policy(served: str) -> None:
    status, headers = ask(f"{served}/articles/new/")
    assert status == 200
    assert headers["Content-Security-Policy"] == content_security_policy()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in headers
    assert ("Strict-Transport-Security" in headers) == (not served.endswith("/blog"))


def test_what_is_not_there_is_said_so_with_the_policy(served: str) -> None:
    status, headers = ask(f"{served}/nowhere/")
    assert status == 404
    assert "Content-Security-Policy" in headers


def test_fingerprinted_file_may_be_kept_for_a_year(served: str) -> None:
    assert ask(f"{served}/assets/site.css")[1]["Cache-Control"] == "public, max-age=31536000, immutable"


def test_feed_says_what_it_is(served: str) -> None:
    for path, kind in (("/feed.xml", "rss+xml"), ("/tags/a/feed.xml", "rss+xml"), ("/feed.json", "feed+json")):
        status, headers = ask(f"{served}{path}")
        assert status == 200
        assert headers["Content-Type"] == f"application/{kind}; charset=utf-8"


def test_old_path_leads_to_the_new_one_though_a_page_lies_there(served: str) -> None:
    base = urlsplit(served).path
    assert ask(f"{served}/2019/old-name/")[0] == 301
    assert ask(f"{served}/2019/old-name/")[1]["Location"] == f"{base}/articles/new/"
    assert ask(f"{served}/%C3%A4lter")[1]["Location"] == f"{base}/articles/neu/"
    assert ask(f"{served}/gone")[1]["Location"] == "https://else.example/x?y=1#z"


def test_old_query_leads_to_the_new_path(served: str) -> None:
    base = urlsplit(served).path
    assert ask(f"{served}/?p=12")[1]["Location"] == f"{base}/articles/new/"
    assert ask(f"{served}/index.php?p=12&x=1")[1]["Location"] == f"{base}/articles/neu/"
    for other in ("/", "/?p=13", "/index.php?p=12"):
        assert ask(f"{served}{other}")[0] != 301


@each
def test_both_hosts_read_the_same_redirects(deployment: Deployment) -> None:
    text = host_files(deployment)["_redirects"].decode()
    netlify, cloudflare = parse_redirects(text), parse_redirects(text, cloudflare=True)
    assert [rule[:3] for rule in netlify if rule.forced and not rule.query] == [rule[:3] for rule in cloudflare]
    assert [dict(rule.query) for rule in netlify if rule.query] == (
        [{"p": "12"}, {"p": "12", "x": "1"}] if deployment.queries else []
    )
    assert len(cloudflare) == len(deployment.aliases)
    parse_headers(host_files(deployment)["_headers"].decode())


# --- a host of another package ---

SHED = '''\
"""The shed: a host that reads ``_shed`` and takes few files."""

from generator.hosts.base import Deployment, FreePlan, Host, Setup


def files(deployment: Deployment) -> dict[str, bytes]:
    """Return ``_shed``."""
    return {"_shed": deployment.policy.encode()}


HOST = Host(
    name="shed",
    label="The shed",
    files=files,
    signs=("shed.toml",),
    plan=FreePlan(source="https://shed.example/plans", read="2026-11", files=3),
    setup=Setup(files=lambda: {"shed.toml": "site = true\\n"}, steps=("Carry it there.",), address="https://NAME.shed.example"),
)
'''


def test_installed_package_adds_a_host(tmp_path: Path, project: Project) -> None:
    root = project()
    installed = install(tmp_path, "hosts", {"shed": SHED})
    first = run_with(installed, "build", "--now", NOW, root=root)
    assert (first.code, "The shed" in first.output) == (0, False)
    assert (root / "site/_shed").read_bytes() == content_security_policy().encode()
    # Its sign is looked for, also where nothing else has changed.
    write_files(root, {"shed.toml": "site = true\n"})
    second = run_with(installed, "build", "--now", NOW, root=root)
    assert "The shed takes 3 files, and the site has" in second.output
    made = run_with(installed, "init", "new", "--yes", "--host", "shed", root=root)
    assert made.code == 0, made.output
    assert "Carry it there." in made.output
    assert (root / "new/shed.toml").read_text(encoding="utf-8") == "site = true\n"
    assert "|shed" not in run_with(None, "init", "--help", root=root).output


def test_files_where_signs_can_be_are_found(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.toml": "", "a.md": "", ".github/workflows/x.yml": "", ".github/y.yml": "", "site/c": ""})
    assert beside(str(tmp_path)) == ["a.md", "b.toml", ".github/workflows/x.yml"]
    assert is_beside(RECORD)
    assert not is_beside("content/site.yaml")
    assert beside(str(tmp_path / "nowhere")) == []
