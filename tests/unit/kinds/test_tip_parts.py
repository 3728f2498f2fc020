"""Libraries cut down to what one page shows: no more of them than that, and a digest of their own."""

import datetime as dt

import msgspec

from generator.base.digest import with_digests
from generator.base.model import Entry, Text
from generator.kinds.tip.part import newest_tips, to_newest, to_one
from generator.kinds.tip.schema import LibraryFields, Tip


def tip(number: int, day: int) -> Tip:
    date = dt.datetime(2026, 1, day, tzinfo=dt.UTC)
    return Tip(id=f"t{number}", text=f"The tip {number}.", topic="Giving", more="More.", date=date)


TIPS = (tip(0, 4), tip(1, 1), tip(2, 6), tip(3, 2), Tip(id="t4", text="Without a date."))
LIBRARY = with_digests(
    Entry(
        "tip",
        "content/tips/one.yaml",
        "one",
        LibraryFields(title="One", description="A few.", tips=TIPS),
        texts={f"t{number}": Text(digest=f"digest {number}") for number in range(4)},
    )
)


def edited(number: int, **changes: str) -> Entry[LibraryFields]:
    tips = tuple(msgspec.structs.replace(one, **changes) if one is TIPS[number] else one for one in TIPS)
    return with_digests(msgspec.structs.replace(LIBRARY, fields=msgspec.structs.replace(LIBRARY.fields, tips=tips)))


def differing(other: Entry[LibraryFields]) -> list[int]:
    """The tips whose pages are made of something else where the library is this one."""
    return [number for number in range(5) if to_one(other, number).digest != to_one(LIBRARY, number).digest]


def test_a_tip_stands_between_the_words_of_its_neighbours() -> None:
    found = to_one(LIBRARY, 1)
    assert found.fields == LibraryFields(
        title="One", tips=(Tip(id="t0", text="The tip 0."), TIPS[1], Tip(id="t2", text="The tip 2."))
    )
    assert list(found.texts) == ["t1"]
    assert [one.id for one in to_one(LIBRARY, 0).fields.tips] == ["t0", "t1"]
    assert [one.id for one in to_one(LIBRARY, 4).fields.tips] == ["t3", "t4"]
    assert to_one(LIBRARY, 4).texts == {}


def test_an_edit_counts_for_what_shows_it() -> None:
    assert differing(edited(1, topic="Asking")) == [1]
    assert differing(edited(1, text="Other words.")) == [0, 1, 2]
    assert differing(msgspec.structs.replace(LIBRARY, texts={**LIBRARY.texts, "t3": Text(digest="other")})) == [3]
    fields = LIBRARY.fields
    assert differing(msgspec.structs.replace(LIBRARY, fields=msgspec.structs.replace(fields, description=""))) == []
    assert differing(msgspec.structs.replace(LIBRARY, fields=msgspec.structs.replace(fields, title="Two"))) == [
        *range(5)
    ]


def test_the_newest_are_those_of_the_whole_library() -> None:
    for limit in range(1, 7):
        found = to_newest(LIBRARY, limit)
        assert [one for _, one in newest_tips((found,), limit)] == [one for _, one in newest_tips((LIBRARY,), limit)]
        assert len(found.fields.tips) == min(limit, 5)
    assert [one.id for one in to_newest(LIBRARY, 2).fields.tips] == ["t0", "t2"]
    assert to_newest(LIBRARY, 2).fields.description == "A few."
    assert to_newest(edited(1, topic="Asking"), 2).digest == to_newest(LIBRARY, 2).digest
