"""Identifies formats with metadata by a file's first bytes."""

#: How films of QuickTime can begin. So can words, but not with bytes below those of letters.
_QUICKTIME = frozenset((b"moov", b"mdat", b"wide", b"free", b"skip"))


def tagged(head: bytes) -> str:
    """Return a file's format, if it is one with such metadata, by its first bytes; else an empty string."""
    if head[4:8] == b"ftyp" or (head[4:8] in _QUICKTIME and min(head[:4]) < 9):
        return "mp4" if len(head) >= 16 else ""
    if head[:4] in {b"RIFF", b"RF64", b"BW64"} and head[8:12] in {b"WAVE", b"AVI "}:
        return "riff"
    if begins(head):
        return "mp3"
    for magic, kind in ((b"OggS\0", "ogg"), (b"fLaC\0", "flac"), (b"APETAGEX", "mp3")):
        if head.startswith(magic):
            return kind
    if head[:64].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return "pdf"
    if head[:4] in {b"\0\0\1\0", b"\0\0\2\0"} and 0 < int.from_bytes(head[4:6], "little") < 256 and head[9:10] == b"\0":
        return "ico"
    return "mp3" if len(head) >= 4 and _frame(head) else ""


def _frame(head: bytes) -> bool:
    """Return whether bytes begin with a frame of MP3, MP2 or AAC; text in UTF-16 has a similar beginning."""
    if head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    aac = head[1] & 0xF6 == 0xF0
    return aac or (head[1] & 6 in {2, 4} and head[1] & 0x18 != 8 and head[2] >> 4 != 15 and head[2] >> 2 & 3 != 3)


def begins(data: bytes, at: int = 0) -> bool:
    """Return whether a tag of ID3v2 begins at a place; words may begin with its letters as well."""
    head = data[at : at + 10]
    return len(head) == 10 and head[:3] == b"ID3" and head[3] in {2, 3, 4} and head[4] < 255 and max(head[6:]) < 128
