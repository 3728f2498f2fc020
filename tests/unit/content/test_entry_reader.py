"""Whatever a file holds, reading it gives an entry or problems: nothing is ever raised."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.base.problems import Report
from generator.base.shelf import shelf
from generator.content.entry_reader import read_entry
from generator.kinds.base import Kind

KINDS: dict[str, Kind] = shelf("generator.kinds", "KIND")
BERLIN = ZoneInfo("Europe/Berlin")
PATHS = {
    kind.name: f"content/{kind.folder}" + ("" if "." in kind.folder else f"/hello{kind.suffix}")
    for kind in KINDS.values()
}

KEYS = sorted(
    {
        field
        for kind in KINDS.values()
        for field in (*kind.schema.__struct_fields__, "src", "at", "from", "to", "name", "start", "every")
    }
)
# What YAML, dates, addresses and Markdown stumble over.
ODD = [
    "---", "...", "- ", "? ", ": ", "&a ", "*a", "!!binary x", "!!python/name:x ", "<<: *a", "|", ">", "|-9", "'", '"', '"\\ud800"', '"\\0"', "%", "@", "`", "{", "}", "[", "]", "{{", "#", "\t", "\n", "\r", "\x00",
    "\x1b", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\U0010ffff", "é", "e\u0301", "日本", "🎉", "\u202e", "~", "null", "no", "0123", "12:30", "1e999", "9" * 400, "2026-11-02", "0001-01-01T00:00:00+14:00", "9999-12-31",
    "2026-03-29 02:30", "http://[", "https://[::1", "//", "/../", "%00", "%zz", "mailto:", "a" * 300, "CON", "..", "&#xD800;", "&#0;", "<script>", "<!--", "]]>", "[x]: <", "![](", "[^1]", "[^1]:", "*[", "[TOC]", "{: #a }", "```", "~~~", "| |", "> ", "1. ", "- [",
]  # fmt: skip
pieces = st.one_of(st.sampled_from(ODD), st.sampled_from(KEYS), st.text(max_size=6))
loose = st.lists(pieces, max_size=30).map("".join)
scalars = st.one_of(st.sampled_from(ODD), st.text(max_size=12))
lines = st.tuples(st.sampled_from(KEYS), scalars).map(": ".join)
listed = st.lists(st.one_of(lines, loose), max_size=8).map("\n".join)


@pytest.mark.parametrize("name", sorted(KINDS))
@given(keys=st.one_of(loose, listed), body=loose)
@example(keys="title: x\ndate: 2026-01-01", body="\x07 [a](http://[) ![b](https://[::1")
def test_any_text_gives_an_entry_or_problems(name: str, keys: str, body: str) -> None:
    kind = KINDS[name]
    text = f"---\n{keys}\n---\n{body}" if kind.suffix == ".md" else f"{keys}\n{body}"
    reading = read_entry(PATHS[name], text.encode("utf-8", "surrogatepass"), kind, BERLIN)
    assert reading.entry is not None or any(problem.severity == "error" for problem in reading.problems)


@pytest.mark.parametrize("name", sorted(KINDS))
@given(data=st.binary(max_size=200))
def test_any_bytes_give_an_entry_or_problems(name: str, data: bytes) -> None:
    reading = read_entry(PATHS[name], data, KINDS[name], BERLIN)
    assert reading.entry is not None or any(problem.severity == "error" for problem in reading.problems)


@given(
    name=st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=100),
    body=loose,
)
def test_any_name_gives_an_entry_or_problems(name: str, body: str) -> None:
    for folder, suffix in (("articles", ".md"), ("pages", ".md"), ("tips", ".yaml"), ("comments", ".yaml")):
        kind = next(kind for kind in KINDS.values() if kind.folder == folder)
        text = (
            "---\ntitle: A\ndate: 2026-01-01\n---\n" + body
            if suffix == ".md"
            else "title: A\ntips: []\n"
            if folder == "tips"
            else "[]\n"
        )
        reading = read_entry(f"content/{folder}/{name}{suffix}", text.encode("utf-8", "surrogatepass"), kind, BERLIN)
        assert reading.entry is not None or any(problem.severity == "error" for problem in reading.problems)


@pytest.mark.parametrize("name", sorted(KINDS))
@given(keys=listed)
def test_places_are_in_the_file(name: str, keys: str) -> None:
    kind = KINDS[name]
    text = f"---\n{keys}\n---\nText.\n" if kind.suffix == ".md" else keys
    shown = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in read_entry(PATHS[name], text.encode("utf-8", "surrogatepass"), kind, BERLIN).problems:
        assert 0 <= problem.place.line <= len(shown) + 1
        assert problem.message
        assert "\n" not in problem.message
        assert "\n" not in problem.hint


def test_a_report_is_sorted_and_says_each_thing_once() -> None:
    report = Report()
    kind = KINDS["article"]
    for path in ("content/articles/b.md", "content/articles/a.md", "content/articles/b.md"):
        report.add(read_entry(path, b"---\nb: 1\na: 1\n---\n", kind, BERLIN).problems)
    assert [(problem.place.path[-4], problem.place.line) for problem in report] == [
        ("a", 2),
        ("a", 2),
        ("a", 3),
        ("b", 2),
        ("b", 2),
        ("b", 3),
    ]


def test_a_comment_has_a_length_that_is_the_most() -> None:
    text = "- id: 1\n  author: A\n  date: 2026-01-01\n  status: {}\n  body: |\n    One.\n\n    {}\n"
    for status, length, found in (
        ("approved", 94, []),
        ("approved", 95, [(6, "the comment has 101 characters; 100 are the most")]),
        ("pending", 95, []),
    ):
        data = text.format(status, "x" * length).encode()
        reading = read_entry(PATHS["comment"], data, KINDS["comment"], BERLIN, 100)
        assert [(problem.place.line, problem.message) for problem in reading.problems] == found
        assert (reading.entry is None) is bool(found)


def test_a_passage_that_takes_too_long_is_an_error_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.markup.engine.cost_limit.BUDGET", 2000)
    text = "---\ntitle: A\ndate: 2026-01-01\n---\nOne.\n\n" + '[a](b "' * 100 + "\n"
    (problem,) = read_entry(PATHS["article"], text.encode(), KINDS["article"], BERLIN).problems
    assert (problem.severity, problem.place.line) == ("error", 7)
    assert "too long to convert" in problem.message
    assert problem.hint.startswith("divide it by empty lines")


def test_each_of_many_tags_that_are_left_has_its_place() -> None:
    tags = "".join(f"{{% include a{number} %}}\n\n" for number in range(60))
    text = "---\ntitle: A\ndate: 2026-01-01\n---\n" + tags
    problems = read_entry(PATHS["article"], text.encode(), KINDS["article"], BERLIN).problems
    assert [problem.place.line for problem in problems] == list(range(5, 125, 2))
