"""Whether the Python Package Index has this very Goodword.

A name that is written into a site's requirements runs code in its builds. So it is written only if
the index has this version, and the files in its wheel are those of the Goodword that runs.
"""

import hashlib
import http.client
import io
import time
import urllib.error
import urllib.request
import zipfile
from urllib.parse import urlsplit

import msgspec

from generator.scaffold.package import NAME
from generator.scaffold.requirement import Indexed
from generator.scaffold.wheel import this_wheel

#: Its JSON API (https://docs.pypi.org/api/json/).
URL = "https://pypi.org/pypi"
#: Seconds for one answer and for all of one, and the most bytes that are read.
_WAIT, _LONGEST, _MOST = 10, 60, 50_000_000
#: Compiled by the Jinja2 of the machine that packed it.
_COMPILED = "generator/theme/compiled/"


class NotThereError(Exception):
    """The index has not this Goodword, or cannot be asked; its words say which."""


class _File(msgspec.Struct, frozen=True):
    """A file of a version, as the index names it."""

    packagetype: str
    url: str
    digests: dict[str, str]
    yanked: bool = False


class _Answer(msgspec.Struct, frozen=True):
    """What the index says of a version."""

    urls: tuple[_File, ...]


def on_index(version: str) -> Indexed:
    """Return the version as the index has it, with the hash of its wheel. Raises :class:`NotThereError`."""
    for file in _asked(version).urls:
        if file.packagetype == "bdist_wheel" and not file.yanked:
            digest = file.digests.get("sha256", "")
            data = _got(file.url)
            if hashlib.sha256(data).hexdigest() != digest:
                raise NotThereError("the index sent another file than it names")
            _compare(data, version)
            return Indexed(version, (f"sha256:{digest}",))
    raise NotThereError(f"the index has no wheel of {NAME} {version}")


def _asked(version: str) -> _Answer:
    """Return what the index says of a version."""
    try:
        return msgspec.json.decode(_got(f"{URL}/{NAME}/{version}/json"), type=_Answer)
    except (msgspec.DecodeError, UnicodeError):
        raise NotThereError(f"{URL} does not answer as an index does") from None


def _got(url: str) -> bytes:
    """Return what lies at an address."""
    if urlsplit(url).scheme != urlsplit(URL).scheme:
        raise NotThereError(f"the index names an address that is none of its own: {url}")
    end = time.monotonic() + _LONGEST
    try:
        with urllib.request.urlopen(url, timeout=_WAIT) as answer:  # noqa: S310 (the index names the addresses)
            data = bytearray()
            while part := answer.read1(1 << 16):
                data += part
                if len(data) > _MOST or time.monotonic() > end:
                    raise NotThereError(f"the index takes too long to answer: {url}")
            return bytes(data)
    except urllib.error.HTTPError as wrong:
        with wrong:
            if wrong.code == 404:
                raise NotThereError(
                    "the index does not have this version; a name that nobody owns is not written"
                ) from None
            raise NotThereError(f"the index answers with an error: {wrong.code}") from None
    except (OSError, ValueError, http.client.HTTPException) as wrong:
        raise NotThereError(f"the index cannot be asked: {getattr(wrong, 'reason', None) or wrong}") from None


def _compare(data: bytes, version: str) -> None:
    """Refuse a wheel that is not this Goodword."""
    try:
        there, here = _package(data), _package(this_wheel().data)
    except zipfile.BadZipFile:
        raise NotThereError("what the index has is no wheel") from None
    other = sorted(path for path in there.keys() | here.keys() if there.get(path) != here.get(path))
    if other:
        what = f"{other[0]} differs" if len(other) == 1 else f"{len(other)} files differ, such as {other[0]}"
        raise NotThereError(f"{NAME} {version} on the index is not the one that runs here: {what}")


def _package(data: bytes) -> dict[str, bytes]:
    """Return the files of a wheel that are the package's own, as it was written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if ".dist-info/" not in name and not name.startswith(_COMPILED)
        }
