"""How each network counts: joined emoji, flags, scripts, forms of Unicode, addresses."""

import unicodedata

import pytest

from generator.networks.base import networks
from generator.networks.characters import graphemes, split_addresses, split_emoji

NAMES = ("bluesky", "linkedin", "mastodon", "threads", "x")
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

#: A text, and what it counts: at Bluesky (graphemes), LinkedIn (UTF-16), Mastodon, Threads, X.
VECTORS = [
    ("", 0, 0, 0, 0, 0),
    ("This is a test.", 15, 15, 15, 15, 15),
    ("two\n\nlines", 10, 10, 10, 10, 10),
    # Emoji: one of one character, of a mark that makes it one, and joined ones.
    ("\U0001f431", 1, 2, 1, 4, 2),
    ("\U0001f44d\U0001f3fd", 1, 4, 1, 8, 2),
    (FAMILY, 1, 11, 1, 25, 2),
    ("\U0001f937\U0001f3fd\u200d\u2640\ufe0f", 1, 7, 1, 17, 2),
    ("\U0001f3f3\ufe0f\u200d\U0001f308", 1, 6, 1, 14, 2),
    ("\u2764\ufe0f", 1, 2, 1, 6, 2),
    ("1\ufe0f\u20e3", 1, 3, 1, 7, 2),
    ("#\u20e3", 1, 2, 1, 4, 2),
    ("\u00a9\ufe0f", 1, 2, 1, 5, 2),
    (f"{FAMILY}{FAMILY}", 2, 22, 2, 50, 4),
    # No emoji: signs that are drawn as text, and digits.
    ("\u00a9", 1, 1, 1, 1, 1),
    ("\u2764", 1, 1, 1, 1, 2),
    ("123", 3, 3, 3, 3, 3),
    # Flags, one of which is a country's, one a part of it, two side by side.
    ("\U0001f1e9\U0001f1ea", 1, 4, 1, 8, 2),
    (ENGLAND, 1, 14, 1, 28, 2),
    ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 2, 8, 2, 16, 4),
    # Scripts: Chinese, Japanese and Korean count twice at X, Cyrillic, Greek, Arabic, Hebrew and Thai do not.
    ("日本語", 3, 3, 3, 3, 6),
    ("저찀쯿쿿", 4, 4, 4, 4, 8),
    ("тест", 4, 4, 4, 4, 4),
    ("λόγος", 5, 5, 5, 5, 5),
    ("سلام", 4, 4, 4, 4, 4),
    ("\U00010000\U0010ffff", 2, 4, 2, 2, 4),
    # Punctuation: quotes and dashes count once at X, an ellipsis twice.
    ("“a” – b", 7, 7, 7, 7, 7),
    ("a…", 2, 2, 2, 2, 3),
    # Accents, composed and not, and marks that have no composed form.
    ("caf\u00e9", 4, 4, 4, 4, 4),
    ("cafe\u0301", 4, 5, 4, 5, 4),
    ("x\u0301\u0302", 1, 3, 1, 3, 3),
    ("\u0e01\u0e33\u0e49", 1, 3, 1, 3, 3),
    # Korean in parts is composed at X, where it then counts 2.
    ("\u1112\u1161\u11ab", 1, 3, 1, 3, 2),
    # Addresses.
    ("https://test.com", 16, 16, 23, 16, 23),
    ("http://a.de", 11, 11, 23, 11, 23),
    ("test.com", 8, 8, 8, 8, 23),
    ("www.test.com/a/b?c=d&e=f#g", 26, 26, 26, 26, 23),
    ("https://my-site.example/tips/a/", 31, 31, 23, 31, 23),
    ("Test https://test.com test https://test.com test.com test", 57, 57, 71, 57, 86),
    ("Read https://a.example/b.", 25, 25, 29, 25, 29),
    ("(https://a.example/b_(c))", 25, 25, 25, 25, 25),
    ("https://a.example/b?c=d!", 24, 24, 24, 24, 24),
    ("https://a.example:8080/b", 24, 24, 23, 24, 23),
    ("https://bücher.example/ä", 24, 24, 23, 24, 23),
    ("https://xn--bcher-kva.example/%C3%A4", 36, 36, 23, 36, 23),
    ("https://☃.net/", 14, 14, 23, 14, 23),
    ("https://пример.рф/путь", 22, 22, 23, 22, 23),
    # In scripts without spaces, the next word follows at once.
    ("詳しくはtest.comで", 13, 13, 13, 13, 33),
    ("https://test.com日本語", 19, 19, 26, 19, 29),
    ("https://日本語.jp/a。", 17, 17, 24, 17, 25),
    ("t.co日本", 6, 6, 6, 6, 27),
    ("caf\u00e9.fr\u00e9", 8, 8, 8, 8, 24),
    # Without a scheme, a port or a query needs a path.
    ("test.com:80", 11, 11, 11, 11, 26),
    ("test.com?a=b", 12, 12, 12, 12, 27),
    ("test.com:80/?a=b", 16, 16, 16, 16, 23),
    # What X made short ends after its name.
    ("https://t.co/abc-def", 20, 20, 23, 20, 27),
    ("https://t.co/abc https://t.co/d", 31, 31, 47, 31, 47),
    # No addresses: no such top-level domain, an e-mail address, a name, an abbreviation, a file.
    ("see notes.zzz", 13, 13, 13, 13, 13),
    ("ann@test.com", 12, 12, 12, 12, 12),
    ("@test.com", 9, 9, 9, 9, 9),
    ("e.g. this", 9, 9, 9, 9, 9),
    ("http://localhost/a", 18, 18, 18, 18, 18),
    ("v1.2.3", 6, 6, 6, 6, 6),
    ("http://192.168.0.1/a/b/c/d/e", 28, 28, 28, 28, 28),
    # Mastodon counts only the name of somebody on another server.
    ("@ann@social.example hello", 25, 25, 10, 25, 25),
    ("@ann hello", 10, 10, 10, 10, 10),
    ("https://a.example/@ann@social.example", 37, 37, 23, 37, 23),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counts"), [(text, counts) for text, *counts in VECTORS], ids=ascii)
def test_text_counts(text: str, counts: list[int]) -> None:
    assert [networks()[name].count(text)[0].used for name in NAMES] == counts


@pytest.mark.parametrize("text", [text for text, *_ in VECTORS], ids=ascii)
def test_x_takes_both_forms_of_unicode_for_one(text: str) -> None:
    (composed,), (apart,) = (networks()["x"].count(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed == apart


def test_limits_are_those_that_are_published() -> None:
    limits = {name: [(count.limit, count.what) for count in networks()[name].count("")] for name in NAMES}
    assert limits == {
        "bluesky": [(300, "characters"), (3_000, "bytes")],
        "linkedin": [(3_000, "characters")],
        "mastodon": [(500, "characters")],
        "threads": [(500, "characters"), (5, "links")],
        "x": [(280, "characters")],
    }
    assert networks()["linkedin"].folded == 200


@pytest.mark.parametrize(
    ("name", "most", "over"),
    [
        ("x", "日" * 140, "日" * 141),
        ("x", "a" * 256 + " https://test.com/" + "b" * 400, "a" * 257 + " https://test.com/"),
        ("bluesky", FAMILY * 120, FAMILY * 121),
        ("bluesky", "ü" * 300, "ü" * 301),
        ("mastodon", FAMILY * 500, FAMILY * 501),
        ("threads", FAMILY * 20, FAMILY * 20 + "a"),
        ("threads", " ".join(f"a{n}.com" for n in range(5)), " ".join(f"a{n}.com" for n in range(6))),
        ("threads", "a.com " * 6, "a.com b.com c.com d.com e.com f.com"),
        ("linkedin", "\U0001f431" * 1500, "\U0001f431" * 1500 + "a"),
    ],
)
def test_border_of_a_limit(name: str, most: str, over: str) -> None:
    assert all(count.fits for count in networks()[name].count(most))
    assert not all(count.fits for count in networks()[name].count(over))


def test_bluesky_counts_bytes_of_what_is_sent() -> None:
    assert networks()["bluesky"].count(f"ü{FAMILY}")[1].used == 27


def test_parts_of_a_text() -> None:
    assert graphemes("e\u0301a\r\n\U0001f1e9\U0001f1ea") == ["e\u0301", "a", "\r\n", "\U0001f1e9\U0001f1ea"]
    assert split_emoji(f"a{FAMILY}b{ENGLAND}") == ([FAMILY, ENGLAND], "ab")
    assert split_addresses("a.com, https://b.org/c. d.e", bare=True) == (["a.com", "https://b.org/c"], ", . d.e")
    assert split_addresses("a.com, https://b.org/c. d.e", bare=False) == (["https://b.org/c"], "a.com, . d.e")
    assert split_addresses("see a.com.zzz and b.com-x and рф.рф", bare=True) == (
        ["a.com"],
        "see .zzz and b.com-x and рф.рф",
    )


@pytest.mark.parametrize(
    "text",
    ["a." * 100_000, "https://a.b/" + "(" * 100_000, "\u0300" * 200_000, "\U0001f468\u200d" * 100_000, "@a" * 100_000, "https://" * 40_000, "ä" * 200_000, "www." * 60_000, "\ud800" * 1000],
    ids=["dots", "brackets", "marks", "joiners", "names", "schemes", "letters", "hosts", "halves"],
)  # fmt: skip
def test_any_text_is_counted_soon(text: str) -> None:
    for network in networks().values():
        assert network.count(text)[0].used > 0
