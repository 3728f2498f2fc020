"""Pictures in a text's HTML: which are placeholders, and what `srcset` and `data:` addresses hold."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.embedded import embedded
from generator.markup.placeholders import cut
from generator.markup.srcset import candidates, joined
from generator.markup.tags import origin_of
from generator.pages.images import _size

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DATA = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.jpg", [("a.jpg", "")]),
        ("a.jpg 1x, b.jpg 2x", [("a.jpg", "1x"), ("b.jpg", "2x")]),
        ("a.jpg 1x,b.jpg 2x", [("a.jpg", "1x"), ("b.jpg", "2x")]),
        ("\n  a.jpg 480w,\n\tb.jpg\n 1.5x ,", [("a.jpg", "480w"), ("b.jpg", "1.5x")]),
        ("a.jpg, b.jpg 2x", [("a.jpg", ""), ("b.jpg", "2x")]),
        ("my desk.jpg 600w, my desk (2).jpg 1200w", [("my desk.jpg", "600w"), ("my desk (2).jpg", "1200w")]),
        ("one,two.jpg 2x", [("one,two.jpg", "2x")]),
        (f"{DATA} 1x, b.jpg 2x", [(DATA, "1x"), ("b.jpg", "2x")]),
        ("a.jpg 100w 50h", [("a.jpg", "100w 50h")]),
        ("", []),
        (" , ,", []),
    ],
)
def test_a_srcset_is_read_as_people_write_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert candidates(text) == expected
    assert candidates(joined(expected)) == expected


@given(st.text("a ,1xw.\n", max_size=40))
def test_any_srcset_is_read(text: str) -> None:
    assert all(url and not url[0].isspace() for url, _ in candidates(text))


@pytest.mark.parametrize(
    "address",
    [
        DATA,
        DATA.replace("data:image/png;base64", "DATA:IMAGE/PNG;BASE64"),
        DATA.rstrip("="),
        DATA.replace("=", "%3D"),
        DATA[:60] + "\n   " + DATA[60:],
        DATA.replace("+", "-").replace("/9", "_9"),
        DATA.replace("png;base64", "png;name=a.png;base64"),
    ],
)
def test_the_same_picture_is_the_same_however_it_is_written(address: str) -> None:
    found = embedded(address)
    assert found.data == PIXEL
    assert not found.wrong
    assert found.name == embedded(DATA).name


def test_a_drawing_may_stand_there_as_it_is() -> None:
    assert embedded("data:image/svg+xml,%3Csvg%20/%3E").data == b"<svg />"
    assert embedded("data:image/svg+xml;utf8,<svg />").data == b"<svg />"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("data:image/png;base64,iVBOR!", "its base64 cannot be read"),
        ("data:image/png;base64,iVBOR", "its base64 cannot be read"),
        ("data:image/png;base64,é", "its base64 cannot be read"),
        ("data:image/png;base64", "there is no comma before its data"),
        ("data:image/png;base64,", "there is nothing in it"),
        ("data:image/png,", "there is nothing in it"),
    ],
)
def test_what_cannot_be_read_says_why(address: str, wrong: str) -> None:
    assert embedded(address).wrong == wrong


def placeholders(markup: str) -> list[tuple[str, str]]:
    return [(placeholder.kind, placeholder.target) for placeholder in cut(markup).placeholders]


NAME = embedded(DATA).name


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img alt="a" src="a.jpg">', [("image", "a.jpg")]),
        ('<img alt="a" src="https://x.example/a.jpg">', []),
        ('<img alt="a" src="https://x.example/a.jpg" srcset="a.jpg 2x">', [("image", "https://x.example/a.jpg")]),
        ('<picture><source srcset="a.avif"><img src="a.jpg"></picture>', [("source", "a.avif"), ("inner", "a.jpg")]),
        ('<picture><source srcset="//x.example/a 2x"></picture><img src="a.jpg">', [("image", "a.jpg")]),
        ('<video><source src="a.mp4"></video>', [("link", "a.mp4")]),
        (f'<img alt="a" src="{DATA}">', [("image", NAME)]),
        (f'<img alt="a" srcset="{DATA} 2x">', [("image", "")]),
        (f'<video poster="{DATA}"></video>', [("link", NAME)]),
        (f'<a href="{DATA}">x</a>', [("link", NAME)]),
        (f'<svg><image href="{DATA}"/></svg>', [("link", NAME)]),
        ('<img alt="a" src="data:text/plain,x">', [("image", embedded("data:text/plain,x").name)]),
        (f'<object data="{DATA}"></object>', [("link", NAME)]),
        ('<a href="data:text/plain,x">x</a>', []),
    ],
)
def test_what_shows_a_picture_of_the_site_is_a_hole(markup: str, expected: list[tuple[str, str]]) -> None:
    assert placeholders(markup) == expected


@pytest.mark.parametrize(
    "tag", ['<img alt="a" src="{}">', '<a href="{}">x</a>', '<source srcset="{} 2x">', '<video poster="{}">']
)
def test_no_picture_stays_in_a_text(tag: str) -> None:
    found = cut(tag.format(DATA))
    assert [one.data for one in found.embedded] == [PIXEL]
    assert "base64" not in repr((found.pieces, found.placeholders))


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Pics.example/a.jpg", "https://pics.example"),
        ("//pics.example:8443/a.jpg", "https://pics.example:8443"),
        ("http://[::1]:80/a", "http://[::1]:80"),
        ("https://ann:secret@pics.example/a", "https://pics.example"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example"),
        ("https://*/a.jpg", ""),
        ("https://a_b.example/", ""),
        ("https://pics.example:port/", ""),
        ("https://ü..example/", ""),
        ("/a.jpg", ""),
        ("mailto:a@pics.example", ""),
    ],
)
def test_what_the_policy_cannot_name_has_no_origin(address: str, origin: str) -> None:
    assert origin_of(address) == origin
    assert [found for _, found in cut(f'<img alt="a" src="{address}">').outside] == ([origin] if origin else [])


@pytest.mark.parametrize(
    ("given_size", "expected"),
    [
        ({}, (' width="1200" height="600"', 0)),
        ({"width": "300"}, (' width="300" height="150"', 300)),
        ({"height": "150"}, (' width="300" height="150"', 300)),
        ({"width": "300px"}, (' width="300" height="150"', 300)),
        ({"width": "200", "height": "200"}, (' width="200" height="200"', 200)),
        ({"width": "50%"}, (' width="50%"', 0)),
        ({"width": "auto"}, (' width="1200" height="600"', 0)),
        ({"width": "0"}, (' width="1200" height="600"', 0)),
        ({"width": "1"}, (' width="1" height="1"', 1)),
    ],
)
def test_the_writers_size_stands_and_the_ratio_stays(given_size: dict[str, str], expected: tuple[str, int]) -> None:
    assert _size(given_size, 1200, 600) == expected
