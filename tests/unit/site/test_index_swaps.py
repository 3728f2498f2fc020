"""An index with swapped entries is the index that is built of them; an entry with another place is noticed."""

from typing import Any

import msgspec
import pytest

from generator.base.digest import with_digests
from generator.base.model import Entry
from generator.content.kind import Fields
from generator.site.index import SiteIndex, build_index
from generator.site.index_swaps import place_of, related_to, with_swaps
from tests.incremental.spy import Site


def _built(index: SiteIndex, entries: dict[str, Entry]) -> SiteIndex:
    def remember_nothing(_name: str, _of: Any, _type: Any, make: Any) -> Any:
        return make()

    return build_index(entries.values(), index.site, index.kinds, index.now, remember_nothing)


def _retitled(entry: Entry) -> Entry:
    """The same entry with another title, or another digest where it has none."""
    if isinstance(entry.fields, Fields):
        fields = msgspec.structs.replace(entry.fields, title=f"{entry.fields.title}, or another", summary="New.")
        return with_digests(msgspec.structs.replace(entry, fields=fields))
    return msgspec.structs.replace(entry, digest=b"another")


@pytest.mark.parametrize("step", [1, 2, 7, 50])
def test_swapped_is_built(step: int, site: Site) -> None:
    index = _built(site.values.index, site.entries)
    new = {source: _retitled(entry) for source, entry in list(site.entries.items())[::step]}
    for source, entry in new.items():
        kind = index.kinds[entry.kind]
        assert place_of(entry, kind) == place_of(site.entries[source], kind)
    swapped = with_swaps(index, new, related_to(index), index.now)
    assert swapped == _built(index, site.entries | new)
    assert swapped != index


@pytest.mark.parametrize(
    ("key", "value"),
    [("tags", ("other",)), ("authors", ("ben",)), ("series", "Another"), ("slug", "other"), ("date", None)],
)
def test_another_place(key: str, value: object, site: Site) -> None:
    entry = site.values.index.all_of("article", Fields)[0]
    kind = site.values.index.kinds["article"]
    if key in {"slug", "date"}:
        other = msgspec.structs.replace(entry, **{key: value})
    else:
        other = msgspec.structs.replace(entry, fields=msgspec.structs.replace(entry.fields, **{key: value}))
    assert place_of(other, kind) != place_of(entry, kind)
