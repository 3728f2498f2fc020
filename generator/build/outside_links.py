"""The links of what is published to other sites, each with the files that have it."""

import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from generator.base.model import Entry, Prose
from generator.base.problems import Place, Problem
from generator.content.locator import Locator
from generator.markup.outside import is_web, outside, whole
from generator.schema.scalars import Guid, Uri
from generator.site.settings import SOURCE, Site

#: Links by their address, without the fragment; each as it is written in a file, with the file's path.
Links = dict[str, dict[tuple[str, str], None]]


class External(msgspec.Struct, frozen=True):
    """What came of asking other sites: problems, those of them that are about links that work, and a last line."""

    problems: tuple[Problem, ...] = ()
    moved: frozenset[Problem] = frozenset()
    note: str = ""
    offline: bool = False


#: Settings that are no links: what is named by them is this site, or is sent something.
_NO_LINKS = frozenset({"url", "id", "feeds", "comments", "permalinks", "kinds"})
#: How many places of one link in one file are found.
_MANY = 20


def outside_links(site: Site, entries: Iterable[Entry], texts: Mapping[str, Prose]) -> Links:
    """Return the links to other sites in the settings, in keys, and in texts."""
    found: Links = {}
    own = f"{site.origin}{site.base}".lower()

    def add(address: str, source: str) -> None:
        asked = whole(address).partition("#")[0]
        if asked.lower() != own and not asked.lower().startswith((f"{own}/", f"{own}?")):
            found.setdefault(asked, {})[address, source] = None

    for name in site.__struct_fields__:
        if name not in _NO_LINKS:
            for address in _addresses(getattr(site, name)):
                add(address, SOURCE)
    for entry in entries:
        for address in _addresses(entry.fields):
            add(address, entry.source)
        for text in entry.texts.values():
            for address in outside(texts[text.digest]) if text.digest else ():
                add(address, entry.source)
            for placeholder in text.placeholders:
                if placeholder.kind == "video":
                    add(placeholder.target, entry.source)
    return found


def _addresses(value: object) -> Iterator[str]:
    """Return the addresses of other sites in a value; permanent ids are none."""
    if isinstance(value, str):
        if is_web(value) and not any(c.isspace() for c in value):
            yield value
    elif isinstance(value, msgspec.Struct):
        names = _named_by_uris(type(value))
        for name in value.__struct_fields__:
            if name not in names:
                yield from _addresses(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _addresses(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _addresses(one)


@cache
def _named_by_uris(schema: type[msgspec.Struct]) -> frozenset[str]:
    """Return the fields of a struct that are names for ever, and not links."""
    rules = [rule for one in (Guid, Uri) for rule in typing.get_args(one)[1:]]
    hints = typing.get_type_hints(schema, include_extras=True)
    # A key may say more of itself than that it is one.
    return frozenset(name for name, hint in hints.items() if any(rule in typing.get_args(hint) for rule in rules))


def places(uses: Iterable[tuple[str, str]], where: Locator) -> Sequence[Place]:
    """Return the places of a link, given how it is written in which files."""
    found: dict[Place, None] = {}
    for address, source in uses:
        found.update(dict.fromkeys(where.every(source, address, _MANY)))
    return sorted(found)
