"""What stands for a summary where a writer gave none."""

import time

import pytest

from generator.markup.markdown import convert
from generator.markup.placeholders import cut
from generator.markup.summary import summary

LETTER = (
    '<div class="message">\n<p class="message-subject">Subject: Hello</p>\n'
    '<pre class="message-text">Dear Ann,\nhow are you?</pre>\n</div>'
)
NOTICE = (
    '<div class="notice notice-tip" role="note">\n<p class="notice-word">Tip</p>\n'
    "<ul><li>One thing</li></ul>\n<div><p>Say it first.</p></div>\n</div>"
)


def of(markdown: str) -> str:
    return summary(cut(convert(markdown, "x").html).pieces)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("The first.\n\nThe second.", "The first."),
        ("## A heading\n\nThe first.", "The first."),
        ("![A desk](desk.jpg)\n\nThe first.", "The first."),
        ("- one\n- two\n\nThe first.", "The first."),
        ("> A motto.\n\nThe first.", "A motto."),
        ("", ""),
        ("## Only a heading", ""),
    ],
)
def test_the_first_paragraph_with_text(markdown: str, expected: str) -> None:
    assert of(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Nine of ten[^1] were never posted[^b].\n\n[^1]: A survey.\n[^b]: Another.", "Nine of ten were never posted."),
        ("[^1]\n\nThe text.\n\n[^1]: A survey.", "The text."),
        ('Nine of ten<sup><a href="#note">[1]</a></sup> jobs.', "Nine of ten jobs."),
        ('Nine of ten<a href="#note"><sup>1</sup></a> jobs.', "Nine of ten jobs."),
        ("Water is H<sub>2</sub>O, and 2<sup>4</sup> is 16.", "Water is H2O, and 24 is 16."),
    ],
)
def test_the_marks_of_notes_are_left_out_and_nothing_else(markdown: str, expected: str) -> None:
    assert of(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- point one[^1]\n- point two\n\n[^1]: Told to me by a friend.", "point one"),
        ("1. one\n    - below it\n2. two", "one"),
        ("- **One** [link](/x/) and\n  a second line", "One link and a second line"),
        ("Term\n:   What it means.", "What it means."),
        ("[TOC]\n\n## A heading\n\n- one", "one"),
        ("![A desk](desk.jpg)\n\n- one", "one"),
    ],
)
def test_a_text_of_lists_has_its_first_item(markdown: str, expected: str) -> None:
    assert of(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A lead.\n{: .lead }\n\nThe second.", "A lead."),
        ('<p dir="rtl">שלום עולם</p>\n\nThe second.', "שלום עולם"),
        ('<p title="a > b">A lead.</p>\n\nThe second.', "A lead."),
        # What is embedded from elsewhere is no beginning of the text, unless there is no other.
        ('<blockquote><div><p style="x">By them.</p></div></blockquote>\n\nMine.', "Mine."),
        ('<div class="hero"><p class="lead">A lead.</p></div>\n\n- one', "A lead."),
        ("<!-- <p>Not this.</p> -->\n\nThis.", "This."),
        ("one<br>two<BR />three  \nfour", "one two three four"),
    ],
)
def test_html_that_a_writer_or_attributes_made(markdown: str, expected: str) -> None:
    assert of(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (LETTER, "Dear Ann, how are you?"),
        (NOTICE, "Say it first."),
        (f"{LETTER}\n\n{NOTICE}\n\nThe text.", "The text."),
        (f"{NOTICE}\n\n- one", "one"),
        (f"The text.\n\n{LETTER}", "The text."),
    ],
)
def test_a_letter_or_notice_is_better_than_nothing_and_second_to_all_else(markdown: str, expected: str) -> None:
    assert of(markdown) == expected


def test_a_paragraph_far_down_is_found_and_whole() -> None:
    code = "```\n" + "print(1)\n" * 400 + "```\n\n"
    links = "".join(f"- [item {number}](/x{number}/)\n" for number in range(60))
    assert of(code + "It prints [one](/one/), again and again.") == "It prints one, again and again."
    assert of(links + "\nThe text.") == "The text."
    assert of(code + links) == "item 0"


@pytest.mark.parametrize("part", ["<p class=a><div>", "<div class=notice>", "<li>", "<p class=a>", "<div class=toc>"])
def test_the_time_grows_with_the_text_and_not_faster(part: str) -> None:
    def seconds(times: int) -> float:
        markup = (part * times,)
        began = time.perf_counter()
        summary(markup)
        return time.perf_counter() - began

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.02)
