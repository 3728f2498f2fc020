"""XML exports, read element by element: tolerant of what real ones have, closed to what hostile ones try.

The door to lxml's parser for imports. Entities are never resolved, nothing is fetched, and memory holds one element.
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from generator.importers.base import UnreadableError

#: Characters that XML forbids. Old databases are full of them.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
_FORBIDDEN = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_CHUNK = 1 << 18
#: The longest reference of a character that is looked for where two chunks meet.
_SEAM = 16
#: The length of the beginning in which a document type is looked for.
_HEAD = 1 << 16


class _Clean:
    """A file as UTF-8 without what no XML parser takes; what is no text in its encoding becomes U+FFFD."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        head = file.read(_HEAD)
        self._decoder = codecs.getincrementaldecoder(_encoding(head))("replace")
        self._rest = self._decoder.decode(head)
        before = self._rest.partition("<rss")[0].partition("<feed")[0]
        if "<!ENTITY" in before or any("[" in part.partition(">")[0] for part in before.split("<!DOCTYPE")[1:]):
            raise UnreadableError("it declares entities, as no export does; nothing of it is read")
        self._ended = False
        self.tail = ""

    def read(self, _size: int = -1) -> bytes:
        """Return the next part, or nothing at the end."""
        while not self._ended:
            data = self._file.read(_CHUNK)
            self._ended = not data
            text = self._rest + self._decoder.decode(data, final=self._ended)
            cut = len(text)
            if not self._ended:
                amp = text.rfind("&", max(0, cut - _SEAM))
                cut = amp if amp >= 0 else cut
            self._rest = text[cut:]
            part = _FORBIDDEN.sub("", text[:cut].translate(_CONTROLS))
            if part:
                self.tail = (self.tail + part)[-200:]
                return part.encode()
        return b""


def _opened(path: Path) -> IO[bytes]:
    """Return a file to read; one that is packed with gzip is unpacked on the way."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path)) if packed else path.open("rb")


def _encoding(head: bytes) -> str:
    """Return the encoding by the byte order mark, else as declared, else UTF-8."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    declared = _DECLARED.search(head[:1000])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
        "".encode(name)
    except (LookupError, TypeError, UnicodeError):
        return "utf-8"
    # What is declared in plain bytes cannot be of two bytes each.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


class Stream:
    """The elements of a file with given names, each whole, each forgotten when the next is asked for."""

    def __init__(self, path: Path, wanted: frozenset[str]) -> None:
        """Keep what to read: ``wanted`` are names without their namespaces."""
        self._path, self._wanted = path, wanted
        #: Whether the file ended before its root element did.
        self.cut_off = False
        self.root = ""

    def __iter__(self) -> Iterator[Any]:
        """Yield the elements. Raises :class:`UnreadableError`."""
        from lxml import etree  # noqa: PLC0415 (30 ms)

        try:
            with _opened(self._path) as file:
                clean = _Clean(file)
                # The file is UTF-8 by now, whatever it declares.
                options: Any = {"recover": True, "huge_tree": True, "encoding": "utf-8"}
                parsed = etree.iterparse(
                    clean, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, **options
                )
                yield from self._elements(parsed)
                if not self.root:
                    raise UnreadableError("it is not XML")
                self.cut_off = not re.search(r"</[\w:]+>\s*(?:<!--(?:(?!-->).)*-->\s*)*\Z", clean.tail, re.DOTALL) or (
                    local(self.root) not in clean.tail.rpartition("</")[2]
                )
        except (EOFError, zlib.error):
            raise UnreadableError("it is damaged: it cannot be unpacked") from None
        except OSError as fault:
            raise UnreadableError(f"it cannot be read: {fault.strerror or fault}") from None
        except etree.XMLSyntaxError:
            if not self.root:
                raise UnreadableError("it is not XML") from None
            self.cut_off = True

    def _elements(self, parsed: Any) -> Iterator[Any]:
        depth = 0
        for event, element in parsed:
            name = element.tag
            if not isinstance(name, str):
                continue
            if event == "start":
                if not self.root:
                    self.root = name
                depth += local(name) in self._wanted
                continue
            if local(name) not in self._wanted:
                continue
            depth -= 1
            if depth == 0:
                yield element
                element.clear()
                around = element.getparent()
                while around is not None and element.getprevious() is not None:
                    del around[0]


def local(tag: str) -> str:
    """Return a name without its namespace, or the prefix that stands for one which is not declared."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def space(tag: str) -> str:
    """Return a name's namespace, or the prefix that stands for one which is not declared."""
    if tag.startswith("{"):
        return tag[1:].partition("}")[0]
    return tag.rpartition(":")[0]


def text_of(element: Any, name: str, within: str = "") -> str:
    """Return the text of the first child of a name, of a namespace with a word in it; empty without one."""
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and local(tag) == name and within in space(tag):
            return "".join(child.itertext())
    return ""


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name."""
    for child in element:
        if isinstance(child.tag, str) and local(child.tag) == name:
            yield child
