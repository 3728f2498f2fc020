"""Examines a file beside the texts by its first bytes: a picture, or something else."""

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any, cast

import msgspec

from generator.base.model import Inside
from generator.base.text import slugify
from generator.media.images import HEAD, REVISION, SUFFIXES, Probe, Rendition, probe, renditions, sniff
from generator.media.metadata import tagged


class SourceImage(msgspec.Struct, frozen=True, tag=True):
    """An image of the project: its file, its size, and the files it is published as."""

    source: str
    digest: str
    probe: Probe
    renditions: tuple[Rendition, ...]


class Plain(msgspec.Struct, frozen=True, tag=True):
    """A file that is no picture: whether metadata is removed from it, and why no page can show it."""

    tagged: bool
    wrong: str


def within(one: Inside) -> SourceImage:
    """Return the image of an embedded picture; it is named by its digest, since several texts may have the same."""
    found = Probe(cast("Any", one.format), one.width, one.height, one.animated, one.alpha)
    digest = hashlib.blake2b(one.name.encode(), digest_size=16, key=f"{REVISION}".encode()).hexdigest()
    return SourceImage(one.name, digest, found, renditions("picture", digest, found))


def look(file: Path, path: str) -> SourceImage | Plain | str:
    """Return the examined file, or a sentence that says what is wrong with it, if it is a broken picture."""
    suffix = PurePosixPath(path).suffix
    with file.open("rb") as opened:
        data = opened.read(HEAD)
        if not sniff(data) and suffix.lower() not in SUFFIXES:
            wrong = probe(data, suffix)
            return Plain(bool(tagged(data)), wrong if isinstance(wrong, str) else "it is not an image that can be read")
        data += opened.read()
    found = probe(data, suffix)
    if isinstance(found, str):
        return found
    digest = hashlib.blake2b(data, digest_size=16, key=f"{REVISION}".encode()).hexdigest()
    stem = slugify(PurePosixPath(path).stem)[:60] or "image"
    return SourceImage(path, digest, found, renditions(stem, digest, found))
