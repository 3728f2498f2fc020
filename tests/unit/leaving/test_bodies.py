"""Texts for other programs, one way of writing at a time."""

import pytest
import yaml

from generator.leaving.bodies import for_wordpress, with_addresses
from generator.leaving.places import Numbers
from generator.leaving.xml_text import cdata, escaped
from generator.leaving.yaml_out import written

ANSWERS = {"two.md": "/two/", "a b.jpg": "/img/a%20b.jpg", "x&y.md": "/xy/"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[t](two.md)", "[t](/two/)"),
        ("[t](two.md 'Title')", "[t](/two/ 'Title')"),
        ("[t](<a b.jpg>)", "[t](</img/a%20b.jpg>)"),
        ("[t](a%20b.jpg)", "[t](/img/a%20b.jpg)"),
        ("[t][1]\n\n[1]: two.md\n", "[t][1]\n\n[1]: /two/\n"),
        ('<a href="x&amp;y.md">t</a>', '<a href="/xy/">t</a>'),
        ("`[t](two.md)` [t](two.md)", "`[t](two.md)` [t](/two/)"),
        ("```\n[t](two.md)\n```\n[t](two.md)", "```\n[t](two.md)\n```\n[t](/two/)"),
        ("> ~~~\n> [t](two.md)\n> ~~~\n", "> ~~~\n> [t](two.md)\n> ~~~\n"),
        ("[t](not-two.md) two.md", "[t](not-two.md) two.md"),
    ],
)
def test_links_become_addresses_and_code_stays(before: str, after: str) -> None:
    assert with_addresses(before, ANSWERS) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a\nb</p>\n<p>c</p>", "<p>a b</p>\n\n<p>c</p>"),
        ("<p>a<br>\nb</p>", "<p>a<br>b</p>"),
        ("<pre><code>a\n\nb\n</code></pre>", "<pre><code>a\n\nb\n</code></pre>"),
        ("<p>a <!-- more --> b</p>", "<p>a  b</p>"),
        ("<p>[gallery] [1]</p>", "<p>&#91;gallery] &#91;1]</p>"),
        ("<p>:) and 8am ;-)</p>", "<p>&#58;) and 8am &#59;-)</p>"),
        ('<li><input type="checkbox" disabled checked> a</li>', "<li>☑ a</li>"),
    ],
)
def test_wordpress_shows_what_was_meant(before: str, after: str) -> None:
    assert for_wordpress(before) == after


def test_xml_holds_any_text() -> None:
    assert cdata("a]]>b\x00\x0b\ud800\ufffe") == "<![CDATA[a]]]]><![CDATA[>b]]>"
    assert escaped('<a & "b">\x08') == "&lt;a &amp; &quot;b&quot;&gt;"


def test_names_are_given_once_and_cut_between_letters() -> None:
    numbers = Numbers()
    assert [numbers.name("a", "post"), numbers.name("a", "post"), numbers.name("a", "page")] == ["a", "a-2", "a"]
    assert numbers.name("a", "attachment") == "a-2"
    long = numbers.name("日" * 100, "post")
    assert len(long) <= 200
    assert len(long) % 9 == 0


@pytest.mark.parametrize(
    "value",
    [
        {"a": "b: c", "no": "no", "n": 3, "t": True, "list": ["a, b", "c"], "empty": [], "none": {}},
        {"text": "one\n\n  two\n", "other": " led\nby a space", "last": "a\n\n", "tab": "\ta\nb", "odd": "a\x07\nb"},
        [{"a": [{"b": {"c": "d\ne"}}], "e": "2026"}, {"f": "- x"}, "text"],
    ],
)
def test_yaml_is_read_as_it_was_meant(value: object) -> None:
    assert yaml.safe_load(written(value)) == value  # type: ignore[arg-type] # (any value of these forms)
