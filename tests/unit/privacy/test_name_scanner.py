"""The guard finds a name however it is written, and only the name."""

import pickle
import re
import time
import unicodedata

import pytest

from generator.privacy.name_scanner import Guard, Secret

NAMES = {
    "sean": "Séan O'Brien",
    "mary": "Mary Ann Whitcombe-Hale",
    "cher": "Cher",
    "yamada": "山田 太郎",
    "bjorn": "Bjørn Straße",
    "jorg": "Jörg Łukasz",
    "john": "ジョン・スミス",
    "kaur": "D’Souza",
}
GUARD = Guard(
    [
        *(Secret(who, "name", name) for who, name in NAMES.items()),
        Secret("sean", "e-mail address", "Sean.OB@post.example"),
    ]
)


def owners(text: str) -> set[str]:
    return {secret.owner for secret in GUARD.hits(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Séan O'Brien",
        "thanks to Séan O’Brien's help",
        "SÉAN O‘BRIEN",
        "sean obrien o'brien; Sean O´Brien",
        "thanks, Sean OBrien",
        unicodedata.normalize("NFD", "Séan O’Brien"),
        "S&eacute;an O&#39;Brien",
        "S&#xE9;an&nbsp;O&rsquo;Brien",
        "&lt;b&gt;S&amp;eacute;an&lt;/b&gt; O&amp;#39;Brien",
        r"{\"name\": \"S\u00e9an O\u2019Brien\"}",
        "Séan\n    O'Brien",
        "<b>Séan</b>\n<i class='x'>O'Brien</i>",
        "**Séan** *O'Brien*",
        "/people/sean-o-brien/",
        "sean_o_brien.jpg",
        "seanobrien.jpg",
        "/?q=S%C3%A9an%20O%27Brien",
        "O'Brien, Séan",
        "Sé\u00adan O'\u200bBrien",
        "mailto:sean.ob@post.example?subject=x",
        "Write to SEAN.OB@POST.EXAMPLE.",
        "sean.ob&#64;post.example",
        "sean.ob%40post.example",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert owners(text) == {"sean"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sean and O'Brien",
        "Sean told O'Brien",
        "Sean O'Briens",
        "McSean O'Brien",
        "cher ami",
        "Cherish",
        "xsean.ob@post.example",
        "sean.ob@post.example.org",
        "Mary Whitcombe-Hale",
        "山田 花子",
    ],
)
def test_what_is_not_the_name_is_not_found(text: str) -> None:
    assert owners(text) == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Cher!", "cher"),
        ("CHER", "cher"),
        ("昨日山田太郎さんに", "yamada"),
        ("Mary Ann Whitcombe Hale", "mary"),
        ("Whitcombe-Hale, Mary Ann", "mary"),
        ("BJØRN STRASSE", "bjorn"),
        ("Bjorn Strasse", "bjorn"),
        ("bjoern strasse", "bjorn"),
        ("Jorg Lukasz", "jorg"),
        ("JOERG LUKASZ", "jorg"),
        ("with joerg.lukasz", "jorg"),
        ("山 田太 郎さん", "yamada"),
        ("山田・太郎", "yamada"),
        ("ジョンスミスさん", "john"),
        ("ジョン スミス", "john"),
        ("Dsouza and DSouza", "kaur"),
    ],
)
def test_other_names(text: str, who: str) -> None:
    assert owners(text) == {who}


def test_what_is_no_text_is_searched_too() -> None:
    # The tags of a recording, in the three encodings they come in.
    for encoding in ("latin-1", "utf-8", "utf-16", "utf-16-be"):
        data = b"ID3\x04\0\0\0TPE1\0\0\0\x1f" + b"\x01" + "Séan O'Brien".encode(encoding) + b"\0\0\xff\xfb\x90\x44\x00"
        assert {secret.owner for secret in GUARD.hits_in(data)} == {"sean"}, encoding
    assert GUARD.hits_in(bytes(range(256)) * 1000) == []


def test_places_are_those_of_the_source() -> None:
    text = "One\r\nS&eacute;an O&rsquo;Brien, é&amp; <i>Séan\nO'Brien</i>\nCher and sean.ob@post.example".replace(
        "\r\n", "\n"
    )
    found = [(one.secret.owner, one.secret.what, one.line, one.column) for one in GUARD.places(text)]
    assert found == [
        ("sean", "name", 2, 1),
        ("sean", "name", 2, 38),
        ("cher", "name", 4, 1),
        ("sean", "e-mail address", 4, 10),
    ]
    assert text.split("\n")[1][37:].startswith("Séan")


def test_a_worker_gets_the_same_guard() -> None:
    again = pickle.loads(pickle.dumps(GUARD))  # noqa: S301 (our own bytes)
    assert again.secrets == GUARD.secrets
    assert again.hits("Séan O’Brien") == GUARD.hits("Séan O’Brien")


def test_nothing_to_guard_is_false() -> None:
    assert not Guard([])
    assert not Guard([Secret("x", "name", "…")])
    assert GUARD


def test_time_grows_with_the_text_and_not_with_the_names() -> None:
    text = "<p>She said &ldquo;it’s mary ann&rdquo; and <b>went</b> home, o'brien.</p>\n" * 4000
    many = Guard([Secret(str(number), "name", f"Maryx{number} Whitcombe{number} Hale") for number in range(2000)])
    began = time.perf_counter()
    assert many.hits(text) == []
    few = time.perf_counter() - began
    assert few < 1
    hostile = "mary ann <" + "<" * 20_000 + " - ' _" * 20_000 + " whitcombe"
    began = time.perf_counter()
    assert GUARD.hits(hostile) == []
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("before", ["", "Zo&eacute; &amp;amp; ", "e\u0301 %C3%A9 ", "\u00ad\\u0041 ﬁ "])
def test_the_column_is_that_of_the_line_as_it_is_written(before: str) -> None:
    line = before + "and Ada Lovelace, " * 3
    found = Guard([Secret("ada", "name", "Ada Lovelace")]).places(f"First.\n{line}\n")
    assert [(one.line, one.column) for one in found] == [(2, at.start() + 1) for at in re.finditer("Ada", line)]
