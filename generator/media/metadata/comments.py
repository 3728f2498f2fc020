"""Vorbis comments, as FLAC and Ogg have them, and the pictures in them."""

import base64
import binascii
import re
import struct

from generator.media.metadata.cover import bare

#: Comments that stay, since listeners want them.
_KEPT = frozenset(("TITLE", "ALBUM", "ARTIST", "TRACKNUMBER", "DISCNUMBER", "GENRE", "LANGUAGE"))
_CHAPTER = re.compile(r"CHAPTER\d+(?:NAME|URL)?")


def kept(block: bytes) -> bytes:
    """Return a block of comments with only those that stay."""
    (length,) = struct.unpack_from("<I", block, 0)
    at = 4 + length
    vendor = block[:at]
    (count,) = struct.unpack_from("<I", block, at)
    at += 4
    found = []
    for _ in range(count):
        (length,) = struct.unpack_from("<I", block, at)
        comment = block[at + 4 : at + 4 + length]
        at += 4 + length
        if at > len(block):
            break
        name, _, value = comment.partition(b"=")
        key = name.decode("ascii", "replace").upper()
        if key == "METADATA_BLOCK_PICTURE":
            if not (cover := _encoded(value)):
                continue
            comment = name + b"=" + cover
        elif key not in _KEPT and not _CHAPTER.fullmatch(key):
            continue
        found.append(struct.pack("<I", len(comment)) + comment)
    return vendor + struct.pack("<I", len(found)) + b"".join(found)


def picture(block: bytes) -> bytes:
    """Return a block with a picture as long as it was, without its description and metadata; nothing if that fails."""
    (kind_length,) = struct.unpack_from(">I", block, 4)
    at = 8 + kind_length
    (words,) = struct.unpack_from(">I", block, at)
    sizes = block[at + 4 + words : at + 20 + words]
    (length,) = struct.unpack_from(">I", block, at + 20 + words)
    start = at + 24 + words
    image = bare(block[start : start + length])
    if not image:
        return b""
    image += bytes(len(block) - at - 24 - len(image))
    return block[: 8 + kind_length] + bytes(4) + sizes + struct.pack(">I", len(image)) + image


def _encoded(value: bytes) -> bytes:
    """Return the same for a base64-encoded block."""
    try:
        return base64.b64encode(picture(base64.b64decode(value)))
    except (binascii.Error, struct.error):
        return b""
