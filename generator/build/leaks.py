"""Finds the names of people who did not consent in finished files.

It is no ``Check`` on the shelf, since a file's bytes exist only in the worker that makes it.
"""

import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.base.problems import Place, Report
from generator.pages.jobs import Artifact, Cleaned, DrawnCard, Pictures, SearchIndex
from generator.privacy.name_scanner import REDRAWN, Guard, Secret
from generator.privacy.people import leak

_GZIP = b"\x1f\x8b"


class Leak(msgspec.Struct, frozen=True):
    """A secret in a file that was about to be published; ``source`` is the project's file it is a copy of."""

    secret: Secret
    path: str
    source: str = ""


def leaks(guard: Guard, artifact: Artifact, path: str, data: bytes) -> list[Leak]:
    """Return the secrets in an output file's bytes and path. This runs in workers."""
    source: str = getattr(artifact.job, "source", "")
    drawn = isinstance(artifact.job, Cleaned | Pictures | DrawnCard) and Path(path).suffix.lower() in REDRAWN
    if isinstance(artifact.job, SearchIndex) and data.startswith(_GZIP):
        data = zlib.decompress(data, zlib.MAX_WBITS | 16)
    found = [*guard.hits(path), *([] if drawn else guard.hits_in(data))]
    return [Leak(secret, path, source) for secret in dict.fromkeys(found)]


def report_leaks(found: Iterable[Leak], report: Report) -> None:
    """Report each secret once, with the first file that has it and the number of others."""
    by_secret: dict[Secret, list[Leak]] = {}
    for one in found:
        by_secret.setdefault(one.secret, []).append(one)
    for secret, files in by_secret.items():
        first = files[0]
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        report.add(
            [leak(secret, Place(first.source or f"site/{first.path}"), f'would be published in "{first.path}"{more}')]
        )
