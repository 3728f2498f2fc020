"""HTML as feed readers get it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.feeds.content import for_readers


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # What Markdown gives stays, but for what belongs to a page.
        ('<h2 id="why">Why</h2>\n<p>Give <em>first</em>.</p>', "<h2>Why</h2>\n<p>Give <em>first</em>.</p>"),
        (
            (
                '<div class="table" role="region" aria-label="Table" tabindex="0"><table><tbody><tr>'
                '<td class="align-left" colspan="2">1</td></tr></tbody></table></div>'
            ),
            '<div><table><tbody><tr><td colspan="2">1</td></tr></tbody></table></div>',
        ),
        (
            '<p><img src="https://e.example/a.png" srcset="https://e.example/b.png 2x" alt="" width="4" onload="x()"></p>',
            '<p><img src="https://e.example/a.png" srcset="https://e.example/b.png 2x" alt="" width="4"></p>',
        ),
        (
            '<a class="ref" href="https://e.example/#fn:1" rel="nofollow">1</a>',
            '<a href="https://e.example/#fn:1" rel="nofollow">1</a>',
        ),
        # A frame becomes a link; scripts and styles go with what they hold.
        (
            '<p>See <iframe width="1" src="https://v.example/?a=1&amp;b=2">no frames</iframe>.</p>',
            '<p>See <a href="https://v.example/?a=1&amp;b=2">https://v.example/?a=1&amp;b=2</a>.</p>',
        ),
        ("<p>a<script>1 < 2</script><style>p {}</style><!-- c -->b</p>", "<p>ab</p>"),
        ('<p style="color: red"><a href="javascript:x">y</a></p>', "<p><a>y</a></p>"),
        ("<p>a<svg><title>icon</title></svg>b</p>", "<p>ab</p>"),
        # What authors left open is closed, and text is text.
        ("<ul><li>one<li>1 < 2 & 3", "<ul><li>one</li><li>1 &lt; 2 &amp; 3</li></ul>"),
        ("<x-note>kept</x-note>", "kept"),
        # What the theme renders by a class becomes plain HTML.
        (
            (
                '<div class="message">\n<p class="message-subject">Subject: Ten &lt;minutes&gt;</p>\n'
                '<pre class="message-text">Hi Petra,\n\nOne.\nTwo &amp; three.\n\nDesmond</pre>\n</div>'
            ),
            (
                "<div>\n<p><strong>Subject: Ten &lt;minutes&gt;</strong></p>\n"
                "<blockquote><p>Hi Petra,</p>\n<p>One.<br>\nTwo &amp; three.</p>\n<p>Desmond</p>\n</blockquote>\n</div>"
            ),
        ),
        (
            '<div class="notice notice-tip" role="note">\n<p class="notice-word">Tip</p>\n<p>Give.</p>\n</div>',
            "<div>\n<p><strong>Tip</strong></p>\n<p>Give.</p>\n</div>",
        ),
        (
            (
                '<ul>\n<li class="task"><label><input type="checkbox" disabled checked> Ask</label></li>\n'
                '<li class="task">\n<p><label><input type="checkbox" disabled> Give</label></p></li>\n</ul>'
            ),
            "<ul>\n<li>\u2611 Ask</li>\n<li>\n<p>\u2610 Give</p></li>\n</ul>",
        ),
        # An address that leaves its scheme to the page has none there.
        (
            '<img src="//a.example/b.jpg" srcset="//a.example/b 1x, //a.example/c 2x" alt="//d"> src="//e"',
            '<img src="https://a.example/b.jpg" srcset="https://a.example/b 1x, https://a.example/c 2x" alt="//d"> src="//e"',
        ),
        ("", ""),
        (
            '<a href="">x</a><img src="" alt=""> <code>&lt;a href=""&gt;</code>',
            '<a>x</a><img alt=""> <code>&lt;a href=""&gt;</code>',
        ),
    ],
)
def test_what_readers_get(html: str, expected: str) -> None:
    assert for_readers(html) == expected


@given(
    st.lists(
        st.sampled_from(["<p>", "</b>", "<iframe src='", "'>", '"', "<script>", " onclick=x ", "<a href=", "&lt;", "x"])
    )
)
def test_it_is_stable_and_nothing_runs(parts: list[str]) -> None:
    once = for_readers("".join(parts))
    assert for_readers(once) == once
    assert not re.search(r"<(?:script|iframe)|<[^>]*\sonclick", once)
