"""Names on a whole site: files as people call them, old addresses as others made them, scripts of all kinds."""

import io
import json
import unicodedata
import wave
from pathlib import Path
from typing import Literal

import pytest
from lxml import etree, html
from PIL import Image

from tests.support import run_here, write_files

SITE = "title: Names\nurl: https://site.example/blog\nauthor: ann\nauthors:\n  ann: {name: Ann Example}\n"
Form = Literal["NFC", "NFD"]
NAMES = ("Ep #1", "100%", "What?", "a:b", "a b", "50%25", "plain")


def _picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(data, "JPEG")
    return data.getvalue()


def _sound() -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as sound:
        sound.setparams((1, 1, 8000, 8000, "NONE", ""))
        sound.writeframes(bytes(8000))
    return data.getvalue()


def _built(root: Path, files: dict[str, str | bytes]) -> Path:
    write_files(root, {f"content/{name}": data for name, data in {"site.yaml": SITE, **files}.items()})
    done = run_here("build", "--strict", root=root)
    assert not done.code, done.err
    return root / "site"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    quoted = name.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace(" ", "%20")
    text = f"![x](<{name.replace('%25', '%2525')}.jpg>) ![x]({quoted.replace(':', '%3A')}.jpg) [d](</{quoted}.pdf>)\n"
    site = _built(
        tmp_path,
        {
            f"episodes/{name}.wav": _sound(),
            f"episodes/{name}.jpg": _picture(),
            f"static/{name}.pdf": "x",
            f"static/me {name}.jpg": _picture(),
            "site.yaml": SITE.replace("{name: Ann Example}", f'{{name: Ann Example, image: "/me {name}.jpg"}}'),
            "episodes/one.md": f'---\ntitle: One\ndate: 2026-01-02\naudio: {{src: "{name}.wav"}}\n'
            f'image: {{src: "{name}.jpg", alt: x, credit: me}}\n---\n{text}',
        },
    )
    assert (site / f"episodes/one/{name}.wav").read_bytes() == _sound()
    assert (site / f"{name}.pdf").read_bytes() == b"x"
    page = html.fromstring((site / "episodes/one/index.html").read_bytes())
    assert page.xpath("//audio/@src") == [f"/blog/episodes/one/{quoted}.wav"]
    assert page.xpath("count(//*[contains(@class, 'prose')]//img[starts-with(@src, '/blog/images/')])") == 2
    assert page.xpath("//a[text()='d']/@href") == [f"/blog/{quoted.replace(':', '%3A')}.pdf"]
    feed = etree.fromstring((site / "podcast.xml").read_bytes())
    assert feed.xpath("//enclosure/@url") == [f"https://site.example/blog/episodes/one/{quoted}.wav"]


@pytest.mark.parametrize(("stored", "written"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_name_is_one_however_its_accents_are_stored(tmp_path: Path, stored: Form, written: Form) -> None:
    def on_disk(name: str) -> str:
        return unicodedata.normalize(stored, name)

    def in_text(text: str) -> str:
        return unicodedata.normalize(written, text)

    head = "---\ntitle: {}\ndate: 2026-01-0{}\n{}---\n"
    site = _built(
        tmp_path,
        {
            on_disk("articles/café.jpg"): _picture(),
            on_disk("articles/rés.pdf"): "pdf",
            on_disk("static/ガイド.txt"): "text",
            on_disk("articles/ガイド.md"): head.format("Guide", 1, "tags: [パン]\n") + "## パ\n",
            on_disk("comments/ガイド.yaml"): "- {id: a, author: B, date: 2026-01-03, body: Hi, status: approved}\n",
            "articles/n.md": in_text(
                head.format("N", 2, "tags: [パン]\nauthors: [é]\naliases: [/é/]\n")
                + "![c](café.jpg) [r](rés.pdf) [s](/ガイド.txt) [k](ガイド.md#パ) [a](/articles/ガイド/) [t](../tips/x.yaml#té)\n"
            ),
            "site.yaml": SITE
            + f"  {on_disk('é')}: {{name: E}}\n"
            + in_text("menu: [{label: G, url: /articles/ガイド/}]\n"),
            on_disk("tips/x.yaml"): on_disk("title: X\ntips: [{id: té, text: One}]\n"),
        },
    )
    page = html.fromstring((site / "articles/n/index.html").read_bytes())
    links = page.xpath("//*[contains(@class, 'prose')]//a/@href")
    guide = "/blog/articles/%E3%82%AC%E3%82%A4%E3%83%89/"
    assert links == [
        "/blog/files/articles/r%C3%A9s.pdf",
        "/blog/%E3%82%AC%E3%82%A4%E3%83%89.txt",
        f"{guide}#%E3%83%91" if written == "NFD" else f"{guide}#パ",
        guide,
        "/blog/tips/x/t%C3%A9/",
    ]
    assert page.xpath("count(//header//nav//a[@href=$guide])", guide=guide) == 1
    assert (site / "files/articles/rés.pdf").read_text() == "pdf"
    assert (site / "ガイド.txt").read_text() == "text"
    assert (site / "é/index.html").is_file()
    assert [folder.name for folder in (site / "tags").iterdir() if folder.is_dir()] == ["パン"]
    assert b"comment-a" in (site / "articles/ガイド/index.html").read_bytes()


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    names = {unicodedata.normalize(form, "content/articles/café.md"): "---\ntitle: A\n---\n" for form in ("NFC", "NFD")}
    write_files(tmp_path, {"content/site.yaml": SITE, **names})
    if len(list((tmp_path / "content/articles").iterdir())) == 1:
        pytest.skip("to this file system they are one")
    assert "two files have this name" in run_here("build", root=tmp_path).err


def test_words_of_all_scripts_have_addresses_of_their_own(tmp_path: Path) -> None:
    tags = ["काम", "कम", "ที่ทำงาน", "ガイド", "カイト", "한국어", "أحمد", "İstanbul"]
    site = _built(
        tmp_path,
        {
            f"articles/{n}.md": f"---\ntitle: T\ndate: 2026-01-0{n}\ntags: [{tag}]\n---\n"
            for n, tag in enumerate(tags, 1)
        },
    )
    found = {folder.name for folder in (site / "tags").iterdir() if folder.is_dir()}
    assert found == {*tags[:-1], "istanbul"}
    pages = [str(loc.text) for loc in etree.fromstring((site / "sitemap.xml").read_bytes()).iter("{*}loc")]
    feeds = [str(one.get("xmlUrl")) for one in etree.fromstring((site / "feeds.opml").read_bytes()).iter("outline")]
    assert "https://site.example/blog/tags/%E0%A4%95%E0%A4%BE%E0%A4%AE/" in pages
    assert "https://site.example/blog/tags/%E0%A4%95%E0%A4%BE%E0%A4%AE/feed.xml" in feeds
    assert all(address.isascii() for address in (*pages, *feeds))


def test_old_addresses_lead_on(tmp_path: Path) -> None:
    old = "aliases: [/2014/03/my%20post/, /a b/, /%E6%97%A5/, '/?p=12', '/index.php?p=12&x=é']\n".replace("é", "1")
    site = _built(tmp_path, {"articles/x.md": f"---\ntitle: X\ndate: 2026-01-01\n{old}---\n"})
    for path in ("2014/03/my post", "a b", "日"):
        assert "/blog/articles/x/" in (site / path / "index.html").read_text()
    lines = (site / "_redirects").read_text().splitlines()
    assert lines == [
        "/blog/%E6%97%A5/ /blog/articles/x/ 301!",
        "/blog/%E6%97%A5/ /blog/articles/x/ 301",
        "/blog/2014/03/my%20post/ /blog/articles/x/ 301!",
        "/blog/2014/03/my%20post/ /blog/articles/x/ 301",
        "/blog/a%20b/ /blog/articles/x/ 301!",
        "/blog/a%20b/ /blog/articles/x/ 301",
        "/blog/ p=12 /blog/articles/x/ 301!",
        "/blog/index.php p=12 x=1 /blog/articles/x/ 301!",
    ]
    known = json.loads((site / "moved.json").read_text())
    assert known == {"?p=12": "/blog/articles/x/", "index.php?p=12&x=1": "/blog/articles/x/"}
    for name in ("index.html", "404.html"):
        assert (site / name).read_text().count('data-moved="/blog/moved.json"') == 1
    assert "data-moved" not in (site / "articles/x/index.html").read_text()


def test_a_site_without_such_addresses_has_no_script_for_them(tmp_path: Path) -> None:
    site = _built(tmp_path, {"articles/x.md": "---\ntitle: X\ndate: 2026-01-01\naliases: [/old/]\n---\n"})
    assert not (site / "moved.json").exists()
    assert "moved" not in (site / "index.html").read_text()


def test_a_folder_with_an_index_is_called_as_the_folder(tmp_path: Path) -> None:
    site = _built(
        tmp_path,
        {
            "articles/2026-01-02-The Jar/index.md": "---\ntitle: Jar\n---\n![x](jar.jpg) [i](index.md)\n",
            "articles/2026-01-02-The Jar/jar.jpg": _picture(),
            "articles/b/c/index.markdown": "---\ntitle: C\ndate: 2026-01-03\n---\n[j](<../../2026-01-02-The Jar/index.md>)\n",
            "pages/team/index.md": "---\ntitle: Team\n---\n",
            "comments/the-jar.yaml": "- {id: a, author: B, date: 2026-01-03, body: Hi, status: approved}\n",
        },
    )
    page = (site / "articles/the-jar/index.html").read_text()
    assert "/blog/images/jar." in page
    assert "comment-a" in page
    assert '<a href="/blog/articles/the-jar/">j</a>' in (site / "articles/c/index.html").read_text()
    assert (site / "team/index.html").is_file()


def test_files_that_differ_in_capitals_only(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": SITE, "content/static/form.txt": "1", "content/static/Form.txt": "2"})
    if len(list((tmp_path / "content/static").iterdir())) == 1:
        pytest.skip("to this file system they are one")
    done = run_here("build", root=tmp_path)
    assert not done.code
    assert 'warning: the address "/form.txt" differs from "/Form.txt" of content/static/Form.txt' in done.err


def test_a_file_that_comes_to_be_meant_is_shown(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "episodes/a b.wav": _sound(),
        "episodes/one.md": "---\ntitle: One\ndate: 2026-01-02\naudio: {src: a%20b.wav}\n---\n",
    }
    site = _built(tmp_path, files)
    assert 'src="/blog/episodes/one/a%20b.wav"' in (site / "episodes/one/index.html").read_text()
    _built(tmp_path, {"episodes/a%20b.wav": _sound()})
    assert 'src="/blog/episodes/one/a%2520b.wav"' in (site / "episodes/one/index.html").read_text()
    assert "/a%2520b.wav" in (site / "podcast.xml").read_text()
