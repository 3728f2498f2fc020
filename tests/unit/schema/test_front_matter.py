"""YAML to located nodes: every value with its place, every fault with its own."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.problems import Report
from generator.schema.front_matter import MAX_DEPTH, read_matter, read_yaml
from generator.schema.nodes import Mapping, Node, Scalar, Sequence, locate

YAML = """\
title: "A"   # why
list:
  - one
  -   two
  - {a: ä, 日本: x, b: [c]}
empty:
last: |
  text
"""


def read(text: str) -> tuple[Node | None, list[str]]:
    report = Report()
    return read_yaml(text, "x.yaml", report), [
        f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in report
    ]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("title",), (1, 8)),
        (("list",), (3, 3)),
        (("list", 1), (4, 7)),
        (("list", 2, "a"), (5, 9)),
        (("list", 2, "日本"), (5, 16)),
        (("list", 2, "b", 0), (5, 23)),
        (("list", 9), (3, 3)),
        (("empty",), (6, 1)),
        (("last",), (7, 7)),
        (("nothing", "at", "all"), (1, 1)),
    ],
)
def test_every_value_has_its_place(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    node, problems = read(YAML)
    assert not problems
    assert node is not None
    assert locate(node, path) == place


def test_places_in_front_matter_are_those_of_the_file() -> None:
    report = Report()
    matter = read_matter(f"---\n{YAML}---\n\nText.\n", "x.md", report)
    assert matter is not None
    assert locate(matter.fields, ("list", 2, "a")) == (6, 9)
    assert (matter.body, matter.body_line) == ("\nText.\n", 11)


def test_nothing_is_typed() -> None:
    node, _ = read("a: no\nb: 12:30\nc: 0123\nd: 1.10\ne: 2026-11-02\nf: ~\ng: '~'\n")
    assert isinstance(node, Mapping)
    values = {key: value for key, value in node.values.items() if isinstance(value, Scalar)}
    assert [value.text for value in values.values()] == ["no", "12:30", "0123", "1.10", "2026-11-02", "~", "~"]
    assert [key for key, value in values.items() if value.empty] == ["f"]


def test_all_keys_that_stand_twice_are_named() -> None:
    assert read("a: 1\nb: 2\na: 3\nb: {c: 1, c: 2}\n")[1] == [
        '3:1 the key "a" stands twice',
        '4:1 the key "b" stands twice',
    ]


@pytest.mark.parametrize("opener", ["[", "{a: ", "- ", "-\t", "? ", "?\t", "- - ", "&a [", "!!x ["])
@pytest.mark.parametrize("count", [MAX_DEPTH + 2, 100_000])
def test_no_depth_is_too_much(opener: str, count: int) -> None:
    node, problems = read(opener * count)
    assert node is None
    assert problems


@pytest.mark.parametrize("step", ["- a:", "-", "a:", "? a\n:", "- - -"])
def test_no_indentation_is_too_much(step: str) -> None:
    text = "\n".join("  " * level + step for level in range(3000))
    node, problems = read(text)
    assert node is None
    assert problems


@pytest.mark.parametrize("step", ["[", "{", "[{", "[ ", "{a: [", "[" * 39 + "b,", "- ", "? ", "!t [", "[ # c\n"])
def test_no_nesting_is_said_to_be_something_else(step: str) -> None:
    """Newer releases of the library have a limit of their own, and look ahead of what they tell."""
    node, problems = read(step * 2000)
    assert node is None
    assert [problem.split(" ", 1)[1] for problem in problems] == [f"nested more than {MAX_DEPTH} levels deep"]


def test_as_deep_as_may_be() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[1] == [
        f"1:{MAX_DEPTH + 1} nested more than {MAX_DEPTH} levels deep"
    ]


def test_a_bomb_is_defused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [" + ", ".join([f"*a{level - 1}"] * 10) + "]" for level in range(1, 30)]
    began = time.monotonic()
    node, problems = read("\n".join(lines))
    assert time.monotonic() - began < 5
    assert node is None
    assert [problem.split(" ", 1)[1] for problem in problems] == ["too many aliases"]


def test_a_bomb_of_keys_is_defused_too() -> None:
    lines = ["a0: &a0 {x: 1, y: 2}"] + [
        f"a{level}: &a{level} {{x: *a{level - 1}, y: *a{level - 1}}}" for level in range(1, 35)
    ]
    node, problems = read("\n".join(lines))
    assert node is None
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["a: &a [*a]", "&a [*a]", "a: &a {b: *a}", "a: &a [[[*a]]]", "a: &a {b: [{c: *a}]}"])
def test_an_anchor_within_itself(text: str) -> None:
    node, problems = read(text)
    assert node is None
    assert [problem.split(" ", 1)[1] for problem in problems] == ["the anchor refers to itself"]


def test_nothing_is_an_empty_mapping() -> None:
    for text in ("", "\n\n", "# only a comment\n", "---\n"):
        node, problems = read(text)
        assert not problems
        assert isinstance(node, Mapping)
        assert not node.values


nodes = st.recursive(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"\A[a-z]{1,3}\Z"), inner, max_size=3), max_leaves=8)  # fmt: skip


@given(nodes)
def test_what_json_writes_is_read(value: object) -> None:
    node, problems = read(json.dumps(value, ensure_ascii=False))
    assert not problems
    assert node is not None
    assert plain(node) == value


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


@pytest.mark.parametrize("text", ["---\na: 1\n---", "---\na: 1\n---\n", "--- \na: 1\n...\n"])
def test_a_file_may_have_no_text(text: str) -> None:
    report = Report()
    matter = read_matter(text, "x.md", report)
    assert matter is not None
    assert not len(report)
    assert matter.body == ""
