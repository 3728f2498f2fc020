"""The parts of the quick way, one by one; that they agree with the library is shown in tests/fuzz."""

import re

import pytest

from generator.markup.quick.blocks import heading, headings, is_paragraph
from generator.markup.quick.emphasis import emphasize
from generator.markup.quick.headings import Ids, name_of, slug
from generator.markup.quick.html import without_html
from generator.markup.quick.inline import render
from generator.markup.quick.lists import Writer, items, write_list, write_quote
from generator.markup.quick.scan import Context
from generator.markup.quick.smart import smarten
from generator.markup.quick.tables import write_table
from generator.markup.quick.tokens import Doubt, Table


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("it's", "it&rsquo;s"),
        ('"so"', "&ldquo;so&rdquo;"),
        ("'so'", "&lsquo;so&rsquo;"),
        ("the '80s", "the &rsquo;80s"),
        ("\"'a' b\"", "&ldquo;&lsquo;a&rsquo; b&rdquo;"),
        ("a''", "a&rsquo;&lsquo;"),
        ("a -- b --- c ---- d", "a &ndash; b &mdash; c ---- d"),
        ("a... b....", "a&hellip; b...."),
        ('".', "&rdquo;."),
    ],
)
def test_smart_punctuation(text: str, html: str) -> None:
    assert Table().resolve(smarten(text)) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** ***c***", "<em>a</em> <strong>b</strong> <strong><em>c</em></strong>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("(*a*), snake_case_name, 2 * 3", "(<em>a</em>), snake_case_name, 2 * 3"),
        ("a*b*c", "a<em>b</em>c"),
    ],
)
def test_emphasis_that_pairs(text: str, html: str) -> None:
    assert Table().resolve(emphasize(text)) == html


@pytest.mark.parametrize("text", ["*a", "**a*", "*a _b* c_", "****a****", "*a **b *c* d** e*"])
def test_emphasis_in_doubt(text: str) -> None:
    with pytest.raises(Doubt):
        emphasize(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("`<b>` and ``a`b``", "<code>&lt;b&gt;</code> and <code>a`b</code>"),
        (r"\*a\* \x", r"*a* \x"),
        ('[a *b*](/u_v_w "T")', '<a href="/u_v_w" title="T">a <em>b</em></a>'),
        ("[![a](b)](c)", '<a href="c"><img alt="a" src="b"></a>'),
        ("[x][1] [One]", '<a href="/1">x</a> <a href="/one" title="t">One</a>'),
        ("a[^n]", 'a<sup id="fnref:p-n"><a class="footnote-ref" href="#fn:p-n">1</a></sup>'),
        ("<https://e.org/_a_?b&c>", '<a href="https://e.org/_a_?b&amp;c">https://e.org/_a_?b&amp;c</a>'),
        ('<b class="x">&copy;</b>', '<b class="x">&copy;</b>'),
        ("a  \nb", "a<br>\nb"),
    ],
)
def test_inline(text: str, html: str) -> None:
    context = Context("p-")
    context.numbers = {"n": 1}
    context.references = {"1": ("/1", None), "one": ("/one", "t")}
    assert render(text, context) == html


@pytest.mark.parametrize("text", ["`a", "[a](b c)", "a {.x}", "<a b", "</div>", "[a](<b>)", "\x02"])
def test_inline_in_doubt(text: str) -> None:
    with pytest.raises(Doubt):
        render(text, Context(""))


@pytest.mark.parametrize(
    "block",
    [
        "# a",
        "a\n# b",
        "- a",
        "1. a",
        "> a",
        "a\n> b",
        "    a",
        "a | b\n--|--",
        "a\n---",
        "***",
        "[a]: b",
        ": a",
        "\x0c",
    ],
)
def test_what_is_no_paragraph(block: str) -> None:
    assert not is_paragraph(block)


@pytest.mark.parametrize("block", ["a", "a\nb", "1.5 a", "-a", "*a* b", "a | b", "a\n- b", "(a)", "[a](b)", "“a”"])
def test_what_is_a_paragraph(block: str) -> None:
    assert is_paragraph(block)


def test_headings_of_both_kinds() -> None:
    assert heading("## A b ##\nrest") == (2, "A b", len("## A b ##\n"))
    assert heading("A b\n===") == (1, "A b", len("A b\n==="))
    assert heading("# C# b # c") == (1, "C# b # c", len("# C# b # c"))
    assert [text for _, text, _ in headings("# A\nB\n==\n## C\nrest")] == ["A"]
    assert [text for _, text, _ in headings("# A\n## C\nB\n==\nrest")] == ["A", "C", "B"]
    assert heading("#a") is None
    assert heading(r"# a \#") is None


def test_ids() -> None:
    ids = Ids({"taken"})
    assert [ids.unique(wanted) for wanted in ("taken", "a", "a", "a_1", "a", "", "")] == [
        "taken_1", "a", "a_1", "a_2", "a_3", "_1", "_2",
    ]  # fmt: skip
    assert slug(name_of("<em>A</em> &amp; <code>b</code> – C?")) == "a-b-c"


def written(writer: Writer) -> str:
    return "".join(writer.parts)


def test_lists() -> None:
    writer = Writer()
    write_list(["3. a\n4. b\n    - c\nmore"], writer)
    assert written(writer) == '<ol start="3">\n<li>a</li>\n<li>b<ul>\n<li>c\nmore</li>\n</ul>\n</li>\n</ol>\n'
    writer = Writer()
    write_list(["- a\n- b", "- c"], writer)
    assert written(writer) == "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"
    with pytest.raises(Doubt):
        items("a", re.compile("-"))


def test_a_quote() -> None:
    writer = Writer()
    write_quote("> a\nb\n>\n> - c\n>\n>d", writer)
    assert written(writer) == "<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n<p>d</p>\n</blockquote>\n"


def test_tables() -> None:
    writer = Writer()
    write_table("| a | b |\n|--:|---|\n| 1 |\n", writer)
    assert '<th style="text-align: right;">a</th>\n<th>b</th>' in written(writer)
    for block in ("a | b\n1 | 2", "a | `b`\n--|--", "a\n-"):
        with pytest.raises(Doubt):
            write_table(block, Writer())


def test_html_blocks_are_stashed_where_they_are_plain() -> None:
    stash: list[str] = []
    inline = 'a <b class="x">b</b> <br> 1 < 2 `<div>`'
    assert without_html(inline, stash) == inline
    block = '<figure class="x">\n<img src="a.png">\n\n<p>b & c</p>\n</figure>'
    assert without_html(f"a\n{block}\n\nb\n\n", stash) == "a\n\n\x02wzxhzdk:0\x03\n\n\n\nb\n\n"
    assert stash == [block + "\n"]


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b -->",
        "&#x27; &#3",
        "a <script>",
        " </p>",
        " <div>a</div>\n\n",
        "<div>a</div> b\n\n",
        "<div>a</div>\nb\n\n",
        "<div>\n\n",
        '<div markdown="1">a</div>\n\n',
        "<div>\x02wzxhzdk:0\x03</div>\n\n",
        "<div><!-- a --></div>\n\n",
        "<custom-box>a</custom-box>\n\n",
        "<div>a</div >\n\n",
        "<div><http://a.b></div>\n\n",
    ],
)
def test_other_html_is_left_to_the_library(text: str) -> None:
    assert without_html(text, []) is None
