"""YAML read without the library: the same nodes, or nothing."""

import pytest

from generator.frontmatter import read_yaml
from generator.located import Mapping, Node
from generator.plainyaml import read_plain
from generator.problems import Report

TAKEN = (
    '"x: y"',
    "'x # y'",
    '" a  "',
    "a b",
    "12:30",
    "2026-11-02 07:30",
    "https://example.org/a#b",
    "no",
    "(x) y",
    "a, b]",
    "it's",
    "über “dies”",
    "[]",
    "[a, b]",
    """["a, b",'c', d]""",
    "[a b, c/d.e]",
    "\n- a\n- 'b: c'",
    "\n  - a b\n  - c",
)
LEFT = (
    "",
    "~",
    "a: b",
    "a:",
    "a #b",
    "a  b",
    "- a",
    "'it''s'",
    r'"a\nb"',
    '"a\tb"',
    '"a" b',
    "[a, ]",
    "[a: b]",
    "[a #b]",
    "[[a]]",
    "{a: b}",
    "|\n  a",
    "a\n  b",
    "&x a",
    "*x",
    "!x a",
    "@a",
    "\n- a: b",
    "\n- a\n  - b",
    "\n- - a",
    "\n  b: c",
    "\ufeffa",
)


def library(text: str) -> Node | None:
    """What the library reads; a comment is what is always left to it."""
    return read_yaml(f"{text}# a comment\n", "x.md", Report(), first_line=2)


@pytest.mark.parametrize("value", TAKEN)
def test_plain_values_are_read_as_the_library_reads_them(value: str) -> None:
    text = f"first: {value}\nsecond-key: x\n".replace(": \n", ":\n")
    found = read_plain(text, 2)
    assert isinstance(found, Mapping)
    assert found == library(text)


@pytest.mark.parametrize("value", LEFT)
def test_all_else_is_left_to_the_library(value: str) -> None:
    assert read_plain(f"first: {value}\nsecond: x\n".replace(": \n", ":\n"), 2) is None


@pytest.mark.parametrize(
    "text", ["", "\n", "a: b\n\nc: d\n", "a: b\na: c\n", "# a\nb: c\n", "<<: a\n", "a\n", " a: b\n"]
)
def test_so_is_what_is_no_list_of_keys(text: str) -> None:
    assert read_plain(text, 1) is None
