"""The digests as e-mails: what is in them, what is not, and when they are written."""

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from lxml import html

from tests.growing import article
from tests.support import run_here, write_files

SITE = "title: T & Söhne, a site with quite a long title for a header of an e-mail\nurl: https://site.example/under\n"
NOW = "2026-11-27 12:00"


def parsed(data: bytes) -> Any:
    """An HTML document; lxml's types do not say what a path finds."""
    return html.fromstring(data.decode())


def build(root: Path, now: str = NOW, *more: str) -> str:
    done = run_here("build", "--jobs", "1", "--now", now, *more, root=root)
    assert done.code == 0, done.output
    return done.output


def mails(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / ".goodword/digest").glob("*") if path.suffix != ".json"}


def site(root: Path) -> Path:
    write_files(
        root,
        {
            "content/site.yaml": SITE,
            "content/articles/a.md": article("A <first> one", 'summary: "Short & \\"sweet\\"."\n', date="2026-11-10"),
            "content/articles/b.md": article("B", date="2026-11-12"),
            "content/articles/secret.md": article("Secret", "draft: true\n", date="2026-11-11"),
            "content/articles/soon.md": article("Soon", date="2026-11-28"),
            "content/articles/gone.md": article("Gone", "expires: 2026-11-20\n", date="2026-11-11"),
            "content/tips/l.yaml": "title: L\ntips: [{id: x, text: Say thanks first, date: 2026-11-13}, {id: y, text: Late, date: 2026-12-01}]\n",
        },
    )
    return root


def test_an_email_has_both_parts_and_nothing_that_is_not_out(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root)
    found = mails(root)
    assert sorted(found) == ["2026-W46.eml", "2026-W46.html", "2026-W46.txt"]
    message = email.message_from_bytes(found["2026-W46.eml"], policy=email.policy.default)
    assert message.defects == []
    assert message["Subject"] == "T & Söhne, a site with quite a long title for a header of an e-mail: Week 46, 2026"
    assert message["From"].addresses[0].addr_spec == "newsletter@site.example"
    assert message["Date"] == "Mon, 16 Nov 2026 00:00:00 +0000"
    assert max(len(line) for line in found["2026-W46.eml"].split(b"\r\n")) <= 100
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    text, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert text.get_content() == found["2026-W46.txt"].decode()
    assert page.get_content() == found["2026-W46.html"].decode()
    for words in ("Secret", "Soon", "Gone", "Late"):
        assert words.encode() not in found["2026-W46.txt"] + found["2026-W46.html"]
    assert "A <first> one\nShort & “sweet”.\nhttps://site.example/under/articles/a/\n" in found["2026-W46.txt"].decode()
    drawn = parsed(found["2026-W46.html"])
    assert [link.text for link in drawn.xpath("//h3/a")] == ["A <first> one", "B"]
    assert all(link.get("href").startswith("https://site.example/under/") for link in drawn.xpath("//a"))
    # The style is in the elements: none is asked for, nothing runs, nothing counts.
    assert drawn.xpath("//h3/@style")
    assert drawn.xpath("//link | //script | //img | //style") == []


def test_a_huge_week_is_shortened_with_a_link(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": SITE})
    for number in range(400):
        summary = "summary: " + 'so "quoted" ' * 20
        text = article(f"Number {number} & more", f"{summary}\n", date="2026-11-10")
        write_files(tmp_path, {f"content/articles/a{number}.md": text})
    build(tmp_path)
    found = mails(tmp_path)
    assert 30_000 < len(found["2026-W46.html"]) < 90_000
    drawn = parsed(found["2026-W46.html"])
    shown = len(drawn.xpath("//h3"))
    (link,) = drawn.xpath("//a[starts-with(text(), 'And ')]")
    assert link.text == f"And {400 - shown} more on the site"
    assert link.get("href") == "https://site.example/under/digest/2026-W46/"
    assert f"And {400 - shown} more on the site" in found["2026-W46.txt"].decode()
    # The page has them all, and the feed no more than the e-mail.
    assert (tmp_path / "site/digest/2026-W46/index.html").read_text().count("<h3") == 400
    assert (tmp_path / "site/digest/feed.xml").read_text().count("&lt;h3&gt;") == shown


def test_they_are_the_same_bytes_and_written_again_only_when_something_changed(tmp_path: Path) -> None:
    root, other = site(tmp_path / "a"), site(tmp_path / "b")
    build(root)
    build(other)
    before = mails(root)
    assert before == mails(other)
    stamp = (root / ".goodword/digest/2026-W46.eml").stat().st_mtime_ns
    write_files(root, {"content/articles/later.md": article("Later", date="2026-11-24")})
    build(root)
    assert (root / ".goodword/digest/2026-W46.eml").stat().st_mtime_ns == stamp
    write_files(root, {"content/articles/b.md": article("Other", date="2026-11-12")})
    build(root)
    assert b"Other" in mails(root)["2026-W46.txt"]
    (root / ".goodword/digest/2026-W46.txt").unlink()
    write_files(root, {"content/articles/c.md": article("C", date="2026-11-24")})
    build(root)
    assert "2026-W46.txt" in mails(root)
    # What is withdrawn goes from here as well.
    for name in ("a", "b"):
        (root / f"content/articles/{name}.md").unlink()
    (root / "content/tips/l.yaml").unlink()
    build(root)
    assert mails(root) == {}


def test_the_style_of_a_site_of_ones_own_is_taken(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root)
    write_files(root, {"templates/mail/digest.css": "{# Ours. #}\nh3 { color: teal }\n"})
    build(root)
    assert b"color: teal" in mails(root)["2026-W46.html"]


def test_drafts_and_what_is_to_come_make_none(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root, NOW, "--drafts", "--output", str(root / "preview"))
    build(root, NOW, "--future", "--output", str(root / "preview"))
    assert mails(root) == {}


def test_none_of_it_is_published(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root)
    assert not [path for path in (root / "site").rglob("*") if re.search(r"\.eml$|mail", path.name)]


def test_a_style_that_cannot_be_read_is_told_by_its_file(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "templates/mail").mkdir(parents=True)
    (root / "templates/mail/digest.css").write_bytes(b"\xff{# a #}")
    done = run_here("build", "--jobs", "1", "--now", NOW, root=root)
    assert done.code == 1
    assert "templates/mail/digest.css: error: the template is not UTF-8" in done.output
    assert not (root / "site/index.html").exists()
