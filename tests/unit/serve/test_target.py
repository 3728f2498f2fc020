"""Addresses that are paths, and those that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.serve.http.target import Target, read


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/", "/", ""),
        ("/a/?x=%20&y", "/a/", "x=%20&y"),
        ("/a%20b/%C3%BC.html", "/a b/ü.html", ""),
        # Two ways to write one letter are one address.
        ("/u%CC%88", "/ü", ""),
        ("/?a=/../b", "/", "a=/../b"),
        ("/a...b/..c", "/a...b/..c", ""),
        ("/~ann/;x=1", "/~ann/;x=1", ""),
        ("/a%2525", "/a%25", ""),
    ],
)
def test_paths(target: str, path: str, query: str) -> None:
    assert read(target) == Target(path, query)


@pytest.mark.parametrize(
    "target",
    [
        *("", "a", "*", "http://localhost/", "//evil.example/", "/a//b", "/a/%2F/b", "/a%2fb", "/a%5cb", "/a\\b"),
        *("/..", "/../a", "/a/../b", "/%2e%2e/a", "/.%2E/a", "/a/.", "/./a", "/a%00b", "/a%0d%0aX: y", "/a%7f"),
        *("/%ff", "/%c3%28", "/ü", "/a b", "/a#b", "/a\tb"),
    ],
)
def test_what_is_no_path(target: str) -> None:
    assert read(target) is None


@given(st.text())
def test_whatever_is_sent(text: str) -> None:
    found = read("/" + text)
    if found:
        assert not {"", ".", ".."} & set(found.path[1:-1].split("/")) or found.path == "/" or "//" not in found.path
        assert "\0" not in found.path
        assert "\\" not in found.path
        assert "//" not in found.path
        assert read(found.encoded) == Target(found.path, "")
