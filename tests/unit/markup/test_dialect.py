"""Markdown as people write it: each text in tests/cases/markdown becomes what stands below it, by both ways."""

import re
from pathlib import Path

import pytest

from generator.markup.dialect.autolinks import patterns, target, trimmed
from generator.markup.dialect.fences import written
from generator.markup.dialect.plain import is_plain
from generator.markup.dialect.prepare import normalized, prepare
from generator.markup.leftovers import leftovers
from generator.markup.markdown import convert, convert_slowly

HERE = Path(__file__).parents[2] / "cases" / "markdown"
CASE = re.compile(r"^=== (.+)\n((?:.*\n)*?)--- becomes\n((?:(?!=== ).*\n?)*)", re.MULTILINE)
CASES = [
    pytest.param(found[2].removesuffix("\n"), found[3].rstrip("\n"), id=f"{path.stem}: {found[1]}")
    for path in sorted(HERE.glob("*.txt"))
    for found in CASE.finditer(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("text", "html"), CASES)
def test_what_is_written_is_shown(text: str, html: str) -> None:
    assert convert(text).html == html
    assert convert_slowly(text).html == html


@pytest.mark.parametrize(("text", "html"), CASES)
def test_a_text_in_its_new_form_stays(text: str, html: str) -> None:
    prepared = prepare(text)
    if not prepared.stash and not text.startswith("- - "):  # there four spaces are one level more
        assert convert(prepared.text).html == html


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n- b\n- c\n    - d\n\n1. e\n\n> f\n> g\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "# A\n\n    code\n    - x\n\nb - c\n1986. d\n\n<figure>\n<img>\n</figure>\n\n[^1]: note\n",
        "a\n\n- b\n\n    c\n\n- d\n",
    ],
)
def test_most_texts_are_plain(text: str) -> None:
    assert is_plain(text)
    assert prepare(text).text == text + "\n\n"


@pytest.mark.parametrize(
    "text",
    ["a\n- b", "- a\n  - b", "> a\n> - b", "- a\n* b", "- a\n\n  b", "1) a", "<div>\n\na\n\n</div>", "a\n|b|\n|-|"],
)
def test_what_is_not_plain(text: str) -> None:
    assert not is_plain(text)


def test_blocks_of_html_are_those_of_the_library() -> None:
    from generator.markup.dialect.elements import BLOCKS
    from generator.markup.engine.library import Stock

    assert set(BLOCKS) <= set(Stock().md.block_level_elements)


def test_line_ends_tabs_and_marks() -> None:
    assert normalized("a\r\n\tb\r \n\x02c") == "a\n    b\n\nc\n\n"


def test_fences_are_taken_out() -> None:
    prepared = prepare("a\n```py\nx < y\n```\nb")
    assert prepared.text == "a\n\n\x02wzxhzdk:0\x03\n\nb\n\n"
    assert prepared.stash == ('<pre><code class="language-py">x &lt; y\n</code></pre>',)


@pytest.mark.parametrize(
    ("info", "opening"),
    [
        ("", "<pre><code>"),
        ("C++", '<pre><code class="language-C++">'),
        ("js:app.js", '<pre><code class="language-js">'),
        ("{r}", '<pre><code class="language-r">'),
        ("{1,3}", "<pre><code>"),
        ("{r, echo=FALSE}", '<pre><code class="language-r">'),
        ("Message", '<pre><code class="language-message">'),
        ('{.sh data-x="a&b"}', '<pre><code class="language-sh" data-x="a&amp;b">'),
        ('"><script>', "<pre><code>"),
    ],
)
def test_what_stands_behind_a_fence(info: str, opening: str) -> None:
    assert written(info, "") == f"{opening}</code></pre>"


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("(https://x.example/a_(b)).", "https://x.example/a_(b)", "https://x.example/a_(b)"),
        ("see http://localhost:8000/x!", "http://localhost:8000/x", "http://localhost:8000/x"),
        ("https://x.example/&copy;", "https://x.example/", "https://x.example/"),
        ("見よhttps://x.example。次", None, None),
        ("は https://x.example/あ。次", "https://x.example/あ", "https://x.example/あ"),
        ("Www.x.example?", "Www.x.example", "http://Www.x.example"),
        ("mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"),
        ("a.b+c@d-e.example,", "a.b+c@d-e.example", "mailto:a.b+c@d-e.example"),
        ("jobs.example.com/a?b.", "jobs.example.com/a?b", "http://jobs.example.com/a?b"),
        ("ASP.NET", None, None),
        ("a@b", None, None),
        ("done.It is", None, None),
        ("see README.md", None, None),
        ("on appear.in", "appear.in", "http://appear.in"),
    ],
)
def test_bare_addresses(text: str, shown: str | None, href: str | None) -> None:
    found = next((match for pattern in patterns() if (match := pattern.search(text))), None)
    assert (trimmed(found[0]) if found else None) == shown
    assert found is None or target(trimmed(found[0])) == href


def test_a_leftover_of_several_lines_is_named_in_one() -> None:
    html = '<p>{{&lt; figure\n  src="a"\n&gt;}}</p>'
    assert leftovers(html) == ['{{< figure src="a" >}}']


def test_leftovers_of_other_generators_are_named() -> None:
    html = convert("{% include a %} {{< b >}} {{ site.url }} {{name}} `{% code %}`\n\n```\n{% raw %}\n```").html
    assert leftovers(html) == ["{% include a %}", "{{< b >}}", "{{ site.url }}"]


def test_a_list_of_ten_thousand_lines_takes_one_walk() -> None:
    text = "a\n" + "".join(f"- item {number}\n  - more\n" for number in range(5000))
    assert prepare(text).text.count("\n    - more") == 5000
