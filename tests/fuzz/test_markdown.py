"""The quick way gives the library's bytes: for real posts, for what failed once, for made-up texts."""

import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.markup.dialect.prepare import prepare
from generator.markup.engine.ids import footnote_prefix
from generator.markup.markdown import OPTIONS, QUICK_VERSIONS, stock
from generator.markup.quick import document
from generator.markup.quick.tokens import Doubt
from tests.fuzz.markdown import (
    CORPORA,
    FAILED,
    MARKS,
    POSTS,
    SPACES,
    STARTS,
    WHOLE,
    WORDS,
    difference,
    documents,
    real_blocks,
    real_documents,
)

POST_NAMES = sorted(path.name for path in POSTS.glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("name", POST_NAMES)
def test_real_posts(name: str) -> None:
    assert difference((POSTS / name).read_text(encoding="utf-8"), "post") is None


@pytest.mark.slow(reason="converts each text of whole sites twice, by the quick way and by the library")
@pytest.mark.skipif(not CORPORA.is_dir(), reason="no sites beside the project")
def test_whole_sites_beside_the_project() -> None:
    assert [text[:80] for text in real_documents(everything=True) if difference(text) is not None] == []


@pytest.mark.parametrize("text", json.loads(FAILED.read_text(encoding="utf-8")))
def test_what_failed_once(text: str) -> None:
    assert difference(text) is None


def test_made_up_documents() -> None:
    made = islice(documents(2026, real_blocks(real_documents())), 1500)
    assert [text for text in made if difference(text, "p") is not None] == []


PIECES = st.sampled_from([*WORDS, *MARKS, *SPACES, *STARTS, *WHOLE, "\n", "\n\n"])


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_texts_of_hypothesis(text: str) -> None:
    assert difference(text) is None


def test_the_quick_way_is_taken() -> None:
    """Else all of these would agree without meaning anything."""
    assert OPTIONS.version in QUICK_VERSIONS
    posts = [(POSTS / name).read_text(encoding="utf-8") for name in POST_NAMES]
    taken = 0
    for post in posts:
        try:
            document.convert(prepare(post), footnote_prefix(""), stock)
            taken += 1
        except Doubt:
            pass
    assert taken > 0.8 * len(posts)


def test_a_plain_article_needs_no_library() -> None:
    def fail() -> None:
        raise AssertionError("the library was asked")

    text = (Path(__file__).parent / "plain.md").read_text(encoding="utf-8")
    assert document.convert(prepare(text), "", fail).headings
