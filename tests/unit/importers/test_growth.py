"""No text of an export holds an import up: one four times as long takes about four times as long."""

import contextlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.importers import file_kinds
from generator.importers.archive import Archive
from generator.importers.base import UnreadableError
from generator.importers.blogger import body as blogger
from generator.importers.body.convert import converted
from generator.importers.body.notes import without_ways_back
from generator.importers.body.parse import tree
from generator.importers.body.relinked import relinked
from generator.importers.body.tidy import tidy
from generator.importers.folder import dates, kramdown, liquid, shortcodes
from generator.importers.folder.matter import matter
from generator.importers.folder.old import Doc, Told
from generator.importers.folder.titles import title_and_body
from generator.importers.folder.values import people
from generator.importers.folder.wiki import Notes
from generator.importers.ghost import cards as ghost
from generator.importers.later import with_files
from generator.importers.medium.story import Story, is_answer
from generator.importers.pictures import Pictures
from generator.importers.substack import body as substack
from generator.importers.substack.pictures import original
from generator.importers.wordpress.texts import Source, summary_of
from generator.importers.xml_stream import Stream
from tests.fuzz.growth import grows_too_fast


def told() -> Told:
    return Told("a.md", 1)


def story(title: str) -> bool:
    """Whether a story of Medium with a title is an answer."""
    one = Story(
        id="", title=title, subtitle="", link="", date=None, is_draft=False, author="", author_url="", tags=(),
        body=tree("a"),
    )  # fmt: skip
    return is_answer(one)


WAYS: dict[str, Callable[[str], object]] = {
    "blogger": blogger.text_of,
    "dates": dates.moment,
    "ghost": ghost.text_of,
    "people": lambda text: list(people(text)),
    "substack": lambda text: substack.text_of(text, str),
    "substack's pictures": original,
    "files that came later": lambda text: with_files(text, Pictures({}, {}, None, bool, root=Path()), bool),
    "kramdown": lambda text: kramdown.plain(kramdown.coded(text), told(), hard=True, spaceless=True),
    "liquid": lambda text: liquid.translated(
        text, {}, liquid.Ways(address=lambda _, __: "", included=lambda _, __: None), told()
    ),
    "matter": lambda text: matter(text, bare=True),
    "medium": story,
    "notes": without_ways_back,
    "relinked": lambda text: relinked(text, str, str),
    "shortcodes of hugo": lambda text: shortcodes.translated(
        text, shortcodes.Ways(address=str, parameter=str), told()
    ),
    "summary": lambda text: summary_of("", f"{text}<!--more-->"),
    "title": lambda text: title_and_body("", text, "markdown"),
    "wiki": lambda text: Notes([], {}).translated(Doc(path="a.md", kind="article", values={}), text, told()),
    "wordpress": lambda text: Source({}, {}, {}).html(text, ""),
    "wordpress with blocks": lambda text: Source({}, {}, {}).html(f"<!-- wp:a -->{text}", ""),
}  # fmt: skip
#: What is repeated, between what stands before and behind it.
SHAPES = [
    *(("", signs, "") for signs in (
        " ", "\n", "\xa0", "a", "<pre", "<pre>", "<script>", "<!--", "<!-- more ", "<!-- more -->", "<!--nextpage-->", "<figcaption", "<figcaption>", "<a <img ",
        "<div>", "[a ", "[[a", '[a "', "[caption]<img>", "<!-- wp:a -->", "<!-- wp:a {}", "<!-- wp:shortcode -->", "{% a %}", "{% katex %}", "{% note %}", "{{", "{{< a >}}",
        "%%a", "==a", "> [!a]\n", "{:", "{:.notice ", "$$\n", "$$ a\n", "- a\n", "- a\n{:toc}\n", "](", "![a](", "`", "```\n", "&#160;", "a: b\n", '{"a":', "(", "[",
    )),
    ("a", " ", "b"), ("a ", "\t", "{: .no_toc"), ("a{:", " ", "b"), ("{:", ".notice ", ""), ("- ", " ", ""), ("- ", " ", "\na"), ("# a", " ", "b"), ("# a", " #", " b"),
    ("# ", "{", "}"), ("---", " ", "a"), ("](", " ", ")"), ("a%%", " ", ""), ("^", " ", "a"), ("{% a", " ", "b %}"), ("{% pullquote %}", '{"', "{% endpullquote %}"),
    ("{% katex %}", "{% katex %}", "{% endkatex %}"), ("{{< note >}}", "{{< a >}}", "{{< /note >}}"), ("<pre>", " ", "</pre>"), ("<ul><li>a", "\u2003", "</li></ul>"),
    ('<ul title="', "<pre", '"><li>a</ul>'), ("a", "…", "b"), ("https://substackcdn.com/image/fetch/", "https:/", "\na"), ("2020-01-01 10:00", " ", "a"),
    ("<!-- wp:embed -->", "<figcaption>", "<!-- /wp:embed -->"), ("", "\nx: a\n    b", ""), ("a:\n", "    b\n", ""), ("---\na: [\nb:\n", "- c\n", "---\n"),
]  # fmt: skip
#: What is opened many times and closed many times.
PAIRED = [
    ("<div>", "</ul>"), ("<!-- wp:a -->", "<!-- /wp:b -->"), ("<!-- wp:shortcode -->", "<!-- /wp:shortcode -->"), ("{{< note >}}", "{{< /note >}}"),
    (" ", "{{< note >}}\na\n{{< /note >}}"), ("[caption]<img>", "[/caption]"), ("{% note %}", "{% endnote %}"),
]  # fmt: skip


def repeated(before: str, signs: str, after: str) -> Callable[[int], str]:
    return lambda size: before + signs * (size // len(signs)) + after


def paired(opening: str, closing: str) -> Callable[[int], str]:
    return lambda size: opening * (size // (2 * len(opening))) + "x" + closing * (size // (2 * len(closing)))


EVERY = {
    **{repr(shape): repeated(*shape) for shape in SHAPES},
    **{repr(pair): paired(*pair) for pair in PAIRED},
}


@pytest.mark.parametrize("way", WAYS)
def test_texts_of_exports_grow_with_their_size(way: str) -> None:
    assert [name for name, make in EVERY.items() if grows_too_fast(WAYS[way], make, 25_000)] == []


@pytest.mark.parametrize(
    ("before", "signs", "after"),
    [
        ("a", " ", "b"),
        ("a", "\xa0", "b"),
        ("<pre>a", " ", "b</pre>"),
        ("<ul><li><pre>a", " ", "b</pre></li></ul>"),
        ("<dl><dt>a", "\u2003", "b</dt></dl>"),
    ],
)
def test_html_is_made_into_markdown_in_a_time_that_grows_with_it(before: str, signs: str, after: str) -> None:
    assert not grows_too_fast(
        lambda text: converted(tidy(text, str, str)), repeated(before, signs, after), 25_000 // len(signs)
    )


def test_the_line_of_what_is_said_is_found_at_once() -> None:
    def say(text: str) -> None:
        one = told()
        for at in range(len(text) - 1, 0, -20):
            one.say("a", text, at)

    assert not grows_too_fast(say, lambda size: "a\n" * (size // 2), 25_000)
    one = told()
    for at in (4, 0, 2, 1):
        one.say("a", "a\nb\nc", at)
    assert one.notes() == ["a (a.md:3, 1, 2, 1)"]


def test_what_tags_put_into_a_text_has_a_limit() -> None:
    part = "a" * 100_000
    ways = liquid.Ways(address=lambda _, __: "", included=lambda _, __: part)
    one = told()
    made = liquid.translated("{% include a.html %}" * 1000, {}, ways, one)
    assert made == part * 20 + "{% include a.html %}" * 980
    assert one.notes() == ["`{% include a.html %}` was not translated, and stays in the text (a.md:1)"]


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a/" * 2047 + "bb", b"")
    assert Archive(path).names == ["bb"]
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a/" * 2048 + "b", b"")
    with pytest.raises(UnreadableError, match="longer name than a file can have"):
        Archive(path)


@pytest.mark.parametrize(
    ("before", "signs", "after"),
    [("", "<!DOCTYPE", "<rss></rss>"), ("<rss></rss>", "<!---->", "<a"), ("<rss></rss>", " ", "<!--a")],
)
def test_what_is_around_xml_holds_nothing_up(before: str, signs: str, after: str, tmp_path: Path) -> None:
    def stream(text: str) -> None:
        path = tmp_path / "a.xml"
        path.write_text(text)
        with contextlib.suppress(UnreadableError):
            list(Stream(path, frozenset(("item",))))

    assert not grows_too_fast(stream, repeated(before, signs, after), 15_000)


def test_comments_before_a_page_hold_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"<!---->" * 9000 + b"a")
    assert file_kinds.fault_of(path, "a.pdf") == "it is called .pdf, and is something else"
    path.write_bytes(b"<!-- a --> <!-- b --> <html>")
    assert file_kinds.fault_of(path, "a.pdf") == "there is a page in place of the file"


def test_lines_of_keys_and_values_go_on_below_each_other() -> None:
    assert matter("a:\n    b\n    c\nd: e\nD: f\n\ng", bare=True).values == {"a": "b c", "d": "e, f"}
