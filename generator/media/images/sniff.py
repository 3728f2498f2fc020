"""Identifies a picture's format by its first bytes; its name is not trusted."""

import re
from struct import unpack_from

#: How many bytes are needed to identify a format.
HEAD = 4096

_AVIF = frozenset({b"avif", b"avis"})
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"MiHE"})
#: The sizes that the header of a BMP can have; other files begin with "BM" as well.
_BMP = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
#: The root element of an SVG, and what may precede it. Compiled on first use.
_SVG = (
    rb"(?s)(?:\xef\xbb\xbf)?\s*"
    rb"(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^>\[]*(?:\[.*?\]\s*)?>)\s*)*<(?:\w+:)?svg[\s>/]"
)
_PNM = rb"P[4-6]\s+(?>#[^\n]*\n\s*)*\d+\s+(?>#[^\n]*\n\s*)*\d+\s|P7\s+WIDTH|P[Ff]\s+\d+\s+\d+\s"

#: The first bytes that a drawing can have: ``<``, a blank, or a byte order mark.
_BEFORE_SVG = frozenset((b"<", b"\xef", b" ", b"\n", b"\r", b"\t"))

#: Signatures, each with the format's name. Lower-case names are formats that can be re-encoded.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0\x10\0\0\0CR", "CR2"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0\x08\0\0\0", "tiff"),
    (b"MM\0+\0\x08\0\0", "tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"II\xbc\x01", "JPEG XR"),
    (b"8BPS\0", "Photoshop"),
    (b"IIRO", "ORF"),
    (b"IIRS", "ORF"),
    (b"MMOR", "ORF"),
    (b"IIU\0", "RW2"),
    (b"FUJIFILMCCD-RAW", "RAF"),
    (b"\0MRM", "MRW"),
    (b"FOVb", "X3F"),
    (b"qoif", "QOI"),
    (b"icns\0", "ICNS"),
    (b"DDS \x7c\0\0\0", "DDS"),
    (b"\x01\xda\0\x01\0", "SGI"),
    (b"\x01\xda\x01\x01\0", "SGI"),
    (b"\x01\xda\0\x02\0", "SGI"),
    (b"\x01\xda\x01\x02\0", "SGI"),
    (b"BLP1", "BLP"),
    (b"BLP2", "BLP"),
    (b"gimp xcf ", "GIMP"),
    (b"Image type:", "IM"),
    (b"\x59\xa6\x6a\x95", "Sun raster"),
)
#: Formats that are decoded and encoded again.
REWRITTEN = frozenset({"jpeg", "png", "gif", "webp", "avif", "svg", "tiff", "bmp", "jp2"})


def sniff(head: bytes) -> str:
    """Return the format of a picture by its first bytes, or an empty string if it is none.

    A lower-case name is a format that can be re-encoded; any other name is one that only some programs
    can read.
    """
    if head[4:8] == b"ftyp":
        return _boxed(head)
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else ""
    if head[:2] == b"BM" and len(head) >= 18 and not any(head[6:10]) and unpack_from("<I", head, 14)[0] in _BMP:
        return "bmp"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[:3] in {b"\x0a\x05\x01", b"\x0a\x02\x01", b"\x0a\x03\x01"} and head[3:4] in {b"\1", b"\2", b"\4", b"\x08"}:
        return "PCX"
    if head[:1] == b"P" and re.match(_PNM, head):
        return "PNM"
    return "svg" if head[:1] in _BEFORE_SVG and re.match(_SVG, head) else ""


def _boxed(head: bytes) -> str:
    """Return the format of an ISO media file by its brands, or an empty string, as for videos."""
    length = min(max(16, int.from_bytes(head[:4], "big")), len(head), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    if any(brand in _AVIF for brand in brands):
        return "avif"
    if brands[0] == b"crx ":
        return "CR3"
    return "HEIC" if any(brand in _HEIC for brand in brands) else ""
