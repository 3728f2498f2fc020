"""Files of other sites, each once: with limits, one after the other, and what came is kept for the next time."""

import hashlib
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from generator.web.addresses import NoHostError, PrivateError
from generator.web.ask import pause_of
from generator.web.client import open_client, trusted

_HOPS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NONE = "its address is none"
_LIST = "list.jsonl"
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")
_SAFE_SUFFIX = re.compile(r"\.\w{1,8}")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much, how long and how politely is asked: bytes, counts and seconds."""

    file: int = 200_000_000
    all: int = 20_000_000_000
    count: int = 200_000
    #: For one file, from the first try to the last.
    time: float = 600
    #: Between two questions to one host, and the longest that a host can ask for.
    pause: float = 0.25
    longest_pause: float = 30
    #: How often a file is asked for whose connection breaks off, if more of it came each time.
    tries: int = 3


class _Told(msgspec.Struct, frozen=True):
    """A line of the list: an address that was asked, its file's name or why there is none."""

    url: str
    file: str = ""
    reason: str = ""


class _BrokenOffError(Exception):
    """A connection ended too early; what came so far is kept."""


class Downloads:
    """Gets files into a folder. What is there already is not asked for again, nor what is certainly gone."""

    def __init__(
        self,
        folder: Path,
        agent: str,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        fault: Callable[[Path, str], str] = lambda _file, _url: "",
    ) -> None:
        """Read what an earlier run got. ``fault(file, url)`` says what is wrong with a file that came, if anything."""
        self._folder, self._agent, self._allow_private = folder, agent, allow_private
        self._limits, self._fault = limits or Limits(), fault
        self._client: httpx.Client | None = None
        self._told: dict[str, _Told] = {}
        #: What was asked in this run: it is not asked twice, whatever came of it.
        self._now: dict[str, Path | str] = {}
        self._last: dict[str, float] = {}
        self._bytes = 0
        self.got = 0
        try:
            lines = (folder / _LIST).read_bytes().splitlines()
        except OSError:
            lines = []
        for line in lines:
            try:
                one = msgspec.json.decode(line, type=_Told)
            except msgspec.DecodeError:
                continue
            self._told[one.url] = one

    def get(self, url: str) -> Path | str:
        """Return the file of an address, or why there is none. Raises OSError where it cannot be kept."""
        url = url.partition("#")[0]
        if url not in self._now:
            self._now[url] = self._known(url) or self._asked(url)
        return self._now[url]

    def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            self._client.close()

    def _known(self, url: str) -> Path | str:
        """Return what an earlier run got, or why it never will."""
        before = self._told.get(url)
        # The list is a file that anybody may write to: a name leads nowhere else.
        if before is not None and before.file and before.file == _name(url):
            found = self._folder / before.file
            return found if found.is_file() else ""
        return before.reason if before is not None and before.reason.startswith("gone") else ""

    def _asked(self, url: str) -> Path | str:
        if self.got >= self._limits.count:
            return f"there are more than {self._limits.count:,} files"
        self._folder.mkdir(parents=True, exist_ok=True)
        target = self._folder / _name(url)
        reason = self._fetched(url, target)
        if not reason:
            self.got += 1
            reason = self._fault(target, url)
            if reason:
                target.unlink(missing_ok=True)
        self._remember(_Told(url, "" if reason else target.name, reason))
        return reason or target

    def _fetched(self, url: str, target: Path) -> str:
        """Write an address' file, and return an empty string, or why there is none."""
        if self._client is None:
            self._client = open_client(self._agent, trusted(), allow_private=self._allow_private)
        end = time.monotonic() + self._limits.time
        there = -1
        for _ in range(self._limits.tries):
            try:
                return self._followed(self._client, url, target, end)
            except _BrokenOffError:
                size = _size(_part(target))
                if size <= there:
                    break
                there = size
        return "the connection failed"

    def _followed(self, client: httpx.Client, url: str, target: Path, end: float) -> str:
        here = url
        waited = False
        for _ in range(_HOPS + 1):
            try:
                if urlsplit(here).scheme.lower() not in {"http", "https"}:
                    return _NONE
                self._rest(here)
                answer = self._once(client, here, target, end)
                if isinstance(answer, str) and answer.startswith("->"):
                    here = urljoin(here, answer[2:])
                    continue
            except PrivateError:
                return "its host is in a private network"
            except NoHostError:
                return "there is no such host, or no network"
            except httpx.TimeoutException:
                return "the server takes too long"
            except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
                return _NONE
            except httpx.HTTPError:
                raise _BrokenOffError from None
            if isinstance(answer, float):
                if waited or answer > self._limits.longest_pause:
                    return "the server asks for a pause"
                waited = True
                time.sleep(answer)
            else:
                return answer
        return "it leads on again and again"

    def _rest(self, url: str) -> None:
        """Wait until a host may be asked again."""
        host = urlsplit(url).netloc.lower()
        wait = self._last.get(host, 0.0) + self._limits.pause - time.monotonic()
        if host in self._last and wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _once(self, client: httpx.Client, url: str, target: Path, end: float) -> str | float:
        """Return an empty string for a file that came, why it did not, ``->`` and where it is, or a pause to make."""
        part = _part(target)
        size, mark = _begun(part)
        headers = {"Accept-Encoding": "identity"}
        if size and mark:
            headers |= {"Range": f"bytes={size}-", "If-Range": mark}
        with client.stream("GET", url, headers=headers) as response:
            status = response.status_code
            if status in _REDIRECTS and (moved := response.headers.get("location", "")):
                return f"->{moved}"
            if status in {429, 503}:
                return pause_of(response.headers.get("retry-after", "")) or 5.0
            if status in {404, 410}:
                return f"gone ({status})"
            if status == 416:
                part.unlink(missing_ok=True)
                raise _BrokenOffError
            if status not in {200, 206}:
                return f"the server answers {status}"
            if response.headers.get("content-type", "").startswith(("text/html", "application/xhtml")):
                return "there is a page in place of the file"
            goes_on = _RANGE.fullmatch(response.headers.get("content-range", "")) if status == 206 else None
            if status == 206 and (goes_on is None or int(goes_on[1]) != size):
                part.unlink(missing_ok=True)
                raise _BrokenOffError
            return self._kept(response, target, size if goes_on else 0, end)

    def _kept(self, response: httpx.Response, target: Path, size: int, end: float) -> str:
        part = _part(target)
        limits = self._limits
        expected = response.headers.get("content-length", "")
        most = min(limits.file, limits.all - self._bytes)
        if expected.isdecimal() and size + int(expected) > most:
            part.unlink(missing_ok=True)
            return _too_large(limits)
        _mark(part).write_text(_validator(response), "utf-8")
        with part.open("ab" if size else "wb") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > most:
                    file.close()
                    part.unlink()
                    return _too_large(limits)
                if time.monotonic() > end:
                    return "the server takes too long"
                file.write(chunk)
        self._bytes += size
        part.replace(target)
        _mark(part).unlink(missing_ok=True)
        return ""

    def _remember(self, one: _Told) -> None:
        self._told[one.url] = one
        with (self._folder / _LIST).open("ab") as file:
            file.write(msgspec.json.encode(one) + b"\n")
            file.flush()
            os.fsync(file.fileno())


def _name(url: str) -> str:
    """Return the name under which an address' file is kept."""
    suffix = Path(urlsplit(url).path).suffix
    digest = hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return digest + (suffix if _SAFE_SUFFIX.fullmatch(suffix) and suffix.isascii() else "")


def _part(target: Path) -> Path:
    """Return the file in which what came so far is."""
    return target.with_name(f"{target.name}.part")


def _mark(part: Path) -> Path:
    """Return the file that tells which version it is of."""
    return part.with_name(f"{part.name}.mark")


def _begun(part: Path) -> tuple[int, str]:
    """Return how much of a file came already, and of which version; nothing where the server does not tell versions."""
    try:
        mark = _mark(part).read_text("utf-8").strip()
        return (part.stat().st_size, mark) if mark else (0, "")
    except (OSError, UnicodeError):
        return 0, ""


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _validator(response: httpx.Response) -> str:
    """Return what tells the version of a file, if it goes on where it broke off; empty where it cannot."""
    if response.headers.get("content-encoding", "identity") != "identity":
        return ""
    tag: str = response.headers.get("etag", "")
    found = tag if tag and not tag.startswith("W/") else response.headers.get("last-modified", "")
    return found if found.isascii() and found.isprintable() else ""


def _too_large(limits: Limits) -> str:
    return f"it is larger than {limits.file // 1_000_000:,} MB, or all together than {limits.all // 1_000_000:,}"
