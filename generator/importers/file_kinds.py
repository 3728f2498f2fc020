"""What a file of an old blog is, by its first bytes: its name and its server may say anything."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.media.images import HEAD, SUFFIXES, probe, sniff

#: The suffixes of pictures.
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")
_PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|meta)\b"
)
#: What a picture is called where its address does not say it.
_NAMES = {"jpeg": ".jpg", "tiff": ".tif"}


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signs)


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)


def _is_mp4(head: bytes) -> bool:
    return head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}


def _is_text(head: bytes) -> bool:
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


_ZIP = _begins(b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"{\\rtf")
#: Whether a file's first bytes are those of its suffix.
_SIGNS: Mapping[str, Callable[[bytes], bool]] = {
    ".pdf": lambda head: b"%PDF-" in head[:1024],
    ".mp3": _is_mp3,
    **dict.fromkeys((".m4a", ".mp4", ".mov"), _is_mp4),
    ".ogg": _begins(b"OggS"),
    ".wav": _begins(b"RIFF", b"RF64"),
    ".webm": _begins(b"\x1a\x45\xdf\xa3"),
    **dict.fromkeys((".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".zip", ".epub"), _ZIP),
    **dict.fromkeys((".doc", ".xls", ".ppt"), _OFFICE),
    **dict.fromkeys((".txt", ".csv", ".ics", ".vcf"), _is_text),
}
#: The suffixes of files that a text may link to.
FILES = (*PICTURES, *_SIGNS)


def fault_of(file: Path, url: str) -> str:
    """Return why a file is not what its address says, or why the site may not show it; empty where all is well."""
    suffix = _suffix(url)
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError as fault:
        return fault.strerror or str(fault)
    if not head:
        return "there is nothing in it"
    kind = sniff(head)
    if kind or suffix in PICTURES:
        # It is called by what it is later on, whatever its address says.
        found = probe(file.read_bytes(), f".{kind}" if kind and suffix != ".svg" else suffix)
        return found if isinstance(found, str) else ""
    if _PAGE.match(head):
        return "there is a page in place of the file"
    known = _SIGNS.get(suffix)
    if known is None:
        return "it is no picture, and no file that texts link to"
    return "" if known(head) else f"it is called {suffix}, and is something else"


def name_of(file: Path, name: str) -> str:
    """Return the name of a picture with the suffix that it must have; of other files as it is."""
    with file.open("rb") as opened:
        kind = sniff(opened.read(HEAD))
    if not kind:
        return name
    stem, dot, _ = name.rpartition(".")
    suffix = _suffix(name)
    if SUFFIXES.get(suffix) == kind:
        return name
    return (stem if dot and suffix in (*SUFFIXES, *FILES) else name) + _NAMES.get(kind, f".{kind}")


def _suffix(url: str) -> str:
    path = url.partition("?")[0].partition("#")[0]
    found = re.search(r"\.\w{1,8}$", path.rpartition("/")[2])
    return found[0].lower() if found else ""
