"""Puts the parts of Pagefind's index into an order: the same documents must give the same bytes.

Pagefind writes what it holds in hash tables as they come: the values of filters, and the spellings of a word
with accents. So the names of these files differ from run to run, and those of the files that name them. Here they
are sorted, and named by their contents. The order means nothing to the search.

The files are CBOR (RFC 8949) behind a mark, and compressed with gzip.
"""

import hashlib
import re
import zlib

_MARK = b"pagefind_dcd"
#: A whole number; and a list of pages, each with the positions of a word in it. In bytes, for there are millions.
_INT = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PAGES = re.compile(_LIST + rb"(?:\x83" + _INT + rb"(?:" + _LIST + _INT + rb"*){2})*", re.DOTALL)

#: What is read of CBOR here: whole numbers, texts and lists.
Value = int | str | list["Value"]


class UnknownFormError(Exception):
    """The index is not in the form that is known here."""


def unpacked(data: bytes) -> bytes:
    """Return a file's contents without compression and mark. Raises :class:`UnknownFormError`."""
    try:
        content = zlib.decompress(data, zlib.MAX_WBITS | 16)
    except zlib.error as wrong:
        raise UnknownFormError(str(wrong)) from None
    if not content.startswith(_MARK):
        raise UnknownFormError("a file without its mark")
    return content[len(_MARK) :]


def packed(content: bytes) -> bytes:
    """Return contents as a file; the header has neither a date nor a system in it."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    content = _MARK + content
    body = squeezed.compress(content) + squeezed.flush()
    ends = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + body + ends


def canonical(files: dict[str, bytes], language: str, meta: str) -> tuple[dict[str, bytes], str]:
    """Return the files of a language's index with sorted contents, by their names, and the new name of its list.

    ``files`` are by path below the folder of the index; ``meta`` is the name in ``pagefind.NAME.pf_meta``, the list of
    all others. Raises :class:`UnknownFormError`.
    """
    made = {path: data for path, data in files.items() if not path.endswith((".pf_index", ".pf_filter", ".pf_meta"))}
    listed = _read(unpacked(files[f"pagefind.{meta}.pf_meta"]))
    if not isinstance(listed, list) or len(listed) < 4:
        raise UnknownFormError("a list of another length")
    chunks, filters = listed[2], listed[3]
    for chunk in _lists(chunks):
        data = files[f"index/{chunk[-1]}.pf_index"]
        content = unpacked(data)
        ordered = _spellings(content)
        chunk[-1] = _add(made, "index", "pf_index", language, ordered or content, None if ordered else data)
    for one in _lists(filters):
        name, values = _lists_of_two(_read(unpacked(files[f"filter/{one[-1]}.pf_filter"])))
        content = _written([name, _by_name(values)])
        one[-1] = _add(made, "filter", "pf_filter", language, content)
    listed[3] = _by_name(filters)
    content = _written(listed)
    name = f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"
    made[f"pagefind.{name}.pf_meta"] = packed(content)
    return made, name


def _add(
    made: dict[str, bytes], folder: str, suffix: str, language: str, content: bytes, data: bytes | None = None
) -> str:
    """Add a file under a name of its contents, which is returned."""
    digest = hashlib.sha256(content).hexdigest()
    length = 7
    while f"{folder}/{language}_{digest[:length]}.{suffix}" in made and length < len(digest):
        length += 1
    name = f"{language}_{digest[:length]}"
    # Where there is nothing to sort it is as Pagefind packed it, so that its bytes do not depend on this zlib.
    made[f"{folder}/{name}.{suffix}"] = packed(content) if data is None else data
    return name


def _spellings(content: bytes) -> bytes:
    """Return a chunk of words with the spellings of each sorted; nothing if no word has two.

    It is ``[[[word, pages, [[spelling, pages], …]], …]]``.
    """
    several = False
    at = _head(content, 0, 4)[1]
    count, at = _head(content, at, 4)
    parts: list[bytes] = [content[:at]]
    for _ in range(count):
        began = at
        fields, at = _head(content, at, 4)
        at = _pages(content, _text(content, at))
        number, at = _head(content, at, 4)
        if fields != 3:
            raise UnknownFormError("a word of another form")
        parts.append(content[began:at])
        found: list[tuple[bytes, bytes]] = []
        for _ in range(number):
            began = at
            _, at = _head(content, at, 4)
            ends = _text(content, at)
            word, at = content[at:ends], _pages(content, ends)
            found.append((word, content[began:at]))
        several = several or number > 1
        parts += [spelled for _, spelled in sorted(found)]
    if at != len(content):
        raise UnknownFormError("more than words")
    return b"".join(parts) if several else b""


def _pages(content: bytes, at: int) -> int:
    """Return where a list of pages ends."""
    match = _PAGES.match(content, at)
    if match is None:
        raise UnknownFormError("no list of pages")
    return match.end()


def _text(content: bytes, at: int) -> int:
    """Return where a text ends."""
    length, at = _head(content, at, 3)
    return at + length


def _head(content: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return the number in the head of a value of this kind, and where its own bytes begin."""
    if at >= len(content) or content[at] >> 5 != kind:
        raise UnknownFormError(f"no value of kind {kind}")
    short = content[at] & 31
    if short < 24:
        return short, at + 1
    if short > 27:
        raise UnknownFormError("a value without a length")
    ends = at + 1 + (1 << short - 24)
    return int.from_bytes(content[at + 1 : ends], "big"), ends


def _read(content: bytes) -> Value:
    """Return the one value of a file."""
    value, at = _value(content, 0)
    if at != len(content) or _written(value) != content:
        raise UnknownFormError("it cannot be written as it was")
    return value


def _value(content: bytes, at: int) -> tuple[Value, int]:
    """Return a value, and where it ends."""
    kind = content[at] >> 5 if at < len(content) else 0
    number, at = _head(content, at, kind)
    if kind == 0:
        return number, at
    if kind == 3:
        return content[at : at + number].decode(), at + number
    if kind != 4:
        raise UnknownFormError(f"a value of kind {kind}")
    items: list[Value] = []
    for _ in range(number):
        item, at = _value(content, at)
        items.append(item)
    return items, at


def _written(value: Value) -> bytes:
    """Return a value as CBOR, in the shortest form."""
    if isinstance(value, int):
        return _start(0, value)
    if isinstance(value, str):
        text = value.encode()
        return _start(3, len(text)) + text
    return _start(4, len(value)) + b"".join(map(_written, value))


def _start(kind: int, number: int) -> bytes:
    """Return the head of a value."""
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size in range(4) if number < 1 << (8 << size))
    return bytes([kind << 5 | 24 + size]) + number.to_bytes(1 << size, "big")


def _by_name(value: Value) -> list[Value]:
    """Return a list of lists, sorted by their first values, which are texts."""
    ordered = sorted(_lists(value), key=lambda one: str(one[0]))
    return [*ordered]


def _lists(value: Value) -> list[list[Value]]:
    """Return a list of lists that are not empty."""
    if not isinstance(value, list):
        raise UnknownFormError("no list")
    found = [one for one in value if isinstance(one, list) and one]
    if len(found) != len(value):
        raise UnknownFormError("a list of something else")
    return found


def _lists_of_two(value: Value) -> list[Value]:
    """Return a list of two values."""
    if not isinstance(value, list) or len(value) != 2:
        raise UnknownFormError("no pair")
    return value
