"""Where a page wants to be told, also where it is made to confuse; and what answers to TrackBacks say."""

import random

import pytest

from generator.mentions import trackback
from generator.mentions.discovery import endpoint
from tests.conftest import soaking

URL = "https://a.example/post/"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("</wm>; rel=webmention", "https://a.example/wm"),
        ("<wm>; REL=WebMention", "https://a.example/post/wm"),
        ('<?a=1,2;3>; title="x, <y>; rel=no"; rel="me webmention"', "https://a.example/post/?a=1,2;3"),
        ('<>; rel="webmention"', URL),
        ("</no>; rel=self, </wm>; rel=webmention", "https://a.example/wm"),
        ("</no>; rel=webmentions", ""),
        ("</no>; rel=self; rel=webmention", ""),
        ("</no>; title=webmention", ""),
        ("javascript:alert(1); rel=webmention", ""),
        ("<javascript:alert(1)>; rel=webmention", ""),
        ("<file:///etc/passwd>; rel=webmention", ""),
        ("<http://[::1>; rel=webmention", ""),
        ("<http://a.example:99999/>; rel=webmention", ""),
        ("</wm", ""),
        ("", ""),
    ],
)
def test_endpoint_of_a_header(header: str, found: str) -> None:
    assert endpoint(URL, (header,), b"") == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<base href="/b/"><link rel=webmention href=wm>', "https://a.example/b/wm"),
        ('<base href="/b/"><a rel=webmention href="">', URL),
        ("<a rel=webmention href='javascript:x'><a rel=webmention href=/wm>", "https://a.example/wm"),
        ('<script>"<link rel=webmention href=/no>"</script>', ""),
        ("<area rel=webmention href=/no><form rel=webmention action=/no>", ""),
        ("<LINK REL='me  WEBMENTION' HREF='/wm'>", "https://a.example/wm"),
        ("\0<a\0 rel=webmention href=/wm>", "https://a.example/wm"),
        ("webmention", ""),
        ("", ""),
    ],
)
def test_endpoint_of_a_document(html: str, found: str) -> None:
    assert endpoint(URL, (), html.encode()) == found


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<response><error>0</error></response>", None),
        ("<response>\n<error> 1 </error>\n<message>Spam &amp; more</message></response>", "Spam & more"),
        ("<response><error>1</error><message><![CDATA[No <b>way</b>\x1b]]></message></response>", "No way"),
        ("<response><error>1</error></response>", "it says that there was an error"),
        ("<html>Not found</html>", "its answer is none"),
        ("", "its answer is none"),
    ],
)
def test_answers_to_a_trackback(body: str, fault: str | None) -> None:
    assert trackback.fault(body.encode()) == fault


def test_a_trackback_is_announced_by_links_as_well() -> None:
    assert trackback.address(URL, URL, (), b'<a rel="trackback" href="tb/">x</a>') == f"{URL}tb/"
    assert trackback.address(URL, URL, (), b"<!-- <rdf:Description dc:identifier='https://other.example/' -->") == ""


PIECES = (
    *(
        "<a ",
        "<link ",
        "rel=",
        "webmention",
        "trackback",
        '"',
        "'",
        " href=",
        "/wm",
        "<!--",
        "-->",
        "<base ",
        ">",
        "\0",
    ),
    *(
        "<rdf:Description ",
        "trackback:ping=",
        "dc:identifier=",
        URL,
        "&#x110000;",
        "http://[",
        "\ud800",
        "é",
        "<![CDATA[",
    ),
    *("<error>", "99999999999", "</error>", "<message>", "<script>", "</", ";", ",", "\\", "<", "<?xml ", "<template>"),
)


def test_what_is_thrown_together_is_never_a_fault() -> None:
    chance = random.Random(7)  # noqa: S311 (the same each time)
    for _ in range(20_000 if soaking() else 1500):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 40)))
        body = text.encode("utf-8", "surrogatepass") + chance.randbytes(chance.randint(0, 9))
        for found in (
            endpoint(URL, (text,), body),
            endpoint(URL, (), body),
            trackback.address(URL, URL, (text,), body),
        ):
            assert found == "" or found.startswith(("http://", "https://"))
        words = trackback.fault(body)
        assert words is None or words.isprintable()


def test_a_page_made_to_be_slow_is_not() -> None:
    for piece in (
        b"<rdf:Description ",
        b'<rdf:Description "',
        b"<!--",
        b"<a rel=webmention ",
        b"<message>",
        b"<![CDATA[",
    ):
        body = piece * (300_000 // len(piece))
        endpoint(URL, (body.decode(),), body)
        trackback.address(URL, URL, (), body)
        trackback.fault(body)
