"""What Substack and Medium put into their files, and what their readers saw."""

import datetime as dt

import pytest

from generator.importers.base import UnreadableError
from generator.importers.body.convert import converted
from generator.importers.body.tidy import tidy
from generator.importers.medium.body import original as medium_original
from generator.importers.medium.body import text_of as medium_text
from generator.importers.medium.story import is_answer
from generator.importers.medium.story import story as read_story
from generator.importers.moments import moment
from generator.importers.substack.address import home_of
from generator.importers.substack.body import own_links, text_of
from generator.importers.substack.pictures import original
from generator.importers.substack.rows import rows
from tests.letters import HOME, JAR, SHARE, SUBSCRIBE, attrs, changed, mark, note, picture, section, story


def substack(html: str) -> str:
    """A text of Substack in Markdown."""
    return converted(tidy(text_of(html, str).html, str, str)).text


def medium(html: str, name: str = "A title", summary: str = "") -> str:
    """A text of Medium in Markdown."""
    one = read_story(story("aaaaaaaaaaa1", html, name=name, summary=summary), "2017-03-05_A-title-aaaaaaaaaaa1.html")
    return converted(tidy(medium_text(one, str).html, str, str)).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (SUBSCRIBE + "<p>A</p>" + SHARE, "A\n"),
        (picture(caption=""), f"![A jar]({JAR})\n"),
        (picture(), f'<figure>\n<img src="{JAR}" alt="A jar"><figcaption>The jar, full</figcaption>\n</figure>\n'),
        (
            f'<div class="image-gallery-embed" {attrs(gallery={"images": [{"src": JAR}, {"src": changed(JAR)}], "caption": "Two", "alt": "Jars"})}></div>',
            f'![Jars]({JAR})\n\n<figure>\n<img src="{JAR}" alt="Jars"><figcaption>Two</figcaption>\n</figure>\n',
        ),
        (
            '<p class="button-wrapper"><a class="button primary" href="https://call.example.com/"><span>Book</span></a></p>',
            "[Book](https://call.example.com/)\n",
        ),
        (
            f'<div class="vimeo-wrap" {attrs(videoId="123456789", videoKey="")}></div>',
            "<https://vimeo.com/123456789>\n",
        ),
        (
            f'<div class="youtube-wrap" {attrs(videoId="dQw4w9WgXcQ", startTime="90s")}></div>',
            "<https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90>\n",
        ),
        (
            f'<div class="apple-podcast-container"><iframe class="apple-podcast" {attrs(title="Talk", targetUrl="https://podcasts.apple.com/1")}></iframe></div>',
            "[Talk](https://podcasts.apple.com/1)\n",
        ),
        (f'<div class="instagram" {attrs(instagram_id="aB_1")}></div>', "<https://www.instagram.com/p/aB_1/>\n"),
        (
            f'<div class="highlighted_code_block" {attrs(language="python")}><pre class="shiki"><code><span>x</span> = 1\ny</code></pre></div>',
            "```python\nx = 1\ny\n```\n",
        ),
        ('<div class="preformatted-block"><pre class="text">a\n  b</pre></div>', "```\na\n  b\n```\n"),
        ('<div class="callout-block"><p>Mind this.</p></div>', "> Mind this.\n"),
        (f'<div class="a-new-thing" {attrs(url="https://x.net/1", title="New")}></div>', "[New](https://x.net/1)\n"),
        ('<p><a href="%%checkout_url%%">Join</a> us</p>', "Join us\n"),
        ('<div class="tweet" data-attrs="{broken"></div><p>A</p>', "A\n"),
        ('<div class="tweet" data-attrs="[1]"></div><p>A</p>', "A\n"),
    ],
)
def test_what_substack_puts_between_paragraphs(html: str, text: str) -> None:
    assert substack(html) == text


def test_footnotes_are_those_of_markdown_where_the_page_is_the_same() -> None:
    html = f"<p>A{mark(1)} b{mark(2)}</p>" + note(1, "<p>One <em>x</em></p>") + note(2, "<p>Two</p><p>More</p>")
    assert substack(html) == "A[^1] b[^2]\n\n[^1]: One *x*\n\n[^2]: Two\n\n    More\n"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<p>A{mark(1)}</p>", "A<sup>1</sup>\n"),
        ("<p>A</p>" + note(1, "<p>Lost</p>"), "A\n\n1. Lost\n"),
        (
            f"<figure><img src='{JAR}' alt=''><figcaption>A{mark(1)}</figcaption></figure>" + note(1, "<p>N</p>"),
            (
                f'<figure>\n<img src="{JAR}" alt=""><figcaption>A<sup id="fnref:1"><a href="#fn:1">1</a></sup></figcaption>\n'
                '</figure>\n\n<ol>\n<li id="fn:1"><p>N</p></li>\n</ol>\n'
            ),
        ),
        (f"<p>A{mark(1)}{mark(1)}</p>" + note(1, "<p>N</p>"), "A[^1][^1]\n\n[^1]: N\n"),
        (
            f"<p>A{mark(2)} b{mark(1)}</p>" + note(1, "<p>One</p>") + note(2, "<p>Two</p>"),
            "A[^1] b[^2]\n\n[^1]: Two\n\n[^2]: One\n",
        ),
    ],
)
def test_footnotes_that_are_not_as_they_should_be_lose_no_word(html: str, text: str) -> None:
    assert substack(html) == text


def test_what_is_not_there_is_named() -> None:
    html = f'<div class="poll-embed" {attrs(id=1)}></div>' * 2 + '<div class="native-video-embed"></div>'
    made = text_of(html + f'<div class="odd" {attrs(id=1)}></div>', str)
    assert made.notes == (
        "a poll, of which the export has not even the question, is left out (2 times)",
        "a film in it is not in the export, and left out",
        '"odd" shows what the export does not hold, and is left out',
    )


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (changed(JAR), JAR),
        (changed(changed(JAR)), JAR),
        ("https://cdn.substack.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fx.net%2Fa.png", "https://x.net/a.png"),
        ("https://substackcdn.com/image/fetch/https://x.net/a%20b.png", "https://x.net/a%20b.png"),
        ("https://substackcdn.com/image/fetch/nothing", "https://substackcdn.com/image/fetch/nothing"),
        (JAR, JAR),
    ],
)
def test_pictures_have_the_address_that_they_were_uploaded_to(url: str, found: str) -> None:
    assert original(url) == found


@pytest.mark.parametrize(
    ("url", "width", "found"),
    [
        ("https://cdn-images-1.medium.com/max/800/1*a.png", "2000", "https://cdn-images-1.medium.com/max/2000/1*a.png"),
        ("https://cdn-images-1.medium.com/max/800/1*a.png", "9000", "https://cdn-images-1.medium.com/max/4000/1*a.png"),
        ("https://cdn-images-1.medium.com/max/800/1*a.png", "700", "https://cdn-images-1.medium.com/max/800/1*a.png"),
        ("https://cdn-images-1.medium.com/max/800/1*a.png", "x", "https://cdn-images-1.medium.com/max/800/1*a.png"),
        ("https://x.net/a.png", "2000", "https://x.net/a.png"),
    ],
)
def test_pictures_of_medium_are_as_large_as_they_were(url: str, width: str, found: str) -> None:
    assert medium_original(url, width) == found


def test_links_to_own_texts_are_one() -> None:
    own = own_links(HOME, frozenset(("ann.substack.com", "www.ann.example")))
    for url in (f"{HOME}/p/x?utm=1", f"{HOME}/p/x/comments", "https://www.ann.example/p/x#§a", "https://open.substack.com/pub/ann/p/x?r=1"):  # fmt: skip
        assert own(url) == f"{HOME}/p/x"
    for url in (f"{HOME}/about", "https://other.substack.com/p/x", "mailto:x"):
        assert own(url) == url


@pytest.mark.parametrize(
    ("address", "text", "names", "home"),
    [
        ("", f'<a href="{HOME}/p/one">', [], HOME),
        ("", "{&quot;url&quot;:&quot;https://www.ann.example/p/one&quot;}", [], "https://www.ann.example"),
        ("", "", ["email_list.ann.csv"], HOME),
        ("https://ann.example", "", ["email_list.ann.csv"], "https://ann.example"),
    ],
)
def test_a_newsletters_address_is_found(address: str, text: str, names: list[str], home: str) -> None:
    assert home_of(address, [text], frozenset(("one",)), names)[0] == home


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        (f'<a href="{HOME}/p/of-another">', [], "add --address"),
        (
            '<a href="https://ann.example/p/one">',
            ["email_list.ann.csv"],
            r"--address https://ann\.example, or --address",
        ),
    ],
)
def test_an_address_is_asked_for_where_there_is_a_doubt(text: str, names: list[str], said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        home_of("", [text], frozenset(("one",)), names)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2021-03-05T08:00:00.123Z", dt.datetime(2021, 3, 5, 8, tzinfo=dt.UTC)),
        ("2021-03-05T08:00:00+02:00", dt.datetime(2021, 3, 5, 6, tzinfo=dt.UTC)),
        ("2021-03-05", dt.datetime(2021, 3, 5, tzinfo=dt.UTC)),
        ("", None),
        ("20081-01-01", None),
        ("0000-00-00", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_moments(text: str, when: dt.datetime | None) -> None:
    assert moment(text) == when


def test_lines_of_posts_csv_are_read_as_programs_write_them() -> None:
    head = "post_id,post_date,is_published,type,audience,title\r\n"
    (one,) = rows(head + '1.x,2021-03-05,TRUE,newsletter,everyone,"One, ""two""\nthree"\r\n')
    assert (one.title, one.is_published, one.audience) == ('One, "two"\nthree', True, "")
    (one,) = rows("post_id;is_published;title\n1.x;true;One\n")
    assert (one.title, one.audience) == ("One", "not said to be for everyone")
    with pytest.raises(UnreadableError, match="no column post_id"):
        list(rows("a,b\n1,2\n"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A</p>", "A\n"),
        ('<h3 class="graf graf--h3 graf--title">A title</h3><p class="graf">A title</p>', "A title\n"),
        ('<h3 class="graf graf--h3">A title</h3><p class="graf">B</p>', "B\n"),
        ('<h3 class="graf graf--h3 graf--title">Another</h3><p class="graf">B</p>', "## Another\n\nB\n"),
        ('<p class="graf">B</p><h4 class="graf graf--h4">C</h4>', "B\n\n## C\n"),
        ('<pre class="graf graf--pre">a<br>b</pre><p>x</p><pre class="graf graf--pre">c</pre>', "```\na\nb\n```\n\nx\n\n```\nc\n```\n"),
        ('<p id="a">To <a href="#b">b</a></p><h3 id="b">B</h3>', "To [b](#b)\n\n## B\n"),
        ('<div class="graf graf--mixtapeEmbed"></div><p>A</p>', "A\n"),
    ],
)  # fmt: skip
def test_what_medium_puts_between_paragraphs(html: str, text: str) -> None:
    assert medium(section(html)) == text


@pytest.mark.parametrize(
    ("name", "html", "answer"),
    [
        ("Thank you, Gus", "<p>Thank you, Gus, and more.</p>", True),
        ("Thank you, Gus…", "<p>Thank you, Gus, and more.</p>", True),
        ("", "<p>Yes.</p>", True),
        ("A title", "<p>Other words.</p>", False),
        ("Words", "<p>Words</p><h3>A heading</h3>", False),
        ("Words", "<p>" + "Words " * 300 + "</p>", False),
    ],
)
def test_answers_to_others_are_told_apart(name: str, html: str, answer: bool) -> None:
    one = read_story(story("aaaaaaaaaaa1", section(html), name=name), "2017-03-05_x-aaaaaaaaaaa1.html")
    assert is_answer(one) is answer
