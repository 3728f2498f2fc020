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
        ("", ""),
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
