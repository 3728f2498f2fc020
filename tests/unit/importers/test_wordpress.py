"""What WordPress stores, and what it showed: paragraphs, shortcodes, blocks, dates, comments."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.importers.base import Export, Picture, UnreadableError
from generator.importers.body.autop import autop
from generator.importers.wordpress import IMPORTER
from generator.importers.wordpress.blocks import unblocked
from generator.importers.wordpress.item import moment
from generator.importers.wordpress.shortcodes import Shortcodes, attributes
from generator.importers.wordpress.texts import Source, summary_of
from tests.wxr import SPACES, comment, export, item, rich


def pictures(ids: Sequence[str]) -> list[Picture]:
    return [
        Picture(url=f"/{one}.jpg", alt=f"alt {one}", credit="Who" if one == "1" else "") for one in ids or ("1", "2")
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>\n"),
        ("One\nline\r\n\r\n\r\nTwo", "<p>One<br>\nline</p>\n<p>Two</p>\n"),
        ("One<br />\nline", "<p>One<br>\nline</p>\n"),
        ("<p>Is one</p>\n\nTwo", "<p>Is one</p><p>Two</p>\n"),
        ("a <em>b\nc</em>", "<p>a <em>b<br>\nc</em></p>\n"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<li>a\n\nb</li>", "<li><p>a</p>\n<p>b</p>\n</li>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n<p>b</p>\n</blockquote>"),
        ("<td>a</td>", "<td>a</td>"),
        ("<h2>a\nb</h2>\nc", "<h2>a<br>\nb</h2><p>c</p>\n"),
        ('<img\nsrc="a">', '<p><img src="a"></p>\n'),
        ("a <!-- x\n\ny --> b", "<p>a  b</p>\n"),
        ("<!-- open", "<p>&lt;!-- open</p>\n"),
        (" \n\n\xa0\n", "\n"),
    ],
)
def test_blank_lines_end_paragraphs(text: str, html: str) -> None:
    assert autop(text) == html


@pytest.mark.parametrize(
    ("text", "html", "unknown"),
    [
        ("no code", "no code", []),
        ('[caption width="3"]<img src="a"> Words[/caption]', '\n\n<figure><img src="a"><figcaption>Words</figcaption></figure>\n\n', []),
        ('[caption caption="Said"]<a href="b"><img src="a"></a>[/caption]', '\n\n<figure><a href="b"><img src="a"></a><figcaption>Said</figcaption></figure>\n\n', []),
        ('[gallery ids="2"]', '\n\n<figure><img src="/2.jpg" alt="alt 2"></figure>\n\n', []),
        ("[gallery]", '\n\n<figure><img src="/1.jpg" alt="alt 1"><figcaption>Who</figcaption></figure>\n\n<figure><img src="/2.jpg" alt="alt 2"></figure>\n\n', []),
        ("[audio mp3=https://a.net/x.mp3]", '\n\n<figure><audio controls src="https://a.net/x.mp3"></audio></figure>\n\n', []),
        ("[video src='v.mp4'][/video]", '\n\n<figure><video controls src="v.mp4"></video></figure>\n\n', []),
        ("[embed]https://a.net/[/embed]", "\n\nhttps://a.net/\n\n", []),
        ("[youtube dQw4w9WgXcQ]", "\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n", []),
        ('[code lang="php"]<?php echo 1;[/code]', '\n\n<pre><code class="language-php">&lt;?php echo 1;</code></pre>\n\n', []),
        ("[[gallery]]", "[gallery]", []),
        ("<pre>[gallery]</pre>", "<pre>[gallery]</pre>", []),
        ("[contact-form to=x]a[/contact-form]", "[contact-form to=x]a[/contact-form]", ["contact-form"]),
        ("[sic] and [1] and [note]", "[sic] and [1] and [note]", []),
    ],
)  # fmt: skip
def test_shortcodes_become_what_they_meant(text: str, html: str, unknown: list[str]) -> None:
    codes = Shortcodes(pictures)
    assert codes(text) == html
    assert codes.unknown == unknown


def test_attributes_are_read_however_they_are_quoted() -> None:
    found = attributes(""" a="1 2" B='&amp;' c=x "lone" last""")
    assert found == {"a": "1 2", "b": "&", "c": "x", "0": "lone", "1": "last"}


@pytest.mark.parametrize(
    ("text", "html", "unknown"),
    [
        ("<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->", "\n<p>a</p>\n", []),
        ('<!-- wp:spacer {"height":20} -->\n<div></div>\n<!-- /wp:spacer -->', "", []),
        ("<!-- wp:core/archives /-->", "", ["archives"]),
        ('<!-- wp:block {"ref":7} /-->', "\n<p>Shared</p>\n", []),
        ('<!-- wp:block {"ref":9} /-->', "", ["block"]),
        ("<!-- wp:shortcode -->[gallery ids=2]<!-- /wp:shortcode -->", '\n<figure><img src="/2.jpg" alt="alt 2"></figure>\n', []),
        ('<!-- wp:core-embed/vimeo {"url":"x"} --><figure><div>https://vimeo.com/1?a=1&amp;b=2</div><figcaption>See</figcaption></figure><!-- /wp:core-embed/vimeo -->',
         '<p><a href="https://vimeo.com/1?a=1&amp;b=2">https://vimeo.com/1?a=1&amp;b=2</a></p><p>See</p>', []),
        ("Classic\n\ntext", "<p>Classic</p>\n<p>text</p>\n", []),
        ("<!-- wp:group --><div><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --></div>", "<div><p>a</p></div>", []),
        ('<!-- wp:x {"a": not json} --><p>a</p><!-- /wp:x -->', "<p>a</p>", []),
    ],
)  # fmt: skip
def test_blocks_leave_what_they_showed(text: str, html: str, unknown: list[str]) -> None:
    shared = {"7": "<!-- wp:paragraph -->\n<p>Shared</p>\n<!-- /wp:paragraph -->"}
    assert unblocked(text, shared, Shortcodes(pictures)) == (html, unknown)


def test_a_shared_block_that_holds_itself_ends() -> None:
    shared = {"7": 'a<!-- wp:block {"ref":7} /-->'}
    assert unblocked('<!-- wp:block {"ref":7} /-->', shared, Shortcodes(pictures)) == ("<p>a</p>\n", ["block"])


def test_smilies_are_signs_but_not_in_code() -> None:
    html, _ = Source({}, {}, {}).html("So :) it;) <code>x :) y</code> 8-) http://a:) :)", "1")
    assert html == "<p>So 🙂 it;) <code>x :) y</code> 😎 http://a:) 🙂</p>\n"


@pytest.mark.parametrize(
    ("excerpt", "text", "summary"),
    [
        ("Short &amp; <em>sweet</em>", "x<!--more-->y", "Short & sweet"),
        ("", "First :)\n\nSecond\n\n<!--more-->\n\nThird", "First 🙂 Second"),
        ("", "One<!--more Read on-->two", "One"),
        ("", "No mark", ""),
        ("", "A" * 200 + "\n\n" + "B" * 200 + "<!--more-->", "A" * 200),
    ],
)
def test_a_summary_is_the_excerpt_or_what_stands_before_more(excerpt: str, text: str, summary: str) -> None:
    assert summary_of(excerpt, text) == summary


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2014-03-05 08:09:10", dt.datetime(2014, 3, 5, 8, 9, 10, tzinfo=dt.UTC)),
        ("2014-03-05", dt.datetime(2014, 3, 5, tzinfo=dt.UTC)),
        ("0000-00-00 00:00:00", None),
        ("20081-03-05 08:09:10", None),
        ("2014-02-30 08:09:10", None),
        ("1899-12-30 00:00:00", None),
        ("", None),
    ],
)
def test_dates_that_are_none_are_none(text: str, found: dt.datetime | None) -> None:
    assert moment(text) == found


def read(tmp_path: Path, text: str | bytes, name: str = "x.xml") -> Export:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return IMPORTER.read([path])


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (lambda text: text, "A title"),
        (lambda text: text.replace("A title", "A\x0b ti\x1ftle"), "A title"),
        (lambda text: text.replace("<![CDATA[A title]]>", "A &#11;title&#x1F;"), "A title"),
        (lambda text: text.replace("http://wordpress.org", "https://wordpress.org"), "A title"),
        (lambda text: text.replace("export/1.2/", "export/1.0/"), "A title"),
        (lambda text: text.replace("<wp:wxr_version>1.2</wp:wxr_version>", ""), "A title"),
        (lambda text: text.replace(SPACES, ""), "A title"),
        (lambda text: text.replace("A title", "A ]]]]><![CDATA[> title"), "A ]]> title"),
        (lambda text: text.replace("<![CDATA[A title]]>", "Q&amp;amp;A &lt;em&gt;now&lt;/em&gt;"), "Q&A now"),
        (lambda text: text.encode("utf-16"), "A title"),
        (lambda text: text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').replace("A title", "Ä title").encode("latin-1"), "Ä title"),
        (lambda text: text.replace("A title", "Ä title").encode("latin-1"), "\ufffd title"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "A title"),
        (lambda text: text.replace("<rss", "<!-- a -->\n<rss"), "A title"),
        (lambda text: text[: text.index("</channel>")], "A title"),
    ],
)  # fmt: skip
def test_exports_are_read_as_they_really_are(change: Callable[[str], str | bytes], title: str, tmp_path: Path) -> None:
    found = read(tmp_path, change(export(item(1, "A title"))))
    (post,) = found.posts()
    assert post.title == title
    assert post.date == dt.datetime(2014, 3, 5, 8, tzinfo=dt.UTC)
    assert post.body == "<p>A text.</p>\n"


def test_a_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    text = export(item(1), item(2))
    found = read(tmp_path, text[: text.rindex("<content:encoded>")])
    assert "ends before its end" in found.blog.notes[0]
    assert "1" in [post.key for post in found.posts()]


def test_parts_of_an_export_are_one_blog(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.xml").write_text(export(item(number), item(3)))
    found = IMPORTER.read([tmp_path / "1.xml", tmp_path / "2.xml"])
    assert [post.key for post in found.posts()] == ["1", "3", "2"]
    assert found.blog.left == {"there twice": 1}


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    bomb = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    with pytest.raises(UnreadableError, match="declares entities"):
        read(tmp_path, export(item(1)).replace("<rss", f"{bomb}<rss").replace("A text.", "&x;"))


def test_what_readers_said_keeps_who_answered_whom(tmp_path: Path) -> None:
    said = (
        comment(5, author="Bea")
        + comment(6, parent=5, user=1)
        + comment(6)
        + comment(7, "")
        + comment(8, approved="trash")
    )
    said += comment(9, kind="trackback", url="https://other.net/", author="Their title") + comment(
        10, kind="pingback", url="javascript:x"
    )
    (post,) = read(tmp_path, export(item(1, comments=said))).posts()
    assert [(one.id, one.author, one.reply_to, one.own) for one in post.comments] == [
        ("5", "Bea", "", ""),
        ("6", "Gus", "5", "ann"),
    ]
    assert [(one.source, one.title) for one in post.mentions] == [("https://other.net/", "Their title")]
    assert post.notes == ("1 comment was in the bin, and left out",)


def test_nothing_is_even_read_of_who_commented(tmp_path: Path) -> None:
    found = read(tmp_path, rich())
    every = repr((found.blog, list(found.posts())))
    assert [word for word in ("secret@", "gus-secret", "203.0.113", "Agent") if word in every] == []
