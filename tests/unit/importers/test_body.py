"""HTML as Markdown: the page shows the same, whatever the HTML is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.body.convert import converted, page
from generator.importers.body.parse import tree
from generator.importers.body.shown import loss, shown
from generator.importers.body.tidy import tidy


def markdown(html: str) -> str:
    return converted(tidy(html, str, str)).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>b</b> <i>c</i> <s>d</s> <tt>e</tt></p>", "a **b** *c* ~~d~~ `e`\n"),
        ("<div><div>a</div>b<p>c</p></div>", "a\n\nb\n\nc\n"),
        ("<p>2 * 3 * 4, snake_case, # no, 1. no</p>", "2 \\* 3 \\* 4, snake\\_case, # no, 1. no\n"),
        ("<p># no</p>", "\\# no\n"),
        ("<p>&lt;script&gt;</p>", "\\<script\\>\n"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b\n"),
        ('<h2 id="x">a</h2>', "## a {: #x }\n"),
        ('<p><a href="https://a.net/">https://a.net/</a></p>', "<https://a.net/>\n"),
        ('<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?start=3"></iframe>', "<https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3>\n"),
        ('<a href="j.jpg"><img src="j.jpg" alt="A"></a>', "![A](j.jpg)\n"),
        ('<figure><img src="j.jpg" alt="A"></figure>', "![A](j.jpg)\n"),
        ('<img src="j.jpg">', '<p><img src="j.jpg" alt=""></p>\n'),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O\n"),
        ('<pre class="brush: php">a\n\n```</pre>', "````php\na\n\n```\n````\n"),
        ("<table><tr><td>a</td></tr></table>", "<table>\n<tr>\n<td>a</td>\n</tr>\n</table>\n"),
        ('<p onclick="x()" style="color:red" class="y">a</p>', "a\n"),
        ('<p><a href="javascript:x()">a</a> <a href="java\nscript:x()">b</a></p>', "a b\n"),
        ("<script>x()</script><style>y</style><p>a</p>", "a\n"),
        ("<p>a<br></p>", "a\n"),
        ("<p>&nbsp;</p><p></p>", ""),
        ("<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("</div></div>a", "a\n"),
        ("<details><summary>a</summary><p>b</p></details>", "<details>\n<summary>a</summary><p>b</p>\n</details>\n"),
    ],
)  # fmt: skip
def test_html_is_markdown_as_people_write_it(html: str, text: str) -> None:
    assert markdown(html) == text


def test_what_acts_does_not_come_in() -> None:
    html = (
        '<img src="x" onerror="a()"><svg onload="a()"><a href="data:text/html,x">d</a></svg><form action="/x"><input value="v">'
        '<button>b</button></form><object data="javascript:x"></object><embed src="file:///etc/passwd"><base href="//evil.net/">'
        '<meta http-equiv="refresh" content="0"><p id="x y">a</p><a href="vbscript:x">c</a>'
    )
    rendered = page(markdown(html)) or ""
    root = tree(rendered)
    assert {one.tag for one in root.iter()} <= {"div", "p", "img", "br"}
    assert {name for one in root.iter() for name in one.attrib} <= {"src", "alt"}
    assert "evil" not in rendered


@pytest.mark.parametrize(
    "html", ["<div>" * 5000 + "a", "<ul><li>" * 3000 + "a", "<b>" * 3000 + "a", "<blockquote>" * 400 + "a"]
)
def test_what_is_nested_without_end_keeps_its_words(html: str) -> None:
    assert "a" in markdown(html)


def test_what_is_lost_is_counted() -> None:
    before = shown(
        '<h2>A b</h2><p>c d <a href="x">e</a></p><pre>f</pre><table><tr><td>g</td></tr></table><img src="y">'
    )
    after = shown("<h2>A b</h2><p>c</p>")
    found = loss(before, after)
    assert found.missing == {"words": 4, "links": 1, "pictures": 1, "headings": 0, "tables": 1, "code": 1}
    assert found.of == {"words": 7, "links": 1, "pictures": 1, "headings": 1, "tables": 1, "code": 1}
    assert round(found.share, 3) == round(8 / 12, 3)


WORDS = st.sampled_from(["a", "b c", "1.", "-", "*x*", "_y_", "#", "&lt;", "&amp;", "`", "|", "[z]", "(q)", "!", "\\", "~~", "{: #a }", "http://a.net", "é", "“", "...", "+", "=", "x:", "::", "<br>", "\n"])  # fmt: skip


def inline(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    made = st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["strong", "em", "code", "del", "sup", "span", "q"]), children
    )
    link = st.builds('<a href="/x">{}</a>'.format, children)
    return st.lists(st.one_of(made, link, WORDS), min_size=1, max_size=4).map(" ".join)


INLINE = st.recursive(WORDS, inline, max_leaves=6)
BLOCKS = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h4", "pre", "div", "blockquote"]), INLINE),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, INLINE, inner),
        st.builds("<ol><li>{}</li></ol>".format, inner),
        st.builds("<blockquote>{}</blockquote>".format, inner),
        st.builds("<table><tr><th>{0}</th></tr><tr><td>{1}</td></tr></table>".format, INLINE, INLINE),
        st.builds("<dl><dt>{}</dt><dd>{}</dd></dl>".format, INLINE, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_whatever_the_html_the_page_loses_nothing(html: str) -> None:
    rendered = page(markdown(html))
    assert rendered is not None
    found = loss(shown(html), shown(rendered))
    assert found.missing == dict.fromkeys(found.missing, 0), (html, re.sub(r"\s+", " ", rendered))
