"""The door to Python-Markdown: what it gives for what writers write."""

import importlib.metadata
import time

import pytest

from generator.base.model import Heading
from generator.markup import markdown
from generator.markup.base import Unconvertible
from generator.markup.markdown import MARKUP, OPTIONS, convert, deep_html, installed_version, too_deep


def test_headings_come_in_document_order_as_plain_text() -> None:
    converted = convert("## A *b* & `<c>`\n\n# Two\n\n### Two\n\n> ## In a quote")
    assert converted.headings == (
        Heading(level=2, id="a-b-c", text="A b & <c>"),
        Heading(level=1, id="two", text="Two"),
        Heading(level=3, id="two_1", text="Two"),
        Heading(level=2, id="in-a-quote", text="In a quote"),
    )


def test_heading_ids_of_other_scripts_are_neither_empty_nor_equal() -> None:
    ids = [heading.id for heading in convert("# 日本語\n\n# Žluťoučký\n\n# 🎉\n\n# ???\n\n# 日本語").headings]
    assert ids == ["日本語", "žluťoučký", "_1", "_2", "日本語_1"]


def test_footnote_ids_carry_the_prefix_and_are_valid() -> None:
    html = convert("A[^1] b[^a b] c[^1].\n\n[^1]: One.\n[^a b]: Two.", prefix="my post").html
    assert 'id="fnref:my-post-1"' in html
    assert 'id="fnref2:my-post-1"' in html
    assert 'id="fn:my-post-a_20_b"' in html
    assert 'href="#fn:my-post-a_20_b"' in html


def test_documents_do_not_leak_into_one_another() -> None:
    convert("[a]: /x\n\n[^1]: note\n\n*[HTML]: abbreviation\n\n# Same", prefix="one")
    assert convert("[a] HTML x[^1]").html == "<p>[a] HTML x[^1]</p>"
    assert convert("# Same").headings[0].id == "same"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2 |", '<td style="text-align: right;">2</td>'),
        ("Term\n:   Meaning", "<dd>Meaning</dd>"),
        ("```python\na < b\n```", '<pre><code class="language-python">a &lt; b\n</code></pre>'),
        ("Word\n{: .big }", '<p class="big">Word</p>'),
        ("[TOC]\n\n# One", '<div class="toc">\n<ul>\n<li><a href="#one">One</a></li>'),
        ('It\'s "so" -- well...', "It&rsquo;s &ldquo;so&rdquo; &ndash; well&hellip;"),
        ("1. a\n\n* b", "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>"),
        ("The HTML.\n\n*[HTML]: Markup", '<abbr title="Markup">HTML</abbr>'),
        ('<div class="x" markdown="1">\n*a*\n</div>', '<div class="x">\n<p><em>a</em></p>\n</div>'),
        ("<b>x</b> <script>y</script>", "<p><b>x</b> <script>y</script></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
    ],
)
def test_what_writers_expect(text: str, part: str) -> None:
    assert part in convert(text).html


@pytest.mark.parametrize(
    "text",
    [
        '<div class="footnote" markdown="1">\n1. x\n</div>\n\na[^1]\n\n[^1]: b',
        "# Title {: id }",
        "# Title {: data-toc-label }",
        "a[^1]\n\n[^1]: * x\n    {: id }",
        "para\n{: class }",
    ],
)
def test_what_the_library_itself_fails_on(text: str) -> None:
    assert convert(text).html


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "\x00", "\x02klzzwxh:0000\x03", "a\r\nb\rc"])
def test_odd_texts(text: str) -> None:
    assert isinstance(convert(text).html, str)


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "* ", "1. ", "> - ", "    - ", "\t1. "])
def test_too_deep_names_the_line(mark: str) -> None:
    assert too_deep("Text.\n\n" + mark * 40 + "x") is None
    assert too_deep("Text.\n\n" + mark * 120 + "x") in (None, 3)
    if not mark.isspace() and mark.strip():
        assert too_deep("Text.\n\n" + mark.strip() + " " + (mark.strip() + " ") * 120 + "x") == 3


def test_too_deep_counts_lists_nested_line_by_line() -> None:
    text = "\n".join("    " * level + "- item" for level in range(120))
    assert too_deep(text) == 101
    assert too_deep(text.replace("\n", "\r\n").replace("    ", "\t")) == 101


def test_deep_html_names_the_line() -> None:
    assert deep_html("a\n\n" + "<div>\n" * 6000) == 5003
    assert deep_html("a\n\n" + "<i>" * 6000) == 3
    assert deep_html("<div>\n</div>\n" * 6000) is None, "they are closed"
    assert deep_html("<p>one\n<li>one\n<br>\n" * 6000) == 2500 * 3 + 1, "each is in the other"
    assert deep_html("<p>one\n" * 6000 + "<br>" * 6000) is None, "a paragraph ends where the next begins"
    assert deep_html("```\n" + "<div>\n" * 6000 + "```\n") is None, "it is code"
    assert deep_html("Say `<b>` and `` <i> ``.\n" * 6000) is None, "it is code"


def test_too_deep_counts_elements_that_hold_markdown() -> None:
    assert too_deep("a\n\n" + '<div markdown="1">\n' * 150 + "</div>\n" * 150) == 103
    assert too_deep("<div><p>a</p></div>\n\nmarkdown\n" * 200) is None


@pytest.mark.parametrize(
    "text",
    [
        "- a\n" * 5000,
        "> > > a\n>\n" * 2000,
        "    " * 200 + "- not a list\n",
        "```\n" + "> " * 200 + "\n```\n",
        "**中文**粗体" * 3000,
        "- - - - - - - - - - - - - - -\n\n" * 200,
        "1. a\n    - b\n        - c\n\n            code\n\n" * 500,
    ],
)
def test_ordinary_texts_are_not_too_deep(text: str) -> None:
    assert too_deep(text) is None


def test_a_large_text_takes_time_in_proportion_to_its_size() -> None:
    article = '# Title\n\nSome "words" and *more*, `code`.\n\n* a\n* b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n' * 250

    def seconds(text: str) -> float:
        started = time.process_time()
        convert(text)
        return time.process_time() - started

    convert(article)
    assert seconds(article * 8) < 8 * 4 * max(seconds(article), 0.02)


def test_the_options_name_the_installed_version() -> None:
    assert OPTIONS.version == installed_version()
    assert importlib.metadata.version("markdown") in OPTIONS.version
    assert MARKUP.options is OPTIONS


def test_another_version_of_the_library_switches_the_quick_way_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the quick way was taken")

    monkeypatch.setattr("generator.markup.quick.document.convert", fail)
    with pytest.raises(AssertionError):
        convert("text")
    monkeypatch.setattr(markdown, "QUICK_VERSIONS", frozenset())
    assert convert("text").html == "<p>text</p>"


def test_a_text_too_deep_for_the_library_is_refused_in_words() -> None:
    with pytest.raises(Unconvertible, match="nested too deeply"):
        convert("- " * 3000 + "x")
