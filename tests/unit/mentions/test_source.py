"""What pages that mention an article say of themselves, and what a receiver says of them: cleaned, or left out."""

import datetime as dt
import random

import pytest

from generator.mentions.received import address_of, author_of, moment_of, title_of
from generator.mentions.source import Seen, look
from tests.conftest import soaking

TARGET = "https://a.net/jar/"
URL = "https://b.net/post"


def seen(html: str) -> Seen | None:
    return look(URL, html.encode(), lambda url: url == TARGET)


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"Only words: {TARGET}",
        f"<!-- <a href='{TARGET}'>x</a> -->",
        f"&lt;a href='{TARGET}'&gt;",
        f"<a data-href='{TARGET}'>x</a>",
        "<a href='https://a.net/jars/'>x</a>",
        f"<script>'<a href=\"{TARGET}\">'</script>",
    ],
)
def test_a_page_that_does_not_link(html: str) -> None:
    assert seen(html) is None


def test_a_page_without_microformats_says_nothing() -> None:
    assert seen(f"<title>T</title><a href={TARGET}>x</a>") == Seen()


def test_the_entry_that_is_about_the_target_is_taken() -> None:
    html = (
        '<div class="h-feed"><div class="h-entry"><a class="u-like-of" href="https://c.net/">c</a><b class="p-name">No</b>'
        f'</div><div class="h-entry"><a class="u-in-reply-to" href="{TARGET}">x</a><b class="p-name">Yes</b>'
        '<span class="p-author">Eve</span><time class="dt-published" datetime="2026-01-02">d</time></div></div>'
    )
    when = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    assert seen(html) == Seen(kind="reply", author="Eve", title="Yes", date=when)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("https://b.net/x?y#z", "https://b.net/x?y#z"),
        ("https://social.net/@ann/1", "https://social.net/@ann/1"),
        ("https://ann:pw@b.net/", ""),
        ("https://b.net/?mail=ann@b.net", ""),
        ("javascript:alert(1)", ""),
        ("//b.net/", ""),
        ("https://b.net/\x1b[2J", ""),
        ("https://b.net/" + "x" * 3000, ""),
        (7, ""),
        (None, ""),
    ],
)
def test_addresses(value: object, found: str) -> None:
    assert address_of(value) == found


def test_words() -> None:
    assert author_of(" Ann\u202e <i>B</i> &lt;script&gt; ann@b.net ") == "Ann B"
    assert author_of("ann@b.net") == ""
    assert author_of(3) == ""
    assert title_of(None, "<p>Write to <a href='mailto:x@b.net'>x@b.net</a></p><style>p{}</style> now") == (
        "Write to (e-mail address left out) now"
    )
    assert len(title_of("word " * 900, "")) <= 200
    assert moment_of("nonsense", "0001-01-01T00:00:00+14:00", "2026-01-02T03:04:05Z") == dt.datetime(
        2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC
    )


PIECES = (
    *(
        '<div class="h-entry">',
        '<a class="u-in-reply-to h-cite" href=',
        TARGET,
        ">",
        "</div>",
        '<p class="p-author h-card">',
    ),
    *(
        '<time class="dt-published" datetime="',
        "2026-13-45T99:99",
        '"',
        '<span class="value">',
        "12:00pm",
        "<base href=http://[",
    ),
    *(
        '<div class="hentry vcard vevent">',
        '<i class="e-content p-name">',
        "\0",
        "\ud800",
        "&#x110000;",
        "<template>",
        "<table><a>",
    ),
    *(
        '<link rel="',
        '<img class="u-photo" src=',
        "//[",
        "<!--",
        "x@b.net",
        '<abbr class="value" title="',
        '<ul class="h-feed">',
    ),
)


def test_pages_thrown_together_are_never_a_fault() -> None:
    chance = random.Random(3)  # noqa: S311 (the same each time)
    read = 0
    for _ in range(10_000 if soaking() else 1000):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 25))) + f"<a href='{TARGET}'>"
        found = look(URL, text.encode("utf-8", "surrogatepass"), lambda url: url == TARGET)
        if found is not None:
            read += bool(found.kind)
            assert "x@b.net" not in found.author + found.title
            assert (found.author + found.title).isprintable()
    assert read > 100
