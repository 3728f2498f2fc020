"""The whole demo site as files: every link leads somewhere, at a domain's root and under a path."""

import datetime as dt
import json
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
import yaml
from lxml import etree

from generator.base.shelf import shelf
from generator.kinds.base import Kind
from tests.conftest import UNDER_PATH
from tests.support import NOW, ROOT

KINDS: dict[str, Kind] = shelf("generator.kinds", "KIND")

AT = dt.datetime.fromisoformat(NOW)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
#: Attributes that hold an address.
ADDRESSES = {"href", "src", "poster", "data", "action", "formaction", "cite", "longdesc", "manifest", "content-url"}


@dataclass(frozen=True)
class Page:
    """A page of the output: its own address, its elements, and the fragments it has."""

    url: str
    document: lxml.html.HtmlElement

    @cached_property
    def ids(self) -> list[str]:
        return [f"{value}" for value in self.document.xpath("//@id")]

    def links(self) -> list[str]:
        """Every address on the page, as it is written."""
        found: list[str] = []
        for node in self.document.iter():
            for name, value in node.attrib.items():
                if name in ADDRESSES:
                    found.append(value.strip())
                elif name in {"srcset", "imagesrcset"}:
                    found += [part.split()[0] for part in value.split(",") if part.strip()]
        return found


@dataclass(frozen=True)
class Built:
    """An output folder with the address it was built for."""

    output: Path
    base: str

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page, by its file's path."""
        found = {}
        for file in sorted(self.output.rglob("*.html")):
            path = file.relative_to(self.output).as_posix()
            url = self.base + path.removesuffix("index.html")
            found[path] = Page(url, lxml.html.document_fromstring(file.read_bytes()))
        return found

    def path(self, url: str) -> str:
        """The file that serves an address of the site."""
        path = unquote(url.removeprefix(self.base))
        return path + "index.html" if path.endswith("/") or not path else path

    def ids(self, path: str) -> list[str]:
        """The fragments of a page, or of a drawing."""
        if path in self.pages:
            return self.pages[path].ids
        return re.findall(r'\bid="([^"]+)"', (self.output / path).read_text())


@pytest.fixture(scope="module", params=["root", "path"])
def built(request: pytest.FixtureRequest) -> Built:
    if request.param == "root":
        return Built(request.getfixturevalue("demo_site"), "https://goodword.example/")
    return Built(request.getfixturevalue("demo_under_path"), UNDER_PATH)


def test_every_address_on_every_page_leads_somewhere(built: Built) -> None:
    faults, seen = [], 0
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(built.base))
    for path, page in built.pages.items():
        for link in page.links():
            url, _, fragment = urljoin(page.url, link).partition("#")
            url = url.partition("?")[0]
            if not (url == origin or url.startswith(f"{origin}/")):
                assert re.match(r"(?:https?|mailto|tel|data|feed|podcast|pcast|pktc|overcast):", url), (path, link)
                continue
            seen += 1
            if not url.startswith(built.base):
                faults.append(f"{path}: {link} leaves the site's path")
                continue
            target = built.path(url)
            if not (built.output / target).is_file():
                faults.append(f"{path}: {link} leads to no file")
            elif (
                fragment not in {"", "top"}
                and not fragment.startswith((":~:", "t="))
                and unquote(fragment) not in built.ids(target)
            ):
                faults.append(f"{path}: {link} leads to no such place")
    assert faults == []
    assert seen > 1000


def test_no_address_of_the_host_is_without_the_path(built: Built) -> None:
    """Also where no attribute says that it is one: structured data, style sheets, scripts, feeds, rules for hosts."""
    base, origin = built.base, "{0.scheme}://{0.netloc}".format(urlsplit(built.base))
    before = urlsplit(base).path
    faults = []
    for file in sorted(built.output.rglob("*")):
        if not file.is_file() or file.suffix in {".jpg", ".png", ".webp", ".mp3", ".ico"}:
            continue
        data = file.read_bytes()
        # The index of the search is packed.
        text = (zlib.decompress(data, 47) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
        # In a calendar, long lines go on after a line end and a space.
        text = text.replace("\r\n ", "").replace("\\/", "/")
        name = file.relative_to(built.output).as_posix()
        faults += [
            f"{name}: {url}"
            for url in re.findall(rf"{re.escape(origin)}(?!/?[\"'<\s])[^\s\"'<>)]*", text)
            if not url.startswith(base)
        ]
        faults += [
            f"{name}: {url}"
            for url in re.findall(r"""(?:(?:href|src|action)=["']?|url\(["']?)(/[^\s"'<>)]*)""", text)
            if not url.startswith(before)
        ]
    assert faults == []


def test_no_fragment_stands_twice_on_a_page(built: Built) -> None:
    for path, page in built.pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_style_sheets_lead_to_files(built: Built) -> None:
    for sheet in built.output.rglob("*.css"):
        for link in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text()):
            if not link.startswith(("data:", "#")):
                url = urljoin(built.base + sheet.relative_to(built.output).as_posix(), link.partition("#")[0])
                assert (built.output / built.path(url)).is_file(), (sheet.name, link)


def test_structured_data_leads_to_pages(built: Built) -> None:
    seen = 0
    for path, page in built.pages.items():
        for script in page.document.xpath('//script[@type="application/ld+json"]'):
            json.loads(script.text)
            for url in re.findall(rf'"({re.escape(built.base)}[^"#?]*)', script.text):
                seen += 1
                assert (built.output / built.path(url)).is_file(), (path, url)
    assert seen > 50


def test_every_page_says_its_own_address(built: Built) -> None:
    for path, page in built.pages.items():
        canonical = page.document.xpath('//link[@rel="canonical"]/@href')
        if path == "404.html":
            assert canonical == []
        elif is_redirect(page):
            assert canonical[0] != page.url
        else:
            assert canonical == [page.url], path


def test_the_sitemap_lists_the_pages_and_nothing_else(built: Built) -> None:
    tree = etree.fromstring((built.output / "sitemap.xml").read_bytes())
    listed = [f"{node.text}" for node in tree.iter(f"{SITEMAP}loc")]
    assert len(listed) == len(set(listed))
    closed = {f"leads/{slug}/index.html" for slug in closed_leads()}
    assert closed
    expected = {
        page.url
        for path, page in built.pages.items()
        if path != "404.html" and path not in closed and not is_redirect(page)
    }
    assert set(listed) == expected
    changes = [f"{node.text}" for node in tree.iter(f"{SITEMAP}lastmod")]
    assert changes
    assert all(dt.datetime.fromisoformat(change).replace(tzinfo=dt.UTC) <= AT for change in changes)


def test_what_is_not_in_the_sitemap_asks_robots_to_leave_it(built: Built) -> None:
    assert f"Sitemap: {built.base}sitemap.xml" in (built.output / "robots.txt").read_text().splitlines()
    for path, page in built.pages.items():
        if path == "404.html" or is_redirect(page):
            assert "noindex" in "".join(page.document.xpath('//meta[@name="robots"]/@content')), path


def test_every_entry_of_the_content_has_its_page(built: Built) -> None:
    texts = [kind for kind in KINDS.values() if kind.suffix == ".md"]
    folders = [kind.folder for kind in texts if kind.permalink == f"/{kind.folder}/{{slug}}/"]
    assert {"articles", "episodes", "leads", "pitches"} <= set(folders)
    for kind in folders:
        sources = list((ROOT / "content" / kind).rglob("*.md"))
        pages = [
            path
            for path, page in built.pages.items()
            if re.fullmatch(rf"{kind}/(?!page/)[^/]+/index\.html", path) and not is_redirect(page)
        ]
        assert len(pages) == len(sources), kind
    assert list((ROOT / "content/articles").rglob("*.md"))
    for library in (ROOT / "content/tips").glob("*.yaml"):
        tips = yaml.safe_load(library.read_text())["tips"]
        pages = [path for path in built.pages if re.fullmatch(rf"tips/{library.stem}/[^/]+/index\.html", path)]
        assert len(pages) == len(tips)


def test_redirects_lead_to_pages(built: Built) -> None:
    before = urlsplit(built.base).path.rstrip("/")
    for line in (built.output / "_redirects").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            source, target, status = line.split()
            assert status in {"301", "301!"}
            assert source.startswith(f"{before}/")
            assert target.startswith(f"{before}/")
            assert (built.output / built.path(built.base + target.removeprefix(f"{before}/"))).is_file(), line


def is_redirect(page: Page) -> bool:
    return bool(page.document.xpath('//meta[translate(@http-equiv, "REFSH", "refsh")="refresh"]'))


def closed_leads() -> list[str]:
    """The slugs of the demo's leads that are over at the moment of the tests."""
    found = []
    for path in (ROOT / "content/leads").glob("*.md"):
        front = yaml.safe_load(path.read_text().split("---\n")[1])
        if f"{front['expires']}" < NOW[:10]:
            found.append(front.get("slug") or re.sub(r"^\d{4}-\d\d-\d\d-", "", path.stem))
    return found
