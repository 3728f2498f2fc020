"""Which addresses of other sites a text has."""

import pytest

from generator.base.model import Prose
from generator.markup.outside import is_web, outside, whole


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="https://a.example/x?a=1&amp;b=2#c">x</a>', ["https://a.example/x?a=1&b=2#c"]),
        ("<A HREF=https://a.example/x>x</A>", ["https://a.example/x"]),
        ("<a class=x href='HTTP://A.Example' title='a > b'>x</a>", ["HTTP://A.Example"]),
        ('<a href=" //a.example/x ">x</a>', ["//a.example/x"]),
        ('<a href="/x">x</a><a href="mailto:a@b.example">x</a><a href="#x">x</a><a href="///x">x</a>', []),
        ('<img src="https://a.example/p.png" alt="">', ["https://a.example/p.png"]),
        (
            '<img srcset="https://a.example/1.png 1x, https://a.example/2,3.png 2x, own.png 3x">',
            ["https://a.example/1.png", "https://a.example/2,3.png"],
        ),
        (
            '<video src="https://a.example/v" poster="https://a.example/p"></video>',
            ["https://a.example/v", "https://a.example/p"],
        ),
        ('<iframe src="https://a.example/f"></iframe>', ["https://a.example/f"]),
        ('<blockquote cite="https://a.example/q">x</blockquote>', ["https://a.example/q"]),
        ('<form action="https://a.example/f"><button formaction="https://a.example/g">x</button></form>', []),
        ('<a ping="https://a.example/p" href="https://a.example/x">x</a>', ["https://a.example/x"]),
        ('<!-- <a href="https://a.example/x">x</a> -->', []),
        ('<!-- <a href="https://a.example/x">x</a>', []),
        ("<script>x = '<a href=\"https://a.example/x\">'</script><p>y</p>", []),
        ('<code>&lt;a href="https://a.example/x"&gt;</code>', []),
        ("https://a.example/x", []),
        ('<p data-x="https://a.example/x">x</p>', []),
        ('<a href="https://a.example/x', []),
    ],
)
def test_addresses_in_markup(markup: str, found: list[str]) -> None:
    assert list(outside(Prose((markup,)))) == found


def test_pieces_are_one_text() -> None:
    pieces = ('<a href="https://a.example/x">x</a><a', '>y</a> <a href="https://b.example/">', "z</a>")
    assert list(outside(Prose(pieces))) == ["https://a.example/x", "https://b.example/"]


def test_an_address_has_its_scheme() -> None:
    assert whole("//a.example/x") == "https://a.example/x"
    assert whole("http://a.example/x") == "http://a.example/x"
    assert [is_web(one) for one in ("//a.example", "/x", "//", "ftp://a.example", "https://", "https:a")] == [
        True,
        False,
        False,
        False,
        False,
        False,
    ]
