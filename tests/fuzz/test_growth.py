"""A text four times as long takes about four times as long: whatever it is made of, by either way."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from generator.base.text import plain
from generator.markup.base import Unconvertible
from generator.markup.dialect.prepare import prepare
from generator.markup.engine import cost_limit
from generator.markup.leftovers import leftovers
from generator.markup.markdown import convert, convert_slowly, stock, too_deep
from generator.markup.placeholders import cut
from generator.markup.quick import document
from generator.markup.quick.tokens import Doubt
from generator.markup.srcset import candidates
from generator.markup.summary import summary
from tests.fuzz.growth import ROOM, TIMES, grows_too_fast

#: Signs that are repeated, as in texts that are made to take long.
REPEATED = [
    "[", "[[]", "[a](", "[a][", "![a](", '[a](b "', "*a**", "*a ", "_a ", "~~a", "~~", "<a", '<a href="', "<a b='", "<b>", "</b>", "<!--", "<script>", "<style>",
    "<title>", "<textarea>", "<http:", "<a@b", "<a](`a`", "`", "\\", "\\`", "\\[", '"', "\"'", "' ", "# a\n", "a\n=\n", "a\n---\n", "-\n", "- a\n", "[^1] ",
    "[^a\n", "*[a", "*[a]: b\n", "[a]: b\n", "a\n: b\n", ": ", "{: #i}", "# a {: #i}\n\n", "```\n", "```a\n", "~~~a\n", "&#1", "&amp;", "{%", "{{", "a|", "|-|\n", "> [!NOTE]\n\n",
    "- [ ] a\n", "http://a.b/(", "a@b.c ", "www.", "<div>\n", "<div>\n\n", "<script ", "<img ", "<p>", "[TOC]\n\n", '&"<', "- a\n\n  b\n\n",
]  # fmt: skip
#: Texts of a size that are no repetition.
MADE: dict[str, Callable[[int], str]] = {
    "runs of backticks": lambda size: " ".join("`" * length for length in range(1, int((2 * size) ** 0.5))),
    "many columns": lambda size: "\n".join(sign.join("a-b"[row] * (size // 6)) for row, sign in enumerate("|||")),
    "footnotes used twice": lambda size: (
        "".join(f"a[^{n}] b[^{n}]\n\n" for n in range(size // 30)) + "".join(f"[^{n}]: x\n" for n in range(size // 30))
    ),
    "references used": lambda size: (
        "".join(f"[a{n}] " for n in range(size // 20)) + "\n\n" + "".join(f"[a{n}]: /x\n" for n in range(size // 20))
    ),
    "brackets in brackets": lambda size: "[" * (size // 2) + "](a)" * (size // 8),
}


def quickly(text: str) -> None:
    """All that is ours: the form, the quick way where it is sure from the start, and what comes after."""
    prepared = prepare(text)
    html = "\n\n".join((prepared.text, *prepared.stash))
    with suppress(Doubt, Unconvertible):
        document.convert(prepared, "", _none)
    pieces = cut(html, videos=True).pieces
    summary(pieces)
    leftovers(html)
    plain(html)


def _none() -> object:
    raise Doubt


ALL = {repr(signs): (lambda size, signs=signs: signs * (size // len(signs))) for signs in REPEATED} | MADE


# The library copies the rest of a passage for each mark in it, which shows in a passage of nothing else: 6 to 7 times,
# or 10 where the memory for it is asked for each time. What really grows with the square takes 16 times as long.
@pytest.mark.parametrize(("way", "size", "room"), [(quickly, 12_000, ROOM), (convert_slowly, 3000, 3)])
def test_texts_grow_with_their_size(way: Callable[[str], object], size: int, room: float) -> None:
    stock()
    flat = {name: make for name, make in ALL.items() if not any(too_deep(make(each)) for each in (size, size * TIMES))}
    assert [name for name, make in flat.items() if grows_too_fast(way, make, size, room)] == []


def test_attributes_and_candidates_grow_with_their_size() -> None:
    assert not grows_too_fast(candidates, lambda size: "a" + " " * 10 * size + "b" + "," * 10 * size + "c")
    assert not grows_too_fast(cut, lambda size: '<b a="1"' + " " * 10 * size + "/>")


@pytest.mark.parametrize(
    "passage",
    [
        '[a](b "' * 500,
        "a\n: b\n" * 300,
        "|".join("a" * 300) + "\n" + "|".join("-" * 300) + "\n" + "c|d\n" * 300,
        "# b\n-\n" * 500,
        "[TOC]\n\n" * 200 + "# a\n\n" * 100,
    ],
)
def test_a_text_that_takes_too_many_steps_is_an_error_with_its_line(
    passage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert(f"One.\n\nTwo.\n\n{passage}\n")
    monkeypatch.setattr(cost_limit, "BUDGET", 20_000)
    text = f"One.\n\nTwo.\n\n{passage}\n"
    with pytest.raises(Unconvertible, match="too long to convert") as caught:
        convert_slowly(text)
    assert caught.value.line(text) >= 5
    assert "divide it by empty lines" in caught.value.hint


@pytest.mark.parametrize("signs", ["&#1", "<b>", "\\`", "\\[", '<a href="'])
def test_the_line_is_told_where_only_marks_are_left_of_a_passage(signs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost_limit, "BUDGET", 10_000_000)
    text = f'One <a href="/">link</a>.\n\nTwo.\n\n{signs * 20_000}\n\nThree.\n'
    with pytest.raises(Unconvertible, match="too long to convert") as caught:
        convert_slowly(text)
    assert caught.value.line(text) == 5


def test_numbers_that_python_refuses_to_read_are_no_fault() -> None:
    number = "1" * 6000
    for text in (f"&#{number}", f"# &#{number}; <b>x</b>", f"# a_{number}\n\n# a_{number}", f"[TOC]\n\n# &#{number};"):
        for way in (convert, convert_slowly):
            assert summary(cut(way(text).html).pieces) is not None
            assert all(len(heading.id) <= 1002 for heading in way(text).headings)
