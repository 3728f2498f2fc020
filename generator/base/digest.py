"""Digests of values: what depends on a value depends on its digest."""

from hashlib import blake2b

import msgspec

from generator.base.model import Entry
from generator.base.text import minutes
from generator.base.type_variables import F

_encode = msgspec.msgpack.Encoder().encode
#: Size of a digest in bytes: enough that two values of a site never collide.
SIZE = 12


def digest(*values: object) -> bytes:
    """Return the digest of values that msgspec can encode."""
    return blake2b(_encode(values), digest_size=SIZE).digest()


def joined(digests: list[bytes]) -> bytes:
    """Return the digest of several digests; a single one is returned unchanged."""
    return digests[0] if len(digests) == 1 else blake2b(b"".join(digests), digest_size=SIZE).digest()


#: Interned tuples of part names: there are few, shared by a hundred thousand pages, 88 bytes saved for each.
_KNOWN: dict[tuple[str, ...], tuple[str, ...]] = {}


class Parts(msgspec.Struct, frozen=True):
    """What an artifact is made from: its cache key as a sequence of digests, each with a name."""

    names: tuple[str, ...] = ()
    digests: bytes = b""

    def plus(self, *more: tuple[str, bytes]) -> "Parts":
        """Return these parts and more, each with its name."""
        names = (*self.names, *[name for name, _ in more])
        return Parts(_KNOWN.setdefault(names, names), b"".join((self.digests, *[found for _, found in more])))

    def named(self) -> dict[str, bytes]:
        """Return each digest by its name."""
        return {name: self.digests[at * SIZE : (at + 1) * SIZE] for at, name in enumerate(self.names)}


#: Keys of every kind that are shown only on an entry's own page, or not at all.
_UNLISTED = frozenset({"ask", "aliases", "comments", "id", "standard_site", "syndicated", "updated"})


def with_digests(entry: Entry[F], own_page: frozenset[str] = frozenset()) -> Entry[F]:
    """Return an entry with its digests: of the whole entry, and of what lists show of it.

    A list shows no text, so a sentence added to one leaves every list as it was. Nor does it show the keys
    that its kind keeps for its ``own_page``.
    """
    text = entry.texts.get("")
    shown: tuple[object, ...] = ()
    if text is not None and isinstance(entry.fields, msgspec.Struct):
        left_out = _UNLISTED | own_page
        fields = {name: getattr(entry.fields, name) for name in entry.fields.__struct_fields__ if name not in left_out}
        shown = (fields, minutes(text.words), text.excerpt)
    whole = digest(entry.kind, entry.slug, entry.fields, entry.date, entry.texts)
    card = digest(entry.kind, entry.slug, shown, entry.date) if shown else whole
    row = digest(entry.kind, entry.slug, entry.date, getattr(entry.fields, "title", "")) if shown else whole
    return msgspec.structs.replace(entry, digest=whole, card_digest=card, row_digest=row)
