"""Selections: a page's key has all that its selection holds, as much of it as the page shows."""

from typing import Any

import pytest

from generator.base.digest import digest, joined
from generator.base.model import Entry
from generator.kinds.base import Fields
from generator.pages.dependencies import NO_ENTRY, Keys
from generator.pages.selection import Card, Cards, Conversations, Cut, Items, Plain, Rows, Selection, Whole

A, B = (
    Entry("article", name, name, Fields(title=name, id=f"tag:{name}"), row_digest=digest("row", name)) for name in "ab"
)


@pytest.fixture
def keys() -> Keys:
    """Keys that have worked everything out already; what digests are of is tested where they are made."""
    found: Any = Keys.__new__(Keys)
    found._cards = {one.source: digest("card", one.source) for one in (A, B)}
    found._items = {one.source: digest("item", one.source) for one in (A, B)}
    found._wholes = {one.source: digest("whole", one.source) for one in (A, B)}
    found.cut = lambda one: digest("cut", one.source)
    found._said = lambda entry, kind: (entry.source, kind)
    assert isinstance(found, Keys)
    return found


class Everything(Selection, frozen=True, kw_only=True):
    number: Plain[int]
    rows: Rows
    one: Card
    cards: Cards
    talks: Conversations
    items: Items
    entry: Whole
    part: Cut
    words: Plain[tuple[str, ...]]


class Some(Selection, frozen=True, kw_only=True):
    card: Card = None
    cards: Cards = ()


class Unmarked(Selection, frozen=True, kw_only=True):
    entry: Entry


def test_each_field_is_in_the_key_at_its_level(keys: Keys) -> None:
    shown = Everything(
        number=1, rows=(A, B), one=A, cards=(B,), talks=(A,), items=(B, A), entry=A, part=B, words=("x",)
    )
    assert shown.key_parts(keys) == [
        ("its own content", digest("whole", "a")),
        ("its own part of the file", digest("cut", "b")),
        ("what stands in it", joined([digest("item", "b"), digest("item", "a")])),
        ("what readers said", digest(digest("row", "a"), "tag:a", ("a", "comment"))),
        ("what it shows of other entries", joined([digest("card", "a"), digest("card", "b"), NO_ENTRY])),
        ("the titles and dates on it", joined([digest("row", "a"), digest("row", "b")])),
        ("what is counted and listed on it", digest([1, ("x",)])),
    ]


def test_where_there_is_no_entry(keys: Keys) -> None:
    assert Some(cards=(A,)).key_parts(keys) == [
        ("what it shows of other entries", joined([NO_ENTRY, digest("card", "a"), NO_ENTRY]))
    ]
    assert Some().key_parts(keys) == [("what it shows of other entries", joined([NO_ENTRY, NO_ENTRY]))]
    empty = Everything(number=1, rows=(), one=None, cards=(), talks=(), items=(), entry=A, part=B, words=())
    assert [name for name, _ in empty.key_parts(keys)] == [
        "its own content",
        "its own part of the file",
        "what it shows of other entries",
        "what is counted and listed on it",
    ]


def test_which_entry_it_is_counts(keys: Keys) -> None:
    found = [Some(card=one, cards=more).key_parts(keys)[0][1] for one in (None, A, B) for more in ((), (A,), (B,))]
    assert len({*found}) == len(found)


class Lists(Selection, frozen=True, kw_only=True):
    some: Cards = ()
    others: Cards = ()


def test_in_which_list_an_entry_is_counts(keys: Keys) -> None:
    shown = (Lists(some=(A, B)), Lists(some=(A,), others=(B,)), Lists(others=(A, B)))
    assert len({one.key_parts(keys)[0][1] for one in shown}) == 3


def test_a_field_without_a_level_is_refused(keys: Keys) -> None:
    with pytest.raises(TypeError, match=r"Unmarked\.entry does not say how much of it is shown"):
        Unmarked(entry=A).key_parts(keys)
