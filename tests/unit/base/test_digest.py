"""Digests of values and of entries: whatever one of them is of, it is another when that is."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from generator.base.digest import SIZE, Parts, digest, joined, with_digests
from generator.base.model import Entry, Text
from generator.kinds.base import Fields

DAY = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
FIELDS = Fields(title="A title", summary="In short.")
ENTRY = Entry("article", "content/articles/a.md", "a", FIELDS, DAY, {"": Text("d1", words=100, excerpt="It begins.")})


def test_values_are_told_apart() -> None:
    found = [digest(), digest(""), digest("a"), digest("a", "b"), digest("ab"), digest(("a", "b")), digest(None)]
    assert len({*found}) == len(found)
    assert {len(one) for one in found} == {SIZE}
    assert digest("a", [1, {"x": DAY}]) == digest("a", [1, {"x": DAY}])


def test_several_digests_are_one() -> None:
    one, other = digest(1), digest(2)
    assert joined([one]) == one
    found = [
        one,
        other,
        joined([one, other]),
        joined([other, one]),
        joined([one, one]),
        joined([one, one, one]),
        joined([]),
    ]
    assert len({*found}) == len(found)
    assert {len(one) for one in found} == {SIZE}


def test_parts_have_names() -> None:
    one = Parts().plus(("first", digest(1)))
    two = one.plus(("second", digest(2)), ("third", digest(3)))
    assert one == Parts(("first",), digest(1))
    assert two == Parts(("first", "second", "third"), digest(1) + digest(2) + digest(3))
    assert two.named() == {"first": digest(1), "second": digest(2), "third": digest(3)}
    assert two.plus() == two
    assert Parts().named() == {}


def levels(entry: Entry, own_page: frozenset[str] = frozenset()) -> list[bytes]:
    found = with_digests(entry, own_page)
    assert msgspec.structs.replace(found, digest=b"", card_digest=b"", row_digest=b"") == entry
    return [found.digest, found.card_digest, found.row_digest]


def changed(other: Entry, own_page: frozenset[str] = frozenset()) -> list[bool]:
    """Whether the digests of all of an entry, of its card and of its row are others."""
    return [one != now for one, now in zip(levels(ENTRY, own_page), levels(other, own_page), strict=True)]


def test_the_digests_of_an_entry() -> None:
    assert len({*levels(ENTRY)}) == 3
    assert changed(ENTRY) == [False, False, False]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"kind": "page"}, [True, True, True]),
        ({"slug": "b"}, [True, True, True]),
        ({"date": None}, [True, True, True]),
        ({"date": DAY + dt.timedelta(minutes=1)}, [True, True, True]),
        ({"texts": {"": Text("d2", words=100, excerpt="It begins.")}}, [True, False, False]),
        ({"texts": {"": Text("d1", words=100, excerpt="Otherwise.")}}, [True, True, False]),
        ({"texts": {"": Text("d1", words=900, excerpt="It begins.")}}, [True, True, False]),
        ({"texts": {"": Text("d1", words=101, excerpt="It begins.")}}, [True, False, False]),
    ],
)
def test_what_an_entry_is(change: dict[str, Any], wanted: list[bool]) -> None:
    assert changed(msgspec.structs.replace(ENTRY, **change)) == wanted


VALUES: dict[str, Any] = {
    "title": "Another",
    "date": DAY,
    "updated": DAY,
    "slug": "b",
    "id": "tag:x,2026:y",
    "tags": ("giving",),
    "authors": ("ann",),
    "summary": "",
    "draft": True,
    "expires": DAY,
    "aliases": ("/old/",),
    "comments": "off",
    "ask": "Why?",
    "syndicated": ("https://copy.example/",),
    "standard_site": "at://did:plc:abc/site.standard.document/3k",
}


@pytest.mark.parametrize("name", VALUES)
def test_what_lists_show_of_a_key(name: str) -> None:
    other = msgspec.structs.replace(ENTRY, fields=msgspec.structs.replace(FIELDS, **{name: VALUES[name]}))
    on_own_page = name in {"updated", "id", "aliases", "comments", "ask", "syndicated", "standard_site"}
    assert changed(other) == [True, not on_own_page, name == "title"]
    # A kind keeps some more of its keys for the page.
    assert changed(other, frozenset({"tags"})) == [True, not on_own_page and name != "tags", name == "title"]


def test_what_has_no_text_of_its_own_is_all_shown() -> None:
    tips = msgspec.structs.replace(ENTRY, texts={"t1": Text("d1")})
    whole, card, row = levels(tips)
    assert whole == card == row
    assert changed(msgspec.structs.replace(tips, texts={"t1": Text("d2")})) == [True, True, True]
