"""Files of other sites, each once: with limits, one after the other, and what came is kept for the next time."""

import hashlib
import os
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from generator.web.addresses import NoHostError, PrivateError
from generator.web.client import open_client, trusted

#: The bytes of the largest file, and of all together.
LARGEST, ALL = 50_000_000, 10_000_000_000
_HOPS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LIST = "list.jsonl"


class _Told(msgspec.Struct, frozen=True):
    """A line of the list: an address that was asked, its file's name or why there is none."""

    url: str
    file: str = ""
    reason: str = ""


class Downloads:
    """Gets files into a folder. What is there already is not asked for again, nor what is certainly gone."""

    def __init__(self, folder: Path, agent: str, *, allow_private: bool = False) -> None:
        """Read what an earlier run got."""
        self._folder, self._agent, self._allow_private = folder, agent, allow_private
        self._client: httpx.Client | None = None
        self._told: dict[str, _Told] = {}
        self._bytes = 0
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
        before = self._told.get(url)
        if before is not None and before.file and (found := self._folder / before.file).is_file():
            return found
        if before is not None and before.reason.startswith("gone"):
            return before.reason
        name = hashlib.blake2b(url.encode(), digest_size=12).hexdigest() + Path(urlsplit(url).path).suffix[:10]
        reason = self._fetched(url, self._folder / name)
        self._remember(_Told(url, "" if reason else name, reason))
        return reason or self._folder / name

    def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            self._client.close()

    def _fetched(self, url: str, target: Path) -> str:
        """Write an address' file, and return an empty string, or why there is none."""
        if self._client is None:
            self._client = open_client(self._agent, trusted(), allow_private=self._allow_private)
        here = url
        for _ in range(_HOPS):
            answer = self._once(self._client, here, target)
            if answer is None or not answer.startswith("->"):
                return answer or ""
            here = urljoin(here, answer[2:])
        return "it leads on again and again"

    def _once(self, client: httpx.Client, url: str, target: Path) -> str | None:
        try:
            with client.stream("GET", url) as response:
                moved = response.headers.get("location", "")
                if response.status_code in _REDIRECTS and moved:
                    return f"->{moved}"
                if response.status_code in {404, 410}:
                    return f"gone ({response.status_code})"
                if response.status_code != 200:
                    return f"the server answers {response.status_code}"
                if response.headers.get("content-type", "").startswith("text/html"):
                    return "there is a page in place of the file"
                return self._kept(response, target)
        except PrivateError:
            return "its host is in a private network"
        except NoHostError:
            return "there is no such host, or no network"
        except httpx.TimeoutException:
            return "the server takes too long"
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
            return "its address is none"
        except httpx.HTTPError:
            return "the connection failed"

    def _kept(self, response: httpx.Response, target: Path) -> str | None:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        size = 0
        with part.open("wb") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > LARGEST or self._bytes + size > ALL:
                    file.close()
                    part.unlink()
                    limit = LARGEST if size > LARGEST else ALL
                    return f"it is larger than {limit // 1_000_000:,} MB, or all together are"
                file.write(chunk)
        self._bytes += size
        part.replace(target)
        return None

    def _remember(self, one: _Told) -> None:
        self._told[one.url] = one
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LIST).open("ab") as file:
            file.write(msgspec.json.encode(one) + b"\n")
            file.flush()
            os.fsync(file.fileno())
